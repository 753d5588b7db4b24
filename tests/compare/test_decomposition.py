import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from pes_analysis.compare.change_noise import split_break, split_noise
from pes_analysis.compare.decomposition import log_mean, split_geometric, split_shapley, split_sum

POINTS = arrays(float, 4, elements=st.floats(1, 100))
WEIGHTS = np.array([0.1, 0.2, 0.3, 0.4])


def distance(rows):
    return 1 - np.sqrt(((rows / 100 - 1) ** 2 * WEIGHTS).sum(axis=1))


@given(POINTS, POINTS)
def test_parts_add_up_and_what_stays_gets_nothing(first, last):
    last[0] = first[0]

    def geometric(x):
        return np.exp((WEIGHTS * np.log(x)).sum())

    splits = [
        (split_sum(first, last, WEIGHTS), WEIGHTS @ last - WEIGHTS @ first),
        (split_geometric(first, last, WEIGHTS), geometric(last) - geometric(first)),
        (split_shapley(first, last, distance), np.subtract(*distance(np.stack([last, first])))),
    ]
    for parts, change in splits:
        assert parts.sum() == pytest.approx(change, abs=1e-9)
        assert parts[0] == pytest.approx(0, abs=1e-12)


@given(st.floats(0.01, 1e4), st.floats(0.01, 1e4))
def test_log_mean_is_symmetric_and_between(a, b):
    assert log_mean(a, b) == pytest.approx(log_mean(b, a), rel=1e-9)
    assert min(a, b) * (1 - 1e-9) <= log_mean(a, b) <= max(a, b) * (1 + 1e-9)


@given(arrays(float, 5, elements=st.floats(-100, 100)), arrays(float, 5, elements=st.floats(0, 50)))
def test_noise_and_the_reliable_part_add_up(own, noise):
    real, chance = split_noise(own, noise)
    assert real + chance == pytest.approx(own, abs=1e-9)
    assert (np.abs(real) <= np.abs(own)).all()


def test_a_break_without_an_overlap_is_not_split():
    one = np.array([5.0])
    parts = split_break(one, one + 4, one * np.nan, one * np.nan, np.array([True]))
    assert np.isnan(parts).all()


def test_too_many_indicators_are_refused():
    with pytest.raises(ValueError, match="at most 12"):
        split_shapley(np.ones(13), np.ones(13), distance)
