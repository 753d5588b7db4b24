"""Robustness against a plain loop: ``python tests/benchmarks/robustness.py``.

An index of 380 units and 60 indicators in 12 areas and 3 dimensions; 40 combinations of choices; noisy
weights at three levels. Three loops are oracles and must give the same scores and ranks, each timed on a
sample:

- the engine for one index, which makes the whole index anew for each replication;
- pandas as a user writes it, from values that are normalised once for each combination;
- bare products of matrices, from the same values: the least that a loop can do.

The loops make scores and ranks only; the run they are held against also sums up distributions and intervals.
"""

import os

# The matrices are small: more threads inside a product only wait for one another.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import time
from collections.abc import Callable
from typing import TypeVar

import numpy as np
import pandas as pd

from pes_analysis.measure.composite.index import compute_index
from pes_analysis.measure.composite.panel import Panel, lay_out_panel
from pes_analysis.measure.composite.recipe import Recipe
from pes_analysis.robust.choices import list_choices
from pes_analysis.robust.ingredients import Ingredients, gather
from pes_analysis.robust.robustness import Replications, replicate, summarise
from pes_analysis.robust.simulation import weight_multipliers

UNITS, INDICATORS, REPLICATIONS = 380, 60, 10_000
ROUNDS = 3
SAMPLE = 30
NAMES = [f"i{at:02}" for at in range(INDICATORS)]
Made = TypeVar("Made")

VARIANTS = {
    "impute": [{"method": "group_mean", "group": "region"}],
    "treat": [{"method": "none"}],
    "normalise": [
        {"method": "percentile_rank", "scale": [1, 100]},
        {"method": "goalposts", "scale": [1, 100]},
        {"method": "distance_to_max"},
        {"method": "categorical", "scale": [1, 100]},
    ],
    "aggregate": [{"method": ["arithmetic", "arithmetic", "geometric"]}],
}


def make_table() -> pd.DataFrame:
    """Make skewed data with gaps and outliers."""
    rng = np.random.default_rng(20)
    table = pd.DataFrame(rng.gamma(2, 10, (UNITS, INDICATORS)), columns=NAMES)
    table = table.mask(rng.random(table.shape) < 0.03)
    return table.assign(
        unit=[f"unit {at:03}" for at in range(UNITS)],
        region=rng.integers(0, 16, UNITS).astype(str),
        people=rng.integers(20_000, 200_000, UNITS),
    )


def make_recipe(noise: bool) -> Recipe:
    """Make the recipe; with noise, every indicator is a rate per 1,000 people."""
    rules = [
        {
            "name": name,
            "polarity": ("stimulant", "destimulant")[at % 2],
            "path": [f"dimension {at // 20}", f"area {at // 5}"],
            "goalposts": [0, 100],
        }
        for at, name in enumerate(NAMES)
    ]
    robustness = {
        "replications": REPLICATIONS,
        "sensitivity": 0,
        "peers": "region",
        "imputation_draws": noise,
        "noise": {name: {"kind": "rate", "of": "people", "per": 1000} for name in NAMES} if noise else {},
        "variants": VARIANTS,
    }
    steps = {
        "impute": {"method": "group_median", "group": "region"},
        "treat": {"method": "winsorise", "otherwise": "none"},
        "normalise": {"scale": [1, 100]},
    }
    return Recipe.model_validate({"indicators": rules, "steps": steps, "robustness": robustness})


def run(panel: Panel, recipe: Recipe) -> tuple[Replications, pd.DataFrame]:
    """Replicate and sum up, from the panel: nothing is prepared beforehand but the index itself."""
    made = compute_index(panel, recipe)
    replications = replicate(gather(panel, list_choices(recipe, recipe.robustness)), recipe.robustness)
    return replications, summarise(made, replications, recipe.robustness)


def loop(panel: Panel, recipe: Recipe, replications: Replications, sample: range) -> np.ndarray:
    """Make the index anew for each replication: the weights multiplied, the choices taken."""
    made = gather(panel, list_choices(recipe, recipe.robustness))
    multipliers = weight_multipliers(made.tree, recipe.robustness, REPLICATIONS)
    return np.array([one_index(made, replications.design.choices[at], multipliers[at]) for at in sample])


def one_index(made: Ingredients, choice: np.ndarray, multipliers: np.ndarray) -> np.ndarray:
    """Make one index by the engine for one index."""
    recipe = made.choices.with_choice(choice)
    parts = [name for names in made.tree.nodes[:-1] for name in names]
    weights = dict(zip(parts, multipliers.astype(float), strict=True))
    rules = tuple(rule.model_copy(update={"weight": weights[rule.name]}) for rule in recipe.indicators)
    groups = {name: value for name, value in weights.items() if name not in made.tree.leaves}
    given = recipe.steps.weights.model_copy(update={"groups": groups})
    steps = recipe.steps.model_copy(update={"weights": given})
    own = recipe.model_copy(update={"indicators": rules, "steps": steps})
    return compute_index(made.panel, own).scores[recipe.name].to_numpy()


def lean_loop(panel: Panel, recipe: Recipe, replications: Replications, sample: range) -> np.ndarray:
    """Do the same with values normalised once for each choice: only weights and scores are made anew."""
    made = gather(panel, list_choices(recipe, recipe.robustness))
    multipliers = weight_multipliers(made.tree, recipe.robustness, REPLICATIONS)
    scores = []
    for at in sample:
        choice = tuple(int(one) for one in replications.design.choices[at])
        matrix, start, parts = made.matrix(choice).astype(float), 0, None
        methods, _, _ = made.methods(choice)
        for level, groups in enumerate(made.tree.levels):
            own = matrix if parts is None else parts
            weights = made.weights(choice)[level] * multipliers[at, start : start + own.shape[0]]
            start += own.shape[0]
            rows = []
            for group in groups:
                shares, inner = weights[group] / weights[group].sum(), own[group]
                is_geometric = methods[level] == "geometric"
                rows.append(np.exp(shares @ np.log(inner)) if is_geometric else shares @ inner)
            parts = np.array(rows)
        scores.append(parts[0])
    return np.array(scores)


def pandas_loop(
    panel: Panel, recipe: Recipe, replications: Replications, sample: range
) -> tuple[np.ndarray, np.ndarray]:
    """Score and rank in pandas, level by level, from values normalised once for each choice."""
    made = gather(panel, list_choices(recipe, recipe.robustness))
    multipliers = weight_multipliers(made.tree, recipe.robustness, REPLICATIONS)
    nodes = made.tree.nodes
    groups = [
        pd.Series({part: name for name, own in zip(names, spans, strict=True) for part in parts[own]})
        for parts, names, spans in zip(nodes[:-1], nodes[1:], made.tree.levels, strict=True)
    ]
    normalised: dict[tuple[int, ...], pd.DataFrame] = {}
    scores, ranks = [], []
    for at in sample:
        choice = tuple(int(one) for one in replications.design.choices[at])
        if choice not in normalised:
            normalised[choice] = pd.DataFrame(made.matrix(choice).T.astype(float), columns=nodes[0])
        values, start = normalised[choice], 0
        for level, group in enumerate(groups):
            drawn = multipliers[at, start : start + len(group)]
            start += len(group)
            weights = pd.Series(made.weights(choice)[level] * drawn, index=group.index)
            weights = weights / weights.groupby(group).transform("sum")
            if made.methods(choice)[0][level] == "geometric":
                values = np.exp((np.log(values) * weights).T.groupby(group, sort=False).sum().T)
            else:
                values = (values * weights).T.groupby(group, sort=False).sum().T
        score = values.iloc[:, 0]
        scores.append(score.to_numpy())
        ranks.append(score.rank(ascending=False, method="min").to_numpy(dtype=int))
    return np.array(scores), np.array(ranks)


def timed(work: Callable[[], Made], rounds: int = 1) -> tuple[float, float, Made]:
    """Give the shortest time of some rounds, their least processor time, and what was made.

    Others on the machine lengthen the first and not the second, which counts both cores.
    """
    best, least, made = float("inf"), float("inf"), None
    for _ in range(rounds):
        start, used = time.perf_counter(), time.process_time()
        made = work()
        best, least = min(best, time.perf_counter() - start), min(least, time.process_time() - used)
    return best, least, made


def main() -> None:
    """Time, compare, print."""
    recipe = make_recipe(noise=False)
    panel = lay_out_panel(make_table(), recipe)
    seconds, processor, (replications, _) = timed(lambda: run(panel, recipe), ROUNDS)
    combinations = len(np.unique(replications.design.choices, axis=0))
    size = f"{UNITS} x {INDICATORS}, {combinations} combinations"
    print(f"{REPLICATIONS:,} replications of {size}: {seconds:.2f} s ({processor:.2f} s of processors)")

    sample = range(SAMPLE)
    slow, slow_processor, expected = timed(lambda: loop(panel, recipe, replications, sample))
    gap = float(np.abs(replications.scores[:SAMPLE] / expected - 1).max())
    each = slow / SAMPLE
    print(
        "loop with the package's own engine for one index, every index made anew: "
        f"{1000 * each:.1f} ms each, {each * REPLICATIONS:.0f} s in all"
    )
    of_processors = slow_processor / SAMPLE * REPLICATIONS / processor
    print(f"  ratio {each * REPLICATIONS / seconds:.0f} x ({of_processors:.0f} x of processors)")
    print(f"  largest relative difference of scores {gap:.1e}")

    user_sample = range(SAMPLE * 10)
    pandas_loop(panel, recipe, replications, user_sample)
    user, user_processor, (expected, ranked) = timed(
        lambda: pandas_loop(panel, recipe, replications, user_sample)
    )
    gap = float(np.abs(replications.scores[: len(user_sample)] / expected - 1).max())
    alike = float((replications.ranks[: len(user_sample)] == ranked).mean())
    per_run = REPLICATIONS / len(user_sample)
    print(f"loop in pandas that keeps normalised values: {user * per_run:.1f} s in all")
    ratio, of_processors = user * per_run / seconds, user_processor * per_run / processor
    print(f"  ratio {ratio:.0f} x ({of_processors:.0f} x of processors)")
    print(f"  largest difference {gap:.1e}, ranks alike {100 * alike:.3f}%")

    lean_sample = range(SAMPLE * 20)
    lean_loop(panel, recipe, replications, lean_sample)
    lean, lean_processor, expected = timed(lambda: lean_loop(panel, recipe, replications, lean_sample))
    gap = float(np.abs(replications.scores[: len(lean_sample)] / expected - 1).max())
    print(
        "lean loop of matrix products that keeps normalised values: "
        f"{lean / len(lean_sample) * REPLICATIONS:.1f} s in all"
    )
    per_run = REPLICATIONS / len(lean_sample)
    ratio, of_processors = lean * per_run / seconds, lean_processor * per_run / processor
    print(f"  ratio {ratio:.1f} x ({of_processors:.1f} x of processors)")
    print(f"  largest difference {gap:.1e}")

    noisy = make_recipe(noise=True)
    seconds, processor, _ = timed(lambda: run(lay_out_panel(make_table(), noisy), noisy))
    cells = f"{UNITS * INDICATORS:,} cells"
    print(
        f"with fresh noise of all {cells} and filled gaps: {seconds:.1f} s ({processor:.1f} s of processors)"
    )


if __name__ == "__main__":
    main()
