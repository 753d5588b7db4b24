"""``pes recipe``: a recipe of an index drafted for a table, with every option and what it means."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from pes_analysis.commands.speech import is_english, say
from pes_analysis.protect.errors import PesError


def recipe(
    table: Annotated[
        Path, typer.Argument(metavar="DATA.csv", help="Tabela dla pes index. / A table for pes index.")
    ],
    output: Annotated[Path, typer.Option(help="Gdzie zapisać przepis. / Where to write the recipe.")],
    decimal: Annotated[
        Literal["comma", "point"] | None,
        typer.Option(
            help="Znak dziesiętny, gdy plik go nie zdradza. / Decimal mark where the file hides it."
        ),
    ] = None,
) -> None:
    """Napisz szkic przepisu dla własnych danych. / Draft the recipe of an index of your own data."""
    from pes_analysis.intake.index_table import numeric_columns, read_index_table
    from pes_analysis.measure.composite.panel import refuse_unnamed
    from pes_analysis.present.language import Language
    from pes_analysis.present.recipe_draft import DraftColumn, draft_recipe

    numeric = numeric_columns(table, decimal=decimal)
    read = read_index_table(table, numeric, decimal=decimal).table
    refuse_unnamed(read)
    columns = [
        DraftColumn(
            name,
            int(read[name].notna().sum()),
            int(read[name].isna().sum()),
            float(read[name].min()),
            float(read[name].max()),
        )
        for name in numeric
    ]
    if not columns:
        raise PesError(
            f"{table}: żadna kolumna nie zawiera samych liczb. Popraw dane albo podaj --decimal.",
            f"{table}: no column holds numbers alone. Correct the data or give --decimal.",
        )
    groups = [str(name) for name in read if name not in ("unit", "year", *numeric)]
    text = draft_recipe(columns, groups, table.name, Language.EN if is_english() else Language.PL)
    try:
        with output.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise PesError(
            f"{output}: nie da się zapisać ({error.strerror}). Podaj nazwę pliku, którego jeszcze nie ma.",
            f"{output}: cannot be written ({error.strerror}). Name a file that does not exist yet.",
        ) from error
    say(
        f"Wskaźniki: {len(columns)}. W pliku {output} wybierz kierunek każdego, potem: "
        f"pes index {table} --recipe {output} --output FOLDER",
        f"Indicators: {len(columns)}. Choose the direction of each in {output}, then: "
        f"pes index {table} --recipe {output} --output FOLDER",
    )
