"""The figures of a comparison as tables for files: tidy rows with code, year, unit, state and source."""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from pes_analysis.catalogue.states import State
from pes_analysis.present.language import mark
from pes_analysis.present.pages.comparison.view import Row, View
from pes_analysis.present.pages.organisation.sheets import FIGURE_STATES
from pes_analysis.present.sheet import Sheet

MARKS: dict[str, str] = {
    "best": mark("best"),
    "worst": mark("worst"),
    "typical": mark("typical"),
    "none": "",
}
_SIDES = ("minimum", "q1", "median", "q3", "maximum")
_SIDE_NAMES = {
    "minimum": mark("Lowest"),
    "q1": mark("Lower quartile"),
    "median": mark("Median"),
    "q3": mark("Upper quartile"),
    "maximum": mark("Highest"),
}

Cell = str | float | int | None
Fields = Mapping[str, Callable[[Row], Cell]]
"""Heading of a column, and what stands in it."""


def sheets(view: View) -> tuple[Sheet, ...]:
    """Give all tables; the first one has every indicator of everyone compared."""
    language, notes = view.language, _notes(view)
    return (
        Sheet(language.text("Indicators"), _indicators(view), notes),
        Sheet(language.text("Areas"), _scores(view), notes),
        Sheet(language.text("Quartiles"), _quartiles(view), notes),
        Sheet(language.text("Changes"), _changes(view), notes),
        Sheet(language.text("Similar ones"), _similar(view), notes),
    )


def _notes(view: View) -> tuple[str, ...]:
    language = view.language
    notes = [
        view.diagnosis.title.in_language(language.code),
        language.text(
            "Comparison, edition: {edition}.",
            edition=view.context.edition.title.in_language(language.code),
        ),
        language.text("An empty cell is not zero: the column of states says why there is no number."),
    ]
    if view.made_up():
        notes.append(view.made_up())
    return tuple(notes)


def _who(view: View) -> Fields:
    return {
        view.language.text("Code"): lambda row: str(row["unit"]),
        view.language.text("Name"): lambda row: str(view.members[str(row["unit"])]["label"]),
    }


def _indicators(view: View) -> pd.DataFrame:
    language, context = view.language, view.context
    fields: Fields = {
        **_who(view),
        language.text("id"): lambda row: str(row["indicator"]),
        language.text("Indicator"): lambda row: context.plain_name(str(row["indicator"])),
        language.text("Year"): lambda row: _number(row["year"]),
        language.text("Value"): lambda row: _shown(view, row, row["value"]),
        language.text("Unit"): lambda row: context.unit_symbol(str(row["indicator"])),
        language.text("State"): lambda row: language.text(FIGURE_STATES[State(str(row["state"]))]),
        language.text("Lower end of the interval"): lambda row: _shown(view, row, row["lower"]),
        language.text("Upper end of the interval"): lambda row: _shown(view, row, row["upper"]),
        language.text("Mark"): lambda row: _mark(view, row),
        language.text("Source"): lambda row: str(row["source"]),
    }
    order = {unit: place for place, unit in enumerate(view.members)}
    rows = view.diagnosis.matrix
    return _frame(rows.sort_values("unit", key=lambda units: units.map(order), kind="stable"), fields)


def _scores(view: View) -> pd.DataFrame:
    language = view.language
    fields: Fields = {
        **_who(view),
        language.text("Area"): lambda row: view.block_name((str(row["dimension"]), str(row["area"]))),
        language.text("Score"): lambda row: _number(row["score"]),
        language.text("Lower end of the interval"): lambda row: _number(row["lower"]),
        language.text("Upper end of the interval"): lambda row: _number(row["upper"]),
        language.text("Mark"): lambda row: _mark(view, row),
    }
    return _frame(view.diagnosis.profiles, fields)


def _quartiles(view: View) -> pd.DataFrame:
    """Put the quartiles of scores over those of the indicators; ids tell them apart."""
    language, context = view.language, view.context
    scores = view.diagnosis.quartiles.to_dict("records")
    indicators = view.diagnosis.distributions.to_dict("records")
    heads = {side: language.text(_SIDE_NAMES[side]) for side in _SIDES}
    return pd.DataFrame(
        [
            {
                language.text("id"): str(row["dimension"]) if not row["area"] else str(row["area"]),
                language.text("Indicator"): view.block_name((str(row["dimension"]), str(row["area"]))),
                language.text("With data"): int(row["n"]),
                **{heads[side]: _number(row[side]) for side in _SIDES},
            }
            for row in scores
        ]
        + [
            {
                language.text("id"): str(row["indicator"]),
                language.text("Indicator"): context.plain_name(str(row["indicator"])),
                language.text("With data"): int(row["n"]),
                **{heads[side]: _shown(view, row, row[side]) for side in _SIDES},
            }
            for row in indicators
        ]
    )


def _changes(view: View) -> pd.DataFrame:
    language, context = view.language, view.context
    fields: Fields = {
        **_who(view),
        language.text("id"): lambda row: str(row["indicator"]),
        language.text("Indicator"): lambda row: context.plain_name(str(row["indicator"])),
        language.text("First year"): lambda row: int(row["first_year"]),
        language.text("Last year"): lambda row: int(row["last_year"]),
        language.text("First value"): lambda row: _shown(view, row, row["first_value"]),
        language.text("Last value"): lambda row: _shown(view, row, row["last_value"]),
        language.text("Change"): lambda row: _shown(view, row, row["change"]),
        language.text("Unit"): lambda row: context.unit_symbol(str(row["indicator"])),
    }
    return _frame(view.diagnosis.changes, fields)


def _similar(view: View) -> pd.DataFrame:
    language = view.language
    fields: Fields = {
        **_who(view),
        language.text("Similar one"): lambda row: str(row["neighbour_label"]),
        language.text("Place"): lambda row: int(row["place"]),
        language.text("Distance"): lambda row: _number(row["distance"]),
    }
    return _frame(view.diagnosis.similar, fields)


def _mark(view: View, row: Row) -> str:
    words = MARKS[str(row["mark"])]
    return view.language.text(words) if words else ""


def _frame(rows: pd.DataFrame, fields: Fields) -> pd.DataFrame:
    records = rows.to_dict("records")
    return pd.DataFrame({heading: [make(row) for row in records] for heading, make in fields.items()})


def _shown(view: View, row: Row, value: Any) -> float | None:
    number = _number(value)
    return None if number is None else view.context.shown(str(row["indicator"]), number)


def _number(value: Any) -> float | None:
    return None if value is None or pd.isna(value) else float(value)
