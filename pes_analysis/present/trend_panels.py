"""Small multiples: two to six indicators over the same years, each on its own axis."""

from typing import TYPE_CHECKING

from pes_analysis.present.chart_input import Rows, names_of, nothing_to_draw, records, words_of, wrong_input
from pes_analysis.present.figure import Figure, Layout, compose
from pes_analysis.present.lettering import wrap
from pes_analysis.present.marks import key, paragraph
from pes_analysis.present.palette import GREY
from pes_analysis.present.svg import Drawing, join
from pes_analysis.present.trend_chart import COLUMNS
from pes_analysis.present.trend_plot import (
    Box,
    Trend,
    TrendWords,
    axes,
    key_items,
    last_value_label,
    plot,
    read_trend,
    tick_room,
    tick_texts,
    value_range,
)

if TYPE_CHECKING:
    from pes_analysis.present.table import Table

FEWEST, MOST = 2, 6
_WIDE, _NARROW = 700, 360
_TITLE_SIZE = 13.5
_GAP = 26.0


def trend_panels(
    years: Rows,
    words: TrendWords,
    *,
    label: str,
    caption: str,
    alt: str,
    table: "Table",
    from_zero: bool = True,
) -> Figure:
    """Draw several indicators over the same years, one small panel each.

    Parameters
    ----------
    years : Rows
        As in `trend_chart`, and ``panel``: the panel's title, with the unit of measure. Panels stand in
        the order in which they first appear.
    words : TrendWords
        The words around them; ``measure`` stands once on top.
    label, caption, alt, table
        As in `Figure`.
    from_zero : bool
        Whether the vertical axes start at zero.

    Returns
    -------
    Figure
        Two or three panels in a row; one under another on a phone.

    Raises
    ------
    PesError
        If a column is missing, there are not two to six panels, or no number.

    Examples
    --------
    >>> import pandas as pd
    >>> from pes_analysis.present.language import Language
    >>> from pes_analysis.present.table import Table
    >>> table = Table("dane", "Dane.", ("Powiat",), (("bocheński",),), "l", Language.PL)
    >>> years = pd.DataFrame({"panel": ["Bezrobocie, %"] * 2 + ["Ubóstwo, na 1000"] * 2,
    ...     "year": [2023, 2024] * 2, "value": [5.0, 4.5, 12.0, 11.0], "q1": 4.0, "median": 5.0, "q3": 6.0,
    ...     "value_text": ["5,0", "4,5", "12,0", "11,0"]})
    >>> words = TrendWords("powiat bocheński", "mediana", "środkowa połowa", "Polska", "",
    ...                    "brak danych", lambda value, decimals: f"{value:.{decimals}f}")
    >>> figure = trend_panels(years, words, label="trendy", caption="Trendy.", alt="Spadają.", table=table)
    >>> figure.svg.count(">Ubóstwo, na 1000</text>")  # once in each layout
    2
    """
    columns = (*COLUMNS, "country") if "country" in names_of(years) else COLUMNS
    rows = records(years, ("panel", *columns), label)
    titles = list(dict.fromkeys(words_of(row, "panel") for row in rows))
    if not FEWEST <= len(titles) <= MOST:
        raise wrong_input(
            label, ", ".join(titles), f"paneli jest {len(titles)}, a ma być od {FEWEST} do {MOST}",
            f"there are {len(titles)} panels; there should be {FEWEST} to {MOST}",
        )  # fmt: skip
    trends = {
        title: read_trend((row for row in rows if words_of(row, "panel") == title), (), label)
        for title in titles
    }
    if not any(trend.last_value() for trend in trends.values()):
        raise nothing_to_draw(label)
    across = 2 if len(titles) in (2, 4) else 3
    layouts = (
        _layout(trends, words, _WIDE, across, from_zero),
        _layout(trends, words, _NARROW, 1, from_zero),
    )
    return compose(label, *layouts, caption=caption, alt=alt, table=table)


def _layout(trends: dict[str, Trend], words: TrendWords, width: int, across: int, from_zero: bool) -> Layout:
    panel_width = (width - _GAP * (across - 1)) / across
    plot_height = 150.0 if across == 1 else 140.0
    every_year = [year for trend in trends.values() for year in trend.points]
    span = min(every_year), max(every_year)
    parts: list[Drawing] = []
    y = 0.0
    if words.measure:
        heading = wrap(words.measure, width, 12.5)
        parts.append(paragraph(heading, 0, 12.5, 12.5, fill=GREY))
        y += len(heading) * 12.5 * 1.25 + 4
    explained, key_height = key(key_items(list(trends.values()), words), 0, y, width, 13)
    parts.append(explained)
    y += key_height + 12
    wrapped = [wrap(title, panel_width, _TITLE_SIZE, lines=3, bold=True) for title in trends]
    for start in range(0, len(trends), across):
        row = list(zip(trends.values(), wrapped, strict=True))[start : start + across]
        title_height = max(len(lines) for _, lines in row) * _TITLE_SIZE * 1.25
        for column, (trend, lines) in enumerate(row):
            left = column * (panel_width + _GAP)
            parts.append(paragraph(lines, left, y + _TITLE_SIZE, _TITLE_SIZE, bold=True))
            top = y + title_height + 14
            box = Box(left, top, left + panel_width, top + plot_height)
            parts.append(_panel(trend, box, span, words, from_zero))
        y += title_height + 14 + plot_height + 46
    return Layout(width, y - 20, join(parts))


def _panel(trend: Trend, room: Box, span: tuple[int, int], words: TrendWords, from_zero: bool) -> Drawing:
    if not any(True for _ in trend.numbers()):
        return paragraph([words.no_data], room.left, (room.top + room.bottom) / 2, 13, fill=GREY)
    ticks = value_range(trend, from_zero, 3)
    texts = tick_texts(ticks, words.tick)
    box = Box(room.left + tick_room(texts), room.top, room.right - 2, room.bottom)
    along = axes(box, span, ticks, texts)
    return join([plot(trend, box, along), last_value_label(trend, box, along, 13.5)])
