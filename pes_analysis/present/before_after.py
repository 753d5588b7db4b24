"""Before and after with intervals: a row a subject, a hollow dot before, a filled dot after."""

from collections.abc import Sequence
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
from pes_analysis.present.lettering import wrap
from pes_analysis.present.marks import key, paragraph
from pes_analysis.present.palette import ACCENT, GREY, INK, LINE, PAPER, RULE
from pes_analysis.present.scales import Scale
from pes_analysis.present.svg import Drawing, circle, join, line, text

if TYPE_CHECKING:
    from pes_analysis.present.table import Table

SIDES = ("before", "after")
COLUMNS = (
    "label",
    *(f"{side}{part}" for side in SIDES for part in ("", "_low", "_high")),
    "said",
    "state",
    "reason",
)

_WIDE, _NARROW = 700, 360
_NAME_SIZE, _SMALL = 14.0, 12.5
_APART = 15.0
_RADIUS = 5.5


@dataclass(frozen=True)
class BeforeAfterWords:
    """The words of the chart, in the language of the page.

    Attributes
    ----------
    before, after, interval : str
        What the hollow dot, the filled dot and the lines through them are.
    axis : str
        What is measured, in what unit.
    ticks : tuple of (float, str)
        Values marked on the axis, which ends at the first and the last.
    """

    before: str
    after: str
    interval: str
    axis: str
    ticks: tuple[tuple[float, str], ...]


@dataclass(frozen=True)
class _Row:
    label: str
    # Value, low, high before, and after; NaN where there is none.
    sides: tuple[tuple[float, float, float], ...]
    said: str


def before_after(
    rows: pd.DataFrame,
    words: BeforeAfterWords,
    *,
    label: str,
    caption: str,
    alt: str,
    table: "Table",
) -> Figure:
    """Draw two values of each subject, one over the other on one axis.

    Parameters
    ----------
    rows : DataFrame
        One row a subject: ``label``; ``before, before_low, before_high`` and the same ``after`` (bounds may
        be NaN where there is no interval); ``said`` (the difference in words); ``state`` and ``reason`` when
        there is nothing to draw.
    words : BeforeAfterWords
    label, caption, alt, table
        As in `Figure`.

    Returns
    -------
    Figure

    Raises
    ------
    PesError
        If a column is missing, no row has numbers, or a number is off the axis.

    Examples
    --------
    >>> from pes_analysis.present.language import Language
    >>> from pes_analysis.present.table import Table
    >>> table = Table("t", "T.", ("Skill",), (("Reading",),), "l", Language.EN)
    >>> rows = pd.DataFrame({"label": ["Reading"], "before": 2.0, "before_low": 1.8, "before_high": 2.2,
    ...     "after": 3.0, "after_low": 2.7, "after_high": 3.3, "said": "+1", "state": "value", "reason": ""})
    >>> words = BeforeAfterWords("before", "after", "interval", "points", ((1, "1"), (5, "5")))
    >>> before_after(rows, words, label="skills", caption="C.", alt="A.", table=table).narrow[0]
    360
    """
    ends = words.ticks[0][0], words.ticks[-1][0]
    read = [_read(record, ends, label) for record in records(rows, COLUMNS, label)]
    if not any(row.sides for row in read):
        raise nothing_to_draw(label)
    layouts = [_layout(read, words, width) for width in (_WIDE, _NARROW)]
    return compose(label, *layouts, caption=caption, alt=alt, table=table)


def _read(record: dict[str, object], ends: tuple[float, float], chart: str) -> _Row:
    name = words_of(record, "label")
    state = state_of(record, chart, name)
    if not state.is_number:
        return _Row(name, (), f"{state.symbol}  {words_of(record, 'reason')}".strip())
    sides = tuple(
        (number_of(record, side), number_of(record, f"{side}_low"), number_of(record, f"{side}_high"))
        for side in SIDES
    )
    for numbers in sides:
        for number in numbers:
            if all_finite([number]) and not ends[0] <= number <= ends[1]:
                raise wrong_input(
                    chart, name, f"liczba {number:g} leży poza osią od {ends[0]:g} do {ends[1]:g}",
                    f"the number {number:g} is off the axis from {ends[0]:g} to {ends[1]:g}",
                )  # fmt: skip
    return _Row(name, sides, words_of(record, "said"))


def _layout(rows: Sequence[_Row], words: BeforeAfterWords, width: int) -> Layout:
    is_wide = width == _WIDE
    axis = Scale(
        words.ticks[0][0],
        words.ticks[-1][0],
        214.0 if is_wide else 14.0,
        510.0 if is_wide else width - 14.0,
    )
    items = [
        (lambda x, y: circle(x + 11, y, _RADIUS - 1, PAPER, GREY, 2.5), words.before),
        (lambda x, y: circle(x + 11, y, _RADIUS, ACCENT, PAPER, 1.5), words.after),
        (lambda x, y: line(x, y, x + 22, y, LINE, 3), words.interval),
    ]
    explained, height = key(items, 0, 0, width, _SMALL)
    top = height + 18
    parts = [explained]
    named = wrap(words.axis, axis.end - axis.start, _SMALL, lines=2)
    parts.append(paragraph(named, axis.start, top, _SMALL, fill=GREY))
    top += len(named) * _SMALL * 1.25 + 4
    parts += [_tick_label(value, said, axis, top + 6) for value, said in words.ticks]
    y = top + 16
    drawn: list[Drawing] = []
    for row in rows:
        part, tall = _row_wide(row, axis, y, width) if is_wide else _row_narrow(row, axis, y, width)
        drawn.append(part)
        y += tall
    grid = [line(axis.position(value), top + 12, axis.position(value), y, RULE) for value, _ in words.ticks]
    return Layout(width, y + 4, join([*parts, *grid, *drawn]))


def _tick_label(value: float, said: str, axis: Scale, baseline: float) -> Drawing:
    return text(axis.position(value), baseline, said, _SMALL, anchor="middle", fill=GREY)


def _row_wide(row: _Row, axis: Scale, top: float, width: float) -> tuple[Drawing, float]:
    names = wrap(row.label, axis.start - 24, _NAME_SIZE, lines=3)
    room = width - axis.end - 18 if row.sides else width - axis.start
    said = wrap(row.said, room, _SMALL, lines=3)
    tall = max(len(names) * _NAME_SIZE * 1.2, len(said) * _SMALL * 1.25, 2 * _APART) + 14
    middle = top + tall / 2
    first = middle - (len(names) - 1) * _NAME_SIZE * 0.6 + 5
    spoken = middle - (len(said) - 1) * _SMALL * 0.625 + 4.5
    parts = [
        paragraph(names, 0, first, _NAME_SIZE, leading=1.2),
        paragraph(said, axis.end + 18 if row.sides else axis.start, spoken, _SMALL, fill=_ink(row)),
        _dots(row, axis, middle),
    ]
    return join(parts), tall


def _row_narrow(row: _Row, axis: Scale, top: float, width: float) -> tuple[Drawing, float]:
    y = top + 6
    names = wrap(row.label, width, _NAME_SIZE, lines=3, bold=True)
    parts = [
        text(0, y + _NAME_SIZE * (1 + 1.2 * at), name, _NAME_SIZE, bold=True, halo=PAPER)
        for at, name in enumerate(names)
    ]
    y += len(names) * _NAME_SIZE * 1.2 + 4
    if row.sides:
        parts.append(_dots(row, axis, y + _APART))
        y += 2 * _APART
    for at, said in enumerate(wrap(row.said, width, _SMALL, lines=3)):
        parts.append(text(0, y + _SMALL * (1.1 + 1.25 * at), said, _SMALL, fill=_ink(row), halo=PAPER))
    y += len(wrap(row.said, width, _SMALL, lines=3)) * _SMALL * 1.25 + 14
    return join(parts), y - top


def _ink(row: _Row) -> str:
    return INK if row.sides else GREY


def _dots(row: _Row, axis: Scale, middle: float) -> Drawing:
    parts: list[Drawing] = []
    for at, (value, low, high) in enumerate(row.sides):
        y = middle + (at - 0.5) * _APART
        if all_finite([low, high]):
            parts.append(line(axis.position(low), y, axis.position(high), y, LINE, 3))
        if all_finite([value]):
            x = axis.position(value)
            dot = (
                circle(x, y, _RADIUS, ACCENT, PAPER, 1.5)
                if at
                else circle(x, y, _RADIUS - 1, PAPER, GREY, 2.5)
            )
            parts.append(dot)
    return join(parts)
