"""Ranks and counts along the last axis, against plain counting."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from pes_analysis.measure.composite.axis_ranks import NO_RANK, counts_along, rank_along

NUMBER = st.one_of(
    st.integers(-2, 2).map(float), st.just(-0.0), st.just(float("nan")), st.floats(-9, 9, width=32)
)


@pytest.mark.parametrize("kind", [np.float32, np.float64])
@given(values=arrays(np.float64, array_shapes(min_dims=2, max_dims=3, max_side=7), elements=NUMBER))
def test_counts_and_ranks_are_those_of_plain_counting(kind, values):
    values = values.astype(kind)
    lower, higher = counts_along(values)
    ranks = rank_along(values)
    for at, value in np.ndenumerate(values):
        row = values[at[:-1]]
        if np.isnan(value):
            assert ranks[at] == NO_RANK
            continue
        assert (lower[at], higher[at]) == ((row < value).sum(), (row > value).sum())
        assert ranks[at] == 1 + lower[at]
