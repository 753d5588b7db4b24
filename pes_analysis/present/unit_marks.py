"""The signs of units compared with one another: a shape with a letter, the same on the whole page."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pes_analysis.present.lettering import wrap
from pes_analysis.present.marks import Glyph
from pes_analysis.present.palette import ACCENT, PAPER
from pes_analysis.present.svg import Drawing, circle, join, number, path, text

MOST_UNITS = 10
LETTER_SIZE = 12.5
"""A phone shows its layout a little smaller than drawn, and 12 px are the least to be read."""
KEY_SIZE = 13.5
SIGN = 21.0
"""How far apart the middles of two signs must be."""
SMALL_SIGN = 12.0
"""The same for signs without their letters."""
_LETTERS = "ABCDEFGHIJ"
# Corners (none for a circle), how far they are turned, and how wide a shape is that holds a letter.
_SHAPES = ((0, 0, 18.0), (4, 45, 21.5), (4, 0, 23.0), (6, 0, 19.5), (5, 0, 20.5))
OUTLINE = 1.75


@dataclass(frozen=True)
class UnitMark:
    """A letter in a shape.

    Attributes
    ----------
    letter : str
    corners : int
        Of the shape; 0 for a circle.
    turn : int
        Degrees by which a corner is turned away from the top.
    width : float
        Of the circle around the shape, in drawing units.
    filled : bool
        Filled with a white letter, or white with a coloured letter.
    """

    letter: str
    corners: int
    turn: int
    width: float
    filled: bool

    @property
    def colours(self) -> tuple[str, str]:
        """Colour of the ground and of the letter."""
        return (ACCENT, PAPER) if self.filled else (PAPER, ACCENT)

    @property
    def marker(self) -> str | tuple[int, int, float]:
        """The same shape as matplotlib knows it."""
        return (self.corners, 0, float(self.turn)) if self.corners else "o"

    def drawing(self, x: float, y: float) -> Drawing:
        """Draw the sign around a point.

        Examples
        --------
        >>> 'text-anchor="middle"' in unit_mark(0).drawing(10, 10)
        True
        """
        ground, _ = self.colours
        radius = self.width / 2
        if self.corners:
            around = (
                f"{number(x + radius * math.sin(angle))},{number(y - radius * math.cos(angle))}"
                for angle in (
                    math.radians(360 * corner / self.corners + self.turn) for corner in range(self.corners)
                )
            )
            shape = path(f"M{'L'.join(around)}z", fill=ground, stroke=ACCENT, width=OUTLINE)
        else:
            shape = circle(x, y, radius, ground, ACCENT, OUTLINE)
        return join([shape, self.written(x, y)])

    def glyph(self, x: float, y: float) -> Drawing:
        """Draw the sign in a key, from its left end and its middle height."""
        return self.drawing(x + 11, y)

    def written(self, x: float, y: float) -> Drawing:
        """Write the letter alone, for a shape that is drawn already."""
        return text(
            x, y + LETTER_SIZE * 0.36, self.letter, LETTER_SIZE, anchor="middle", fill=self.colours[1],
            bold=True,
        )  # fmt: skip


def unit_mark(place: int) -> UnitMark:
    """Give the sign of a unit by its place in the comparison, counted from 0.

    Examples
    --------
    >>> [unit_mark(place).letter for place in (0, 9)]
    ['A', 'J']
    """
    corners, turn, width = _SHAPES[place % len(_SHAPES)]
    return UnitMark(_LETTERS[place], corners, turn, width, filled=place < len(_SHAPES))


def unit_key(names: Mapping[int, str], width: float) -> list[tuple[Glyph, str]]:
    """Give the items of a key that explain the signs; a name that is too long for a line is shortened.

    Parameters
    ----------
    names : mapping of int to str
        By the place of the unit.
    width : float
        Of the chart.

    Examples
    --------
    >>> [name for _, name in unit_key({0: "CIS Nagłówkowo"}, 360)]
    ['CIS Nagłówkowo']
    """
    return [
        (unit_mark(place).glyph, wrap(name, width - 32, KEY_SIZE, lines=1)[0])
        for place, name in names.items()
    ]


def seaborn_looks(places: Iterable[str], column: str, size: float = 1.0) -> dict[str, Any]:
    """Give what seaborn's ``scatterplot`` needs to draw units by their signs, the letters left out.

    Parameters
    ----------
    places : iterable of str
        Places of the units that are drawn, as texts.
    column : str
        The column they stand in.
    size : float
        1 for shapes that hold a letter.

    Examples
    --------
    >>> seaborn_looks(["0"], "unit")["markers"]
    {'0': 'o'}
    """
    signs = {place: unit_mark(int(place)) for place in places}
    return {
        **dict.fromkeys(("hue", "style", "size"), column),
        "palette": {place: sign.colours[0] for place, sign in signs.items()},
        "markers": {place: sign.marker for place, sign in signs.items()},
        "sizes": {place: (size * sign.width) ** 2 for place, sign in signs.items()},
        "edgecolor": ACCENT,
        "linewidth": OUTLINE,
    }
