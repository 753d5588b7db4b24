"""A user's own figures: a CSV file in, tidy observations out, with every problem and repair listed."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from pes_analysis.intake.delimited import DelimitedTable, Row, read_delimited
from pes_analysis.intake.figures_checks import (
    FigureVariable,
    Place,
    check_county,
    check_figure,
    check_year,
)
from pes_analysis.intake.figures_layout import KEY_COLUMNS, Cell, Layout, closest, read_layout
from pes_analysis.intake.findings import (
    Finding,
    UnreadableTableError,
    findings_frame,
    problem,
    refuse,
    repair,
)
from pes_analysis.intake.polish_numbers import DecimalMark, ParsedNumber
from pes_analysis.protect.escape import clean

OBSERVATION_COLUMNS = ("teryt", "year", "variable", "value", "state", "source")
# The first year of the county series of GUS, and a year no figure can come from yet.
POSSIBLE_YEARS = range(1995, 2051)
OWN_SOURCE = "own_figures"


@dataclass(frozen=True)
class Figures:
    """What a figures file holds.

    Attributes
    ----------
    observations : DataFrame
        teryt, year, variable, value, state, source: the figures without a problem.
    repairs : DataFrame
        file, line, column, rule, message_pl, message_en, cells: what was read otherwise than it is
        written. One row for each rule and column, with its first line and the number of cells.
    problems : DataFrame
        file, line, column, rule, message_pl, message_en: what could not be used. Line 0 is the
        whole file.
    """

    observations: pd.DataFrame
    repairs: pd.DataFrame
    problems: pd.DataFrame

    def raise_for_problems(self) -> None:
        """Refuse to go on with a file that has problems.

        Raises
        ------
        PesError
            With the first problems and their number.
        """
        refuse([Finding(*row) for row in self.problems.itertuples(index=False, name=None)])


@dataclass(frozen=True)
class _Figure:
    """A figure that passed its checks, and the place it came from."""

    teryt: str
    year: int
    cell: Cell
    number: ParsedNumber
    line: int

    @property
    def key(self) -> tuple[str, int, str]:
        return self.teryt, self.year, self.cell.variable


def read_figures(
    path: Path,
    variables: Iterable[FigureVariable],
    counties: Collection[str],
    *,
    decimal: DecimalMark | None = None,
    years: range = POSSIBLE_YEARS,
    source: str = OWN_SOURCE,
) -> Figures:
    """Read a file of figures for counties.

    Two layouts are read. Long: columns ``teryt, year, variable, value`` and, if wanted, ``state`` and
    ``source``. Wide: ``teryt, year`` and a column for each variable, and ``source`` if wanted. The
    delimiter is a semicolon, a tab or a comma; column names may be Polish (``rok``, ``zmienna``,
    ``wartość``, ``stan``, ``źródło``); a column ``nazwa`` or ``powiat`` is for people and is not read.

    Parameters
    ----------
    path : Path
        The file.
    variables : iterable of FigureVariable
        Variables of the catalogue.
    counties : collection of str
        TERYT codes of the counties, four digits each.
    decimal : {"comma", "point"}, optional
        The decimal mark. By default a point where commas separate the cells, else a comma.
    years : range
        Years a figure can come from.
    source : str
        Id of the source of figures that name none.

    Returns
    -------
    Figures
        Nothing is changed without a repair, and no row is left out without a problem.

    Raises
    ------
    PesError
        When the file cannot be opened. What is inside it never raises: see `Figures.problems`.
    """
    by_id = {variable.id: variable for variable in variables}
    try:
        table = read_delimited(path)
    except UnreadableTableError as error:
        return _assembled([], [], [error.finding])
    layout = read_layout(table, by_id)
    problems = [*table.problems, *layout.problems]
    if not table.rows and not table.problems:
        problems.append(problem("header_only", table.file, table.header.line))
    key_is_known = all(key in layout.headings for key in KEY_COLUMNS)
    has_figures = bool(layout.variables) or {"variable", "value"} <= set(layout.headings)
    if not (key_is_known and has_figures):
        return _assembled([], [*table.repairs, *layout.repairs], problems)

    reader = _RowReader(
        table, layout, by_id, frozenset(counties), decimal or _decimal_mark(table), years, source
    )
    figures: list[_Figure] = []
    for row in table.rows:
        found, wrong = reader.read(row)
        figures += found
        problems += wrong
    figures, doubled = _without_doubled(figures, table.file)
    repairs = [*table.repairs, *layout.repairs, *_repairs_of(figures, table.file)]
    return _assembled(figures, repairs, [*problems, *doubled])


def _decimal_mark(table: DelimitedTable) -> DecimalMark:
    return "point" if table.delimiter == "," else "comma"


@dataclass(frozen=True)
class _RowReader:
    """Reads one row after another of the same file."""

    table: DelimitedTable
    layout: Layout
    variables: dict[str, FigureVariable]
    counties: frozenset[str]
    decimal: DecimalMark
    years: range
    source: str

    def read(self, row: Row) -> tuple[list[_Figure], list[Finding]]:
        """Give the figures of a row and its problems."""
        teryt, year = (self.layout.text(row, key) for key in KEY_COLUMNS)
        if teryt and year and not any(character.isdigit() for character in teryt + year):
            return [], [problem("second_header", self.table.file, row.line)]
        key_problems = [
            check_county(teryt, self.counties, self._place(row, "teryt")),
            check_year(year, self.years, self._place(row, "year")),
        ]
        problems = [found for found in key_problems if found is not None]
        figures: list[_Figure] = []
        for cell in self.layout.cells(row):
            read = self._figure(cell, row)
            if isinstance(read, Finding):
                problems.append(read)
            elif not any(key_problems):
                cell = replace(cell, source=clean(cell.source, limit=100) or self.source)
                figures.append(_Figure(teryt, int(year), cell, read, row.line))
        return figures, problems

    def _figure(self, cell: Cell, row: Row) -> ParsedNumber | Finding:
        place = Place(self.table.file, row.line, cell.column)
        variable = self.variables.get(cell.variable)
        if variable is None:
            pl, en = closest(cell.variable, self.variables)
            place = self._place(row, "variable")
            return place.problem("unknown_variable", name=cell.variable, hint_pl=pl, hint_en=en)
        if variable.level != "county":
            return place.problem("wrong_level", name=cell.variable)
        return check_figure(cell.text, cell.state, variable, self.decimal, place)

    def _place(self, row: Row, heading: str) -> Place:
        return Place(self.table.file, row.line, self.layout.column(heading))


def _without_doubled(figures: list[_Figure], file: str) -> tuple[list[_Figure], list[Finding]]:
    """Leave out every figure whose key stands more than once: which of them is true is not known."""
    by_key: dict[tuple[str, int, str], list[_Figure]] = defaultdict(list)
    for figure in figures:
        by_key[figure.key].append(figure)
    problems = [
        problem(
            "doubled_key", file, figure.line, figure.cell.column,
            teryt=figure.teryt, year=figure.year, variable=figure.cell.variable, first_line=same[0].line,
        )
        for same in by_key.values()
        for figure in same[1:]
    ]  # fmt: skip
    return [same[0] for same in by_key.values() if len(same) == 1], problems


def _repairs_of(figures: list[_Figure], file: str) -> list[Finding]:
    return [
        repair(made.value, file, figure.line, figure.cell.column)
        for figure in figures
        for made in figure.number.repairs
    ]


def _assembled(figures: list[_Figure], repairs: list[Finding], problems: list[Finding]) -> Figures:
    rows = [
        (f.teryt, f.year, f.cell.variable, f.number.value, f.number.state.value, f.cell.source)
        for f in figures
    ]
    observations = pd.DataFrame(rows, columns=list(OBSERVATION_COLUMNS)).astype(
        {
            "teryt": "str",
            "year": "int64",
            "variable": "str",
            "value": "float64",
            "state": "str",
            "source": "str",
        }
    )
    counted = findings_frame(repairs)
    # Ten thousand decimal commas are one repair with a number, not ten thousand rows.
    groups = counted.groupby(["file", "column", "rule"], sort=False)
    listed = counted.assign(cells=groups["line"].transform("size")).drop_duplicates(
        ["file", "column", "rule"]
    )
    return Figures(observations, listed.reset_index(drop=True), findings_frame(problems))
