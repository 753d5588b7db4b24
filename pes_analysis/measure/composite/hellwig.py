"""Hellwig's measure of development: how close a unit is to the pattern made of the best values."""

import numpy as np
import numpy.typing as npt

from pes_analysis.protect.errors import PesError

Numbers = npt.NDArray[np.float64]


def hellwig(values: Numbers, weights: Numbers | None = None, *, ddof: int = 0) -> Numbers:
    """Measure development by the distance from a pattern (Hellwig 1968).

    The pattern has the best value of every indicator. A unit's Euclidean distance d from it is set
    against d0 = mean + 2 standard deviations of all distances: the measure is 1 - d / d0.

    Parameters
    ----------
    values : ndarray of shape (units, indicators)
        More is better everywhere; standardised first in the original (``zscore``). No gaps.
    weights : ndarray of shape (indicators,), optional
        Inside the distance, scaled so that equal weights change nothing.
    ddof : int
        Of the standard deviation of distances: 0 divides by n, 1 by n - 1.

    Returns
    -------
    ndarray of shape (units,)
        1 at the pattern; usually above 0, below it for units unusually far away.

    Raises
    ------
    PesError
        When all units are equally good.

    Examples
    --------
    >>> z = np.array([[-1.2247, -1.2247], [0, 0], [1.2247, 1.2247]])
    >>> hellwig(z).round(4).tolist()
    [0.2404, 0.6202, 1.0]
    """
    count = values.shape[1]
    scaled = np.ones(count) if weights is None else weights * count / weights.sum()
    distances = np.sqrt((scaled * (values - values.max(axis=0)) ** 2).sum(axis=1))
    farthest = distances.mean() + 2 * distances.std(ddof=ddof)
    if farthest == 0:
        raise PesError(
            "wszystkie jednostki są równe wzorcowi, więc miary Hellwiga nie da się policzyć.",
            "all units equal the pattern, so Hellwig's measure cannot be calculated.",
        )
    return np.asarray(1 - distances / farthest, dtype=np.float64)
