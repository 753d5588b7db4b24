import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pes_analysis.measure.interval_bounds import byar, wilson
from pes_analysis.robust.confidence import confidence_distribution

Z95 = 1.959963984540054


@given(st.integers(1, 10**6), st.floats(0, 1))
def test_shares_have_the_bounds_of_wilson_as_quantiles(people, part):
    count = float(int(people * part))
    share = confidence_distribution(
        "proportion", np.array(100 * count / people), np.array(float(people)), per=100
    )
    lower, upper = wilson(count, people, 0.95)
    np.testing.assert_allclose(
        share.at(np.array([-Z95, Z95])), [100 * lower, 100 * upper], rtol=1e-6, atol=1e-9
    )


@given(st.integers(10, 10**6), st.integers(100, 10**7))
def test_rates_lie_inside_the_interval_of_byar_as_often_as_it_says(count, people):
    rate = confidence_distribution("rate", np.array(1000 * count / people), np.array(float(people)), per=1000)
    low, high = rate.at(np.array([-Z95, Z95])) * people / 1000
    lower, upper = byar(count, 0.95)
    assert lower <= low <= count <= high <= upper
    assert low - lower < 0.6
    assert upper - high < 0.9


@given(st.sampled_from(["proportion", "rate", "mean", "relative"]), st.floats(0, 0.999), st.floats(0.01, 1))
def test_values_rise_with_the_score(kind, value, measure):
    scores = np.linspace(-4, 4, 41)
    people = np.array(measure * 1000 if kind in ("proportion", "rate") else measure)
    values = confidence_distribution(kind, np.array(value), people).at(scores)
    assert (np.diff(values) >= -1e-9).all()


def test_shares_and_rates_stay_where_they_can_be():
    scores = np.linspace(-8, 8, 33)
    for count in (0.0, 1.0, 99.0, 100.0):
        shares = confidence_distribution("proportion", np.array(count), np.array(100.0), per=100).at(scores)
        assert ((shares >= 0) & (shares <= 100 + 1e-9)).all()
        assert (confidence_distribution("rate", np.array(count), np.array(100.0)).at(scores) >= 0).all()


def test_means_and_relative_errors_are_normal():
    scores = np.array([-2.0, 0.0, 1.0])
    assert confidence_distribution("mean", np.array(5.0), np.array(0.5)).at(scores).tolist() == [4, 5, 5.5]
    assert confidence_distribution("relative", np.array(5.0), np.array(0.1)).at(scores).tolist() == [
        4,
        5,
        5.5,
    ]


def test_a_missing_value_has_no_distribution():
    for kind in ("proportion", "rate", "mean", "relative"):
        made = confidence_distribution(kind, np.array(np.nan), np.array(10.0))
        assert np.isnan(made.at(np.array([0.0, 1.0]))).all()


def test_rates_are_not_moved_by_more_than_a_part_of_an_event():
    counts = np.array([1.0, 5.0, 50.0, 500.0])
    middle = confidence_distribution("rate", counts, np.ones(4)).at(np.zeros(4))
    assert middle - counts == pytest.approx(np.full(4, 1 / 6), abs=0.03)
