"""Draws of data: uncertain values and filled gaps by number, brought through the steps of a choice."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from pes_analysis.measure.composite.normalisation import normalise_column, reference_place
from pes_analysis.measure.composite.panel import blocks
from pes_analysis.measure.composite.robustness_rules import Robustness
from pes_analysis.robust.design import IMPUTATION, NOISE
from pes_analysis.robust.fixed_treatment import apply_treatment
from pes_analysis.robust.ingredients import Choice, Ingredients
from pes_analysis.robust.noise import read_noise

Numbers = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]


class DataDraws:
    """Makes draws of the data of one index.

    Parameters
    ----------
    ingredients : Ingredients
    robustness : Robustness

    Raises
    ------
    PesError
        When the noise of an indicator cannot be computed from the data.
    """

    def __init__(self, ingredients: Ingredients, robustness: Robustness) -> None:
        self._ingredients = ingredients
        self._robustness = robustness
        self._noise = read_noise(ingredients, robustness)
        self._index = ingredients.imputed(0).index

    @property
    def blocks(self) -> Sequence[npt.NDArray[np.intp]]:
        """The rows that are normalised, or set against one another, together."""
        each_year = self._ingredients.choices.recipe.years == "each_year"
        return [rows for _, rows in blocks(self._index, each_year)]

    def vary(self, choice: Choice) -> bool:
        """Say whether draws differ from the observed data at all."""
        has_gaps = self._robustness.imputation_draws and len(self._ingredients.gaps(choice[0])) > 0
        return bool(self._noise.parts) or has_gaps

    def values(self, choice: Choice, noise: Integers, imputation: Integers) -> Numbers:
        """Draw values in the unit of the data.

        Parameters
        ----------
        choice : tuple of int
            Of which the imputation counts.
        noise, imputation : ndarray of shape (replications,)
            Numbers of draws.

        Returns
        -------
        ndarray of float32, shape (replications, leaves, rows)
        """
        observed = self._ingredients.imputed(choice[0]).to_numpy().T
        drawn = np.repeat(np.asarray(observed, dtype=np.float32)[np.newaxis], len(noise), axis=0)
        for values, number in zip(drawn, noise, strict=True):
            self._noise.draw(self._generator(NOISE, number), values)
        gaps = self._ingredients.gaps(choice[0])
        if len(gaps):
            drawn[:, gaps.columns, gaps.rows] = observed[gaps.columns, gaps.rows]
            for values, number in zip(drawn, imputation, strict=True):
                if self._robustness.imputation_draws:
                    share = self._generator(IMPUTATION, number).random(len(gaps))
                    values[gaps.columns, gaps.rows] += gaps.draw(share).astype(np.float32)
        return drawn

    def normalised(self, choice: Choice, noise: Integers, imputation: Integers) -> Numbers:
        """Draw values, treat them by what the observed data were treated by, and normalise them anew.

        Parameters
        ----------
        choice, noise, imputation
            As for `values`; imputation, treatment and normalisation of the choice count.

        Returns
        -------
        ndarray of float32, shape (replications, leaves, rows)
        """
        made = self._ingredients
        drawn = self.values(choice, noise, imputation)
        apply_treatment(drawn, made.tree.leaves, made.treatment(choice))
        recipe = made.recipe((*choice[:3], 0, 0))
        step = recipe.steps.normalise
        for rows in self.blocks:
            reference = reference_place(self._index[rows], step)
            # A slice is a view, a list of rows a copy.
            own = slice(None) if len(rows) == len(self._index) else rows
            for at, name in enumerate(made.tree.leaves):
                drawn[:, at, own] = normalise_column(drawn[:, at, own], recipe.rule(name), step, reference)
        return drawn

    def _generator(self, kind: int, number: int) -> np.random.Generator:
        # A draw depends on the seed and its number alone, never on what was drawn before it.
        return np.random.Generator(np.random.SFC64([self._robustness.seed, kind, int(number)]))
