"""Figures of one made-up organisation hang together whatever was drawn: in a year and from year to year."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pes_analysis.catalogue import load_catalogue
from pes_analysis.edition.generate_organisations.balance import balance
from pes_analysis.edition.generate_organisations.figures import asked_of, figures
from pes_analysis.edition.generate_organisations.money import CLASSES, PUBLIC_CLASSES, YEARS, money
from pes_analysis.edition.generate_organisations.participants import participants
from pes_analysis.edition.generate_organisations.roster import COUNTS, make_roster
from pes_analysis.edition.generate_organisations.workforce import workforce

CATALOGUE = load_catalogue()
COUNTIES = ["1201", "1202", "1206", "1261"]
TOTAL = sum(COUNTS.values())


@st.composite
def organisations(draw):
    """Draw a seed and one organisation of its roster, with all that is reckoned of it."""
    seed = draw(st.integers(min_value=0))
    profile = make_roster(seed, COUNTIES)[draw(st.integers(0, TOTAL - 1))]
    accounts = money(profile, seed)
    people = workforce(profile, accounts, seed)
    flows = participants(profile, accounts, people, seed)
    return profile, accounts, balance(profile, accounts, seed), people, flows, seed


@settings(deadline=None, max_examples=150)
@given(organisations())
def test_revenue_costs_and_result_add_up(drawn):
    _, accounts, *_ = drawn
    for year in accounts.values():
        assert sum(year[f"revenue_{name}"] for name in CLASSES) == year["revenue_total"]
        assert sum(year[f"revenue_{name}"] for name in PUBLIC_CLASSES) == year["revenue_public"]
        assert year["revenue_market"] == year["revenue_sales"]
        assert year["revenue_total"] - year["cost_total"] == year["net_result"]
        assert 0 < year["revenue_top_payer"] <= year["revenue_total"]
        assert 0 <= year["cost_admin"] <= year["cost_total"]


@settings(deadline=None, max_examples=150)
@given(organisations())
def test_the_balance_sheet_balances_and_follows_from_the_year_before(drawn):
    _, accounts, sheets, *_ = drawn
    for year, sheet in sheets.items():
        assert sheet["assets_fixed"] + sheet["assets_current"] == sheet["assets_total"]
        assert sheet["cash"] + sheet["inventories"] + sheet["receivables"] <= sheet["assets_current"]
        assert min(sheet["cash"], sheet["inventories"], sheet["receivables"]) >= 0
        assert min(sheet["assets_fixed"], sheet["assets_current"]) >= 0
        assert sheet["equity"] + sheet["liabilities_total"] <= sheet["assets_total"]
        assert 0 <= sheet["arrears_public"] <= sheet["liabilities_short"] <= sheet["liabilities_total"]
        assert 0 <= sheet["profit_statutory"] <= max(accounts[year]["net_result"], 0)
        assert sheet["cost_depreciation"] + accounts[year]["cost_admin"] <= accounts[year]["cost_total"]
        if year == YEARS[0]:
            continue
        before, result = sheets[year - 1], accounts[year]["net_result"]
        assert sheet["equity"] - before["equity"] == (sheet["profit_statutory"] if result > 0 else result)
        assert sheet["assets_fixed"] == before["assets_fixed"] + sheet["capex"] - sheet["cost_depreciation"]


@settings(deadline=None, max_examples=150)
@given(organisations())
def test_employees_come_stay_and_leave(drawn):
    profile, _, _, people, _, _ = drawn
    for year, now in people.items():
        assert 0 <= now["emp_zaz_target"] <= now["emp_disabled"] <= now["emp_at_risk"] <= now["headcount"]
        assert now["fte"] <= now["headcount"]
        assert (now["fte"] > 0) == (now["headcount"] > 0)
        assert 0 <= now["emp_left_open_market"] <= now["emp_left"]
        assert 0 <= now["emp_retained_t12"] <= now["emp_started_t12"]
        assert 0 <= now["jobs_subsidised_alive"] <= min(now["jobs_subsidised"], now["headcount"])
        assert 0 <= now["staff_qualified"] <= now["staff_total"] <= now["headcount"]
        assert (now["volunteers"] > 0) or now["volunteer_hours"] == 0
        if year > YEARS[0]:
            hired = now["headcount"] - people[year - 1]["headcount"] + now["emp_left"]
            assert hired >= 0
            if year + 1 in people:
                assert people[year + 1]["emp_started_t12"] == hired
    if profile.for_reintegration and not profile.special.at_risk and not profile.special.headcount:
        assert all(now["emp_at_risk"] >= 0.3 * now["headcount"] for now in people.values())


@settings(deadline=None, max_examples=150)
@given(organisations())
def test_participants_leave_once_and_only_if_they_came(drawn):
    profile, accounts, _, _, flows, _ = drawn
    for year, flow in flows.items():
        total, left = flow["participants_total"], flow["participants_left"]
        assert 0 <= flow["participants_started"] <= total
        assert 0 <= left <= total
        assert flow["participants_avg"] <= total
        assert flow["participants_completed"] + flow["participants_dropped"] <= left
        assert flow["employed_3m"] + flow["moved_next_stage"] <= left
        assert flow["employed_12m"] <= flow["employed_3m"]
        assert flow["employed_open"] <= left
        assert flow["independent"] <= flow["participants_completed"]
        assert flow["cost_reintegration"] <= 1.05 * accounts[year]["cost_total"]
        assert 0 <= flow["improved"] <= flow["assessed"] <= total
        assert 0 <= flow["irp_goals_achieved"] <= flow["irp_goals_planned"]
        assert 0 <= flow["followed_up"] <= left
        assert 0 <= flow["referrals_feedback"] <= flow["referrals_in"]
        if profile.type in ("cis", "kis"):
            assert flow["employed_3m"] <= flow["participants_completed"]
        if year > YEARS[0] and total:
            before = flows[year - 1]
            at_start = before["participants_total"] - before["participants_left"]
            assert total == at_start + flow["participants_started"]


@settings(deadline=None, max_examples=60)
@given(organisations())
def test_every_question_has_an_answer_within_its_bounds(drawn):
    profile, *_, seed = drawn
    asked = {one.id: one for one in asked_of(profile, CATALOGUE)}
    for year in figures(profile, CATALOGUE, seed).values():
        assert set(year) == set(asked)
        for variable, value in year.items():
            one = asked[variable]
            assert one.minimum is None or value >= one.minimum, variable
            assert one.maximum is None or value <= one.maximum, variable
            assert one.kind not in ("count", "flag") or value == int(value), variable
            if one.part_of in year:
                assert value <= year[one.part_of], variable


@settings(deadline=None, max_examples=60)
@given(organisations())
def test_last_year_is_told_as_it_was(drawn):
    profile, *_, seed = drawn
    years = figures(profile, CATALOGUE, seed)
    repeating = [one for one in asked_of(profile, CATALOGUE) if one.previous_of]
    for one in repeating:
        for year in list(years)[1:]:
            assert years[year][one.id] == years[year - 1][one.previous_of]


@pytest.mark.parametrize("change", ["accounts", "people"])
def test_a_change_of_one_organisation_leaves_the_others_alone(change):
    first, second = make_roster(7, COUNTIES)[:2]
    alone = money(second, 7) if change == "accounts" else workforce(second, money(second, 7), 7)
    money(first, 7)
    assert alone == (money(second, 7) if change == "accounts" else workforce(second, money(second, 7), 7))
