"""What deserves a look in an index: pairs that say the same, groups that do not hold together, gaps."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

import pandas as pd

from pes_analysis.measure.composite.diagnostics import coherence, correlate, describe, influence
from pes_analysis.measure.composite.index import CompositeIndex
from pes_analysis.measure.composite.leave_one_out import leave_one_out

RemarkKind: TypeAlias = Literal[
    "redundant",
    "opposed",
    "incoherent",
    "beyond_limits",
    "stronger_than_weight",
    "weaker_than_weight",
    "negative_influence",
    "decisive",
    "filled",
    "reweighted",
]

# Below it parts of a group are not taken to measure one thing (Nunnally 1978: 0.7; looser for exploration).
LEAST_ALPHA = 0.6
# Below it an indicator works against its index; around zero it only does not matter.
AGAINST_INDEX = -0.2
# An influence so many times its weight, or its inverse, is not what the weights say.
UNLIKE_WEIGHT = 2.0


@dataclass(frozen=True)
class Remark:
    """One thing to look at.

    Attributes
    ----------
    kind : str
    names : tuple of str
        The indicators or the group it is about.
    values : tuple of float
        The figures of its sentence, in its order.
    """

    kind: RemarkKind
    names: tuple[str, ...] = ()
    values: tuple[float, ...] = ()


@dataclass(frozen=True)
class Diagnostics:
    """The diagnostic tables of an index.

    Attributes
    ----------
    indicators : DataFrame
        `diagnostics.describe` of the values before imputation.
    correlations, coherence, influence, leave_one_out : DataFrame
        Of the functions of these names.
    remarks : tuple of Remark
    """

    indicators: pd.DataFrame
    correlations: pd.DataFrame
    coherence: pd.DataFrame
    influence: pd.DataFrame
    leave_one_out: pd.DataFrame
    remarks: tuple[Remark, ...]


def diagnose_index(made: CompositeIndex) -> Diagnostics:
    """Compute all diagnostics of an index.

    Parameters
    ----------
    made : CompositeIndex

    Returns
    -------
    Diagnostics
    """
    correlations = correlate(made.stages["normalised"], made.recipe.hierarchy)
    alphas, influences, left = coherence(made), influence(made), leave_one_out(made)
    remarks = (
        *_pairs(correlations),
        *_groups(alphas),
        *_shapes(made.treatment.summary),
        *_influences(influences),
        *_decisive(left),
        *_gaps(made),
    )
    return Diagnostics(describe(made.stages["denominated"]), correlations, alphas, influences, left, remarks)


def _pairs(correlations: pd.DataFrame) -> list[Remark]:
    marked = correlations[correlations["remark"] != ""]
    columns = ["remark", "indicator", "other", "correlation"]
    return [
        Remark(kind, (first, second), (value,))
        for kind, first, second, value in marked[columns].itertuples(index=False, name=None)
    ]


def _groups(alphas: pd.DataFrame) -> list[Remark]:
    low = alphas[alphas["alpha"] < LEAST_ALPHA]
    return [
        Remark("incoherent", (group,), (alpha,))
        for group, alpha in low[["group", "alpha"]].itertuples(index=False, name=None)
    ]


def _shapes(summary: pd.DataFrame) -> list[Remark]:
    failing = summary.loc[~summary["passes"].astype(bool), "indicator"].drop_duplicates()
    return [Remark("beyond_limits", (name,)) for name in failing]


def _influences(table: pd.DataFrame) -> list[Remark]:
    remarks = []
    lowest = table[table["level"] == 1]
    columns = ["part", "effective_weight", "influence", "correlation_with_index"]
    for name, weight, share, correlation in lowest[columns].itertuples(index=False, name=None):
        figures = (100 * weight, 100 * share)
        if correlation < AGAINST_INDEX:
            remarks.append(Remark("negative_influence", (name,), (correlation,)))
        elif share > UNLIKE_WEIGHT * weight:
            remarks.append(Remark("stronger_than_weight", (name,), figures))
        elif share * UNLIKE_WEIGHT < weight:
            remarks.append(Remark("weaker_than_weight", (name,), figures))
    return remarks


def _decisive(left: pd.DataFrame) -> list[Remark]:
    known = left[left["computable"].astype(bool)]
    largest = known.sort_values("mean_rank_change", ascending=False, kind="stable").head(1)
    return [
        Remark("decisive", (name,), (change,))
        for name, change in largest[["indicator", "mean_rank_change"]].itertuples(index=False, name=None)
    ]


def _gaps(made: CompositeIndex) -> list[Remark]:
    coverage = made.aggregated.coverage
    of_index = coverage.loc[coverage["group"] == made.recipe.name, "reweighted"]
    counts: dict[RemarkKind, int] = {"filled": len(made.filled), "reweighted": int(of_index.sum())}
    return [Remark(kind, (), (float(count),)) for kind, count in counts.items() if count]
