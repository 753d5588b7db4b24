"""``pes index``: a composite index of anyone's data, from a table and a recipe to scores and a report."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from pes_analysis.commands.speech import remark, say


def index(
    table: Annotated[
        Path,
        typer.Argument(
            metavar="DATA.csv",
            help="Tabela: unit, ewentualnie year, grupy, wskaźniki. / unit, maybe year, groups, indicators.",
        ),
    ],
    recipe: Annotated[Path, typer.Option(help="Przepis: wskaźniki i kroki (YAML). / Indicators and steps.")],
    output: Annotated[Path, typer.Option(help="Folder na wyniki. / A folder for the results.")],
    decimal: Annotated[
        Literal["comma", "point"] | None,
        typer.Option(
            help="Znak dziesiętny, gdy plik go nie zdradza. / Decimal mark where the file hides it."
        ),
    ] = None,
) -> None:
    """Policz indeks złożony z własnych danych. / Compute a composite index of your own data."""
    from pes_analysis.catalogue.strict_yaml import read_strict_yaml, validate
    from pes_analysis.intake.index_table import read_index_table
    from pes_analysis.measure.composite.executed import steps_done
    from pes_analysis.measure.composite.index import compute_index
    from pes_analysis.measure.composite.panel import lay_out_panel
    from pes_analysis.measure.composite.recipe import Recipe
    from pes_analysis.measure.composite.remarks import diagnose_index
    from pes_analysis.publish.index_folder import write_index
    from pes_analysis.robust.robustness import try_robustness

    rules = validate(Recipe, read_strict_yaml(recipe))
    read = read_index_table(table, rules.columns, decimal=decimal)
    panel = lay_out_panel(read.table, rules)
    for row in read.repairs.itertuples():
        remark(
            f"{row.column}: {row.message_pl} ({row.cells})", f"{row.column}: {row.message_en} ({row.cells})"
        )
    used = {"unit", "year", *panel.numbers, *panel.groups}
    unused = [str(name) for name in read.table if name not in used]
    if unused:
        names = ", ".join(unused)
        remark(f"Kolumny, których przepis nie używa: {names}.", f"Columns the recipe does not use: {names}.")
    made = compute_index(panel, rules)
    for done in steps_done(made):
        typer.echo(str(done))
    robust = try_robustness(made) if rules.robustness is not None else None
    files = write_index(output, made, diagnose_index(made), robust, read.repairs)
    say(
        f"Pliki: {len(files)}. Zacznij od {output / 'report.pl.md'}.",
        f"Files: {len(files)}. Begin with {output / 'report.en.md'}.",
    )
