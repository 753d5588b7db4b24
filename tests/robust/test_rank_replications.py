import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from pes_analysis.measure.composite.axis_ranks import rank_along
from pes_analysis.robust.rank_replications import rank_distribution, rank_quantiles, rank_replications

SCORES = arrays.arrays(
    np.float32,
    st.tuples(st.integers(1, 6), st.integers(1, 12)),
    elements=st.one_of(
        st.just(np.float32(np.nan)), st.integers(-3, 3).map(np.float32), st.floats(-10, 10, width=32)
    ),
)


@given(SCORES)
def test_ranks_are_those_of_pandas(scores):
    expected = pd.DataFrame(scores).rank(axis=1, method="min", ascending=False).fillna(0)
    rows = np.arange(scores.shape[1])
    assert (rank_replications(scores, [rows]) == expected.to_numpy()).all()


@given(SCORES)
def test_short_and_long_numbers_rank_alike(scores):
    assert (rank_along(scores) == rank_along(scores.astype(np.float64))).all()


def test_groups_are_ranked_apart():
    scores = np.array([[1, 2, 3, 4]], dtype=np.float32)
    assert rank_replications(scores, [np.array([0, 2]), np.array([1, 3])]).tolist() == [[2, 2, 1, 1]]


@given(arrays.arrays(np.int32, st.tuples(st.integers(1, 40), st.integers(1, 5)), elements=st.integers(0, 6)))
def test_quantiles_are_ranks_that_occurred(ranks):
    made = rank_quantiles(rank_distribution(ranks), [0.05, 0.5, 0.95])
    for row, quantiles in zip(ranks.T, made, strict=True):
        known = row[row > 0]
        if len(known):
            expected = np.quantile(known, [0.05, 0.5, 0.95], method="inverted_cdf")
            assert quantiles.tolist() == expected.tolist()
        else:
            assert np.isnan(quantiles).all()
