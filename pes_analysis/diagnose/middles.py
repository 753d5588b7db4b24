"""Medians of general scores among the others of a pool, in every replication."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pes_analysis.compare.standing import SMALLEST_GROUP
from pes_analysis.diagnose.card_choices import TRAITS, WIDTH
from pes_analysis.diagnose.peer_pools import Pools
from pes_analysis.robust.claim_rows import ClaimRows

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Middles:
    """The three scores in the middle of each pool: whoever is left out, the median of the others is theirs.

    Attributes
    ----------
    pools : Pools
    n : ndarray of int, shape (pools + 1, rows)
        Members with a score; the last row is of those who have no pool.
    scores : ndarray of float32, shape (pools + 1, rows, 3)
    """

    pools: Pools
    n: npt.NDArray[np.int32]
    scores: npt.NDArray[np.float32]

    def others_median(self, unit: int, own: npt.NDArray[np.float32], rows: ClaimRows) -> Numbers:
        """Give the median of the others of an organisation with scores of its own, shape (rows,).

        NaN where it has no score, and where too few others have one.
        """
        every = np.arange(len(rows))
        pool = self.pools.chosen[rows.choices[WIDTH], rows.choices[TRAITS], unit]
        n = self.n[pool, every] - 1
        middle = self.scores[pool, every]
        # Without oneself the others count on by one from one's own place.
        low = np.where(middle[:, 0] < own, middle[:, 0], middle[:, 1])
        high = np.where(middle[:, 1] < own, middle[:, 1], middle[:, 2])
        median = np.where(n % 2 == 1, low, (low.astype(np.float64) + high) / 2)
        return np.where((n >= SMALLEST_GROUP) & ~np.isnan(own), median, np.nan)


def lay_out_middles(general: npt.NDArray[np.float32], pools: Pools, rows: ClaimRows) -> Middles:
    """Sort the general scores of every pool in the rows in which it is in use."""
    n = np.zeros((len(pools.members) + 1, len(rows)), dtype=np.int32)
    scores = np.full((*n.shape, 3), np.nan, dtype=np.float32)
    width, traits = rows.choices[WIDTH], rows.choices[TRAITS]
    for number, members in enumerate(pools.members):
        uses = (pools.chosen[:, :, members] == number).any(axis=2)
        here = np.flatnonzero(uses[width, traits])
        own = np.sort(general[here][:, members], axis=1)
        known = (~np.isnan(own)).sum(axis=1)
        # Of n - 1 others the lower middle one is the (n - 2) / 2-th, counted from 0.
        first = np.maximum(known - 2, 0) // 2
        places = np.minimum(first[:, np.newaxis] + np.arange(3), len(members) - 1)
        n[number, here], scores[number, here] = known, np.take_along_axis(own, places, axis=1)
    return Middles(pools, n, scores)
