"""A composite index from data and a recipe: every stage kept, every step told."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from pes_analysis.measure.composite.aggregation import Aggregated, aggregate
from pes_analysis.measure.composite.denomination import denominate
from pes_analysis.measure.composite.imputation import impute
from pes_analysis.measure.composite.normalisation import normalise
from pes_analysis.measure.composite.panel import Panel
from pes_analysis.measure.composite.ranking import rank
from pes_analysis.measure.composite.recipe import Recipe
from pes_analysis.measure.composite.treatment import Treatment, treat


@dataclass(frozen=True)
class CompositeIndex:
    """An index as computed.

    Attributes
    ----------
    recipe : Recipe
        With every default filled in.
    panel : Panel
        The data it was made of.
    stages : mapping of str to DataFrame
        ``raw, denominated, imputed, treated, normalised``: indicators after each step.
    filled : DataFrame
        Imputed cells; see `imputation.impute`.
    treatment : Treatment
        What was done to outliers.
    aggregated : Aggregated
        Scores, weights, contributions.
    ranks : DataFrame
        Of the scores, in the year.
    """

    recipe: Recipe
    panel: Panel
    stages: Mapping[str, pd.DataFrame]
    filled: pd.DataFrame
    treatment: Treatment
    aggregated: Aggregated
    ranks: pd.DataFrame

    @property
    def scores(self) -> pd.DataFrame:
        """Scores of the index and of all groups; index ``unit, year``."""
        return self.aggregated.scores


def compute_index(panel: Panel, recipe: Recipe) -> CompositeIndex:
    """Make an index.

    Parameters
    ----------
    panel : Panel
    recipe : Recipe

    Returns
    -------
    CompositeIndex

    Raises
    ------
    PesError
        When a step cannot be done as the recipe asks.

    Examples
    --------
    >>> from pes_analysis.measure.composite.panel import lay_out_panel
    >>> recipe = Recipe.model_validate({"name": "life", "indicators": [
    ...     {"name": "jobs", "polarity": "stimulant"}, {"name": "debt", "polarity": "destimulant"}]})
    >>> table = pd.DataFrame({"unit": ["a", "b", "c"], "jobs": [1, 3, 5], "debt": [2, 6, 4]})
    >>> made = compute_index(lay_out_panel(table, recipe), recipe)
    >>> made.scores["life"].tolist(), made.ranks["life"].tolist()
    ([50.0, 25.0, 75.0], [2, 3, 1])
    """
    raw = panel.numbers[list(recipe.hierarchy.indicators)]
    denominated = denominate(panel.numbers, recipe)
    imputed, filled = impute(denominated, panel.groups, recipe.hierarchy, recipe.steps.impute)
    treatment = treat(imputed, recipe)
    normalised = normalise(treatment.treated, recipe)
    aggregated = aggregate(normalised, recipe)
    return CompositeIndex(
        recipe=recipe,
        panel=panel,
        stages={
            "raw": raw,
            "denominated": denominated,
            "imputed": imputed,
            "treated": treatment.treated,
            "normalised": normalised,
        },
        filled=filled,
        treatment=treatment,
        aggregated=aggregated,
        ranks=rank(aggregated.scores),
    )
