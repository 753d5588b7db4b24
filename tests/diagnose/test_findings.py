import pandas as pd
import pytest

from pes_analysis.catalogue import load_catalogue
from pes_analysis.compare.trends import Change
from pes_analysis.diagnose.findings import choose_findings, choose_headline
from pes_analysis.robust.claim import Claim

BASE = load_catalogue().indicator("unemployment_rate")


def indicator(name, area=None, **fields):
    return BASE.model_copy(update={"id": name, "area": area or name, "core": True, **fields})


def position(name, better=0, worse=0, n=20, reliability="current", year=2022):
    mark = "better" if better >= 0.75 * n else "worse" if worse >= 0.75 * n else "middle"
    return {
        "indicator": name,
        "year": year,
        "value": 1.0,
        "group": "peers",
        "n": n,
        "higher": better,
        "lower": worse,
        "better_than": better,
        "worse_than": worse,
        "mark": mark,
        "median": 2.0,
        "reliability": reliability,
    }


def changed(name, direction, group_last=6.0):
    return Change(name, 2018, 2023, 9.0, 4.0, 6, -1.0, -1.0, 0.01, 0.02, 8.0, group_last, direction)


def claimed(rows, probability=1.0):
    rules = load_catalogue().claims
    quarters = {"better": "best_quarter", "worse": "worst_quarter", "middle": "better_than_most"}
    return [Claim(quarters[row["mark"]], row["indicator"], probability, rules) for row in rows]


def claimed_changes(changes, probability=1.0):
    rules = load_catalogue().claims
    return [
        Claim(one.direction, one.indicator, probability, rules)
        for one in changes
        if one.direction in ("improving", "worsening")
    ]


def found(rows, indicators, changes=(), probability=1.0):
    claims = [*claimed(rows, probability), *claimed_changes(changes, probability)]
    return choose_findings(pd.DataFrame(rows), changes, indicators, 2024, claims)


def headline_of(rows, probability=1.0):
    rules = load_catalogue().claims
    kinds = ("fewer_problems", "more_problems", "stronger_support", "weaker_support")
    return choose_headline(rows, [Claim(kind, "problems", probability, rules) for kind in kinds])


@pytest.mark.parametrize(("probability", "said"), [(0.95, 1), (0.8, 1), (0.79, 0), (None, 0)])
def test_only_a_place_sure_enough_is_chosen_and_carries_its_claim(probability, said):
    chosen = found([position("a", worse=20)], [indicator("a")], probability=probability)
    assert [one.claim.probability for one in chosen] == [probability] * said


def names(findings):
    return [finding.indicator for finding in findings]


def test_the_middle_half_and_small_groups_say_nothing():
    rows = [position("a", better=14), position("b", better=7, n=7), position("c", worse=12)]
    assert found(rows, [indicator("a"), indicator("b"), indicator("c")]) == ()


def test_a_finding_carries_its_numbers():
    (only,) = found([position("a", worse=17, better=2)], [indicator("a", "poverty")])
    assert (only.kind, only.direction, only.area, only.count, only.n) == (
        "position",
        "weakness",
        "poverty",
        17,
        20,
    )
    assert (only.year, only.value, only.median, only.extremeness) == (2022, 1.0, 2.0, 0.85)


def test_core_comes_before_the_more_extreme_and_old_comes_last():
    rows = [
        position("extra", better=20),
        position("old", better=20, reliability="old", year=2018),
        position("core", better=15),
    ]
    indicators = [indicator("extra", core=False), indicator("old"), indicator("core")]
    assert names(found(rows, indicators)) == ["core", "old", "extra"]


def test_one_finding_an_area():
    rows = [position("a", better=20), position("b", better=19), position("c", better=15)]
    assert names(found(rows, [indicator("a", "x"), indicator("b", "x"), indicator("c", "y")])) == ["a", "c"]


def test_among_three_weaknesses_one_place_goes_to_a_strength():
    rows = [*(position(name, worse=20) for name in "abc"), position("good", better=15)]
    chosen = found(rows, [indicator(name) for name in ("a", "b", "c", "good")])
    assert names(chosen) == ["a", "b", "good"]


def test_the_strength_may_share_an_area_when_there_is_no_other():
    rows = [*(position(name, worse=20) for name in "abc"), position("good", better=15)]
    indicators = [*(indicator(name) for name in "abc"), indicator("good", "a")]
    assert names(found(rows, indicators)) == ["a", "b", "good"]


def test_trends_fill_the_places_that_positions_leave():
    rows = [position("a", better=10), position("b", worse=16)]
    chosen = found(rows, [indicator("a"), indicator("b")], [changed("a", "improving")])
    assert [(one.indicator, one.kind, one.direction) for one in chosen] == [
        ("b", "position", "weakness"),
        ("a", "trend", "strength"),
    ]


@pytest.mark.parametrize(("group_last", "said"), [(9.0, 1), (5.0, 1), (4.0, 0), (float("nan"), 0)])
def test_a_trend_that_the_group_shares_is_no_finding(group_last, said):
    # The county fell by 5, the group from 8: up by 1, down by 3, down by 4, unknown.
    assert len(found([position("a")], [indicator("a")], [changed("a", "improving", group_last)])) == said


@pytest.mark.parametrize("direction", ["unclear", "unknown", "rising"])
def test_a_trend_without_a_judgement_is_no_finding(direction):
    assert found([position("a")], [indicator("a")], [changed("a", direction)]) == ()


def test_the_order_of_rows_does_not_matter():
    rows = [
        position("a", better=19),
        position("b", better=19),
        position("c", worse=19),
        position("d", worse=18),
    ]
    indicators = [indicator(name) for name in "abcd"]
    assert found(rows, indicators) == found(rows[::-1], indicators[::-1])


def blocks(problems, supply, smallest_n=20):
    return pd.DataFrame(
        {
            "dimension": ["problems", "supply"],
            "area": "",
            "share": [problems, supply],
            "n_with_data": 5,
            "n_better": 1,
            "n_middle": 3,
            "n_worse": 1,
            "group": "peers",
            "smallest_n": smallest_n,
            "oldest_year": 2018,
            "newest_year": 2024,
        }
    )


@pytest.mark.parametrize(
    ("share", "problems", "support"),
    [
        (59.5, "fewer_problems", "stronger_support"),
        (59.4, "average", "average"),
        (40.6, "average", "average"),
        (40.4, "more_problems", "weaker_support"),
        (None, "unknown", "unknown"),
    ],
)
def test_the_headline_by_share(share, problems, support):
    headline = headline_of(blocks(share, share))
    assert (headline.problems.kind, headline.support.kind) == (problems, support)


def test_the_headline_says_nothing_beside_a_small_group():
    assert headline_of(blocks(90.0, 90.0, smallest_n=7)).problems.kind == "unknown"


def test_a_dimension_without_indicators_is_unknown():
    assert headline_of(blocks(90.0, 90.0).iloc[:1]).support.kind == "unknown"


def test_a_side_that_is_not_sure_enough_is_not_taken():
    headline = headline_of(blocks(90.0, 10.0), probability=0.79)
    assert (headline.problems.kind, headline.support.kind) == ("unsure", "unsure")
    assert headline_of(blocks(50.0, 50.0), probability=0.1).problems.kind == "average"
