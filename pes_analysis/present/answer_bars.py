"""Answers from 1 to 5 as stacked bars: a row a statement, its parts labelled, who agrees in words beside."""

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
from pes_analysis.present.lettering import text_width, wrap
from pes_analysis.present.marks import key, paragraph
from pes_analysis.present.palette import ANSWERS, GREY, INK, LINE, PAPER
from pes_analysis.present.svg import Drawing, join, line, rectangle, text

if TYPE_CHECKING:
    from pes_analysis.present.table import Table

SHARES = tuple(f"share_{answer}" for answer in (1, 2, 3, 4, 5))
COLUMNS = ("label", *SHARES, "said", "state", "reason")

_WIDE, _NARROW = 700, 360
_NAME_SIZE, _SMALL = 14.0, 12.5
_BAR = 24.0
_HUNDRED = 100.0
# What is drawn dark carries light letters.
_ON = {ANSWERS[0]: PAPER, ANSWERS[4]: PAPER}


@dataclass(frozen=True)
class AnswerWords:
    """The words of the chart, in the language of the page.

    Attributes
    ----------
    answers : tuple of str
        What the answers 1 to 5 mean.
    """

    answers: tuple[str, str, str, str, str]


@dataclass(frozen=True)
class _Row:
    label: str
    shares: tuple[float, ...]
    said: str


def answer_bars(
    rows: pd.DataFrame,
    words: AnswerWords,
    *,
    label: str,
    caption: str,
    alt: str,
    table: "Table",
) -> Figure:
    """Draw how people answered each statement.

    Parameters
    ----------
    rows : DataFrame
        One row a statement: ``label``; ``share_1`` to ``share_5`` (per cent, 100 together); ``said`` (who
        agrees, in words); ``state`` and ``reason`` when there is nothing to draw.
    words : AnswerWords
    label, caption, alt, table
        As in `Figure`.

    Returns
    -------
    Figure

    Raises
    ------
    PesError
        If a column is missing, no row has numbers, or shares are negative or not 100 together.

    Examples
    --------
    >>> from pes_analysis.present.language import Language
    >>> from pes_analysis.present.table import Table
    >>> table = Table("t", "T.", ("Statement",), (("Clear",),), "l", Language.EN)
    >>> shares = {f"share_{answer}": [20.0] for answer in range(1, 6)}
    >>> rows = pd.DataFrame({"label": ["Clear"], **shares, "said": "40% agree",
    ...                      "state": "value", "reason": ""})
    >>> words = AnswerWords(("no", "rather no", "hard to say", "rather yes", "yes"))
    >>> figure = answer_bars(rows, words, label="answers", caption="C.", alt="A.", table=table)
    >>> figure.svg.count(">20%</text>")  # five parts in each of two layouts
    10
    """
    read = [_read(record, label) for record in records(rows, COLUMNS, label)]
    if not any(row.shares for row in read):
        raise nothing_to_draw(label)
    return compose(label, _wide(read, words), _narrow(read, words), caption=caption, alt=alt, table=table)


def _read(record: dict[str, object], chart: str) -> _Row:
    name = words_of(record, "label")
    state = state_of(record, chart, name)
    if not state.is_number:
        return _Row(name, (), f"{state.symbol}  {words_of(record, 'reason')}".strip())
    shares = tuple(number_of(record, column) for column in SHARES)
    if not all_finite(shares) or min(shares) < 0 or abs(sum(shares) - _HUNDRED) > 0.01:
        raise wrong_input(
            chart, name, "udziały odpowiedzi nie dają razem 100", "shares of answers do not make 100 together"
        )
    return _Row(name, shares, words_of(record, "said"))


def _wide(rows: Sequence[_Row], words: AnswerWords) -> Layout:
    left, right = 214.0, 524.0
    explained, height = _explained(words, _WIDE)
    parts, y = [explained], height + 14
    for row in rows:
        names = wrap(row.label, left - 18, _NAME_SIZE, lines=3)
        said = wrap(row.said, _WIDE - right - 14, _SMALL, lines=3)
        tall = max(len(names) * _NAME_SIZE * 1.2, len(said) * _SMALL * 1.25, _BAR) + 14
        middle = y + tall / 2
        first = middle - (len(names) - 1) * _NAME_SIZE * 0.6 + 5
        parts.append(paragraph(names, 0, first, _NAME_SIZE, leading=1.2))
        at = right + 14 if row.shares else left
        said = said if row.shares else wrap(row.said, _WIDE - left, _SMALL, lines=3)
        first = middle - (len(said) - 1) * _SMALL * 0.625 + 4.5
        parts.append(paragraph(said, at, first, _SMALL, fill=INK if row.shares else GREY))
        parts.append(_bar(row.shares, left, right, middle - _BAR / 2))
        y += tall
    return Layout(_WIDE, y + 4, join(parts))


def _narrow(rows: Sequence[_Row], words: AnswerWords) -> Layout:
    explained, height = _explained(words, _NARROW)
    parts, y = [explained], height + 12
    for row in rows:
        names = wrap(row.label, _NARROW, _NAME_SIZE, lines=3, bold=True)
        parts.append(paragraph(names, 0, y + _NAME_SIZE, _NAME_SIZE, leading=1.2, bold=True))
        y += len(names) * _NAME_SIZE * 1.2 + 6
        if row.shares:
            parts.append(_bar(row.shares, 0, _NARROW, y))
            y += _BAR + 5
        said = wrap(row.said, _NARROW, _SMALL, lines=3)
        parts.append(paragraph(said, 0, y + _SMALL, _SMALL, fill=INK if row.shares else GREY))
        y += len(said) * _SMALL * 1.25 + 18
    return Layout(_NARROW, y - 10, join(parts))


def _explained(words: AnswerWords, width: float) -> tuple[Drawing, float]:
    items = [
        (lambda x, y, fill=fill: _part(x, y - 7, 22, 14, fill), meaning)
        for fill, meaning in zip(ANSWERS, words.answers, strict=True)
    ]
    return key(items, 0, 0, width, _SMALL)


def _part(x: float, y: float, width: float, height: float, fill: str) -> Drawing:
    """Draw a part with edges of its own, so that neighbours are told apart without colour."""
    edges = [line(x, y, x, y + height, LINE), line(x + width, y, x + width, y + height, LINE)]
    return join([rectangle(x, y, width, height, fill), *edges])


def _bar(shares: Sequence[float], left: float, right: float, top: float) -> Drawing:
    parts, x = [], left
    for share, fill in zip(shares, ANSWERS[: len(shares)], strict=True):
        width = (right - left) * share / _HUNDRED
        if width > 0:
            parts.append(_part(x, top, width, _BAR, fill))
            said = f"{share:.0f}%"
            if text_width(said, _SMALL, bold=True) + 4 <= width:
                baseline = top + _BAR / 2 + _SMALL * 0.35
                parts.append(
                    text(
                        x + width / 2, baseline, said, _SMALL, anchor="middle",
                        fill=_ON.get(fill, INK), bold=True,
                    )
                )  # fmt: skip
        x += width
    return join(parts)
