"""Figures of indicators by year and unit, as printed: what positions, trends and the region all read."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.catalogue import Indicator
from pes_analysis.measure.grid import NUMERIC_STATES
from pes_analysis.measure.rounding import round_half_up

GROUP_COVERAGE = 0.80


@dataclass(frozen=True)
class Group:
    """The units a county is compared with, the county itself not among them.

    Attributes
    ----------
    name : str
        ``"peers"`` (similar counties), ``"region"`` (the other counties of the voivodeship) or ``"none"``.
    units : tuple of str
        Their teryt codes.
    mixed_kinds : bool
        Whether a unit of the other kind is among them: a land county beside a city, or the reverse.
    """

    name: str
    units: tuple[str, ...]
    mixed_kinds: bool = False


@dataclass(frozen=True)
class Figures:
    """The numbers of indicators by year and unit, rounded as they are printed.

    Two figures that read the same are the same: they are never ranked.

    Attributes
    ----------
    years : tuple of int
        Rising.
    units : Index of str
        Codes of counties.
    numbers : dict of str to ndarray
        By indicator: shape (years, units + 1), NaN where there is no number; the last column is all NaN.
    """

    years: tuple[int, ...]
    units: pd.Index
    numbers: Mapping[str, npt.NDArray[np.float64]]

    def of(self, indicator: str, units: Sequence[str]) -> npt.NDArray[np.float64]:
        """Give the numbers of some units, shape (years, units); NaN where nothing is known."""
        if indicator not in self.numbers:
            return np.full((len(self.years), len(units)), np.nan)
        return self.numbers[indicator][:, self.places(units)]

    def places(self, units: Iterable[str]) -> npt.NDArray[np.intp]:
        """Give the places of units in ``numbers``; an unknown one has the last, that of no numbers."""
        return np.array([self._places.get(unit, -1) for unit in units], dtype=np.intp)

    @cached_property
    def _places(self) -> dict[str, int]:
        # Asked thousands of times a voivodeship: to make an Index of the units each time takes longer.
        return {str(unit): place for place, unit in enumerate(self.units)}

    def newest_year(self, indicator: str, units: Sequence[str], teryt: str | None = None) -> int | None:
        """Find the newest year in which at least 80 % of the units, and ``teryt`` where given, have a number.

        Examples
        --------
        >>> rows = pd.DataFrame({"teryt": ["a", "b", "a"], "year": [2018, 2018, 2019], "indicator": "rate",
        ...                      "value": [1.0, 1.0, 2.0], "state": "value"})
        >>> lay_out_figures(rows, []).newest_year("rate", ["b"], "a")
        2018
        """
        enough = (~np.isnan(self.of(indicator, units))).sum(axis=1) >= GROUP_COVERAGE * len(units)
        if teryt is not None:
            enough &= ~np.isnan(self.of(indicator, [teryt])[:, 0])
        usable = np.flatnonzero(enough)
        return self.years[int(usable[-1])] if units and len(usable) else None

    def until(self, year: int) -> "Figures":
        """Leave out the years after one."""
        kept = bisect_right(self.years, year)
        numbers = {indicator: layer[:kept] for indicator, layer in self.numbers.items()}
        return Figures(self.years[:kept], self.units, numbers)

    def in_year(self, indicator: str, units: Sequence[str], year: int) -> npt.NDArray[np.float64]:
        """Give the numbers of some units in one year."""
        return np.asarray(self.of(indicator, units)[self.years.index(year)])


def lay_out_figures(values: pd.DataFrame, indicators: Iterable[Indicator]) -> Figures:
    """Lay the numbers of indicators out by year and unit, rounded as they are printed.

    Parameters
    ----------
    values : DataFrame
        Columns ``teryt, year, indicator, value, state``; one row an indicator, year and unit.
    indicators : iterable of Indicator
        They say how many decimals are printed; numbers of others are not rounded.

    Returns
    -------
    Figures

    Examples
    --------
    >>> rows = pd.DataFrame({"teryt": ["1201", "1202"], "year": 2020, "indicator": "rate",
    ...                      "value": [1.0, 2.0], "state": "value"})
    >>> lay_out_figures(rows, []).of("rate", ["1202", "9999"]).tolist()
    [[2.0, nan]]
    """
    rows = values[values["state"].isin(NUMERIC_STATES)]
    layer, known = pd.factorize(rows["indicator"])
    year, years = pd.factorize(rows["year"], sort=True)
    unit, units = pd.factorize(rows["teryt"], sort=True)
    numbers = np.full((len(known), len(years), len(units) + 1), np.nan)
    numbers[layer, year, unit] = rows["value"].to_numpy(dtype=float)
    laid_out = {str(indicator): numbers[at] for at, indicator in enumerate(known)}
    decimals = {indicator.id: indicator.decimals for indicator in indicators if indicator.id in laid_out}
    return Figures(
        years=tuple(int(one) for one in years),
        units=pd.Index(units),
        numbers=laid_out | {name: round_half_up(laid_out[name], places) for name, places in decimals.items()},
    )


def reliability_of(year: int, edition_year: int) -> str:
    """Name how current a figure is: ``"current"`` to 2 years, ``"older"`` 3 to 5, ``"old"`` beyond.

    Examples
    --------
    >>> reliability_of(2022, 2024), reliability_of(2019, 2024), reliability_of(2018, 2024)
    ('current', 'older', 'old')
    """
    age = edition_year - year
    if age <= 2:
        return "current"
    return "older" if age <= 5 else "old"
