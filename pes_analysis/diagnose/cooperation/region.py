"""Cooperation in all counties of a region side by side, and who works with whom by type of unit."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from pes_analysis.diagnose.cooperation.county import CountyCooperation, county_cooperation
from pes_analysis.diagnose.cooperation.kinds import Kinds, kinds_of_ties
from pes_analysis.diagnose.cooperation.measures import components, network_measures, reciprocity
from pes_analysis.diagnose.cooperation.network import Network
from pes_analysis.diagnose.cooperation.quality import area_ratings, index_rating
from pes_analysis.diagnose.cooperation.shared import shared_cooperation
from pes_analysis.edition import Edition


@dataclass(frozen=True, eq=False)
class RegionCooperation:
    """Cooperation in a region.

    Attributes
    ----------
    year : int
    counties : tuple of CountyCooperation
        Those in which anybody was asked, in the order of their codes.
    table : DataFrame
        One row a county: ``teryt, asked, answered, enough``, low and high of each measure
        (``network_density_low`` …; NaN where too few answered), ``index, lower_95, upper_95, n``.
    network : Network
        Of the whole region, ties between counties too.
    enough : bool
    measures : DataFrame
    parts, mutual : tuple of int
    kinds : Kinds
    across : int
        Ties between units of different counties.
    by_type : DataFrame
        Types by types: known ties between units of the two.
    areas : DataFrame
        Index area; over all respondents.
    by_sector : DataFrame
        Index sector; the index as respondents of each sector rate it.
    response_limit : float
    """

    year: int
    counties: tuple[CountyCooperation, ...]
    table: pd.DataFrame
    network: Network
    enough: bool
    measures: pd.DataFrame
    parts: tuple[int, int]
    mutual: tuple[int, int]
    kinds: Kinds
    across: int
    by_type: pd.DataFrame
    areas: pd.DataFrame
    by_sector: pd.DataFrame
    response_limit: float


def region_cooperation(edition: Edition) -> RegionCooperation | None:
    """Diagnose cooperation in the region of an edition; None when it has no survey.

    Examples
    --------
    >>> from pes_analysis.edition import open_edition_data
    >>> region = region_cooperation(open_edition_data("malopolskie-2024"))
    >>> len(region.table), int((~region.table["enough"]).sum()) >= 4
    (22, True)
    """
    shared = shared_cooperation(edition)
    if shared is None:
        return None
    found = (county_cooperation(edition, teryt) for teryt in shared.counties())
    counties = tuple(one for one in found if one is not None)
    network = shared.whole
    homes = network.units["teryt"].to_numpy()
    sectors = network.units["sector"].reindex(shared.ratings.index)
    fewest = shared.rules.least_raters
    return RegionCooperation(
        year=shared.year,
        counties=counties,
        table=pd.DataFrame([_row(one) for one in counties]),
        network=network,
        enough=network.response_rate >= shared.rules.response_limit,
        measures=network_measures(network, shared.catalogue),
        parts=components(network),
        mutual=reciprocity(network),
        kinds=kinds_of_ties(network, shared.survey, shared.catalogue),
        across=int(np.triu(network.tied & np.not_equal.outer(homes, homes)).sum()),
        by_type=_by_type(network),
        areas=area_ratings(shared.ratings, fewest),
        by_sector=pd.DataFrame(
            {
                sector: index_rating(shared.ratings[sectors == sector], shared.catalogue, fewest)
                for sector in ("pes", "jst")
            }
        ).T,
        response_limit=shared.rules.response_limit,
    )


def _row(one: CountyCooperation) -> dict[str, object]:
    row: dict[str, object] = {
        "teryt": one.teryt,
        "asked": len(one.network),
        "answered": int(one.network.answered.sum()),
        "enough": one.enough,
    }
    for indicator, low, high in one.measures.itertuples(index=False):
        row |= {
            f"{indicator}_low": low if one.enough else np.nan,
            f"{indicator}_high": high if one.enough else np.nan,
        }
    rated = {name: one.index[name] for name in ("lower_95", "upper_95", "n")}
    return {**row, "index": one.index["value"], **rated}


def _by_type(network: Network) -> pd.DataFrame:
    types = network.units["type"].to_numpy()
    names = sorted(set(types))
    counts = {
        one: [
            int(
                (network.tied & np.logical_and.outer(types == one, types == other)).sum()
                // (2 if one == other else 1)
            )
            for other in names
        ]
        for one in names
    }
    return pd.DataFrame(counts, index=names)
