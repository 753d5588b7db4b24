"""Who provides which services: organisations by what they returned, other units by the directory."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from pes_analysis.catalogue.service_supply import ServiceSupply
from pes_analysis.edition.directory import Directory
from pes_analysis.edition.directory.schema import PES
from pes_analysis.edition.organisations import Organisations
from pes_analysis.edition.organisations.schema import PUBLIC_UNIT_TYPES
from pes_analysis.measure.grid import NUMERIC_STATES

FLAG = "service_area_"
RETURN, DIRECTORY = "return", "directory"
PUBLIC = "public"
COLUMNS = (
    "unit_id",
    "area",
    "name",
    "type",
    "sector",
    "teryt",
    "status",
    "capacity",
    "otherwise",
    "measure",
    "areas",
    "origin",
    "listed",
    "figures_public",
    "generated",
    "free_places",
)


def list_providers(
    organisations: Organisations,
    directory: Directory,
    supply: ServiceSupply,
    areas: Sequence[str],
    year: int,
) -> pd.DataFrame:
    """List who provides which services.

    What an organisation returned goes before what the directory says of it. Units of local government are
    listed too, by their sector.

    Parameters
    ----------
    organisations : Organisations
    directory : Directory
    supply : ServiceSupply
    areas : sequence of str
        Of the closed list.
    year : int
        Of the returns.

    Returns
    -------
    DataFrame
        One row a unit and service area: ``unit_id, area, name, type, sector`` ("pes", "jst"), ``teryt,
        status, capacity`` (people it can serve in a year, in all its areas together unless the area has
        a measure of its own; NaN when not known), ``otherwise`` (the same with places before users),
        ``measure`` (the variable behind it), ``areas`` (among how many it is divided; 1 for an own
        measure), ``origin`` ("return", "directory"), ``listed`` (may be named), ``figures_public`` (its
        figures may be printed alone), ``generated, free_places``.
    """
    returned = _of_returns(organisations, supply, areas, year)
    listed = _of_directory(directory, set(returned["unit_id"]))
    whole = pd.concat([one for one in (returned, listed) if len(one)] or [returned], ignore_index=True)
    whole = whole.astype({"figures_public": bool, "listed": bool, "generated": bool, "capacity": float})
    units = directory.units
    known = whole["unit_id"].map(units["free_places"]) if len(units) else np.nan
    whole["free_places"] = pd.Series(known, index=whole.index).astype("Float64").astype("Int64")
    if len(units):
        consent = whole["unit_id"].map(units["listing_consent"])
        whole["listed"] = consent.eq(PUBLIC).where(consent.notna(), whole["listed"]).astype(bool)
    order = {area: place for place, area in enumerate(areas)}
    whole = whole[whole["area"].isin(order)]
    return whole.sort_values(
        ["area", "teryt", "unit_id"], key=lambda one: one.map(order) if one.name == "area" else one
    ).reset_index(drop=True)[list(COLUMNS)]


def _of_returns(
    organisations: Organisations, supply: ServiceSupply, areas: Sequence[str], year: int
) -> pd.DataFrame:
    entities = organisations.entities
    wanted = {f"{FLAG}{area}" for area in areas} | supply.measures
    every = organisations.observations
    rows = every[
        (every["year"] == year) & every["variable"].isin(wanted) & every["state"].isin(NUMERIC_STATES)
    ]
    figures = rows.astype({"variable": str}).pivot_table(
        index="organisation_id", columns="variable", values="value", aggfunc="first", observed=True
    )
    found = []
    for unit, own in figures.to_dict("index").items():
        offered = [area for area in areas if own.get(f"{FLAG}{area}", 0) > 0]
        row = entities.loc[str(unit)]
        kind = str(row["type"])
        for area in offered:
            particular = supply.capacity_in_area.get(area, {}).get(kind, ())
            capacity, measure = _first(own, particular or supply.capacity.get(kind, ()))
            otherwise, _ = _first(own, particular or supply.capacity_otherwise.get(kind, ()))
            found.append(
                {
                    "unit_id": str(unit),
                    "area": area,
                    "name": str(row["name"]),
                    "type": kind,
                    "sector": "jst" if kind in PUBLIC_UNIT_TYPES else PES,
                    "teryt": str(row["teryt"]),
                    "status": str(row["status"]),
                    "capacity": capacity,
                    "otherwise": otherwise,
                    "measure": measure,
                    "areas": 1 if particular else len(offered),
                    "origin": RETURN,
                    "listed": str(row["consent"]) == PUBLIC,
                    "figures_public": str(row["consent"]) == PUBLIC,
                    "generated": bool(row["generated"]),
                }
            )
    return pd.DataFrame(found, columns=[one for one in COLUMNS if one != "free_places"])


def _first(own: Mapping[object, float], names: Sequence[str]) -> tuple[float, str]:
    """Give the first known figure and its name."""
    for name in names:
        value = own.get(name, np.nan)
        if not np.isnan(value):
            return float(value), name
    return np.nan, ""


def _of_directory(directory: Directory, returned: set[str]) -> pd.DataFrame:
    services = directory.unit_services[~directory.unit_services["unit_id"].isin(returned)]
    units = directory.units.reindex(services["unit_id"])
    return pd.DataFrame(
        {
            "unit_id": services["unit_id"].to_numpy(),
            "area": services["service_area"].to_numpy(),
            **{
                name: units[name].to_numpy()
                for name in ("name", "type", "sector", "teryt", "status", "generated")
            },
            "capacity": np.nan,
            "otherwise": np.nan,
            "measure": "",
            "areas": 1,
            "origin": DIRECTORY,
            "listed": (units["listing_consent"] == PUBLIC).to_numpy(),
            # There is no figure of it to hold back.
            "figures_public": True,
        }
    )
