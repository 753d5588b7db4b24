"""Indicators of organisations: formulas over a wide table, one row an organisation and year.

Built for a hundred thousand organisations over ten years: columns of numbers go in, columns of numbers and
codes come out, and no text is handled row by row.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.catalogue import Catalogue, Indicator
from pes_analysis.catalogue.evaluation import (
    GAPS,
    OTHER_TYPE,
    STATE_CODES,
    TOO_FEW,
    Cells,
    Numbers,
    Ranks,
    evaluate_cells,
    gap_ranks,
)
from pes_analysis.catalogue.states import State
from pes_analysis.protect.errors import PesError

_MISSING_RANK = GAPS.index(State.MISSING) + 1


class OrganisationTableError(PesError):
    """A table of organisations that cannot be computed; the message says what to correct."""


def organisation_indicators(
    values: pd.DataFrame,
    states: pd.DataFrame | None = None,
    codes: pd.Series | None = None,
    indicators: Iterable[Indicator] = (),
) -> pd.DataFrame:
    """Compute indicators for every organisation and year of a table.

    Parameters
    ----------
    values : DataFrame
        Index ``(organisation_id, year)``, the first level under any name; one float column a variable, in
        its unit of the catalogue. NaN, and a variable without a column, count as missing.
    states : DataFrame, optional
        States of the same cells, same index; a gap there wins over a number.
    codes : Series of frozenset of str, optional
        Codes of each organisation (its type, and "ps" for the status), indexed by organisation or like
        `values`. An indicator that is for none of them gets NOT_APPLICABLE; without codes, or where they
        are empty or absent, everything applies.
    indicators : iterable of Indicator
        Those without a formula are left out.

    Returns
    -------
    DataFrame
        Columns: the name of the first index level, ``year``, ``indicator``, ``value``, ``state``,
        ``reason``; one row an indicator (in the order given) and row of `values` (in its order). ``value``
        is NaN unless ``state`` is a number; ``reason`` is empty for a number. Texts are categories.
        A ratio over fewer than `Indicator.least` is UNDEFINED with the reason ``"too_few: bids_sent < 3"``;
        a value above `Indicator.cap` is that cap.

    Raises
    ------
    OrganisationTableError
        Two rows speak of one organisation and year, or the index has other levels.

    Examples
    --------
    >>> from pes_analysis.catalogue import load_catalogue
    >>> index = pd.MultiIndex.from_tuples([("cis-1", 2024), ("zaz-1", 2024)], names=["id", "year"])
    >>> table = pd.DataFrame({"employed_3m": [12.0, 3.0], "participants_completed": [20.0, 6.0]}, index)
    >>> codes = pd.Series([frozenset({"cis"}), frozenset({"zaz"})], index=["cis-1", "zaz-1"])
    >>> effectiveness = load_catalogue().indicator("employment_effectiveness")
    >>> organisation_indicators(table, codes=codes, indicators=[effectiveness]).to_dict("records")[0]["value"]
    0.6
    >>> organisation_indicators(table, codes=codes, indicators=[effectiveness])["state"].tolist()
    ['value', 'not_applicable']
    """
    chosen = [indicator for indicator in indicators if indicator.formula is not None]
    index = values.index
    if not isinstance(index, pd.MultiIndex) or index.nlevels != 2 or index.names[1] != "year":
        raise OrganisationTableError(
            "Indeks tabeli musi mieć dwa poziomy: organizację i „year”. Ustaw go przez set_index.",
            "The index of the table must have two levels: the organisation and 'year'. Use set_index.",
        )
    if index.has_duplicates:
        twice, year = index[index.duplicated()][0]
        raise OrganisationTableError(
            f"Organizacja „{twice}” ma dwa wiersze za rok {year}. Zostaw jeden.",
            f"The organisation '{twice}' has two rows for {year}. Keep one.",
        )
    table = _Table.of(values, states)
    groups = _Groups.of(index, codes)
    result = _Result.empty(index, [indicator.id for indicator in chosen])
    for place, indicator in enumerate(chosen):
        result.put(place, _cells(indicator, table, groups))
    return result.frame()


def fill_constants(values: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Add the yearly constants that a table lacks, such as the price index, by its years.

    Parameters
    ----------
    values : DataFrame
        Index ``(organisation_id, year)``.
    catalogue : Catalogue

    Returns
    -------
    DataFrame
        `values` with a column for each constant; one that is there already is kept as it is. NaN in a year
        whose constant is not known.

    Examples
    --------
    >>> from pes_analysis.catalogue import load_catalogue
    >>> index = pd.MultiIndex.from_tuples([("ss-1", 2023), ("ss-1", 2024)], names=["id", "year"])
    >>> table = fill_constants(pd.DataFrame({"wage_avg": [4000.0, 4500.0]}, index), load_catalogue())
    >>> table["wage_min_statutory"].tolist()
    [3600.0, 4300.0]
    """
    years = values.index.get_level_values("year")
    lacking = [constant for constant in catalogue.constants if constant.id not in values.columns]
    filled = {constant.id: years.map(constant.by_year).to_numpy(dtype=float) for constant in lacking}
    # Built anew without copies: adding columns to a table made of loose columns is slow.
    columns = {str(name): values[name].to_numpy() for name in values.columns}
    return pd.DataFrame({**columns, **filled}, index=values.index, copy=False)


@dataclass(frozen=True)
class _Table:
    """Columns of numbers and the ranks of their gaps."""

    rows: int
    cells: Mapping[str, Numbers]
    ranks: Mapping[str, Ranks]

    @classmethod
    def of(cls, values: pd.DataFrame, states: pd.DataFrame | None) -> "_Table":
        cells = {str(name): values[name].to_numpy(dtype=float, na_value=np.nan) for name in values.columns}
        stated = set() if states is None else set(states.columns)
        ranks = {
            name: gap_ranks(column, states[name] if states is not None and name in stated else None)
            for name, column in cells.items()
        }
        return cls(len(values), cells, ranks)

    def with_columns(self, names: Iterable[str]) -> "_Table":
        """Put a column of gaps in the place of each one that is not there."""
        absent = [name for name in names if name not in self.cells]
        if not absent:
            return self
        nothing = np.full(self.rows, np.nan)
        missing = np.full(self.rows, _MISSING_RANK, dtype=np.int8)
        return _Table(
            self.rows,
            {**self.cells, **dict.fromkeys(absent, nothing)},
            {**self.ranks, **dict.fromkeys(absent, missing)},
        )


@dataclass(frozen=True)
class _Groups:
    """Sets of codes and the rows that have each: whom an indicator is for is decided once for a set."""

    rows: Mapping[frozenset[str], npt.NDArray[np.bool_]]

    @classmethod
    def of(cls, index: pd.MultiIndex, codes: pd.Series | None) -> "_Groups":
        if codes is None:
            return cls({})
        distinct: dict[frozenset[str], int] = {}
        numbers = [
            distinct.setdefault(one if isinstance(one, frozenset) else frozenset(), len(distinct))
            for one in codes
        ]
        if codes.index.equals(index):
            group = np.array(numbers, dtype=np.int64)
        else:
            # An organisation that is not among them has place -1: no codes at all, put last.
            places = codes.index.get_indexer(index.get_level_values(0))
            group = np.array([*numbers, len(distinct)])[places]
        return cls({one: group == number for one, number in distinct.items()})

    def left_out(self, indicator: Indicator) -> Iterator[tuple[str, npt.NDArray[np.bool_]]]:
        """Give the groups that an indicator is not for: their codes, and which rows they are."""
        for codes, rows in self.rows.items():
            if not indicator.is_computed_for(codes):
                yield ", ".join(sorted(codes)), rows


@dataclass
class _Result:
    """Cells of every indicator under one another, filled in one indicator at a time."""

    index: pd.MultiIndex
    indicators: Sequence[str]
    value: Numbers
    state: npt.NDArray[np.int8]
    reason: npt.NDArray[np.int32]
    reasons: dict[str, int]

    @classmethod
    def empty(cls, index: pd.MultiIndex, indicators: Sequence[str]) -> "_Result":
        size = len(index) * len(indicators)
        value, state = np.empty(size), np.empty(size, dtype=np.int8)
        return cls(index, indicators, value, state, np.empty(size, dtype=np.int32), {"": 0})

    def put(self, place: int, cells: Cells) -> None:
        rows = slice(place * len(self.index), (place + 1) * len(self.index))
        self.value[rows], self.state[rows] = cells.value, cells.state
        codes = [self.reasons.setdefault(text, len(self.reasons)) for text in cells.reasons]
        self.reason[rows] = np.array(codes, dtype=np.int32)[cells.reason]

    def frame(self) -> pd.DataFrame:
        times, rows = len(self.indicators), len(self.index)
        years = self.index.get_level_values("year").to_numpy(dtype=np.int16)
        states = [str(state) for state in STATE_CODES]
        columns = {
            self.index.names[0]: _categories(np.tile(self.index.codes[0], times), self.index.levels[0]),
            "year": np.tile(years, times),
            "indicator": _categories(np.repeat(np.arange(times, dtype=np.int16), rows), self.indicators),
            "value": self.value,
            "state": _categories(self.state, states),
            "reason": _categories(self.reason, list(self.reasons)),
        }
        # Without copies: the columns of a large result are most of the memory there is.
        return pd.DataFrame(columns, copy=False)


def _categories(codes: npt.NDArray[np.signedinteger], names: Sequence[str] | pd.Index) -> pd.Categorical:
    return pd.Categorical.from_codes(codes, categories=pd.Index(names))


def _cells(indicator: Indicator, table: _Table, groups: _Groups) -> Cells:
    assert indicator.formula is not None
    table = table.with_columns(indicator.formula.names)
    cells = evaluate_cells(indicator.formula, table.cells, table.ranks, table.rows)
    if indicator.cap is not None:
        np.minimum(cells.value, indicator.cap, out=cells.value)
    if indicator.least is not None:
        complete = np.logical_and.reduce([table.ranks[name] == 0 for name in indicator.formula.names])
        variable, count = indicator.least.variable, indicator.least.count
        few = complete & (table.cells[variable] < count)
        cells = _without(cells, few, State.UNDEFINED, f"{TOO_FEW}: {variable} < {count}")
    for codes, rows in groups.left_out(indicator):
        cells = _without(cells, rows, State.NOT_APPLICABLE, f"{OTHER_TYPE}: {codes}")
    return cells


def _without(cells: Cells, rows: npt.NDArray[np.bool_], state: State, reason: str) -> Cells:
    """Make a gap of some rows."""
    cells.value[rows] = np.nan
    cells.state[rows] = STATE_CODES.index(state)
    cells.reason[rows] = len(cells.reasons)
    return replace(cells, reasons=(*cells.reasons, reason))
