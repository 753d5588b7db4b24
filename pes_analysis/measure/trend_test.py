"""Whether a series rises or falls more than chance explains: the last five points against their intervals."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import special

from pes_analysis.measure.intervals import bound_columns
from pes_analysis.protect.errors import PesError

Marker: TypeAlias = Literal["increasing", "decreasing", "no_change", "cannot_be_calculated"]
Reason: TypeAlias = Literal["", "too_few_points", "no_interval"]
Numbers: TypeAlias = npt.NDArray[np.float64]

POINTS = 5
SIGNIFICANCE = 0.002
NAN = float("nan")


@dataclass(frozen=True)
class TrendTest:
    """The result for one series.

    Attributes
    ----------
    marker : {"increasing", "decreasing", "no_change", "cannot_be_calculated"}
    reason : {"", "too_few_points", "no_interval"}
        Why it cannot be calculated.
    first_year, last_year : int or None
        The years of the points used.
    slope : float
        Change a year, in the unit of the values, weighted by the precision of the points.
    chi_squared, p_value : float
        Of the slope, one degree of freedom.
    one_point_decides : bool
        Without one of the points the slope would turn or vanish: then there is no trend.
    """

    marker: Marker
    reason: Reason = ""
    first_year: int | None = None
    last_year: int | None = None
    slope: float = NAN
    chi_squared: float = NAN
    p_value: float = NAN
    one_point_decides: bool = False


def trend_test(series: pd.DataFrame, *, level: float = 0.95, significance: float = SIGNIFICANCE) -> TrendTest:
    """Test the last five points of a series for a trend (the method of Fingertips, OHID 2024).

    A straight line is fitted with weights 1 / se², where se is half the interval over its z. Its slope
    is a trend when chi² = (slope / se of slope)² passes the test and the slope keeps its sign whichever
    point is left out. A series that cannot be tested is never called unchanged.

    Parameters
    ----------
    series : DataFrame
        ``year, value`` and the bounds of the level (``lower_95, upper_95``), one row a year. Rows without
        a value are left out.
    level : float
        Of the bounds.
    significance : float
        The p-value below which a slope counts.

    Returns
    -------
    TrendTest

    Raises
    ------
    PesError
        When a year has two values.

    Examples
    --------
    >>> from pes_analysis.measure.intervals import proportion_intervals
    >>> shares = proportion_intervals([621, 599, 556, 535, 447], [3454, 3195, 3256, 3227, 3121])
    >>> result = trend_test(shares.assign(year=range(2010, 2015)))
    >>> result.marker, round(result.slope, 4), round(result.chi_squared, 1)
    ('decreasing', -0.0095, 21.7)
    >>> trend_test(shares.head(4).assign(year=range(2010, 2014))).reason
    'too_few_points'
    """
    points = series[series["value"].notna()].sort_values("year").tail(POINTS)
    doubled = points["year"].duplicated()
    if doubled.any():
        year = points.loc[doubled, "year"].iloc[0]
        raise PesError(
            f"Szereg ma dwie wartości dla roku {year}. Zostaw jedną z nich.",
            f"The series has two values for the year {year}. Keep one of them.",
        )
    if len(points) < POINTS:
        return TrendTest("cannot_be_calculated", "too_few_points")
    years = points["year"].to_numpy(dtype=np.float64)
    first, last = int(years[0]), int(years[-1])
    lower, upper = (points[column].to_numpy(dtype=np.float64) for column in bound_columns(level))
    errors = (upper - lower) / (2 * special.ndtri((1 + level) / 2))
    if not (errors > 0).all():
        return TrendTest("cannot_be_calculated", "no_interval", first, last)

    values = points["value"].to_numpy(dtype=np.float64)
    slope, slope_error = _weighted_slope(years, values, errors)
    chi_squared = (slope / slope_error) ** 2
    p_value = float(special.chdtrc(1, chi_squared))
    kept = [np.arange(POINTS) != left_out for left_out in range(POINTS)]
    signs = [np.sign(_weighted_slope(years[rest], values[rest], errors[rest])[0]) for rest in kept]
    one_point_decides = any(sign != np.sign(slope) for sign in signs)
    marker: Marker = "no_change"
    if p_value < significance and not one_point_decides:
        marker = "increasing" if slope > 0 else "decreasing"
    return TrendTest(marker, "", first, last, slope, chi_squared, p_value, one_point_decides)


def _weighted_slope(years: Numbers, values: Numbers, errors: Numbers) -> tuple[float, float]:
    """Give the slope of the line fitted by least squares with weights 1 / error², and its error."""
    weights = errors**-2
    from_centre = years - np.average(years, weights=weights)
    spread = float((weights * from_centre**2).sum())
    return float((weights * from_centre * values).sum() / spread), spread**-0.5
