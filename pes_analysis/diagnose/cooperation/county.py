"""Cooperation in one county: its network, what its ties are like, how it is rated, what may be said."""

from dataclasses import dataclass

import pandas as pd

from pes_analysis.diagnose.cooperation.claims import network_claims, quality_claim
from pes_analysis.diagnose.cooperation.kinds import Kinds, kinds_of_ties
from pes_analysis.diagnose.cooperation.measures import components, network_measures, reciprocity
from pes_analysis.diagnose.cooperation.network import Network, lay_out_network
from pes_analysis.diagnose.cooperation.quality import area_ratings, index_rating, trust_ratings
from pes_analysis.diagnose.cooperation.shared import SharedCooperation, shared_cooperation
from pes_analysis.edition import Edition
from pes_analysis.robust.claim import Claim


@dataclass(frozen=True, eq=False)
class CountyCooperation:
    """Cooperation in one county.

    Attributes
    ----------
    teryt : str
    year : int
        Of the survey.
    network : Network
        Units asked in the county and ties between them.
    enough : bool
        Whether as many answered as the catalogue asks for; without, no measure of the network may be shown.
    measures : DataFrame
        From `network_measures`.
    parts : tuple of int
        Least and greatest number of parts that no tie joins.
    mutual : tuple of int
        Ties named by both sides, and ties of pairs of which both sides answered.
    kinds : Kinds
    outside : DataFrame
        ``unit_id, partner_id, teryt, intensity``: ties with units of other counties.
    areas : DataFrame
        From `area_ratings`.
    region_areas : DataFrame
        The same of all respondents of the region.
    index : Series
        From `index_rating`.
    trust : DataFrame
        From `trust_ratings`.
    claims : tuple of Claim
        What may be said of the network and of the rating, tested.
    """

    teryt: str
    year: int
    network: Network
    enough: bool
    measures: pd.DataFrame
    parts: tuple[int, int]
    mutual: tuple[int, int]
    kinds: Kinds
    outside: pd.DataFrame
    areas: pd.DataFrame
    region_areas: pd.DataFrame
    index: pd.Series
    trust: pd.DataFrame
    claims: tuple[Claim, ...]

    @property
    def generated(self) -> bool:
        """Whether the answers are made up for the demonstration."""
        return bool(self.network.units["generated"].any())


def county_cooperation(edition: Edition, teryt: str) -> CountyCooperation | None:
    """Diagnose cooperation in one county; None when nobody there was asked.

    Examples
    --------
    >>> from pes_analysis.edition import open_edition_data
    >>> edition = open_edition_data("malopolskie-2024")
    >>> county_cooperation(edition, "1201").enough, county_cooperation(edition, "1219").enough
    (True, False)
    """
    shared = shared_cooperation(edition)
    if shared is None or teryt not in shared.counties():
        return None
    survey, catalogue, rules = shared.survey, shared.catalogue, shared.rules
    network = lay_out_network(survey, shared.year, {teryt})
    kinds = kinds_of_ties(network, survey, catalogue)
    ratings = shared.ratings_in(teryt)
    enough = network.response_rate >= rules.response_limit
    sectors = {str(unit): str(sector) for unit, sector in network.units["sector"].items()}
    return CountyCooperation(
        teryt=teryt,
        year=shared.year,
        network=network,
        enough=enough,
        measures=network_measures(network, catalogue),
        parts=components(network),
        mutual=reciprocity(network),
        kinds=kinds,
        outside=_outside(shared, network),
        areas=area_ratings(ratings, rules.least_raters),
        region_areas=area_ratings(shared.ratings, rules.least_raters),
        index=index_rating(ratings, catalogue, rules.least_raters),
        trust=trust_ratings(survey, sectors, shared.year, sectors, rules.least_raters),
        claims=(
            *(network_claims(network, kinds, shared.naming, catalogue) if enough else ()),
            *quality_claim(teryt, shared.indices(), catalogue),
        ),
    )


def _outside(shared: SharedCooperation, network: Network) -> pd.DataFrame:
    """List ties of the county's units with units of other counties, whoever named them."""
    whole = shared.whole
    names, counties = [str(unit) for unit in whole.units.index], [str(one) for one in whole.units["teryt"]]
    inside = whole.units.index.isin(network.units.index)
    rows = [
        (names[one], names[other], counties[other], int(whole.intensity[one, other]))
        for one in map(int, inside.nonzero()[0])
        for other in map(int, (whole.tied[one] & ~inside).nonzero()[0])
    ]
    return pd.DataFrame(rows, columns=["unit_id", "partner_id", "teryt", "intensity"])
