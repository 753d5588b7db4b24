"""The signs that charts share: better and worse, the unit's dot, the direction over an axis, a key."""

from collections.abc import Callable, Sequence
from typing import Literal

from pes_analysis.present.lettering import text_width
from pes_analysis.present.palette import ACCENT, BETTER, GREY, PAPER, WORSE
from pes_analysis.present.svg import Drawing, circle, join, number, path, rectangle, text

Mark = Literal["better", "middle", "worse", "none"]
MARKS: tuple[Mark, ...] = ("better", "middle", "worse", "none")
COLOURS: dict[str, str] = {"better": BETTER, "middle": ACCENT, "worse": WORSE, "none": ACCENT}

Glyph = Callable[[float, float], Drawing]
"""Draws a sign 22 units wide: from its left end and its middle height."""

_GLYPH_WIDTH = 22
_GAP = 7
_BETWEEN_ITEMS = 20


def sign(mark: str, x: float, y: float, size: float = 10) -> Drawing:
    """Draw ▲ for better, ▼ for worse, ■ for the middle, nothing for a row that is not judged.

    Parameters
    ----------
    mark : str
        One of ``MARKS``.
    x, y : float
        Middle of the sign.
    size : float
        Its width.

    Returns
    -------
    Drawing
        A shape, so that it looks the same in every font.

    Examples
    --------
    >>> sign("better", 10, 10)
    '<path d="M5,14.5L10,5.5L15,14.5z" fill="#1d5f9e"/>'
    """
    half, rise = size / 2, size * 0.45
    if mark == "better":
        return path(_triangle(x, y + rise, y - rise, half), fill=BETTER)
    if mark == "worse":
        return path(_triangle(x, y - rise, y + rise, half), fill=WORSE)
    if mark == "middle":
        return rectangle(x - size * 0.36, y - size * 0.36, size * 0.72, size * 0.72, GREY)
    return Drawing("")


def dot(mark: str, x: float, y: float, radius: float = 6.5) -> Drawing:
    """Draw the unit: filled when it stands in the better or the worse quarter, hollow otherwise.

    Examples
    --------
    >>> dot("middle", 10, 10)
    '<circle cx="10" cy="10" r="5.5" fill="#ffffff" stroke="#0b6b6b" stroke-width="2.5"/>'
    """
    colour = COLOURS[mark]
    if mark in ("better", "worse"):
        return circle(x, y, radius, colour, PAPER, 1.5)
    return circle(x, y, radius - 1, PAPER, colour, 2.5)


def direction(left: float, right: float, baseline: float, worse: str, better: str, size: float) -> Drawing:
    """Write once over the axes which side is worse and which is better.

    Parameters
    ----------
    left, right : float
        Ends of the axes.
    baseline : float
        Baseline of the words.
    worse, better : str
        The words.
    size : float
        Height of the letters.

    Returns
    -------
    Drawing
        ◄ worse … better ►
    """
    middle = baseline - size * 0.34
    return join(
        [
            path(_pointer(left, middle, 7), fill=WORSE),
            text(left + 12, baseline, worse, size, fill=WORSE, bold=True),
            text(right - 12, baseline, better, size, anchor="end", fill=BETTER, bold=True),
            path(_pointer(right, middle, -7), fill=BETTER),
        ]
    )


def key(
    items: Sequence[tuple[Glyph, str]], x: float, y: float, width: float, size: float = 12.5
) -> tuple[Drawing, float]:
    """Explain signs in as many lines as they take.

    Parameters
    ----------
    items : sequence of (Glyph, str)
        A sign and what it means.
    x, y : float
        Upper left corner.
    width : float
        Room for a line.
    size : float
        Height of the letters.

    Returns
    -------
    Drawing, float
        The key, and how high it is.

    Examples
    --------
    >>> signs = [(lambda x, y: sign("better", x + 11, y), "w lepszej ćwiartce")] * 3
    >>> key(signs, 0, 0, 360)[1], key(signs, 0, 0, 700)[1]
    (42.0, 21.0)
    """
    line_height = round(size * 1.65)
    parts: list[Drawing] = []
    at, line = x, 0
    for glyph, meaning in items:
        taken = _GLYPH_WIDTH + _GAP + text_width(meaning, size)
        if at > x and at + taken > x + width:
            at, line = x, line + 1
        middle = y + line * line_height + line_height / 2
        parts.append(glyph(at, middle))
        parts.append(text(at + _GLYPH_WIDTH + _GAP, middle + size * 0.35, meaning, size, fill=GREY))
        at += taken + _BETWEEN_ITEMS
    return join(parts), float((line + 1) * line_height if items else 0)


def paragraph(
    lines: Sequence[str], x: float, first_baseline: float, size: float, *, leading: float = 1.25,
    anchor: str | None = None, fill: str | None = None, bold: bool = False
) -> Drawing:  # fmt: skip
    """Write lines under one another.

    Examples
    --------
    >>> paragraph(["a", "b"], 0, 12, 12)
    '<text x="0" y="12" font-size="12">a</text><text x="0" y="27" font-size="12">b</text>'
    """
    return join(
        text(x, first_baseline + index * size * leading, words, size, anchor=anchor, fill=fill, bold=bold)
        for index, words in enumerate(lines)
    )


def _triangle(x: float, base: float, tip: float, half: float) -> str:
    return f"M{number(x - half)},{number(base)}L{number(x)},{number(tip)}L{number(x + half)},{number(base)}z"


def _pointer(x: float, y: float, length: float) -> str:
    back = number(x + length)
    return f"M{number(x)},{number(y)}L{back},{number(y - 4)}L{back},{number(y + 4)}z"
