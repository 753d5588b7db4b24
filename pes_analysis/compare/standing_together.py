"""Many values, each beside its own group at once: ``stand`` for all indicators of one organisation."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pes_analysis.compare.standing import QUARTER, SMALLEST_GROUP, goodness

Numbers = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]
Range = tuple[float, float] | None


@dataclass(frozen=True, eq=False)
class Standings:
    """Where values stand in groups that do not contain them: arrays of shape (values,).

    Attributes
    ----------
    n, higher, lower, ties : ndarray of int
        As in ``Standing``.
    is_judged : ndarray of bool
        Whether better and worse have a meaning here.
    worse_than, better_than : ndarray of int
        As in ``Standing``; 0 where not judged.
    share_better : ndarray of float
        NaN where not judged.
    mark : ndarray of str
    minimum, q1, median, q3, maximum : ndarray of float
        Of the group; NaN when n = 0.
    """

    n: Counts
    higher: Counts
    lower: Counts
    ties: Counts
    is_judged: npt.NDArray[np.bool_]
    worse_than: Counts
    better_than: Counts
    share_better: Numbers
    mark: npt.NDArray[np.object_]
    minimum: Numbers
    q1: Numbers
    median: Numbers
    q3: Numbers
    maximum: Numbers


def stand_each(
    values: Numbers, groups: Numbers, polarities: Sequence[str], references: Sequence[Range]
) -> Standings:
    """Place each value in its group, as ``stand`` does one.

    Parameters
    ----------
    values : ndarray of shape (values,)
        NaN where there is no number: only the group is then described.
    groups : ndarray of shape (values, units)
        The other units; NaN is left out.
    polarities, references : sequence
        As in ``goodness``, one a value.

    Returns
    -------
    Standings

    Examples
    --------
    >>> group = np.array([[1.0, 2.0, 3.0, 4.0, 5.0, 6.0]])
    >>> places = stand_each(np.array([2.0]), group, ["destimulant"], [None])
    >>> places.better_than.tolist(), places.worse_than.tolist(), places.share_better.tolist()
    ([4], [1], [75.0])
    """
    own = values[:, np.newaxis]
    n, higher, lower, ties = (
        np.count_nonzero(one, axis=1)
        for one in (~np.isnan(groups), groups > own, groups < own, groups == own)
    )
    kind = np.array(polarities, dtype=object)
    better, worse = np.where(kind == "destimulant", [higher, lower], [lower, higher])
    is_judged = (kind == "stimulant") | (kind == "destimulant")
    for at, reference in enumerate(references):
        if kind[at] == "nominant" and reference is not None:
            is_judged[at] = True
            worse[at], better[at] = _beside_range(values[at], groups[at], reference)
    is_judged &= (n > 0) & ~np.isnan(values)
    better, worse = np.where(is_judged, [better, worse], 0)
    ties = np.where(is_judged, n - worse - better, ties)
    share = np.divide(100 * (better + ties / 2), n, out=np.full(len(n), np.nan), where=is_judged)
    minimum, q1, median, q3, maximum = _quantiles(groups, n, (0, 0.25, 0.5, 0.75, 1))
    return Standings(
        n=n,
        higher=higher,
        lower=lower,
        ties=ties,
        is_judged=is_judged,
        worse_than=worse,
        better_than=better,
        share_better=share,
        mark=np.where(is_judged, marks_of(better, worse, n), "none"),
        minimum=minimum,
        q1=q1,
        median=median,
        q3=q3,
        maximum=maximum,
    )


def marks_of(better_than: Counts, worse_than: Counts, n: Counts) -> npt.NDArray[np.object_]:
    """Name places by counts, as ``mark_of`` names one.

    Examples
    --------
    >>> marks_of(np.array([15, 14, 2, 4]), np.array([5, 5, 17, 0]), np.array([20, 20, 20, 4])).tolist()
    ['better', 'middle', 'worse', 'none']
    """
    named = np.where(worse_than >= QUARTER * n, "worse", "middle").astype(object)
    named[better_than >= QUARTER * n] = "better"
    named[n < SMALLEST_GROUP] = "none"
    return named


def _beside_range(value: float, group: Numbers, reference: tuple[float, float]) -> tuple[int, int]:
    """Count who does better and who does worse by the distance from a recommended range."""
    judged = goodness(np.append(group, value), "nominant", reference)
    if judged is None:
        raise ValueError("a value beside a recommended range is judged")
    return int((judged[:-1] > judged[-1]).sum()), int((judged[:-1] < judged[-1]).sum())


def _quantiles(groups: Numbers, n: Counts, at: Sequence[float]) -> list[Numbers]:
    """Give quantiles of each group to the last digit as ``numpy.quantile`` does, with no loop over them."""
    if not groups.shape[1]:
        return [np.full(len(groups), np.nan) for _ in at]
    ordered, row, last = np.sort(groups, axis=1), np.arange(len(groups)), np.maximum(n - 1, 0)
    found = []
    for share in at:
        place = last * share
        low = np.floor(place).astype(np.intp)
        part = place - low
        below, above = ordered[row, low], ordered[row, np.minimum(low + 1, last)]
        step = above - below
        found.append(np.where(part < 0.5, below + step * part, above - step * (1 - part)))
    return found
