"""The directory as one table: a row a listed unit, with what it does, for whom, and how fresh that is."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd

from pes_analysis.catalogue import Catalogue
from pes_analysis.diagnose.directory_freshness import Freshness, count_freshness
from pes_analysis.edition.directory import Directory

SERVICES, GROUPS = "service_areas", "target_groups"
EVERYONE = "everyone"
"""The group of units that are open to all residents."""


@dataclass(frozen=True, eq=False)
class ListedUnits:
    """The units that stand on public pages, and the day from which freshness is counted.

    Attributes
    ----------
    table : DataFrame
        Indexed by ``unit_id``, in the order given: the columns of ``Directory.units``, and tuples of ids
        ``services``, ``groups`` (in the order of the closed lists), ``served`` (codes of counties, the
        own one first).
    own_words : DataFrame
        ``unit_id, service_area, service_pl, service_en``: what units say of their services themselves.
    day : date
        The last day of the edition's year, so that a build gives the same next month.
    """

    table: pd.DataFrame
    own_words: pd.DataFrame
    day: date

    @cached_property
    def entries(self) -> Mapping[str, Mapping[Hashable, Any]]:
        """The rows of `table` by id: a page asks for many single cells, which a table gives slowly."""
        return {str(one): row for one, row in self.table.to_dict("index").items()}

    @cached_property
    def words(self) -> Mapping[tuple[str, str], Mapping[Hashable, Any]]:
        """What units say of a service themselves, by unit and service: ``service_pl``, ``service_en``."""
        return {(row["unit_id"], row["service_area"]): row for row in self.own_words.to_dict("records")}

    @cached_property
    def entry_age(self) -> pd.Series:
        """Days since an entry was checked; negative after `day`, NaN where it never was."""
        return self._age("checked_on")

    @cached_property
    def places_age(self) -> pd.Series:
        """Days since the free places were counted; NaN where they were not."""
        return self._age("free_places_on")

    def _age(self, column: str) -> pd.Series:
        dates = pd.to_datetime(self.table[column].where(self.table[column] != ""))
        return (pd.Timestamp(self.day) - dates).dt.days.astype(float)

    @property
    def freshness(self) -> Freshness:
        """How many entries were checked within a year."""
        return count_freshness(self.table["checked_on"], self.day.year)

    def active_by_county(self, counties: Sequence[str]) -> pd.DataFrame:
        """Count the units of each county.

        Returns
        -------
        DataFrame
            Indexed by teryt, in the order given: ``entries``, and ``active``, NaN in a county without any
            entry, where nothing is known.
        """
        entries = self.table.groupby("teryt").size().reindex(list(counties), fill_value=0)
        active = self.table[self.table["status"] == "active"].groupby("teryt").size().reindex(list(counties))
        return pd.DataFrame({"entries": entries, "active": active.fillna(0.0).where(entries > 0)})

    def offer_by_service(self, services: Sequence[str]) -> pd.DataFrame:
        """Count who offers each service.

        Returns
        -------
        DataFrame
            Indexed by service area, in the order given: ``units`` active, and ``counties`` they serve.
        """
        active = self.table[self.table["status"] == "active"]
        offering = {one: active[[one in offered for offered in active["services"]]] for one in services}
        return pd.DataFrame(
            {
                "units": [len(rows) for rows in offering.values()],
                "counties": [
                    len({county for served in rows["served"] for county in served})
                    for rows in offering.values()
                ],
            },
            index=pd.Index(list(services), name="service_area"),
        )


def list_units(
    directory: Directory, catalogue: Catalogue, year: int, order: Sequence[str] | None = None
) -> ListedUnits:
    """Gather what may be published of each unit.

    Parameters
    ----------
    directory : Directory
        Units that did not consent to be listed are left out.
    catalogue : Catalogue
    year : int
        Of the edition.
    order : sequence of str, optional
        Ids of the listed units in the order wanted, such as that of their names.

    Returns
    -------
    ListedUnits

    Examples
    --------
    >>> from pes_analysis.edition import open_edition_data
    >>> edition = open_edition_data("malopolskie-2024")
    >>> listed = list_units(edition.directory, edition.catalogue, 2024)
    >>> listed.table.loc["demo-cis-01", "services"][0]
    'social_reintegration'
    """
    public = directory.public
    table = public.units
    for name, ids, column, items in (
        ("services", public.unit_services, "service_area", _items(catalogue, SERVICES)),
        ("groups", public.unit_groups, "target_group", _items(catalogue, GROUPS)),
    ):
        table = table.assign(**{name: _gathered(ids, column, table.index, items)})
    elsewhere = _gathered(public.unit_places, "teryt", table.index, ())
    served = [
        (str(own), *(one for one in others if one != own))
        for own, others in zip(table["teryt"], elsewhere, strict=True)
    ]
    table = table.assign(served=pd.Series(served, index=table.index, dtype=object))
    if order is not None:
        table = table.loc[list(order)]
    return ListedUnits(table, public.unit_services, date(year, 12, 31))


def _items(catalogue: Catalogue, closed_list: str) -> tuple[str, ...]:
    return tuple(item.id for item in catalogue.closed_list(closed_list).items)


def _gathered(rows: pd.DataFrame, column: str, units: pd.Index, items: Sequence[str]) -> pd.Series:
    """Give each unit the tuple of its ids, in the order of a list or else of the codes."""
    place = {item: position for position, item in enumerate(items)}
    found: dict[str, list[str]] = {}
    for unit, one in zip(rows["unit_id"], rows[column], strict=True):
        found.setdefault(str(unit), []).append(str(one))
    ordered = [
        tuple(sorted(found.get(str(unit), []), key=lambda one: (place.get(one, 0), one))) for unit in units
    ]
    return pd.Series(ordered, index=units, dtype=object)
