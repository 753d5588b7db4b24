"""Replications against the engine for one index, and draws against their own distributions."""

import itertools

import numpy as np
import pandas as pd
import pytest

from pes_analysis.measure.composite.aggregation import aggregate
from pes_analysis.measure.composite.index import compute_index
from pes_analysis.measure.composite.normalisation import normalise
from pes_analysis.measure.composite.panel import lay_out_panel
from pes_analysis.protect.errors import PesError
from pes_analysis.robust.choices import STEPS, list_choices
from pes_analysis.robust.design import Design, random_design
from pes_analysis.robust.draws import DataDraws
from pes_analysis.robust.ingredients import gather
from pes_analysis.robust.simulation import simulate

VARIANTS = {
    "impute": [{"method": "group_median", "group": "kind"}, {"method": "nearest_neighbour", "neighbours": 3}],
    "treat": [{"method": "none"}],
    "normalise": [{"method": "percentile_rank", "scale": [1, 100]}],
    "weights": [{"method": "critic"}],
    "aggregate": [{"method": ["arithmetic", "geometric", "harmonic"]}],
}


def prepared(recipe, table):
    panel = lay_out_panel(table, recipe)
    return gather(panel, list_choices(recipe, recipe.robustness))


def every_choice(ingredients):
    choices = np.array(list(itertools.product(*map(range, ingredients.choices.sizes))))
    numbers = np.arange(len(choices))
    return Design(choices, numbers, numbers, numbers)


def test_options_of_relative_measures_reach_the_replications(recipe_of, table_of):
    variants = {
        "normalise": [{"method": "zscore", "moments": [500, 100]}, {"method": "zscore", "ddof": 0}],
        "aggregate": [{"method": "hellwig"}, {"method": "hellwig", "ddof": 1}],
    }
    robustness = {"weights_noise": 0, "imputation_draws": False, "variants": variants}
    ingredients = prepared(recipe_of(robustness), table_of())
    design = every_choice(ingredients)
    scores = simulate(ingredients, ingredients.choices.recipe.robustness, design)
    for choice, row in zip(design.choices, scores, strict=True):
        expected = compute_index(ingredients.panel, ingredients.choices.with_choice(choice)).scores["life"]
        np.testing.assert_allclose(row, expected, rtol=2e-4, atol=2e-5)
    # A linear scale changes nothing in Hellwig's measure, the deviation of distances does.
    by_choice = scores[:, 0].reshape(3, 3)
    assert np.ptp(by_choice[1:, 1]) < 1e-5
    assert abs(by_choice[1, 1] - by_choice[1, 2]) > 1e-3


def test_without_noise_every_choice_gives_the_index_of_its_recipe(recipe_of, table_of):
    robustness = {"weights_noise": 0, "imputation_draws": False, "variants": VARIANTS}
    ingredients = prepared(recipe_of(robustness), table_of())
    design = every_choice(ingredients)
    assert len(design) == 48
    scores = simulate(ingredients, ingredients.choices.recipe.robustness, design)
    for choice, row in zip(design.choices, scores, strict=True):
        recipe = ingredients.choices.with_choice(choice)
        expected = compute_index(ingredients.panel, recipe).scores["life"]
        np.testing.assert_allclose(row, expected, rtol=2e-5)


@pytest.mark.parametrize("years", ["pooled", "each_year"])
def test_years_are_an_axis_of_replications_too(recipe_of, table_of, years):
    table = pd.concat(
        [table_of(seed=seed).assign(year=year) for seed, year in ((1, 2022), (2, 2023), (3, 2024))]
    )
    variants = {
        "impute": [{"method": "last_value"}],
        "normalise": [{"method": "zscore"}],
        "aggregate": [{"method": ["hellwig", "arithmetic", "topsis"]}],
    }
    robustness = {"weights_noise": 0, "imputation_draws": False, "variants": variants}
    recipe = recipe_of(robustness, aggregate={"least_available": 0.4}, impute={"method": "mean"})
    ingredients = prepared(recipe.model_copy(update={"years": years}), table.fillna({"a": 5.0, "c": 5.0}))
    design = every_choice(ingredients)
    for choice, row in zip(design.choices, simulate(ingredients, recipe.robustness, design), strict=True):
        expected = compute_index(ingredients.panel, ingredients.choices.with_choice(choice)).scores["life"]
        np.testing.assert_allclose(row, expected, rtol=2e-4, atol=2e-5)


def test_units_left_out_by_the_recipe_stay_out(recipe_of, table_of):
    recipe = recipe_of({"weights_noise": 0}, impute={"method": "drop_units"})
    ingredients = prepared(recipe, table_of())
    scores = simulate(ingredients, recipe.robustness, random_design([1] * 5, 5, 1))
    np.testing.assert_allclose(scores[0], compute_index(ingredients.panel, recipe).scores["life"], rtol=2e-5)
    assert scores.shape == (5, 21)


def test_noisy_weights_multiply_those_of_the_recipe(recipe_of, table_of):
    robustness = {"weights_noise": 0.5, "imputation_draws": False}
    ingredients = prepared(recipe_of(robustness, weights={"groups": {"x": 3}}), table_of())
    scores = simulate(ingredients, ingredients.choices.recipe.robustness, random_design([1] * 5, 200, 1))
    assert (scores.std(axis=0) > 0).all()
    exact = compute_index(ingredients.panel, ingredients.choices.recipe).scores["life"]
    assert np.abs(scores.mean(axis=0) - exact).max() < 1.5
    parts = compute_index(ingredients.panel, ingredients.choices.recipe).scores[["x", "y"]].to_numpy()
    assert (scores >= ingredients.matrix((0,) * 5).min(axis=0) - 1e-3).all()
    assert (np.median(scores, axis=0) > parts.min(axis=1) - 1.5).all()


NOISE = {
    "a": {"kind": "rate", "of": "people", "per": 1000},
    "b": {"kind": "relative", "share": 0.1},
    "c": {"kind": "proportion", "of": "people", "per": 200},
    "d": {"kind": "mean", "error": "error"},
}


@pytest.mark.parametrize("draws", [True, False])
def test_with_noise_a_replication_is_the_index_of_drawn_data(recipe_of, table_of, draws):
    """Draw the same data again and take each draw through the ordinary steps."""
    robustness = {
        "weights_noise": 0,
        "imputation_draws": draws,
        "noise": NOISE,
        "variants": {key: VARIANTS[key] for key in ("impute", "normalise", "aggregate")},
    }
    recipe = recipe_of(robustness, treat={"method": "none"})
    ingredients = prepared(recipe, table_of())
    design = every_choice(ingredients)
    scores = simulate(ingredients, recipe.robustness, design)
    for at, choice in enumerate(design.choices):
        own = ingredients.choices.with_choice(choice)
        drawn = DataDraws(ingredients, recipe.robustness).values(tuple(choice), [at], [at])[0]
        frame = ingredients.imputed(int(choice[0])).copy()
        frame.loc[:, :] = drawn.T
        normalised = normalise(frame[list(own.hierarchy.indicators)], own)
        np.testing.assert_allclose(scores[at], aggregate(normalised, own).scores["life"], rtol=2e-4)


def test_the_same_seed_gives_the_same_bits_whatever_else_is_asked(recipe_of, table_of):
    robustness = {"noise": NOISE, "variants": VARIANTS, "seed": 5}
    recipe = recipe_of(robustness)
    design = random_design([3, 2, 2, 2, 2], 300, 5)
    first = simulate(prepared(recipe, table_of()), recipe.robustness, design)
    second = simulate(prepared(recipe, table_of()), recipe.robustness, design)
    np.testing.assert_array_equal(first, second)
    backwards = Design(
        design.choices[::-1], design.weights[::-1], design.noise[::-1], design.imputation[::-1]
    )
    turned = simulate(prepared(recipe, table_of()), recipe.robustness, backwards)
    np.testing.assert_allclose(turned[::-1], first, rtol=1e-5)
    other = recipe.model_copy(update={"robustness": recipe.robustness.model_copy(update={"seed": 6})})
    assert not np.array_equal(simulate(prepared(other, table_of()), other.robustness, design), first)


def test_drawn_values_spread_as_their_intervals_say(recipe_of, table_of):
    recipe = recipe_of({"noise": NOISE}, treat={"method": "none"})
    ingredients = prepared(recipe, table_of(gaps=False))
    numbers = np.arange(4000)
    values = DataDraws(ingredients, recipe.robustness).values((0,) * 5, numbers, numbers)
    table = ingredients.panel.numbers
    place = {name: at for at, name in enumerate(ingredients.tree.leaves)}
    np.testing.assert_allclose(values[:, place["d"]].std(axis=0), table["error"], rtol=0.06)
    np.testing.assert_allclose(values[:, place["b"]].std(axis=0), 0.1 * table["b"], rtol=0.06)
    poisson = np.sqrt(table["a"] * table["people"] / 1000) / table["people"] * 1000
    np.testing.assert_allclose(values[:, place["a"]].std(axis=0), poisson, rtol=0.1)
    assert (values[:, place["e"]] == np.float32(table["e"].to_numpy())).all()


def test_winsorised_limits_hold_draws_too(recipe_of, table_of):
    recipe = recipe_of({"noise": {"b": {"kind": "relative", "share": 0.9}}})
    ingredients = prepared(recipe, table_of())
    treated = compute_index(ingredients.panel, recipe).stages["treated"]["b"]
    leaf, numbers = ingredients.tree.leaves.index("b"), np.arange(300)
    draws = DataDraws(ingredients, recipe.robustness)
    assert draws.values((0,) * 5, numbers, numbers)[:, leaf].max() > treated.max()
    # The worst value of a destimulant gets the lowest score, and many draws are held at it.
    assert (draws.normalised((0,) * 5, numbers, numbers)[:, leaf].min(axis=1) == 1).all()


WRONG = {
    "no_people": ({"a": {"kind": "rate", "of": "people"}}, {"people": 0}, "'a'.*'people'"),
    "negative_error": ({"d": {"kind": "mean", "error": "error"}}, {"error": -1.0}, "'d'.*'error'"),
    "above_all": ({"a": {"kind": "proportion", "of": "people", "per": 1}}, {}, "'a'.*does not fit"),
    "negative_rate": ({"a": {"kind": "rate", "of": "people"}}, {"a": -3.0}, "'a'.*does not fit"),
}


@pytest.mark.parametrize("name", WRONG)
def test_noise_that_cannot_be_is_refused(recipe_of, table_of, name):
    noise, changed, words = WRONG[name]
    table = table_of(gaps=False)
    for column, value in changed.items():
        table[column] = table[column].astype(float)
        table.loc[2, column] = value
    recipe = recipe_of({"noise": noise})
    with pytest.raises(PesError, match=words):
        simulate(prepared(recipe, table), recipe.robustness, random_design([1] * 5, 10, 1))


def test_units_must_not_differ_between_variants(recipe_of, table_of):
    with pytest.raises(PesError, match="drop_units"):
        prepared(recipe_of({"variants": {"impute": [{"method": "drop_units"}]}}), table_of())


def test_an_alternative_that_repeats_the_recipe_is_not_tried_twice(recipe_of, table_of):
    recipe = recipe_of({"variants": {"impute": [{"method": "mean"}]}})
    assert prepared(recipe, table_of()).choices.sizes == (1,) * len(STEPS)
