"""What one realistic step would change: an indicator moved to where half of the peers already are."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from pes_analysis.catalogue import Indicator
from pes_analysis.measure.points import REFERENCE, absolute_points

# What others decide: who is referred, whether partners confirm and trust, how many residents there are.
DECIDED_BY_OTHERS = frozenset({"referral_inflow", "tie_reciprocity", "trust_rating"})
SMALLEST_GAIN = 0.5


def list_steps(
    table: pd.DataFrame, indicators: Sequence[Indicator], inside: pd.Series, weights: pd.Series
) -> pd.DataFrame:
    """List what moving one indicator would do to the scores, the others staying as they are.

    The target is the peers' median where that is better than the value and enough peers have one;
    otherwise the reference value (the nearest one worth 70 points) where the value does not reach it. An
    indicator that is not scored, has no points, or that others decide about, is no step.

    Parameters
    ----------
    table : DataFrame
        Columns ``indicator, value, denominator, numerator, median, mark, points``: rows of the card's
        table of indicators.
    indicators : sequence of Indicator
    inside, weights : Series
        By indicator: its weight in the score of its dimension and in the general one; 0 without a score.

    Returns
    -------
    DataFrame
        ``indicator, dimension, target_kind`` (``"peers_median"`` or ``"reference"``), ``value, target,
        points, target_points``; ``needed``: by how much the numerator has to change when the denominator
        stays (NaN where it is no ratio of one year or of pooled counts); ``dimension_gain`` and
        ``general_gain`` in points of the scores (NaN without that score). The largest gain first; steps
        that give less than half a point of the dimension are left out.
    """
    by_id = {indicator.id: indicator for indicator in indicators}
    in_dimension, in_general = inside.to_dict(), weights.to_dict()
    scored = any(in_general.values())
    rows = []
    for name, value, above, below, median, mark, points in zip(
        *(table[column].to_list() for column in NEEDED), strict=True
    ):
        if np.isnan(points) or name in DECIDED_BY_OTHERS:
            continue
        target = _target(by_id[name], value, points, np.nan if mark == "none" else median)
        if target is None:
            continue
        kind, better, worth = target
        share, gain = in_dimension.get(name, 0.0), worth - points
        rows.append(
            (
                name,
                by_id[name].dimension,
                kind,
                value,
                better,
                points,
                worth,
                better * below - above,
                share * gain if share else np.nan,
                in_general.get(name, 0.0) * gain if scored else np.nan,
            )
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


NEEDED = ("indicator", "value", "numerator", "denominator", "median", "mark", "points")
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
