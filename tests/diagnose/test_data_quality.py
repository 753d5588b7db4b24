"""The state of the data: what is old, missing, overdue or expired, counted by hand from changed editions."""

from dataclasses import replace
from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pes_analysis.diagnose.data_quality import judge_data, with_holds
from pes_analysis.diagnose.due_days import due_after, next_day
from pes_analysis.edition import Edition, open_edition_data

DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))


@pytest.fixture(scope="module")
def edition() -> Edition:
    return open_edition_data("malopolskie-2024")


def with_limits(edition: Edition, **limits: object) -> Edition:
    quality = edition.parameters.quality.model_copy(update=limits)
    return replace(edition, parameters=edition.parameters.model_copy(update={"quality": quality}))


@given(DAYS, st.integers(1, 12), st.integers(1, 28))
def test_the_next_day_is_within_a_year_and_of_that_date(after: date, month: int, day: int) -> None:
    found = next_day(after, month, day)
    assert (found.month, found.day) == (month, day)
    assert after <= found <= after + timedelta(days=366)


@given(DAYS, DAYS, st.integers(1, 12), st.integers(1, 28), st.integers(1, 5))
def test_a_source_is_due_after_it_was_collected_and_within_its_rounds(
    collected: date, as_of: date, month: int, day: int, every: int
) -> None:
    due = due_after(collected.isoformat(), (month, day), every, as_of)
    assert due is not None
    assert collected < due <= collected + timedelta(days=366 * every)


def test_a_source_without_a_day_of_collection_is_overdue() -> None:
    assert due_after("", (9, 30), 1, date(2026, 11, 30)) == date(2026, 9, 30)
    assert due_after("", (12, 31), 1, date(2026, 11, 30)) == date(2025, 12, 31)


def test_a_field_counts_the_units_of_its_newest_year(edition: Edition) -> None:
    rows = edition.snapshot.county_observations
    gone = (rows["variable"] == "pop") & (rows["teryt"] == "1201") & (rows["year"] == 2024)
    assert gone.sum() == 1
    changed = replace(edition, snapshot=replace(edition.snapshot, county_observations=rows[~gone]))
    before, after = (judge_data(one).fields.set_index("field").loc["pop"] for one in (edition, changed))
    assert (before["known"], before["asked"], before["last_year"]) == (22, 22, 2024)
    assert (after["known"], after["asked"]) == (21, 22)
    assert after["completeness_pct"] == pytest.approx(100 * 21 / 22)


def test_returns_are_counted_among_those_asked(edition: Edition) -> None:
    returns = edition.organisations.returns
    of_year = returns[returns["year"] == 2024]
    expected = 100 * (of_year["status"] != "none").sum() / len(of_year)
    verdicts = judge_data(edition).verdicts.set_index("measure")
    assert verdicts.loc["returns_pct", "value"] == pytest.approx(expected)


@pytest.mark.parametrize(
    ("limits", "failing"),
    [
        ({}, []),
        ({"fresh_years": 0}, ["fresh_pct"]),
        ({"completeness_pct": 100.0}, ["completeness_pct"]),
        ({"returns_pct": 99.0}, ["returns_pct"]),
        ({"overdue_pct": 0.0}, ["overdue_pct"]),
        ({"checked_pct": 99.0}, ["checked_pct"]),
    ],
)
def test_each_limit_fails_by_itself(edition: Edition, limits: dict[str, object], failing: list[str]) -> None:
    judged = judge_data(with_limits(edition, **limits))
    assert judged.failed["measure"].tolist() == failing


def test_corrections_expire_on_their_day(edition: Edition) -> None:
    until = edition.stewardship.reviews["valid_until"].min()
    last = date.fromisoformat(until)
    assert not judge_data(edition, last).corrections["expired"].any()
    expired = judge_data(edition, last + timedelta(days=1))
    assert expired.corrections["expired"].sum() == (edition.stewardship.reviews["valid_until"] == until).sum()
    assert "expired_corrections" in expired.failed["measure"].tolist()


def test_an_edition_that_names_nobody_fails_and_has_nothing_overdue() -> None:
    judged = judge_data(open_edition_data("slaskie-2024"))
    holds = judged.verdicts.set_index("measure")["holds"]
    assert not holds["owned_pct"]
    assert holds[["returns_pct", "checked_pct", "overdue_pct"]].isna().all()
    assert judged.calendar.empty


def test_a_limit_without_a_value_neither_holds_nor_fails() -> None:
    rows = pd.DataFrame(
        [("returns_pct", float("nan"), 70.0, "least")], columns=["measure", "value", "limit", "sense"]
    )
    assert with_holds(rows)["holds"].isna().all()
