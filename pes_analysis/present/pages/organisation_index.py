"""The list of public cards by type; organisations without consent are only counted."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from pes_analysis.catalogue import EntityType
from pes_analysis.present.alphabet import alphabetical
from pes_analysis.present.blocks import Bullets, Callout, Heading, Paragraph, document
from pes_analysis.present.language import mark_plural
from pes_analysis.present.markup import Inline, Markup, as_markdown, join, link, sentence_case
from pes_analysis.present.names import Form, ProperName
from pes_analysis.present.pages.page_context import PageContext

_PUBLIC = mark_plural("{n} organisation has a public card.", "{n} organisations have public cards.")
_PRIVATE = mark_plural(
    "{n} more has a card for its own eyes only, because it gave no consent to a public one.",
    "{n} more have cards for their own eyes only, because they gave no consent to public ones.",
)


@dataclass(frozen=True)
class OrganisationIndex:
    """The list of condition cards.

    Attributes
    ----------
    entities : DataFrame
        Organisations of the edition: index organisation_id, columns ``name, type, teryt, consent,
        generated``.
    carded : frozenset of str
        Those that have a public card to lead to.
    context : PageContext
    """

    entities: pd.DataFrame
    carded: frozenset[str]
    context: PageContext

    def about(self) -> Markup:
        """Say what the cards are, how many there are, and that some are made up."""
        language = self.context.language
        if self.entities.empty:
            return document(
                Paragraph(
                    language.text("This edition has no organisations, so there are no condition cards.")
                )
            )
        private = int((self.entities["consent"] != "public").sum())
        said = [language.markdown_plural(*_PUBLIC, len(self.carded))]
        if private:
            said.append(language.markdown_plural(*_PRIVATE, private))
        made_up: Inline = ""
        if self.entities["generated"].any():
            made_up = Callout(
                "important",
                language.text("Demonstration data"),
                (language.text("The organisations marked so do not exist. They show what cards look like."),),
            )
        return document(
            Paragraph(
                language.text(
                    "A condition card shows on one screen how an organisation is doing, beside similar ones, "
                    "and what to do first."
                )
            ),
            made_up,
            Paragraph(join(said)),
        )

    def by_type(self) -> Markup:
        """List the public cards of each type in alphabetical order."""
        parts: list[Inline] = []
        for kind in self.context.edition.catalogue.entity_types:
            inside = self.entities[(self.entities["type"] == kind.id) & self.entities.index.isin(self.carded)]
            if len(inside):
                parts += self._of_type(kind, inside)
        return document(*parts)

    def how_to_get_one(self) -> Markup:
        """Say how an organisation gets a card."""
        language = self.context.language
        return document(
            Heading(language.text("How to get a card"), 2, "get-a-card"),
            Bullets(
                (
                    language.text("Ask the publisher of these pages for the questionnaire of your type."),
                    language.text(
                        "Fill in what you have: a partial return gets a card too, and says what is missing."
                    ),
                    language.text("Your card comes by its own link, which nobody else knows."),
                    language.text("It stands on these pages only with your written consent."),
                )
            ),
        )

    def _of_type(self, kind: EntityType, inside: pd.DataFrame) -> Iterable[Inline]:
        code = self.context.language.code
        title = sentence_case(as_markdown(f"{kind.plural.in_language(code)} ({kind.code})"))
        ordered = sorted(inside.to_dict("index").items(), key=lambda item: alphabetical(str(item[1]["name"])))
        yield Heading(title, 2, f"type-{kind.id}")
        yield Paragraph(kind.description.in_language(code))
        yield Bullets(tuple(self._entry(str(one), row["name"], str(row["teryt"])) for one, row in ordered))

    def _entry(self, organisation_id: str, name: str, teryt: str) -> Markup:
        language = self.context.language
        entry = link(ProperName("", name, "", language), f"{organisation_id}.ipynb")
        return join((entry, self.context.county_name(teryt, Form.FULL)), ", ")
