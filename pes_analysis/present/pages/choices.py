"""The signed list of choices: what every judging sentence is held against, straight from the catalogue."""

from dataclasses import dataclass
from typing import Literal

from pes_analysis.catalogue import Variant
from pes_analysis.present.blocks import Bullets, Heading, Lead, Paragraph, SourceNote, document
from pes_analysis.present.language import mark
from pes_analysis.present.markup import Inline, Markup, join
from pes_analysis.present.numbers import day
from pes_analysis.present.pages.page_context import PageContext, anchor_of
from pes_analysis.present.sentences.certainty import in_hundred
from pes_analysis.present.sentences.trials import FACTORS

_TITLES: dict[Literal["county", "organisation", "cooperation"], str] = {
    "county": mark("Sentences about counties"),
    "organisation": mark("Sentences about organisations"),
    "cooperation": mark("Sentences about cooperation"),
}


@dataclass(frozen=True)
class ChoicesPage:
    """The choices of the catalogue, with their alternatives and reasons."""

    context: PageContext

    def rules(self) -> Markup:
        """Write when a sentence is printed and who answers for the list."""
        language, catalogue = self.context.language, self.context.edition.catalogue
        rules, signed = catalogue.claims, catalogue.signed_list
        code = language.code
        return document(
            Lead(
                language.markdown(
                    "A sentence that judges is printed only if it survives trials. Here are the choices that "
                    "the trials change."
                )
            ),
            Heading(language.text("When a sentence is printed"), 2, "rules"),
            Bullets(
                (
                    language.markdown(
                        "Plainly: when it holds in at least {n} of 100 trials.",
                        n=str(in_hundred(rules.said_at)),
                    ),
                    language.markdown(
                        "As probable: when it holds in at least {n} of 100.",
                        n=str(in_hundred(rules.softened_at)),
                    ),
                    language.markdown("Not at all: when it holds less often, or cannot be tried."),
                )
            ),
            Paragraph(
                language.markdown(
                    "There are {n} trials. In each one the figures are drawn anew within their uncertainty, "
                    "and each choice below takes one of its options, all equally likely. The same data "
                    "always give the same trials.",
                    n=str(rules.replications),
                )
            ),
            Paragraph(
                language.markdown(
                    "Version {version} of the list, {day}. It is signed by: {who}.",
                    version=signed.version,
                    day=Markup(day(signed.signed_on, language)),
                    who=signed.signed_by.in_language(code),
                )
            ),
        )

    def choices(self) -> Markup:
        """Write the choices of all kinds of pages; those of several are told once."""
        language, signed = self.context.language, self.context.edition.catalogue.signed_list
        parts: list[Inline] = []
        told: set[str] = set()
        for level, title in _TITLES.items():
            parts.append(Heading(language.text(title), 2, level))
            for one in signed.of(level):
                if one.id not in told:
                    parts += self._choice(one)
                    told.add(one.id)
        return document(*parts)

    def _choice(self, one: Variant) -> tuple[Inline, ...]:
        language, code = self.context.language, self.context.language.code
        name = language.text(FACTORS[one.id])
        also = (
            Paragraph(language.text("It concerns sentences about organisations too."))
            if one.level == "both"
            else ""
        )
        return (
            Heading(f"{name[:1].upper()}{name[1:]}", 3, anchor_of(one.id)),
            Bullets(
                (
                    language.markdown("**We do**: {what}", what=one.standard.in_language(code)),
                    *(
                        language.markdown("We could as well: {what}", what=other.text.in_language(code))
                        for other in one.alternatives
                    ),
                )
            ),
            Paragraph(join((one.reason.in_language(code),))),
            also,
            SourceNote(language.markdown("Source: {source}", source=one.source.in_language(code))),
        )
