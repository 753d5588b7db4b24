"""A researcher's own table for a composite index: a CSV file in, units, years, numbers and groups out."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from pes_analysis.catalogue.states import State
from pes_analysis.intake.delimited import DelimitedTable, read_delimited
from pes_analysis.intake.findings import Finding, findings_frame, problem, refuse, repair
from pes_analysis.intake.polish_numbers import (
    DecimalMark,
    ParsedNumber,
    UnreadableNumberError,
    parse_number,
)

UNIT, YEAR = "unit", "year"
POLISH_NAMES = {"jednostka": UNIT, "rok": YEAR}
# What statistics programs write for nothing, beside the signs of Polish tables.
PROGRAM_GAPS = frozenset({"na", "nan", "n/a", "null"})
SCIENTIFIC = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?[eE][+-]?[0-9]{1,3}")
UNREAD_UNIT = (
    "Brakuje nazwy jednostki. Wpisz ją albo usuń wiersz.",
    "The unit is not named. Name it or remove the row.",
)


@dataclass(frozen=True)
class IndexTable:
    """What the file holds.

    Attributes
    ----------
    table : DataFrame
        ``unit`` and the groups as text, ``year`` as whole numbers where there are years, the numeric
        columns asked for as numbers, NaN for a gap.
    repairs : DataFrame
        What was read otherwise than it is written; the columns of `findings.FINDING_COLUMNS` with
        ``cells``, how many.
    """

    table: pd.DataFrame
    repairs: pd.DataFrame


def read_index_table(
    path: Path, numeric: Collection[str], *, decimal: DecimalMark | None = None
) -> IndexTable:
    """Read a table of units.

    Parameters
    ----------
    path : Path
        A CSV file with a header: ``unit`` (or ``jednostka``), if wanted ``year`` (``rok``), and further
        columns. Semicolons, tabs or commas between cells; UTF-8 or a Polish code page.
    numeric : collection of str
        The columns to be read as numbers; others are text.
    decimal : {"comma", "point"}, optional
        The decimal mark. By default a point where commas separate the cells, else a comma.

    Returns
    -------
    IndexTable

    Raises
    ------
    PesError
        When the file cannot be opened or read, or naming the line and column of cells that are not
        numbers.
    """
    delimited = read_delimited(path)
    mark = _mark(delimited, decimal)
    names = [POLISH_NAMES.get(cell.lower(), cell) for cell in delimited.header.cells]
    problems, repairs = list(delimited.problems), list(delimited.repairs)
    if not delimited.rows and not problems:
        problems.append(problem("header_only", delimited.file, delimited.header.line))
    columns: dict[int, Any] = {}
    for at, name in enumerate(names):
        texts = [row.cells[at] for row in delimited.rows]
        if name in numeric:
            columns[at] = pd.Series(_numbers(delimited, at, mark, problems, repairs), dtype="float64")
        elif name == YEAR:
            columns[at] = pd.Series(_years(delimited, at, problems), dtype="int64")
        else:
            columns[at] = pd.Series(texts, dtype="str")
            if name == UNIT:
                problems += _nameless(delimited, at)
    refuse(problems)
    table = pd.DataFrame(columns).set_axis(names, axis=1)
    return IndexTable(table, counted_repairs(repairs))


def numeric_columns(path: Path, *, decimal: DecimalMark | None = None) -> tuple[str, ...]:
    """Find the columns in which every cell is a number or a gap, and at least one is a number.

    Parameters
    ----------
    path : Path
    decimal : {"comma", "point"}, optional
        As in `read_index_table`.

    Returns
    -------
    tuple of str
        Without units and years, in the order of the file.

    Raises
    ------
    PesError
        When the file cannot be opened or read.
    """
    delimited = read_delimited(path)
    refuse(delimited.problems)
    mark = _mark(delimited, decimal)
    found = []
    for at, name in enumerate(delimited.header.cells):
        if POLISH_NAMES.get(name.lower(), name) in (UNIT, YEAR):
            continue
        try:
            numbers = [_parsed(row.cells[at], mark).value for row in delimited.rows]
        except UnreadableNumberError:
            continue
        if any(number is not None for number in numbers):
            found.append(name)
    return tuple(found)


def _mark(delimited: DelimitedTable, decimal: DecimalMark | None) -> DecimalMark:
    return decimal or ("point" if delimited.delimiter == "," else "comma")


def _numbers(
    delimited: DelimitedTable, at: int, mark: DecimalMark, problems: list[Finding], repairs: list[Finding]
) -> list[float | None]:
    numbers: list[float | None] = []
    column = delimited.header.cells[at]
    for row in delimited.rows:
        try:
            parsed = _parsed(row.cells[at], mark)
        except UnreadableNumberError as error:
            problems.append(Finding(delimited.file, row.line, column, error.rule, error.pl, error.en))
            continue
        numbers.append(parsed.value)
        repairs += [repair(made.value, delimited.file, row.line, column) for made in parsed.repairs]
    return numbers


def _parsed(text: str, mark: DecimalMark) -> ParsedNumber:
    if text.lower() in PROGRAM_GAPS:
        return ParsedNumber(None, State.MISSING)
    if SCIENTIFIC.fullmatch(text):
        return ParsedNumber(float(text.replace(",", ".")), State.VALUE)
    return parse_number(text, mark)


def _years(delimited: DelimitedTable, at: int, problems: list[Finding]) -> list[int]:
    years = []
    for row in delimited.rows:
        text = row.cells[at]
        if re.fullmatch(r"[12][0-9]{3}", text):
            years.append(int(text))
        else:
            problems.append(problem("not_a_year", delimited.file, row.line, YEAR, name=text))
    return years


def _nameless(delimited: DelimitedTable, at: int) -> list[Finding]:
    return [
        Finding(delimited.file, row.line, UNIT, "nameless_unit", *UNREAD_UNIT)
        for row in delimited.rows
        if not row.cells[at]
    ]


def counted_repairs(repairs: Iterable[Finding]) -> pd.DataFrame:
    """Give each kind of repair of a column once, with its first line and the number of cells."""
    listed = findings_frame(repairs)
    kinds = ["file", "column", "rule"]
    counted = listed.assign(cells=listed.groupby(kinds, sort=False)["line"].transform("size"))
    return counted.drop_duplicates(kinds).reset_index(drop=True)
