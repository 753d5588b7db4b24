"""The ranking with its intervals: a row a unit, the first on top, right is better."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from pes_analysis.present.chart_input import nothing_to_draw, number_of, records, words_of, wrong_input
from pes_analysis.present.figure import Figure, Layout, compose
from pes_analysis.present.lettering import wrap
from pes_analysis.present.marks import direction, key
from pes_analysis.present.palette import ACCENT, GREY, INK, LINE, PAPER, RULE
from pes_analysis.present.scales import Scale
from pes_analysis.present.svg import Drawing, circle, join, line, text

if TYPE_CHECKING:
    from pes_analysis.present.table import Table

COLUMNS = ("unit", "rank", "low", "median", "high")

_WIDE, _NARROW = 700, 360
_NAME_SIZE, _SMALL = 14.0, 12.5
_ROW = {_WIDE: 24.0, _NARROW: 42.0}
_RADIUS = 5.0


@dataclass(frozen=True)
class RankWords:
    """The words of the chart, in the language of the page.

    Attributes
    ----------
    worse, better : str
        Over the ends of the axis.
    rank, median, interval : str
        What the dot, the tick and the line are.
    """

    worse: str
    better: str
    rank: str
    median: str
    interval: str


@dataclass(frozen=True)
class _Row:
    unit: str
    rank: float
    low: float
    median: float
    high: float


def rank_intervals(
    rows: pd.DataFrame,
    units: int,
    words: RankWords,
    *,
    label: str,
    caption: str,
    alt: str,
    table: "Table",
) -> Figure:
    """Draw ranks and the places between which replications put them.

    Parameters
    ----------
    rows : DataFrame
        One row a unit, in the order drawn: ``unit, rank, low, median, high``, places from 1, ``low`` the
        best of the interval.
    units : int
        How many units are ranked; the axis ends there.
    words : RankWords
    label, caption, alt, table
        As in `Figure`.

    Returns
    -------
    Figure

    Raises
    ------
    PesError
        If a column is missing, there is no row, or places are outside 1 to ``units`` or out of order.

    Examples
    --------
    >>> from pes_analysis.present.language import Language
    >>> from pes_analysis.present.table import Table
    >>> table = Table("t", "T.", ("Unit",), (("a",),), "l", Language.EN)
    >>> rows = pd.DataFrame({"unit": ["a"], "rank": [1], "low": [1], "median": [1], "high": [3]})
    >>> words = RankWords("worse", "better", "rank", "median", "90% of replications")
    >>> rank_intervals(rows, 4, words, label="ranks", caption="C.", alt="A.", table=table).narrow[0]
    360
    """
    read = _read(rows, units, label)
    layouts = [_layout(read, units, words, width) for width in (_WIDE, _NARROW)]
    return compose(label, *layouts, caption=caption, alt=alt, table=table)


def _read(rows: pd.DataFrame, units: int, label: str) -> list[_Row]:
    read = []
    for row in records(rows, COLUMNS, label):
        name = words_of(row, "unit")
        rank, low, median, high = (number_of(row, column) for column in COLUMNS[1:])
        if not (1 <= low <= median <= high <= units and 1 <= rank <= units):
            raise wrong_input(
                label, name, f"miejsca nie leżą od 1 do {units} albo nie rosną",
                f"places are not within 1 to {units} or do not rise",
            )  # fmt: skip
        read.append(_Row(name, rank, low, median, high))
    if not read:
        raise nothing_to_draw(label)
    return read


def _layout(rows: Sequence[_Row], units: int, words: RankWords, width: int) -> Layout:
    is_wide = width == _WIDE
    # The best place stands on the right.
    axis = Scale(units, 1, 230.0 if is_wide else 10.0, width - 12.0)
    ticks = _ticks(units)
    top = 44.0
    bottom = top + len(rows) * _ROW[width]
    parts = [direction(axis.start - 6, axis.end + 6, 14, words.worse, words.better, _SMALL)]
    for tick in ticks:
        x = axis.position(tick)
        parts.append(line(x, top - 6, x, bottom, RULE))
        parts.append(text(x, top - 12, str(tick), _SMALL, anchor="middle", fill=GREY))
    for at, row in enumerate(rows):
        parts.append(_row(row, axis, top + at * _ROW[width], width))
    items = [
        (lambda x, y: circle(x + 11, y, _RADIUS, ACCENT, PAPER, 1.5), words.rank),
        (lambda x, y: line(x + 11, y - 7, x + 11, y + 7, INK, 2.5), words.median),
        (lambda x, y: line(x, y, x + 22, y, LINE, 4), words.interval),
    ]
    explained, height = key(items, 0, bottom + 12, width, _SMALL)
    return Layout(width, bottom + 12 + height + 10, join([*parts, explained]))


def _row(row: _Row, axis: Scale, top: float, width: int) -> Drawing:
    is_wide = width == _WIDE
    middle = top + (_ROW[width] / 2 if is_wide else 30.0)
    room = axis.start - 22 if is_wide else float(width)
    (name,) = wrap(row.unit, room, _NAME_SIZE, lines=1, bold=not is_wide)
    baseline = middle + _NAME_SIZE * 0.34 if is_wide else top + 15
    low, high, median = (axis.position(place) for place in (row.low, row.high, row.median))
    return join(
        [
            text(0, baseline, name, _NAME_SIZE, bold=not is_wide, halo=PAPER),
            # An interval of one place is still a line that can be seen.
            line(min(low, high) - 2, middle, max(low, high) + 2, middle, LINE, 4),
            line(median, middle - 7, median, middle + 7, INK, 2.5),
            circle(axis.position(row.rank), middle, _RADIUS, ACCENT, PAPER, 1.5),
        ]
    )


def _ticks(units: int) -> list[int]:
    """Give the first and the last place and some round ones between."""
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, math.inf) if units / step <= 6)
    between = range(int(step), units, int(step)) if step < math.inf else range(0)
    # Numbers need some room between them.
    return [1, *(place for place in between if 1 + step / 2 < place < units - step / 2), units]
