"""Computing a formula over the rows of a table, with a state and a reason for every cell.

A row is computed only when every name of the formula holds a number there. Otherwise the result takes
the strongest gap among the names: suppressed > not applicable > missing > undefined. A suppressed
operand therefore always shows as suppressed, and a result never reveals that a hidden figure exists
behind another gap. A zero denominator or a number too large to hold gives UNDEFINED, never infinity.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.catalogue.formula import Formula, FormulaError
from pes_analysis.catalogue.formula_tree import (
    Arithmetic,
    Call,
    Comparison,
    Division,
    FamilyName,
    ListSize,
    Name,
    Negation,
    Node,
    Number,
    Power,
    SumOver,
)
from pes_analysis.catalogue.states import State

Numbers: TypeAlias = npt.NDArray[np.float64]
Ranks: TypeAlias = npt.NDArray[np.int8]

# From the weakest to the strongest; the position is the rank, 0 means "a number".
GAPS: tuple[State, ...] = (State.UNDEFINED, State.MISSING, State.NOT_APPLICABLE, State.SUPPRESSED)
ZERO_DENOMINATOR = "zero_denominator"
OVERFLOW = "overflow"
# Given by those who know of whom a row speaks: a count too small for a ratio, an indicator of other types.
TOO_FEW = "too_few"
OTHER_TYPE = "other_type"
# States of results by their code: a gap's code is its rank.
STATE_CODES: tuple[State, ...] = (State.VALUE, *GAPS, State.ZERO)

_RANK: dict[str, int] = {**dict.fromkeys(State, 0), **{gap: rank for rank, gap in enumerate(GAPS, start=1)}}
_STATE_NAMES = np.array([str(state) for state in STATE_CODES], dtype=object)
_UNKNOWN = -1
_ZERO = STATE_CODES.index(State.ZERO)
# So many ranks in base 5 fit into 64 bits, beside a number for each of tens of millions of rows.
_NAMES_AT_ONCE = 16


@dataclass(frozen=True)
class Cells:
    """Results of one formula for many rows, in codes: what millions of rows are kept in.

    Attributes
    ----------
    value : ndarray of float
        NaN for a gap.
    state : ndarray of int8
        Positions in `STATE_CODES`.
    reason : ndarray of int32
        Positions in `reasons`.
    reasons : tuple of str
        No two alike; the first is empty: a number needs no reason.
    """

    value: Numbers
    state: Ranks
    reason: npt.NDArray[np.int32]
    reasons: tuple[str, ...]


def evaluate(formula: Formula, values: pd.DataFrame, states: pd.DataFrame | None = None) -> pd.DataFrame:
    """Compute a formula for every row.

    Parameters
    ----------
    formula : Formula
        What to compute.
    values : DataFrame
        One numeric column for each of ``formula.names``; other columns are ignored.
    states : DataFrame, optional
        States of the same cells, same index. A missing column, or no table, means: judged by the value.
        A state that is a gap wins over any value; a value that is no finite number is a gap whatever
        its state says.

    Returns
    -------
    DataFrame
        Index of `values`; columns ``value`` (float, NaN for a gap), ``state`` (of `State`) and
        ``reason``: empty for a number, otherwise a code and what it concerns, such as
        ``"missing: pop"``, ``"zero_denominator: pop"`` or ``"overflow: a * b"``.

    Raises
    ------
    FormulaError
        `values` lacks a column, or a state is not one of `State`.

    Examples
    --------
    >>> from pes_analysis.catalogue.formula import parse
    >>> rows = pd.DataFrame({"homeless": [12.0, 0.0, None, 3.0], "pop": [4000.0, 5000.0, 6000.0, 0.0]})
    >>> computed = evaluate(parse("1000 * homeless / pop"), rows)
    >>> computed["value"].to_list(), computed["state"].to_list()
    ([3.0, 0.0, nan, nan], ['value', 'zero', 'missing', 'undefined'])
    >>> computed["reason"].to_list()
    ['', '', 'missing: homeless', 'zero_denominator: pop']
    """
    absent = [name for name in formula.names if name not in values.columns]
    if absent:
        raise FormulaError(
            f"Wzór „{formula.source}”: w tabeli brakuje kolumn: {', '.join(absent)}. Dodaj je, choćby puste.",
            f"Formula '{formula.source}': columns missing from the table: {', '.join(absent)}. "
            "Add them, even if empty.",
        )
    cells = {name: values[name].to_numpy(dtype=float, na_value=np.nan) for name in formula.names}
    ranks = {
        name: gap_ranks(column, states[name] if states is not None and name in states.columns else None)
        for name, column in cells.items()
    }
    computed = evaluate_cells(formula, cells, ranks, len(values))
    return pd.DataFrame(
        {
            "value": computed.value,
            "state": pd.array(_STATE_NAMES[computed.state], dtype="str"),
            "reason": pd.array(np.array(computed.reasons, dtype=object)[computed.reason], dtype="str"),
        },
        index=values.index,
    )


def gap_ranks(numbers: Numbers, states: pd.Series | None = None) -> Ranks:
    """Rank the gap in each cell of a column; 0 where there is a number.

    Parameters
    ----------
    numbers : ndarray of float
    states : Series of str, optional
        States of the same cells. A gap wins over any number.

    Raises
    ------
    FormulaError
        A state is not one of `State`.
    """
    ranks = np.where(np.isnan(numbers), _RANK[State.MISSING], 0).astype(np.int8)
    ranks[np.isinf(numbers)] = _RANK[State.UNDEFINED]
    if states is None:
        return ranks
    stated = _stated_ranks(states)
    return np.where(stated > 0, stated, ranks)


def evaluate_cells(
    formula: Formula, cells: Mapping[str, Numbers], ranks: Mapping[str, Ranks], rows: int
) -> Cells:
    """Compute a formula over columns whose gaps are ranked already: the core of `evaluate`.

    Parameters
    ----------
    formula : Formula
    cells : mapping of str to ndarray of float
        A column of ``rows`` numbers for each of ``formula.names``.
    ranks : mapping of str to ndarray of int8
        What `gap_ranks` gives for the same columns.
    rows : int
    """
    strongest = np.zeros(rows, dtype=np.int8)
    for name in formula.names:
        np.maximum(strongest, ranks[name], out=strongest)
    complete = strongest == 0
    if complete.all():
        run = _Run({name: cells[name] for name in formula.names}, rows)
    else:
        run = _Run({name: cells[name][complete] for name in formula.names}, int(complete.sum()))
    computed = run.value(formula.tree, {})
    computed = np.where(run.reason == 0, computed, np.nan)
    gap_codes, gap_texts = _gap_reasons(formula, [ranks[name][~complete] for name in formula.names])

    value = np.full(rows, np.nan)
    # Adding 0 turns the minus zero of IEEE arithmetic into the zero that is printed.
    value[complete] = computed + 0.0
    state = strongest
    state[complete] = np.where(run.reason == 0, 0, _RANK[State.UNDEFINED])
    state[value == 0] = _ZERO
    reason = np.zeros(rows, dtype=np.int32)
    reason[complete] = run.reason
    reason[~complete] = gap_codes + len(run.reasons)
    return Cells(value, state, reason, (*run.reasons, *gap_texts))


def _stated_ranks(states: pd.Series) -> Ranks:
    codes, names = pd.factorize(states, use_na_sentinel=False)
    ranks = np.array([_RANK.get(name, _UNKNOWN) if isinstance(name, str) else _UNKNOWN for name in names])
    if _UNKNOWN in ranks:
        wrong = ", ".join(sorted(str(name) for name in names[ranks == _UNKNOWN]))
        allowed = ", ".join(State)
        raise FormulaError(
            f"Kolumna „{states.name}”: nieznany stan komórki: {wrong}. Dozwolone: {allowed}.",
            f"Column '{states.name}': unknown state of a cell: {wrong}. Allowed: {allowed}.",
        )
    return ranks.astype(np.int8)[codes]


def _gap_reasons(formula: Formula, ranks: Sequence[Ranks]) -> tuple[npt.NDArray[np.int32], list[str]]:
    """Name the operands behind the strongest gap of each row; once for each distinct pattern of gaps."""
    rows = len(ranks[0]) if ranks else 0
    if not rows:
        return np.zeros(0, dtype=np.int32), []
    pattern = np.zeros(rows, dtype=np.int64)
    for place, column in enumerate(ranks, start=1):
        pattern = pattern * (len(GAPS) + 1) + column
        if place % _NAMES_AT_ONCE == 0:
            pattern = pd.factorize(pattern)[0]
    codes, _ = pd.factorize(pattern)
    texts: dict[str, int] = {}
    text_of_pattern = []
    for row in np.unique(codes, return_index=True)[1]:
        top = max(int(column[row]) for column in ranks)
        behind = [name for name, column in zip(formula.names, ranks, strict=True) if column[row] == top]
        text_of_pattern.append(texts.setdefault(f"{GAPS[top - 1]}: {', '.join(behind)}", len(texts)))
    return np.array(text_of_pattern, dtype=np.int32)[codes], list(texts)


@dataclass
class _Run:
    """One pass over the tree for all complete rows; the first failure of a row is its reason."""

    cells: Mapping[str, Numbers]
    rows: int
    reason: npt.NDArray[np.int32] = field(init=False)
    reasons: list[str] = field(default_factory=lambda: [""])

    def __post_init__(self) -> None:
        self.reason = np.zeros(self.rows, dtype=np.int32)

    def value(self, node: Node, items: Mapping[str, str]) -> Numbers:
        match node:
            case Number():
                return np.full(self.rows, node.value)
            case ListSize():
                return np.full(self.rows, float(len(node.items)))
            case Name():
                return self.cells[node.id]
            case FamilyName():
                return self.cells[node.column(items[node.index])]
            case SumOver():
                return self._sum_over(node, items)
            case Call():
                return self._call(node, [self.value(part, items) for part in node.arguments])
            case _:
                return self._operation(node, items)

    def _operation(
        self, node: Negation | Arithmetic | Division | Power | Comparison, items: Mapping[str, str]
    ) -> Numbers:
        match node:
            case Negation():
                return -self.value(node.operand, items)
            case Power():
                return self._power(node, self.value(node.base, items))
            case Division():
                return self._divided(
                    self.value(node.numerator, items),
                    self.value(node.denominator, items),
                    node.denominator_source,
                )
        left, right = self.value(node.left, items), self.value(node.right, items)
        if isinstance(node, Comparison):
            return _COMPARED[node.sign](left, right).astype(float)
        with np.errstate(over="ignore", invalid="ignore"):
            return self._finite(_COMBINED[node.sign](left, right))

    def _sum_over(self, node: SumOver, items: Mapping[str, str]) -> Numbers:
        terms = [self.value(node.body, {**items, node.index: item}) for item in node.items]
        return self._added(terms)

    def _added(self, terms: list[Numbers]) -> Numbers:
        total = terms[0]
        with np.errstate(over="ignore", invalid="ignore"):
            for term in terms[1:]:
                total = total + term
        return self._finite(total)

    def _call(self, node: Call, parts: list[Numbers]) -> Numbers:
        match node.function:
            case "sum":
                return self._added(parts)
            case "mean":
                return self._added(parts) / len(parts)
            case "median":
                ordered = np.sort(np.array(parts), axis=0)
                middle = len(parts) // 2
                if len(parts) % 2:
                    return np.asarray(ordered[middle])
                return self._added([ordered[middle - 1], ordered[middle]]) / 2
            case "min":
                return np.asarray(np.min(parts, axis=0))
            case "max":
                return np.asarray(np.max(parts, axis=0))
            case "abs":
                return np.abs(parts[0])
            case "count":
                return np.asarray(np.sum(np.array(parts) != 0, axis=0), dtype=float)

    def _power(self, node: Power, base: Numbers) -> Numbers:
        result = np.ones(self.rows)
        with np.errstate(over="ignore", invalid="ignore"):
            for _ in range(abs(node.exponent)):
                result = result * base
        result = self._finite(result)
        return self._divided(np.ones(self.rows), result, node.base_source) if node.exponent < 0 else result

    def _divided(self, numerator: Numbers, denominator: Numbers, source: str) -> Numbers:
        self._fail(denominator == 0, f"{ZERO_DENOMINATOR}: {source}")
        with np.errstate(all="ignore"):
            return self._finite(numerator / denominator)

    def _finite(self, result: Numbers) -> Numbers:
        self._fail(~np.isfinite(result), OVERFLOW)
        return result

    def _fail(self, rows: npt.NDArray[np.bool_], reason: str) -> None:
        if rows.any():
            if reason not in self.reasons:
                self.reasons.append(reason)
            self.reason[rows & (self.reason == 0)] = self.reasons.index(reason)


_COMBINED = {"+": np.add, "-": np.subtract, "*": np.multiply}
_COMPARED = {
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
    "==": np.equal,
    "!=": np.not_equal,
}
