"""Rounding as figures are printed: halves away from zero, as decimal digits and not in binary."""

from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import numpy.typing as npt

# Up to here the error of scaling a number by a power of ten stays far below the margin.
LARGEST_SCALED = 2.0**30
HALF_MARGIN = 1e-6
WITHOUT_FRACTION = 1e16


def round_half_up(values: npt.ArrayLike, decimals: int) -> npt.NDArray[np.float64]:
    """Round numbers the way pages print them.

    The result is that of ``Decimal(str(x)).quantize(..., ROUND_HALF_UP)``: what counts is the number as
    it is written, so 2.675 gives 2.68 although its binary form lies below. NumPy rounds halves to even
    in binary; two figures printed alike could then be ranked.

    Parameters
    ----------
    values : array_like of float
        NaN and infinities stay as they are.
    decimals : int
        Digits kept after the decimal mark, 0 or more.

    Returns
    -------
    ndarray of float
        Of the same shape; never a negative zero.

    Examples
    --------
    >>> round_half_up([0.5, 1.5, -0.5, 2.675, np.nan], 0).tolist()
    [1.0, 2.0, -1.0, 3.0, nan]
    >>> round_half_up(2.675, 2).item(), round(2.675, 2)
    (2.68, 2.67)
    """
    given = np.asarray(values, dtype=np.float64)
    numbers = given.ravel()
    power = 10.0**decimals
    with np.errstate(over="ignore", invalid="ignore"):
        scaled = np.abs(numbers) * power
        rounded = np.copysign(np.floor(scaled + 0.5) / power, numbers)
        doubtful = (np.abs(scaled % 1 - 0.5) < HALF_MARGIN) | (scaled >= LARGEST_SCALED)
    # NaN is not below it either, and so stays as it is.
    may_have_fraction = np.abs(numbers) < WITHOUT_FRACTION
    doubtful &= may_have_fraction
    step = Decimal(1).scaleb(-decimals)
    rounded[doubtful] = [
        float(Decimal(str(one)).quantize(step, ROUND_HALF_UP)) for one in numbers[doubtful].tolist()
    ]
    return (np.where(may_have_fraction, rounded, numbers) + 0.0).reshape(given.shape)
