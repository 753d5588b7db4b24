from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pes_analysis.catalogue import load_catalogue
from pes_analysis.edition import read_snapshot
from pes_analysis.measure.aggregates import aggregate_indicators, aggregate_observations

CATALOGUE = load_catalogue()
PER_1K = CATALOGUE.indicator("unemployed_per_1k")
POP, UNEMPLOYED = CATALOGUE.variable("pop"), CATALOGUE.variable("unemployed")
LONG = CATALOGUE.variable("unemployed_long_pct")
RATE = CATALOGUE.variable("unemployment_rate_pct")
SUBREGIONS = Path(__file__).parent / "subregion_rates.csv"
COUNTIES = pd.DataFrame(
    {"voivodeship": ["12", "12", "32"], "valid_from": [1999, 2013, 1999], "valid_to": pd.NA},
    index=["1201", "1202", "3201"],
)


def observations(*rows):
    return pd.DataFrame(
        [
            (teryt, year, variable, value, "value" if value == value else "missing", "gus")
            for teryt, year, variable, value in rows
        ],
        columns=["teryt", "year", "variable", "value", "state", "source"],
    )


def figure(result, area, year):
    return result[(result["teryt"] == area) & (result["year"] == year)].iloc[0]


def test_a_total_needs_every_county_of_the_year():
    rows = observations(("1201", 2020, "pop", 10.0), ("3201", 2020, "pop", 5.0))
    result = aggregate_observations(rows, [POP], COUNTIES)
    assert figure(result, "12", 2020)[["state", "lacking", "units"]].tolist() == ["missing", 1, 2]
    assert figure(result, "32", 2020)["value"] == 5.0
    assert np.isnan(figure(result, "00", 2020)["value"])


def test_a_county_that_did_not_exist_yet_is_not_lacking():
    rows = observations(("1201", 2010, "pop", 10.0), ("3201", 2010, "pop", 5.0))
    result = aggregate_observations(rows, [POP], COUNTIES)
    assert figure(result, "00", 2010)[["value", "units"]].tolist() == [15.0, 2]


def test_no_totals_before_the_list_of_counties_is_todays():
    assert aggregate_observations(observations(("3201", 2002, "pop", 5.0)), [POP], COUNTIES).empty


def test_a_stated_gap_is_as_good_as_no_row():
    rows = observations(("1201", 2020, "pop", 10.0), ("1202", 2020, "pop", np.nan))
    assert figure(aggregate_observations(rows, [POP], COUNTIES), "12", 2020)["state"] == "missing"


def test_a_weighted_mean_by_hand():
    rows = observations(
        ("1201", 2020, "unemployed", 300.0),
        ("1202", 2020, "unemployed", 100.0),
        ("1201", 2020, "unemployed_long_pct", 40.0),
        ("1202", 2020, "unemployed_long_pct", 20.0),
    )
    row = figure(aggregate_observations(rows, [LONG], COUNTIES), "12", 2020)
    assert row["value"] == pytest.approx((300 * 40 + 100 * 20) / 400)
    assert not row["approximate"]


def test_a_harmonic_mean_by_hand():
    # 300 unemployed at 10% and 100 at 5% stand for 3000 and 2000 economically active people.
    rows = observations(
        ("1201", 2020, "unemployed", 300.0),
        ("1202", 2020, "unemployed", 100.0),
        ("1201", 2020, "unemployment_rate_pct", 10.0),
        ("1202", 2020, "unemployment_rate_pct", 5.0),
    )
    row = figure(aggregate_observations(rows, [RATE], COUNTIES), "12", 2020)
    assert row["value"] == pytest.approx(100 * 400 / 5000)
    assert not row["approximate"]


def test_a_rate_of_zero_hides_what_it_was_reckoned_on():
    rows = observations(
        ("1201", 2020, "unemployed", 300.0),
        ("1202", 2020, "unemployed", 0.0),
        ("1201", 2020, "unemployment_rate_pct", 10.0),
        ("1202", 2020, "unemployment_rate_pct", 0.0),
    )
    assert figure(aggregate_observations(rows, [RATE], COUNTIES), "12", 2020)["state"] == "missing"


@given(
    st.lists(
        st.tuples(st.integers(min_value=1, max_value=10**5), st.integers(min_value=1, max_value=10**6)),
        min_size=3,
        max_size=3,
    )
)
@settings(max_examples=40, deadline=None)
def test_both_means_give_the_rate_of_the_whole(parts):
    """Part and whole of each county: the mean by the whole and the harmonic mean by the part agree."""
    by_whole = LONG.model_copy(update={"weight": "pop"})
    by_part = LONG.model_copy(update={"weight": "unemployed", "aggregation": "harmonic"})
    rows = observations(
        *(
            (teryt, 2020, variable, value)
            for teryt, (part, whole) in zip(COUNTIES.index, parts, strict=True)
            for variable, value in (
                ("unemployed", float(part)),
                ("pop", float(whole)),
                (LONG.id, 100 * part / whole),
            )
        )
    )
    true = 100 * sum(part for part, _ in parts) / sum(whole for _, whole in parts)
    for variable in (by_whole, by_part):
        result = aggregate_observations(rows, [variable], COUNTIES, areas=["00"])
        assert figure(result, "00", 2020)["value"] == pytest.approx(true)


def test_counties_give_the_published_unemployment_rates_of_subregions():
    snapshot = read_snapshot()
    areas = snapshot.counties.assign(voivodeship=snapshot.counties["nuts3"])
    published = pd.read_csv(SUBREGIONS, index_col=["nuts3", "year"])["unemployment_rate_pct"]
    computed = aggregate_observations(snapshot.county_observations, [RATE], areas)
    computed = computed.set_index(["teryt", "year"])["value"].loc[published.index]
    assert len(published) == 73 * 3
    # Both are rounded to 0.1 point: the rates of counties before they are added, the published after.
    assert (computed - published).abs().max() < 0.1
    assert (computed.round(1) == published).mean() > 0.85


def test_the_unemployment_rates_announced_for_the_end_of_2022():
    snapshot = read_snapshot()
    result = aggregate_observations(
        snapshot.county_observations, [RATE], snapshot.counties, areas=["12", "00"]
    )
    for area, announced in (("12", 4.4), ("00", 5.2)):
        row = figure(result, area, 2022)
        assert (round(row["value"], 1), row["approximate"]) == (announced, False)


@pytest.mark.parametrize(("small", "state"), [(5.0, "value"), (6.0, "missing")])
def test_a_weighted_mean_needs_95_per_cent_of_the_weight(small, state):
    rows = observations(
        ("1201", 2020, "unemployed", 100.0 - small),
        ("1202", 2020, "unemployed", small),
        ("1201", 2020, "unemployed_long_pct", 40.0),
    )
    row = figure(aggregate_observations(rows, [LONG], COUNTIES), "12", 2020)
    assert (row["state"], row["approximate"]) == (state, state == "value")


def test_a_weighted_mean_needs_the_whole_weight_known():
    rows = observations(("1201", 2020, "unemployed", 100.0), ("1201", 2020, "unemployed_long_pct", 40.0))
    assert figure(aggregate_observations(rows, [LONG], COUNTIES), "12", 2020)["state"] == "missing"


def test_a_published_figure_wins_and_reaches_the_indicator():
    rows = observations(("1201", 2020, "unemployed", 10.0), ("1202", 2020, "unemployed", 10.0))
    published = pd.DataFrame(
        {
            "voivodeship": "12",
            "year": 2020,
            "variable": ["unemployed", "pop"],
            "value": [30.0, 1000.0],
            "state": "value",
            "source": "official",
        }
    )
    row = figure(aggregate_indicators(rows, [POP, UNEMPLOYED], [PER_1K], COUNTIES, published), "12", 2020)
    assert (row["value"], row["source"], row["approximate"]) == (30.0, "official", False)


def test_an_indicator_of_an_area_is_the_formula_over_totals_not_a_mean_of_counties():
    rows = observations(
        ("1201", 2020, "unemployed", 90.0),
        ("1201", 2020, "pop", 1000.0),
        ("1202", 2020, "unemployed", 10.0),
        ("1202", 2020, "pop", 9000.0),
    )
    result = aggregate_indicators(rows, [POP, UNEMPLOYED], [PER_1K], COUNTIES, areas=["12"])
    assert figure(result, "12", 2020)["value"] == pytest.approx(10.0)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(min_value=1, max_value=10**6), min_size=3, max_size=3))
def test_voivodeships_add_up_to_poland(numbers):
    rows = observations(
        *((teryt, 2020, "pop", float(n)) for teryt, n in zip(COUNTIES.index, numbers, strict=True))
    )
    result = aggregate_observations(rows, [POP], COUNTIES).set_index("teryt")["value"]
    assert result["12"] + result["32"] == result["00"] == sum(numbers)
