"""What the diagnoses of all counties have in common: computed once, then looked up for each county."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

import pandas as pd

from pes_analysis.catalogue import Catalogue, Indicator
from pes_analysis.compare.figures import Figures, lay_out_figures
from pes_analysis.compare.peers import Structure, build_structure
from pes_analysis.edition import Edition, PeersParameters
from pes_analysis.edition.snapshot import Snapshot
from pes_analysis.measure.aggregates import POLAND, aggregate_indicators
from pes_analysis.measure.indicators import compute_indicators


@dataclass(frozen=True, eq=False)
class Shared:
    """Figures of all counties up to the edition's year, each computed when first asked for.

    Treat the tables as read-only: every diagnosis reads the same ones.

    Attributes
    ----------
    snapshot : Snapshot
    catalogue : Catalogue
    peers : PeersParameters
    year : int
        The edition's.
    """

    snapshot: Snapshot
    catalogue: Catalogue
    peers: PeersParameters
    year: int

    @cached_property
    def observations(self) -> pd.DataFrame:
        """Raw figures up to the edition's year."""
        every = self.snapshot.county_observations
        return every[every["year"] <= self.year]

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """Available indicators of counties."""
        return self.catalogue.indicators("county", available=True)

    @cached_property
    def values(self) -> pd.DataFrame:
        """Those indicators for every county and year: the columns of ``compute_indicators``."""
        return compute_indicators(self.observations, self.indicators)

    @cached_property
    def figures(self) -> Figures:
        """The same as numbers by year and county, rounded as they are printed."""
        return lay_out_figures(self.values, self.indicators)

    @cached_property
    def structure(self) -> Structure:
        """What counties are like, by which similar ones are chosen."""
        snapshot, every = self.snapshot, self.catalogue.indicators("county")
        return build_structure(self.observations, snapshot.counties, self.peers, every, self.year)

    def own(self, teryt: str) -> pd.DataFrame:
        """Give the rows of ``values`` of one county."""
        return self.values[self.values["teryt"] == teryt]


@lru_cache(maxsize=2)
def _shared(snapshot: Snapshot, catalogue: Catalogue, peers: PeersParameters, year: int) -> Shared:
    return Shared(snapshot, catalogue, peers, year)


def shared_by_counties(edition: Edition) -> Shared:
    """Give what the counties of an edition share; the same object as long as its figures are the same.

    Two editions opened from one snapshot share it too, unless their year or choice of peers differs.

    Examples
    --------
    >>> from pes_analysis.edition import open_edition_data
    >>> one, again = (open_edition_data("malopolskie-2024") for _ in range(2))
    >>> shared_by_counties(one) is shared_by_counties(again)
    True
    """
    return _shared(edition.snapshot, edition.catalogue, edition.peers, edition.parameters.year)


@lru_cache(maxsize=4)
def areas_beside(shared: Shared, voivodeship: str) -> pd.DataFrame:
    """Compute the indicators of a voivodeship and of Poland: the columns of ``aggregate_indicators``."""
    return aggregate_indicators(
        shared.observations,
        shared.catalogue.variables("county"),
        shared.indicators,
        shared.snapshot.counties,
        shared.snapshot.voivodeship_observations,
        [voivodeship, POLAND],
    )
