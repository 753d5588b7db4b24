"""What counts as supply of services: a dated table of statuses, measures of capacity and facilities."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Annotated, TypeAlias

from pydantic import Field

from pes_analysis.catalogue.catalogue import Catalogue
from pes_analysis.catalogue.entries import Frozen, Id, Origin, Text
from pes_analysis.catalogue.loading import PACKAGED, load_catalogue
from pes_analysis.catalogue.service_needs import SERVICE_AREAS
from pes_analysis.catalogue.strict_yaml import read_strict_yaml
from pes_analysis.catalogue.validation import validate

STATUSES = "activity_status"
Names: TypeAlias = Annotated[tuple[Id, ...], Field(min_length=1)]
Problem: TypeAlias = tuple[tuple[str, ...], str, str]


class ServiceSupply(Frozen):
    """What supply is read from.

    Attributes
    ----------
    valid_from : date
    origin : {"F", "L", "P"}
    source : Text
    active, wider : tuple of str
        Statuses of activity that count, and those that could count as well.
    capacity, capacity_otherwise : dict of str to tuple of str
        By type of organisation: variables of which the first with a number tells how many people it can
        serve in a year; the usual order, and another that can be defended.
    capacity_in_area : dict of str to dict
        By service area and type: the variables in this area alone.
    facilities : dict of str to tuple of str
        By service area: variables of counties that count facilities.
    """

    valid_from: date
    origin: Origin
    source: Text
    active: Names
    wider: Names
    capacity: Mapping[Id, Names]
    capacity_in_area: Mapping[Id, Mapping[Id, Names]]
    capacity_otherwise: Mapping[Id, Names]
    facilities: Mapping[Id, Names]

    @property
    def measures(self) -> frozenset[str]:
        """All variables of organisations that tell of capacity."""
        tables = [self.capacity, self.capacity_otherwise, *self.capacity_in_area.values()]
        return frozenset(name for table in tables for names in table.values() for name in names)


class _File(Frozen):
    service_supply: ServiceSupply


@lru_cache(maxsize=4)
def load_service_supply(path: Path = PACKAGED / "service_supply.yml") -> ServiceSupply:
    """Read the table (once: later calls give the same object).

    Raises
    ------
    YamlError
        The file cannot be read, or names an area, status, type or variable that is not in the catalogue;
        with file and line.

    Examples
    --------
    >>> supply = load_service_supply()
    >>> supply.active, supply.capacity["wtz"][0]
    (('active',), 'participants_total')
    """
    located = read_strict_yaml(path)
    supply = validate(_File, located).service_supply
    for place, pl, en in _problems(supply, load_catalogue()):
        raise located.error(("service_supply", *place), pl, en)
    return supply


def _problems(supply: ServiceSupply, catalogue: Catalogue) -> Iterator[Problem]:
    areas = {item.id for item in catalogue.closed_list(SERVICE_AREAS).items}
    statuses = {item.id for item in catalogue.closed_list(STATUSES).items}
    types = {kind.id for kind in catalogue.entity_types}
    asked = {one.id for one in catalogue.columns("organisation")}
    counted = {one.id for one in catalogue.variables("county")}
    by_type = [("capacity", supply.capacity), ("capacity_otherwise", supply.capacity_otherwise)]
    for key, names in (("active", supply.active), ("wider", supply.wider)):
        yield from _unknown((key,), names, statuses, "statusu", "status")
    for place, table in [
        *((((key,)), table) for key, table in by_type),
        *((("capacity_in_area", area), table) for area, table in supply.capacity_in_area.items()),
    ]:
        yield from _unknown(place, table, types, "typu organizacji", "type of organisations")
        for kind, names in table.items():
            yield from _unknown((*place, kind), names, asked, "zmiennej organizacji", "variable")
    for key, of_areas in (("capacity_in_area", supply.capacity_in_area), ("facilities", supply.facilities)):
        yield from _unknown((key,), of_areas, areas, "obszaru usług", "service area")
    for area, names in supply.facilities.items():
        yield from _unknown(("facilities", area), names, counted, "zmiennej powiatów", "variable of counties")


def _unknown(
    place: tuple[str, ...], names: "Mapping[str, object] | tuple[str, ...]", known: set[str], pl: str, en: str
) -> Iterator[Problem]:
    for name in names:
        if name not in known:
            yield (
                place,
                f"nie ma {pl} „{name}”. Popraw nazwę.",
                f"there is no {en} '{name}'. Correct the name.",
            )
