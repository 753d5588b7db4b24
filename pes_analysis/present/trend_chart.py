"""The trend chart: one indicator over the years, the unit beside its group and the country."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from pes_analysis.present.chart_input import Rows, names_of, nothing_to_draw, records, words_of, wrong_input
from pes_analysis.present.figure import Figure, Layout, compose
from pes_analysis.present.lettering import text_width, wrap
from pes_analysis.present.marks import Glyph, key, paragraph
from pes_analysis.present.palette import ACCENT, GREY, INK
from pes_analysis.present.scales import spread_apart
from pes_analysis.present.svg import Drawing, join
from pes_analysis.present.trend_plot import (
    Axes,
    Box,
    Trend,
    TrendWords,
    axes,
    band_glyph,
    break_letter,
    country_glyph,
    key_items,
    last_value_label,
    median_glyph,
    plot,
    read_trend,
    runs,
    tick_room,
    tick_texts,
    unit_glyph,
    value_range,
)

if TYPE_CHECKING:
    from pes_analysis.present.table import Table

COLUMNS = ("year", "value", "q1", "median", "q3", "value_text")
BREAK_COLUMNS = ("year", "reason")

_WIDE, _NARROW = 700, 360
_NAME_SIZE, _NOTE_SIZE = 13.0, 12.5
_LEADING = 1.25
_NAME_ROOM = 150.0


def trend_chart(
    years: Rows,
    words: TrendWords,
    *,
    label: str,
    caption: str,
    alt: str,
    table: "Table",
    breaks: pd.DataFrame | None = None,
    from_zero: bool = True,
) -> Figure:
    """Draw one indicator over the years.

    Parameters
    ----------
    years : Rows
        One row a year: ``year``; ``value`` of the unit (NaN where there is none: the line stops, it is
        never drawn through); ``q1``, ``median``, ``q3`` of the group; ``value_text`` as printed;
        ``country``, optional, the figure for the whole country.
    words : TrendWords
        The words around it.
    label, caption, alt, table
        As in `Figure`.
    breaks : DataFrame, optional
        ``year`` from which a new series runs, and its ``reason`` as a sentence. Lines stop there.
    from_zero : bool
        Whether the vertical axis starts at zero, as it should for rates.

    Returns
    -------
    Figure
        The chart.

    Raises
    ------
    PesError
        If a column is missing, a year is given twice, there are fewer than two years, or the unit has
        no number.

    Examples
    --------
    >>> from pes_analysis.present.language import Language
    >>> from pes_analysis.present.table import Table
    >>> table = Table("dane", "Dane.", ("Powiat",), (("bocheński",),), "l", Language.PL)
    >>> years = pd.DataFrame({"year": [2023, 2024], "value": [5.0, 4.5], "q1": [4.0, 4.0],
    ...     "median": [5.0, 5.0], "q3": [6.0, 6.0], "value_text": ["5,0%", "4,5%"]})
    >>> words = TrendWords("powiat bocheński", "mediana", "środkowa połowa", "Polska", "% bezrobotnych",
    ...                    "brak danych", lambda value, decimals: f"{value:.{decimals}f}")
    >>> figure = trend_chart(years, words, label="trend", caption="Bezrobocie.", alt="Spada.", table=table)
    >>> figure.svg.count(">4,5%</text>")  # once in each layout
    2
    """
    columns = (*COLUMNS, "country") if "country" in names_of(years) else COLUMNS
    rows = records(years, columns, label)
    noted = records(breaks, BREAK_COLUMNS, label) if breaks is not None and not breaks.empty else []
    span = min(row["year"] for row in rows), max(row["year"] for row in rows)
    noted = sorted(
        (note for note in noted if span[0] < note["year"] <= span[1]), key=lambda note: int(note["year"])
    )
    trend = read_trend(rows, [int(note["year"]) for note in noted], label)
    if trend.last_value() is None:
        raise nothing_to_draw(label)
    if span[0] == span[1]:
        raise wrong_input(
            label, str(span[0]), "jeden rok to nie trend. Podaj liczbę w tekście",
            "one year is not a trend. Give the number in the text",
        )  # fmt: skip
    notes = [f"{break_letter(index)}  {words_of(note, 'reason')}" for index, note in enumerate(noted)]
    layouts = (_wide(trend, words, notes, from_zero), _narrow(trend, words, notes, from_zero))
    return compose(label, *layouts, caption=caption, alt=alt, table=table)


def _wide(trend: Trend, words: TrendWords, notes: Sequence[str], from_zero: bool) -> Layout:
    ticks = value_range(trend, from_zero, 5)
    texts = tick_texts(ticks, words.tick)
    names = _end_names(trend, words)
    name_room = max(
        text_width(words_, _NAME_SIZE, bold) for _, _, lines, _, bold in names for words_ in lines
    )
    heading = wrap(words.measure, _WIDE, _NOTE_SIZE)
    top = len(heading) * _NOTE_SIZE * _LEADING + (24 if trend.breaks else 12)
    box = Box(tick_room(texts), top, _WIDE - name_room - 42, top + 275)
    along = axes(box, _span(trend), ticks, texts)
    parts = [
        paragraph(heading, 0, _NOTE_SIZE, _NOTE_SIZE, leading=_LEADING, fill=GREY),
        plot(trend, box, along),
        _end_labels(names, box, along),
    ]
    return _with_notes(parts, notes, _WIDE, box.bottom + 27)


def _narrow(trend: Trend, words: TrendWords, notes: Sequence[str], from_zero: bool) -> Layout:
    ticks = value_range(trend, from_zero, 4)
    texts = tick_texts(ticks, words.tick)
    explained, key_height = key(key_items([trend], words), 0, 0, _NARROW, 13)
    heading = wrap(words.measure, _NARROW, _NOTE_SIZE)
    heading_top = key_height + 8
    top = heading_top + len(heading) * _NOTE_SIZE * _LEADING + (24 if trend.breaks else 12)
    box = Box(tick_room(texts), top, _NARROW - 2, top + 230)
    along = axes(box, _span(trend), ticks, texts)
    parts = [
        explained,
        paragraph(heading, 0, heading_top + _NOTE_SIZE, _NOTE_SIZE, leading=_LEADING, fill=GREY),
        plot(trend, box, along),
        last_value_label(trend, box, along, 15),
    ]
    return _with_notes(parts, notes, _NARROW, box.bottom + 27)


def _with_notes(parts: list[Drawing], notes: Sequence[str], width: int, y: float) -> Layout:
    for note in notes:
        lines = wrap(note, width, _NOTE_SIZE, lines=4)
        parts.append(paragraph(lines, 0, y + _NOTE_SIZE + 2, _NOTE_SIZE, leading=_LEADING, fill=GREY))
        y += len(lines) * _NOTE_SIZE * _LEADING + 4
    return Layout(width, y, join(parts))


_EndName = tuple[float, Glyph, tuple[str, ...], str, bool]


def _end_names(trend: Trend, words: TrendWords) -> list[_EndName]:
    """Name each line at its last value: value, sign, lines of text, colour, whether bold."""
    names: list[_EndName] = []
    last = trend.last_value()
    if last:
        year, point = last
        said = point.value_text if year == max(trend.points) else f"{point.value_text} ({year})"
        name = (*wrap(words.unit, _NAME_ROOM, _NAME_SIZE, bold=True), said)
        names.append((point.value, unit_glyph, name, ACCENT, True))
    for series, glyph, said, colour in (
        ("median", median_glyph, words.median, GREY),
        ("country", country_glyph, words.country, INK),
    ):
        known = runs(trend, series)
        if known:
            value = float(getattr(trend.points[known[-1][-1]], series))
            names.append((value, glyph, wrap(said, _NAME_ROOM, _NAME_SIZE), colour, False))
    known = runs(trend, "q1", "q3")
    if known:
        end = trend.points[known[-1][-1]]
        taken = [value for value, *_ in names]
        free = max((end.q1, end.q3), key=lambda edge: min(abs(edge - value) for value in taken))
        names.append((free, band_glyph, wrap(words.middle_half, _NAME_ROOM, _NAME_SIZE), GREY, False))
    return names


def _end_labels(names: Sequence[_EndName], box: Box, along: Axes) -> Drawing:
    heights = [len(lines) * _NAME_SIZE * _LEADING + 5 for _, _, lines, _, _ in names]
    wanted = [along.y.position(value) for value, *_ in names]
    middles = spread_apart(wanted, heights, box.top - 10, box.bottom + 22)
    parts: list[Drawing] = []
    for (_, glyph, lines, colour, bold), middle in zip(names, middles, strict=True):
        first = middle - (len(lines) - 1) * _NAME_SIZE * _LEADING / 2 + _NAME_SIZE * 0.35
        parts.append(glyph(box.right + 10, first - _NAME_SIZE * 0.35))
        parts.append(
            paragraph(lines, box.right + 39, first, _NAME_SIZE, leading=_LEADING, fill=colour, bold=bold)
        )
    return join(parts)


def _span(trend: Trend) -> tuple[int, int]:
    return min(trend.points), max(trend.points)
