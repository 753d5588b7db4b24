"""The tables of a yearly report, read and held against each other."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd

from pes_analysis.edition.report.schema import TABLES
from pes_analysis.edition.tables import lines_where, raise_for, read_table, typed


@dataclass(frozen=True, eq=False)
class ReportTables:
    """What a yearly report needs beside figures. Treat the tables as read-only: they are shared.

    Attributes
    ----------
    programme : DataFrame
        ``indicator, priority_pl, priority_en, name_pl, name_en, level`` ("poland" or "region"), ``unit,
        base, base_year, target, target_year, value`` (NaN: not known yet), ``value_year, comparable`` (the
        value is counted as the base was), ``source_pl, source_en, note_pl, note_en``.
    versions : DataFrame
        ``version, published_on, what_pl, what_en``, the newest last.
    errata : DataFrame
        ``erratum, found_in, corrected_in, found_on, where_pl, where_en, was_pl, was_en, is_pl, is_en``.
    """

    programme: pd.DataFrame
    versions: pd.DataFrame
    errata: pd.DataFrame


@cache
def no_report_tables() -> ReportTables:
    """Give the tables of an edition without any: all their columns, no rows.

    Examples
    --------
    >>> len(no_report_tables().programme)
    0
    """
    return ReportTables(
        **{
            name: pd.DataFrame({one.name: typed(pd.Series([], dtype=str), one) for one in table.columns})
            for name, table in TABLES.items()
        }
    )


def read_report_tables(folder: Path) -> ReportTables:
    """Read the tables of a yearly report and check every row.

    Parameters
    ----------
    folder : Path
        With ``programme.csv``, ``versions.csv`` and ``errata.csv``.

    Raises
    ------
    TableError
        A table is absent or a row is not as it should be: a value without its year, a target equal to the
        base, a target year that is not after the base's, an erratum of a version that is not there.
    """
    tables = {name: read_table(folder / f"{name}.csv", table) for name, table in TABLES.items()}
    programme, versions, errata = tables["programme"], tables["versions"], tables["errata"]
    raise_for(
        folder / "programme.csv",
        _broken(
            (
                programme["value"].notna() != programme["value_year"].notna(),
                "wartość i jej rok muszą stać razem",
                "a value and its year must stand together",
            ),
            (
                programme["base"] == programme["target"],
                "wartość docelowa jest równa bazowej",
                "the target equals the base",
            ),
            (
                (programme["base_year"] >= programme["target_year"]).fillna(value=False).astype(bool),
                "rok docelowy nie jest późniejszy niż bazowy",
                "the year of the target is not after that of the base",
            ),
        ),
    )
    known = set(versions["version"])
    raise_for(
        folder / "errata.csv",
        _broken(
            (
                ~errata["found_in"].isin(known) | ~errata["corrected_in"].isin(known),
                "nie ma takiej wersji w versions.csv",
                "there is no such version in versions.csv",
            )
        ),
    )
    return ReportTables(**{**tables, "versions": versions.sort_values("published_on", ignore_index=True)})


def _broken(*rules: tuple["pd.Series[bool]", str, str]) -> Iterable[tuple[int, str, str]]:
    for failing, pl, en in rules:
        for line in lines_where(failing):
            yield line, pl, en
