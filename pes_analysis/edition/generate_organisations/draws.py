"""Chance that is the same on every machine: drawings named by what they are for."""

from collections.abc import Mapping, Sequence
from math import exp
from random import Random
from statistics import NormalDist
from typing import TypeVar

Item = TypeVar("Item")
_NORMAL = NormalDist()
_TOO_MANY_TO_COUNT = 300


class Draws:
    """A stream of chance of its own for each name, so that one organisation never changes another.

    Parameters
    ----------
    *name : object
        What is drawn: a seed, an organisation, a subject.

    Examples
    --------
    >>> Draws(1, "demo-cis-01").share() == Draws(1, "demo-cis-01").share()
    True
    """

    def __init__(self, *name: object) -> None:
        # Only random() is promised to stay the same in every version of Python: all else is made of it.
        self._random = Random("/".join(str(part) for part in name)).random  # noqa: S311

    def share(self) -> float:
        """Draw a number between 0 and 1."""
        return self._random()

    def between(self, low: float, high: float) -> float:
        """Draw a number between two, all equally likely."""
        return low + (high - low) * self._random()

    def whole(self, low: int, high: int) -> int:
        """Draw a whole number from ``low`` to ``high``, both included."""
        return low + int(self._random() * (high - low + 1))

    def normal(self, mean: float = 0.0, spread: float = 1.0) -> float:
        """Draw from the normal distribution."""
        return mean + spread * _NORMAL.inv_cdf(min(max(self._random(), 1e-6), 1 - 1e-6))

    def around(self, median: float, spread: float) -> float:
        """Draw a positive number around a median; `spread` is the deviation of its logarithm."""
        return median * exp(self.normal(spread=spread))

    def chance(self, probability: float) -> bool:
        """Draw whether something happens."""
        return self._random() < probability

    def counted(self, trials: int, probability: float) -> int:
        """Draw how many of so many it happens to.

        Examples
        --------
        >>> Draws("a").counted(10, 0.0), Draws("a").counted(10, 1.0)
        (0, 10)
        """
        sure = min(max(probability, 0.0), 1.0)
        if trials <= _TOO_MANY_TO_COUNT:
            return sum(self._random() < sure for _ in range(trials))
        drawn = self.normal(trials * sure, (trials * sure * (1 - sure)) ** 0.5)
        return min(max(round(drawn), 0), trials)

    def order(self, items: Sequence[Item]) -> list[Item]:
        """Put items in an order drawn by lot."""
        return [
            item for _, _, item in sorted((self._random(), place, item) for place, item in enumerate(items))
        ]

    def one_of(self, items: Sequence[Item]) -> Item:
        """Draw one item."""
        return items[int(self._random() * len(items))]

    def drift(self, years: Sequence[int], spread: float, persistence: float = 0.7) -> dict[int, float]:
        """Draw deviations that go on from year to year.

        Parameters
        ----------
        years : sequence of int
        spread : float
            Standard deviation of one year's deviation.
        persistence : float
            What share of a deviation is left a year later.
        """
        news = spread * (1 - persistence**2) ** 0.5
        deviation, drawn = self.normal(spread=spread), {}
        for year in years:
            drawn[year] = deviation
            deviation = persistence * deviation + self.normal(spread=news)
        return drawn


def ranks(count: int, draws: Draws) -> list[float]:
    """Give each of so many a rank between 0 and 1, evenly spread and in an order drawn by lot.

    A quantile function of these has the median and the mean of its distribution whatever was drawn.

    Examples
    --------
    >>> sorted(ranks(4, Draws(1)))
    [0.125, 0.375, 0.625, 0.875]
    """
    return draws.order([(place + 0.5) / count for place in range(count)])


def lognormal(rank: float, median: float, spread: float) -> float:
    """Give the quantile of a lognormal distribution.

    Examples
    --------
    >>> lognormal(0.5, 26_000, 2.0)
    26000.0
    """
    return median * exp(spread * _NORMAL.inv_cdf(rank))


def split(total: int, shares: Mapping[str, float]) -> dict[str, int]:
    """Split a whole number by shares into whole numbers that add up to it exactly.

    Examples
    --------
    >>> split(10, {"a": 2.0, "b": 1.0})
    {'a': 7, 'b': 3}
    >>> split(0, {"a": 0.0})
    {'a': 0}
    """
    whole = sum(shares.values())
    exact = {key: total * share / whole if whole else 0.0 for key, share in shares.items()}
    parts = {key: int(value) for key, value in exact.items()}
    left = total - sum(parts.values()) if parts else 0
    by_remainder = sorted(exact, key=lambda key: (parts[key] - exact[key], key))
    for key in by_remainder[:left]:
        parts[key] += 1
    return parts
