"""Contribution bars: how one number becomes another, part by part; the parts add up exactly."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from pes_analysis.present.chart_input import Rows, number_of, records, words_of, wrong_input
from pes_analysis.present.figure import Figure, Layout, compose
from pes_analysis.present.lettering import text_width, wrap
from pes_analysis.present.marks import COLOURS, MARKS, Glyph, key, paragraph, sign
from pes_analysis.present.palette import INK, LINE, MIDDLE
from pes_analysis.present.scales import Scale
from pes_analysis.present.svg import Drawing, circle, join, line, rectangle, text

if TYPE_CHECKING:
    from pes_analysis.present.table import Table

COLUMNS = ("label", "contribution", "mark", "value_text")
MOST_ROWS = 14

_WIDE, _NARROW = 700, 360
_SIZE = 14.0
_LEADING = 1.25
_BAR = 14.0


@dataclass(frozen=True)
class End:
    """The number that the parts begin or end at: its name, the number and how it is printed."""

    name: str
    value: float
    value_text: str


@dataclass(frozen=True)
class ContributionWords:
    """What ▲ and ▼ mean, in the language of the page."""

    better: str
    worse: str


@dataclass(frozen=True)
class _Row:
    label: str
    before: float
    after: float
    mark: str
    value_text: str
    is_end: bool = False


def contribution_bars(
    rows: Rows,
    start: End,
    end: End,
    words: ContributionWords,
    *,
    label: str,
    caption: str,
    alt: str,
    table: "Table",
) -> Figure:
    """Draw the way from one number to another.

    Parameters
    ----------
    rows : Rows
        One row a part, at most 14, in the order to be drawn: ``label``; ``contribution``; ``mark``
        ("better", "worse", "middle" or "none": what the part does, not where its bar points);
        ``value_text`` as printed.
    start, end : End
        Where the parts begin and end.
    words : ContributionWords
        The words around it.
    label, caption, alt, table
        As in `Figure`.

    Returns
    -------
    Figure
        Each bar begins where the one above it ends; the axis does not start at zero.

    Raises
    ------
    PesError
        If a column is missing, a part is not a number, the parts do not add up, or there are more than 14.

    Examples
    --------
    >>> import pandas as pd
    >>> from pes_analysis.present.language import Language
    >>> from pes_analysis.present.table import Table
    >>> table = Table("dane", "Dane.", ("Wskaźnik",), (("Marża",),), "l", Language.PL)
    >>> rows = pd.DataFrame({"label": ["Marża", "Rotacja"], "contribution": [5.0, -1.5],
    ...     "mark": ["better", "worse"], "value_text": ["+5,0", "−1,5"]})
    >>> figure = contribution_bars(rows, End("Podobne", 58.0, "58,0"), End("Organizacja", 61.5, "61,5"),
    ...     ContributionWords("podnosi", "obniża"), label="z-czego", caption="Z czego.", alt="Marża +5,0.",
    ...     table=table)
    >>> figure.svg.count(">+5,0</text>")  # once in each layout
    2
    """
    read = records(rows, COLUMNS, label)
    if len(read) > MOST_ROWS:
        raise wrong_input(
            label, words_of(read[MOST_ROWS], "label"),
            f"części jest {len(read)}, a wykres mieści {MOST_ROWS}. Złącz najmniejsze",
            f"there are {len(read)} parts and the chart holds {MOST_ROWS}. Join the smallest",
        )  # fmt: skip
    drawn = _running(read, start, end, label)
    return compose(label, _wide(drawn, words), _narrow(drawn, words), caption=caption, alt=alt, table=table)


def _running(read: list[dict[str, object]], start: End, end: End, chart: str) -> list[_Row]:
    """Lay the parts one after another between the two ends."""
    parts = [number_of(record, "contribution") for record in read]
    known = ", ".join(MARKS)
    for record, part in zip(read, parts, strict=True):
        if not math.isfinite(part) or record["mark"] not in MARKS:
            raise wrong_input(
                chart, words_of(record, "label"),
                f"część nie jest liczbą albo ma nieznany znak; znane: {known}",
                f"the part is no number or has an unknown mark; known: {known}",
            )  # fmt: skip
    totals = list(accumulate(parts, initial=start.value))
    if not math.isclose(totals[-1], end.value, rel_tol=1e-9, abs_tol=1e-6):
        raise wrong_input(
            chart, end.name, f"części dają {totals[-1]:g}, a nie {end.value:g}. Popraw dane",
            f"the parts add up to {totals[-1]:g}, not to {end.value:g}. Correct the data",
        )  # fmt: skip
    return [
        _Row(start.name, start.value, start.value, "none", start.value_text, is_end=True),
        *(
            _Row(
                words_of(record, "label"), before, after, str(record["mark"]), words_of(record, "value_text")
            )
            for record, before, after in zip(read, totals, totals[1:], strict=False)
        ),
        _Row(end.name, end.value, end.value, "none", end.value_text, is_end=True),
    ]


def _wide(rows: list[_Row], words: ContributionWords) -> Layout:
    values = _value_width(rows)
    left, right = 250.0, _WIDE - values - 34
    axis = _axis(rows, left, right)
    parts: list[Drawing] = []
    y = 2.0
    middles = []
    for row in rows:
        lines = wrap(row.label, left - 20, _SIZE, lines=3, bold=row.is_end)
        height = max(32.0, len(lines) * _SIZE * _LEADING + 10)
        middles.append(y + height / 2)
        first = middles[-1] - (len(lines) - 1) * _SIZE * _LEADING / 2 + 5
        parts.append(paragraph(lines, 0, first, _SIZE, leading=_LEADING, bold=row.is_end))
        y += height
    parts += [_bar(row, axis, middle, _WIDE) for row, middle in zip(rows, middles, strict=True)]
    explained, key_height = key(_key_items(rows, words), 0, y + 4, _WIDE)
    return Layout(_WIDE, y + key_height + 8, join([_steps(rows, axis, middles), *parts, explained]))


def _narrow(rows: list[_Row], words: ContributionWords) -> Layout:
    axis = _axis(rows, 8.0, _NARROW - _value_width(rows) - 30)
    parts: list[Drawing] = []
    y = 0.0
    for row in rows:
        lines = wrap(row.label, _NARROW, _SIZE, lines=3, bold=row.is_end)
        parts.append(paragraph(lines, 0, y + _SIZE, _SIZE, leading=_LEADING, bold=row.is_end))
        y += len(lines) * _SIZE * _LEADING + 6
        parts.append(_bar(row, axis, y + _BAR / 2, _NARROW))
        y += _BAR + 14
    explained, key_height = key(_key_items(rows, words), 0, y, _NARROW)
    return Layout(_NARROW, y + key_height + 4, join([*parts, explained]))


def _value_width(rows: list[_Row]) -> float:
    return max(text_width(row.value_text, _SIZE, bold=True) for row in rows)


def _axis(rows: list[_Row], left: float, right: float) -> Scale:
    totals = [row.after for row in rows]
    return Scale(min(totals), max(totals), left, right)


def _bar(row: _Row, axis: Scale, y: float, width: float) -> Drawing:
    before, after = axis.position(row.before), axis.position(row.after)
    if row.is_end:
        shape = circle(after, y, 6, INK)
    else:
        colour = COLOURS[row.mark] if row.mark in ("better", "worse") else MIDDLE
        shape = rectangle(min(before, after), y - _BAR / 2, max(abs(after - before), 1.5), _BAR, colour)
    values = text(width, y + 5, row.value_text, _SIZE, anchor="end", bold=True)
    return join([shape, sign(row.mark, axis.end + 16, y), values])


def _steps(rows: list[_Row], axis: Scale, middles: Sequence[float]) -> Drawing:
    """Lead the eye from the end of each bar to the beginning of the next."""
    ends = [axis.position(row.after) for row in rows]
    return join(
        line(x, middle, x, below, LINE, 1, "2 3")
        for x, middle, below in zip(ends, middles, middles[1:], strict=False)
    )


def _key_items(rows: list[_Row], words: ContributionWords) -> list[tuple[Glyph, str]]:
    meanings = {"better": words.better, "worse": words.worse}
    shown = {row.mark for row in rows}
    return [(_pair(mark), meaning) for mark, meaning in meanings.items() if mark in shown]


def _pair(mark: str) -> Glyph:
    return lambda x, y: join([rectangle(x, y - 5, 10, 10, COLOURS[mark]), sign(mark, x + 17, y, 9)])
