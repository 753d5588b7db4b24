"""The glossary: words of the field, each explained in one or two short sentences."""

from dataclasses import dataclass

from pes_analysis.present.alphabet import alphabetical
from pes_analysis.present.blocks import Heading, Paragraph, document
from pes_analysis.present.markup import Inline, Markup
from pes_analysis.present.pages.page_context import PageContext, anchor_of


@dataclass(frozen=True)
class GlossaryPage:
    """The words of the catalogue's glossary."""

    context: PageContext

    def terms(self) -> Markup:
        """Write the words in alphabetical order of the page's language."""
        language = self.context.language
        parts: list[Inline] = []
        entries = sorted(
            self.context.edition.catalogue.glossary,
            key=lambda term: alphabetical(term.term.in_language(language.code)),
        )
        for term in entries:
            parts.append(Heading(term.term.in_language(language.code), 2, anchor_of(term.id)))
            parts.append(Paragraph(term.plain.in_language(language.code)))
        return document(*parts)
