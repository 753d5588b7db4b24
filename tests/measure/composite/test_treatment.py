import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pes_analysis.measure.composite.treatment import treat
from pes_analysis.protect.errors import PesError

# One far point, two tied far points, far points on the low side, and a shape that passes.
BODY = [1.0, 2, 3, 2, 1, 2, 3, 1, 2, 2, 1, 3, 2, 2, 1]
FAR = [*BODY, 90.0]
PASSING = [float(at) for at in range(16)]


def test_winsorising_sets_the_extreme_to_the_next_value_and_lists_it(recipe_of, values_of):
    made = treat(values_of({"a": FAR, "b": PASSING}), recipe_of(treat={"method": "winsorise"}))
    assert made.treated["a"].tolist() == [*BODY, 3.0]
    assert made.treated["b"].tolist() == PASSING
    assert made.summary[["indicator", "method", "low", "high"]].to_numpy().tolist() == [
        ["a", "winsorise", 0, 1],
        ["b", "none", 0, 0],
    ]
    assert made.points[["unit", "before", "after"]].to_numpy().tolist() == [["u15", 90.0, 3.0]]


def test_tied_extremes_move_together_and_count_each(recipe_of, values_of):
    tied = [*BODY * 3, 90.0, 90.0]
    made = treat(
        values_of({"a": tied, "b": range(47)}), recipe_of(treat={"method": "winsorise", "most_points": 2})
    )
    assert made.treated["a"].max() == 3
    assert made.summary["high"].tolist() == [2, 0]


def test_low_extremes_are_winsorised_on_their_side(recipe_of, values_of):
    made = treat(values_of({"a": [-v for v in FAR], "b": PASSING}), recipe_of(treat={"method": "winsorise"}))
    assert made.summary["low"].tolist() == [1, 0]
    assert made.treated["a"].min() == -3


def test_where_winsorising_does_not_suffice_original_values_are_transformed(recipe_of, values_of):
    many = [*BODY * 2, *[10.0**at for at in range(2, 8)]]
    values = values_of({"a": many, "b": range(36)})
    made = treat(values, recipe_of(treat={"method": "winsorise", "most_points": 2}))
    x = np.array(many)
    spread = x.max() - x.min()
    np.testing.assert_allclose(made.treated["a"], np.log(x - x.min() + 0.01 * spread))
    assert made.summary["method"].tolist() == ["log_ct", "none"]
    assert len(made.points) == 36
    kept = treat(values, recipe_of(treat={"method": "winsorise", "most_points": 2, "otherwise": "none"}))
    assert kept.summary[["method", "high", "passes"]].to_numpy().tolist()[0] == ["winsorise", 2, False]


@pytest.mark.parametrize("method", ["log_ct", "log_ct_plus", "log_gii", "box_cox"])
def test_transformations_keep_the_order_of_units(recipe_of, values_of, method):
    for table in (FAR, [-v for v in FAR]):
        if method == "log_gii" and max(table) <= 0:
            continue
        made = treat(values_of({"a": table, "b": PASSING}), recipe_of(treat={"method": method}))
        assert made.summary["method"].tolist()[0] == method
        assert made.treated["a"].rank().tolist() == pd.Series(table).rank().tolist()


def test_an_indicator_may_have_a_treatment_of_its_own(recipe_of, values_of):
    rules = [{"name": "a", "treat": "none"}, {"name": "b", "treat": "winsorise"}]
    values = values_of({"a": FAR, "b": FAR})
    made = treat(values, recipe_of(rules, treat={"method": "log_ct"}))
    assert made.summary["method"].tolist() == ["none", "winsorise"]


def test_years_together_or_apart(recipe_of, values_of):
    two_years = [value for value in BODY for _ in range(2)] + [90.0, 95.0]
    values = values_of({"a": two_years, "b": range(32)}, years=(2023, 2024))
    recipe = recipe_of(treat={"method": "winsorise", "most_points": 1})
    together = treat(values, recipe)
    assert together.summary["year"].tolist() == ["", ""]
    apart = treat(values, recipe.model_copy(update={"years": "each_year"}))
    assert apart.summary["year"].tolist() == ["2023", "2023", "2024", "2024"]
    assert apart.treated["a"].max() == 3


def test_gaps_stay_gaps(recipe_of, values_of):
    made = treat(values_of({"a": [*FAR, np.nan], "b": range(17)}), recipe_of(treat={"method": "winsorise"}))
    assert np.isnan(made.treated["a"].iloc[-1])
    assert len(made.points) == 1


FIXED = {
    "range": ({"name": "a", "polarity": "nominant", "range": [1, 2]}, {}),
    "goalposts": ({"name": "a", "goalposts": [0, 100]}, {"normalise": {"method": "goalposts"}}),
    "target": ({"name": "a", "target": 100}, {"normalise": {"method": "distance_to_target"}}),
}


@pytest.mark.parametrize("key", FIXED)
def test_a_transformation_that_would_move_fixed_points_is_refused(recipe_of, values_of, key):
    rule, steps = FIXED[key]
    recipe = recipe_of([rule], treat={"method": "log_ct"}, **steps)
    with pytest.raises(PesError, match=f"log_ct.*'a'.*'{key}'"):
        treat(values_of({"a": FAR}), recipe)


def test_a_transformation_without_a_value_is_refused(recipe_of, values_of):
    with pytest.raises(PesError, match="log_gii cannot be calculated"):
        treat(values_of({"a": [-v for v in FAR]}), recipe_of(["a"], treat={"method": "log_gii"}))


@given(st.lists(st.floats(-1e6, 1e6, width=32), min_size=4, max_size=40))
def test_winsorised_values_stay_between_the_old_extremes_and_never_more_than_allowed(
    recipe_of, values_of, table
):
    values = values_of({"a": table})
    made = treat(
        values, recipe_of(["a"], treat={"method": "winsorise", "most_points": 3, "otherwise": "none"})
    )
    assert made.treated["a"].between(min(table), max(table)).all()
    # Ties move together, so the last step may pass the limit.
    counted = int(made.summary["high"].iloc[0] + made.summary["low"].iloc[0])
    assert counted == len(made.points)
