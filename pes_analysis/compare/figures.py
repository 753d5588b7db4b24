"""Figures of one indicator as a table county by year: what positions and trends both read."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from pes_analysis.measure.grid import NUMERIC_STATES

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
    """

    name: str
    units: tuple[str, ...]


def number_tables(values: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Lay the numbers of each indicator out as years by counties.

    Parameters
    ----------
    values : DataFrame
        Columns ``teryt, year, indicator, value, state``.

    Returns
    -------
    dict of str to DataFrame
        By indicator: index year (rising), columns teryt; NaN where there is no number.

    Examples
    --------
    >>> rows = pd.DataFrame({"teryt": ["1201", "1202"], "year": 2020, "indicator": "rate",
    ...                      "value": [1.0, 2.0], "state": "value"})
    >>> number_tables(rows)["rate"].loc[2020].to_dict()
    {'1201': 1.0, '1202': 2.0}
    """
    numbers = values[values["state"].isin(NUMERIC_STATES)]
    return {
        # not pivot_table: it would average two rows of one cell without a word
        str(indicator): rows.set_index(["year", "teryt"])["value"].unstack("teryt").sort_index()  # noqa: PD010
        for indicator, rows in numbers.groupby("indicator", sort=False)
    }


def years_of(table: pd.DataFrame, units: Sequence[str]) -> pd.Series:
    """Count by year how many of the units have a number; index year."""
    return table.reindex(columns=list(units)).notna().sum(axis=1)


def comparison_year(table: pd.DataFrame, teryt: str, group: Group) -> int | None:
    """Find the newest year in which the county and at least 80 % of the group have a number.

    Examples
    --------
    >>> table = pd.DataFrame({"a": [1.0, 2.0], "b": [1.0, None]}, index=[2018, 2019])
    >>> comparison_year(table, "a", Group("peers", ("b",)))
    2018
    """
    if not group.units or teryt not in table.columns:
        return None
    enough = years_of(table, group.units) >= GROUP_COVERAGE * len(group.units)
    usable = table.index[enough & table[teryt].notna()]
    return int(usable[-1]) if len(usable) else None


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
