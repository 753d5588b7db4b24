"""Similar units: the mean of those closest in what is known, to fill what is not."""

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]


def neighbour_values(values: Numbers, count: int) -> Numbers:
    """Give every missing value as the mean of the most similar units that have it.

    Parameters
    ----------
    values : ndarray of shape (units, indicators)
    count : int
        How many similar units; fewer where not so many have the value.

    Returns
    -------
    ndarray
        The values with gaps filled; NaN stays where no comparable unit has the value.

    Examples
    --------
    >>> neighbour_values(np.array([[1, 10], [2, 20], [9, 90], [1.5, np.nan]]), 2)[3].tolist()
    [1.5, 15.0]
    """
    filled = values.copy()
    for (row, column), donors in neighbour_donors(values, count).items():
        if len(donors):
            filled[row, column] = values[donors, column].mean()
    return filled


def neighbour_donors(values: Numbers, count: int) -> dict[tuple[int, int], npt.NDArray[np.intp]]:
    """Give for every gap the most similar units that have the value, the most similar first.

    Columns are brought to 0–1 first. The distance of two units is the root of the mean squared
    difference over the indicators that both have; without one in common they are not compared.

    Examples
    --------
    >>> neighbour_donors(np.array([[1, 10], [2, 20], [9, 90], [1.5, np.nan]]), 1)
    {(3, 1): array([0])}
    """
    missing = np.isnan(values)
    donors: dict[tuple[int, int], npt.NDArray[np.intp]] = {}
    if not missing.any():
        return donors
    distances = _distances(values)
    for row in np.flatnonzero(missing.any(axis=1)):
        closest_first = np.argsort(distances[row], kind="stable")
        closest_first = closest_first[np.isfinite(distances[row][closest_first])]
        for column in np.flatnonzero(missing[row]):
            known = closest_first[~missing[closest_first, column]]
            donors[int(row), int(column)] = known[:count]
    return donors


def _distances(values: Numbers) -> Numbers:
    """Give distances between rows; infinite to itself and where nothing is known of both."""
    known = ~np.isnan(values)
    lowest = np.min(values, axis=0, where=known, initial=np.inf)
    spread = np.max(values, axis=0, where=known, initial=-np.inf) - lowest
    usable = np.isfinite(spread) & (spread > 0)
    scaled = np.where(known, (values - lowest) / np.where(usable, spread, 1), 0)[:, usable]
    known = known[:, usable].astype(np.float64)
    scaled = scaled * known
    # |a - b|² summed over what both have, as three matrix products.
    squares = (scaled**2) @ known.T
    total = squares + squares.T - 2 * scaled @ scaled.T
    shared = known @ known.T
    mean_square = np.maximum(total, 0) / np.where(shared > 0, shared, np.nan)
    distances = np.where(shared > 0, np.sqrt(mean_square), np.inf)
    np.fill_diagonal(distances, np.inf)
    return np.asarray(distances, dtype=np.float64)
