"""How far a programme is: the way gone, the time passed, and when neither can be told."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pes_analysis.diagnose.programme import STATUSES, judge_programme

NUMBERS = st.floats(-1e6, 1e6, allow_nan=False)


def programme(**given: object) -> pd.DataFrame:
    usual = {
        "base": 10.0, "base_year": 2015, "target": 20.0, "target_year": 2025,
        "value": 15.0, "value_year": 2020, "comparable": True,
    }  # fmt: skip
    table = pd.DataFrame([usual | given])
    return table.astype({"base_year": "Int64", "target_year": "Int64", "value_year": "Int64"})


@pytest.mark.parametrize(
    ("given", "progress", "status"),
    [
        ({}, 50, "on_the_way"),
        ({"value": 14.0}, 40, "behind"),
        ({"value": 20.0}, 100, "reached"),
        ({"value": 10.0}, 0, "standing"),
        ({"value": 9.0}, -10, "further_away"),
        # A target below the base: less is better.
        ({"target": 5.0, "value": 7.5}, 50, "on_the_way"),
        ({"target": 5.0, "value": 4.0}, 120, "reached"),
        ({"base_year": None, "value": 11.0}, 10, "on_the_way"),
    ],
)
def test_progress_and_status_by_hand(given: dict[str, object], progress: float, status: str) -> None:
    row = judge_programme(programme(**given)).iloc[0]
    assert row["progress_pct"] == pytest.approx(progress)
    assert row["status"] == status


@pytest.mark.parametrize(
    ("given", "status"),
    [({"value": None, "value_year": None}, "not_known"), ({"comparable": False}, "not_comparable")],
)
def test_progress_that_cannot_be_told_is_not(given: dict[str, object], status: str) -> None:
    row = judge_programme(programme(**given).astype({"value": float})).iloc[0]
    assert pd.isna(row["progress_pct"])
    assert row["status"] == status


@given(NUMBERS, NUMBERS, NUMBERS)
def test_every_programme_gets_a_status_and_the_target_is_reached_only_at_the_target(
    base: float, target: float, value: float
) -> None:
    if abs(target - base) < 1e-6:
        return
    row = judge_programme(programme(base=base, target=target, value=value)).iloc[0]
    assert row["status"] in STATUSES
    beyond = value >= target if target > base else value <= target
    if abs(value - target) > 1e-6:
        assert (row["status"] == "reached") == beyond
