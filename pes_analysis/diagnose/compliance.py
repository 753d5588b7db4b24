"""Compliance: rules of law checked against figures, beside the scores and never part of them."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from pes_analysis.catalogue import Formula, Threshold, evaluate
from pes_analysis.measure.grid import NUMERIC_STATES

MET, NOT_MET, NO_DATA = "met", "not_met", "no_data"
CANNOT_CHECK, DOES_NOT_CONCERN = "cannot_check", "does_not_concern"
ORDER = (NOT_MET, NO_DATA, MET, CANNOT_CHECK, DOES_NOT_CONCERN)
COLUMNS = ("organisation_id", "threshold", "status", "valid_from", "valid_to", "verification", "reason")


def check_compliance(
    figures: pd.DataFrame,
    thresholds: Sequence[Threshold],
    codes: Mapping[str, Collection[str]],
    day: date,
) -> pd.DataFrame:
    """Check the thresholds in force on a day.

    A rule whose first day is not established in the catalogue counts as in force until it ends; the
    table shows that the day is lacking.

    Parameters
    ----------
    figures : DataFrame
        Index of organisations; one float column a variable, NaN for every gap.
    thresholds : sequence of Threshold
    codes : mapping of str to collection of str
        Codes by organisation; only these organisations are looked at.
    day : date
        The last day of the year.

    Returns
    -------
    DataFrame
        One row an organisation and threshold of its type: ``organisation_id, threshold, status`` (``"met"``,
        ``"not_met"``, ``"no_data"``, ``"cannot_check"``: figures cannot tell, ``"does_not_concern"``),
        ``valid_from, valid_to, verification, reason`` (what is missing). Not met first.

    Examples
    --------
    >>> from pes_analysis.catalogue import load_catalogue
    >>> jobs = load_catalogue().threshold("chk_ps_3jobs")
    >>> figures = pd.DataFrame({"headcount": [2.0]}, ["ss-1"])
    >>> [check_compliance(figures, [jobs], {"ss-1": {"ss", "ps"}}, date(year, 12, 31))["status"].tolist()
    ...  for year in (2021, 2024)]
    [[], ['not_met']]
    """
    rows = [
        row
        for threshold in thresholds
        if in_force(threshold, day)
        for row in _threshold(figures, threshold, codes)
    ]
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    order = table["status"].map(ORDER.index)
    return table.loc[order.sort_values(kind="stable").index].reset_index(drop=True)


def in_force(threshold: Threshold, day: date) -> bool:
    """Whether a threshold is in force on a day, or has an unknown beginning and has not ended."""
    started = threshold.valid_from is None or threshold.valid_from <= day
    return started and (threshold.valid_to is None or day <= threshold.valid_to)


def _threshold(
    figures: pd.DataFrame, threshold: Threshold, codes: Mapping[str, Collection[str]]
) -> list[tuple[Any, ...]]:
    concerns = _answers(figures, threshold.applies_when)
    meets = _answers(figures, threshold.formula)
    return [
        (
            unit,
            threshold.id,
            status,
            threshold.valid_from,
            threshold.valid_to,
            threshold.verification,
            reason,
        )
        for unit in codes
        if not set(threshold.applies_to).isdisjoint(codes[unit])
        for status, reason in [_status(threshold, concerns.get(unit), meets.get(unit))]
    ]


Answer = tuple[bool | None, str]


def _answers(figures: pd.DataFrame, formula: Formula | None) -> dict[str, Answer]:
    """Evaluate a rule for every organisation: yes, no, or not known and why."""
    if formula is None:
        return {}
    # Reindexed: a name that no table has is a gap, as in a file that lacks a column.
    checked = evaluate(formula, figures.reindex(columns=list(formula.names)))
    cells = zip(checked.index, checked["value"], checked["state"], checked["reason"], strict=True)
    return {
        str(unit): (bool(value) if state in NUMERIC_STATES else None, str(reason))
        for unit, value, state, reason in cells
    }


def _status(threshold: Threshold, concerns: Answer | None, meets: Answer | None) -> tuple[str, str]:
    if threshold.applies_when is not None:
        holds, reason = concerns or (None, "no_figures")
        if holds is None:
            return NO_DATA, reason
        if not holds:
            return DOES_NOT_CONCERN, ""
    if threshold.formula is None:
        return CANNOT_CHECK, ""
    holds, reason = meets or (None, "no_figures")
    if holds is None:
        return NO_DATA, reason
    return (MET if holds else NOT_MET), ""
