"""Chapters about organisations: who there is, employment, finance, reintegration."""

from typing import Any

import pandas as pd

from pes_analysis.present.blocks import Details, Paragraph
from pes_analysis.present.figure import Figure
from pes_analysis.present.language import mark
from pes_analysis.present.markup import Inline, Markup
from pes_analysis.present.pages.report.view import DASH, ReportView
from pes_analysis.present.profile_bars import ProfileWords, profile_bars
from pes_analysis.present.table import Table

TITLES: dict[str, str] = {
    "employment": mark("Employment"),
    "finance": mark("Finance"),
    "reintegration": mark("Results of reintegration"),
}
FEWEST_SHOWN = 3
"""Alarms of fewer organisations are not counted out: a reader could tell whose they are."""


def sector(view: ReportView) -> Markup:
    """Count the organisations by type and status, and by county."""
    language, told = view.language, view.report.sector
    title = language.text("The sector")
    if not told.known:
        return view.chapter(title, "sector", view.no_organisations())
    statuses = [one.id for one in view.context.edition.catalogue.closed_list("activity_status").items]
    shown = [one for one in statuses if one in told.register.columns]
    items = {one.id: one for one in view.context.edition.catalogue.closed_list("activity_status").items}
    table = view.table(
        "sector",
        language.text("Social-economy entities by type and status, end of {year}", year=str(view.year)),
        (
            language.text("Type"),
            *(items[one].name.in_language(language.code) for one in shown),
            language.text("All together"),
            language.text("Social enterprises among them"),
        ),
        [
            (view.type_name(str(kind)), *(view.whole(row[one]) for one in (*shown, "all", "ps")))
            for kind, row in zip(told.register.index, told.register.to_dict("records"), strict=True)
        ],
        "l" + "r" * (len(shown) + 2),
    )
    counties = view.table(
        "sector-counties",
        language.text("Social-economy entities by county, end of {year}", year=str(view.year)),
        (language.text("County"), language.text("All together"), language.text("Active")),
        [
            (view.context.county_link(str(teryt)), view.whole(row["all"]), view.whole(row["active"]))
            for teryt, row in zip(told.counties.index, told.counties.to_dict("records"), strict=True)
        ],
        "lrr",
    )
    return view.chapter(
        title,
        "sector",
        Paragraph(
            language.text(
                "A register tells who was entered, not who works. Hence the status: active are those of "
                "whom somebody checked that they work."
            )
        ),
        view.generated(),
        table,
        Details(language.text("County by county"), (counties,)),
    )


def employment(view: ReportView) -> Markup:
    """Tell how many people work in the sector and how that changed."""
    return _money_or_people(view, "employment")


def finance(view: ReportView) -> Markup:
    """Tell what the sector lives on and how that changed."""
    return _money_or_people(view, "finance")


def reintegration(view: ReportView) -> Markup:
    """Tell what became of those who took part in reintegration, with intervals."""
    language, told = view.language, view.report.sector
    title = language.text(TITLES["reintegration"])
    if told.pooled.empty:
        return view.chapter(title, "reintegration", view.no_organisations())
    figure = _rates_chart(view)
    return view.chapter(
        title,
        "reintegration",
        Paragraph(
            language.text(
                "Organisations of one type differ in whom they admit. Higher is not always better work."
            )
        ),
        view.generated(),
        Markup(figure.markdown()),
        Details(language.text("The same in a table"), (figure.table,)),
        _totals_table(view, "reintegration"),
    )


def alarms(view: ReportView) -> Markup:
    """Count organisations with an alarm; few are not counted out."""
    language, told = view.language, view.report.sector
    title = language.text("Alarms")
    if told.alarms.empty:
        return view.chapter(title, "alarms", view.no_organisations())
    names = {one.id: one.name.in_language(language.code) for one in view.context.edition.catalogue.alarms}
    rows = []
    for row in told.alarms.to_dict("records"):
        few = 0 < row["ringing"] < FEWEST_SHOWN
        rows.append(
            (
                names[row["alarm"]],
                language.text("fewer than {n}", n=str(FEWEST_SHOWN)) if few else view.whole(row["ringing"]),
                view.whole(row["checked"]),
                DASH if few else _with_interval(view, row),
            )
        )
    table = view.table(
        "alarms",
        language.text("Organisations with an alarm in {year}", year=str(view.year)),
        (
            language.text("Alarm"),
            language.text("Rings in"),
            language.text("Checked in"),
            language.text("Share and 95% interval"),
        ),
        rows,
        "lrrr",
    )
    return view.chapter(
        title,
        "alarms",
        Paragraph(language.text("An alarm is a trouble that has to be dealt with whatever the scores are.")),
        view.generated(),
        table,
    )


def _money_or_people(view: ReportView, chapter: str) -> Markup:
    told, title = view.report.sector, view.language.text(TITLES[chapter])
    if not told.known:
        return view.chapter(title, chapter, view.no_organisations())
    return view.chapter(
        title,
        chapter,
        view.generated(),
        _totals_table(view, chapter),
        Paragraph(
            view.language.text(
                "A total changes for two reasons: the same organisations have more or less, or others "
                "answered. The next table tells them apart."
            )
        ),
        _changes_table(view, chapter),
        *_medians(view, chapter),
    )


def _totals_table(view: ReportView, chapter: str) -> Table:
    language, totals = view.language, view.report.sector.totals
    own = totals[totals["chapter"] == chapter]
    years = sorted(set(own["year"]))
    rows = []
    for variable, of_variable in own.groupby("variable", sort=False):
        by_year = of_variable.set_index("year")
        rows.append(
            (
                view.variable_name(str(variable)),
                *(view.quantity(str(variable), by_year["total"][year]) for year in years),
                view.whole(by_year["n"][years[-1]]),
            )
        )
    return view.table(
        f"{chapter}-totals",
        language.text(
            "{chapter}: totals of those who answered, {first}–{last}",
            chapter=language.text(TITLES[chapter]),
            first=str(years[0]),
            last=str(years[-1]),
        ),
        (
            language.text("Figure"),
            *(str(year) for year in years),
            language.text("Answers in {year}", year=str(years[-1])),
        ),
        rows,
        "l" + "r" * (len(years) + 1),
    )


def _changes_table(view: ReportView, chapter: str) -> Table:
    language, told = view.language, view.report.sector
    wanted = set(told.totals.loc[told.totals["chapter"] == chapter, "variable"])
    own = told.changes[told.changes["variable"].isin(wanted)]
    return view.table(
        f"{chapter}-changes",
        language.text(
            "{chapter}: what the change from {before} to {now} is made of",
            chapter=language.text(TITLES[chapter]),
            before=str(view.year - 1),
            now=str(view.year),
        ),
        (
            language.text("Figure"),
            str(view.year - 1),
            language.text("The same organisations"),
            language.text("Answered only now"),
            language.text("Answered only then"),
            str(view.year),
        ),
        [
            (
                view.variable_name(row["variable"]),
                *(
                    view.quantity(row["variable"], row[one])
                    for one in ("before", "same", "came", "left", "now")
                ),
            )
            for row in own.to_dict("records")
        ],
        "lrrrrr",
    )


def _medians(view: ReportView, chapter: str) -> list[Inline]:
    language, context = view.language, view.context
    own = view.report.sector.medians
    own = own[(own["chapter"] == chapter) & own["median"].notna()]
    if own.empty:
        return []
    table = view.table(
        f"{chapter}-medians",
        language.text(
            "{chapter}: the middle organisation by type, {year}",
            chapter=language.text(TITLES[chapter]),
            year=str(view.year),
        ),
        (
            language.text("Indicator"),
            language.text("Type"),
            language.text("A quarter has less than"),
            language.text("Median"),
            language.text("A quarter has more than"),
            language.text("Organisations"),
        ),
        [
            (
                context.indicator_link(row["indicator"]),
                view.type_name(row["type"]),
                *(context.value_text(row["indicator"], row[one], "value") for one in ("q1", "median", "q3")),
                view.whole(row["n"]),
            )
            for row in own.to_dict("records")
        ],
        "llrrrr",
    )
    return [Details(language.text("The middle organisation by type"), (table,))]


def _rates_chart(view: ReportView) -> Figure:
    language, pooled = view.language, view.report.sector.pooled
    names = [
        f"{view.context.plain_name(row['indicator'])}: {view.type_name(row['type'])}"
        for row in pooled.to_dict("records")
    ]
    table = view.table(
        "rates",
        language.text("Rates of people in {year}, with 95% intervals", year=str(view.year)),
        (
            language.text("Rate and type"),
            language.text("Organisations"),
            language.text("Succeeded"),
            language.text("Took part"),
            language.text("Share and 95% interval"),
        ),
        [
            (
                name,
                view.whole(row["organisations"]),
                view.whole(row["numerator"]),
                view.whole(row["denominator"]),
                _with_interval(view, row),
            )
            for name, row in zip(names, pooled.to_dict("records"), strict=True)
        ],
        "lrrrr",
    )
    rows = pd.DataFrame(
        {
            "name": names,
            "score": pooled["value"].to_numpy(),
            "lower": pooled["lower"].to_numpy(),
            "upper": pooled["upper"].to_numpy(),
            "median": float("nan"),
            "mark": "none",
            "score_text": [view.percent(one, 1) for one in pooled["value"]],
            "note": [language.text("{n} took part", n=view.whole(one)) for one in pooled["denominator"]],
            "state": "value",
            "reason": "",
        }
    )
    words = ProfileWords(
        axis=language.text("per cent of those who took part"),
        score=language.text("share"),
        reference="",
        interval=language.text("95% interval"),
        median="",
        reference_from=None,
        better="",
        middle="",
        worse="",
    )
    said = "; ".join(
        f"{name}: {view.percent(value, 1)}" for name, value in zip(names, pooled["value"], strict=True)
    )
    return profile_bars(
        rows,
        words,
        label="rates",
        caption=view.with_source(
            language.text("What became of those who took part, {year}.", year=str(view.year))
        ),
        alt=f"{said}.",
        table=table,
    )


def _with_interval(view: ReportView, row: Any) -> str:
    return view.language.text(
        "{value} ({lower}–{upper})",
        value=view.percent(row["value"], 1),
        lower=view.percent(row["lower"], 1),
        upper=view.percent(row["upper"], 1),
    )
