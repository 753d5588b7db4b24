"""Quartiles of many groups at once, one group a row."""

import numpy as np
import numpy.typing as npt

from pes_analysis.compare.standing import QUARTER

Numbers = npt.NDArray[np.float64]


def quartile_bounds(group: Numbers, n: npt.NDArray[np.intp]) -> tuple[Numbers, Numbers]:
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
        at, part = parted(last * share)
        low, high = ordered[every, at], ordered[every, np.minimum(at + 1, last)]
        found.append(low + part * (high - low))
    return found[0], found[1]


def parted(at: Numbers) -> tuple[npt.NDArray[np.intp], Numbers]:
    """Part places among sorted numbers into a whole place and the way to the next one.

    Examples
    --------
    >>> parted(np.array([2.25]))
    (array([2]), array([0.25]))
    """
    whole = np.floor(at)
    return whole.astype(np.intp), at - whole
