"""Hidden counts: whoever knows the rule, the total and the other counts cannot narrow one to a value."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pes_analysis.protect.small_counts import hide_small

LEAST = 5


def possible(row, hidden, told):
    """List by brute force every row that a reader must hold possible."""
    at = np.flatnonzero(hidden)
    small = [0 < row[one] < LEAST for one in at]
    total = sum(row[one] for one in at)
    ranges = [range(1, LEAST) if one else range(LEAST, max(total, LEAST) + 1) for one in small]
    return [values for values in product(*ranges) if not told or sum(values) == total]


@given(st.lists(st.integers(0, 9), min_size=1, max_size=5))
def test_no_total_narrows_a_hidden_count_to_one_value(row):
    hidden, told = hide_small(row, LEAST)
    assert all(hidden[at] for at, count in enumerate(row) if 0 < count < LEAST)
    rows = possible(row, hidden, told)
    for place in range(int(hidden.sum())):
        assert len({values[place] for values in rows}) > 1


@given(st.lists(st.integers(0, 10**9), max_size=20))
def test_zeros_are_told_and_large_rows_are_whole(row):
    hidden, told = hide_small(row, LEAST)
    assert not hidden[np.asarray(row, dtype=int) == 0].any()
    if all(count == 0 or count >= LEAST for count in row):
        assert told
        assert not hidden.any()


@pytest.mark.parametrize("row", [[1, 1], [4, 4], [1, 5], [4], [1]])
def test_extremes_that_a_total_would_give_away(row):
    assert hide_small(row, LEAST)[1] is False
