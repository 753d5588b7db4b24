"""An edition opened: parameters, checked figures and the catalogue, ready to be measured."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

import pandas as pd

from pes_analysis.catalogue import Catalogue, Text
from pes_analysis.edition.codes import county_code
from pes_analysis.edition.comparisons import Comparison, ComparisonError, members_of
from pes_analysis.edition.organisations import (
    OrganisationsError,
    no_organisations,
)
from pes_analysis.edition.parameters import EditionParameters, PeersParameters
from pes_analysis.edition.snapshot import Snapshot
from pes_analysis.edition.topic_tables import TopicTables
from pes_analysis.protect.errors import PesError


class EditionError(PesError):
    """An edition that is not there, or whose parameters contradict its figures."""


@dataclass(frozen=True, eq=False)
class Edition(TopicTables):
    """Everything one publication is made from.

    Attributes
    ----------
    parameters : EditionParameters
    snapshot : Snapshot
        Figures, with own figures laid over them.
    catalogue : Catalogue
    peers : PeersParameters
        Structural variables and the number of similar counties.
    repairs : DataFrame
        What was read otherwise than written in the files of own figures, and figures of them that no
        indicator uses yet: ``file, line, column, rule, message_pl, message_en, cells``.
    organisations_folder : Path, optional
        Where its own organisations are.
    topics : Mapping of str to Path
        Folders of the topics that have tables, as `topic_folders` finds them.
    """

    parameters: EditionParameters
    snapshot: Snapshot
    catalogue: Catalogue
    peers: PeersParameters
    repairs: pd.DataFrame
    organisations_folder: Path | None = None
    topics: Mapping[str, Path] = field(default_factory=dict)

    def check_organisation(self, organisation_id: str) -> str:
        """Check the id of an organisation.

        Raises
        ------
        OrganisationsError
            There is no such organisation; the message says which was probably meant.
        """
        known = self.organisations.entities.index
        if organisation_id in known:
            return organisation_id
        near = get_close_matches(str(organisation_id), [str(one) for one in known]) or list(known[:2])
        listed = ", ".join(near) or "–"
        raise OrganisationsError(
            f"W edycji {self.parameters.edition} nie ma organizacji „{organisation_id}”. "
            f"Są na przykład: {listed}.",
            f"The edition {self.parameters.edition} has no organisation '{organisation_id}'. "
            f"There are for example: {listed}.",
        )

    @property
    def comparisons(self) -> tuple[Comparison, ...]:
        """The comparisons it asks for, in order."""
        return self.parameters.comparisons

    def comparison(self, comparison_id: str) -> Comparison:
        """Give one comparison.

        Raises
        ------
        ComparisonError
            There is none of that id; those there are get listed.
        """
        known = {one.id: one for one in self.comparisons}
        if comparison_id not in known:
            listed = ", ".join(known) or "–"
            raise ComparisonError(
                f"W edycji {self.parameters.edition} nie ma porównania „{comparison_id}”. Są: {listed}.",
                f"The edition {self.parameters.edition} has no comparison '{comparison_id}'. "
                f"There are: {listed}.",
            )
        return known[comparison_id]

    def members_of(self, comparison: Comparison) -> tuple[str, ...]:
        """Find whom a comparison compares: ids of organisations or codes of counties.

        Raises
        ------
        ComparisonError
            Someone is not there, or a group has fewer than two members.

        Examples
        --------
        >>> from pes_analysis.edition import open_edition_data
        >>> edition = open_edition_data("malopolskie-2024")
        >>> edition.members_of(edition.comparison("miasta-i-krakowski"))
        ('1261', '1262', '1263', '1206')
        """
        organisations = self.organisations if comparison.kind == "organisations" else no_organisations()
        return members_of(comparison, organisations.entities, self.snapshot.counties, self.parameters.region)

    @cached_property
    def region_counties(self) -> tuple[str, ...]:
        """Codes of the counties of the region, in order.

        Examples
        --------
        >>> from pes_analysis.edition import open_edition_data
        >>> codes = open_edition_data("malopolskie-2024").region_counties
        >>> len(codes), codes[0], codes[-1]
        (22, '1201', '1263')
        """
        counties = self.snapshot.counties
        inside = counties.index[counties["voivodeship"] == self.parameters.region]
        return tuple(str(teryt) for teryt in inside)

    @property
    def region_name(self) -> str:
        """Name of the voivodeship: "małopolskie"."""
        return str(self.snapshot.voivodeships.loc[self.parameters.region, "name"])

    @property
    def title(self) -> Text:
        """Title of the edition, made of the region and the year.

        Examples
        --------
        >>> from pes_analysis.edition import open_edition_data
        >>> open_edition_data("malopolskie-2024").title.pl
        'Województwo małopolskie, 2024'
        """
        name, year = self.region_name, self.parameters.year
        capital = "-".join(part.capitalize() for part in name.split("-"))
        return Text(pl=f"Województwo {name}, {year}", en=f"{capital} voivodeship, {year}")

    def check_teryt(self, code: object) -> str:
        """Check the code of a county; any county of Poland will do.

        Raises
        ------
        CountyCodeError
            Saying what is wrong and which code was probably meant.

        Examples
        --------
        >>> from pes_analysis.edition import open_edition_data
        >>> open_edition_data("malopolskie-2024").check_teryt("0201")
        '0201'
        """
        return county_code(code, self.snapshot.counties)
