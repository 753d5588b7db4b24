"""The plot inside trend charts: lines that stop where data stop, the middle half, breaks, axes."""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pes_analysis.present.chart_input import number_of, words_of, wrong_input
from pes_analysis.present.lettering import text_width
from pes_analysis.present.marks import Glyph
from pes_analysis.present.palette import ACCENT, GREY, INK, LINE, PAPER, RULE
from pes_analysis.present.scales import Scale, decimals_needed, nice_ticks, thinned_years
from pes_analysis.present.svg import Drawing, circle, join, line, number, path, rectangle, text

BAND = "#c9d3d3"  # a tint: its edges carry no meaning that the median's line does not carry
DASH = "6 4"
AXIS_SIZE = 12.5

FormatTick = Callable[[float, int], str]
"""Writes a number of an axis: the number and how many decimals the axis needs."""


@dataclass(frozen=True)
class TrendWords:
    """The words of a trend chart, in the language of the page.

    Attributes
    ----------
    unit, median, middle_half : str
        Names of the unit's line, of the group's median, of the group's middle half.
    country : str
        Name of the country's line.
    measure : str
        What the vertical axis measures, with its unit.
    no_data : str
        Said instead of an empty panel.
    tick : FormatTick
        Writes the numbers of the axis.
    """

    unit: str
    median: str
    middle_half: str
    country: str
    measure: str
    no_data: str
    tick: FormatTick


@dataclass(frozen=True)
class Point:
    """One year of a trend; NaN where there is no number."""

    value: float
    q1: float
    median: float
    q3: float
    country: float
    value_text: str


@dataclass(frozen=True)
class Trend:
    """Years of one indicator, gaps included, and the years from which a new series runs."""

    points: dict[int, Point]
    breaks: tuple[int, ...] = ()

    def last_value(self) -> tuple[int, Point] | None:
        """Return the unit's last year with a number, and what is known of it."""
        known = [year for year, point in self.points.items() if math.isfinite(point.value)]
        return (max(known), self.points[max(known)]) if known else None

    def numbers(self) -> Iterator[float]:
        """Return every number that will be drawn."""
        for point in self.points.values():
            for value in (point.value, point.q1, point.median, point.q3, point.country):
                if math.isfinite(value):
                    yield value


@dataclass(frozen=True)
class Box:
    """The rectangle between the axes."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Axes:
    """Scales of a plot and what is printed along them."""

    x: Scale
    y: Scale
    ticks: tuple[float, ...]
    tick_texts: tuple[str, ...]
    years: tuple[int, ...]


def read_trend(rows: Iterable[dict[str, Any]], breaks: Sequence[int], chart: str) -> Trend:
    """Read rows into a trend; a year given twice is an error.

    Examples
    --------
    >>> row = {"year": 2024, "value": 5.1, "q1": 4, "median": 5, "q3": 6, "value_text": "5,1%"}
    >>> read_trend([row], [], "bezrobocie").last_value()[0]
    2024
    """
    points: dict[int, Point] = {}
    for row in rows:
        year = int(row["year"])
        if year in points:
            raise wrong_input(chart, str(year), "ten rok jest podany dwa razy", "this year is given twice")
        columns = ("value", "q1", "median", "q3", "country")
        numbers = {column: number_of(row, column) if column in row else math.nan for column in columns}
        points[year] = Point(**numbers, value_text=words_of(row, "value_text"))
    return Trend(dict(sorted(points.items())), tuple(sorted(breaks)))


def runs(trend: Trend, *names: str) -> list[list[int]]:
    """Years that may be joined by a line: all numbers there, no year left out, no break between.

    Examples
    --------
    >>> rows = [{"year": year, "value": 1, "q1": 1, "median": 1, "q3": 1, "value_text": ""}
    ...         for year in (2015, 2016, 2018, 2019)]
    >>> runs(read_trend(rows, [2019], "x"), "value")
    [[2015, 2016], [2018], [2019]]
    """
    found: list[list[int]] = []
    for year, point in trend.points.items():
        if not all(math.isfinite(getattr(point, name)) for name in names):
            continue
        if found and found[-1][-1] == year - 1 and year not in trend.breaks:
            found[-1].append(year)
        else:
            found.append([year])
    return found


def value_range(trend: Trend, from_zero: bool, count: int) -> tuple[float, ...]:
    """Ticks that cover every number of a trend, from zero unless told otherwise."""
    numbers = list(trend.numbers())
    low, high = min(numbers), max(numbers)
    if from_zero:
        low, high = min(low, 0.0), max(high, 0.0)
    return nice_ticks(low, high, count)


def tick_texts(ticks: Sequence[float], tick: FormatTick) -> tuple[str, ...]:
    """Write the numbers of an axis with the decimals they need."""
    decimals = decimals_needed(ticks)
    return tuple(tick(value, decimals) for value in ticks)


def axes(
    box: Box, years: tuple[int, int], ticks: Sequence[float], texts: Sequence[str], year_room: float = 46
) -> Axes:
    """Lay the axes along a box."""
    inset = 17.0  # half of a printed year
    x = Scale(years[0], years[1], box.left + inset, box.right - inset)
    fitting = int((x.end - x.start) // year_room) + 1
    y = Scale(ticks[0], ticks[-1], box.bottom, box.top)
    return Axes(x, y, tuple(ticks), tuple(texts), thinned_years(years[0], years[1], fitting))


def tick_room(texts: Sequence[str]) -> float:
    """Room the numbers of a vertical axis take, with the gap to the plot."""
    return max(text_width(words, AXIS_SIZE) for words in texts) + 8


def plot(trend: Trend, box: Box, axes: Axes) -> Drawing:
    """Draw a trend in its box: grid, band, lines, breaks, the last value's dot."""
    parts = [*_grid(box, axes), *_breaks(trend, box, axes), *_band(trend, axes)]
    parts += _lines(trend, "country", axes, INK, 1.5, DASH)
    parts += _lines(trend, "median", axes, GREY, 1.75)
    parts += _lines(trend, "value", axes, PAPER, 5.5)
    parts += _lines(trend, "value", axes, ACCENT, 3)
    last = trend.last_value()
    if last:
        parts.append(circle(axes.x.position(last[0]), axes.y.position(last[1].value), 5, ACCENT, PAPER, 1.5))
    return join(parts)


def last_value_label(trend: Trend, box: Box, axes: Axes, size: float) -> Drawing:
    """Write the last value over or under its dot: clear of the unit's line, where other lines leave room."""
    last = trend.last_value()
    if last is None:
        return Drawing("")
    year, point = last
    half = text_width(point.value_text, size, bold=True) / 2
    x = min(axes.x.position(year), box.right - half)
    step = abs(axes.x.position(year) - axes.x.position(year - 1))
    beside = [at for at in trend.points if x - half - step < axes.x.position(at) < x + half + step]

    def heights(name: str) -> list[float]:
        values = (float(getattr(trend.points[at], name)) for at in beside)
        return [axes.y.position(value) for value in values if math.isfinite(value)]

    own = heights("value")
    others = heights("median") + heights("country")
    over, under = min(own) - 10, max(own) + size + 7

    def cost(baseline: float) -> float:
        crossed = sum(baseline - size < y < baseline + 4 for y in others)
        outside = max(box.top - 10 - (baseline - size), 0) + max(baseline + 4 - box.bottom, 0)
        return abs(baseline - axes.y.position(point.value)) + 12 * crossed + 8 * outside

    baseline = min((over, under), key=cost)
    return text(x, baseline, point.value_text, size, anchor="middle", fill=ACCENT, bold=True, halo=PAPER)


def key_items(trends: Sequence[Trend], words: TrendWords) -> list[tuple[Glyph, str]]:
    """Signs of the lines that are drawn, with their names."""
    items: list[tuple[Glyph, str]] = []
    for name, glyph, meaning in (
        ("value", unit_glyph, words.unit),
        ("median", median_glyph, words.median),
        ("q1", band_glyph, words.middle_half),
        ("country", country_glyph, words.country),
    ):
        if any(runs(trend, name) for trend in trends):
            items.append((glyph, meaning))
    return items


def unit_glyph(x: float, y: float) -> Drawing:
    """Sign of the unit's line."""
    return join([line(x, y, x + 22, y, ACCENT, 3), circle(x + 11, y, 4.5, ACCENT, PAPER, 1.5)])


def median_glyph(x: float, y: float) -> Drawing:
    """Sign of the median's line."""
    return line(x, y, x + 22, y, GREY, 1.75)


def band_glyph(x: float, y: float) -> Drawing:
    """Sign of the middle half."""
    return rectangle(x, y - 5, 22, 10, BAND)


def country_glyph(x: float, y: float) -> Drawing:
    """Sign of the country's line."""
    return line(x, y, x + 22, y, INK, 1.5, DASH)


def break_letter(index: int) -> str:
    """Name the first break A, the second B.

    Examples
    --------
    >>> break_letter(0), break_letter(1)
    ('A', 'B')
    """
    return chr(ord("A") + index % 26)


def _grid(box: Box, axes: Axes) -> list[Drawing]:
    parts: list[Drawing] = []
    for value, words in zip(axes.ticks, axes.tick_texts, strict=True):
        y = axes.y.position(value)
        # The line things are measured from stands out: zero, or the bottom when zero is not there.
        is_base = value == (0 if 0 in axes.ticks else axes.ticks[0])
        parts.append(line(box.left, y, box.right, y, LINE if is_base else RULE))
        parts.append(text(box.left - 8, y + 4.4, words, AXIS_SIZE, anchor="end", fill=GREY))
    for year in axes.years:
        x = axes.x.position(year)
        parts.append(line(x, box.bottom, x, box.bottom + 5, LINE))
        parts.append(text(x, box.bottom + 19, str(year), AXIS_SIZE, anchor="middle", fill=GREY))
    return parts


def _breaks(trend: Trend, box: Box, axes: Axes) -> list[Drawing]:
    parts: list[Drawing] = []
    for index, year in enumerate(trend.breaks):
        x = axes.x.position(year - 0.5)
        parts.append(line(x, box.top, x, box.bottom, LINE, 1.5, "2 3"))
        parts.append(
            text(x, box.top - 5, break_letter(index), AXIS_SIZE, anchor="middle", fill=GREY, bold=True)
        )
    return parts


def _band(trend: Trend, axes: Axes) -> list[Drawing]:
    parts: list[Drawing] = []
    for years in runs(trend, "q1", "q3"):
        if len(years) == 1:
            x, point = axes.x.position(years[0]), trend.points[years[0]]
            top, bottom = axes.y.position(point.q3), axes.y.position(point.q1)
            parts.append(rectangle(x - 5, top, 10, max(bottom - top, 1), BAND))
            continue
        upper = [(year, trend.points[year].q3) for year in years]
        lower = [(year, trend.points[year].q1) for year in reversed(years)]
        parts.append(path(_through(upper + lower, axes) + "z", fill=BAND))
    return parts


def _lines(
    trend: Trend, name: str, axes: Axes, colour: str, width: float, dash: str | None = None
) -> list[Drawing]:
    parts: list[Drawing] = []
    for years in runs(trend, name):
        values = [(year, float(getattr(trend.points[year], name))) for year in years]
        if len(values) == 1:
            x, y = axes.x.position(values[0][0]), axes.y.position(values[0][1])
            alone = (
                circle(x, y, width + 0.5, colour)
                if name == "value"
                else line(x - 5, y, x + 5, y, colour, width)
            )
            parts.append(alone)
        else:
            parts.append(path(_through(values, axes), stroke=colour, width=width, dash=dash))
    return parts


def _through(values: Sequence[tuple[int, float]], axes: Axes) -> str:
    return "M" + "L".join(
        f"{number(axes.x.position(year))},{number(axes.y.position(value))}" for year, value in values
    )
