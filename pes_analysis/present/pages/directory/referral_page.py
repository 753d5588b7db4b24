"""Where to send a person, and with whom to work: the form, and how units are put in order."""

from dataclasses import dataclass

import pandas as pd

from pes_analysis.catalogue.directory_ranking import PartnershipWeights, ReferralWeights
from pes_analysis.diagnose.directory_ranking import (
    Asker,
    Question,
    rank_for_referral,
    rank_partners,
)
from pes_analysis.present.blocks import Bullets, Heading, Lead, Paragraph, SourceNote, document
from pes_analysis.present.language import mark
from pes_analysis.present.markup import Markup, join, link
from pes_analysis.present.numbers import number
from pes_analysis.present.pages.county_index import in_order
from pes_analysis.present.pages.directory.directory_page import made_up_callout, no_directory_note
from pes_analysis.present.pages.directory.view import DirectoryView
from pes_analysis.present.table import Table

_PARTS = {
    "service": mark("It has the service asked for"),
    "complement": mark("Share of its services that you lack"),
    "group": mark("It serves the group asked for"),
    "sector": mark("It is of the other sector"),
    "distance": mark("It is near, or serves the county"),
    "places": mark("It has free places"),
    "status": mark("It is active"),
    "freshness": mark("Its entry was checked lately"),
}


@dataclass(frozen=True)
class ReferralPage:
    """Where to send, with whom to work.

    Attributes
    ----------
    view : DirectoryView
    """

    view: DirectoryView

    def referral(self, question: Question) -> pd.DataFrame:
        """Rank where a person could be sent: the columns of `rank_for_referral`."""
        return rank_for_referral(self.view.listed, question, self.view.rules, self.view.distances)

    def partners(self, question: Question, asker: Asker) -> pd.DataFrame:
        """Rank with whom something could be done: the columns of `rank_partners`."""
        view = self.view
        return rank_partners(view.listed, question, asker, view.rules, view.distances, view.ties)

    def form(self) -> Markup:
        """Write what the page answers, and the place where the script builds its form."""
        view, language = self.view, self.view.language
        if view.table.empty:
            return no_directory_note(view)
        waiting = language.text(
            "The form needs JavaScript. Without it, choose a county: its page lists its units."
        )
        register = view.context.edition.snapshot.counties
        counties = in_order(register.loc[list(view.context.edition.region_counties)])
        names = join((view.context.county_link(one) for one in counties), " · ")
        return document(
            Lead(
                language.text(
                    "Choose a county, a service and a group. You get a list, the best first, "
                    "and why each unit stands where it stands."
                )
            ),
            made_up_callout(view) if view.made_up else "",
            Heading(language.text("Choose"), 2, "choose"),
            Markup(f"::: {{#referral .unit-finder}}\n{document(Paragraph(waiting), Paragraph(names))}\n:::"),
        )

    def offer(self) -> Markup:
        """Show how many units offer each service, and in how many counties."""
        view, language = self.view, self.view.language
        if view.table.empty:
            return Markup("")
        offered = view.listed.offer_by_service(list(view.services))
        rows = tuple(
            (
                view.services[str(service)],
                number(row["units"], 0, language),
                number(row["counties"], 0, language),
            )
            for service, row in offered.to_dict("index").items()
        )
        return document(
            Heading(language.text("Who offers what"), 2, "offer"),
            Table(
                label="offer",
                caption=language.text("Active units of the directory by area of services"),
                columns=(
                    language.text("Area of services"),
                    language.text("Active units"),
                    language.text("Counties they serve"),
                ),
                rows=rows,
                align="lrr",
                language=language,
            ),
        )

    def method(self) -> Markup:
        """Write how the order is made: what counts, and how much."""
        view, language, rules = self.view, self.view.language, self.view.rules
        if view.table.empty:
            return Markup("")
        return document(
            Heading(language.text("How the order is made"), 2, "method"),
            Paragraph(
                language.text(
                    "Each unit gets points, 100 at most. What you did not ask for does not count. "
                    "The list helps to choose; it is no judgement of a unit."
                )
            ),
            self._weights(),
            Bullets(
                (
                    language.text(
                        "Distance is a straight line between the middles of counties. "
                        "From {km} km on it earns nothing.",
                        km=number(rules.distance_km, 0, language),
                    ),
                    language.text(
                        "A number of free places older than a year counts as unknown, which earns half."
                    ),
                    language.text(
                        "An entry checked within a year earns all; after {years} years it earns nothing.",
                        years=number(rules.stale_days / rules.fresh_days, 0, language),
                    ),
                    language.text("Suspended units and those in liquidation are left out."),
                    *self._ties(),
                )
            ),
            SourceNote(view.source()),
            Paragraph(link(language.text("The whole directory"), view.page_of("index"))),
        )

    def _ties(self) -> tuple[str, ...]:
        """Say where it is known from who works with whom already."""
        language, ties = self.view.language, self.view.ties
        if ties is None:
            return (language.text("This edition has no survey of ties: who works together is not known."),)
        return (
            language.text(
                "Who works together already comes from the survey of ties of {year}. "
                "It earns and costs nothing. "
                "A partner is new when both answered and neither named the other.",
                year=str(ties.year),
            ),
        )

    def _weights(self) -> Table:
        language, rules = self.view.language, self.view.rules
        send, partner = _shares(rules.referral), _shares(rules.partnership)
        return Table(
            label="weights",
            caption=language.text("Points for each part, when everything is asked for"),
            columns=(
                language.text("What counts"),
                language.text("Where to send a person"),
                language.text("With whom to work"),
            ),
            rows=tuple(
                (
                    language.text(text),
                    *(number(one[part], 0, language) if part in one else "0" for one in (send, partner)),
                )
                for part, text in _PARTS.items()
            ),
            align="lrr",
            language=language,
        )


def _shares(weights: ReferralWeights | PartnershipWeights) -> dict[str, float]:
    given: dict[str, float] = weights.model_dump()
    return {part: 100 * weight / sum(given.values()) for part, weight in given.items()}
