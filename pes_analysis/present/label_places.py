"""Places for labels beside points: none over another, none over a point, as near as can be."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

_DIRECTIONS = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (-1, -1), (1, 1), (-1, 1))
_STEP = 6.0


@dataclass(frozen=True)
class Room:
    """A box in drawing units; ``top`` is the smaller of the two heights."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def around(cls, point: tuple[float, float], radius: float) -> "Room":
        """Give the box around a point.

        Examples
        --------
        >>> Room.around((10, 20), 5)
        Room(left=5, top=15, right=15, bottom=25)
        """
        x, y = point
        return cls(x - radius, y - radius, x + radius, y + radius)

    def overlaps(self, other: "Room") -> bool:
        """Whether the two boxes share an area.

        Examples
        --------
        >>> Room(0, 0, 10, 10).overlaps(Room(9, 9, 12, 12)), Room(0, 0, 10, 10).overlaps(Room(10, 0, 12, 9))
        (True, False)
        """
        beside = self.right <= other.left or other.right <= self.left
        return not (beside or self.bottom <= other.top or other.bottom <= self.top)

    def holds(self, other: "Room") -> bool:
        """Whether the other box lies inside this one."""
        across = self.left <= other.left and other.right <= self.right
        return across and self.top <= other.top and other.bottom <= self.bottom


@dataclass(frozen=True)
class LabelPlace:
    """Where a label stands.

    Attributes
    ----------
    room : Room
        The box of its letters.
    far : bool
        Whether it had to move so far that a line must lead from the point to it.
    """

    room: Room
    far: bool


def place_labels(
    points: Sequence[tuple[float, float]],
    sizes: Sequence[tuple[float, float]],
    radius: float,
    inside: Room,
    taken: Sequence[Room] = (),
) -> tuple[LabelPlace | None, ...]:
    """Place one label a point, each as near to its point as the ones before leave room for.

    Parameters
    ----------
    points : sequence of (float, float)
        Middles of the points, in drawing units; the most important first.
    sizes : sequence of (float, float)
        Width and height of each label.
    radius : float
        Of a point with the space around it.
    inside : Room
        Where labels may stand.
    taken : sequence of Room
        What they must keep clear of besides the points.

    Returns
    -------
    tuple of LabelPlace or None
        In the order of the points; None where no room is left at all.

    Examples
    --------
    >>> two = place_labels([(50, 50), (60, 50)], [(30, 12), (30, 12)], 8, Room(0, 0, 100, 100))
    >>> [(place.room.left, place.far) for place in two]
    [(12.0, False), (68.0, False)]
    """
    filled = [*taken, *(Room.around(point, radius) for point in points)]
    places: list[LabelPlace | None] = []
    for at, size in zip(points, sizes, strict=True):
        place = _nearest_free(at, size, radius, inside, filled)
        if place is not None:
            filled.append(place.room)
        places.append(place)
    return tuple(places)


def _nearest_free(
    at: tuple[float, float], size: tuple[float, float], radius: float, inside: Room, filled: Sequence[Room]
) -> LabelPlace | None:
    farthest = math.hypot(inside.right - inside.left, inside.bottom - inside.top)
    for away in range(int(farthest / _STEP)):
        for across, down in _DIRECTIONS:
            room = _beside(at, size, radius + away * _STEP, across, down)
            if inside.holds(room) and not any(room.overlaps(other) for other in filled):
                return LabelPlace(room, far=away > 1)
    return None


def _beside(
    at: tuple[float, float], size: tuple[float, float], distance: float, across: int, down: int
) -> Room:
    """Put a box beside, over or under a point, or at one of its corners."""
    width, height = size
    left = at[0] + across * distance - width * (1 - across) / 2
    top = at[1] + down * distance - height * (1 - down) / 2
    return Room(left, top, left + width, top + height)
