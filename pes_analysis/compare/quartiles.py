"""Quartiles of many groups at once, gaps left out: NumPy's own take a loop over every group."""

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
QUARTERS = (0.25, 0.5, 0.75)


def quartiles(groups: Numbers, at: tuple[float, ...] = QUARTERS) -> tuple[Numbers, ...]:
    """Give quantiles along the second axis, from the numbers there are.

    Parameters
    ----------
    groups : ndarray
        Shape (…, units, …): the second axis is the group; NaN is left out.
    at : tuple of float
        Which quantiles; linear interpolation (definition 7 of Hyndman and Fan 1996).

    Returns
    -------
    tuple of ndarray
        One array a quantile, without the second axis; NaN where there is no number.

    Examples
    --------
    >>> [one.tolist() for one in quartiles(np.array([[4.0, 1.0, np.nan, 3.0, 2.0]]))]
    [[1.75], [2.5], [3.25]]
    """
    ordered = np.sort(groups, axis=1)
    n = np.expand_dims((~np.isnan(groups)).sum(axis=1), 1)
    if not groups.shape[1]:
        return tuple(np.full(n[:, 0].shape, np.nan) for _ in at)
    results = []
    for share in at:
        place = share * np.maximum(n - 1, 0)
        low = np.floor(place).astype(np.intp)
        high = np.minimum(low + 1, np.maximum(n - 1, 0))
        below, above = (np.take_along_axis(ordered, side, axis=1) for side in (low, high))
        results.append((below + (above - below) * (place - low))[:, 0])
    return tuple(results)
