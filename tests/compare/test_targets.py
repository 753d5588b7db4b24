from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from pes_analysis.compare.targets import Ladder, Step, reachable_target

TRIALS = 20
MISSING = arrays(float, TRIALS, elements=st.floats(-2, 10))
GAINS = st.lists(arrays(float, TRIALS, elements=st.floats(-1, 5)), min_size=1, max_size=5)


def ladder(name, gains, made=(5,), peers=10):
    return Ladder(name, made, peers, np.atleast_2d(np.asarray(gains, dtype=float)))


def share_of(gain, missing):
    """Give the share of trials; what does not suffice as published, the first column, counts for nothing."""
    holds = gain >= missing - 1e-9
    return holds[1:].mean() if holds[0] else 0.0


@given(missing=MISSING, gains=GAINS, probability=st.sampled_from([0.5, 0.8, 0.95]))
@settings(deadline=None)
def test_the_set_is_that_of_brute_force(missing, gains, probability):
    ladders = [ladder(f"i{at}", one) for at, one in enumerate(gains)]
    target = reachable_target(missing, ladders, probability=probability)
    often = {
        chosen: share_of(np.sum([gains[i] for i in chosen], axis=0), missing)
        for size in range(1, min(4, len(gains)) + 1)
        for chosen in combinations(range(len(gains)), size)
    }
    enough = [chosen for chosen, share in often.items() if share >= probability]
    assert target.is_reached == bool(enough)
    if enough:
        size = min(map(len, enough))
        assert len(target.steps) == size
        assert target.probability == max(often[chosen] for chosen in enough if len(chosen) == size)
    else:
        assert target.probability == max(often.values())


@given(
    missing=MISSING,
    gains=st.lists(arrays(float, (4, TRIALS), elements=st.floats(0, 5)), min_size=1, max_size=3),
)
@settings(deadline=None)
def test_steps_are_as_small_as_they_can_be_and_still_suffice(missing, gains):
    made = (5, 7, 8, 10)
    falling = [-np.sort(-one, axis=0) for one in gains]
    ladders = [ladder(f"i{at}", one, made) for at, one in enumerate(falling)]
    target = reachable_target(missing, ladders)
    if not target.is_reached:
        return
    assert target.probability >= 0.8
    chosen = [next(one for one in ladders if one.indicator == step.indicator) for step in target.steps]
    assert [one.made[step.place] for one, step in zip(chosen, target.steps, strict=True)] == [
        step.made for step in target.steps
    ]
    share = min(step.made for step in target.steps)
    easier = [other for other in made if other > share]
    for other in easier:
        smaller = np.sum([one.gains[made.index(other)] for one in chosen], axis=0)
        assert share_of(smaller, missing) < 0.8


def test_a_step_that_all_peers_made_is_chosen_before_one_that_half_made():
    ladders = [ladder("a", [[6.0] * 4, [3.0] * 4], (5, 10))]
    target = reachable_target(np.full(4, 2.0), ladders)
    assert (target.steps, target.probability) == ((Step("a", 1, 10, 10),), 1.0)


def test_the_likeliest_set_is_told_with_its_probability_when_none_suffices():
    target = reachable_target(np.array([1.0, 1, 1, 9, 9]), [ladder("a", [2.0] * 5), ladder("b", [0.1] * 5)])
    assert not target.is_reached
    assert (target.steps, target.probability) == ((Step("a", 0, 5, 10),), 0.5)


def test_what_does_not_suffice_as_published_is_not_promised_whatever_the_trials_say():
    target = reachable_target(np.array([9.0, 1, 1, 1]), [ladder("a", [2.0] * 4)])
    assert (target.probability, target.is_reached) == (0.0, False)


def test_where_nothing_suffices_the_largest_steps_are_told():
    assert reachable_target(np.full(4, 50.0), []).steps == ()
    ladders = [ladder(f"i{at}", [gain] * 4) for at, gain in enumerate([1.0, 5, -1, 2, 4, 3])]
    target = reachable_target(np.full(4, 50.0), ladders)
    assert (target.probability, target.is_reached) == (0.0, False)
    assert [one.indicator for one in target.steps] == ["i1", "i4", "i5", "i3"]


def test_no_more_steps_are_asked_for_than_allowed():
    ladders = [ladder(f"i{at}", [1.0] * 4) for at in range(6)]
    assert not reachable_target(np.full(4, 5.0), ladders).is_reached
    assert len(reachable_target(np.full(4, 5.0), ladders, most=5).steps) == 5
    assert reachable_target(np.full(4, 5.0), ladders, most=5).probability == pytest.approx(1)
