"""Values that could have been: intervals read as distributions, at any distance from the observed value."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pes_analysis.measure.composite.robustness_rules import NoiseKind

Numbers = npt.NDArray[np.floating]
# What is left of rounding is no event.
LEAST_EVENT = 1e-6


@dataclass(frozen=True)
class Cubic:
    """Confidence distributions whose quantiles are polynomials of a normal score.

    Attributes
    ----------
    coefficients : ndarray of shape (4, ...)
        Of the powers 0 to 3.
    lowest : ndarray or float
        What no value lies below.
    """

    coefficients: Numbers
    lowest: Numbers | float = -np.inf

    def at(self, score: Numbers) -> Numbers:
        """Give the values at normal scores."""
        c = self.coefficients
        value = score * c[3]
        for power in (2, 1, 0):
            value += c[power]
            if power:
                value *= score
        return np.asarray(np.maximum(value, self.lowest, out=value))


@dataclass(frozen=True)
class Wilson:
    """Confidence distributions of shares: at every score the bound of Wilson's interval.

    Attributes
    ----------
    count, people : ndarray
    per : ndarray or float
    """

    count: Numbers
    people: Numbers
    per: Numbers | float

    def at(self, score: Numbers) -> Numbers:
        """Give the values at normal scores; they lie between 0 and ``per``."""
        square = score * score
        reach = score * np.sqrt(square + 4 * self.count * (1 - self.count / self.people))
        return np.asarray((2 * self.count + square + reach) / (2 * (self.people + square)) * self.per)


def confidence_distribution(
    kind: NoiseKind, value: Numbers, measure: Numbers, per: float = 1.0
) -> Cubic | Wilson:
    """Give the confidence distributions of observed values.

    A confidence distribution has every interval of its figure as its quantiles: at -1.96 and 1.96 stand
    the bounds of 95 % (Schweder and Hjort 2016). Drawing scores from the standard normal distribution
    draws values as uncertain as the printed intervals say.

    Parameters
    ----------
    kind : {"proportion", "rate", "mean", "relative"}
        The interval: Wilson; halfway between Byar's bounds, so that a whole number of events is neither
        rounded up nor down; normal with a standard error; normal with a coefficient of variation.
    value : ndarray
        The observed values, per ``per``; NaN has no distribution.
    measure : ndarray
        People of a proportion or a rate; standard errors of a mean; the coefficient of variation.
    per : float
        100 for per cents, 1000 for events per 1,000.

    Returns
    -------
    Cubic or Wilson

    Examples
    --------
    >>> scores = np.array([-1.96, 0, 1.96])
    >>> share = confidence_distribution("proportion", np.array(20.0), np.array(100), per=100)
    >>> share.at(scores).round(2).tolist()
    [13.34, 20.0, 28.88]
    >>> rate = confidence_distribution("rate", np.array(9.0), np.array(1000), per=1000)
    >>> rate.at(scores).round(2).tolist()
    [4.45, 9.17, 16.43]
    """
    if kind == "proportion":
        return Wilson(value * measure / per, measure, per)
    zero = np.zeros_like(value)
    if kind == "mean":
        return Cubic(np.stack([value, measure + zero, zero, zero]))
    if kind == "relative":
        return Cubic(np.stack([value, value * measure, zero, zero]))
    count = value * measure / per
    is_event = count > LEAST_EVENT
    lower = np.where(is_event, _byar_cubic(np.where(is_event, count, 1.0)), 0.0)
    # What is missing has neither bound.
    lower = np.where(np.isnan(count), np.nan, lower)
    return Cubic((lower + _byar_cubic(count + 1)) / 2 * (per / measure), 0.0)


def _byar_cubic(events: Numbers) -> Numbers:
    """Expand n · (1 - 1/9n + score/3√n)³ by powers of the score."""
    base, slope = 1 - 1 / (9 * events), 1 / (3 * np.sqrt(events))
    return events * np.stack([base**3, 3 * base**2 * slope, 3 * base * slope**2, slope**3])
