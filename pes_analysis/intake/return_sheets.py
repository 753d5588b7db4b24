"""Where the answers stand in a returned questionnaire: its sheets and columns, whatever was moved."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from pes_analysis.catalogue import Text
from pes_analysis.intake import questionnaire_words as words
from pes_analysis.intake.return_findings import Place, ReturnFinding
from pes_analysis.intake.workbook_cells import (
    Workbook,
    WorkbookCell,
    WorkbookSheet,
    cell_address,
    range_corners,
)

MOST_STRAY_TEXTS = 20
Columns = dict[str, Text]


@dataclass(frozen=True)
class SheetRow:
    """One row of a table: its cells by the key of their column, and where each stands."""

    file: str
    sheet: str
    number: int
    columns: Mapping[str, int]
    cells: Mapping[str, WorkbookCell]

    def text(self, key: str) -> str:
        """Give what is written under a column; empty where nothing is."""
        return self.cells[key].text.strip() if key in self.cells else ""

    def place(self, key: str, variable: str = "") -> Place:
        """Give the place of the cell under a column."""
        return Place(self.file, self.sheet, cell_address(self.number, self.columns[key]), variable)


@dataclass
class ReturnedSheets:
    """The tables of a returned questionnaire.

    Attributes
    ----------
    identity, questions, plan : list of SheetRow
        Rows with anything in them; those of identity and questions have a code.
    findings : list of ReturnFinding
        Sheets that are missing or doubled, merged cells, text outside the tables.
    """

    identity: list[SheetRow] = field(default_factory=list)
    questions: list[SheetRow] = field(default_factory=list)
    plan: list[SheetRow] = field(default_factory=list)
    findings: list[ReturnFinding] = field(default_factory=list)


def returned_sheets(book: Workbook) -> ReturnedSheets:
    """Find the tables of a questionnaire by their headings, in either language.

    Names of sheets, inserted rows and moved columns do not matter: a table is where its headings are,
    and an answer is known by its code.
    """
    found = ReturnedSheets()
    if not any(sheet.cells for sheet in book.sheets):
        found.findings.append(Place(book.file).found("empty_workbook"))
        return found
    found.questions = _one_table(book, words.QUESTION_COLUMNS, ("code", "answer", "unit"), found)
    found.identity = _one_table(book, words.IDENTITY_COLUMNS, ("code", "answer"), found, without="unit")
    found.plan = _one_table(book, words.PLAN_COLUMNS, ("step", "who", "due"), found, needed=False)
    return found


def _one_table(
    book: Workbook,
    columns: Columns,
    keys: Collection[str],
    found: ReturnedSheets,
    *,
    without: str = "",
    needed: bool = True,
) -> list[SheetRow]:
    tables = []
    for sheet in book.sheets:
        header = _header(sheet, words.QUESTION_COLUMNS | columns, keys)
        if header is not None and without not in header[1]:
            tables.append((sheet, *header))
    if not tables:
        if needed:
            names = ", ".join(f"„{columns[key].pl}”" for key in keys)
            found.findings.append(Place(book.file).found("not_a_questionnaire", hint_columns=names))
        return []
    for sheet, row, _ in tables[1:]:
        found.findings.append(Place(book.file, sheet.name, f"A{row}").found("doubled_sheet"))
    sheet, row, positions = tables[0]
    return list(_rows(book.file, sheet, row, positions, keys, found.findings))


def _header(
    sheet: WorkbookSheet, columns: Columns, keys: Collection[str]
) -> tuple[int, dict[str, int]] | None:
    """Find the first row with all the headings, and the column of each heading it has."""
    headings = {text.casefold(): key for key, one in columns.items() for text in (one.pl, one.en)}
    rows: dict[int, dict[str, int]] = {}
    for cell in sheet.cells:
        key = headings.get(cell.text.strip().casefold())
        if key is not None:
            rows.setdefault(cell.row, {}).setdefault(key, cell.column)
    return next(((row, found) for row, found in rows.items() if set(keys) <= found.keys()), None)


def _rows(
    file: str,
    sheet: WorkbookSheet,
    header: int,
    positions: Mapping[str, int],
    keys: Collection[str],
    findings: list[ReturnFinding],
) -> Iterator[SheetRow]:
    findings += _merged(file, sheet, header, positions)
    columns = {column: key for key, column in positions.items()}
    by_row: dict[int, list[WorkbookCell]] = {}
    for cell in sheet.cells:
        if cell.row > header and cell.text.strip():
            by_row.setdefault(cell.row, []).append(cell)
    stray: list[WorkbookCell] = []
    for number, cells in by_row.items():
        row = SheetRow(
            file,
            sheet.name,
            number,
            positions,
            {columns[cell.column]: cell for cell in cells if cell.column in columns},
        )
        stray += [cell for cell in cells if cell.column not in columns]
        if _is_header(row, keys):
            findings.append(row.place(next(iter(keys))).found("second_header"))
        elif "code" in keys and not row.text("code") and not row.text("answer"):
            stray += [cell for cell in cells if cell.column in columns]
        else:
            yield row
    findings += [
        Place(file, sheet.name, cell_address(cell.row, cell.column)).found("outside_table", cell.text)
        for cell in sorted(stray, key=lambda cell: (cell.row, cell.column))[:MOST_STRAY_TEXTS]
    ]


def _is_header(row: SheetRow, keys: Collection[str]) -> bool:
    columns = words.QUESTION_COLUMNS | words.PLAN_COLUMNS
    return all(
        row.text(key).casefold() in (columns[key].pl.casefold(), columns[key].en.casefold()) for key in keys
    )


def _merged(
    file: str, sheet: WorkbookSheet, header: int, positions: Mapping[str, int]
) -> Iterator[ReturnFinding]:
    first, last = min(positions.values()), max(positions.values())
    for area in sheet.merged:
        corners = range_corners(area)
        if corners is None:
            continue
        _, left, bottom, right = corners
        if bottom >= header and left <= last and right >= first:
            yield Place(file, sheet.name, area.partition(":")[0]).found("merged_cells", range=area)
