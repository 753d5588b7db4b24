"""What chance and a change of territory or method take from a change; the rest is the unit's own."""

from typing import Literal

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]


def chance_variance(
    kind: Literal["proportion", "rate"], values: npt.ArrayLike, whole: npt.ArrayLike, per: float = 1.0
) -> Numbers:
    """Give by how much chance alone varies figures that are counts of a whole.

    A rate varies as its cases, a proportion as a draw from its whole; what is below one case varies as
    one, so that a count of none is not taken for certain.

    Parameters
    ----------
    kind : {"proportion", "rate"}
    values : array_like
        Cases per so many of the whole.
    whole : array_like
        NaN where unknown.
    per : float

    Returns
    -------
    ndarray
        NaN where a value or its whole is not known.

    Examples
    --------
    >>> chance_variance("proportion", [0.5, 0.0], [100.0, 100.0]).round(6).tolist()
    [0.0025, 9.9e-05]
    >>> chance_variance("rate", [4.0], [1000.0], per=1000).tolist()
    [4.0]
    """
    number, base = np.asarray(values, dtype=float), np.asarray(whole, dtype=float)
    base = np.where(base > 0, base, np.nan)
    cases = np.maximum(number * base / per, 1)
    spread = cases * np.maximum(1 - cases / base, 0) if kind == "proportion" else cases
    return np.asarray(spread * (per / base) ** 2)


def split_noise(own: Numbers, noise_variance: Numbers) -> tuple[Numbers, Numbers]:
    """Split own activity into what is reliable and noise, exactly.

    The reliable part is the change shrunk towards no change by signal / (signal + noise) (Kelley 1927;
    Efron and Morris 1975); signal is what the mean square of the group's changes has above its mean
    noise. Where the noise is unknown, both parts are NaN.

    Examples
    --------
    >>> split_noise(np.array([2.0, -2.0]), np.array([1.0, 1.0]))
    (array([ 1.5, -1.5]), array([ 0.5, -0.5]))
    """
    known = np.isfinite(own) & np.isfinite(noise_variance)
    if not known.any():
        return np.full(own.shape, np.nan), np.full(own.shape, np.nan)
    signal = max(0.0, float(np.mean(own[known] ** 2) - np.mean(noise_variance[known])))
    total = signal + noise_variance
    reliability = np.where(total > 0, signal / np.where(total > 0, total, 1.0), 1.0)
    real = np.where(known, own * reliability, np.nan)
    return real, np.where(known, own - real, np.nan)


def split_break(
    first: Numbers, last: Numbers, old: Numbers, new: Numbers, has_break: npt.NDArray[np.bool_]
) -> tuple[Numbers, Numbers]:
    """Split a change into what happened and what another territory or method did.

    ``old`` and ``new`` are the overlap year's figure in both definitions. Across a break without an
    overlap both parts are NaN: the change cannot be told from the definition and is not split.

    Examples
    --------
    >>> values = map(np.array, ([5.0], [9.0], [6.0], [8.0], [True]))
    >>> split_break(*values)
    (array([2.]), array([2.]))
    """
    method = np.where(has_break, new - old, 0.0)
    return (last - first) - method, method
