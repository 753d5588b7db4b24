"""Bounds of one confidence interval: Wilson, Byar, exact Poisson and Student, for whole arrays."""

from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from scipy import special

Numbers: TypeAlias = npt.NDArray[np.float64]
Bounds: TypeAlias = tuple[Numbers, Numbers]

# Under ten events Byar's approximation of the Poisson distribution is not close enough.
FEWEST_FOR_BYAR = 10


def wilson(numerator: npt.ArrayLike, denominator: npt.ArrayLike, level: float) -> Bounds:
    """Bound a share by the score interval (Wilson 1927).

    Parameters
    ----------
    numerator, denominator : array_like
        Counts, of one shape; NaN gives NaN.
    level : float
        For instance 0.95.

    Returns
    -------
    tuple of ndarray
        Lower and upper bound of numerator / denominator, between 0 and 1.

    Examples
    --------
    >>> [round(float(bound), 4) for bound in wilson(20, 100, 0.95)]
    [0.1334, 0.2888]
    """
    x, n = _floats(numerator), _floats(denominator)
    z = special.ndtri((1 + level) / 2)
    middle = 2 * x + z**2
    reach = z * np.sqrt(z**2 + 4 * x * (1 - x / n))
    width = 2 * (n + z**2)
    # Rounding of binary numbers would leave 1e-17 where none or all of a group is counted.
    lower = np.where(x == 0, 0.0, (middle - reach) / width)
    upper = np.where(x == n, 1.0, (middle + reach) / width)
    return lower, upper


def byar(count: npt.ArrayLike, level: float) -> Bounds:
    """Bound a Poisson count by Byar's approximation (Breslow and Day 1987).

    Parameters
    ----------
    count : array_like
        Events, at least 0; sums of weighted events need not be whole.
    level : float

    Returns
    -------
    tuple of ndarray
        Few events at a high level give a lower bound below zero: the approximation has none there, NaN.

    Examples
    --------
    >>> [round(float(bound), 3) for bound in byar(65, 0.95)]
    [50.163, 82.849]
    """
    x = _floats(count)
    z = special.ndtri((1 + level) / 2)
    positive = np.where(x > 0, x, 1.0)
    below = positive * (1 - 1 / (9 * positive) - z / (3 * np.sqrt(positive))) ** 3
    above = (x + 1) * (1 - 1 / (9 * (x + 1)) + z / (3 * np.sqrt(x + 1))) ** 3
    below = np.where(below < 0, np.nan, below)
    return np.where(x > 0, below, np.where(np.isnan(x), np.nan, 0.0)), above


def exact_poisson(count: npt.ArrayLike, level: float) -> Bounds:
    """Bound a Poisson count exactly, by the chi-squared distribution (Garwood 1936).

    Parameters
    ----------
    count : array_like
        Events, at least 0.
    level : float

    Returns
    -------
    tuple of ndarray

    Examples
    --------
    >>> [round(float(bound), 4) for bound in exact_poisson(5, 0.95)]
    [1.6235, 11.6683]
    """
    x = _floats(count)
    tail = (1 - level) / 2
    below = special.gammaincinv(np.where(x > 0, x, 1.0), tail)
    above = special.gammainccinv(x + 1, tail)
    return np.where(x > 0, below, np.where(np.isnan(x), np.nan, 0.0)), above


def poisson(count: npt.ArrayLike, level: float) -> Bounds:
    """Bound a Poisson count: exactly under ten events, by Byar's approximation from ten on.

    Parameters
    ----------
    count : array_like
    level : float

    Returns
    -------
    tuple of ndarray

    Examples
    --------
    >>> lower, upper = poisson([0, 9, 10], 0.95)
    >>> lower.round(2).tolist(), upper.round(2).tolist()
    ([0.0, 4.12, 4.79], [3.69, 17.08, 18.39])
    """
    x = _floats(count)
    few = x < FEWEST_FOR_BYAR
    exact_bounds, byar_bounds = exact_poisson(x, level), byar(x, level)
    lower, upper = (np.where(few, e, b) for e, b in zip(exact_bounds, byar_bounds, strict=True))
    return lower, upper


def student(mean: npt.ArrayLike, deviation: npt.ArrayLike, n: npt.ArrayLike, level: float) -> Bounds:
    """Bound a mean of ``n`` values by Student's t distribution (Student 1908).

    Parameters
    ----------
    mean, deviation : array_like
        Mean and standard deviation of the values (divided by n - 1), in their unit.
    n : array_like
        How many values; fewer than two give NaN.
    level : float

    Returns
    -------
    tuple of ndarray
        In the unit of the values.

    Examples
    --------
    >>> [round(float(bound), 3) for bound in student(10.0, 2.0, 8, 0.95)]
    [8.328, 11.672]
    """
    centre, spread, count = _floats(mean), _floats(deviation), _floats(n)
    enough = np.where(count >= 2, count, np.nan)
    reach = special.stdtrit(enough - 1, (1 + level) / 2) * spread / np.sqrt(enough)
    return centre - reach, centre + reach


def _floats(values: npt.ArrayLike) -> Numbers:
    return np.asarray(values, dtype=np.float64)
