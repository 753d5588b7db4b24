import numpy as np
import pandas as pd
import pytest

from pes_analysis.measure.composite.aggregation import aggregate
from pes_analysis.protect.errors import PesError
from pes_analysis.robust.batch import batch_scores
from pes_analysis.robust.tree import lay_out_tree

METHODS = ("arithmetic", "geometric", "harmonic", "generalised", "hellwig", "topsis", "copeland")


def one_by_one(values, recipe, weights, tree):
    """Aggregate each replication by the engine for one index: the oracle."""
    names = [*tree.nodes[0], *(name for level in tree.nodes[1:-1] for name in level)]
    scores = []
    for row in zip(*weights, strict=True):
        own = dict(zip(names, np.concatenate(row), strict=True))
        rules = tuple(rule.model_copy(update={"weight": float(own[rule.name])}) for rule in recipe.indicators)
        groups = {name: float(value) for name, value in own.items() if name not in tree.nodes[0]}
        given = recipe.steps.weights.model_copy(update={"groups": groups})
        again = recipe.model_copy(
            update={"indicators": rules, "steps": recipe.steps.model_copy(update={"weights": given})}
        )
        scores.append(aggregate(values, again).scores[recipe.name].to_numpy())
    return np.array(scores)


def random_weights(tree, replications=4):
    rng = np.random.default_rng(2)
    weights = []
    for groups, count in zip(tree.levels, tree.parts, strict=True):
        own = rng.uniform(0.5, 1.5, (replications, count))
        for group in groups:
            own[:, group] /= own[:, group].sum(axis=1, keepdims=True)
        weights.append(own)
    return weights


def values_of(recipe, gaps):
    rng = np.random.default_rng(3)
    index = pd.MultiIndex.from_product([[f"u{at}" for at in range(9)], [2023, 2024]], names=["unit", "year"])
    values = pd.DataFrame(rng.uniform(1, 100, (18, 5)), index=index, columns=list("abcde"))
    if gaps:
        values.iloc[[0, 4], 0] = np.nan
        values.iloc[0, 1] = np.nan
        values.iloc[7, [3, 4]] = np.nan
    return values


@pytest.mark.parametrize("lowest", METHODS)
@pytest.mark.parametrize("higher", ["arithmetic", "geometric", "harmonic", "generalised", "copeland"])
def test_a_batch_is_the_engine_for_one_index_repeated(recipe_of, lowest, higher):
    exponent = {"exponent": 2} if "generalised" in (lowest, higher) else {}
    recipe = recipe_of(aggregate={"method": [lowest, higher, higher], **exponent})
    tree = lay_out_tree(recipe.hierarchy)
    values = values_of(recipe, gaps=False)
    if lowest in ("copeland", "hellwig", "topsis") and higher in ("geometric", "harmonic", "generalised"):
        return
    weights = random_weights(tree)
    matrix = values[list(tree.leaves)].to_numpy().T
    expected = one_by_one(values, recipe, weights, tree)
    for given in (matrix, np.repeat(matrix[np.newaxis], 4, axis=0)):
        made = batch_scores(given, weights, tree, [lowest, higher, higher], [0.7] * 3, 2.0)
        np.testing.assert_allclose(made, expected, rtol=1e-9)


@pytest.mark.parametrize("method", ["arithmetic", "geometric", "harmonic"])
@pytest.mark.parametrize("least", [0.0, 0.5, 1.0])
def test_gaps_give_their_weight_to_the_others_or_no_score(recipe_of, method, least):
    recipe = recipe_of(aggregate={"method": method, "least_available": least})
    tree = lay_out_tree(recipe.hierarchy)
    values = values_of(recipe, gaps=True)
    weights = random_weights(tree)
    matrix = values[list(tree.leaves)].to_numpy().T
    expected = one_by_one(values, recipe, weights, tree)
    for given in (matrix, np.repeat(matrix[np.newaxis], 4, axis=0)):
        made = batch_scores(given, weights, tree, [method] * 3, [least] * 3)
        np.testing.assert_allclose(made, expected, rtol=1e-9)


@pytest.mark.parametrize("method", ["hellwig", "topsis", "copeland"])
def test_relative_measures_take_each_year_apart(recipe_of, method):
    recipe = recipe_of(aggregate={"method": [method, "arithmetic", "arithmetic"]})
    recipe = recipe.model_copy(update={"years": "each_year"})
    tree = lay_out_tree(recipe.hierarchy)
    values = values_of(recipe, gaps=False)
    weights = random_weights(tree)
    years = [np.flatnonzero(values.index.get_level_values("year") == year) for year in (2023, 2024)]
    made = batch_scores(
        values[list(tree.leaves)].to_numpy().T,
        weights,
        tree,
        [method, "arithmetic", "arithmetic"],
        [0.7] * 3,
        years=years,
    )
    np.testing.assert_allclose(made, one_by_one(values, recipe, weights, tree), rtol=1e-9)


def test_a_mean_that_cannot_take_its_values_is_refused(recipe_of):
    tree = lay_out_tree(recipe_of().hierarchy)
    matrix = np.zeros((5, 3))
    with pytest.raises(PesError, match=r"scale: \[1, 100\]"):
        batch_scores(matrix, random_weights(tree), tree, ["geometric"] * 3, [0.7] * 3)
