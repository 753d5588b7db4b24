"""A change over years split exactly: own activity, denominator, territory or method, noise, and the peers."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.compare.change import (
    CAPPED,
    COMPUTED,
    NO_FIRST,
    NO_LAST,
    NOT_A_RATIO,
    ZERO_DENOMINATOR,
    shapley_product,
)
from pes_analysis.compare.change_noise import split_noise

Numbers = npt.NDArray[np.float64]
PARTS = ("own_activity", "denominator", "method", "noise")


def split_course(
    values: Numbers,
    numerators: Numbers,
    denominators: Numbers,
    variances: Numbers,
    is_break: Sequence[bool],
) -> pd.DataFrame:
    """Split the change of ratios from the first year to the last.

    Between two breaks the change comes from the numerator and the denominator (``shapley_product``). From
    the last year before a break to the first one after it nobody can tell what happened from what is only
    counted otherwise: that whole step goes to ``method``. The part of chance is taken from own activity
    (``split_noise``), so all parts still add up. Where the two sides cannot be told apart, ``own_activity``
    holds both together.

    Parameters
    ----------
    values, numerators, denominators : ndarray of shape (years, units)
        NaN where unknown.
    variances : ndarray of shape (years, units)
        Of the values, by chance; NaN where chance has no model.
    is_break : sequence of bool
        For each year whether a break lies between the year before it in the table and itself.

    Returns
    -------
    DataFrame
        One row a unit: ``change``; ``own_activity, denominator, method, noise``, of which those that are
        known add up to it; and ``reason``: empty, or why there is no ``denominator``, as in
        ``split_change``. ``noise`` is NaN where chance has no model: it then stays with own activity.

    Examples
    --------
    >>> table = [np.array([[20.0], [24.0], [30.0]]), np.array([[2.0], [3.0], [3.0]]),
    ...          np.array([[0.1], [0.125], [0.1]]), np.full((3, 1), np.nan)]
    >>> split_course(*table, [False, True, False])[["change", "own_activity", "denominator", "method"]]
       change  own_activity  denominator  method
    0    10.0           0.0          6.0     4.0
    """
    return pd.DataFrame(course_parts(values, numerators, denominators, variances, is_break))


def course_parts(
    values: Numbers,
    numerators: Numbers,
    denominators: Numbers,
    variances: Numbers,
    is_break: Sequence[bool],
) -> dict[str, npt.NDArray[Any]]:
    """Give the columns of ``split_course`` as arrays, for who asks for thousands of small tables."""
    parts, variance = effects_of(values, numerators, denominators, variances, is_break)
    steady, noise = split_noise(parts["own_activity"], variance)
    return {
        "change": parts["change"],
        "own_activity": np.where(np.isnan(noise), parts["own_activity"], steady),
        "denominator": parts["denominator"],
        "method": parts["method"],
        "noise": noise,
        "reason": parts["reason"],
    }


def effects_of(
    values: Numbers,
    numerators: Numbers,
    denominators: Numbers,
    variances: Numbers,
    is_break: Sequence[bool],
) -> tuple[dict[str, npt.NDArray[Any]], Numbers]:
    """Give the columns of ``split_course`` before chance is parted from own activity, and its variance.

    Each unit is split by itself, so cases of many tables may stand side by side.
    """
    starts = [0, *(at for at in range(1, len(values)) if is_break[at])]
    ends = [*(at - 1 for at in starts[1:]), len(values) - 1]
    at_ends = sorted({*starts, *ends})
    change = values[-1] - values[0]
    method = np.zeros_like(change)
    for end, start in zip(ends, starts[1:], strict=False):
        method += values[start] - values[end]
    with np.errstate(divide="ignore", invalid="ignore"):
        inverse = 1 / denominators[at_ends]
        capped = ~np.isclose(values[at_ends], numerators[at_ends] * inverse, rtol=1e-9, atol=1e-12)
    reason = np.select(
        [
            np.isnan(values[0]),
            np.isnan(values[-1]),
            (np.isnan(numerators[at_ends]) | np.isnan(denominators[at_ends])).any(axis=0),
            (denominators[at_ends] == 0).any(axis=0),
            capped.any(axis=0),
        ],
        [NO_FIRST, NO_LAST, NOT_A_RATIO, ZERO_DENOMINATOR, CAPPED],
        COMPUTED,
    )
    split = reason == COMPUTED
    effects, variance = np.zeros((2, len(change))), np.zeros(len(change))
    for start, end in zip(starts, ends, strict=True):
        if start == end:
            continue
        first, last = (
            np.stack([numerators[at], np.where(split, 1 / np.where(split, denominators[at], 1), np.nan)])
            for at in (start, end)
        )
        effects += shapley_product(first, last)
        variance += variances[start] + variances[end]
    parts = {
        "change": change,
        "own_activity": np.where(split, effects[0], change - method),
        "denominator": np.where(split, effects[1], np.nan),
        "method": method,
        "reason": reason,
    }
    return parts, variance
