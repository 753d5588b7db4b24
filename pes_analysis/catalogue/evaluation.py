"""Computing a formula over the rows of a table, with a state and a reason for every cell.

A row is computed only when every name of the formula holds a number there. Otherwise the result takes
the strongest gap among the names: suppressed > not applicable > missing > undefined. A suppressed
operand therefore always shows as suppressed, and a result never reveals that a hidden figure exists
behind another gap. A zero denominator or a number too large to hold gives UNDEFINED, never infinity.
"""

from collections.abc import Mapping
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

# From the weakest to the strongest; the position is the rank, 0 means "a number".
GAPS: tuple[State, ...] = (State.UNDEFINED, State.MISSING, State.NOT_APPLICABLE, State.SUPPRESSED)
ZERO_DENOMINATOR = "zero_denominator"
OVERFLOW = "overflow"

_RANK: dict[str, int] = {**dict.fromkeys(State, 0), **{gap: rank for rank, gap in enumerate(GAPS, start=1)}}
_UNKNOWN = -1
_STATES = np.array([str(state) for state in (State.VALUE, *GAPS, State.ZERO)], dtype=object)


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
    ranks = _ranks(formula, cells, states, len(values))
    strongest = ranks.max(axis=1, initial=0)
    complete = strongest == 0

    run = _Run({name: column[complete] for name, column in cells.items()}, int(complete.sum()))
    computed = run.value(formula.tree, {})

    value = np.full(len(values), np.nan)
    # Adding 0 turns the minus zero of IEEE arithmetic into the zero that is printed.
    value[complete] = np.where(run.reason == "", computed + 0.0, np.nan)
    state = strongest.copy()
    state[complete] = np.where(run.reason == "", 0, _RANK[State.UNDEFINED])
    state[value == 0] = len(GAPS) + 1
    reason = np.full(len(values), "", dtype=object)
    reason[complete] = run.reason
    reason[~complete] = _gap_reasons(formula, ranks[~complete])
    return pd.DataFrame(
        {
            "value": value,
            "state": pd.array(_STATES[state], dtype="str"),
            "reason": pd.array(reason, dtype="str"),
        },
        index=values.index,
    )


def _ranks(
    formula: Formula, cells: Mapping[str, Numbers], states: pd.DataFrame | None, rows: int
) -> npt.NDArray[np.int8]:
    """Rank of the gap in each operand (columns) of each row; 0 where there is a number."""
    ranks = np.zeros((rows, len(formula.names)), dtype=np.int8)
    for place, name in enumerate(formula.names):
        judged = np.where(np.isnan(cells[name]), _RANK[State.MISSING], 0)
        judged[np.isinf(cells[name])] = _RANK[State.UNDEFINED]
        if states is not None and name in states.columns:
            stated = _stated_ranks(states[name])
            judged = np.where(stated > 0, stated, judged)
        ranks[:, place] = judged
    return ranks


def _stated_ranks(states: pd.Series) -> npt.NDArray[np.int64]:
    codes, names = pd.factorize(states, use_na_sentinel=False)
    ranks = np.array([_RANK.get(name, _UNKNOWN) if isinstance(name, str) else _UNKNOWN for name in names])
    if _UNKNOWN in ranks:
        wrong = ", ".join(sorted(str(name) for name in names[ranks == _UNKNOWN]))
        allowed = ", ".join(State)
        raise FormulaError(
            f"Kolumna „{states.name}”: nieznany stan komórki: {wrong}. Dozwolone: {allowed}.",
            f"Column '{states.name}': unknown state of a cell: {wrong}. Allowed: {allowed}.",
        )
    return ranks.astype(np.int64)[codes]


def _gap_reasons(formula: Formula, ranks: npt.NDArray[np.int8]) -> npt.NDArray[np.object_]:
    """Text naming the operands behind the strongest gap; built once for each distinct pattern."""
    pattern = np.zeros(len(ranks), dtype=np.int64)
    for column in ranks.T:
        # Numbered anew for each operand, so that the number stays small however many there are.
        pattern = pd.factorize(pattern * (len(GAPS) + 1) + column)[0]
    texts = []
    for row in np.unique(pattern, return_index=True)[1]:
        top = ranks[row].max()
        behind = [name for name, rank in zip(formula.names, ranks[row], strict=True) if rank == top]
        texts.append(f"{GAPS[top - 1]}: {', '.join(behind)}")
    return np.array(texts, dtype=object)[pattern]


@dataclass
class _Run:
    """One pass over the tree for all complete rows; the first failure of a row is its reason."""

    cells: Mapping[str, Numbers]
    rows: int
    reason: npt.NDArray[np.object_] = field(init=False)

    def __post_init__(self) -> None:
        self.reason = np.full(self.rows, "", dtype=object)

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
        self.reason[rows & (self.reason == "")] = reason


_COMBINED = {"+": np.add, "-": np.subtract, "*": np.multiply}
_COMPARED = {
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
    "==": np.equal,
    "!=": np.not_equal,
}
