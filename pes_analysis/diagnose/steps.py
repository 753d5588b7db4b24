"""What one realistic step would change: an indicator moved to where half of the peers already are."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from pes_analysis.catalogue import Indicator
from pes_analysis.measure.points import REFERENCE, absolute_points

# What others decide: who is referred, whether partners confirm and trust, how many residents there are.
DECIDED_BY_OTHERS = frozenset({"referral_inflow", "tie_reciprocity", "trust_rating"})
SMALLEST_GAIN = 0.5


def list_steps(table: pd.DataFrame, indicators: Sequence[Indicator], weights: pd.Series) -> pd.DataFrame:
    """List what moving one indicator would do to the scores, the others staying as they are.

    The target is the peers' median where that is better than the value and enough peers have one;
    otherwise the reference value (the nearest one worth 70 points) where the value does not reach it. An
    indicator that is not scored, has no points, or that others decide about, is no step.

    Parameters
    ----------
    table : DataFrame
        Columns ``indicator, dimension, value, denominator, numerator, median, mark, points``: rows of the
        card's table of indicators.
    indicators : sequence of Indicator
    weights : Series
        By indicator: its weight in the general score; all 0 when there is none.

    Returns
    -------
    DataFrame
        ``indicator, dimension, target_kind`` (``"peers_median"`` or ``"reference"``), ``value, target,
        points, target_points``; ``needed``: by how much the numerator has to change when the denominator
        stays (NaN where it is no ratio of one year or of pooled counts); ``dimension_gain`` and
        ``general_gain`` in points of the scores (NaN without a general score). The largest gain first; steps
        that give less than half a point of the dimension are left out.
    """
    inside = weights.groupby(table.set_index("indicator")["dimension"].reindex(weights.index)).transform(
        "sum"
    )
    by_id = {indicator.id: indicator for indicator in indicators}
    rows = []
    for row in table[table["points"].notna()].to_dict("records"):
        indicator, points = by_id[str(row["indicator"])], float(row["points"])
        if indicator.id in DECIDED_BY_OTHERS:
            continue
        target = _target(indicator, row["value"], points, row["median"] if row["mark"] != "none" else np.nan)
        if target is None:
            continue
        kind, value, worth = target
        share = weights[indicator.id] / inside[indicator.id] if inside[indicator.id] else np.nan
        rows.append(
            {
                "indicator": indicator.id,
                "dimension": indicator.dimension,
                "target_kind": kind,
                "value": row["value"],
                "target": value,
                "points": points,
                "target_points": worth,
                "needed": value * row["denominator"] - row["numerator"],
                "dimension_gain": share * (worth - points),
                "general_gain": weights[indicator.id] * (worth - points) if inside.any() else np.nan,
            }
        )
    steps = pd.DataFrame(rows, columns=list(COLUMNS))
    steps = steps[~(steps["dimension_gain"] < SMALLEST_GAIN)]
    order = ["general_gain", "dimension_gain", "indicator"]
    return steps.sort_values(order, ascending=[False, False, True], kind="stable").reset_index(drop=True)


def reference_value(indicator: Indicator, value: float) -> float:
    """Give the nearest value worth 70 points, on the side on which a value lies.

    Examples
    --------
    >>> from pes_analysis.catalogue import load_catalogue
    >>> margin = load_catalogue().indicator("operating_margin")
    >>> reference_value(margin, -0.3) == margin.range[0], reference_value(margin, 0.9) == margin.range[1]
    (True, True)
    """
    references = [anchor.value for anchor in indicator.anchors if anchor.points == REFERENCE]
    return min(references, key=lambda reference: abs(reference - value))


def _target(
    indicator: Indicator, value: float, points: float, median: float
) -> tuple[str, float, float] | None:
    if not np.isnan(median):
        worth = float(absolute_points(median, indicator))
        if worth > points:
            return "peers_median", median, worth
    if points < REFERENCE:
        return "reference", reference_value(indicator, value), REFERENCE
    return None


COLUMNS = (
    "indicator",
    "dimension",
    "target_kind",
    "value",
    "target",
    "points",
    "target_points",
    "needed",
    "dimension_gain",
    "general_gain",
)
