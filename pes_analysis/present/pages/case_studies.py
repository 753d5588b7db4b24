"""Pages of case studies: one a case, and an index by theme."""

from collections.abc import Sequence
from dataclasses import dataclass

from pes_analysis.catalogue.service_needs import load_service_needs
from pes_analysis.edition.case_studies import CaseStudy
from pes_analysis.present.blocks import Bullets, Callout, DefinitionList, Heading, Lead, Paragraph, document
from pes_analysis.present.language import mark
from pes_analysis.present.markup import Inline, Markup, join, link
from pes_analysis.present.names import Form
from pes_analysis.present.pages.page_context import PageContext

TRANSFERABILITY = {
    "easy": mark("easy to repeat"),
    "with_conditions": mark("can be repeated under conditions"),
    "hard": mark("hard to repeat"),
}


@dataclass(frozen=True)
class CaseStudyPage:
    """One case as a page; every section is Markdown, every word of its file escaped.

    Attributes
    ----------
    case : CaseStudy
    context : PageContext
    """

    case: CaseStudy
    context: PageContext

    def summary(self) -> Markup:
        """Write what the case is about: practice, problem, partners, result."""
        header, language = self.case.header, self.context.language
        code = language.code
        place = self.context.county_link(header.county, Form.FULL)
        facts: tuple[tuple[Inline, Inline], ...] = (
            (language.text("Problem"), header.problem.in_language(code)),
            (language.text("Result"), header.result.in_language(code)),
            (language.text("Partners"), "; ".join(one.in_language(code) for one in header.partners)),
            (language.text("Theme"), theme_name(header.area, self.context)),
            (
                language.text("Indicators"),
                join((self.context.indicator_link(one) for one in self.case.indicators), "; "),
            ),
            (language.text("Where and when"), join((place, str(header.year)), ", ")),
            (
                language.text("Elsewhere"),
                language.markdown(
                    "{how}: {conditions}",
                    how=language.text(TRANSFERABILITY[header.transferability]),
                    conditions=header.conditions.in_language(code),
                ),
            ),
            (language.text("Written by"), header.author.in_language(code)),
        )
        return document(
            invented(self.context) if self.case.generated else "",
            Lead(header.practice.in_language(code)),
            DefinitionList(facts),
        )

    def story(self) -> Markup:
        """Write the story, without paragraphs held back."""
        language = self.context.language
        told, held = self.case.shown_story(language.code)
        note: Inline = ""
        if held:
            note = Paragraph(
                language.markdown_plural(
                    "{n} paragraph is held back: it seems to hold personal data.",
                    "{n} paragraphs are held back: they seem to hold personal data.",
                    held,
                )
            )
        return document(
            Heading(language.text("What happened"), 2, "story"), *(Paragraph(one) for one in told), note
        )

    def quotes(self) -> Markup:
        """Write quotes with consent, under functions; nothing when there are none."""
        language, shown = self.context.language, self.case.shown_quotes()
        if not shown:
            return Markup("")
        said = tuple(
            language.markdown(
                "“{quote}” – {who}",
                quote=quote.text.in_language(language.code),
                who=quote.who.in_language(language.code),
            )
            for quote in shown
        )
        return document(Heading(language.text("In their words"), 2, "quotes"), Bullets(said))

    def more(self) -> Markup:
        """Lead to the other cases."""
        return document(Paragraph(link(self.context.language.text("All case studies"), "index.ipynb")))


@dataclass(frozen=True)
class CaseStudyIndex:
    """All cases by theme.

    Attributes
    ----------
    cases : sequence of CaseStudy
    context : PageContext
    """

    cases: Sequence[CaseStudy]
    context: PageContext

    def about(self) -> Markup:
        """Say what case studies are, and that some are made up."""
        language = self.context.language
        if not self.cases:
            return document(Lead(language.text("This edition has no case studies.")))
        return document(
            invented(self.context) if any(case.generated for case in self.cases) else "",
            Lead(
                language.text(
                    "A case study tells how entities and local government solved one problem, "
                    "and what it takes to do the same elsewhere."
                )
            ),
        )

    def by_theme(self) -> Markup:
        """List the cases of each service area."""
        parts: list[Inline] = []
        needs = load_service_needs()
        for item in self.context.edition.catalogue.closed_list("service_areas").items:
            inside = [case for case in self.cases if case.header.area == item.id]
            if inside:
                parts += [
                    Heading(
                        item.name.in_language(self.context.language.code),
                        2,
                        f"theme-{item.id.replace('_', '-')}",
                    ),
                    Paragraph(
                        self.context.language.markdown(
                            "Indicators that tell of this need: {indicators}.",
                            indicators=join(
                                (self.context.indicator_link(one) for one in needs.areas[item.id]), "; "
                            ),
                        )
                    ),
                    Bullets(tuple(self._entry(case) for case in inside)),
                ]
        return document(*parts)

    def _entry(self, case: CaseStudy) -> Markup:
        code = self.context.language.code
        title = link(case.header.title.in_language(code), f"{case.id}.ipynb")
        return join(
            (title, self.context.county_name(case.header.county, Form.FULL), str(case.header.year)), ", "
        )


def theme_name(area: str, context: PageContext) -> str:
    """Name a service area."""
    items = context.edition.catalogue.closed_list("service_areas").items
    return next(item.name.in_language(context.language.code) for item in items if item.id == area)


def invented(context: PageContext) -> Callout:
    """Say that a case is made up."""
    language = context.language
    return Callout(
        "important",
        language.text("Demonstration data"),
        (language.text("This did not happen: the case is made up to show what such pages look like."),),
    )


def cases_of_indicator(indicator: str, context: PageContext) -> Inline:
    """Lead from an indicator to the cases about it, those of its theme first; nothing when there are none."""
    inside = [case for case in context.edition.case_studies if indicator in case.indicators]
    if not inside:
        return Markup("")
    code = context.language.code
    titles = (
        link(case.header.title.in_language(code), context.page(f"praktyki/{case.id}.ipynb"))
        for case in inside
    )
    return context.language.markdown("**Case studies**: {cases}", cases=join(titles, "; "))


def cases_of_county(teryt: str, context: PageContext) -> Markup:
    """List the case studies of a county under one sentence; nothing when there are none."""
    code = context.language.code
    inside = [case for case in context.edition.case_studies if case.header.county == teryt]
    if not inside:
        return Markup("")
    titles = tuple(
        link(case.header.title.in_language(code), context.page(f"praktyki/{case.id}.ipynb"))
        for case in inside
    )
    return document(Paragraph(context.language.text("Case studies of this county:")), Bullets(titles))
