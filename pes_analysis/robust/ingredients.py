"""What replications are made of, prepared once for each choice: values, treatments, weights, gaps."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.measure.composite.aggregation import aggregate, of_level
from pes_analysis.measure.composite.denomination import denominate
from pes_analysis.measure.composite.imputation import impute
from pes_analysis.measure.composite.normalisation import normalise
from pes_analysis.measure.composite.panel import Panel
from pes_analysis.measure.composite.recipe import Recipe
from pes_analysis.measure.composite.treatment import treat
from pes_analysis.measure.composite.weighting import READ_FROM_DATA
from pes_analysis.robust.choices import Choices
from pes_analysis.robust.fixed_treatment import FixedTreatment, fix_treatment
from pes_analysis.robust.gaps import Gaps, find_gaps
from pes_analysis.robust.tree import Tree, lay_out_tree

Numbers = npt.NDArray[np.float32]
Choice = tuple[int, ...]


@dataclass
class Ingredients:
    """Everything that does not differ between replications of one choice.

    Attributes
    ----------
    panel : Panel
    choices : Choices
    tree : Tree
    denominated : DataFrame
        Indicators before imputation, in the order of the tree.
    """

    panel: Panel
    choices: Choices
    tree: Tree
    denominated: pd.DataFrame
    _recipes: dict[Choice, Recipe] = field(default_factory=dict)
    _imputed: dict[int, pd.DataFrame] = field(default_factory=dict)
    _gaps: dict[int, Gaps] = field(default_factory=dict)
    _treated: dict[tuple[int, int], tuple[pd.DataFrame, dict[str, tuple[FixedTreatment, ...]]]] = field(
        default_factory=dict
    )
    _normalised: dict[Choice, pd.DataFrame] = field(default_factory=dict)
    _matrices: dict[Choice, Numbers] = field(default_factory=dict)
    _weights: dict[Choice, tuple[Numbers, ...]] = field(default_factory=dict)

    def recipe(self, choice: Choice) -> Recipe:
        """Give the recipe that a choice makes."""
        if choice not in self._recipes:
            self._recipes[choice] = self.choices.with_choice(choice)
        return self._recipes[choice]

    def prepare(self, choice: Choice) -> None:
        """Make all that a choice needs, so that it is only read afterwards."""
        self.matrix(choice)
        self.weights(choice)
        self.methods(choice)
        self.gaps(choice[0])

    def imputed(self, at: int) -> pd.DataFrame:
        """Give values after an imputation."""
        if at not in self._imputed:
            step = self.recipe((at, 0, 0, 0, 0)).steps.impute
            self._imputed[at], _ = impute(
                self.denominated, self.panel.groups, self.choices.recipe.hierarchy, step
            )
        return self._imputed[at]

    def gaps(self, at: int) -> Gaps:
        """Give the gaps that an imputation filled."""
        if at not in self._gaps:
            filled = self.imputed(at)
            before = self.denominated.loc[filled.index]
            step = self.recipe((at, 0, 0, 0, 0)).steps.impute
            self._gaps[at] = find_gaps(before, filled, self.panel.groups.loc[filled.index], step)
        return self._gaps[at]

    def treatment(self, choice: Choice) -> dict[str, tuple[FixedTreatment, ...]]:
        """Give how the observed values were treated after an imputation."""
        return self._treat(choice)[1]

    def matrix(self, choice: Choice) -> Numbers:
        """Give observed values after imputation, treatment and normalisation, leaves by units."""
        key = choice[:3]
        if key not in self._matrices:
            self._matrices[key] = np.ascontiguousarray(self._normalise(choice).to_numpy().T, dtype=np.float32)
        return self._matrices[key]

    def weights(self, choice: Choice) -> tuple[Numbers, ...]:
        """Give the weights of the parts of each level as shares of their groups.

        Weights read from data are read from the observed data, after the choices before them.
        """
        methods = self.recipe(choice).steps.weights.method
        key = choice if set(methods) & set(READ_FROM_DATA) else (0, 0, 0, choice[3], 0)
        if key not in self._weights:
            table = aggregate(self._normalise(key), self.recipe(key)).weights.set_index("part")["weight"]
            self._weights[key] = tuple(
                table.loc[list(names)].to_numpy(dtype=np.float32) for names in self.tree.nodes[:-1]
            )
        return self._weights[key]

    def methods(self, choice: Choice) -> tuple[list[str], list[float], float]:
        """Give the aggregation of each level, the least that must be available, and the exponent."""
        step = self.recipe(choice).steps.aggregate
        levels = range(len(self.tree.levels))
        return (
            [of_level(step.method, level) for level in levels],
            [of_level(step.least_available, level) for level in levels],
            step.exponent or 1.0,
        )

    def _treat(self, choice: Choice) -> tuple[pd.DataFrame, dict[str, tuple[FixedTreatment, ...]]]:
        key = (choice[0], choice[1])
        if key not in self._treated:
            recipe = self.recipe((*key, 0, 0, 0))
            values = self.imputed(choice[0])[list(recipe.hierarchy.indicators)]
            made = treat(values, recipe)
            self._treated[key] = made.treated, fix_treatment(values, made, recipe)
        return self._treated[key]

    def _normalise(self, choice: Choice) -> pd.DataFrame:
        key = choice[:3]
        if key not in self._normalised:
            recipe = self.recipe((*key, 0, 0))
            self._normalised[key] = normalise(self._treat(choice)[0], recipe)[list(self.tree.leaves)]
        return self._normalised[key]


def gather(panel: Panel, choices: Choices) -> Ingredients:
    """Start with the data of a panel."""
    tree = lay_out_tree(choices.recipe.hierarchy)
    denominated = denominate(panel.numbers, choices.recipe)[list(tree.leaves)]
    return Ingredients(panel, choices, tree, denominated)


def unique_choices(choices: npt.NDArray[np.int64]) -> Sequence[tuple[Choice, npt.NDArray[np.intp]]]:
    """Give each choice that occurs with the replications that take it."""
    found, place = np.unique(choices, axis=0, return_inverse=True)
    order = np.argsort(place, kind="stable")
    ends = np.cumsum(np.bincount(place, minlength=len(found)))
    members = np.split(order, ends[:-1])
    return [(tuple(int(at) for at in row), own) for row, own in zip(found, members, strict=True)]
