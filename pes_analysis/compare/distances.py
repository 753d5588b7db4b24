"""How far counties lie from each other: whole kilometres between the centres of their areas."""

from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.edition.boundaries import Boundaries, Line, load_boundaries

EARTH_KM = 6371.0088
"""Mean radius of the Earth (IUGG)."""


@lru_cache(maxsize=1)
def county_distances() -> pd.DataFrame:
    """Give the distances between the 380 counties of Poland.

    Returns
    -------
    DataFrame
        As `distances_between` gives them; treat it as read-only.

    Examples
    --------
    >>> distances = county_distances()
    >>> int(distances.loc["1201", "1261"]), int(distances.loc["1261", "1201"])
    (34, 34)
    """
    return distances_between(load_boundaries())


def distances_between(boundaries: Boundaries) -> pd.DataFrame:
    """Compute the distances between all counties.

    Parameters
    ----------
    boundaries : Boundaries

    Returns
    -------
    DataFrame
        Whole kilometres in a straight line; index and columns teryt, zero on the diagonal.
    """
    codes = sorted(boundaries.counties)
    centres = np.radians([_centre(boundaries.rings(code)) for code in codes])
    longitude, latitude = centres[:, 0], centres[:, 1]
    east = np.sin((longitude[:, None] - longitude) / 2) ** 2
    north = np.sin((latitude[:, None] - latitude) / 2) ** 2
    chord = north + np.cos(latitude)[:, None] * np.cos(latitude) * east
    kilometres = np.rint(2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(chord, 0, 1)))).astype(int)
    return pd.DataFrame(kilometres, index=pd.Index(codes, name="teryt"), columns=codes)


def _centre(rings: tuple[Line, ...]) -> tuple[float, float]:
    """Find the centre of an area; a city inside a county is a hole of it."""
    outlines = [np.asarray(ring, float) for ring in rings]
    area, moment = 0.0, np.zeros(2)
    for outline in outlines:
        # From its own first point: differences of large numbers would eat the digits.
        x, y = (outline - outline[0]).T
        cross = x[:-1] * y[1:] - x[1:] * y[:-1]
        doubled = float(cross.sum())
        sums = np.array([((x[:-1] + x[1:]) * cross).sum(), ((y[:-1] + y[1:]) * cross).sum()])
        around = sum(_is_inside(outline[0], other) for other in outlines if other is not outline)
        sign = (1 if doubled > 0 else -1) * (-1) ** around
        area += sign * doubled / 2
        moment += sign * (sums / 6 + outline[0] * doubled / 2)
    centre = moment / area
    return float(centre[0]), float(centre[1])


def _is_inside(point: npt.NDArray[np.float64], outline: npt.NDArray[np.float64]) -> bool:
    """Tell whether a point lies inside a ring: a ray from it crosses the ring an odd number of times."""
    x, y = outline.T
    crosses = (y[:-1] > point[1]) != (y[1:] > point[1])
    at = (
        x[:-1][crosses] + (point[1] - y[:-1][crosses]) / (y[1:] - y[:-1])[crosses] * (x[1:] - x[:-1])[crosses]
    )
    return bool((at > point[0]).sum() % 2)
