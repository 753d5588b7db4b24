from itertools import combinations, product

import numpy as np
import pytest

from pes_analysis.compare.targets import reachable_target

NAMES = ("a", "b", "c")


def test_the_size_is_that_of_brute_force():
    steps = np.random.default_rng(3).normal(4, 2, (8, 3))
    weights = np.array([0.5, 0.3, 0.2])
    for gap in (0.2, 1.0, 1.8):
        target = reachable_target(gap, steps, weights, NAMES, draws=4000)
        exact = {
            chosen: np.mean([sum(one) >= gap for one in product(*(weights[i] * steps[:, i] for i in chosen))])
            for size in (1, 2, 3)
            for chosen in combinations(range(3), size)
        }
        if target.is_reached:
            chosen = tuple(NAMES.index(one.indicator) for one in target.steps)
            assert target.probability == pytest.approx(exact[chosen], abs=0.03)
            assert all(p < 0.83 for other, p in exact.items() if len(other) < len(chosen))
            assert sum(weights[NAMES.index(s.indicator)] * s.amount for s in target.steps) >= gap
        else:
            assert max(exact.values()) < 0.83


def test_same_seed_same_answer_and_few_peers_tell_nothing():
    steps = np.array([[3.0, 1.0]] * 4)
    assert not reachable_target(1.0, steps, np.ones(2), NAMES[:2]).is_reached
    many = np.random.default_rng(1).normal(3, 1, (20, 2))
    assert reachable_target(1, many, np.ones(2), NAMES[:2]) == reachable_target(
        1, many, np.ones(2), NAMES[:2]
    )


def test_what_nobody_did_is_not_promised():
    target = reachable_target(50.0, np.ones((10, 2)), np.ones(2), NAMES[:2])
    assert (target.steps, target.probability, target.is_reached) == ((), 0.0, False)
