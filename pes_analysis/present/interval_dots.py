"""Interval dots: values under one another on one axis, each with its interval and what it is set beside."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

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
from pes_analysis.present.lettering import text_width, wrap
from pes_analysis.present.marks import Glyph, direction, key, paragraph
from pes_analysis.present.palette import ACCENT, GREY, INK, LINE, PAPER, RULE
from pes_analysis.present.scales import Scale, decimals_needed
from pes_analysis.present.svg import Drawing, circle, join, line, text
from pes_analysis.present.trend_plot import FormatTick

if TYPE_CHECKING:
    from pes_analysis.present.table import Table

COLUMNS = ("name", "value", "lower", "upper", "value_text")
BESIDE, NOTE = "beside", "note"

_WIDE, _NARROW = 700, 360
_SIZE, _SMALL = 13.5, 12.5
_LEADING = 1.2
_RADIUS = 5.5


@dataclass(frozen=True)
class IntervalWords:
    """The words of interval dots, in the language of the page.

    Attributes
    ----------
    low, high : str
        What the ends of the axis mean.
    value, interval, reference : str
        What the dot, the line through it and the line across are; the last empty for none.
    tick : FormatTick
        Writes the numbers of the axis.
    beside : str
        What the short line of a row is, where rows have one of their own.
    """

    low: str
    high: str
    value: str
    interval: str
    reference: str
    tick: FormatTick
    beside: str = ""


@dataclass(frozen=True)
class _Row:
    name: str
    value: float
    lower: float
    upper: float
    value_text: str
    beside: float
    note: str


def interval_dots(
    rows: pd.DataFrame,
    words: IntervalWords,
    *,
    ends: tuple[float, float],
    label: str,
    caption: str,
    alt: str,
    table: "Table",
    reference: float | None = None,
) -> Figure:
    """Draw values with their intervals.

    Parameters
    ----------
    rows : DataFrame
        ``name, value, lower, upper, value_text`` (as printed); in the order of drawing. Rows without a
        value are left to the table. If wanted, ``beside`` (a value that this row alone is set beside, NaN
        for none) and ``note`` (a few words under the name).
    words : IntervalWords
    ends : (float, float)
        Of the axis.
    label, caption, alt, table
        As in `Figure`.
    reference : float, optional
        A value to mark in all rows.

    Returns
    -------
    Figure

    Raises
    ------
    PesError
        If a column is missing, a number lies beyond the axis, an interval does not hold its value, or there
        is no number.

    Examples
    --------
    >>> from pes_analysis.present.language import Language
    >>> from pes_analysis.present.table import Table
    >>> table = Table("dane", "Dane.", ("Obszar",), (("Finanse",),), "l", Language.PL)
    >>> rows = pd.DataFrame({"name": ["Finanse"], "value": [52.0], "lower": [41.0], "upper": [63.0],
    ...     "value_text": ["52"]})
    >>> words = IntervalWords("źle", "dobrze", "ocena", "przedział", "", lambda value, _: f"{value:.0f}")
    >>> figure = interval_dots(rows, words, ends=(0, 100), label="oceny", caption="Oceny.",
    ...                        alt="Finanse: 52.", table=table)
    >>> figure.narrow[0]
    360
    """
    columns = (*COLUMNS, *(one for one in (BESIDE, NOTE) if one in rows))
    drawn = [
        row for record in records(rows, columns, label) if (row := _row(record, ends, label)) is not None
    ]
    if not drawn:
        raise nothing_to_draw(label)
    layouts = [_layout(drawn, words, ends, reference, width) for width in (_WIDE, _NARROW)]
    return compose(label, *layouts, caption=caption, alt=alt, table=table)


def _row(record: dict[str, object], ends: tuple[float, float], label: str) -> _Row | None:
    name = words_of(record, "name")
    value, lower, upper = (number_of(record, column) for column in ("value", "lower", "upper"))
    if not all_finite([value]):
        return None
    if not all_finite([lower, upper]) or not ends[0] <= lower <= value <= upper <= ends[1]:
        raise wrong_input(
            label, name, "przedział nie zawiera wartości albo wychodzi poza oś",
            "the interval does not hold the value or lies beyond the axis",
        )  # fmt: skip
    beside = number_of(record, BESIDE) if BESIDE in record else float("nan")
    if all_finite([beside]) and not ends[0] <= beside <= ends[1]:
        raise wrong_input(
            label, name, "wartość obok wychodzi poza oś", "the value beside lies beyond the axis"
        )
    note = words_of(record, NOTE) if NOTE in record else ""
    return _Row(name, value, lower, upper, words_of(record, "value_text"), beside, note)


def _layout(
    rows: Sequence[_Row],
    words: IntervalWords,
    ends: tuple[float, float],
    reference: float | None,
    width: int,
) -> Layout:
    wide = width == _WIDE
    printed = max(text_width(row.value_text, _SIZE, bold=True) for row in rows)
    left, right = (236.0, width - printed - 14) if wide else (8.0, width - 8.0)
    axis = Scale(*ends, left, right)
    parts: list[Drawing] = [direction(left, right, 16, words.low, words.high, _SMALL)] if words.low else []
    y = 26.0
    top = y
    for row in rows:
        names = wrap(row.name, left - 20 if wide else width - printed - 16, _SIZE, lines=2)
        notes = wrap(row.note, left - 20 if wide else width, _SMALL, lines=3) if row.note else ()
        noted = len(notes) * _SMALL * _LEADING
        if wide:
            height = max(len(names) * _SIZE * _LEADING + noted, 16.0) + (14 if notes else 9)
            middle = y + height / 2
            first = middle + _SIZE * 0.36 - ((len(names) - 1) * _SIZE * _LEADING + noted) / 2
        else:
            height = len(names) * _SIZE * _LEADING + noted + 26
            middle, first = y + height - 12, y + _SIZE
        # Halfway between lines of the grid a reader's eye still finds the row.
        parts.append(line(left, middle, right, middle, RULE))
        parts.append(paragraph(names, 0, first, _SIZE, leading=_LEADING))
        below = first + len(names) * _SIZE * _LEADING
        if notes:
            parts.append(paragraph(notes, 0, below, _SMALL, leading=_LEADING, fill=GREY))
        at = middle + _SIZE * 0.36 if wide else first
        parts.append(text(width, at, row.value_text, _SIZE, anchor="end", bold=True))
        parts += _dot(row, axis, middle)
        y += height
    if reference is not None:
        at = axis.position(reference)
        parts.insert(0, line(at, top, at, y, INK, 1.5, "4 3"))
    y += 4
    ticks = (ends[0], (ends[0] + ends[1]) / 2, ends[1])
    decimals = decimals_needed(ticks)
    for value in ticks:
        x = axis.position(value)
        anchor = {ends[0]: None, ends[1]: "end"}.get(value, "middle")
        parts.append(text(x, y + _SMALL, words.tick(value, decimals), _SMALL, anchor=anchor, fill=GREY))
    shown = reference if words.reference else None
    has_beside = any(all_finite([row.beside]) for row in rows)
    drawn, height = key(_key_items(words, shown, beside=has_beside), 0, y + _SMALL + 8, width, _SMALL)
    return Layout(width, y + _SMALL + 12 + height, join([*parts, drawn]))


def _dot(row: _Row, axis: Scale, y: float) -> list[Drawing]:
    low, high, at = (axis.position(value) for value in (row.lower, row.upper, row.value))
    beside = [axis.position(row.beside)] if all_finite([row.beside]) else []
    return [
        line(low, y, high, y, LINE, 2.5),
        *(line(x, y - 4, x, y + 4, LINE, 1.5) for x in (low, high)),
        *(line(x, y - 9, x, y + 9, INK, 2) for x in beside),
        circle(at, y, _RADIUS, ACCENT, PAPER, 1.5),
    ]


def _key_items(
    words: IntervalWords, reference: float | None, *, beside: bool = False
) -> list[tuple[Glyph, str]]:
    items: list[tuple[Glyph, str]] = [
        (lambda x, y: circle(x + 11, y, _RADIUS, ACCENT, PAPER, 1.5), words.value),
        (lambda x, y: line(x, y, x + 22, y, LINE, 2.5), words.interval),
    ]
    if beside:
        items.append((lambda x, y: line(x + 11, y - 8, x + 11, y + 8, INK, 2), words.beside))
    if reference is not None:
        items.append((lambda x, y: line(x + 11, y - 8, x + 11, y + 8, INK, 1.5, "4 3"), words.reference))
    return items
