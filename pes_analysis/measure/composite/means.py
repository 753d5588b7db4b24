"""Weighted means of the parts of a group; what is missing gives its weight to the others."""

import numpy as np
import numpy.typing as npt

from pes_analysis.protect.errors import PesError

Numbers = npt.NDArray[np.float64]

# The mean of each name is the power mean with this exponent; the limit at 0 is geometric.
EXPONENTS = {"arithmetic": 1.0, "geometric": 0.0, "harmonic": -1.0}


def power_mean(values: Numbers, weights: Numbers, exponent: float) -> Numbers:
    """Give the weighted power mean of each row.

    Parameters
    ----------
    values : ndarray of shape (units, parts)
        NaN is left out, its weight shared by the others. Above zero unless the exponent is 1.
    weights : ndarray of shape (parts,)
    exponent : float
        1 arithmetic, 0 geometric, -1 harmonic.

    Returns
    -------
    ndarray of shape (units,)
        NaN where nothing of any weight is known.

    Raises
    ------
    PesError
        When a value does not allow the exponent: zero or below it for a geometric or harmonic mean,
        below zero for any but the arithmetic.

    Examples
    --------
    >>> values = np.array([[1.0, 4.0], [4.0, np.nan]])
    >>> power_mean(values, np.array([1.0, 1.0]), 0.0).tolist()
    [2.0, 4.0]
    """
    known = ~np.isnan(values)
    _refuse_sign(values[known & (weights > 0)], exponent)
    own = np.where(known, weights, 0.0)
    total = own.sum(axis=1)
    usable = own > 0
    shares = own / np.where(total > 0, total, 1)[:, np.newaxis]
    inner = np.where(usable, values, 1.0)
    if exponent == 0:
        means = np.exp((shares * np.log(inner)).sum(axis=1))
    elif exponent == 1:
        means = (shares * inner).sum(axis=1)
    else:
        # A row of which nothing is known must not divide by zero before it becomes NaN.
        powers = np.where(total > 0, (shares * inner**exponent).sum(axis=1), 1.0)
        means = powers ** (1 / exponent)
    return np.where(total > 0, means, np.nan)


def mean_gains(values: Numbers, weights: Numbers, exponent: float) -> Numbers:
    """Give how much each row's mean gains when one of its parts gains one.

    A power mean M is homogeneous of degree one, so by Euler's theorem it is the sum of part times gain:
    contributions add up exactly. The gain is weight · (x / M) ** (exponent - 1).

    Parameters
    ----------
    values, weights, exponent
        As for `power_mean`.

    Returns
    -------
    ndarray of shape (units, parts)
        0 for what is missing and, unless the exponent is 1, for what is zero.

    Examples
    --------
    >>> values = np.array([[1.0, 4.0]])
    >>> mean_gains(values, np.array([1.0, 1.0]), 1.0).tolist()
    [[0.5, 0.5]]
    >>> (values * mean_gains(values, np.array([1.0, 1.0]), 0.0)).tolist()
    [[1.0, 1.0]]
    """
    own = np.where(np.isnan(values), 0.0, weights)
    total = own.sum(axis=1, keepdims=True)
    shares = own / np.where(total > 0, total, 1)
    if exponent == 1:
        return np.asarray(shares, dtype=np.float64)
    means = power_mean(values, weights, exponent)[:, np.newaxis]
    usable = (own > 0) & (values > 0)
    ratios = np.divide(values, means, out=np.ones_like(values), where=usable)
    return np.where(usable, shares * ratios ** (exponent - 1), 0.0)


def _refuse_sign(values: Numbers, exponent: float) -> None:
    if exponent == 1 or not len(values):
        return
    lowest = float(values.min())
    if lowest < 0 or (lowest == 0 and exponent <= 0):
        raise PesError(
            f"ta średnia wymaga wartości dodatnich, a najmniejsza to {lowest:g}. Ustaw skalę normalizacji, "
            "na przykład „scale: [1, 100]”, albo wybierz średnią arytmetyczną.",
            f"this mean needs values above zero, and the lowest is {lowest:g}. Set the scale of "
            "normalisation, for instance 'scale: [1, 100]', or choose the arithmetic mean.",
        )
