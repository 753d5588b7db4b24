"""Steadier figures: means of three years for money, counts of three years put together for rare events."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from pes_analysis.catalogue import Indicator, State, evaluate
from pes_analysis.catalogue.evaluation import ZERO_DENOMINATOR
from pes_analysis.catalogue.fraction import fraction_of
from pes_analysis.measure.grid import NUMERIC_STATES

WINDOW = 3
LEAST_YEARS = 2
KEYS = ["organisation_id", "indicator"]
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
    first = year - window + 1
    rows = yearly[yearly["year"].between(first, year)]
    cells = rows[rows["year"] == year].astype({"state": "str", "reason": "str", "indicator": "str"})
    cells = cells.assign(
        value=cells["value"].where(cells["state"].isin(NUMERIC_STATES)),
        basis="year",
        n_years=1,
        first_year=year,
    )
    cells["year_value"] = cells["value"]
    recent = values[values.index.get_level_values("year").isin(range(first, year + 1))]
    parts = [
        _of_indicator(indicator, cells[cells["indicator"] == indicator.id], rows, recent, year)
        for indicator in indicators
    ]
    if not parts:
        return pd.DataFrame(columns=list(COLUMNS))
    return pd.concat(parts, ignore_index=True)[list(COLUMNS)]


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
    names = {*fraction.numerator.names, *fraction.denominator.names}
    known = values.reindex(columns=sorted(names))
    sides = pd.DataFrame(
        {
            "numerator": evaluate(fraction.numerator, known)["value"],
            "denominator": evaluate(fraction.denominator, known)["value"],
        }
    )
    return sides.where(sides.notna().all(axis=1))


def _of_indicator(
    indicator: Indicator, cells: pd.DataFrame, rows: pd.DataFrame, recent: pd.DataFrame, year: int
) -> pd.DataFrame:
    cells = cells.set_index("organisation_id")
    sides = ratio_sides(recent, indicator)
    of_year = sides[sides.index.get_level_values("year") == year].droplevel("year")
    cells = cells.join(of_year[["numerator", "denominator"]])
    if indicator.stabilise == "mean_3y":
        cells = _mean(cells, rows[rows["indicator"] == indicator.id])
    elif indicator.stabilise == "pooled_3y":
        cells = _pooled(cells, sides, indicator, recent)
    return cells.reset_index()


def _mean(cells: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    numbers = rows[rows["state"].isin(NUMERIC_STATES)].groupby("organisation_id", observed=True)
    window = numbers.agg(mean=("value", "mean"), n=("value", "size"), first=("year", "min"))
    window = window.reindex(cells.index)
    steady = cells["value"].notna() & (window["n"] >= LEAST_YEARS)
    return cells.assign(
        value=cells["value"].mask(steady, window["mean"]),
        state=cells["state"].mask(steady, _number_states(window["mean"])),
        basis=cells["basis"].mask(steady, "mean_3y"),
        n_years=cells["n_years"].mask(steady, window["n"]).astype(int),
        first_year=cells["first_year"].mask(steady, window["first"]).astype(int),
        numerator=cells["numerator"].mask(steady),
        denominator=cells["denominator"].mask(steady),
    )


def _pooled(
    cells: pd.DataFrame, sides: pd.DataFrame, indicator: Indicator, recent: pd.DataFrame
) -> pd.DataFrame:
    known = sides.dropna().reset_index(level="year")
    counts = known.assign(n=1.0)
    if indicator.least is not None:
        counts["least"] = recent[indicator.least.variable].reindex(sides.dropna().index).to_numpy()
    grouped = counts.drop(columns="year").groupby(level="organisation_id").sum()
    grouped["first"] = known.groupby(level="organisation_id")["year"].min()
    grouped = grouped.reindex(cells.index)
    answered = cells["numerator"].notna() & (cells["state"] != State.NOT_APPLICABLE)
    none = answered & (grouped["denominator"] == 0)
    few = answered & ~none
    few &= grouped["least"] < indicator.least.count if indicator.least is not None else False
    given = answered & ~none & ~few
    value = (grouped["numerator"] / grouped["denominator"].where(given)).clip(upper=indicator.cap)
    state = cells["state"].mask(given, _number_states(value)).mask(none | few, str(State.UNDEFINED))
    reason = cells["reason"].mask(given, "")
    if indicator.least is not None:
        reason = reason.mask(few, f"too_few: {indicator.least.variable} < {indicator.least.count}")
    fraction = None if indicator.formula is None else fraction_of(indicator.formula)
    if fraction is not None:
        reason = reason.mask(none, f"{ZERO_DENOMINATOR}: {fraction.denominator.source}")
    return cells.assign(
        value=value,
        state=state,
        reason=reason,
        basis=cells["basis"].mask(given & (grouped["n"] > 1), "pooled_3y"),
        n_years=cells["n_years"].mask(given, grouped["n"]).astype(int),
        first_year=cells["first_year"].mask(given, grouped["first"]).astype(int),
        numerator=grouped["numerator"].where(given),
        denominator=grouped["denominator"].where(given),
    )


def _number_states(values: pd.Series) -> pd.Series:
    return (values == 0).map({True: str(State.ZERO), False: str(State.VALUE)})
