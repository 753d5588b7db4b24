"""Treatment decided once: what the observed data were treated by, applied to any draw of them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.measure.composite.panel import blocks
from pes_analysis.measure.composite.recipe import Recipe
from pes_analysis.measure.composite.treatment import Treatment, transform

Numbers = npt.NDArray[np.floating]


@dataclass(frozen=True)
class FixedTreatment:
    """How one indicator was treated in some rows.

    Attributes
    ----------
    rows : ndarray
        Units of the year, or of all years.
    method : str
        ``winsorise`` or a transformation.
    lowest, highest : float
        The limits at which winsorising ended; infinite on a side that was left.
    observed : ndarray
        The values that decide a transformation.
    exponent : float
    """

    rows: npt.NDArray[np.intp]
    method: str
    lowest: float
    highest: float
    observed: Numbers
    exponent: float

    def apply(self, values: Numbers) -> Numbers:
        """Treat values of these rows, along the last axis, held at the limits first."""
        held = np.clip(values, self.lowest, self.highest)
        if self.method == "winsorise":
            return held
        return transform(held, self.method, self.exponent, self.observed)


def fix_treatment(
    before: pd.DataFrame, made: Treatment, recipe: Recipe
) -> dict[str, tuple[FixedTreatment, ...]]:
    """Read from a treatment what was done to each treated indicator.

    Parameters
    ----------
    before : DataFrame
        The values that were treated.
    made : Treatment
    recipe : Recipe

    Returns
    -------
    dict
        By indicator; one that was not treated is not in it.
    """
    rows_of = dict(blocks(before.index, recipe.years == "each_year"))
    fixed: dict[str, tuple[FixedTreatment, ...]] = {}
    treated = made.summary[made.summary["method"] != "none"]
    for name, year, method, low, high in treated[["indicator", "year", "method", "low", "high"]].itertuples(
        index=False, name=None
    ):
        rows = rows_of[year]
        observed = before[name].to_numpy()[rows]
        after = made.treated[name].to_numpy()[rows]
        is_winsorised = method == "winsorise"
        ends = after if is_winsorised else observed
        lowest = float(np.nanmin(ends)) if low or not is_winsorised else -np.inf
        highest = float(np.nanmax(ends)) if high or not is_winsorised else np.inf
        own = FixedTreatment(rows, method, lowest, highest, observed, recipe.steps.treat.exponent)
        fixed[name] = (*fixed.get(name, ()), own)
    return fixed


def apply_treatment(
    values: Numbers, leaves: Sequence[str], fixed: dict[str, tuple[FixedTreatment, ...]]
) -> None:
    """Treat draws in place.

    Parameters
    ----------
    values : ndarray of shape (..., leaves, units)
    leaves : sequence of str
    fixed : dict
        What `fix_treatment` gave.
    """
    for at, name in enumerate(leaves):
        for own in fixed.get(name, ()):
            values[..., at, own.rows] = own.apply(values[..., at, own.rows])
