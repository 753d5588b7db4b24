"""Outlines of counties on paper: a conformal projection, fitting, and room for a name inside."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Ring = Sequence[Sequence[float]] | npt.NDArray[np.float64]
Floats = npt.NDArray[np.float64]

_SOUTH, _NORTH = math.radians(50.0), math.radians(54.0)
_SINE = math.log(math.cos(_SOUTH) / math.cos(_NORTH)) / math.log(
    math.tan(math.pi / 4 + _NORTH / 2) / math.tan(math.pi / 4 + _SOUTH / 2)
)
_FACTOR = math.cos(_SOUTH) * math.tan(math.pi / 4 + _SOUTH / 2) ** _SINE / _SINE
_ENOUGH_ROOM = 20.0
_BEYOND = 1e9  # stands for no crossing; far outside any drawing


@dataclass(frozen=True)
class FittedMap:
    """Counties in drawing units.

    Attributes
    ----------
    width, height : float
        Size of the whole.
    rings : dict
        Of each county, its rings as arrays of shape (points, 2), y running down.
    """

    width: float
    height: float
    rings: dict[str, tuple[Floats, ...]]


def conformal(points: Floats, central_meridian: float) -> Floats:
    """Project longitudes and latitudes with a Lambert conformal conic for Poland.

    Parameters
    ----------
    points : ndarray of shape (n, 2)
        Longitude and latitude in degrees.
    central_meridian : float
        The meridian that runs straight up, in degrees.

    Returns
    -------
    ndarray of shape (n, 2)
        x to the right and y up, in radii of the sphere; standard parallels 50° and 54° N.

    Notes
    -----
    J. P. Snyder, Map Projections: A Working Manual, USGS Professional Paper 1395 (1987), chapter 15,
    formulas for the sphere.

    Examples
    --------
    >>> conformal(np.array([[19.0, 50.0], [19.0, 51.0]]), 19.0)[:, 0].tolist()
    [0.0, 0.0]
    """
    latitude = np.radians(points[:, 1])
    angle = _SINE * np.radians(points[:, 0] - central_meridian)
    radius = _FACTOR / np.tan(math.pi / 4 + latitude / 2) ** _SINE
    return np.column_stack([radius * np.sin(angle), -radius * np.cos(angle)])


def fit(shapes: Mapping[str, Iterable[Ring]], width: float, height: float, margin: float = 3) -> FittedMap:
    """Project counties and make them as large as a box allows.

    Parameters
    ----------
    shapes : mapping of str to rings
        Of each teryt its rings: points (longitude, latitude) in degrees.
    width, height : float
        The box in drawing units; the map takes all of at least one of them.
    margin : float
        Left free on each side, for the outline.

    Returns
    -------
    FittedMap
        Its size is what the map takes, margins included.

    Raises
    ------
    ValueError
        If there is no point at all.

    Examples
    --------
    >>> square = [(19.0, 50.0), (20.0, 50.0), (20.0, 50.5), (19.0, 50.5)]
    >>> fitted = fit({"1201": [square]}, 300, 400)
    >>> fitted.width, round(fitted.height)
    (300.0, 235)
    """
    degrees = {teryt: [np.asarray(ring, float) for ring in rings] for teryt, rings in shapes.items()}
    every = [ring for rings in degrees.values() for ring in rings]
    if not every:
        raise ValueError("there is no outline to draw")
    # One pass over all points: a county's rings are then slices of the result.
    together = np.concatenate(every)
    central = float(together[:, 0].min() + together[:, 0].max()) / 2
    flat = conformal(together, central) * (1, -1)
    low, high = flat.min(axis=0), flat.max(axis=0)
    extent = np.maximum(high - low, 1e-12)
    scale = float(min((width - 2 * margin) / extent[0], (height - 2 * margin) / extent[1]))
    flat = np.round((flat - low) * scale + margin, 1)
    starts = iter(np.split(flat, np.cumsum([len(ring) for ring in every])[:-1]))
    rings = {teryt: tuple(next(starts) for _ in rings) for teryt, rings in degrees.items()}
    size = extent * scale + 2 * margin
    return FittedMap(round(float(size[0]), 1), round(float(size[1]), 1), rings)


def path_data(rings: Iterable[Floats]) -> str:
    """Write rings as SVG path data, each point relative to the one before.

    Parameters
    ----------
    rings : iterable of ndarray of shape (n, 2)
        Coordinates rounded to one decimal.

    Returns
    -------
    str
        Points that coincide after rounding are left out.

    Examples
    --------
    >>> path_data([np.array([[0, 0], [4.5, 0], [4.5, 0], [4.5, 3], [0, 0]])])
    'M0,0l4.5,0,0,3z'
    """
    written: list[str] = []
    for ring in rings:
        tenths = np.rint(ring * 10).astype(int)
        steps = np.diff(tenths, axis=0)
        steps = steps[(steps != 0).any(axis=1)]
        if len(steps) and not (tenths[0] - tenths[-1]).any():
            steps = steps[:-1]  # "z" draws the last one
        if len(steps) < 2:
            continue
        x, y = (tenths[0] / 10).tolist()
        numbers = ",".join([f"{step:g}" for step in (steps / 10).ravel().tolist()])
        written.append(f"M{x:g},{y:g}l{numbers}z")
    return "".join(written)


def place_for_name(
    rings: Sequence[Floats], width: float, height: float, margin: float = 4
) -> tuple[float, float] | None:
    """Find where a name of a given size stands inside a county.

    Parameters
    ----------
    rings : sequence of ndarray of shape (n, 2)
        Outlines of the county; a ring within another is a hole, where no name may stand.
    width, height : float
        Size of the name.
    margin : float
        To be left free at both ends.

    Returns
    -------
    tuple of float, or None
        The name's middle; None when it does not fit.

    Examples
    --------
    >>> box = np.array([[0, 0], [80, 0], [80, 40], [0, 40], [0, 0]])
    >>> place_for_name([box], 50, 12)
    (40.0, 20.0)
    >>> place_for_name([box], 90, 12) is None
    True
    """
    starts = np.concatenate(rings)
    ends = np.concatenate([np.roll(ring, -1, axis=0) for ring in rings])
    top, bottom = float(starts[:, 1].min()), float(starts[:, 1].max())
    step = height / 4
    reach = int((bottom - top) / 2 // step)
    if reach < 2:
        return None
    off: Floats = np.arange(-reach, reach + 1, dtype=np.float64) * step
    levels: Floats = off + (top + bottom) / 2
    lefts, rights = _widest_spans(starts, ends, levels)
    # A name needs room at its top, its middle and its bottom: levels two steps apart.
    left = np.max([lefts[:-4], lefts[2:-2], lefts[4:]], axis=0)
    right = np.min([rights[:-4], rights[2:-2], rights[4:]], axis=0)
    room = right - left - width - 2 * margin
    # A little off the middle is worth it only for clearly more room.
    score = np.where(room >= 0, np.minimum(room, _ENOUGH_ROOM) - 0.6 * np.abs(off[2:-2]), -np.inf)
    best = int(np.argmax(score))
    if not math.isfinite(score[best]):
        return None
    return round(float(left[best] + right[best]) / 2, 1), round(float(levels[best + 2]), 1)


def _widest_spans(starts: Floats, ends: Floats, levels: Floats) -> tuple[Floats, Floats]:
    """Find the longest stretch inside the edges at each level; it ends before it starts where none is."""
    y = levels[:, None]
    crossing = (starts[:, 1] > y) != (ends[:, 1] > y)
    rise = ends[:, 1] - starts[:, 1]
    slope = (ends[:, 0] - starts[:, 0]) / np.where(rise == 0, 1, rise)
    xs = np.sort(np.where(crossing, starts[:, 0] + (y - starts[:, 1]) * slope, _BEYOND), axis=1)
    even = xs.shape[1] // 2 * 2
    lefts, rights = xs[:, 0:even:2], xs[:, 1:even:2]
    widest = np.argmax(rights - lefts, axis=1)
    rows = np.arange(len(levels))
    left, right = lefts[rows, widest], rights[rows, widest]
    return left, np.where(left < _BEYOND, right, -_BEYOND)
