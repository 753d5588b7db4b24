"""What a diagnosis rests on: the sources it used, and what is lacking and why."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from pes_analysis.catalogue import Indicator
from pes_analysis.measure.grid import NUMERIC_STATES
from pes_analysis.measure.indicators import SOURCES_JOINED


def sources_used(cells: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """List the sources behind printed figures, with the years taken from each.

    Parameters
    ----------
    cells : DataFrame
        Columns ``year, state, source``; ids joined by ``"; "``.
    sources : DataFrame
        Column ``source`` (or that index) and what is known of each.

    Returns
    -------
    DataFrame
        The rows of ``sources`` that were used, with ``first_year, last_year, figures``.

    Examples
    --------
    >>> cells = pd.DataFrame({"year": [2018, 2020], "state": "value", "source": ["a; b", "a"]})
    >>> sources_used(cells, pd.DataFrame({"source": ["a", "b", "c"]})).values.tolist()
    [['a', 2018, 2020, 2], ['b', 2018, 2018, 1]]
    """
    known = sources if "source" in sources.columns else sources.rename_axis("source").reset_index()
    numbers = cells[cells["state"].isin(NUMERIC_STATES)]
    each = numbers.assign(source=numbers["source"].str.split(SOURCES_JOINED, regex=False)).explode("source")
    spans = each.groupby("source")["year"].agg(first_year="min", last_year="max", figures="size")
    return known.merge(spans, left_on="source", right_index=True).reset_index(drop=True)


def list_gaps(positions: pd.DataFrame, indicators: Sequence[Indicator]) -> pd.DataFrame:
    """List the indicators without a number for the county, awaited ones too.

    Parameters
    ----------
    positions : DataFrame
        Columns ``indicator, state, reason``.
    indicators : sequence of Indicator
        All of the level, awaiting ones too.

    Returns
    -------
    DataFrame
        Columns ``indicator, dimension, area, core, availability, state, reason``. An awaited indicator
        has the state ``"missing"`` and the reason ``"awaiting"``; the catalogue says what it awaits.
    """
    facts = pd.DataFrame(
        [(one.id, one.dimension, one.area, one.core, one.availability) for one in indicators],
        columns=["indicator", "dimension", "area", "core", "availability"],
    )
    rows = facts.merge(positions[["indicator", "state", "reason"]], on="indicator", how="left")
    awaited = rows["availability"] == "awaiting"
    rows["state"] = np.where(awaited, "missing", rows["state"])
    rows["reason"] = np.where(awaited, "awaiting", rows["reason"])
    return rows[~rows["state"].isin(NUMERIC_STATES)].reset_index(drop=True)
