"""Splits of a difference: the parts make the whole, no order is favoured, and who stayed gets nothing."""

from itertools import combinations
from math import factorial

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from pes_analysis.compare.change import shapley_product
from pes_analysis.compare.change_noise import split_break, split_noise
from pes_analysis.compare.decomposition import log_mean, split_geometric, split_shapley, split_sum

WEIGHTS = np.array([0.1, 0.2, 0.3, 0.4])
POINTS = arrays(float, 4, elements=st.floats(1, 100))
WITH_ZEROS = arrays(float, 4, elements=st.one_of(st.just(0.0), st.floats(0.01, 100)))


def distance(rows):
    return 1 - np.sqrt(((rows / 100 - 1) ** 2 * WEIGHTS[: rows.shape[1]]).sum(axis=1))


def nearness(rows):
    """Give TOPSIS's nearness with the pattern held at 0 and 100: what is neither a sum nor a product."""
    best, worst = (np.sqrt(((rows - end) ** 2).sum(axis=1)) for end in (100.0, 0.0))
    return worst / (best + worst)


def added(rows):
    return (rows * WEIGHTS).sum(axis=1)


def geometric(rows):
    return np.exp((WEIGHTS * np.log(rows)).sum(axis=1))


SPLITS = {
    "sum": (lambda first, last: split_sum(first, last, WEIGHTS), added),
    "geometric": (lambda first, last: split_geometric(first, last, WEIGHTS), geometric),
    "distance": (lambda first, last: split_shapley(first, last, distance), distance),
    "nearness": (lambda first, last: split_shapley(first, last, nearness), nearness),
}


def brute_force(first, last, score):
    """Compute Shapley values from their definition, one coalition after another."""
    count = len(first)
    values = np.zeros(count)
    for player in range(count):
        others = [one for one in range(count) if one != player]
        for size in range(count):
            share = factorial(size) * factorial(count - 1 - size) / factorial(count)
            for coalition in combinations(others, size):
                without = first.copy()
                without[list(coalition)] = last[list(coalition)]
                joined = without.copy()
                joined[player] = last[player]
                values[player] += share * (score(joined[None])[0] - score(without[None])[0])
    return values


@pytest.mark.parametrize("name", SPLITS)
@given(first=POINTS, last=POINTS)
@settings(deadline=None)
def test_the_parts_add_up_to_the_whole(name, first, last):
    split, score = SPLITS[name]
    before, after = score(np.stack([first, last]))
    assert split(first, last).sum() == pytest.approx(after - before, rel=1e-9, abs=1e-9 * max(before, after))


@pytest.mark.parametrize("name", SPLITS)
@given(first=POINTS, last=POINTS, stayed=st.integers(0, 3))
@settings(deadline=None)
def test_what_stays_gets_nothing(name, first, last, stayed):
    last[stayed] = first[stayed]
    assert SPLITS[name][0](first, last)[stayed] == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize("name", SPLITS)
@given(first=POINTS, last=POINTS)
@settings(deadline=None)
def test_going_back_undoes_every_part(name, first, last):
    split, score = SPLITS[name]
    size = 1e-9 * float(score(np.stack([first, last])).max())
    np.testing.assert_allclose(split(first, last), -split(last, first), rtol=1e-9, atol=size)


@given(first=POINTS, last=POINTS, order=st.permutations(range(4)))
@settings(deadline=None)
def test_the_order_of_indicators_does_not_matter(first, last, order):
    order = list(order)
    for split in (
        lambda a, b, w: split_sum(a, b, w),
        lambda a, b, w: split_geometric(a, b, w),
        lambda a, b, w: split_shapley(a, b, lambda rows: ((rows / 100) ** 2 * w).sum(axis=1) ** 0.5),
    ):
        one = split(first, last, WEIGHTS)
        other = split(first[order], last[order], WEIGHTS[order])
        np.testing.assert_allclose(other, one[order], rtol=1e-9, atol=1e-9)


@given(first=POINTS, last=POINTS)
@settings(deadline=None)
def test_indicators_that_did_the_same_get_the_same(first, last):
    first[1], last[1] = first[0], last[0]
    parts = split_shapley(first, last, nearness)
    assert parts[0] == pytest.approx(parts[1], rel=1e-9, abs=1e-12)


@given(data=st.data(), count=st.integers(1, 6), score=st.sampled_from([nearness, None]))
@settings(deadline=None, max_examples=60)
def test_shapley_values_are_those_of_their_definition(data, count, score):
    ends = [
        data.draw(arrays(float, count, elements=st.one_of(st.just(0.0), st.floats(0.5, 100)))) for _ in "ab"
    ]
    chosen = score or (lambda rows: rows.prod(axis=1))
    values = split_shapley(*ends, chosen)
    expected = brute_force(*ends, chosen)
    np.testing.assert_allclose(values, expected, rtol=1e-9, atol=1e-9 * max(1, np.abs(expected).max()))


@given(
    first=arrays(float, 4, elements=st.floats(-50, 50)), last=arrays(float, 4, elements=st.floats(-50, 50))
)
@settings(deadline=None)
def test_the_split_of_a_product_is_that_of_its_definition(first, last):
    parts = shapley_product(first[:, None], last[:, None])[:, 0]
    expected = brute_force(first, last, lambda rows: rows.prod(axis=1))
    np.testing.assert_allclose(parts, expected, rtol=1e-9, atol=1e-6)


@given(first=POINTS, last=POINTS)
@settings(deadline=None)
def test_a_sum_is_split_by_shapley_as_it_is_by_its_weights(first, last):
    np.testing.assert_allclose(split_shapley(first, last, added), split_sum(first, last, WEIGHTS), atol=1e-9)


@given(first=WITH_ZEROS, last=WITH_ZEROS)
@settings(deadline=None)
def test_a_geometric_mean_with_a_zero_is_not_split_and_a_distance_with_zeros_is(first, last):
    assume((first == 0).any() or (last == 0).any())
    assert np.isnan(split_geometric(first, last, WEIGHTS)).all()
    before, after = distance(np.stack([first, last]))
    assert split_shapley(first, last, distance).sum() == pytest.approx(after - before, abs=1e-9)


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
