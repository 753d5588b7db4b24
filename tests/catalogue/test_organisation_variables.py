"""What organisations are asked, and the figures that are the same for all of them."""

from collections import Counter
from datetime import date, timedelta

import pytest

from pes_analysis.catalogue import load_catalogue

CATALOGUE = load_catalogue()
VARIABLES = CATALOGUE.variables("organisation")
# Asked about in section 7 of the catalogue of indicators though no indicator is computed from them.
CONTEXT = {
    "inventories",
    "receivables",
    "equity_prev",
    "volunteers",
    "has_ps_status",
    "founding_year",
    "waiting_list",
}


def test_what_a_core_indicator_needs_is_required_and_nothing_else():
    needed = {
        name
        for indicator in CATALOGUE.indicators("organisation")
        if indicator.core
        for name in indicator.formula.variables
    }
    asked = {one.id for one in VARIABLES if one.is_asked}
    assert {one.id for one in VARIABLES if one.required} == needed & asked


def test_every_figure_asked_for_is_used_or_context():
    used = {
        name
        for entry in (
            *CATALOGUE.indicators("organisation"),
            *CATALOGUE.alarms,
            *(one for one in CATALOGUE.thresholds if one.formula),
        )
        for name in entry.formula.variables
    }
    used |= {name for one in CATALOGUE.thresholds if one.applies_when for name in one.applies_when.variables}
    assert {one.id for one in VARIABLES} - used == CONTEXT


@pytest.mark.parametrize("variable", VARIABLES, ids=lambda one: one.id)
def test_parts_lead_to_a_whole_of_the_same_kind(variable):
    seen = []
    while variable.part_of is not None:
        seen.append(variable.id)
        whole = CATALOGUE.variable(variable.part_of, "organisation")
        assert whole.unit == variable.unit
        assert whole.id not in seen
        variable = whole


def test_last_year_is_asked_for_in_the_unit_of_this_one():
    repeated = {one.id: one.previous_of for one in VARIABLES if one.previous_of}
    assert repeated == {"revenue_prev": "revenue_total", "equity_prev": "equity", "fte_prev": "fte"}
    for name, original in repeated.items():
        before, now = CATALOGUE.variable(name, "organisation"), CATALOGUE.variable(original, "organisation")
        assert (before.unit, before.kind, before.minimum) == (now.unit, now.kind, now.minimum)


@pytest.mark.parametrize("variable", VARIABLES, ids=lambda one: one.id)
def test_only_amounts_that_may_be_a_loss_can_be_negative(variable):
    may_be_negative = {"net_result", "equity", "equity_prev"}
    assert (variable.minimum is None) == (variable.id in may_be_negative)
    if variable.kind == "flag":
        assert (variable.minimum, variable.maximum) == (0, 1)


def test_names_of_columns_are_distinct_in_both_languages():
    columns = CATALOGUE.columns("organisation")
    for language in ("pl", "en"):
        names = Counter(one.name.in_language(language).casefold() for one in columns)
        assert [name for name, count in names.items() if count > 1] == []


def test_definitions_end_with_a_stop_and_say_more_than_the_name():
    for variable in VARIABLES:
        for language in ("pl", "en"):
            definition = variable.definition.in_language(language)
            assert definition.endswith(".")
            assert definition.rstrip(".").casefold() != variable.name.in_language(language).casefold()


def test_types_have_codes_and_one_of_them_is_a_status():
    codes = {one.code: one.kind for one in CATALOGUE.entity_types}
    assert codes == {
        **dict.fromkeys(("SS", "CIS", "KIS", "WTZ", "ZAZ", "NGO", "OWES"), "pes"),
        **dict.fromkeys(("OPS", "PCPR", "UP"), "public"),
        "PS": "status",
    }


def test_every_constant_has_its_values_and_is_marked_as_not_re_read():
    assert {one.id for one in VARIABLES if one.constant} == {one.id for one in CATALOGUE.constants}
    for constant in CATALOGUE.constants:
        assert sorted(constant.by_year) == list(range(2019, 2025))
        assert constant.verification == "L"


def easter(year: int) -> date:
    """Give Easter Sunday by the rule of Meeus, Jones and Butcher."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    month, day = divmod(h + k - 7 * ((a + 11 * h + 22 * k) // 451) + 114, 31)
    return date(year, month, day + 1)


@pytest.mark.parametrize(("year", "hours"), CATALOGUE.constant("hours_per_fte").by_year.items())
def test_hours_of_a_full_time_year_follow_from_the_calendar(year, hours):
    fixed = [(1, 1), (1, 6), (5, 1), (5, 3), (8, 15), (11, 1), (11, 11), (12, 25), (12, 26)]
    holidays = {date(year, month, day) for month, day in fixed}
    holidays |= {easter(year) + timedelta(days) for days in (0, 1, 49, 60)}
    days = [
        date(year, 1, 1) + timedelta(number)
        for number in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)
    ]
    sunday, saturday = 6, 5
    working = sum(day.weekday() < saturday for day in days)
    assert hours == 8 * (working - sum(day.weekday() != sunday for day in holidays))
