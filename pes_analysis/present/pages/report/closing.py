"""How the report ends: conclusions, recommendations, lists of tables and charts, data, imprint, errata."""

import re
from collections.abc import Iterable

from pes_analysis.catalogue.recommendations import VALUE, load_recommendations
from pes_analysis.present.blocks import Bullets, Heading, Paragraph
from pes_analysis.present.markup import Inline, Markup
from pes_analysis.present.numbers import number
from pes_analysis.present.pages.report.opening import main_findings
from pes_analysis.present.pages.report.view import ReportView

_TABLE = re.compile(r"^: (?P<caption>.+) \{#tbl-(?P<label>[a-z0-9-]+)\}$", re.M)
_FIGURE = re.compile(r"^!\[(?P<caption>.+?)\]\(.*\{#fig-(?P<label>[a-z0-9-]+)", re.M)


def conclusions(view: ReportView) -> Markup:
    """Repeat what the chapters found, in one place."""
    return view.chapter(view.language.text("Conclusions"), "conclusions", Bullets(tuple(main_findings(view))))


def recommendations(view: ReportView) -> Markup:
    """Write the recommendations that figures call for, each with its addressee and evidence."""
    language, report = view.language, view.report
    title = language.text("Recommendations")
    if not report.recommendations:
        return view.chapter(
            title, "recommendations", Paragraph(language.text("No figure of this year calls for one."))
        )
    code, every = language.code, load_recommendations()
    table = view.table(
        "recommendations",
        language.text("Recommendations, to whom they are addressed, and why"),
        (language.text("To whom"), language.text("What to do"), language.text("Why")),
        [
            (
                one.addressee.in_language(code),
                one.text.in_language(code),
                one.evidence.in_language(code).replace(
                    VALUE, number(report.measures[one.measure], 0, language)
                ),
            )
            for one in (every[name] for name in report.recommendations)
        ],
        "lll",
    )
    return view.chapter(
        title,
        "recommendations",
        Paragraph(
            language.text(
                "Each stands here because a figure is beyond a limit of the catalogue. They are proposals: "
                "people decide."
            )
        ),
        view.generated(),
        table,
    )


def lists(view: ReportView, sections: Iterable[Markup]) -> Markup:
    """List the tables and charts of the report, with links."""
    language = view.language
    whole = "\n".join(sections)
    parts: list[Inline] = []
    for pattern, kind, title in (
        (_TABLE, "tbl", language.text("Tables")),
        (_FIGURE, "fig", language.text("Charts and maps")),
    ):
        found = [Markup(f"[{one['caption']}](#{kind}-{one['label']})") for one in pattern.finditer(whole)]
        if found:
            parts += [Heading(title, 3, f"list-{kind}"), Bullets(tuple(found))]
    return view.chapter(language.text("Lists of tables and charts"), "lists", *parts)


def data_note(view: ReportView) -> Markup:
    """Say how good the data are, and where that is told in full."""
    language, quality = view.language, view.report.quality
    failed = len(quality.failed)
    verdict = (
        language.plural(
            "{n} limit of this edition is not reached.", "{n} limits of this edition are not reached.", failed
        )
        if failed
        else language.text("The data reach every limit that this edition sets itself.")
    )
    return view.chapter(
        language.text("Note on the data"),
        "data-note",
        Paragraph(verdict),
        Paragraph(
            language.markdown(
                "Who answers for which figures, how old and how complete they are: {page}.",
                page=view.context.page_link(language.text("Data quality"), "jakosc-danych.ipynb"),
            )
        ),
    )


def imprint(view: ReportView) -> Markup:
    """Say who publishes the report, how to cite it, which versions there were and what was corrected."""
    language, edition, code = view.language, view.context.edition, view.language.code
    publisher = edition.parameters.publisher
    tables = edition.report
    newest = tables.versions.iloc[-1] if len(tables.versions) else None
    version = "" if newest is None else str(newest["version"])
    facts: list[Inline] = [
        language.markdown("**Publisher**: {publisher}", publisher=publisher.name.in_language(code)),
        language.markdown(
            "**Answers for the data**: {steward}", steward=publisher.data_steward.in_language(code)
        ),
        language.markdown("**Terms of use**: {licence}", licence="CC BY 4.0"),
        language.markdown(
            "**How to cite**: {publisher}, {title}, {version}",
            publisher=publisher.name.in_language(code),
            title=language.text(
                "The state of the social economy. {edition}", edition=edition.title.in_language(code)
            ),
            version=language.text("version {version}", version=version)
            if version
            else language.text("without a version number"),
        ),
    ]
    return view.chapter(
        language.text("Imprint"), "imprint", Bullets(tuple(facts)), *_versions(view), *_errata(view)
    )


def _versions(view: ReportView) -> list[Inline]:
    language, code = view.language, view.language.code
    versions = view.context.edition.report.versions
    heading = Heading(language.text("Versions"), 3, "versions")
    if versions.empty:
        return [heading, Paragraph(language.text("No versions are recorded."))]
    table = view.table(
        "versions",
        language.text("Versions of this report"),
        (language.text("Version"), language.text("Published on"), language.text("What is new")),
        [
            (str(row["version"]), view.day(str(row["published_on"])), str(row[f"what_{code}"]))
            for row in versions.to_dict("records")
        ],
        "lll",
    )
    return [heading, table]


def _errata(view: ReportView) -> list[Inline]:
    language, code = view.language, view.language.code
    errata = view.context.edition.report.errata
    heading = Heading(language.text("Errata"), 3, "errata")
    if errata.empty:
        return [heading, Paragraph(language.text("No errors have been found since publication."))]
    table = view.table(
        "errata",
        language.text("Errors found after publication"),
        (
            language.text("Where"),
            language.text("Was"),
            language.text("Should be"),
            language.text("Corrected in version"),
        ),
        [
            tuple(str(row[one]) for one in (f"where_{code}", f"was_{code}", f"is_{code}", "corrected_in"))
            for row in errata.to_dict("records")
        ],
        "llll",
    )
    return [heading, table]
