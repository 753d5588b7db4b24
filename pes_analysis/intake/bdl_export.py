"""Reading exports of the GUS Local Data Bank (BDL) as they are downloaded, into tidy rows.

BDL gives two layouts of CSV. In a multidimensional table (CTAB) each column of figures is named
"category;year;[unit]". In a relational one (CREL) each figure has a row, with its categories, year,
unit and attribute in columns. Both end every line with a semicolon and write a decimal comma.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from pes_analysis.catalogue.states import State
from pes_analysis.intake.delimited import DelimitedTable, Row, read_delimited, split_table
from pes_analysis.intake.findings import UnreadableTableError
from pes_analysis.intake.polish_numbers import UnreadableNumberError, parse_number
from pes_analysis.protect.errors import PesError

EXPORT_COLUMNS = (
    "code", "level", "teryt", "name", "category", "year", "unit", "value", "state", "attribute",
)  # fmt: skip
CATEGORY_SEPARATOR = "; "
FIGURE_HEADING = re.compile(r"(?P<category>.*);(?P<year>[0-9]{4});\[(?P<unit>[^\]]*)\]", re.DOTALL)
RELATIONAL_HEADINGS = ("Rok", "Wartosc", "Jednostka miary", "Atrybut")
# Attributes of BDL under which the figure printed beside them is not a figure:
# "no information, confidential, or filling in is impossible" and "not available yet". BDL does not
# say which of the three it is, so the cell is missing and the attribute is kept beside it.
MISSING_ATTRIBUTES = frozenset({"x", "X", "n"})


@dataclass(frozen=True)
class Territory:
    """A unit of BDL: its level and its TERYT code, empty where TERYT does not know the level."""

    level: str
    teryt: str


@dataclass(frozen=True)
class _Entry:
    """One figure of an export, still as text."""

    row: Row
    category: str
    year: str
    unit: str
    text: str
    attribute: str


def read_bdl_export(path: Path) -> pd.DataFrame:
    """Read an export of BDL.

    Parameters
    ----------
    path : Path
        A CSV file as BDL gives it, CTAB or CREL.

    Returns
    -------
    DataFrame
        code, level, teryt, name, category, year, unit, value, state, attribute: a row for each
        figure, in the order of the file. `teryt` has two digits for a voivodeship ("00" is Poland),
        four for a county, seven for a commune, and is empty for levels TERYT does not know.
        A multidimensional export holds no attributes, so its zero may stand for a gap; download the
        relational one where that matters.

    Raises
    ------
    PesError
        When the file is not such an export, with the line at fault.
    """
    return _tidy(read_delimited(path))


def parse_bdl_export(text: str, file: str = "BDL") -> pd.DataFrame:
    r"""Read an export of BDL that is already a text; see `read_bdl_export`.

    Examples
    --------
    >>> export = '"Kod";"Nazwa";"ogółem;2022;[%]";\n1201000;"Powiat bocheński";4,6;\n'
    >>> parse_bdl_export(export)[["teryt", "category", "year", "unit", "value"]].to_dict("records")
    [{'teryt': '1201', 'category': 'ogółem', 'year': 2022, 'unit': '%', 'value': 4.6}]
    """
    return _tidy(split_table(text, file))


def territory(code: str) -> Territory | None:
    """Work out what a code of BDL stands for; None when it is not one.

    Seven digits are TERYT: voivodeship (2), county (2), commune (2) and its kind (1). Twelve are the
    statistical code: macroregion (2), voivodeship (2), region (1), subregion (2), county (2),
    commune (3).

    Examples
    --------
    >>> territory("1201000"), territory("011212001000")
    (Territory(level='county', teryt='1201'), Territory(level='county', teryt='1201'))
    >>> territory("011212200000"), territory("0000000")
    (Territory(level='subregion', teryt=''), Territory(level='country', teryt='00'))
    """
    if re.fullmatch(r"[0-9]{7}", code):
        return _by_parts(code[:2], code[2:4], code[4:])
    if not re.fullmatch(r"[0-9]{12}", code):
        return None
    macroregion, voivodeship, region, subregion, county, commune = (
        code[:2], code[2:4], code[4:5], code[5:7], code[7:9], code[9:],
    )  # fmt: skip
    if county == "00" and commune == "000":
        if subregion != "00":
            return Territory("subregion", "")
        if region != "0":
            return Territory("region", "")
        if voivodeship == "00" and macroregion != "00":
            return Territory("macroregion", "")
    return _by_parts(voivodeship, county, commune)


def _by_parts(voivodeship: str, county: str, commune: str) -> Territory:
    if commune != "000":
        return Territory("commune", voivodeship + county + commune)
    if county != "00":
        return Territory("county", voivodeship + county)
    if voivodeship != "00":
        return Territory("voivodeship", voivodeship)
    return Territory("country", "00")


def _tidy(table: DelimitedTable) -> pd.DataFrame:
    if table.problems:
        raise UnreadableTableError(table.problems[0])
    headings = table.header.cells
    if headings[:2] != ("Kod", "Nazwa"):
        raise _not_an_export(table)
    entries = _relational(table) if set(RELATIONAL_HEADINGS) <= set(headings) else _multidimensional(table)
    rows = [_read(entry, table.file) for entry in entries]
    return pd.DataFrame(rows, columns=list(EXPORT_COLUMNS)).astype({"year": "int64", "value": "float64"})


def _multidimensional(table: DelimitedTable) -> Iterator[_Entry]:
    figures: dict[int, re.Match[str]] = {}
    for position, heading in enumerate(table.header.cells[2:], start=2):
        if not heading:
            continue
        match = FIGURE_HEADING.fullmatch(heading)
        if match is None:
            raise _not_an_export(table)
        figures[position] = match
    if not figures:
        raise _not_an_export(table)
    for row in table.rows:
        for position, match in figures.items():
            category = match["category"].replace(";", CATEGORY_SEPARATOR)
            yield _Entry(row, category, match["year"], match["unit"], row.cells[position], "")


def _relational(table: DelimitedTable) -> Iterator[_Entry]:
    headings = table.header.cells
    year, value, unit, attribute = (headings.index(heading) for heading in RELATIONAL_HEADINGS)
    # Categories stand between the name and the year.
    for row in table.rows:
        category = CATEGORY_SEPARATOR.join(row.cells[2:year])
        yield _Entry(
            row, category, row.cells[year], row.cells[unit], row.cells[value], row.cells[attribute]
        )  # fmt: skip


def _read(entry: _Entry, file: str) -> tuple[object, ...]:
    code, name = entry.row.cells[:2]
    place = territory(code)
    if place is None:
        raise _wrong_cell(
            file,
            entry.row.line,
            f"„{code}” nie jest kodem BDL (7 lub 12 cyfr). Pobierz plik z BDL jeszcze raz.",
            f"'{code}' is not a code of BDL (7 or 12 digits). Download the file from BDL again.",
        )
    if not re.fullmatch(r"[0-9]{4}", entry.year):
        raise _wrong_cell(
            file,
            entry.row.line,
            f"„{entry.year}” nie jest rokiem. Pobierz dane roczne.",
            f"'{entry.year}' is not a year. Download yearly data.",
        )
    try:
        number = parse_number(entry.text)
    except UnreadableNumberError as error:
        raise _wrong_cell(file, entry.row.line, error.pl, error.en) from error
    value, state = number.value, number.state
    if entry.attribute in MISSING_ATTRIBUTES:
        # The 0 printed beside such an attribute is a filler, never a measured zero.
        value, state = None, State.MISSING
    return (
        code, place.level, place.teryt, name, entry.category, int(entry.year), entry.unit,
        value, state.value, entry.attribute,
    )  # fmt: skip


def _wrong_cell(file: str, line: int, pl: str, en: str) -> PesError:
    return PesError(f"{file}, wiersz {line}: {pl}", f"{file}, line {line}: {en}")


def _not_an_export(table: DelimitedTable) -> PesError:
    return _wrong_cell(
        table.file,
        table.header.line,
        "to nie jest eksport BDL. Pobierz plik CSV: tablicę wielowymiarową lub relacyjną.",
        "this is not an export of BDL. Download a CSV file: a multidimensional or a relational table.",
    )
