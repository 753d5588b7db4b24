"""The dot strip: one indicator, every county a dot on one line, the ones that matter named."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from pes_analysis.present.chart_input import (
    nothing_to_draw,
    number_of,
    records,
    state_of,
    words_of,
    wrong_input,
)
from pes_analysis.present.figure import Figure, Layout, compose
from pes_analysis.present.lettering import text_width, wrap
from pes_analysis.present.marks import direction, paragraph
from pes_analysis.present.palette import ACCENT, GREY, INK, LINE, PAPER, RULE
from pes_analysis.present.scales import Scale, decimals_needed, nice_ticks, spread_apart, swarm
from pes_analysis.present.svg import Drawing, circle, content, element, join, line, number, path, text
from pes_analysis.present.trend_plot import FormatTick

if TYPE_CHECKING:
    from pes_analysis.present.table import Table

COLUMNS = ("teryt", "name", "value", "value_text", "state", "highlighted")

_WIDE, _NARROW = 700, 360
_NAME_SIZE, _AXIS_SIZE = 13.0, 12.5
_RADIUS = 5.0
_STEP = 2 * _RADIUS + 1


@dataclass(frozen=True)
class StripWords:
    """The words of a dot strip, in the language of the page.

    Attributes
    ----------
    measure : str
        What the axis measures, with its unit.
    worse, better : str
        Written over the ends when one side is better.
    reference : str
        What the reference line is, with its value; empty when there is none.
    without : str
        What stands before the names of counties without a number.
    tick : FormatTick
        Writes the numbers of the axis.
    """

    measure: str
    worse: str
    better: str
    reference: str
    without: str
    tick: FormatTick


@dataclass(frozen=True)
class _Dot:
    name: str
    value: float
    value_text: str
    highlighted: bool


@dataclass(frozen=True)
class _Placed:
    dot: _Dot
    x: float
    rise: float  # over the line the swarm is centred on


@dataclass(frozen=True)
class _Name:
    placed: _Placed
    words: str
    x: float
    level: int  # line of names, counted from the dots up

    def baseline(self, floor: float) -> float:
        return floor - self.level * _NAME_SIZE * 1.35


def dot_strip(
    counties: pd.DataFrame,
    words: StripWords,
    *,
    label: str,
    caption: str,
    alt: str,
    table: "Table",
    polarity: str = "informational",
    reference: float | None = None,
) -> Figure:
    """Draw every county of a region on one line.

    Parameters
    ----------
    counties : DataFrame
        One row a county: ``teryt``, ``name``, ``value``, ``value_text`` as printed, ``state``, and
        ``highlighted`` (bool), whether the dot is filled and named.
    words : StripWords
        The words around it.
    label, caption, alt, table
        As in `Figure`.
    polarity : str
        ``"destimulant"`` turns the axis round, so that right is better; worse and better are written
        only for ``"stimulant"`` and ``"destimulant"``.
    reference : float, optional
        A value to mark, such as the median or the country.

    Returns
    -------
    Figure
        Equal values are stacked, never drawn over one another. Counties without a number are named
        underneath.

    Raises
    ------
    PesError
        If a column is missing, a county contradicts itself, or there is no number.

    Examples
    --------
    >>> from pes_analysis.present.language import Language
    >>> from pes_analysis.present.table import Table
    >>> table = Table("dane", "Dane.", ("Powiat",), (("bocheński",),), "l", Language.PL)
    >>> counties = pd.DataFrame({"teryt": ["1201", "1261"], "name": ["bocheński", "Kraków"],
    ...     "value": [4.1, 2.0], "value_text": ["4,1%", "2,0%"], "state": "value",
    ...     "highlighted": [True, False]})
    >>> words = StripWords("% bezrobotnych", "gorzej", "lepiej", "", "Bez danych:",
    ...                    lambda value, decimals: f"{value:.{decimals}f}")
    >>> figure = dot_strip(counties, words, label="pasek", caption="Bezrobocie.", alt="Dwa powiaty.",
    ...                    table=table, polarity="destimulant")
    >>> figure.svg.count(">bocheński 4,1%</text>")  # once in each layout
    2
    """
    dots: list[_Dot] = []
    without: list[str] = []
    for row in records(counties, COLUMNS, label):
        name, value = words_of(row, "name"), number_of(row, "value")
        if not state_of(row, label, name).is_number:
            without.append(name)
        elif not math.isfinite(value):
            raise wrong_input(
                label, name, "jest stan, a nie ma liczby. Popraw dane", "there is a state but no number"
            )
        else:
            dots.append(_Dot(name, value, words_of(row, "value_text"), bool(row["highlighted"])))
    if not dots:
        raise nothing_to_draw(label)
    dots.sort(key=lambda dot: (dot.value, dot.name))
    layouts = [_layout(dots, without, words, width, polarity, reference) for width in (_WIDE, _NARROW)]
    return compose(label, *layouts, caption=caption, alt=alt, table=table)


def _layout(
    dots: Sequence[_Dot],
    without: Sequence[str],
    words: StripWords,
    width: int,
    polarity: str,
    reference: float | None,
) -> Layout:
    values = [dot.value for dot in dots] + ([reference] if reference is not None else [])
    ticks = nice_ticks(min(values), max(values), 6 if width == _WIDE else 4)
    ends = (width - 22.0, 22.0) if polarity == "destimulant" else (22.0, width - 22.0)
    axis = Scale(ticks[0], ticks[-1], *ends)
    across = [axis.position(dot.value) for dot in dots]
    placed = [_Placed(*each) for each in zip(dots, across, swarm(across, _STEP), strict=True)]
    named, name_levels = _names(placed, width)
    oriented = polarity in ("stimulant", "destimulant")
    y = 26.0 if oriented else 4.0
    parts: list[Drawing] = []
    if oriented:
        parts.append(direction(2, width - 2, 16, words.worse, words.better, 13))
    y += name_levels * (_NAME_SIZE * 1.35)
    highest = max(dot.rise for dot in placed) + _RADIUS
    lowest = max(-dot.rise for dot in placed) + _RADIUS
    middle = y + 20 + highest
    bottom = middle + lowest + 8
    parts += _axis(axis, ticks, words.tick, middle - highest - 2, bottom)
    if reference is not None:
        at = axis.position(reference)
        parts.append(line(at, middle - highest - 6, at, bottom, INK, 1.5))
    parts += _leaders(named, y, middle, middle - highest - 3)
    parts += [_dot(dot, middle) for dot in placed]
    parts += [
        text(
            name.x, name.baseline(y), name.words, _NAME_SIZE, anchor="middle",
            fill=ACCENT, bold=True, halo=PAPER,
        )
        for name in named
    ]  # fmt: skip
    under = [words.measure]
    if reference is not None and words.reference:
        under.append(words.reference)
    if without:
        under.append(f"{words.without} {', '.join(without)}")
    y = bottom + 26
    for sentence in under:
        lines = wrap(sentence, width, _AXIS_SIZE, lines=4)
        parts.append(paragraph(lines, 0, y + _AXIS_SIZE, _AXIS_SIZE, fill=GREY))
        y += len(lines) * _AXIS_SIZE * 1.25 + 3
    return Layout(width, y + 3, join(parts))


def _names(placed: Sequence[_Placed], width: int) -> tuple[list[_Name], int]:
    """Set the names of highlighted dots side by side, in as many lines as their width asks for."""
    named = sorted((dot for dot in placed if dot.dot.highlighted), key=lambda dot: dot.x)
    shortened = [wrap(dot.dot.name, width / 2, _NAME_SIZE, lines=1, bold=True)[0] for dot in named]
    said = [f"{name} {dot.dot.value_text}".strip() for name, dot in zip(shortened, named, strict=True)]
    rooms = [text_width(words, _NAME_SIZE, bold=True) + 12 for words in said]
    lines = math.ceil(sum(rooms) / width)
    names: list[_Name] = []
    for level in range(lines):
        here = range(level, len(named), lines)
        middles = spread_apart([named[at].x for at in here], [rooms[at] for at in here], -6, width + 6)
        names += [_Name(named[at], said[at], middle, level) for at, middle in zip(here, middles, strict=True)]
    return names, lines


def _axis(axis: Scale, ticks: Sequence[float], tick: FormatTick, top: float, bottom: float) -> list[Drawing]:
    decimals = decimals_needed(ticks)
    parts = [line(min(axis.start, axis.end), bottom, max(axis.start, axis.end), bottom, LINE)]
    for value in ticks:
        x = axis.position(value)
        parts.append(line(x, top, x, bottom, RULE))
        parts.append(line(x, bottom, x, bottom + 5, LINE))
        parts.append(text(x, bottom + 19, tick(value, decimals), _AXIS_SIZE, anchor="middle", fill=GREY))
    return parts


def _leaders(names: Sequence[_Name], floor: float, middle: float, swarm_top: float) -> list[Drawing]:
    """Lead from each dot straight up out of the swarm, then to its name."""
    drawn: list[Drawing] = []
    for name in names:
        x, y = number(name.placed.x), number(middle - name.placed.rise)
        end = f"{number(name.x)},{number(name.baseline(floor) + 4)}"
        drawn.append(path(f"M{x},{y}L{x},{number(swarm_top)}L{end}", stroke=ACCENT))
    return drawn


def _dot(placed: _Placed, middle: float) -> Drawing:
    title = element("title", content(_said(placed.dot)))
    colour, outline = (ACCENT, PAPER) if placed.dot.highlighted else (PAPER, LINE)
    radius = _RADIUS + 1 if placed.dot.highlighted else _RADIUS - 0.75
    shape = circle(placed.x, middle - placed.rise, radius, colour, outline, 1.5)
    return element("g", title, shape)


def _said(dot: _Dot) -> str:
    return f"{dot.name} {dot.value_text}".strip()
