"""Copeland's score: how many units a unit beats less how many beat it, pair by pair."""

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
# Sums of weights: a half is a half whatever its binary form.
ROUNDING = 1e-9


def copeland(values: Numbers, weights: Numbers | None = None) -> Numbers:
    """Score units by majority in pairs; nothing is compensated between indicators (Copeland 1951).

    A unit beats another when the indicators in which it is better weigh more than half; an equal
    value gives half of its weight to both.

    Parameters
    ----------
    values : ndarray of shape (units, indicators)
        More is better everywhere; only the order inside a column counts. No gaps.
    weights : ndarray of shape (indicators,), optional

    Returns
    -------
    ndarray of shape (units,)
        Pairs won less pairs lost, from -(units - 1) to units - 1.

    Examples
    --------
    >>> copeland(np.array([[3.0, 3, 1], [2, 2, 3], [1, 1, 2]])).tolist()
    [2.0, 0.0, -2.0]
    """
    count = values.shape[1]
    shares = np.full(count, 1 / count) if weights is None else weights / weights.sum()
    lead = np.zeros((len(values), len(values)))
    for column, share in zip(values.T, shares, strict=True):
        lead += share * np.sign(column[:, np.newaxis] - column)
    return np.asarray(np.sign(np.where(np.abs(lead) < ROUNDING, 0, lead)).sum(axis=1), dtype=np.float64)
