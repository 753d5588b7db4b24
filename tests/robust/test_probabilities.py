import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from pes_analysis.robust.probabilities import better_probabilities, group_quarters, peer_quarters
from pes_analysis.robust.rank_replications import rank_replications

SCORES = arrays.arrays(
    np.float32, st.tuples(st.integers(1, 20), st.integers(4, 9)), elements=st.integers(-4, 4).map(np.float32)
)


@given(SCORES)
def test_pairs_share_one_between_them(scores):
    rows = np.arange(scores.shape[1])
    better = better_probabilities(rank_replications(scores, [rows]))
    np.testing.assert_allclose(better + better.T, 1)
    wins = (scores[:, :, None] > scores[:, None, :]).mean(axis=0)
    ties = (scores[:, :, None] == scores[:, None, :]).mean(axis=0)
    np.testing.assert_allclose(better, wins + ties / 2)


@given(SCORES)
def test_quarters_of_a_group_and_of_peers_are_one_thing(scores):
    rows = np.arange(scores.shape[1])
    best, worst = group_quarters(scores, [rows])
    for row in rows:
        assert peer_quarters(scores, row, rows) == pytest.approx((best[row], worst[row]))
    assert (best + worst <= 1 + 1e-12).all()


def test_in_a_group_of_eight_two_are_a_quarter():
    scores = np.arange(8, dtype=np.float32)[np.newaxis]
    best, worst = group_quarters(scores, [np.arange(8)])
    assert np.flatnonzero(best).tolist() == [6, 7]
    assert np.flatnonzero(worst).tolist() == [0, 1]


def test_fewer_than_four_have_no_quarters():
    scores = np.arange(3, dtype=np.float32)[np.newaxis]
    assert np.isnan(group_quarters(scores, [np.arange(3)])[0]).all()
    assert np.isnan(peer_quarters(scores, 0, np.array([1, 2]))).all()


def test_replications_without_a_score_do_not_count():
    scores = np.array([[4, 3, 2, 1], [np.nan, 3, 2, 1]], dtype=np.float32)
    best, _ = group_quarters(scores, [np.arange(4)])
    assert best[0] == 1
    better = better_probabilities(rank_replications(scores, [np.arange(4)]))
    assert better[0, 1] == 1
    nothing = better_probabilities(np.zeros((3, 2), dtype=np.int32))
    assert np.isnan(nothing[0, 1])
