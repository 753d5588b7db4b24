import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pes_analysis.compare.false_discovery import benjamini_hochberg, name_directions
from pes_analysis.compare.trends import Change

P_VALUES = st.lists(st.floats(min_value=1e-6, max_value=1), min_size=1, max_size=20).map(np.array)
# The fifteen p-values of the example in Benjamini and Hochberg (1995), section 3.2.
PUBLISHED = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
    0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000,
]  # fmt: skip


def changed(p_value, direction="improving"):
    return Change("x", 2018, 2022, 5.0, 1.0, 5, -1.0, -1.0, p_value, p_value, 5.0, 5.0, direction)


def test_the_published_example_rejects_four_at_five_per_cent():
    assert (benjamini_hochberg(np.array(PUBLISHED)) <= 0.05).tolist() == [True] * 4 + [False] * 11


@given(P_VALUES)
def test_it_is_never_below_the_p_value_nor_above_bonferroni(p_values):
    adjusted = benjamini_hochberg(p_values)
    assert (adjusted >= p_values - 1e-12).all()
    assert (adjusted <= np.minimum(p_values * len(p_values), 1) + 1e-12).all()


@given(P_VALUES, st.randoms())
def test_the_order_of_series_does_not_matter(p_values, random):
    order = list(range(len(p_values)))
    random.shuffle(order)
    np.testing.assert_allclose(benjamini_hochberg(p_values[order]), benjamini_hochberg(p_values)[order])


def test_series_too_short_to_test_do_not_count():
    named = name_directions([changed(0.06), changed(float("nan"), "unknown")])
    assert [one.direction for one in named] == ["improving", "unknown"]
    assert named[0].q_value == pytest.approx(0.06)
    assert np.isnan(named[1].q_value)


def test_one_weak_direction_among_many_series_is_withdrawn_and_keeps_its_p_value():
    named = name_directions([changed(0.06), *[changed(0.7, "unclear")] * 4])
    assert (named[0].direction, named[0].p_value, named[0].q_value) == ("unclear", 0.06, pytest.approx(0.3))


def test_no_series_at_all():
    assert name_directions([]) == ()
