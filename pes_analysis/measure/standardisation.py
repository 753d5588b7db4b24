"""Directly standardised rates: what the rate would be if every unit had the same structure of ages."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.measure.interval_bounds import byar
from pes_analysis.measure.intervals import LEVELS, NO_METHOD, bound_columns
from pes_analysis.protect.errors import PesError

# With fewer events in all bands together a standardised rate says nothing.
FEWEST_EVENTS = 10


def standardised_rates(
    counts: npt.ArrayLike,
    populations: npt.ArrayLike,
    standard: npt.ArrayLike,
    *,
    multiplier: float = 100_000,
    levels: Sequence[float] = LEVELS,
) -> pd.DataFrame:
    """Give directly standardised rates with their intervals (Dobson et al. 1991, on Byar's bounds).

    Parameters
    ----------
    counts, populations : array_like of shape (units, bands)
        Events and people by band (usually of age). A missing count is no event.
    standard : array_like of shape (bands,) or (units, bands)
        The standard population, for instance the European one of 2013.
    multiplier : float
    levels : sequence of float

    Returns
    -------
    DataFrame
        ``value, lower_95, upper_95, lower_99_8, upper_99_8, method, small``; one row a unit. Fewer than
        ten events in all: NaN, no method, and ``small``.

    Raises
    ------
    PesError
        When a count is negative, or a population or the sum of the standard is not above zero.

    Examples
    --------
    >>> standardised_rates([[40, 60]], [[1000, 500]], [3, 1], multiplier=1000, levels=[0.95]).round(1)
       value  lower_95  upper_95  method  small
    0   60.0      48.6      73.2  dobson  False
    """
    x = np.nan_to_num(np.asarray(counts, dtype=np.float64), nan=0.0)
    n = np.asarray(populations, dtype=np.float64)
    share = np.broadcast_to(np.asarray(standard, dtype=np.float64), x.shape)
    _check(x, n, share)
    share = share / share.sum(axis=1, keepdims=True)

    events = x.sum(axis=1)
    few = events < FEWEST_EVENTS
    events = np.where(few, np.nan, events)
    value = (x / n * share).sum(axis=1)
    deviation = np.sqrt((x * (share / n) ** 2).sum(axis=1))
    columns: dict[str, npt.NDArray[np.generic]] = {"value": np.where(few, np.nan, value) * multiplier}
    for level in levels:
        for column, bound in zip(bound_columns(level), byar(events, level), strict=True):
            columns[column] = (value + deviation / np.sqrt(events) * (bound - events)) * multiplier
    columns["method"] = np.where(few, NO_METHOD, "dobson")
    columns["small"] = few
    return pd.DataFrame(columns)


def _check(
    counts: npt.NDArray[np.float64], populations: npt.NDArray[np.float64], standard: npt.NDArray[np.float64]
) -> None:
    if (counts < 0).any():
        raise PesError(
            "Liczba zdarzeń nie może być ujemna. Popraw dane.",
            "A number of events cannot be negative. Correct the data.",
        )
    if not (populations > 0).all():
        raise PesError(
            "Każda grupa wieku musi mieć ludność większą od zera. Uzupełnij dane albo połącz grupy.",
            "Every band needs a population above zero. Complete the data or join bands.",
        )
    if not ((standard >= 0).all() and (standard.sum(axis=1) > 0).all()):
        raise PesError(
            "Ludność standardowa nie może być ujemna ani równa zeru. Popraw ją.",
            "The standard population can be neither negative nor zero. Correct it.",
        )
