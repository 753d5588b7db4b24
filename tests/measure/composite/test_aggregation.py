import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from pes_analysis.measure.composite.aggregation import aggregate
from pes_analysis.measure.composite.recipe import Recipe
from pes_analysis.protect.errors import PesError

NAN = np.nan
PATHS = {"a": ["x", "p"], "b": ["x", "p"], "c": ["x", "q"], "d": ["y", "r"], "e": ["y", "r"]}


def deep(own=None, **steps):
    rules = [
        {"name": name, "polarity": "stimulant", "path": path, "weight": (own or {}).get(name, 1)}
        for name, path in PATHS.items()
    ]
    return Recipe.model_validate({"indicators": rules, "steps": steps})


TABLE = {"a": [10, 90], "b": [30, 50], "c": [40, 80], "d": [50, 20], "e": [70, 100]}


def test_scores_of_every_level(values_of):
    made = aggregate(values_of(TABLE), deep({"a": 3}, weights={"groups": {"x": 2}}))
    first = made.scores.iloc[0]
    assert first.to_dict() == pytest.approx(
        {"index": (2 * 27.5 + 60) / 3, "x": 27.5, "y": 60, "p": 15, "q": 40, "r": 60}
    )
    assert list(made.scores) == ["index", "x", "y", "p", "q", "r"]


def test_effective_weights_multiply_down_the_tree(values_of):
    made = aggregate(values_of(TABLE), deep({"a": 3}, weights={"groups": {"x": 2}}))
    weights = made.weights.set_index("part")["effective_weight"]
    assert weights[list(PATHS)].sum() == pytest.approx(1)
    assert weights["a"] == pytest.approx(2 / 3 * 1 / 2 * 3 / 4)
    assert made.weights["level"].tolist() == [3, 3, 2, 2, 2, 1, 1, 1, 1, 1]


def test_a_method_for_each_level_from_the_lowest(values_of):
    made = aggregate(values_of(TABLE), deep(aggregate={"method": ["arithmetic", "geometric", "harmonic"]}))
    x, y = (20 * 40) ** 0.5, 60
    assert made.scores["index"].iloc[0] == pytest.approx(2 / (1 / x + 1 / y))


@given(
    arrays.arrays(np.float64, (5, 5), elements=st.one_of(st.just(NAN), st.floats(1, 100))),
    st.lists(st.sampled_from(["arithmetic", "geometric", "harmonic"]), min_size=3, max_size=3),
)
def test_contributions_add_up_to_the_index_through_any_means(values_of, numbers, methods):
    values = values_of(dict(zip(PATHS, numbers.T, strict=True)))
    made = aggregate(values, deep(aggregate={"method": methods, "least_available": 0.5}))
    scored = made.scores["index"].notna()
    np.testing.assert_allclose(made.contributions.sum(axis=1)[scored], made.scores["index"][scored])
    assert made.contributions[~scored].isna().all(axis=None)


def test_too_little_available_is_no_score_and_is_counted(values_of):
    table = {**TABLE, "a": [NAN, 90], "b": [NAN, 50], "d": [NAN, 20]}
    made = aggregate(values_of(table), deep(aggregate={"least_available": 0.5}))
    assert made.scores.iloc[0].isna().to_dict() == {
        "index": False, "x": False, "y": False, "p": True, "q": False, "r": False,
    }  # fmt: skip
    coverage = made.coverage.set_index("group")
    assert coverage.loc["p"].tolist() == [1, 1, 0]
    assert coverage.loc["x"].tolist() == [2, 0, 1]
    strict = aggregate(values_of(table), deep(aggregate={"least_available": 1}))
    assert np.isnan(strict.scores["index"].iloc[0])


def test_limits_for_each_level(values_of):
    table = {**TABLE, "a": [NAN, 90]}
    made = aggregate(values_of(table), deep(aggregate={"least_available": [0.5, 1, 1]}))
    assert made.scores["p"].iloc[0] == 30


def test_weights_read_from_the_data_of_their_level(recipe_of, values_of):
    rng = np.random.default_rng(1)
    values = values_of(rng.uniform(0, 100, (20, 5)))
    values.columns = list(PATHS)
    made = aggregate(values, deep(weights={"method": ["critic", "entropy", "equal"]}))
    weights = made.weights.set_index("part")["weight"]
    assert weights["x"] == weights["y"] == 0.5
    assert weights["a"] != weights["b"]
    assert weights["p"] != weights["q"]


@pytest.mark.parametrize("method", ["hellwig", "topsis", "copeland"])
def test_relative_measures_have_no_contributions_and_need_whole_data(recipe_of, values_of, method):
    recipe = recipe_of(aggregate={"method": method})
    assert aggregate(values_of({"a": [1, 2], "b": [2, 5]}), recipe).contributions is None
    with pytest.raises(PesError, match=r"'index'.*without gaps"):
        aggregate(values_of({"a": [1, 2], "b": [NAN, 5]}), recipe)


def test_relative_measures_can_take_each_year_apart(recipe_of, values_of):
    values = values_of({"a": [1, 5, 2, 9, 3, 4], "b": [4, 2, 1, 7, 3, 5]}, years=(2023, 2024))
    recipe = recipe_of(aggregate={"method": "topsis"})
    apart = aggregate(values, recipe.model_copy(update={"years": "each_year"}))
    of_2024 = aggregate(values.xs(2024, level="year", drop_level=False), recipe)
    np.testing.assert_allclose(apart.scores.xs(2024, level="year"), of_2024.scores.droplevel("year"))


def test_a_group_whose_weights_are_zero_is_named(values_of):
    with pytest.raises(PesError, match="group 'p': the weights sum to zero"):
        aggregate(values_of(TABLE), deep({"a": 0, "b": 0}))


def test_a_geometric_mean_of_zeros_names_its_group(values_of):
    with pytest.raises(PesError, match=r"group 'p'.*above zero"):
        aggregate(values_of({**TABLE, "a": [0, 90]}), deep(aggregate={"method": "geometric"}))
