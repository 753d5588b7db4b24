import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pes_analysis.measure.composite.normalisation import METHODS, normalise
from pes_analysis.protect.errors import PesError

NAN = np.nan
COLUMN = [2.0, 8.0, 5.0, NAN, 4.0]

EXPECTED = {
    "minmax": ({}, [0, 100, 50, NAN, 100 / 3]),
    "minmax on a scale": ({"scale": [1, 10]}, [1, 10, 5.5, NAN, 4]),
    "unitaryzacja_zerowana": ({}, [0, 1, 0.5, NAN, 1 / 3]),
    "distance_to_max": ({}, [0, 1, 0.5, NAN, 1 / 3]),
    "percentile_rank": ({}, [0, 100, 200 / 3, NAN, 100 / 3]),
    "categorical": ({"classes": 2}, [0, 100, 100, NAN, 0]),
    "share_of_max": ({}, [0.25, 1, 0.625, NAN, 0.5]),
    "distance_to_reference": ({"reference": "u2"}, [0, 2, 1, NAN, 2 / 3]),
    "distance_to_reference clipped": ({"reference": "u2", "clip": "true"}, [0, 1, 1, NAN, 2 / 3]),
    "goalposts": ({}, [0, 100, 50, NAN, 25]),
    "distance_to_target": ({}, [0, 1.5, 0.75, NAN, 0.5]),
    "zscore": ({"ddof": 0}, np.array([-2.75, 3.25, 0.25, NAN, -0.75]) / 4.6875**0.5),
    "vector": ({}, [2 / 109**0.5, 8 / 109**0.5, 5 / 109**0.5, NAN, 4 / 109**0.5]),
}  # fmt: skip


@pytest.mark.parametrize("name", EXPECTED)
def test_values_of_a_stimulant(recipe_of, values_of, name):
    options, expected = EXPECTED[name]
    rule = {"name": "a", "goalposts": [3, 7], "target": 6}
    recipe = recipe_of([rule], normalise={"method": name.split()[0], **options})
    np.testing.assert_allclose(normalise(values_of({"a": COLUMN}), recipe)["a"], expected)


@pytest.mark.parametrize(
    "method", ["minmax", "unitaryzacja_zerowana", "zscore", "percentile_rank", "distance_to_max"]
)
def test_a_destimulant_is_a_stimulant_of_the_opposite(recipe_of, values_of, method):
    up = recipe_of(["a"], normalise={"method": method})
    down = recipe_of(["a"], "destimulant", normalise={"method": method})
    opposite = normalise(values_of({"a": [-v for v in COLUMN]}), up)
    np.testing.assert_allclose(normalise(values_of({"a": COLUMN}), down), opposite, atol=1e-12)


def test_a_destimulant_of_each_other_method(recipe_of, values_of):
    rule = {"name": "a", "goalposts": [3, 7], "target": 4}
    for method, expected in {
        "goalposts": [100, 0, 50, NAN, 75],
        "distance_to_target": [1.5, 0, 0.75, NAN, 1],
        "share_of_max": [1, 0.25, 0.4, NAN, 0.5],
        "vector": [1 - v / 109**0.5 for v in COLUMN],
    }.items():
        recipe = recipe_of([rule], "destimulant", normalise={"method": method})
        np.testing.assert_allclose(normalise(values_of({"a": COLUMN}), recipe)["a"], expected)


def test_a_nominant_is_best_in_its_range_and_loses_by_distance(recipe_of, values_of):
    rule = {"name": "a", "polarity": "nominant", "range": [4, 5]}
    for method, expected in {
        "minmax": [100 / 3, 0, 100, NAN, 100],
        "distance_to_target": [1 / 3, 0, 1, NAN, 1],
        "percentile_rank": [100 / 3, 0, 200 / 3, NAN, 200 / 3],
    }.items():
        recipe = recipe_of([rule], normalise={"method": method})
        np.testing.assert_allclose(normalise(values_of({"a": COLUMN}), recipe)["a"], expected)


def test_goalposts_of_a_nominant_fall_on_either_side(recipe_of, values_of):
    rule = {"name": "a", "polarity": "nominant", "range": [4, 5], "goalposts": [0, 9]}
    recipe = recipe_of([rule], normalise={"method": "goalposts"})
    np.testing.assert_allclose(normalise(values_of({"a": COLUMN}), recipe)["a"], [50, 25, 100, NAN, 100])


def test_extremes_of_all_years_make_scores_comparable_in_time(recipe_of, values_of):
    values = values_of({"a": [0, 10, 5, 20]}, years=(2023, 2024))
    recipe = recipe_of(["a"])
    assert normalise(values, recipe)["a"].tolist() == [0, 50, 25, 100]
    apart = recipe.model_copy(update={"years": "each_year"})
    assert normalise(values, apart)["a"].tolist() == [0, 0, 100, 100]


def test_the_reference_of_pooled_years_is_its_newest_value(recipe_of, values_of):
    values = values_of({"a": [0, 10, 5, 20]}, years=(2023, 2024))
    recipe = recipe_of(["a"], normalise={"method": "distance_to_reference", "reference": "u0"})
    assert normalise(values, recipe)["a"].tolist() == [0, 1, 0.5, 2]


@given(
    st.lists(st.integers(-(10**6), 10**6), min_size=3, max_size=30, unique=True),
    st.sampled_from(sorted(METHODS)),
)
def test_better_values_never_score_worse(recipe_of, values_of, numbers, method):
    table = [abs(number) + 1.0 for number in numbers]
    top = max(table)
    rule = {"name": "a", "goalposts": [0, top], "target": top}
    options = {"reference": f"u{int(np.argmax(table))}"} if method == "distance_to_reference" else {}
    if len(set(table)) > 1:
        recipe = recipe_of([rule], normalise={"method": method, **options})
        scores = normalise(values_of({"a": table}), recipe)["a"].to_numpy()
        order = np.argsort(table)
        assert (np.diff(scores[order]) >= -1e-12).all()


REFUSED = {
    "constant": ({}, [3, 3, 3], {}, "'a'.*same value everywhere"),
    "one value": ({}, [3, NAN, NAN], {}, "'a'.*fewer than two values"),
    "constant z": ({}, [3, 3, 3], {"method": "zscore"}, "same value"),
    "constant ranks": ({}, [3, 3, 3], {"method": "percentile_rank"}, "same value"),
    "zeros": ({}, [0, 0, 0], {"method": "vector"}, "no length"),
    "negative": ({}, [-1, 2, 3], {"method": "share_of_max"}, "positive"),
    "no reference": ({}, [1, 2, 3], {"method": "distance_to_reference", "reference": "zz"}, "'zz' is not in"),
    "worst reference": ({}, [1, 2, 3], {"method": "distance_to_reference", "reference": "u0"}, "no better"),
    "empty reference": ({}, [NAN, 2, 3], {"method": "distance_to_reference", "reference": "u0"}, "no value"),
    "target behind": ({"target": 0.5}, [1, 2, 3], {"method": "distance_to_target"}, "no better"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_normalised_is_refused(recipe_of, values_of, name):
    rule, table, step, words = REFUSED[name]
    with pytest.raises(PesError, match=words):
        normalise(values_of({"a": table}), recipe_of([{"name": "a", **rule}], normalise=step))


def test_a_constant_year_is_named(recipe_of, values_of):
    recipe = recipe_of(["a"]).model_copy(update={"years": "each_year"})
    with pytest.raises(PesError, match=r"'a'.*year 2023"):
        normalise(values_of({"a": [1, 2, 1, 3]}, years=(2023, 2024)), recipe)


def test_the_frame_given_is_not_changed(recipe_of, values_of):
    values = values_of({"a": COLUMN})
    before = values.copy()
    normalise(values, recipe_of(["a"]))
    pd.testing.assert_frame_equal(values, before)
