import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from pes_analysis.measure.composite.shape import shape_of

SAMPLES = st.lists(st.integers(-1000, 1000), min_size=4, max_size=40, unique=True).map(
    lambda values: np.array(values, dtype=float)
)


@given(SAMPLES)
def test_they_are_the_unbiased_estimates_of_statistics_packages(values):
    assert shape_of(values).skewness == pytest.approx(stats.skew(values, bias=False), abs=1e-9)
    assert shape_of(values).kurtosis == pytest.approx(stats.kurtosis(values, bias=False), abs=1e-9)


@given(SAMPLES)
def test_mirroring_turns_skewness_and_keeps_kurtosis(values):
    assert shape_of(-values).skewness == pytest.approx(-shape_of(values).skewness, abs=1e-9)
    assert shape_of(-values).kurtosis == pytest.approx(shape_of(values).kurtosis, abs=1e-9)


@pytest.mark.parametrize("values", [[], [1.0], [1.0, 2.0], [3.0, 3.0, 3.0, 3.0], [np.nan, 1.0, np.nan]])
def test_too_little_to_tell_passes(values):
    numbers = np.array(values)
    assert np.isnan(shape_of(numbers).skewness)
    assert shape_of(numbers).passes(2, 3.5)


def test_one_limit_alone_is_not_enough():
    skewed = np.array([1.0, 2, 3, 2, 1, 2, 90])
    assert not shape_of(skewed).passes(2, 3.5)
    assert shape_of(skewed).passes(100, 3.5)
    assert shape_of(skewed).passes(2, 100)
