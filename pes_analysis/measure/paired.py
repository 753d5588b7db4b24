"""What changed in the same people: paired shares and paired means, with their intervals."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special

from pes_analysis.measure.interval_bounds import student

NOT_A_NUMBER = float("nan")


@dataclass(frozen=True)
class Difference:
    """A difference with its interval; NaN for what cannot be calculated.

    Attributes
    ----------
    value, lower, upper : float
    """

    value: float
    lower: float
    upper: float


def share_difference(gained: int, lost: int, pairs: int, level: float = 0.95) -> Difference:
    """Compare a share of the same people at two moments (interval of Bonett and Price 2012).

    Parameters
    ----------
    gained : int
        How many have the feature only later.
    lost : int
        How many have it only earlier.
    pairs : int
        How many were asked at both moments.
    level : float

    Returns
    -------
    Difference
        Later minus earlier, from -1 to 1; not a number without pairs. One person is added to each kind of
        change, so the interval does not shrink to a point when nobody changed.

    Examples
    --------
    >>> found = share_difference(20, 10, 100)
    >>> [round(one, 3) for one in (found.value, found.lower, found.upper)]
    [0.1, -0.009, 0.205]
    """
    if pairs < 1:
        return Difference(NOT_A_NUMBER, NOT_A_NUMBER, NOT_A_NUMBER)
    up, down = (gained + 1) / (pairs + 2), (lost + 1) / (pairs + 2)
    centre = up - down
    reach = float(special.ndtri((1 + level) / 2)) * ((up + down - centre**2) / (pairs + 2)) ** 0.5
    return Difference((gained - lost) / pairs, max(-1.0, centre - reach), min(1.0, centre + reach))


def mcnemar_exact(gained: int, lost: int) -> float:
    """Give the two-sided exact probability of McNemar's test.

    Parameters
    ----------
    gained, lost : int
        How many changed one way and the other; those who did not change tell nothing.

    Returns
    -------
    float
        How often chance alone would part the changes at least so unevenly; 1 where nobody changed.

    Examples
    --------
    >>> round(mcnemar_exact(15, 5), 4), mcnemar_exact(0, 0)
    (0.0414, 1.0)
    """
    changed = gained + lost
    if changed == 0:
        return 1.0
    return min(1.0, 2 * float(special.bdtr(min(gained, lost), changed, 0.5)))


def mean_difference(earlier: npt.ArrayLike, later: npt.ArrayLike, level: float = 0.95) -> Difference:
    """Compare the mean of the same people at two moments (Student's interval of the paired differences).

    Parameters
    ----------
    earlier, later : array_like of shape (pairs,)
    level : float

    Returns
    -------
    Difference
        Later minus earlier. One pair has a difference and no interval; so have pairs that all changed by the
        same amount, whose spread cannot be estimated.

    Examples
    --------
    >>> found = mean_difference([2, 3, 2, 4], [3, 5, 3, 5])
    >>> [round(one, 2) for one in (found.value, found.lower, found.upper)]
    [1.25, 0.45, 2.05]
    """
    change = np.asarray(later, dtype=np.float64) - np.asarray(earlier, dtype=np.float64)
    if len(change) == 0:
        return Difference(NOT_A_NUMBER, NOT_A_NUMBER, NOT_A_NUMBER)
    mean = float(change.mean())
    spread = float(change.std(ddof=1)) if len(change) > 1 else 0.0
    if spread == 0:
        return Difference(mean, NOT_A_NUMBER, NOT_A_NUMBER)
    lower, upper = student(mean, spread, len(change), level)
    return Difference(mean, float(lower), float(upper))
