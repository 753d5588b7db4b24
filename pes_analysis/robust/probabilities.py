"""Probabilities over replications: of a quarter among peers, of one unit being better than another."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from pes_analysis.measure.composite.axis_ranks import NO_RANK, Ranks
from pes_analysis.robust.rank_replications import Rows, Scores, rank_replications

Shares = npt.NDArray[np.float64]

# With fewer than four units nobody is a quarter.
FEWEST_PEERS = 4
QUARTER = 0.25


def group_quarters(scores: Scores, groups: Sequence[Rows]) -> tuple[Shares, Shares]:
    """Give the probability of each row to be in the best and in the worst quarter of its group.

    A unit at place r of k is in the best quarter when (r - ½) / k is below one quarter, and in the worst
    when it is above three.

    Parameters
    ----------
    scores : ndarray of shape (replications, rows)
    groups : sequence of ndarray
        The rows of each group; a row stands in one group or in none.

    Returns
    -------
    best, worst : ndarray of shape (rows,)
        NaN for rows in no group, in a group of fewer than four, or without scores.

    Examples
    --------
    >>> scores = np.array([[4, 3, 2, 1], [4, 3, 1, 2]], dtype=np.float32)
    >>> best, worst = group_quarters(scores, [np.arange(4)])
    >>> best.tolist(), worst.tolist()
    ([1.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.5, 0.5])
    """
    compared = [rows for rows in groups if len(rows) >= FEWEST_PEERS]
    ranks = rank_replications(scores, compared)
    best, worst = (np.full(scores.shape[1], np.nan) for _ in range(2))
    for rows in compared:
        known = (ranks[:, rows] != NO_RANK).sum(axis=1, keepdims=True)
        best[rows], worst[rows] = _quarters(ranks[:, rows], known)
    return best, worst


def peer_quarters(scores: Scores, row: int, peers: Rows) -> tuple[float, float]:
    """Give the probability of one unit to be in the best and in the worst quarter among its own peers.

    Parameters
    ----------
    scores : ndarray of shape (replications, rows)
    row : int
        The unit.
    peers : ndarray
        The rows it is compared with; its own among them or not.

    Returns
    -------
    best, worst : float
        NaN with fewer than three others.

    Examples
    --------
    >>> scores = np.array([[4, 3, 2, 1], [4, 3, 1, 2]], dtype=np.float32)
    >>> peer_quarters(scores, 3, np.array([0, 1, 2]))
    (0.0, 0.5)
    """
    others = scores[:, peers[peers != row]]
    if others.shape[1] + 1 < FEWEST_PEERS:
        return float("nan"), float("nan")
    own = scores[:, [row]]
    ranks = np.where(np.isnan(own), NO_RANK, 1 + (others > own).sum(axis=1, keepdims=True)).astype(np.int32)
    known = 1 + (~np.isnan(others)).sum(axis=1, keepdims=True)
    best, worst = _quarters(ranks, known)
    return float(best[0]), float(worst[0])


def _quarters(ranks: Ranks, known: npt.NDArray[np.int64]) -> tuple[Shares, Shares]:
    ranked = ranks != NO_RANK
    place = (ranks - 0.5) / np.maximum(known, 1)
    count = ranked.sum(axis=0)
    total = np.where(count > 0, count, np.nan)
    return (
        (ranked & (place < QUARTER)).sum(axis=0) / total,
        (ranked & (place > 1 - QUARTER)).sum(axis=0) / total,
    )


def better_probabilities(ranks: Ranks) -> Shares:
    """Give for every pair of units how often the first is better than the second; a tie counts half.

    Parameters
    ----------
    ranks : ndarray of shape (replications, units)
        Among one another; `NO_RANK` leaves a replication out for the pair.

    Returns
    -------
    ndarray of shape (units, units)
        Row better than column; a half on the diagonal.

    Examples
    --------
    >>> better_probabilities(np.array([[1, 2], [1, 2], [2, 1], [1, 1]], dtype=np.int32)).tolist()
    [[0.5, 0.625], [0.375, 0.5]]
    """
    # One row a unit, in small numbers, so that comparing two units is one pass of the processor.
    of_unit = np.ascontiguousarray(ranks.T.astype(np.int16 if ranks.max(initial=0) < 2**15 else np.int32))
    known = of_unit != NO_RANK
    whole = bool(known.all())
    replications = ranks.shape[0]
    shares = np.full((len(of_unit), len(of_unit)), 0.5)
    for at, own in enumerate(of_unit[:-1]):
        others = of_unit[at + 1 :]
        if whole:
            wins = np.count_nonzero(own < others, axis=1)
            losses = np.count_nonzero(own > others, axis=1)
            both = np.full(len(others), replications)
        else:
            compared = known[at] & known[at + 1 :]
            wins = np.count_nonzero((own < others) & compared, axis=1)
            losses = np.count_nonzero((own > others) & compared, axis=1)
            both = np.count_nonzero(compared, axis=1)
        share = (1 + (wins - losses) / np.where(both > 0, both, np.nan)) / 2
        shares[at, at + 1 :], shares[at + 1 :, at] = share, 1 - share
    return shares
