"""A researcher's table of figures, from a file or a DataFrame: which column is what, and every cell a number.

One row is one unit (an organisation, a county) in one year; a column carries the name of a variable of the
catalogue. Other columns are allowed and left aside, with a word about each.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.catalogue import Catalogue, Level, Variable
from pes_analysis.intake.findings import Finding, refuse
from pes_analysis.intake.number_column import Place, read_numbers
from pes_analysis.intake.polish_numbers import DecimalMark
from pes_analysis.intake.set_columns import SET_COLUMNS, TOTAL_OF_TIES, columns_made_of, spread
from pes_analysis.intake.table_findings import table_finding
from pes_analysis.intake.table_keys import ID, TYPE, YEAR, read_codes, read_keys, restore_counties
from pes_analysis.intake.wide_file import open_wide

# Other names under which columns are known.
ALIASES: Mapping[str, str] = {
    "organisation_id": ID,
    "teryt": ID,
    "rok": YEAR,
    "typ": TYPE,
    "org_type": TYPE,
    "revenue_1.5pct": "revenue_tax_share",
    "revenue_1,5pct": "revenue_tax_share",
    "revenue_1_5pct": "revenue_tax_share",
}
STATUS = "has_ps_status"
IN_MEMORY = "DataFrame"
# How far parts may be from their total: amounts are rounded, people and partners are counted.
ROUNDED_AMOUNT = 0.01


@dataclass(frozen=True)
class FigureTable:
    """A table whose every cell is understood.

    Attributes
    ----------
    figures : DataFrame
        Index ``(id, year)``; one float column a variable. The year is 0 in a table without years.
    states : DataFrame or None
        Columns with a cell that is neither a number nor missing, such as ``x``.
    codes : Series or None
        Index of `figures`; the codes of each row as a frozenset. None without a column of types.
    has_years : bool
        Whether there is a column of years.
    unknown : Mapping of str to str
        Columns left aside, each with the name that was probably meant, or "".
    doubts : tuple of Finding
        Figures that hardly can be so; they are kept as they are.
    repairs : tuple of Finding
        What was read otherwise than it is written.
    """

    figures: pd.DataFrame
    states: pd.DataFrame | None
    codes: pd.Series | None
    has_years: bool
    unknown: Mapping[str, str]
    doubts: tuple[Finding, ...]
    repairs: tuple[Finding, ...]


def read_figure_table(
    path: Path,
    catalogue: Catalogue,
    level: Level,
    decimal: DecimalMark | None = None,
    counties: Collection[str] = (),
) -> FigureTable:
    """Read a delimited file of figures.

    Parameters
    ----------
    path : Path
        Columns ``id``, if wanted ``year`` and, for organisations, ``type``; any variables of the level.
    catalogue : Catalogue
    level : {"organisation", "county"}
    decimal : {"comma", "point"}, optional
        The decimal mark; by default the one the file shows.
    counties : collection of str, optional
        The register of TERYT codes that units are held against.

    Raises
    ------
    PesError
        The file cannot be read, or has problems; the first are named with line and column.
    """
    opened = open_wide(path)
    headings = _Headings.of(opened.header, catalogue, level, opened.file, opened.header_line)
    texts = [headings.position(name) for name in headings.texts]
    numbers = [headings.position(name) for name in headings.variables]
    frame, decimal = opened.columns(texts, numbers, decimal)
    columns = {name: frame[headings.position(name)] for name in (*headings.texts, *headings.variables)}
    reader = _Reader(catalogue, level, headings, opened.file, opened.lines, decimal, counties)
    return reader.read(columns, opened.repairs)


def figure_table(
    frame: pd.DataFrame,
    catalogue: Catalogue,
    level: Level,
    decimal: DecimalMark | None = None,
    counties: Collection[str] = (),
) -> FigureTable:
    """Understand a DataFrame of figures; rows are counted from 1 in what is said of them.

    Parameters
    ----------
    frame : DataFrame
        Columns as in `read_figure_table`; ``id`` and ``year`` may also be levels of its index. Figures may
        be numbers or texts.
    catalogue : Catalogue
    level : {"organisation", "county"}
    decimal : {"comma", "point"}, optional
        The decimal mark of texts; a comma by default.
    counties : collection of str, optional
        The register of TERYT codes that units are held against.

    Raises
    ------
    PesError
        The table has problems; the first are named with row and column.

    Examples
    --------
    >>> from pes_analysis.catalogue import load_catalogue
    >>> frame = pd.DataFrame({"id": ["a"], "type": ["SS+PS"], "headcount": ["1 234"], "headcout": [2]})
    >>> table = figure_table(frame, load_catalogue(), "organisation")
    >>> table.figures["headcount"].tolist(), sorted(table.codes.iloc[0]), dict(table.unknown)
    ([1234.0], ['ps', 'ss'], {'headcout': 'headcount'})
    """
    named = [name for name in frame.index.names if name is not None]
    if named:
        frame = frame.reset_index(named)
    headings = _Headings.of([str(name).strip() for name in frame.columns], catalogue, level, IN_MEMORY, 0)
    columns = {
        name: frame.iloc[:, headings.position(name)] for name in (*headings.texts, *headings.variables)
    }
    lines = np.arange(1, len(frame) + 1)
    return _Reader(catalogue, level, headings, IN_MEMORY, lines, decimal or "comma", counties).read(columns)


@dataclass(frozen=True)
class _Headings:
    """What each column is: `names` as the catalogue knows them, in the order of the table."""

    written: Sequence[str]
    names: Sequence[str]
    texts: Sequence[str]
    variables: Sequence[str]
    unknown: Mapping[str, str]

    @classmethod
    def of(
        cls, written: Sequence[str], catalogue: Catalogue, level: Level, file: str, line: int
    ) -> "_Headings":
        lowered = [name.lower() for name in written]
        known = {column.id for column in catalogue.columns(level)}
        texts = {ID, YEAR, *((TYPE, *SET_COLUMNS) if level == "organisation" else ())}
        # A second name is not needed where the first is there: "teryt" beside "id" is one more column.
        names = [
            ALIASES.get(name, name) if name not in known and ALIASES.get(name) not in lowered else name
            for name in lowered
        ]
        problems = [
            table_finding("doubled_column", file, line, name, name=name)
            for name, count in Counter(names).items()
            if count > 1 and name in known | texts
        ]
        if ID not in names:
            problems.append(table_finding("no_id", file, line))
        refuse(problems)
        unknown = {}
        for name, as_written in zip(names, written, strict=True):
            if name and name not in known | texts:
                near = get_close_matches(name, known | texts, n=1, cutoff=0.75)
                unknown[as_written] = near[0] if near else ""
        return cls(
            written,
            names,
            [name for name in names if name in texts],
            [name for name in names if name in known],
            unknown,
        )

    def position(self, name: str) -> int:
        return self.names.index(name)


@dataclass
class _Reader:
    """Reads the columns of one table and keeps what it finds wrong with them."""

    catalogue: Catalogue
    level: Level
    headings: _Headings
    file: str
    lines: npt.NDArray[np.int64]
    decimal: DecimalMark
    counties: Collection[str]
    problems: list[Finding] = field(default_factory=list)
    repairs: list[Finding] = field(default_factory=list)

    def read(self, columns: Mapping[str, pd.Series], repairs: Sequence[Finding] = ()) -> FigureTable:
        if not len(self.lines):
            refuse([table_finding("no_rows", self.file, 0)])
        ids, doubts = columns[ID], list[Finding]()
        if self.counties:
            ids, restored, doubts = restore_counties(ids, self.counties, self._place(ID))
            self.repairs += restored
        index, problems = read_keys(ids, columns.get(YEAR), self._place(ID), self._place(YEAR))
        self.problems += problems
        values, states = self._figures(columns)
        codes = self._codes(columns, values, index)
        refuse(self.problems)
        return FigureTable(
            pd.DataFrame(values, index=index, copy=False),
            pd.DataFrame(states, index=index) if states else None,
            codes,
            YEAR in columns,
            self.headings.unknown,
            (*doubts, *self._doubts(values), *self._sums(values)),
            (*repairs, *self.repairs),
        )

    def _place(self, name: str) -> Place:
        names = self.headings.names
        written = self.headings.written[names.index(name)] if name in names else name
        return Place(self.file, written, self.lines)

    def _figures(
        self, columns: Mapping[str, pd.Series]
    ) -> "tuple[dict[str, npt.NDArray[np.float64]], dict[str, pd.Categorical[str]]]":
        values: dict[str, npt.NDArray[np.float64]] = {}
        states: dict[str, pd.Categorical[str]] = {}
        for name in self.headings.variables:
            variable = self.catalogue.variable(name, self.level)
            read = read_numbers(columns[name], variable, self.decimal, self._place(name))
            values[name] = read.numbers
            if read.states is not None:
                states[name] = read.states
            self.problems += read.problems
            self.repairs += read.repairs
        for name in (one for one in SET_COLUMNS if one in columns):
            place = self._place(name)
            twice = [one for one in columns_made_of(name, self.catalogue) if one in values]
            if twice:
                self.problems.append(place.finding("said_twice", 0, name=name, variable=twice[0]))
                continue
            made = spread(columns[name], name, self.catalogue, self.decimal, place)
            self.problems += made.problems
            for target, numbers in made.columns.items():
                if target == TOTAL_OF_TIES and target in self.headings.variables:
                    continue
                # Partners may be listed by sector for some and by intensity for others.
                known = values.get(target, np.nan)
                values[target] = np.where(np.isnan(known), numbers, known)
                if made.states is not None:
                    states[target] = made.states
        return values, states

    def _codes(
        self,
        columns: Mapping[str, pd.Series],
        values: Mapping[str, npt.NDArray[np.float64]],
        index: pd.MultiIndex,
    ) -> pd.Series | None:
        if TYPE not in columns:
            return None
        types = [one.id for one in self.catalogue.entity_types]
        codes, problems = read_codes(columns[TYPE], types, values.get(STATUS), self._place(TYPE))
        self.problems += problems
        return pd.Series(codes, index=index, dtype=object)

    def _doubts(self, values: Mapping[str, npt.NDArray[np.float64]]) -> list[Finding]:
        doubts = []
        for name, numbers in values.items():
            variable = self.catalogue.variable(name, self.level)
            for rule, limit, wrong in _limits(variable, numbers, values):
                rows = np.flatnonzero(wrong)
                if len(rows):
                    place = self._place(name)
                    first = f"{numbers[rows[0]]:g}"
                    doubts.append(
                        place.finding(
                            rule,
                            int(rows[0]),
                            count=len(rows),
                            name=first,
                            limit=limit,
                            variable=variable.part_of,
                        )
                    )
        return doubts

    def _sums(self, values: Mapping[str, npt.NDArray[np.float64]]) -> list[Finding]:
        """Hold families whose every item is a column against their total."""
        doubts = []
        for family in self.catalogue.variables(self.level):
            if family.over is None or family.part_of is None or family.part_of not in values:
                continue
            items = [column.id for column in self.catalogue.columns_of(family)]
            if not values.keys() >= set(items):
                continue
            whole, parts = values[family.part_of], np.sum([values[item] for item in items], axis=0)
            allowed = ROUNDED_AMOUNT if family.kind == "amount" else 1e-9
            rows = np.flatnonzero(np.abs(parts - whole) > allowed * np.abs(whole))
            if len(rows):
                first, place = int(rows[0]), self._place(family.part_of)
                said = {"name": f"{parts[first]:.10g}", "limit": f"{whole[first]:.10g}"}
                doubts.append(
                    place.finding("parts_not_whole", first, count=len(rows), variable=family.part_of, **said)
                )
        return doubts


def _limits(
    variable: Variable, numbers: npt.NDArray[np.float64], values: Mapping[str, npt.NDArray[np.float64]]
) -> list[tuple[str, str, npt.NDArray[np.bool_]]]:
    """Give what each figure is held against: the rule, its limit, and which rows break it."""
    limits = []
    if variable.minimum is not None:
        limits.append(("below_minimum", f"{variable.minimum:g}", numbers < variable.minimum))
    if variable.maximum is not None:
        limits.append(("above_maximum", f"{variable.maximum:g}", numbers > variable.maximum))
    if variable.part_of is not None and variable.part_of in values:
        # Sums of decimal fractions may differ in their last digit.
        whole = values[variable.part_of]
        limits.append(("above_whole", "", numbers > whole + 1e-9 * np.abs(whole)))
    return limits
