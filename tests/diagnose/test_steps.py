import numpy as np
import pandas as pd
import pytest

from pes_analysis.catalogue import load_catalogue
from pes_analysis.diagnose.steps import list_steps, reference_value

CATALOGUE = load_catalogue()
INDICATORS = CATALOGUE.indicators("organisation")
WEIGHTS = pd.Series({"completion_rate": 0.1, "debt_ratio": 0.05, "referral_inflow": 0.2})


def row(name, value, median=np.nan, mark="middle", numerator=np.nan, denominator=np.nan, n=12):
    from_scale = CATALOGUE.indicator(name).anchors
    points = np.interp(value, [one.value for one in from_scale], [one.points for one in from_scale])
    return {
        "indicator": name,
        "value": value,
        "numerator": numerator,
        "denominator": denominator,
        "median": median,
        "mark": mark,
        "n": n,
        "points": points,
    }


def steps(*rows, weights=WEIGHTS, inside=WEIGHTS * 2):
    return list_steps(pd.DataFrame(list(rows)), CATALOGUE, inside, weights)


def test_a_hand_worked_step_to_the_median():
    # Nine of twenty finish, 40 points; at the peers' 65 % it would be 70, which is 13 of 20.
    step = steps(row("completion_rate", 0.45, 0.65, numerator=9.0, denominator=20.0)).iloc[0]
    assert (step["target_kind"], step["points"], step["target_points"]) == ("peers_median", 40, 70)
    # What reads as 65 % begins at 64.5 %.
    assert step["needed"] == pytest.approx(3.9)
    assert step["general_gain"] == pytest.approx(0.1 * 30)
    assert step["dimension_gain"] == pytest.approx(0.2 * 30)


@pytest.mark.parametrize("median", [0.625, 0.63])
def test_three_of_eight_more_are_what_is_printed_as_the_median(median):
    step = steps(row("completion_rate", 0.25, median, numerator=2.0, denominator=8.0)).iloc[0]
    assert step["target"] == pytest.approx(0.63)
    assert step["needed"] == pytest.approx(3)


def test_up_to_the_reference_nothing_is_rounded():
    step = steps(row("completion_rate", 0.45, numerator=9.0, denominator=20.0)).iloc[0]
    assert step["needed"] == pytest.approx(4)


def test_without_better_peers_the_reference_is_the_target():
    for median, mark, n in ((0.30, "better", 12), (0.90, "none", 12), (0.90, "worse", 9)):
        step = steps(row("completion_rate", 0.45, median, mark, n=n)).iloc[0]
        assert (step["target_kind"], step["target"]) == ("reference", 0.65)


def test_less_is_better_where_it_is():
    step = steps(row("debt_ratio", 0.9, 0.6, numerator=90.0, denominator=100.0)).iloc[0]
    assert step["needed"] == pytest.approx(-29.5)
    assert step["general_gain"] > 0


def test_no_step_where_nothing_is_gained_or_others_decide():
    assert steps(row("completion_rate", 0.95, 0.65)).empty
    assert steps(row("referral_inflow", 0.0, 0.5)).empty
    assert steps(row("completion_rate", 0.649, 0.65)).empty


def test_the_largest_gain_comes_first():
    table = steps(row("debt_ratio", 0.6), row("completion_rate", 0.30))
    assert table["indicator"].tolist() == ["completion_rate", "debt_ratio"]


def test_without_a_general_score_only_the_dimension_gains():
    table = steps(row("completion_rate", 0.45, 0.65), weights=WEIGHTS * 0)
    assert table["general_gain"].isna().all()
    assert table["dimension_gain"].tolist() == pytest.approx([6])


@pytest.mark.parametrize("indicator", [one for one in INDICATORS if one.scale], ids=lambda one: one.id)
def test_every_scale_has_a_reference_on_either_side(indicator):
    values = [anchor.value for anchor in indicator.anchors]
    for value in (min(values) - 1, max(values) + 1):
        reference = reference_value(indicator, value)
        assert min(values) <= reference <= max(values)
