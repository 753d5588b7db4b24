"""Diagnostics of an index: shapes of indicators, correlations, coherence of groups, real influence."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.measure.composite.hierarchy import Hierarchy
from pes_analysis.measure.composite.index import CompositeIndex
from pes_analysis.measure.composite.shape import shape_of

Numbers = npt.NDArray[np.float64]

# Above it two indicators of a group say nearly the same; below the other they pull against each other.
REDUNDANT, OPPOSED = 0.92, -0.4


def describe(values: pd.DataFrame) -> pd.DataFrame:
    """Describe the distribution of every indicator.

    Parameters
    ----------
    values : DataFrame
        One column an indicator.

    Returns
    -------
    DataFrame
        One row an indicator: ``indicator, known, missing, minimum, median, mean, maximum, deviation, skew,
        kurtosis``.

    Examples
    --------
    >>> describe(pd.DataFrame({"jobs": [1.0, 2.0, 3.0, None]}))[["known", "missing", "mean"]].values.tolist()
    [[3.0, 1.0, 2.0]]
    """
    shapes = [shape_of(column.to_numpy()) for _, column in values.items()]
    table = pd.DataFrame(
        {
            "known": values.notna().sum(),
            "missing": values.isna().sum(),
            "minimum": values.min(),
            "median": values.median(),
            "mean": values.mean(),
            "maximum": values.max(),
            "deviation": values.std(),
            "skew": [shape.skewness for shape in shapes],
            "kurtosis": [shape.kurtosis for shape in shapes],
        }
    )
    return table.rename_axis("indicator").reset_index()


def correlate(normalised: pd.DataFrame, hierarchy: Hierarchy) -> pd.DataFrame:
    """Correlate indicators, and mark pairs of one group that are redundant or opposed.

    Parameters
    ----------
    normalised : DataFrame
        One column an indicator, more is better.
    hierarchy : Hierarchy

    Returns
    -------
    DataFrame
        One row a pair: ``indicator, other, correlation`` (Pearson, over units that have both), ``group``
        (the lowest group they share at its level, or empty) and ``remark``: ``redundant``, ``opposed``
        or empty.

    Examples
    --------
    >>> from pes_analysis.measure.composite.hierarchy import Group
    >>> tree = Hierarchy(("a", "b"), ((Group("index", ("a", "b")),),))
    >>> correlate(pd.DataFrame({"a": [1.0, 2, 3], "b": [3.0, 2, 1]}), tree).values.tolist()
    [['a', 'b', -1.0, 'index', 'opposed']]
    """
    matrix = normalised.corr().to_numpy()
    names = list(normalised)
    group_of = {part: group.name for group in hierarchy.levels[0] for part in group.parts}
    first, second = np.triu_indices(len(names), k=1)
    pairs = pd.DataFrame(
        {
            "indicator": [names[at] for at in first],
            "other": [names[at] for at in second],
            "correlation": matrix[first, second],
        }
    )
    own, others = (pairs[column].map(group_of) for column in ("indicator", "other"))
    pairs["group"] = own.where(own == others, "")
    same_group = pairs["group"] != ""
    pairs["remark"] = np.select(
        [same_group & (pairs["correlation"] > REDUNDANT), same_group & (pairs["correlation"] < OPPOSED)],
        ["redundant", "opposed"],
        "",
    )
    return pairs


def cronbach_alpha(values: Numbers) -> float:
    """Give Cronbach's alpha of some columns: how far they measure one thing (Cronbach 1951).

    Parameters
    ----------
    values : ndarray of shape (units, parts)
        On one scale; variances and covariances over the units that have both.

    Returns
    -------
    float
        1 for the same thing, about 0 for things that have nothing in common, below it for opposed ones;
        NaN for fewer than two parts or no variance.

    Examples
    --------
    >>> cronbach_alpha(np.array([[1.0, 2], [2, 3], [3, 5]]))
    0.9473684210526316
    """
    count = values.shape[1]
    if count < 2:
        return float("nan")
    covariance = pd.DataFrame(values).cov().to_numpy()
    total = float(covariance.sum())
    if not total > 0:
        return float("nan")
    return float(count / (count - 1) * (1 - np.trace(covariance) / total))


def coherence(made: CompositeIndex) -> pd.DataFrame:
    """Give Cronbach's alpha of every group, over its parts.

    Returns
    -------
    DataFrame
        One row a group, from the top down: ``group, parts, alpha``.
    """
    known = pd.concat([made.stages["normalised"], made.scores], axis=1)
    rows = [
        {
            "group": group.name,
            "parts": len(group.parts),
            "alpha": cronbach_alpha(known[list(group.parts)].to_numpy()),
        }
        for level in reversed(made.recipe.hierarchy.levels)
        for group in level
    ]
    return pd.DataFrame(rows)


def influence(made: CompositeIndex) -> pd.DataFrame:
    """Set intended weights beside real influence.

    A weight says how many points are exchanged for how many; what an indicator does to the order of
    units depends on its spread and on its correlation with the others (Paruolo et al. 2013).

    Returns
    -------
    DataFrame
        The rows of ``aggregated.weights`` with ``correlation_with_index`` (Pearson) and
        ``influence``: squared correlations as shares of those of the same level.

    Examples
    --------
    >>> from pes_analysis.measure.composite.index import compute_index
    >>> from pes_analysis.measure.composite.panel import lay_out_panel
    >>> from pes_analysis.measure.composite.recipe import Recipe
    >>> recipe = Recipe.model_validate({"indicators": [
    ...     {"name": "a", "polarity": "stimulant"}, {"name": "b", "polarity": "stimulant"}]})
    >>> table = pd.DataFrame({"unit": list("xyz"), "a": [1, 2, 3], "b": [1, 3, 2]})
    >>> influence(compute_index(lay_out_panel(table, recipe), recipe))["influence"].round(2).tolist()
    [0.5, 0.5]
    """
    known = pd.concat([made.stages["normalised"], made.scores], axis=1)
    index = made.scores[made.recipe.hierarchy.index]
    table = made.aggregated.weights.copy()
    table["correlation_with_index"] = [known[part].corr(index) for part in table["part"]]
    squared = table["correlation_with_index"] ** 2
    table["influence"] = squared / squared.groupby(table["level"]).transform("sum")
    return table
