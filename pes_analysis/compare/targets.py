"""Reachable targets: the fewest steps, such as peers made in three years, that bring the peers' median."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
LEAST_THAT_MADE_IT = 5
MOST_STEPS = 4
ROUNDING = 1e-9
# Sets tried at a time: their gains in all trials take room.
_SETS_AT_ONCE = 256


@dataclass(frozen=True)
class Ladder:
    """Steps in one indicator, the largest first, each one that enough peers made.

    Attributes
    ----------
    indicator : str
    made : tuple of int
        How many peers made at least that step; rising.
    peers : int
        Of how many.
    gains : ndarray of shape (steps, 1 + trials)
        What the score would gain by it: as published, then in every trial.
    """

    indicator: str
    made: tuple[int, ...]
    peers: int
    gains: Numbers

    def for_share(self, share: float) -> int:
        """Give the largest step that at least a share of the peers made; the smallest where none is."""
        least = share * self.peers - ROUNDING
        return next((at for at, made in enumerate(self.made) if made >= least), len(self.made) - 1)


@dataclass(frozen=True)
class Step:
    """A step of a ladder: the indicator, its place on the ladder, how many peers made it, and of how many."""

    indicator: str
    place: int
    made: int
    peers: int


@dataclass(frozen=True)
class Target:
    """The smallest set of steps that suffices, or else the likeliest one, or else the largest one.

    Attributes
    ----------
    steps : tuple of Step
    probability : float
        In what share of the trials the set suffices; 0 when no set does so as published.
    is_reached : bool
        Whether that is often enough.
    """

    steps: tuple[Step, ...]
    probability: float
    is_reached: bool


def reachable_target(
    missing: Numbers, ladders: Sequence[Ladder], *, probability: float = 0.8, most: int = MOST_STEPS
) -> Target:
    """Find the smallest sufficient set of steps; among sets of a size, the likeliest.

    A set has to suffice as published, and in enough of the trials. It is found by the largest step of each
    ladder. Then all its steps are made as small as they can be: to those that the largest possible share
    of the peers made.

    Parameters
    ----------
    missing : ndarray of shape (1 + trials,)
        Score missing to the peers' median: as published, then in trials that vary what is not sure.
    ladders : sequence of Ladder
        Gains add up.
    probability : float
        In what share of the trials a set has to suffice.
    most : int
        Steps in a set.

    Returns
    -------
    Target
        The same for the same input.

    Examples
    --------
    >>> missing = np.array([3.0, 1.0, 2.0, 3.0, 9.0])
    >>> ladders = [Ladder("a", (5, 9), 10, np.array([[6.0] * 5, [3.0] * 5]))]
    >>> reachable_target(missing, ladders, probability=0.75)
    Target(steps=(Step(indicator='a', place=1, made=9, peers=10),), probability=0.75, is_reached=True)
    """
    if not ladders or len(missing) < 2:
        return Target((), 0.0, is_reached=False)
    missing = missing - ROUNDING
    largest = np.stack([one.gains[0] for one in ladders])
    best: tuple[float, tuple[int, ...]] = (0.0, ())
    for size in range(1, min(most, len(ladders)) + 1):
        # Not even the best set of each trial would do better.
        if _most_often(missing, largest, size) <= best[0]:
            continue
        sets = np.array(list(combinations(range(len(ladders)), size)))
        often = _how_often(missing, largest, sets)
        at = int(often.argmax())
        if often[at] > best[0]:
            best = float(often[at]), tuple(sets[at].tolist())
        if best[0] >= probability:
            break
    if not best[1]:
        most_gained = np.argsort(-largest[:, 0], kind="stable")[:most]
        steps = [_step(ladders[i], 0) for i in most_gained if largest[i, 0] > 0]
        return Target(tuple(steps), 0.0, is_reached=False)
    is_reached = best[0] >= probability
    chosen = [ladders[i] for i in best[1]]
    places = _smallest(missing, chosen, probability if is_reached else best[0])
    steps = [_step(one, place) for one, place in zip(chosen, places, strict=True)]
    return Target(tuple(steps), _suffices(missing, chosen, places), is_reached)


def _step(ladder: Ladder, place: int) -> Step:
    return Step(ladder.indicator, place, ladder.made[place], ladder.peers)


def _share(suffices: npt.NDArray[np.bool_]) -> Numbers:
    """Give the share of trials in which sets suffice; 0 where they do not as published."""
    return np.asarray(np.where(suffices[..., 0], suffices[..., 1:].mean(axis=-1), 0.0))


def _most_often(missing: Numbers, gains: Numbers, size: int) -> float:
    """Say how often the best set of a size would suffice if it could be chosen anew in each trial."""
    return float(_share(np.sort(gains, axis=0)[-size:].sum(axis=0) >= missing))


def _how_often(missing: Numbers, gains: Numbers, sets: npt.NDArray[np.intp]) -> Numbers:
    """Say for each set how often it suffices."""

    def suffices(tried: npt.NDArray[np.intp], missing: Numbers, gains: Numbers) -> npt.NDArray[np.bool_]:
        return np.asarray(gains[tried[:, -1]] >= missing - gains[tried[:, :-1]].sum(axis=1))

    often = np.zeros(len(sets))
    # Most sets do not suffice as published, and nobody asks how often they do in trials.
    published = np.flatnonzero(suffices(sets, missing[:1], gains[:, :1])[:, 0])
    for start in range(0, len(published), _SETS_AT_ONCE):
        some = published[start : start + _SETS_AT_ONCE]
        often[some] = _share(suffices(sets[some], missing, gains))
    return often


def _smallest(missing: Numbers, chosen: Sequence[Ladder], probability: float) -> tuple[int, ...]:
    """Choose the steps that the largest share of the peers made and that still suffice as often."""
    shares = sorted({made / one.peers for one in chosen for made in one.made}, reverse=True)
    for share in shares:
        places = tuple(one.for_share(share) for one in chosen)
        if _suffices(missing, chosen, places) >= probability:
            return places
    return tuple(0 for _ in chosen)


def _suffices(missing: Numbers, chosen: Sequence[Ladder], places: Sequence[int]) -> float:
    gain = np.sum([one.gains[place] for one, place in zip(chosen, places, strict=True)], axis=0)
    return float(_share(gain >= missing))
