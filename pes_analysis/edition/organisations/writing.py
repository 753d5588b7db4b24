"""Writing organisations: the new folder is put together beside the old one, checked, and swapped in."""

from dataclasses import fields
from pathlib import Path

import pandas as pd

from pes_analysis.edition.organisations.organisations import Organisations
from pes_analysis.edition.organisations.reading import read_organisations
from pes_analysis.edition.organisations.schema import OBSERVATION_FOLDER, OBSERVATIONS, SINGLE_TABLES
from pes_analysis.edition.schema import Table
from pes_analysis.edition.tables import TableError
from pes_analysis.edition.writing import write_table
from pes_analysis.protect.swap import recover, staging, swap_in


def write_organisations(
    folder: Path, organisations: Organisations, counties: pd.Index | None = None
) -> Organisations:
    """Write a folder of organisations in the place of the one that is there.

    A program killed at any moment leaves the old folder or the new one, never a mixture; and tables that
    could not be read back are never put in place.

    Parameters
    ----------
    folder : Path
        Made where it is absent; anything else in it is removed.
    organisations : Organisations
    counties : Index of str, optional
        As in `pes_analysis.edition.organisations.read_organisations`.

    Returns
    -------
    Organisations
        What was written, read back.

    Raises
    ------
    TableError
        The tables are not as they should be; the old folder stays.
    """
    target = folder.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    recover(target)
    beside = staging(target)
    write_tables(beside, organisations)
    try:
        read_back = read_organisations(beside, counties)
    except TableError:
        recover(target)
        raise
    swap_in(target)
    return read_back


def write_tables(folder: Path, organisations: Organisations) -> None:
    """Write every table, its rows in the order of their key, the same bytes for the same content."""
    tables = {field.name: getattr(organisations, field.name) for field in fields(organisations)}
    for name, table in SINGLE_TABLES.items():
        frame = tables[name]
        whole = frame.reset_index() if frame.index.name in table.names else frame
        write_table(_in_order(whole, table), folder / f"{name}.csv")
    for year, observed in organisations.observations.groupby("year"):
        write_table(_in_order(observed, OBSERVATIONS), folder / OBSERVATION_FOLDER / f"{year}.csv")


def _in_order(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Give the columns of the schema in its order, and the rows ordered by their key as text."""
    keys = frame[list(table.key)].astype("string").fillna("")
    return frame.loc[keys.sort_values(list(table.key)).index, table.names]
