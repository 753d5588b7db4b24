"""The cells of a workbook as its reader hands them over."""

from dataclasses import asdict, dataclass
from typing import Any, Literal

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
