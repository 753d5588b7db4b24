"""``pes index``: a composite index of anyone's data, from a table and a recipe to scores and a report."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from pes_analysis.commands.speech import is_english, remark, say

if TYPE_CHECKING:
    import pandas as pd

# The matrices are small and shared out among threads already: threads inside a product only wait.
ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


def index(
    table: Annotated[
        Path,
        typer.Argument(
            metavar="DATA.csv",
            help="Tabela: unit, ewentualnie year, grupy, wskaźniki. / unit, maybe year, groups, indicators.",
        ),
    ],
    recipe: Annotated[
        Path,
        typer.Option(
            help="Przepis (YAML); szkic pisze pes recipe. / The recipe; pes recipe drafts one.",
        ),
    ],
    output: Annotated[Path, typer.Option(help="Folder na wyniki. / A folder for the results.")],
    decimal: Annotated[
        Literal["comma", "point"] | None,
        typer.Option(
            help="Znak dziesiętny, gdy plik go nie zdradza. / Decimal mark where the file hides it."
        ),
    ] = None,
) -> None:
    """Policz indeks złożony z własnych danych. / Compute a composite index of your own data."""
    for name in ONE_THREAD:
        os.environ.setdefault(name, "1")
    from pes_analysis.measure.composite.executed import steps_done
    from pes_analysis.present.index_steps import step_line
    from pes_analysis.present.language import Language
    from pes_analysis.publish.index_folder import refuse_foreign
    from pes_analysis.research_index import composite_index

    # Before a minute of work, not after it.
    refuse_foreign(output)
    made = composite_index(table, recipe, decimal)
    _tell_repairs(made.repairs)
    if made.unused:
        names = ", ".join(made.unused)
        remark(f"Kolumny, których przepis nie używa: {names}.", f"Columns the recipe does not use: {names}.")
    language = Language.EN if is_english() else Language.PL
    for done in steps_done(made.made):
        typer.echo(step_line(done, language))
    files = made.write(output)
    say(
        f"Pliki: {len(files)}. Zacznij od {output / 'report.pl.html'}.",
        f"Files: {len(files)}. Begin with {output / 'report.en.html'}.",
    )


def _tell_repairs(repairs: "pd.DataFrame") -> None:
    """Say each kind of repair once, with the columns it was made in and in how many cells."""
    for _, alike in repairs.groupby("rule", sort=False):
        pl, en = (str(alike[column].iloc[0]).rstrip(".") for column in ("message_pl", "message_en"))
        columns = ", ".join(
            f"{row['column']} ({row['cells']})" for _, row in alike.iterrows() if row["column"]
        )
        told = f": {columns}." if columns else "."
        remark(f"{pl}{told}", f"{en}{told}")
