"""Rows of a file of directory entries: where its headings are, whatever stands above them."""

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pes_analysis.intake.delimited import (
    MOST_BYTES,
    decoding_repairs,
    delimiter_of,
    read_text,
    split_table,
)
from pes_analysis.intake.directory_columns import column_of
from pes_analysis.intake.directory_findings import finding
from pes_analysis.intake.directory_mapping import DirectoryMapping
from pes_analysis.intake.findings import Finding, UnreadableTableError
from pes_analysis.intake.return_findings import Place, ReturnFinding, Severity
from pes_analysis.intake.workbook_cells import WorkbookSheet, cell_address
from pes_analysis.intake.workbook_reader import read_workbook
from pes_analysis.intake.workbook_refusals import WorkbookRefusedError

TABLES = (".csv", ".txt", ".tsv")
MOST_ABOVE_HEADING = 30
LEAST_HEADINGS = 2
Columns = Mapping[str, tuple[int, ...]]


@dataclass(frozen=True)
class SourceRow:
    """A row: its number in the file, and its cells by their position, from 1."""

    number: int
    cells: Mapping[int, str]
    errors: frozenset[int] = frozenset()


@dataclass(frozen=True)
class SourceTable:
    """A file as rows.

    Attributes
    ----------
    file, sheet : str
    columns : Mapping of str to tuple of int
        Column of the directory → positions of the cells that make it.
    rows : tuple of SourceRow
    findings : tuple of ReturnFinding
        What could not be read, and what was left out.
    """

    file: str
    sheet: str = ""
    columns: Columns = field(default_factory=dict)
    rows: tuple[SourceRow, ...] = ()
    findings: tuple[ReturnFinding, ...] = ()

    def place(self, row: SourceRow, column: str = "") -> Place:
        """Give the place of a cell, or of the row."""
        positions = self.columns.get(column, ())
        at = cell_address(row.number, positions[0] if positions else 1)
        return Place(self.file, self.sheet, at, column)


def read_source(path: Path, mapping: DirectoryMapping | None) -> SourceTable:
    """Read a file of entries.

    Parameters
    ----------
    path : Path
        A CSV file or a workbook ``.xlsx``.
    mapping : DirectoryMapping, optional
        Where the columns are; when left out, headings must be those of the directory, in either language.

    Returns
    -------
    SourceTable
        Without columns where the file cannot be read; its findings say why.
    """
    if path.suffix.lower() in TABLES:
        return _read_text_table(path, mapping)
    try:
        book = read_workbook(path)
    except WorkbookRefusedError as error:
        place = Place(path.name, error.refusal.sheet, error.refusal.cell)
        found = place.said("error", error.refusal.rule, *error.refusal.texts)
        return SourceTable(path.name, findings=(found,))
    sheets = [one for one in book.sheets if mapping is None or mapping.sheet in (None, one.name)]
    if mapping is not None and mapping.sheet is not None and not sheets:
        there = ", ".join(f"„{one.name}”" for one in book.sheets)
        return SourceTable(
            path.name, findings=(finding(Place(path.name), "no_sheet", mapping.sheet, hint=there),)
        )
    for sheet in sheets:
        rows = _rows_of(sheet)
        header = _header_of([(row.number, row.cells) for row in rows[:MOST_ABOVE_HEADING]], mapping)
        if header is not None:
            return _table(path.name, sheet.name, rows, header, mapping)
    return SourceTable(path.name, findings=(_no_header(path.name, mapping),))


def _rows_of(sheet: WorkbookSheet) -> list[SourceRow]:
    cells: dict[int, dict[int, str]] = {}
    errors: dict[int, set[int]] = {}
    for cell in sheet.cells:
        cells.setdefault(cell.row, {})[cell.column] = cell.text.strip()
        if cell.kind == "error":
            errors.setdefault(cell.row, set()).add(cell.column)
    return [SourceRow(number, of_row, frozenset(errors.get(number, ()))) for number, of_row in cells.items()]


def _read_text_table(path: Path, mapping: DirectoryMapping | None) -> SourceTable:
    try:
        decoded = read_text(path, MOST_BYTES)
        lines = decoded.text.splitlines(keepends=True)
        first = _first_line(lines, mapping)
        if first is None:
            return SourceTable(path.name, findings=(_no_header(path.name, mapping),))
        table = split_table("".join(lines[first:]), path.name, decoding_repairs(decoded, path.name))
    except UnreadableTableError as error:
        return SourceTable(path.name, findings=(_taken_over(error.finding, 0, "error"),))
    problems = tuple(_taken_over(one, first, "error") for one in table.problems)
    repairs = tuple(_taken_over(one, 0, "repair") for one in table.repairs)
    above = finding(Place(path.name), "lines_skipped", str(first)) if first else None
    rows = [SourceRow(row.line + first, dict(enumerate(row.cells, start=1))) for row in table.rows]
    header = (table.header.line + first, dict(enumerate(table.header.cells, start=1)))
    found = (*repairs, *((above,) if above else ()), *problems)
    return _table(path.name, "", rows, header, mapping, found)


def _first_line(lines: Sequence[str], mapping: DirectoryMapping | None) -> int | None:
    """Find the line with the headings; titles and dates of an export may stand above it."""
    for number, line in enumerate(lines[:MOST_ABOVE_HEADING]):
        cells = next(csv.reader([line], delimiter=delimiter_of([line])), [])
        if _header_of([(number, dict(enumerate(cells, start=1)))], mapping) is not None:
            return number
    return None


def _taken_over(found: Finding, offset: int, severity: Severity) -> ReturnFinding:
    cell = str(found.line + offset) if found.line else ""
    return Place(found.file, cell=cell).said(severity, found.rule, found.message_pl, found.message_en)


def _plain(heading: str) -> str:
    return " ".join(heading.split()).casefold()


def _header_of(
    rows: Sequence[tuple[int, Mapping[int, str]]], mapping: DirectoryMapping | None
) -> tuple[int, Mapping[int, str]] | None:
    """Find the first row with every heading of the mapping, or with a name and another known heading."""
    for number, cells in rows:
        there = {_plain(text) for text in cells.values()}
        if mapping is not None:
            if {_plain(heading) for heading in mapping.headings} <= there:
                return number, cells
            continue
        known = {column_of(text) for text in there} - {""}
        if "name" in known and len(known) >= LEAST_HEADINGS:
            return number, cells
    return None


def _no_header(file: str, mapping: DirectoryMapping | None) -> ReturnFinding:
    if mapping is None:
        return finding(Place(file), "no_header", hint=("„Nazwa”, „Powiat” …", "'Name', 'County' …"))
    listed = ", ".join(f"„{heading}”" for heading in mapping.headings)
    return finding(Place(file), "no_header", hint=listed)


def _table(
    file: str,
    sheet: str,
    rows: Sequence[SourceRow],
    header: tuple[int, Mapping[int, str]],
    mapping: DirectoryMapping | None,
    found: tuple[ReturnFinding, ...] = (),
) -> SourceTable:
    number, headings = header
    positions: dict[str, list[int]] = {}
    for position, text in headings.items():
        if text.strip():
            positions.setdefault(_plain(text), []).append(position)
    columns: dict[str, tuple[int, ...]] = {}
    if mapping is not None:
        for column, named in mapping.columns.items():
            columns[column] = tuple(at for heading in named for at in positions[_plain(heading)])
        wanted = {_plain(heading) for heading in mapping.headings}
    else:
        for heading, at in positions.items():
            if column_of(heading):
                columns[column_of(heading)] = (*columns.get(column_of(heading), ()), *at)
        wanted = {heading for heading in positions if column_of(heading)}
    place: Callable[[int], Place] = lambda at: Place(file, sheet, cell_address(number, at))  # noqa: E731
    doubled = [
        finding(place(at[1]), "doubled_heading", headings[at[1]])
        for heading, at in positions.items()
        if heading in wanted and len(at) > 1
    ]
    left = [
        finding(place(at[0]), "column_not_read", headings[at[0]])
        for heading, at in positions.items()
        if heading not in wanted
    ]
    kept = tuple(row for row in rows if row.number > number and any(row.cells.values()))
    empty = [] if kept else [finding(Place(file, sheet), "no_entries")]
    if doubled:
        return SourceTable(file, sheet, findings=(*found, *doubled))
    return SourceTable(file, sheet, columns, kept, (*found, *left, *empty))
