import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pes_analysis.catalogue import load_catalogue
from pes_analysis.measure.indicators import COLUMNS, compute_indicators

CATALOGUE = load_catalogue()
PER_1K = CATALOGUE.indicator("unemployed_per_1k")
RATE = CATALOGUE.indicator("unemployment_rate")


def observations(*rows):
    return pd.DataFrame(rows, columns=["teryt", "year", "variable", "value", "state", "source"])


COUNTIES = observations(
    ("1201", 2020, "unemployed", 20.0, "value", "gus_unemployed"),
    ("1201", 2020, "pop", 1000.0, "value", "gus_population"),
    ("1202", 2020, "unemployed", 0.0, "zero", "gus_unemployed"),
    ("1202", 2020, "pop", 400.0, "value", "rops"),
    ("1203", 2020, "unemployed", np.nan, "suppressed", "gus_unemployed"),
    ("1203", 2020, "pop", 400.0, "value", "gus_population"),
    ("1204", 2020, "pop", 400.0, "value", "gus_population"),
    ("1205", 2020, "unemployed", 3.0, "value", "gus_unemployed"),
    ("1205", 2020, "pop", 0.0, "zero", "gus_population"),
)


def cell(result, teryt, year=2020):
    return result[(result["teryt"] == teryt) & (result["year"] == year)].iloc[0]


def test_a_rate_by_hand_with_its_sources():
    row = cell(compute_indicators(COUNTIES, [PER_1K]), "1201")
    assert (row["value"], row["state"], row["reason"]) == (20.0, "value", "")
    assert row["source"] == "gus_population; gus_unemployed"


@pytest.mark.parametrize(
    ("teryt", "state", "named"),
    [
        ("1202", "zero", ""),
        ("1203", "suppressed", "unemployed"),
        ("1204", "missing", "unemployed"),
        ("1205", "undefined", "pop"),
    ],
)
def test_every_gap_keeps_its_state_and_names_its_variable(teryt, state, named):
    row = cell(compute_indicators(COUNTIES, [PER_1K]), teryt)
    assert row["state"] == state
    assert named in row["reason"]
    assert np.isnan(row["value"]) == (state != "zero")


def test_persons_of_one_year_never_meet_the_population_of_another():
    rows = observations(
        ("1201", 2019, "unemployed", 20.0, "value", "gus"), ("1201", 2020, "pop", 1000.0, "value", "gus")
    )
    assert compute_indicators(rows, [PER_1K]).empty


def test_a_year_without_one_of_the_variables_does_not_exist_for_the_indicator():
    later = observations(("1201", 2021, "pop", 1000.0, "value", "gus"))
    assert compute_indicators(pd.concat([COUNTIES, later]), [PER_1K])["year"].unique().tolist() == [2020]


def test_nothing_to_compute_gives_an_empty_table_with_its_columns():
    assert list(compute_indicators(COUNTIES, []).columns) == list(COLUMNS)


def test_restricting_to_counties_gives_the_same_rows():
    whole = compute_indicators(COUNTIES, [PER_1K])
    part = compute_indicators(COUNTIES, [PER_1K], {"1204", "1201"})
    expected = whole[whole["teryt"].isin(["1201", "1204"])].reset_index(drop=True)
    pd.testing.assert_frame_equal(part, expected)


@settings(max_examples=40, deadline=None)
@given(order=st.permutations(range(len(COUNTIES))))
def test_the_order_of_rows_changes_nothing(order):
    shuffled = COUNTIES.iloc[list(order)].reset_index(drop=True)
    pd.testing.assert_frame_equal(
        compute_indicators(shuffled, [PER_1K]), compute_indicators(COUNTIES, [PER_1K])
    )


@settings(max_examples=40, deadline=None)
@given(
    unemployed=st.integers(min_value=0, max_value=10**6),
    pop=st.integers(min_value=0, max_value=10**7),
    year=st.integers(min_value=2018, max_value=2022),
)
def test_another_county_changes_nobodys_own_number(unemployed, pop, year):
    other = observations(
        ("3201", year, "unemployed", float(unemployed), "value" if unemployed else "zero", "x"),
        ("3201", year, "pop", float(pop), "value" if pop else "zero", "x"),
    )
    before = compute_indicators(COUNTIES, [PER_1K])
    after = compute_indicators(pd.concat([COUNTIES, other]), [PER_1K], set(COUNTIES["teryt"]))
    pd.testing.assert_frame_equal(after[after["year"] == 2020].reset_index(drop=True), before)


def test_indicators_stand_in_the_order_asked_for():
    rows = pd.concat([COUNTIES, observations(("1201", 2020, "unemployment_rate_pct", 5.0, "value", "gus"))])
    order = compute_indicators(rows, [RATE, PER_1K])["indicator"].unique().tolist()
    assert order == [RATE.id, PER_1K.id]
