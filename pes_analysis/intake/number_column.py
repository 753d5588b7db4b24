"""A column of figures into numbers and states; each distinct text is read once, however long the column."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.catalogue.states import State
from pes_analysis.catalogue.variable import Variable
from pes_analysis.intake.findings import Finding, repair
from pes_analysis.intake.polish_numbers import (
    DecimalMark,
    ParsedNumber,
    Repair,
    UnreadableNumberError,
    parse_number,
)
from pes_analysis.intake.table_findings import table_finding

States: TypeAlias = "pd.Categorical[str] | None"

# "percent" and "percent_of_poland": the only figures that are written with a % sign.
PERCENT_UNITS = frozenset({"percent", "percent_of_poland"})
_FLAGS = {"true": 1.0, "false": 0.0, "tak": 1.0, "nie": 0.0, "yes": 1.0, "no": 0.0}


@dataclass(frozen=True)
class Place:
    """Where a column stands: what findings about it are told with."""

    file: str
    column: str
    lines: npt.NDArray[np.int64]

    def line(self, row: int) -> int:
        """Give the line of a row."""
        return int(self.lines[row])

    def finding(self, rule: str, row: int, **values: object) -> Finding:
        """Give a finding about one row."""
        return table_finding(rule, self.file, self.line(row), self.column, **values)


@dataclass(frozen=True)
class NumberColumn:
    """Figures that were read.

    Attributes
    ----------
    numbers : ndarray of float
        NaN where there is none.
    states : Categorical or None
        Only where some cell is neither a number nor missing.
    problems : sequence of Finding
        One for each distinct text that is no number, with the first line it stands on.
    repairs : sequence of Finding
        One for each way of writing that was read otherwise, with its first line.
    """

    numbers: npt.NDArray[np.float64]
    states: States = None
    problems: Sequence[Finding] = ()
    repairs: Sequence[Finding] = ()


def read_numbers(column: pd.Series, variable: Variable, decimal: DecimalMark, place: Place) -> NumberColumn:
    """Read a column of figures.

    Parameters
    ----------
    column : Series
        Numbers, or texts as Poles write numbers and gaps; NaN is a missing figure.
    variable : Variable
        What is measured. A flag may be written in words (tak, nie, true, false).
    decimal : {"comma", "point"}
        Decimal mark of texts.
    place : Place

    Examples
    --------
    >>> from pes_analysis.catalogue import load_catalogue
    >>> revenue = load_catalogue().variable("revenue_total", "organisation")
    >>> place = Place("figures.csv", "revenue_total", np.arange(2, 5))
    >>> read = read_numbers(pd.Series(["1 234,5", "b.d.", "x"]), revenue, "comma", place)
    >>> read.numbers.tolist(), list(read.states)
    ([1234.5, nan, nan], ['value', 'missing', 'not_applicable'])
    """
    if column.dtype.kind in "iuf" or (column.dtype.kind == "b" and variable.kind == "flag"):
        return _finite(column.to_numpy(dtype=np.float64, na_value=np.nan), place)
    codes, texts, first_rows = distinct_texts(column)
    parsed: list[ParsedNumber] = []
    problems: list[Finding] = []
    repaired: dict[Repair, int] = {}
    for text, row in zip(texts, first_rows, strict=True):
        number = _parsed(text, variable, decimal, place, row)
        if isinstance(number, Finding):
            problems.append(number)
            number = ParsedNumber(None, State.MISSING)
        parsed.append(number)
        for made in number.repairs:
            repaired[made] = min(row, repaired.get(made, row))
    # The last is for code -1: a cell without a text.
    parsed.append(ParsedNumber(None, State.MISSING))
    numbers = np.array([np.nan if one.value is None else one.value for one in parsed])
    return NumberColumn(
        numbers[codes],
        states_of([one.state for one in parsed], codes),
        problems,
        [repair(made.value, place.file, place.line(row), place.column) for made, row in repaired.items()],
    )


def _parsed(
    text: str, variable: Variable, decimal: DecimalMark, place: Place, row: int
) -> ParsedNumber | Finding:
    word = text.strip().lower()
    if variable.kind == "flag" and word in _FLAGS:
        return ParsedNumber(_FLAGS[word], State.VALUE if _FLAGS[word] else State.ZERO)
    try:
        number = parse_number(text, decimal)
    except UnreadableNumberError as error:
        return Finding(place.file, place.line(row), place.column, error.rule, error.pl, error.en)
    if Repair.PERCENT_SIGN in number.repairs and variable.unit not in PERCENT_UNITS:
        return place.finding("percent_sign", row, name=text, variable=variable.id)
    return number


def _finite(numbers: npt.NDArray[np.float64], place: Place) -> NumberColumn:
    endless = np.isinf(numbers)
    if not endless.any():
        return NumberColumn(numbers)
    row = int(endless.argmax())
    return NumberColumn(numbers, None, [place.finding("too_large_number", row, name=str(numbers[row]))])


def distinct_texts(column: pd.Series) -> tuple[npt.NDArray[np.int64], list[str], list[int]]:
    """Give each cell's place among the distinct texts (-1: empty), the texts, and the row each is met on.

    Examples
    --------
    >>> codes, texts, rows = distinct_texts(pd.Series(["7", None, "x", "7"]))
    >>> codes.tolist(), texts, rows
    ([0, -1, 1, 0], ['7', 'x'], [0, 2])
    """
    codes, texts = pd.factorize(column)
    met, rows = np.unique(codes, return_index=True)
    return codes, [str(text) for text in texts], rows[met >= 0].tolist()


def states_of(states: Sequence[State], codes: npt.NDArray[np.int64]) -> States:
    """Give the states of cells; none where each is a number or missing, as the numbers themselves show."""
    if not {State.NOT_APPLICABLE, State.SUPPRESSED}.intersection(states):
        return None
    names = [str(state) for state in State]
    places = np.array([names.index(str(state)) for state in states])
    return pd.Categorical.from_codes(places[codes], categories=pd.Index(names))
