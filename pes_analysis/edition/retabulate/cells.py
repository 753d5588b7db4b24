"""The cells of one series: every county and year it covers, each with a value or the reason for none."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from pes_analysis.catalogue.states import State

OBSERVATION = ["teryt", "year", "value", "state", "source"]
COUNTY_REFORM = 1999
CITY = "city"


def observations(
    figures: pd.DataFrame, source: str, counties: pd.DataFrame, *, land_only: bool = False
) -> pd.DataFrame:
    """Lay figures out over all counties of a series, so that every gap is visible and has a reason.

    Parameters
    ----------
    figures : DataFrame
        Columns ``teryt``, ``year``, ``value`` and, where a reason is already known, ``state``.
        Codes that are no county of today (0263, 1431) are left out.
    source : str
        Id of the source in ``sources.csv``.
    counties : DataFrame
        Indexed by ``teryt``, with ``kind`` and ``valid_from``; the counties the series covers.
    land_only : bool
        The series describes budgets of land counties, which a city with county rights does not have.

    Returns
    -------
    DataFrame
        ``teryt, year, value, state, source``: one row for each county and each year in which the
        series has any number at all.

    Examples
    --------
    >>> counties = pd.DataFrame(
    ...     {"teryt": ["0221", "0265"], "kind": ["land", "city"], "valid_from": [1999, 2013]}
    ... ).set_index("teryt")
    >>> figures = pd.DataFrame({"teryt": ["0221", "0263"], "year": [2012, 2012], "value": [0.0, 7.0]})
    >>> observations(figures, "gus", counties)[["teryt", "year", "state"]].values.tolist()
    [['0221', 2012, 'zero'], ['0265', 2012, 'not_applicable']]
    """
    known = figures[figures["teryt"].isin(counties.index)]
    if known.duplicated(["teryt", "year"]).any():
        raise ValueError(f"two figures for the same county and year in {source}")
    years = sorted(known.loc[known["value"].notna(), "year"].astype(int).unique())
    grid = pd.MultiIndex.from_product([sorted(counties.index), years], names=["teryt", "year"])
    cells = known.set_index(["teryt", "year"]).reindex(grid).reset_index()
    given = cells["state"] if "state" in cells else pd.Series(np.nan, index=cells.index, dtype=object)
    county = counties.loc[cells["teryt"]].reset_index(drop=True)
    created_later = (county["valid_from"] > COUNTY_REFORM) & (cells["year"] < county["valid_from"])
    cannot_apply = created_later | (land_only & (county["kind"] == CITY))
    value = cells["value"].astype(float)
    state = np.select(
        [cannot_apply, given.notna(), value.isna(), value == 0],
        [str(State.NOT_APPLICABLE), given.fillna("").astype(str), str(State.MISSING), str(State.ZERO)],
        str(State.VALUE),
    )
    return pd.DataFrame(
        {
            "teryt": cells["teryt"],
            "year": cells["year"].astype(int),
            "value": value.where(np.isin(state, [State.VALUE, State.ZERO])),
            "state": state,
            "source": source,
        }
    )


def in_order_of_preference(series: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """One table of a variable from several sources: where two cover a year, the first one counts.

    Examples
    --------
    >>> first = pd.DataFrame({"teryt": ["1201"], "year": [2022], "value": [5.0]})
    >>> second = pd.DataFrame({"teryt": ["1201", "1201"], "year": [2021, 2022], "value": [4.0, 9.0]})
    >>> in_order_of_preference([first, second])["value"].tolist()
    [4.0, 5.0]
    """
    joined = pd.concat(list(series), ignore_index=True)
    kept = joined[~joined.duplicated(["teryt", "year"], keep="first")]
    return kept.sort_values(["teryt", "year"], ignore_index=True)
