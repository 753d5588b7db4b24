"""Funnel limits: how far from the common level a unit of a given size may lie by chance alone."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import special

from pes_analysis.measure.interval_bounds import exact_poisson
from pes_analysis.measure.intervals import LEVELS, bound_columns
from pes_analysis.protect.errors import PesError

WITHIN = "within"


def proportion_funnel(
    population: npt.ArrayLike,
    baseline: float,
    *,
    multiplier: float = 1.0,
    levels: Sequence[float] = LEVELS,
) -> pd.DataFrame:
    """Give the limits of a share for populations of given sizes.

    A limit is the observed share whose Wilson interval just touches the baseline, so that lying beyond
    it and having an interval without the baseline are one thing (Spiegelhalter 2005, with score limits).

    Parameters
    ----------
    population : array_like of shape (points,)
        Above zero.
    baseline : float
        The common share, between 0 and 1.
    multiplier : float
        100 for per cents.
    levels : sequence of float

    Returns
    -------
    DataFrame
        ``population, baseline, lower_95, upper_95, lower_99_8, upper_99_8``; limits between none and all.

    Raises
    ------
    PesError
        When the baseline is not a share or a population is not above zero.

    Examples
    --------
    >>> proportion_funnel([50, 5000], 0.8, multiplier=100, levels=[0.95]).round(1)
       population  baseline  lower_95  upper_95
    0        50.0      80.0      68.9      91.1
    1      5000.0      80.0      78.9      81.1
    """
    n = np.asarray(population, dtype=np.float64)
    if not 0 <= baseline <= 1 or not (n > 0).all():
        raise PesError(
            f"Lejek wymaga udziału od 0 do 1 i ludności większej od zera; udział: {baseline}. Popraw dane.",
            f"A funnel needs a share of 0 to 1 and populations above zero; the share: {baseline}. "
            "Correct the data.",
        )
    columns = {"population": n, "baseline": np.full(len(n), baseline * multiplier)}
    for level in levels:
        # Wilson's interval inverts the score test: it touches the baseline at this distance.
        reach = special.ndtri((1 + level) / 2) * np.sqrt(baseline * (1 - baseline) / n)
        lower, upper = bound_columns(level)
        columns[lower] = np.clip(baseline - reach, 0, 1) * multiplier
        columns[upper] = np.clip(baseline + reach, 0, 1) * multiplier
    return pd.DataFrame(columns)


def rate_funnel(
    events: npt.ArrayLike,
    baseline: float,
    *,
    multiplier: float = 100_000,
    levels: Sequence[float] = LEVELS,
) -> pd.DataFrame:
    """Give the limits of a rate: for each number of events, the rates at which it would be too low or high.

    Parameters
    ----------
    events : array_like of shape (points,)
        Numbers of events, above zero: the points at which the limits are drawn.
    baseline : float
        The common rate, in the unit of the multiplier.
    multiplier : float
    levels : sequence of float

    Returns
    -------
    DataFrame
        ``events, baseline``, and for each level and side the limit (``lower_95`` …) with the population
        in which that number of events is that rate (``lower_95_population`` …): the two coordinates of
        a point of the funnel.

    Raises
    ------
    PesError
        When the baseline or a number of events is not above zero.

    Examples
    --------
    >>> rate_funnel([10], 50.0, levels=[0.95]).round(1).iloc[0].tolist()
    [10.0, 50.0, 36780.7, 27.2, 9590.8, 104.3]
    """
    x = np.asarray(events, dtype=np.float64)
    if not (baseline > 0 and (x > 0).all()):
        raise PesError(
            "Lejek współczynników wymaga poziomu wspólnego i liczby zdarzeń większych od zera. Popraw dane.",
            "A funnel of rates needs a baseline and numbers of events above zero. Correct the data.",
        )
    columns = {"events": x, "baseline": np.full(len(x), float(baseline))}
    for level in levels:
        fewest, most = exact_poisson(x, level)
        for side, expected in zip(bound_columns(level), (most, fewest), strict=True):
            columns[f"{side}_population"] = expected / baseline * multiplier
            columns[side] = x / expected * baseline
    return pd.DataFrame(columns)


def against_baseline(intervals: pd.DataFrame, baseline: float | npt.ArrayLike) -> pd.Series:
    """Say on which side of a baseline each interval lies, and at which of its levels.

    Parameters
    ----------
    intervals : DataFrame
        Columns ``lower_…`` and ``upper_…`` of any levels, as `intervals` makes them.
    baseline : float or array_like
        In the same unit.

    Returns
    -------
    Series of str
        ``high_99_8``, ``high_95``, ``within``, ``low_95``, ``low_99_8``: the highest level at which the
        interval leaves the baseline out; empty where there is no interval.

    Examples
    --------
    >>> from pes_analysis.measure.intervals import rate_intervals
    >>> against_baseline(rate_intervals([5, 65, 30], 100, multiplier=100), 30.0).tolist()
    ['low_99_8', 'high_99_8', 'within']
    """
    names = [str(column).removeprefix("lower_") for column in intervals if str(column).startswith("lower_")]
    known = intervals[[f"lower_{name}" for name in names]].notna().any(axis=1)
    position = np.where(known, WITHIN, "").astype(object)
    for name in sorted(names, key=lambda name: float(name.replace("_", "."))):
        position[intervals[f"lower_{name}"] > baseline] = f"high_{name}"
        position[intervals[f"upper_{name}"] < baseline] = f"low_{name}"
    return pd.Series(position, index=intervals.index, name="position", dtype=str)
