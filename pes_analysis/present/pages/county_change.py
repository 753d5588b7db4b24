"""What moved the indicators of a county, and which steps to the median similar counties made."""

from collections.abc import Hashable
from typing import Any

import pandas as pd

from pes_analysis.present.blocks import Details, Paragraph
from pes_analysis.present.language import mark
from pes_analysis.present.markup import Inline, Markup, join
from pes_analysis.present.numbers import PER_CENT, signed, with_unit, years
from pes_analysis.present.pages.page_context import PageContext
from pes_analysis.present.table import Table

LEAST_TOLD = 5
PARTS = ("own_activity", "denominator", "method", "noise")


def what_moved(changes: pd.DataFrame, positions: pd.DataFrame, context: PageContext) -> Markup:
    """Write what the change of each indicator is made of; nothing where no indicator has two years."""
    if changes.empty:
        return Markup("")
    language = context.language
    table = Table(
        label="what-moved",
        caption=language.text("Change of the indicators and what made it; the parts add up to the change"),
        columns=(
            language.text("Indicator"),
            language.text("Change"),
            language.text("Numerator"),
            language.text("Denominator"),
            language.text("Borders or method"),
            language.text("Chance"),
            language.text("Change of the median of similar counties"),
            language.text("Change of the distance from them"),
        ),
        rows=tuple(_moved(row, context) for row in changes.to_dict("records")),
        align="lrrrrrrr",
        language=language,
    )
    return Details(
        language.text("What moved the indicators of this county"),
        (
            Paragraph(
                language.text(
                    "The numerator is what happened in the county, for example how many people are out of "
                    "work. The denominator is what it is divided by, for example residents. Where only the "
                    "ready figure is published, both stand together."
                )
            ),
            Paragraph(
                language.text(
                    "In a year of new borders or another way of counting nobody can tell what really "
                    "happened. So the whole change of that year stands apart. Chance is what cannot be told "
                    "from random ups and downs. An empty place means that it cannot be measured. Rounded "
                    "parts may differ from the change in the last digit."
                )
            ),
            table,
            context.source_note(positions[positions["indicator"].isin(changes["indicator"])]),
        ),
    ).markdown()


def _moved(row: dict[Hashable, Any], context: PageContext) -> tuple[Inline, ...]:
    language, indicator = context.language, str(row["indicator"])
    own, below, method, noise = (_signed(indicator, row[name], context) for name in PARTS)
    change = _signed(indicator, row["change"], context)
    symbol = context.unit_symbol(indicator)
    broken = ", ".join(str(year) for year in row["breaks"])
    span = language.markdown(
        mark("{years}; break: {broken}") if broken else mark("{years}"),
        years=Markup(years(int(row["first_year"]), int(row["last_year"]))),
        broken=broken,
    )
    return (
        join((context.indicator_link(indicator), span), ", "),
        with_unit(change, language.text("pp") if symbol == PER_CENT else symbol),
        own,
        language.text("together") if row["reason"] else below,
        method if broken else "",
        noise,
        # Kept with the sign turned, so that all parts add up; a reader expects their own change.
        _signed(indicator, -row["peers"], context),
        _signed(indicator, row["gap_change"], context),
    )


def _signed(indicator: str, value: float, context: PageContext) -> str:
    if pd.isna(value):
        return ""
    return signed(context.shown(indicator, value), context.indicator(indicator).decimals, context.language)


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
