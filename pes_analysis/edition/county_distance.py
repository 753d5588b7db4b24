"""How far counties are from each other: kilometres between their middles, as the crow flies."""

from functools import lru_cache
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt

import pandas as pd

from pes_analysis.edition.boundaries import Line, Point, load_boundaries

EARTH_KM = 6371.0


@lru_cache(maxsize=512)
def county_middle(teryt: str) -> Point:
    """Give the centre of gravity of a county, longitude and latitude in degrees.

    Examples
    --------
    >>> longitude, latitude = county_middle("1261")
    >>> round(longitude, 1), round(latitude, 1)
    (20.0, 50.1)
    """
    # The largest ring: an exclave must not pull the middle out of the county.
    _, longitude, latitude = max(_gravity(ring) for ring in load_boundaries().rings(teryt))
    return longitude, latitude


def distance_km(first: str, second: str) -> float:
    """Give the kilometres between the middles of two counties.

    Examples
    --------
    >>> distance_km("1261", "1261"), round(distance_km("1261", "1263"), -1)
    (0.0, 70.0)
    """
    (west, south), (east, north) = county_middle(first), county_middle(second)
    half = sin(radians(north - south) / 2) ** 2
    half += cos(radians(south)) * cos(radians(north)) * sin(radians(east - west) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))


def distances_from(teryt: str, others: "pd.Index | list[str]") -> pd.Series:
    """Give the kilometres from one county to others, the nearest first.

    Examples
    --------
    >>> list(distances_from("1261", ["1263", "1206", "1219"]).index)
    ['1206', '1219', '1263']
    """
    found = {str(one): distance_km(teryt, str(one)) for one in others}
    return pd.Series(found, dtype=float, name="km").sort_values(kind="stable")


def _gravity(ring: Line) -> tuple[float, float, float]:
    """Give the area of a ring and its centre of gravity, on a plane: a county is small enough for it."""
    # Coordinates from a corner: differences of large numbers would eat the digits.
    x0, y0 = ring[0]
    area = x = y = 0.0
    for (x1, y1), (x2, y2) in pairwise(ring):
        cross = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)
        area += cross
        x += (x1 + x2 - 2 * x0) * cross
        y += (y1 + y2 - 2 * y0) * cross
    return abs(area), x0 + x / (3 * area), y0 + y / (3 * area)
