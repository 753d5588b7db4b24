import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pes_analysis.catalogue import State, evaluate, load_catalogue
from pes_analysis.measure.stabilise import stabilise

INDICATOR = load_catalogue().indicator
MARGIN = INDICATOR("operating_margin")
EXITS = INDICATOR("open_market_exit_rate")
ARREARS_FREE = INDICATOR("contract_stability")
CAPPED = EXITS.model_copy(update={"cap": 0.05})
LEAST = INDICATOR("bid_success_rate").model_copy(update={"stabilise": "pooled_3y"})
COUNTS = st.one_of(st.just(np.nan), st.integers(min_value=0, max_value=40).map(float))


def frame(columns, years=(2022, 2023, 2024), unit="o-1"):
    index = pd.MultiIndex.from_product([[unit], years], names=["organisation_id", "year"])
    return pd.DataFrame(columns, index=index, dtype=float)


def yearly(values, indicator):
    cells = evaluate(indicator.formula, values).assign(indicator=indicator.id)
    return cells.reset_index()


def steady(values, indicator, year=2024):
    table = stabilise(yearly(values, indicator), values, [indicator], year)
    assert len(table) <= 1
    return table.iloc[0]


def test_money_is_the_mean_of_three_years():
    values = frame({"net_result": [10.0, -20, 40], "revenue_total": [100.0, 100, 100]})
    row = steady(values, MARGIN)
    assert row["value"] == pytest.approx(0.1)
    assert row[["basis", "n_years", "first_year", "year_value"]].tolist() == ["mean_3y", 3, 2022, 0.4]
    assert np.isnan(row["numerator"])


def test_a_year_without_a_number_is_left_out_of_the_mean():
    values = frame({"net_result": [10.0, np.nan, 30], "revenue_total": [100.0, 100, 100]})
    row = steady(values, MARGIN)
    assert row[["value", "n_years", "first_year"]].tolist() == [0.2, 2, 2022]


def test_one_year_alone_stands_for_itself_and_says_so():
    values = frame({"net_result": [np.nan, np.nan, 30], "revenue_total": [100.0, 100, 100]})
    row = steady(values, MARGIN)
    assert row[["value", "basis", "n_years", "first_year"]].tolist() == [0.3, "year", 1, 2024]


def test_counts_of_one_year_alone_are_not_called_pooled():
    values = frame({"employed_open": [2.0], "participants_total": [50.0]}, years=(2024,))
    row = steady(values, EXITS)
    assert row[["value", "basis", "n_years", "numerator"]].tolist() == [0.04, "year", 1, 2]


@pytest.mark.parametrize("indicator", [MARGIN, EXITS])
def test_older_years_never_stand_in_for_an_answer(indicator):
    values = frame({name: [10.0, 10, np.nan] for name in indicator.formula.names})
    row = steady(values, indicator)
    assert row["state"] == State.MISSING
    assert np.isnan(row["value"])


def test_years_before_the_window_do_not_count():
    values = frame({"net_result": [900.0, 0, 0, 30], "revenue_total": [100.0] * 4}, range(2021, 2025))
    assert steady(values, MARGIN)["value"] == pytest.approx(0.1)


def test_rare_events_are_put_together():
    values = frame({"employed_open": [1.0, 0, 2], "participants_total": [20.0, 30, 50]})
    row = steady(values, EXITS)
    assert row[["value", "numerator", "denominator", "n_years"]].tolist() == [0.03, 3, 100, 3]


def test_a_last_year_without_anybody_still_has_a_pooled_rate():
    values = frame({"employed_open": [1.0, 1, 0], "participants_total": [10.0, 10, 0]})
    row = steady(values, EXITS)
    assert row[["value", "state", "reason"]].tolist() == [0.1, "value", ""]
    assert np.isnan(row["year_value"])


def test_nobody_in_three_years_is_undefined():
    values = frame({"employed_open": [0.0, 0, 0], "participants_total": [0.0, 0, 0]})
    row = steady(values, EXITS)
    assert row[["state", "reason"]].tolist() == ["undefined", "zero_denominator: participants_total"]


def test_no_event_in_three_years_is_zero():
    values = frame({"employed_open": [0.0, 0, 0], "participants_total": [10.0, 10, 10]})
    assert steady(values, EXITS)[["value", "state"]].tolist() == [0, "zero"]


def test_too_few_together_is_undefined_and_enough_together_is_not():
    few = frame({"bids_won": [0.0, 0, 1], "bids_sent": [0.0, 1, 1]})
    assert steady(few, LEAST)[["state", "reason"]].tolist() == ["undefined", "too_few: bids_sent < 3"]
    enough = frame({"bids_won": [0.0, 1, 1], "bids_sent": [1.0, 1, 1]})
    assert steady(enough, LEAST)["value"] == pytest.approx(2 / 3)


def test_a_cap_holds_after_pooling():
    values = frame({"employed_open": [5.0, 5, 5], "participants_total": [10.0, 10, 10]})
    assert steady(values, CAPPED)["value"] == 0.05


def test_what_does_not_apply_stays_so():
    values = frame({"employed_open": [1.0, 1, 1], "participants_total": [10.0, 10, 10]})
    cells = yearly(values, EXITS).assign(state="not_applicable", value=np.nan, reason="type")
    row = stabilise(cells, values, [EXITS], 2024).iloc[0]
    assert row[["state", "reason"]].tolist() == ["not_applicable", "type"]
    assert np.isnan(row["value"])


def test_an_indicator_of_one_year_keeps_its_two_sides():
    values = frame({"headcount": [9.0, 9, 6], "civil_contracts": [1.0, 1, 2]})
    row = steady(values, ARREARS_FREE)
    assert row[["value", "numerator", "denominator", "basis"]].tolist() == [0.75, 6, 8, "year"]


@settings(deadline=None)
@given(parts=st.lists(COUNTS, min_size=3, max_size=3), wholes=st.lists(COUNTS, min_size=3, max_size=3))
def test_a_number_is_given_exactly_where_the_state_says_so(parts, wholes):
    values = frame({"employed_open": parts, "participants_total": wholes})
    row = steady(values, EXITS)
    assert np.isnan(row["value"]) == (row["state"] not in ("value", "zero"))
    assert (row["reason"] == "") == (row["state"] in ("value", "zero"))


@settings(max_examples=40, deadline=None)
@given(
    parts=st.lists(COUNTS, min_size=3, max_size=3),
    wholes=st.lists(COUNTS, min_size=3, max_size=3),
    others=st.lists(COUNTS, min_size=3, max_size=3),
)
def test_another_organisation_changes_nothing(parts, wholes, others):
    alone = frame({"employed_open": parts, "participants_total": wholes})
    both = pd.concat([frame({"employed_open": others, "participants_total": others}, unit="a"), alone])
    table = stabilise(yearly(both, EXITS), both, [EXITS], 2024).set_index("organisation_id")
    pd.testing.assert_series_equal(
        table.loc["o-1"], steady(alone, EXITS).drop("organisation_id"), check_names=False, check_dtype=False
    )
