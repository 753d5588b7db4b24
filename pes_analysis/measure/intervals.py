"""Confidence intervals of shares, rates and means: what chance alone could have made of a figure."""

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.measure.interval_bounds import FEWEST_FOR_BYAR, Bounds, Numbers, poisson, student, wilson
from pes_analysis.protect.errors import PesError

LEVELS = (0.95, 0.998)
SMALL_COUNT = 10
NO_METHOD = ""


def proportion_intervals(
    numerator: npt.ArrayLike,
    denominator: npt.ArrayLike,
    *,
    multiplier: float = 1.0,
    levels: Sequence[float] = LEVELS,
    small_count: float = SMALL_COUNT,
) -> pd.DataFrame:
    """Give shares with their Wilson intervals, at several levels at once.

    Parameters
    ----------
    numerator, denominator : array_like of shape (units,)
        Counts: how many have the feature, of how many. NaN, or nobody to be counted, gives NaN.
    multiplier : float
        100 for per cents.
    levels : sequence of float
    small_count : float
        A numerator below it is flagged.

    Returns
    -------
    DataFrame
        ``value, lower_95, upper_95, lower_99_8, upper_99_8, method, small``, in the unit of the
        multiplier; one row a unit, with the index of ``numerator`` when it is a Series.

    Raises
    ------
    PesError
        When a count is negative, or a part is larger than its whole.

    Examples
    --------
    >>> proportion_intervals([20], [100], multiplier=100, levels=[0.95]).round(1)
       value  lower_95  upper_95  method  small
    0   20.0      13.3      28.9  wilson  False
    """
    x, n = _counts(numerator), _counts(denominator)
    if (x > n).any():
        at = int(np.flatnonzero(x > n)[0])
        raise PesError(
            f"Część jest większa od całości: {x[at]:g} z {n[at]:g} (pozycja {at}). Popraw liczniki.",
            f"A part is larger than its whole: {x[at]:g} of {n[at]:g} (position {at}). Correct the counts.",
        )
    n = np.where(n > 0, n, np.nan)
    return _table(
        numerator,
        x / n * multiplier,
        np.full(len(x), "wilson"),
        lambda level: _scaled(wilson(x, n, level), multiplier),
        levels,
        x < small_count,
    )


def rate_intervals(
    count: npt.ArrayLike,
    denominator: npt.ArrayLike,
    *,
    multiplier: float = 100_000,
    levels: Sequence[float] = LEVELS,
    small_count: float = SMALL_COUNT,
) -> pd.DataFrame:
    """Give rates with their intervals: exact under ten events, Byar's from ten on.

    Parameters
    ----------
    count, denominator : array_like of shape (units,)
        Events and the population they happened in. NaN, or no population, gives NaN.
    multiplier : float
        1000 for events per 1,000; with a denominator of 1 and a multiplier of 1, the count itself.
    levels : sequence of float
    small_count : float
        A count below it is flagged.

    Returns
    -------
    DataFrame
        As `proportion_intervals`; ``method`` is ``exact`` or ``byar``.

    Raises
    ------
    PesError
        When a count is negative.

    Examples
    --------
    >>> rate_intervals([5, 65], [100, 100], multiplier=100, levels=[0.95]).round(1)
       value  lower_95  upper_95 method  small
    0    5.0       1.6      11.7  exact   True
    1   65.0      50.2      82.8   byar  False
    """
    x, n = _counts(count), _counts(denominator)
    per = multiplier / np.where(n > 0, n, np.nan)
    return _table(
        count,
        x * per,
        np.where(x < FEWEST_FOR_BYAR, "exact", "byar"),
        lambda level: _scaled(poisson(x, level), per),
        levels,
        x < small_count,
    )


def mean_intervals(
    mean: npt.ArrayLike,
    deviation: npt.ArrayLike,
    n: npt.ArrayLike,
    *,
    levels: Sequence[float] = LEVELS,
    small_count: float = SMALL_COUNT,
) -> pd.DataFrame:
    """Give means with their Student intervals.

    Parameters
    ----------
    mean, deviation, n : array_like of shape (units,)
        As for `student`; one value alone has a mean and no interval.
    levels : sequence of float
    small_count : float
        A mean of fewer values is flagged.

    Returns
    -------
    DataFrame
        As `proportion_intervals`; ``method`` is ``student``.

    Raises
    ------
    PesError
        When a deviation or a number of values is negative.

    Examples
    --------
    >>> mean_intervals([10.0], [2.0], [8], levels=[0.95]).round(1)
       value  lower_95  upper_95   method  small
    0   10.0       8.3      11.7  student   True
    """
    centre, spread, count = _floats(mean), _counts(deviation), _counts(n)
    return _table(
        mean,
        np.where(count >= 1, centre, np.nan),
        np.full(len(centre), "student"),
        lambda level: student(centre, spread, count, level),
        levels,
        count < small_count,
    )


def bound_columns(level: float) -> tuple[str, str]:
    """Name the columns of the bounds at a level.

    Examples
    --------
    >>> bound_columns(0.95), bound_columns(0.998)
    (('lower_95', 'upper_95'), ('lower_99_8', 'upper_99_8'))
    """
    if not 0 < level < 1:
        raise PesError(
            f"Poziom ufności {level} nie leży między 0 a 1. Podaj na przykład 0.95.",
            f"The confidence level {level} is not between 0 and 1. Give 0.95 for instance.",
        )
    name = f"{100 * level:.10g}".replace(".", "_")
    return f"lower_{name}", f"upper_{name}"


def _table(
    given: npt.ArrayLike,
    value: Numbers,
    method: npt.NDArray[np.str_],
    bounds: Callable[[float], Bounds],
    levels: Sequence[float],
    small: npt.NDArray[np.bool_],
) -> pd.DataFrame:
    """Put values, bounds at each level, method and flag side by side."""
    columns: dict[str, npt.NDArray[np.generic]] = {"value": value}
    for level in levels:
        lower, upper = bound_columns(level)
        columns[lower], columns[upper] = bounds(level)
    columns["method"] = np.where(np.isnan(value), NO_METHOD, method)
    columns["small"] = small & ~np.isnan(value)
    return pd.DataFrame(columns, index=given.index if isinstance(given, pd.Series) else None)


def _scaled(bounds: Bounds, by: float | Numbers) -> Bounds:
    return bounds[0] * by, bounds[1] * by


def _floats(values: npt.ArrayLike) -> Numbers:
    return np.asarray(values, dtype=np.float64)


def _counts(values: npt.ArrayLike) -> Numbers:
    counts = _floats(values)
    if (counts < 0).any():
        at = int(np.flatnonzero(counts < 0)[0])
        raise PesError(
            f"Liczebność nie może być ujemna: {counts.flat[at]:g} (pozycja {at}). Popraw dane.",
            f"A count cannot be negative: {counts.flat[at]:g} (position {at}). Correct the data.",
        )
    return counts
