"""Ranks of many replications, and how often each unit has each rank."""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import numpy.typing as npt

from pes_analysis.measure.composite.axis_ranks import Ranks, rank_along

Scores = npt.NDArray[np.float32]
Rows = npt.NDArray[np.intp]

# So many replications at once stay in the processor's cache.
TOGETHER = 128


def rank_replications(scores: Scores, together: Sequence[Rows]) -> Ranks:
    """Rank units in every replication: 1 is the best, equal scores share the better place.

    Parameters
    ----------
    scores : ndarray of float32, shape (replications, rows)
        More is better; NaN has no rank.
    together : sequence of ndarray
        The rows that are ranked among one another, such as the units of one year.

    Returns
    -------
    ndarray of shape (replications, rows)
        0 where there is no rank.

    Examples
    --------
    >>> scores = np.array([[5, 7, 5, np.nan, -1]], dtype=np.float32)
    >>> rank_replications(scores, [np.arange(5)]).tolist()
    [[2, 1, 2, 0, 4]]
    """
    ranks = np.zeros(scores.shape, dtype=np.int32)
    chunks = [slice(at, at + TOGETHER) for at in range(0, len(scores), TOGETHER)]

    def work(chunk: slice) -> None:
        for rows in together:
            own = scores[chunk]
            ranks[chunk, rows] = rank_along(-(own if len(rows) == own.shape[1] else own[:, rows]))

    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        for _ in pool.map(work, chunks):
            pass
    return ranks


def rank_distribution(ranks: Ranks) -> npt.NDArray[np.int64]:
    """Count how often each row has each rank.

    Parameters
    ----------
    ranks : ndarray of shape (replications, rows)

    Returns
    -------
    ndarray of shape (rows, most + 1)
        Column 0 counts replications without a rank.

    Examples
    --------
    >>> rank_distribution(np.array([[1, 2], [1, 2], [2, 1]], dtype=np.int32)).tolist()
    [[0, 2, 1], [0, 1, 2]]
    """
    rows, width = ranks.shape[1], int(ranks.max(initial=0)) + 1
    flat = ranks + np.arange(rows, dtype=np.int32) * np.int32(width)
    return np.bincount(flat.ravel(), minlength=rows * width).reshape(rows, width)


def rank_quantiles(distribution: npt.NDArray[np.int64], shares: Sequence[float]) -> npt.NDArray[np.float64]:
    """Give the lowest rank that at least a share of the replications does not exceed.

    Parameters
    ----------
    distribution : ndarray
        As `rank_distribution` gives it.
    shares : sequence of float

    Returns
    -------
    ndarray of shape (rows, shares)
        NaN where no replication has a rank.

    Examples
    --------
    >>> rank_quantiles(np.array([[0, 2, 1], [3, 0, 0]]), [0.5, 0.95]).tolist()
    [[1.0, 2.0], [nan, nan]]
    """
    ranked = distribution[:, 1:]
    total = ranked.sum(axis=1, keepdims=True)
    cumulative = np.cumsum(ranked, axis=1)
    quantiles = np.column_stack(
        # Shares times counts are whole where they should be.
        [(cumulative < np.ceil(np.round(share * total, 9))).sum(axis=1) + 1 for share in shares]
    )
    return np.where(total > 0, quantiles, np.nan)
