"""Indicators of counties: every formula of the catalogue over the raw variables of one county and year."""

from collections.abc import Collection, Iterable, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.catalogue import Indicator, evaluate
from pes_analysis.catalogue.states import State
from pes_analysis.measure.grid import NO_ROW, STATES, Grid, lay_out

COLUMNS = ("teryt", "year", "indicator", "value", "state", "reason", "source")
SOURCES_JOINED = "; "


def compute_indicators(
    observations: pd.DataFrame,
    indicators: Iterable[Indicator],
    counties: Collection[str] | None = None,
) -> pd.DataFrame:
    """Compute indicators for every county and year that has figures for them.

    All variables of a formula are taken from the same year: a rate never mixes the persons
    of one year with the population of another.

    A year belongs to an indicator when at least one county has a row for every variable of
    its formula in that year. In such a year each county with a row for any of them gets a
    row of the result; a variable it has no row for counts as missing, with its reason.
    A county's own value therefore never depends on which other counties are in the table.

    Parameters
    ----------
    observations : DataFrame
        Columns ``teryt, year, variable, value, state, source``; one row a county, year, variable.
    indicators : iterable of Indicator
        Those without a formula are left out.
    counties : collection of str, optional
        Compute these counties only.

    Returns
    -------
    DataFrame
        Columns ``teryt, year, indicator, value, state, reason, source``, sorted by indicator
        (in the order given), county and year. ``value`` is NaN unless ``state`` is a number;
        ``source`` joins the ids of all sources used by ``"; "``.

    Raises
    ------
    PesError
        When two rows of observations speak of the same county, year and variable.

    Examples
    --------
    >>> from pes_analysis.catalogue import load_catalogue
    >>> rows = pd.DataFrame({"teryt": "1201", "year": 2017, "variable": ["unemployed", "pop"],
    ...                      "value": [2403.0, 105863.0], "state": "value", "source": "gus"})
    >>> result = compute_indicators(rows, [load_catalogue().indicator("unemployed_per_1k")])
    >>> result[["teryt", "year", "state", "source"]].values.tolist(), round(float(result["value"][0]), 2)
    ([['1201', 2017, 'value', 'gus']], 22.7)
    """
    chosen = [indicator for indicator in indicators if indicator.formula is not None]
    variables = sorted({name for indicator in chosen for name in names_of(indicator)})
    grid = lay_out(observations, variables)
    wanted = None if counties is None else np.array([county in counties for county in grid.counties], bool)
    return stack([indicator_rows(grid, indicator, wanted) for indicator in chosen])


def names_of(indicator: Indicator) -> tuple[str, ...]:
    """Give the raw variables an indicator is computed from; none when it has no formula.

    Examples
    --------
    >>> from pes_analysis.catalogue import load_catalogue
    >>> names_of(load_catalogue().indicator("unemployed_per_1k"))
    ('pop', 'unemployed')
    """
    return () if indicator.formula is None else tuple(sorted(indicator.formula.names))


def indicator_rows(grid: Grid, indicator: Indicator, wanted: npt.NDArray[np.bool_] | None) -> pd.DataFrame:
    """Evaluate one indicator over a grid; ``wanted`` marks the counties to keep, None keeps all.

    Returns the columns of ``compute_indicators``.
    """
    names = names_of(indicator)
    layers = grid.positions(names)
    has_row = grid.has_row[layers]
    complete, partial = np.logical_and.reduce(has_row), np.logical_or.reduce(has_row)
    keep = partial & complete.any(axis=0, keepdims=True)
    if wanted is not None:
        keep &= wanted[:, np.newaxis]
    county, year = np.nonzero(keep)
    operands = dict(zip(names, layers, strict=True))
    values = pd.DataFrame({name: grid.numbers[layer][keep] for name, layer in operands.items()})
    states = pd.DataFrame({name: _state_names(grid.states[layer][keep]) for name, layer in operands.items()})
    assert indicator.formula is not None
    result = evaluate(indicator.formula, values, states)
    return pd.DataFrame(
        {
            "teryt": np.asarray(grid.counties, dtype=object)[county],
            "year": np.asarray(grid.years, dtype=np.int64)[year],
            "indicator": indicator.id,
            "value": result["value"].to_numpy(dtype=float),
            "state": result["state"].to_numpy(),
            "reason": result["reason"].to_numpy(),
            "source": _joined_sources(grid, layers, keep),
        }
    )


def stack(parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Put the rows of several indicators under one another; with none, an empty table with the columns."""
    filled = [part for part in parts if len(part)]
    if not filled:
        return pd.DataFrame({column: [] for column in COLUMNS}).astype({"year": "int64", "value": "float64"})
    return pd.concat(filled, ignore_index=True)


def _state_names(codes: npt.NDArray[np.int8]) -> npt.NDArray[np.object_]:
    names = np.asarray([str(state) for state in STATES] + [str(State.MISSING)], dtype=object)
    return names[np.where(codes == NO_ROW, len(STATES), codes)]


def _joined_sources(
    grid: Grid, layers: Sequence[int], keep: npt.NDArray[np.bool_]
) -> npt.NDArray[np.object_]:
    """Join the sources of the operands; most rows share a few combinations, so each is joined once."""
    codes = grid.sources[layers][:, keep]
    which = np.zeros(codes.shape[1], dtype=np.int64)
    # Numbered operand by operand: sorting whole columns takes several times as long.
    for operand in codes:
        which, _ = pd.factorize(which * (len(grid.source_ids) + 1) + operand - NO_ROW)
    _, first = np.unique(which, return_index=True)
    joined = [
        SOURCES_JOINED.join(
            sorted(
                {
                    one
                    for code in column
                    if code != NO_ROW
                    for one in grid.source_ids[code].split(SOURCES_JOINED)
                }
            )
        )
        for column in codes[:, first].T
    ]
    return np.asarray(joined, dtype=object)[which]
