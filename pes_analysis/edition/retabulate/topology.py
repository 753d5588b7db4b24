"""From polygons of counties to TopoJSON: simplified together, cut into shared arcs, put on a grid."""

import json
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeAlias

FILE = Path("granice", "poland.counties.geojson")
# Root of the area (in square degrees) of the smallest bend that is kept: about a kilometre, one pixel on
# a map of Poland.
TOLERANCE = 0.012
GRID = 20_000

GridPoint: TypeAlias = tuple[int, int]
GridLine: TypeAlias = tuple[GridPoint, ...]
GridPolygon: TypeAlias = list[GridLine]


def county_topology(folder: Path) -> dict[str, Any]:
    """Build the topology of the counties.

    Parameters
    ----------
    folder : Path
        The folder of the public figures.

    Returns
    -------
    dict
        TopoJSON with one object, ``counties``.
    """
    import shapely

    features = json.loads((folder / FILE).read_text(encoding="utf-8"))["features"]
    by_code = {feature["properties"]["terc"]: feature["geometry"] for feature in features}
    codes = sorted(by_code)
    shapes = [shapely.from_geojson(json.dumps(by_code[code])) for code in codes]
    simplified = shapely.coverage_simplify(shapes, TOLERANCE)
    left, bottom, right, top = (float(edge) for edge in shapely.total_bounds(simplified))
    scale = ((right - left) / (GRID - 1), (top - bottom) / (GRID - 1))

    def on_grid(ring: Any) -> GridLine:
        points = [(round((x - left) / scale[0]), round((y - bottom) / scale[1])) for x, y in ring.coords]
        return without_repeats(points)

    counties = {
        code: [
            [on_grid(ring) for ring in (polygon.exterior, *polygon.interiors)]
            for polygon in getattr(shape, "geoms", [shape])
        ]
        for code, shape in zip(codes, simplified, strict=True)
    }
    return {
        "type": "Topology",
        "transform": {"scale": list(scale), "translate": [left, bottom]},
        **cut_into_arcs(counties),
    }


def without_repeats(points: Iterable[GridPoint]) -> GridLine:
    """Drop points that fell on the same place of the grid as the one before.

    Examples
    --------
    >>> without_repeats([(0, 0), (0, 0), (1, 0), (0, 0)])
    ((0, 0), (1, 0), (0, 0))
    """
    kept: list[GridPoint] = []
    for point in points:
        if not kept or kept[-1] != point:
            kept.append(point)
    return tuple(kept)


def cut_into_arcs(counties: dict[str, list[GridPolygon]]) -> dict[str, Any]:
    """Cut rings where borders meet, and keep each stretch once.

    Returns
    -------
    dict
        ``arcs`` (each a first point and steps) and ``objects``.

    Examples
    --------
    >>> left = [((0, 0), (1, 0), (1, 1), (0, 1), (0, 0))]
    >>> right = [((1, 0), (2, 0), (2, 1), (1, 1), (1, 0))]
    >>> cut = cut_into_arcs({"a": [left], "b": [right]})
    >>> [shape["arcs"] for shape in cut["objects"]["counties"]["geometries"]]
    [[[0, 1]], [[2, -1]]]
    """
    rings = [ring for polygons in counties.values() for polygon in polygons for ring in polygon]
    meeting = points_where_borders_meet(rings)
    numbers: dict[GridLine, int] = {}

    def number_of(arc: GridLine) -> int:
        if arc[::-1] in numbers:
            return ~numbers[arc[::-1]]
        return numbers.setdefault(arc, len(numbers))

    def cut_ring(ring: GridLine) -> list[int]:
        return [number_of(arc) for arc in arcs_of(ring, meeting)]

    geometries = []
    for code, polygons in counties.items():
        cut = [[cut_ring(ring) for ring in polygon] for polygon in polygons]
        single = len(cut) == 1
        geometries.append(
            {
                "type": "Polygon" if single else "MultiPolygon",
                "id": code,
                "arcs": cut[0] if single else cut,
            }
        )
    return {
        "objects": {"counties": {"type": "GeometryCollection", "geometries": geometries}},
        "arcs": [as_steps(arc) for arc in numbers],
    }


def points_where_borders_meet(rings: Iterable[GridLine]) -> set[GridPoint]:
    """Find points that have different neighbours in different rings."""
    neighbours: dict[GridPoint, frozenset[GridPoint]] = {}
    meeting = set()
    for ring in rings:
        for before, point, after in zip((ring[-2], *ring[:-2]), ring[:-1], ring[1:], strict=True):
            around = frozenset((before, after))
            if neighbours.setdefault(point, around) != around:
                meeting.add(point)
    return meeting


def arcs_of(ring: GridLine, meeting: set[GridPoint]) -> Iterator[GridLine]:
    """Cut one closed ring at the meeting points; a ring without any begins at its smallest point."""
    open_ring = ring[:-1]
    starts = [place for place, point in enumerate(open_ring) if point in meeting]
    first = starts[0] if starts else open_ring.index(min(open_ring))
    turned = (*open_ring[first:], *open_ring[: first + 1])
    begin = 0
    for place in range(1, len(turned)):
        if turned[place] in meeting or place == len(turned) - 1:
            yield turned[begin : place + 1]
            begin = place


def as_steps(arc: GridLine) -> list[list[int]]:
    """Write an arc as its first point and the step to each next one.

    Examples
    --------
    >>> as_steps(((5, 5), (6, 7), (6, 6)))
    [[5, 5], [1, 2], [0, -1]]
    """
    steps = [[x - px, y - py] for (px, py), (x, y) in pairwise(arc)]
    return [list(arc[0]), *steps]
