import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pes_analysis.catalogue import Indicator, Text
from pes_analysis.measure.scores import score

WORDS = Text(pl="x", en="x")


def indicator(name, dimension, *, core=True):
    return Indicator(
        id=name,
        level="county",
        dimension=dimension,
        area="any",
        name=WORDS,
        plain=WORDS,
        reading=WORDS,
        unit="percent",
        decimals=0,
        polarity="stimulant",
        core=core,
        count_type="proportion",
        origin="P",
        source=WORDS,
        availability="awaiting",
        awaiting=WORDS,
    )


MONEY = [indicator(f"money_{at}", "money", core=at < 4) for at in range(5)]
MISSION = [indicator(f"mission_{at}", "mission", core=at < 2) for at in range(3)]
INDICATORS = [*MONEY, *MISSION]
NAMES = [one.id for one in INDICATORS]
POINTS = st.one_of(st.just(float("nan")), st.floats(min_value=0, max_value=100))
ROWS = st.lists(
    st.tuples(*[POINTS] * len(NAMES), *[st.booleans()] * len(NAMES)).map(list), min_size=1, max_size=6
)


def tables(rows):
    wide = pd.DataFrame(rows, index=[f"u{at}" for at in range(len(rows))])
    points, asked = wide.iloc[:, : len(NAMES)], wide.iloc[:, len(NAMES) :]
    return (
        points.set_axis(NAMES, axis=1).astype(float),
        asked.set_axis(NAMES, axis=1).astype(bool),
    )


def one(points, asked=None):
    frame = pd.DataFrame([points], index=["u"], columns=NAMES, dtype=float)
    wanted = frame.isna() | True if asked is None else pd.DataFrame([asked], index=["u"], columns=NAMES)
    scored = score(frame, wanted, INDICATORS)
    return scored.dimensions.set_index("dimension"), scored.general.loc["u"], scored.weights.loc["u"]


def test_a_hand_worked_example():
    dimensions, general, weights = one([80, 60, 40, np.nan, 100, 50, 30, np.nan])
    # Three of four core figures are known, 75 %: (80 + 60 + 40 + 100) / 4 and (50 + 30) / 2.
    assert dimensions.loc["money", "score"] == 70
    assert dimensions.loc["mission", "score"] == 40
    assert general["score"] == 55
    assert weights["money_0"] == 0.125
    assert weights["mission_1"] == 0.25


def test_below_seventy_per_cent_of_the_core_there_is_no_score():
    dimensions, general, _ = one([80, 60, np.nan, np.nan, 100, 50, 30, 10])
    assert dimensions.loc["money", ["n_core", "n_core_known", "reason"]].tolist() == [4, 2, "too_few"]
    assert np.isnan(dimensions.loc["money", "score"])
    # One of two dimensions is half: less than 70 % again.
    assert np.isnan(general["score"])
    assert general[["n_dimensions", "n_scored", "reason"]].tolist() == [2, 1, "too_few"]


def test_seven_of_ten_is_seventy_per_cent():
    ten = [indicator(f"i{at}", "money") for at in range(10)]
    points = pd.DataFrame([[50.0] * 7 + [np.nan] * 3], columns=[one.id for one in ten])
    assert score(points, points.isna() | True, ten).general["score"].tolist() == [50.0]


def test_a_dimension_without_core_figures_to_answer_does_not_apply():
    asked = [False] * 4 + [True] + [True] * 3
    dimensions, general, weights = one([np.nan] * 4 + [0, 50, 30, 10], asked)
    assert dimensions.loc["money", "reason"] == "nothing_to_score"
    assert general[["score", "n_dimensions"]].tolist() == [30, 1]
    assert weights["money_4"] == 0


def test_the_interval_of_a_mean_is_narrower_than_those_of_its_parts():
    frame = pd.DataFrame([[50.0] * 8], columns=NAMES)
    bounds = (frame - 10, frame + 20)
    scored = score(frame, frame.isna() | True, INDICATORS, bounds)
    money = scored.dimensions.set_index("dimension").loc["money"]
    assert money["lower"] == pytest.approx(50 - 10 / 5**0.5)
    assert money["upper"] == pytest.approx(50 + 20 / 5**0.5)


def test_without_intervals_of_figures_a_score_has_none():
    frame = pd.DataFrame([[50.0] * 8], columns=NAMES)
    assert score(frame, frame.isna() | True, INDICATORS).general[["lower", "upper"]].isna().all(axis=None)


@settings(deadline=None)
@given(rows=ROWS)
def test_the_general_score_is_the_weighted_sum_of_points(rows):
    points, asked = tables(rows)
    scored = score(points, asked, INDICATORS)
    given_scores = scored.general["score"].dropna()
    sums = (scored.weights * points.fillna(0)).sum(axis=1)
    np.testing.assert_allclose(given_scores, sums[given_scores.index], atol=1e-9)
    totals = scored.weights.sum(axis=1)
    np.testing.assert_allclose(totals, scored.general["score"].notna().astype(float), atol=1e-9)


@settings(deadline=None)
@given(rows=ROWS)
def test_scores_lie_between_the_least_and_the_most_points(rows):
    points, asked = tables(rows)
    scored = score(points, asked, INDICATORS)
    kept = points.where(asked)
    table = scored.general["score"]
    assert (table.isna() | (table >= kept.min(axis=1) - 1e-9)).all()
    assert (table.isna() | (table <= kept.max(axis=1) + 1e-9)).all()


@settings(deadline=None)
@given(rows=ROWS, data=st.data())
def test_neither_the_order_nor_other_units_change_a_score(rows, data):
    points, asked = tables(rows)
    together = score(points, asked, INDICATORS).general
    order = data.draw(st.permutations(NAMES))
    shuffled = [next(one for one in INDICATORS if one.id == name) for name in order]
    unit = data.draw(st.sampled_from(list(points.index)))
    alone = score(points.loc[[unit]], asked.loc[[unit]], shuffled).general
    assert alone.loc[unit, "reason"] == together.loc[unit, "reason"]
    assert alone.loc[unit, "score"] == pytest.approx(together.loc[unit, "score"], nan_ok=True)


@settings(deadline=None)
@given(rows=ROWS)
def test_no_answer_is_never_zero(rows):
    points, asked = tables(rows)
    zeros = points.fillna(0.0)
    scored, with_zeros = score(points, asked, INDICATORS), score(zeros, asked, INDICATORS)
    both = scored.general["score"].notna()
    assert (scored.general["score"][both] >= with_zeros.general["score"][both] - 1e-9).all()
