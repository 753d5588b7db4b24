"""Profile bars: scores from 0 to 100, each with its interval, the peers' median and the reference zone."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pes_analysis.present.chart_input import (
    Rows,
    all_finite,
    nothing_to_draw,
    number_of,
    records,
    state_of,
    words_of,
    wrong_input,
)
from pes_analysis.present.figure import Figure, Layout, compose
from pes_analysis.present.lettering import wrap
from pes_analysis.present.marks import MARKS, Glyph, key, paragraph, sign
from pes_analysis.present.palette import ACCENT, ACCENT_TINT, GREY, INK, LINE, PAPER, RULE
from pes_analysis.present.scales import Scale
from pes_analysis.present.svg import Drawing, join, line, rectangle, text

if TYPE_CHECKING:
    from pes_analysis.present.table import Table

COLUMNS = ("name", "score", "lower", "upper", "median", "mark", "score_text", "note", "state", "reason")
MOST_ROWS = 16

_WIDE, _NARROW = 700, 360
_NAME_SIZE, _SCORE_SIZE, _SMALL = 14.0, 14.0, 12.5
_LEADING = 1.25
_BAR = 14.0


@dataclass(frozen=True)
class ProfileWords:
    """The words of profile bars, in the language of the page.

    Attributes
    ----------
    axis : str
        Over the bars: what 0 and 100 mean.
    score, reference, interval, median : str
        What the bar, the shaded end, the whisker and the line across a bar are.
    reference_from : float or None
        Where the shaded end begins; None where no value is recommended.
    better, middle, worse : str
        What ▲, ■ and ▼ mean.
    """

    axis: str
    score: str
    reference: str
    interval: str
    median: str
    reference_from: float | None
    better: str
    middle: str
    worse: str


@dataclass(frozen=True)
class _Row:
    name: str
    score: float
    interval: tuple[float, float] | None
    median: float | None
    mark: str
    score_text: str
    note: str
    gap: str  # why there is no score; empty when there is one


def profile_bars(
    rows: Rows,
    words: ProfileWords,
    *,
    label: str,
    caption: str,
    alt: str,
    table: "Table",
) -> Figure:
    """Draw scores of one organisation under one another.

    Parameters
    ----------
    rows : Rows
        One row a score, at most 16: ``name``; ``score``, ``lower`` and ``upper`` (0–100; the bounds NaN
        without an interval); ``median`` (of the peers, NaN when not known); ``mark`` ("better",
        "middle", "worse", "none": the place among the peers); ``score_text`` and ``note`` as printed
        beside the bar; ``state`` and ``reason`` when there is no score.
    words : ProfileWords
        The words around it.
    label, caption, alt, table
        As in `Figure`.

    Returns
    -------
    Figure
        All bars stand on one axis from 0 to 100; its good end is shaded.

    Raises
    ------
    PesError
        If a column is missing, a number is outside 0–100, the interval does not hold the score, there
        are more than 16 rows or no score at all.

    Examples
    --------
    >>> import pandas as pd
    >>> from pes_analysis.present.language import Language
    >>> from pes_analysis.present.table import Table
    >>> table = Table("dane", "Dane.", ("Obszar",), (("Finanse",),), "l", Language.PL)
    >>> rows = pd.DataFrame({"name": ["Finanse"], "score": [71.0], "lower": [64.0], "upper": [77.0],
    ...     "median": [58.0], "mark": ["better"], "score_text": ["71"], "note": ["mediana podobnych 58"],
    ...     "state": ["value"], "reason": [""]})
    >>> words = ProfileWords("punkty od 0 do 100", "wynik", "od 70: dobrze", "przedział", "mediana podobnych",
    ...                      70, "lepiej", "podobnie", "gorzej")
    >>> figure = profile_bars(rows, words, label="profil", caption="Profil.", alt="Finanse: 71.", table=table)
    >>> figure.svg.count(">mediana podobnych 58</text>")  # once in each layout
    2
    """
    read = [_row(record, label) for record in records(rows, COLUMNS, label)]
    if all(row.gap for row in read):
        raise nothing_to_draw(label)
    if len(read) > MOST_ROWS:
        raise wrong_input(
            label, read[MOST_ROWS].name,
            f"wierszy jest {len(read)}, a wykres mieści {MOST_ROWS}. Podziel je na kilka wykresów",
            f"there are {len(read)} rows and the chart holds {MOST_ROWS}. Divide them into several charts",
        )  # fmt: skip
    return compose(label, _wide(read, words), _narrow(read, words), caption=caption, alt=alt, table=table)


def _row(record: dict[str, object], chart: str) -> _Row:
    name = words_of(record, "name")
    state = state_of(record, chart, name)
    if not state.is_number:
        why = f"{state.symbol}  {words_of(record, 'reason')}".strip()
        return _Row(name, 0, None, None, "none", "", "", why)
    score, median = number_of(record, "score"), number_of(record, "median")
    bounds = number_of(record, "lower"), number_of(record, "upper")
    interval = bounds if all_finite(bounds) else None
    shown = [score, *(interval or ()), *(() if math.isnan(median) else (median,))]
    if not all_finite(shown) or not all(0 <= number <= 100 for number in shown):
        raise wrong_input(
            chart, name, "wynik, przedział albo mediana nie leżą między 0 a 100",
            "the score, its interval or the median is not within 0–100",
        )  # fmt: skip
    if interval and not interval[0] <= score <= interval[1]:
        raise wrong_input(
            chart, name, "wynik leży poza swoim przedziałem", "the score lies outside its interval"
        )
    mark = str(record["mark"])
    if mark not in MARKS:
        raise wrong_input(
            chart, name, f"nieznany znak „{mark}”; znane: {', '.join(MARKS)}",
            f"unknown mark '{mark}'; known: {', '.join(MARKS)}",
        )  # fmt: skip
    return _Row(
        name, score, interval, None if math.isnan(median) else median, mark,
        words_of(record, "score_text"), words_of(record, "note"), "",
    )  # fmt: skip


def _wide(rows: list[_Row], words: ProfileWords) -> Layout:
    left, right = 202.0, 446.0
    axis = Scale(0, 100, left, right)
    heading, y = _heading(axis, words, _WIDE)
    parts = [heading]
    for row in rows:
        names = wrap(row.name, left - 18, _NAME_SIZE, lines=3)
        said = _said(row, _WIDE - (left if row.gap else right + 34))
        height = max(40.0, len(names) * _NAME_SIZE * _LEADING + 14, len(said) * _SMALL * _LEADING + 14)
        middle = y + height / 2
        parts.append(_centred(names, 0, middle, _NAME_SIZE))
        if row.gap:
            parts.append(_centred(said, left + 2, middle, _SMALL, GREY))
        else:
            parts += [
                _ground(axis, words.reference_from, y, y + height),
                _bar(row, axis, middle),
                _value(row, said, right + 16, middle),
            ]
        y += height
    explained, key_height = key(_key_items(rows, words), 0, y + 10, _WIDE)
    return Layout(_WIDE, y + key_height + 12, join([*parts, explained]))


def _narrow(rows: list[_Row], words: ProfileWords) -> Layout:
    axis = Scale(0, 100, 6, _NARROW - 6)
    heading, y = _heading(axis, words, _NARROW)
    parts = [heading]
    for row in rows:
        names = wrap(row.name, _NARROW, _NAME_SIZE, lines=3, bold=True)
        parts.append(paragraph(names, 0, y + _NAME_SIZE, _NAME_SIZE, leading=_LEADING, bold=True))
        y += len(names) * _NAME_SIZE * _LEADING + 2
        said = _said(row, _NARROW - (0 if row.gap else 18))
        first = y + _SMALL
        if row.gap:
            parts.append(paragraph(said, 0, first, _SMALL, leading=_LEADING, fill=GREY))
        else:
            at = 0.0 if row.mark == "none" else 18.0
            parts.append(sign(row.mark, 6, first - 4.5))
            parts.append(paragraph(said[:1], at, first, _SCORE_SIZE, bold=True))
            parts.append(
                paragraph(said[1:], at, first + _SMALL * _LEADING, _SMALL, leading=_LEADING, fill=GREY)
            )
        y += len(said) * _SMALL * _LEADING + 6
        if not row.gap:
            parts += [
                _ground(axis, words.reference_from, y, y + _BAR + 8),
                _bar(row, axis, y + _BAR / 2 + 4),
            ]
            y += _BAR + 8
        y += 16
    explained, key_height = key(_key_items(rows, words), 0, y, _NARROW)
    return Layout(_NARROW, y + key_height + 4, join([*parts, explained]))


def _said(row: _Row, width: float) -> tuple[str, ...]:
    if row.gap:
        return wrap(row.gap, width, _SMALL, lines=3)
    return (row.score_text, *(wrap(row.note, width, _SMALL, lines=2) if row.note else ()))


def _value(row: _Row, said: tuple[str, ...], x: float, middle: float) -> Drawing:
    """Write the score and its note; the sign of the place among the peers stands before them."""
    first = middle - (len(said) - 1) * _SMALL * _LEADING / 2 + 4.5
    return join(
        [
            sign(row.mark, x, first - 4.5),
            paragraph(said[:1], x + 14, first, _SCORE_SIZE, bold=True),
            paragraph(said[1:], x + 14, first + _SMALL * _LEADING, _SMALL, leading=_LEADING, fill=GREY),
        ]
    )


def _heading(axis: Scale, words: ProfileWords, width: float) -> tuple[Drawing, float]:
    """Say what the axis is and write its numbers; the words take lines of their own over them."""
    lines = wrap(words.axis, width - axis.start, _SMALL)
    y = len(lines) * _SMALL * _LEADING
    ticks = (0.0, 50.0 if words.reference_from is None else words.reference_from, 100.0)
    anchors = ("start", "middle", "end") if axis.start < 20 else ("middle",) * 3
    return (
        join(
            [
                paragraph(lines, axis.start, _SMALL, _SMALL, leading=_LEADING, fill=GREY),
                *(
                    text(axis.position(tick), y + 15, f"{tick:.0f}", _SMALL, anchor=anchor, fill=GREY)
                    for tick, anchor in zip(ticks, anchors, strict=True)
                ),
            ]
        ),
        y + 22,
    )


def _ground(axis: Scale, reference: float | None, top: float, bottom: float) -> Drawing:
    """Shade the good end of the axis, if there is one, and rule its beginning."""
    beginning = line(axis.position(0), top, axis.position(0), bottom, RULE)
    if reference is None:
        return beginning
    start = axis.position(reference)
    return join(
        [
            rectangle(start, top, axis.position(100) - start, bottom - top, ACCENT_TINT),
            beginning,
            line(start, top, start, bottom, LINE, 1, "3 3"),
        ]
    )


def _bar(row: _Row, axis: Scale, y: float) -> Drawing:
    """Draw the bar; whisker and median have a white edge, so that they show on it too."""
    start = axis.position(0)
    parts = [rectangle(start, y - _BAR / 2, max(axis.position(row.score) - start, 1.5), _BAR, ACCENT)]
    if row.interval:
        low, high = (axis.position(bound) for bound in row.interval)
        parts += [_whisker(low, high, y, PAPER, 3.5), _whisker(low, high, y)]
    if row.median is not None:
        parts.append(_median(axis.position(row.median), y))
    return join(parts)


def _whisker(low: float, high: float, y: float, colour: str = INK, edge: float = 0) -> Drawing:
    ends = (line(end, y - 4, end, y + 4, colour, 1.5 + edge) for end in (low, high))
    return join([line(low, y, high, y, colour, 1.5 + edge), *ends])


def _median(x: float, y: float) -> Drawing:
    return join([line(x, y - 11, x, y + 11, PAPER, 6), line(x, y - 11, x, y + 11, INK, 3)])


def _key_items(rows: list[_Row], words: ProfileWords) -> list[tuple[Glyph, str]]:
    items: list[tuple[Glyph, str]] = [(lambda x, y: rectangle(x, y - 5, 22, 10, ACCENT), words.score)]
    if words.reference_from is not None:
        items.append((_reference, words.reference))
    if any(row.interval for row in rows):
        items.append((lambda x, y: _whisker(x, x + 22, y), words.interval))
    if any(row.median is not None for row in rows):
        items.append((lambda x, y: line(x + 11, y - 9, x + 11, y + 9, INK, 3), words.median))
    meanings = {"better": words.better, "middle": words.middle, "worse": words.worse}
    shown = {row.mark for row in rows}
    return items + [(_signed(mark), meaning) for mark, meaning in meanings.items() if mark in shown]


def _reference(x: float, y: float) -> Drawing:
    return join([rectangle(x, y - 7, 22, 14, ACCENT_TINT), line(x, y - 7, x, y + 7, LINE, 1, "3 3")])


def _signed(mark: str) -> Glyph:
    return lambda x, y: sign(mark, x + 11, y)


def _centred(
    lines: tuple[str, ...], x: float, middle: float, size: float, fill: str | None = None
) -> Drawing:
    first = middle - (len(lines) - 1) * size * _LEADING / 2 + size * 0.35
    return paragraph(lines, x, first, size, leading=_LEADING, fill=fill)
