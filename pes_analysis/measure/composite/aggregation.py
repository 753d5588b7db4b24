"""Aggregation: scores of groups level by level, with weights, and what each indicator contributes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.measure.composite.copeland import copeland
from pes_analysis.measure.composite.hellwig import hellwig
from pes_analysis.measure.composite.hierarchy import Group
from pes_analysis.measure.composite.means import EXPONENTS, mean_gains, power_mean
from pes_analysis.measure.composite.panel import blocks
from pes_analysis.measure.composite.recipe import Recipe
from pes_analysis.measure.composite.topsis import topsis
from pes_analysis.measure.composite.weighting import part_weights
from pes_analysis.protect.errors import PesError

Numbers = npt.NDArray[np.float64]
Item = TypeVar("Item")
# Shares of small whole numbers: 7 of 10 must pass a limit of 0.7 whatever its binary form.
ROUNDING = 1e-9

# Measures that set units against one another: a unit's score depends on the others.
RELATIVE: Mapping[str, Callable[[Numbers, Numbers], Numbers]] = {
    "hellwig": hellwig,
    "topsis": topsis,
    "copeland": copeland,
}


@dataclass(frozen=True)
class Aggregated:
    """Scores of every level, and how they were made.

    Attributes
    ----------
    scores : DataFrame
        Index ``unit, year``; one column a group, the index first, then down to the lowest groups.
    weights : DataFrame
        One row a part of a group, from the top down: ``level, group, part, weight`` (shares that sum to
        1 in a group), ``effective_weight`` (in the whole index).
    contributions : DataFrame or None
        Units by indicators: what each adds to the index, summing to it exactly. None where a measure
        that sets units against one another has no such parts.
    coverage : DataFrame
        One row a group: ``group, scored, missing, reweighted``: how many rows have a score, how many have
        none, and how many have one although a part is missing.
    """

    scores: pd.DataFrame
    weights: pd.DataFrame
    contributions: pd.DataFrame | None
    coverage: pd.DataFrame


def aggregate(normalised: pd.DataFrame, recipe: Recipe) -> Aggregated:
    """Make scores of all groups from normalised indicators.

    Parameters
    ----------
    normalised : DataFrame
        Index ``unit, year``; one column an indicator, more is better.
    recipe : Recipe

    Returns
    -------
    Aggregated

    Raises
    ------
    PesError
        When weights sum to zero, a mean is asked of values it cannot take, or a relative measure is
        asked of data with gaps.

    Examples
    --------
    >>> recipe = Recipe.model_validate({"indicators": [
    ...     {"name": "a", "polarity": "stimulant", "weight": 3}, {"name": "b", "polarity": "stimulant"}]})
    >>> index = pd.MultiIndex.from_product([["x", "y"], [2024]], names=["unit", "year"])
    >>> made = aggregate(pd.DataFrame({"a": [100.0, 0.0], "b": [0.0, 40.0]}, index=index), recipe)
    >>> made.scores["index"].tolist(), made.contributions["b"].tolist()
    ([75.0, 10.0], [0.0, 10.0])
    """
    tree = recipe.hierarchy
    known: dict[str, Numbers] = {name: normalised[name].to_numpy() for name in tree.indicators}
    weights: dict[str, Numbers] = {}
    gains: dict[str, Numbers | None] = {}
    coverage = []
    for level, groups in enumerate(tree.levels):
        for group in groups:
            parts = np.column_stack([known[part] for part in group.parts])
            weights[group.name] = _weights(group, parts, level, recipe)
            score, gains[group.name] = _score(group, parts, weights[group.name], level, recipe, normalised)
            known[group.name] = score
            coverage.append(_coverage(group, parts, score))
    return Aggregated(
        scores=pd.DataFrame({name: known[name] for name in tree.groups}, index=normalised.index),
        weights=_weight_table(recipe, weights),
        contributions=_contributions(normalised, recipe, gains, known[tree.index]),
        coverage=pd.DataFrame(coverage[::-1]),
    )


def of_level(listed: Sequence[Item], level: int) -> Item:
    """Give what a recipe says of a level: one thing for all, or one each from the lowest up."""
    return listed[level] if len(listed) > 1 else listed[0]


def _weights(group: Group, parts: Numbers, level: int, recipe: Recipe) -> Numbers:
    step = recipe.steps.weights
    own = {rule.name: rule.weight for rule in recipe.indicators} | step.groups
    try:
        return part_weights(of_level(step.method, level), parts, [own.get(part, 1.0) for part in group.parts])
    except PesError as error:
        raise _in_group(group, error) from error


def _score(
    group: Group, parts: Numbers, weights: Numbers, level: int, recipe: Recipe, frame: pd.DataFrame
) -> tuple[Numbers, Numbers | None]:
    """Give scores of a group, and how much they gain by its parts, where that can be said."""
    step = recipe.steps.aggregate
    method = of_level(step.method, level)
    least = of_level(step.least_available, level)
    try:
        if method in RELATIVE:
            measure = partial(hellwig, ddof=step.ddof) if method == "hellwig" else RELATIVE[method]
            return _relative(measure, parts, weights, recipe, frame.index), None
        exponent = EXPONENTS.get(method, step.exponent or 1.0)
        score = power_mean(parts, weights, exponent)
        gains = mean_gains(parts, weights, exponent)
    except PesError as error:
        raise _in_group(group, error) from error
    available = (~np.isnan(parts)).mean(axis=1)
    return np.where(available >= least - ROUNDING, score, np.nan), gains


def _relative(
    measure: Callable[[Numbers, Numbers], Numbers],
    parts: Numbers,
    weights: Numbers,
    recipe: Recipe,
    index: pd.Index,
) -> Numbers:
    if np.isnan(parts).any():
        raise PesError(
            "ta miara wymaga danych bez braków. Uzupełnij je w kroku impute albo wybierz drop_units.",
            "this measure needs data without gaps. Fill them in the step impute, or choose drop_units.",
        )
    score = np.empty(len(parts))
    for _, rows in blocks(index, recipe.years == "each_year"):
        score[rows] = measure(parts[rows], weights)
    return score


def _coverage(group: Group, parts: Numbers, score: Numbers) -> dict[str, object]:
    scored, has_gap = ~np.isnan(score), np.isnan(parts).any(axis=1)
    return {
        "group": group.name,
        "scored": int(scored.sum()),
        "missing": int((~scored).sum()),
        "reweighted": int((scored & has_gap).sum()),
    }


def _weight_table(recipe: Recipe, weights: Mapping[str, Numbers]) -> pd.DataFrame:
    tree = recipe.hierarchy
    effective = {tree.index: 1.0}
    rows = []
    for level in range(len(tree.levels) - 1, -1, -1):
        for group in tree.levels[level]:
            for part, weight in zip(group.parts, weights[group.name], strict=True):
                effective[part] = effective[group.name] * float(weight)
                rows.append(
                    {
                        "level": level + 1,
                        "group": group.name,
                        "part": part,
                        "weight": float(weight),
                        "effective_weight": effective[part],
                    }
                )
    return pd.DataFrame(rows)


def _contributions(
    normalised: pd.DataFrame, recipe: Recipe, gains: Mapping[str, Numbers | None], index: Numbers
) -> pd.DataFrame | None:
    """Multiply gains down the tree: part times gain, summed over indicators, is the index."""
    tree = recipe.hierarchy
    total = {tree.index: np.ones(len(normalised))}
    for groups in reversed(tree.levels):
        for group in groups:
            own = gains[group.name]
            if own is None:
                return None
            for at, part in enumerate(group.parts):
                total[part] = total[group.name] * own[:, at]
    contributions = pd.DataFrame(total)[list(tree.indicators)].mul(np.nan_to_num(normalised))
    contributions[np.isnan(index)] = np.nan
    return contributions.set_axis(normalised.index)


def _in_group(group: Group, error: PesError) -> PesError:
    return PesError(f"Grupa „{group.name}”: {error.pl}", f"The group '{group.name}': {error.en}")
