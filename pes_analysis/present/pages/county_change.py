"""What is within reach of a county: the steps to the median that similar counties made in three years."""

import pandas as pd

from pes_analysis.present.blocks import Details, Paragraph
from pes_analysis.present.markup import Markup
from pes_analysis.present.numbers import years
from pes_analysis.present.pages.page_context import PageContext
from pes_analysis.present.table import Table

LEAST_TOLD = 5


def within_reach(reach: pd.DataFrame, positions: pd.DataFrame, context: PageContext) -> Markup:
    """Write which medians similar counties' steps would reach; nothing where none is counted."""
    if reach.empty:
        return Markup("")
    language = context.language
    rows = tuple(
        (
            context.indicator_link(row["indicator"]),
            context.value_text(row["indicator"], row["value"], "value"),
            context.value_text(row["indicator"], row["median"], "value"),
            years(int(row["first_year"]), int(row["year"])),
            _made(int(row["made"]), int(row["n"]), context),
        )
        for row in reach.to_dict("records")
    )
    table = Table(
        label="within-reach",
        caption=language.text("Steps to the median of similar counties"),
        columns=(
            language.text("Indicator"),
            language.text("This county"),
            language.text("Median of similar counties"),
            language.text("Years"),
            language.text("Similar counties that made such a step"),
        ),
        rows=rows,
        align="lrrrl",
        language=language,
    )
    return Details(
        language.text("Within reach: can this county catch up in three years?"),
        (
            Paragraph(
                language.text(
                    "We count similar counties whose figure improved in three years by at least as much "
                    "as this county lacks. It shows what was possible, not what will happen."
                )
            ),
            table,
            context.source_note(positions[positions["indicator"].isin(reach["indicator"])]),
        ),
    ).markdown()


def _made(made: int, n: int, context: PageContext) -> str:
    language = context.language
    if made == 0:
        return language.text("none of {all}", all=n)
    if made < LEAST_TOLD:
        return language.text("fewer than {least} of {all}", least=LEAST_TOLD, all=n)
    return language.text("{some} of {all}", some=made, all=n)
