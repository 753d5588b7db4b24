"""Trends: one indicator of a county through the years beside its group, and what may be said of it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, permutations
from math import erfc, sqrt

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.catalogue import Indicator
from pes_analysis.compare.figures import GROUP_COVERAGE, Figures, Group
from pes_analysis.compare.standing import SMALLEST_GROUP, goodness
from pes_analysis.measure.aggregates import POLAND
from pes_analysis.measure.grid import NUMERIC_STATES
from pes_analysis.measure.rounding import round_half_up

FEWEST_POINTS = 4
SIGNIFICANCE = 0.10
LONGEST_EXACT = 7


@dataclass(frozen=True)
class Change:
    """What happened to one indicator of a county over the last years.

    Attributes
    ----------
    indicator : str
    first_year, last_year : int
        Of the points used, all after the newest break in the series.
    first_value, last_value : float
    points : int
    slope_per_year : float
        Median of the slopes of all pairs of points (Sen 1968); NaN below 4 points.
    tau : float
        Kendall's S over the number of pairs, from -1 (always falling) to 1; NaN below 4 points.
    p_value : float
        Two-sided Mann-Kendall test of the values as printed; NaN below 4 points. For a range, of the
        distance from it.
    q_value : float
        The p-value adjusted for the number of series tested together (``false_discovery``); the p-value
        itself while the series is looked at alone.
    group_first, group_last : float
        Medians of the group in the same two years; NaN where too few of its units have a number.
    direction : str
        ``"improving"`` or ``"worsening"`` (``"rising"`` or ``"falling"`` for an indicator that is not
        judged) when the q-value is at most 0.1; ``"unclear"`` otherwise; ``"unknown"`` below 4 points.
    """

    indicator: str
    first_year: int
    last_year: int
    first_value: float
    last_value: float
    points: int
    slope_per_year: float
    tau: float
    p_value: float
    q_value: float
    group_first: float
    group_last: float
    direction: str

    @property
    def difference(self) -> float:
        """Last value minus first."""
        return self.last_value - self.first_value


def trend(
    own: pd.DataFrame,
    figures: Figures,
    indicator: Indicator,
    group: Group,
    areas: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Lay one indicator of a county out by year, with its group.

    Parameters
    ----------
    own : DataFrame
        Columns of ``compute_indicators``: the county's rows, also of other indicators.
    figures : Figures
        Of the group.
    indicator : Indicator
    group : Group
    areas : DataFrame, optional
        Columns of ``aggregate_indicators`` for the county's voivodeship and Poland.

    Returns
    -------
    DataFrame
        One row a year in which the county has a cell: ``indicator, year, value, state, source,
        group_q1, group_median, group_q3, n, voivodeship, poland``. ``source`` is that of the county's own
        value. Quartiles (linear interpolation) are NaN where fewer than 5 units or fewer than 80 % of the
        group have a number (``n``): medians of changing sets of counties must not read as change.
    """
    own = own[own["indicator"] == indicator.id].sort_values("year")
    years = own["year"].to_numpy()
    by_year = pd.DataFrame(figures.of(indicator.id, group.units), index=list(figures.years))
    numbers = by_year.reindex(years).to_numpy(dtype=float)
    n = (~np.isnan(numbers)).sum(axis=1)
    quartiles = np.full((len(years), 3), np.nan)
    enough = (n >= SMALLEST_GROUP) & (n >= GROUP_COVERAGE * len(group.units))
    if enough.any():
        quartiles[enough] = np.nanquantile(numbers[enough], [0.25, 0.5, 0.75], axis=1).T
    return pd.DataFrame(
        {
            "indicator": indicator.id,
            "year": years,
            "value": own["value"].to_numpy(),
            "state": own["state"].to_numpy(),
            "source": own["source"].to_numpy(),
            "group_q1": quartiles[:, 0],
            "group_median": quartiles[:, 1],
            "group_q3": quartiles[:, 2],
            "n": n,
            **_areas_beside(areas, indicator.id, years),
        }
    )


def change(
    series: pd.DataFrame, indicator: Indicator, breaks: Collection[int] = (), years: int = 5
) -> Change | None:
    """Say what may be said of the last years of a trend, looked at alone.

    The window reaches ``years`` back from the newest number and never across a break, whether or not
    the county has a row in the year of the break. A direction is named only from 4 points on, when the
    two-sided Mann-Kendall test (Mann 1945, Kendall 1975) of the values as printed gives p of at most
    0.1; up to 7 points the p-value is exact (all orders of the values, so ties are right as well),
    beyond it is the normal approximation with the correction for ties and continuity (Gilbert 1987).
    With 4 points only a series that never turns back passes.

    Parameters
    ----------
    series : DataFrame
        From ``trend``.
    indicator : Indicator
    breaks : collection of int
        First years of a new definition or territory.
    years : int

    Returns
    -------
    Change or None
        None without two numbers in the window.
    """
    numbers = series[series["state"].isin(NUMERIC_STATES)]
    if numbers.empty:
        return None
    newest = int(numbers["year"].iloc[-1])
    start = max([newest - years, *(year for year in breaks if year <= newest)])
    window = numbers[numbers["year"] >= start]
    if len(window) < 2:
        return None
    first, last = window.iloc[0], window.iloc[-1]
    at, values = window["year"].to_numpy(dtype=float), window["value"].to_numpy(dtype=float)
    printed = round_half_up(values, indicator.decimals)
    judged = goodness(printed, indicator.polarity, indicator.range)
    line = printed if judged is None else judged
    slope = tau = p_value = float("nan")
    if len(window) >= FEWEST_POINTS:
        slope, tau, p_value = sen_slope(at, values), kendall_tau(printed), mann_kendall_p(line)
    return Change(
        indicator=indicator.id,
        first_year=int(first["year"]),
        last_year=int(last["year"]),
        first_value=float(first["value"]),
        last_value=float(last["value"]),
        points=len(window),
        slope_per_year=slope,
        tau=tau,
        p_value=p_value,
        q_value=p_value,
        group_first=float(first["group_median"]),
        group_last=float(last["group_median"]),
        direction=_direction(line, p_value, judged=judged is not None),
    )


def sen_slope(years: npt.NDArray[np.float64], values: npt.NDArray[np.float64]) -> float:
    """Median slope of all pairs of points (Theil 1950, Sen 1968), per year.

    Examples
    --------
    >>> sen_slope(np.array([2018.0, 2019.0, 2020.0, 2021.0]), np.array([1.0, 2.0, 3.0, 40.0]))
    7.0
    """
    pairs = combinations(range(len(values)), 2)
    return float(np.median([(values[j] - values[i]) / (years[j] - years[i]) for i, j in pairs]))


def kendall_tau(values: npt.NDArray[np.float64]) -> float:
    """Kendall's S over the number of pairs, from -1 to 1; ties count 0.

    Examples
    --------
    >>> kendall_tau(np.array([1.0, 2.0, 3.0])), kendall_tau(np.array([3.0, 2.0, 2.0, 1.0]))
    (1.0, -0.8333333333333334)
    """
    n = len(values)
    return _score(values.tolist()) / (n * (n - 1) / 2)


def mann_kendall_p(values: npt.NDArray[np.float64]) -> float:
    """Two-sided p-value of the Mann-Kendall test for a monotone trend.

    Examples
    --------
    >>> round(mann_kendall_p(np.array([1.0, 2.0, 3.0, 4.0])), 4), mann_kendall_p(np.ones(4))
    (0.0833, 1.0)
    """
    ranks = tuple(int(rank) for rank in np.unique(values, return_inverse=True)[1])
    return _exact_p(ranks) if len(ranks) <= LONGEST_EXACT else _normal_p(ranks)


def _score(values: Sequence[float]) -> int:
    return sum((b > a) - (b < a) for a, b in combinations(values, 2))


@lru_cache(maxsize=4096)
def _exact_p(ranks: tuple[int, ...]) -> float:
    observed = abs(_score(ranks))
    orders = np.array(list(permutations(ranks)))
    scores = sum(np.sign(orders[:, j] - orders[:, i]) for i, j in combinations(range(len(ranks)), 2))
    return float(np.mean(np.abs(scores) >= observed))


def _normal_p(ranks: tuple[int, ...]) -> float:
    n, score = len(ranks), _score(ranks)
    tied = np.bincount(ranks)
    variance = (n * (n - 1) * (2 * n + 5) - float((tied * (tied - 1) * (2 * tied + 5)).sum())) / 18
    if score == 0 or variance == 0:
        return 1.0
    return erfc((abs(score) - 1) / sqrt(variance) / sqrt(2))


def _direction(line: npt.NDArray[np.float64], p_value: float, *, judged: bool) -> str:
    if np.isnan(p_value):
        return "unknown"
    if p_value > SIGNIFICANCE:
        return "unclear"
    up, down = ("improving", "worsening") if judged else ("rising", "falling")
    return up if _score(line.tolist()) > 0 else down


def _areas_beside(
    areas: pd.DataFrame | None, indicator: str, years: npt.NDArray[np.int64]
) -> dict[str, npt.NDArray[np.float64]]:
    if areas is None:
        return {"voivodeship": np.full(len(years), np.nan), "poland": np.full(len(years), np.nan)}
    rows = areas[areas["indicator"] == indicator].set_index("year")
    at_poland = rows["teryt"] == POLAND
    return {
        "voivodeship": rows["value"][~at_poland].reindex(years).to_numpy(dtype=float),
        "poland": rows["value"][at_poland].reindex(years).to_numpy(dtype=float),
    }
