"""The section about cooperation on the page of a county: a few sentences, and the way to its own page."""

from pes_analysis.diagnose.cooperation import CountyCooperation
from pes_analysis.present.blocks import Bullets, Heading, Paragraph, document
from pes_analysis.present.markup import Markup, link
from pes_analysis.present.pages.cooperation.sentences import (
    claim_sentence,
    printed_claims,
    response_sentence,
)
from pes_analysis.present.pages.page_context import PageContext
from pes_analysis.present.sentences.certainty import certainty_mark, with_mark


def county_section(found: CountyCooperation | None, context: PageContext) -> Markup:
    """Write the section; where nobody was asked it says so."""
    language = context.language
    heading = Heading(language.text("Cooperation"), 2, "cooperation")
    if found is None:
        return document(
            heading, Paragraph(language.text("This edition has no survey of who works with whom here."))
        )
    claims = printed_claims(found)
    said = tuple(
        with_mark(claim_sentence(claim, found, context, named=False), certainty_mark(claim, language))
        for claim in claims
    )
    more = link(
        language.text("Who works with whom, and how"), context.page(f"wspolpraca/{found.teryt}.ipynb")
    )
    return document(
        heading,
        Paragraph(language.text("These answers are made up for the demonstration."))
        if found.generated
        else "",
        Paragraph(response_sentence(found, context)),
        Bullets(said) if said else "",
        ""
        if found.enough
        else Paragraph(language.text("Too few answered to measure the network of this county.")),
        Paragraph(Markup(f"{more}.")) if found.teryt in context.linked else "",
    )
