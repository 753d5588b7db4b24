"""Which years and how many counties the figures cover."""

import pandas as pd

from pes_analysis.measure.grid import NUMERIC_STATES


def variable_coverage(observations: pd.DataFrame) -> pd.DataFrame:
    """Count years, counties and figures by raw variable.

    Parameters
    ----------
    observations : DataFrame
        Columns ``teryt, year, variable, state``.

    Returns
    -------
    DataFrame
        Columns ``variable, first_year, last_year, units, figures``; ``units`` counts the counties with
        a number in the newest year. Sorted by variable.

    Examples
    --------
    >>> rows = pd.DataFrame({"teryt": ["1201", "1202", "1201"], "year": [2017, 2017, 2018],
    ...                      "variable": "pop", "state": ["value", "value", "value"]})
    >>> variable_coverage(rows).values.tolist()
    [['pop', 2017, 2018, 1, 3]]
    """
    return _coverage(observations, "variable")


def indicator_coverage(values: pd.DataFrame) -> pd.DataFrame:
    """Count years and counties by indicator.

    Parameters
    ----------
    values : DataFrame
        Columns of ``compute_indicators``.

    Returns
    -------
    DataFrame
        Index ``indicator``, columns ``first_year, last_year, counties``.
    """
    table = _coverage(values, "indicator").rename(columns={"units": "counties"})
    return table.set_index("indicator")[["first_year", "last_year", "counties"]]


def _coverage(rows: pd.DataFrame, key: str) -> pd.DataFrame:
    numbers = rows[rows["state"].isin(NUMERIC_STATES)]
    spans = (
        numbers.groupby(key, observed=True)
        .agg(first_year=("year", "min"), last_year=("year", "max"), figures=("year", "size"))
        .reset_index()
    )
    newest = numbers.merge(spans[[key, "last_year"]], left_on=[key, "year"], right_on=[key, "last_year"])
    units = newest.groupby(key, observed=True).size().rename("units").reset_index()
    return spans.merge(units, on=key)[[key, "first_year", "last_year", "units", "figures"]]
