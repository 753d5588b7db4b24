"""Where the counties of a region differ most, indicator by indicator."""

import pandas as pd

from pes_analysis.compare.standing import SMALLEST_GROUP
from pes_analysis.measure.grid import NUMERIC_STATES


def measure_spread(matrix: pd.DataFrame) -> pd.DataFrame:
    """Measure how far apart the counties of a region are.

    The quartile coefficient of dispersion, (q3 - q1) / (q3 + q1), has no unit, so indicators can be
    ranked by it, and one county far out does not move it (Bonett 2006). It needs a true zero: an
    indicator with a value below zero, such as net migration, has none.

    Parameters
    ----------
    matrix : DataFrame
        Columns ``indicator, year, value, state``; one row a county and indicator.

    Returns
    -------
    DataFrame
        One row an indicator, in the order of the matrix: ``indicator, year, n, minimum, q1, median, q3,
        maximum, dispersion``. Quartiles interpolate linearly; ``dispersion`` is from 0 (the middle half
        of the counties alike) to 1, NaN below 5 counties or without a true zero. Which counties stand at
        the ends is in ``find_extremes``.

    Examples
    --------
    >>> table = pd.DataFrame({"indicator": "rate", "year": 2023, "value": [2.0, 4.0, 5.0, 6.0, 90.0],
    ...                       "state": "value"})
    >>> measure_spread(table)[["q1", "q3", "maximum", "dispersion"]].values.tolist()
    [[4.0, 6.0, 90.0, 0.2]]
    """
    numbers = matrix[matrix["state"].isin(NUMERIC_STATES)]
    values = numbers.groupby(["indicator", "year"], sort=False, observed=True)["value"]
    table = values.agg(
        n="size",
        minimum="min",
        q1=lambda one: one.quantile(0.25),
        median="median",
        q3=lambda one: one.quantile(0.75),
        maximum="max",
    ).reset_index()
    both = table["q3"] + table["q1"]
    told = (table["n"] >= SMALLEST_GROUP) & (table["minimum"] >= 0) & (both > 0)
    table["dispersion"] = ((table["q3"] - table["q1"]) / both).where(told)
    return table
