"""Is the median of similar counties within reach: how many of them made such a step in three years."""

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from pes_analysis.catalogue import Indicator
from pes_analysis.compare.figures import Figures

YEARS = 3
LEAST_PEERS = 10
COLUMNS = ["indicator", "first_year", "year", "value", "median", "needed", "made", "n"]
SIGNS = {"stimulant": 1.0, "destimulant": -1.0}


def median_in_reach(
    positions: pd.DataFrame,
    figures: Figures,
    indicators: Iterable[Indicator],
    peers: Sequence[str],
    breaks: pd.DataFrame,
    territory_changes: pd.DataFrame,
) -> pd.DataFrame:
    """Count the similar counties that made the step this county needs, where it is marked as worse.

    The step is counted over the three years before the figure. Nothing is counted across a break, a
    county that changed its territory meanwhile is left out, and fewer than 10 known peers tell nothing.

    Parameters
    ----------
    positions : DataFrame
        From ``compare_positions``; only rows beside the group ``peers`` are read.
    figures : Figures
    indicators : iterable of Indicator
    peers : sequence of str
    breaks : DataFrame
        From ``list_breaks``.
    territory_changes : DataFrame
        Columns ``teryt, year``.

    Returns
    -------
    DataFrame
        ``indicator, first_year, year, value, median, needed, made, n``: ``needed`` is the signed step in
        the indicator's unit, ``made`` of ``n`` peers made at least as much. The most often made first.

    Examples
    --------
    >>> nothing = pd.DataFrame({"group": [], "mark": []})
    >>> median_in_reach(nothing, Figures((), pd.Index([]), {}), [], [], nothing, nothing).empty
    True
    """
    signs = {one.id: SIGNS[one.polarity] for one in indicators if one.polarity in SIGNS}
    behind = positions[(positions["group"] == "peers") & (positions["mark"] == "worse")]
    rows = []
    for row in behind.to_dict("records"):
        indicator, year = str(row["indicator"]), int(row["year"])
        first = year - YEARS
        crossed = breaks["indicator"].eq(indicator) & breaks["year"].between(first + 1, year)
        if indicator not in signs or first not in figures.years or crossed.any():
            continue
        moved = territory_changes[territory_changes["year"].between(first + 1, year)]["teryt"]
        kept = [peer for peer in peers if peer not in set(moved)]
        steps = figures.in_year(indicator, kept, year) - figures.in_year(indicator, kept, first)
        steps = signs[indicator] * steps[np.isfinite(steps)]
        needed = float(row["median"]) - float(row["value"])
        if len(steps) < LEAST_PEERS or signs[indicator] * needed <= 0:
            continue
        # Differences of printed decimals carry binary dust that must not cost a peer its step.
        made = int((steps >= signs[indicator] * needed - 1e-9).sum())
        rows.append((indicator, first, year, row["value"], row["median"], needed, made, len(steps)))
    return pd.DataFrame(rows, columns=COLUMNS).sort_values("made", ascending=False, kind="stable")
