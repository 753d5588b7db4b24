"""Absolute points: what value of an indicator is worth 0, 40, 70 and 100."""

from itertools import pairwise
from typing import Literal, NamedTuple, TypeAlias

from pes_analysis.catalogue.entries import Frozen, Origin, Text
from pes_analysis.catalogue.validation import BilingualValueError

Polarity: TypeAlias = Literal["stimulant", "destimulant", "nominant", "informational"]

# What worst, warn, reference (or the ends of the range) and best are worth.
POINTS = (0.0, 40.0, 70.0, 100.0)


class Anchor(NamedTuple):
    """A value and its points; between two anchors the points change linearly."""

    value: float
    points: float


class Scale(Frozen):
    """The values of an indicator that are worth 0, 40, 70 and 100 points.

    Attributes
    ----------
    worst, warn, reference, best : float
        For more or less is better: values worth 0, 40, 70 and 100, each better than the one before.
    worst, warn, best : (float, float)
        For a recommended range: the ends on both its sides. The range itself begins and ends at 70,
        so there is no `reference`; `best` is where 100 is reached, by default the middle of the range.
    origin : {"F", "L", "P"}
        Anchors found in a named text, known but not read, own proposal.
    note : Text or None
        Where they come from.
    """

    worst: float | tuple[float, float]
    warn: float | tuple[float, float]
    reference: float | None = None
    best: float | tuple[float, float] | None = None
    origin: Origin
    note: Text | None = None


def anchors_of(
    scale: Scale, polarity: Polarity, recommended: tuple[float, float] | None = None
) -> tuple[Anchor, ...]:
    """Lay the anchors of a scale out by growing value.

    Parameters
    ----------
    scale : Scale
        In the order of goodness.
    polarity : {"stimulant", "destimulant", "nominant", "informational"}
        Which shape of a scale is expected.
    recommended : (float, float), optional
        The range of a nominant.

    Raises
    ------
    BilingualValueError
        The scale is in the wrong order, or of the wrong shape for the polarity.

    Examples
    --------
    >>> debt = Scale(worst=1, warn=0.7, reference=0.5, best=0.2, origin="F")
    >>> [tuple(anchor) for anchor in anchors_of(debt, "destimulant")]
    [(0.2, 100.0), (0.5, 70.0), (0.7, 40.0), (1.0, 0.0)]
    >>> margin = Scale(worst=(-0.2, 0.5), warn=(-0.05, 0.2), origin="F")
    >>> [anchor.points for anchor in anchors_of(margin, "nominant", (0, 0.1))]
    [0.0, 40.0, 70.0, 100.0, 70.0, 40.0, 0.0]
    """
    if polarity == "informational":
        raise BilingualValueError(
            "wskaźnik bez kierunku nie ma skali punktów.", "an indicator without a direction has no scale."
        )
    anchors = _two_sided(scale, recommended) if recommended is not None else _one_sided(scale)
    if polarity == "destimulant":
        anchors = anchors[::-1]
    for before, after in pairwise(anchors):
        if before.value >= after.value:
            raise BilingualValueError(
                "progi skali są w złej kolejności: każdy następny musi być lepszy, "
                "a „range” leżeć między „warn” a „best”.",
                "the scale is in the wrong order: each anchor must be better than the one before, "
                "and 'range' lie between 'warn' and 'best'.",
            )
    return tuple(anchors)


def _one_sided(scale: Scale) -> list[Anchor]:
    values = (scale.worst, scale.warn, scale.reference, scale.best)
    numbers = [value for value in values if isinstance(value, float)]
    if len(numbers) < len(POINTS):
        raise BilingualValueError(
            "skala w jedną stronę potrzebuje czterech liczb: worst, warn, reference i best.",
            "a one-sided scale needs four numbers: worst, warn, reference and best.",
        )
    return [Anchor(value, at) for value, at in zip(numbers, POINTS, strict=True)]


def _two_sided(scale: Scale, recommended: tuple[float, float]) -> list[Anchor]:
    middle = (recommended[0] + recommended[1]) / 2
    best = (middle, middle) if scale.best is None else scale.best
    pairs = [pair for pair in (scale.worst, scale.warn, recommended, best) if isinstance(pair, tuple)]
    if scale.reference is not None or len(pairs) < len(POINTS):
        raise BilingualValueError(
            "skala z zakresem potrzebuje par liczb worst i warn, może mieć parę best, a reference nie ma.",
            "a scale with a range needs pairs worst and warn, may have a pair best, and has no reference.",
        )
    left = [Anchor(low, at) for (low, _), at in zip(pairs, POINTS, strict=True)]
    right = [Anchor(high, at) for (_, high), at in zip(pairs, POINTS, strict=True)][::-1]
    # A single best point, such as the middle of the range, stands once.
    return left + (right[1:] if left[-1] == right[0] else right)
