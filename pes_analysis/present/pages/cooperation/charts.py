"""Charts of cooperation: the network of a county, who works with whom by type, ratings with intervals."""

import numpy as np
import pandas as pd

from pes_analysis.diagnose.cooperation import CountyCooperation, RegionCooperation
from pes_analysis.edition.directory.schema import JST, MIXED, PES
from pes_analysis.present.figure import Figure
from pes_analysis.present.interval_dots import IntervalWords, interval_dots
from pes_analysis.present.language import mark
from pes_analysis.present.names import Form
from pes_analysis.present.network_chart import LEFT, MIDDLE, RIGHT, NetworkWords, network_chart
from pes_analysis.present.numbers import number
from pes_analysis.present.pages.cooperation.tables import areas_table, tie_words, ties_table, units_table
from pes_analysis.present.pages.cooperation.words import (
    area_names,
    intensity_names,
    names_of,
    points_text,
    type_name,
)
from pes_analysis.present.pages.page_context import GENERATED, PageContext, listed
from pes_analysis.present.table import Table

ENDS = (0.0, 100.0)
SURVEY = mark("survey of ties")
MOST_NAMED = 3
COLUMN_OF_SECTOR = {PES: LEFT, MIXED: MIDDLE, JST: RIGHT}


def county_network(found: CountyCooperation, context: PageContext) -> Figure:
    """Draw the network of a county."""
    language, network = context.language, found.network
    names, degree = names_of(network.units), network.tied.sum(axis=1)
    units = pd.DataFrame(
        {
            "id": [str(unit) for unit in network.units.index],
            "label": list(names.values()),
            "column": network.units["sector"].map(COLUMN_OF_SECTOR).to_numpy(),
            "filled": network.answered,
        }
    )
    ties = pd.DataFrame(
        {
            "first": found.kinds.ties["first"],
            "second": found.kinds.ties["second"],
            "width": found.kinds.ties["intensity"],
            "said": tie_words(found, context),
        }
    )
    most = np.argsort(-degree, kind="stable")[:MOST_NAMED]
    told = [
        language.plural(
            "{name}: {n} tie", "{name}: {n} ties", int(degree[place]), name=units["label"].iloc[place]
        )
        for place in most
        if degree[place]
    ]
    where = str(context.county_name(found.teryt, Form.FULL))
    finding = language.plural(
        "{county}: {n} known tie between {units} units, {year}.",
        "{county}: {n} known ties between {units} units, {year}.",
        len(ties),
        units=len(units),
        county=f"{where[:1].upper()}{where[1:]}",
        year=str(found.year),
    )
    return network_chart(
        units,
        ties,
        NetworkWords(
            left=language.text("● Social-economy entities"),
            right=language.text("Local government ■"),
            middle=language.text("local action group (LGD): joins both sides"),
            classes=tuple(intensity_names(context).values()) if len(ties) else (),
            hollow="" if network.answered.all() else language.text("hollow: did not answer"),
        ),
        label="network",
        caption=_caption(finding, found.generated, context),
        alt=listed([finding, _most(told, context)]),
        table=ties_table(found, context) if len(ties) else units_table(found, context),
    )


def types_network(found: RegionCooperation, context: PageContext) -> Figure:
    """Draw which types of units work with which, in the whole region."""
    language, counts = context.language, found.by_type
    kinds = [str(kind) for kind in counts.index]
    sector = dict(zip(found.network.units["type"], found.network.units["sector"], strict=True))
    numbers = counts.to_numpy(dtype=int)
    pairs = [
        (kinds[one], kinds[other], int(numbers[one, other]))
        for one, other in zip(*np.nonzero(np.triu(numbers, 1)), strict=True)
    ]
    most = max((count for *_, count in pairs), default=1)
    limits = sorted({max(round(most * part), 1) for part in (0.25, 0.5, 0.75)})
    ties = pd.DataFrame(
        [
            {
                "first": one,
                "second": other,
                "width": 1 + sum(count > limit for limit in limits),
                "said": f"{type_name(context, one)} – {type_name(context, other)}: {count}",
            }
            for one, other, count in pairs
        ],
        columns=["first", "second", "width", "said"],
    )
    units = pd.DataFrame(
        {
            "id": kinds,
            "label": [type_name(context, kind) for kind in kinds],
            "column": [COLUMN_OF_SECTOR[sector[kind]] for kind in kinds],
            "filled": True,
        }
    )
    top = sorted(pairs, key=lambda pair: -pair[2])[:MOST_NAMED]
    told = [f"{type_name(context, one)} – {type_name(context, other)}: {count}" for one, other, count in top]
    finding = language.text("Who works with whom, by type of unit, {year}.", year=str(found.year))
    generated = bool(found.network.units["generated"].any())
    return network_chart(
        units,
        ties,
        NetworkWords(
            left=language.text("● Social-economy entities"),
            right=language.text("Local government ■"),
            middle=language.text("local action group (LGD): joins both sides"),
            classes=_classes(limits, most, context),
            hollow="",
        ),
        label="types",
        caption=_caption(finding, generated, context),
        alt=listed([finding, _most(told, context)]),
        table=types_table(found, context),
    )


def types_table(found: RegionCooperation, context: PageContext) -> Table:
    """Write the number of known ties between each two types."""
    language, counts = context.language, found.by_type
    kinds = [str(kind) for kind in counts.index]
    sector = dict(zip(found.network.units["type"], found.network.units["sector"], strict=True))
    order = sorted(kinds, key=lambda kind: (list(COLUMN_OF_SECTOR).index(sector[kind]), kind))
    names = [type_name(context, kind) for kind in order]
    numbers = counts.loc[order, order].to_numpy(dtype=int)
    return Table(
        label="types",
        caption=language.text("Known ties between types of units, {year}.", year=str(found.year)),
        columns=(language.text("Type"), *names),
        rows=tuple((name, *(str(count) for count in row)) for name, row in zip(names, numbers, strict=True)),
        align="l" + "r" * len(order),
        language=language,
    )


def areas_chart(
    areas: pd.DataFrame, beside: pd.DataFrame | None, year: int, generated: bool, context: PageContext
) -> Figure:
    """Draw the ratings of the areas with their intervals.

    Parameters
    ----------
    areas : DataFrame
        From ``area_ratings``; at least one is not withheld.
    beside : DataFrame, optional
        Those of the whole region; the mean of its areas is marked.
    year : int
    generated : bool
    context : PageContext
    """
    language, names = context.language, area_names(context)
    rows = pd.DataFrame(
        {
            "name": [names[str(area)] for area in areas.index],
            "value": areas["value"].to_numpy(),
            "lower": areas["lower_95"].to_numpy(),
            "upper": areas["upper_95"].to_numpy(),
            "value_text": [points_text(context, row) for row in areas.to_dict("records")],
        }
    )
    known = rows.dropna(subset=["value"]).sort_values("value", kind="stable")
    finding = language.text(
        "Rated best: {best}; worst: {worst}.", best=known["name"].iloc[-1], worst=known["name"].iloc[0]
    )
    caption = language.text("{finding} Points from 0 to 100, {year}.", finding=finding, year=str(year))
    return interval_dots(
        rows,
        _interval_words(language.text("mean of the region"), context),
        ends=ENDS,
        label="areas",
        caption=_caption(caption, generated, context),
        alt=listed([finding, *(f"{row['name']}: {row['value_text']}" for row in rows.to_dict("records"))]),
        table=areas_table(areas, year, context),
        reference=None if beside is None else float(beside["value"].mean()),
    )


def counties_chart(found: RegionCooperation, table: Table, context: PageContext) -> Figure:
    """Draw the quality index of every county with its interval, the best rated first."""
    language = context.language
    known = found.table.dropna(subset=["index"]).sort_values("index", ascending=False, kind="stable")
    rows = pd.DataFrame(
        {
            "name": [str(context.county_name(str(teryt))) for teryt in known["teryt"]],
            "value": known["index"].to_numpy(),
            "lower": known["lower_95"].to_numpy(),
            "upper": known["upper_95"].to_numpy(),
            "value_text": [
                points_text(context, {**row, "value": row["index"], "withheld": False})
                for row in known.to_dict("records")
            ],
        }
    )
    finding = language.text(
        "Cooperation is rated from {low} points ({worst}) to {high} ({best}).",
        low=number(float(known["index"].iloc[-1]), 0, language),
        worst=rows["name"].iloc[-1],
        high=number(float(known["index"].iloc[0]), 0, language),
        best=rows["name"].iloc[0],
    )
    caption = language.text("{finding} Cooperation quality index, {year}.", finding=finding, year=found.year)
    generated = bool(found.network.units["generated"].any())
    return interval_dots(
        rows,
        _interval_words("", context),
        ends=ENDS,
        label="counties",
        caption=_caption(caption, generated, context),
        alt=listed([finding, *(f"{row['name']}: {row['value_text']}" for row in rows.to_dict("records"))]),
        table=table,
    )


def _most(told: list[str], context: PageContext) -> str:
    return context.language.text("Most ties: {named}", named="; ".join(told)) if told else ""


def _interval_words(reference: str, context: PageContext) -> IntervalWords:
    language = context.language
    return IntervalWords(
        low=language.text("rated worse"),
        high=language.text("rated better"),
        value=language.text("points"),
        interval=language.text("95% interval"),
        reference=reference,
        tick=lambda value, decimals: number(value, decimals, language),
    )


def _classes(limits: list[int], most: int, context: PageContext) -> tuple[str, ...]:
    starts = [1, *(limit + 1 for limit in limits)]
    ends = [*limits, most]
    return tuple(
        context.language.plural(
            "{range} tie", "{range} ties", end, range=str(start) if start >= end else f"{start}–{end}"
        )
        for start, end in zip(starts, ends, strict=True)
    )


def _caption(said: str, generated: bool, context: PageContext) -> str:
    source = GENERATED if generated else SURVEY
    return context.language.text(
        "{caption} Source: {publishers}.", caption=said, publishers=context.language.text(source)
    )
