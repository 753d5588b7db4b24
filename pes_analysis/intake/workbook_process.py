"""The process that reads one workbook from its input and writes the cells as JSON, within limits."""

import datetime
import io
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from pes_analysis.intake.workbook_cells import CellKind, WorkbookCell, WorkbookSheet, cell_address
from pes_analysis.intake.workbook_refusals import OUT_OF_MEMORY, Refusal
from pes_analysis.intake.workbook_scan import (
    RefusedWhileScanningError,
    SheetFacts,
    scan_workbook,
)

# Longer than any answer; a longer text is cut here and refused as too long by whoever reads answers.
LONGEST_TEXT = 4_000
# One shared text may stand in every cell: the file stays small, and what is handed over does not.
MOST_CHARACTERS = 5_000_000


def main(most_memory: int) -> int:
    """Read a workbook from standard input and answer on standard output.

    Returns
    -------
    int
        The exit code: 0, or `OUT_OF_MEMORY`.
    """
    data = sys.stdin.buffer.read()
    limit_memory(most_memory)
    try:
        answer = _answer(data)
    except MemoryError:
        return OUT_OF_MEMORY
    json.dump(answer, sys.stdout, ensure_ascii=False)
    return 0


def limit_memory(most: int) -> None:
    """Let this process take at most so many bytes beside what it has, where the system can."""
    if sys.platform != "linux":
        return
    import resource

    taken = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    soft = taken + most if hard == resource.RLIM_INFINITY else min(taken + most, hard)
    resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _answer(data: bytes) -> dict[str, Any]:
    try:
        return {"sheets": [asdict(sheet) for sheet in read_sheets(data, scan_workbook(data))]}
    except RefusedWhileScanningError as refused:
        return {"refusal": asdict(refused.refusal)}


def read_sheets(data: bytes, facts: dict[str, SheetFacts]) -> Iterator[WorkbookSheet]:
    """Read the values of cells, no farther than the scan saw any.

    Parameters
    ----------
    data : bytes
        A workbook that was scanned.
    facts : dict of str to SheetFacts
        What `scan_workbook` gave for it.

    Raises
    ------
    RefusedWhileScanningError
        When the cells of all sheets hold more than `MOST_CHARACTERS` together.
    """
    characters = 0
    workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    for name, sheet in facts.items():
        cells: list[WorkbookCell] = []
        if sheet.cells:
            rows = workbook[name].iter_rows(max_row=sheet.rows, max_col=sheet.columns)
            formulas = frozenset(sheet.formulas)
            for written in (cell for row in rows for cell in row if cell.value is not None):
                cells.append(_cell(written, formulas))
                characters += len(cells[-1].text)
                if characters > MOST_CHARACTERS:
                    raise RefusedWhileScanningError(Refusal("too_much_inside", part=name))
        yield WorkbookSheet(name, tuple(cells), tuple(sheet.merged))


def _cell(cell: Any, formulas: frozenset[str]) -> WorkbookCell:
    kind, text = _written(cell.value, cell.data_type, cell.number_format)
    is_formula = cell_address(cell.row, cell.column) in formulas
    return WorkbookCell(cell.row, cell.column, kind, text[:LONGEST_TEXT], is_formula)


def _written(value: object, data_type: str, number_format: str) -> tuple[CellKind, str]:
    if data_type == "e":
        return "error", str(value)
    if isinstance(value, bool):
        return "boolean", str(int(value))
    if isinstance(value, (int, float)):
        # Fifteen digits are what a spreadsheet keeps and shows; the rest is the noise of binary fractions.
        return ("percent" if "%" in number_format else "number"), format(value, ".15g")
    if isinstance(value, datetime.datetime):
        return "date", value.date().isoformat()
    if isinstance(value, (datetime.date, datetime.time, datetime.timedelta)):
        return "date", str(value)
    return "text", str(value)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
