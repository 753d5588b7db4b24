"""How sure a sentence must be to be printed, and the signed list of choices it is tested against."""

from datetime import date
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, model_validator

from pes_analysis.catalogue.entries import Frozen, Id, Text
from pes_analysis.catalogue.validation import BilingualValueError

Probability: TypeAlias = Annotated[float, Field(gt=0, lt=1)]
ClaimLevel: TypeAlias = Literal["county", "organisation", "cooperation", "both"]


class ClaimWords(Frozen):
    """What the two ways of printing a sentence are called."""

    said: Text
    softened: Text


class ClaimRules(Frozen):
    """When a sentence is printed.

    Attributes
    ----------
    said_at : float
        A sentence that holds at least so often is printed plainly.
    softened_at : float
        One that holds at least so often is printed with its doubt; below it none is printed.
    words : ClaimWords
    replications : int
        Draws a sentence is held against.
    seed : int
        The same seed gives the same draws.
    """

    said_at: Probability
    softened_at: Probability
    words: ClaimWords
    replications: Annotated[int, Field(ge=100)]
    seed: Annotated[int, Field(ge=0)]

    @model_validator(mode="after")
    def _in_order(self) -> "ClaimRules":
        if self.softened_at >= self.said_at:
            raise BilingualValueError(
                "próg zdania złagodzonego musi być niższy od progu zdania pewnego.",
                "the threshold of a softened sentence must be below that of a plain one.",
                ("softened_at",),
            )
        return self


class Alternative(Frozen):
    """Another defensible option of a choice."""

    value: int | float | str
    text: Text


class Variant(Frozen):
    """A choice of method that could have been made otherwise.

    Attributes
    ----------
    id : str
    level : {"county", "organisation", "cooperation", "both"}
    step : str
        The step of the method the choice belongs to.
    standard : Text
        What the toolkit does.
    alternatives : tuple of Alternative
        What it could do as well; the test reads their values.
    reason : Text
        Why they can be defended.
    source : Text
    """

    id: Id
    level: ClaimLevel
    step: Id
    standard: Text
    alternatives: Annotated[tuple[Alternative, ...], Field(min_length=1)]
    reason: Text
    source: Text

    @model_validator(mode="after")
    def _different(self) -> "Variant":
        values = [one.value for one in self.alternatives]
        if len(set(values)) < len(values):
            raise BilingualValueError(
                "dwie możliwości mają tę samą wartość. Usuń jedną z nich.",
                "two alternatives have the same value. Remove one of them.",
                ("alternatives",),
            )
        return self


class Signature(Frozen):
    """Who answers for the list of defensible choices, and since when."""

    version: Annotated[str, Field(min_length=1)]
    signed_by: Text
    signed_on: date


class SignedList(Signature):
    """The choices every judging sentence is held against.

    Attributes
    ----------
    version : str
    signed_by : Text
    signed_on : date
    variants : tuple of Variant
        Of all levels.
    """

    variants: tuple[Variant, ...]

    def of(self, level: Literal["county", "organisation", "cooperation"]) -> tuple[Variant, ...]:
        """Return the choices of one level.

        Examples
        --------
        >>> from pes_analysis.catalogue import load_catalogue
        >>> [one.id for one in load_catalogue().signed_list.of("county")][:2]
        ['quarter_rule', 'peer_count']
        """
        return tuple(one for one in self.variants if one.level in (level, "both"))
