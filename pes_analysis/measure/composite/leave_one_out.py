"""Leave one out: how ranks would move without each indicator."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.measure.composite.aggregation import aggregate
from pes_analysis.measure.composite.index import CompositeIndex
from pes_analysis.measure.composite.panel import UNIT
from pes_analysis.measure.composite.ranking import rank
from pes_analysis.measure.composite.recipe import Recipe
from pes_analysis.protect.errors import PesError

COLUMNS = (
    "indicator", "computable", "mean_rank_change", "largest_rank_change", "most_moved", "rank_correlation",
)  # fmt: skip


def leave_one_out(made: CompositeIndex) -> pd.DataFrame:
    """Recompute the index without each indicator in turn.

    Normalised values stay; weights, groups and scores are made again. A group whose only indicator is
    left out disappears.

    Parameters
    ----------
    made : CompositeIndex

    Returns
    -------
    DataFrame
        One row an indicator: ``indicator, computable, mean_rank_change, largest_rank_change, most_moved``
        (the unit), ``rank_correlation`` (Spearman, with the full index). Empty for an index of one
        indicator; not computable where the rest cannot be aggregated.

    Examples
    --------
    >>> from pes_analysis.measure.composite.index import compute_index
    >>> from pes_analysis.measure.composite.panel import lay_out_panel
    >>> recipe = Recipe.model_validate({"indicators": [
    ...     {"name": name, "polarity": "stimulant"} for name in ("a", "b", "c")]})
    >>> table = pd.DataFrame({"unit": list("xyz"), "a": [1, 2, 3], "b": [1, 2, 3], "c": [9, 5, 1]})
    >>> made = compute_index(lay_out_panel(table, recipe), recipe)
    >>> leave_one_out(made)["mean_rank_change"].round(1).tolist()
    [1.0, 1.0, 0.0]
    """
    full = _numbers(made.ranks[made.recipe.name])
    units = made.ranks.index.get_level_values(UNIT)
    rows = []
    for rule in made.recipe.indicators if len(made.recipe.indicators) > 1 else ():
        recipe = without(made.recipe, rule.name)
        normalised = made.stages["normalised"][list(recipe.hierarchy.indicators)]
        try:
            left = _numbers(rank(aggregate(normalised, recipe).scores)[recipe.name])
        except PesError:
            # For instance the last weight of a group: nothing to compare with, and the row says so.
            left = np.full(len(full), np.nan)
        change = np.abs(left - full)
        compared = ~np.isnan(change)
        moved = int(np.argmax(np.where(compared, change, -1)))
        rows.append(
            {
                "indicator": rule.name,
                "computable": bool(compared.any()),
                "mean_rank_change": float(change[compared].mean()) if compared.any() else np.nan,
                "largest_rank_change": change[moved],
                "most_moved": str(units[moved]) if compared.any() else "",
                "rank_correlation": pd.Series(left).rank().corr(pd.Series(full).rank()),
            }
        )
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _numbers(ranks: pd.Series) -> npt.NDArray[np.float64]:
    return np.asarray(ranks.astype("Float64").to_numpy(na_value=np.nan), dtype=np.float64)


def without(recipe: Recipe, indicator: str) -> Recipe:
    """Give the recipe without one indicator, and without weights of groups that disappear."""
    kept = tuple(rule for rule in recipe.indicators if rule.name != indicator)
    groups = {name for rule in kept for name in rule.path}
    weights = recipe.steps.weights
    steps = recipe.steps.model_copy(
        update={
            "weights": weights.model_copy(
                update={"groups": {name: value for name, value in weights.groups.items() if name in groups}}
            )
        }
    )
    return recipe.model_copy(update={"indicators": kept, "steps": steps})
