"""Many tests at once: among dozens of series some seem to rise or fall by chance alone."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from pes_analysis.compare.trends import SIGNIFICANCE, Change


def name_directions(changes: Sequence[Change]) -> tuple[Change, ...]:
    """Keep a direction only where it survives that the other series of the county were tested too.

    Each change gets its ``q_value`` among all tested changes given; the direction becomes ``"unclear"``
    where it is above 0.1. Among the directions that stay, about one in ten at most is expected to be
    chance (Benjamini and Hochberg 1995; it holds for independent and positively dependent tests).

    Examples
    --------
    >>> falling = Change("a", 2018, 2022, 5.0, 1.0, 5, -1.0, -1.0, 0.02, 0.02, 5.0, 5.0, "improving")
    >>> weak = replace(falling, indicator="b", p_value=0.06, q_value=0.06)
    >>> none = replace(falling, indicator="c", p_value=0.9, q_value=0.9, direction="unclear")
    >>> [(one.direction, round(one.q_value, 2)) for one in name_directions([falling, weak, none])]
    [('improving', 0.06), ('improving', 0.09), ('unclear', 0.9)]
    >>> [one.direction for one in name_directions([weak, none])]
    ['unclear', 'unclear']
    """
    adjusted = benjamini_hochberg(np.array([change.p_value for change in changes]))
    return tuple(
        replace(change, q_value=float(q), direction="unclear" if q > SIGNIFICANCE else change.direction)
        for change, q in zip(changes, adjusted, strict=True)
    )


def benjamini_hochberg(p_values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Adjust p-values for their number, holding the expected share of false discoveries.

    Parameters
    ----------
    p_values : ndarray of float
        NaN where nothing was tested: it does not count among the tests.

    Returns
    -------
    ndarray of float
        The smallest share of false discoveries at which each test would pass: the least, over the
        p-values not smaller than its own, of p × tests / rank. NaN stays.

    Examples
    --------
    >>> benjamini_hochberg(np.array([0.01, np.nan, 0.04, 0.03])).round(3).tolist()
    [0.03, nan, 0.04, 0.04]
    """
    adjusted = np.full(len(p_values), np.nan)
    tested = np.flatnonzero(~np.isnan(p_values))
    order = tested[np.argsort(p_values[tested], kind="stable")]
    stepped = p_values[order] * len(order) / np.arange(1, len(order) + 1)
    adjusted[order] = np.minimum(np.minimum.accumulate(stepped[::-1])[::-1], 1)
    return adjusted
