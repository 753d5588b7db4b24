import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pes_analysis.catalogue import load_catalogue
from pes_analysis.compare.neighbours import list_differences, nearest_units, scale_traits

EDGES = (0.01, 0.99)
TRAITS = pd.DataFrame(
    {"size": [1.0, 1.1, 3.0, 9.0], "age": [5.0, 5.0, 6.0, 30.0], "rural": [1.0, 1, 0, 0]}, index=list("abcd")
)
INDICATORS = [
    load_catalogue().indicator(name) for name in ("completion_rate", "debt_ratio", "cost_per_participant")
]
NAMES = [one.id for one in INDICATORS]
SPREADS = pd.Series([0.2, 0.2, 1000.0], index=NAMES)


def nearest(traits, unit, candidates, count, winsorise):
    return nearest_units(scale_traits(traits, winsorise), unit, candidates, count)


def test_the_nearest_are_those_that_differ_least():
    near = nearest(TRAITS, "a", list("abcd"), 2, EDGES)
    assert near["neighbour"].tolist() == ["b", "c"]
    assert near["distance"].is_monotonic_increasing


def test_one_without_enough_in_common_is_not_compared():
    traits = TRAITS.copy()
    traits.loc["b", ["size", "age"]] = np.nan
    assert nearest(traits, "a", list("bcd"), 3, EDGES)["neighbour"].tolist() == ["c", "d"]


def test_a_trait_that_does_not_vary_says_nothing():
    same = TRAITS.assign(rural=1.0)
    pd.testing.assert_frame_equal(
        nearest(same, "a", list("bcd"), 3, EDGES),
        nearest(same.drop(columns="rural"), "a", list("bcd"), 3, EDGES),
    )


@settings(deadline=None)
@given(scale=st.sampled_from([0.001, 2.0, 1e6]), shift=st.sampled_from([-100.0, 0.0, 3.0]))
def test_the_unit_of_a_trait_does_not_matter(scale, shift):
    changed = TRAITS.assign(size=TRAITS["size"] * scale + shift)
    one, other = (nearest(table, "a", list("bcd"), 3, EDGES) for table in (TRAITS, changed))
    assert one["neighbour"].tolist() == other["neighbour"].tolist()
    np.testing.assert_allclose(one["distance"], other["distance"], rtol=1e-6)


def differences(own, *neighbours, most=3):
    units = ["own", *[f"n{at}" for at in range(len(neighbours))]]
    values = pd.DataFrame([own, *neighbours], index=units, columns=NAMES, dtype=float)
    return list_differences(values, "own", units[1:], INDICATORS, SPREADS, most)


def test_differences_are_counted_in_spreads_and_turned_by_meaning():
    table = differences([0.5, 0.5, 30_000], [0.9, 0.9, 33_000], [0.8, 0.8, 32_000], [0.9, 0.9, 33_000])
    rows = table.set_index("indicator")
    assert table["indicator"].tolist()[0] == "cost_per_participant"
    assert rows["spreads"].to_dict() == pytest.approx(
        {"completion_rate": 2, "debt_ratio": 2, "cost_per_participant": 3}
    )
    assert rows["direction"].to_dict() == {
        "completion_rate": "neighbours_better",
        "debt_ratio": "neighbours_worse",
        "cost_per_participant": "different",
    }


def test_two_values_within_the_range_are_equally_good():
    ratio = load_catalogue().indicator("current_ratio")
    values = pd.DataFrame({ratio.id: [1.1, 2.9, 2.9, 9.0, 9.0]}, index=list("abcde"))
    spreads = pd.Series({ratio.id: 1.0})
    found = [
        list_differences(values, "a", list(others), [ratio], spreads, 1)["direction"].tolist()
        for others in ("bc", "de")
    ]
    assert found == [["different"], ["neighbours_worse"]]


def test_what_hardly_differs_or_too_few_know_is_left_out():
    assert differences([0.5, 0.5, 30_000], [0.55, 0.45, 30_400], [0.55, 0.45, 30_400]).empty
    assert differences([0.5, 0.5, 30_000], [0.9, np.nan, 40_000]).empty
    assert differences([np.nan] * 3, [0.9, 0.9, 1.0], [0.9, 0.9, 1.0]).empty


@settings(deadline=None)
@given(points=st.lists(st.floats(min_value=-5, max_value=5), min_size=3, max_size=8, unique=True))
def test_nobody_is_its_own_neighbour_and_distances_are_symmetric(points):
    traits = pd.DataFrame({"x": points}, index=[f"u{at}" for at in range(len(points))])
    assume(traits["x"].clip(*traits["x"].quantile(list(EDGES))).std(ddof=0) > 1e-6)
    near = nearest(traits, "u0", list(traits.index), len(points), EDGES)
    assert "u0" not in set(near["neighbour"])
    for row in near.to_dict("records"):
        back = nearest(traits, row["neighbour"], ["u0"], 1, EDGES)
        assert back["distance"][0] == pytest.approx(row["distance"])
