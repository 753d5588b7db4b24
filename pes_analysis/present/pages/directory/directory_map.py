"""The map of the directory: how many active units each county has, and where nothing is known."""

import itertools

import pandas as pd

from pes_analysis.catalogue.states import State
from pes_analysis.edition.boundaries import load_boundaries
from pes_analysis.present.figure import Figure
from pes_analysis.present.map_chart import MapWords, classify, map_chart
from pes_analysis.present.names import Form, voivodeship_name
from pes_analysis.present.numbers import number
from pes_analysis.present.pages.directory.view import DirectoryView
from pes_analysis.present.pages.page_context import GENERATED
from pes_analysis.present.table import Table


def units_map(view: DirectoryView) -> Figure:
    """Draw the counties of the region by their active units; one without any entry is hatched."""
    language, context = view.language, view.context
    region = context.edition.region_counties
    counts = view.listed.active_by_county(region)
    counties = pd.DataFrame(
        {
            "teryt": list(region),
            "name": [str(context.county_name(one, Form.FULL)) for one in region],
            "short_name": [str(context.county_name(one)) for one in region],
            "value": counts["active"].to_numpy(dtype=float),
            "value_text": [
                language.text("no entry") if pd.isna(one) else number(one, 0, language)
                for one in counts["active"]
            ],
            "state": [str(State.MISSING if pd.isna(one) else State.VALUE) for one in counts["active"]],
            "href": [context.page(f"powiaty/{one}.html") if one in context.linked else "" for one in region],
        }
    )
    limits = classify(counties["value"].tolist())
    most = counties.sort_values("value", ascending=False, kind="stable").iloc[0]
    return map_chart(
        counties,
        {one: load_boundaries().rings(one) for one in region},
        limits,
        MapWords(
            measure=language.text("active units"),
            classes=_classes(limits, view),
            missing=language.text("no entry"),
            suppressed=language.text("withheld"),
        ),
        label="units-by-county",
        caption=language.text(
            "{caption} Source: {publishers}.",
            caption=language.text(
                "Active units of the directory {region}, as of {day}.",
                region=str(voivodeship_name(context.edition.region_name, language=language, form=Form.IN)),
                day=view.day_of(view.listed.day.isoformat()),
            ),
            publishers=_source(view),
        ),
        alt=language.text(
            "Map of counties by the number of active units of the directory. Most: {county}, {n}.",
            county=most["name"],
            n=most["value_text"],
        ),
        table=_table(view, counties, counts),
    )


def _source(view: DirectoryView) -> str:
    """Name whose entries these are: made up, or the publisher's own."""
    if view.made_up:
        return view.language.text(GENERATED)
    return view.context.edition.parameters.publisher.name.in_language(view.language.code)


def _table(view: DirectoryView, counties: pd.DataFrame, counts: pd.DataFrame) -> Table:
    language = view.language
    return Table(
        label="units-by-county",
        caption=language.text("Active units of the directory by county"),
        columns=(language.text("County"), language.text("Active units"), language.text("All entries")),
        rows=tuple(
            (
                view.context.county_link(str(row["teryt"]), Form.FULL),
                str(row["value_text"]),
                number(counts["entries"][row["teryt"]], 0, language),
            )
            for row in counties.to_dict("records")
        ),
        align="lrr",
        language=language,
    )


def _classes(limits: tuple[float, ...], view: DirectoryView) -> tuple[str, ...]:
    language = view.language
    if not limits:
        return (language.text("all counties alike"),)
    ends = [int(limit) for limit in limits]
    between = [str(low) if low == high - 1 else f"{low}–{high - 1}" for low, high in itertools.pairwise(ends)]
    return (
        language.text("{high} and less", high=str(ends[0] - 1)),
        *between,
        language.text("{low} and more", low=str(ends[-1])),
    )
