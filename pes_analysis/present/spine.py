"""The spine chart: one row an indicator, the unit as a dot on its group's range, right is better."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from pes_analysis.present.chart_input import (
    all_finite,
    nothing_to_draw,
    number_of,
    records,
    state_of,
    words_of,
    wrong_input,
)
from pes_analysis.present.figure import Figure, Layout, compose
from pes_analysis.present.lettering import text_width, wrap
from pes_analysis.present.marks import MARKS, Glyph, direction, dot, key, paragraph, sign
from pes_analysis.present.palette import GREY, INK, LINE, MIDDLE, RANGE, RULE
from pes_analysis.present.scales import Scale
from pes_analysis.present.svg import Drawing, join, line, rectangle, text

if TYPE_CHECKING:
    from pes_analysis.present.table import Table

COLUMNS = (
    "label", "minimum", "q1", "median", "q3", "maximum", "value", "polarity", "mark",
    "value_text", "year_text", "state", "reason",
)  # fmt: skip

_WIDE, _NARROW = 700, 360
_LABEL_SIZE, _VALUE_SIZE, _SMALL = 14.0, 14.0, 12.5
_LEADING = 1.25
_HEADER = 34


@dataclass(frozen=True)
class SpineWords:
    """The words of a spine chart, in the language of the page.

    Attributes
    ----------
    worse, better : str
        Said once over the rows.
    value, year : str
        Heads of the two text columns.
    range, middle_half, median : str
        What the three parts of the bar are.
    better_quarter, middle, worse_quarter : str
        What ▲, ■ and ▼ mean.
    """

    worse: str
    better: str
    value: str
    year: str
    range: str
    middle_half: str
    median: str
    better_quarter: str
    middle: str
    worse_quarter: str


@dataclass(frozen=True)
class _Row:
    label: str
    group: tuple[float, float, float, float, float]
    value: float
    flipped: bool
    mark: str
    value_text: str
    year_text: str
    gap: str  # why there is no number; empty when there is one


@dataclass(frozen=True)
class _Columns:
    """Where the parts of a row stand."""

    label_width: float
    bar: tuple[float, float]
    sign: float
    value_end: float
    year_end: float


def spine_chart(
    rows: pd.DataFrame,
    words: SpineWords,
    *,
    label: str,
    caption: str,
    alt: str,
    table: "Table",
) -> Figure:
    """Draw a unit beside its group, indicator by indicator.

    Parameters
    ----------
    rows : DataFrame
        One row an indicator, in the order to be drawn: ``label``; of the group ``minimum``, ``q1``,
        ``median``, ``q3``, ``maximum``; of the unit ``value``; ``polarity`` ("stimulant" or
        "destimulant": the axis of a destimulant runs backwards, so that right is always better);
        ``mark`` ("better", "middle", "worse", "none"); ``value_text`` and ``year_text`` as printed;
        ``state`` of the value and ``reason`` when there is no number.
    words : SpineWords
        The words around it.
    label, caption, alt, table
        As in `Figure`.

    Returns
    -------
    Figure
        Each row has its own axis, linear from the lowest to the highest value, the unit's included.

    Raises
    ------
    PesError
        If a column is missing, a row contradicts itself, an indicator has no better side, or there is
        no number at all.

    Examples
    --------
    >>> from pes_analysis.present.language import Language
    >>> from pes_analysis.present.table import Table
    >>> table = Table("dane", "Dane.", ("Powiat",), (("bocheński",),), "l", Language.PL)
    >>> rows = pd.DataFrame({
    ...     "label": ["Stopa bezrobocia"], "minimum": [2.1], "q1": [3.4], "median": [4.6], "q3": [6.0],
    ...     "maximum": [11.2], "value": [3.0], "polarity": ["destimulant"], "mark": ["better"],
    ...     "value_text": ["3,0%"], "year_text": ["2024"], "state": ["value"], "reason": [""]})
    >>> words = SpineWords("gorzej", "lepiej", "wartość", "rok", "cała grupa", "środkowa połowa",
    ...                    "mediana", "w lepszej ćwiartce", "pośrodku", "w gorszej ćwiartce")
    >>> figure = spine_chart(rows, words, label="profil", caption="Profil.", alt="Mało bezrobotnych.",
    ...                      table=table)
    >>> figure.svg.count(">3,0%</text>")  # once in each layout
    2
    """
    read = [_row(record, label) for record in records(rows, COLUMNS, label)]
    drawn = [row for row in read if not row.gap]
    if not drawn:
        raise nothing_to_draw(label)
    value_width = max(text_width(row.value_text, _VALUE_SIZE, bold=True) for row in drawn)
    year_width = max(text_width(text_, _SMALL) for text_ in [words.year, *(row.year_text for row in drawn)])
    value_width = max(value_width, text_width(words.value, _SMALL))
    layouts = [
        _layout(read, words, width, _columns(width, value_width, year_width)) for width in (_WIDE, _NARROW)
    ]
    return compose(label, *layouts, caption=caption, alt=alt, table=table)


def _row(record: dict[str, object], chart: str) -> _Row:
    name = words_of(record, "label")
    state = state_of(record, chart, name)
    polarity, mark = record["polarity"], str(record["mark"])
    if polarity not in ("stimulant", "destimulant"):
        raise wrong_input(
            chart, name,
            f"polaryzacja „{polarity}” nie mówi, która strona jest lepsza. Pokaż ten wskaźnik paskiem kropek",
            f"polarity '{polarity}' does not say which side is better. Show this indicator as a dot strip",
        )  # fmt: skip
    group = tuple(number_of(record, column) for column in COLUMNS[1:6])
    value = number_of(record, "value")
    reason = words_of(record, "reason")
    if not state.is_number or not all_finite(group):
        symbol = state.symbol
        return _Row(name, (0, 0, 0, 0, 0), 0, False, "none", "", "", f"{symbol}  {reason}".strip() or ".")
    if not all_finite([value]) or list(group) != sorted(group):
        raise wrong_input(
            chart, name,
            "jest stan, a nie ma liczby, albo kwartyle nie rosną. Popraw dane",
            "there is a state but no number, or the quartiles do not ascend. Correct the data",
        )  # fmt: skip
    if mark not in MARKS:
        raise wrong_input(
            chart, name, f"nieznany znak „{mark}”; znane: {', '.join(MARKS)}",
            f"unknown mark '{mark}'; known: {', '.join(MARKS)}",
        )  # fmt: skip
    low, q1, median, q3, high = group
    return _Row(
        name, (low, q1, median, q3, high), value, polarity == "destimulant", mark,
        words_of(record, "value_text"), words_of(record, "year_text"), "",
    )  # fmt: skip


def _columns(width: int, value_width: float, year_width: float) -> _Columns:
    year_end = width - 1.0
    value_end = year_end - year_width - 12
    sign_at = value_end - value_width - 14
    bar_end = sign_at - 22
    if width == _NARROW:
        return _Columns(width, (8.0, bar_end), sign_at, value_end, year_end)
    bar_start = min(262.0, bar_end - 150)
    return _Columns(bar_start - 24, (bar_start, bar_end), sign_at, value_end, year_end)


def _layout(rows: list[_Row], words: SpineWords, width: int, columns: _Columns) -> Layout:
    left, right = columns.bar[0] - 8, columns.bar[1] + 8
    # Words too long for the bars get a line of their own over the whole width.
    long = (
        text_width(words.worse, 13, bold=True) + text_width(words.better, 13, bold=True) > right - left - 36
    )
    heads = 36.0 if long else 18.0
    parts = [
        direction(0 if long else left, width if long else right, 18, words.worse, words.better, 13),
        text(columns.value_end, heads, words.value, _SMALL, anchor="end", fill=GREY),
        text(columns.year_end, heads, words.year, _SMALL, anchor="end", fill=GREY),
    ]
    y = _HEADER + heads - 18
    for row in rows:
        drawing, height = _narrow_row(row, y, columns) if width == _NARROW else _wide_row(row, y, columns)
        parts += [line(0, y - 4, width, y - 4, RULE), drawing]
        y += height
    parts.append(line(0, y - 4, width, y - 4, RULE))
    explained, explained_height = key(_key_items(rows, words), 0, y + 2, width)
    return Layout(width, y + explained_height + 6, join([*parts, explained]))


def _wide_row(row: _Row, top: float, columns: _Columns) -> tuple[Drawing, float]:
    lines = wrap(row.label, columns.label_width, _LABEL_SIZE, lines=3)
    reason = _gap_lines(row, columns.year_end - columns.bar[0])
    height = max(36.0, max(len(lines), len(reason)) * _LABEL_SIZE * _LEADING + 9)
    middle = top - 4 + height / 2
    parts = [_centred(lines, 0, middle, _LABEL_SIZE, INK)]
    if row.gap:
        parts.append(_centred(reason, columns.bar[0], middle, _SMALL, GREY))
    else:
        parts.append(_bar_and_value(row, middle, columns))
    return join(parts), height


def _narrow_row(row: _Row, top: float, columns: _Columns) -> tuple[Drawing, float]:
    lines = wrap(row.label, columns.label_width, _LABEL_SIZE, lines=3)
    label_height = len(lines) * _LABEL_SIZE * _LEADING
    parts = [paragraph(lines, 0, top + _LABEL_SIZE, _LABEL_SIZE, leading=_LEADING)]
    if row.gap:
        reason = _gap_lines(row, columns.year_end)
        parts.append(paragraph(reason, 0, top + label_height + 15, _SMALL, leading=_LEADING, fill=GREY))
        return join(parts), label_height + len(reason) * _SMALL * _LEADING + 15
    parts.append(_bar_and_value(row, top + label_height + 15, columns))
    return join(parts), label_height + 36


def _bar_and_value(row: _Row, y: float, columns: _Columns) -> Drawing:
    left, right = columns.bar
    ends = (right, left) if row.flipped else (left, right)
    axis = Scale(min(row.group[0], row.value), max(row.group[4], row.value), *ends)
    low, q1, median, q3, high = (axis.position(value) for value in row.group)
    return join(
        [
            group_bar(low, q1, median, q3, high, y),
            dot(row.mark, axis.position(row.value), y),
            sign(row.mark, columns.sign, y),
            text(columns.value_end, y + 5, row.value_text, _VALUE_SIZE, anchor="end", bold=True),
            text(columns.year_end, y + 5, row.year_text, _SMALL, anchor="end", fill=GREY),
        ]
    )


def group_bar(low: float, q1: float, median: float, q3: float, high: float, y: float) -> Drawing:
    """Draw a group: its range light with marked ends, its middle half darker, its median as a line.

    Examples
    --------
    >>> group_bar(0, 10, 20, 30, 40, 9).count("<rect")
    2
    """
    left, right = min(low, high), max(low, high)
    first, last = min(q1, q3), max(q1, q3)
    return join(
        [
            rectangle(left, y - 4, max(right - left, 1), 8, RANGE),
            line(left, y - 5, left, y + 5, LINE, 1.5),
            line(right, y - 5, right, y + 5, LINE, 1.5),
            rectangle(first, y - 4, max(last - first, 1), 8, MIDDLE),
            line(median, y - 9, median, y + 9, INK, 2),
        ]
    )


def _key_items(rows: list[_Row], words: SpineWords) -> list[tuple[Glyph, str]]:
    items: list[tuple[Glyph, str]] = [
        (lambda x, y: join([rectangle(x, y - 4, 22, 8, RANGE), line(x, y - 5, x, y + 5, LINE, 1.5),
                            line(x + 22, y - 5, x + 22, y + 5, LINE, 1.5)]), words.range),
        (lambda x, y: rectangle(x, y - 4, 22, 8, MIDDLE), words.middle_half),
        (lambda x, y: line(x + 11, y - 8, x + 11, y + 8, INK, 2), words.median),
    ]  # fmt: skip
    meanings = {"better": words.better_quarter, "middle": words.middle, "worse": words.worse_quarter}
    shown = {row.mark for row in rows}
    return items + [(_pair(mark), meaning) for mark, meaning in meanings.items() if mark in shown]


def _pair(mark: str) -> Glyph:
    return lambda x, y: join([dot(mark, x + 5, y, 5.5), sign(mark, x + 18, y, 9)])


def _gap_lines(row: _Row, width: float) -> tuple[str, ...]:
    return wrap(row.gap, width, _SMALL) if row.gap else ("",)


def _centred(lines: tuple[str, ...], x: float, middle: float, size: float, fill: str) -> Drawing:
    first = middle - (len(lines) - 1) * size * _LEADING / 2 + size * 0.35
    return paragraph(lines, x, first, size, leading=_LEADING, fill=None if fill == INK else fill)
