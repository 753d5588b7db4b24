"""The figures of a card as tables for files: tidy rows with year, unit, state and source."""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from pes_analysis.catalogue.states import State
from pes_analysis.present.language import mark
from pes_analysis.present.pages.organisation.card import Card
from pes_analysis.present.pages.organisation.gaps import gap_words
from pes_analysis.present.pages.organisation.rules import STATES as ALARM_STATES
from pes_analysis.present.pages.organisation.rules import STATUSES
from pes_analysis.present.rows import Row, rows_of
from pes_analysis.present.sheet import Sheet

FIGURE_STATES: dict[State, str] = {
    State.VALUE: mark("number"),
    State.ZERO: mark("zero"),
    State.MISSING: mark("missing"),
    State.NOT_APPLICABLE: mark("not applicable"),
    State.UNDEFINED: mark("cannot be computed"),
    State.SUPPRESSED: mark("withheld"),
}
_YEAR_BASIS = mark("one year")

Cell = str | float | int | None
Fields = Mapping[str, Callable[[Row], Cell]]
"""Heading of a column, and what stands in it."""


def sheets(card: Card) -> tuple[Sheet, ...]:
    """Give all tables; the first one has every indicator."""
    language = card.language
    notes = _notes(card)
    return (
        Sheet(language.text("Indicators"), _indicators(card), notes),
        Sheet(language.text("Years"), _years(card), notes),
        Sheet(language.text("Areas"), _dimensions(card), notes),
        Sheet(language.text("Contributions"), _contributions(card), notes),
        Sheet(language.text("Changes"), _changes(card), notes),
        Sheet(language.text("Alarms"), _alarms(card), notes),
        Sheet(language.text("Requirements"), _compliance(card), notes),
    )


def _notes(card: Card) -> tuple[str, ...]:
    language = card.language
    edition = card.context.edition.title.in_language(language.code)
    notes = [
        card.diagnosis.facts.name,
        language.text(
            "Condition card, edition: {edition}. State on 31 December {year}.",
            edition=edition,
            year=card.year,
        ),
        language.text("An empty cell is not zero: the column of states says why there is no number."),
    ]
    if card.made_up():
        notes.append(card.made_up())
    return tuple(notes)


def _indicators(card: Card) -> pd.DataFrame:
    language, context = card.language, card.context
    fields: Fields = {
        language.text("id"): lambda row: str(row["indicator"]),
        language.text("Indicator"): lambda row: context.plain_name(str(row["indicator"])),
        language.text("Area"): lambda row: card.dimension_name(str(row["dimension"])),
        language.text("Year"): lambda row: card.year,
        language.text("Value"): lambda row: _shown(card, row, row["value"]),
        language.text("Unit"): lambda row: context.unit_symbol(str(row["indicator"])),
        language.text("State"): lambda row: _state(card, row),
        language.text("Why there is no number"): lambda row: (
            "" if State(str(row["state"])).is_number else gap_words(card, row)
        ),
        language.text("Rests on"): lambda row: card.basis(row) or language.text(_YEAR_BASIS),
        language.text("Lower end of the interval"): lambda row: _shown(card, row, row["lower"]),
        language.text("Upper end of the interval"): lambda row: _shown(card, row, row["upper"]),
        language.text("Points (0–100)"): lambda row: _number(row["points"]),
        language.text("Reference"): lambda row: card.reference(str(row["indicator"])),
        language.text("Median of similar ones"): lambda row: (
            _shown(card, row, row["median"]) if card.is_beside(row) else None
        ),
        language.text("Similar ones with data"): lambda row: int(row["n"]),
        language.text("Does better than"): lambda row: _number(row["better_than"]),
        language.text("Does worse than"): lambda row: _number(row["worse_than"]),
        language.text("Source"): lambda row: _source(card, row),
    }
    return _frame(card.diagnosis.indicators, fields)


def _years(card: Card) -> pd.DataFrame:
    language, context = card.language, card.context
    fields: Fields = {
        language.text("id"): lambda row: str(row["indicator"]),
        language.text("Indicator"): lambda row: context.plain_name(str(row["indicator"])),
        language.text("Year"): lambda row: int(row["year"]),
        language.text("Value"): lambda row: _shown(card, row, row["value"]),
        language.text("Unit"): lambda row: context.unit_symbol(str(row["indicator"])),
        language.text("State"): lambda row: _state(card, row),
        language.text("Lower quartile of similar ones"): lambda row: _shown(card, row, row["peers_q1"]),
        language.text("Median of similar ones"): lambda row: _shown(card, row, row["peers_median"]),
        language.text("Upper quartile of similar ones"): lambda row: _shown(card, row, row["peers_q3"]),
        language.text("Similar ones with data"): lambda row: int(row["n"]),
    }
    return _frame(card.diagnosis.trends, fields)


def _dimensions(card: Card) -> pd.DataFrame:
    language = card.language
    fields: Fields = {
        language.text("Area"): lambda row: card.dimension_name(str(row["dimension"])),
        language.text("Year"): lambda row: card.year,
        language.text("Score"): lambda row: _number(row["score"]),
        language.text("Lower end of the interval"): lambda row: _number(row["lower"]),
        language.text("Upper end of the interval"): lambda row: _number(row["upper"]),
        language.text("A year before"): lambda row: _number(row["previous"]),
        language.text("Main indicators"): lambda row: int(row["n_core"]),
        language.text("Main indicators known"): lambda row: int(row["n_core_known"]),
        language.text("Median of similar ones"): lambda row: _number(row["peers_median"]),
        language.text("Similar ones with data"): lambda row: int(row["n_peers"]),
    }
    return _frame(card.diagnosis.dimensions, fields)


def _contributions(card: Card) -> pd.DataFrame:
    language, context = card.language, card.context
    fields: Fields = {
        language.text("id"): lambda row: str(row["indicator"]),
        language.text("Indicator"): lambda row: context.plain_name(str(row["indicator"])),
        language.text("Year"): lambda row: card.year,
        language.text("Points (0–100)"): lambda row: _number(row["points"]),
        language.text("Mean of similar ones"): lambda row: _number(row["peers_mean"]),
        language.text("Weight in the general score"): lambda row: _number(row["weight"]),
        language.text("Adds to the score"): lambda row: _number(row["contribution"]),
    }
    return _frame(card.diagnosis.contributions, fields)


def _changes(card: Card) -> pd.DataFrame:
    language, context = card.language, card.context
    fields: Fields = {
        language.text("id"): lambda row: str(row["indicator"]),
        language.text("Indicator"): lambda row: context.plain_name(str(row["indicator"])),
        language.text("First year"): lambda row: int(row["first_year"]),
        language.text("Last year"): lambda row: int(row["last_year"]),
        language.text("Change"): lambda row: _shown(card, row, row["change"]),
        language.text("Numerator"): lambda row: _shown(card, row, row["own_activity"]),
        language.text("Denominator"): lambda row: _shown(card, row, row["denominator"]),
        language.text("Prices"): lambda row: _shown(card, row, row["prices"]),
        language.text("Chance"): lambda row: _shown(card, row, row["noise"]),
        language.text("Change of the median of similar ones"): lambda row: _shown(card, row, -row["peers"]),
        language.text("Change of the distance from them"): lambda row: _shown(card, row, row["gap_change"]),
        language.text("Unit"): lambda row: context.unit_symbol(str(row["indicator"])),
    }
    return _frame(card.diagnosis.changes, fields)


def _alarms(card: Card) -> pd.DataFrame:
    language, catalogue = card.language, card.context.edition.catalogue
    fields: Fields = {
        language.text("id"): lambda row: str(row["alarm"]),
        language.text("Alarm"): lambda row: catalogue.alarm(str(row["alarm"])).name.in_language(
            language.code
        ),
        language.text("Year"): lambda row: card.year,
        language.text("State"): lambda row: language.text(ALARM_STATES[str(row["state"])]),
        language.text("Triggered since"): lambda row: _number(row["since"]),
    }
    return _frame(card.diagnosis.alarms, fields)


def _compliance(card: Card) -> pd.DataFrame:
    language, catalogue = card.language, card.context.edition.catalogue
    fields: Fields = {
        language.text("id"): lambda row: str(row["threshold"]),
        language.text("Requirement"): lambda row: catalogue.threshold(str(row["threshold"])).name.in_language(
            language.code
        ),
        language.text("Year"): lambda row: card.year,
        language.text("State"): lambda row: language.text(STATUSES[str(row["status"])]),
        language.text("Rule"): lambda row: catalogue.threshold(str(row["threshold"])).rule.in_language(
            language.code
        ),
        language.text("Legal basis"): lambda row: catalogue.threshold(
            str(row["threshold"])
        ).legal_basis.in_language(language.code),
    }
    return _frame(card.diagnosis.compliance, fields)


def _frame(rows: pd.DataFrame, fields: Fields) -> pd.DataFrame:
    records = rows_of(rows)
    columns = {heading: [make(row) for row in records] for heading, make in fields.items()}
    # As they are: a number of organisations does not become 3.0 because one is missing.
    return pd.DataFrame(columns, dtype=object)


def _source(card: Card, row: Row) -> str:
    """Name the source; what the toolkit reckons itself, such as completeness, has none of its own."""
    if row["source"] or not State(str(row["state"])).is_number:
        return str(row["source"])
    return card.language.text("calculated from the answers")


def _state(card: Card, row: Row) -> str:
    return card.language.text(FIGURE_STATES[State(str(row["state"]))])


def _shown(card: Card, row: Row, value: Any) -> float | None:
    number = _number(value)
    return None if number is None else card.context.shown(str(row["indicator"]), number)


def _number(value: Any) -> float | None:
    return None if value is None or pd.isna(value) else float(value)
