import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from pes_analysis.measure.interval_bounds import byar, exact_poisson, poisson, student, wilson

LEVELS = st.sampled_from([0.8, 0.95, 0.998])
COUNTS = st.integers(min_value=0, max_value=10**6)


@given(st.integers(min_value=1, max_value=10**6), st.floats(min_value=0, max_value=1), LEVELS)
def test_a_share_lies_in_its_interval_and_both_in_zero_to_one(n, part, level):
    x = int(n * part)
    lower, upper = wilson(x, n, level)
    assert 0 <= lower <= x / n <= upper <= 1


@given(st.integers(min_value=1, max_value=10**4), st.integers(min_value=0, max_value=10**4), LEVELS)
def test_who_has_and_who_has_not_mirror_each_other(n, x, level):
    x = min(x, n)
    lower, upper = wilson(x, n, level)
    other_lower, other_upper = wilson(n - x, n, level)
    assert lower == pytest.approx(1 - other_upper, abs=1e-12)
    assert upper == pytest.approx(1 - other_lower, abs=1e-12)


@given(COUNTS, LEVELS)
def test_the_exact_interval_leaves_out_what_its_name_says(count, level):
    lower, upper = (float(bound) for bound in exact_poisson(count, level))
    tail = (1 - level) / 2
    assert stats.poisson.cdf(count, upper) == pytest.approx(tail, rel=1e-6)
    if count:
        assert stats.poisson.sf(count - 1, lower) == pytest.approx(tail, rel=1e-6)
    else:
        assert lower == 0


@given(st.integers(min_value=10, max_value=10**6))
def test_byar_stays_close_to_the_exact_interval(count):
    np.testing.assert_allclose(byar(count, 0.95), exact_poisson(count, 0.95), rtol=0.005)


def test_byar_has_no_lower_bound_where_it_would_fall_below_zero():
    lower, upper = byar([0, 1], 0.998)
    assert lower[0] == 0
    assert np.isnan(lower[1])
    assert (upper > 0).all()


@given(COUNTS, st.sampled_from([(0.8, 0.95), (0.95, 0.998)]))
def test_a_higher_level_gives_a_wider_interval(count, levels):
    (lower, upper), (wider_lower, wider_upper) = (poisson(count, level) for level in levels)
    assert wider_lower <= lower <= count <= upper <= wider_upper


def test_a_mean_of_one_value_has_no_interval():
    assert np.isnan(student(5.0, 0.0, 1, 0.95)).all()


def test_a_missing_count_stays_missing():
    for bounds in (wilson(np.nan, 10, 0.95), byar(np.nan, 0.95), poisson(np.nan, 0.95)):
        assert np.isnan(bounds).all()
