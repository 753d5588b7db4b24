"""The network chart: units of two sectors in two columns, those of both between, ties as lines by width."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from pes_analysis.present.chart_input import records, words_of, wrong_input
from pes_analysis.present.figure import Figure, Layout, compose
from pes_analysis.present.lettering import wrap
from pes_analysis.present.marks import Glyph, key, paragraph
from pes_analysis.present.palette import ACCENT, GREY, INK, LINE, PAPER
from pes_analysis.present.svg import Drawing, circle, content, element, join, number, path

if TYPE_CHECKING:
    from pes_analysis.present.table import Table

UNIT_COLUMNS = ("id", "label", "column", "filled")
TIE_COLUMNS = ("first", "second", "width", "said")
LEFT, RIGHT, MIDDLE = "left", "right", "middle"
WIDTHS = {1: 1.0, 2: 2.4, 3: 4.2, 4: 6.5}
"""Width of a line by its class."""

_WIDE, _NARROW = 700, 360
_SIZE, _HEAD_SIZE, _KEY_SIZE = 13.0, 14.0, 12.5
_LEADING = 1.2
_RADIUS = 7.0
_SWEEPS = 8


@dataclass(frozen=True)
class NetworkWords:
    """The words of a network chart, in the language of the page.

    Attributes
    ----------
    left, right : str
        Over the two columns: what circles and what squares are.
    classes : tuple of str
        What each width of a line means, the thinnest first.
    hollow : str
        What a hollow shape means; empty when there is none.
    middle : str
        What diamonds below the columns are; needed where there are any.
    """

    left: str
    right: str
    classes: tuple[str, ...]
    hollow: str
    middle: str = ""


@dataclass(frozen=True)
class _Unit:
    id: str
    label: str
    column: str
    filled: bool


@dataclass(frozen=True)
class _Tie:
    first: str
    second: str
    width: int
    said: str


@dataclass(frozen=True)
class _Measures:
    """Where things stand in one layout."""

    width: int
    left: float
    right: float
    lines: int

    @property
    def room(self) -> float:
        """Room for the letters of a label."""
        return self.left - _RADIUS - 6


def network_chart(
    units: pd.DataFrame,
    ties: pd.DataFrame,
    words: NetworkWords,
    *,
    label: str,
    caption: str,
    alt: str,
    table: "Table",
) -> Figure:
    """Draw who is tied to whom.

    Parameters
    ----------
    units : DataFrame
        ``id``; ``label`` as printed; ``column`` ("left", drawn as circles, "right", as squares, or "middle",
        as diamonds below them); ``filled`` (bool).
    ties : DataFrame
        ``first, second`` (ids of units); ``width`` (1 to 4); ``said``: the tie in words, read out with it.
    words : NetworkWords
    label, caption, alt, table
        As in `Figure`.

    Returns
    -------
    Figure
        Units of a column stand in the order that makes few lines cross, the same each time. Ties inside a
        column are arcs.

    Raises
    ------
    PesError
        If a column is missing, there is no unit, an id is there twice, or a tie leads to no unit.

    Examples
    --------
    >>> from pes_analysis.present.language import Language
    >>> from pes_analysis.present.table import Table
    >>> table = Table("dane", "Dane.", ("Kto",), (("CIS",),), "l", Language.PL)
    >>> units = pd.DataFrame({"id": ["a", "b"], "label": ["CIS", "OPS"], "column": ["left", "right"],
    ...     "filled": True})
    >>> ties = pd.DataFrame({"first": ["a"], "second": ["b"], "width": [3], "said": ["CIS – OPS: 3"]})
    >>> words = NetworkWords("organizacje", "urzędy", ("zna", "wymienia", "uzgadnia", "działa"), "")
    >>> figure = network_chart(units, ties, words, label="siec", caption="Sieć.", alt="Jedno.", table=table)
    >>> figure.svg.count("<title>CIS – OPS: 3</title>")  # once in each layout
    2
    """
    drawn = [
        _Unit(str(row["id"]), words_of(row, "label"), str(row["column"]), bool(row["filled"]))
        for row in records(units, UNIT_COLUMNS, label)
    ]
    by_id = {unit.id: unit for unit in drawn}
    for unit in drawn:
        if unit.column not in (LEFT, RIGHT, MIDDLE):
            raise wrong_input(label, unit.label, "nieznana kolumna", "unknown column")
        if by_id[unit.id] is not unit:
            raise wrong_input(label, unit.label, "ten identyfikator jest dwa razy", "this id is there twice")
    lines = _ties(ties, by_id, label)
    columns = _order(drawn, lines)
    measures = (_Measures(_WIDE, 262, 438, 2), _Measures(_NARROW, 132, 228, 4))
    layouts = [_layout(columns, lines, words, one) for one in measures]
    return compose(label, *layouts, caption=caption, alt=alt, table=table)


def _ties(ties: pd.DataFrame, units: Mapping[str, _Unit], label: str) -> list[_Tie]:
    if ties.empty:
        return []
    found = []
    for row in records(ties, TIE_COLUMNS, label):
        tie = _Tie(str(row["first"]), str(row["second"]), int(row["width"]), words_of(row, "said"))
        if tie.first not in units or tie.second not in units or tie.first == tie.second:
            raise wrong_input(label, tie.said, "powiązanie donikąd", "a tie to nowhere")
        if tie.width not in WIDTHS:
            raise wrong_input(label, tie.said, "grubość spoza 1–4", "a width outside 1–4")
        found.append(tie)
    return found


def _order(units: Sequence[_Unit], ties: Sequence[_Tie]) -> dict[str, list[_Unit]]:
    """Put each column in the order of its partners' places in the other, over and over."""
    columns = {side: [unit for unit in units if unit.column == side] for side in (LEFT, RIGHT, MIDDLE)}
    partners: dict[str, list[str]] = {unit.id: [] for unit in units}
    for tie in ties:
        partners[tie.first].append(tie.second)
        partners[tie.second].append(tie.first)
    best, fewest = columns, _crossings(columns, ties)
    for sweep in range(_SWEEPS):
        side, other = (LEFT, RIGHT) if sweep % 2 else (RIGHT, LEFT)
        columns = {**columns, side: _beside(columns[side], columns[other], partners)}
        crossed = _crossings(columns, ties)
        if crossed < fewest:
            best, fewest = columns, crossed
    return best


def _beside(
    units: Sequence[_Unit], across: Sequence[_Unit], partners: Mapping[str, Sequence[str]]
) -> list[_Unit]:
    """Order units by the middle of their partners' places; one without partners keeps its own place."""
    places = {unit.id: place / len(across) for place, unit in enumerate(across)}
    middles = {}
    for place, unit in enumerate(units):
        beside = [places[one] for one in partners[unit.id] if one in places]
        middles[unit.id] = sum(beside) / len(beside) if beside else place / len(units)
    return sorted(units, key=lambda unit: middles[unit.id])


def _crossings(columns: Mapping[str, Sequence[_Unit]], ties: Sequence[_Tie]) -> int:
    left = {unit.id: place for place, unit in enumerate(columns[LEFT])}
    right = {unit.id: place for place, unit in enumerate(columns[RIGHT])}
    pairs = []
    for tie in ties:
        one, other = (tie.first, tie.second) if tie.first in left else (tie.second, tie.first)
        if one in left and other in right:
            pairs.append((left[one], right[other]))
    return sum(
        (first[0] - second[0]) * (first[1] - second[1]) < 0
        for place, first in enumerate(pairs)
        for second in pairs[:place]
    )


def _layout(
    columns: Mapping[str, Sequence[_Unit]], ties: Sequence[_Tie], words: NetworkWords, at: _Measures
) -> Layout:
    half = at.width / 2 - 8
    heads = {side: wrap(getattr(words, side), half, _HEAD_SIZE, lines=3, bold=True) for side in (LEFT, RIGHT)}
    top = max(len(lines) for lines in heads.values()) * _HEAD_SIZE * _LEADING + 14
    labels = {
        unit.id: wrap(unit.label, at.width * 0.7 if unit.column == MIDDLE else at.room, _SIZE, lines=at.lines)
        for side in columns.values()
        for unit in side
    }
    tallest = max((len(labels[unit.id]) for side in (LEFT, RIGHT) for unit in columns[side]), default=1)
    step = max(tallest * _SIZE * _LEADING + 8, 2 * _RADIUS + 12)
    rows = max(len(columns[side]) for side in (LEFT, RIGHT))
    points: dict[str, tuple[float, float]] = {}
    for side, x in ((LEFT, at.left), (RIGHT, at.right)):
        start = top + (rows - len(columns[side])) * step / 2 + step / 2
        points |= {unit.id: (x, start + place * step) for place, unit in enumerate(columns[side])}
    # Those of both sides stand below, in the middle, where lines from both columns reach them.
    bottom = top + rows * step + 10
    for unit in columns[MIDDLE]:
        points[unit.id] = (at.width / 2, bottom + _RADIUS + 6)
        bottom += 2 * _RADIUS + 14 + len(labels[unit.id]) * _SIZE * _LEADING
    parts = [
        paragraph(heads[LEFT], 0, _HEAD_SIZE, _HEAD_SIZE, leading=_LEADING, fill=INK, bold=True),
        paragraph(heads[RIGHT], at.width, _HEAD_SIZE, _HEAD_SIZE, leading=_LEADING, anchor="end", bold=True),
    ]
    # The widest first, so that a thin line is not hidden.
    parts += [_line(tie, points, at) for tie in sorted(ties, key=lambda tie: -tie.width)]
    for side in (LEFT, RIGHT, MIDDLE):
        for unit in columns[side]:
            parts += [_shape(unit, *points[unit.id]), _label(labels[unit.id], unit, points[unit.id], side)]
    shown = _key_items(words, middle=bool(columns[MIDDLE]))
    drawn, height = key(shown, 0, bottom, at.width, _KEY_SIZE)
    return Layout(at.width, bottom + height + 4, join([*parts, drawn]))


def _line(tie: _Tie, points: Mapping[str, tuple[float, float]], at: _Measures) -> Drawing:
    (x1, y1), (x2, y2) = points[tie.first], points[tie.second]
    start, end = f"{number(x1)},{number(y1)}", f"{number(x2)},{number(y2)}"
    if x1 != x2:
        shape = path(f"M{start}L{end}", stroke=ACCENT, width=WIDTHS[tie.width])
    else:
        gap = at.right - at.left
        reach = min(gap * 0.16 + abs(y2 - y1) * 0.22, gap * 0.72)
        bend = x1 + (reach if x1 == at.left else -reach)
        curve = f"M{start}Q{number(bend)},{number((y1 + y2) / 2)} {end}"
        shape = path(curve, stroke=LINE, width=WIDTHS[tie.width])
    return element("g", element("title", content(tie.said)), shape)


def _shape(unit: _Unit, x: float, y: float) -> Drawing:
    fill = INK if unit.filled else PAPER
    if unit.column == LEFT:
        return circle(x, y, _RADIUS, fill, INK, 2)
    if unit.column == MIDDLE:
        return _diamond(x, y, _RADIUS + 1, fill)
    side = 2 * _RADIUS - 1
    return element(
        "rect", x=x - side / 2, y=y - side / 2, width=side, height=side, fill=fill, stroke=INK, stroke_width=2
    )


def _diamond(x: float, y: float, half: float, fill: str) -> Drawing:
    corners = ((x, y - half), (x + half, y), (x, y + half), (x - half, y))
    points = "L".join(f"{number(left)},{number(top)}" for left, top in corners)
    return path(f"M{points}Z", fill=fill, stroke=INK, width=2)


def _label(lines: Sequence[str], unit: _Unit, point: tuple[float, float], side: str) -> Drawing:
    x, y = point
    if side == MIDDLE:
        below, fill = y + _RADIUS + 6 + _SIZE, INK if unit.filled else GREY
        return paragraph(lines, x, below, _SIZE, leading=_LEADING, anchor="middle", fill=fill)
    first = y + _SIZE * 0.36 - (len(lines) - 1) * _SIZE * _LEADING / 2
    away, anchor = (-_RADIUS - 6, "end") if side == LEFT else (_RADIUS + 6, None)
    return paragraph(
        lines, x + away, first, _SIZE, leading=_LEADING, anchor=anchor, fill=INK if unit.filled else GREY
    )


def _key_items(words: NetworkWords, *, middle: bool) -> list[tuple[Glyph, str]]:
    def sample(width: float) -> Glyph:
        return lambda x, y: path(
            f"M{number(x)},{number(y)}L{number(x + 22)},{number(y)}", stroke=ACCENT, width=width
        )

    items = [
        (sample(WIDTHS[place]), meaning) for place, meaning in enumerate(words.classes, start=1) if meaning
    ]
    if middle and words.middle:
        items.append((lambda x, y: _diamond(x + 11, y, _RADIUS - 1, INK), words.middle))
    if words.hollow:
        items.append((lambda x, y: circle(x + 11, y, _RADIUS - 1, PAPER, INK, 2), words.hollow))
    return items
