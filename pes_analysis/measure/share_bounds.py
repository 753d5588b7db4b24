"""Intervals of organisations' shares: how far chance alone could have moved a share of counted people."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from pes_analysis.catalogue import Indicator
from pes_analysis.measure.interval_bounds import wilson

LEVEL = 0.95


def bound_shares(cells: pd.DataFrame, indicators: Iterable[Indicator], level: float = LEVEL) -> pd.DataFrame:
    """Bound the shares among figures of organisations by Wilson's interval.

    Only a part of a counted whole has one (``count_type: proportion``): money and ratings are
    what they are, and are shown without. A numerator above its denominator has none.

    Parameters
    ----------
    cells : DataFrame
        Columns ``indicator, value, numerator, denominator``.
    indicators : iterable of Indicator
    level : float

    Returns
    -------
    DataFrame
        Index of `cells`; ``lower, upper`` in the unit of the value, NaN without an interval.

    Examples
    --------
    >>> from pes_analysis.catalogue import load_catalogue
    >>> share = load_catalogue().indicator("employment_effectiveness")
    >>> cells = pd.DataFrame({"indicator": [share.id], "value": 0.6, "numerator": 12.0, "denominator": 20.0})
    >>> bound_shares(cells, [share]).round(3).values.tolist()
    [[0.387, 0.781]]
    """
    shares = [indicator.id for indicator in indicators if indicator.count_type == "proportion"]
    part, whole = (cells[side].to_numpy(dtype=float) for side in ("numerator", "denominator"))
    counted = cells["indicator"].isin(shares).to_numpy() & cells["value"].notna().to_numpy()
    counted &= (whole > 0) & (part >= 0) & (part <= whole)
    bounds = np.full((len(cells), 2), np.nan)
    bounds[counted] = np.stack(wilson(part[counted], whole[counted], level), axis=1)
    return pd.DataFrame(bounds, index=cells.index, columns=["lower", "upper"])
