"""Reachable targets: the fewest steps, such as peers made in three years, that bring the peers' median."""

from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
LEAST_PEERS = 5


@dataclass(frozen=True)
class Step:
    """One step: the indicator, the amount in the unit of the steps, and how many peers made as much."""

    indicator: str
    amount: float
    made: int
    peers: int


@dataclass(frozen=True)
class Target:
    """Steps that suffice and their probability; no steps when the best set known falls short."""

    steps: tuple[Step, ...]
    probability: float
    is_reached: bool


def reachable_target(
    gap: float,
    steps: Numbers,
    weights: Numbers,
    indicators: tuple[str, ...],
    *,
    probability: float = 0.8,
    most: int = 4,
    draws: int = 1000,
    seed: int = 0,
) -> Target:
    """Find the smallest sufficient set of steps; among sets of a size, the likeliest.

    Peers' observed steps (setbacks too) are resampled, each indicator for itself. Indicators with
    fewer than 5 known peers, and amounts fewer than 5 peers made, are not used.

    Parameters
    ----------
    gap : float
        Score missing to the peers' median.
    steps : ndarray
        Peers by indicators: the best change for the better within three years; NaN unknown.
    weights : ndarray
        Score gained by one unit of each step.

    Examples
    --------
    >>> made = np.array([[4.0, 1.0]] * 9 + [[0.0, 0.0]])
    >>> reachable_target(2.0, made, np.array([0.5, 0.5]), ("a", "b")).steps
    (Step(indicator='a', amount=4.0, made=9, peers=10),)
    """
    if gap <= 0:
        return Target((), 1.0, is_reached=True)
    known = [np.sort(column[np.isfinite(column)]) for column in steps.T]
    usable = [i for i, made in enumerate(known) if len(made) >= LEAST_PEERS]
    drawn = np.zeros((len(known), draws))
    for i in usable:
        # A generator for each column keeps its draws whichever other columns are there.
        key = [seed, *indicators[i].encode()]
        drawn[i] = weights[i] * np.random.default_rng(key).choice(known[i], draws)
    best = 0.0
    for size in range(1, min(most, len(usable)) + 1):
        found: list[tuple[float, tuple[Step, ...]]] = []
        for chosen in combinations(usable, size):
            reached = float((drawn[list(chosen)].sum(axis=0) >= gap).mean())
            best = max(best, reached)
            if reached >= probability and (amounts := _amounts(gap, chosen, known, weights, indicators)):
                found.append((reached, amounts))
        if found:
            reached, amounts = max(found, key=lambda one: one[0])
            return Target(amounts, reached, is_reached=True)
    return Target((), best, is_reached=False)


def _amounts(
    gap: float,
    chosen: tuple[int, ...],
    known: list[Numbers],
    weights: Numbers,
    indicators: tuple[str, ...],
) -> tuple[Step, ...]:
    """Choose amounts that the same share of peers made: the largest share that still suffices."""
    for level in np.linspace(0, 1, 101):
        amounts = [float(np.quantile(known[i], level, method="higher")) for i in chosen]
        if min(amounts) <= 0 or sum(weights[i] * a for i, a in zip(chosen, amounts, strict=True)) < gap:
            continue
        made = [int((known[i] >= a).sum()) for i, a in zip(chosen, amounts, strict=True)]
        if min(made) < LEAST_PEERS:
            return ()
        return tuple(
            Step(indicators[i], a, n, len(known[i])) for i, a, n in zip(chosen, amounts, made, strict=True)
        )
    return ()
