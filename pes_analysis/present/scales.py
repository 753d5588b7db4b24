"""Axes: from values to drawing units, round tick values, years that fit, labels kept apart."""

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Scale:
    """A straight axis from values to drawing units.

    Parameters
    ----------
    low, high : float
        Values at the two ends; when equal, everything stands in the middle.
    start, end : float
        Drawing units at ``low`` and ``high``; ``start`` may be the larger one.

    Examples
    --------
    >>> Scale(0, 10, 100, 200).position(2.5)
    125.0
    >>> Scale(5, 5, 100, 200).position(5)
    150.0
    """

    low: float
    high: float
    start: float
    end: float

    def position(self, value: float) -> float:
        """Drawing units of a value."""
        if self.high == self.low:
            return (self.start + self.end) / 2
        share = (value - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)


def nice_ticks(low: float, high: float, count: int = 5) -> tuple[float, ...]:
    """Round values that cover a range: steps of 1, 2 or 5 times a power of ten.

    Parameters
    ----------
    low, high : float
        The range to cover, finite.
    count : int
        About how many values are wanted.

    Returns
    -------
    tuple of float
        Ascending, the first at most ``low``, the last at least ``high``.

    Raises
    ------
    ValueError
        If the range is not finite or runs backwards.

    Examples
    --------
    >>> nice_ticks(0, 11.3, 4)
    (0.0, 5.0, 10.0, 15.0)
    >>> nice_ticks(-3.2, 1.1, 4)
    (-4.0, -2.0, 0.0, 2.0)
    """
    if not (math.isfinite(low) and math.isfinite(high)) or high < low:
        raise ValueError(f"a range must be finite and ascending, not {low}–{high}")
    if high - low <= 1e-9 * max(abs(low), abs(high)):
        margin = abs(low) / 10 or 1.0
        low, high = low - margin, high + margin
    rough = (high - low) / max(count, 1)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * unit for unit in (1, 2, 5, 10) if power * unit >= rough * (1 - 1e-9))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return tuple(float(f"{index * step:.12g}") + 0.0 for index in range(first, last + 1))


def decimals_needed(values: Sequence[float]) -> int:
    """How many decimals tell all the values exactly (six at most).

    Examples
    --------
    >>> decimals_needed([0, 0.5, 1]), decimals_needed([0, 20])
    (1, 0)
    """
    for decimals in range(6):
        if all(math.isclose(value, round(value, decimals), abs_tol=1e-12) for value in values):
            return decimals
    return 6


def thinned_years(first: int, last: int, most: int) -> tuple[int, ...]:
    """Years to print under an axis: evenly spaced, counted back from the last one.

    Parameters
    ----------
    first, last : int
        The years at the ends of the axis.
    most : int
        How many labels fit.

    Returns
    -------
    tuple of int
        Ascending; the last year is always there.

    Examples
    --------
    >>> thinned_years(2008, 2024, 6)
    (2009, 2014, 2019, 2024)
    >>> thinned_years(2020, 2024, 9)
    (2020, 2021, 2022, 2023, 2024)
    """
    span = last - first
    step = next(step for step in (1, 2, 5, 10, 20, 50, span + 1) if span // step + 1 <= max(most, 1))
    return tuple(range(last, first - 1, -step))[::-1]


def spread_apart(
    wanted: Sequence[float], sizes: Sequence[float], low: float, high: float
) -> tuple[float, ...]:
    """Move the middles of labels as little as needed so that none overlaps another.

    Parameters
    ----------
    wanted : sequence of float
        Where each label's middle should stand.
    sizes : sequence of float
        Room each label takes along the axis.
    low, high : float
        Ends of the room. Labels that cannot all fit run over ``high``.

    Returns
    -------
    tuple of float
        The middles, in the order given.

    Examples
    --------
    >>> spread_apart([10, 12, 90], [20, 20, 20], 0, 100)
    (10.0, 30.0, 90.0)
    >>> spread_apart([95, 96], [20, 20], 0, 100)
    (70.0, 90.0)
    """
    order = sorted(range(len(wanted)), key=lambda index: (wanted[index], index))
    middles = [float(value) for value in wanted]
    ceiling = high
    for index in reversed(order):
        middles[index] = min(middles[index], ceiling - sizes[index] / 2)
        ceiling = middles[index] - sizes[index] / 2
    floor = low
    for index in order:
        middles[index] = max(middles[index], floor + sizes[index] / 2)
        floor = middles[index] + sizes[index] / 2
    return tuple(middles)


def swarm(positions: Sequence[float], step: float, *, upwards: bool = False) -> tuple[float, ...]:
    """Move dots off their line, as little as needed, so that none covers another.

    Parameters
    ----------
    positions : sequence of float
        Where each dot stands along the axis, in drawing units; the first ones move least.
    step : float
        How far apart the middles of two dots must be.
    upwards : bool
        Whether dots move to one side only, not to both in turn.

    Returns
    -------
    tuple of float
        How far each dot is moved across the axis.

    Examples
    --------
    >>> swarm([10, 12, 12, 40], 10)
    (0.0, 10.0, -10.0, 0.0)
    >>> swarm([10, 12, 12, 40], 10, upwards=True)
    (0.0, 10.0, 20.0, 0.0)
    """
    placed: list[tuple[float, float]] = []
    for position in positions:
        near = [(other - position, rise) for other, rise in placed if abs(other - position) < step]
        # Each dot that is near stands in the way of three steps at most.
        for turn in range(3 * len(near) + 1):
            rise = turn * step / 2 if upwards else (turn + 1) // 2 * step * (1 if turn % 2 else -1) / 2
            if all(math.hypot(across, rise - other) >= step - 0.01 for across, other in near):
                break
        placed.append((position, rise + 0.0))
    return tuple(rise for _, rise in placed)
