"""Level and change: a dot a unit, to the right the better level, upwards the improvement."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from pes_analysis.present.chart_input import nothing_to_draw, number_of, records, words_of, wrong_input
from pes_analysis.present.figure import Figure, Layout, compose
from pes_analysis.present.label_places import LabelPlace, Room, place_labels
from pes_analysis.present.lettering import text_width, wrap
from pes_analysis.present.marks import Glyph, key, paragraph
from pes_analysis.present.palette import ACCENT, BETTER, GREY, INK, LINE, PAPER, WORSE
from pes_analysis.present.plot_layout import plot_layout
from pes_analysis.present.scales import Scale, decimals_needed, nice_ticks
from pes_analysis.present.svg import Drawing, circle, join, line, text
from pes_analysis.present.trend_plot import FormatTick
from pes_analysis.present.unit_marks import (
    KEY_SIZE,
    MOST_UNITS,
    SIGN,
    SMALL_SIGN,
    seaborn_looks,
    unit_key,
    unit_mark,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from pes_analysis.present.table import Table

COLUMNS = ("unit", "level", "change", "labelled")

_WIDE, _NARROW = 700, 360
_HEIGHTS = {_WIDE: 340.0, _NARROW: 330.0}
_NAME_SIZE, _SMALL = 13.0, 12.5
_LEADING = 1.25
_DOT = 9.0


@dataclass(frozen=True)
class LevelWords:
    """The words of a chart of level and change, in the language of the page.

    Attributes
    ----------
    level, change : str
        What the two axes measure, with units and years.
    better_improving, worse_improving, better_worsening, worse_worsening : str
        What stands at the four corners.
    median : str
        What the upright line is, with its value; empty when there is none.
    dot : str
        What a dot without a label is.
    tick : FormatTick
        Writes the numbers of the axes.
    """

    level: str
    change: str
    better_improving: str
    worse_improving: str
    better_worsening: str
    worse_worsening: str
    median: str
    dot: str
    tick: FormatTick


@dataclass(frozen=True)
class _Dot:
    unit: str
    place: int
    level: float
    change: float
    labelled: bool


@dataclass(frozen=True)
class _Plot:
    """The axes of one layout and the box they stand in."""

    size: tuple[float, float]
    box: Room
    across: Scale
    up: Scale
    ticks: tuple[Sequence[float], Sequence[float]]

    def at(self, dot: _Dot) -> tuple[float, float]:
        return self.across.position(dot.level), self.up.position(dot.change)


def level_change(
    units: pd.DataFrame,
    words: LevelWords,
    *,
    label: str,
    caption: str,
    alt: str,
    table: "Table",
    lower_is_better: bool = False,
    median: float = math.nan,
) -> Figure:
    """Draw the level of units against its change.

    Parameters
    ----------
    units : DataFrame
        One row a unit, in the order of the comparison: ``unit`` (its name), ``level`` and ``change`` (NaN for
        a unit that cannot be drawn), ``labelled`` (bool). Up to ten units have shapes of their own with a
        letter, explained under the chart; more are dots alike. At most ten may be labelled.
    words : LevelWords
        The words around it.
    label, caption, alt, table
        As in `Figure`.
    lower_is_better : bool
        Turns both axes round.
    median : float
        Level to mark, such as the middle of the group; NaN for none.

    Returns
    -------
    Figure
        No label lies over another or over a dot.

    Raises
    ------
    PesError
        If a column is missing, more than ten units are labelled, or no unit has both numbers.

    Examples
    --------
    >>> from pes_analysis.present.language import Language
    >>> from pes_analysis.present.table import Table
    >>> table = Table("dane", "Dane.", ("CIS",), (("CIS-01",),), "l", Language.PL)
    >>> units = pd.DataFrame({"unit": ["CIS-01", "CIS-02"], "level": [61.0, 48.0], "change": [4.0, -2.5],
    ...                       "labelled": True})
    >>> words = LevelWords("punkty w 2024 r.", "zmiana od 2023 r.", "wyżej i w górę", "niżej i w górę",
    ...                    "wyżej i w dół", "niżej i w dół", "", "organizacja",
    ...                    lambda value, decimals: f"{value:.{decimals}f}")
    >>> figure = level_change(units, words, label="zmiana", caption="Zmiana.", alt="CIS-01: 61.", table=table)
    >>> figure.svg.count(">A CIS-01</text>")  # once in each layout
    2
    """
    rows = records(units, COLUMNS, label)
    dots = [
        _Dot(words_of(row, "unit"), place, *numbers, bool(row["labelled"]))
        for place, row in enumerate(rows)
        if all(map(math.isfinite, numbers := (number_of(row, "level"), number_of(row, "change"))))
    ]
    if not dots:
        raise nothing_to_draw(label)
    if sum(dot.labelled for dot in dots) > MOST_UNITS:
        raise wrong_input(
            label, dots[0].unit, f"podpisów jest więcej niż {MOST_UNITS}; zostaw te, które coś mówią",
            f"there are more than {MOST_UNITS} labels; keep those that tell something",
        )  # fmt: skip
    signed = len(rows) <= MOST_UNITS
    layouts = []
    for width in (_WIDE, _NARROW):
        plot = _axes(dots, words, width, median, lower_is_better)
        layouts.append(_layout(plot, dots, words, f"fig-{label}-{width}", median, signed))
    return compose(label, *layouts, caption=caption, alt=alt, table=table)


def _axes(dots: list[_Dot], words: LevelWords, width: int, median: float, turned: bool) -> _Plot:
    levels = [dot.level for dot in dots] + ([] if math.isnan(median) else [median])
    changes = [dot.change for dot in dots] + [0.0]
    ticks = (
        nice_ticks(min(levels), max(levels), 5 if width == _WIDE else 3),
        nice_ticks(min(changes), max(changes), 5),
    )
    left = max(text_width(written, _SMALL) for written in _written(ticks[1], words.tick)) + 10
    top = (len(_lines(words.change, width)) + _corner_lines(words, width)[0]) * _SMALL * _LEADING + 12
    box = Room(left, top, width - 14.0, top + _HEIGHTS[width])
    ends = (box.right - 16, box.left + 16) if turned else (box.left + 16, box.right - 16)
    across = Scale(ticks[0][0], ticks[0][-1], *ends)
    heights = (box.top + 14, box.bottom - 14) if turned else (box.bottom - 14, box.top + 14)
    up = Scale(ticks[1][0], ticks[1][-1], *heights)
    return _Plot((width, box.bottom), box, across, up, ticks)


def _layout(
    plot: _Plot, dots: list[_Dot], words: LevelWords, prefix: str, median: float, signed: bool
) -> Layout:
    box, width = plot.box, plot.size[0]
    corners = _corner_lines(words, width)
    y = box.bottom + corners[1] * _SMALL * _LEADING + 8
    decimals = (_written(plot.ticks[0], words.tick), _written(plot.ticks[1], words.tick))
    parts = [
        text(plot.across.position(tick), y + 13, written, _SMALL, anchor="middle", fill=GREY)
        for tick, written in zip(plot.ticks[0], decimals[0], strict=True)
    ]
    parts += [
        text(box.left - 6, plot.up.position(tick) + 4.5, written, _SMALL, anchor="end", fill=GREY)
        for tick, written in zip(plot.ticks[1], decimals[1], strict=True)
    ]
    under = _lines(words.level, width)
    parts.append(paragraph(_lines(words.change, width), 0, _SMALL, _SMALL, leading=_LEADING, fill=GREY))
    parts.append(paragraph(under, box.right, y + 32, _SMALL, leading=_LEADING, anchor="end", fill=GREY))
    parts += _corners(words, box, width)
    y += 32 + len(under) * _SMALL * _LEADING
    explained, key_height = key(_key_items(dots, words, width, signed), 0, y - 4, width, KEY_SIZE)
    size = (width, y + key_height + 4)

    def draw(axes: "Axes") -> None:
        _draw(axes, plot, dots, signed)
        _set_up(axes, plot, size, median)

    drawn = plot_layout(*size, prefix, draw).content
    return Layout(*size, join([drawn, *parts, explained, *_labels(plot, dots, signed)]))


def _draw(axes: "Axes", plot: _Plot, dots: list[_Dot], signed: bool) -> None:
    # Imported with the first comparison: it takes a second, and no other page draws with it.
    import seaborn as sns

    points = pd.DataFrame([(*plot.at(dot), str(dot.place)) for dot in dots], columns=["x", "y", "unit"])
    looks: dict[str, Any] = {"s": _DOT**2, "color": ACCENT, "edgecolor": PAPER, "linewidth": 1}
    if signed:
        looks = seaborn_looks(points["unit"], "unit", SMALL_SIGN / SIGN)
    sns.scatterplot(data=points, x="x", y="y", legend=False, zorder=4, clip_on=False, ax=axes, **looks)


def _set_up(axes: "Axes", plot: _Plot, size: tuple[float, float], median: float) -> None:
    """Put the axes where the rest of the layout expects them; they count in units of the drawing."""
    (width, height), box = size, plot.box
    axes.set_position(
        (box.left / width, 1 - box.bottom / height, (box.right - box.left) / width,
         (box.bottom - box.top) / height)
    )  # fmt: skip
    axes.set(xlabel="", ylabel="", xlim=(box.left, box.right), ylim=(box.bottom, box.top))
    axes.set_xticks([plot.across.position(tick) for tick in plot.ticks[0]], [""] * len(plot.ticks[0]))
    axes.set_yticks([plot.up.position(tick) for tick in plot.ticks[1]], [""] * len(plot.ticks[1]))
    axes.tick_params(length=0)
    axes.axhline(plot.up.position(0.0), color=LINE, linewidth=1.2)
    if not math.isnan(median):
        axes.axvline(plot.across.position(median), color=INK, linewidth=1.2, linestyle=(0, (3, 3)))


def _labels(plot: _Plot, dots: list[_Dot], signed: bool) -> list[Drawing]:
    """Name dots beside them; those in the thick of things first, since they have the least choice."""
    middle = [sum(ends) / len(dots) for ends in zip(*map(plot.at, dots), strict=True)]
    named = sorted((dot for dot in dots if dot.labelled), key=lambda dot: math.dist(plot.at(dot), middle))
    said = [_name(dot, plot.size[0] * 0.36, signed) for dot in named]
    radius = (SMALL_SIGN if signed else _DOT) / 2 + 3
    points = [plot.at(dot) for dot in named]
    others = [Room.around(plot.at(dot), radius) for dot in dots if not dot.labelled]
    sizes = [(text_width(words, _NAME_SIZE), _NAME_SIZE) for words in said]
    places = place_labels(points, sizes, radius, plot.box, others)
    return [
        drawing
        for point, words, place in zip(points, said, places, strict=True)
        if place is not None
        for drawing in _label(point, words, place, radius)
    ]


def _name(dot: _Dot, width: float, signed: bool) -> str:
    """Give the letter and the name; the letter alone when the name is too long, for the key has it."""
    if not signed:
        return wrap(dot.unit, width, _NAME_SIZE, lines=1)[0]
    letter = unit_mark(dot.place).letter
    whole = f"{letter} {dot.unit}"
    return whole if text_width(whole, _NAME_SIZE) <= width else letter


def _label(point: tuple[float, float], words: str, place: LabelPlace, radius: float) -> list[Drawing]:
    room, (x, y) = place.room, point
    written = text(room.left, room.bottom - 2.5, words, _NAME_SIZE, halo=PAPER)
    if not place.far:
        return [written]
    end_x, end_y = min(max(x, room.left), room.right), min(max(y, room.top), room.bottom)
    share = (radius - 2) / max(math.dist(point, (end_x, end_y)), radius)
    return [line(x + share * (end_x - x), y + share * (end_y - y), end_x, end_y, LINE), written]


def _corners(words: LevelWords, box: Room, width: float) -> list[Drawing]:
    """Say over and under the plot what its four corners mean, where no dot can be."""
    over, _ = _corner_lines(words, width)
    first = box.top - 5 - (over - 1) * _SMALL * _LEADING, box.bottom + 15
    room = (box.right - box.left) / 2 - 8
    corners = (
        (box.left, first[0], None, GREY, words.worse_improving),
        (box.right, first[0], "end", BETTER, words.better_improving),
        (box.left, first[1], None, WORSE, words.worse_worsening),
        (box.right, first[1], "end", GREY, words.better_worsening),
    )
    return [
        paragraph(
            wrap(said, room, _SMALL, lines=3), x, y, _SMALL, leading=_LEADING, anchor=anchor, fill=colour
        )
        for x, y, anchor, colour, said in corners
    ]


def _corner_lines(words: LevelWords, width: float) -> tuple[int, int]:
    room = (width - 60) / 2 - 8

    def most(*said: str) -> int:
        return max(len(wrap(one, room, _SMALL, lines=3)) for one in said)

    return most(words.worse_improving, words.better_improving), most(
        words.worse_worsening, words.better_worsening
    )


def _key_items(dots: list[_Dot], words: LevelWords, width: float, signed: bool) -> list[tuple[Glyph, str]]:
    items: list[tuple[Glyph, str]] = [(lambda x, y: circle(x + 11, y, _DOT / 2, ACCENT), words.dot)]
    if signed:
        items = unit_key({dot.place: dot.unit for dot in dots}, width)
    if words.median:
        items.append((lambda x, y: line(x + 11, y - 9, x + 11, y + 9, INK, 1.2, "3 3"), words.median))
    return items


def _lines(words: str, width: float) -> tuple[str, ...]:
    return wrap(words, width, _SMALL, lines=3)


def _written(ticks: Sequence[float], tick: FormatTick) -> list[str]:
    decimals = decimals_needed(ticks)
    return [tick(value, decimals) for value in ticks]
