"""Writing trainings: the new folder is put together beside the old one, checked, and swapped in."""

from collections.abc import Collection
from dataclasses import fields
from pathlib import Path

from pes_analysis.edition.tables import TableError
from pes_analysis.edition.trainings.reading import read_trainings
from pes_analysis.edition.trainings.schema import TABLES
from pes_analysis.edition.trainings.trainings import Trainings
from pes_analysis.edition.writing import write_table
from pes_analysis.protect.swap import recover, staging, swap_in


def write_trainings(folder: Path, trainings: Trainings, counties: Collection[str]) -> Trainings:
    """Write a folder of trainings in the place of the one that is there.

    A program killed at any moment leaves the old folder or the new one, never a mixture; and tables that
    could not be read back are never put in place.

    Parameters
    ----------
    folder : Path
        Made where it is absent; anything else in it is removed.
    trainings : Trainings
    counties : collection of str
        As in `read_trainings`.

    Returns
    -------
    Trainings
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
    write_tables(beside, trainings)
    try:
        read_back = read_trainings(beside, counties)
    except TableError:
        recover(target)
        raise
    swap_in(target)
    return read_back


def write_tables(folder: Path, trainings: Trainings) -> None:
    """Write every table, its rows in the order of their key, the same bytes for the same content."""
    for field in fields(trainings):
        table, frame = TABLES[field.name], getattr(trainings, field.name)
        whole = frame.reset_index() if frame.index.name in table.names else frame
        write_table(whole.sort_values(list(table.key))[table.names], folder / f"{field.name}.csv")
