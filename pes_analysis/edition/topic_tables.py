"""Tables an edition brings besides the figures of counties: each is read when it is first asked for.

An edition has some topics and not others; a topic it does not have gives empty tables.
"""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from pes_analysis.edition.case_studies import CaseStudy, read_case_studies
from pes_analysis.edition.directory import (
    Directory,
    no_directory,
    read_demonstration_directory,
    read_directory,
)
from pes_analysis.edition.organisations import (
    Organisations,
    no_organisations,
    read_demonstration,
    read_organisations,
)
from pes_analysis.edition.parameters import EditionParameters
from pes_analysis.edition.report import ReportTables, no_report_tables, read_report_tables
from pes_analysis.edition.signals import Signals, no_signals, read_demonstration_signals, read_signals
from pes_analysis.edition.snapshot import Snapshot
from pes_analysis.edition.stewardship import Stewardship, no_stewardship, read_stewardship
from pes_analysis.edition.ties import TiesSurvey, no_ties, read_ties, stands_with
from pes_analysis.edition.trainings import Trainings, no_trainings, read_trainings
from pes_analysis.edition.unit_pages import has_unit_page

PACKAGED = "demonstration"


class TopicTables:
    """The part of an edition that reads the tables of its topics."""

    parameters: EditionParameters
    snapshot: Snapshot
    organisations_folder: Path | None
    topics: Mapping[str, Path]

    @cached_property
    def organisations(self) -> Organisations:
        """The organisations; read from their files only when they are first asked for.

        Raises
        ------
        TableError
            A table of them is not as it should be.

        Examples
        --------
        >>> from pes_analysis.edition import open_edition_data
        >>> len(open_edition_data("slaskie-2024").organisations)
        0
        """
        own, beside = self.organisations_folder, self.parameters.organisations.beside_demonstration
        # A workshop begins before its first return.
        if own is None or (beside and not own.exists()):
            return read_demonstration() if beside else no_organisations()
        organisations = read_organisations(own, self.snapshot.counties.index)
        return organisations.beside(read_demonstration()) if beside else organisations

    @cached_property
    def county_sources(self) -> dict[str, dict[str, Any]]:
        """Sources of county figures by id, each with what the table of sources says of it."""
        return _by_id(self.snapshot.sources)

    @cached_property
    def every_source(self) -> dict[str, dict[str, Any]]:
        """Those of county figures and of organisations."""
        return self.county_sources | _by_id(self.organisations.sources)

    @cached_property
    def directory(self) -> Directory:
        """The directory; read from its files only when it is first asked for, empty where there is none.

        Raises
        ------
        TableError
            A table of it is not as it should be.

        Examples
        --------
        >>> from pes_analysis.edition import open_edition_data
        >>> len(open_edition_data("slaskie-2024").directory)
        0
        """
        folder = self.topics.get("directory")
        if folder is None:
            return no_directory()
        if self.parameters.topic("directory").demonstration and self.parameters.snapshot == PACKAGED:
            # One object for all who open the edition: what is computed from it is looked up by it.
            return read_demonstration_directory()
        return read_directory(folder, self.snapshot.counties.index)

    def has_unit_page(self, unit_id: str) -> bool:
        """Tell whether a listed unit of the directory has a page of its own in this edition.

        Examples
        --------
        >>> from pes_analysis.edition import open_edition_data
        >>> open_edition_data("malopolskie-2024").has_unit_page("demo-cis-02")
        True
        """
        return has_unit_page(self.parameters.directory.unit_pages, unit_id, self._carded)

    @cached_property
    def _carded(self) -> frozenset[str]:
        entities = self.organisations.entities
        return frozenset(str(one) for one in entities.index[entities["consent"] == "public"])

    @cached_property
    def signals(self) -> Signals:
        """The signals; read from their file only when they are first asked for, empty where there are none.

        Raises
        ------
        TableError
            The table of them is not as it should be.

        Examples
        --------
        >>> from pes_analysis.edition import open_edition_data
        >>> len(open_edition_data("slaskie-2024").signals)
        0
        """
        folder = self.topics.get("signals")
        if folder is None:
            return no_signals()
        if self.parameters.topic("signals").demonstration and self.parameters.snapshot == PACKAGED:
            return read_demonstration_signals()
        return read_signals(folder, self.snapshot.counties.index)

    @cached_property
    def ties(self) -> TiesSurvey:
        """The survey of ties, held against the organisations; empty tables when the edition has none.

        Raises
        ------
        TableError
            A table of it is not as it should be, or contradicts the organisations.

        Examples
        --------
        >>> from pes_analysis.edition import open_edition_data
        >>> len(open_edition_data("slaskie-2024").ties)
        0
        """
        folder = self.topics.get("ties")
        if folder is None:
            return no_ties()
        survey = read_ties(folder, frozenset(self.snapshot.counties.index))
        return stands_with(survey, self.organisations)

    @cached_property
    def case_studies(self) -> tuple[CaseStudy, ...]:
        """The case studies; none when the edition has no folder of them.

        Examples
        --------
        >>> from pes_analysis.edition import open_edition_data
        >>> open_edition_data("slaskie-2024").case_studies
        ()
        """
        folder = self.topics.get("case_studies")
        return () if folder is None else read_case_studies(folder, frozenset(self.snapshot.counties.index))

    @cached_property
    def trainings(self) -> Trainings:
        """Trainings and their surveys; read only when first asked for, empty where there are none.

        Raises
        ------
        TableError
            A table of them is not as it should be.

        Examples
        --------
        >>> from pes_analysis.edition import open_edition_data
        >>> len(open_edition_data("slaskie-2024").trainings)
        0
        """
        folder = self.topics.get("trainings")
        return no_trainings() if folder is None else read_trainings(folder, self.snapshot.counties.index)

    @cached_property
    def stewardship(self) -> Stewardship:
        """Who answers for the data; read only when first asked for.

        Raises
        ------
        TableError
            A table of it is not as it should be.

        Examples
        --------
        >>> from pes_analysis.edition import open_edition_data
        >>> len(open_edition_data("slaskie-2024").stewardship.owners)
        0
        """
        if "stewardship" not in self.topics:
            return no_stewardship()
        sources = {*self.snapshot.sources.index, *self.organisations.sources.index}
        return read_stewardship(self.topics["stewardship"], sources, self.snapshot.corrections["correction"])

    @cached_property
    def report(self) -> ReportTables:
        """The programme, versions and errata of the yearly report; read only when first asked for.

        Raises
        ------
        TableError
            A table of it is not as it should be.

        Examples
        --------
        >>> from pes_analysis.edition import open_edition_data
        >>> len(open_edition_data("slaskie-2024").report.programme)
        0
        """
        return read_report_tables(self.topics["report"]) if "report" in self.topics else no_report_tables()


def _by_id(sources: pd.DataFrame) -> dict[str, dict[str, Any]]:
    rows: list[dict[str, Any]] = [dict(row) for row in sources.to_dict("records")]  # type: ignore[arg-type]
    return dict(zip(sources.index.astype("str"), rows, strict=True))
