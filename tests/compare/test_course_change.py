"""A change over years, with breaks and chance: the parts always make the whole."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from pes_analysis.compare.change_noise import chance_variance
from pes_analysis.compare.course_change import PARTS, split_course

YEARS, UNITS = 4, 3
COUNTS = arrays(float, (YEARS, UNITS), elements=st.one_of(st.just(0.0), st.floats(0.5, 1e6)))
WHOLES = arrays(float, (YEARS, UNITS), elements=st.floats(1, 1e6))
BREAKS = st.lists(st.booleans(), min_size=YEARS, max_size=YEARS)
VARIANCES = arrays(float, (YEARS, UNITS), elements=st.one_of(st.just(np.nan), st.floats(0, 1e3)))


@settings(deadline=None)
@given(above=COUNTS, below=WHOLES, variances=VARIANCES, breaks=BREAKS)
def test_parts_add_up_to_the_whole_change_whatever_breaks_and_zeros_there_are(
    above, below, variances, breaks
):
    values = above / below
    table = split_course(values, above, below, variances, breaks)
    assert (table["reason"] == "").all()
    whole = values[-1] - values[0]
    scale = np.abs(values).max(axis=0).clip(1e-3)
    assert (np.abs(table[list(PARTS)].sum(axis=1) - whole) <= 1e-9 * scale).all()
    assert table["change"].tolist() == whole.tolist()


@settings(deadline=None)
@given(above=COUNTS, below=WHOLES, breaks=BREAKS)
def test_only_the_steps_over_breaks_go_to_territory_or_method(above, below, breaks):
    values = above / below
    table = split_course(values, above, below, np.full_like(values, np.nan), breaks)
    over = sum((values[at] - values[at - 1] for at in range(1, YEARS) if breaks[at]), np.zeros(UNITS))
    np.testing.assert_allclose(table["method"], over, rtol=1e-9, atol=1e-9 * np.abs(values).max())
    if all(breaks[1:]):
        assert (table[["own_activity", "denominator"]] == 0).all(axis=None)


@settings(deadline=None)
@given(above=COUNTS, below=WHOLES)
def test_what_stayed_gets_nothing(above, below):
    below[:] = below[0]
    only_own = split_course(above / below, above, below, np.full((YEARS, UNITS), np.nan), [False] * YEARS)
    assert (only_own["denominator"] == 0).all()
    above[:] = above[0]
    nothing = split_course(above / below, above, below, np.ones((YEARS, UNITS)), [False] * YEARS)
    assert (nothing[["change", "own_activity", "denominator", "method"]] == 0).all(axis=None)


def test_from_zero_and_to_zero_nothing_is_lost():
    above = np.array([[0.0, 8.0, 0.0], [6.0, 0.0, 0.0]])
    below = np.array([[10.0, 20.0, 10.0], [12.0, 25.0, 50.0]])
    table = split_course(above / below, above, below, np.full((2, 3), np.nan), [False, False])
    np.testing.assert_allclose(table[list(PARTS)].sum(axis=1), [0.5, -0.4, 0.0], atol=1e-12)


def test_a_ready_figure_keeps_numerator_and_denominator_together():
    values = np.array([[5.0], [7.0], [4.0]])
    unknown = np.full_like(values, np.nan)
    table = split_course(values, unknown, unknown, np.full_like(values, 0.5), [False, True, False]).iloc[0]
    assert table["reason"] == "not_a_ratio"
    assert table["method"] == 2
    assert np.isnan(table["denominator"])
    assert table["own_activity"] + table["noise"] == pytest.approx(-3)


def test_a_year_without_a_number_has_no_parts():
    values = np.array([[np.nan], [1.0]])
    table = split_course(values, values, np.ones_like(values), values, [False, False]).iloc[0]
    assert (table["reason"], np.isnan(table["change"])) == ("no_first_year", True)


@given(st.floats(0, 1), st.integers(2, 100_000))
def test_chance_of_a_share_is_that_of_its_draw_and_never_none(share, whole):
    variance = float(chance_variance("proportion", share, whole))
    if 1 / whole <= share <= 1:
        assert variance == pytest.approx(share * (1 - share) / whole, abs=1e-15)
    elif share < 1 / whole:
        assert variance > 0
    assert float(chance_variance("rate", 1000 * share, whole, per=1000)) >= (1000 / whole) ** 2 * (1 - 1e-9)
