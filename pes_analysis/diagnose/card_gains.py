"""What steps of an organisation are worth in every replication, and what its score lacks to the median."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.diagnose.among_peers import Flags
from pes_analysis.diagnose.card_choices import MEAN, OF_SCORES, READING
from pes_analysis.diagnose.card_claims import CardTrials, with_noise
from pes_analysis.diagnose.card_figures import Numbers
from pes_analysis.robust.claim import Claim
from pes_analysis.robust.claim_rows import ClaimRows
from pes_analysis.robust.unit_effects import Spread, explain_spread

ADDITIVE = tuple(name for name in OF_SCORES if name not in (READING, MEAN))
"""What may vary where gains add up: areas read in points and averaged."""


def are_additive(trials: CardTrials) -> Flags:
    """Say in which replications gains of indicators add up to that of the general score."""
    return np.asarray(trials.by_points & (trials.rows.choices[MEAN] == 0) & ~np.isnan(trials.general))


def gains_of(trials: CardTrials, indicators: Sequence[str], points: npt.ArrayLike) -> Numbers:
    """Say what the general score would gain by indicators that had other points.

    Parameters
    ----------
    trials : CardTrials
    indicators : sequence of str
    points : array_like of shape (indicators,)
        What they would have.

    Returns
    -------
    ndarray of shape (rows, indicators)
        0 where an indicator is not in the score; NaN where its points are not known.
    """
    at = np.array([trials.place(name) for name in indicators], dtype=np.intp)
    moved = np.asarray(points, dtype=np.float64) - trials.points[:, at]
    weights = trials.step_weights[:, at]
    return np.asarray(np.where(weights > 0, weights * moved, 0.0))


def below_median(trials: CardTrials, rows: ClaimRows) -> Numbers:
    """Say how far the general score lies below the median of the similar ones; NaN without a median."""
    own = trials.draws.general[trials.unit, : len(rows)]
    return trials.beside.middles.others_median(trials.unit, own, rows) - own


def claim_first_step(
    trials: CardTrials, steps: pd.DataFrame, chosen: str, pool: Sequence[str]
) -> Claim | None:
    """Test whether a step raises the general score most among the steps it was chosen from."""
    every = [name for name in steps["indicator"].astype(str) if name in set(pool) | {chosen}]
    targets = steps.set_index("indicator").loc[every, "target_points"].to_numpy(dtype=float)
    gain, own = gains_of(trials, every, targets), every.index(chosen)
    decided = are_additive(trials) & ~np.isnan(trials.points[:, trials.place(chosen)])
    holds = gain[:, own] >= np.nanmax(gain, axis=1) - 1e-9
    return trials.claim("largest_gain", chosen, holds, decided, with_noise(trials, ADDITIVE))


def explain_card(trials: CardTrials) -> Spread | None:
    """Tell how far the distance from the similar ones' median moves, and what moves it; None without it."""
    rows = trials.draws.rows
    above = -below_median(trials, rows)
    return explain_spread(rows, above) if np.isfinite(above).any() else None
