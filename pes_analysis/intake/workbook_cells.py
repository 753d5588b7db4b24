"""The cells of a workbook as its reader hands them over, and their addresses."""

import re
from dataclasses import asdict, dataclass
from typing import Any, Literal

_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
CellKind = Literal["text", "number", "percent", "date", "boolean", "error"]


@dataclass(frozen=True)
class WorkbookCell:
    """A cell with something in it.

    Attributes
    ----------
    row, column : int
        Counted from 1.
    kind : {"text", "number", "percent", "date", "boolean", "error"}
        ``"percent"`` is a number shown with a per cent sign: 0.125 is shown as 12.5%.
    text : str
        What is written; a number in the shortest digits that give it back, a date as ``2024-03-01``,
        a boolean as ``1`` or ``0``, an error as ``#REF!``.
    is_formula : bool
        Whether the spreadsheet calculated it.
    """

    row: int
    column: int
    kind: CellKind
    text: str
    is_formula: bool = False


@dataclass(frozen=True)
class WorkbookSheet:
    """A worksheet: its cells in reading order, and the ranges of merged cells."""

    name: str
    cells: tuple[WorkbookCell, ...]
    merged: tuple[str, ...] = ()

    def row(self, number: int) -> dict[int, WorkbookCell]:
        """Give the cells of a row by their column."""
        return {cell.column: cell for cell in self.cells if cell.row == number}


@dataclass(frozen=True)
class Workbook:
    """A workbook: the name of its file and its worksheets."""

    file: str
    sheets: tuple[WorkbookSheet, ...]

    def to_json(self) -> dict[str, Any]:
        """Give what `from_json` takes back."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Workbook":
        """Give the workbook back from what `to_json` gave.

        Examples
        --------
        >>> sheet = WorkbookSheet("Dane", (WorkbookCell(2, 1, "text", "x"),))
        >>> Workbook.from_json(Workbook("a.xlsx", (sheet,)).to_json()) == Workbook("a.xlsx", (sheet,))
        True
        """
        return cls(
            data["file"],
            tuple(
                WorkbookSheet(
                    sheet["name"],
                    tuple(WorkbookCell(**cell) for cell in sheet["cells"]),
                    tuple(sheet["merged"]),
                )
                for sheet in data["sheets"]
            ),
        )


def cell_address(row: int, column: int) -> str:
    """Give the address of a cell, with rows and columns counted from 1.

    Examples
    --------
    >>> cell_address(7, 6), cell_address(1, 16384)
    ('F7', 'XFD1')
    """
    letters = ""
    while column > 0:
        column, remainder = divmod(column - 1, 26)
        letters = chr(ord("A") + remainder) + letters
    return f"{letters}{row}"


def cell_place(address: str) -> tuple[int, int] | None:
    """Give the row and the column of an address; None when it is none.

    Examples
    --------
    >>> cell_place("F7"), cell_place("XFD1"), cell_place("A0")
    ((7, 6), (1, 16384), None)
    """
    match = _ADDRESS.fullmatch(address)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column


def range_corners(area: str) -> tuple[int, int, int, int] | None:
    """Give the first row and column and the last row and column of a range; None when it is none.

    Examples
    --------
    >>> range_corners("B2:D9"), range_corners("B2")
    ((2, 2, 9, 4), (2, 2, 2, 2))
    """
    first, _, last = area.partition(":")
    start, end = cell_place(first), cell_place(last or first)
    return (*start, *end) if start and end else None
