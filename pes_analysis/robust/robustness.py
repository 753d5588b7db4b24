"""The robustness of an index: intervals of scores and ranks, quarters, pairs, and where it comes from."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.measure.composite.axis_ranks import Ranks
from pes_analysis.measure.composite.index import CompositeIndex
from pes_analysis.measure.composite.panel import UNIT, YEAR, blocks
from pes_analysis.measure.composite.robustness_rules import Robustness
from pes_analysis.protect.errors import PesError
from pes_analysis.robust.choices import STEPS, Choices, list_choices
from pes_analysis.robust.design import Design, random_design
from pes_analysis.robust.ingredients import Ingredients, gather
from pes_analysis.robust.probabilities import better_probabilities, group_quarters
from pes_analysis.robust.rank_replications import (
    Rows,
    Scores,
    rank_distribution,
    rank_quantiles,
    rank_replications,
)
from pes_analysis.robust.sensitivity import Sensitivity, explain
from pes_analysis.robust.simulation import simulate

# Tables of pairs and of ranks grow with the square of units.
MOST_UNITS = 5_000


@dataclass(frozen=True)
class Replications:
    """What was simulated.

    Attributes
    ----------
    index : MultiIndex
        ``unit, year`` of the rows.
    design : Design
    scores : ndarray of float32, shape (replications, rows)
    ranks : ndarray of shape (replications, rows)
        In the year; 0 without a score.
    """

    index: pd.Index
    design: Design
    scores: Scores
    ranks: Ranks


@dataclass(frozen=True)
class RobustIndex:
    """How far an index holds.

    Attributes
    ----------
    units : DataFrame
        Index ``unit, year``: ``score, score_low, score_high, rank, rank_low, rank_median, rank_high,
        p_best_quarter, p_worst_quarter``. Intervals of scores are over the replications on the
        recipe's own scale (its normalisation and aggregation), those of ranks over all.
    choices : Choices
    replications : Replications
    sensitivity : Sensitivity or None
        Where the spread of ranks comes from, for all units and for each.
    interval : float
        The share of replications inside the intervals.
    """

    units: pd.DataFrame
    choices: Choices
    replications: Replications
    sensitivity: Sensitivity | None
    interval: float

    def better(self, year: int) -> pd.DataFrame:
        """Give the probability that the unit of a row is better than that of a column, in one year."""
        rows = np.flatnonzero(self.replications.index.get_level_values(YEAR) == year)
        names = self.replications.index.get_level_values(UNIT)[rows]
        return pd.DataFrame(
            better_probabilities(self.replications.ranks[:, rows]), index=names, columns=names
        )


def try_robustness(made: CompositeIndex) -> RobustIndex:
    """Make an index again and again, from noisy data and defensible choices.

    Parameters
    ----------
    made : CompositeIndex
        Of a recipe with a section ``robustness``.

    Returns
    -------
    RobustIndex
        The same for the same data, recipe and seed.

    Raises
    ------
    PesError
        When the recipe has no such section, or a choice or a draw cannot be computed.
    """
    robustness = made.recipe.robustness
    if robustness is None:
        raise PesError(
            "Przepis nie ma części „robustness”. Dopisz ją.",
            "The recipe has no section 'robustness'. Add it.",
        )
    _refuse_too_many_units(made)
    choices = list_choices(made.recipe, robustness)
    ingredients = gather(made.panel, choices)
    replications = replicate(ingredients, robustness)
    return RobustIndex(
        units=summarise(made, replications, robustness),
        choices=choices,
        replications=replications,
        sensitivity=explain(ingredients, robustness) if robustness.sensitivity else None,
        interval=robustness.interval,
    )


def _refuse_too_many_units(made: CompositeIndex) -> None:
    # Every pair of units is compared, and every unit may have every rank.
    largest = int(made.scores.groupby(level=YEAR).size().max())
    if largest > MOST_UNITS:
        raise PesError(
            f"Jednostek w jednym roku jest {largest}, a odporność da się zbadać dla najwyżej {MOST_UNITS}. "
            "Usuń „robustness” z przepisu albo podziel dane.",
            f"There are {largest} units in a year; robustness can be tried for at most {MOST_UNITS}. "
            "Remove 'robustness' from the recipe or divide the data.",
        )


def replicate(ingredients: Ingredients, robustness: Robustness) -> Replications:
    """Simulate and rank.

    Parameters
    ----------
    ingredients : Ingredients
    robustness : Robustness

    Returns
    -------
    Replications
    """
    design = random_design(ingredients.choices.sizes, robustness.replications, robustness.seed)
    scores = simulate(ingredients, robustness, design)
    index = ingredients.imputed(0).index
    years = [rows for _, rows in blocks(index, each_year=True)]
    return Replications(index, design, scores, rank_replications(scores, years))


def summarise(made: CompositeIndex, replications: Replications, robustness: Robustness) -> pd.DataFrame:
    """Sum replications up, one row a unit and year; see `RobustIndex`.

    Parameters
    ----------
    made : CompositeIndex
    replications : Replications
    robustness : Robustness

    Returns
    -------
    DataFrame
    """
    name = made.recipe.name
    tail = (1 - robustness.interval) / 2
    own_scale = own_scale_replications(replications.design)
    bounds = score_quantiles(replications.scores[own_scale], [tail, 1 - tail])
    ranks = rank_quantiles(rank_distribution(replications.ranks), [tail, 0.5, 1 - tail])
    best, worst = group_quarters(replications.scores, _peer_groups(made, replications.index, robustness))
    table = pd.DataFrame(
        {
            "score": made.scores[name].reindex(replications.index),
            "score_low": bounds[:, 0],
            "score_high": bounds[:, 1],
            "rank": made.ranks[name].reindex(replications.index),
            "rank_low": ranks[:, 0],
            "rank_median": ranks[:, 1],
            "rank_high": ranks[:, 2],
            "p_best_quarter": best,
            "p_worst_quarter": worst,
        },
        index=replications.index,
    )
    return table.astype(dict.fromkeys(("rank_low", "rank_median", "rank_high"), "Int64"))


def own_scale_replications(design: Design) -> npt.NDArray[np.bool_]:
    """Say which replications have scores on the recipe's own scale: its normalisation and aggregation."""
    steps = [STEPS.index("normalise"), STEPS.index("aggregate")]
    return np.asarray((design.choices[:, steps] == 0).all(axis=1))


def score_quantiles(scores: Scores, shares: list[float]) -> npt.NDArray[np.float64]:
    """Give quantiles of each column that are replications themselves; NaN where there are none.

    Parameters
    ----------
    scores : ndarray of shape (replications, rows)
    shares : list of float

    Returns
    -------
    ndarray of shape (rows, shares)
    """
    ordered = np.sort(np.ascontiguousarray(scores.T), axis=1)
    count = (~np.isnan(ordered)).sum(axis=1)
    if not ordered.shape[1]:
        return np.full((len(ordered), len(shares)), np.nan)
    places = [np.maximum(np.ceil(np.round(share * count, 9)).astype(np.intp) - 1, 0) for share in shares]
    rows = np.arange(len(ordered))
    return np.column_stack([ordered[rows, place].astype(np.float64) for place in places])


def _peer_groups(made: CompositeIndex, index: pd.Index, robustness: Robustness) -> list[Rows]:
    """Give the rows that are peers: of one year, and of one group where the recipe names groups."""
    year = index.get_level_values(YEAR).to_numpy()
    if robustness.peers is None:
        group = np.full(len(index), "all")
    else:
        group = made.panel.groups.loc[index, robustness.peers].to_numpy(dtype=str)
    keys = pd.DataFrame({"year": year, "group": group})
    named = keys[keys["group"] != ""]
    places = named.groupby(["year", "group"]).ngroup()
    return [np.asarray(places.index[places == at], dtype=np.intp) for at in range(places.nunique())]
