import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pes_analysis.compare.change import shapley_product, split_change

AMOUNTS = st.floats(min_value=-1e6, max_value=1e6)
WHOLES = st.floats(min_value=0.5, max_value=1e6)
FACTORS = st.lists(st.lists(AMOUNTS, min_size=4, max_size=4), min_size=1, max_size=3).map(np.array)


def year(numerator, denominator, peers=np.nan, value=None):
    ratio = numerator / denominator if value is None and denominator else value
    return pd.DataFrame(
        [[np.nan if ratio is None else ratio, numerator, denominator, peers]],
        columns=["value", "numerator", "denominator", "peers_median"],
    ).astype(float)


def one(first, last, prices=1.0):
    return split_change(first, last, prices).iloc[0]


def test_a_hand_worked_ratio():
    # From 10/20 to 15/25: half of the ways around, more finished adds (5/20 + 5/25) / 2, more
    # participants take away (10 + 15) / 2 × (1/20 − 1/25).
    split = one(year(10, 20, 0.6), year(15, 25, 0.65))
    assert split["own_activity"] == pytest.approx(0.225)
    assert split["denominator"] == pytest.approx(-0.125)
    assert split["peers"] == pytest.approx(-0.05)
    assert split["gap_change"] == pytest.approx(0.05)
    assert (split["prices"], split["reason"]) == (0, "")


def test_a_cost_that_only_kept_up_with_prices_did_not_move_by_itself():
    split = one(year(1000, 10), year(1210, 10), prices=1.21)
    assert split["own_activity"] == pytest.approx(0)
    assert split["prices"] == pytest.approx(21)


@pytest.mark.parametrize(
    ("first", "last", "reason"),
    [
        (year(np.nan, 10), year(1, 10), "no_first_year"),
        (year(1, 10), year(np.nan, 10), "no_last_year"),
        (year(np.nan, np.nan, value=0.5), year(np.nan, np.nan, value=0.7), "not_a_ratio"),
        (year(0, 0, value=0.5), year(1, 2), "zero_denominator"),
        (year(3, 2, value=1.0), year(1, 2), "capped"),
    ],
)
def test_what_cannot_be_split_says_why_and_never_reads_as_no_change(first, last, reason):
    split = one(first, last)
    assert split["reason"] == reason
    assert split[["own_activity", "denominator", "prices"]].isna().all()


def test_a_change_that_cannot_be_split_is_still_told():
    assert one(year(np.nan, np.nan, value=0.5), year(np.nan, np.nan, value=0.75))["change"] == 0.25


@settings(deadline=None)
@given(
    first=st.tuples(AMOUNTS, WHOLES),
    last=st.tuples(AMOUNTS, WHOLES),
    medians=st.tuples(AMOUNTS, AMOUNTS),
    prices=st.floats(min_value=0.5, max_value=3),
)
def test_the_parts_add_up_to_the_change(first, last, medians, prices):
    split = one(year(*first, medians[0]), year(*last, medians[1]), prices)
    scale = max(abs(first[0] / first[1]), abs(last[0] / last[1]), *map(abs, medians), 1)
    parts = split["own_activity"] + split["denominator"] + split["prices"]
    assert parts == pytest.approx(split["change"], abs=1e-9 * scale)
    assert parts + split["peers"] == pytest.approx(split["gap_change"], abs=1e-9 * scale)


@settings(deadline=None)
@given(first=FACTORS, data=st.data())
def test_a_product_is_split_exactly_and_what_stayed_gets_nothing(first, data):
    last = np.array(
        [
            data.draw(st.one_of(st.just(row), st.lists(AMOUNTS, min_size=4, max_size=4)))
            for row in first.tolist()
        ]
    )
    effects = shapley_product(first, last)
    scale = np.abs(np.stack([first, last])).max(axis=0).clip(1).prod(axis=0)
    assert np.abs(effects.sum(axis=0) - (last.prod(axis=0) - first.prod(axis=0))).max() <= 1e-9 * scale.max()
    stayed = (first == last).all(axis=1)
    assert (effects[stayed] == 0).all()


@settings(deadline=None)
@given(first=st.tuples(AMOUNTS, WHOLES), last=st.tuples(AMOUNTS, WHOLES))
def test_going_back_undoes_every_part(first, last):
    there, back = one(year(*first), year(*last)), one(year(*last), year(*first))
    for part in ("change", "own_activity", "denominator"):
        assert there[part] == pytest.approx(-back[part], rel=1e-6, abs=1e-6)
