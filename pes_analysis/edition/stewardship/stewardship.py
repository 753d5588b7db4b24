"""The tables of stewardship, read and held against the sources and corrections they speak of."""

from calendar import isleap
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd

from pes_analysis.edition.stewardship.schema import TABLES
from pes_analysis.edition.tables import TableError, lines_where, raise_for, read_table, typed

LEAP_YEAR = 2024
assert isleap(LEAP_YEAR)


@dataclass(frozen=True, eq=False)
class Stewardship:
    """Who answers for the data of an edition. Treat the tables as read-only: they are shared.

    Attributes
    ----------
    owners : DataFrame
        Indexed by ``source``: ``administers_pl, administers_en, checks_pl, checks_en, updates_pl,
        updates_en, due_month, due_day, every_years`` (NA: no further collection is planned).
    calendar : DataFrame
        ``task, month, day, what_pl, what_en, who_pl, who_en, basis_pl, basis_en``: what is done every year.
    reviews : DataFrame
        Indexed by ``correction``: ``decided_by_pl, decided_by_en, valid_until``: a correction of a source
        holds until that day, then somebody has to look again.
    """

    owners: pd.DataFrame
    calendar: pd.DataFrame
    reviews: pd.DataFrame


@cache
def no_stewardship() -> Stewardship:
    """Give the tables of an edition that names nobody: all their columns, no rows.

    Examples
    --------
    >>> len(no_stewardship().owners), no_stewardship().reviews.index.name
    (0, 'correction')
    """
    empty = {
        name: pd.DataFrame({one.name: typed(pd.Series([], dtype=str), one) for one in table.columns})
        for name, table in TABLES.items()
    }
    return _stewardship(empty)


def read_stewardship(folder: Path, sources: Iterable[str], corrections: Iterable[str]) -> Stewardship:
    """Read who answers for the data, and check every row.

    Parameters
    ----------
    folder : Path
        With ``owners.csv``, ``calendar.csv`` and ``reviews.csv``.
    sources, corrections : iterable of str
        Ids the tables may speak of.

    Returns
    -------
    Stewardship

    Raises
    ------
    TableError
        A table is absent, or a row is malformed, names no known source or correction, or a day that its
        month does not have; file and line are named.
    """
    tables = {name: read_table(folder / f"{name}.csv", table) for name, table in TABLES.items()}
    for name, column, known in (
        ("owners", "source", set(sources)),
        ("reviews", "correction", set(corrections)),
    ):
        unknown = ~tables[name][column].isin(known)
        raise_for(
            folder / f"{name}.csv",
            (
                (line, f"„{column}”: tej edycji nieznane", f"'{column}': unknown to this edition")
                for line in lines_where(unknown)
            ),
        )
    for name, month, day in (("owners", "due_month", "due_day"), ("calendar", "month", "day")):
        table = tables[name]
        dates = pd.DataFrame({"year": LEAP_YEAR, "month": table[month], "day": table[day]})
        absent = pd.to_datetime(dates, errors="coerce").isna()
        raise_for(
            folder / f"{name}.csv",
            ((line, "nie ma takiego dnia", "there is no such day") for line in lines_where(absent)),
        )
    if (tables["calendar"]["day"].eq(29) & tables["calendar"]["month"].eq(2)).any():
        raise TableError(
            f"{folder / 'calendar.csv'}: 29 lutego nie ma co roku. Wpisz 28.",
            f"{folder / 'calendar.csv'}: 29 February does not come every year. Write 28.",
        )
    return _stewardship(tables)


def _stewardship(tables: dict[str, pd.DataFrame]) -> Stewardship:
    return Stewardship(
        owners=tables["owners"].set_index("source"),
        calendar=tables["calendar"],
        reviews=tables["reviews"].set_index("correction"),
    )
