"""Counts of a group around one's own number in every replication, and its quartiles."""

from typing import Any

import numpy as np
import numpy.typing as npt

from pes_analysis.compare.standing import QUARTER

Flags = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]


def counted_beside(group: npt.NDArray[Any], own: npt.NDArray[Any], known: Flags) -> Places:
    """Count in each row who of a group has a number, whose is lower than one's own, and whose is higher.

    Parameters
    ----------
    group : ndarray of shape (rows, units)
    own : ndarray of shape (rows,)
    known : ndarray of bool, shape (rows, units)
        Who counts at all.

    Returns
    -------
    ndarray of int, shape (3, rows)

    Examples
    --------
    >>> counted_beside(np.array([[1, 2, 9]]), np.array([2]), np.array([[True, True, False]])).tolist()
    [[2], [1], [0]]
    """
    beside = own[:, np.newaxis]
    return np.stack(
        [count_true(known), count_true(known & (group < beside)), count_true(known & (group > beside))]
    )


def count_true(flags: Flags) -> Places:
    """Count what is true in each row.

    Examples
    --------
    >>> count_true(np.array([[True, False, True], [False, False, False]])).tolist()
    [2, 0]
    """
    # Adding truth values would first make a long number of each; eight of them fit into a byte.
    return np.asarray(np.bitwise_count(np.packbits(flags, axis=1)).sum(axis=1, dtype=np.intp))


def beyond_quartiles(group: Numbers, own: Numbers, known: Flags, counts: Places) -> tuple[Flags, Flags]:
    """Say where one's own number lies above the upper and below the lower quartile of a group.

    Quartiles interpolate linearly (definition 7 of Hyndman and Fan 1996). Counts decide nearly everywhere;
    only where a quartile lies between the two numbers around one's own are these looked for.

    Parameters
    ----------
    group, own, known
        As for ``counted_beside``.
    counts : ndarray of int, shape (3, rows)
        What that gives.

    Returns
    -------
    tuple of ndarray of bool, shape (rows,)

    Examples
    --------
    >>> group, known = np.array([[1.0, 3, 5], [1.0, 3, 5]]), np.ones((2, 3), dtype=bool)
    >>> own = np.array([4.0, 4.5])
    >>> [one.tolist() for one in beyond_quartiles(group, own, known, counted_beside(group, own, known))]
    [[False, True], [False, False]]
    """
    n, lower, higher = counts
    beside, last = own[:, np.newaxis], np.maximum(n - 1, 0)

    at, part = _parted(last * QUARTER)
    above = lower > at + 1
    rows = np.flatnonzero(lower == at + 1)
    low, high = _around(group[rows], known[rows], group[rows] < beside[rows])
    above[rows] = own[rows] > low + part[rows] * (high - low)

    at, part = _parted(last * (1 - QUARTER))
    below = (n > 0) & (higher > last - at)
    rows = np.flatnonzero((n > 0) & (higher == last - at) & ~np.isnan(own))
    low, high = _around(group[rows], known[rows], group[rows] <= beside[rows])
    below[rows] = own[rows] < low + part[rows] * (high - low)
    return above, below


def _parted(at: Numbers) -> tuple[Places, Numbers]:
    """Part places among sorted numbers into a whole place and the way to the next one."""
    whole = np.floor(at)
    return whole.astype(np.intp), at - whole


def _around(group: Numbers, known: Flags, is_low: Flags) -> tuple[Numbers, Numbers]:
    """Give the highest of the low numbers and the lowest of the others, or the same where there is none."""
    low = np.where(known & is_low, group, -np.inf).max(axis=1, initial=-np.inf)
    high = np.where(known & ~is_low, group, np.inf).min(axis=1, initial=np.inf)
    return low, np.where(np.isinf(high), low, high)


def quartile_bounds(group: Numbers, n: Places) -> tuple[Numbers, Numbers]:
    """Give the interpolated quartiles of each row; NaN counts for nothing.

    Examples
    --------
    >>> quartile_bounds(np.array([[5.0, 1.0, np.nan, 3.0]]), np.array([3]))
    (array([2.]), array([4.]))
    """
    # NaN is sorted behind all numbers.
    ordered = np.sort(group, axis=1)
    every, last = np.arange(len(group)), np.maximum(n - 1, 0)
    found = []
    for share in (1 - QUARTER, QUARTER):
        at, part = _parted(last * share)
        low, high = ordered[every, at], ordered[every, np.minimum(at + 1, last)]
        found.append(low + part * (high - low))
    return found[0], found[1]
