"""The recipe as it was executed: every default written out, and what each step did; a recipe itself."""

from collections.abc import Mapping
from dataclasses import dataclass

import yaml
from pydantic import BaseModel

from pes_analysis.measure.composite.index import CompositeIndex
from pes_analysis.measure.composite.panel import UNIT, YEAR
from pes_analysis.measure.composite.step_rules import OnlyFor, Treat


@dataclass(frozen=True)
class StepDone:
    """What a step did.

    Attributes
    ----------
    step : str
        As in a recipe; ``data`` and ``denominate`` come before its own steps.
    method : str
        Empty where there is nothing to choose.
    counts : mapping of str to int
        How many units, cells, values, scores.
    """

    step: str
    method: str
    counts: Mapping[str, int]

    def __str__(self) -> str:
        """Write the step on one line."""
        method = f" ({self.method})" if self.method else ""
        return f"{self.step}{method}: " + ", ".join(f"{name} {count}" for name, count in self.counts.items())


def steps_done(made: CompositeIndex) -> tuple[StepDone, ...]:
    """Tell what each step did.

    Parameters
    ----------
    made : CompositeIndex

    Returns
    -------
    tuple of StepDone
    """
    steps, recipe, scores = made.recipe.steps, made.recipe, made.scores
    units, years = (scores.index.get_level_values(level).nunique() for level in (UNIT, YEAR))
    summary, coverage = made.treatment.summary, made.aggregated.coverage
    divided = sum(rule.denominator is not None for rule in recipe.indicators)
    return (
        StepDone("data", "", {"units": units, "years": years, "indicators": len(recipe.indicators)}),
        StepDone("denominate", "", {"indicators": divided}),
        StepDone("impute", steps.impute.method, {"cells": len(made.filled)}),
        StepDone(
            "treat",
            steps.treat.method,
            {
                "indicators": int((summary["method"] != "none").sum()),
                "values": len(made.treatment.points),
                "beyond_limits": int((~summary["passes"].astype(bool)).sum()),
            },
        ),
        StepDone(
            "normalise", steps.normalise.method, {"values": int(made.stages["normalised"].count().sum())}
        ),
        StepDone("weights", ", ".join(steps.weights.method), {"weights": len(made.aggregated.weights)}),
        StepDone(
            "aggregate",
            ", ".join(steps.aggregate.method),
            {name: int(coverage[name].sum()) for name in ("scored", "missing", "reweighted")},
        ),
    )


def executed_recipe(made: CompositeIndex) -> str:
    """Write the recipe out as YAML that makes the same index again.

    Parameters
    ----------
    made : CompositeIndex

    Returns
    -------
    str
        What each step did stands in comments; options that do not belong to a method are left out.

    Examples
    --------
    >>> import pandas as pd
    >>> from pes_analysis.measure.composite.index import compute_index
    >>> from pes_analysis.measure.composite.panel import lay_out_panel
    >>> from pes_analysis.measure.composite.recipe import Recipe
    >>> recipe = Recipe.model_validate({"indicators": [{"name": "jobs", "polarity": "stimulant"}]})
    >>> table = pd.DataFrame({"unit": ["a", "b"], "jobs": [1, 2]})
    >>> text = executed_recipe(compute_index(lay_out_panel(table, recipe), recipe))
    >>> print(text[text.index("  normalise"):text.index("  weights")])
      normalise:
        method: minmax
        scale: [0.0, 100.0]
    <BLANKLINE>
    """
    told = "".join(f"# {done}\n" for done in steps_done(made))
    uses_winsorising = "winsorise" in {
        made.recipe.steps.treat.method,
        *(rule.treat for rule in made.recipe.indicators),
    }
    written = yaml.safe_dump(
        _plain(made.recipe, uses_winsorising), allow_unicode=True, sort_keys=False, default_flow_style=None
    )
    return f"{told}\n{written}"


def _plain(part: BaseModel, uses_winsorising: bool) -> dict[str, object]:
    """Turn a part of a recipe into what YAML holds, without what is not said or does not belong."""
    method = getattr(part, "method", ())
    methods = {method} if isinstance(method, str) else set(method)
    fields: dict[str, object] = {}
    for name, field in type(part).model_fields.items():
        value = getattr(part, name)
        belongs = all(methods & mark for mark in field.metadata if isinstance(mark, OnlyFor))
        if isinstance(part, Treat) and name in Treat.winsorising:
            belongs = uses_winsorising
        if belongs and value is not None and value not in ({}, ()):
            fields[name] = _plain_value(value, uses_winsorising)
    return fields


def _plain_value(value: object, uses_winsorising: bool) -> object:
    if isinstance(value, BaseModel):
        return _plain(value, uses_winsorising)
    if isinstance(value, list | tuple):
        return [_plain_value(one, uses_winsorising) for one in value]
    if isinstance(value, dict):
        return {key: _plain_value(one, uses_winsorising) for key, one in value.items()}
    return value
