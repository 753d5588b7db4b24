"""Needs of a region's counties against the supply of services: gaps, coverage, mismatch, white spots."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.catalogue import State
from pes_analysis.catalogue.need_norms import ESTIMATES, load_need_norms
from pes_analysis.catalogue.service_needs import SERVICE_AREAS, load_service_needs
from pes_analysis.catalogue.service_supply import load_service_supply
from pes_analysis.compare.distances import county_distances
from pes_analysis.diagnose.needed_people import count_needed
from pes_analysis.diagnose.profile_mismatch import measure_mismatch
from pes_analysis.diagnose.service_gap_claims import (
    drawn_need_scores,
    gap_claims,
    gap_rows,
    standardised,
)
from pes_analysis.diagnose.service_needs import rank_needs
from pes_analysis.diagnose.service_providers import list_providers
from pes_analysis.diagnose.shared import Shared, shared_by_counties
from pes_analysis.diagnose.supply_counts import (
    SupplyOptions,
    count_facilities,
    count_supply,
    describe_supply,
)
from pes_analysis.edition import Edition
from pes_analysis.edition.directory import Directory
from pes_analysis.edition.directory.schema import PES
from pes_analysis.edition.organisations import Organisations
from pes_analysis.measure.grid import NUMERIC_STATES
from pes_analysis.robust.claim import Claim

Numbers = npt.NDArray[np.float64]
LARGEST = 3
HIGH_NEED = 50.0
RESIDENTS = "pop"


@dataclass(frozen=True, eq=False)
class ServiceBalance:
    """Needs and supply of all counties of a voivodeship, area by area.

    Attributes
    ----------
    counties, areas : tuple of str
    year : int
        The edition's.
    table : DataFrame
        One row a county and area: the columns of ``rank_needs`` (``need`` 0 to 100, ``rank, top``), of
        ``count_needed`` (``group, low, central, high, state, reason, …``), of ``describe_supply`` and
        ``count_facilities``; ``coverage_low, coverage, coverage_high`` (people who can be served per 100 in
        need, under the high, central and low norm), ``z_need, z_supply, gap`` (their difference),
        ``nearest`` and ``nearest_km`` (the nearest county with an active provider, the own one included),
        ``white_spot`` (bool).
    mismatch : DataFrame
        One row a county: ``teryt, value, lowest, highest`` (over the three norms), ``state, reason, areas``
        (how many stand on both sides).
    providers : DataFrame
        From ``list_providers``, of the voivodeship's counties.
    claims : mapping of (teryt, area) to Claim
        Gaps that the published figures show, and how often each holds.
    supply_known : bool
        Whether anything is known of supply in the voivodeship.
    generated : bool
        Whether supply, or a part of it, was made up for the demonstration.
    """

    counties: tuple[str, ...]
    areas: tuple[str, ...]
    year: int
    table: pd.DataFrame
    mismatch: pd.DataFrame
    providers: pd.DataFrame
    claims: Mapping[tuple[str, str], Claim]
    supply_known: bool
    generated: bool

    def of(self, teryt: str) -> pd.DataFrame:
        """Give the rows of one county, the widest gap first; areas without a gap's figure last."""
        own = self.table[self.table["teryt"] == teryt]
        return own.sort_values("gap", ascending=False, na_position="last", kind="stable").reset_index(
            drop=True
        )

    def largest_gaps(self, teryt: str) -> list[Claim]:
        """Give the three widest gaps of a county among those sure enough to be printed."""
        found = [self.claims.get((teryt, str(area))) for area in self.of(teryt)["area"]]
        return [claim for claim in found if claim is not None and claim.standing.is_printed][:LARGEST]


def balance_services(edition: Edition, voivodeship: str) -> ServiceBalance:
    """Set needs against supply in all counties of a voivodeship; computed once an edition.

    Parameters
    ----------
    edition : Edition
    voivodeship : str
        Two digits.

    Examples
    --------
    >>> from pes_analysis.edition import open_edition_data
    >>> balance = balance_services(open_edition_data("malopolskie-2024"), "12")
    >>> len(balance.table) == 22 * 14, balance.generated
    (True, True)
    """
    return _balance(shared_by_counties(edition), edition.organisations, edition.directory, voivodeship)


@lru_cache(maxsize=4)
def _balance(
    shared: Shared, organisations: Organisations, directory: Directory, voivodeship: str
) -> ServiceBalance:
    needs, norms, supply = load_service_needs(), load_need_norms(), load_service_supply()
    every = shared.snapshot.counties
    counties = [str(one) for one in every.index[every["voivodeship"] == voivodeship]]
    areas = [item.id for item in shared.catalogue.closed_list(SERVICE_AREAS).items]
    listed = list_providers(organisations, directory, supply, areas, shared.year)
    providers = listed[listed["teryt"].isin(counties)].reset_index(drop=True)
    supply_known = len(providers) > 0
    counted = count_supply(providers, supply, counties, areas)
    described = describe_supply(providers, directory.unit_places, supply, counted, counties, areas)
    if not supply_known:
        described = _nothing_known(described)
    unknown = described["supply_state"].eq(str(State.MISSING)).to_numpy().reshape(len(counties), -1)
    counted = SupplyOptions(np.where(unknown, np.nan, counted.people))
    needed = count_needed(shared.observations, norms, areas, counties)
    keys = ["teryt", "area"]
    table = (
        _ranked(shared, counties)
        .merge(needed, on=keys, suffixes=("_of_score", ""))
        .merge(described, on=keys)
        .merge(count_facilities(shared.observations, supply, counties, areas), on=keys)
    )
    order = pd.MultiIndex.from_product([counties, areas])
    table = table.set_index(keys).reindex(order).rename_axis(keys).reset_index()
    residents = _residents(shared, counties)
    table = _with_gaps(table, counted, residents, len(counties))
    table = _with_white_spots(table, providers[providers["status"].isin(supply.active)], counties)
    rows = gap_rows(shared)
    claims = gap_claims(
        shared,
        rows,
        drawn_need_scores(shared, needs, counties, areas, rows),
        table["group"].to_numpy(dtype=float).reshape(len(counties), -1),
        norms,
        counted,
        residents,
        counties,
        areas,
    )
    return ServiceBalance(
        counties=tuple(counties),
        areas=tuple(areas),
        year=shared.year,
        table=table,
        mismatch=_mismatch(shared, table, counted, counties, areas),
        providers=providers,
        claims=claims if supply_known else {},
        supply_known=supply_known,
        generated=bool(providers["generated"].any()),
    )


def _nothing_known(described: pd.DataFrame) -> pd.DataFrame:
    """Without a single provider in the voivodeship nobody looked: that is no zero."""
    return described.assign(supply=np.nan, supply_state=str(State.MISSING), supply_reason="no_organisations")


def _ranked(shared: Shared, counties: Sequence[str]) -> pd.DataFrame:
    figures, needs = shared.figures.until(shared.year), load_service_needs()
    parts = [
        rank_needs(figures, needs, teryt, [one for one in counties if one != teryt]).assign(teryt=teryt)
        for teryt in counties
    ]
    return pd.concat(parts, ignore_index=True)


def _residents(shared: Shared, counties: Sequence[str]) -> Numbers:
    rows = shared.observations
    known = rows[(rows["variable"] == RESIDENTS) & rows["state"].isin(NUMERIC_STATES)]
    newest = known.sort_values("year").drop_duplicates("teryt", keep="last").set_index("teryt")["value"]
    return newest.reindex(list(counties)).to_numpy(dtype=float)


def _with_gaps(
    table: pd.DataFrame, counted: SupplyOptions, residents: Numbers, counties: int
) -> pd.DataFrame:
    def grid(values: pd.Series) -> Numbers:
        return values.to_numpy(dtype=float).reshape(counties, -1)

    z_need = standardised(grid(table["need"]))
    z_supply = standardised(counted.standard / residents[:, None] * 10_000)
    # A withheld figure must not come back as a rate or a coverage.
    shown = table["supply"].where(table["supply_state"].isin(NUMERIC_STATES))
    coverage = {
        name: 100 * shown / table[norm].where(table[norm] > 0)
        for name, norm in zip(("coverage_high", "coverage", "coverage_low"), ESTIMATES, strict=True)
    }
    return table.assign(
        **coverage, z_need=z_need.ravel(), z_supply=z_supply.ravel(), gap=(z_need - z_supply).ravel()
    )


def _with_white_spots(table: pd.DataFrame, active: pd.DataFrame, counties: Sequence[str]) -> pd.DataFrame:
    """Find where needs are great and nobody is active: no entity there or serving it, no known facility."""
    seats = active[active["sector"] == PES].groupby("area")["teryt"].agg(lambda one: sorted(set(one)))
    nearest, km = [], []
    away = county_distances().loc[list(counties), list(counties)].to_dict("index")
    for teryt, area in zip(table["teryt"], table["area"], strict=True):
        reached = min(((away[str(teryt)][one], str(one)) for one in seats.get(area, [])), default=None)
        km.append(float(reached[0]) if reached else np.nan)
        nearest.append(reached[1] if reached else "")
    nobody = (table["n_providers"] + table["n_serving"] == 0) & ~(table["facilities"] > 0)
    looked = table["supply_reason"] != "no_organisations"
    return table.assign(
        nearest=nearest, nearest_km=km, white_spot=nobody & looked & (table["need"] > HIGH_NEED)
    )


def _mismatch(
    shared: Shared, table: pd.DataFrame, counted: SupplyOptions, counties: Sequence[str], areas: Sequence[str]
) -> pd.DataFrame:
    """Measure the mismatch of every county on all that is known, withheld figures too: it tells of none."""
    needed = {
        name: table[name].to_numpy(dtype=float).reshape(len(counties), len(areas)) for name in ESTIMATES
    }
    return measure_mismatch(needed, counted.standard, shared.catalogue, counties, areas)
