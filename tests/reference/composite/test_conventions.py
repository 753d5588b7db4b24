"""Conventions of other tools and of known indices, each written anew from its published definition.

The definitions are those of COINr 1.1.14 (its reference manual), of Hwang and Yoon (1981) and of UNDP (2014);
see SOURCE.md. Nothing of the engine is used to say what is expected.
"""

from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from pes_analysis.measure.composite.diagnostics import coherence
from pes_analysis.measure.composite.index import compute_index
from pes_analysis.measure.composite.panel import lay_out_panel
from pes_analysis.measure.composite.recipe import Recipe

HERE = Path(__file__).parent
PHYSICAL = ["Goods", "Services", "FDI", "PRemit", "ForPort"]


TARGET = {"method": "distance_to_target"}
POSTS = {"method": "goalposts", "scale": [0, 1]}


def index_of(table, rules, **steps):
    recipe = Recipe.model_validate({"indicators": rules, "steps": steps})
    return compute_index(lay_out_panel(table, recipe), recipe)


def normalised(values, polarity="stimulant", *, rule=None, **options):
    table = pd.DataFrame({"unit": [f"u{at:03}" for at in range(len(values))], "x": values})
    made = index_of(table, [{"name": "x", "polarity": polarity, **(rule or {})}], normalise=options)
    return made.stages["normalised"]["x"].tolist()


@pytest.fixture(scope="module")
def asem():
    return pd.read_csv(HERE / "asem_imputed.csv").sort_values("unit", ignore_index=True)


@pytest.mark.parametrize(
    ("values", "polarity", "rule", "options", "expected"),
    [
        ([0, 5, 11], "stimulant", {"target": 10}, TARGET, [0, 0.5, 1.1]),
        ([0, 5, 11], "stimulant", {"target": 10}, {**TARGET, "clip": True}, [0, 0.5, 1]),
        ([-1, 1, 10], "destimulant", {"target": 0}, TARGET, [1.1, 0.9, 0]),
        ([1, 11, -1], "stimulant", {"goalposts": [0, 10]}, POSTS, [0.1, 1, 0]),
        ([1, -1, 11], "destimulant", {"goalposts": [0, 10]}, POSTS, [0.9, 1, 0]),
        (range(1, 11), "stimulant", {}, {"method": "minmax", "scale": [2, 7]}, np.linspace(2, 7, 10)),
        # Ties share the lower rank; n_rank, n_borda and n_prank are one method on three scales.
        ([7, 3, 3, 9], "stimulant", {}, {"method": "percentile_rank", "scale": [1, 4]}, [3, 1, 1, 4]),
        ([7, 3, 3, 9], "stimulant", {}, {"method": "percentile_rank", "scale": [0, 3]}, [2, 0, 0, 3]),
        ([7, 3, 3, 9], "stimulant", {}, {"method": "percentile_rank", "scale": [0, 1]}, [2 / 3, 0, 0, 1]),
        ([7, 3, 3, 9], "destimulant", {}, {"method": "percentile_rank", "scale": [1, 4]}, [2, 3, 3, 1]),
        ([2, 8, 5], "stimulant", {}, {"method": "share_of_max"}, [0.25, 1, 0.625]),
    ],
)  # fmt: skip
def test_normalisations_of_coinr(values, polarity, rule, options, expected):
    np.testing.assert_allclose(normalised(list(values), polarity, rule=rule, **options), expected, atol=1e-12)


def test_zscores_on_another_mean_and_deviation_as_in_the_vignette_of_coinr(asem):
    """``n_zscore`` with ``m_sd = c(10, 2)``; deviations divided by n - 1."""
    goods = asem["Goods"]
    expected = 10 + 2 * (goods - goods.mean()) / goods.std(ddof=1)
    ours = normalised(goods.tolist(), method="zscore", moments=[10, 2])
    np.testing.assert_allclose(ours, expected)
    down = normalised(goods.tolist(), "destimulant", method="zscore", moments=[10, 2])
    np.testing.assert_allclose(np.mean(down), 10)
    np.testing.assert_allclose(np.array(down), 20 - expected)


def copeland_by_pairs(values, weights):
    wins = np.zeros(len(values))
    shares = weights / weights.sum()
    for one, other in combinations(range(len(values)), 2):
        for_one = shares[values[one] > values[other]].sum() + shares[values[one] == values[other]].sum() / 2
        wins[[one, other]] += np.array([1, -1]) * np.sign(round(for_one - 0.5, 9))
    return wins


AGGREGATIONS = {
    "arithmetic": lambda x, w: x @ (w / w.sum()),
    "geometric": lambda x, w: np.exp((np.log(x) * w).sum(axis=1) / w.sum()),
    "harmonic": lambda x, w: w.sum() / (w / x).sum(axis=1),
    "copeland": copeland_by_pairs,
}


@pytest.mark.parametrize("method", AGGREGATIONS)
def test_aggregations_of_coinr(asem, method):
    weights = np.array([1.0, 2, 1, 0.5, 1.5])
    rules = [
        {"name": name, "polarity": "stimulant", "weight": weight}
        for name, weight in zip(PHYSICAL, weights, strict=True)
    ]
    made = index_of(asem, rules, normalise={"scale": [1, 100]}, aggregate={"method": method})
    raw = asem[PHYSICAL].to_numpy()
    scaled = 1 + 99 * (raw - raw.min(axis=0)) / (raw.max(axis=0) - raw.min(axis=0))
    np.testing.assert_allclose(made.scores["index"], AGGREGATIONS[method](scaled, weights))


def test_cronbach_and_first_component_of_a_group(asem):
    """Alpha = k / (k - 1) · (1 - Σ var / var of the sum); loadings by the singular vectors of z-scores."""
    rules = [{"name": name, "polarity": "stimulant"} for name in PHYSICAL]
    made = index_of(asem, rules, normalise={"method": "zscore"}, weights={"method": "pca"})
    z = (asem[PHYSICAL] - asem[PHYSICAL].mean()) / asem[PHYSICAL].std()
    alpha = 5 / 4 * (1 - z.var().sum() / z.sum(axis=1).var())
    assert coherence(made)["alpha"].iloc[0] == pytest.approx(alpha)
    loadings = np.linalg.svd(z.to_numpy())[2][0]
    np.testing.assert_allclose(made.aggregated.weights["weight"], loadings**2, rtol=1e-9)
    assert loadings @ loadings == pytest.approx(1)


def test_topsis_of_costs_is_that_of_hwang_and_yoon():
    """There a cost keeps its vector-normalised value and its ideal is the least: distances are the same."""
    matrix = np.array(
        [[250, 16, 12, 5], [200, 16, 8, 3], [300, 32, 16, 4], [275, 32, 8, 4], [225, 16, 16, 2.0]]
    )
    weights, is_cost = np.array([0.4, 0.3, 0.2, 0.1]), np.array([True, False, False, False])
    v = weights * matrix / np.sqrt((matrix**2).sum(axis=0))
    best = np.where(is_cost, v.min(axis=0), v.max(axis=0))
    worst = np.where(is_cost, v.max(axis=0), v.min(axis=0))
    to_best, to_worst = (np.sqrt(((v - point) ** 2).sum(axis=1)) for point in (best, worst))
    names = list("abcd")
    rules = [
        {"name": name, "polarity": "destimulant" if cost else "stimulant", "weight": weight}
        for name, cost, weight in zip(names, is_cost, weights, strict=True)
    ]
    table = pd.DataFrame(matrix, columns=names).assign(unit=list("vwxyz"))
    made = index_of(table, rules, normalise={"method": "vector"}, aggregate={"method": "topsis"})
    np.testing.assert_allclose(made.scores["index"], to_worst / (to_best + to_worst))


# Life expectancy, expected and mean years of schooling, national income a head, HDI: table 1 of the report.
HDI_2013 = {
    "Norway": (81.5, 17.6, 12.6, 63_909, 0.944),
    "Australia": (82.5, 19.9, 12.8, 41_524, 0.933),
    "Poland": (76.4, 15.5, 11.8, 21_487, 0.834),
    "Costa Rica": (79.9, 13.5, 8.4, 13_012, 0.763),
    "Niger": (58.4, 5.4, 1.4, 873, 0.337),
}


def test_the_human_development_index_as_a_recipe():
    """Goalposts, an arithmetic mean of schooling, a geometric one of three dimensions; 18 years are the most.

    Incomes are compared by their logarithm, so the table holds it, and its goalposts are logarithms.
    """
    table = pd.DataFrame.from_dict(HDI_2013, "index", columns=["life", "expected", "mean", "income", "hdi"])
    table["income"] = np.log(table["income"])
    rules = [
        {"name": "life", "path": ["health"], "goalposts": [20, 85]},
        {"name": "expected", "path": ["education"], "goalposts": [0, 18]},
        {"name": "mean", "path": ["education"], "goalposts": [0, 15]},
        {"name": "income", "path": ["standard"], "goalposts": [np.log(100), np.log(75_000)]},
    ]
    made = index_of(
        table.rename_axis("unit").reset_index(),
        [{"polarity": "stimulant", **rule} for rule in rules],
        normalise=POSTS,
        aggregate={"method": ["arithmetic", "geometric"]},
    )
    ours = made.scores["index"].droplevel("year")
    # The table prints life and schooling to one decimal.
    np.testing.assert_allclose(ours, table["hdi"].loc[ours.index], atol=0.0015)
