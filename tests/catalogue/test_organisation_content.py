"""What the catalogue says of organisations: as agreed, complete, and without contradictions."""

import csv
import itertools
import re
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from pes_analysis.catalogue import evaluate, load_catalogue
from pes_analysis.catalogue.formula_tree import Comparison
from pes_analysis.catalogue.fraction import fraction_of
from pes_analysis.catalogue.scale import Anchor

CATALOGUE = load_catalogue()
INDICATORS = CATALOGUE.indicators("organisation")
AGREED_FILE = Path(__file__).parents[1] / "reference" / "organisation_indicators" / "agreed.csv"
with AGREED_FILE.open(encoding="utf-8", newline="") as file:
    AGREED = {row["indicator"]: row for row in csv.DictReader(file)}
ALL_CODES = {one.id for one in CATALOGUE.entity_types}
each_indicator = pytest.mark.parametrize("indicator", INDICATORS, ids=lambda one: one.id)

DESCRIBED = {
    "market_revenue_share": {"cis", "kis", "wtz"},
    # Agreed as scored for a support centre too; but its task is commissioned, and paid by one public payer.
    "public_funding_share": {"cis", "kis", "owes", "wtz", "zaz"},
    "top_payer_share": {"owes"},
    "revenue_concentration": {"wtz"},
    # Agreed as scored; a club works openly and with many people, so no range of staffing fits it.
    "participants_per_staff": {"kis"},
}
POOLED = {
    "open_market_exit_rate",
    "progression_rate",
    "job_retention_12m",
    "cost_per_independent",
    "retention_12m",
    "subsidised_job_survival",
}
# Ratios of two amounts that a mean of three years would spoil.
NOT_AVERAGED = {
    "budget_security": "looks at the next year",
    "owes_turnover_growth": "compares two dates of the same support",
    "wage_to_minimum": "not moved by the date a grant is paid",
}
# Values that the sources of the definitions give, and the points agreed for them.
PUBLISHED = [
    ("equity_ratio", 0.30, 40),
    ("equity_ratio", 0.50, 70),
    ("debt_ratio", 1.00, 0),
    ("debt_ratio", 0.70, 40),
    ("debt_ratio", 0.50, 70),
    ("current_ratio", 0.5, 40),
    ("current_ratio", 1.0, 70),
    ("current_ratio", 3.0, 70),
    ("months_cash", 1, 40),
    ("months_cash", 3, 70),
    ("operating_reserve_months", 1, 40),
    ("operating_reserve_months", 3, 70),
    ("operating_margin", -0.05, 40),
    ("operating_margin", 0.02, 100),
    ("operating_margin", 0.07, 100),
    ("top_payer_share", 0.50, 40),
    ("top_payer_share", 0.33, 70),
    ("public_funding_share", 0.50, 40),
    ("admin_cost_ratio", 0.30, 0),
    ("admin_cost_ratio", 0.20, 70),
    ("market_revenue_share", 0.40, 70),
    ("self_sufficiency", 0.25, 40),
    ("self_sufficiency", 0.50, 70),
    ("self_sufficiency", 1.00, 100),
    ("budget_security", 0.50, 70),
    ("irp_coverage", 1.00, 100),
    ("at_risk_employment_share", 0.30, 70),
    ("data_completeness", 0.70, 40),
    ("ops_worker_load", 2000, 70),
]
EXPLAINED = [
    "absolute_score",
    "alarm",
    "assets",
    "compliance",
    "composite_index",
    "confidence_interval",
    "core_indicator",
    "depreciation",
    "fte",
    "hhi",
    "individual_plan",
    "liabilities",
    "liquidity",
    "open_labour_market",
    "own_funds",
    "pooled_years",
    "relative_score",
    "similar_organisations",
    "tuckman_chang",
]


def test_the_indicators_are_those_agreed():
    assert {one.id for one in INDICATORS} == set(AGREED)
    assert len(INDICATORS) == 73


@each_indicator
def test_an_indicator_is_as_agreed(indicator):
    agreed = AGREED[indicator.id]
    described = DESCRIBED.get(indicator.id, set())
    types = ALL_CODES if agreed["applies_to"] == "all" else set(agreed["applies_to"].split())
    assert indicator.dimension == agreed["dimension"]
    assert indicator.core == (agreed["core"] == "yes")
    assert indicator.polarity == agreed["polarity"]
    assert indicator.origin == agreed["origin"]
    assert set(indicator.describes) == described
    assert set(indicator.applies_to) == types - described
    if agreed["range"]:
        assert indicator.range == tuple(float(end) for end in agreed["range"].split())


@each_indicator
def test_whoever_is_judged_by_an_indicator_is_asked_all_it_needs(indicator):
    for name in indicator.formula.variables:
        asked = CATALOGUE.variable(name, "organisation").applies_to
        assert {*indicator.applies_to, *indicator.describes} <= set(asked), name


@each_indicator
def test_what_is_judged_has_a_scale_and_what_is_not_has_none(indicator):
    judged = indicator.polarity != "informational" and not indicator.alarm_only
    assert (indicator.scale is not None) == judged
    if judged:
        assert indicator.scale.note is not None
        assert {anchor.points for anchor in indicator.anchors} == {0, 40, 70, 100}


def test_only_arrears_are_an_alarm_alone():
    assert [one.id for one in INDICATORS if one.alarm_only] == ["public_arrears_flag"]


@each_indicator
def test_ranges_and_anchors_can_be_printed_without_rounding(indicator):
    unit = CATALOGUE.unit(indicator.unit)
    ends = [*(indicator.range or ()), *(anchor.value for anchor in indicator.anchors)]
    # One decimal more than a value: the ends of narrow scales stand between printed values.
    for end in ends:
        shown = unit.shown(end)
        assert round(shown, indicator.decimals + 1) == shown


@pytest.mark.parametrize(("indicator", "value", "points"), PUBLISHED)
def test_a_published_reference_value_has_its_points(indicator, value, points):
    assert Anchor(value, points) in CATALOGUE.indicator(indicator).anchors


@each_indicator
def test_ratios_of_money_rest_on_three_years_and_rare_events_on_counts_of_three(indicator):
    units = {CATALOGUE.variable(name, "organisation").unit for name in indicator.formula.variables}
    money = units <= {"pln", "price_index"} and indicator.unit != "yes_no"
    averaged = money and indicator.id not in NOT_AVERAGED
    expected = "pooled_3y" if indicator.id in POOLED else "mean_3y" if averaged else "none"
    assert indicator.stabilise == expected
    if indicator.stabilise == "pooled_3y":
        assert fraction_of(indicator.formula) is not None


@each_indicator
def test_a_share_of_counted_people_or_things_cannot_exceed_its_whole(indicator):
    if indicator.count_type != "proportion":
        return
    fraction = fraction_of(indicator.formula)
    (part,) = fraction.numerator.variables
    whole = {*fraction.denominator.variables}
    above = set()
    name = part
    while name is not None:
        above.add(name)
        name = CATALOGUE.variable(name, "organisation").part_of
    # People in work after a programme are, in a WTZ and a ZAZ, leavers; a check holds them to completers.
    assert above & whole or f"{part} > {min(whole)}" in {one.formula.source for one in CATALOGUE.checks}


def test_limits_of_ratios():
    assert {one.id: one.cap for one in INDICATORS if one.cap is not None} == {
        "budget_security": 1,
        "feedback_coverage": 0.5,
        "irp_coverage": 1,
    }
    limited = {one.id: (one.least.variable, one.least.count) for one in INDICATORS if one.least}
    assert limited == {"bid_success_rate": ("bids_sent", 3)}


@pytest.mark.parametrize(
    ("formula", "closed_list"),
    [
        (CATALOGUE.indicator("transparency_index").formula.source, "transparency_items"),
        (CATALOGUE.indicator("coop_forms_diversity").formula.source, "cooperation_forms"),
        (CATALOGUE.indicator("data_maturity").formula.source, "data_maturity_themes"),
    ],
)
def test_a_number_of_items_in_a_formula_is_the_length_of_its_list(formula, closed_list):
    assert formula.endswith(f"/ {len(CATALOGUE.closed_list(closed_list).items)}")


@pytest.mark.parametrize(
    ("variable", "closed_list"),
    [
        ("practice_answered", "practice_items"),
        ("digital_answered", "digital_items"),
        ("docs_published", "transparency_items"),
        ("jst_forms_used", "cooperation_forms"),
    ],
)
def test_the_greatest_answer_is_the_length_of_the_list_asked_about(variable, closed_list):
    asked = CATALOGUE.variable(variable, "organisation")
    assert asked.maximum == len(CATALOGUE.closed_list(closed_list).items)


@each_indicator
def test_a_definition_says_whether_it_was_read(indicator):
    unread = re.search(r"nie (sprawdzono|odczytano)|nieodczytan", indicator.source.pl)
    if indicator.origin == "L":
        assert unread
    if indicator.origin == "P":
        assert "ropozycja własna" in indicator.source.pl
    assert indicator.caution is not None


@pytest.mark.parametrize(
    ("alarm", "threshold"),
    [
        ("zaz_share_not_met", "chk_zaz_70"),
        ("ps_jobs_not_met", "chk_ps_3jobs"),
        ("ps_at_risk_not_met", "chk_ps_30"),
    ],
)
def test_an_alarm_about_status_rings_exactly_when_its_threshold_is_not_met(alarm, threshold):
    rings, rule = CATALOGUE.alarm(alarm), CATALOGUE.threshold(threshold)
    assert set(rings.applies_to) <= set(rule.applies_to)
    people = [0.0, 1.0, 2.0, 3.0, 6.0, 7.0, 9.0, 10.0, 21.0, 30.0]
    rows = pd.DataFrame(
        [
            {"headcount": whole, "emp_zaz_target": part, "emp_at_risk": part, "ps_goal_reintegration": goal}
            for whole, part, goal in itertools.product(people[1:], people, (0.0, 1.0))
            if part <= whole
        ]
    )
    met = evaluate(rule.formula, rows)["value"] == 1
    concerns = True if rule.applies_when is None else evaluate(rule.applies_when, rows)["value"] == 1
    assert (evaluate(rings.formula, rows)["value"] == 1).equals(~met & concerns)
    assert met.any()
    assert not met.all()


def test_the_alarms_are_those_agreed():
    assert {
        one.id: (one.formula.source, one.years) for one in CATALOGUE.alarms if "not_met" not in one.id
    } == {
        "public_arrears": ("arrears_public > 0", 1),
        "negative_equity": ("equity < 0", 1),
        "cash_under_a_month": ("months_cash < 1", 1),
        "two_years_of_loss": ("operating_margin < -0.05", 2),
    }


def test_an_alarm_on_an_indicator_concerns_whom_the_indicator_concerns():
    indicators = {one.id: one for one in INDICATORS}
    for alarm in CATALOGUE.alarms:
        for name in set(alarm.formula.variables) & set(indicators):
            assert set(alarm.applies_to) == set(indicators[name].applies_to)


def test_rules_of_compliance_are_questions_with_yes_or_no():
    for threshold in CATALOGUE.thresholds:
        for formula in (threshold.formula, threshold.applies_when):
            assert formula is None or isinstance(formula.tree, Comparison)
    told = {one.id for one in CATALOGUE.thresholds if one.formula}
    assert told == {
        "chk_zaz_70",
        "chk_ps_3jobs",
        "chk_ps_30",
        "chk_ps_plans",
        "chk_nodistribution",
        "chk_ops_worker",
    }


@pytest.mark.parametrize(
    "threshold", [one for one in CATALOGUE.thresholds if one.formula], ids=lambda one: one.id
)
def test_the_number_of_a_rule_is_the_number_in_its_formula(threshold):
    if threshold.value is None:
        return
    limit = float(re.search(r"[<>]= ([\d.]+)$", threshold.formula.source).group(1))
    assert threshold.value == pytest.approx(100 * limit if threshold.unit == "percent" else limit)


def test_the_norm_of_social_workers_holds_since_it_was_changed():
    norm = CATALOGUE.threshold("chk_ops_worker")
    assert norm.holds_on(date(2011, 5, 3))
    assert not norm.holds_on(date(2011, 5, 2))


def test_the_rules_of_scores_are_those_agreed():
    rules = CATALOGUE.composite
    assert (rules.least_core_share, rules.peers_least, rules.window_years, rules.small_count) == (
        0.7,
        10,
        3,
        5,
    )
    assert rules.winsorise == (0.01, 0.99)
    assert [band.at_least for band in rules.bands] == [0, 40, 70]
    assert set(rules.vulnerability.indicators) == {
        "equity_to_revenue",
        "revenue_concentration",
        "admin_cost_ratio",
        "operating_margin",
    }
    assert rules.vulnerability.worst_share == 0.2
    assert set(rules.vulnerability.indicators) - set(rules.vulnerability.lowest_is_worst) == {
        "revenue_concentration"
    }


@pytest.mark.parametrize("term", EXPLAINED)
def test_a_word_of_the_card_is_explained(term):
    assert CATALOGUE.term(term).plain.pl


def test_every_scored_indicator_says_where_to_begin_and_nobody_else_does():
    for one in INDICATORS:
        assert (one.advice is not None) == (one.scale is not None), one.id
        assert (one.advice_above is not None) == (one.scale is not None and one.polarity == "nominant"), (
            one.id
        )


@each_indicator
def test_advice_is_one_short_sentence_in_each_language(indicator):
    for advice in filter(None, (indicator.advice, indicator.advice_above)):
        for words in (advice.pl, advice.en):
            assert words.endswith(".")
            assert len(words.split()) < 21, words
        assert advice.pl[0].isupper()
        assert advice.pl != advice.en


def test_advice_of_a_nominant_knows_the_direction():
    margin = CATALOGUE.indicator("operating_margin")
    assert margin.advice_towards(-0.1, 0.05) == margin.advice
    assert margin.advice_towards(0.3, 0.1) == margin.advice_above
    share = CATALOGUE.indicator("public_funding_share")
    assert share.advice_towards(0.9, 0.5) == share.advice
