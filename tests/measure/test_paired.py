"""Paired shares and means: published results, symmetry, and what cannot be calculated."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from pes_analysis.measure.paired import mcnemar_exact, mean_difference, share_difference

FEW = st.integers(0, 40)


@given(FEW, FEW)
def test_the_exact_test_is_that_of_a_fair_coin(gained: int, lost: int) -> None:
    expected = stats.binomtest(gained, gained + lost).pvalue if gained + lost else 1.0
    assert mcnemar_exact(gained, lost) == pytest.approx(expected)


@given(FEW, FEW, FEW)
def test_a_difference_turned_round_changes_its_sign(gained: int, lost: int, same: int) -> None:
    pairs = gained + lost + same
    there, back = share_difference(gained, lost, pairs), share_difference(lost, gained, pairs)
    if pairs == 0:
        assert math.isnan(there.value)
        return
    assert there.value == pytest.approx(-back.value)
    assert (there.lower, there.upper) == (pytest.approx(-back.upper), pytest.approx(-back.lower))
    assert -1 <= there.lower < there.upper <= 1


def test_the_interval_of_a_share_covers_as_often_as_it_says() -> None:
    truth, drawn = np.array([0.2, 0.1, 0.7]), np.random.default_rng(7).multinomial(60, [0.2, 0.1, 0.7], 2000)
    found = [share_difference(int(up), int(down), 60) for up, down, _ in drawn]
    covered = np.mean([one.lower <= truth[0] - truth[1] <= one.upper for one in found])
    assert 0.93 <= covered <= 0.97


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=2, max_size=30))
def test_the_interval_of_a_mean_is_that_of_the_paired_test(pairs: list[tuple[int, int]]) -> None:
    before, after = np.array(pairs).T
    found = mean_difference(before, after)
    assert found.value == pytest.approx(float(np.mean(after - before)))
    if np.ptp(after - before) == 0:
        assert math.isnan(found.lower)
        assert math.isnan(found.upper)
    else:
        expected = stats.ttest_rel(after, before).confidence_interval(0.95)
        assert (found.lower, found.upper) == (pytest.approx(expected.low), pytest.approx(expected.high))


def test_one_pair_has_a_difference_and_no_interval() -> None:
    found = mean_difference([2], [4])
    assert found.value == 2
    assert math.isnan(found.lower)
    assert math.isnan(mean_difference([], []).value)
