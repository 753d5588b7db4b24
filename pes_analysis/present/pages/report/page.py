"""The page of the yearly report: its chapters in order, each written by a function of its own."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from pes_analysis.diagnose.yearly_report import YearlyReport
from pes_analysis.present.blocks import document
from pes_analysis.present.markup import Markup
from pes_analysis.present.pages.page_context import PageContext
from pes_analysis.present.pages.region import RegionPage
from pes_analysis.present.pages.report import closing, opening, programme, sector_chapters, surroundings
from pes_analysis.present.pages.report.view import ReportView


@dataclass(frozen=True)
class ReportPage:
    """The yearly report of a region.

    Attributes
    ----------
    report : YearlyReport
        All that was computed beside the counties.
    region : RegionPage
        The counties side by side.
    context : PageContext
    """

    report: YearlyReport
    region: RegionPage
    context: PageContext

    @property
    def matrix(self) -> pd.DataFrame:
        """One row a county and core indicator: value, year, group, mark."""
        return self.region.matrix

    @cached_property
    def view(self) -> ReportView:
        """The report in the language of the page."""
        return ReportView(self.report, self.context)

    def summary(self) -> Markup:
        """Write the first screen."""
        return document(opening.summary(self.view), self.region.summary())

    def how_to_read(self) -> Markup:
        """Explain marks, symbols and abbreviations."""
        return opening.how_to_read(self.view)

    def method(self) -> Markup:
        """Tell how the report was made."""
        return opening.method(self.view)

    def sector(self) -> Markup:
        """Count the organisations."""
        return sector_chapters.sector(self.view)

    def employment(self) -> Markup:
        """Tell who works in the sector."""
        return sector_chapters.employment(self.view)

    def finance(self) -> Markup:
        """Tell what the sector lives on."""
        return document(sector_chapters.finance(self.view), sector_chapters.alarms(self.view))

    def reintegration(self) -> Markup:
        """Tell what became of those who took part."""
        return sector_chapters.reintegration(self.view)

    def services(self) -> Markup:
        """Tell who offers which services, and how needs and supply meet."""
        return document(surroundings.services(self.view), self.region.services(), self.region.signals())

    def environment(self) -> Markup:
        """Tell what is around the sector."""
        return surroundings.environment(self.view)

    def counties(self) -> Markup:
        """Set the counties side by side, with maps."""
        return document(
            self.region.maps(), self.region.heat_table(), self.region.spread(), self.region.voivodeship()
        )

    def programme(self) -> Markup:
        """Write the programme's indicators."""
        return programme.programme(self.view)

    def year_on_year(self) -> Markup:
        """Set the year beside an earlier one."""
        return programme.year_on_year(self.view)

    def conclusions(self) -> Markup:
        """Write what was found, and the recommendations."""
        return document(closing.conclusions(self.view), closing.recommendations(self.view))

    def lists(self) -> Markup:
        """List all tables and charts of the report."""
        chapters = (
            self.method, self.sector, self.employment, self.finance, self.reintegration, self.services,
            self.environment, self.counties, self.programme, self.year_on_year, self.conclusions,
        )  # fmt: skip
        return closing.lists(self.view, (chapter() for chapter in chapters))

    def data_note(self) -> Markup:
        """Say how good the data are and where figures come from."""
        return document(closing.data_note(self.view), self.region.sources())

    def imprint(self) -> Markup:
        """Write the imprint, versions and errata."""
        return closing.imprint(self.view)
