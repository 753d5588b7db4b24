"""Figures that cannot stand together are found, and those that can are left alone."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pes_analysis.catalogue import load_catalogue
from pes_analysis.intake.return_checks import FAILURES, KEYS, check_figures

CATALOGUE = load_catalogue()
CIS, NGO, OWES = (
    ("cis-01", frozenset({"cis"})),
    ("ngo-01", frozenset({"ngo"})),
    ("owes-01", frozenset({"owes"})),
)


def table(*years: dict[str, float], organisation: str = "ngo-01", first: int = 2023) -> pd.DataFrame:
    index = pd.MultiIndex.from_tuples([(organisation, first + at) for at in range(len(years))], names=KEYS)
    return pd.DataFrame(list(years), index=index, dtype=float)


def found(values: pd.DataFrame, *codes: tuple[str, frozenset[str]]) -> list[tuple[object, ...]]:
    failures = check_figures(values, pd.Series(dict(codes or (NGO,)), dtype=object), CATALOGUE)
    assert list(failures.columns) == list(FAILURES)
    return list(failures[["year", "rule", "variable"]].itertuples(index=False, name=None))


def said(values: pd.DataFrame, rule: str) -> tuple[str, str]:
    failures = check_figures(values, pd.Series(dict([NGO]), dtype=object), CATALOGUE)
    row = failures[failures["rule"] == rule].iloc[0]
    return row["message_pl"], row["message_en"]


def test_a_part_larger_than_its_total_is_told_with_both_names() -> None:
    values = table({"bids_sent": 3, "bids_won": 5})
    assert found(values) == [(2023, "larger_than_total", "bids_won")]
    assert said(values, "larger_than_total") == (
        "„Wygrane wnioski i oferty” (5) to więcej niż „Złożone wnioski i oferty” (3). Popraw jedną z liczb.",
        "'Bids won' (5) is more than 'Bids submitted' (3). Correct one of the figures.",
    )
    assert found(table({"bids_sent": 5, "bids_won": 5})) == []


def test_a_part_of_nothing_known_is_left_alone() -> None:
    assert found(table({"bids_sent": float("nan"), "bids_won": 5})) == []
    assert found(table({"bids_won": 5})) == []


@pytest.mark.parametrize(("before", "now", "word"), [(450_000, 450, "mniej"), (450, 451_000, "więcej")])
def test_thousands_in_place_of_zlotys_are_found_against_the_year_before(
    before: float, now: float, word: str
) -> None:
    values = table({"cost_admin": before}, {"cost_admin": now})
    assert found(values) == [(2024, "thousand_slip", "cost_admin")]
    assert f"około tysiąc razy {word}" in said(values, "thousand_slip")[0]


@pytest.mark.parametrize("now", [0, 45_000, 4_500_000, 225_000_000_000, float("nan")])
def test_other_changes_are_no_thousand_slip(now: float) -> None:
    assert found(table({"cost_admin": 450_000}, {"cost_admin": now})) == []


def test_people_may_grow_a_thousandfold() -> None:
    assert found(table({"volunteers": 2}, {"volunteers": 2000})) == []


def test_two_years_that_are_not_next_to_each_other_are_not_compared() -> None:
    index = pd.MultiIndex.from_tuples([("ngo-01", 2020), ("ngo-01", 2024)], names=KEYS)
    assert found(pd.DataFrame({"cost_admin": [450_000.0, 450.0]}, index=index)) == []


def test_another_organisation_is_not_the_year_before() -> None:
    index = pd.MultiIndex.from_tuples([("ngo-01", 2023), ("ngo-02", 2024)], names=KEYS)
    values = pd.DataFrame({"cost_admin": [450_000.0, 450.0]}, index=index)
    assert found(values, NGO, ("ngo-02", frozenset({"ngo"}))) == []


def test_swapped_years_are_found() -> None:
    values = table({"fte": 10, "fte_prev": 8}, {"fte": 10, "fte_prev": 14})
    assert found(values) == [(2024, "years_swapped", "fte"), (2024, "differs_from_last_return", "fte_prev")]
    assert said(values, "years_swapped")[0] == (
        "10 to liczba z zeszłorocznego zwrotu, a za zeszły rok podano 14. Zamieniono lata?"
    )


def test_an_unchanged_figure_is_no_swap() -> None:
    assert found(table({"fte": 10}, {"fte": 10, "fte_prev": 10})) == []


def test_a_changed_past_is_told_and_rounding_is_not() -> None:
    assert found(table({"fte": 10}, {"fte": 12, "fte_prev": 9})) == [
        (2024, "differs_from_last_return", "fte_prev")
    ]
    assert found(table({"fte": 10.01}, {"fte": 12, "fte_prev": 10})) == []


def test_checks_of_the_catalogue_use_the_constants_of_their_year() -> None:
    minimum = CATALOGUE.constant("wage_min_statutory").by_year
    pay = minimum[2024] / 2 - 1
    assert minimum[2020] / 2 < pay
    assert found(table({"wage_avg": pay}, first=2020)) == []
    assert found(table({"wage_avg": pay}, first=2024)) == [(2024, "wage_below_half_minimum", "wage_avg")]


def test_a_check_of_one_type_leaves_others_alone() -> None:
    figures = {"owes_ps_turnover_t0": 500_000.0, "owes_ps_turnover_t1": 500.0}
    assert found(table(figures, organisation="owes-01"), OWES) == [
        (2023, "turnover_thousands", "owes_ps_turnover_t1")
    ]
    assert found(table(figures, organisation="cis-01"), CIS) == []


def test_every_check_of_the_catalogue_can_fail() -> None:
    """A formula over a name that no questionnaire asks for would never ring."""
    columns = {one.id for one in CATALOGUE.columns("organisation")}
    for check in CATALOGUE.checks:
        assert set(check.formula.names) <= columns, check.id


@settings(deadline=None, max_examples=50)
@given(
    figures=st.dictionaries(
        st.sampled_from([one.id for one in CATALOGUE.columns("organisation") if one.is_asked]),
        st.floats(0, 1e12) | st.just(float("nan")),
        min_size=1,
        max_size=30,
    )
)
def test_no_figures_break_the_checks(figures: dict[str, float]) -> None:
    for year, _, variable in found(table(figures, figures)):
        assert year in (2023, 2024)
        assert variable in {one.id for one in CATALOGUE.columns("organisation")}
