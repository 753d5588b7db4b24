"""Weights of the parts of a group: given, equal, or read from the data by PCA, entropy or CRITIC."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from pes_analysis.protect.errors import PesError

Numbers = npt.NDArray[np.float64]


def part_weights(method: str, values: Numbers, given: Sequence[float]) -> Numbers:
    """Weigh the parts of one group.

    Parameters
    ----------
    method : str
        ``given``, ``equal``, ``pca``, ``pca_loadings``, ``entropy`` or ``critic``.
    values : ndarray of shape (units, parts)
        Normalised values or scores; rows with a gap are left out by what reads the data.
    given : sequence of float
        What the recipe says of each part.

    Returns
    -------
    ndarray of shape (parts,)
        Summing to 1.

    Raises
    ------
    PesError
        When the weights sum to zero, or the method cannot be calculated from the values.

    Examples
    --------
    >>> part_weights("given", np.zeros((2, 2)), [1, 3]).tolist()
    [0.25, 0.75]
    """
    count = values.shape[1]
    if method == "given":
        return _shares(np.asarray(given, dtype=np.float64))
    if method == "equal" or count == 1:
        return np.full(count, 1 / count)
    complete = values[~np.isnan(values).any(axis=1)]
    if len(complete) < 3:
        raise PesError(
            f"wagi {method} wymagają trzech jednostek bez braków. Uzupełnij braki w kroku impute.",
            f"weights by {method} need three units without gaps. Fill the gaps in the step impute.",
        )
    return READ_FROM_DATA[method](complete)


def pca_weights(values: Numbers) -> Numbers:
    """Weigh by squared loadings of the first principal component of the correlations (OECD and JRC 2008).

    Parameters
    ----------
    values : ndarray of shape (units, parts)

    Returns
    -------
    ndarray of shape (parts,)

    Examples
    --------
    >>> pca_weights(np.array([[1.0, 2, 3], [2, 4, 1], [3, 6, 2], [4, 9, 3]])).round(2).tolist()
    [0.47, 0.48, 0.05]
    """
    return _shares(_first_component(values) ** 2)


def pca_loadings_weights(values: Numbers) -> Numbers:
    """Weigh by the loadings themselves, as COINr does; refused where they differ in sign."""
    loadings = _first_component(values)
    if (loadings < 0).any():
        raise PesError(
            "ładunki pierwszej składowej mają różne znaki, więc nie mogą być wagami. Wybierz „pca”.",
            "the loadings of the first component differ in sign, so they cannot be weights. Choose 'pca'.",
        )
    return _shares(loadings)


def entropy_weights(values: Numbers) -> Numbers:
    """Weigh by how unevenly each part is spread over units (Shannon entropy; Zeleny 1982).

    Parameters
    ----------
    values : ndarray of shape (units, parts)
        Not negative.

    Returns
    -------
    ndarray of shape (parts,)

    Examples
    --------
    >>> entropy_weights(np.array([[1.0, 1], [2, 1], [3, 1]])).round(6).tolist()
    [1.0, 0.0]
    """
    totals = values.sum(axis=0)
    if (values < 0).any() or (totals == 0).any():
        raise PesError(
            "wagi entropijne wymagają wartości nieujemnych i niezerowych sum. Wybierz normalizację minmax.",
            "entropy weights need values that are not negative, with sums above zero. Normalise by minmax.",
        )
    shares = values / totals
    logarithms = np.log(shares, where=shares > 0, out=np.zeros_like(shares))
    entropy = -(shares * logarithms).sum(axis=0) / np.log(len(values))
    return _shares(np.maximum(1 - entropy, 0))


def critic_weights(values: Numbers) -> Numbers:
    """Weigh by spread and by difference from the others (CRITIC; Diakoulaki et al. 1995).

    Parameters
    ----------
    values : ndarray of shape (units, parts)
        Brought to 0–1 without regard to direction first.

    Returns
    -------
    ndarray of shape (parts,)

    Examples
    --------
    >>> critic_weights(np.array([[1.0, 2, 3], [2, 4, 1], [3, 6, 2], [4, 9, 3]])).round(2).tolist()
    [0.25, 0.23, 0.53]
    """
    lowest, highest = values.min(axis=0), values.max(axis=0)
    _refuse_constant(highest > lowest)
    scaled = (values - lowest) / (highest - lowest)
    deviations = scaled.std(axis=0, ddof=1)
    conflict = (1 - np.corrcoef(scaled, rowvar=False)).sum(axis=0)
    return _shares(deviations * conflict)


def _first_component(values: Numbers) -> Numbers:
    """Give the eigenvector of the largest eigenvalue of the correlation matrix, mostly positive."""
    _refuse_constant(values.std(axis=0) > 0)
    _, vectors = np.linalg.eigh(np.corrcoef(values, rowvar=False))
    first: Numbers = vectors[:, -1]
    return first if first.sum() >= 0 else -first


def _shares(weights: Numbers) -> Numbers:
    total = weights.sum()
    if not total > 0:
        raise PesError(
            "wagi sumują się do zera. Nadaj wagę co najmniej jednej części.",
            "the weights sum to zero. Give a weight to at least one part.",
        )
    return np.asarray(weights / total, dtype=np.float64)


def _refuse_constant(differs: npt.NDArray[np.bool_]) -> None:
    if not differs.all():
        raise PesError(
            "jedna z części ma wszędzie tę samą wartość. Usuń ją albo wybierz inne wagi.",
            "one of the parts has the same value everywhere. Remove it or choose other weights.",
        )


READ_FROM_DATA: Mapping[str, Callable[[Numbers], Numbers]] = {
    "pca": pca_weights,
    "pca_loadings": pca_loadings_weights,
    "entropy": entropy_weights,
    "critic": critic_weights,
}
