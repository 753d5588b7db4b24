"""Writing a survey of ties: put together beside the old folder, checked, and swapped in."""

from dataclasses import fields
from pathlib import Path

import pandas as pd

from pes_analysis.edition.schema import Table
from pes_analysis.edition.tables import TableError
from pes_analysis.edition.ties.reading import read_ties
from pes_analysis.edition.ties.schema import TABLES
from pes_analysis.edition.ties.survey import TiesSurvey
from pes_analysis.edition.writing import write_table
from pes_analysis.protect.swap import recover, staging, swap_in


def write_ties(folder: Path, survey: TiesSurvey, counties: frozenset[str]) -> TiesSurvey:
    """Write a folder of a survey in the place of the one that is there.

    A program killed at any moment leaves the old folder or the new one; tables that could not be read
    back are never put in place.

    Parameters
    ----------
    folder : Path
        Made where it is absent; anything else in it is removed.
    survey : TiesSurvey
    counties : frozenset of str
        As in `read_ties`.

    Returns
    -------
    TiesSurvey
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
    tables = {field.name: getattr(survey, field.name) for field in fields(survey)}
    for name, table in TABLES.items():
        frame = tables[name].reset_index() if name == "units" else tables[name]
        write_table(_in_order(frame, table), beside / f"{name}.csv")
    read_ties.cache_clear()
    try:
        read_back = read_ties(beside, counties)
    except TableError:
        recover(target)
        raise
    finally:
        read_ties.cache_clear()
    swap_in(target)
    return read_back


def _in_order(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    keys = frame[list(table.key)].astype("string").fillna("")
    return frame.loc[keys.sort_values(list(table.key)).index, table.names]
