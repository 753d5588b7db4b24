"""A small index with gaps, outliers, groups and people, and recipes that try its robustness."""

import numpy as np
import pandas as pd
import pytest

from pes_analysis.measure.composite.panel import lay_out_panel
from pes_analysis.measure.composite.recipe import Recipe

PATHS = {"a": ["x", "p"], "b": ["x", "p"], "c": ["x", "q"], "d": ["y", "r"], "e": ["y", "r"]}


def make_table(units=24, seed=7, gaps=True):
    rng = np.random.default_rng(seed)
    table = pd.DataFrame(rng.gamma(2, 10, (units, len(PATHS))), columns=list(PATHS))
    table.loc[0, "b"] = 900.0
    if gaps:
        table.loc[[3, 8], "c"] = np.nan
        table.loc[5, "a"] = np.nan
    return table.assign(
        unit=[f"u{at:02}" for at in range(units)],
        kind=[("k", "l")[at % 2] for at in range(units)],
        people=rng.integers(2_000, 90_000, units),
        error=rng.uniform(0.1, 2, units),
    )


def make_recipe(robustness=None, **steps):
    polarity = {"b": "destimulant", "e": "nominant"}
    rules = [
        {
            "name": name,
            "polarity": polarity.get(name, "stimulant"),
            "path": path,
            **({"range": [10, 20]} if name == "e" else {}),
        }
        for name, path in PATHS.items()
    ]
    own = {"impute": {"method": "mean"}, "treat": {"method": "winsorise"}, "normalise": {"scale": [1, 100]}}
    return Recipe.model_validate(
        {"name": "life", "indicators": rules, "steps": {**own, **steps}, "robustness": robustness or {}}
    )


@pytest.fixture(scope="session")
def table_of():
    return make_table


@pytest.fixture(scope="session")
def recipe_of():
    return make_recipe


@pytest.fixture(scope="session")
def panel_of():
    """Give the panel of a recipe, of the small table unless another is given."""

    def lay_out(recipe, table=None):
        return lay_out_panel(make_table() if table is None else table, recipe)

    return lay_out
