"""The tables of a county's page, made from its diagnosis."""

from collections.abc import Hashable
from typing import Any

import pandas as pd

from pes_analysis.catalogue import ClaimRules
from pes_analysis.catalogue.states import State
from pes_analysis.diagnose.county import CountyDiagnosis
from pes_analysis.present.language import Language, mark
from pes_analysis.present.markup import Inline, Markup, join
from pes_analysis.present.names import Form
from pes_analysis.present.numbers import day, number, years
from pes_analysis.present.pages.page_context import PageContext, collected_on
from pes_analysis.present.sentences.certainty import in_hundred
from pes_analysis.present.sentences.labels import sure_label
from pes_analysis.present.table import Table
from pes_analysis.robust.claim import Standing

AGED = {"older": mark("older"), "old": mark("old")}
"""Said beside a year: 3 to 5 years before the edition's, and more than 5."""
VERDICT_MARKS = {"better": "▲", "worse": "▼", "middle": "■", "none": ""}
HOLLOW_MARKS = {"better": "△", "worse": "▽", "middle": "□", "none": ""}


def verdict_sign(mark: str, standing: str = Standing.SAID) -> Markup:
    """Write the sign of a verdict, coloured where the page has colours; nothing for none.

    One that is only probable is hollow, and one that is not sure enough has no sign.

    Examples
    --------
    >>> [str(verdict_sign("middle", standing)) for standing in ("said", "softened", "unsaid")]
    ['■', '□', '']
    """
    if standing not in ("", Standing.SAID, Standing.SOFTENED):
        return Markup("")
    sign = (HOLLOW_MARKS if standing == Standing.SOFTENED else VERDICT_MARKS)[mark]
    return Markup(f"[{sign}]{{.{mark}}}" if mark in ("better", "worse") else sign)


def verdict_cell(mark: str, standing: str, context: PageContext) -> Markup:
    """Write a verdict as its sign and its word, as far as it is sure."""
    return join((verdict_sign(mark, standing), sure_label(mark, standing, context.language)))


def signs_explained(rules: ClaimRules, language: Language) -> Markup:
    """Say what full and hollow signs mean, and why some are missing."""
    return language.markdown(
        "{full} hold in at least {said} of 100 trials, {hollow} in at least {softened}. What is less sure "
        "has no sign.",
        said=str(in_hundred(rules.said_at)),
        softened=str(in_hundred(rules.softened_at)),
        full=" ".join(VERDICT_MARKS[one] for one in ("better", "middle", "worse")),
        hollow=" ".join(HOLLOW_MARKS[one] for one in ("better", "middle", "worse")),
    )


def area_table(diagnosis: CountyDiagnosis, areas: pd.DataFrame, context: PageContext) -> Table:
    """Table behind the overview: one row an area."""
    language = context.language
    names = {
        part.id: part.name.in_language(language.code)
        for dimension in context.edition.catalogue.dimensions
        for part in dimension.areas
    }
    rows = tuple(
        (
            names[row["area"]],
            State.MISSING.symbol if pd.isna(row["share"]) else number(row["share"], 0, language),
            str(row["n_with_data"]),
            str(row["n_better"]),
            str(row["n_middle"]),
            str(row["n_worse"]),
            "" if pd.isna(row["oldest_year"]) else years(int(row["oldest_year"]), int(row["newest_year"])),
        )
        for row in areas.to_dict("records")
    )
    return Table(
        label="overview",
        caption=language.text(
            "Position of {name} by area: 100 is the best place, 50 the middle",
            name=str(context.county_name(diagnosis.facts.teryt, Form.FULL)),
        ),
        columns=(
            language.text("Area"),
            language.text("Position"),
            language.text("Indicators"),
            f"▲ {language.text('better')}",
            f"■ {language.text('typical')}",
            f"▼ {language.text('worse')}",
            language.text("Years"),
        ),
        rows=rows,
        align="lrrrrrl",
        language=language,
    )


def positions_table(
    label: str, diagnosis: CountyDiagnosis, positions: pd.DataFrame, context: PageContext
) -> Table:
    """Table of indicators: the county, its group, the voivodeship, Poland, the verdict."""
    language = context.language
    newer = bool(positions["newest_year"].notna().any())
    rows = tuple(
        (
            context.indicator_link(row["indicator"]),
            context.value_text(row["indicator"], row["value"], row["state"]),
            _year(row, context),
            *((_newer(row, context),) if newer else ()),
            _median(row, context),
            _wider(row["indicator"], row["voivodeship"], row["voivodeship_approximate"], context),
            _wider(row["indicator"], row["poland"], row["poland_approximate"], context),
            verdict_cell(str(row["mark"]), str(row["standing"]), context),
        )
        for row in positions.to_dict("records")
    )
    return Table(
        label=label,
        caption=language.text(
            "Indicators: {name}, the counties compared, the voivodeship and Poland",
            name=str(context.county_name(diagnosis.facts.teryt, Form.FULL)),
        ),
        columns=(
            language.text("Indicator"),
            language.text("County"),
            language.text("Year"),
            *((language.text("Newer figure"),) if newer else ()),
            language.text("Median of the group"),
            language.text("Voivodeship"),
            language.text("Poland"),
            language.text("Place"),
        ),
        rows=rows,
        align="lrrrrrrl" if newer else "lrrrrrl",
        language=language,
    )


def trend_table(label: str, trends: pd.DataFrame, context: PageContext) -> Table:
    """Table behind a trend chart: one row a year, one column an indicator and its median."""
    language = context.language
    indicators = list(dict.fromkeys(trends["indicator"]))
    by_key = {(row["indicator"], row["year"]): row for row in trends.to_dict("records")}
    rows: list[tuple[Inline, ...]] = []
    for year in sorted(trends["year"].unique(), reverse=True):
        cells: list[Inline] = [str(year)]
        for indicator in indicators:
            row = by_key.get((indicator, year))
            if row is None:
                cells += ["", ""]
            else:
                cells.append(context.value_text(indicator, row["value"], row["state"], unit=False))
                cells.append(context.number_text(indicator, row["group_median"]))
        rows.append(tuple(cells))
    heads = [language.text("Year")]
    for indicator in indicators:
        heads += [context.plain_name(indicator), language.text("median")]
    return Table(
        label=label,
        caption=language.text("Change over time: the county and the median of those compared"),
        columns=tuple(heads),
        rows=tuple(rows),
        align="l" + "r" * (len(heads) - 1),
        language=language,
    )


def peers_table(diagnosis: CountyDiagnosis, context: PageContext) -> Table:
    """Table of similar counties, nearest first, with what makes them similar."""
    language = context.language
    variables = list(diagnosis.peers_explained["variable"])
    # One count of decimals a column: hundreds and more are printed whole.
    decimals = {one: 0 if diagnosis.peers[one].max() >= 100 else 1 for one in variables}
    rows = tuple(
        (
            context.county_link(str(row["teryt"]), with_voivodeship=True),
            number(row["distance"], 2, language),
            *(_structure_cell(row[variable], decimals[variable], context) for variable in variables),
        )
        for row in diagnosis.peers.to_dict("records")
    )
    own = diagnosis.peers_explained.set_index("variable")["value"]
    first: tuple[Inline, ...] = (
        Markup(f"**{context.county_name(diagnosis.facts.teryt).markdown()}**"),
        "",
        *(_structure_cell(own[variable], decimals[variable], context) for variable in variables),
    )
    return Table(
        label="peers",
        caption=language.text("Similar counties, the most similar first"),
        columns=(
            language.text("County"),
            language.text("Distance"),
            *(
                f"{context.structural_name(row['variable'])} ({row['year']})"
                for row in diagnosis.peers_explained.to_dict("records")
            ),
        ),
        rows=(first, *rows),
        align="l" + "r" * (len(variables) + 1),
        language=language,
    )


def sources_table(diagnosis: CountyDiagnosis, context: PageContext) -> Table:
    """Table of the sources behind the figures of the page."""
    language = context.language
    rows = tuple(
        (
            str(row["publisher"]),
            str(row[f"title_{language.code}"]),
            years(int(row["first_year"]), int(row["last_year"])),
            ""
            if (when := collected_on({"collected_on": row["collected_on"]})) is None
            else day(when, language),
        )
        for row in diagnosis.sources.to_dict("records")
    )
    return Table(
        label="sources",
        caption=language.text("Sources of the figures on this page"),
        columns=(
            language.text("Publisher"),
            language.text("Publication"),
            language.text("Years"),
            language.text("Collected"),
        ),
        rows=rows,
        align="llll",
        language=language,
    )


def _year(row: dict[Hashable, Any], context: PageContext) -> str:
    """Write the year of a figure, and when it is no longer fresh, say so."""
    if pd.isna(row["year"]):
        return ""
    aged = AGED.get(str(row["reliability"]))
    return f"{row['year']}, {context.language.text(aged)}" if aged else str(row["year"])


def _newer(row: dict[Hashable, Any], context: PageContext) -> str:
    """Write a figure newer than the year of comparison, which nothing can be compared with yet."""
    if pd.isna(row["newest_year"]):
        return ""
    value = context.value_text(str(row["indicator"]), row["newest_value"], State.VALUE, unit=False)
    return f"{value} ({row['newest_year']})"


def _median(row: dict[Hashable, Any], context: PageContext) -> str:
    """Write the median of the group; a star marks the other counties of the voivodeship."""
    text = context.number_text(str(row["indicator"]), row["median"])
    return f"{text} *" if text and row["group"] == "region" else text


def table_notes(positions: pd.DataFrame, context: PageContext) -> Markup:
    """Explain the star and the sign of an approximation, where the table has them."""
    language = context.language
    shown = positions[positions["voivodeship"].notna() | positions["poland"].notna()]
    approximate = shown["voivodeship_approximate"].any() or shown["poland_approximate"].any()
    notes = (
        language.text("* The group is the other counties of the voivodeship, not similar counties.")
        if positions["group"].eq("region").any()
        else "",
        language.text("≈ Computed without counties that have no figure.") if approximate else "",
        language.text("An empty place beside the county's figure means no data."),
        signs_explained(context.edition.catalogue.claims, language)
        if positions["standing"].astype(bool).any()
        else "",
    )
    return join(notes)


def _wider(indicator: str, value: float, approximate: bool, context: PageContext) -> str:
    text = context.number_text(indicator, value)
    return f"≈ {text}" if text and approximate else text


def _structure_cell(value: float, decimals: int, context: PageContext) -> str:
    return State.MISSING.symbol if pd.isna(value) else number(value, decimals, context.language)
