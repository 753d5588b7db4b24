"""Small recipes and tables, made as a user would write them."""

import numpy as np
import pandas as pd
import pytest

from pes_analysis.measure.composite.recipe import Recipe


def make_recipe(indicators=("a", "b"), polarity="stimulant", **steps):
    """Make a recipe of indicators, given by name or as in a file, and of steps."""
    rules = [
        {"name": one, "polarity": polarity} if isinstance(one, str) else {"polarity": polarity, **one}
        for one in indicators
    ]
    return Recipe.model_validate({"indicators": rules, "steps": steps})


def make_values(table, units=None, years=(2024,)):
    """Lay numbers out by unit and year: rows run through the years of each unit."""
    frame = pd.DataFrame(table, dtype=np.float64)
    units = units or [f"u{at}" for at in range(len(frame) // len(years))]
    return frame.set_axis(pd.MultiIndex.from_product([units, years], names=["unit", "year"]))


@pytest.fixture(scope="session")
def recipe_of():
    return make_recipe


@pytest.fixture(scope="session")
def values_of():
    return make_values
