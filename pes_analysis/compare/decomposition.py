"""Differences of two composite scores split exactly: the same for a gap to peers and a change in time."""

from collections.abc import Callable
from math import factorial

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
MOST_PLAYERS = 12


def log_mean(first: npt.ArrayLike, last: npt.ArrayLike) -> Numbers:
    """Logarithmic mean of positive numbers, symmetric; NaN where one is not positive.

    Examples
    --------
    >>> log_mean([2.0, 1.0, 0.0], [2.0, np.e, 1.0]).round(4).tolist()
    [2.0, 1.7183, nan]
    """
    a, b = np.broadcast_arrays(np.asarray(first, dtype=float), np.asarray(last, dtype=float))
    positive = (a > 0) & (b > 0)
    a, b = np.where(positive, a, np.nan), np.where(positive, b, np.nan)
    # log1p keeps its digits where both are nearly equal, which the difference of two logarithms loses.
    ratio = np.log1p((b - a) / a)
    same = np.abs(ratio) < 1e-12
    return np.asarray(np.where(same, a, (b - a) / np.where(same, 1.0, ratio)), dtype=float)


def split_sum(first: Numbers, last: Numbers, weights: Numbers) -> Numbers:
    """Split the difference of weighted sums; weights are the same on both sides.

    Examples
    --------
    >>> split_sum(np.array([40.0, 60.0]), np.array([80.0, 50.0]), np.array([0.5, 0.5])).tolist()
    [20.0, -5.0]
    """
    return np.asarray(weights * (last - first), dtype=float)


def split_geometric(first: Numbers, last: Numbers, weights: Numbers) -> Numbers:
    """Split the difference of weighted geometric means by LMDI-I (Ang 2004), last axis = indicators.

    Parts are ``L(G1, G0) * w * ln(x1 / x0)``; they add up to ``G1 - G0``, a part that stays gets 0.
    Weights are the same on both sides and add up to 1; a number that is not positive makes all parts NaN.

    Examples
    --------
    >>> split_geometric(np.array([1.0, 4.0]), np.array([4.0, 4.0]), np.array([0.5, 0.5])).round(9).tolist()
    [2.0, 0.0]
    """
    positive = ((first > 0) & (last > 0)).all(axis=-1, keepdims=True)
    before, after = (np.log(np.where(positive, side, np.nan)) for side in (first, last))
    mean = log_mean(*(np.exp((weights * side).sum(axis=-1)) for side in (before, after)))
    return np.asarray(mean[..., None] * weights * (after - before), dtype=float)


def split_shapley(first: Numbers, last: Numbers, score: Callable[[Numbers], Numbers]) -> Numbers:
    """Split the difference of any score exactly by Shapley values (Shapley 1953).

    Parameters
    ----------
    first, last : ndarray
        One number for each of at most 12 indicators.
    score : callable
        Takes rows of indicators, gives one score a row: for Hellwig and TOPSIS with the pattern held.

    Raises
    ------
    ValueError
        With more than 12 indicators: 2 to that power of scores would be needed.

    Examples
    --------
    >>> split_shapley(np.array([2.0, 3.0]), np.array([4.0, 5.0]), lambda rows: rows.prod(axis=1)).tolist()
    [8.0, 6.0]
    """
    count = len(first)
    if count > MOST_PLAYERS:
        raise ValueError(f"{count} indicators; at most {MOST_PLAYERS} are split: split by dimension first")
    codes = np.arange(2**count)
    member = (codes[:, None] >> np.arange(count)) & 1
    scores = score(np.where(member == 1, last, first))
    sizes = member.sum(axis=1)
    share = np.array([factorial(k) * factorial(count - 1 - k) / factorial(count) for k in range(count)])
    effects = np.zeros(count)
    for player in range(count):
        without = codes[member[:, player] == 0]
        effects[player] = (share[sizes[without]] * (scores[without | (1 << player)] - scores[without])).sum()
    return effects
