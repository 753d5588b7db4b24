from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pes_analysis.measure.rounding import round_half_up

DECIMALS = st.integers(min_value=0, max_value=4)


def as_printed(value, decimals):
    return float(Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))


@given(st.lists(st.floats(min_value=-1e15, max_value=1e15)), DECIMALS)
def test_any_number_is_rounded_as_it_is_printed(numbers, decimals):
    expected = [as_printed(one, decimals) for one in numbers]
    assert round_half_up(numbers, decimals).tolist() == expected


@given(st.integers(min_value=-(10**9), max_value=10**9), DECIMALS)
def test_written_halves_go_away_from_zero(whole, decimals):
    half = float(Decimal(whole * 10 + 5).scaleb(-decimals - 1))
    assert round_half_up(half, decimals) == as_printed(half, decimals)


@given(st.floats(min_value=-1e6, max_value=1e6), DECIMALS)
def test_the_neighbours_of_a_half_are_told_apart(number, decimals):
    half = round(number, decimals) + 0.5 / 10**decimals
    near = [np.nextafter(half, -np.inf), half, np.nextafter(half, np.inf)]
    assert round_half_up(near, decimals).tolist() == [as_printed(one, decimals) for one in near]


def test_what_is_no_number_stays_and_zero_has_no_sign():
    rounded = round_half_up([[np.nan, np.inf, 1e300], [-np.inf, -0.2, 3e16]], 0)
    np.testing.assert_array_equal(rounded, [[np.nan, np.inf, 1e300], [-np.inf, 0.0, 3e16]])
    assert not np.signbit(rounded[1, 1])


@pytest.mark.parametrize("shape", [(), (0,), (2, 3)])
def test_the_shape_is_kept(shape):
    assert round_half_up(np.zeros(shape), 1).shape == shape
