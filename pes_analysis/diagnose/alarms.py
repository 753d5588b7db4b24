"""Alarms: what must be dealt with whatever the scores are."""

from collections.abc import Collection, Mapping, Sequence
from typing import TypeAlias

import pandas as pd

from pes_analysis.catalogue import State, evaluate
from pes_analysis.catalogue.organisation_model import Alarm
from pes_analysis.measure.grid import NUMERIC_STATES

RINGING, QUIET, UNKNOWN, NOT_APPLICABLE = "ringing", "quiet", "unknown", "not_applicable"
COLUMNS = ("organisation_id", "alarm", "state", "since", "years", "reason")
# Whether a formula holds, None when not known, with the state and the reason of that.
Judged: TypeAlias = tuple[bool | None, str, str]
NO_FIGURES: Judged = (None, str(State.MISSING), "no_figures")


def ring_alarms(
    figures: pd.DataFrame,
    alarms: Sequence[Alarm],
    codes: Mapping[str, Collection[str]],
    year: int,
    states: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Say which alarms ring for which organisations.

    An alarm rings when its formula holds in the year and in as many years before it, one after another, as
    it asks for. It is quiet when the formula does not hold in one of those years; it does not apply when the
    organisation has no such figure in the latest year that is not known; otherwise it is not known, since
    a figure is missing.

    Parameters
    ----------
    figures : DataFrame
        Index ``(organisation_id, year)``; one float column a variable or indicator, NaN for every gap. A
        column that an alarm needs and is absent is a gap everywhere.
    alarms : sequence of Alarm
    codes : mapping of str to collection of str
        Codes by organisation; only these organisations are looked at.
    year : int
    states : DataFrame, optional
        States of the same cells, same index; without a column, or a table, a cell is judged by its value.

    Returns
    -------
    DataFrame
        One row an organisation and alarm that applies to it: ``organisation_id, alarm, state``
        (``"ringing"``, ``"quiet"``, ``"unknown"``, ``"not_applicable"``), ``since`` (first year of the
        present run, NA unless it rings), ``years`` it must hold, ``reason`` (why it is not known or does not
        apply). Ringing ones first.

    Examples
    --------
    >>> from pes_analysis.catalogue import load_catalogue
    >>> arrears = [one for one in load_catalogue().alarms if one.id == "public_arrears"]
    >>> index = pd.MultiIndex.from_tuples([("ss-1", 2024)], names=["organisation_id", "year"])
    >>> figures = pd.DataFrame({"arrears_public": [900.0]}, index)
    >>> ring_alarms(figures, arrears, {"ss-1": {"ss"}}, 2024)[["alarm", "state", "since"]].values.tolist()
    [['public_arrears', 'ringing', 2024]]
    """
    rows = [row for alarm in alarms for row in _alarm(figures, states, alarm, codes, year)]
    table = pd.DataFrame(rows, columns=list(COLUMNS)).astype({"since": "Int64"})
    order = table["state"].map({RINGING: 0, UNKNOWN: 1, QUIET: 2, NOT_APPLICABLE: 3})
    return table.loc[order.sort_values(kind="stable").index].reset_index(drop=True)


def _alarm(
    figures: pd.DataFrame,
    states: pd.DataFrame | None,
    alarm: Alarm,
    codes: Mapping[str, Collection[str]],
    year: int,
) -> list[tuple[str, str, str, int | None, int, str]]:
    # Reindexed: a name that no table has is a gap, as in a file that lacks a column.
    checked = evaluate(alarm.formula, figures.reindex(columns=list(alarm.formula.names)), states)
    by_unit: dict[str, dict[int, Judged]] = {}
    cells = zip(checked.index, checked["value"], checked["state"], checked["reason"], strict=True)
    for (unit, at), value, state, reason in cells:
        known = bool(value) if state in NUMERIC_STATES else None
        by_unit.setdefault(str(unit), {})[int(at)] = known, str(state), str(reason)
    return [
        (unit, alarm.id, *_judged(by_unit.get(unit, {}), alarm.years, year))
        for unit in codes
        if not set(alarm.applies_to).isdisjoint(codes[unit])
    ]


def _judged(cells: Mapping[int, Judged], years: int, year: int) -> tuple[str, int | None, int, str]:
    window = [cells.get(at, NO_FIGURES) for at in range(year, year - years, -1)]
    if any(holds is False for holds, _, _ in window):
        return QUIET, None, years, ""
    for holds, state, reason in window:
        if holds is None:
            return (NOT_APPLICABLE if state == State.NOT_APPLICABLE else UNKNOWN), None, years, reason
    since = year
    while cells.get(since - 1, NO_FIGURES)[0]:
        since -= 1
    return RINGING, since, years, ""
