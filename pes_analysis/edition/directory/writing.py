"""Writing the directory: the new folder is put together beside the old one, checked, and swapped in."""

from dataclasses import fields
from pathlib import Path

import pandas as pd

from pes_analysis.edition.directory.directory import Directory
from pes_analysis.edition.directory.reading import read_directory
from pes_analysis.edition.directory.schema import TABLES
from pes_analysis.edition.tables import TableError
from pes_analysis.edition.writing import write_table
from pes_analysis.protect.swap import recover, staging, swap_in


def write_directory(folder: Path, directory: Directory, counties: pd.Index | None = None) -> Directory:
    """Write a folder of the directory in the place of the one that is there.

    A program killed at any moment leaves the old folder or the new one, never a mixture; and tables that
    could not be read back are never put in place.

    Parameters
    ----------
    folder : Path
        Made where it is absent; anything else in it is removed.
    directory : Directory
    counties : Index of str, optional
        As in `pes_analysis.edition.directory.read_directory`.

    Returns
    -------
    Directory
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
    write_tables(beside, directory)
    try:
        read_back = read_directory(beside, counties)
    except TableError:
        recover(target)
        raise
    swap_in(target)
    return read_back


def write_tables(folder: Path, directory: Directory) -> None:
    """Write every table, its rows in the order of their key, the same bytes for the same content."""
    for field in fields(directory):
        table = TABLES[field.name]
        frame = getattr(directory, field.name)
        whole = frame.reset_index() if frame.index.name in table.names else frame
        ordered = whole.sort_values(list(table.key))[table.names]
        write_table(ordered, folder / f"{field.name}.csv")
