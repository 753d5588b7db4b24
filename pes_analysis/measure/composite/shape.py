"""Skewness and kurtosis of a distribution, and the rule that says its outliers would decide."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.floating]


class Shape(NamedTuple):
    """Skewness and excess kurtosis; NaN where there are too few values, or none differs."""

    skewness: float
    kurtosis: float

    def passes(self, skew: float, kurt: float) -> bool:
        """Say whether the distribution is left as it is: its skewness or its kurtosis is below the limit.

        Too few values to tell pass: nothing can be called an outlier among them.

        Examples
        --------
        >>> [shape_of(values).passes(2, 3.5) for values in (np.array([1.0, 2, 3, 2, 1, 90]), np.arange(9.0))]
        [False, True]
        """
        return not (abs(self.skewness) >= skew and self.kurtosis >= kurt)


def shape_of(values: Numbers) -> Shape:
    """Give the sample skewness and excess kurtosis (G1 and G2 of Joanes and Gill 1998).

    Parameters
    ----------
    values : ndarray
        NaN are left out.

    Returns
    -------
    Shape
        The skewness of fewer than three values and the kurtosis of fewer than four are NaN.

    Examples
    --------
    >>> [round(one, 3) for one in shape_of(np.array([1.0, 2, 3, 10]))]
    [1.764, 3.228]
    """
    x = values[~np.isnan(values)]
    n = len(x)
    deviations = x - x.mean() if n else x
    squared = deviations * deviations
    squares = float(squared.sum())
    if n < 3 or squares == 0:
        return Shape(float("nan"), float("nan"))
    g1 = np.sqrt(n) * (squared * deviations).sum() / squares**1.5
    skewness = float(g1 * np.sqrt(n * (n - 1)) / (n - 2))
    if n < 4:
        return Shape(skewness, float("nan"))
    ratio = n * (squared * squared).sum() / squares**2
    return Shape(skewness, float(((n + 1) * (ratio - 3) + 6) * (n - 1) / ((n - 2) * (n - 3))))
