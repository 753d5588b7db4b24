"""The generated directory as the tables of an edition."""

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from pes_analysis.edition.directory import Directory, no_directory
from pes_analysis.edition.generate_directory.entries import Entry, entry, with_free_places
from pes_analysis.edition.generate_directory.offers import areas_of, groups_of, words_of
from pes_analysis.edition.generate_directory.public_units import Seat, public_units
from pes_analysis.edition.generate_organisations.draws import Draws
from pes_analysis.edition.generate_organisations.names import PLACES
from pes_analysis.edition.organisations import Organisations

SEED = "pes-analysis directory 2024"
_AREA = "service_area_"
_OWN_WORDS_OFTEN = 0.6
_BEYOND_COUNTY_OFTEN = 0.35


def generate_directory(
    counties: pd.DataFrame, organisations: Organisations, seed: object = SEED
) -> Directory:
    """Generate the directory of the demonstration.

    Parameters
    ----------
    counties : DataFrame
        Those of the region, indexed by ``teryt``.
    organisations : Organisations
        The generated ones; each has an entry under its own id, with the service areas it returned.
    seed : object
        The same seed gives the same directory.

    Returns
    -------
    Directory
        With entries that are stale, closed, unknown, unlisted or incomplete, as in life.
    """
    entities = organisations.entities
    places = _places(counties, entities)
    kinds = {
        str(kind): [str(teryt) for teryt in of_kind] for kind, of_kind in entities.groupby("type")["teryt"]
    }
    seats = [*_organisation_seats(entities, places), *public_units(counties, kinds, places)]
    returned = _returned_areas(organisations)
    rows: list[Entry] = []
    services: list[Entry] = []
    groups: list[Entry] = []
    served: list[Entry] = []
    for number, seat in enumerate(seats, start=1):
        draws = Draws(seed, seat.unit_id)
        row = entry(seat, number, draws)
        if seat.unit_id in entities.index:
            row |= _status(*entities.loc[seat.unit_id, ["status", "status_checked_on"]])
            # Some who want no public card want no entry either.
            silent = entities.loc[seat.unit_id, "consent"] == "none"
            if silent and Draws(seed, f"{seat.unit_id} entry").chance(0.12):
                row |= {"listing_consent": "none"}
        rows.append(with_free_places(row, draws))
        areas = returned.get(seat.unit_id) or areas_of(seat.type, draws)
        services += [_service(seat, area, draws) for area in areas]
        groups += [
            {"unit_id": seat.unit_id, "target_group": group} for group in groups_of(seat.type, areas, draws)
        ]
        served += [
            {"unit_id": seat.unit_id, "teryt": teryt} for teryt in _also_serves(seat, seats, counties, draws)
        ]
    empty = no_directory()
    return Directory(
        units=_table(rows, empty.units.reset_index()).set_index("unit_id"),
        unit_services=_table(services, empty.unit_services),
        unit_groups=_table(groups, empty.unit_groups),
        unit_places=_table(served, empty.unit_places),
    )


def _table(rows: Sequence[Entry], empty: pd.DataFrame) -> pd.DataFrame:
    types = {name: str(empty[name].dtype) for name in empty}
    return pd.DataFrame(rows, columns=list(empty.columns)).astype(types)


def _places(counties: pd.DataFrame, entities: pd.DataFrame) -> Mapping[str, Sequence[str]]:
    """Give each county two places: those its organisations are named after first, then free ones."""
    named: dict[str, list[str]] = {str(teryt): [] for teryt in counties.index}
    taken: set[str] = set()
    for name, teryt in zip(entities["name"], entities["teryt"], strict=True):
        place = next((place for place in PLACES if str(name).endswith(f" {place}")), None)
        if place and place not in taken and len(named[str(teryt)]) < 2:
            named[str(teryt)].append(place)
            taken.add(place)
    free = iter(place for place in PLACES if place not in taken)
    for found in named.values():
        while len(found) < 2:
            found.append(next(free))
    cities = counties.index[counties["kind"] == "city"]
    return named | {str(teryt): [str(counties.loc[teryt, "name"])] * 2 for teryt in cities}


def _organisation_seats(entities: pd.DataFrame, places: Mapping[str, Sequence[str]]) -> Iterator[Seat]:
    for id_, row in entities.sort_index().iterrows():
        first, second = places[str(row["teryt"])]
        town = second if str(row["name"]).endswith(f" {second}") else first
        yield Seat(str(id_), str(row["name"]), str(row["type"]), str(row["teryt"]), town, town)


def _status(status: str, checked_on: str) -> Mapping[str, str]:
    """Take over what the table of organisations says, and how that came to be known."""
    method = {"active": "return", "existing": "website", "unknown": "phone"}.get(status, "register")
    return {"status": status, "status_checked_on": checked_on, "status_method": method}


def _returned_areas(organisations: Organisations) -> Mapping[str, Sequence[str]]:
    """Find the service areas of the newest return of each organisation that named any."""
    table = organisations.observations
    found = table[table["variable"].astype(str).str.startswith(_AREA) & (table["value"] == 1)]
    newest = found["year"] == found.groupby("organisation_id")["year"].transform("max")
    areas = found.loc[newest, "variable"].astype(str).str.removeprefix(_AREA)
    return {str(id_): sorted(of_one) for id_, of_one in areas.groupby(found.loc[newest, "organisation_id"])}


def _service(seat: Seat, area: str, draws: Draws) -> Entry:
    says, words = draws.chance(_OWN_WORDS_OFTEN), words_of(seat.type, area, draws)
    return {
        "unit_id": seat.unit_id,
        "service_area": area,
        "service_pl": words.pl if says else "",
        "service_en": words.en if says else "",
    }


def _also_serves(seat: Seat, seats: Sequence[Seat], counties: pd.DataFrame, draws: Draws) -> Sequence[str]:
    """Draw the counties a unit serves beside its own."""
    subregion = {str(teryt): str(name) for teryt, name in counties["subregion"].items()}
    others = [teryt for teryt in subregion if teryt != seat.teryt]
    if seat.type == "rops":
        return others
    if seat.type == "owes":
        centres = [one.unit_id for one in seats if one.type == "owes"]
        subregions = sorted(set(subregion.values()))
        own = centres.index(seat.unit_id)
        mine = {name for at, name in enumerate(subregions) if at % len(centres) == own}
        return [teryt for teryt in others if subregion[teryt] in mine]
    if seat.type in ("cis", "kis", "wtz", "zaz", "ngo", "lgd") and draws.chance(_BEYOND_COUNTY_OFTEN):
        near = [teryt for teryt in others if subregion[teryt] == subregion[seat.teryt]]
        return sorted(draws.order(near)[: draws.whole(1, 2)])
    return []
