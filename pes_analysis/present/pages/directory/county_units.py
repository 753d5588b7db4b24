"""What the page of a county says of the directory: its units, and where a person could be sent."""

from pes_analysis.present.blocks import Bullets, Details, Heading, Paragraph, document
from pes_analysis.present.markup import Inline, Markup, link
from pes_analysis.present.pages.directory.directory_page import MADE_UP, unit_line
from pes_analysis.present.pages.directory.view import FOLDER, REFERRAL, DirectoryView

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
