import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pes_analysis.catalogue import Indicator, Text, parse
from pes_analysis.catalogue.scale import Scale
from pes_analysis.measure.points import absolute_points, points_within, value_worth

WORDS = Text(pl="x", en="x")


def indicator(polarity, scale=None, recommended=None):
    return Indicator(
        id="one",
        level="organisation",
        dimension="economic",
        area="income",
        name=WORDS,
        plain=WORDS,
        reading=WORDS,
        formula=parse("a / b"),
        unit="percent",
        decimals=2,
        polarity=polarity,
        range=recommended,
        count_type="amount",
        origin="P",
        source=WORDS,
        applies_to=("ss",),
        scale=scale,
    )


DEBT = indicator("destimulant", Scale(worst=1.0, warn=0.7, reference=0.5, best=0.2, origin="F"))
RATE = indicator("stimulant", Scale(worst=0.0, warn=0.4, reference=0.6, best=0.9, origin="P"))
MARGIN = indicator("nominant", Scale(worst=(-0.2, 0.5), warn=(-0.05, 0.2), origin="F"), (0.0, 0.1))
VALUES = st.floats(min_value=-2, max_value=2)


def test_the_bands_of_the_method():
    assert absolute_points([1.5, 1.0, 0.7, 0.6, 0.5, 0.2, 0.0], DEBT) == pytest.approx(
        [0, 0, 40, 55, 70, 100, 100]
    )


def test_a_range_is_best_in_its_middle_and_worth_seventy_at_its_edges():
    assert absolute_points([-1, -0.05, 0.0, 0.05, 0.1, 0.2, 0.9], MARGIN) == pytest.approx(
        [0, 40, 70, 100, 70, 40, 0]
    )


def test_without_a_scale_there_are_no_points():
    assert np.isnan(absolute_points([0.5], indicator("stimulant"))).all()
    assert np.isnan(points_within([0.4], [0.5], indicator("stimulant"))).all()


def test_an_interval_around_the_best_reaches_the_best():
    fewest, most = points_within([-0.05], [0.1], MARGIN)
    assert (fewest[0], most[0]) == pytest.approx((40, 100))


@given(value=VALUES, better=VALUES)
def test_better_never_earns_less(value, better):
    low, high = sorted((value, better))
    assert absolute_points(low, RATE) <= absolute_points(high, RATE)
    assert absolute_points(low, DEBT) >= absolute_points(high, DEBT)


@given(ends=st.tuples(VALUES, VALUES).map(sorted), share=st.floats(min_value=0, max_value=1))
def test_every_value_inside_an_interval_has_points_inside_its_bounds(ends, share):
    low, high = ends
    inside = min(max(low + share * (high - low), low), high)
    for one in (RATE, DEBT, MARGIN):
        fewest, most = points_within(low, high, one)
        assert fewest - 1e-9 <= absolute_points(inside, one) <= most + 1e-9


@given(st.sampled_from([DEBT, RATE, MARGIN]), VALUES, st.floats(0, 100))
def test_the_value_worth_some_points_is_worth_them_on_its_side(one, beside, points):
    found = value_worth(points, one, beside)
    if not np.isnan(found):
        assert absolute_points(found, one) == pytest.approx(points, abs=1e-9)
    best = max(one.anchors, key=lambda anchor: anchor.points).value
    if absolute_points(beside, one) <= points:
        assert (found - best) * (beside - best) >= 0


def test_a_value_on_the_scale_is_worth_its_own_points():
    for one in (DEBT, RATE, MARGIN):
        for value in np.linspace(-0.1, 0.4, 11):
            points = float(absolute_points(value, one))
            if 0 < points < 100:
                assert value_worth(points, one, value) == pytest.approx(value)
