"""One value beside a group: how many units do better, how many worse, and what that is called."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

SMALLEST_GROUP = 5
QUARTER = 0.75


@dataclass(frozen=True)
class Standing:
    """Where one value stands in a group that does not contain it.

    Attributes
    ----------
    n : int
        Units of the group with a number.
    higher, lower, ties : int
        Units with a higher, a lower, the same value.
    worse_than, better_than : int or None
        Units strictly better and strictly worse than this one; None when "better" has no meaning here.
        For a range, units at the same distance from it are ties.
    share_better : float or None
        100 × (units it does better than + half of the ties) / n, from 0 to 100.
    mark : str
        ``"better"`` when it does better than at least three quarters of the group, ``"worse"`` when at
        least three quarters do better, ``"middle"`` otherwise; ``"none"`` without orientation or below
        5 units.
    minimum, q1, median, q3, maximum : float
        Of the group; quartiles interpolate linearly (definition 7 of Hyndman and Fan 1996). NaN when n = 0.
    """

    n: int
    higher: int
    lower: int
    ties: int
    worse_than: int | None
    better_than: int | None
    share_better: float | None
    mark: str
    minimum: float
    q1: float
    median: float
    q3: float
    maximum: float


def goodness(
    values: npt.NDArray[np.float64], polarity: str, reference: tuple[float, float] | None = None
) -> npt.NDArray[np.float64] | None:
    """Turn values so that more is better; None when the indicator is not judged.

    Parameters
    ----------
    values : ndarray
    polarity : str
        ``"stimulant"``, ``"destimulant"``, ``"nominant"`` or ``"informational"``.
    reference : tuple of float, optional
        The recommended range of a nominant; inside it every value is equally good.

    Examples
    --------
    >>> goodness(np.array([1.0, 2.0]), "destimulant")
    array([-1., -2.])
    >>> goodness(np.array([1.0, 3.0, 9.0]), "nominant", (2.0, 4.0))
    array([-1., -0., -5.])
    >>> goodness(np.array([1.0]), "informational") is None
    True
    """
    if polarity == "stimulant":
        return values
    if polarity == "destimulant":
        return -values
    if polarity == "nominant" and reference is not None:
        low, high = reference
        return -(np.maximum(low - values, 0) + np.maximum(values - high, 0))
    return None


def stand(
    value: float,
    group: npt.NDArray[np.float64],
    polarity: str,
    reference: tuple[float, float] | None = None,
) -> Standing:
    """Place a value in a group.

    Parameters
    ----------
    value : float
        NaN when the unit has no number: only the group is then described.
    group : ndarray of float
        The other units; NaN is left out.
    polarity, reference
        As in ``goodness``.

    Returns
    -------
    Standing

    Examples
    --------
    >>> place = stand(2.0, np.array([1.0, 2.0, 3.0, 4.0, 5.0, 6.0]), "destimulant")
    >>> place.better_than, place.worse_than, place.ties, round(place.share_better, 1), place.mark
    (4, 1, 1, 75.0, 'middle')
    >>> stand(1.0, np.array([2.0, 3.0, 4.0, 5.0]), "destimulant").mark
    'none'
    """
    group = group[~np.isnan(group)]
    n = len(group)
    minimum, q1, median, q3, maximum = np.quantile(group, [0, 0.25, 0.5, 0.75, 1]) if n else [np.nan] * 5
    higher, lower = int((group > value).sum()), int((group < value).sum())
    ties = int((group == value).sum())
    worse_than = better_than = share_better = None
    mark = "none"
    judged = goodness(np.append(group, value), polarity, reference)
    if judged is not None and n and not np.isnan(value):
        worse_than, better_than = int((judged[:-1] > judged[-1]).sum()), int((judged[:-1] < judged[-1]).sum())
        ties = n - worse_than - better_than
        share_better = 100 * (better_than + ties / 2) / n
        mark = mark_of(better_than, worse_than, n)
    return Standing(
        n=n,
        higher=higher,
        lower=lower,
        ties=ties,
        worse_than=worse_than,
        better_than=better_than,
        share_better=share_better,
        mark=mark,
        minimum=float(minimum),
        q1=float(q1),
        median=float(median),
        q3=float(q3),
        maximum=float(maximum),
    )


def mark_of(better_than: int, worse_than: int, n: int) -> str:
    """Name a place by counts; ties count for neither side.

    Examples
    --------
    >>> mark_of(15, 5, 20), mark_of(14, 5, 20), mark_of(2, 17, 20), mark_of(4, 0, 4)
    ('better', 'middle', 'worse', 'none')
    """
    if n < SMALLEST_GROUP:
        return "none"
    if better_than >= QUARTER * n:
        return "better"
    return "worse" if worse_than >= QUARTER * n else "middle"
