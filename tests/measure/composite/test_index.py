import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from pes_analysis.measure.composite.index import compute_index
from pes_analysis.measure.composite.panel import lay_out_panel
from pes_analysis.measure.composite.ranking import rank

NUMBERS = arrays.arrays(np.float64, (8, 3), elements=st.integers(1, 10**6), unique=True)


def make(numbers, recipe, **more):
    table = pd.DataFrame(numbers, columns=["a", "b", "c"]).assign(
        unit=[f"u{at}" for at in range(len(numbers))], **more
    )
    return compute_index(lay_out_panel(table, recipe), recipe)


def test_every_stage_is_kept(recipe_of):
    recipe = recipe_of(
        ["a", {"name": "b", "denominator": "n"}, "c"],
        impute={"method": "mean"},
        treat={"method": "winsorise"},
    )
    made = make([[1, 2, 3], [4, np.nan, 6], [7, 16, 1]], recipe, n=[1.0, 2, 4])
    assert list(made.stages) == ["raw", "denominated", "imputed", "treated", "normalised"]
    assert made.stages["raw"]["b"].tolist()[2] == 16
    assert made.stages["denominated"]["b"].tolist()[2] == 4
    assert made.stages["imputed"]["b"].tolist() == [2, 3, 4]
    assert made.stages["normalised"]["b"].tolist() == [0, 50, 100]


@settings(max_examples=25)
@given(NUMBERS, st.floats(0.1, 1000), st.floats(-1000, 1000))
def test_the_unit_of_an_indicator_does_not_matter(recipe_of, numbers, factor, shift):
    recipe = recipe_of(["a", "b", "c"])
    other = numbers.copy()
    other[:, 1] = other[:, 1] * factor + shift
    np.testing.assert_allclose(make(other, recipe).scores, make(numbers, recipe).scores, atol=1e-4)


@settings(max_examples=25)
@given(NUMBERS)
def test_a_unit_that_improves_never_falls(recipe_of, numbers):
    recipe = recipe_of(["a", "b", "c"])
    better = numbers.copy()
    better[0, 0] = min(better[:, 0].max(), better[0, 0] * 2)
    assert make(better, recipe).ranks["index"].iloc[0] <= make(numbers, recipe).ranks["index"].iloc[0]


@settings(max_examples=25)
@given(NUMBERS, st.randoms())
def test_the_order_of_rows_and_indicators_does_not_matter(recipe_of, numbers, random):
    rows = list(range(len(numbers)))
    random.shuffle(rows)
    recipe, turned = recipe_of(["a", "b", "c"]), recipe_of(["c", "a", "b"])
    first = make(numbers, recipe).scores["index"].to_numpy()
    table = pd.DataFrame(numbers[rows], columns=["a", "b", "c"]).assign(unit=[f"u{at}" for at in rows])
    second = compute_index(lay_out_panel(table, turned), turned).scores["index"]
    np.testing.assert_allclose(second, first)


def test_equal_scores_share_the_better_rank_and_no_score_has_none(values_of):
    ranks = rank(values_of({"s": [5, 7, 5 + 1e-12, np.nan, 1]}))["s"]
    assert ranks.fillna(0).tolist() == [2, 1, 2, 0, 4]


def test_every_year_is_ranked_apart(values_of):
    assert rank(values_of({"s": [1, 9, 2, 8]}, years=(2023, 2024)))["s"].tolist() == [2, 1, 1, 2]


def test_the_same_data_and_recipe_give_the_same_bits(recipe_of):
    numbers = np.random.default_rng(3).normal(size=(30, 3))
    recipe = recipe_of(["a", "b", "c"], weights={"method": "critic"}, treat={"method": "winsorise"})
    pd.testing.assert_frame_equal(
        make(numbers, recipe).scores, make(numbers, recipe).scores, check_exact=True
    )


@pytest.mark.parametrize("method", ["pca", "entropy", "critic", "equal", "given"])
@pytest.mark.parametrize("mean", ["arithmetic", "geometric", "harmonic", "topsis", "copeland", "hellwig"])
def test_steps_go_together(recipe_of, method, mean):
    numbers = np.random.default_rng(5).normal(size=(12, 3))
    recipe = recipe_of(
        ["a", "b", "c"],
        normalise={"scale": [1, 100]},
        weights={"method": method},
        aggregate={"method": mean},
    )
    made = make(numbers, recipe)
    assert made.scores["index"].notna().all()
    assert sorted(made.ranks["index"])[0] == 1
