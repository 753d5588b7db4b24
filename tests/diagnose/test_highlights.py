import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pes_analysis.catalogue import load_catalogue
from pes_analysis.diagnose.card_parts import Completeness
from pes_analysis.diagnose.highlights import (
    choose_first_step,
    choose_improvements,
    choose_strengths,
    picture_kind,
)
from pes_analysis.robust.claim import Claim

THRESHOLDS = load_catalogue().thresholds
RULES = load_catalogue().claims
POINTS = st.one_of(st.just(np.nan), st.integers(min_value=0, max_value=100).map(float))
MARKS = st.sampled_from(["better", "middle", "worse", "none"])
ROWS = st.lists(
    st.tuples(POINTS, MARKS, st.booleans(), st.booleans(), st.booleans(), st.sampled_from(["x", "y"])),
    min_size=1,
    max_size=12,
)


def table(*rows, names=None):
    """Lay rows of (points, mark, core, sure_zone, sure_peers, area) out as a card's table."""
    frame = pd.DataFrame(list(rows), columns=["points", "mark", "core", "sure_zone", "sure_peers", "area"])
    frame["indicator"] = names or [f"i{at}" for at in range(len(rows))]
    return frame.assign(dimension="economic", value=1.0, share_better=50.0, median=1.0, n=12, ties=0)


def claims_of(rows, probability=0.99):
    """Make every sentence about every row as sure as asked."""
    statements = ("strength", "weakness", "below_reference")
    return [Claim(one, name, probability, RULES) for name in rows["indicator"] for one in statements]


def strengths(rows, probability=0.99):
    return choose_strengths(rows, claims_of(rows, probability))


def improvements(rows, probability=0.99):
    return choose_improvements(rows, claims_of(rows, probability))


def chosen(highlights):
    return [one.indicator for one in highlights]


def test_core_first_then_good_by_both_then_points():
    rows = table(
        (95.0, "middle", False, True, True, "a"),
        (75.0, "middle", True, True, True, "b"),
        (72.0, "better", True, True, True, "c"),
        (99.0, "worse", True, True, True, "d"),
    )
    assert chosen(strengths(rows)) == ["i2", "i1", "i0"]


@pytest.mark.parametrize(("probability", "named"), [(0.95, True), (0.8, True), (0.79, False), (None, False)])
def test_what_is_not_sure_enough_is_not_said(probability, named):
    rows = table((90.0, "better", True, False, False, "a"), (10.0, "worse", True, False, False, "b"))
    assert bool(strengths(rows, probability)) is named
    assert bool(improvements(rows, probability)) is named


def test_best_of_the_peers_is_a_strength_unless_it_is_below_the_warning():
    rows = table((41.0, "better", True, False, True, "a"), (39.0, "better", True, False, True, "b"))
    assert chosen(strengths(rows)) == ["i0"]


@pytest.mark.parametrize(
    ("share", "ties", "mark", "named"),
    [
        (100 * 4 / 11, 0, "middle", False),
        (50.0, 0, "middle", True),
        (50.0, 12, "middle", False),
        (np.nan, 12, "none", True),
    ],
)
def test_worse_than_most_or_just_as_all_is_no_strength(share, ties, mark, named):
    row = table((95.0, mark, True, True, True, "a")).assign(share_better=share, ties=ties)
    assert bool(strengths(row)) is named


def test_one_an_area_as_long_as_there_are_others():
    rows = table(
        (95.0, "middle", True, True, True, "a"),
        (94.0, "middle", True, True, True, "a"),
        (93.0, "middle", True, True, True, "b"),
    )
    assert chosen(strengths(rows)) == ["i0", "i2", "i1"]


def test_what_is_surely_bad_comes_before_what_is_only_below_the_reference():
    rows = table(
        (60.0, "middle", True, True, True, "a"),
        (30.0, "middle", False, True, True, "b"),
        (50.0, "worse", True, True, True, "c"),
        (20.0, "better", True, True, True, "d"),
        (60.0, "middle", False, True, True, "e"),
    )
    assert chosen(improvements(rows)) == ["i2", "i1", "i0"]


def test_neither_answering_nor_what_others_decide_is_a_thing_to_improve():
    names = ["data_completeness", "referral_inflow", "trust_rating"]
    rows = table(*[(10.0, "worse", True, True, True, str(at)) for at in range(3)], names=names)
    assert improvements(rows) == ()
    complete = table((99.0, "better", True, True, True, "a"), names=["data_completeness"])
    assert strengths(complete) == ()


@pytest.mark.parametrize(("score", "kind"), [(69.5, "strong"), (55, "stable"), (40, "strained"), (0, "weak")])
def test_the_word_is_that_of_the_printed_score(score, kind):
    assert picture_kind(score) == kind


@settings(deadline=None)
@given(rows=ROWS)
def test_nothing_is_both_a_strength_and_a_thing_to_improve(rows):
    # A table never says sure of one side for points on the other; all else may be anything.
    both = set(chosen(strengths(table(*rows)))) & set(chosen(improvements(table(*rows))))
    assert not both


@settings(deadline=None)
@given(rows=ROWS, data=st.data())
def test_the_order_of_the_table_only_breaks_ties(rows, data):
    # Different marks can still be good by the same measures: points alone leave no tie.
    frame = table(*rows).drop_duplicates("points")
    shuffled = frame.loc[data.draw(st.permutations(list(frame.index)))]
    assert set(chosen(strengths(frame))) == set(chosen(strengths(shuffled)))


def first_step(activity="active", alarm="quiet", status="met", general=60.0, missing=(), steps=()):
    alarms = pd.DataFrame({"alarm": ["public_arrears"], "state": [alarm]})
    compliance = pd.DataFrame({"threshold": ["chk_ss_members", "chk_zaz_70"], "status": status})
    completeness = Completeness("full", "", 10, 10, tuple(missing), 5, 5, pd.DataFrame(), pd.DataFrame())
    gains = pd.DataFrame(steps, columns=["indicator", "general_gain"])
    improve = improvements(table((10.0, "worse", True, True, True, "a"), names=["debt_ratio"]))
    return choose_first_step(activity, alarms, compliance, THRESHOLDS, completeness, general, improve, gains)


def test_what_to_do_first():
    gains = [("partner_count", 3.0), ("debt_ratio", 2.0)]
    assert first_step("active", "ringing", "not_met", None, ["cash"], gains).kind == "alarm"
    broken = first_step("active", "unknown", "not_met", None, ["cash"], gains)
    # The rule that nobody has read in a named text is passed over.
    assert (broken.kind, broken.id) == ("compliance", "chk_zaz_70")
    assert first_step(general=None, missing=["cash"], steps=gains).id == "cash"
    step = first_step(steps=gains)
    assert (step.kind, step.id, step.gain) == ("step", "debt_ratio", 2.0)
    assert first_step(steps=gains[:1]).id == "partner_count"
    assert first_step().kind == "keep"


@pytest.mark.parametrize("activity", ["in_liquidation", "suspended"])
def test_who_does_not_work_as_usual_is_told_so_before_everything(activity):
    step = first_step(activity, "ringing", "not_met", None, ["cash"], [("debt_ratio", 2.0)])
    assert (step.kind, step.id, step.gain) == ("status", activity, None)
