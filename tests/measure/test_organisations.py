"""Indicators of organisations over a wide table: for whom, gaps, limits, and what cannot change them."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pes_analysis.catalogue import evaluate, load_catalogue
from pes_analysis.measure.organisations import (
    OrganisationTableError,
    fill_constants,
    organisation_indicators,
)

CATALOGUE = load_catalogue()
INDICATORS = CATALOGUE.indicators("organisation", available=True)
COLUMNS = [column.id for column in CATALOGUE.columns("organisation")]
AMOUNTS = [column.id for column in CATALOGUE.columns("organisation") if column.unit == "pln"]
TYPES = [one.id for one in CATALOGUE.entity_types if one.kind != "status"]
NAMES = ["organisation_id", "year"]


def table(rows: dict[tuple[str, int], dict[str, float]]) -> pd.DataFrame:
    index = pd.MultiIndex.from_tuples(list(rows), names=NAMES)
    return pd.DataFrame(list(rows.values()), index=index).astype(float)


def chosen(*names: str):
    return [CATALOGUE.indicator(name) for name in names]


def cell(result: pd.DataFrame, organisation: str, indicator: str) -> tuple[float, str, str]:
    row = result[(result["organisation_id"] == organisation) & (result["indicator"] == indicator)].iloc[0]
    return row["value"], row["state"], row["reason"]


@st.composite
def tables(draw: st.DrawFn) -> tuple[pd.DataFrame, pd.Series]:
    """Draw a table with gaps and zeros, and the codes of its organisations."""
    seed = draw(st.integers(0, 2**32 - 1))
    organisations, years = draw(st.integers(1, 6)), draw(st.integers(1, 3))
    random = np.random.default_rng(seed)
    index = pd.MultiIndex.from_product(
        [[f"org-{number}" for number in range(organisations)], range(2022, 2022 + years)], names=NAMES
    )
    figures = np.round(random.lognormal(3, 2, (len(index), len(COLUMNS))))
    figures[random.random(figures.shape) < 0.1] = 0
    figures[random.random(figures.shape) < 0.1] = np.nan
    sets = [frozenset({kind, *extra}) for kind in TYPES for extra in ((), ("ps",))]
    codes = pd.Series(
        [sets[place] for place in random.integers(0, len(sets), organisations)], index=index.levels[0]
    )
    return pd.DataFrame(figures, index=index, columns=COLUMNS), codes


def sorted_cells(result: pd.DataFrame) -> pd.DataFrame:
    plain = result.astype({"organisation_id": "str", "indicator": "str", "state": "str", "reason": "str"})
    return plain.sort_values([*NAMES, "indicator"]).reset_index(drop=True)


def test_a_row_for_each_indicator_and_row_in_order():
    values = table({("b", 2024): {"ties": 3}, ("a", 2023): {"ties": 0}})
    result = organisation_indicators(values, indicators=chosen("partner_count", "tie_reciprocity"))
    assert list(result.columns) == ["organisation_id", "year", "indicator", "value", "state", "reason"]
    assert result["organisation_id"].tolist() == ["b", "a", "b", "a"]
    assert result["year"].tolist() == [2024, 2023, 2024, 2023]
    assert result["indicator"].tolist() == ["partner_count"] * 2 + ["tie_reciprocity"] * 2
    assert result["state"].tolist() == ["value", "zero", "missing", "missing"]
    assert result["reason"].tolist()[2] == "missing: ties_reciprocated"


@given(tables())
@settings(max_examples=25, deadline=None)
def test_every_cell_is_what_the_formula_gives_within_its_limits(drawn):
    values, codes = drawn
    result = organisation_indicators(values, codes=codes, indicators=INDICATORS)
    assert len(result) == len(values) * len(INDICATORS)
    rows = result.groupby("indicator", observed=True)
    for indicator in INDICATORS:
        cells = rows.get_group(indicator.id).set_index(NAMES)
        expected = evaluate(indicator.formula, values)
        applies = np.array([indicator.is_computed_for(codes[name]) for name, _ in values.index])
        assert (cells["state"] == "not_applicable").tolist() == (~applies).tolist()
        number = expected["state"].isin(["value", "zero"]).to_numpy()
        if indicator.least:
            number = number & (values[indicator.least.variable] >= indicator.least.count).to_numpy()
        limit = np.inf if indicator.cap is None else indicator.cap
        wanted = np.where(number & applies, np.minimum(expected["value"], limit), np.nan)
        np.testing.assert_array_equal(cells["value"], wanted)


@given(tables())
@settings(max_examples=15, deadline=None)
def test_a_number_has_no_reason_and_a_gap_has_no_number(drawn):
    values, codes = drawn
    result = organisation_indicators(values, codes=codes, indicators=INDICATORS)
    is_number = result["state"].isin(["value", "zero"])
    assert result["value"].notna().equals(is_number)
    assert (result["reason"] == "").equals(is_number)
    assert (result["value"] == 0).equals(result["state"] == "zero")


@given(tables(), st.randoms(use_true_random=False))
@settings(max_examples=15, deadline=None)
def test_the_order_of_rows_changes_nothing(drawn, random):
    values, codes = drawn
    order = list(range(len(values)))
    random.shuffle(order)
    straight = organisation_indicators(values, codes=codes, indicators=INDICATORS)
    shuffled = organisation_indicators(values.iloc[order], codes=codes, indicators=INDICATORS)
    pd.testing.assert_frame_equal(sorted_cells(straight), sorted_cells(shuffled))


@given(tables())
@settings(max_examples=15, deadline=None)
def test_an_unrelated_organisation_changes_nothing(drawn):
    values, codes = drawn
    stranger = pd.DataFrame(
        7.0, index=pd.MultiIndex.from_tuples([("zzz", 2020)], names=NAMES), columns=COLUMNS
    )
    more = pd.concat([values, stranger])
    alone = organisation_indicators(values, codes=codes, indicators=INDICATORS)
    beside = organisation_indicators(more, codes=codes, indicators=INDICATORS)
    beside = beside[beside["organisation_id"] != "zzz"]
    pd.testing.assert_frame_equal(sorted_cells(alone), sorted_cells(beside))


@given(tables())
@settings(max_examples=15, deadline=None)
def test_ratios_of_money_do_not_depend_on_the_unit_of_money(drawn):
    values, _ = drawn
    in_thousands = values.copy()
    in_thousands[AMOUNTS] /= 1024  # a power of two, so that nothing is rounded
    free = [one for one in INDICATORS if one.unit != "pln"]
    pd.testing.assert_frame_equal(
        organisation_indicators(values, indicators=free),
        organisation_indicators(in_thousands, indicators=free),
    )
    amounts = [one for one in INDICATORS if one.unit == "pln"]
    assert amounts
    before = organisation_indicators(values, indicators=amounts)["value"]
    np.testing.assert_array_equal(
        organisation_indicators(in_thousands, indicators=amounts)["value"] * 1024, before
    )


def test_an_organisation_without_codes_has_everything_and_one_with_others_has_nothing():
    values = table({(name, 2024): {"employed_3m": 6, "participants_completed": 8} for name in "abcd"})
    codes = pd.Series({"a": frozenset({"cis"}), "b": frozenset({"ops"}), "c": frozenset()})
    result = organisation_indicators(values, codes=codes, indicators=chosen("employment_effectiveness"))
    assert cell(result, "a", "employment_effectiveness") == (0.75, "value", "")
    assert cell(result, "b", "employment_effectiveness")[1:] == ("not_applicable", "other_type: ops")
    assert cell(result, "c", "employment_effectiveness")[1] == "value"
    assert cell(result, "d", "employment_effectiveness")[1] == "value"


def test_the_status_of_a_social_enterprise_brings_its_indicators():
    values = table({("a", 2024): {"emp_at_risk": 3, "headcount": 10}})
    share = chosen("at_risk_employment_share")
    for codes, state in (({"kis"}, "not_applicable"), ({"kis", "ps"}, "value")):
        result = organisation_indicators(values, codes=pd.Series({"a": frozenset(codes)}), indicators=share)
        assert result["state"].tolist() == [state]


def test_codes_may_differ_from_year_to_year():
    values = table({("a", year): {"emp_at_risk": 3, "headcount": 10} for year in (2023, 2024)})
    codes = pd.Series([frozenset({"kis"}), frozenset({"kis", "ps"})], index=values.index)
    result = organisation_indicators(values, codes=codes, indicators=chosen("at_risk_employment_share"))
    assert result["state"].tolist() == ["not_applicable", "value"]


def test_a_described_type_has_a_value_though_it_is_not_scored():
    indicator = CATALOGUE.indicator("market_revenue_share")
    values = table({("a", 2024): {"revenue_market": 10, "revenue_total": 100}})
    result = organisation_indicators(
        values, codes=pd.Series({"a": frozenset({"wtz"})}), indicators=[indicator]
    )
    assert result["value"].tolist() == [0.1]
    assert not indicator.is_scored_for({"wtz"})
    assert indicator.is_scored_for({"ngo"})
    assert indicator.is_scored_for({"wtz", "ps"})


@pytest.mark.parametrize(
    ("sent", "won", "expected"),
    [
        (3, 1, (1 / 3, "value", "")),
        (2, 1, (np.nan, "undefined", "too_few: bids_sent < 3")),
        (0, 0, (np.nan, "undefined", "too_few: bids_sent < 3")),
        (2, np.nan, (np.nan, "missing", "missing: bids_won")),
        (np.nan, 1, (np.nan, "missing", "missing: bids_sent")),
    ],
)
def test_below_the_least_count_there_is_no_ratio(sent, won, expected):
    values = table({("a", 2024): {"bids_sent": sent, "bids_won": won}})
    result = organisation_indicators(values, indicators=chosen("bid_success_rate"))
    value, state, reason = cell(result, "a", "bid_success_rate")
    assert (state, reason) == expected[1:]
    np.testing.assert_equal(value, expected[0])


def test_a_value_above_the_cap_is_the_cap():
    values = table({("a", 2024): {"revenue_secured_next": 300, "budget_next": 200}})
    assert organisation_indicators(values, indicators=chosen("budget_security"))["value"].tolist() == [1]


def test_a_stated_gap_wins_over_a_number_and_over_a_missing_one():
    values = table({("a", 2024): {"members": 20, "members_present": 5}, ("b", 2024): {"members": 20}})
    states = pd.DataFrame({"members": ["not_applicable", "suppressed"]}, index=values.index)
    result = organisation_indicators(values, states, indicators=chosen("democratic_participation"))
    assert result["reason"].tolist() == ["not_applicable: members", "suppressed: members"]


def test_a_zero_denominator_is_undefined():
    values = table({("a", 2024): {"employed_3m": 0, "participants_completed": 0}})
    result = organisation_indicators(values, indicators=chosen("employment_effectiveness"))
    assert cell(result, "a", "employment_effectiveness")[1:] == (
        "undefined",
        "zero_denominator: participants_completed",
    )


def test_two_rows_of_one_organisation_and_year_are_refused():
    index = pd.MultiIndex.from_tuples([("a", 2024), ("a", 2024)], names=NAMES)
    with pytest.raises(OrganisationTableError, match="'a' has two rows for 2024"):
        organisation_indicators(pd.DataFrame({"ties": [1.0, 2.0]}, index=index), indicators=INDICATORS)


@pytest.mark.parametrize(
    "index", [pd.Index(["a"]), pd.MultiIndex.from_tuples([("a", 1)], names=["id", "rok"])]
)
def test_an_index_of_other_levels_is_refused(index):
    with pytest.raises(OrganisationTableError, match="two levels"):
        organisation_indicators(pd.DataFrame({"ties": [1.0]}, index=index), indicators=INDICATORS)


def test_an_empty_table_gives_an_empty_table():
    values = table({("a", 2024): {"ties": 1}}).iloc[:0]
    assert organisation_indicators(values, indicators=INDICATORS).empty
    assert organisation_indicators(table({("a", 2024): {"ties": 1}}), indicators=[]).empty


def test_constants_are_filled_by_year_and_never_overwritten():
    values = table({("a", 2019): {"headcount": 1}, ("a", 2031): {"headcount": 1}})
    filled = fill_constants(values, CATALOGUE)
    assert filled["cpi_index"].tolist()[0] == 1.023
    assert np.isnan(filled["cpi_index"].tolist()[1])
    own = fill_constants(values.assign(cpi_index=1.5), CATALOGUE)
    assert own["cpi_index"].tolist() == [1.5, 1.5]
    assert list(values.columns) == ["headcount"]
