"""Counts beside a group and its quartiles, against plain counting and NumPy's own quantiles."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pes_analysis.compare.standing import QUARTER
from pes_analysis.diagnose.counts_beside import beyond_quartiles, count_true, counted_beside, quartile_bounds

# Few different numbers make ties, and quartiles that fall on a number.
NUMBER = st.one_of(st.integers(-3, 3).map(float), st.floats(-100, 100), st.just(float("nan")))


@st.composite
def groups(draw):
    rows, units = draw(st.integers(1, 4)), draw(st.integers(0, 11))
    group = np.array([[draw(NUMBER) for _ in range(units)] for _ in range(rows)]).reshape(rows, units)
    own = np.array([draw(NUMBER) for _ in range(rows)])
    member = np.array([[draw(st.booleans()) for _ in range(units)] for _ in range(rows)], dtype=bool)
    return group, own, member.reshape(rows, units) & ~np.isnan(group)


@given(groups())
def test_counts_are_those_of_plain_counting(given_rows):
    group, own, known = given_rows
    counts = counted_beside(group, own, known)
    for row, beside in enumerate(own):
        numbers = group[row][known[row]]
        assert counts[:, row].tolist() == [
            len(numbers),
            sum(one < beside for one in numbers),
            sum(one > beside for one in numbers),
        ]


@given(groups())
def test_quartiles_need_no_sorting(given_rows):
    group, own, known = given_rows
    above, below = beyond_quartiles(group, own, known, counted_beside(group, own, known))
    alone = np.where(known, group, np.nan)
    low, high = quartile_bounds(alone, count_true(known)) if group.shape[1] else (own * np.nan, own * np.nan)
    assert above.tolist() == (own > high).tolist()
    assert below.tolist() == (own < low).tolist()


@given(groups())
def test_quartiles_are_those_of_numpy(given_rows):
    group, _, known = given_rows
    for row, numbers in enumerate(group):
        of_row = numbers[known[row]]
        if len(of_row):
            low, high = quartile_bounds(np.where(known, group, np.nan), count_true(known))
            np.testing.assert_allclose(
                [low[row], high[row]], np.quantile(of_row, [1 - QUARTER, QUARTER]), atol=1e-12
            )
