"""What other pages say of the directory: the units of a county, the partners of an organisation."""

from pes_analysis.present.blocks import Bullets, Details, Heading, Paragraph, document
from pes_analysis.present.markup import Inline, Markup, link
from pes_analysis.present.pages.directory.directory_page import MADE_UP, unit_line
from pes_analysis.present.pages.directory.view import FOLDER, REFERRAL, DirectoryView
from pes_analysis.present.pages.page_context import PageContext

FOLDED_FROM = 20
"""A list so long is folded."""


def units_of_county(view: DirectoryView, teryt: str) -> Markup:
    """List the units of a county, and lead to where a person could be sent."""
    language = view.language
    if view.table.empty:
        return document(Paragraph(language.text("This edition has no directory of addresses yet.")))
    units = view.of_county(teryt)
    listed: Inline = Bullets(tuple(unit_line(view, one) for one in units))
    if not units:
        listed = Paragraph(language.text("The directory has no unit of this county yet."))
    elif len(units) >= FOLDED_FROM:
        said = language.markdown_plural("{n} unit of this county", "{n} units of this county", len(units))
        listed = Details(said, (listed,))
    target = view.context.page(f"{FOLDER}/{REFERRAL}.ipynb", f"county={teryt}")
    return document(
        Heading(language.text("Units of this county in the directory"), 3, "units"),
        Paragraph(language.text(MADE_UP)) if units and view.made_up else "",
        listed,
        Paragraph(link(language.text("Where to send a person from this county"), target)),
    )


def links_of_organisation(context: PageContext, organisation_id: str) -> Inline:
    """Lead from the card of an organisation to its entry and its partners; nothing where it is not listed."""
    listed = context.edition.directory.public.units.index
    if context.alone or organisation_id not in listed:
        return ""
    language = context.language
    partners = context.page(f"{FOLDER}/{REFERRAL}.ipynb", f"purpose=partner&asker={organisation_id}")
    return Bullets((link(language.text("Partners for this organisation, from the directory"), partners),))
