"""Ranks of scores: 1 is the best, equal scores share the better place, every year apart."""

import pandas as pd

from pes_analysis.measure.composite.panel import YEAR

# Scores that differ by less than their rounding errors are equal.
DECIMALS = 9


def rank(scores: pd.DataFrame) -> pd.DataFrame:
    """Rank units by each score.

    Parameters
    ----------
    scores : DataFrame
        Index ``unit, year``; more is better. No score, no rank.

    Returns
    -------
    DataFrame
        Of the same shape, whole numbers.

    Examples
    --------
    >>> index = pd.MultiIndex.from_product([["a", "b", "c"], [2024]], names=["unit", "year"])
    >>> rank(pd.DataFrame({"index": [50.0, 70.0, 50.0]}, index=index))["index"].tolist()
    [2, 1, 2]
    """
    by_year = scores.round(DECIMALS).groupby(level=YEAR)
    return by_year.rank(method="min", ascending=False).astype("Int64")
