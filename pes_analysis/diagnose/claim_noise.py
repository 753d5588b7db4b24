"""Figures of counties that could have been: what chance does to them, drawn for all counties at once."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.catalogue import Indicator
from pes_analysis.catalogue.formula_tree import Division, Name
from pes_analysis.diagnose.shared import Shared
from pes_analysis.measure.grid import NUMERIC_STATES
from pes_analysis.robust.claim_rows import ClaimRows, generator
from pes_analysis.robust.confidence import confidence_distribution

Numbers = npt.NDArray[np.float64]
PER = {"percent": 100.0, "per_1k": 1_000.0, "per_10k": 10_000.0, "per_100k": 100_000.0}
# Of whom a published share is a share; only where the whole is a variable of its own.
PUBLISHED_OF = {
    "unemployed_long_pct": "unemployed",
    "unemployed_low_education_pct": "unemployed",
    "unemployed_under_25_pct": "unemployed",
    "assistance_beneficiaries_pct": "pop",
    "disabled_pct": "pop",
}


@dataclass(frozen=True)
class NoiseModel:
    """How chance is modelled: the interval, the variable figures are counted in, and per how many."""

    kind: Literal["proportion", "rate"]
    base: str
    per: float


def noise_model(indicator: Indicator) -> NoiseModel | None:
    """Say how chance varies an indicator; None when its figures are no count of a known whole.

    Examples
    --------
    >>> from pes_analysis.catalogue import load_catalogue
    >>> noise_model(load_catalogue().indicator("unemployed_per_1k"))
    NoiseModel(kind='proportion', base='pop', per=1000.0)
    >>> noise_model(load_catalogue().indicator("long_term_unemployed_share")).base
    'unemployed'
    >>> noise_model(load_catalogue().indicator("average_wage")) is None
    True
    """
    tree = None if indicator.formula is None else indicator.formula.tree
    per = PER.get(indicator.unit)
    if per is None:
        return None
    if isinstance(tree, Name) and tree.id in PUBLISHED_OF:
        return NoiseModel("proportion", PUBLISHED_OF[tree.id], per)
    if isinstance(tree, Division) and isinstance(tree.denominator, Name):
        if indicator.count_type == "proportion":
            return NoiseModel("proportion", tree.denominator.id, per)
        if indicator.count_type == "rate":
            return NoiseModel("rate", tree.denominator.id, per)
    return None


def draw_figures(
    numbers: Numbers,
    people: Numbers,
    model: NoiseModel | None,
    decimals: int,
    rows: ClaimRows,
    seed: int,
    *keys: str,
) -> Numbers:
    """Draw the figures of all counties in every replication.

    Parameters
    ----------
    numbers : ndarray of shape (units,)
        As printed; NaN where there is none.
    people : ndarray of shape (units,)
        The whole each is counted in.
    model : NoiseModel or None
    decimals : int
        As printed: two figures that read the same are the same.
    rows : ClaimRows
    seed : int
    *keys : str
        Names the random numbers belong to.

    Returns
    -------
    ndarray of shape (rows, units)
        As published where noise is off, and where a whole is not known.
    """
    drawn = np.tile(numbers, (len(rows), 1))
    if model is None:
        return drawn
    at = np.flatnonzero(~np.isnan(numbers) & (people > 0))
    if model.kind == "proportion":
        at = at[numbers[at] <= model.per]
    noisy = np.flatnonzero(rows.noisy)
    scores = generator(seed, *keys).standard_normal((int(rows.draws.max(initial=0)), len(at)))
    taken = scores[rows.draws[noisy] - 1]
    values = confidence_distribution(model.kind, numbers[at], people[at], model.per).at(taken)
    drawn[np.ix_(noisy, at)] = np.round(values, decimals)
    return drawn


def people_of(shared: Shared) -> pd.Series:
    """Give the wholes that figures are counted in: people by variable, year and county."""
    models = (noise_model(indicator) for indicator in shared.indicators)
    bases = {model.base for model in models if model is not None}
    rows = shared.observations
    known = rows[rows["variable"].isin(bases) & rows["state"].isin(NUMERIC_STATES)]
    return known.set_index(["variable", "year", "teryt"])["value"].astype(float).sort_index()


def people_in(people: pd.Series, model: NoiseModel | None, year: int, units: pd.Index) -> Numbers:
    """Give the wholes in one year by unit, the last place of no unit; NaN where unknown."""
    if model is None or (model.base, year) not in people.index:
        return np.full(len(units) + 1, np.nan)
    known = people.loc[(model.base, year)].reindex(units).to_numpy(dtype=np.float64)
    return np.append(known, np.nan)
