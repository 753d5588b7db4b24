"""Voivodeships and Poland from the figures of their counties, only where the counties really add up."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.catalogue import Indicator, Variable
from pes_analysis.catalogue.states import State
from pes_analysis.measure.grid import NO_ROW, NUMERIC_STATES, Grid, lay_out
from pes_analysis.measure.indicators import compute_indicators, names_of

POLAND = "00"
MEAN_COVERAGE = 0.95
# Before 2003 some residents stood in counties that are gone (the city of Wałbrzych until 2002, the county
# around Warsaw until 2001): today's counties, all present, would still add up to too little.
FIRST_COMPLETE_YEAR = 2003
OBSERVATION_COLUMNS = [
    "teryt",
    "year",
    "variable",
    "value",
    "state",
    "source",
    "approximate",
    "lacking",
    "units",
]


def aggregate_observations(
    observations: pd.DataFrame,
    variables: Iterable[Variable],
    counties: pd.DataFrame,
    published: pd.DataFrame | None = None,
    areas: Collection[str] | None = None,
) -> pd.DataFrame:
    """Add the raw figures of counties up to voivodeships and Poland.

    - A variable with ``aggregation="sum"`` is summed only when *every* county that existed at
      the end of the year has a number; one county short would be a wrong total, not a rough one.
    - ``"weighted"``: the weight w is what the rate r is reckoned on (residents, the unemployed), so the
      area's rate is Σ w·r / Σ w, exact up to the rounding of r.
    - ``"harmonic"``: the weight is what the rate counts, so each county's denominator is w / r and the
      area's rate is Σ w / Σ (w / r), exact up to the rounding of r. A rate of zero hides its
      denominator: with one of those there is no mean.
    - Both means are given when the counties with a number hold at least 95% of the whole weight, and
      the whole weight itself is known; with a county short they are marked approximate.
    - ``"none"`` is never added up, and no year before 2003, whose list of counties was another one.
    - A published figure of the area wins over a computed one.

    Parameters
    ----------
    observations : DataFrame
        Columns ``teryt, year, variable, value, state, source``.
    variables : iterable of Variable
        What to add up.
    counties : DataFrame
        Index ``teryt``; columns ``voivodeship``, ``valid_from``, ``valid_to`` (years; empty = open).
    published : DataFrame, optional
        Columns ``voivodeship, year, variable, value, state, source``; ``"00"`` is Poland.
    areas : collection of str, optional
        Only these areas; all voivodeships and Poland when left out.

    Returns
    -------
    DataFrame
        Columns ``teryt, year, variable, value, state, source, approximate, lacking, units``:
        ``lacking`` of ``units`` counties had no number. ``teryt`` is the area's code.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> rows = pd.DataFrame({"teryt": ["1201", "1202"], "year": 2020, "variable": "pop",
    ...                      "value": [100.0, 50.0], "state": "value", "source": "gus"})
    >>> counties = pd.DataFrame({"voivodeship": "12", "valid_from": 1999, "valid_to": pd.NA},
    ...                         index=["1201", "1202"])
    >>> pop = SimpleNamespace(id="pop", aggregation="sum", weight=None)
    >>> total = aggregate_observations(rows, [pop], counties, areas=["12"])
    >>> total[["teryt", "value", "state", "lacking", "units"]].values.tolist()
    [['12', 150.0, 'value', 0, 2]]
    """
    additive = [variable for variable in variables if variable.aggregation != "none"]
    weights = {variable.weight for variable in additive if variable.weight is not None}
    names = sorted({variable.id for variable in additive} | weights)
    countable = observations[observations["year"] >= FIRST_COMPLETE_YEAR]
    grid = lay_out(countable, names, list(counties.index))
    codes = sorted(set(counties["voivodeship"]) | {POLAND}) if areas is None else sorted(areas)
    members = _members(grid, counties, codes)
    parts = [_aggregated(grid, variable, members, codes) for variable in additive]
    computed = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=OBSERVATION_COLUMNS)
    return computed if published is None else _published_first(computed, published, codes)


def aggregate_indicators(
    observations: pd.DataFrame,
    variables: Iterable[Variable],
    indicators: Sequence[Indicator],
    counties: pd.DataFrame,
    published: pd.DataFrame | None = None,
    areas: Collection[str] | None = None,
) -> pd.DataFrame:
    """Compute indicators of voivodeships and Poland from aggregated raw figures.

    The formula is applied to the totals; indicators of counties are never averaged.

    Parameters
    ----------
    observations, counties, published, areas
        As in ``aggregate_observations``.
    variables : iterable of Variable
        All variables of the level; those the indicators do not use are left out.
    indicators : sequence of Indicator

    Returns
    -------
    DataFrame
        Columns of ``compute_indicators`` with the area's code in ``teryt``, and ``approximate``:
        whether a mean of not quite all counties stands behind the value. How many counties a total
        lacks is in ``aggregate_observations``.
    """
    needed = {name for indicator in indicators for name in names_of(indicator)}
    raw = aggregate_observations(
        observations,
        [variable for variable in variables if variable.id in needed],
        counties,
        published,
        areas,
    )
    result = compute_indicators(raw, indicators)
    operands = pd.DataFrame(
        [(indicator.id, name) for indicator in indicators for name in names_of(indicator)],
        columns=["indicator", "variable"],
    )
    behind = (
        result[["teryt", "year", "indicator"]].merge(operands).merge(raw, on=["teryt", "year", "variable"])
    )
    cells = behind.groupby(["teryt", "year", "indicator"])["approximate"].any()
    keys = pd.MultiIndex.from_frame(result[["teryt", "year", "indicator"]])
    return result.assign(approximate=cells.reindex(keys).to_numpy())


def existed(counties: pd.DataFrame, years: Sequence[int]) -> npt.NDArray[np.bool_]:
    """Say which counties existed at the end of each year; shape (counties, years).

    ``valid_from`` and ``valid_to`` are the first and the last year; an empty one is open.

    Examples
    --------
    >>> counties = pd.DataFrame({"valid_from": [1999, 2013], "valid_to": pd.NA}, index=["0201", "0265"])
    >>> existed(counties, [2012, 2013]).tolist()
    [[True, True], [False, True]]
    """
    first = counties["valid_from"].astype("Float64").to_numpy(dtype=float, na_value=-np.inf)
    last = counties["valid_to"].astype("Float64").to_numpy(dtype=float, na_value=np.inf)
    at = np.asarray(years, dtype=float)
    return (first[:, np.newaxis] <= at) & (at <= last[:, np.newaxis])


def _members(grid: Grid, counties: pd.DataFrame, codes: Sequence[str]) -> npt.NDArray[np.float64]:
    """Membership as 0/1 of shape (areas, counties, years): a county counts with figures or without."""
    there = existed(counties, grid.years)
    voivodeships = counties["voivodeship"].to_numpy()
    inside = np.array([np.full(len(counties), True) if c == POLAND else voivodeships == c for c in codes])
    return (inside[:, :, np.newaxis] & there[np.newaxis, :, :]).astype(float)


def _over(members: npt.NDArray[np.float64], layer: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
    """Sum a layer of shape (counties, years) over the counties of each area."""
    return np.asarray(np.einsum("aty,ty->ay", members, np.nan_to_num(layer)))


def _aggregated(
    grid: Grid, variable: Variable, members: npt.NDArray[np.float64], codes: Sequence[str]
) -> pd.DataFrame:
    layer = grid.positions([variable.id])[0]
    number = grid.is_number[layer]
    units, counted = members.sum(axis=1), _over(members, number)
    if variable.weight is None:
        values = _over(members, np.where(number, grid.numbers[layer], 0))
        complete = counted == units
    else:
        weight = grid.positions([variable.weight])[0]
        values, complete = _mean(grid, layer, weight, members, harmonic=variable.aggregation == "harmonic")
    area, year = np.nonzero(_over(members, grid.has_row[layer]) > 0)
    value = np.where(complete, values, np.nan)[area, year]
    return pd.DataFrame(
        {
            "teryt": np.asarray(codes, dtype=object)[area],
            "year": np.asarray(grid.years, dtype=np.int64)[year],
            "variable": variable.id,
            "value": value,
            "state": np.select(
                [np.isnan(value), value == 0], [str(State.MISSING), str(State.ZERO)], str(State.VALUE)
            ),
            "source": _sources(grid, layer, members)[area, year],
            "approximate": (complete & (counted < units))[area, year],
            "lacking": (units - counted)[area, year].astype(int),
            "units": units[area, year].astype(int),
        }
    )


def _mean(
    grid: Grid, layer: int, weight_layer: int, members: npt.NDArray[np.float64], *, harmonic: bool
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
    """Give the weighted mean of each area and year, and whether enough of the weight stands behind it."""
    number, weighed = grid.is_number[layer], grid.is_number[weight_layer]
    weight = np.where(weighed, grid.numbers[weight_layer], 0)
    rate = np.where(number, grid.numbers[layer], 0)
    covered = _over(members, weight * number)
    complete = (
        (_over(members, weighed) == members.sum(axis=1))
        & (covered > 0)
        & (covered >= MEAN_COVERAGE * _over(members, weight))
    )
    if harmonic:
        reckoned_on = np.divide(weight, rate, out=np.zeros_like(weight), where=rate != 0)
        counted, whole = covered, _over(members, reckoned_on)
        complete &= _over(members, number & (rate == 0)) == 0
    else:
        counted, whole = _over(members, weight * rate), covered
    return np.divide(counted, whole, out=np.full_like(whole, np.nan), where=whole > 0), complete


def _sources(grid: Grid, layer: int, members: npt.NDArray[np.float64]) -> npt.NDArray[np.object_]:
    joined = np.full((len(members), len(grid.years)), "", dtype=object)
    for code in np.unique(grid.sources[layer]):
        if code != NO_ROW:
            used = _over(members, grid.sources[layer] == code) > 0
            separator = np.where(joined == "", "", "; ").astype(object)
            joined = np.where(used, joined + separator + grid.source_ids[code], joined)
    return joined


def _published_first(computed: pd.DataFrame, published: pd.DataFrame, codes: Sequence[str]) -> pd.DataFrame:
    """Let a published number replace the computed one of the same area, year and variable."""
    numeric = published["state"].isin(NUMERIC_STATES)
    chosen = published[published["voivodeship"].isin(list(codes)) & numeric]
    chosen = chosen.rename(columns={"voivodeship": "teryt"}).assign(approximate=False, lacking=0, units=0)
    both = pd.concat([chosen[OBSERVATION_COLUMNS], computed], ignore_index=True)
    return both.drop_duplicates(["teryt", "year", "variable"], keep="first").reset_index(drop=True)
