"""Profiles side by side: one small panel a unit, the same rows in each, the group's median on every row."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from pes_analysis.present.chart_input import nothing_to_draw, number_of, records, words_of, wrong_input
from pes_analysis.present.figure import Figure, Layout, compose
from pes_analysis.present.lettering import wrap
from pes_analysis.present.marks import key, paragraph
from pes_analysis.present.palette import ACCENT, GREY, INK, LINE, PAPER, RULE
from pes_analysis.present.scales import Scale
from pes_analysis.present.svg import Drawing, join, line, rectangle, text
from pes_analysis.present.unit_marks import MOST_UNITS, unit_mark

if TYPE_CHECKING:
    from pes_analysis.present.table import Table

ROW_COLUMNS = ("row", "median")
CELL_COLUMNS = ("row", "unit", "value", "value_text")

_WIDE, _NARROW = 700, 360
_NAME_SIZE, _TITLE_SIZE, _SMALL = 13.0, 13.5, 12.5
_LEADING = 1.25
_GAP = 16.0
_BAR = 11.0
_VALUE_ROOM = 34.0


@dataclass(frozen=True)
class PanelWords:
    """The words of profiles side by side, in the language of the page.

    Attributes
    ----------
    axis : str
        What the bars measure.
    score, median : str
        What a bar and the line across it are.
    """

    axis: str
    score: str
    median: str


@dataclass(frozen=True)
class _Cell:
    value: float
    text: str


_Cells = Mapping[tuple[str, str], _Cell]


def profile_panels(
    rows: pd.DataFrame,
    cells: pd.DataFrame,
    units: Sequence[str],
    words: PanelWords,
    *,
    label: str,
    caption: str,
    alt: str,
    table: "Table",
) -> Figure:
    """Draw the profiles of up to ten units.

    Parameters
    ----------
    rows : DataFrame
        One row a measure, in the order drawn: ``row`` (its name, unique), ``median`` of the group (NaN for
        none).
    cells : DataFrame
        One row a unit and measure: ``row``, ``unit``, ``value`` (0 to 100; NaN for none), ``value_text`` as
        printed, or the symbol of what is missing.
    units : sequence of str
        Names in the order of the comparison, which is that of the panels.
    words : PanelWords
        The words around it.
    label, caption, alt, table
        As in `Figure`.

    Returns
    -------
    Figure
        Two or three panels in a row; one under another on a phone.

    Raises
    ------
    PesError
        If a column is missing, there are more than ten units, a number is outside 0–100, or there is none.

    Examples
    --------
    >>> from pes_analysis.present.language import Language
    >>> from pes_analysis.present.table import Table
    >>> table = Table("dane", "Dane.", ("Obszar",), (("Finanse",),), "l", Language.PL)
    >>> rows = pd.DataFrame({"row": ["Finanse"], "median": [55.0]})
    >>> cells = pd.DataFrame({"row": "Finanse", "unit": ["CIS-01", "CIS-02"], "value": [35.0, 71.0],
    ...                       "value_text": ["35", "71"]})
    >>> words = PanelWords("punkty", "wynik", "mediana")
    >>> figure = profile_panels(rows, cells, ["CIS-01", "CIS-02"], words, label="profile",
    ...                         caption="Finanse.", alt="CIS-01: 35, CIS-02: 71.", table=table)
    >>> figure.svg.count(">CIS-02</text>")  # once in each layout
    2
    """
    medians = {words_of(row, "row"): number_of(row, "median") for row in records(rows, ROW_COLUMNS, label)}
    found: dict[tuple[str, str], _Cell] = {}
    for cell in records(cells, CELL_COLUMNS, label):
        row, value = words_of(cell, "row"), number_of(cell, "value")
        if not (math.isnan(value) or 0 <= value <= 100):
            raise wrong_input(label, row, "wynik nie leży między 0 a 100", "the score is not within 0–100")
        found[row, words_of(cell, "unit")] = _Cell(value, words_of(cell, "value_text"))
    if all(math.isnan(cell.value) for cell in found.values()):
        raise nothing_to_draw(label)
    if len(units) > MOST_UNITS:
        raise wrong_input(
            label, units[MOST_UNITS], f"jednostek jest {len(units)}, a wykres mieści {MOST_UNITS}",
            f"there are {len(units)} units and the chart holds {MOST_UNITS}",
        )  # fmt: skip
    wide = _layout(medians, found, units, words, _WIDE, across=2 if len(units) in (2, 4) else 3)
    narrow = _layout(medians, found, units, words, _NARROW, across=1)
    return compose(label, wide, narrow, caption=caption, alt=alt, table=table)


def _layout(
    medians: Mapping[str, float], cells: _Cells, units: Sequence[str], words: PanelWords, width: int,
    *, across: int,
) -> Layout:  # fmt: skip
    left = 176.0
    panel_width = (width - left - _GAP * (across - 1)) / across
    names = {row: wrap(row, left - 14, _NAME_SIZE, lines=3) for row in medians}
    heights = {row: max(len(lines) * _NAME_SIZE * _LEADING + 6, 24.0) for row, lines in names.items()}
    parts: list[Drawing] = []
    heading = wrap(words.axis, width, _SMALL)
    parts.append(paragraph(heading, 0, _SMALL, _SMALL, leading=_LEADING, fill=GREY))
    y = len(heading) * _SMALL * _LEADING
    explained, key_height = key(
        [
            (lambda x, y: rectangle(x, y - _BAR / 2, 22, _BAR, ACCENT), words.score),
            (lambda x, y: _median(x + 11, y), words.median),
        ],
        0, y + 2, width,
    )  # fmt: skip
    parts.append(explained)
    y += key_height + 10
    for start in range(0, len(units), across):
        here = list(enumerate(units))[start : start + across]
        room = (panel_width if across > 1 else width) - 30
        titles = [wrap(unit, room, _TITLE_SIZE, lines=4, bold=True) for _, unit in here]
        title_height = max(max(map(len, titles)) * _TITLE_SIZE * _LEADING, 24.0)
        top = y + title_height + 8
        for column, ((place, unit), title) in enumerate(zip(here, titles, strict=True)):
            x = left + column * (panel_width + _GAP)
            at = x if across > 1 else 0.0
            parts.append(unit_mark(place).drawing(at + 11, y + 12))
            parts.append(paragraph(title, at + 28, y + 16.5, _TITLE_SIZE, leading=_LEADING, bold=True))
            axis = Scale(0, 100, x, x + panel_width - _VALUE_ROOM)
            parts += _panel(medians, cells, unit, heights, axis, top)
        parts += _names(names, heights, top)
        y = top + sum(heights.values()) + 22
    return Layout(width, y - 12, join(parts))


def _names(names: Mapping[str, tuple[str, ...]], heights: Mapping[str, float], top: float) -> list[Drawing]:
    parts = []
    for row, lines in names.items():
        first = top + (heights[row] - len(lines) * _NAME_SIZE * _LEADING) / 2 + _NAME_SIZE
        parts.append(paragraph(lines, 0, first, _NAME_SIZE, leading=_LEADING))
        top += heights[row]
    return parts


def _panel(
    medians: Mapping[str, float], cells: _Cells, unit: str, heights: Mapping[str, float], axis: Scale,
    top: float,
) -> list[Drawing]:  # fmt: skip
    bottom = top + sum(heights.values())
    parts = [
        line(axis.position(0), top, axis.position(0), bottom, LINE),
        line(axis.position(100), top, axis.position(100), bottom, RULE),
    ]
    for row, median in medians.items():
        y = top + heights[row] / 2
        cell = cells.get((row, unit), _Cell(math.nan, ""))
        end = axis.start
        if not math.isnan(cell.value):
            end = max(axis.position(cell.value), axis.start + 1.5)
            parts.append(rectangle(axis.start, y - _BAR / 2, end - axis.start, _BAR, ACCENT))
        if not math.isnan(median):
            parts.append(_median(axis.position(median), y))
            end = max(end, axis.position(median) if abs(axis.position(median) - end) < 40 else end)
        parts.append(text(end + 6, y + 4.5, cell.text, _SMALL))
        top += heights[row]
    return parts


def _median(x: float, y: float) -> Drawing:
    """Draw the median with a white edge, so that it shows on a bar too."""
    return join([line(x, y - 8, x, y + 8, PAPER, 5), line(x, y - 8, x, y + 8, INK, 2.5)])
