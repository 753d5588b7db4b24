"""Filled gaps as draws: a gap may have been any of the values it was filled from, around what fills it."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.measure.composite.neighbours import neighbour_donors
from pes_analysis.measure.composite.panel import YEAR
from pes_analysis.measure.composite.step_rules import Impute

Indices = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Gaps:
    """Filled gaps and how far the values they were filled from lie from their mean.

    Attributes
    ----------
    rows, columns : ndarray of shape (gaps,)
        Where they are.
    residuals : ndarray of shape (gaps, most donors)
        In the unit of the data; a row of fewer donors is padded with zeros.
    counts : ndarray of shape (gaps,)
        How many donors each gap has; at least one.
    """

    rows: Indices
    columns: Indices
    residuals: npt.NDArray[np.float64]
    counts: Indices

    def __len__(self) -> int:
        return len(self.rows)

    def draw(self, share: npt.NDArray[np.floating]) -> npt.NDArray[np.float64]:
        """Pick a residual for each gap by a number from 0 to 1.

        Parameters
        ----------
        share : ndarray of shape (..., gaps)

        Returns
        -------
        ndarray
            Of the same shape.
        """
        picked = np.minimum((share * self.counts).astype(np.intp), self.counts - 1)
        return np.asarray(self.residuals[np.arange(len(self)), picked])


def find_gaps(values: pd.DataFrame, filled: pd.DataFrame, groups: pd.DataFrame, step: Impute) -> Gaps:
    """Find the gaps that were filled and the values they were filled from.

    Parameters
    ----------
    values, filled : DataFrame
        Before and after imputation, of one shape.
    groups : DataFrame
    step : Impute
        Means and medians are of the units of the same year and group that have the value; a nearest
        neighbour is one of those averaged. A last value is taken as it is.

    Returns
    -------
    Gaps

    Examples
    --------
    >>> index = pd.MultiIndex.from_product([list("abcd"), [2024]], names=["unit", "year"])
    >>> values = pd.DataFrame({"jobs": [1.0, 3.0, 8.0, None]}, index=index)
    >>> gaps = find_gaps(values, values.fillna(4.0), pd.DataFrame(index=index), Impute(method="mean"))
    >>> gaps.draw(np.array([[0.0], [0.5], [0.99]])).ravel().tolist()
    [-3.0, -1.0, 4.0]
    """
    numbers = values.to_numpy()
    cells = np.argwhere(values.isna().to_numpy() & filled.notna().to_numpy())
    year = values.index.get_level_values(YEAR).to_numpy()
    group = groups[step.group].to_numpy() if step.group else np.zeros(len(values), dtype=int)
    neighbours = _neighbours(values, year, group, step) if step.method == "nearest_neighbour" else {}
    residuals = []
    for row, column in cells:
        if step.method == "last_value":
            donors = np.zeros(1)
        elif step.method == "nearest_neighbour":
            donors = numbers[neighbours[int(row), int(column)], column]
        else:
            alike = numbers[(year == year[row]) & (group == group[row]), column]
            donors = alike[~np.isnan(alike)]
        residuals.append(donors - donors.mean())
    counts = np.array([len(own) for own in residuals], dtype=np.intp)
    padded = np.zeros((len(cells), int(counts.max(initial=1))))
    for at, own in enumerate(residuals):
        padded[at, : len(own)] = own
    return Gaps(cells[:, 0], cells[:, 1], padded, counts)


def _neighbours(
    values: pd.DataFrame, year: npt.NDArray[np.generic], group: npt.NDArray[np.generic], step: Impute
) -> dict[tuple[int, int], Indices]:
    """Give the units averaged for each gap, as rows of the whole table."""
    found: dict[tuple[int, int], Indices] = {}
    for indices in values.groupby([year, group], sort=False).indices.values():
        rows = np.asarray(indices, dtype=np.intp)
        for (row, column), donors in neighbour_donors(values.iloc[rows].to_numpy(), step.neighbours).items():
            found[int(rows[row]), column] = rows[donors]
    return found
