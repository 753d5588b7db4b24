"""Observations laid out as arrays: variable by county by year, so that a formula sees whole columns."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.catalogue.states import State
from pes_analysis.protect.errors import PesError

STATES = tuple(State)
NUMERIC_STATES = tuple(str(state) for state in State if state.is_number)
NO_ROW = -1


@dataclass(frozen=True)
class Grid:
    """The observations of some variables as arrays of shape (variables, counties, years).

    Attributes
    ----------
    variables, counties, years : tuple
        What the three axes stand for; counties and years are sorted.
    numbers : ndarray of float
        NaN where there is no number, whatever value stands beside a gap.
    states : ndarray of int8
        Position in ``STATES``, or ``NO_ROW`` where the table has no row at all.
    sources : ndarray of int32
        Position in ``source_ids``, or ``NO_ROW``.
    source_ids : tuple of str
    """

    variables: tuple[str, ...]
    counties: tuple[str, ...]
    years: tuple[int, ...]
    numbers: npt.NDArray[np.float64]
    states: npt.NDArray[np.int8]
    sources: npt.NDArray[np.int32]
    source_ids: tuple[str, ...]

    @property
    def is_number(self) -> npt.NDArray[np.bool_]:
        """Where a cell holds a number."""
        return ~np.isnan(self.numbers)

    @property
    def has_row(self) -> npt.NDArray[np.bool_]:
        """Where the table has a row: a number or a stated gap."""
        return np.asarray(self.states != NO_ROW)

    def positions(self, variables: Iterable[str]) -> list[int]:
        """Where the variables stand on the first axis."""
        return [self.variables.index(variable) for variable in variables]


def lay_out(
    observations: pd.DataFrame, variables: Sequence[str], counties: Sequence[str] | None = None
) -> Grid:
    """Lay the rows of some variables out as arrays.

    Parameters
    ----------
    observations : DataFrame
        Columns ``teryt, year, variable, value, state, source``.
    variables : sequence of str
        Only these are laid out, in this order; one without rows is a layer of "no row".
    counties : sequence of str, optional
        The axis of counties; those that have rows, sorted, when left out. Rows of others are not laid out.

    Returns
    -------
    Grid

    Raises
    ------
    PesError
        When a county, year and variable stand in two rows, or a state is none of the six.

    Examples
    --------
    >>> rows = pd.DataFrame({"teryt": ["1201", "1201"], "year": [2023, 2024], "variable": "pop",
    ...                      "value": [106985.0, np.nan], "state": ["value", "missing"], "source": "gus"})
    >>> grid = lay_out(rows, ["pop"])
    >>> grid.numbers.shape, grid.years, grid.is_number.tolist()
    ((1, 1, 2), (2023, 2024), [[[True, False]]])
    """
    rows = observations[observations["variable"].isin(list(variables))]
    if counties is None:
        counties = sorted(rows["teryt"].unique())
    county = pd.Index(list(counties)).get_indexer(pd.Index(rows["teryt"]))
    rows, county = rows[county != NO_ROW], county[county != NO_ROW]
    year, years = pd.factorize(rows["year"], sort=True)
    source, source_ids = pd.factorize(rows["source"], sort=True)
    layer = pd.Index(list(variables)).get_indexer(pd.Index(rows["variable"]))
    shape = (len(variables), len(counties), len(years))

    _refuse_duplicates(rows, np.ravel_multi_index((layer, county, year), shape) if len(rows) else layer)
    numbers = np.full(shape, np.nan)
    states = np.full(shape, NO_ROW, dtype=np.int8)
    sources = np.full(shape, NO_ROW, dtype=np.int32)
    held = rows["value"].where(rows["state"].isin(NUMERIC_STATES))
    numbers[layer, county, year] = held.to_numpy(dtype=float)
    states[layer, county, year] = _state_codes(rows)
    sources[layer, county, year] = source
    return Grid(
        variables=tuple(variables),
        counties=tuple(str(teryt) for teryt in counties),
        years=tuple(int(y) for y in years),
        numbers=numbers,
        states=states,
        sources=sources,
        source_ids=tuple(str(s) for s in source_ids),
    )


def _state_codes(rows: pd.DataFrame) -> npt.NDArray[np.int8]:
    codes = pd.Index([str(state) for state in STATES]).get_indexer(pd.Index(rows["state"]))
    if (codes == NO_ROW).any():
        first = rows.iloc[int(np.flatnonzero(codes == NO_ROW)[0])]
        where = f"{first['variable']}, {first['teryt']}, {first['year']}: {first['state']!r}"
        known = ", ".join(STATES)
        raise PesError(
            f"Nieznany stan komórki ({where}). Wpisz jeden ze stanów: {known}.",
            f"Unknown state of a cell ({where}). Write one of: {known}.",
        )
    return np.asarray(codes, dtype=np.int8)


def _refuse_duplicates(rows: pd.DataFrame, cells: npt.NDArray[np.intp]) -> None:
    repeated = pd.Series(cells).duplicated().to_numpy()
    if not repeated.any():
        return
    first = rows.iloc[int(np.flatnonzero(repeated)[0])]
    where = f"{first['variable']}, {first['teryt']}, {first['year']}"
    raise PesError(
        f"Dwa wiersze obserwacji mówią o tym samym: {where}. Zostaw jeden z nich.",
        f"Two rows of observations say the same thing: {where}. Keep one of them.",
    )
