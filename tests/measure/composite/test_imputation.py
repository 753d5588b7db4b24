import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from pes_analysis.measure.composite.imputation import impute
from pes_analysis.measure.composite.neighbours import neighbour_values
from pes_analysis.protect.errors import PesError

NAN = np.nan
VALUES = {"a": [1, 3, NAN, 8], "b": [1, 2, 3, 4]}


def run(values, recipe, kinds=None):
    groups = pd.DataFrame({"kind": kinds or ["k"] * len(values)}, index=values.index)
    return impute(values, groups, recipe.hierarchy, recipe.steps.impute)


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        ({"method": "none"}, NAN),
        ({"method": "mean"}, 4.0),
        ({"method": "median"}, 3.0),
        ({"method": "group_mean", "group": "kind"}, 8.0),
        ({"method": "group_median", "group": "kind"}, 8.0),
        ({"method": "nearest_neighbour", "neighbours": 2}, 5.5),
        ({"method": "nearest_neighbour", "neighbours": 2, "group": "kind"}, 8.0),
    ],
)
def test_methods(recipe_of, values_of, step, expected):
    filled, listed = run(values_of(VALUES), recipe_of(impute=step), ["k", "k", "l", "l"])
    assert filled["a"].iloc[2] == pytest.approx(expected, nan_ok=True)
    assert listed["unit"].tolist() == ([] if np.isnan(expected) else ["u2"])


def test_what_is_known_never_changes(recipe_of, values_of):
    values = values_of(VALUES)
    for method in ("mean", "median", "nearest_neighbour"):
        filled, _ = run(values, recipe_of(impute={"method": method}))
        pd.testing.assert_frame_equal(filled.where(values.notna()), values)


def test_units_with_gaps_can_be_left_out_and_are_named(recipe_of, values_of):
    kept, left = run(values_of(VALUES), recipe_of(impute={"method": "drop_units"}))
    assert kept.index.get_level_values("unit").tolist() == ["u0", "u1", "u3"]
    assert left[["unit", "indicator", "method"]].to_numpy().tolist() == [["u2", "a", "drop_units"]]


def test_averages_are_of_the_same_year(recipe_of, values_of):
    panel = values_of({"a": [1, NAN, 5, 10], "b": [1, 1, 1, 1]}, years=(2023, 2024))
    filled, _ = run(panel, recipe_of(impute={"method": "mean"}))
    assert filled["a"].tolist() == [1, 10, 5, 10]


def test_the_last_value_is_of_the_same_unit_and_not_too_old(recipe_of, values_of):
    years = (2020, 2021, 2022, 2023)
    panel = values_of({"a": [7, NAN, NAN, NAN, NAN, 5, NAN, 6], "b": range(8)}, years=years)
    step = {"method": "last_value", "most_years": 2, "least_units": 0}
    filled, listed = run(panel, recipe_of(impute=step))
    np.testing.assert_array_equal(filled["a"], [7, 7, 7, NAN, NAN, 5, 5, 6])
    assert len(listed) == 3


def test_a_unit_with_too_few_indicators_is_not_filled(recipe_of, values_of):
    rules = [{"name": name, "path": [path]} for name, path in (("a", "x"), ("b", "x"), ("c", "y"))]
    values = values_of({"a": [1, NAN, 2], "b": [1, NAN, 3], "c": [1, 5, 2]})
    step = {"method": "mean", "least_indicators": 0.5}
    filled, listed = run(values, recipe_of(rules, impute=step))
    assert filled.iloc[1].isna().tolist() == [True, True, False]
    assert listed.empty


REFUSED = {
    "rare": ({"method": "mean", "least_units": 0.8}, VALUES, "75%.*least_units"),
    "last_value_without_years": ({"method": "last_value"}, VALUES, "column 'year'"),
    "empty_group": ({"method": "group_mean", "group": "kind"}, VALUES, "kind: m"),
    "no_group": ({"method": "group_median", "group": "kind"}, VALUES, "nothing to fill"),
    "nobody_left": ({"method": "drop_units"}, {"a": [1, NAN], "b": [1, 2]}, "fewer than two"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_filled_is_refused(recipe_of, values_of, name):
    step, table, words = REFUSED[name]
    values = values_of(table, years=(0,))
    kinds = {"empty_group": ["k", "k", "m", "k"], "no_group": ["", "", "", ""]}.get(name)
    with pytest.raises(PesError, match=words):
        run(values, recipe_of(impute=step), kinds)


@given(
    arrays.arrays(
        np.float64,
        st.tuples(st.integers(2, 12), st.integers(1, 5)),
        elements=st.one_of(st.just(NAN), st.floats(-1e3, 1e3, width=32)),
    ),
    st.integers(1, 4),
)
def test_neighbours_fill_only_gaps_and_stay_inside_what_is_known(values, count):
    filled = neighbour_values(values, count)
    known = ~np.isnan(values)
    np.testing.assert_array_equal(filled[known], values[known])
    for column, made in zip(values.T, filled.T, strict=True):
        if (~np.isnan(made)).any():
            slack = 1e-9 * max(1, np.nanmax(np.abs(column)))
            assert np.nanmin(column) - slack <= np.nanmin(made)
            assert np.nanmax(made) <= np.nanmax(column) + slack
