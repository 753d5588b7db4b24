"""One indicator of a recipe: which way is good, where it stands, what it weighs, its fixed points."""

from typing import Annotated, Literal, Self, TypeAlias

from pydantic import Field, model_validator

from pes_analysis.catalogue.entries import Frozen
from pes_analysis.catalogue.validation import BilingualValueError

Name: TypeAlias = Annotated[str, Field(min_length=1, max_length=200)]
Polarity: TypeAlias = Literal["stimulant", "destimulant", "nominant"]
Bounds: TypeAlias = tuple[float, float]
TreatMethod: TypeAlias = Literal["none", "winsorise", "log_ct", "log_ct_plus", "log_gii", "box_cox"]


class IndicatorRule(Frozen):
    """What a recipe says of one indicator.

    Attributes
    ----------
    name : str
        Its column in the data.
    polarity : {"stimulant", "destimulant", "nominant"}
        More is better, less is better, or best inside ``range``.
    path : tuple of str
        Where it stands, from the widest group down: ``[dimension, area]``. Empty: directly in the index.
    weight : float
        Against the others of its group; counts where weights are ``given``.
    range : (float, float), optional
        Of a nominant: values inside are equally good, outside they lose by their distance.
    goalposts : (float, float), optional
        Lowest and highest value of the fixed scale, in the unit of the data; of a nominant, where it has
        lost everything on either side.
    target : float, optional
        The value to be reached, for ``distance_to_target``.
    denominator : str, optional
        A column of the data by which values are divided first.
    treat : str, optional
        How its outliers are treated, where otherwise than the step says.

    Examples
    --------
    >>> rule = IndicatorRule(name="unemployment", polarity="destimulant", path=("labour",))
    >>> rule.weight, rule.range
    (1.0, None)
    """

    name: Name
    polarity: Polarity
    path: tuple[Name, ...] = ()
    weight: Annotated[float, Field(ge=0)] = 1.0
    range: Bounds | None = None
    goalposts: Bounds | None = None
    target: float | None = None
    denominator: Name | None = None
    treat: TreatMethod | None = None

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        for key, bounds in (("range", self.range), ("goalposts", self.goalposts)):
            is_point = key == "goalposts" and bounds is not None and bounds[0] == bounds[1]
            if is_point or (bounds is not None and bounds[0] > bounds[1]):
                raise BilingualValueError(
                    "dolny koniec musi być mniejszy od górnego. Zamień je miejscami.",
                    "the lower end must be below the upper one. Swap them.",
                    (key,),
                )
        if (self.polarity == "nominant") != (self.range is not None):
            raise BilingualValueError(
                "przedział „range” należy do nominanty i tylko do niej. Dopisz go albo popraw „polarity”.",
                "a 'range' belongs to a nominant, and only to it. Add it or correct 'polarity'.",
            )
        if self.range and self.target is not None:
            raise BilingualValueError(
                "celem nominanty jest jej przedział „range”. Usuń „target”.",
                "the target of a nominant is its 'range'. Remove 'target'.",
                ("target",),
            )
        if self.range and self.goalposts and not self._inside(self.range, self.goalposts):
            raise BilingualValueError(
                "granice „goalposts” muszą leżeć poza przedziałem „range” nominanty. Popraw je.",
                "the 'goalposts' must lie outside the 'range' of a nominant. Correct them.",
                ("goalposts",),
            )
        return self

    @staticmethod
    def _inside(inner: Bounds, outer: Bounds) -> bool:
        return outer[0] < inner[0] and inner[1] < outer[1]
