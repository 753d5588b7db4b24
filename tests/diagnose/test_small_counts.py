"""Ratios over fewer than five people are told neither in a year nor over years, and count for nothing."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pes_analysis.catalogue import load_catalogue
from pes_analysis.diagnose.organisation import diagnose_organisation
from pes_analysis.diagnose.organisation_shared import shared_by_organisations
from pes_analysis.diagnose.small_counts import ratios_over_people, withhold_in_years, withhold_steady
from pes_analysis.edition import open_edition_data
from pes_analysis.measure.organisations import organisation_indicators
from pes_analysis.measure.stabilise import ratio_sides

CATALOGUE = load_catalogue()
EFFECTIVENESS = CATALOGUE.indicator("employment_effectiveness")
EDITION = open_edition_data("malopolskie-2024")


def measured(completed: float, employed: float) -> tuple[pd.DataFrame, pd.DataFrame]:
    index = pd.MultiIndex.from_tuples([("kis-1", 2024)], names=["organisation_id", "year"])
    figures = pd.DataFrame({"participants_completed": [completed], "employed_3m": [employed]}, index)
    return organisation_indicators(figures, indicators=[EFFECTIVENESS]), figures


@given(st.integers(0, 12), st.data())
def test_the_size_of_the_whole_alone_decides(completed: int, data: st.DataObject) -> None:
    employed = data.draw(st.integers(0, completed))
    yearly, figures = measured(completed, employed)
    (state,) = withhold_in_years(yearly, figures, [EFFECTIVENESS], 5)["state"]
    if completed == 0:
        assert state == "undefined"
    else:
        assert (state == "suppressed") == (completed < 5)


def test_what_is_withheld_has_neither_value_nor_counts() -> None:
    cells = pd.DataFrame(
        {
            "indicator": [EFFECTIVENESS.id] * 2,
            "value": [0.5, 0.5],
            "state": "value",
            "reason": "",
            "numerator": [2.0, 5.0],
            "denominator": [4.0, 10.0],
        }
    )
    few, many = withhold_steady(cells, [EFFECTIVENESS], 5).to_dict("records")
    assert (few["state"], few["reason"]) == ("suppressed", "small_count")
    assert np.isnan([few["value"], few["numerator"], few["denominator"]]).all()
    assert (many["value"], many["state"], many["denominator"]) == (0.5, "value", 10.0)


def test_bids_and_plans_are_not_people() -> None:
    chosen = {one.id for one in ratios_over_people(CATALOGUE.indicators("organisation"), CATALOGUE)}
    assert {"employment_effectiveness", "open_market_exit_rate", "retention_12m"} <= chosen
    assert {"staff_turnover", "irp_coverage", "referral_inflow", "up_pes_referral_rate"} <= chosen
    assert {"cost_per_participant", "cost_per_independent"} <= chosen
    assert not chosen & {"bid_success_rate", "irp_goal_attainment", "management_practices", "debt_ratio"}
    assert not chosen & {"ops_worker_load", "up_cost_effectiveness", "owes_employment_growth"}


@pytest.mark.parametrize(
    ("name", "figures", "state"),
    [
        ("staff_turnover", {"emp_left": 1, "emp_left_open_market": 0, "headcount_avg": 3}, "suppressed"),
        ("staff_turnover", {"emp_left": 0, "emp_left_open_market": 0, "headcount_avg": 3}, "suppressed"),
        ("staff_turnover", {"emp_left": 1, "emp_left_open_market": 0, "headcount_avg": 5}, "value"),
        ("cost_per_participant", {"cost_reintegration": 9000, "participants_avg": 3}, "suppressed"),
        ("cost_per_independent", {"cost_reintegration": 9000, "independent": 4}, "suppressed"),
        ("cost_per_independent", {"cost_reintegration": 9000, "independent": 5}, "value"),
    ],
)
def test_people_to_people_and_money_per_person_are_held_alike(
    name: str, figures: dict[str, float], state: str
) -> None:
    indicator = CATALOGUE.indicator(name)
    index = pd.MultiIndex.from_tuples([("zaz-1", 2024)], names=["organisation_id", "year"])
    table = pd.DataFrame({variable: [float(number)] for variable, number in figures.items()}, index)
    yearly = organisation_indicators(table, indicators=[indicator])
    ratios = ratios_over_people([indicator], CATALOGUE)
    assert withhold_in_years(yearly, table, ratios, 5)["state"].tolist() == [state]


@pytest.fixture(scope="module")
def small_cells() -> list[tuple[str, int, str]]:
    """Every share of fewer than five people that the demonstration holds."""
    shared = shared_by_organisations(EDITION)
    found = []
    for share in ratios_over_people(CATALOGUE.indicators("organisation"), CATALOGUE):
        whole = ratio_sides(shared.panel.figures, share)["denominator"]
        found += [(unit, year, share.id) for unit, year in whole[(whole > 0) & (whole < 5)].index]
    return found


def test_no_card_of_the_demonstration_tells_one(small_cells: list[tuple[str, int, str]]) -> None:
    assert len(small_cells) > 20
    units = sorted({unit for unit, _, _ in small_cells})
    cards = {unit: diagnose_organisation(EDITION, unit) for unit in units}
    told = {
        unit: card.trends.set_index(["indicator", "year"])["value"].to_dict() for unit, card in cards.items()
    }
    rows = {unit: card.indicators.set_index("indicator").to_dict("index") for unit, card in cards.items()}
    for unit, year, share in small_cells:
        assert np.isnan(told[unit].get((share, year), np.nan)), (unit, year, share)
        if year == cards[unit].year:
            row = rows[unit][share]
            assert np.isnan(row["year_value"])
            pooled = row["basis"] == "pooled_3y"
            assert pooled or np.isnan(row["value"])
            assert not pooled or not row["denominator"] < 5


def test_a_small_organisation_keeps_its_score(small_cells: list[tuple[str, int, str]]) -> None:
    units = {unit for unit, year, _ in small_cells if year == 2024}
    scored = [diagnose_organisation(EDITION, unit).picture.score for unit in units]
    assert sum(score is not None for score in scored) >= len(scored) / 2
