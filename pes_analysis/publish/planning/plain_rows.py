"""Rows of a CSV table as texts, for whom names are enough: pandas would take longer than the reading."""

import csv
from collections.abc import Sequence
from pathlib import Path

from pes_analysis.protect.errors import PesError


def read_rows(path: Path, columns: Sequence[str]) -> list[dict[str, str]]:
    """Read a table.

    Parameters
    ----------
    path : Path
        UTF-8, columns separated by commas.
    columns : sequence of str
        Those that every row must have.

    Returns
    -------
    list of dict of str to str
        In the order of the file; other columns are there too.

    Raises
    ------
    PesError
        When the table cannot be read or a row has no such column; file and line are named.
    """
    try:
        # Spreadsheets put a mark before the first column's name.
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.DictReader(stream))
    except (UnicodeDecodeError, csv.Error) as problem:
        raise PesError(
            f"{path.name}: tabeli nie da się odczytać ({problem}). Zapisz ją jako CSV w UTF-8.",
            f"{path.name}: the table cannot be read ({problem}). Save it as CSV in UTF-8.",
        ) from problem
    for line, row in enumerate(rows, start=2):
        missing = [name for name in columns if row.get(name) is None]
        if missing:
            listed = ", ".join(missing)
            raise PesError(
                f"{path.name}:{line}: brakuje kolumn: {listed}. Dopisz je; rozdziel kolumny przecinkami.",
                f"{path.name}:{line}: columns are missing: {listed}. Add them; separate columns by commas.",
            )
    return rows
