"""The tables behind a card's charts: dimensions, indicators of one dimension, contributions, courses."""

from collections.abc import Sequence

import pandas as pd

from pes_analysis.catalogue.states import State
from pes_analysis.present.blocks import SourceNote
from pes_analysis.present.language import mark
from pes_analysis.present.markup import Inline, Markup, join
from pes_analysis.present.numbers import number, signed
from pes_analysis.present.pages.county_tables import signs_explained, verdict_cell, verdict_sign
from pes_analysis.present.pages.organisation.card import SCORED, Card
from pes_analysis.present.pages.page_context import anchor_of
from pes_analysis.present.rows import Row, rows_of
from pes_analysis.present.sentences.labels import verdict_label
from pes_analysis.present.sentences.organisation_peers import among_peers
from pes_analysis.present.sentences.picture import Score
from pes_analysis.present.table import Table

UNMARKED = "none"
MOST_CONTRIBUTIONS = 10
_SCORES_BY_AREA: dict[bool, str] = {
    True: mark("Scores by area out of 100 possible points, {year}: {name} and similar organisations"),
    False: mark("Scores by area out of 100 possible points, {year}: {name}"),
}


def dimensions_table(card: Card, label: str) -> Table:
    """Table of scores by dimension: absolute, a year before, uncertainty, similar organisations."""
    language = card.language
    rows = tuple(_dimension_row(card, row) for row in card.scored_dimensions)
    return Table(
        label=label,
        caption=card.table_caption(
            language.text(_SCORES_BY_AREA[card.compared], year=card.year, name=str(card.name))
        ),
        columns=(
            language.text("Area"),
            language.text("Score"),
            language.text("Uncertainty"),
            language.text("A year before"),
            language.text("Main indicators known"),
            *_heads_beside(card),
        ),
        rows=rows,
        align="lrrrr" + ("rl" if card.compared else ""),
        language=language,
    )


def dimension_table(card: Card, dimension: str) -> Table:
    """Table of the indicators of one dimension: value, year before, reference, similar ones, place."""
    language = card.language
    rows = card.of_dimension(dimension)
    joined = any(card.basis(row) for row in rows)
    return Table(
        label=anchor_of(f"indicators-{dimension}"),
        caption=card.table_caption(
            language.text(
                "{area}: indicators of {name}", area=card.dimension_name(dimension), name=str(card.name)
            )
        ),
        columns=(
            language.text("Indicator"),
            str(card.year),
            str(card.year - 1),
            *((language.text("Over three years"),) if joined else ()),
            language.text("Reference"),
            language.text("Points"),
            *_heads_beside(card),
        ),
        rows=tuple(_indicator_row(card, row, joined=joined) for row in rows),
        align="l" + "r" * (5 if joined else 4) + ("rl" if card.compared else ""),
        language=language,
    )


def contributions_table(card: Card) -> Table:
    """Table of contributions: points of the organisation and of similar ones, and what each adds."""
    language = card.language
    parts = card.diagnosis.contributions
    shown, rest = parts.head(MOST_CONTRIBUTIONS), parts.iloc[MOST_CONTRIBUTIONS:]
    rows: list[tuple[Inline, ...]] = [
        (
            card.context.indicator_link(str(row["indicator"])),
            _points(card, row["points"]),
            _points(card, row["peers_mean"]),
            signed(row["contribution"], 1, language),
        )
        for row in rows_of(shown)
    ]
    if len(rest):
        rows.append((others_words(card, len(rest)), "", "", signed(rest["contribution"].sum(), 1, language)))
    return Table(
        label="contributions",
        caption=card.table_caption(
            language.text(
                "What each indicator adds to the distance from similar organisations, {year}", year=card.year
            )
        ),
        columns=(
            language.text("Indicator"),
            language.text("Points"),
            language.text("Mean of similar ones"),
            language.text("Adds to the score"),
        ),
        rows=tuple(rows),
        align="lrrr",
        language=language,
    )


def others_words(card: Card, count: int) -> str:
    """Name the indicators whose contributions are put together, being the smallest."""
    return card.language.plural("{n} other indicator", "{n} other indicators", count)


def trends_table(card: Card, indicators: Sequence[str]) -> Table:
    """Table of courses: one row an indicator, one column a year."""
    language = card.language
    courses = [row for indicator in indicators for row in card.courses.get(indicator, [])]
    every_year = sorted({int(row["year"]) for row in courses})
    cells = {(row["indicator"], row["year"]): row for row in courses}
    rows: list[tuple[Inline, ...]] = []
    for indicator in indicators:
        of_years = [cells.get((indicator, year)) for year in every_year]
        shown = [
            "" if row is None else card.context.value_text(indicator, row["value"], str(row["state"]))
            for row in of_years
        ]
        rows.append((card.context.indicator_link(indicator), *shown))
    return Table(
        label="courses",
        caption=card.table_caption(language.text("Main indicators of {name} by year", name=str(card.name))),
        columns=(language.text("Indicator"), *(str(year) for year in every_year)),
        rows=tuple(rows),
        align="l" + "r" * len(every_year),
        language=language,
    )


def place_cell(card: Card, row: Row) -> Markup:
    """Write the place among similar organisations: its sign and the count; what is only described says so."""
    language = card.language
    if row["role"] != SCORED and row["mark"] == UNMARKED:
        return Markup(verdict_label(UNMARKED, language))
    if row["mark"] == UNMARKED:
        return Markup("")
    place = among_peers(int(row["better_than"]), int(row["worse_than"]), int(row["n"]), language)
    mark = str(row["mark"])
    return join((verdict_sign(mark, card.standing_of(str(row["indicator"]), mark)), place))


def signs(card: Card) -> Inline:
    """Say what the signs of places mean; nothing for a card that is not compared."""
    if not card.compared:
        return ""
    return SourceNote(signs_explained(card.context.edition.catalogue.claims, card.language))


def yes_or_no(card: Card, answer: bool) -> str:
    """Write an answer.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> from pes_analysis.present.language import Language
    >>> yes_or_no(SimpleNamespace(language=Language.PL), True)
    'tak'
    """
    return card.language.text("yes") if answer else card.language.text("no")


def _heads_beside(card: Card) -> tuple[str, ...]:
    """Head the two columns about similar organisations, which stand only where there are enough of them."""
    language = card.language
    return (language.text("Median of similar ones"), language.text("Place")) if card.compared else ()


def _dimension_row(card: Card, row: Row) -> tuple[Inline, ...]:
    language = card.language
    name = card.dimension_name(str(row["dimension"]))
    missing = pd.isna(row["score"])
    interval: str = "" if missing else score_of(row).interval(language)
    mark = str(row["mark"])
    beside: tuple[Inline, ...] = (
        "" if pd.isna(row["peers_median"]) else number(row["peers_median"], 0, language),
        ""
        if mark == UNMARKED
        else verdict_cell(mark, card.standing_of(str(row["dimension"]), mark), card.context),
    )
    return (
        name,
        State.MISSING.symbol if missing else number(row["score"], 0, language),
        interval,
        "" if pd.isna(row["previous"]) else number(row["previous"], 0, language),
        language.text("{known} of {all}", known=int(row["n_core_known"]), all=int(row["n_core"])),
        *(beside if card.compared else ()),
    )


def score_of(row: Row) -> Score:
    """Gather the score of a dimension with its interval."""
    return Score(float(row["score"]), _known(row["lower"]), _known(row["upper"]))


def _known(number: float) -> float | None:
    return None if pd.isna(number) else float(number)


def _indicator_row(card: Card, row: Row, *, joined: bool) -> tuple[Inline, ...]:
    indicator = str(row["indicator"])
    of_year = _year_cell(card, row, "year_value")
    over = (card.figure(row) if card.basis(row) else "",) if joined else ()
    beside: tuple[Inline, ...] = (card.median(row), place_cell(card, row))
    return (
        card.context.indicator_link(indicator),
        of_year,
        _year_cell(card, row, "previous_value"),
        *over,
        card.reference(indicator) if row["role"] == SCORED else "",
        _points(card, row["points"]),
        *(beside if card.compared else ()),
    )


def _year_cell(card: Card, row: Row, column: str) -> str:
    """Write the value of one year; where there is none, the state says why."""
    value = row[column]
    if not pd.isna(value):
        return card.value(str(row["indicator"]), value)
    state = State(str(row["state"]))
    return State.MISSING.symbol if state.is_number else state.symbol


def _points(card: Card, points: float) -> str:
    return "" if pd.isna(points) else number(points, 0, card.language)
