"""How much of each service there is in each county: people who can be served, providers, facilities."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.catalogue import State
from pes_analysis.catalogue.service_supply import ServiceSupply
from pes_analysis.edition.directory.schema import JST, PES
from pes_analysis.measure.grid import NUMERIC_STATES

Numbers = npt.NDArray[np.float64]
FEW_PROVIDERS = 3
NO_FIGURES = "no_figures"
FEW = "few_providers"


@dataclass(frozen=True)
class SupplyOptions:
    """Supply under each defensible way of counting it.

    Attributes
    ----------
    people : ndarray of shape (status, measure, split, counties, areas)
        Each of the first three 0 for the standard and 1 for the alternative.
    """

    people: Numbers

    @property
    def standard(self) -> Numbers:
        """Counted as the catalogue says, counties by areas."""
        return np.asarray(self.people[0, 0, 0])


def count_supply(
    providers: pd.DataFrame, supply: ServiceSupply, counties: Sequence[str], areas: Sequence[str]
) -> SupplyOptions:
    """Add up the capacity of social-economy entities by county and area.

    Parameters
    ----------
    providers : DataFrame
        From ``list_providers``.
    supply : ServiceSupply
    counties, areas : sequence of str

    Examples
    --------
    >>> from pes_analysis.catalogue.service_supply import load_service_supply
    >>> areas = ["housing", "violence"]
    >>> rows = pd.DataFrame({"unit_id": "a", "teryt": "1201", "area": areas, "sector": "pes",
    ...     "status": "active", "capacity": 30.0, "otherwise": 20.0, "areas": 2})
    >>> counted = count_supply(rows, load_service_supply(), ["1201"], areas)
    >>> counted.standard.tolist(), counted.people[0, 1, 1].tolist()
    ([[15.0, 15.0]], [[20.0, 20.0]])
    """
    people = np.zeros((2, 2, 2, len(counties), len(areas)))
    inside = providers[
        (providers["sector"] == PES) & providers["teryt"].isin(counties) & providers["area"].isin(areas)
    ]
    county = pd.Index(counties).get_indexer(pd.Index(inside["teryt"]))
    area = pd.Index(areas).get_indexer(pd.Index(inside["area"]))
    for status, measure, split in product(range(2), repeat=3):
        counted = inside["status"].isin(supply.wider if status else supply.active)
        own = inside["otherwise" if measure else "capacity"].fillna(0.0).where(counted, 0.0)
        shared = own if split else own / inside["areas"]
        np.add.at(people[status, measure, split], (county, area), shared.to_numpy(dtype=float))
    return SupplyOptions(people)


def describe_supply(
    providers: pd.DataFrame,
    places: pd.DataFrame,
    supply: ServiceSupply,
    counted: SupplyOptions,
    counties: Sequence[str],
    areas: Sequence[str],
) -> pd.DataFrame:
    """Describe the supply of each county and area: people, and who stands behind the figure.

    Where one or two entities stand behind a figure and one of them did not agree to a public card, the
    figure would tell of it alone: it is withheld. No provider at all is a zero, providers without a figure
    are no zero.

    Parameters
    ----------
    providers : DataFrame
        From ``list_providers``.
    places : DataFrame
        ``unit_id, teryt``: counties that units serve beside their own.
    supply : ServiceSupply
    counted : SupplyOptions
        From ``count_supply``.
    counties, areas : sequence of str

    Returns
    -------
    DataFrame
        One row a county and area: ``teryt, area, supply, supply_state, supply_reason, n_providers``
        (active entities with a seat in the county), ``n_known`` (those with a figure), ``n_serving``
        (active entities of other counties that serve it too), ``n_public`` (public units).
    """
    active = providers[providers["status"].isin(supply.active)]
    pes = active[active["sector"] == PES]
    known = pes[pes["capacity"].notna()]
    keys = pd.MultiIndex.from_product([counties, areas], names=["teryt", "area"])

    def counts(rows: pd.DataFrame) -> pd.Series:
        return rows.groupby(["teryt", "area"])["unit_id"].nunique().reindex(keys, fill_value=0).astype(int)

    serving = pes.drop(columns="teryt").merge(places, on="unit_id")
    table = pd.DataFrame(
        {
            "supply": counted.standard.ravel(),
            "n_providers": counts(pes),
            "n_known": counts(known),
            "n_serving": counts(serving),
            "n_public": counts(active[active["sector"] == JST]),
        },
        index=keys,
    )
    unwilling = counts(known[~known["figures_public"]])
    few = (table["n_known"] < FEW_PROVIDERS) & (unwilling > 0)
    unknown = (table["n_providers"] > 0) & (table["n_known"] == 0)
    state = pd.Series(str(State.VALUE), index=keys)
    state = state.mask(table["n_providers"] == 0, str(State.ZERO))
    state = state.mask(unknown, str(State.MISSING)).mask(few, str(State.SUPPRESSED))
    reason = pd.Series("", index=keys).mask(unknown, NO_FIGURES).mask(few, FEW)
    table["supply"] = table["supply"].where(state.isin(NUMERIC_STATES))
    return table.assign(supply_state=state, supply_reason=reason).reset_index()


def count_facilities(
    observations: pd.DataFrame, supply: ServiceSupply, counties: Sequence[str], areas: Sequence[str]
) -> pd.DataFrame:
    """Count the facilities that public figures know, in the newest year of each figure.

    Parameters
    ----------
    observations : DataFrame
        Raw figures of counties up to the edition's year.
    supply : ServiceSupply
    counties, areas : sequence of str

    Returns
    -------
    DataFrame
        ``teryt, area, facilities`` (NaN where no figure counts them), ``facilities_year`` (the oldest of
        the figures added up), ``facilities_source``.
    """
    keys = pd.MultiIndex.from_product([counties, areas], names=["teryt", "area"])
    names = {name for area in areas for name in supply.facilities.get(area, ())}
    rows = observations[
        observations["variable"].isin(names)
        & observations["teryt"].isin(counties)
        & observations["state"].isin(NUMERIC_STATES)
    ]
    newest = rows.astype({"variable": str, "source": str}).sort_values("year")
    newest = newest.drop_duplicates(["variable", "teryt"], keep="last")
    pairs = pd.DataFrame(
        [(area, name) for area in areas for name in supply.facilities.get(area, ())],
        columns=["area", "variable"],
    )
    joined = pairs.merge(newest, on="variable")
    # A sum of which one part is not known is not known.
    needed = pairs.groupby("area").size()
    grouped = joined.groupby(["teryt", "area"])
    found = grouped.agg(
        facilities=("value", "sum"),
        facilities_year=("year", "min"),
        facilities_source=("source", lambda one: "; ".join(sorted(set(one)))),
        parts=("variable", "size"),
    ).reindex(keys)
    complete = found["parts"] == needed.reindex(keys.get_level_values("area")).to_numpy()
    found["facilities"] = found["facilities"].where(complete)
    found["facilities_year"] = found["facilities_year"].where(complete).astype("Int64")
    found["facilities_source"] = found["facilities_source"].where(complete).fillna("").astype(str)
    return found.drop(columns="parts").reset_index()
