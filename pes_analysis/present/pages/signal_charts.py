"""Signals as pictures: each service area against the region, with what official figures say of it."""

from collections.abc import Hashable
from typing import Any

import pandas as pd

from pes_analysis.catalogue.signals import load_signal_rules
from pes_analysis.diagnose.signals import UNCODED, SignalDiagnosis
from pes_analysis.present.figure import Figure
from pes_analysis.present.interval_dots import IntervalWords, interval_dots
from pes_analysis.present.language import mark
from pes_analysis.present.markup import in_sentence
from pes_analysis.present.names import Form
from pes_analysis.present.numbers import number
from pes_analysis.present.pages.page_context import GENERATED, PageContext
from pes_analysis.present.pages.service_words import area_names
from pes_analysis.present.scales import nice_ticks
from pes_analysis.present.table import Table

Row = dict[Hashable, Any]
REPORTED = mark("reports of local units")


def county_chart(found: SignalDiagnosis, teryt: str, table: Table, context: PageContext) -> Figure | None:
    """Draw the areas of one county that may be told of; None when there is none.

    Parameters
    ----------
    found : SignalDiagnosis
    teryt : str
    table : Table
        Of the same figures, and of those that are hidden.
    context : PageContext
    """
    language = context.language
    rows = found.of(teryt)
    shown = rows[~rows["hidden"] & (rows["area"] != UNCODED)].sort_values(
        "value", ascending=False, kind="stable"
    )
    if shown.empty:
        return None
    drawn = _drawn(shown, context).assign(
        beside=shown["region"].to_numpy(),
        note=[_county_note(row, context) for row in shown.to_dict("records")],
    )
    telling = [name_of_verdict(str(one), context) for one in shown["verdict"] if one]
    finding = language.plural(
        "In {n} service area there are more signals than usual, or statistics tell nothing.",
        "In {n} service areas there are more signals than usual, or statistics tell nothing.",
        len(telling),
    )
    if not telling:
        finding = language.text("No area stands apart from the region or from its own past.")
    return _figure(
        drawn,
        language.text("rest of the region"),
        language.text(
            "{finding} Reports {inside} per 100,000 residents, {year}.",
            finding=finding,
            inside=str(context.county_name(teryt, Form.IN)),
            year=str(found.year),
        ),
        "signals-county",
        table,
        found,
        context,
    )


def region_chart(found: SignalDiagnosis, table: Table, context: PageContext) -> Figure | None:
    """Draw the areas of the whole region, with how many counties say what beside official figures.

    Parameters
    ----------
    found : SignalDiagnosis
    table : Table
    context : PageContext
    """
    if found.areas.empty:
        return None
    language = context.language
    rows = found.areas
    drawn = _drawn(rows, context).assign(note=[_region_note(row, context) for row in rows.to_dict("records")])
    finding = language.text("Most reports: {area}.", area=in_sentence(str(drawn["name"].iloc[0])))
    return _figure(
        drawn,
        "",
        language.text(
            "{finding} Reports per 100,000 residents of the region, {year}.",
            finding=finding,
            year=str(found.year),
        ),
        "signals-region",
        table,
        found,
        context,
    )


def region_table(found: SignalDiagnosis, context: PageContext) -> Table:
    """Write the figures of `region_chart`."""
    language, names = context.language, area_names(context)
    words = load_signal_rules().verdicts
    return Table(
        label="signals-areas",
        caption=language.text("Signals by service area, {year}", year=str(found.year)),
        columns=(
            language.text("Service area"),
            language.text("Reports per 100,000 residents (interval)"),
            *(
                language.text("Counties: {verdict}", verdict=one.name.in_language(language.code))
                for one in words.values()
            ),
        ),
        rows=tuple(
            (
                names[str(row["area"])],
                rate_text(row, context),
                *(number(row[one], 0, language) for one in words),
            )
            for row in found.areas.to_dict("records")
        ),
        align="lr" + "r" * len(words),
        language=language,
    )


def rate_text(row: Row, context: PageContext) -> str:
    """Write a rate with its interval."""
    value, low, high = (number(row[one], 1, context.language) for one in ("value", "lower_95", "upper_95"))
    return f"{value} ({low}–{high})"


def name_of_verdict(verdict: str, context: PageContext) -> str:
    """Name what signals say beside official figures; empty for nothing."""
    words = load_signal_rules().verdicts
    return words[verdict].name.in_language(context.language.code) if verdict else ""  # type: ignore[index]


def _drawn(rows: pd.DataFrame, context: PageContext) -> pd.DataFrame:
    names = area_names(context)
    return pd.DataFrame(
        {
            "name": [names[str(area)] for area in rows["area"]],
            "value": rows["value"].to_numpy(),
            "lower": rows["lower_95"].to_numpy(),
            "upper": rows["upper_95"].to_numpy(),
            "value_text": [number(value, 1, context.language) for value in rows["value"]],
        }
    )


def _county_note(row: Row, context: PageContext) -> str:
    language = context.language
    if pd.isna(row["official"]):
        official = language.text("statistics: nothing")
    else:
        official = language.text(
            "need by statistics {need} of 100", need=number(row["official"], 0, language)
        )
    verdict = name_of_verdict(str(row["verdict"]), context)
    return f"{official}; {verdict}" if verdict and not pd.isna(row["official"]) else verdict or official


def _region_note(row: Row, context: PageContext) -> str:
    language = context.language
    told = [
        language.plural(
            "{verdict}: {n} county", "{verdict}: {n} counties", int(row[one]),
            verdict=name_of_verdict(one, context),
        )
        for one in load_signal_rules().verdicts
        if row[one]
    ]  # fmt: skip
    return "; ".join(told)


def _figure(
    drawn: pd.DataFrame,
    beside: str,
    caption: str,
    label: str,
    table: Table,
    found: SignalDiagnosis,
    context: PageContext,
) -> Figure:
    language = context.language
    highest = max(float(drawn["upper"].max()), float(drawn["beside"].max()) if "beside" in drawn else 0.0)
    words = IntervalWords(
        low="",
        high="",
        value=language.text("reports per 100,000 residents"),
        interval=language.text("95% interval"),
        reference="",
        tick=lambda value, decimals: number(value, decimals, language),
        beside=beside,
    )
    source = language.text(GENERATED if found.generated else REPORTED)
    said = [
        f"{row['name']}: {row['value_text']}" + (f" ({row['note']})" if row["note"] else "")
        for row in drawn.to_dict("records")
    ]
    return interval_dots(
        drawn,
        words,
        ends=(0.0, nice_ticks(0.0, highest)[-1]),
        label=label,
        caption=language.text("{caption} Source: {publishers}.", caption=caption, publishers=source),
        alt=f"{caption} {'; '.join(said)}.",
        table=table,
    )
