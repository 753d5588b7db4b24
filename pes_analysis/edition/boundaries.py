"""County boundaries: rings to draw, outlines of larger areas, and who borders whom."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate
from pathlib import Path
from typing import TypeAlias

from pes_analysis.protect.errors import PesError

PACKAGED = Path(__file__).parent / "demonstration" / "boundaries.topojson"
OBJECT = "counties"

Point: TypeAlias = tuple[float, float]
Line: TypeAlias = tuple[Point, ...]
# Numbers of arcs as in TopoJSON: ~n is arc n walked backwards.
ArcRing: TypeAlias = tuple[int, ...]


@dataclass(frozen=True)
class Boundaries:
    """Boundaries of counties cut into arcs, so that a shared border is one line.

    Attributes
    ----------
    arcs : tuple of lines
        Each a tuple of (longitude, latitude) in degrees (EPSG:4326).
    counties : mapping of str to tuple of rings
        County code → its rings, each a tuple of arc numbers. Draw them with the even-odd rule:
        a city inside a county is a hole of it.
    """

    arcs: tuple[Line, ...]
    counties: Mapping[str, tuple[ArcRing, ...]]

    def rings(self, teryt: str) -> tuple[Line, ...]:
        """Give the closed rings of one county.

        Parameters
        ----------
        teryt : str
            Code of the county.

        Returns
        -------
        tuple of lines
            Each begins and ends in the same point.

        Examples
        --------
        >>> rings = load_boundaries().rings("1201")
        >>> len(rings), rings[0][0] == rings[0][-1]
        (1, True)
        """
        return tuple(self._walk(ring) for ring in self.counties[teryt])

    @cached_property
    def neighbours(self) -> Mapping[str, frozenset[str]]:
        """Counties that share a stretch of border with each county.

        Examples
        --------
        >>> sorted(load_boundaries().neighbours["1261"])
        ['1206', '1214', '1219']
        """
        owners: dict[int, set[str]] = {}
        for teryt, numbers in self._arc_numbers().items():
            for number in numbers:
                owners.setdefault(number, set()).add(teryt)
        found: dict[str, set[str]] = {teryt: set() for teryt in self.counties}
        for sharing in owners.values():
            for teryt in sharing:
                found[teryt] |= sharing - {teryt}
        return {teryt: frozenset(others) for teryt, others in found.items()}

    def outline(self, teryts: Iterable[str]) -> tuple[Line, ...]:
        """Lines around an area made of counties: the arcs that only one of its counties uses.

        Parameters
        ----------
        teryts : iterable of str
            The counties of the area, for instance of a voivodeship.

        Returns
        -------
        tuple of lines
            Not joined to each other; together they draw the outer border.

        Examples
        --------
        >>> boundaries = load_boundaries()
        >>> len(boundaries.outline(["1201"])) == len(boundaries.counties["1201"][0])
        True
        """
        area = set(teryts)
        used = Counter(
            number for teryt, numbers in self._arc_numbers().items() if teryt in area for number in numbers
        )
        return tuple(self.arcs[number] for number, times in sorted(used.items()) if times == 1)

    def _arc_numbers(self) -> dict[str, list[int]]:
        return {
            teryt: [number if number >= 0 else ~number for ring in rings for number in ring]
            for teryt, rings in self.counties.items()
        }

    def _walk(self, ring: ArcRing) -> Line:
        points: list[Point] = []
        for number in ring:
            arc = self.arcs[number] if number >= 0 else self.arcs[~number][::-1]
            points.extend(arc if not points else arc[1:])
        return tuple(points)


def read_boundaries(path: Path) -> Boundaries:
    """Read quantised TopoJSON with one object of counties.

    Parameters
    ----------
    path : Path
        A file with the object ``counties``: polygons whose ``id`` is the county code.

    Returns
    -------
    Boundaries

    Raises
    ------
    PesError
        The file is no such TopoJSON.
    """
    try:
        topology = json.loads(path.read_text(encoding="utf-8"))
        scale_x, scale_y = topology["transform"]["scale"]
        left, bottom = topology["transform"]["translate"]
        geometries = topology["objects"][OBJECT]["geometries"]
        counties = {geometry["id"]: _rings_of(geometry) for geometry in geometries}
        steps = topology["arcs"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise PesError(
            f"{path}: to nie jest TopoJSON z obiektem „{OBJECT}” ({error}). Podaj plik granic powiatów.",
            f"{path}: this is no TopoJSON with the object '{OBJECT}' ({error}). Give a file of boundaries.",
        ) from error
    arcs = []
    for arc in steps:
        xs = accumulate(step[0] for step in arc)
        ys = accumulate(step[1] for step in arc)
        arcs.append(tuple((left + x * scale_x, bottom + y * scale_y) for x, y in zip(xs, ys, strict=True)))
    return Boundaries(tuple(arcs), counties)


def _rings_of(geometry: Mapping[str, object]) -> tuple[ArcRing, ...]:
    arcs = geometry["arcs"]
    if not isinstance(arcs, list):
        raise TypeError("arcs")
    polygons = arcs if geometry["type"] == "MultiPolygon" else [arcs]
    return tuple(tuple(ring) for polygon in polygons for ring in polygon)


@lru_cache(maxsize=1)
def load_boundaries() -> Boundaries:
    """Load the packaged boundaries of the 380 counties of Poland.

    Examples
    --------
    >>> len(load_boundaries().counties)
    380
    """
    return read_boundaries(PACKAGED)
