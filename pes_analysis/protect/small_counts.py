"""Hiding small counts so that no total gives them away."""

import numpy as np
import numpy.typing as npt

Counts = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


def hide_small(counts: npt.ArrayLike, least: int) -> tuple[Mask, bool]:
    """Choose which counts of a row to hide, and whether its total may be told.

    Counts from 1 to ``least - 1`` are hidden. Where the total and the other counts would narrow a hidden one
    to a single value, even for a reader who knows this rule, the smallest of the others is hidden too; where
    that does not help, the total is.

    Parameters
    ----------
    counts : array_like of int
        Of disjoint groups.
    least : int
        The smallest count that may be told; zero may be told always.

    Returns
    -------
    hidden : ndarray of bool
    total_told : bool

    Examples
    --------
    >>> hidden, told = hide_small([3, 20, 7, 0], 5)
    >>> hidden.tolist(), told
    ([True, False, True, False], True)
    >>> hide_small([3], 5)[1]
    False
    """
    row = np.asarray(counts, dtype=np.int64)
    hidden = (row > 0) & (row < least)
    if not hidden.any():
        return hidden, True
    small = hidden.copy()
    while not _is_open(row, hidden, small, least):
        left = np.flatnonzero(~hidden & (row > 0))
        if not len(left):
            return small, False
        hidden[left[np.argmin(row[left])]] = True
    return hidden, True


def _is_open(row: Counts, hidden: Mask, small: Mask, least: int) -> bool:
    """Tell whether every hidden count could be at least two values, given the total and the rule."""
    low = np.where(small, 1, least)[hidden]
    total = int(row[hidden].sum())
    high = np.where(small, least - 1, total)[hidden]
    widest = np.minimum(high, total - (low.sum() - low))
    narrowest = np.maximum(low, total - (high.sum() - high))
    return bool((widest > narrowest).all())
