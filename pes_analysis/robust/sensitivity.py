"""Where the spread of ranks comes from: choices, weights, data, filled gaps; for all units and for each."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from pes_analysis.measure.composite.axis_ranks import NO_RANK
from pes_analysis.measure.composite.panel import blocks
from pes_analysis.measure.composite.robustness_rules import Robustness
from pes_analysis.robust.choices import STEPS
from pes_analysis.robust.design import Factor, sensitivity_design
from pes_analysis.robust.ingredients import Ingredients
from pes_analysis.robust.rank_replications import rank_replications
from pes_analysis.robust.simulation import simulate
from pes_analysis.robust.sobol import joint_effects, sobol_effects

DRAWS = ("weights_noise", "data_noise", "imputation_noise")


@dataclass(frozen=True)
class Sensitivity:
    """Sobol effects on ranks.

    Attributes
    ----------
    system : DataFrame
        One row a factor: ``factor, first, total``: shares of the variance of all ranks together that
        the factor makes alone, and with its interactions.
    units : DataFrame
        One row a unit, year and factor: ``unit, year, factor, first, total, rank_deviation``; the last
        is the standard deviation of the unit's rank. Effects of a rank that never moves are NaN.
    """

    system: pd.DataFrame
    units: pd.DataFrame


def list_factors(ingredients: Ingredients, robustness: Robustness) -> tuple[Factor, ...]:
    """List what varies: steps with alternatives, and draws that are asked for.

    Parameters
    ----------
    ingredients : Ingredients
    robustness : Robustness

    Returns
    -------
    tuple of Factor
    """
    sizes = ingredients.choices.sizes
    steps = [Factor(step, at) for at, step in enumerate(STEPS) if sizes[at] > 1]
    has_gaps = any(len(ingredients.gaps(at)) for at in range(sizes[0]))
    asked = {
        "weights_noise": robustness.weights_noise > 0,
        "data_noise": bool(robustness.noise),
        "imputation_noise": robustness.imputation_draws and has_gaps,
    }
    return (*steps, *(Factor(name, -1) for name in DRAWS if asked[name]))


def explain(ingredients: Ingredients, robustness: Robustness) -> Sensitivity:
    """Share the variance of ranks out among what varies.

    Parameters
    ----------
    ingredients : Ingredients
    robustness : Robustness

    Returns
    -------
    Sensitivity
        Empty tables where nothing varies.
    """
    index = ingredients.imputed(0).index
    factors = list_factors(ingredients, robustness)
    if not factors:
        return Sensitivity(
            pd.DataFrame(columns=["factor", "first", "total"]),
            pd.DataFrame(columns=["unit", "year", "factor", "first", "total", "rank_deviation"]),
        )
    rows = robustness.sensitivity
    design = sensitivity_design(ingredients.choices.sizes, factors, rows, robustness.seed)
    scores = simulate(ingredients, robustness, design)
    ranks = rank_replications(scores, [own for _, own in blocks(index, each_year=True)])
    ranked = (ranks != NO_RANK).all(axis=0)
    effects = sobol_effects(ranks[:, ranked].astype(np.float64), rows)
    together = joint_effects(effects)
    names = [factor.name for factor in factors]
    system = pd.DataFrame({"factor": names, "first": together.first, "total": together.total})
    units = index[ranked]
    each = pd.DataFrame(
        {
            "unit": np.repeat(units.get_level_values("unit"), len(names)),
            "year": np.repeat(units.get_level_values("year"), len(names)),
            "factor": np.tile(names, len(units)),
            "first": effects.first.T.ravel(),
            "total": effects.total.T.ravel(),
            "rank_deviation": np.repeat(np.sqrt(effects.variance), len(names)),
        }
    )
    return Sensitivity(system, each)
