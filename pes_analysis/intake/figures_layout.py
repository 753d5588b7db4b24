"""The two layouts of a figures file: a row for each figure, or a column for each variable."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from pes_analysis.intake.delimited import DelimitedTable, Row
from pes_analysis.intake.findings import Finding, problem, repair

KEY_COLUMNS = ("teryt", "year")
LONG_COLUMNS = ("variable", "value")
# Polish headings of the same columns.
HEADINGS = {
    "rok": "year",
    "zmienna": "variable",
    "wartość": "value",
    "wartosc": "value",
    "stan": "state",
    "źródło": "source",
    "zrodlo": "source",
    "nazwa": "name",
    "powiat": "name",
}


@dataclass(frozen=True)
class Cell:
    """One figure as it was written: the name of its variable, its column in the file, its texts."""

    variable: str
    column: str
    text: str
    state: str
    source: str


@dataclass(frozen=True)
class Layout:
    """Where in a row the key and the figures stand.

    Attributes
    ----------
    headings : tuple of str
        The columns of the file, as this package names them.
    written : tuple of str
        The columns as the file names them.
    variables : tuple of str
        Columns that are variables; empty where each row names its own.
    problems, repairs : tuple of Finding
        Columns that are missing, unknown, doubled, or not read.
    """

    headings: tuple[str, ...]
    written: tuple[str, ...]
    variables: tuple[str, ...]
    problems: tuple[Finding, ...]
    repairs: tuple[Finding, ...]

    def column(self, heading: str) -> str:
        """Give the file's own name of a column."""
        return self.written[self.headings.index(heading)]

    def text(self, row: Row, heading: str) -> str:
        """Give the cell of a row under a heading; empty when there is no such column."""
        return row.cells[self.headings.index(heading)] if heading in self.headings else ""

    def cells(self, row: Row) -> Iterator[Cell]:
        """Yield the figures of a row, each with what is written beside it."""
        if self.variables:
            for variable in self.variables:
                source = self.text(row, "source")
                yield Cell(variable, self.column(variable), self.text(row, variable), "", source)
            return
        yield Cell(
            self.text(row, "variable"),
            self.column("value"),
            self.text(row, "value"),
            self.text(row, "state"),
            self.text(row, "source"),
        )


def read_layout(table: DelimitedTable, variables: Collection[str]) -> Layout:
    """Work out the layout of a figures file from its header.

    Parameters
    ----------
    table : DelimitedTable
        The file.
    variables : collection of str
        Ids of the variables of the catalogue.

    Returns
    -------
    Layout
        With `problems` that say which columns could not be used; those columns are not read.
    """
    written = table.header.cells
    headings = tuple(HEADINGS.get(name.casefold(), name.casefold()) for name in written)
    line, file = table.header.line, table.file
    problems: list[Finding] = []
    repairs: list[Finding] = []
    doubled = {heading for heading, count in Counter(headings).items() if heading and count > 1}
    problems += [problem("doubled_column", file, line, name, name=name) for name in sorted(doubled)]
    problems += [
        problem("missing_column", file, line, name=key) for key in KEY_COLUMNS if key not in headings
    ]

    is_long = any(heading in headings for heading in LONG_COLUMNS)
    if is_long:
        problems += [problem("missing_column", file, line, name=n) for n in LONG_COLUMNS if n not in headings]
    known = {*KEY_COLUMNS, "source", "name", *((*LONG_COLUMNS, "state") if is_long else ())}
    found: list[str] = []
    for heading, name in zip(headings, written, strict=True):
        if heading == "name":
            repairs.append(repair("column_not_read", file, line, name, name=name))
        elif heading in known or heading == "":
            continue
        elif heading in variables and not is_long:
            found.append(heading)
        else:
            pl, en = closest(heading, variables)
            problems.append(problem("unknown_column", file, line, name, name=name, hint_pl=pl, hint_en=en))
    for position, heading in enumerate(headings):
        if not heading and (first := next((row for row in table.rows if row.cells[position]), None)):
            problems.append(problem("unnamed_column", file, first.line, position=position + 1))
    if not is_long and not found:
        problems.append(problem("no_variables", file, line))
    usable = tuple(dict.fromkeys(name for name in found if name not in doubled))
    return Layout(headings, written, usable, tuple(problems), tuple(repairs))


def closest(name: str, variables: Collection[str]) -> tuple[str, str]:
    """Give a hint naming the variable nearest in spelling, in both languages; empty if none is near.

    Examples
    --------
    >>> closest("unemployd", ["pop", "unemployed"])
    (' Czy chodziło o „unemployed”?', " Was 'unemployed' meant?")
    """
    near = get_close_matches(name, list(variables), n=1, cutoff=0.75)
    return (f" Czy chodziło o „{near[0]}”?", f" Was '{near[0]}' meant?") if near else ("", "")
