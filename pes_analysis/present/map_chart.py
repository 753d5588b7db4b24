"""The map of a region's counties: five classes, missing and suppressed hatched, one county outlined."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from pes_analysis.catalogue.states import State
from pes_analysis.present.chart_input import (
    nothing_to_draw,
    number_of,
    records,
    state_of,
    words_of,
    wrong_input,
)
from pes_analysis.present.figure import Figure, Layout, compose
from pes_analysis.present.geography import FittedMap, Ring, fit, path_data, place_for_name
from pes_analysis.present.lettering import text_width, wrap
from pes_analysis.present.marks import paragraph
from pes_analysis.present.palette import GREY, INK, LINE, PAPER, SEQUENTIAL
from pes_analysis.present.svg import Drawing, content, element, join, line, path, rectangle, text

if TYPE_CHECKING:
    from pes_analysis.present.table import Table

COLUMNS = ("teryt", "name", "short_name", "value", "value_text", "state")

_WIDE, _NARROW = 700, 360
_MAP_WIDE, _MAP_NARROW = (486.0, 520.0), (360.0, 420.0)
_NAME_SIZE, _LEGEND_SIZE = 12.0, 13.0
_SWATCH = (26.0, 17.0)
_LINE_HEIGHT = 25.0


@dataclass(frozen=True)
class MapWords:
    """The words of a map, in the language of the page.

    Attributes
    ----------
    measure : str
        What the colours measure, with its unit.
    classes : tuple of str
        The classes in words, from the lowest.
    missing, suppressed : str
        What hatching and dots mean.
    """

    measure: str
    classes: tuple[str, ...]
    missing: str
    suppressed: str


@dataclass(frozen=True)
class _County:
    teryt: str
    name: str
    short_name: str
    said: str  # name and value, or name and why there is none
    shade: int  # index of the class; -1 missing, -2 suppressed
    href: str


def classify(values: Sequence[float], classes: int = 5) -> tuple[float, ...]:
    """Find the limits that put about as many values into each class.

    Parameters
    ----------
    values : sequence of float
        NaN is left out.
    classes : int
        How many classes are wanted, at most 5.

    Returns
    -------
    tuple of float
        Ascending inner limits. A value on a limit belongs to the higher class. Equal values never fall
        apart, so ties may leave fewer limits than ``classes - 1``.

    Examples
    --------
    >>> classify([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    (3.0, 5.0, 7.0, 9.0)
    >>> classify([2, 2, 2, 2, 9])
    (9.0,)
    """
    known = np.sort(np.asarray([value for value in values if math.isfinite(value)], float))
    if not len(known):
        return ()
    wanted = (math.ceil(len(known) * share / classes) for share in range(1, classes))
    limits = {float(known[min(index, len(known) - 1)]) for index in wanted}
    return tuple(sorted(limit for limit in limits if limit > known[0]))


def map_chart(
    counties: pd.DataFrame,
    shapes: Mapping[str, Iterable[Ring]],
    limits: Sequence[float],
    words: MapWords,
    *,
    label: str,
    caption: str,
    alt: str,
    table: "Table",
    chosen: str | None = None,
) -> Figure:
    """Draw the counties of a region.

    Parameters
    ----------
    counties : DataFrame
        One row a county: ``teryt``; ``name`` in full and ``short_name`` for the map; ``value``;
        ``value_text`` as printed (or why there is none); ``state``; ``href``, optional, a relative
        address each county leads to.
    shapes : mapping of str to rings
        Of each teryt its rings: points (longitude, latitude) in degrees.
    limits : sequence of float
        Ascending inner limits of at most five classes, e.g. from `classify`; a value on a limit
        belongs to the higher class.
    words : MapWords
        The words around it: one text a class, so one more than limits.
    label, caption, alt, table
        As in `Figure`.
    chosen : str, optional
        The county to outline and to name in both layouts.

    Returns
    -------
    Figure
        Every county carries its name and value as a ``<title>``.

    Raises
    ------
    PesError
        If a column, an outline or a county is missing, the limits and their words do not agree, or
        there is no number.

    Examples
    --------
    >>> from pes_analysis.present.language import Language
    >>> from pes_analysis.present.table import Table
    >>> table = Table("dane", "Dane.", ("Powiat",), (("bocheński",),), "l", Language.PL)
    >>> square = [(19.0, 50.0), (20.0, 50.0), (20.0, 50.5), (19.0, 50.5)]
    >>> counties = pd.DataFrame({"teryt": ["1201"], "name": ["powiat bocheński"], "value": [4.1],
    ...     "short_name": ["bocheński"], "value_text": ["4,1%"], "state": ["value"]})
    >>> words = MapWords("% bezrobotnych", ("wszystkie",), "brak danych", "dane utajnione")
    >>> figure = map_chart(counties, {"1201": [square]}, [], words, label="mapa", caption="Mapa.",
    ...                    alt="Jeden powiat.", table=table)
    >>> "<title>powiat bocheński: 4,1%</title>" in figure.svg
    True
    """
    columns = (*COLUMNS, "href") if "href" in counties.columns else COLUMNS
    rows = records(counties, columns, label)
    _check(rows, shapes, limits, words, chosen, label)
    read = [_county(row, limits, label) for row in rows]
    if all(county.shade < 0 for county in read):
        raise nothing_to_draw(label)
    # The chosen county last, so that its outline lies over its neighbours'.
    read.sort(key=lambda county: county.teryt == chosen)
    mine = {county.teryt: shapes[county.teryt] for county in read}
    layouts = (
        _wide(read, fit(mine, *_MAP_WIDE), words, chosen, label),
        _narrow(read, fit(mine, *_MAP_NARROW), words, chosen, label),
    )
    has_links = any(county.href for county in read)
    return compose(label, *layouts, caption=caption, alt=alt, table=table, has_links=has_links)


def _check(
    rows: Sequence[Mapping[str, object]],
    shapes: Mapping[str, Iterable[Ring]],
    limits: Sequence[float],
    words: MapWords,
    chosen: str | None,
    chart: str,
) -> None:
    codes = [str(row["teryt"]) for row in rows]
    for code in codes:
        if code not in shapes:
            raise wrong_input(chart, code, "brak granic tego powiatu", "the county has no outline")
    repeated = next((code for code in codes if codes.count(code) > 1), None)
    if repeated:
        raise wrong_input(chart, repeated, "powiat jest podany dwa razy", "the county is given twice")
    if chosen is not None and chosen not in codes:
        raise wrong_input(
            chart, chosen, "wyróżnionego powiatu nie ma w danych", "the chosen county is not in the data"
        )
    ascending = all(low < high for low, high in pairwise(limits))
    if not ascending or len(limits) >= len(SEQUENTIAL) or len(words.classes) != len(limits) + 1:
        raise wrong_input(
            chart, "legenda",
            f"granic klas jest {len(limits)}, a opisów klas {len(words.classes)}; granice mają rosnąć, klas "
            f"może być najwyżej {len(SEQUENTIAL)}, a opisów o jeden więcej niż granic",
            f"there are {len(limits)} class limits and {len(words.classes)} texts; limits must ascend, there "
            f"may be at most {len(SEQUENTIAL)} classes, and one more text than limits",
        )  # fmt: skip


def _county(row: dict[str, object], limits: Sequence[float], chart: str) -> _County:
    name = words_of(row, "name")
    state, value = state_of(row, chart, name), number_of(row, "value")
    if state.is_number and not math.isfinite(value):
        raise wrong_input(
            chart, name, "jest stan, a nie ma liczby. Popraw dane", "there is a state but no number"
        )
    shade = sum(value >= limit for limit in limits) if state.is_number else -1
    if state is State.SUPPRESSED:
        shade = -2
    href = words_of(row, "href") if "href" in row else ""
    if ":" in href or href.startswith("/"):
        raise wrong_input(
            chart, name, "adres powiatu ma być względny, np. „1201.html”",
            "the county's address must be relative, e.g. '1201.html'",
        )  # fmt: skip
    said = f"{name}: {words_of(row, 'value_text')}".removesuffix(": ")
    return _County(str(row["teryt"]), name, words_of(row, "short_name"), said, shade, href)


def _wide(
    counties: list[_County], fitted: FittedMap, words: MapWords, chosen: str | None, label: str
) -> Layout:
    patterns, fills = _fills(counties, f"fig-{label}-w", len(words.classes))
    names = [_name(county, fitted, fills[county.shade], county.teryt == chosen) for county in counties]
    left = fitted.width + 24
    legend, legend_height = _legend(counties, fills, words, chosen, left, 4, _WIDE - left)
    drawn = join([_outlines(counties, fitted, fills, chosen), *names, legend])
    return Layout(_WIDE, max(fitted.height, legend_height) + 4, drawn, patterns)


def _narrow(
    counties: list[_County], fitted: FittedMap, words: MapWords, chosen: str | None, label: str
) -> Layout:
    patterns, fills = _fills(counties, f"fig-{label}-n", len(words.classes))
    legend, legend_height = _legend(counties, fills, words, chosen, 0, fitted.height + 12, _NARROW)
    names = [
        _name(county, fitted, fills[county.shade], True) for county in counties if county.teryt == chosen
    ]
    drawn = join([_outlines(counties, fitted, fills, chosen), *names, legend])
    return Layout(_NARROW, fitted.height + 12 + legend_height + 4, drawn, patterns)


def _outlines(
    counties: Sequence[_County], fitted: FittedMap, fills: Mapping[int, str], chosen: str | None
) -> Drawing:
    parts: list[Drawing] = []
    for county in counties:
        data = path_data(fitted.rings[county.teryt])
        title = element("title", content(county.said))
        outline = element("path", title, d=data, fill=fills[county.shade])
        parts.append(
            element("a", outline, href=county.href, aria_label=county.said) if county.href else outline
        )
        if county.teryt == chosen:
            # Never in the way of the pointer: the county's own path carries the title and the link.
            halo = path(data, stroke=PAPER, width=5.5)
            parts.append(element("g", halo, path(data, stroke=INK, width=3), pointer_events="none"))
    # A city within a county is a hole in it.
    return element("g", *parts, stroke=LINE, stroke_width=1, stroke_linejoin="round", fill_rule="evenodd")


def _name(county: _County, fitted: FittedMap, fill: str, needed: bool) -> Drawing:
    """Write a county's name inside it, on two lines if it must be; leave it out where it does not fit."""
    rings = fitted.rings[county.teryt]
    size = _NAME_SIZE
    for lines in dict.fromkeys(((county.short_name,), tuple(county.short_name.split()[:3]))):
        width = max(text_width(line_, size, needed) for line_ in lines)
        place = place_for_name(rings, width, size * 1.15 * len(lines), 0 if needed else 3)
        if place:
            return _written(lines, place, size, needed, fill)
    if not needed:
        return Drawing("")
    ring = max(rings, key=lambda candidate: float(np.ptp(candidate[:, 0]) * np.ptp(candidate[:, 1])))
    shown = wrap(county.short_name, fitted.width - 6, size, lines=1, bold=True)[0]
    half = text_width(shown, size, bold=True) / 2 + 3
    x = (float(ring[:, 0].min()) + float(ring[:, 0].max())) / 2
    above = float(ring[:, 1].min()) - 5 - size / 2
    y = above if above > size else float(ring[:, 1].max()) + 5 + size / 2
    return text(
        min(max(x, half), fitted.width - half), y + size * 0.35, shown, size,
        anchor="middle", bold=True, halo=PAPER,
    )  # fmt: skip


def _written(lines: Sequence[str], place: tuple[float, float], size: float, bold: bool, fill: str) -> Drawing:
    dark = fill in SEQUENTIAL[3:]
    x, middle = place
    first = middle - (len(lines) - 1) * size * 0.575 + size * 0.35
    return element(
        "g",
        *(
            text(
                x, first + index * size * 1.15, words, size, anchor="middle", bold=bold,
                fill=PAPER if dark else None, halo=fill if dark else PAPER,
            )
            for index, words in enumerate(lines)
        ),
        pointer_events="none",
    )  # fmt: skip


def _legend(
    counties: Sequence[_County], fills: Mapping[int, str], words: MapWords, chosen: str | None,
    x: float, y: float, width: float,
) -> tuple[Drawing, float]:  # fmt: skip
    heading = wrap(words.measure, width, _LEGEND_SIZE, lines=4, bold=True)
    parts = [paragraph(heading, x, y + _LEGEND_SIZE, _LEGEND_SIZE, bold=True)]
    top = y
    y += len(heading) * _LEGEND_SIZE * 1.25 + 8
    entries = [(fills[index], meaning) for index, meaning in enumerate(words.classes)]
    shades = {county.shade for county in counties}
    entries += [
        (fills[shade], meaning)
        for shade, meaning in ((-1, words.missing), (-2, words.suppressed))
        if shade in shades
    ]
    for fill, meaning in entries:
        middle = y + _LINE_HEIGHT / 2
        swatch = rectangle(x + 0.5, middle - _SWATCH[1] / 2, *_SWATCH, fill)
        parts.append(element("g", swatch, stroke=LINE))
        parts.append(_legend_text(meaning, x, middle, width))
        y += _LINE_HEIGHT
    for county in counties:
        if county.teryt == chosen:
            middle = y + _LINE_HEIGHT / 2
            parts.append(line(x, middle, x + _SWATCH[0], middle, INK, 3))
            parts.append(_legend_text(county.said, x, middle, width))
            y += _LINE_HEIGHT + _LEGEND_SIZE * 1.2
    return join(parts), y - top


def _legend_text(meaning: str, x: float, middle: float, width: float) -> Drawing:
    lines = wrap(meaning, width - _SWATCH[0] - 9, _LEGEND_SIZE)
    return paragraph(lines, x + _SWATCH[0] + 9, middle + 4.5, _LEGEND_SIZE, leading=1.2)


def _fills(counties: Sequence[_County], prefix: str, classes: int) -> tuple[Drawing, dict[int, str]]:
    """Fill of each class and of each kind of gap; patterns only for the gaps that are there."""
    fills = dict(enumerate(_shades(classes)))
    patterns: list[Drawing] = []
    shades = {county.shade for county in counties}
    if -1 in shades:
        patterns.append(_pattern(f"{prefix}-missing", path("M0,7L7,0M-1,1L1,-1M6,8L8,6", stroke=GREY)))
        fills[-1] = f"url(#{prefix}-missing)"
    if -2 in shades:
        dots = join(element("circle", cx=at, cy=at, r=1.1, fill=GREY) for at in (1.8, 5.2))
        patterns.append(_pattern(f"{prefix}-suppressed", dots))
        fills[-2] = f"url(#{prefix}-suppressed)"
    return join(patterns), fills


def _shades(classes: int) -> tuple[str, ...]:
    """Spread fewer classes over the scale, so that neighbours stay easy to tell apart."""
    if classes == 1:
        return (SEQUENTIAL[2],)
    return tuple(SEQUENTIAL[round(index * (len(SEQUENTIAL) - 1) / (classes - 1))] for index in range(classes))


def _pattern(name: str, drawn: Drawing) -> Drawing:
    ground = element("rect", width=7, height=7, fill=PAPER)
    return element(
        "pattern", ground, drawn, id=name, width=7, height=7, patternUnits="userSpaceOnUse", stroke="none"
    )
