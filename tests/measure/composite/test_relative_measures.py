"""Hellwig, TOPSIS and Copeland: measures that set units against one another."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from pes_analysis.measure.composite.copeland import copeland
from pes_analysis.measure.composite.hellwig import hellwig
from pes_analysis.measure.composite.topsis import topsis
from pes_analysis.protect.errors import PesError

MATRICES = arrays.arrays(
    np.float64,
    st.tuples(st.integers(2, 12), st.integers(1, 5)),
    elements=st.integers(-1000, 1000),
    unique=True,
)
MEASURES = (hellwig, topsis, copeland)


@pytest.mark.parametrize("measure", MEASURES)
@given(values=MATRICES)
def test_a_unit_better_in_everything_scores_higher(measure, values):
    better = np.vstack([values, values.max(axis=0) + 1])
    scores = measure(better)
    assert (scores[-1] > scores[:-1]).all()


@pytest.mark.parametrize("measure", MEASURES)
@given(values=MATRICES)
def test_equal_weights_change_nothing(measure, values):
    equal = np.full(values.shape[1], 7.0)
    shares = equal / equal.sum()
    np.testing.assert_allclose(measure(values, shares), measure(values), atol=1e-9)


@pytest.mark.parametrize("measure", MEASURES)
def test_an_indicator_without_weight_does_not_count(measure):
    values = np.array([[1.0, 9.0], [2.0, 4.0], [4.0, 0.0]])
    np.testing.assert_allclose(measure(values, np.array([1.0, 0.0])), measure(values[:, :1]))


@given(MATRICES)
def test_bounds(values):
    assert hellwig(values).max() <= 1 + 1e-12
    assert (topsis(values) >= 0).all()
    assert (topsis(values) <= 1).all()
    assert (np.abs(copeland(values)) < len(values)).all()
    assert copeland(values).sum() == 0


def test_hellwig_divides_by_n_or_by_n_less_one():
    z = np.array([[-1.0, 0], [0, 0], [1.0, 1]])
    distances = np.sqrt(((z - [1, 1]) ** 2).sum(axis=1))
    for ddof in (0, 1):
        farthest = distances.mean() + 2 * distances.std(ddof=ddof)
        np.testing.assert_allclose(hellwig(z, ddof=ddof), 1 - distances / farthest)


@pytest.mark.parametrize("measure", [hellwig, topsis])
def test_equal_units_are_refused(measure):
    with pytest.raises(PesError, match="cannot be calculated"):
        measure(np.ones((3, 2)))
