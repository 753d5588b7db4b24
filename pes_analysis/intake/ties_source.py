"""Tables of a file of the survey of ties: which of its sheets holds what, told by the headings."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pes_analysis.intake.delimited import read_delimited
from pes_analysis.intake.findings import Finding, UnreadableTableError
from pes_analysis.intake.return_findings import Place, ReturnFinding, Severity
from pes_analysis.intake.ties_columns import (
    ANSWER,
    CODE,
    PARTNER,
    RATING,
    RESPONDENT,
    STRENGTH,
    TiesColumns,
)
from pes_analysis.intake.ties_findings import finding
from pes_analysis.intake.workbook_cells import WorkbookSheet, cell_address
from pes_analysis.intake.workbook_reader import read_workbook
from pes_analysis.intake.workbook_refusals import WorkbookRefusedError

TEXT_TABLES = (".csv", ".txt", ".tsv")
MOST_ABOVE_HEADING = 30
UNIT, TIES, RATINGS, ASKED = "unit", "ties", "ratings", "asked"
# The first whose headings are all there tells what a table is.
_KINDS = (
    (TIES, {PARTNER, STRENGTH}),
    (RATINGS, {CODE, RATING}),
    (UNIT, {CODE, ANSWER}),
    (ASKED, {RESPONDENT}),
)


@dataclass(frozen=True)
class TiesRow:
    """A row: its number, its cells by column, and the columns that hold an error of the spreadsheet."""

    number: int
    cells: Mapping[str, str]
    errors: frozenset[str] = frozenset()

    def of(self, column: str) -> str:
        """Give a cell; empty where there is none."""
        return self.cells.get(column, "")


@dataclass(frozen=True)
class TiesTable:
    """A table of a file.

    Attributes
    ----------
    kind : {"unit", "ties", "ratings", "asked"}
    file, sheet : str
    columns : Mapping of str to int
        Column of the survey → its position, from 1.
    rows : tuple of TiesRow
    """

    kind: str
    file: str
    sheet: str
    columns: Mapping[str, int]
    rows: tuple[TiesRow, ...]

    def place(self, row: TiesRow, column: str = "") -> Place:
        """Give the place of a cell, or of the row."""
        return Place(self.file, self.sheet, cell_address(row.number, self.columns.get(column, 1)), column)


@dataclass(frozen=True)
class TiesSource:
    """A file as tables; without any where it cannot be read, and its findings say why."""

    file: str
    tables: tuple[TiesTable, ...] = ()
    findings: tuple[ReturnFinding, ...] = ()

    def of(self, kind: str) -> tuple[TiesTable, ...]:
        """Give the tables of a kind."""
        return tuple(table for table in self.tables if table.kind == kind)


def read_ties_source(path: Path, columns: TiesColumns) -> TiesSource:
    """Read a file of the survey.

    Parameters
    ----------
    path : Path
        A CSV file or a workbook ``.xlsx``, judged before it is opened.
    columns : TiesColumns

    Returns
    -------
    TiesSource
    """
    if path.suffix.lower() in TEXT_TABLES:
        return _of_text(path, columns)
    try:
        book = read_workbook(path)
    except WorkbookRefusedError as error:
        place = Place(path.name, error.refusal.sheet, error.refusal.cell)
        return TiesSource(
            path.name, findings=(place.said("error", error.refusal.rule, *error.refusal.texts),)
        )
    tables: list[TiesTable] = []
    found: list[ReturnFinding] = []
    for sheet in book.sheets:
        table, problems = _table(path.name, sheet.name, _rows_of(sheet), columns)
        tables += [table] if table else []
        found += problems
    return _known(path.name, tables, found)


def _of_text(path: Path, columns: TiesColumns) -> TiesSource:
    try:
        read = read_delimited(path)
    except UnreadableTableError as error:
        return TiesSource(path.name, findings=(_taken_over(error.finding, "error"),))
    rows = [
        (row.line, dict(enumerate(row.cells, start=1)), frozenset[int]()) for row in (read.header, *read.rows)
    ]
    table, problems = _table(path.name, "", rows, columns)
    taken = [
        *(_taken_over(one, "repair") for one in read.repairs),
        *(_taken_over(one, "error") for one in read.problems),
    ]
    return _known(path.name, [table] if table else [], [*taken, *problems])


_Row = tuple[int, Mapping[int, str], frozenset[int]]


def _rows_of(sheet: WorkbookSheet) -> list[_Row]:
    cells: dict[int, dict[int, str]] = {}
    errors: dict[int, set[int]] = {}
    for cell in sheet.cells:
        cells.setdefault(cell.row, {})[cell.column] = cell.text.strip()
        if cell.kind == "error":
            errors.setdefault(cell.row, set()).add(cell.column)
    return [(number, of_row, frozenset(errors.get(number, ()))) for number, of_row in cells.items()]


def _table(
    file: str, sheet: str, rows: Sequence[_Row], columns: TiesColumns
) -> tuple[TiesTable | None, list[ReturnFinding]]:
    """Find the headings of a sheet, and read what stands below them; none where it is not of the survey."""
    heading = next(
        (
            (number, kind, cells)
            for number, cells, _ in rows[:MOST_ABOVE_HEADING]
            if (kind := _kind_of({columns.column_of(text) for text in cells.values()}))
        ),
        None,
    )
    if heading is None:
        return None, []
    number, kind, cells = heading
    named = [(columns.column_of(text), at, text) for at, text in cells.items() if text]
    at_column: dict[str, int] = {}
    found: list[ReturnFinding] = []
    for column, at, text in named:
        place = Place(file, sheet, cell_address(number, at))
        if not column:
            found.append(finding(place, "column_not_read", text))
        elif column in at_column:
            found.append(finding(place, "doubled_heading", text))
        else:
            at_column[column] = at
    if any(one.severity == "error" for one in found):
        return None, found
    return TiesTable(kind, file, sheet, at_column, tuple(_below(rows, number, at_column))), found


def _kind_of(known: Collection[str]) -> str:
    return next((kind for kind, needed in _KINDS if needed <= set(known)), "")


def _below(rows: Sequence[_Row], heading: int, at_column: Mapping[str, int]) -> Iterable[TiesRow]:
    for number, cells, errors in rows:
        told = {column: cells[at] for column, at in at_column.items() if cells.get(at)}
        if number > heading and told:
            wrong = frozenset(column for column, at in at_column.items() if at in errors)
            yield TiesRow(number, told, wrong)


def _known(file: str, tables: Sequence[TiesTable], found: Sequence[ReturnFinding]) -> TiesSource:
    """Say what is wrong with a file as a whole: none of its sheets is of the survey, or one stands twice."""
    problems = list(found)
    kinds = [table.kind for table in tables]
    if not tables and not any(one.severity == "error" for one in found):
        problems.append(finding(Place(file), "no_header"))
    problems += [
        finding(Place(table.file, table.sheet), "doubled_sheet")
        for at, table in enumerate(tables)
        if table.kind in kinds[:at]
    ]
    return TiesSource(file, tuple(tables), tuple(problems))


def _taken_over(found: Finding, severity: Severity) -> ReturnFinding:
    place = Place(found.file, cell=str(found.line) if found.line else "")
    return place.said(severity, found.rule, found.message_pl, found.message_en)
