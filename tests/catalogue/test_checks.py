"""Checks of an organisation's figures: each fires on a slip and is silent on a plausible return."""

import pandas as pd
import pytest

from pes_analysis.catalogue import evaluate, load_catalogue

CATALOGUE = load_catalogue()
CLASSES = [item.id for item in CATALOGUE.closed_list("revenue_classes").items]
AREAS = [item.id for item in CATALOGUE.closed_list("service_areas").items]
SECTORS = [item.id for item in CATALOGUE.closed_list("tie_sectors").items]
# One plausible organisation that does everything, in 2024.
PLAUSIBLE: dict[str, float] = {
    "has_ps_status": 1,
    "ps_goal_reintegration": 1,
    "revenue_total": 820_000,
    "revenue_prev": 760_000,
    "revenue_market": 300_000,
    "revenue_public": 500_000,
    **{f"revenue_{one}": 0 for one in CLASSES},
    "revenue_jst": 350_000,
    "revenue_labour_fund": 150_000,
    "revenue_sales": 300_000,
    "revenue_donations": 20_000,
    "revenue_secured_next": 400_000,
    "budget_next": 800_000,
    "cost_total": 800_000,
    "net_result": 20_000,
    "profit_statutory": 20_000,
    "assets_total": 500_000,
    "assets_fixed": 300_000,
    "assets_current": 200_000,
    "equity": 250_000,
    "liabilities_total": 150_000,
    "headcount": 12,
    "fte": 10.5,
    "wage_avg": 5_400,
    "wage_min_statutory": 4_300,
    "volunteers": 5,
    "volunteer_hours": 400,
    "participants_avg": 22.5,
    "participants_total": 40,
    "places": 25,
    "participants_left": 18,
    "participants_completed": 12,
    "participants_dropped": 5,
    "employed_3m": 6,
    **{f"service_area_{one}": 0 for one in AREAS},
    "service_area_social_reintegration": 1,
    "ties": 6,
    **{f"ties_{one}": 0 for one in SECTORS},
    "ties_jst": 4,
    "ties_pes": 2,
    "ties_intensity_1": 1,
    "ties_intensity_2": 2,
    "ties_intensity_3": 2,
    "ties_intensity_4": 1,
    "owes_ps_turnover_t0": 900_000,
    "owes_ps_turnover_t1": 1_100_000,
    "residents": 21_000,
    "social_workers": 9,
}
SLIPS: list[tuple[str, dict[str, float]]] = [
    ("ps_goal_without_status", {"has_ps_status": 0}),
    ("revenue_classes_sum", {"revenue_donations": 40_000}),
    ("revenue_public_sum", {"revenue_public": 350_000}),
    ("revenue_sales_over_market", {"revenue_market": 30_000}),
    ("revenue_thousands", {"revenue_total": 820}),
    ("revenue_thousands", {"revenue_prev": 760}),
    ("revenue_far_from_last_year", {"revenue_prev": 1_400}),
    ("revenue_far_from_last_year", {"revenue_prev": 100}),
    ("cost_thousands", {"cost_total": 800}),
    ("result_not_revenue_minus_cost", {"net_result": -80_000}),
    ("profit_statutory_over_result", {"net_result": -20_000}),
    ("secured_over_budget", {"budget_next": 800}),
    ("assets_sum", {"assets_fixed": 30_000}),
    ("liabilities_and_equity_over_assets", {"liabilities_total": 300_000}),
    ("assets_thousands", {"assets_total": 800}),
    ("costs_under_wages", {"cost_total": 820}),
    ("revenue_under_a_thousand", {"revenue_total": 820}),
    ("wages_without_employees", {"headcount": 0}),
    ("wage_below_half_minimum", {"wage_avg": 5.4}),
    ("wage_over_ten_minimums", {"wage_avg": 64_800}),
    ("more_fte_than_people", {"fte": 105}),
    ("people_without_fte", {"fte": 0}),
    ("hours_without_volunteers", {"volunteers": 0}),
    ("hours_per_volunteer", {"volunteer_hours": 40_000}),
    ("average_over_total_participants", {"participants_avg": 225}),
    ("participants_over_places", {"places": 10}),
    ("completed_and_dropped_over_left", {"participants_dropped": 7}),
    ("employed_over_completed", {"employed_3m": 13}),
    ("no_service_area", {"service_area_social_reintegration": 0}),
    ("ties_sectors_sum", {"ties_other": 1}),
    ("ties_intensity_sum", {"ties_intensity_1": 0}),
    ("turnover_thousands", {"owes_ps_turnover_t0": 900}),
    ("residents_without_workers", {"social_workers": 0}),
]


def fires(check_id: str, figures: dict[str, float]) -> bool:
    value = evaluate(CATALOGUE.check(check_id).formula, pd.DataFrame(figures, index=[0]))["value"].iloc[0]
    return bool(value != 0 and value == value)


def test_every_check_has_an_example():
    assert {name for name, _ in SLIPS} == {check.id for check in CATALOGUE.checks}


@pytest.mark.parametrize(("check_id", "slip"), SLIPS)
def test_a_check_fires_on_a_slip_only(check_id, slip):
    assert not fires(check_id, PLAUSIBLE)
    assert fires(check_id, {**PLAUSIBLE, **slip})


@pytest.mark.parametrize("check", CATALOGUE.checks, ids=lambda one: one.id)
def test_a_check_is_silent_about_an_empty_return_and_about_one_of_zeros(check):
    gaps = dict.fromkeys(check.formula.names, float("nan"))
    assert not fires(check.id, gaps)
    if check.id != "no_service_area":
        assert not fires(check.id, dict.fromkeys(check.formula.names, 0.0))


def test_a_thousandfold_slip_is_told_once():
    in_thousands = {**PLAUSIBLE, "revenue_total": 760.0}
    told = [name for name in ("revenue_thousands", "revenue_far_from_last_year") if fires(name, in_thousands)]
    assert told == ["revenue_thousands"]


@pytest.mark.parametrize("check", CATALOGUE.checks, ids=lambda one: one.id)
def test_a_message_says_what_is_wrong_and_what_to_do(check):
    for language in ("pl", "en"):
        assert check.message.in_language(language).count(".") >= 2
