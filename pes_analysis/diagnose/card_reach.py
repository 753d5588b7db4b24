"""What would have to change for an organisation to reach the median of similar ones, and how sure that is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.catalogue import Indicator
from pes_analysis.compare.standing import goodness
from pes_analysis.compare.targets import LEAST_THAT_MADE_IT, Ladder, reachable_target
from pes_analysis.diagnose.card_claims import GENERAL, GROUP, CardTrials
from pes_analysis.diagnose.card_gains import ADDITIVE, are_additive, below_median, gains_of
from pes_analysis.diagnose.card_parts import Picture, Reach
from pes_analysis.diagnose.organisation_series import Series
from pes_analysis.diagnose.organisation_year import SCORED
from pes_analysis.diagnose.steps import DECIDED_BY_OTHERS
from pes_analysis.measure.points import absolute_points, value_worth
from pes_analysis.measure.rounding import round_half_up
from pes_analysis.robust.claim import NOISE, Claim, claim_from
from pes_analysis.robust.claim_rows import JOINT

Numbers = npt.NDArray[np.float64]
YEARS = 3
FULL = 100.0
ROUNDING = 1e-9
SMALLEST_GAIN = 0.05
"""Points of the general score that are printed as 0,1."""
STATEMENT = "within_reach"
ABOVE, NO_SCORE, NO_HISTORY = "above", "no_score", "no_history"
REACHED, NOT_REACHED, OUT_OF_REACH = "reached", "not_reached", "out_of_reach"
COLUMNS = ("indicator", "value", "after", "gain", "made", "n")


def reach_median(
    trials: CardTrials | None,
    table: pd.DataFrame,
    weights: pd.Series,
    picture: Picture,
    series: Series,
    peers: Sequence[str],
    year: int,
) -> Reach:
    """Find the fewest steps, such as peers made in three years, that bring the median of their scores.

    A step is the change of a peer from three years ago to this year, made from where the organisation
    stands; only steps that at least 5 peers made are taken. Indicators that others decide about are no
    step. Trials vary chance and the signed choices of method, on both sides of the gap. Peers stay as
    they are: their median is the one of this year.

    Parameters
    ----------
    trials : CardTrials or None
    table : DataFrame
        The card's table of indicators.
    weights : Series
        By indicator: its weight in the general score.
    picture : Picture
    series : Series
        Single years.
    peers : sequence of str
        Empty when there are too few to compare with.
    year : int

    Returns
    -------
    Reach
    """
    first = year - YEARS
    if trials is None or picture.score is None or picture.peers_median is None or not len(peers):
        return _reach(NO_SCORE, first, year)
    # As printed: who reads the same number twice lacks nothing.
    if round_half_up(picture.score, 0) >= round_half_up(picture.peers_median, 0):
        return _reach(ABOVE, first, year)
    if not {first, year} <= set(series.years):
        return _reach(NO_HISTORY, first, year)
    units = series.units.get_indexer(pd.Index(list(peers)))
    ends = series.numbers[
        np.ix_(np.array([series.years.index(one) for one in (first, year)]), units[units >= 0])
    ]
    known = {
        indicator.id: (indicator, value, made)
        for indicator, value in _options(trials, table, weights, series.indicators)
        if len(made := _steps_of_peers(indicator, ends[:, :, series.indicators.index(indicator.id)]))
        >= LEAST_THAT_MADE_IT
    }
    if not known:
        return _reach(NO_HISTORY, first, year)
    ladders = [
        ladder
        for indicator, value, made in known.values()
        if (ladder := _ladder(trials, indicator, value, made)) is not None
    ]
    missing = below_median(trials, trials.rows)
    decided = are_additive(trials) & ~np.isnan(missing)
    joint, published = trials.rows.parts[JOINT], trials.rows.published
    tried = np.append(published, np.flatnonzero(decided[joint]) + joint.start)
    target = reachable_target(
        missing[tried],
        [replace(one.ladder, gains=one.ladder.gains[:, tried]) for one in ladders],
        probability=trials.draws.catalogue.claims.softened_at,
    )
    chosen = {one.ladder.indicator: one for one in ladders}
    gains = [chosen[one.indicator].ladder.gains[one.place] for one in target.steps]
    rows = [
        (
            one.indicator,
            known[one.indicator][1],
            float(chosen[one.indicator].afters[one.place]),
            float(gain[published]),
            one.made,
            one.peers,
        )
        for one, gain in zip(target.steps, gains, strict=True)
    ]
    reached = np.sum(gains, axis=0) >= missing - ROUNDING if gains else np.zeros(len(missing))
    return Reach(
        kind=REACHED if target.is_reached else NOT_REACHED if target.probability else OUT_OF_REACH,
        first_year=first,
        year=year,
        gap=picture.peers_median - picture.score,
        claim=_claim(trials, reached, decided, len(rows)),
        steps=pd.DataFrame(rows, columns=list(COLUMNS)),
    )


def _reach(kind: str, first: int, year: int) -> Reach:
    return Reach(kind, first, year, None, None, pd.DataFrame(columns=list(COLUMNS)))


@dataclass(frozen=True)
class _Climb:
    """A ladder, and the value after each of its steps."""

    ladder: Ladder
    afters: Numbers


def _options(
    trials: CardTrials, table: pd.DataFrame, weights: pd.Series, known: Sequence[str]
) -> Iterator[tuple[Indicator, float]]:
    """Give what an organisation could improve, and its value: scored, not full, and its own to decide."""
    weight = weights.to_dict()
    for name, value, points, role in zip(
        *(table[column].to_list() for column in ("indicator", "value", "points", "role")), strict=True
    ):
        if role != SCORED or name in DECIDED_BY_OTHERS or name not in known or not weight.get(name):
            continue
        indicator = trials.draws.catalogue.indicator(name)
        # Inside a recommended range there is no better and worse, so peers make no steps there.
        is_inside = indicator.polarity == "nominant" and _judged(np.array([value]), indicator)[0] == 0
        if points < FULL and not is_inside:
            yield indicator, float(value)


def _ladder(trials: CardTrials, indicator: Indicator, value: float, made: Numbers) -> _Climb | None:
    """Lay out the steps that at least 5 peers made and that are worth anything; None when there are none."""
    worth = absolute_points(_after(value, made, indicator), indicator)
    points = np.unique(worth[worth > float(absolute_points(value, indicator)) + ROUNDING])[::-1]
    counts = (worth >= points[:, np.newaxis] - ROUNDING).sum(axis=1)
    points, counts = points[counts >= LEAST_THAT_MADE_IT], counts[counts >= LEAST_THAT_MADE_IT]
    # What is worth no more is not asked for: full points end a step.
    after = value_worth(points, indicator, value)
    gains = gains_of(trials, [indicator.id] * len(after), points).T
    times = trials.draws.catalogue.unit(indicator.unit).shown_times
    shown = [round_half_up(one * times, indicator.decimals) for one in (after, np.array([value]))]
    # Who reads the same number twice, or a gain of 0, is told no step.
    told = (shown[0] != shown[1]) & (gains[:, trials.rows.published] >= SMALLEST_GAIN)
    if not told.any():
        return None
    return _Climb(Ladder(indicator.id, tuple(counts[told].tolist()), len(made), gains[told]), after[told])


def _steps_of_peers(indicator: Indicator, both: Numbers) -> Numbers:
    """Give by how much each peer got better between two years, shape (2, peers), the largest step first."""
    before, after = (_judged(one, indicator) for one in both)
    steps = after - before
    return np.asarray(np.sort(steps[~np.isnan(steps)])[::-1])


def _after(value: float, steps: Numbers, indicator: Indicator) -> Numbers:
    """Make steps from a value: towards a recommended range, and no further than its end."""
    if indicator.polarity == "nominant" and indicator.range is not None:
        low, high = indicator.range
        left = np.minimum(_judged(np.array([value]), indicator)[0] + steps, 0.0)
        return np.asarray(low + left if value < low else high - left)
    return value - steps if indicator.polarity == "destimulant" else value + steps


def _judged(values: Numbers, indicator: Indicator) -> Numbers:
    judged = goodness(values, indicator.polarity, indicator.range)
    if judged is None:
        raise ValueError(f"indicator '{indicator.id}' is scored but not judged")
    return judged


def _claim(trials: CardTrials, reached: npt.ArrayLike, decided: npt.ArrayLike, steps: int) -> Claim:
    joint, alone = trials.rows.split(np.where(decided, np.asarray(reached, dtype=np.float64), np.nan))
    tested = [*([NOISE] if trials.has_chance(groups=True) else []), *GROUP, *ADDITIVE]
    return claim_from(
        joint,
        statement=STATEMENT,
        subject=GENERAL,
        rules=trials.draws.catalogue.claims,
        tested=tested,
        evidence={"steps": steps},
        by_factor={name: one for name, one in alone.items() if name in tested},
    )
