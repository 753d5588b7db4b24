import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from pes_analysis.measure.composite.means import mean_gains, power_mean
from pes_analysis.protect.errors import PesError

POSITIVE = arrays.arrays(np.float64, (6, 4), elements=st.one_of(st.just(np.nan), st.floats(0.5, 1000)))
WEIGHTS = arrays.arrays(np.float64, 4, elements=st.floats(0.1, 10))
EXPONENTS = st.sampled_from([-2.0, -1.0, 0.0, 0.5, 1.0, 3.0])


@given(POSITIVE, WEIGHTS, EXPONENTS)
def test_a_mean_lies_between_its_parts(values, weights, exponent):
    for row, mean in zip(values, power_mean(values, weights, exponent), strict=True):
        if np.isnan(row).all():
            assert np.isnan(mean)
        else:
            assert np.nanmin(row) * (1 - 1e-9) <= mean <= np.nanmax(row) * (1 + 1e-9)


@given(POSITIVE, WEIGHTS)
def test_means_rise_with_their_exponent(values, weights):
    means = [power_mean(values, weights, exponent) for exponent in (-1.0, 0.0, 1.0, 2.0)]
    for lower, higher in itertools.pairwise(means):
        known = ~np.isnan(lower)
        assert (lower[known] <= higher[known] * (1 + 1e-9)).all()


@given(POSITIVE, WEIGHTS, EXPONENTS)
def test_contributions_add_up_to_the_mean(values, weights, exponent):
    means = power_mean(values, weights, exponent)
    total = (np.nan_to_num(values) * mean_gains(values, weights, exponent)).sum(axis=1)
    known = ~np.isnan(means)
    np.testing.assert_allclose(total[known], means[known], rtol=1e-9)


@given(arrays.arrays(np.float64, (1, 3), elements=st.floats(1, 100)), WEIGHTS.map(lambda w: w[:3]), EXPONENTS)
def test_gains_are_the_slopes_of_the_mean(values, weights, exponent):
    gains = mean_gains(values, weights, exponent)[0]
    for at in range(3):
        step = np.zeros((1, 3))
        step[0, at] = 1e-5
        slope = (
            power_mean(values + step, weights, exponent) - power_mean(values - step, weights, exponent)
        ) / 2e-5
        assert gains[at] == pytest.approx(slope[0], rel=1e-4, abs=1e-6)


def test_names_of_means():
    values = np.array([[1.0, 4.0]])
    equal = np.array([1.0, 1.0])
    assert power_mean(values, equal, 1)[0] == 2.5
    assert power_mean(values, equal, 0)[0] == pytest.approx(2)
    assert power_mean(values, equal, -1)[0] == pytest.approx(1.6)
    assert power_mean(values, equal, 2)[0] == pytest.approx(8.5**0.5)


@pytest.mark.parametrize(("value", "exponent"), [(0.0, 0.0), (0.0, -1.0), (-1.0, 0.0), (-1.0, 2.0)])
def test_values_that_a_mean_cannot_take_are_refused(value, exponent):
    with pytest.raises(PesError, match=r"scale: \[1, 100\]"):
        power_mean(np.array([[value, 5.0]]), np.array([1.0, 1.0]), exponent)


def test_what_weighs_nothing_is_not_looked_at():
    assert power_mean(np.array([[0.0, 5.0]]), np.array([0.0, 1.0]), 0).tolist() == pytest.approx([5.0])


def test_zeros_have_no_contribution_to_a_mean_that_allows_them():
    values = np.array([[0.0, 4.0], [0.0, 0.0]])
    gains = mean_gains(values, np.array([1.0, 1.0]), 2.0)
    assert (values * gains).sum(axis=1).tolist() == pytest.approx([8**0.5, 0.0])
