"""The directory of an edition: where each unit is, what it does, for whom, and when that was checked."""

from dataclasses import dataclass
from functools import cache, cached_property

import pandas as pd

from pes_analysis.edition.directory.schema import TABLES
from pes_analysis.edition.tables import typed
from pes_analysis.protect.errors import PesError


class DirectoryError(PesError):
    """A unit that is not there, or tables of the directory that cannot stand together."""


@dataclass(frozen=True, eq=False)
class Directory:
    """The tables of the directory. Treat them as read-only: they are shared.

    Attributes
    ----------
    units : DataFrame
        Indexed by ``unit_id``, which is that of the organisation where the edition has figures of it:
        ``name, type, sector`` ("pes", "jst" or "mixed"), ``teryt, commune, town, address, postcode, phone,
        email`` (several after commas), ``site, regon, krs, contact_person`` (shown only where
        ``contact_consent`` is "public"), ``contact_consent, status, status_checked_on, status_method,
        free_places`` (Int64; missing is unknown, 0 is none), ``free_places_on, answers`` (who answers for
        the entry), ``checked_on`` (when all of it was last checked), ``listing_consent`` ("none": on no
        page and in no download), ``generated`` (made up for the demonstration).
    unit_services : DataFrame
        ``unit_id, service_area, service_pl, service_en``: what it does, in its own words where given.
    unit_groups : DataFrame
        ``unit_id, target_group``: whom it serves.
    unit_places : DataFrame
        ``unit_id, teryt``: counties it serves beside its own.
    """

    units: pd.DataFrame
    unit_services: pd.DataFrame
    unit_groups: pd.DataFrame
    unit_places: pd.DataFrame

    def __len__(self) -> int:
        """How many units there are, listed or not."""
        return len(self.units)

    @cached_property
    def public(self) -> "Directory":
        """What may be published: listed units only, and no person who has not consented.

        Examples
        --------
        >>> from pes_analysis.edition.directory import read_demonstration_directory
        >>> directory = read_demonstration_directory()
        >>> len(directory.public) < len(directory)
        True
        >>> bool((directory.public.units["listing_consent"] == "public").all())
        True
        """
        units = self.units[self.units["listing_consent"] == "public"]
        person = units["contact_person"].where(units["contact_consent"] == "public", "")
        return Directory(
            units=units.assign(contact_person=person),
            unit_services=_of(self.unit_services, units.index),
            unit_groups=_of(self.unit_groups, units.index),
            unit_places=_of(self.unit_places, units.index),
        )


def _of(table: pd.DataFrame, units: pd.Index) -> pd.DataFrame:
    return table[table["unit_id"].isin(units)].reset_index(drop=True)


@cache
def no_directory() -> Directory:
    """Give the directory of an edition that has none: every table, empty.

    Examples
    --------
    >>> len(no_directory()), list(no_directory().unit_groups.columns)
    (0, ['unit_id', 'target_group'])
    """
    tables = {
        name: pd.DataFrame({column.name: typed(pd.Series([], dtype=str), column) for column in table.columns})
        for name, table in TABLES.items()
    }
    return Directory(**tables | {"units": tables["units"].set_index("unit_id")})
