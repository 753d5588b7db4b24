"""Axes cover their data with round numbers; labels do not overlap."""

import math
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pes_analysis.present.scales import (
    Scale,
    decimals_needed,
    nice_ticks,
    spread_apart,
    swarm,
    thinned_years,
)

FINITE = st.floats(-1e7, 1e7)


@given(FINITE, st.floats(1e-3, 1e7), st.integers(2, 8))
def test_ticks_cover_the_range_evenly(low, extent, count):
    high = low + extent
    ticks = nice_ticks(low, high, count)
    slack = 1e-6 * (abs(low) + abs(high) + 1)
    assert ticks[0] <= low + slack
    assert ticks[-1] >= high - slack
    assert 2 <= len(ticks) <= count + 3
    step = ticks[1] - ticks[0]
    assert all(b - a == pytest.approx(step, rel=1e-6) for a, b in pairwise(ticks))


def test_a_single_value_still_gets_an_axis():
    ticks = nice_ticks(5, 5, 4)
    assert ticks[0] < 5 < ticks[-1]


def test_a_range_that_runs_backwards_is_refused():
    with pytest.raises(ValueError, match="ascending"):
        nice_ticks(2, 1)


def test_a_flipped_axis():
    assert Scale(0, 10, 200, 100).position(10) == 100


@pytest.mark.parametrize(("values", "decimals"), [([0, 0.25], 2), ([0, 1000], 0), ([0.1 + 0.2], 1)])
def test_decimals(values, decimals):
    assert decimals_needed(values) == decimals


@given(st.integers(1995, 2024), st.integers(1, 30), st.integers(1, 12))
def test_years_fit_and_end_with_the_last(first, span, most):
    years = thinned_years(first, first + span, most)
    assert years[-1] == first + span
    assert years[0] >= first
    assert len(years) <= most


@given(st.lists(st.tuples(st.floats(-50, 350), st.floats(5, 40)), max_size=7))
def test_labels_keep_apart_and_inside(labels):
    wanted, sizes = [at for at, _ in labels], [size for _, size in labels]
    placed = spread_apart(wanted, sizes, 0, 300)
    edges = sorted((at - size / 2, at + size / 2) for at, size in zip(placed, sizes, strict=True))
    assert all(first[1] <= second[0] + 1e-6 for first, second in pairwise(edges))
    assert all(low >= -1e-6 and high <= 300 + 1e-6 for low, high in edges)


@given(st.lists(st.floats(0, 300), max_size=12), st.floats(5, 25), st.booleans())
def test_dots_of_a_swarm_keep_apart_and_the_first_stays(positions, step, upwards):
    rises = swarm(positions, step, upwards=upwards)
    placed = list(zip(positions, rises, strict=True))
    for first, second in combinations(placed, 2):
        assert math.dist(first, second) >= step - 0.02
    assert rises[:1] in ((), (0.0,))
    assert not upwards or min(rises, default=0.0) >= 0
