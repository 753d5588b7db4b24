"""What one realistic step would change: an indicator moved to where half of the peers already are."""

from typing import Any

import numpy as np
import pandas as pd

from pes_analysis.catalogue import Catalogue, Indicator
from pes_analysis.measure.points import REFERENCE, absolute_points
from pes_analysis.measure.rounding import round_half_up

# What others decide: who is referred, whether partners confirm and trust, how many residents there are.
DECIDED_BY_OTHERS = frozenset({"referral_inflow", "tie_reciprocity", "trust_rating"})
SMALLEST_GAIN = 0.5


def list_steps(
    table: pd.DataFrame, catalogue: Catalogue, inside: pd.Series, weights: pd.Series
) -> pd.DataFrame:
    """List what moving one indicator would do to the scores, the others staying as they are.

    The target is the peers' median as it is printed, where that is better than the value and as many peers
    have one as a comparison needs; otherwise the reference value (the nearest one worth 70 points) where
    the value does not reach it. An indicator that is not scored, has no points, or that others decide
    about, is no step.

    Parameters
    ----------
    table : DataFrame
        Columns ``indicator, value, denominator, numerator, median, mark, n, points``: rows of the card's
        table of indicators.
    catalogue : Catalogue
    inside, weights : Series
        By indicator: its weight in the score of its dimension and in the general one; 0 without a score.

    Returns
    -------
    DataFrame
        ``indicator, dimension, target_kind`` (``"peers_median"`` or ``"reference"``), ``value, target,
        points, target_points``; ``needed``: by how much the numerator has to change when the denominator
        stays, so that the value reads as the target (NaN where it is no ratio of one year or of pooled
        counts); ``dimension_gain`` and
        ``general_gain`` in points of the scores (NaN without that score). The largest gain first; steps
        that give less than half a point of the dimension are left out.
    """
    in_dimension, in_general = inside.to_dict(), weights.to_dict()
    scored = any(in_general.values())
    rows: list[tuple[Any, ...]] = []
    for name, value, above, below, median, mark, n, points in zip(
        *(table[column].to_list() for column in NEEDED), strict=True
    ):
        if np.isnan(points) or name in DECIDED_BY_OTHERS:
            continue
        indicator = catalogue.indicator(name)
        compared = mark != "none" and n >= catalogue.composite.peers_least
        times = catalogue.unit(indicator.unit).shown_times
        typical = float(round_half_up(median * times, indicator.decimals)) / times if compared else np.nan
        target = _target(indicator, value, points, typical)
        if target is None:
            continue
        kind, better, worth = target
        rounding = 0.5 * 10.0**-indicator.decimals / times if kind == "peers_median" else 0.0
        share, gain = in_dimension.get(name, 0.0), worth - points
        if share and share * gain < SMALLEST_GAIN:
            continue
        rows.append(
            (
                name,
                indicator.dimension,
                kind,
                value,
                better,
                points,
                worth,
                _needed(value, better, rounding) * below - above,
                share * gain if share else np.nan,
                in_general.get(name, 0.0) * gain if scored else np.nan,
            )
        )
    rows.sort(key=_largest_first)
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _largest_first(step: tuple[Any, ...]) -> tuple[Any, ...]:
    """Order steps by the gain in general, then in the dimension, then by name; without a gain at the end."""
    name, in_dimension, in_general = step[0], step[-2], step[-1]
    unknown = [bool(np.isnan(gain)) for gain in (in_general, in_dimension)]
    return unknown[0], unknown[0] or -in_general, unknown[1], unknown[1] or -in_dimension, name


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


def _needed(value: float, target: float, rounding: float) -> float:
    """Give the value nearest to one's own that is printed as the target; the target when that is no step."""
    nearest = target - np.copysign(rounding, target - value)
    return nearest if (nearest - value) * (target - value) > 0 else target


NEEDED = ("indicator", "value", "numerator", "denominator", "median", "mark", "n", "points")
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
