"""Absolute points: a value read on its indicator's scale, from 0 to 100, whoever else is measured."""

import numpy as np
import numpy.typing as npt

from pes_analysis.catalogue import Indicator
from pes_analysis.catalogue.scale import POINTS, Anchor

Numbers = npt.NDArray[np.float64]
_, WARNING, REFERENCE, _ = POINTS


def absolute_points(values: npt.ArrayLike, indicator: Indicator) -> Numbers:
    """Read values on the scale of an indicator, linearly between its anchors.

    Parameters
    ----------
    values : array_like of float
        In the indicator's unit.
    indicator : Indicator

    Returns
    -------
    ndarray of float
        From 0 to 100; NaN for NaN, and everywhere when the indicator has no scale.

    Examples
    --------
    >>> from pes_analysis.catalogue import load_catalogue
    >>> debt = load_catalogue().indicator("debt_ratio")
    >>> anchors = [anchor.value for anchor in debt.anchors]
    >>> absolute_points([anchors[0] - 1, anchors[1], anchors[-1] + 1], debt).tolist()
    [100.0, 70.0, 0.0]
    """
    numbers = np.asarray(values, dtype=np.float64)
    anchors = indicator.anchors
    return _read(numbers, anchors) if anchors else np.full(numbers.shape, np.nan)


def points_within(
    lower: npt.ArrayLike, upper: npt.ArrayLike, indicator: Indicator
) -> tuple[Numbers, Numbers]:
    """Give the fewest and the most points that a value inside an interval can have.

    Inside a recommended range both may lie between the ends of the interval, not at them.

    Parameters
    ----------
    lower, upper : array_like of float
        Bounds of the intervals; NaN without one.
    indicator : Indicator

    Returns
    -------
    tuple of ndarray
        Fewest and most points; NaN without an interval.
    """
    low, high = np.broadcast_arrays(np.asarray(lower, dtype=np.float64), np.asarray(upper, dtype=np.float64))
    ends = [absolute_points(low, indicator), absolute_points(high, indicator)]
    fewest, most = np.minimum(*ends), np.maximum(*ends)
    for anchor in indicator.anchors:
        inside = (low < anchor.value) & (anchor.value < high)
        fewest = np.where(inside, np.minimum(fewest, anchor.points), fewest)
        most = np.where(inside, np.maximum(most, anchor.points), most)
    return fewest, most


def value_worth(points: npt.ArrayLike, indicator: Indicator, beside: float) -> Numbers:
    """Give the values nearest to a given one that are worth so many points.

    Parameters
    ----------
    points : array_like of float
        From 0 to 100.
    indicator : Indicator
        With a scale.
    beside : float
        Values are looked for on its side of the best one.

    Returns
    -------
    ndarray of float
        NaN where no value on that side has as many.

    Examples
    --------
    >>> from pes_analysis.catalogue import load_catalogue
    >>> debt = load_catalogue().indicator("debt_ratio")
    >>> value_worth([70.0], debt, beside=0.9) == debt.anchors[1].value
    array([ True])
    """
    values, worth = (np.array(side) for side in zip(*indicator.anchors, strict=True))
    best = np.flatnonzero(worth == worth.max())
    # Points rise up to the best value and fall beyond it.
    side = slice(0, best[0] + 1) if beside < values[best[0]] else slice(None, best[-1] - len(values) - 1, -1)
    return np.asarray(
        np.interp(np.asarray(points, dtype=np.float64), worth[side], values[side], left=np.nan, right=np.nan)
    )


def _read(numbers: Numbers, anchors: tuple[Anchor, ...]) -> Numbers:
    values, points = zip(*anchors, strict=True)
    return np.asarray(np.interp(numbers, values, points))
