"""Change split by what moved: the organisation's own activity, its denominator, prices, the peers."""

from itertools import permutations
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

Numbers = npt.NDArray[np.float64]
COMPUTED = ""
NO_FIRST = "no_first_year"
NO_LAST = "no_last_year"
NOT_A_RATIO = "not_a_ratio"
ZERO_DENOMINATOR = "zero_denominator"
CAPPED = "capped"


def shapley_product(first: Numbers, last: Numbers) -> Numbers:
    """Split the change of a product exactly among its factors.

    Each factor gets the mean, over all orders in which the factors could have changed one after another,
    of what its own change did (Shapley 1953; for products also Sun 1998). No factor is favoured by
    coming first, and a factor that stayed gets 0.

    Parameters
    ----------
    first, last : ndarray of float
        Shape (factors, cases).

    Returns
    -------
    ndarray of float
        Of the same shape; over the factors it adds up to the change of the product.

    Examples
    --------
    >>> shapley_product(np.array([[2.0], [3.0]]), np.array([[4.0], [5.0]])).tolist()
    [[8.0], [6.0]]
    """
    effects = np.zeros_like(first)
    orders = list(permutations(range(len(first))))
    for order in orders:
        now = first.copy()
        for factor in order:
            before = now.prod(axis=0)
            now[factor] = last[factor]
            effects[factor] += now.prod(axis=0) - before
    return effects / len(orders)


def split_change(first: pd.DataFrame, last: pd.DataFrame, prices: npt.ArrayLike = 1.0) -> pd.DataFrame:
    """Split the change of ratios between two years.

    The change of the value itself comes from the numerator (what the organisation did), the denominator
    and, where money is divided by something that is not money, from prices. The distance from the
    median of the peers also changes when they move, which is added as ``peers``.

    Parameters
    ----------
    first, last : DataFrame
        One row a case, same index: ``value, numerator, denominator, peers_median``. NaN where unknown;
        a value without a numerator is not a ratio.
    prices : array_like of float
        Price level of the last year when the first is 1, for each case; 1 where prices do not matter.

    Returns
    -------
    DataFrame
        Index of the input; ``change`` (of the value), ``own_activity``, ``denominator``, ``prices`` (these
        three add up to it), ``peers`` (the change of their median with the sign turned), ``gap_change``
        (of the distance from the median: all four added up) and ``reason``: empty, or why there is no
        split: ``"no_first_year"``, ``"no_last_year"``, ``"not_a_ratio"``, ``"zero_denominator"``,
        ``"capped"`` (the value is not the plain quotient).
        What cannot be computed is NaN: never 0, which would read as "no change".

    Examples
    --------
    >>> columns = ["value", "numerator", "denominator", "peers_median"]
    >>> was = pd.DataFrame([[0.5, 10.0, 20.0, 0.6]], columns=columns)
    >>> now = pd.DataFrame([[0.75, 15.0, 20.0, 0.7]], columns=columns)
    >>> split = split_change(was, now).round(6)
    >>> split[["change", "own_activity", "denominator", "peers", "gap_change"]].values.tolist()
    [[0.25, 0.25, 0.0, -0.1, 0.15]]
    """
    values, above, below, medians = (
        np.stack([year[name].to_numpy(dtype=float) for year in (first, last)])
        for name in ("value", "numerator", "denominator", "peers_median")
    )
    return pd.DataFrame(change_parts(values, above, below, medians, prices), index=last.index)


def change_parts(
    values: Numbers, above: Numbers, below: Numbers, medians: Numbers, prices: npt.ArrayLike = 1.0
) -> dict[str, npt.NDArray[Any]]:
    """Give the columns of ``split_change`` as arrays, for who needs no table of them.

    Parameters
    ----------
    values, above, below, medians : ndarray of shape (2, cases)
        In the first and the last year: values, numerators, denominators, medians of the peers.
    prices : array_like of float
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        inverse = 1 / below
        capped = ~np.isclose(values, above * inverse, rtol=1e-9, atol=1e-12)
    reason = np.select(
        [
            np.isnan(values[0]),
            np.isnan(values[1]),
            (np.isnan(above) | np.isnan(below)).any(axis=0),
            (below == 0).any(axis=0),
            capped.any(axis=0),
        ],
        [NO_FIRST, NO_LAST, NOT_A_RATIO, ZERO_DENOMINATOR, CAPPED],
        COMPUTED,
    )
    split = reason == COMPUTED
    inverse = np.where(split, inverse, np.nan)
    level = np.broadcast_to(np.asarray(prices, dtype=float), split.shape)
    effects = shapley_product(
        np.stack([above[0], inverse[0], np.ones(split.shape)]),
        np.stack([above[1] / level, inverse[1], level]),
    )
    change, moved = values[1] - values[0], medians[0] - medians[1]
    return {
        "change": change,
        "own_activity": effects[0],
        "denominator": effects[1],
        "prices": effects[2],
        "peers": moved,
        "gap_change": change + moved,
        "reason": reason,
    }
