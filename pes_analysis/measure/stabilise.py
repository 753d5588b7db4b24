"""Steadier figures: means of three years for money, counts of three years put together for rare events."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.catalogue import Formula, Indicator, State
from pes_analysis.catalogue.evaluation import TOO_FEW, ZERO_DENOMINATOR, evaluate_cells, gap_ranks
from pes_analysis.catalogue.fraction import fraction_of
from pes_analysis.measure.grid import NUMERIC_STATES

Numbers: TypeAlias = npt.NDArray[np.float64]
Flags: TypeAlias = npt.NDArray[np.bool_]
WINDOW = 3
LEAST_YEARS = 2
COLUMNS = (
    "organisation_id",
    "indicator",
    "value",
    "state",
    "reason",
    "numerator",
    "denominator",
    "basis",
    "n_years",
    "first_year",
    "year_value",
)


def stabilise(
    yearly: pd.DataFrame,
    values: pd.DataFrame,
    indicators: Sequence[Indicator],
    year: int,
    window: int = WINDOW,
) -> pd.DataFrame:
    """Give the figures of one year on the basis each indicator asks for.

    - ``mean_3y``: the mean of the numbers of the last three years, when there are at least two;
      with one year alone its own number stands, and ``n_years`` says so.
    - ``pooled_3y``: numerators and denominators of those of the last three years in which both are known,
      each added up and then divided. A year in which nothing was counted adds nothing, so a ratio
      can exist although its last year alone has a zero denominator.
    - ``none``: the year itself.

    A figure is given only for an organisation that answered for the year itself: older years make
    an answer steadier, they never stand in for one. Otherwise the state and reason of the year stay.

    Parameters
    ----------
    yearly : DataFrame
        Columns ``organisation_id, year, indicator, value, state, reason``: one row a cell.
    values : DataFrame
        Index ``(organisation_id, year)``, one float column a variable; NaN for every gap.
    indicators : sequence of Indicator
    year : int
    window : int
        How many years are taken together, the year itself being the last.

    Returns
    -------
    DataFrame
        One row an organisation and indicator of that year: ``organisation_id, indicator, value, state,
        reason``; ``numerator, denominator`` behind the value (NaN where it is no ratio, or a mean);
        ``basis`` (``"year"``, ``"mean_3y"``, ``"pooled_3y"``), ``n_years`` and ``first_year`` used;
        ``year_value``, the number of the year itself.

    Examples
    --------
    >>> from pes_analysis.catalogue import load_catalogue
    >>> exits = load_catalogue().indicator("open_market_exit_rate")
    >>> index = pd.MultiIndex.from_product([["wtz-1"], [2022, 2023, 2024]], names=["organisation_id", "year"])
    >>> raw = pd.DataFrame({"employed_open": [1.0, 0.0, 2.0], "participants_total": [30.0, 30, 40]}, index)
    >>> cells = raw.reset_index().assign(indicator=exits.id, state="value", reason="")
    >>> cells["value"] = cells["employed_open"] / cells["participants_total"]
    >>> stabilise(cells, raw, [exits], 2024)[["value", "numerator", "basis", "n_years"]].values.tolist()
    [[0.03, 3.0, 'pooled_3y', 3]]
    """
    frame = _Frame.of(yearly, values, year, window)
    parts = [_of_indicator(frame, indicator) for indicator in indicators]
    return pd.DataFrame(
        {
            "organisation_id": np.tile(frame.units, len(parts)),
            "indicator": np.repeat(np.array([one.id for one in indicators], dtype=object), len(frame.units)),
            **{
                name: np.concatenate([part[name] for part in parts]) if parts else np.array([])
                for name in COLUMNS[2:]
            },
        }
    )


def ratio_sides(values: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """Compute the numerator and the denominator of an indicator for every row.

    Parameters
    ----------
    values : DataFrame
        One float column a variable; NaN for every gap, as is a variable without a column.
    indicator : Indicator

    Returns
    -------
    DataFrame
        Index of `values`; ``numerator, denominator``, both NaN unless both are known; all NaN when the
        formula does not end in a division.
    """
    fraction = None if indicator.formula is None else fraction_of(indicator.formula)
    if fraction is None:
        return pd.DataFrame({"numerator": np.nan, "denominator": np.nan}, index=values.index)
    numerator, denominator = (_numbers(side, values) for side in (fraction.numerator, fraction.denominator))
    known = ~(np.isnan(numerator) | np.isnan(denominator))
    sides = {"numerator": numerator, "denominator": denominator}
    return pd.DataFrame({name: np.where(known, side, np.nan) for name, side in sides.items()}, values.index)


def _numbers(formula: Formula, values: pd.DataFrame) -> Numbers:
    """Compute the numbers of a formula; NaN for every gap."""
    nothing = np.full(len(values), np.nan)
    cells = {
        name: values[name].to_numpy(dtype=float, na_value=np.nan) if name in values.columns else nothing
        for name in formula.names
    }
    ranks = {name: gap_ranks(column) for name, column in cells.items()}
    return evaluate_cells(formula, cells, ranks, len(values)).value


@dataclass(frozen=True)
class _Frame:
    """The rows behind one year: where each organisation of it has its last years.

    Attributes
    ----------
    units : ndarray of str
        Organisations with a row of the year.
    years : ndarray of int
        Of the window, shape (years, 1), the year itself first.
    places : ndarray of int
        Shape (years, units): row of `figures`, or -1.
    figures : DataFrame
        Raw figures of the window.
    cells : mapping of str to DataFrame
        By indicator: ``value, state, reason``, row by row those of `figures`.
    """

    units: npt.NDArray[np.object_]
    years: npt.NDArray[np.int64]
    places: npt.NDArray[np.intp]
    figures: pd.DataFrame
    cells: Mapping[str, pd.DataFrame]

    @classmethod
    def of(cls, yearly: pd.DataFrame, values: pd.DataFrame, year: int, window: int) -> "_Frame":
        years = np.arange(year, year - window, -1)
        recent = values[values.index.get_level_values("year").isin(years)]
        of_year = recent.index.get_level_values("year") == year
        units = recent.index.get_level_values("organisation_id")[of_year].to_numpy(dtype=object)
        keys = [pd.MultiIndex.from_arrays([units, np.full(len(units), at)]) for at in years]
        rows = yearly[yearly["year"].isin(years)].astype({"state": "str", "reason": "str"})
        place = recent.index.get_indexer(pd.MultiIndex.from_frame(rows[["organisation_id", "year"]]))
        rows = rows.loc[place >= 0, ["indicator", "value", "state", "reason"]].set_axis(place[place >= 0])
        of_indicator = rows.groupby("indicator", observed=True, sort=False)[["value", "state", "reason"]]
        every = np.arange(len(recent))
        return cls(
            units=units,
            years=years[:, np.newaxis],
            places=np.stack([recent.index.get_indexer(key) for key in keys]),
            figures=recent,
            cells={str(name): own.reindex(every) for name, own in of_indicator},
        )

    def through_years(self, column: Numbers) -> Numbers:
        """Lay a column of `figures` out by year and organisation; NaN where there is no row."""
        return np.where(self.places >= 0, column[self.places], np.nan)


Columns: TypeAlias = dict[str, npt.NDArray[Any]]


def _of_indicator(frame: _Frame, indicator: Indicator) -> Columns:
    nothing = pd.DataFrame({"value": np.nan, "state": "missing", "reason": ""}, frame.figures.index)
    cells = frame.cells.get(indicator.id, nothing)
    numbers = cells["value"].where(cells["state"].isin(NUMERIC_STATES)).to_numpy(dtype=float)
    sides = ratio_sides(frame.figures, indicator)
    values, above, below = (
        frame.through_years(column)
        for column in (numbers, *sides[["numerator", "denominator"]].to_numpy(dtype=float).T)
    )
    now = frame.places[0]
    columns: Columns = {
        "value": values[0],
        "state": cells["state"].to_numpy(dtype=object)[now],
        "reason": cells["reason"].to_numpy(dtype=object)[now],
        "numerator": above[0],
        "denominator": below[0],
        "basis": np.full(len(now), "year", dtype=object),
        "n_years": np.ones(len(now), dtype=np.int64),
        "first_year": np.full(len(now), frame.years[0, 0]),
        "year_value": values[0],
    }
    if indicator.stabilise == "mean_3y":
        _mean(columns, values, frame)
    elif indicator.stabilise == "pooled_3y":
        _pool(columns, above, below, frame, indicator)
    return columns


def _mean(columns: Columns, values: Numbers, frame: _Frame) -> None:
    known = ~np.isnan(values)
    steady = known[0] & (known.sum(axis=0) >= LEAST_YEARS)
    mean = np.nansum(values, axis=0) / np.maximum(known.sum(axis=0), 1)
    _put(columns, steady, mean, known, "mean_3y", frame)
    for side in ("numerator", "denominator"):
        columns[side] = np.where(steady, np.nan, columns[side])


def _pool(columns: Columns, above: Numbers, below: Numbers, frame: _Frame, indicator: Indicator) -> None:
    known = ~np.isnan(above)
    numerator, denominator = (np.nansum(side, axis=0) for side in (above, below))
    answered = known[0] & (columns["state"] != State.NOT_APPLICABLE)
    empty = answered & (denominator == 0)
    few = np.zeros(len(answered), dtype=bool)
    if indicator.least is not None:
        counted = frame.through_years(frame.figures[indicator.least.variable].to_numpy(dtype=float))
        few = answered & ~empty & (np.where(known, counted, 0).sum(axis=0) < indicator.least.count)
        _refuse(columns, few, f"{TOO_FEW}: {indicator.least.variable} < {indicator.least.count}")
    fraction = None if indicator.formula is None else fraction_of(indicator.formula)
    if fraction is not None:
        _refuse(columns, empty, f"{ZERO_DENOMINATOR}: {fraction.denominator.source}")
    given = answered & ~empty & ~few
    ratio = np.divide(numerator, denominator, out=np.full(len(given), np.nan), where=given)
    _put(
        columns,
        given,
        ratio if indicator.cap is None else np.minimum(ratio, indicator.cap),
        known,
        "pooled_3y",
        frame,
    )
    columns["reason"] = np.where(given, "", columns["reason"])
    for side, total in (("numerator", numerator), ("denominator", denominator)):
        columns[side] = np.where(given, total, np.nan)


def _put(columns: Columns, where: Flags, values: Numbers, known: Flags, basis: str, frame: _Frame) -> None:
    """Put steady values in the place of those of the year, and say from which years they are."""
    n = known.sum(axis=0)
    columns["value"] = np.where(where, values, columns["value"])
    columns["state"] = np.where(
        where, np.where(values == 0, str(State.ZERO), str(State.VALUE)), columns["state"]
    ).astype(object)
    columns["basis"] = np.where(where & (n > 1), basis, columns["basis"]).astype(object)
    columns["n_years"] = np.where(where, n, columns["n_years"])
    first = np.where(known, frame.years, frame.years[0, 0]).min(axis=0)
    columns["first_year"] = np.where(where, first, columns["first_year"])


def _refuse(columns: Columns, where: Flags, reason: str) -> None:
    columns["value"] = np.where(where, np.nan, columns["value"])
    columns["state"] = np.where(where, str(State.UNDEFINED), columns["state"]).astype(object)
    columns["reason"] = np.where(where, reason, columns["reason"]).astype(object)
