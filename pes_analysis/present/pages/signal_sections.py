"""Signals of local units: what a county's and a region's page tell of them."""

from collections.abc import Hashable
from typing import Any

import pandas as pd

from pes_analysis.catalogue.signals import load_signal_rules
from pes_analysis.catalogue.states import State
from pes_analysis.diagnose.signals import APART, RISING, UNCODED, UNDECIDED, SignalDiagnosis
from pes_analysis.present.blocks import Bullets, Details, Heading, Paragraph, SourceNote, document
from pes_analysis.present.figure import Figure
from pes_analysis.present.language import mark
from pes_analysis.present.markup import Inline, Markup, as_markdown, join
from pes_analysis.present.names import Form, ProperName
from pes_analysis.present.numbers import number
from pes_analysis.present.pages.page_context import PageContext
from pes_analysis.present.pages.service_words import area_names
from pes_analysis.present.pages.signal_charts import (
    county_chart,
    name_of_verdict,
    rate_text,
    region_chart,
    region_table,
)
from pes_analysis.present.table import Table

Row = dict[Hashable, Any]
MADE_UP = mark("The signals are demonstration data: they were generated and nobody reported them.")
MOST_CODERS = 5
TITLE = mark("Signals: what statistics do not see")


def county_signals(found: SignalDiagnosis | None, teryt: str, context: PageContext) -> Markup:
    """Write what local units reported in a county.

    Parameters
    ----------
    found : SignalDiagnosis or None
        Of the county's voivodeship; None when the edition has no signals there.
    teryt : str
    context : PageContext
    """
    language = context.language
    heading = Heading(language.text(TITLE), 2, "signals")
    if found is None:
        return document(heading, Paragraph(_no_signals(context)))
    rows = found.of(teryt)
    if rows.empty:
        return document(
            heading, Paragraph(language.text("Nobody reported a signal from this county in the year."))
        )
    telling = found.telling[found.telling["teryt"] == teryt]
    table = _table(found, rows, teryt, context)
    said = [_verdict(row, context) for row in telling.to_dict("records")]
    return document(
        heading,
        Paragraph(_total(found, teryt, context)),
        _made_up(found, context),
        Bullets(tuple(said))
        if said
        else Paragraph(language.text("No area stands apart from the region or from its own past.")),
        *_picture(county_chart(found, teryt, table, context), table, context),
    )


def region_signals(found: SignalDiagnosis | None, context: PageContext) -> Markup:
    """Write what local units reported across a region.

    Parameters
    ----------
    found : SignalDiagnosis or None
    context : PageContext
    """
    language = context.language
    heading = Heading(language.text(TITLE), 2, "signals")
    if found is None:
        return document(heading, Paragraph(_no_signals(context)))
    kinds = {
        item.id: item.name.in_language(language.code)
        for item in context.edition.catalogue.closed_list("signal_kinds").items
    }
    shares = "; ".join(
        f"{kinds[str(kind)]}: {number(100 * share, 0, language)}%" for kind, share in found.kinds.items()
    )
    told, areas = found.telling, region_table(found, context)
    table: Inline = ""
    if len(told):
        names = area_names(context)
        table = Table(
            label="signals",
            caption=language.text("Signals that stand apart, {year}", year=str(found.year)),
            columns=(
                language.text("County"),
                language.text("Service area"),
                language.text("People"),
                language.text("Against statistics"),
            ),
            rows=tuple(
                (
                    context.county_link(str(row["teryt"])),
                    names[str(row["area"])],
                    number(row["persons"], 0, language),
                    name_of_verdict(str(row["verdict"]), context),
                )
                for row in told.to_dict("records")
            ),
            align="llrl",
            language=language,
        )
    return document(
        heading,
        Paragraph(
            language.markdown_plural(
                "Local units sent {n} signal in {year}. Nobody has coded {uncoded}; {held} descriptions "
                "were held back, for they seemed to hold personal data.",
                "Local units sent {n} signals in {year}. Nobody has coded {uncoded}; {held} descriptions "
                "were held back, for they seemed to hold personal data.",
                found.reports,
                year=str(found.year),
                uncoded=str(found.uncoded),
                held=str(found.held_back),
            )
        ),
        _made_up(found, context),
        Paragraph(language.markdown("Kinds of signals: {shares}.", shares=shares)),
        *_picture(region_chart(found, areas, context), areas, context),
        table,
        _coders(found, context),
    )


def _no_signals(context: PageContext) -> str:
    return context.language.text("This edition has no signals of local units from this voivodeship.")


def _made_up(found: SignalDiagnosis, context: PageContext) -> Inline:
    text = as_markdown(context.language.text(MADE_UP))
    return Paragraph(Markup(f"**{text}**")) if found.generated else ""


def _total(found: SignalDiagnosis, teryt: str, context: PageContext) -> Markup:
    language, total = context.language, found.totals.loc[teryt]
    inside = Markup(context.county_name(teryt, Form.IN).markdown())
    if not total["told"]:
        return language.markdown("Local units reported signals {inside} about few people.", inside=inside)
    return language.markdown(
        "Signals of local units {inside}, {year}. People concerned: {people}.",
        inside=inside,
        year=str(found.year),
        people=number(float(str(total["persons"])), 0, language),
    )


def _verdict(row: Row, context: PageContext) -> Markup:
    language = context.language
    why = [_position(row, context), _time(row, context)]
    return language.markdown(
        "**{area}**: {verdict}. People: {people}; {why}.",
        area=area_names(context)[str(row["area"])],
        verdict=name_of_verdict(str(row["verdict"]), context),
        people=number(row["persons"], 0, language),
        why=join(tuple(one for one in why if one), "; "),
    )


def _position(row: Row, context: PageContext) -> str:
    language = context.language
    if row["position"] == APART:
        return language.text("more than elsewhere in the region")
    return language.text("as elsewhere in the region")


def _time(row: Row, context: PageContext) -> str:
    language = context.language
    if row["time"] == UNDECIDED:
        return language.text("change cannot be calculated")
    return language.text("more than before") if row["time"] == RISING else language.text("as before")


def _table(found: SignalDiagnosis, rows: pd.DataFrame, teryt: str, context: PageContext) -> Table:
    language, names = context.language, area_names(context)
    lines = []
    for row in rows.to_dict("records"):
        name = names.get(str(row["area"]), language.text("not coded"))
        if row["hidden"]:
            symbol = State.SUPPRESSED.symbol
            lines.append((name, symbol, symbol, symbol, symbol, _official(row, context), ""))
            continue
        lines.append(
            (
                name,
                number(row["persons"], 0, language),
                rate_text(row, context),
                State.SUPPRESSED.symbol if pd.isna(row["region"]) else number(row["region"], 1, language),
                _time(row, context),
                _official(row, context),
                name_of_verdict(str(row["verdict"]), context),
            )
        )
    return Table(
        label="signals",
        caption=language.text(
            "Signals {inside}, {year}", inside=str(context.county_name(teryt, Form.IN)), year=str(found.year)
        ),
        columns=(
            language.text("Service area"),
            language.text("People"),
            language.text("Reports per 100,000 residents (interval)"),
            language.text("Elsewhere in the region"),
            language.text("Against time"),
            language.text("Need by statistics, 0–100"),
            language.text("Against statistics"),
        ),
        rows=tuple(lines),
        align="lrrrlrl",
        language=language,
    )


def _official(row: Row, context: PageContext) -> str:
    if row["area"] == UNCODED or pd.isna(row["official"]):
        return State.MISSING.symbol
    return number(row["official"], 0, context.language)


def _how_to_read(context: PageContext) -> Markup:
    language, rules = context.language, load_signal_rules()
    return join(
        (
            language.markdown(
                "Fewer than {n} people are not told of. Another figure is hidden too where the total would "
                "give the small one away.",
                n=str(rules.small_count),
            ),
            language.markdown(
                "More than elsewhere: the 99.8% interval lies above the rest of the region; chance alone "
                "does this in about 1 of 1,000 cases."
            ),
            language.markdown(
                "More than before: the last {recent} months against all before; chance alone does this in at "
                "most {alarm} of 100 cases. With fewer than {fewest} reports nothing is calculated.",
                recent=str(rules.recent_months),
                alarm=number(100 * rules.false_alarm, 0, language),
                fewest=str(rules.fewest_signals),
            ),
            _words(context),
        )
    )


def _words(context: PageContext) -> Markup:
    code = context.language.code
    opening, closing = ("„", "”") if code == "pl" else ("“", "”")
    said = [
        f"{opening}{one.name.in_language(code)}{closing}: {one.reading.in_language(code)}"
        for one in load_signal_rules().verdicts.values()
    ]
    return as_markdown(" ".join(said))


def _picture(figure: Figure | None, table: Table, context: PageContext) -> tuple[Inline, ...]:
    """Show the picture with its table and how to read it; the table alone where nothing may be drawn."""
    how = SourceNote(_how_to_read(context))
    if figure is None:
        return (Details(context.language.text("Signals by service area"), (table, how)),)
    return figure, Details(context.language.text("Signals by service area"), (table, how))


def _coders(found: SignalDiagnosis, context: PageContext) -> Inline:
    """Say who chose the service areas: a function, never a person; those with most signals."""
    language = context.language
    if found.coders.empty:
        return ""
    first, others = found.coders.iloc[:MOST_CODERS], found.coders.iloc[MOST_CODERS:]
    # Who codes writes in Polish, on an English page too.
    told = [
        join((ProperName("", str(coder), "", language).markdown(), number(count, 0, language)))
        for coder, count in first.items()
    ]
    rest = int(others.sum())
    if rest:
        told.append(join((language.text("others"), number(rest, 0, language))))
    return SourceNote(
        language.markdown("Service areas were chosen by, signals: {named}.", named=join(told, "; "))
    )
