"""The diagnosis of a region: its counties side by side, indicator by indicator and block by block."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from pes_analysis.catalogue import Indicator
from pes_analysis.catalogue.states import State
from pes_analysis.compare.figures import GROUP_COVERAGE, Figures, reliability_of
from pes_analysis.compare.positions import NO_FIGURES, stand_in_year
from pes_analysis.diagnose.blocks import block_shares
from pes_analysis.diagnose.coverage import sources_used
from pes_analysis.diagnose.region_claims import region_claims, with_certainty
from pes_analysis.diagnose.service_balance import ServiceBalance, balance_services
from pes_analysis.diagnose.shared import areas_beside, shared_by_counties
from pes_analysis.diagnose.signals import SignalDiagnosis, diagnose_signals
from pes_analysis.diagnose.spread import measure_spread
from pes_analysis.edition import Edition
from pes_analysis.measure.grid import NUMERIC_STATES
from pes_analysis.protect.errors import PesError
from pes_analysis.robust.claim import Claim


@dataclass(frozen=True)
class RegionDiagnosis:
    """The diagnosis of a region.

    Attributes
    ----------
    region, name : str
        Two digits and the bare name ("małopolskie").
    year : int
        The edition's year.
    counties : DataFrame
        The region's counties: index teryt, the columns of the snapshot.
    matrix : DataFrame
        Core judged indicators, one row a county and indicator; see ``region_matrix``. A mark that does not
        hold in enough trials is ``"middle"``; ``clear`` says whether it is printed plainly.
    blocks : DataFrame
        From ``block_shares``, with ``teryt`` first: one row a county and block.
    maps : DataFrame
        ``indicator, teryt, year, value, state``: the figures behind the maps, one year an indicator.
    extremes : DataFrame
        ``indicator, year, end, teryt, value``; ``end`` is ``"best"`` or ``"worst"``, ties in several rows.
    claims : tuple of Claim
        From ``region_claims``.
    spread : DataFrame
        From ``measure_spread``: how far apart the counties are in each indicator of the matrix.
    areas : DataFrame
        The region and Poland, from ``aggregate_indicators``, for the same indicators and years.
    sources : DataFrame
        The sources behind the matrix, with years.
    services : ServiceBalance
        Needs and supply of services in the region's counties.
    signals : SignalDiagnosis or None
        Signals from the region; None when the edition has none.
    """

    region: str
    name: str
    year: int
    counties: pd.DataFrame
    matrix: pd.DataFrame
    blocks: pd.DataFrame
    maps: pd.DataFrame
    extremes: pd.DataFrame
    claims: tuple[Claim, ...]
    spread: pd.DataFrame
    areas: pd.DataFrame
    sources: pd.DataFrame
    services: ServiceBalance
    signals: SignalDiagnosis | None


def diagnose_region(edition: Edition) -> RegionDiagnosis:
    """Diagnose the region of an edition.

    Raises
    ------
    PesError
        When the snapshot has no county of the region.
    """
    snapshot, region, year = edition.snapshot, edition.parameters.region, edition.parameters.year
    inside = snapshot.counties[snapshot.counties["voivodeship"] == region]
    if inside.empty:
        raise PesError(
            f"Edycja nie ma żadnego powiatu województwa {region}. Popraw „region” w parametrach edycji.",
            f"The edition has no county of voivodeship {region}. Correct 'region' in its parameters.",
        )
    catalogued = edition.catalogue.indicators("county")
    shared = shared_by_counties(edition)
    shown = [one for one in shared.indicators if one.polarity != "informational"]
    core = [one.id for one in shown if one.core]
    table = region_matrix(shared.values, shared.figures, shown, list(inside.index), year)
    matrix = table[table["indicator"].isin(core)].reset_index(drop=True)
    extremes = find_extremes(matrix)
    claims = region_claims(shared, matrix, extremes)
    blocks = [
        block_shares(rows, catalogued).assign(teryt=teryt)
        for teryt, rows in table.groupby("teryt", sort=True)
    ]
    return RegionDiagnosis(
        region=region,
        name=str(inside["voivodeship_name"].iloc[0]),
        year=year,
        counties=inside,
        matrix=with_certainty(matrix, claims),
        blocks=pd.concat(blocks, ignore_index=True),
        maps=matrix[["indicator", "teryt", "year", "value", "state"]],
        extremes=extremes,
        claims=claims,
        spread=measure_spread(matrix),
        areas=areas_beside(shared, region).merge(matrix[["indicator", "year"]].drop_duplicates()),
        sources=sources_used(matrix, snapshot.sources),
        services=balance_services(edition, region),
        signals=diagnose_signals(edition, region),
    )


def region_matrix(
    values: pd.DataFrame,
    figures: Figures,
    indicators: Sequence[Indicator],
    counties: Sequence[str],
    edition_year: int,
) -> pd.DataFrame:
    """Place every county of a region, all in the same year of an indicator.

    The year is the newest in which at least 80 % of the region's counties have a number. Each county
    is then placed among all other counties of Poland when at least 80 % of these have a number in that
    year (``group`` "poland"), otherwise among the others of the region ("region").

    Parameters
    ----------
    values : DataFrame
        Columns of ``compute_indicators`` for all counties.
    figures : Figures
        The same laid out.
    indicators : sequence of Indicator
    counties : sequence of str
        The region's.
    edition_year : int

    Returns
    -------
    DataFrame
        ``teryt, indicator, year, value, state, reason, source, group, n, higher, lower, ties, worse_than,
        better_than, share_better, mark, minimum, q1, median, q3, maximum, reliability``. Indicators
        without a year that serves are left out. A county without a number in the year has a row with its
        state and reason.
    """
    everyone = list(figures.units)
    parts = []
    for indicator in indicators:
        year = figures.newest_year(indicator.id, counties)
        if year is not None:
            rows = _indicator_rows(figures, indicator, counties, everyone, year)
            parts.append(rows.assign(year=year, reliability=reliability_of(year, edition_year)))
    keys = ["teryt", "indicator", "year"]
    cells = values[[*keys, "value", "state", "reason", "source"]]
    matrix = pd.concat(parts, ignore_index=True).merge(cells, on=keys, how="left")
    matrix["state"] = matrix["state"].fillna(str(State.MISSING))
    matrix["reason"] = matrix["reason"].fillna(NO_FIGURES)
    matrix["source"] = matrix["source"].fillna("")
    return matrix


def _indicator_rows(
    figures: Figures, indicator: Indicator, counties: Sequence[str], everyone: Sequence[str], year: int
) -> pd.DataFrame:
    known = ~np.isnan(figures.in_year(indicator.id, everyone, year))
    nationwide = known.mean() >= GROUP_COVERAGE
    pool = everyone if nationwide else counties
    rows = [
        {
            "teryt": teryt,
            "indicator": indicator.id,
            "group": "poland" if nationwide else "region",
            **vars(stand_in_year(figures, indicator, teryt, [one for one in pool if one != teryt], year)),
        }
        for teryt in counties
    ]
    return pd.DataFrame(rows).astype({"worse_than": "Int64", "better_than": "Int64", "share_better": float})


def find_extremes(matrix: pd.DataFrame) -> pd.DataFrame:
    """Find the best and the worst county of each indicator; ties give several rows.

    Examples
    --------
    >>> table = pd.DataFrame({"indicator": "rate", "year": 2023, "teryt": ["1201", "1202"],
    ...                       "value": [5.0, 9.0], "state": "value", "share_better": [100.0, 0.0]})
    >>> find_extremes(table)[["end", "teryt"]].values.tolist()
    [['best', '1201'], ['worst', '1202']]
    """
    numbers = matrix[matrix["state"].isin(NUMERIC_STATES) & matrix["share_better"].notna()]
    shares = numbers.groupby("indicator")["share_better"]
    best, worst = shares.transform("max"), shares.transform("min")
    ends = [
        numbers[numbers["share_better"] == best].assign(end="best"),
        numbers[numbers["share_better"] == worst].assign(end="worst"),
    ]
    return pd.concat(ends)[["indicator", "year", "end", "teryt", "value"]].sort_values(
        ["indicator", "end", "teryt"], ignore_index=True
    )
