"""A county among all of Poland: what a comparison with similar counties alone would hide."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from pes_analysis.catalogue import Indicator
from pes_analysis.compare.figures import Figures
from pes_analysis.compare.positions import stand_in_year

NEARLY_ALL = 0.95
"""Share of the counties of Poland that must have a number."""
COLUMNS = (
    "indicator",
    "year",
    "value",
    "n",
    "higher",
    "lower",
    "ties",
    "mark",
    "poland",
    "poland_approximate",
    "peers_median",
    "peers_mark",
    "region_rank",
    "region_ties",
    "region_n",
)


def national_places(
    positions: pd.DataFrame,
    figures: Figures,
    indicators: Sequence[Indicator],
    teryt: str,
    counties: pd.DataFrame,
) -> pd.DataFrame:
    """Place a county among all counties of Poland and among those of its voivodeship.

    Where similar counties share a problem, a county may be typical among them and still be among the
    worst in the country; the reader is told both. Only core problems that are judged and were compared
    with similar counties are placed, in the same year, and only where at least 95 % of the counties of
    Poland have a number.

    Parameters
    ----------
    positions : DataFrame
        From ``compare_positions``.
    figures : Figures
        Of all counties.
    indicators : sequence of Indicator
    teryt : str
    counties : DataFrame
        Index ``teryt``, column ``voivodeship``: the counties of today.

    Returns
    -------
    DataFrame
        One row an indicator, in the order of the positions:

        - ``indicator, year, value``: as in the positions;
        - ``n, higher, lower, ties, mark``: the other counties of Poland, by the rule of positions;
        - ``poland, poland_approximate``: the figure of Poland;
        - ``peers_median, peers_mark``: the position among similar counties;
        - ``region_rank, region_ties, region_n``: 1 is the highest value among the counties of the
          voivodeship with a number, the county itself among them; ``region_ties`` others share its place.
    """
    known = {indicator.id: indicator for indicator in indicators}
    others = [str(code) for code in counties.index if code != teryt]
    inside = counties.index[counties["voivodeship"] == counties.loc[teryt, "voivodeship"]]
    neighbours = [str(code) for code in inside if code != teryt]
    rows: list[dict[str, Any]] = []
    for row in positions[positions["group"] == "peers"].to_dict("records"):
        indicator, year = known[row["indicator"]], int(row["year"])
        judged = indicator.polarity != "informational"
        if not (indicator.core and judged and indicator.dimension == "problems"):
            continue
        if np.isfinite(figures.in_year(indicator.id, others, year)).mean() < NEARLY_ALL:
            continue
        poland = stand_in_year(figures, indicator, teryt, others, year)
        region = stand_in_year(figures, indicator, teryt, neighbours, year)
        rows.append(
            {
                "indicator": indicator.id,
                "year": year,
                "value": row["value"],
                "n": poland.n,
                "higher": poland.higher,
                "lower": poland.lower,
                "ties": poland.n - poland.higher - poland.lower,
                "mark": poland.mark,
                "poland": row["poland"],
                "poland_approximate": row["poland_approximate"],
                "peers_median": row["median"],
                "peers_mark": row["mark"],
                "region_rank": 1 + region.higher,
                "region_ties": region.n - region.higher - region.lower,
                "region_n": 1 + region.n,
            }
        )
    return pd.DataFrame(rows, columns=list(COLUMNS))
