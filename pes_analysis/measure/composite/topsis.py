"""TOPSIS: closeness to the best and distance from the worst values at once."""

import numpy as np
import numpy.typing as npt

from pes_analysis.protect.errors import PesError

Numbers = npt.NDArray[np.float64]


def topsis(values: Numbers, weights: Numbers | None = None) -> Numbers:
    """Give the relative closeness of units to the ideal solution (Hwang and Yoon 1981).

    Parameters
    ----------
    values : ndarray of shape (units, indicators)
        Normalised, more is better everywhere: by ``vector`` in the original, often by ``minmax`` in
        Polish work. No gaps.
    weights : ndarray of shape (indicators,), optional
        Multiply the values before distances are taken.

    Returns
    -------
    ndarray of shape (units,)
        From 0, at the worst values, to 1, at the best.

    Raises
    ------
    PesError
        When all units are equally good.

    Examples
    --------
    >>> topsis(np.array([[1.0, 0.0], [0.8125, 0.5], [0.0, 1.0]])).round(3).tolist()
    [0.5, 0.641, 0.5]
    """
    count = values.shape[1]
    weighted = values * (np.full(count, 1 / count) if weights is None else weights)
    to_best = np.sqrt(((weighted - weighted.max(axis=0)) ** 2).sum(axis=1))
    to_worst = np.sqrt(((weighted - weighted.min(axis=0)) ** 2).sum(axis=1))
    both = to_best + to_worst
    if not (both > 0).all():
        raise PesError(
            "wszystkie jednostki są równe, więc TOPSIS nie da się policzyć.",
            "all units are equal, so TOPSIS cannot be calculated.",
        )
    return np.asarray(to_worst / both, dtype=np.float64)
