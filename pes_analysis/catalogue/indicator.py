"""A measure computed from variables, with all that is needed to read it."""

from collections.abc import Collection
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, model_validator

from pes_analysis.catalogue.entries import Codes, Frozen, Id, Level, Origin, ParsedFormula, Text
from pes_analysis.catalogue.scale import Anchor, Polarity, Scale, anchors_of
from pes_analysis.catalogue.validation import BilingualValueError
from pes_analysis.catalogue.variable import Availability, awaiting_says_what

CountType: TypeAlias = Literal["proportion", "rate", "count", "amount", "published", "index"]
Stabilising: TypeAlias = Literal["none", "mean_3y", "pooled_3y"]

_OF_ORGANISATIONS = (
    "applies_to",
    "describes",
    "scale",
    "stabilise",
    "cap",
    "least",
    "alarm_only",
    "advice",
    "advice_above",
)


class Least(Frozen):
    """The smallest count for which a ratio is worth anything: below it the ratio is undefined."""

    variable: Id
    count: Annotated[int, Field(ge=1)]


class Indicator(Frozen):
    """A measure computed from variables.

    Attributes
    ----------
    name : Text
        The exact name.
    plain : Text
        The name in plain words, which a reader sees first.
    reading : Text
        One sentence: how to read a value.
    formula : Formula or None
        Parsed; None only while the indicator awaits its definition.
    decimals : int
        Decimal places to print.
    polarity : {"stimulant", "destimulant", "nominant", "informational"}
        More is better, less is better, a recommended range is best, shown without judgement.
    range : (float, float) or None
        The recommended range of a nominant.
    core : bool
        Part of the one-page view.
    count_type : {"proportion", "rate", "count", "amount", "published", "index"}
        What kind of number it is, which decides how its uncertainty is reckoned: part of a counted
        whole, counted events per population, a bare count, money or a mean, a figure published ready
        made, a composite.
    origin : {"F", "L", "P"}
        Definition found in a named text, known from law or literature but not read, own proposal.
    source : Text
        Where the definition comes from.
    caution : Text or None
        What a reader must know before drawing a conclusion.
    applies_to : tuple of str
        Of an organisation's indicator, as are all that follow: codes for which it is computed and scored.
    describes : tuple of str
        Codes for which it is computed and shown, but never scored.
    scale : Scale or None
        Absolute points of a value; None when it is never scored.
    stabilise : {"none", "mean_3y", "pooled_3y"}
        Scored on the mean of three years, or on the counts of three years put together.
    cap : float or None
        A higher value counts as this one.
    least : Least or None
        The count below which it is not computed.
    alarm_only : bool
        Shown as an alarm and never averaged.
    advice, advice_above : Text or None
        What to begin with in order to improve it; of a nominant, in order to raise it and to lower it.
    """

    id: Id
    level: Level
    dimension: Id
    area: Id
    name: Text
    plain: Text
    reading: Text
    formula: ParsedFormula | None = None
    unit: Id
    decimals: Annotated[int, Field(ge=0, le=4)]
    polarity: Polarity
    range: tuple[float, float] | None = None
    core: bool = False
    availability: Availability = "available"
    awaiting: Text | None = None
    count_type: CountType
    origin: Origin
    source: Text
    caution: Text | None = None
    applies_to: Codes = ()
    describes: Codes = ()
    scale: Scale | None = None
    stabilise: Stabilising = "none"
    cap: float | None = None
    least: Least | None = None
    alarm_only: bool = False
    advice: Text | None = None
    advice_above: Text | None = None

    def advice_towards(self, value: float, target: float) -> Text | None:
        """Say what to begin with on the way from a value to a better one; None where nobody wrote it.

        Examples
        --------
        >>> from pes_analysis.catalogue import load_catalogue
        >>> load_catalogue().indicator("occupancy").advice_towards(1.2, 1.0).en
        'There are more participants than places: talk to local government about adding some.'
        """
        return self.advice_above if self.polarity == "nominant" and target < value else self.advice

    def is_computed_for(self, codes: Collection[str]) -> bool:
        """Whether an organisation with these codes has a value; without codes it always has."""
        return not codes or not {*self.applies_to, *self.describes}.isdisjoint(codes)

    def is_scored_for(self, codes: Collection[str]) -> bool:
        """Whether the value of an organisation with these codes enters a score."""
        return self.scale is not None and (not codes or not set(self.applies_to).isdisjoint(codes))

    @property
    def anchors(self) -> tuple[Anchor, ...]:
        """Points of the absolute scale, by growing value; empty without a scale."""
        return () if self.scale is None else anchors_of(self.scale, self.polarity, self.range)

    @model_validator(mode="after")
    def _complete(self) -> "Indicator":
        awaiting_says_what(self.availability, self.awaiting)
        if self.availability == "available" and self.formula is None:
            raise BilingualValueError(
                "dostępny wskaźnik musi mieć wzór.", "an available indicator must have a formula."
            )
        if (self.polarity == "nominant") != (self.range is not None):
            raise BilingualValueError(
                "klucz „range” jest potrzebny przy „polarity: nominant” i tylko wtedy.",
                "the key 'range' is needed with 'polarity: nominant' and only then.",
            )
        if self.range is not None and self.range[0] >= self.range[1]:
            raise BilingualValueError(
                "początek zakresu musi być mniejszy od końca.", "the range must start below its end."
            )
        if self.level == "organisation":
            self._check_organisation()
        else:
            self._check_territory()
        return self

    def _check_territory(self) -> None:
        for key in _OF_ORGANISATIONS:
            if key in self.model_fields_set:
                raise BilingualValueError(
                    "tego klucza używa się tylko dla organizacji; usuń go.",
                    "this key is used for organisations only; remove it.",
                    (key,),
                )

    def _check_organisation(self) -> None:
        if not self.applies_to:
            raise BilingualValueError(
                "brakuje klucza „applies_to”. Dopisz go.", "the key 'applies_to' is missing. Add it."
            )
        doubled = sorted({*self.applies_to} & {*self.describes})
        if doubled:
            raise BilingualValueError(
                f"typ „{doubled[0]}” jest i w „applies_to”, i w „describes”. Zostaw go w jednym miejscu.",
                f"the type '{doubled[0]}' is both in 'applies_to' and in 'describes'. Keep it in one.",
                ("describes",),
            )
        if self.least and self.formula and self.least.variable not in self.formula.names:
            raise BilingualValueError(
                f"„{self.least.variable}” nie występuje we wzorze tego wskaźnika.",
                f"'{self.least.variable}' is not in the formula of this indicator.",
                ("least", "variable"),
            )
        if self.advice_above and self.polarity != "nominant":
            raise BilingualValueError(
                "klucza „advice_above” używa się tylko przy „polarity: nominant”; usuń go.",
                "the key 'advice_above' is used with 'polarity: nominant' only; remove it.",
                ("advice_above",),
            )
        if self.scale is None:
            return
        if self.alarm_only:
            raise BilingualValueError(
                "wskaźnik pokazywany tylko jako alarm nie ma skali punktów.",
                "an indicator shown as an alarm only has no scale of points.",
                ("scale",),
            )
        try:
            anchors_of(self.scale, self.polarity, self.range)
        except BilingualValueError as error:
            raise BilingualValueError(error.pl, error.en, ("scale", *error.path)) from error
