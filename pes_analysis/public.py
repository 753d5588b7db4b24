"""What a researcher or a notebook calls: an edition opened, its counties and region as pages and tables."""

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path

import pandas as pd

from pes_analysis.catalogue import Catalogue
from pes_analysis.diagnose import cooperation
from pes_analysis.diagnose.comparison import compare_units
from pes_analysis.diagnose.completeness import indicator_coverage, variable_coverage
from pes_analysis.diagnose.county import diagnose_county
from pes_analysis.diagnose.data_quality import judge_data
from pes_analysis.diagnose.organisation import diagnose_organisation
from pes_analysis.diagnose.region import diagnose_region
from pes_analysis.diagnose.trainings import evaluate_trainings
from pes_analysis.diagnose.voivodeship import voivodeship_figures
from pes_analysis.diagnose.yearly_report import compile_report
from pes_analysis.edition import Edition, open_edition_data
from pes_analysis.measure.indicators import compute_indicators
from pes_analysis.present.pages.case_studies import CaseStudyIndex, CaseStudyPage
from pes_analysis.present.pages.choices import ChoicesPage
from pes_analysis.present.pages.comparison import ComparisonPage
from pes_analysis.present.pages.comparison_index import ComparisonIndex
from pes_analysis.present.pages.cooperation import CooperationPage, RegionCooperationPage
from pes_analysis.present.pages.county import CountyPage
from pes_analysis.present.pages.county_index import CountyIndex
from pes_analysis.present.pages.data_quality import DataQualityPage
from pes_analysis.present.pages.glossary import GlossaryPage
from pes_analysis.present.pages.indicator_cards import IndicatorCards
from pes_analysis.present.pages.organisation import OrganisationPage
from pes_analysis.present.pages.organisation_index import OrganisationIndex
from pes_analysis.present.pages.organisation_indicator_cards import OrganisationIndicatorCards
from pes_analysis.present.pages.region import RegionPage
from pes_analysis.present.pages.report import ReportPage
from pes_analysis.present.pages.source_list import SourceList
from pes_analysis.present.pages.start import StartPage
from pes_analysis.present.pages.trainings import TrainingsPage
from pes_analysis.protect.errors import PesError
from pes_analysis.public_directory import DirectoryPages
from pes_analysis.public_pages import PUBLIC


@dataclass(frozen=True)
class OpenEdition(DirectoryPages):
    """An edition ready to be asked.

    Attributes
    ----------
    data : Edition
        Parameters, tables and catalogue.
    """

    data: Edition

    @property
    def catalogue(self) -> Catalogue:
        """What is measured: variables, indicators, thresholds, closed lists."""
        return self.data.catalogue

    @property
    def counties(self) -> pd.DataFrame:
        """All counties of Poland: index teryt, columns ``name, kind, voivodeship, nuts3, …``."""
        return self.data.snapshot.counties

    @property
    def observations(self) -> pd.DataFrame:
        """Raw county figures: ``teryt, year, variable, value, state, source``."""
        return self.data.snapshot.county_observations

    @cached_property
    def indicators(self) -> pd.DataFrame:
        """All available indicators of all counties and years.

        Columns ``teryt, year, indicator, value, state, reason, source``; units as in the catalogue.
        """
        return compute_indicators(self.observations, self.catalogue.indicators("county", available=True))

    def county(self, teryt: str, language: str = "pl", scope: str = "region") -> CountyPage:
        """Diagnose one county.

        Parameters
        ----------
        teryt : str
            Four digits, the leading zero included; any county of Poland.
        language : {"pl", "en"}
        scope : str
            Which counties have a page to link to: "region", "all", or their codes with commas between.

        Returns
        -------
        CountyPage
            Sections for ``show``; ``positions, peers, trends, blocks, gaps`` are DataFrames.

        Raises
        ------
        PesError
            There is no such county (the message says what was probably meant) or language.

        Examples
        --------
        >>> import pes_analysis as pes
        >>> county = pes.open_edition("malopolskie-2024").county("1201")
        >>> county.peers.shape[0], county.diagnosis.facts.name
        (20, 'bocheński')
        """
        self.data.check_teryt(teryt)
        context = self._context(language, "powiaty", scope)
        ties = cooperation.county_cooperation(self.data, teryt)
        directory = self._directory_view(language, scope, folder="powiaty")
        return CountyPage(diagnose_county(self.data, teryt), context, ties, directory)

    def cooperation(self, teryt: str, language: str = "pl", scope: str = "region") -> CooperationPage:
        """Show who works with whom in one county, how, and how it is rated.

        Parameters
        ----------
        teryt : str
            Four digits; a county in which the survey of ties asked somebody.
        language : {"pl", "en"}
        scope : str
            Which counties have a page to link to, as in `county`.

        Returns
        -------
        CooperationPage
            Sections for ``show``; ``cooperation`` holds DataFrames, and ``cooperation.network.graph`` is a
            graph of networkx.

        Raises
        ------
        PesError
            There is no such county or language, or nobody there was asked.

        Examples
        --------
        >>> import pes_analysis as pes
        >>> page = pes.open_edition("malopolskie-2024").cooperation("1201")
        >>> page.cooperation.network.graph.number_of_nodes() == len(page.cooperation.network)
        True
        """
        self.data.check_teryt(teryt)
        found = cooperation.county_cooperation(self.data, teryt)
        if found is None:
            listed = ", ".join(self.data.ties.counties()) or "–"
            name = self.data.parameters.edition
            raise PesError(
                f"Badanie współpracy edycji {name} nie pytało nikogo w powiecie {teryt}. Pytało w: {listed}.",
                f"The survey of ties of {name} asked nobody in the county {teryt}. It asked in: {listed}.",
            )
        context = self._context(language, "wspolpraca", scope)
        return CooperationPage(found, context)

    def case_study(self, case_id: str, language: str = "pl", scope: str = "region") -> CaseStudyPage:
        """Show one case study.

        Raises
        ------
        PesError
            There is no such case; the message lists those there are.
        """
        cases = {case.id: case for case in self.data.case_studies}
        if case_id not in cases:
            listed = ", ".join(cases) or "–"
            raise PesError(
                f"Edycja {self.data.parameters.edition} nie ma opisu „{case_id}”. Są: {listed}.",
                f"The edition {self.data.parameters.edition} has no case '{case_id}'. There are: {listed}.",
            )
        return CaseStudyPage(cases[case_id], self._context(language, "praktyki", scope))

    def case_study_index(self, language: str = "pl") -> CaseStudyIndex:
        """List the case studies by theme; a page that says so when there are none."""
        return CaseStudyIndex(self.data.case_studies, self._context(language, "praktyki"))

    def cooperation_index(self, language: str = "pl", scope: str = "region") -> RegionCooperationPage:
        """Put cooperation in the counties side by side; a page that says so when there is no survey."""
        context = self._context(language, "wspolpraca", scope)
        return RegionCooperationPage(cooperation.region_cooperation(self.data), context)

    def region(self, language: str = "pl", scope: str = "region") -> RegionPage:
        """Put the counties of the edition's region side by side.

        Examples
        --------
        >>> import pes_analysis as pes
        >>> pes.open_edition("malopolskie-2024").region().matrix["teryt"].nunique()
        22
        """
        figures = voivodeship_figures(self.data)
        return RegionPage(diagnose_region(self.data), figures, self._context(language, scope=scope))

    def report(self, language: str = "pl", scope: str = "region") -> ReportPage:
        """Compile the yearly report of the edition's region.

        Returns
        -------
        ReportPage
            Chapters for ``show``; ``report`` holds what was computed, ``region`` the counties.

        Examples
        --------
        >>> import pes_analysis as pes
        >>> report = pes.open_edition("malopolskie-2024").report().report
        >>> report.programme.shape[0], report.sector.year
        (13, 2024)
        """
        context = self._context(language, scope=scope)
        return ReportPage(compile_report(self.data), self.region(language, scope), context)

    def organisation(
        self, organisation_id: str, language: str = "pl", scope: str = "region"
    ) -> OrganisationPage:
        """Diagnose one organisation.

        Parameters
        ----------
        organisation_id : str
            Its id in the edition, consent or not; the card of one without consent has no links to pages.
        language : {"pl", "en"}
        scope : str
            Which counties have a page to link to, as in `county`.

        Returns
        -------
        OrganisationPage
            Sections for ``show``; ``indicators`` and ``scores`` are DataFrames, ``sheets()`` go into files.

        Raises
        ------
        PesError
            There is no such organisation (the message says what was probably meant) or language.

        Examples
        --------
        >>> import pes_analysis as pes
        >>> card = pes.open_edition("malopolskie-2024").organisation("demo-cis-01")
        >>> card.diagnosis.facts.type, card.context.alone
        ('cis', True)
        """
        diagnosis = diagnose_organisation(self.data, organisation_id)
        consent = str(self.data.organisations.entities.loc[organisation_id, "consent"])
        context = replace(self._context(language, "organizacje", scope), alone=consent != PUBLIC)
        directory = self._directory_view(language, scope, folder="organizacje")
        return OrganisationPage(diagnosis, context, directory)

    def organisation_index(self, language: str = "pl", cards: str = "all") -> OrganisationIndex:
        """Make the list of condition cards.

        Parameters
        ----------
        language : {"pl", "en"}
        cards : str
            Which organisations have a card: "all", or their ids with commas between.
        """
        entities = self.data.organisations.entities
        return OrganisationIndex(entities, self._carded(cards), self._context(language, "organizacje"))

    def comparison(
        self, comparison_id: str, language: str = "pl", scope: str = "region", cards: str = "all"
    ) -> ComparisonPage:
        """Set organisations or counties side by side.

        Parameters
        ----------
        comparison_id : str
            Its id in the edition's list of comparisons.
        language : {"pl", "en"}
        scope : str
            Which counties have a page to link to, as in `county`.
        cards : str
            Which organisations have a card to link to, as in `organisation_index`.

        Returns
        -------
        ComparisonPage
            Sections for ``show``; ``matrix`` and ``profiles`` are DataFrames, ``sheets()`` go into files.

        Raises
        ------
        PesError
            There is no such comparison (the message lists those there are), or language.

        Examples
        --------
        >>> import pes_analysis as pes
        >>> cities = pes.open_edition("malopolskie-2024").comparison("miasta-i-krakowski")
        >>> cities.matrix["unit"].nunique()
        4
        """
        context = self._context(language, "porownania", scope)
        return ComparisonPage(compare_units(self.data, comparison_id), context, self._carded(cards))

    def comparison_index(self, language: str = "pl") -> ComparisonIndex:
        """Make the list of comparisons."""
        comparisons = [(one, self.data.members_of(one)) for one in self.data.comparisons]
        return ComparisonIndex(comparisons, self._context(language, "porownania"))

    def start(self, language: str = "pl", scope: str = "region") -> StartPage:
        """Make the first page."""
        return StartPage(self.region(language, scope), self._context(language, scope=scope))

    def county_index(self, language: str = "pl", scope: str = "region") -> CountyIndex:
        """Make the list of counties that have a page."""
        context = self._context(language, "powiaty", scope)
        return CountyIndex(self.counties.loc[sorted(context.linked)], context)

    def indicator_cards(self, language: str = "pl") -> IndicatorCards:
        """Make the page of the counties' indicators."""
        return IndicatorCards(indicator_coverage(self.indicators), self._context(language))

    def organisation_indicator_cards(self, language: str = "pl") -> OrganisationIndicatorCards:
        """Make the page of the organisations' indicators."""
        return OrganisationIndicatorCards(self._context(language))

    def source_list(self, language: str = "pl") -> SourceList:
        """Make the page of sources."""
        return SourceList(variable_coverage(self.observations), self._context(language))

    def data_quality(self, language: str = "pl") -> DataQualityPage:
        """Make the page of data quality: limits, who answers for the data, what is old or missing.

        Examples
        --------
        >>> import pes_analysis as pes
        >>> page = pes.open_edition("malopolskie-2024").data_quality()
        >>> page.quality.failed.empty
        True
        """
        return DataQualityPage(judge_data(self.data), self._context(language))

    def trainings(self, language: str = "pl") -> TrainingsPage:
        """Make the page of trainings: who answered, benefits, skills, opinions.

        Examples
        --------
        >>> import pes_analysis as pes
        >>> pes.open_edition("slaskie-2024").trainings().found.is_empty
        True
        """
        return TrainingsPage(evaluate_trainings(self.data), self._context(language))

    def choices(self, language: str = "pl") -> ChoicesPage:
        """Make the page of the choices that sentences are held against."""
        return ChoicesPage(self._context(language))

    def glossary(self, language: str = "pl") -> GlossaryPage:
        """Make the glossary."""
        return GlossaryPage(self._context(language))


def open_edition(edition: str | Path) -> OpenEdition:
    """Open an edition.

    Parameters
    ----------
    edition : str or Path
        Name of a file in ``parameters/`` without ".yml", or the path of such a file.

    Returns
    -------
    OpenEdition
        The same object as long as none of its files changes, so that notebooks of a warm process find what
        pages share.

    Raises
    ------
    PesError
        There is no such edition; the message lists those there are.

    Examples
    --------
    >>> import pes_analysis as pes
    >>> edition = pes.open_edition("malopolskie-2024")
    >>> edition.counties.loc["1201", ["name", "kind"]].tolist()
    ['bocheński', 'land']
    """
    return _opened(open_edition_data(edition))


@lru_cache(maxsize=2)
def _opened(data: Edition) -> OpenEdition:
    return OpenEdition(data)
