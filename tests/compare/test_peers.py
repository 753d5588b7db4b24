import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pes_analysis.catalogue import load_catalogue
from pes_analysis.compare.peers import build_structure, explain_peers, refuse_outcomes, structural_peers
from pes_analysis.edition import PeersParameters
from pes_analysis.protect.errors import PesError

CATALOGUE = load_catalogue()
PARAMETERS = PeersParameters.model_validate(
    {
        "variables": [
            {"variable": "pop", "weight": 2, "transform": "log"},
            {"variable": "urbanisation_pct", "weight": 1, "transform": "none"},
            {"variable": "wage_avg_pln", "weight": 1, "transform": "none"},
        ]
    }
)
NUMBERS = st.floats(min_value=1, max_value=1e6, allow_subnormal=False)
TABLES = st.lists(st.tuples(NUMBERS, NUMBERS, NUMBERS), min_size=4, max_size=12)


def counties(count, kinds=()):
    codes = [f"12{at:02}" for at in range(1, count + 1)]
    return pd.DataFrame({"kind": [*kinds, *["land"] * (count - len(kinds))]}, index=codes)


def observations(table, codes, year=2020):
    names = [one.variable for one in PARAMETERS.variables]
    rows = [
        (code, year, name, number, "value" if number == number else "missing", "gus")
        for code, numbers in zip(codes, table, strict=True)
        for name, number in zip(names, numbers, strict=True)
    ]
    return pd.DataFrame(rows, columns=["teryt", "year", "variable", "value", "state", "source"])


def structure(table, kinds=(), newest_year=2024):
    frame = counties(len(table), kinds)
    return build_structure(observations(table, frame.index), frame, PARAMETERS, [], newest_year)


def distance(of, one, other):
    found = structural_peers(of, one, 100).set_index("teryt")["distance"]
    return found.get(other, np.nan)


def test_a_distance_by_hand():
    of = structure([(np.e, 0.0, 5.0), (np.e**3, 10.0, 5.0)])
    # Two counties: z-scores are -1 and 1 where they differ, 0 where they do not; weights 2, 1, 1 of 4.
    assert distance(of, "1201", "1202") == pytest.approx(np.sqrt((2 * 4 + 1 * 4 + 1 * 0) / 4))


def test_the_nearest_come_first_and_own_numbers_stand_beside():
    found = structural_peers(structure([(100.0, 1.0, 1.0), (400.0, 1.0, 1.0), (110.0, 1.0, 1.0)]), "1201", 2)
    assert found[["teryt", "rank", "pop"]].to_numpy().tolist() == [["1203", 1, 110.0], ["1202", 2, 400.0]]


def test_cities_are_compared_with_cities_only():
    of = structure([(float(at), 1.0, 1.0) for at in range(1, 7)], kinds=("city", "city", "city"))
    assert set(structural_peers(of, "1201", 20)["teryt"]) == {"1202", "1203"}


def test_a_missing_number_is_left_out_and_the_rest_rescaled():
    table = [(1.0, 10.0, 10.0), (3.0, 30.0, np.nan), *[(2.0, 20.0, 20.0)] * 28]
    of = structure(table)
    gaps = (of.scores.loc["1201"] - of.scores.loc["1202"]) ** 2
    assert distance(of, "1201", "1202") == pytest.approx(
        np.sqrt((2 * gaps["pop"] + gaps["urbanisation_pct"]) / 3)
    )


def test_below_70_per_cent_of_the_weight_two_counties_are_not_compared():
    table = [(1.0, 10.0, 10.0), (np.nan, 30.0, 30.0), *[(2.0, 20.0, 20.0)] * 28]
    assert np.isnan(distance(structure(table), "1201", "1202"))


def test_each_variable_comes_from_its_newest_year_that_nearly_all_have():
    frame = counties(20)
    old = observations([(100.0, 1.0, 1.0)] * 20, frame.index, 2020)
    new = observations([(200.0, 2.0, 2.0)] * 20, frame.index, 2022)
    new = new[(new["variable"] == "pop") | (new["teryt"] <= "1218")]
    later = observations([(300.0, 3.0, 3.0)] * 20, frame.index, 2025)
    of = build_structure(pd.concat([old, new, later]), frame, PARAMETERS, [], 2024)
    assert of.years.to_dict() == {"pop": 2022, "urbanisation_pct": 2020, "wage_avg_pln": 2020}


def test_a_variable_nobody_has_is_an_error_that_names_it():
    frame = counties(3)
    rows = observations([(1.0, 1.0, np.nan)] * 3, frame.index)
    with pytest.raises(PesError, match="wage_avg_pln"):
        build_structure(rows, frame, PARAMETERS, [], 2024)


def test_a_logarithm_of_zero_is_an_error_that_names_the_county():
    with pytest.raises(PesError, match="1202"):
        structure([(1.0, 1.0, 1.0), (0.0, 1.0, 1.0)])


def test_an_outcome_is_refused_and_a_base_is_not():
    rate = CATALOGUE.indicator("unemployed_per_1k")
    refuse_outcomes(["pop"], [rate])
    refuse_outcomes(["unemployed"], [rate.model_copy(update={"polarity": "informational"})])
    with pytest.raises(PesError, match="unemployed_per_1k"):
        refuse_outcomes(["pop", "unemployed"], [rate])


def test_an_unknown_county_is_an_error():
    with pytest.raises(PesError, match="9999"):
        structural_peers(structure([(1.0, 1.0, 1.0), (2.0, 1.0, 1.0)]), "9999", 5)


def test_the_explanation_by_hand():
    of = structure([(100.0, 10.0, 1.0), (120.0, 14.0, 1.0), (400.0, 90.0, 1.0)])
    row = explain_peers(of, "1201", ["1202"]).set_index("variable").loc["urbanisation_pct"]
    assert row[["value", "peers_min", "peers_median", "peers_max", "kind_median"]].tolist() == [
        10,
        14,
        14,
        14,
        14,
    ]
    assert row["gap"] == pytest.approx(4 / np.std([10, 14, 90]))


@settings(max_examples=40, deadline=None)
@given(TABLES)
def test_distances_are_symmetric_and_never_negative(table):
    of = structure(table)
    there, back = distance(of, "1201", "1203"), distance(of, "1203", "1201")
    assert there == pytest.approx(back)
    assert there >= 0


@settings(max_examples=40, deadline=None)
@given(TABLES)
def test_a_county_alike_in_everything_is_at_distance_zero(table):
    assert distance(structure([*table, table[0]]), "1201", f"12{len(table) + 1:02}") == 0


@settings(max_examples=40, deadline=None)
@given(TABLES, st.data())
def test_the_order_of_rows_does_not_matter(table, data):
    frame = counties(len(table))
    rows = observations(table, frame.index)
    order = data.draw(st.permutations(range(len(rows))))
    one = build_structure(rows, frame, PARAMETERS, [], 2024)
    other = build_structure(rows.iloc[order], frame, PARAMETERS, [], 2024)
    pd.testing.assert_frame_equal(structural_peers(one, "1201", 3), structural_peers(other, "1201", 3))


@settings(max_examples=40, deadline=None)
@given(TABLES)
def test_another_kind_changes_no_distance(table):
    alone, beside = (
        structure(table),
        structure([*table, (5.0, 5.0, 5.0)], kinds=["land"] * len(table) + ["city"]),
    )
    assert distance(alone, "1201", "1202") == pytest.approx(distance(beside, "1201", "1202"))


@settings(max_examples=40, deadline=None)
@given(TABLES, st.sampled_from([0.5, 4.0, 1000.0]))
def test_the_unit_of_a_variable_does_not_matter(table, scale):
    here, there = structure(table), structure([(a * scale, b * scale, c) for a, b, c in table])
    assert distance(here, "1201", "1202") == pytest.approx(distance(there, "1201", "1202"), abs=1e-6)
