"""A drafted recipe: it names everything that exists, works once directions are chosen, and not before."""

import re
from typing import get_args

import numpy as np
import pandas as pd
import pytest
import yaml

import pes_analysis as pes
from pes_analysis.measure.composite.indicator_rules import IndicatorRule, TreatMethod
from pes_analysis.measure.composite.recipe import Recipe
from pes_analysis.measure.composite.robustness_rules import Noise, NoiseKind, Robustness, Variants
from pes_analysis.measure.composite.step_rules import (
    AggregateMethod,
    ImputeMethod,
    NormaliseMethod,
    OnlyFor,
    Steps,
    WeightMethod,
)
from pes_analysis.present.language import Language
from pes_analysis.present.recipe_draft import UNCHOSEN, DraftColumn, draft_recipe
from pes_analysis.present.recipe_options import recipe_options
from pes_analysis.protect.errors import PesError

BOTH = tuple(Language)
METHODS = {
    "impute": ImputeMethod,
    "treat": TreatMethod,
    "normalise": NormaliseMethod,
    "weights": WeightMethod,
    "aggregate": AggregateMethod,
}
STEPS = {step.key: step for step in recipe_options().steps}


def keys_of(section):
    return {option.example.partition(":")[0] for option in section.options}


def columns(*names):
    return [DraftColumn(name, 8, 0, 1.0, 9.5) for name in names]


def chosen(text, directory):
    path = directory / "recipe.yml"
    path.write_text(text.replace(UNCHOSEN, "stimulant"), encoding="utf-8")
    return path


@pytest.mark.parametrize("step", METHODS)
def test_a_draft_names_every_method_and_option_of_a_step(step):
    model = Steps.model_fields[step].annotation
    assert set(STEPS[step].methods) == set(get_args(METHODS[step]))
    assert keys_of(STEPS[step]) | {"method"} == set(model.model_fields)
    assert set(STEPS) == set(Steps.model_fields)


def test_a_draft_names_every_key_of_an_indicator_and_of_robustness():
    words = recipe_options()
    assert keys_of(words.indicator) | {"name", "polarity"} == set(IndicatorRule.model_fields)
    assert keys_of(words.robustness) == set(Robustness.model_fields)
    assert set(words.years.methods) == set(get_args(Recipe.model_fields["years"].annotation))
    written = "\n".join(option.example for option in words.robustness.options)
    for name in (*Variants.model_fields, *get_args(NoiseKind), *Noise.model_fields):
        assert re.search(rf"\b{name}\b", written), name


@pytest.mark.parametrize(
    ("step", "option"), [(step.key, option) for step in STEPS.values() for option in step.options]
)
def test_an_option_can_be_used_as_it_is_written(step, option):
    model = Steps.model_fields[step].annotation
    given = yaml.safe_load(option.example)
    (name,) = given
    marks = [mark for mark in model.model_fields[name].metadata if isinstance(mark, OnlyFor)]
    method = min(marks[0]) if marks else next(iter(STEPS[step].methods))
    needed = {"group": "region"} if method == "group_mean" else {}
    needed |= {"exponent": 0.5} if method == "generalised" else {}
    needed |= {"reference": "x"} if method == "distance_to_reference" else {}
    made = model.model_validate({"method": method, **needed, **given})
    assert getattr(made, name) is not None


@pytest.mark.parametrize(
    "option", recipe_options().robustness.options, ids=lambda option: option.example[:12]
)
def test_what_is_commented_out_in_an_example_works_too(option):
    given = yaml.safe_load(option.example.replace("# ", ""))
    made = Robustness.model_validate(given)
    assert made.model_fields_set == set(given)


@pytest.mark.parametrize("language", BOTH)
def test_a_draft_makes_an_index_once_directions_are_chosen(language, tmp_path):
    rng = np.random.default_rng(3)
    table = pd.DataFrame(rng.random((12, 3)), columns=["jobs", "debt", "care"]).assign(
        unit=[f"u{at}" for at in range(12)], region=list("ab") * 6
    )
    text = draft_recipe(columns("jobs", "debt", "care"), ["region"], "data.csv", language)
    smaller = text.replace("replications: 10000", "replications: 200").replace("1024", "16")
    index = pes.composite_index(table, chosen(smaller, tmp_path))
    assert len(index.ranks) == 12
    assert index.made.recipe.model_copy(update={"robustness": None}) == Recipe.model_validate(
        {
            "name": language.text("index"),
            "indicators": [{"name": name, "polarity": "stimulant"} for name in ("jobs", "debt", "care")],
        }
    )


def test_a_draft_in_which_nothing_is_chosen_is_refused(tmp_path):
    path = tmp_path / "recipe.yml"
    path.write_text(draft_recipe(columns("jobs"), [], "data.csv", Language.EN), encoding="utf-8")
    with pytest.raises(PesError, match=r"'stimulant', 'destimulant' or 'nominant'; got 'stimulant\|"):
        pes.composite_index(pd.DataFrame({"unit": ["a", "b"], "jobs": [1, 2]}), path)


NAMES = [
    "a: b",
    "{x}",
    "# 1",
    "tak, nie",
    "- x",
    "'q'",
    '"q"',
    "100%",
    "stopa [%]",
    "yes",
    "1e3",
    "x\\y",
    "?",
    "&a",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_column_of_any_name_is_read_back_as_it_was(name, tmp_path):
    text = draft_recipe(columns(name, "b"), ["grupa: x\n- y"], "data\n- x.csv", Language.PL)
    index = pes.composite_index(
        pd.DataFrame({"unit": list("abcd"), name: [1, 2, 3, 5], "b": [2, 4, 3, 1]}),
        chosen(text.replace("10000", "100").replace("1024", "4"), tmp_path),
    )
    assert index.made.recipe.indicators[0].name == name


@pytest.mark.parametrize("language", BOTH)
def test_lines_are_short_enough_to_be_read(language):
    text = draft_recipe(columns("jobs"), ["region"], "data.csv", language)
    assert max(map(len, text.splitlines())) <= 110
