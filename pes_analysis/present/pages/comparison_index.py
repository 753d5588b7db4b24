"""The list of an edition's comparisons, one sentence each, and how to ask for another."""

from collections.abc import Sequence
from dataclasses import dataclass

from pes_analysis.edition.comparisons import Comparison, title_of
from pes_analysis.present.blocks import Bullets, Callout, Heading, Paragraph, document
from pes_analysis.present.language import mark_plural
from pes_analysis.present.markup import Inline, Markup, join, link
from pes_analysis.present.pages.page_context import PageContext

_COUNTIES = mark_plural("{n} county side by side.", "{n} counties side by side.")
_ORGANISATIONS = mark_plural(
    "{n} organisation side by side ({types}).", "{n} organisations side by side ({types})."
)


@dataclass(frozen=True)
class ComparisonIndex:
    """The list of comparisons.

    Attributes
    ----------
    comparisons : sequence of (Comparison, tuple of str)
        Those of the edition with their members, in its order.
    context : PageContext
    """

    comparisons: Sequence[tuple[Comparison, tuple[str, ...]]]
    context: PageContext

    def about(self) -> Markup:
        """Say what a comparison shows and what it does not."""
        language = self.context.language
        made_up: Inline = ""
        if self._made_up():
            made_up = Callout(
                "important",
                language.text("Demonstration data"),
                (
                    language.text(
                        "The organisations compared here do not exist. "
                        "They show what a comparison looks like."
                    ),
                ),
            )
        return document(
            made_up,
            Paragraph(
                language.text(
                    "A comparison sets a few organisations or counties side by side: one table with marks, "
                    "profiles, change, and what similar ones do differently."
                )
            ),
            Paragraph(
                language.text(
                    "It is no ranking. Organisations that gave no consent to be named stand under codes."
                )
            ),
        )

    def listed(self) -> Markup:
        """List the comparisons, those of organisations and of counties apart."""
        language = self.context.language
        if not self.comparisons:
            return document(Paragraph(language.text("This edition asks for no comparisons yet.")))
        kinds = (
            ("organisations", language.text("Organisations"), "organisations"),
            ("counties", language.text("Counties and cities"), "counties"),
        )
        parts: list[Inline] = []
        for kind, title, anchor in kinds:
            inside = [one for one in self.comparisons if one[0].kind == kind]
            if inside:
                entries = tuple(self._entry(comparison, members) for comparison, members in inside)
                parts += [Heading(title, 2, anchor), Bullets(entries)]
        return document(*parts)

    def how_to_ask(self) -> Markup:
        """Say how another comparison comes to these pages."""
        language = self.context.language
        return document(
            Heading(language.text("How to get another comparison"), 2, "ask"),
            Bullets(
                (
                    language.text(
                        "Ask the publisher of these pages, and name two to ten units or one group."
                    ),
                    language.text(
                        "The publisher adds it to the list “comparisons” in the file of the edition: an id, "
                        "a kind, and members or a group."
                    ),
                    language.text("The next build makes its page, in both languages, with files of figures."),
                )
            ),
        )

    def _made_up(self) -> bool:
        compared = [members for one, members in self.comparisons if one.kind == "organisations"]
        if not compared:
            return False
        entities = self.context.edition.organisations.entities
        return any(bool(entities.loc[list(members), "generated"].any()) for members in compared)

    def _entry(self, comparison: Comparison, members: tuple[str, ...]) -> Markup:
        language, edition = self.context.language, self.context.edition
        title = title_of(comparison, edition.catalogue).in_language(language.code)
        if comparison.kind == "counties":
            said = language.markdown_plural(*_COUNTIES, len(members))
        else:
            types = sorted(
                {str(one).upper() for one in edition.organisations.entities.loc[list(members), "type"]}
            )
            said = language.markdown_plural(*_ORGANISATIONS, len(members), types=", ".join(types))
        return join((Markup(f"**{link(title, f'{comparison.id}.ipynb')}**"), said), ". ")
