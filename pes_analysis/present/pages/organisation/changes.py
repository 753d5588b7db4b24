"""Change over the years: courses of main indicators, and what moved each of them."""

import math

import pandas as pd

from pes_analysis.present.blocks import Bullets, Details, Heading, Paragraph, document
from pes_analysis.present.language import mark
from pes_analysis.present.markup import Inline, Markup, join
from pes_analysis.present.numbers import PER_CENT, number, signed, with_unit
from pes_analysis.present.pages.organisation.card import SCORED, Card
from pes_analysis.present.pages.organisation.certainty import linked
from pes_analysis.present.pages.organisation.charts import most_courses, trends_chart
from pes_analysis.present.rows import Row, rows_of
from pes_analysis.present.table import Table

LEAST_YEARS = 2
MOST_CHANGES = 3
_REASONS: dict[str, str] = {
    "not_a_ratio": mark("not a ratio"),
    "zero_denominator": mark("divided by zero"),
    "capped": mark("at its limit"),
}


def changes(card: Card) -> Markup:
    """Write how the organisation changed."""
    language = card.language
    return document(
        Heading(language.text("Change over the years"), 2, "change"),
        Paragraph(_score_change(card)),
        *_sure_changes(card),
        *_courses(card),
        *_parts(card),
    )


def _score_change(card: Card) -> Markup:
    language, seen = card.language, card.diagnosis.picture
    if seen.score is None or seen.previous is None:
        return language.markdown("There are no general scores of two years to compare.")
    before, now = (number(score, 0, language) for score in (seen.previous, seen.score))
    values: dict[str, Inline] = {
        "before": before,
        "now": now,
        "year": str(card.year),
        "last": str(card.year - 1),
    }
    if before == now:
        return language.markdown("The general score stayed at {now} in {last} and {year}.", **values)
    for statement, text in (
        ("rose", mark("The general score rose from {before} in {last} to {now} in {year}")),
        ("fell", mark("The general score fell from {before} in {last} to {now} in {year}")),
    ):
        if claim := card.printed(statement):
            return Markup(f"{join((language.markdown(text, **values), linked(card, claim)))}.")
    return language.markdown(
        "The general score was {before} in {last} and is {now} in {year}. That is not surely a change.",
        **values,
    )


def _sure_changes(card: Card) -> tuple[Inline, ...]:
    """List the main indicators that surely changed; a sentence when none did."""
    language = card.language
    rows = {str(row["indicator"]): row for row in rows_of(card.diagnosis.changes)}
    said: list[Inline] = []
    for statement, verdict in (("improved", mark("better")), ("worsened", mark("worse"))):
        sure = [claim for one in rows if (claim := card.printed(statement, one))]
        sure.sort(key=lambda one: -abs(float(one.evidence["points"])))
        said += [
            join((_change(card, rows[one.subject], verdict), linked(card, one)))
            for one in sure[:MOST_CHANGES]
        ]
    if said:
        return (
            Paragraph(language.text("Main indicators that surely changed, up to three each way:")),
            Bullets(tuple(said)),
        )
    if card.tried("improved") or card.tried("worsened"):
        return (Paragraph(language.text("No main indicator surely changed.")),)
    return ()


def _change(card: Card, row: Row, verdict: str) -> Markup:
    indicator = str(row["indicator"])
    return card.language.markdown(
        "**{name}**: {first} in {first_year}, {last} in {last_year}, which is {verdict}",
        name=card.context.plain_name(indicator),
        first=card.value(indicator, row["first_value"]),
        first_year=str(row["first_year"]),
        last=card.value(indicator, row["last_value"]),
        last_year=str(row["last_year"]),
        verdict=card.language.text(verdict),
    )


def _courses(card: Card) -> tuple[Inline, ...]:
    language = card.language
    long_enough = [
        indicator
        for indicator, row in card.rows.items()
        if row["core"]
        and row["role"] == SCORED
        and sum(not math.isnan(one["value"]) for one in card.courses.get(indicator, [])) >= LEAST_YEARS
    ]
    if not long_enough:
        return (Paragraph(language.text("No main indicator has figures of two years.")),)
    figure = trends_chart(card, most_courses(long_enough))
    return (
        Details(
            language.text("Main indicators year by year: charts and table"),
            (Markup(figure.markdown()), figure.table),
        ),
    )


def _parts(card: Card) -> tuple[Inline, ...]:
    language, table = card.language, card.diagnosis.changes
    main = [indicator for indicator, row in card.rows.items() if row["core"] and row["role"] == SCORED]
    split = table[table["reason"].isin(["", *_REASONS]) & table["indicator"].isin(main)]
    if split.empty:
        return ()
    return (
        Details(
            language.text("What moved the main indicators"),
            (
                language.text(
                    "An indicator is a ratio. The numerator is what the organisation did, for example how "
                    "many people found work. The denominator is what it is divided by, for example how "
                    "many left. Prices may move it too. Chance is what cannot be told from random ups and "
                    "downs of a share of people. These parts add up to the change. The last column says how "
                    "much more than similar organisations this one changed."
                ),
                _parts_table(card, split),
            ),
        ),
    )


def _parts_table(card: Card, split: pd.DataFrame) -> Table:
    language = card.language
    return Table(
        label="change",
        caption=card.table_caption(
            language.text("Change of main indicators, and what made it: {name}", name=str(card.name))
        ),
        columns=(
            language.text("Indicator"),
            language.text("Years"),
            language.text("Change"),
            language.text("Numerator"),
            language.text("Denominator"),
            language.text("Prices"),
            language.text("Chance"),
            language.text("Change of the median of similar ones"),
            language.text("Change of the distance from them"),
        ),
        rows=tuple(_parts_row(card, row) for row in rows_of(split)),
        align="lrrrrrrrr",
        language=language,
    )


def _parts_row(card: Card, row: Row) -> tuple[Inline, ...]:
    indicator = str(row["indicator"])
    parts: tuple[Inline, ...] = tuple(
        _signed(card, indicator, row[name]) for name in ("own_activity", "denominator", "prices", "noise")
    )
    if row["reason"] in _REASONS:
        parts = (card.language.text(_REASONS[str(row["reason"])]), "", "", "")
    return (
        card.context.indicator_link(indicator),
        f"{row['first_year']}–{row['last_year']}",
        _with_unit(card, indicator, _signed(card, indicator, row["change"])),
        *parts,
        # Kept with the sign turned, so that all parts add up; a reader expects their own change.
        _signed(card, indicator, -row["peers"]),
        _signed(card, indicator, row["gap_change"]),
    )


def _signed(card: Card, indicator: str, value: float) -> str:
    if pd.isna(value):
        return ""
    shown = card.context.shown(indicator, value)
    return signed(shown, card.context.indicator(indicator).decimals, card.language)


def _with_unit(card: Card, indicator: str, change: str) -> str:
    """Put the unit after a change; per cents change by percentage points."""
    symbol = card.context.unit_symbol(indicator)
    if not change:
        return ""
    return with_unit(change, card.language.text("pp") if symbol == PER_CENT else symbol)
