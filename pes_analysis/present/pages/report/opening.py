"""How the report begins: its summary, how to read it, abbreviations, and how it was made."""

import pandas as pd

from pes_analysis.catalogue.states import STATE_SYMBOLS
from pes_analysis.present.blocks import Bullets, Callout, DefinitionList, Details, Findings, Lead, Paragraph
from pes_analysis.present.markup import Inline, Markup
from pes_analysis.present.names import Form, voivodeship_name
from pes_analysis.present.pages.report.view import ReportView
from pes_analysis.present.table import SYMBOL_MEANINGS


def summary(view: ReportView) -> Markup:
    """Write the first screen: what the report is about and its main findings."""
    language, edition = view.language, view.context.edition
    region = voivodeship_name(edition.region_name, language=language, form=Form.FULL)
    lead = language.markdown(
        "The social economy and the needs of counties in {region}: the state at the end of {year}.",
        region=region,
        year=str(view.year),
    )
    notice: Inline = ""
    if view.report.sector.generated:
        notice = Callout(
            "important",
            language.text("Demonstration data"),
            (
                language.text(
                    "Figures of counties are real. Organisations and their figures are made up to show "
                    "what the report looks like."
                ),
            ),
        )
    return view.chapter(
        language.text("Summary"), "summary", Lead(lead), notice, Findings(tuple(main_findings(view)))
    )


def main_findings(view: ReportView) -> list[Inline]:
    """Say in a few sentences what the chapters found."""
    language, report = view.language, view.report
    found: list[Inline] = []
    if report.sector.known:
        register, returns = report.sector.register, report.sector.returns
        found.append(
            language.plural(
                "The region has {n} known social-economy entity; {active} are active.",
                "The region has {n} known social-economy entities; {active} are active.",
                int(register["all"].sum()),
                active=view.whole(float(register["active"].sum()) if "active" in register else 0),
            )
        )
        found.append(
            language.text(
                "{received} of {asked} sent the questionnaire back ({share}). Figures of the sector speak "
                "of these only.",
                received=view.whole(float(returns["received"].sum())),
                asked=view.whole(float(returns["asked"].sum())),
                share=view.percent(report.measures["response_pct"]),
            )
        )
        found.extend(_people_helped(view))
    if not report.programme.empty:
        status = report.programme["status"]
        found.append(
            language.text(
                "Of {all} programme indicators {late} stand still or move away from the target.",
                all=view.whole(len(status)),
                late=view.whole(report.measures["programme_behind"]),
            )
        )
    found.append(
        language.plural(
            "The figures call for {n} recommendation.",
            "The figures call for {n} recommendations.",
            len(report.recommendations),
        )
        if report.recommendations
        else language.text("The figures call for no recommendation.")
    )
    return found


def _people_helped(view: ReportView) -> list[Inline]:
    pooled = view.report.sector.pooled
    row = pooled[(pooled["indicator"] == "employment_effectiveness") & (pooled["type"] == "")]
    if row.empty:
        return []
    one = row.iloc[0]
    return [
        view.language.text(
            "Three months after a reintegration programme {share} of those who completed it had a job "
            "(95% interval: {lower}–{upper}).",
            share=view.percent(float(one["value"])),
            lower=view.whole(float(one["lower"])),
            upper=view.percent(float(one["upper"])),
        )
    ]


def how_to_read(view: ReportView) -> Markup:
    """Explain marks, symbols, intervals and abbreviations."""
    language, catalogue = view.language, view.context.edition.catalogue
    symbols = tuple(
        (Markup(f"**{symbol}**"), language.text(SYMBOL_MEANINGS[state]))
        for state, symbol in STATE_SYMBOLS.items()
    )
    abbreviations = tuple(
        (one.id.upper(), one.name.in_language(language.code))
        for one in catalogue.entity_types
        if one.id in view.report.sector.register.index
    )
    return view.chapter(
        language.text("How to read the report"),
        "how-to-read",
        Bullets(
            (
                language.text("The year and the source of a figure stand beside it."),
                language.text("The median is the middle figure: half of the units have less, half more."),
                language.text(
                    "A 95% interval tells how far chance alone could have moved the figure. "
                    "The fewer people, the wider it is."
                ),
                language.text("▲ means better, ▼ worse, ■ in between. A colour never says it alone."),
            )
        ),
        Details(language.text("Symbols in tables"), (DefinitionList(symbols),)),
        Details(language.text("Abbreviations"), (DefinitionList(abbreviations),)) if abbreviations else "",
    )


def method(view: ReportView) -> Markup:
    """Tell whom the figures come from, and how many of those asked answered."""
    language, returns = view.language, view.report.sector.returns
    title = language.text("How the report was made")
    links = language.markdown(
        "Every step is described on the pages {method} and {card}.",
        method=view.context.page_link(language.text("How diagnoses are made"), "metoda.qmd"),
        card=view.context.page_link(language.text("How cards are made"), "metoda-karty.qmd"),
    )
    if returns.empty:
        return view.chapter(title, "method", view.no_organisations(), Paragraph(links))
    rows: list[tuple[str, ...]] = [
        (
            view.type_name(str(kind)),
            view.whole(float(row["asked"])),
            view.whole(float(row["received"])),
            view.whole(float(row["full"])),
            view.percent(float(row["response_pct"])),
        )
        for kind, row in zip(returns.index, returns.to_dict("records"), strict=True)
    ]
    together = returns[["asked", "received", "full"]].sum()
    rows.append(
        (
            view.type_name(""),
            *(view.whole(float(one)) for one in together),
            view.percent(100 * float(together["received"]) / float(together["asked"])),
        )
    )
    table = view.table(
        "returns",
        language.text("Questionnaires sent and returned for {year}", year=str(view.year)),
        (
            language.text("Type"),
            language.text("Asked"),
            language.text("Returned"),
            language.text("Complete"),
            language.text("Share returned"),
        ),
        rows,
        "lrrrr",
    )
    return view.chapter(
        title,
        "method",
        Paragraph(
            language.text(
                "Figures of organisations come from questionnaires for {year}. Totals add up those who "
                "answered; nothing is estimated for the others.",
                year=str(view.year),
            )
        ),
        Paragraph(
            language.text(
                "Rates of people are pooled: all who succeeded, divided by all who took part. "
                "A median is printed from five organisations up."
            )
        ),
        view.generated(),
        table,
        Paragraph(links),
    )


def known(value: float) -> bool:
    """Whether there is a number to tell.

    Examples
    --------
    >>> known(1.0), known(float("nan"))
    (True, False)
    """
    return not pd.isna(value)
