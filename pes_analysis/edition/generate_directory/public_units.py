"""Public units beside the organisations: of each county, of some communes, of the region."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

MADE_UP = "(dane demonstracyjne)"
# Local action groups bear names of no real land.
_LANDS = (
    "Kraina Wykresów",
    "Dolina Median",
    "Wspólna Kolumna",
    "Pogórze Kwartyli",
    "Szlak Przecinka",
    "Nad Osią",
)
_SOCIAL_SERVICES_CENTRES = 5


@dataclass(frozen=True)
class Seat:
    """A unit to be generated: who it is and where.

    Attributes
    ----------
    commune, town : str
        Made-up places; in a city with county rights the city itself.
    """

    unit_id: str
    name: str
    type: str
    teryt: str
    commune: str
    town: str


def public_units(
    counties: pd.DataFrame, there: Mapping[str, Sequence[str]], places: Mapping[str, Sequence[str]]
) -> Iterator[Seat]:
    """Give the units that are no demonstration organisations.

    Parameters
    ----------
    counties : DataFrame
        Those of the region, indexed by ``teryt``: ``name, kind, voivodeship_name``.
    there : Mapping of str to sequence of str
        Type → counties that have such an organisation already.
    places : Mapping of str to sequence of str
        County → its two places.

    Yields
    ------
    Seat
        Each county has a family support centre, a labour office and, where it is no city, a social
        assistance centre; some have a social services centre or a local action group.
    """
    services, lands = 0, iter(_LANDS)
    for number, (teryt, row) in enumerate(counties.iterrows()):
        county, name = str(teryt), str(row["name"])
        is_city = row["kind"] == "city"
        first, second = places[county]
        whose = f"miasto {name}" if is_city else f"powiat {name}"
        if county not in there.get("pcpr", ()):
            # In a city with county rights its assistance centre does what a family support centre does.
            kind = "MOPS (zadania PCPR)" if is_city else "PCPR"
            yield Seat(f"demo-pcpr-{county}", f"{kind}, {whose} {MADE_UP}", "pcpr", county, first, first)
        if county not in there.get("up", ()):
            yield Seat(f"demo-up-{county}", f"PUP, {whose} {MADE_UP}", "up", county, first, first)
        if is_city:
            continue
        commune = f"gmina {second}"
        if number % 4 == 1 and services < _SOCIAL_SERVICES_CENTRES:
            services += 1
            yield Seat(f"demo-cus-{county}", f"CUS, {commune} {MADE_UP}", "cus", county, second, second)
        elif county not in there.get("ops", ()):
            yield Seat(f"demo-ops-{county}", f"OPS, {commune} {MADE_UP}", "ops", county, second, second)
        if number % 3 == 0:
            land = next(lands, None)
            if land:
                yield Seat(f"demo-lgd-{county}", f"LGD „{land}” {MADE_UP}", "lgd", county, first, first)
    capital = next(str(code) for code, row in counties.iterrows() if row["kind"] == "city")
    region = str(counties.iloc[0]["voivodeship_name"])
    town = places[capital][0]
    yield Seat(f"demo-rops-{capital}", f"ROPS, województwo {region} {MADE_UP}", "rops", capital, town, town)
