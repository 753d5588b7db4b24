"""What can be said of every member of a pool among the others, in many replications at once."""

from typing import Any

import numpy as np
import numpy.typing as npt

from pes_analysis.compare.standing import QUARTER, SMALLEST_GROUP
from pes_analysis.measure.composite.axis_ranks import counts_along

Flags = npt.NDArray[np.bool_]
Values = npt.NDArray[Any]
STANDING = ("compared", "ordinary", "best", "worst")
"""Enough others have a number; most do better, or all do the same; in the best and the worst quarter."""
SCORE = ("compared", "above_most", "below_most", "best", "worst")
MEAN = ("compared", "above", "below")
WORST_PART = ("compared", "in_worst")
# Means of many numbers differ in the last digits with the order of adding.
_ROUNDING = 1e-9


def judge_standing(judged: Values, interpolated: Flags) -> Flags:
    """Judge values, more being better, among the others of the pool.

    Parameters
    ----------
    judged : ndarray of shape (rows, members)
        NaN for no number.
    interpolated : ndarray of bool, shape (rows,)
        Where a quarter begins at the interpolated quartile (definition 7 of Hyndman and Fan 1996), instead of
        where three quarters of the others do worse.

    Returns
    -------
    ndarray of bool, shape (4, rows, members)
        By ``STANDING``; all false without a number.

    Examples
    --------
    >>> judge_standing(np.array([[1.0, 2, 3, 4, 5, 6]]), np.array([False]))[:, 0].astype(int).tolist()
    [[1, 1, 1, 1, 1, 1], [1, 1, 1, 0, 0, 0], [0, 0, 0, 0, 1, 1], [1, 1, 0, 0, 0, 0]]
    """
    n, lower, higher = _others(judged)
    best, worst = lower >= QUARTER * n, higher >= QUARTER * n
    if interpolated.any():
        best[interpolated], worst[interpolated] = _beyond_quartiles(
            judged[interpolated], *(one[interpolated] for one in (n, lower, higher))
        )
    ordinary = (lower < higher) | ((lower == 0) & (higher == 0))
    compared = (n >= SMALLEST_GROUP) & ~np.isnan(judged)
    return np.stack([compared, ordinary & compared, best & compared, worst & compared])


def judge_score(scores: Values) -> Flags:
    """Judge scores among those of the others: the flags ``SCORE``, shape (5, rows, members).

    Examples
    --------
    >>> judge_score(np.array([[1.0, 2, 3, 4, 5, 6]]))[1:3, 0].astype(int).tolist()
    [[0, 0, 0, 1, 1, 1], [1, 1, 1, 0, 0, 0]]
    """
    n, lower, higher = _others(scores)
    compared = (n >= SMALLEST_GROUP) & ~np.isnan(scores)
    found = (2 * lower > n, 2 * higher > n, lower >= QUARTER * n, higher >= QUARTER * n)
    return np.stack([compared, *(one & compared for one in found)])


def judge_mean(points: Values) -> Flags:
    """Say who has more, and who fewer, points than the mean of the others: ``MEAN``, (3, rows, members).

    Examples
    --------
    >>> judge_mean(np.array([[0.0, 0, 0, 0, 10, 2]]))[1:, 0].astype(int).tolist()
    [[0, 0, 0, 0, 1, 0], [1, 1, 1, 1, 0, 0]]
    """
    known = ~np.isnan(points)
    n = known.sum(axis=1, keepdims=True) - 1
    mean = (np.nansum(points, axis=1, keepdims=True) - points) / np.maximum(n, 1)
    compared = (n >= SMALLEST_GROUP) & known
    return np.stack(
        [compared, compared & (points - mean > _ROUNDING), compared & (mean - points > _ROUNDING)]
    )


def judge_worst_part(values: Values, share: float, *, lowest_is_worst: bool) -> Flags:
    """Say who lies in the worst part of the others, ties by half: ``WORST_PART``, shape (2, rows, members).

    Examples
    --------
    >>> judge_worst_part(np.arange(6.0)[None], 0.2, lowest_is_worst=True)[1, 0].astype(int).tolist()
    [1, 1, 0, 0, 0, 0]
    """
    n, lower, higher = _others(values)
    worse = (lower if lowest_is_worst else higher) + (n - lower - higher) / 2
    compared = (n >= SMALLEST_GROUP) & ~np.isnan(values)
    return np.stack([compared, compared & (worse / np.maximum(n, 1) <= share)])


def _others(values: Values) -> tuple[Values, Values, Values]:
    """Count the others with a number in each row, and for each member who of them is lower and who higher."""
    lower, higher = counts_along(values)
    n = (~np.isnan(values)).sum(axis=1, keepdims=True, dtype=np.int32) - 1
    return n, lower, higher


def _beyond_quartiles(judged: Values, n: Values, lower: Values, higher: Values) -> tuple[Flags, Flags]:
    """Say who lies above the upper and below the lower quartile of the others.

    Counts decide nearly everywhere; only where a quartile lies between the two numbers around one's own are
    these asked for.
    """
    ordered = np.sort(judged, axis=1)
    last = np.maximum(n - 1, 0)

    def other(place: Values) -> Values:
        """Give the others' number at a place: those from one's own place on have moved up by one."""
        behind = place >= lower
        return np.take_along_axis(ordered, np.minimum(place + behind, judged.shape[1] - 1), axis=1)

    at, part = _parted(last * QUARTER)
    above = lower > at + 1
    between = lower == at + 1
    if between.any():
        low, high = other(at), other(np.minimum(at + 1, last))
        above |= between & (judged > low + part * (high - low))
    at, part = _parted(last * (1 - QUARTER))
    below = (n > 0) & (higher > last - at)
    between = (n > 0) & (higher == last - at)
    if between.any():
        low, high = other(at), other(np.minimum(at + 1, last))
        below |= between & (judged < low + part * (high - low))
    return above, below


def _parted(at: Values) -> tuple[npt.NDArray[np.intp], Values]:
    """Part places among sorted numbers into a whole place and the way to the next one."""
    whole = np.floor(at)
    return whole.astype(np.intp), at - whole
