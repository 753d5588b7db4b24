import pandas as pd
import pytest

from pes_analysis.catalogue.strict_yaml import read_strict_yaml
from pes_analysis.catalogue.validation import validate
from pes_analysis.measure.composite.executed import executed_recipe, steps_done
from pes_analysis.measure.composite.index import compute_index
from pes_analysis.measure.composite.panel import lay_out_panel
from pes_analysis.measure.composite.recipe import Recipe

TABLE = pd.DataFrame(
    {
        "unit": list("uvwxyz"),
        "a": [1, 2, 3, 2, 1, 90.0],
        "b": [5, 3, None, 1, 4, 2],
        "n": [1.0, 2, 3, 4, 5, 6],
        "k": "k",
    }
)
RECIPES = {
    "plain": {},
    "rich": {
        "impute": {"method": "group_mean", "group": "k"},
        "treat": {"method": "winsorise", "most_points": 1},
        "normalise": {"method": "goalposts", "scale": [1, 100], "clip": True},
        "weights": {"groups": {"x": 2}},
        "aggregate": {"method": ["arithmetic", "generalised"], "exponent": 0.5, "least_available": [0.5, 1]},
    },
    "own treatment": {"treat": {"otherwise": "none"}},
    "relative": {
        "impute": {"method": "median"},
        "normalise": {"method": "zscore", "ddof": 0},
        "aggregate": {"method": "hellwig"},
    },
}


def recipe_named(name):
    rules = [
        {"name": "a", "polarity": "stimulant", "path": ["x"], "goalposts": [0, 5], "denominator": "n"},
        {"name": "b", "polarity": "nominant", "range": [2, 3], "path": ["y"], "goalposts": [0, 9]},
    ]
    if name == "own treatment":
        rules[0]["treat"] = "winsorise"
    robustness = {"replications": 100, "noise": {"a": {"kind": "relative", "share": 0.1}}}
    return Recipe.model_validate(
        {"name": "życie", "indicators": rules, "steps": RECIPES[name], "robustness": robustness}
    )


@pytest.mark.parametrize("name", RECIPES)
def test_the_executed_recipe_is_a_recipe_that_makes_the_same_index(tmp_path, name):
    recipe = recipe_named(name)
    made = compute_index(lay_out_panel(TABLE, recipe), recipe)
    file = tmp_path / "recipe.yml"
    file.write_text(executed_recipe(made), encoding="utf-8")
    again = validate(Recipe, read_strict_yaml(file))
    assert again == recipe
    second = compute_index(lay_out_panel(TABLE, again), again)
    pd.testing.assert_frame_equal(second.scores, made.scores, check_exact=True)
    assert executed_recipe(second) == executed_recipe(made)


def test_every_step_tells_what_it_did():
    recipe = recipe_named("rich")
    made = compute_index(lay_out_panel(TABLE, recipe), recipe)
    told = {done.step: (done.method, dict(done.counts)) for done in steps_done(made)}
    assert told["data"] == ("", {"units": 6, "years": 1, "indicators": 2})
    assert told["denominate"][1] == {"indicators": 1}
    assert told["impute"] == ("group_mean", {"cells": 1})
    assert told["treat"][1]["values"] == len(made.treatment.points)
    assert told["aggregate"] == ("arithmetic, generalised", {"scored": 18, "missing": 0, "reweighted": 0})
    assert str(steps_done(made)[2]) == "impute (group_mean): cells 1"
