"""``pes indicators``: a researcher's table of figures in, a table of indicators out."""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from pes_analysis.commands.speech import remark, say
from pes_analysis.protect.errors import PesError

if TYPE_CHECKING:
    import pandas as pd

    from pes_analysis.intake.figure_table import FigureTable
    from pes_analysis.measure.table_indicators import TableIndicators


def indicators(
    table: Annotated[
        Path,
        typer.Argument(
            metavar="INPUT.csv",
            help="Tabela: id, year, type i nazwy zmiennych. / A table: id, year, type, names of variables.",
        ),
    ],
    output: Annotated[Path, typer.Option(help="Gdzie zapisać wynik. / Where to write the result.")],
    level: Annotated[
        Literal["organisation", "county"], typer.Option(help="Czego dotyczą wiersze. / What rows are about.")
    ] = "organisation",
    decimal: Annotated[
        Literal["comma", "point"] | None,
        typer.Option(
            help="Znak dziesiętny, gdy plik go nie zdradza. / Decimal mark where the file does not show it."
        ),
    ] = None,
) -> None:
    """Policz wskaźniki z własnej tabeli. / Compute indicators of your own table."""
    from pes_analysis.research import read_and_compute

    _check_output(table, output)
    read, computed = read_and_compute(table, level, decimal)
    _write(computed.cells, output)
    _tell(read, computed)
    number, rows = computed.cells["indicator"].nunique(), len(read.figures)
    say(
        f"Wskaźniki: {number}, wiersze tabeli: {rows}. Zapisano {output}.",
        f"Indicators: {number}, rows of the table: {rows}. Written to {output}.",
    )


def _check_output(table: Path, output: Path) -> None:
    if not output.parent.is_dir():
        raise PesError(
            f"Nie ma folderu {output.parent}. Utwórz go albo podaj inny w --output.",
            f"There is no folder {output.parent}. Make it or give another in --output.",
        )
    if output.is_dir():
        raise PesError(
            f"{output} to folder. Podaj w --output nazwę pliku.",
            f"{output} is a folder. Give the name of a file in --output.",
        )
    if output.exists() and table.exists() and output.samefile(table):
        raise PesError(
            "Wynik nie może zastąpić tabeli wejściowej. Podaj inny plik w --output.",
            "The result must not replace the input table. Give another file in --output.",
        )


def _write(cells: "pd.DataFrame", output: Path) -> None:
    """Write the result beside its place and move it there whole: an interrupted run leaves no half of it."""
    try:
        with tempfile.TemporaryDirectory(prefix=f".{output.name}.", dir=output.parent) as folder:
            part = Path(folder) / output.name
            cells.to_csv(part, index=False, lineterminator="\n", encoding="utf-8")
            part.replace(output)
    except OSError as error:
        raise PesError(
            f"Nie udało się zapisać {output} ({error.strerror}). Sprawdź miejsce na dysku i uprawnienia.",
            f"{output} could not be written ({error.strerror}). Check the disk space and the permissions.",
        ) from error


def _tell(read: "FigureTable", computed: "TableIndicators") -> None:
    """Say on the standard error what was read otherwise, doubted, or left aside."""
    from pes_analysis.intake.findings import located
    from pes_analysis.protect.escape import clean

    for finding in (*read.repairs, *read.doubts):
        remark(*located(finding))
    for written, meant in read.unknown.items():
        name = clean(written, limit=60)
        remark(
            f"Kolumnę „{name}” pominięto." + (f" Czy chodziło o „{meant}”?" if meant else ""),
            f"The column '{name}' was left aside." + (f" Was '{meant}' meant?" if meant else ""),
        )
    if computed.lacking:
        remark(
            f"Nie policzono wskaźników: {len(computed.lacking)}. Brakuje im kolumn:",
            f"Indicators not computed: {len(computed.lacking)}. The columns they lack:",
        )
    for name, columns in computed.lacking.items():
        remark(f"  {name}: {', '.join(columns)}", f"  {name}: {', '.join(columns)}")
