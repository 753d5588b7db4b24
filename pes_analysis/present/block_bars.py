"""Where a county stands, area by area: a line from worse to better, its middle at the group's median."""

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
from pes_analysis.present.marks import COLOURS, MARKS, direction, dot, paragraph, sign
from pes_analysis.present.palette import BETTER_TINT, GREY, INK, LINE, WORSE_TINT
from pes_analysis.present.scales import Scale
from pes_analysis.present.svg import Drawing, join, line, rectangle, text

if TYPE_CHECKING:
    from pes_analysis.present.table import Table

COLUMNS = ("area", "share_better", "mark", "position_text", "state", "reason")
MOST_AREAS = 8

_WIDE, _NARROW = 700, 360
_NAME_SIZE, _TEXT_SIZE, _SMALL = 15.0, 13.0, 12.5
_BAR = 18.0


@dataclass(frozen=True)
class BlockWords:
    """The words of the chart, in the language of the page.

    Attributes
    ----------
    worse, better : str
        Said once over the lines.
    median : str
        What the tick in the middle is.
    """

    worse: str
    better: str
    median: str


@dataclass(frozen=True)
class _Row:
    area: str
    share: float
    mark: str
    words: str
    gap: bool


def block_bars(
    rows: pd.DataFrame,
    words: BlockWords,
    *,
    label: str,
    caption: str,
    alt: str,
    table: "Table",
) -> Figure:
    """Draw the position of one unit in each area.

    Parameters
    ----------
    rows : DataFrame
        One row an area, at most 8: ``area`` (its name); ``share_better`` (0–100: how many in a hundred
        of the group it does better than, ties counted half); ``mark`` ("better", "middle", "worse",
        "none"); ``position_text`` (the same in words); ``state`` and ``reason`` when there is no number.
    words : BlockWords
        The words around it.
    label, caption, alt, table
        As in `Figure`.

    Returns
    -------
    Figure
        The outer quarters of each line are shaded, its middle carries the median's tick.

    Raises
    ------
    PesError
        If a column is missing, a share is outside 0–100, there are more than 8 areas or no number.

    Examples
    --------
    >>> from pes_analysis.present.language import Language
    >>> from pes_analysis.present.table import Table
    >>> table = Table("dane", "Dane.", ("Powiat",), (("bocheński",),), "l", Language.PL)
    >>> rows = pd.DataFrame({"area": ["Problemy"], "share_better": [71.0], "mark": ["middle"],
    ...     "position_text": ["lepiej niż 14 z 20"], "state": ["value"], "reason": [""]})
    >>> figure = block_bars(rows, BlockWords("gorzej", "lepiej", "mediana"), label="obraz",
    ...                     caption="Obraz.", alt="Mniej problemów.", table=table)
    >>> figure.svg.count(">lepiej niż 14 z 20</text>")  # once in each layout
    2
    """
    read = [_row(record, label) for record in records(rows, COLUMNS, label)]
    if all(row.gap for row in read):
        raise nothing_to_draw(label)
    if len(read) > MOST_AREAS:
        raise wrong_input(
            label, read[MOST_AREAS].area,
            f"obszarów jest {len(read)}, a wykres mieści {MOST_AREAS}. Pokaż je wykresem wskaźników",
            f"there are {len(read)} areas and the chart holds {MOST_AREAS}. Show them as a spine chart",
        )  # fmt: skip
    return compose(label, _wide(read, words), _narrow(read, words), caption=caption, alt=alt, table=table)


def _row(record: dict[str, object], chart: str) -> _Row:
    name = words_of(record, "area")
    state = state_of(record, chart, name)
    if not state.is_number:
        return _Row(name, 0, "none", f"{state.symbol}  {words_of(record, 'reason')}".strip(), True)
    share, mark = number_of(record, "share_better"), str(record["mark"])
    if not all_finite([share]) or not 0 <= share <= 100:
        raise wrong_input(
            chart, name, f"pozycja {share} nie leży między 0 a 100", f"position {share} is not within 0–100"
        )
    if mark not in MARKS:
        raise wrong_input(
            chart, name, f"nieznany znak „{mark}”; znane: {', '.join(MARKS)}",
            f"unknown mark '{mark}'; known: {', '.join(MARKS)}",
        )  # fmt: skip
    return _Row(name, share, mark, words_of(record, "position_text"), False)


def _wide(rows: list[_Row], words: BlockWords) -> Layout:
    left, right = 206.0, 494.0
    heading, y = _heading(left, right, words)
    parts = [heading]
    for row in rows:
        names = wrap(row.area, left - 26, _NAME_SIZE, lines=3, bold=True)
        row_height = max(52.0, len(names) * _NAME_SIZE * 1.2 + 14)
        middle = y + row_height / 2
        first = middle - (len(names) - 1) * _NAME_SIZE * 0.6 + 5
        parts.append(paragraph(names, 0, first, _NAME_SIZE, leading=1.2, bold=True))
        said_at = left - 8 if row.gap else right + 38
        said = wrap(row.words, _WIDE - said_at, _TEXT_SIZE, lines=3)
        first = middle - (len(said) - 1) * _TEXT_SIZE * 0.625 + 4.5
        fill = GREY if row.gap else None
        parts.append(paragraph(said, said_at, first, _TEXT_SIZE, fill=fill))
        if not row.gap:
            parts += [_position_line(row, middle, left, right), sign(row.mark, right + 24, middle)]
        y += row_height
    return Layout(_WIDE, y + 4, join(parts))


def _narrow(rows: list[_Row], words: BlockWords) -> Layout:
    left, right = 10.0, _NARROW - 10.0
    heading, y = _heading(left, right, words)
    parts = [heading]
    for row in rows:
        names = wrap(row.area, _NARROW, _NAME_SIZE, bold=True)
        parts.append(paragraph(names, 0, y + _NAME_SIZE, _NAME_SIZE, leading=1.2, bold=True))
        y += len(names) * _NAME_SIZE * 1.2 + 3
        said_at = 0 if row.gap or row.mark == "none" else 17
        said = wrap(row.words, _NARROW - said_at, _TEXT_SIZE, lines=3)
        parts.append(paragraph(said, said_at, y + _TEXT_SIZE, _TEXT_SIZE, fill=GREY if row.gap else None))
        if not row.gap:
            parts.append(sign(row.mark, 6, y + _TEXT_SIZE - 4.5))
        y += len(said) * _TEXT_SIZE * 1.25
        if not row.gap:
            parts.append(_position_line(row, y + 6 + _BAR / 2, left, right))
            y += _BAR + 6
        y += 20
    return Layout(_NARROW, y - 14, join(parts))


def _heading(left: float, right: float, words: BlockWords) -> tuple[Drawing, float]:
    """Worse, median, better, and their height; the median takes a line of its own when it must."""
    sides = max(text_width(side, 13, bold=True) for side in (words.worse, words.better)) + 16
    said = text_width(words.median, _SMALL)
    y = 18.0 if said / 2 + sides <= (right - left) / 2 else 36.0
    middle = (left + right) / 2
    drawn = join(
        [
            direction(left - 8, right + 8, 18, words.worse, words.better, 13),
            text(middle, y, words.median, _SMALL, anchor="middle", fill=GREY),
            line(middle, y + 5, middle, y + 11, LINE, 1.5),
        ]
    )
    return drawn, y + 22


def _position_line(row: _Row, y: float, left: float, right: float) -> Drawing:
    axis = Scale(0, 100, left, right)
    quarter, middle = axis.position(25), axis.position(50)
    top = y - _BAR / 2
    at = axis.position(row.share)
    return join(
        [
            rectangle(left - 8, top, quarter - left + 8, _BAR, WORSE_TINT),
            rectangle(axis.position(75), top, right + 8 - axis.position(75), _BAR, BETTER_TINT),
            line(left - 8, y, right + 8, y, LINE, 1.5),
            line(middle, y, at, y, COLOURS[row.mark], 4),
            line(middle, y - 11, middle, y + 11, INK, 2),
            dot(row.mark, at, y, 8),
        ]
    )
