"""Reading a delimited text file into rows of cells, within limits, with every broken row named."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pes_analysis.intake.findings import Finding, UnreadableTableError, problem, repair
from pes_analysis.intake.text_encoding import DecodedText, decode_text
from pes_analysis.protect.errors import PesError

MEGABYTE = 1_000_000
MOST_BYTES = 20 * MEGABYTE
MOST_ROWS = 200_000
MOST_COLUMNS = 300
LONGEST_CELL = 1_000
DELIMITERS = (";", "\t", ",")


@dataclass(frozen=True)
class Row:
    """One row of a file: the line it begins on and its cells, stripped of outer whitespace."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class DelimitedTable:
    """A file as rows of text.

    Attributes
    ----------
    file : str
        Name of the file, without its folder.
    delimiter : str
        Detected in the header: semicolon, tab or comma.
    header : Row
        The first line with anything in it.
    rows : tuple of Row
        Rows as wide as the header; blank ones are left out.
    problems, repairs : tuple of Finding
        Rows that could not be read, and how the file was decoded.
    """

    file: str
    delimiter: str
    header: Row
    rows: tuple[Row, ...]
    problems: tuple[Finding, ...]
    repairs: tuple[Finding, ...]


def read_delimited(path: Path) -> DelimitedTable:
    """Read a file with a semicolon, a tab or a comma between cells.

    Raises
    ------
    PesError
        When there is no such file.
    UnreadableTableError
        When the file is too large, empty, not a text, or in an unknown encoding.
    """
    decoded = read_text(path, MOST_BYTES)
    return split_table(decoded.text, path.name, decoding_repairs(decoded, path.name))


def read_text(path: Path, most_bytes: int) -> DecodedText:
    """Read and decode a text file.

    Raises
    ------
    PesError
        When there is no such file.
    UnreadableTableError
        When the file is too large, not a text, or in an unknown encoding.
    """
    file = path.name
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= most_bytes else b""
    except OSError as error:
        raise PesError(
            f"Nie można odczytać pliku {path}. Sprawdź ścieżkę i uprawnienia.",
            f"The file {path} cannot be read. Check the path and the permissions.",
        ) from error
    if size > most_bytes:
        raise UnreadableTableError(problem("too_large", file, 0, limit=f"{most_bytes // MEGABYTE} MB"))
    try:
        return decode_text(data, file)
    except PesError as error:
        raise UnreadableTableError(Finding(file, 0, "", "unreadable_text", error.pl, error.en)) from error


def decoding_repairs(decoded: DecodedText, file: str) -> tuple[Finding, ...]:
    """Say how a file was decoded, where that is not plain UTF-8."""
    repairs = []
    if decoded.has_mark:
        repairs.append(repair("byte_order_mark", file, 1, name=decoded.encoding))
    if decoded.is_guessed:
        repairs.append(repair("encoding_guessed", file, 0, name=decoded.encoding))
    return tuple(repairs)


def split_table(text: str, file: str, repairs: tuple[Finding, ...] = ()) -> DelimitedTable:
    r"""Split a decoded text into rows.

    Parameters
    ----------
    text : str
        The whole file.
    file : str
        Its name, for findings.
    repairs : tuple of Finding
        What was already repaired while decoding.

    Raises
    ------
    UnreadableTableError
        When there is no header, or there are too many columns or rows.

    Examples
    --------
    >>> table = split_table("teryt;year;pop\n1201;2024;100\n1202;2024\n", "dane.csv")
    >>> table.header.cells, table.rows
    (('teryt', 'year', 'pop'), (Row(line=2, cells=('1201', '2024', '100')),))
    >>> table.problems[0].message_en
    'The row has another number of cells than the header: 2 instead of 3. Correct it.'
    """
    lines = list(io.StringIO(text, newline=None))
    delimiter = delimiter_of(lines)
    problems: list[Finding] = []
    records = _records(lines, delimiter, file, problems)
    header = next(records, None)
    if header is None:
        raise UnreadableTableError(problems[0] if problems else problem("empty_file", file, 0))
    if len(header.cells) > MOST_COLUMNS:
        raise UnreadableTableError(
            problem(
                "too_many_columns", file, header.line, count=_grouped(len(header.cells)), limit=MOST_COLUMNS
            )
        )
    rows: list[Row] = []
    for row in records:
        if len(rows) == MOST_ROWS:
            raise UnreadableTableError(problem("too_many_rows", file, row.line, limit=_grouped(MOST_ROWS)))
        found = _row_problem(row, header, file)
        if found is None:
            rows.append(row)
        else:
            problems.append(found)
    return DelimitedTable(file, delimiter, header, tuple(rows), tuple(problems), repairs)


def delimiter_of(lines: Iterable[str]) -> str:
    r"""Tell which sign stands between cells, by the first line with anything in it.

    Examples
    --------
    >>> delimiter_of(["\n", "id;\"a, b\";pop\n"])
    ';'
    """
    first = next((line for line in lines if line.strip()), "")
    outside_quotes = re.sub(r'"[^"]*"', "", first)
    # Ties go to the first: a semicolon is what Polish spreadsheets write.
    return max(DELIMITERS, key=outside_quotes.count)


def _records(lines: list[str], delimiter: str, file: str, problems: list[Finding]) -> Iterator[Row]:
    """Yield rows that are not blank; a row with broken quotes becomes a problem and reading goes on."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            if "field limit" in str(error):
                problems.append(problem("cell_too_long", file, line, limit=LONGEST_CELL))
            else:
                problems.append(problem("broken_quotes", file, line, lines=_span(line, reader.line_num)))
            continue
        if cells is None:
            return
        stripped = tuple(cell.strip() for cell in cells)
        if any(stripped):
            yield Row(line, stripped)


def _span(first: int, last: int) -> str:
    return f"{first}–{last}" if last > first else str(first)


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", "\u00a0") if number >= 10_000 else str(number)


def _row_problem(row: Row, header: Row, file: str) -> Finding | None:
    for position, cell in enumerate(row.cells):
        column = header.cells[position] if position < len(header.cells) else ""
        if len(cell) > LONGEST_CELL:
            return problem("cell_too_long", file, row.line, column, limit=LONGEST_CELL)
        if "\n" in cell:
            return problem("line_break", file, row.line, column)
    if len(row.cells) != len(header.cells):
        return problem("row_width", file, row.line, count=len(row.cells), expected=len(header.cells))
    return None
