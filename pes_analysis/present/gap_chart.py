"""Needs beside supply, area by area: two signs on one line, whose distance is the gap."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from pes_analysis.present.chart_input import all_finite, nothing_to_draw, number_of, records, words_of
from pes_analysis.present.figure import Figure, Layout, compose
from pes_analysis.present.lettering import text_width, wrap
from pes_analysis.present.marks import paragraph
from pes_analysis.present.palette import ACCENT, GREY, LINE, MIDDLE, PAPER, RULE, WORSE
from pes_analysis.present.scales import Scale
from pes_analysis.present.svg import Drawing, circle, join, line, rectangle, text

if TYPE_CHECKING:
    from pes_analysis.present.table import Table

COLUMNS = ("area", "need", "supply", "gap", "note")
BEYOND = 3.0
"""Standard deviations at the ends of the line; what lies farther is drawn at the end."""

_WIDE, _NARROW = 700, 360
_NAME_SIZE, _TEXT_SIZE, _SMALL = 14.0, 12.5, 12.5
_SIZE = 7.0


@dataclass(frozen=True)
class GapWords:
    """The words of the chart, in the language of the page.

    Attributes
    ----------
    less, more : str
        Over the two ends of the line.
    average : str
        What the tick in the middle is.
    need, supply, gap : str
        What the two signs and the line between them are.
    """

    less: str
    more: str
    average: str
    need: str
    supply: str
    gap: str


@dataclass(frozen=True)
class _Row:
    area: str
    need: float
    supply: float
    gap: bool
    note: str

    @property
    def drawn(self) -> tuple[float, ...]:
        return tuple(one for one in (self.need, self.supply) if all_finite([one]))


def gap_chart(
    rows: pd.DataFrame, words: GapWords, *, label: str, caption: str, alt: str, table: "Table"
) -> Figure:
    """Draw the needs of one county and its supply of services against the average county.

    Parameters
    ----------
    rows : DataFrame
        One row an area, in the order to be drawn: ``area`` (its name); ``need`` and ``supply`` (standard
        deviations from the average county; NaN where not known); ``gap`` (bool: whether the distance is
        called a gap, drawn as a heavy line); ``note`` (a few words at the end of the row).
    words : GapWords
        The words around it.
    label, caption, alt, table
        As in `Figure`.

    Returns
    -------
    Figure
        Needs are filled circles, supply is a hollow square: never told apart by colour alone.

    Raises
    ------
    PesError
        If a column is missing or there is nothing to draw.

    Examples
    --------
    >>> from pes_analysis.present.language import Language
    >>> from pes_analysis.present.table import Table
    >>> table = Table("dane", "Dane.", ("Powiat",), (("bocheński",),), "l", Language.PL)
    >>> rows = pd.DataFrame({"area": ["Bezdomność"], "need": [1.2], "supply": [-0.4], "gap": [True],
    ...                      "note": ["luka"]})
    >>> words = GapWords("mniej", "więcej", "przeciętny powiat", "potrzeby", "podaż", "luka")
    >>> gap_chart(rows, words, label="luki", caption="Luki.", alt="Luka.", table=table).narrow[0]
    360
    """
    read = [
        _Row(
            words_of(record, "area"),
            number_of(record, "need"),
            number_of(record, "supply"),
            bool(record["gap"]),
            words_of(record, "note"),
        )
        for record in records(rows, COLUMNS, label)
    ]
    if not any(row.drawn for row in read):
        raise nothing_to_draw(label)
    return compose(label, _wide(read, words), _narrow(read, words), caption=caption, alt=alt, table=table)


def _wide(rows: list[_Row], words: GapWords) -> Layout:
    left, right = 240.0, 540.0
    heading, y = _heading(left, right, words, _WIDE)
    parts = [heading]
    for row in rows:
        names = wrap(row.area, left - 24, _NAME_SIZE, lines=2)
        said = wrap(row.note, _WIDE - right - 22, _TEXT_SIZE, lines=2)
        height = max(32.0, max(len(names), len(said)) * _NAME_SIZE * 1.2 + 10)
        middle = y + height / 2
        first = middle - (len(names) - 1) * _NAME_SIZE * 0.6 + 5
        parts.append(paragraph(names, 0, first, _NAME_SIZE, leading=1.2, bold=row.gap))
        first = middle - (len(said) - 1) * _TEXT_SIZE * 0.625 + 4.5
        parts.append(paragraph(said, right + 22, first, _TEXT_SIZE, fill=WORSE if row.gap else GREY))
        parts.append(_line(row, middle, left, right))
        y += height
    return Layout(_WIDE, y + 4, join(parts))


def _narrow(rows: list[_Row], words: GapWords) -> Layout:
    left, right = 12.0, _NARROW - 12.0
    heading, y = _heading(left, right, words, _NARROW)
    parts = [heading]
    for row in rows:
        names = wrap(row.area, _NARROW, _NAME_SIZE, bold=True)
        parts.append(paragraph(names, 0, y + _NAME_SIZE, _NAME_SIZE, leading=1.2, bold=row.gap))
        y += len(names) * _NAME_SIZE * 1.2 + 2
        said = wrap(row.note, _NARROW, _TEXT_SIZE, lines=2) if row.note else ()
        fill = WORSE if row.gap else GREY
        parts.append(paragraph(said, 0, y + _TEXT_SIZE, _TEXT_SIZE, fill=fill))
        y += len(said) * _TEXT_SIZE * 1.25
        if row.drawn:
            parts.append(_line(row, y + 12, left, right))
            y += 20
        y += 16
    return Layout(_NARROW, y - 8, join(parts))


def _heading(left: float, right: float, words: GapWords, width: float) -> tuple[Drawing, float]:
    """Draw the key, then what the ends and the middle of every line are; give their height too."""
    parts, x, y = [], 0.0, 16.0
    for kind, said in (("need", words.need), ("supply", words.supply), ("gap", words.gap)):
        needed = 28 + text_width(said, _SMALL)
        if x and x + needed > width:
            x, y = 0.0, y + 22
        parts += [_key(kind, x, y - 4), text(x + 28, y, said, _SMALL)]
        x += needed + 20
    y += 28
    middle = (left + right) / 2
    sides = text_width(words.less, _SMALL) + text_width(words.more, _SMALL)
    fits = sides / 2 + text_width(words.average, _SMALL) / 2 + 14 <= (right - left) / 2
    parts += [
        text(left - 8, y, words.less, _SMALL, fill=GREY),
        text(right + 8, y, words.more, _SMALL, anchor="end", fill=GREY),
    ]
    if not fits:
        y += 18
    parts += [
        text(middle, y, words.average, _SMALL, anchor="middle", fill=GREY),
        line(middle, y + 4, middle, y + 10, LINE, 1.5),
    ]
    return join(parts), y + 18


def _key(kind: str, x: float, y: float) -> Drawing:
    if kind == "need":
        return _need(x + 11, y)
    if kind == "supply":
        return _supply(x + 11, y)
    return line(x, y, x + 22, y, WORSE, 4)


def _line(row: _Row, y: float, left: float, right: float) -> Drawing:
    axis = Scale(-BEYOND, BEYOND, left, right)
    middle = axis.position(0)
    parts = [line(left - 8, y, right + 8, y, RULE, 2), line(middle, y - 9, middle, y + 9, LINE, 1.5)]
    at = [axis.position(min(max(one, -BEYOND), BEYOND)) for one in row.drawn]
    if len(at) == 2:
        colour, thick = (WORSE, 4) if row.gap else (MIDDLE, 2)
        parts.append(line(at[0], y, at[1], y, colour, thick))
    need, supply = (
        None if not all_finite([one]) else axis.position(min(max(one, -BEYOND), BEYOND))
        for one in (row.need, row.supply)
    )
    if supply is not None:
        parts.append(_supply(supply, y))
    if need is not None:
        parts.append(_need(need, y))
    return join(parts)


def _need(x: float, y: float) -> Drawing:
    return circle(x, y, _SIZE - 1, ACCENT, PAPER, 1)


def _supply(x: float, y: float) -> Drawing:
    half = _SIZE - 0.5
    whole = rectangle(x - half, y - half, 2 * half, 2 * half, GREY)
    return join([whole, rectangle(x - half + 2.5, y - half + 2.5, 2 * half - 5, 2 * half - 5, PAPER)])
