"""Needs and supply of services in one county: the widest gaps, who could fill them, white spots."""

from collections.abc import Hashable
from typing import Any

import numpy as np
import pandas as pd

from pes_analysis.catalogue.need_norms import load_need_norms
from pes_analysis.catalogue.states import State
from pes_analysis.diagnose.gap_candidates import who_could_fill
from pes_analysis.diagnose.needed_people import NO_NORM
from pes_analysis.diagnose.service_balance import ServiceBalance
from pes_analysis.present.blocks import Bullets, Details, Heading, Paragraph, SourceNote, document
from pes_analysis.present.figure import Figure
from pes_analysis.present.gap_chart import GapWords, gap_chart
from pes_analysis.present.markup import Inline, Markup, as_markdown, in_sentence, join, link
from pes_analysis.present.names import Form
from pes_analysis.present.numbers import number, years
from pes_analysis.present.pages.page_context import PageContext, anchor_of, listed
from pes_analysis.present.pages.service_words import (
    GENERATED_SUPPLY,
    area_names,
    county_of,
    coverage_text,
    kilometres,
    people_range,
    supply_text,
    unit_name,
)
from pes_analysis.present.sentences.certainty import certainty_mark, certainty_note, with_mark
from pes_analysis.present.table import Table
from pes_analysis.robust.claim import Claim

Row = dict[Hashable, Any]
RETURNS = "demonstration_organisations"
METHOD = ("metoda.qmd", "luki")


def county_services(balance: ServiceBalance, teryt: str, context: PageContext) -> Markup:
    """Write how needs for services and their supply meet in a county.

    Parameters
    ----------
    balance : ServiceBalance
        Of the county's voivodeship.
    teryt : str
    context : PageContext
    """
    language = context.language
    rows = balance.of(teryt)
    parts: list[Inline] = [
        Heading(language.text("Needs and supply of services"), 2, "services"),
        Paragraph(_sentence(balance, teryt, context)),
    ]
    if balance.generated:
        parts.append(Paragraph(Markup(f"**{as_markdown(language.text(GENERATED_SUPPLY))}**")))
    gaps, notes = _gaps(balance, teryt, context)
    if gaps:
        parts += [Bullets(tuple(gaps)), *notes]
    table = _table(balance, teryt, rows, context)
    used = balance_sources(rows, supply=balance.generated)
    folded: tuple[Inline, ...] = (table, SourceNote(_how_to_read(context)), context.source_note(used))
    if balance.supply_known and rows[["z_need", "z_supply"]].notna().any(axis=None):
        parts.append(Markup(_chart(balance, teryt, rows, table, context).markdown()))
    parts.append(Details(language.text("All service areas in a table"), folded))
    return document(
        *parts,
        _mismatch(balance, teryt, context),
        *_white_spots(balance, rows, context),
        _unknown(rows, context),
    )


def _sentence(balance: ServiceBalance, teryt: str, context: PageContext) -> Markup:
    language = context.language
    if not balance.supply_known:
        return language.markdown(
            "Nothing is known here of the supply of services: the edition has neither organisations nor a "
            "directory of this voivodeship."
        )
    inside = Markup(context.county_name(teryt, Form.IN).markdown())
    gaps = balance.largest_gaps(teryt)
    if not gaps:
        return language.markdown("No gap {inside} is sure enough to be named.", inside=inside)
    names = area_names(context)
    listed_areas = ", ".join(in_sentence(names[claim.subject]) for claim in gaps)
    return language.markdown(
        "The widest gaps between needs and supply {inside}: {areas}.", inside=inside, areas=listed_areas
    )


def _gaps(balance: ServiceBalance, teryt: str, context: PageContext) -> tuple[list[Markup], list[Markup]]:
    said, notes = [], []
    rows = {str(row["area"]): row for row in balance.of(teryt).to_dict("records")}
    for claim in balance.largest_gaps(teryt):
        sentence, note = _gap(claim, rows[claim.subject], balance, teryt, context)
        said.append(sentence)
        notes.append(note)
    return said, notes


def _gap(
    claim: Claim, row: Row, balance: ServiceBalance, teryt: str, context: PageContext
) -> tuple[Markup, Markup]:
    language = context.language
    sign, note = certainty_note(
        claim,
        f"sure-gap-{anchor_of(claim.subject)}",
        context.page(*METHOD),
        language,
    )
    need = language.markdown(
        "**{area}**. People in need: {need}; entities of the county can serve: {supply}.",
        area=area_names(context)[claim.subject],
        need=people_range(row, context),
        supply=supply_text(row, context),
    )
    certainty = Markup(f"{certainty_mark(claim, language)}{sign}")
    return join((with_mark(need, certainty), _who(balance, teryt, claim.subject, context))), note


def _who(balance: ServiceBalance, teryt: str, area: str, context: PageContext) -> Markup:
    """Name those who could fill a gap, with how far they are."""
    language = context.language
    able = who_could_fill(balance.providers, teryt, area)
    if able.empty:
        return language.markdown("The edition knows no active entity that could be named here.")
    named = []
    for row in able.to_dict("records"):
        where = (
            language.markdown("in this county")
            if row["teryt"] == teryt
            else join((county_of(row, context), kilometres(float(row["km"]), context)), ", ")
        )
        named.append(language.markdown("{unit} ({where})", unit=unit_name(row, context), where=where))
    return language.markdown("Who could help: {units}.", units=join(named, "; "))


def _chart(
    balance: ServiceBalance, teryt: str, rows: pd.DataFrame, table: Table, context: PageContext
) -> Figure:
    language, names = context.language, area_names(context)
    gaps = {claim.subject for claim in balance.largest_gaps(teryt)}
    shown = rows[rows[["z_need", "z_supply"]].notna().any(axis=1)]
    # A withheld figure must not be read off a line.
    withheld = shown["supply_state"] == str(State.SUPPRESSED)
    drawn = pd.DataFrame(
        {
            "area": [names[str(one)] for one in shown["area"]],
            "need": shown["z_need"].to_numpy(),
            "supply": shown["z_supply"].mask(withheld).to_numpy(),
            "gap": [one in gaps for one in shown["area"]],
            "note": [_note(row, gaps, context) for row in shown.to_dict("records")],
        }
    )
    inside = str(context.county_name(teryt, Form.IN))
    said = [
        language.text("{area}: people in need {need}, can be served {supply}", area=names[str(row["area"])],
                      need=people_range(row, context), supply=supply_text(row, context))
        for row in shown.to_dict("records")
        if row["area"] in gaps
    ]  # fmt: skip
    return gap_chart(
        drawn,
        GapWords(
            less=language.text("less than elsewhere"),
            more=language.text("more than elsewhere"),
            average=language.text("average county"),
            need=language.text("needs"),
            supply=language.text("supply"),
            gap=language.text("one of the widest gaps"),
        ),
        label="services",
        caption=context.with_source(
            language.text(
                "Needs and supply of services {inside} against the average county of the region. "
                "The farther needs are to the right of supply, the wider the gap.",
                inside=inside,
            ),
            balance_sources(rows, supply=balance.generated),
        ),
        alt=listed([language.text("Needs and supply of services {inside}", inside=inside), *said]),
        table=table,
    )


def _note(row: Row, gaps: set[str], context: PageContext) -> str:
    language = context.language
    if row["white_spot"]:
        return language.text("white spot: nobody does it here")
    if row["area"] in gaps:
        return language.text("gap")
    if row["supply_state"] == State.SUPPRESSED:
        return language.text("supply withheld")
    return "" if row["supply_state"] != State.MISSING else language.text("supply not known")


def _table(balance: ServiceBalance, teryt: str, rows: pd.DataFrame, context: PageContext) -> Table:
    language, names = context.language, area_names(context)
    gaps = {claim.subject for claim in balance.largest_gaps(teryt)}
    lines = []
    for row in rows.to_dict("records"):
        name = names[str(row["area"])]
        span = (row["oldest_year"], row["newest_year"])
        looked = balance.supply_known
        lines.append(
            (
                Markup(f"**{as_markdown(name)}**") if row["area"] in gaps else name,
                _figure(row["need"], context),
                people_range(row, context),
                supply_text(row, context),
                coverage_text(row, context),
                _figure(row["n_providers"] + row["n_serving"] if looked else np.nan, context),
                _figure(row["n_public"] if looked else np.nan, context),
                _figure(row["facilities"], context),
                "" if pd.isna(span[0]) else years(int(span[0]), int(span[1])),
            )
        )
    return Table(
        label="services",
        caption=language.text(
            "Needs and supply of services {inside}, the widest gap first",
            inside=str(context.county_name(teryt, Form.IN)),
        ),
        columns=(
            language.text("Service area"),
            language.text("Need, 0–100"),
            language.text("People in need (low–high)"),
            language.text("Can be served"),
            language.text("Per 100 in need"),
            language.text("Active entities"),
            language.text("Public units"),
            language.text("Facilities in public figures"),
            language.text("Years of needs"),
        ),
        rows=tuple(lines),
        align="lrrrrrrrr",
        language=language,
    )


def _figure(value: float, context: PageContext) -> str:
    return State.MISSING.symbol if pd.isna(value) else number(value, 0, context.language)


def _how_to_read(context: PageContext) -> Markup:
    language = context.language
    return join(
        (
            language.markdown(
                "A need of 0–100 is the share of the other counties of the region that are better off. "
                "People in need: a central estimate, in brackets the low and the high one."
            ),
            language.markdown(
                "A gap: fewer can be served than need it, and needs stand higher above the average county "
                "than supply does. “≥”: the figure of some entity is not known."
            ),
            language.markdown("Distances are measured between the middles of counties."),
            Markup(f"{link(language.text('Norms and method'), context.page(*METHOD))}."),
        )
    )


def balance_sources(rows: pd.DataFrame, *, supply: bool = False) -> pd.DataFrame:
    """List the sources behind rows of a balance of services.

    Parameters
    ----------
    rows : DataFrame
        Of ``ServiceBalance.table``.
    supply : bool
        Whether returns of generated organisations tell the supply.

    Returns
    -------
    DataFrame
        ``year, source``.
    """
    needs = rows.loc[rows["newest_year"].notna(), ["newest_year", "source"]].rename(
        columns={"newest_year": "year"}
    )
    counted = rows.loc[rows["facilities_year"].notna(), ["facilities_year", "facilities_source"]].set_axis(
        ["year", "source"], axis=1
    )
    used = [needs, counted]
    if supply and len(needs):
        used.append(pd.DataFrame({"year": [int(needs["year"].max())], "source": [RETURNS]}))
    return pd.concat(used, ignore_index=True).astype({"source": str})


def _mismatch(balance: ServiceBalance, teryt: str, context: PageContext) -> Inline:
    language = context.language
    row = balance.mismatch.set_index("teryt").loc[teryt]
    if pd.isna(row["value"]):
        return ""
    whole, low, high = (number(100 * float(row[one]), 0, language) for one in ("value", "lowest", "highest"))
    return Paragraph(
        language.markdown(
            "Of 100 places, {share} would have to serve another area for supply to follow needs "
            "({low}–{high}, depending on the norm).",
            share=whole,
            low=low,
            high=high,
        )
    )


def _white_spots(balance: ServiceBalance, rows: pd.DataFrame, context: PageContext) -> list[Inline]:
    language, names = context.language, area_names(context)
    if not balance.supply_known:
        return []
    spots = rows[rows["white_spot"]]
    heading = Heading(language.text("White spots"), 3, "white-spots")
    if spots.empty:
        return [
            heading,
            Paragraph(
                language.text("Wherever needs are great, at least one known entity or facility is there.")
            ),
        ]
    items = []
    for row in spots.to_dict("records"):
        area = names[str(row["area"])]
        if row["nearest"]:
            items.append(
                language.markdown(
                    "{area}: the nearest active entity is in another county ({county}, {km}).",
                    area=area,
                    county=county_of({"teryt": row["nearest"]}, context),
                    km=kilometres(float(row["nearest_km"]), context),
                )
            )
        else:
            items.append(
                language.markdown("{area}: no active entity is known in the whole region.", area=area)
            )
    return [
        heading,
        Paragraph(
            language.text(
                "Areas where needs are greater than in most counties of the region, and no known entity or "
                "facility is active here."
            )
        ),
        Bullets(tuple(items)),
    ]


def _unknown(rows: pd.DataFrame, context: PageContext) -> Inline:
    """Say of which areas the need is not known, and why."""
    language, names = context.language, area_names(context)
    unknown = rows[rows["central"].isna()]
    if unknown.empty:
        return ""
    without = load_need_norms().without
    reasons = [
        language.markdown("{area}: {why}", area=names[str(row["area"])], why=(
            without[str(row["area"])].in_language(language.code)
            if row["reason"] == NO_NORM
            else language.text("the figure behind the norm is missing for this county.")
        ))
        for row in unknown.to_dict("records")
    ]  # fmt: skip
    return Details(language.text("How many people need it is not known"), (Bullets(tuple(reasons)),))
