"""What every chart asks of its input: the named columns are there, and something can be drawn."""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from pes_analysis.catalogue.states import State
from pes_analysis.protect import escape
from pes_analysis.protect.errors import PesError

Rows = pd.DataFrame | Sequence[Mapping[str, Any]]
"""The input of a chart: a table, or its rows where a page makes them one by one, all with the same names."""


def names_of(rows: Rows) -> Collection[str]:
    """Name the columns of a chart's input; none where it has no rows to name them.

    Examples
    --------
    >>> list(names_of(pd.DataFrame({"year": [2024]}))), list(names_of([{"year": 2024}]))
    (['year'], ['year'])
    """
    if isinstance(rows, pd.DataFrame):
        return list(rows.columns)
    return rows[0].keys() if rows else ()


def records(rows: Rows, columns: Sequence[str], chart: str) -> list[dict[str, Any]]:
    """Read the rows of a chart's input.

    Parameters
    ----------
    rows : Rows
        The input; it is not changed.
    columns : sequence of str
        Columns the chart needs.
    chart : str
        Label of the chart, for messages.

    Returns
    -------
    list of dict
        One a row.

    Raises
    ------
    PesError
        If a column is missing or there is no row.

    Examples
    --------
    >>> records(pd.DataFrame({"label": ["a"], "other": [1]}), ["label"], "spine")
    [{'label': 'a'}]
    """
    if len(rows) == 0:
        raise nothing_to_draw(chart)
    known = names_of(rows)
    absent = [column for column in columns if column not in known]
    if absent:
        raise PesError(
            f"Wykres „{chart}”: w danych brakuje kolumn: {', '.join(absent)}. Dodaj je.",
            f"Chart '{chart}': the data lack the columns {', '.join(absent)}. Add them.",
        )
    if not isinstance(rows, pd.DataFrame):
        return [{column: row[column] for column in columns} for row in rows]
    series = [rows[column].tolist() for column in columns]
    return [dict(zip(columns, row, strict=True)) for row in zip(*series, strict=True)]


def nothing_to_draw(chart: str) -> PesError:
    """Make the error for a chart whose input holds no number.

    Examples
    --------
    >>> print(nothing_to_draw("spine").en)
    Chart 'spine': there is no number to draw. Leave the chart out and say why the data are missing.
    """
    return PesError(
        f"Wykres „{chart}”: nie ma ani jednej liczby do pokazania. "
        "Pomiń wykres i napisz, dlaczego brakuje danych.",
        f"Chart '{chart}': there is no number to draw. Leave the chart out and say why the data are missing.",
    )


def wrong_input(chart: str, row: str, pl: str, en: str) -> PesError:
    """Make the error for a row that contradicts itself.

    Examples
    --------
    >>> print(wrong_input("spine", "Bezrobocie", "brak q1", "q1 is missing").en)
    Chart 'spine', row 'Bezrobocie': q1 is missing.
    """
    shown = escape.clean(row, limit=60)
    return PesError(f"Wykres „{chart}”, wiersz „{shown}”: {pl}.", f"Chart '{chart}', row '{shown}': {en}.")


def state_of(record: Mapping[str, Any], chart: str, row: str) -> State:
    """State of a row; an unknown one is an error.

    Examples
    --------
    >>> state_of({"state": "missing"}, "spine", "Bezrobocie").symbol
    '.'
    """
    try:
        return State(record["state"])
    except ValueError:
        known = ", ".join(State)
        raise wrong_input(
            chart, row, f"nieznany stan; znane: {known}", f"unknown state; known: {known}"
        ) from None


def number_of(record: Mapping[str, Any], column: str) -> float:
    """Read a number; anything that is not one is NaN.

    Examples
    --------
    >>> number_of({"value": 3}, "value"), number_of({"value": None}, "value")
    (3.0, nan)
    """
    value = record[column]
    if value is None or value is pd.NA:
        return math.nan
    return float(value)


def words_of(record: Mapping[str, Any], column: str) -> str:
    """Read a text; a missing one is empty.

    Examples
    --------
    >>> words_of({"reason": None}, "reason"), words_of({"reason": "brak"}, "reason")
    ('', 'brak')
    """
    value = record[column]
    return value if isinstance(value, str) else ""


def all_finite(values: Iterable[float]) -> bool:
    """Whether each number can be drawn.

    Examples
    --------
    >>> all_finite([1.0, 2.0]), all_finite([1.0, float("nan")])
    (True, False)
    """
    return all(math.isfinite(value) for value in values)
