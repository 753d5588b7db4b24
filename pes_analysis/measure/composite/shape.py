"""Skewness and kurtosis of a distribution, and the rule that says its outliers would decide."""

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]


def skewness(values: Numbers) -> float:
    """Give the sample skewness (G1 of Joanes and Gill 1998), NaN of fewer than three values.

    Parameters
    ----------
    values : ndarray
        NaN are left out.

    Examples
    --------
    >>> round(skewness(np.array([1.0, 2, 3, 10])), 3)
    1.764
    """
    x = values[~np.isnan(values)]
    n = len(x)
    deviations = x - x.mean() if n else x
    squares = float((deviations**2).sum())
    if n < 3 or squares == 0:
        return float("nan")
    g1 = np.sqrt(n) * (deviations**3).sum() / squares**1.5
    return float(g1 * np.sqrt(n * (n - 1)) / (n - 2))


def kurtosis(values: Numbers) -> float:
    """Give the sample excess kurtosis (G2 of Joanes and Gill 1998), NaN of fewer than four values.

    Parameters
    ----------
    values : ndarray
        NaN are left out.

    Examples
    --------
    >>> round(kurtosis(np.array([1.0, 2, 3, 10])), 3)
    3.228
    """
    x = values[~np.isnan(values)]
    n = len(x)
    deviations = x - x.mean() if n else x
    squares = float((deviations**2).sum())
    if n < 4 or squares == 0:
        return float("nan")
    ratio = n * (deviations**4).sum() / squares**2
    return float(((n + 1) * (ratio - 3) + 6) * (n - 1) / ((n - 2) * (n - 3)))


def passes(values: Numbers, skew: float, kurt: float) -> bool:
    """Say whether a distribution is left as it is: its skewness or its kurtosis is below the limit.

    Too few values to tell pass: nothing can be called an outlier among them.

    Examples
    --------
    >>> passes(np.array([1.0, 2, 3, 2, 1, 2, 90]), 2, 3.5), passes(np.arange(9.0), 2, 3.5)
    (False, True)
    """
    return not (abs(skewness(values)) >= skew and kurtosis(values) >= kurt)
