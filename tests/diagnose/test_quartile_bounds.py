"""Quartiles of many groups at once, against NumPy's own quantiles."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pes_analysis.compare.standing import QUARTER
from pes_analysis.diagnose.quartile_bounds import quartile_bounds

NUMBER = st.one_of(st.integers(-3, 3).map(float), st.floats(-100, 100), st.just(float("nan")))


@given(st.integers(1, 9).flatmap(lambda n: st.lists(st.lists(NUMBER, min_size=n, max_size=n), min_size=1)))
def test_quartiles_are_those_of_numpy(rows):
    group = np.array(rows)
    n = (~np.isnan(group)).sum(axis=1)
    low, high = quartile_bounds(group, n)
    for row, numbers in enumerate(group):
        known = numbers[~np.isnan(numbers)]
        if len(known):
            expected = np.quantile(known, [1 - QUARTER, QUARTER])
            np.testing.assert_allclose([low[row], high[row]], expected, atol=1e-12)
