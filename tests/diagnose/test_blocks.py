import pandas as pd
import pytest

from pes_analysis.catalogue import load_catalogue
from pes_analysis.diagnose.blocks import block_shares

BASE = load_catalogue().indicator("unemployment_rate")


def indicators(*, core=4, plain=0, awaiting=0, informational=0):
    kinds = [{"core": True}] * core + [{"core": False}] * plain
    kinds += [{"core": True, "availability": "awaiting"}] * awaiting
    kinds += [{"core": True, "polarity": "informational"}] * informational
    return [BASE.model_copy(update={"id": f"i{at}", **kind}) for at, kind in enumerate(kinds)]


def positions(shares, n=20):
    return pd.DataFrame(
        {
            "indicator": [f"i{at}" for at in range(len(shares))],
            "year": range(2018, 2018 + len(shares)),
            "group": "peers",
            "n": n,
            "share_better": shares,
            "mark": ["none" if share is None else "better" if share >= 75 else "middle" for share in shares],
        }
    )


def block(places, of, area=""):
    table = block_shares(places, of)
    return table[table["area"] == area].iloc[0]


def test_the_share_is_the_plain_mean():
    row = block(positions([100.0, 50.0, 30.0, 20.0]), indicators())
    assert row[["share", "n_better", "n_middle", "n_worse", "oldest_year", "newest_year"]].tolist() == [
        50,
        1,
        3,
        0,
        2018,
        2021,
    ]


@pytest.mark.parametrize(("known", "reason"), [(3, ""), (2, "too_few")])
def test_seventy_per_cent_of_the_core_is_needed(known, reason):
    shares = [60.0] * known + [None] * (4 - known)
    row = block(positions(shares), indicators())
    assert row["reason"] == reason
    assert pd.isna(row["share"]) == bool(reason)


def test_extras_do_not_stand_in_for_the_core():
    assert (
        block(positions([60.0, 60.0, None, None, 60.0, 60.0]), indicators(core=4, plain=2))["reason"]
        == "too_few"
    )


def test_without_core_indicators_all_of_them_are_the_measure():
    assert block(positions([60.0, 60.0, 60.0, None]), indicators(core=0, plain=4))["share"] == 60.0
    assert block(positions([60.0, 60.0, None, None]), indicators(core=0, plain=4))["reason"] == "too_few"


def test_awaited_indicators_are_counted_but_not_needed():
    row = block(positions([60.0]), indicators(core=1, awaiting=3))
    assert row[["n_indicators", "n_awaiting", "share"]].tolist() == [1, 3, 60.0]
    assert block(positions([]), indicators(core=0, awaiting=2))["reason"] == "awaiting"


def test_informational_indicators_make_no_block():
    assert block_shares(positions([60.0, 99.0]), indicators(core=1, informational=1))[
        "n_indicators"
    ].tolist() == [1, 1]


def test_two_groups_in_one_block_are_said_to_be_mixed():
    places = positions([60.0, 60.0]).assign(group=["peers", "region"])
    assert block(places, indicators(core=2))["group"] == "mixed"
    assert block(positions([60.0]), indicators(core=1))["group"] == "peers"
    assert block(positions([None]), indicators(core=1))["group"] == "none"


def test_areas_come_before_their_dimension():
    other = BASE.model_copy(update={"id": "i1", "area": "poverty"})
    table = block_shares(positions([80.0, 20.0]), [indicators(core=1)[0], other])
    assert table[["area", "share"]].to_numpy().tolist() == [
        ["labour_market", 80.0],
        ["poverty", 20.0],
        ["", 50.0],
    ]
