"""Many indices at once: a replication is a row of weights, a group's scores are one matrix product."""

from collections.abc import Sequence
from functools import partial

import numpy as np
import numpy.typing as npt

from pes_analysis.measure.composite.means import EXPONENTS
from pes_analysis.protect.errors import PesError
from pes_analysis.robust.tree import Tree

Numbers = npt.NDArray[np.floating]
Mask = npt.NDArray[np.bool_]
ROUNDING = 1e-6
# Comparisons of pairs held at once; they stay near the processor.
MOST_PAIRS = 1_000_000


def batch_scores(
    matrix: Numbers,
    weights: Sequence[Numbers],
    tree: Tree,
    methods: Sequence[str],
    least_available: Sequence[float],
    exponent: float = 1.0,
    years: Sequence[npt.NDArray[np.intp]] | None = None,
    ddof: int = 0,
) -> Numbers:
    """Score units in many replications that share their methods.

    Parameters
    ----------
    matrix : ndarray of shape (leaves, units) or (replications, leaves, units)
        Normalised values, in the order of the tree; one for all replications, or one for each. Gaps are
        the same in all.
    weights : sequence of ndarray of shape (replications, parts)
        For each level from the lowest up; shares of their group.
    tree : Tree
    methods : sequence of str
        How parts are aggregated, for each level.
    least_available : sequence of float
        For each level.
    exponent : float
        Of the generalised mean.
    years : sequence of ndarray, optional
        Rows of units that relative measures set against one another; all together if not given.
    ddof : int
        Of the deviation of distances in Hellwig's measure.

    Returns
    -------
    ndarray of shape (replications, units)

    Raises
    ------
    PesError
        When a mean is asked of values it cannot take.

    Examples
    --------
    >>> tree = Tree(("a", "b"), ((slice(0, 2),),), (("a", "b"), ("index",)))
    >>> weights = [np.array([[0.5, 0.5], [1.0, 0.0]])]
    >>> batch_scores(np.array([[10.0, 20], [30, 60]]), weights, tree, ["arithmetic"], [1.0]).tolist()
    [[20.0, 40.0], [10.0, 20.0]]
    """
    parts = matrix
    one = matrix if matrix.ndim == 2 else matrix[0]
    known: Mask = ~np.isnan(one)
    all_known = bool(known.all())
    for level, groups in enumerate(tree.levels):
        scores = np.empty((len(weights[level]), len(groups), matrix.shape[-1]), dtype=matrix.dtype)
        scored = np.ones(scores.shape[1:], dtype=bool)
        for at, group in enumerate(groups):
            own, own_known, own_weights = parts[..., group, :], known[group], weights[level][:, group]
            whole = all_known or bool(own_known.all())
            if methods[level] in RELATIVE:
                measure = (
                    partial(_hellwig, ddof=ddof) if methods[level] == "hellwig" else RELATIVE[methods[level]]
                )
                for rows in years or [np.arange(matrix.shape[-1])]:
                    scores[:, at, rows] = measure(own[..., rows], own_weights)
            else:
                power = EXPONENTS.get(methods[level], exponent)
                scores[:, at] = _power_means(own, own_weights, power, None if whole else own_known)
            if not whole:
                # Zeros stay zeros whatever they are multiplied by, so one replication tells for all.
                counts = own_known & (own_weights[0] > 0)[:, np.newaxis]
                enough = own_known.mean(axis=0) >= least_available[level] - ROUNDING
                scored[at] = enough & counts.any(axis=0)
                scores[:, at, ~scored[at]] = np.nan
        parts, known = scores, scored
    return parts[:, 0]


def _power_means(parts: Numbers, weights: Numbers, exponent: float, known: Mask | None) -> Numbers:
    if exponent != 1:
        lowest = float(np.fmin.reduce(parts, axis=None))
        if lowest < 0 or (lowest == 0 and exponent <= 0):
            raise PesError(
                f"średnia z wykładnikiem {exponent:g} wymaga wartości dodatnich, a najmniejsza to "
                f"{lowest:g}. Ustaw skalę normalizacji, na przykład „scale: [1, 100]”.",
                f"a mean with the exponent {exponent:g} needs values above zero, and the lowest is "
                f"{lowest:g}. Set the scale of normalisation, for instance 'scale: [1, 100]'.",
            )
    inner = parts if exponent == 1 else np.log(parts) if exponent == 0 else parts**exponent
    if known is None:
        total = weigh(inner, weights)
    else:
        with np.errstate(invalid="ignore", divide="ignore"):
            total = weigh(np.where(known, inner, 0), weights) / (weights @ known.astype(weights.dtype))
    if exponent == 1:
        return total
    return np.exp(total) if exponent == 0 else total ** (1 / exponent)


def weigh(parts: Numbers, weights: Numbers) -> Numbers:
    """Sum parts by weight in each replication.

    Parameters
    ----------
    parts : ndarray of shape (parts, units) or (replications, parts, units)
    weights : ndarray of shape (replications, parts)

    Returns
    -------
    ndarray of shape (replications, units)
    """
    if parts.ndim == 2:
        return weights @ parts
    return np.asarray((weights[:, np.newaxis] @ parts)[:, 0])


def _hellwig(parts: Numbers, weights: Numbers, *, ddof: int = 0) -> Numbers:
    gaps = (parts - parts.max(axis=-1, keepdims=True)) ** 2
    distances = np.sqrt(weigh(gaps, weights * weights.shape[1]))
    farthest = distances.mean(axis=1, keepdims=True) + 2 * distances.std(axis=1, ddof=ddof, keepdims=True)
    return np.asarray(1 - distances / farthest)


def _topsis(parts: Numbers, weights: Numbers) -> Numbers:
    to_best = np.sqrt(weigh((parts - parts.max(axis=-1, keepdims=True)) ** 2, weights**2))
    to_worst = np.sqrt(weigh((parts - parts.min(axis=-1, keepdims=True)) ** 2, weights**2))
    return np.asarray(to_worst / (to_best + to_worst))


def _copeland(parts: Numbers, weights: Numbers) -> Numbers:
    if parts.ndim == 3:
        rows = [_copeland(own, weight[np.newaxis]) for own, weight in zip(parts, weights, strict=True)]
        return np.concatenate(rows)
    units = parts.shape[-1]
    scores = np.empty((len(weights), units), dtype=parts.dtype)
    # Who is better in which part is the same in all replications, so their leads are one product.
    step = max(1, MOST_PAIRS // (units * max(len(parts), len(weights))))
    for start in range(0, units, step):
        own = slice(start, min(start + step, units))
        signs = np.sign(parts[:, own, np.newaxis] - parts[:, np.newaxis])
        lead = (weights @ signs.reshape(len(parts), -1)).reshape(len(weights), -1, units)
        scores[:, own] = (lead > ROUNDING).sum(axis=-1) - (lead < -ROUNDING).sum(axis=-1)
    return scores


RELATIVE = {"hellwig": _hellwig, "topsis": _topsis, "copeland": _copeland}
