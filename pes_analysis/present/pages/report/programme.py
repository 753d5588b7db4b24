"""Chapters that set the year beside plans and the past: the programme, and the earlier edition."""

import pandas as pd

from pes_analysis.diagnose.programme import STATUSES
from pes_analysis.diagnose.year_on_year import BREAK, CHANGED, NO_NEWER, SAME, TERRITORY
from pes_analysis.present.blocks import Bullets, Heading, Paragraph
from pes_analysis.present.language import mark
from pes_analysis.present.markup import Inline, Markup, as_markdown
from pes_analysis.present.numbers import number, with_unit
from pes_analysis.present.pages.report.view import DASH, ReportView

STATUS_WORDS: dict[str, str] = {
    "reached": mark("▲ reached"),
    "on_the_way": mark("■ on the way"),
    "behind": mark("▼ late"),
    "standing": mark("▼ stands still"),
    "further_away": mark("▼ further away than at the start"),
    "not_comparable": mark("not judged: counted otherwise"),
    "not_known": mark("no value yet"),
}
assert set(STATUS_WORDS) == set(STATUSES)
VERDICT_WORDS: dict[str, str] = {
    CHANGED: mark("changed"),
    SAME: mark("the same"),
    NO_NEWER: mark("no newer figure"),
    BREAK: mark("only looks changed: counted otherwise"),
    TERRITORY: mark("only looks changed: another area"),
}
DECIMALS = {"count": 0, "thousand": 1, "pct": 1, "pln_thousand": 1, "pln_million": 0}


def programme(view: ReportView) -> Markup:
    """Write the programme's indicators by priority: base, target, value, year, source, status."""
    language, table = view.language, view.report.programme
    title = language.text("The programme and its indicators")
    if table.empty:
        return view.chapter(
            title, "programme", Paragraph(language.text("This edition names no programme indicators."))
        )
    code = language.code
    parts: list[Inline] = [
        Paragraph(
            language.text(
                "Progress is the part of the way from the base to the target that has been gone. "
                "A value of another year says nothing of today."
            )
        ),
        Bullets(
            tuple(
                language.text("{status}: {n}", status=language.text(STATUS_WORDS[one]), n=view.whole(count))
                for one in STATUSES
                if (count := int((table["status"] == one).sum()))
            )
        ),
    ]
    for position, (priority, rows) in enumerate(table.groupby(f"priority_{code}", sort=False), start=1):
        parts += [
            Heading(str(priority), 3, f"priority-{position}"),
            view.table(
                f"programme-{position}",
                language.text("Programme indicators: {priority}", priority=str(priority)),
                (
                    language.text("Indicator"),
                    language.text("Base"),
                    language.text("Target"),
                    language.text("Value"),
                    language.text("Progress"),
                    language.text("Status"),
                ),
                [
                    (
                        _named(view, row),
                        _quantity(view, row["unit"], row["base"], row["base_year"]),
                        _quantity(view, row["unit"], row["target"], row["target_year"]),
                        _quantity(view, row["unit"], row["value"], row["value_year"]),
                        view.percent(row["progress_pct"]),
                        language.text(STATUS_WORDS[row["status"]]),
                    )
                    for row in rows.to_dict("records")
                ],
                "lrrrrl",
            ),
        ]
    sources = sorted(set(table[f"source_{code}"]))
    parts.append(Paragraph(language.text("Source: {source}.", source="; ".join(sources))))
    notes = [str(one) for one in table[f"note_{code}"] if one]
    return view.chapter(title, "programme", *parts, *(Paragraph(one) for one in notes))


def year_on_year(view: ReportView) -> Markup:
    """Set the region beside its earlier edition: what changed, and what only looks so."""
    language, told = view.language, view.report.year_on_year
    title = language.text("Year against year")
    if told is None:
        return view.chapter(
            title,
            "year-on-year",
            Paragraph(language.text("There is no earlier edition to set beside this one.")),
        )
    if told.figures.empty:
        return view.chapter(
            title, "year-on-year", Paragraph(language.text("The two editions share no figure of the region."))
        )
    context, code = view.context, language.code
    rows = told.figures
    table = view.table(
        "year-on-year",
        language.text(
            "The region in the editions {before} and {now}", before=str(told.before), now=str(view.year)
        ),
        (
            language.text("Indicator"),
            language.text("Edition {year}", year=str(told.before)),
            language.text("Edition {year}", year=str(view.year)),
            language.text("What it means"),
        ),
        [
            (
                context.indicator_link(row["indicator"]),
                *(
                    f"{context.value_text(row['indicator'], row[value], 'value')} ({row[year]})"
                    for value, year in (("value_before", "year_before"), ("value", "year"))
                ),
                language.text(VERDICT_WORDS[row["verdict"]]),
            )
            for row in rows.to_dict("records")
        ],
        "lrrl",
    )
    reasons = sorted({str(one) for one in rows[f"reason_{code}"] if one})
    return view.chapter(
        title,
        "year-on-year",
        Paragraph(
            language.text(
                "Public figures come late. Two editions may print the same year, so nothing changed."
            )
        ),
        table,
        Bullets(tuple(reasons)) if reasons else "",
    )


def _named(view: ReportView, row: dict[object, object]) -> Inline:
    code = view.language.code
    where = view.language.text("Poland") if row["level"] == "poland" else view.context.edition.region_name
    return Markup(f"{as_markdown(str(row[f'name_{code}']))} ({as_markdown(where)})")


def _quantity(view: ReportView, unit: object, value: object, year: object) -> str:
    if not isinstance(value, float) or pd.isna(value):
        return DASH
    language = view.language
    # A count of thousands is never printed with more decimals than it was given with.
    decimals = 2 if unit == "pct" and round(value, 1) != value else DECIMALS[str(unit)]
    decimals = 0 if value == round(value) else decimals
    units = {
        "count": "",
        "thousand": language.text("thousand"),
        "pct": "%",
        "pln_thousand": language.text("PLN thousand"),
        "pln_million": language.text("PLN million"),
    }
    written = with_unit(number(value, decimals, language), units[str(unit)])
    return written if pd.isna(year) else f"{written} ({year})"  # type: ignore[call-overload]
