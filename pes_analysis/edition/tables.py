"""Reading one packaged table strictly: every bad cell is named with its line."""

import re
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pandas as pd

from pes_analysis.edition.schema import Column, Table
from pes_analysis.protect.errors import PesError

MAX_PROBLEMS_SHOWN = 10
FIRST_LINE = 2
BOOLEANS = ("false", "true")


class TableError(PesError):
    """A packaged table that is not as its schema says."""


def read_table(path: Path, table: Table) -> pd.DataFrame:
    r"""Read a table and check each cell against its schema.

    Parameters
    ----------
    path : Path
        A CSV file in UTF-8 whose header is exactly the columns of the schema.
    table : Table
        What the file should hold.

    Returns
    -------
    DataFrame
        Text columns as str (an empty cell is ""), numbers as float, whole numbers as int
        (as nullable Int64 where a cell may be empty), true and false as bool.

    Raises
    ------
    TableError
        Naming file, line, column, what is there and what is needed.

    Examples
    --------
    >>> import tempfile
    >>> from pes_analysis.edition.schema import TERRITORY_CHANGES
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder) / "changes.csv"
    ...     _ = file.write_text("teryt,year,reason_pl,reason_en\n0265,2013,a,b\n", encoding="utf-8")
    ...     read_table(file, TERRITORY_CHANGES)["teryt"].tolist()
    ['0265']
    """
    text = _read_text(path, table)
    problems = [problem for column in table.columns for problem in bad_cells(text[column.name], column)]
    raise_for(path, problems)
    frame = pd.DataFrame({column.name: typed(text[column.name], column) for column in table.columns})
    repeated = frame.duplicated(list(table.key))
    raise_for(
        path,
        (
            (line, f"powtórzony klucz ({', '.join(table.key)})", f"repeated key ({', '.join(table.key)})")
            for line in lines_where(repeated)
        ),
    )
    return frame


def bad_cells(cells: pd.Series, column: Column) -> Iterable[tuple[int, str, str]]:
    """Find the cells of one column that its schema does not allow.

    Yields
    ------
    tuple of (int, str, str)
        Line in the file, the problem in Polish and in English.
    """
    wrong = {cell for cell in cells.unique() if not allows(column, cell)}
    for position in np.flatnonzero(cells.isin(wrong)) if wrong else ():
        given = cells.iloc[int(position)]
        needed = ", ".join(column.allowed or (BOOLEANS if column.kind == "boolean" else ()))
        needed = needed or column.pattern or column.kind
        yield (
            int(position) + FIRST_LINE,
            f"„{column.name}”: jest „{given}”, potrzeba: {needed}",
            f"'{column.name}': got '{given}', needed: {needed}",
        )


def allows(column: Column, cell: str) -> bool:
    """Tell whether a cell may stand in a column.

    Examples
    --------
    >>> code, amount = Column("teryt", pattern="[0-9]{4}"), Column("value", "number", required=False)
    >>> allows(code, "0201"), allows(code, "201"), allows(amount, ""), allows(amount, "1,5")
    (True, False, True, False)
    """
    if cell == "":
        return not column.required
    if column.allowed:
        return cell in column.allowed
    if column.kind == "number" and not re.fullmatch(r"-?\d+(\.\d+)?", cell):
        return False
    if column.kind == "integer" and not re.fullmatch(r"-?\d+", cell):
        return False
    if column.kind == "boolean" and cell not in BOOLEANS:
        return False
    return not column.pattern or re.fullmatch(column.pattern, cell) is not None


def typed(cells: pd.Series, column: Column) -> pd.Series:
    """Give checked cells the type of their column."""
    if column.kind == "number":
        return pd.to_numeric(cells.where(cells != "")).astype(float)
    if column.kind == "integer":
        return (
            cells.astype(int) if column.required else pd.to_numeric(cells.where(cells != "")).astype("Int64")
        )
    if column.kind == "boolean":
        return cells == "true"
    return cells.astype(str)


def lines_where(failing: pd.Series) -> list[int]:
    """Lines of the file on which a condition fails, counted from 1 with the header first."""
    return [int(position) + FIRST_LINE for position in np.flatnonzero(failing)]


def raise_for(path: Path, problems: Iterable[tuple[int, str, str]]) -> None:
    """Raise one error that lists problems line by line; do nothing where there are none."""
    listed = sorted(problems)
    if not listed:
        return
    shown = listed[:MAX_PROBLEMS_SHOWN]
    rest = len(listed) - len(shown)
    pl = [f"{path}:{line}: {problem}." for line, problem, _ in shown]
    en = [f"{path}:{line}: {problem}." for line, _, problem in shown]
    if rest:
        pl.append(f"… i jeszcze problemów: {rest}.")
        en.append(f"… and {rest} more problems.")
    raise TableError(
        "\n".join([*pl, "Popraw te komórki albo odtwórz tabelę ze źródła."]),
        "\n".join([*en, "Correct these cells or make the table anew from its source."]),
    )


def _read_text(path: Path, table: Table) -> pd.DataFrame:
    try:
        text = pd.read_csv(path, dtype=object, na_filter=False, encoding="utf-8")
    except (OSError, ValueError) as error:
        raise TableError(
            f"{path}: nie da się odczytać tabeli ({error}). Sprawdź, czy plik jest na miejscu.",
            f"{path}: the table cannot be read ({error}). See whether the file is in its place.",
        ) from error
    if list(text.columns) != table.names:
        raise TableError(
            f"{path}:1: nagłówek to „{','.join(text.columns)}”, potrzeba „{','.join(table.names)}”.",
            f"{path}:1: the header is '{','.join(text.columns)}', needed '{','.join(table.names)}'.",
        )
    return text
