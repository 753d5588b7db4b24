from datetime import date

import numpy as np
import pandas as pd
import pytest

from pes_analysis.catalogue import Text, Threshold, load_catalogue, parse
from pes_analysis.diagnose.compliance import check_compliance

WORDS = Text(pl="x", en="x")
DAY = date(2024, 12, 31)


def threshold(**more):
    given = {"formula": parse("at_risk / headcount >= 0.3"), "valid_from": date(2022, 10, 30), **more}
    return Threshold(
        id="share", name=WORDS, applies_to=("ps",), rule=WORDS, legal_basis=WORDS, verification="L", **given
    )


def status(rule, day=DAY, **figures):
    table = pd.DataFrame({name: [value] for name, value in figures.items()}, index=["ss-1"], dtype=float)
    checked = check_compliance(table, [rule], {"ss-1": {"ss", "ps"}, "ss-2": {"ss"}}, day)
    assert checked["organisation_id"].isin(["ss-1"]).all()
    return checked["status"].tolist()


def test_met_not_met_and_not_known():
    assert status(threshold(), at_risk=3, headcount=10) == ["met"]
    assert status(threshold(), at_risk=2, headcount=10) == ["not_met"]
    assert status(threshold(), at_risk=np.nan, headcount=10) == ["no_data"]
    assert status(threshold(), at_risk=0, headcount=0) == ["no_data"]
    assert status(threshold(), headcount=10) == ["no_data"]
    assert status(threshold(formula=None), headcount=10) == ["cannot_check"]


@pytest.mark.parametrize(
    ("bounds", "in_force"),
    [
        ({}, True),
        ({"valid_from": date(2024, 12, 31)}, True),
        ({"valid_from": date(2025, 1, 1)}, False),
        ({"valid_to": date(2024, 12, 31)}, True),
        ({"valid_to": date(2024, 12, 30)}, False),
        ({"valid_from": None}, True),
        ({"valid_from": None, "valid_to": date(2023, 1, 1)}, False),
    ],
)
def test_only_what_is_in_force_on_the_day(bounds, in_force):
    assert bool(status(threshold(**bounds), at_risk=3, headcount=10)) == in_force


def test_a_rule_that_may_not_concern_everybody():
    rule = threshold(applies_when=parse("goal == 1"))
    assert status(rule, goal=1, at_risk=1, headcount=10) == ["not_met"]
    assert status(rule, goal=0, at_risk=1, headcount=10) == ["does_not_concern"]
    assert status(rule, goal=np.nan, at_risk=1, headcount=10) == ["no_data"]


def test_what_is_not_met_stands_first():
    table = pd.DataFrame({"at_risk": [5.0, 1.0], "headcount": 10.0}, index=["ss-1", "ss-2"])
    checked = check_compliance(table, [threshold()], {"ss-1": {"ps"}, "ss-2": {"ps"}}, DAY)
    assert checked["organisation_id"].tolist() == ["ss-2", "ss-1"]


def test_every_threshold_of_organisations_can_be_checked_or_says_it_cannot():
    catalogue = load_catalogue()
    types = {one.id for one in catalogue.entity_types}
    rules = [one for one in catalogue.thresholds if not types.isdisjoint(one.applies_to)]
    checked = check_compliance(pd.DataFrame(index=["all"]), rules, {"all": types}, DAY)
    assert set(checked["status"]) <= {"no_data", "cannot_check"}
    assert "no_data" in set(checked["status"])
