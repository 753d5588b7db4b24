"""Dots with quartiles: a row a measure, all on one axis; the group's quartiles, and each unit on them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pandas as pd

from pes_analysis.present.chart_input import (
    all_finite,
    nothing_to_draw,
    number_of,
    records,
    words_of,
    wrong_input,
)
from pes_analysis.present.figure import Figure, Layout, compose
from pes_analysis.present.lettering import wrap
from pes_analysis.present.marks import Glyph, direction, key, paragraph
from pes_analysis.present.palette import ACCENT, GREY, INK, LINE, PAPER, RANGE
from pes_analysis.present.plot_layout import plot_layout
from pes_analysis.present.scales import Scale, swarm
from pes_analysis.present.svg import Drawing, circle, join, line, number, path, text
from pes_analysis.present.unit_marks import KEY_SIZE, MOST_UNITS, SIGN, seaborn_looks, unit_key, unit_mark

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from pes_analysis.present.table import Table

ROW_COLUMNS = ("row", "minimum", "q1", "median", "q3", "maximum")
POINT_COLUMNS = ("row", "unit", "value")
FIVE = ROW_COLUMNS[1:]

_WIDE, _NARROW = 700, 360
_NAME_SIZE, _SMALL = 14.0, 12.5
_LEADING = 1.25
_BOX = 13.0
_DOT = 9.0
_TICKS = (0.0, 25.0, 50.0, 75.0, 100.0)


@dataclass(frozen=True)
class DotWords:
    """The words of dots with quartiles, in the language of the page.

    Attributes
    ----------
    axis : str
        What 0 and 100 mean.
    worse, better : str
        Written over the two ends of the axis.
    range, middle_half, median : str
        What the line, the box and the line across it are.
    dot : str
        What a dot is when the units have no signs of their own.
    reference : str
        What the dashed line is; empty for none.
    reference_at : float
        Where it stands.
    """

    axis: str
    worse: str
    better: str
    range: str
    middle_half: str
    median: str
    dot: str
    reference: str = ""
    reference_at: float = math.nan


@dataclass(frozen=True)
class _Row:
    name: str
    five: tuple[float, ...]  # minimum to maximum; empty where the group is too small
    points: tuple[tuple[int, float], ...]  # place of the unit and its value, rising


@dataclass(frozen=True)
class _Placed:
    """A row with its place in a layout, in drawing units."""

    row: _Row
    name: tuple[str, ...]
    first_baseline: float
    box: float  # middle of the box
    dots: tuple[tuple[int, float, float], ...]  # place of the unit, across, down
    top: float
    bottom: float


def quartile_dots(
    rows: pd.DataFrame,
    points: pd.DataFrame,
    units: Sequence[str],
    words: DotWords,
    *,
    label: str,
    caption: str,
    alt: str,
    table: "Table",
) -> Figure:
    """Draw units on the quartiles of their group, measure by measure.

    Parameters
    ----------
    rows : DataFrame
        One row a measure, in the order drawn: ``row`` (its name, unique) and ``minimum, q1, median, q3,
        maximum`` of the group, from 0 to 100; NaN where the group is too small to be described.
    points : DataFrame
        One row a unit and measure: ``row``, ``unit`` (one of ``units``), ``value`` (0 to 100; NaN for none).
    units : sequence of str
        Names in the order of the comparison. Up to ten have signs of their own with a letter, explained
        under the chart; more are dots alike.
    words : DotWords
        The words around it.
    label, caption, alt, table
        As in `Figure`.

    Returns
    -------
    Figure
        Right is better. Equal values are stacked, never drawn over one another.

    Raises
    ------
    PesError
        If a column is missing, a number is outside 0–100 or out of order, a point is of an unknown row or
        unit, or there is no number at all.

    Examples
    --------
    >>> from pes_analysis.present.language import Language
    >>> from pes_analysis.present.table import Table
    >>> table = Table("dane", "Dane.", ("Obszar",), (("Finanse",),), "l", Language.PL)
    >>> rows = pd.DataFrame({"row": ["Finanse"], "minimum": [20.0], "q1": [40.0], "median": [55.0],
    ...                      "q3": [70.0], "maximum": [90.0]})
    >>> points = pd.DataFrame({"row": "Finanse", "unit": ["CIS-01", "CIS-02"], "value": [35.0, 71.0]})
    >>> words = DotWords("punkty", "gorzej", "lepiej", "od najniższej do najwyższej", "środkowa połowa",
    ...                  "mediana", "organizacja")
    >>> figure = quartile_dots(rows, points, ["CIS-01", "CIS-02"], words, label="kropki",
    ...                        caption="Finanse.", alt="CIS-01: 35, CIS-02: 71.", table=table)
    >>> figure.svg.count(">A</text>")  # on the chart and in its key, in each layout
    4
    """
    read = _read(rows, points, units, label)
    layouts = [_layout(read, units, words, width, f"fig-{label}-{width}") for width in (_WIDE, _NARROW)]
    return compose(label, *layouts, caption=caption, alt=alt, table=table)


def _read(rows: pd.DataFrame, points: pd.DataFrame, units: Sequence[str], label: str) -> list[_Row]:
    places = {unit: place for place, unit in enumerate(units)}
    found: dict[str, list[tuple[int, float]]] = {
        words_of(row, "row"): [] for row in records(rows, ROW_COLUMNS, label)
    }
    for point in records(points, POINT_COLUMNS, label):
        name, unit, value = words_of(point, "row"), words_of(point, "unit"), number_of(point, "value")
        if name not in found or unit not in places:
            raise wrong_input(
                label, name, f"punkt „{unit}” nie ma wiersza albo nie należy do porównania",
                f"the point '{unit}' has no row or is not part of the comparison",
            )  # fmt: skip
        if not math.isnan(value):
            _check((value,), name, label)
            found[name].append((places[unit], value))
    if not any(found.values()):
        raise nothing_to_draw(label)
    read = []
    for row in records(rows, ROW_COLUMNS, label):
        name = words_of(row, "row")
        five = tuple(number_of(row, column) for column in FIVE)
        if all(map(math.isnan, five)):
            five = ()
        else:
            _check(five, name, label)
        read.append(_Row(name, five, tuple(sorted(found[name], key=lambda point: (point[1], point[0])))))
    return read


def _check(numbers: tuple[float, ...], row: str, label: str) -> None:
    if not all_finite(numbers) or list(numbers) != sorted(numbers) or numbers[0] < 0 or numbers[-1] > 100:
        raise wrong_input(
            label, row, "liczby nie leżą między 0 a 100 albo nie rosną od najmniejszej do największej",
            "the numbers are not within 0–100 or do not rise from minimum to maximum",
        )  # fmt: skip


def _layout(rows: list[_Row], units: Sequence[str], words: DotWords, width: int, prefix: str) -> Layout:
    wide = width == _WIDE
    step = SIGN if len(units) <= MOST_UNITS else _DOT + 1
    axis = Scale(0, 100, 218.0 if wide else 16.0, width - 16.0)
    heading, y = _heading(axis, words, width)
    placed: list[_Placed] = []
    for row in rows:
        placed.append(_place(row, axis, y, step, _WIDE if wide else _NARROW))
        y = placed[-1].bottom
    explained, key_height = key(_key_items(rows, units, words, width), 0, y + 10, width, KEY_SIZE)
    size = (width, y + key_height + 14)

    def draw(axes: "Axes") -> None:
        _draw(axes, placed, len(units))
        _set_up(axes, size, axis, (placed[0].top, y), words.reference_at)

    parts = [plot_layout(*size, prefix, draw).content, heading, explained]
    for one in placed:
        parts += [
            # On a phone the lines of the axis run behind the names.
            text(
                0,
                one.first_baseline + at * _NAME_SIZE * _LEADING,
                words,
                _NAME_SIZE,
                bold=not wide,
                halo=PAPER,
            )
            for at, words in enumerate(one.name)
        ]
        if len(units) <= MOST_UNITS:
            parts += [unit_mark(unit).written(x, down) for unit, x, down in one.dots]
    return Layout(*size, join(parts))


def _place(row: _Row, axis: Scale, top: float, step: float, width: int) -> _Placed:
    """Put the box at the foot of a row and the dots over it; the name beside them, on a phone over them."""
    wide = width == _WIDE
    name = wrap(row.name, axis.start - 30 if wide else width, _NAME_SIZE, lines=3, bold=not wide)
    name_height = len(name) * _NAME_SIZE * _LEADING
    across = [axis.position(value) for _, value in row.points]
    rises = swarm(across, step, upwards=True)
    dots_height = max(rises, default=0.0) + step
    start = top + (8 if wide else name_height + 8)
    slack = max(name_height - dots_height - _BOX - 3, 0.0) if wide else 0.0
    floor = start + slack / 2 + dots_height
    box = floor + 3 + _BOX / 2
    middle = (floor - dots_height + box + _BOX / 2) / 2
    first = middle - name_height / 2 + _NAME_SIZE * 0.9 if wide else top + 4 + _NAME_SIZE
    dots = tuple(
        (unit, x, floor - step / 2 - rise)
        for (unit, _), x, rise in zip(row.points, across, rises, strict=True)
    )
    return _Placed(row, name, first, box, dots, top, box + _BOX / 2 + slack / 2 + 8)


def _draw(axes: "Axes", rows: Sequence[_Placed], n_units: int) -> None:
    """Draw boxes and dots; heights are those of the drawing, values those of the axis."""
    # Imported with the first comparison: it takes a second, and no other page draws with it.
    import seaborn as sns

    five = pd.DataFrame([(one.box, value) for one in rows for value in one.row.five], columns=["y", "value"])
    if len(five):
        # Five numbers are their own quartiles, so the box is that of the group, whatever its size.
        middles = sorted(five["y"].unique())
        nearest = min((after - before for before, after in pairwise(middles)), default=1.0)
        sns.boxplot(
            data=five, x="value", y="y", orient="h", native_scale=True, width=_BOX / nearest,
            whis=(0, 100), saturation=1, color=RANGE, linecolor=LINE, linewidth=1.2, fliersize=0,
            medianprops={"color": INK, "linewidth": 3}, ax=axes,
        )  # fmt: skip
    dots = pd.DataFrame(
        [
            (value, down, str(unit))
            for one in rows
            for (unit, value), (_, _, down) in zip(one.row.points, one.dots, strict=True)
        ],
        columns=["value", "y", "unit"],
    )
    looks: dict[str, Any] = {"s": _DOT**2, "color": ACCENT, "edgecolor": PAPER, "linewidth": 1}
    if n_units <= MOST_UNITS:
        looks = seaborn_looks(dots["unit"], "unit")
    sns.scatterplot(data=dots, x="value", y="y", legend=False, zorder=4, clip_on=False, ax=axes, **looks)


def _set_up(
    axes: "Axes", size: tuple[float, float], axis: Scale, rows: tuple[float, float], reference: float
) -> None:
    """Put the axes where the rest of the layout expects them."""
    (width, height), (top, bottom) = size, rows
    place = (
        axis.start / width,
        1 - bottom / height,
        (axis.end - axis.start) / width,
        (bottom - top) / height,
    )
    axes.set_position(place)
    axes.set(xlabel="", ylabel="", xlim=(axis.low, axis.high), ylim=(bottom, top))
    axes.set_xticks(_TICKS, [""] * len(_TICKS))
    axes.set_yticks([])
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    if not math.isnan(reference):
        axes.axvline(reference, color=INK, linewidth=1.2, linestyle=(0, (3, 3)), zorder=1.5)


def _heading(axis: Scale, words: DotWords, width: int) -> tuple[Drawing, float]:
    """Say what the axis is, which side is better, and write its numbers."""
    lines = wrap(words.axis, width - axis.start, _SMALL)
    y = len(lines) * _SMALL * _LEADING
    ends = direction(axis.start, axis.end, y + 16, words.worse, words.better, _SMALL)
    numbers = (
        text(axis.position(tick), y + 36, f"{tick:.0f}", _SMALL, anchor="middle", fill=GREY)
        for tick in _TICKS
    )
    said = paragraph(lines, axis.start, _SMALL, _SMALL, leading=_LEADING, fill=GREY)
    return join([said, ends, *numbers]), y + 42


def _key_items(
    rows: list[_Row], units: Sequence[str], words: DotWords, width: float
) -> list[tuple[Glyph, str]]:
    items: list[tuple[Glyph, str]] = []
    if len(units) <= MOST_UNITS:
        items += unit_key(dict(enumerate(units)), width)
    else:
        items.append((lambda x, y: circle(x + 11, y, _DOT / 2, ACCENT), words.dot))
    if any(row.five for row in rows):
        items += [
            (lambda x, y: line(x, y, x + 22, y, LINE, 1.2), words.range),
            (
                lambda x, y: path(
                    f"M{number(x)},{number(y - 6)}h22v12h-22z", fill=RANGE, stroke=LINE, width=1.2
                ),
                words.middle_half,
            ),
            (lambda x, y: line(x + 11, y - 8, x + 11, y + 8, INK, 3), words.median),
        ]
    if words.reference:
        items.append((lambda x, y: line(x + 11, y - 9, x + 11, y + 9, INK, 1.2, "3 3"), words.reference))
    return items
