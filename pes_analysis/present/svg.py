"""A small typed SVG writer: every attribute and every text escaped, the same bytes for the same input."""

import math
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from pes_analysis.protect import escape

# Numbers, colours and path data are most of a chart; checking them at once keeps drawing fast.
_NOTHING_TO_ESCAPE = re.compile(r"[A-Za-z0-9 #.,:;()%/_-]*")


class Drawing(str):
    """A finished piece of SVG: already escaped, safe to put inside another element."""

    __slots__ = ()


# A chart draws on a grid of few places, so that most coordinates come again.
@lru_cache(maxsize=8192)
def number(value: float) -> str:
    """Write a coordinate to one decimal place, as short as possible.

    Parameters
    ----------
    value : float
        A finite number of drawing units.

    Returns
    -------
    str
        At most one decimal, no trailing zero, never ``-0``.

    Raises
    ------
    ValueError
        If the number is not finite: such a point cannot be drawn.

    Examples
    --------
    >>> number(12), number(12.34), number(-0.04)
    ('12', '12.3', '0')
    """
    if not math.isfinite(value):
        raise ValueError(f"a coordinate must be finite, not {value}")
    written = f"{value:.1f}".removesuffix(".0")
    return "0" if written == "-0" else written


@lru_cache(maxsize=256)
def _attribute_name(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


def element(name: str, *content: Drawing, **attributes: str | float | None) -> Drawing:
    """Write one element.

    Parameters
    ----------
    name : str
        Name of the element.
    *content : Drawing
        What stands inside, already written.
    **attributes : str, float or None
        ``font_size`` becomes ``font-size`` and ``class_`` becomes ``class``; None is left out.

    Returns
    -------
    Drawing
        The element. Attributes keep the order in which they were given.

    Examples
    --------
    >>> element("circle", cx=4, cy=2.25, r=3, fill=None, class_="a'b")
    '<circle cx="4" cy="2.2" r="3" class="a&#x27;b"/>'
    """
    written = _attributes(attributes)
    if content:
        return Drawing(f"<{name}{written}>{''.join(content)}</{name}>")
    return Drawing(f"<{name}{written}/>")


def join(parts: Iterable[Drawing]) -> Drawing:
    """Put pieces one after another.

    Examples
    --------
    >>> join([element("g"), element("g")])
    '<g/><g/>'
    """
    return Drawing("".join(parts))


def content(text: str) -> Drawing:
    """Turn any text into element content.

    Examples
    --------
    >>> content("<b> & c")
    '&lt;b&gt; &amp; c'
    """
    return Drawing(_escaped(text))


def text(
    x: float,
    y: float,
    words: str,
    size: float,
    *,
    anchor: str | None = None,
    fill: str | None = None,
    bold: bool = False,
    halo: str | None = None,
) -> Drawing:
    """Write one line of text as text.

    Parameters
    ----------
    x, y : float
        Anchor point and baseline, in drawing units.
    words : str
        The line, as plain text.
    size : float
        Height of the letters in drawing units, at least 12.
    anchor : str, optional
        ``"middle"`` or ``"end"``; from ``x`` to the right unless told.
    fill : str, optional
        Colour; the figure's near-black unless told.
    bold : bool
        Whether the line is set in semi-bold.
    halo : str, optional
        Colour of an outline behind the letters, for text over a coloured area.

    Returns
    -------
    Drawing
        A ``text`` element.

    Raises
    ------
    ValueError
        If the letters would be smaller than 12 units.

    Examples
    --------
    >>> text(10, 20, "bocheński", 13)
    '<text x="10" y="20" font-size="13">bocheński</text>'
    """
    if size < 12:
        raise ValueError(f"text of {size} units would be too small to read; the least is 12")
    style = _lettering(size, anchor, fill, bold, halo)
    return Drawing(f'<text x="{number(x)}" y="{number(y)}"{style}>{_escaped(words)}</text>')


def line(
    x1: float, y1: float, x2: float, y2: float, colour: str, width: float = 1, dash: str | None = None
) -> Drawing:
    """Draw a straight line.

    Examples
    --------
    >>> line(0, 0, 9, 0, "#767676")
    '<path d="M0,0L9,0" stroke="#767676" stroke-width="1" fill="none"/>'
    """
    ends = f"M{number(x1)},{number(y1)}L{number(x2)},{number(y2)}"
    return Drawing(f'<path d="{ends}"{_outline(colour, width, dash)} fill="none"/>')


def path(
    d: str,
    *,
    fill: str = "none",
    stroke: str | None = None,
    width: float = 1,
    dash: str | None = None,
) -> Drawing:
    """Draw a path with a fill, an outline or both.

    Examples
    --------
    >>> path("M0,0L4,4z", fill="#000")
    '<path d="M0,0L4,4z" fill="#000"/>'
    """
    outline = _outline(stroke, width, dash)
    return Drawing(f'<path d="{_attribute(d)}"{outline} fill="{_attribute(fill)}"/>')


def rectangle(x: float, y: float, width: float, height: float, fill: str, radius: float = 0) -> Drawing:
    """Draw a filled rectangle.

    Examples
    --------
    >>> rectangle(0, 1, 20, 8, "#fff")
    '<rect x="0" y="1" width="20" height="8" fill="#fff"/>'
    """
    place = f'x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}"'
    corners = f' rx="{number(radius)}"' if radius else ""
    return Drawing(f'<rect {place} fill="{_attribute(fill)}"{corners}/>')


def circle(
    x: float, y: float, radius: float, fill: str, stroke: str | None = None, width: float = 2
) -> Drawing:
    """Draw a dot.

    Examples
    --------
    >>> circle(5, 5, 4, "#fff", "#000")
    '<circle cx="5" cy="5" r="4" fill="#fff" stroke="#000" stroke-width="2"/>'
    """
    return element(
        "circle", cx=x, cy=y, r=radius, fill=fill, stroke=stroke, stroke_width=width if stroke else None
    )


# Charts write in few ways and draw with few pens.
@lru_cache(maxsize=256)
def _lettering(size: float, anchor: str | None, fill: str | None, bold: bool, halo: str | None) -> str:
    return _attributes(
        {
            "font_size": size,
            "text_anchor": anchor,
            "fill": fill,
            "font_weight": "600" if bold else None,
            "stroke": halo,
            "stroke_width": 3 if halo else None,
            "stroke_linejoin": "round" if halo else None,
            "paint_order": "stroke" if halo else None,
        }
    )


@lru_cache(maxsize=256)
def _outline(colour: str | None, width: float, dash: str | None) -> str:
    return _attributes(
        {
            "stroke": colour,
            "stroke_width": width if colour else None,
            "stroke_dasharray": dash,
            "stroke_linejoin": "round" if colour and width > 2 else None,
        }
    )


def _attributes(values: Mapping[str, str | float | None]) -> str:
    return "".join(
        [
            f' {_attribute_name(key)}="{_attribute(value)}"'
            for key, value in values.items()
            if value is not None
        ]
    )


def _attribute(value: str | float) -> str:
    if not isinstance(value, str):
        return number(value)
    return value if _NOTHING_TO_ESCAPE.fullmatch(value) else _escaped(value)


@lru_cache(maxsize=4096)
def _escaped(text: str) -> str:
    return escape.svg(text)
