"""Columns with several things in a cell, such as ``home_care;addiction``, spread into columns of numbers."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.catalogue import Catalogue, State
from pes_analysis.intake.findings import Finding
from pes_analysis.intake.number_column import Place, States, distinct_texts, states_of
from pes_analysis.intake.polish_numbers import (
    DASHES,
    MISSING_SIGNS,
    OTHER_SIGNS,
    DecimalMark,
    UnreadableNumberError,
    parse_number,
)

Meaning: TypeAlias = Literal["flags", "counts", "levels", "ratings"]


@dataclass(frozen=True)
class SetColumn:
    """How a cell of several things becomes numbers.

    Attributes
    ----------
    meaning : {"flags", "counts", "levels", "ratings"}
        Which items are there; how often each is; how often each of the numbers 1 to 4 is; a number for
        each item, in the order of the list.
    family : str
        The variable of the catalogue over whose closed list the items go; for levels, what the names of
        its four columns begin with.
    """

    meaning: Meaning
    family: str


SET_COLUMNS: Mapping[str, SetColumn] = {
    "service_areas": SetColumn("flags", "service_area_s"),
    "top_needs_county": SetColumn("flags", "top_need_s"),
    "tie_sector": SetColumn("counts", "ties_c"),
    "tie_intensity": SetColumn("levels", "ties_intensity"),
    "dm_theme": SetColumn("ratings", "dm_theme_t"),
}
LEVELS = ("1", "2", "3", "4")
TOTAL_OF_TIES = "ties"
NOTHING = "0"
_GAPS = MISSING_SIGNS | DASHES | OTHER_SIGNS.keys()


@dataclass(frozen=True)
class Spread:
    """Columns of numbers made of one column; `states` belong to each of them."""

    columns: Mapping[str, npt.NDArray[np.float64]]
    states: States
    problems: Sequence[Finding]


def columns_made_of(name: str, catalogue: Catalogue) -> tuple[str, ...]:
    """Name the columns that a column of sets is spread into, in the order of its list.

    Examples
    --------
    >>> from pes_analysis.catalogue import load_catalogue
    >>> columns_made_of("tie_intensity", load_catalogue())[-1]
    'ties_intensity_4'
    """
    made = SET_COLUMNS[name]
    if made.meaning == "levels":
        return tuple(f"{made.family}_{level}" for level in LEVELS)
    family = catalogue.variable(made.family, "organisation")
    return tuple(column.id for column in catalogue.columns_of(family))


def spread(column: pd.Series, name: str, catalogue: Catalogue, decimal: DecimalMark, place: Place) -> Spread:
    """Spread a column of sets into columns of numbers.

    Items stand between semicolons, vertical bars or commas; ``0`` alone means that there are none, and an
    empty cell that nothing is known.

    Parameters
    ----------
    column : Series of str
    name : str
        One of `SET_COLUMNS`.
    catalogue : Catalogue
    decimal : {"comma", "point"}
        Decimal mark of ratings.
    place : Place

    Returns
    -------
    Spread
        Partners listed by sector or intensity also give their number, ``ties``.

    Examples
    --------
    >>> from pes_analysis.catalogue import load_catalogue
    >>> place = Place("figures.csv", "tie_sector", np.arange(2, 4))
    >>> made = spread(pd.Series(["jst;pes;jst", "0"]), "tie_sector", load_catalogue(), "comma", place)
    >>> made.columns["ties_jst"].tolist(), made.columns["ties"].tolist()
    ([2.0, 0.0], [3.0, 0.0])
    """
    targets = columns_made_of(name, catalogue)
    items = _items(name, catalogue)
    read = _READERS[SET_COLUMNS[name].meaning]
    nothing = [float("nan")] * len(targets)
    codes, texts, rows = distinct_texts(column)
    numbers, states, problems = [], [], []
    for text, row in zip(texts, rows, strict=True):
        cell = text.strip().lower()
        if cell in _GAPS:
            found, state = nothing, parse_number(cell).state
        else:
            found, state = nothing, State.VALUE
            try:
                found = read(cell, items, decimal)
            except _UnreadableSetError as error:
                problems.append(place.finding(error.rule, row, known=", ".join(items), **error.values))
        numbers.append(found)
        states.append(state)
    # The last is for code -1: an empty cell.
    table = np.array([*numbers, nothing])
    columns = {target: table[:, at][codes] for at, target in enumerate(targets)}
    if SET_COLUMNS[name].meaning in ("counts", "levels"):
        columns[TOTAL_OF_TIES] = table.sum(axis=1)[codes]
    return Spread(columns, states_of([*states, State.MISSING], codes), problems)


class _UnreadableSetError(ValueError):
    """A cell that cannot be spread: the rule it breaks and the values its message names."""

    def __init__(self, rule: str, **values: object) -> None:
        super().__init__(rule)
        self.rule = rule
        self.values = values


def _items(name: str, catalogue: Catalogue) -> tuple[str, ...]:
    made = SET_COLUMNS[name]
    if made.meaning == "levels":
        return LEVELS
    over = catalogue.variable(made.family, "organisation").over
    assert over is not None
    return tuple(item.id for item in catalogue.closed_list(over).items)


def _parts(cell: str) -> list[str]:
    """Split at semicolons or bars, and at commas only where there are none: a comma may be decimal."""
    return [part.strip() for part in re.split(r"[;|]" if re.search(r"[;|]", cell) else ",", cell)]


def _counts(cell: str, items: Sequence[str], decimal: DecimalMark) -> list[float]:
    parts = [] if cell == NOTHING else [part for part in _parts(cell) if part]
    stranger = next((part for part in parts if part not in items), None)
    if stranger is not None:
        raise _UnreadableSetError("unknown_item", name=stranger)
    return [float(parts.count(item)) for item in items]


def _flags(cell: str, items: Sequence[str], decimal: DecimalMark) -> list[float]:
    counts = _counts(cell, items, decimal)
    if max(counts) > 1:
        raise _UnreadableSetError("repeated_item", name=items[counts.index(max(counts))])
    return counts


def _ratings(cell: str, items: Sequence[str], decimal: DecimalMark) -> list[float]:
    parts = _parts(cell)
    if len(parts) != len(items):
        raise _UnreadableSetError("wrong_count", count=len(parts), expected=len(items))
    ratings = []
    for part in parts:
        try:
            value = parse_number(part, decimal).value
        except UnreadableNumberError as error:
            raise _UnreadableSetError("not_a_rating", name=part) from error
        ratings.append(float("nan") if value is None else value)
    return ratings


_READERS: Mapping[Meaning, Callable[[str, Sequence[str], DecimalMark], list[float]]] = {
    "flags": _flags,
    "counts": _counts,
    "levels": _counts,
    "ratings": _ratings,
}
