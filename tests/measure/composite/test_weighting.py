import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from pes_analysis.measure.composite.weighting import part_weights
from pes_analysis.protect.errors import PesError

MATRICES = arrays.arrays(
    np.float64, st.tuples(st.integers(4, 20), st.integers(2, 5)), elements=st.integers(1, 10**6), unique=True
)


@given(MATRICES, st.sampled_from(["equal", "given", "pca", "entropy", "critic"]))
def test_weights_are_shares_whatever_the_method(values, method):
    weights = part_weights(method, values, list(range(1, values.shape[1] + 1)))
    assert weights.sum() == pytest.approx(1)
    assert (weights >= 0).all()


@given(MATRICES, st.sampled_from(["pca", "entropy", "critic"]), st.randoms())
def test_the_order_of_units_does_not_matter(values, method, random):
    order = list(range(len(values)))
    random.shuffle(order)
    given_weights = [1.0] * values.shape[1]
    np.testing.assert_allclose(
        part_weights(method, values[order], given_weights),
        part_weights(method, values, given_weights),
        atol=1e-9,
    )


def test_pca_gives_most_to_what_goes_together():
    together = np.arange(10.0)
    apart = np.array([3.0, 1, 4, 1, 5, 9, 2, 6, 5, 3])
    weights = part_weights("pca", np.column_stack([together, together**2, apart]), [1, 1, 1])
    assert weights[2] < weights[0]
    loadings = part_weights("pca_loadings", np.column_stack([together, together**2]), [1, 1])
    assert loadings.tolist() == pytest.approx([0.5, 0.5])


def test_rows_with_a_gap_are_not_read():
    values = np.array([[1.0, 4], [2, 5], [3, 9], [4, 7]])
    gap = np.vstack([values, [np.nan, 100]])
    assert part_weights("entropy", gap, [1, 1]) == pytest.approx(part_weights("entropy", values, [1, 1]))


def test_one_part_weighs_all():
    assert part_weights("critic", np.array([[1.0], [1.0]]), [2]).tolist() == [1.0]


RISING = np.arange(5.0)
REFUSED = {
    "zeros": ("given", np.ones((5, 2)), [0, 0], "sum to zero"),
    "negative entropy": ("entropy", np.column_stack([RISING - 2, RISING]), [1, 1], "not negative"),
    "zero column": ("entropy", np.column_stack([RISING * 0, RISING]), [1, 1], "sums above zero"),
    "evenly spread": ("entropy", np.ones((5, 2)), [1, 1], "sum to zero"),
    "constant pca": ("pca", np.column_stack([RISING * 0, RISING]), [1, 1], "same value everywhere"),
    "constant critic": ("critic", np.column_stack([RISING * 0, RISING]), [1, 1], "same value everywhere"),
    "opposite loadings": ("pca_loadings", np.column_stack([RISING, -RISING]), [1, 1], "differ in sign"),
    "gaps everywhere": ("critic", np.full((5, 2), np.nan), [1, 1], "three units without gaps"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_weights_that_cannot_be_calculated_are_refused(name):
    method, values, given_weights, words = REFUSED[name]
    with pytest.raises(PesError, match=words):
        part_weights(method, values, given_weights)
