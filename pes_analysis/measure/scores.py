"""Scores: points of indicators averaged into dimensions, and dimensions into one general score.

Indicators weigh the same inside a dimension, dimensions weigh the same in the general score. What was
not answered is left out of the mean and never counts as zero; where too much is left out there is no
score. Values are not winsorised first: points end at 0 and 100, so no outlier can pull a score.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.catalogue import Indicator

LEAST_SHARE = 0.70
TOO_FEW = "too_few"
NOTHING_TO_SCORE = "nothing_to_score"
Numbers = npt.NDArray[np.float64]
# Shares of small whole numbers: 7 of 10 must pass a limit of 0.7 whatever its binary form.
ROUNDING = 1e-9


@dataclass(frozen=True, eq=False)
class Means:
    """Scores alone, as arrays: of dimensions, shape (units, dimensions), and in general, shape (units,).

    Attributes
    ----------
    names : tuple of str
        Dimensions.
    counts : dict of str to ndarray
        ``n_core, n_core_known, n_indicators, n_known`` of ``Scores``, by dimension.
    dimensions, general : ndarray of float
    reasons, general_reasons : ndarray of str
        As ``reason`` of ``Scores``.
    applies, scored : ndarray of int
        Dimensions that apply, and that have a score, by unit.
    inside, weights : ndarray of float
        Shape (units, indicators): what each weighs in its dimension, and in the general score.
    """

    names: tuple[str, ...]
    counts: Mapping[str, Numbers]
    dimensions: Numbers
    reasons: npt.NDArray[np.str_]
    general: Numbers
    general_reasons: npt.NDArray[np.str_]
    applies: npt.NDArray[np.int64]
    scored: npt.NDArray[np.int64]
    inside: Numbers
    weights: Numbers


@dataclass(frozen=True)
class Scores:
    """Scores of many units and what they are made of.

    Attributes
    ----------
    dimensions : DataFrame
        One row a unit and dimension: ``unit, dimension, score, lower, upper, n_core, n_core_known,
        n_indicators, n_known, reason``. ``score`` is from 0 to 100. ``lower`` and ``upper`` bound it where
        some of its indicators have an interval, else they are NaN. ``n_core`` and ``n_indicators`` count
        what is asked of the unit, ``n_core_known`` and ``n_known`` what has points. ``reason`` is empty
        for a score; ``"too_few"`` when too little of the core is known; ``"nothing_to_score"`` when no
        core indicator of the dimension is asked of the unit: the dimension does not apply to it.
    general : DataFrame
        Index ``unit``; ``score, lower, upper, n_dimensions`` (that apply), ``n_scored, reason``.
    weights : DataFrame
        Units by indicators: what each indicator weighs in the general score. A row adds up to 1 where
        there is a general score and is all 0 where there is none.
    inside : DataFrame
        The same in the score of its dimension; 0 where that has no score.
    """

    dimensions: pd.DataFrame
    general: pd.DataFrame
    weights: pd.DataFrame
    inside: pd.DataFrame


def score(
    points: pd.DataFrame,
    asked: pd.DataFrame,
    indicators: Sequence[Indicator],
    bounds: tuple[pd.DataFrame, pd.DataFrame] | None = None,
    least_share: float = LEAST_SHARE,
) -> Scores:
    """Score units by dimension and in general.

    A dimension is scored when at least ``least_share`` of the core indicators asked of the unit have
    points; then all its known indicators count, the core and the others, each the same. It applies to a
    unit when at least one core indicator of it is asked. The general score is the mean of the dimensions,
    given when at least ``least_share`` of those that apply are scored: the same rule one level up.

    Parameters
    ----------
    points : DataFrame
        Units by indicators, from 0 to 100; NaN where nothing is known.
    asked : DataFrame of bool
        Of the same shape: the indicator is to be scored for the unit, whether or not it answered.
        Points of what is not asked are ignored.
    indicators : sequence of Indicator
        The columns, in this order.
    bounds : (DataFrame, DataFrame), optional
        Lowest and highest points inside the interval of each value; NaN where a value has no interval.
    least_share : float

    Returns
    -------
    Scores

    Examples
    --------
    >>> from pes_analysis.catalogue import load_catalogue
    >>> rates = [load_catalogue().indicator(id) for id in ("unemployment_rate", "long_term_unemployed_share")]
    >>> points = pd.DataFrame([[60.0, 80.0], [60.0, np.nan]], columns=[rate.id for rate in rates])
    >>> scored = score(points, points > -1, rates)
    >>> scored.dimensions[["unit", "dimension", "score", "n_core", "n_core_known"]].values.tolist()
    [[0, 'problems', 70.0, 2, 2], [1, 'problems', 60.0, 1, 1]]
    >>> score(points, points.isna() | True, rates).dimensions[["score", "reason"]].values.tolist()
    [[70.0, ''], [nan, 'too_few']]
    """
    columns = [indicator.id for indicator in indicators]
    wanted = asked[columns].to_numpy(dtype=bool)
    numbers = np.where(wanted, points[columns].to_numpy(dtype=float), np.nan)
    means = average(numbers, wanted, indicators, least_share)
    below, above = _distances(numbers, points, bounds, columns)
    belongs = _belonging(indicators, means.names)
    general = pd.DataFrame(
        {
            "score": means.general,
            "lower": means.general - _reach(means.weights, below)[:, 0],
            "upper": means.general + _reach(means.weights, above)[:, 0],
            "n_dimensions": means.applies,
            "n_scored": means.scored,
            "reason": means.general_reasons,
        },
        index=points.index.rename("unit"),
    )
    dimensions = pd.DataFrame(
        {
            "unit": np.repeat(points.index.to_numpy(), len(means.names)),
            "dimension": np.tile(np.array(means.names, dtype=object), len(points)),
            "score": means.dimensions.ravel(),
            "lower": (means.dimensions - _reach(means.inside, below, belongs)).ravel(),
            "upper": (means.dimensions + _reach(means.inside, above, belongs)).ravel(),
            **{name: count.astype(np.int64).ravel() for name, count in means.counts.items()},
            "reason": means.reasons.ravel(),
        }
    )
    laid_out = (
        pd.DataFrame(cells, index=points.index, columns=columns) for cells in (means.weights, means.inside)
    )
    return Scores(dimensions, general, *laid_out)


def average(
    numbers: Numbers,
    wanted: npt.NDArray[np.bool_],
    indicators: Sequence[Indicator],
    least_share: float = LEAST_SHARE,
) -> Means:
    """Average points by the rules of ``score``, as arrays alone.

    Parameters
    ----------
    numbers : ndarray of shape (units, indicators)
        Points; NaN where nothing is known or wanted.
    wanted : ndarray of bool
        Of the same shape: asked of the unit.
    indicators : sequence of Indicator
    least_share : float

    Returns
    -------
    Means

    Examples
    --------
    >>> from pes_analysis.catalogue import load_catalogue
    >>> rates = [load_catalogue().indicator(id) for id in ("unemployment_rate", "long_term_unemployed_share")]
    >>> means = average(np.array([[60.0, 80.0]]), np.array([[True, True]]), rates)
    >>> means.names, means.dimensions.tolist(), means.reasons.tolist()
    (('problems',), [[70.0]], [['']])
    """
    names = tuple(dict.fromkeys(indicator.dimension for indicator in indicators))
    known = ~np.isnan(numbers)
    core = np.array([indicator.core for indicator in indicators], dtype=bool)
    belongs = _belonging(indicators, names)
    counts = {
        "n_core": (wanted & core) @ belongs,
        "n_core_known": (known & core) @ belongs,
        "n_indicators": wanted @ belongs,
        "n_known": known @ belongs,
    }
    asked_of, known_of = counts["n_core"], counts["n_core_known"]
    given = (asked_of > 0) & (known_of >= least_share * asked_of - ROUNDING)
    applies, scored = (asked_of > 0).sum(axis=1), given.sum(axis=1)
    enough = (scored > 0) & (scored >= least_share * applies - ROUNDING)

    of_dimension = np.divide(given, counts["n_known"], out=np.zeros(given.shape), where=given)
    each = np.where(given, np.nan_to_num(numbers) @ belongs * of_dimension, np.nan)
    of_general = np.where(enough, 1 / np.maximum(scored, 1), 0.0)[:, np.newaxis]
    inside = known * (of_dimension @ belongs.T)
    return Means(
        names=names,
        counts=counts,
        dimensions=each,
        reasons=np.where(given, "", np.where(asked_of > 0, TOO_FEW, NOTHING_TO_SCORE)),
        general=np.where(enough, np.nansum(each, axis=1) * of_general[:, 0], np.nan),
        general_reasons=np.where(enough, "", np.where(applies > 0, TOO_FEW, NOTHING_TO_SCORE)),
        applies=applies,
        scored=scored,
        inside=inside,
        weights=inside * of_general,
    )


def _belonging(indicators: Sequence[Indicator], names: Sequence[str]) -> Numbers:
    """Say which dimension each indicator belongs to, shape (indicators, dimensions)."""
    of_indicators = np.array([one.dimension for one in indicators], dtype=object)
    return np.asarray(of_indicators[:, np.newaxis] == np.array(names, dtype=object), dtype=float)


def _distances(
    numbers: Numbers,
    points: pd.DataFrame,
    bounds: tuple[pd.DataFrame, pd.DataFrame] | None,
    columns: Sequence[str],
) -> tuple[Numbers, Numbers]:
    """Give how far the interval of each indicator reaches below and above its points; NaN without one."""
    if bounds is None:
        return np.full(numbers.shape, np.nan), np.full(numbers.shape, np.nan)
    lower, upper = (side.reindex_like(points)[columns].to_numpy(dtype=float) for side in bounds)
    return numbers - lower, upper - numbers


def _reach(weights: Numbers, distances: Numbers, groups: Numbers | None = None) -> Numbers:
    """Join intervals of independent parts by the method of variance estimates recovery.

    The distance of a weighted sum to its bound is the root of the sum of the squared weighted distances
    (Zou and Donner 2008). NaN when no part has an interval; parts without one are taken as exact.
    """
    groups = np.ones((weights.shape[1], 1)) if groups is None else groups
    squares = (weights * np.nan_to_num(distances)) ** 2 @ groups
    bounded = ((weights > 0) & ~np.isnan(distances)) @ groups
    return np.where(bounded > 0, np.sqrt(squares), np.nan)
