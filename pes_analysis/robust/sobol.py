"""Sobol effects: what share of a variance each factor makes alone, and with all its interactions."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.floating]


@dataclass(frozen=True)
class Effects:
    """Effects of factors on one or many outputs.

    Attributes
    ----------
    first, total : ndarray of shape (factors,) or (factors, outputs)
        Shares of the variance; NaN for an output that does not vary.
    variance : ndarray of shape () or (outputs,)
    """

    first: npt.NDArray[np.float64]
    total: npt.NDArray[np.float64]
    variance: npt.NDArray[np.float64]


def sobol_effects(outputs: Numbers, rows: int) -> Effects:
    """Estimate Sobol effects from a design of Saltelli.

    First-order effects after Saltelli et al. (2010), total effects after Jansen (1999); the variance is
    that of both samples. Estimates of small effects may fall a little below zero.

    Parameters
    ----------
    outputs : ndarray of shape (rows * (factors + 2),) or (rows * (factors + 2), outputs)
        First sample, second sample, then for each factor the first with that factor from the second.
    rows : int

    Returns
    -------
    Effects

    Examples
    --------
    >>> first, second = np.array([0.0, 1, 0, 1]), np.array([1.0, 0, 0, 1])
    >>> effects = sobol_effects(np.concatenate([first, second, second, first]), 4)
    >>> effects.first.tolist(), effects.total.tolist()
    ([1.0, 0.0], [1.0, 0.0])
    """
    blocks = outputs.reshape(-1, rows, *outputs.shape[1:]).astype(np.float64)
    first, second, mixed = blocks[0], blocks[1], blocks[2:]
    variance = blocks[:2].reshape(2 * rows, *outputs.shape[1:]).var(axis=0)
    scale = np.where(variance > 0, variance, np.nan)
    # Centred on the common mean, which changes nothing but the rounding errors.
    centre = blocks[:2].mean(axis=(0, 1))
    alone = ((second - centre) * (mixed - first)).mean(axis=1) / scale
    with_others = ((first - mixed) ** 2).mean(axis=1) / (2 * scale)
    return Effects(alone, with_others, np.asarray(variance))


def joint_effects(effects: Effects) -> Effects:
    """Join the effects on many outputs into those on all: variances add up (Lamboni et al. 2011).

    Parameters
    ----------
    effects : Effects
        Of many outputs.

    Returns
    -------
    Effects
        Of the sum of their variances.
    """
    whole = effects.variance.sum()
    parts = effects.variance / (whole if whole > 0 else np.nan)
    # An output that does not vary has no effects, and no part in the sum.
    first, total = (np.where(parts > 0, own, 0) @ parts for own in (effects.first, effects.total))
    return Effects(first, total, np.asarray(whole))
