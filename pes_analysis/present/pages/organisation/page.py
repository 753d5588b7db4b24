"""The condition card of one organisation: one screen first, then areas, drivers, change, needs, own words."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from pes_analysis.diagnose.card import OrganisationDiagnosis
from pes_analysis.present.blocks import document
from pes_analysis.present.markup import Markup
from pes_analysis.present.pages.directory.view import DirectoryView
from pes_analysis.present.pages.organisation import (
    certainty,
    changes,
    dimensions,
    drivers,
    method,
    opening,
    own_words,
    rules,
    sheets,
    surroundings,
)
from pes_analysis.present.pages.organisation.card import Card
from pes_analysis.present.pages.page_context import PageContext
from pes_analysis.present.sheet import Sheet


@dataclass(frozen=True)
class OrganisationPage:
    """A diagnosis of an organisation as a page; every section is Markdown, every table a DataFrame.

    Attributes
    ----------
    diagnosis : OrganisationDiagnosis
        All that was computed.
    context : PageContext
        Edition and language; ``alone`` on a card without a site around it.
    directory : DirectoryView, optional
        Where partners are looked for.
    """

    diagnosis: OrganisationDiagnosis
    context: PageContext
    directory: DirectoryView | None = None

    @cached_property
    def card(self) -> Card:
        """What the sections are written from."""
        return Card(self.diagnosis, self.context, self.directory)

    @property
    def indicators(self) -> pd.DataFrame:
        """One row an indicator: value, state, points, place among similar organisations."""
        return self.diagnosis.indicators

    @property
    def scores(self) -> pd.DataFrame:
        """One row a dimension: score, interval, similar organisations."""
        return self.diagnosis.dimensions

    def summary(self) -> Markup:
        """Write the first screen."""
        card = self.card
        return document(
            opening.private_notice(card),
            opening.made_up_notice(card),
            opening.facts(card),
            *opening.picture(card),
            *opening.what_first(card),
            *opening.dimensions(card),
            opening.strengths_and_weaknesses(card),
            opening.files(card) if card.has_figures else "",
        )

    def alarms(self) -> Markup:
        """Write the alarms."""
        return rules.alarms(self.card)

    def compliance(self) -> Markup:
        """Write which requirements of law are met."""
        return rules.compliance(self.card)

    def areas(self) -> Markup:
        """Write dimension after dimension."""
        return dimensions.every_dimension(self.card)

    def drivers(self) -> Markup:
        """Write what drives the general score and what one step would change."""
        return drivers.drivers(self.card)

    def change(self) -> Markup:
        """Write change over the years."""
        return changes.changes(self.card)

    def county_fit(self) -> Markup:
        """Write how services meet the needs of the county."""
        return surroundings.county_fit(self.card)

    def cooperation(self) -> Markup:
        """Write the cooperation card."""
        return surroundings.cooperation(self.card)

    def own_words(self) -> Markup:
        """Write the organisation's comment and plan."""
        return own_words.comment_and_plan(self.card)

    def application(self) -> Markup:
        """Write the passage for a grant application."""
        return own_words.application(self.card)

    def similar_organisations(self) -> Markup:
        """Write with whom the organisation is compared."""
        return method.similar_organisations(self.card)

    def unknown(self) -> Markup:
        """Write what is not known."""
        return method.missing(self.card)

    def how_sure(self) -> Markup:
        """Write how sure the card is, and what its uncertainty comes from."""
        return certainty.how_sure(self.card)

    def method(self) -> Markup:
        """Write how scores are made and where figures come from."""
        return method.method(self.card)

    def sheets(self) -> tuple[Sheet, ...]:
        """Give the figures as tables for files, all indicators in the first one."""
        return sheets.sheets(self.card)
