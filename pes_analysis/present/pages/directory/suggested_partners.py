"""Suggested partners of an organisation, for its card: the best of the ranking, each with its reasons."""

import pandas as pd

from pes_analysis.diagnose.directory_ranking import Asker, Question, rank_partners
from pes_analysis.present.blocks import Bullets, Heading, Paragraph, document
from pes_analysis.present.markup import Inline, Markup, link
from pes_analysis.present.pages.directory.directory_page import MADE_UP
from pes_analysis.present.pages.directory.reasons import why_partner
from pes_analysis.present.pages.directory.view import FOLDER, REFERRAL, DirectoryView

BEST = 3
"""So many partners are suggested."""


def best_partners(view: DirectoryView, asker: Asker, county: str) -> pd.DataFrame:
    """Rank partners and keep the best that bring something.

    Parameters
    ----------
    view : DirectoryView
    asker : Asker
    county : str
        Of the asker.

    Returns
    -------
    DataFrame
        The columns of `rank_partners`, three rows at most; none that only does what the asker does itself.
    """
    ranked = rank_partners(view.listed, Question(county), asker, view.rules, view.distances, view.ties)
    return ranked[ranked["complement"] > 0].head(BEST)


def suggested_partners(view: DirectoryView, asker: Asker, county: str, *, alone: bool) -> Markup:
    """Write with whom an organisation could work, and why.

    Parameters
    ----------
    view : DirectoryView
    asker : Asker
    county : str
    alone : bool
        Whether the card has no site around it, so that nothing may lead to a page.
    """
    language = view.language
    heading = Heading(language.text("With whom it could work"), 3, "partners")
    if view.table.empty:
        said = language.text(
            "This edition has no directory of addresses yet, so no partner can be suggested."
        )
        return document(heading, Paragraph(said))
    if not asker.services:
        said = language.text(
            "It is not known in which areas of services it works, so no partner can be suggested."
        )
        return document(heading, Paragraph(said))
    best = best_partners(view, asker, county)
    if best.empty:
        said = language.text("The directory has no unit that would bring services it lacks.")
        return document(heading, Paragraph(said))
    question = Question(county)
    named = [
        language.markdown(
            "{name}: {reasons}",
            name=view.name(str(unit)) if alone else view.unit_link(str(unit)),
            reasons=why_partner(
                view, str(unit), {str(part): value for part, value in parts.items()}, question, asker
            ),
        )
        for unit, parts in best.to_dict("index").items()
    ]
    more: Inline = ""
    if not alone:
        in_order = f"purpose=partner&county={county}"
        if asker.unit_id in view.listed.entries:
            in_order = f"purpose=partner&asker={asker.unit_id}"
        target = view.context.page(f"{FOLDER}/{REFERRAL}.ipynb", in_order)
        more = Paragraph(link(language.text("All partners in order, from the directory"), target))
    return document(
        heading,
        Paragraph(
            language.text(
                "Units of the directory with services that it lacks. Nearness, the other sector and a fresh "
                "entry count too. The list helps to choose; it is no judgement of a unit."
            )
        ),
        Paragraph(language.text(MADE_UP)) if view.made_up else "",
        Bullets(tuple(named)),
        more,
    )
