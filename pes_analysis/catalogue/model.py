"""The frozen objects of the catalogue: what a variable, an indicator, a threshold or a list is."""

from datetime import date
from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo, model_validator

from pes_analysis.catalogue.formula import Formula, FormulaError, parse
from pes_analysis.catalogue.strict_yaml import BilingualValueError

Language: TypeAlias = Literal["pl", "en"]
Level: TypeAlias = Literal["county", "voivodeship"]
Polarity: TypeAlias = Literal["stimulant", "destimulant", "nominant", "informational"]
Availability: TypeAlias = Literal["available", "awaiting"]
Aggregation: TypeAlias = Literal["sum", "weighted", "harmonic", "none"]
CountType: TypeAlias = Literal["proportion", "rate", "count", "amount", "published", "index"]
Origin: TypeAlias = Literal["F", "L", "P"]
Id: TypeAlias = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Words: TypeAlias = Annotated[str, Field(min_length=1)]


class Frozen(BaseModel):
    """Settings shared by everything in the catalogue: unchangeable, and strict about unknown keys."""

    # pydantic, not dataclasses: it reports every problem of a file at once, with the path to each.
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, arbitrary_types_allowed=True)


class Text(Frozen):
    """The same words in Polish and in English.

    Examples
    --------
    >>> Text(pl="Ludność", en="Population").in_language("en")
    'Population'
    """

    pl: Words
    en: Words

    def in_language(self, language: Language) -> str:
        """Return the words in one language, ``"pl"`` or ``"en"``."""
        return {"pl": self.pl, "en": self.en}[language]


class Unit(Frozen):
    """A unit of measure.

    Attributes
    ----------
    name : Text
        In full: "rodziny na 1000 mieszkańców".
    symbol : Text
        Short, for after a number: "%", "zł", "na 1000"; "–" where nothing is written.
    """

    id: Id
    name: Text
    symbol: Text


class Area(Frozen):
    """A part of a dimension: a group of indicators that a reader looks at together."""

    id: Id
    name: Text


class Dimension(Frozen):
    """A chapter of a diagnosis and the question it answers."""

    id: Id
    name: Text
    question: Text
    areas: Annotated[tuple[Area, ...], Field(min_length=1)]


class ListItem(Frozen):
    """One entry of a closed list."""

    id: Id
    name: Text
    note: Text | None = None


class ClosedList(Frozen):
    """A list that must not change between years without a new date.

    Attributes
    ----------
    index : str or None
        The letter that stands for an item of this list in ``sum_over``.
    """

    id: Id
    name: Text
    valid_from: date
    valid_to: date | None = None
    origin: Origin
    source: Text
    index: Annotated[str, Field(pattern=r"^[a-z]$")] | None = None
    items: Annotated[tuple[ListItem, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _distinct(self) -> "ClosedList":
        ids = [item.id for item in self.items]
        doubled = sorted({item for item in ids if ids.count(item) > 1})
        if doubled:
            raise BilingualValueError(
                f"pozycja „{doubled[0]}” jest na liście dwa razy.",
                f"the item '{doubled[0]}' is on the list twice.",
            )
        return self


class Variable(Frozen):
    """A raw figure from which indicators are computed.

    Attributes
    ----------
    aggregation : {"sum", "weighted", "harmonic", "none"}
        How the figures of counties make one of a voivodeship or of Poland. A rate whose denominator is
        known adds up as the mean weighted by it, ``"weighted"``; one whose numerator is known, as the
        weighted harmonic mean, ``"harmonic"``; one of which neither is known does not: ``"none"``.
    weight : str or None
        The variable that is the denominator or the numerator; never a stand-in for it.
    over : str or None
        The closed list whose items the variable has; its id then ends in the list's index.
    availability : {"available", "awaiting"}
        Whether a source is at hand; `awaiting` says where the figure would come from.
    """

    id: Id
    level: Level
    name: Text
    unit: Id
    aggregation: Aggregation
    weight: Id | None = None
    over: Id | None = None
    availability: Availability = "available"
    awaiting: Text | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _complete(self) -> "Variable":
        _awaiting_says_what(self.availability, self.awaiting)
        if (self.aggregation in ("weighted", "harmonic")) != (self.weight is not None):
            raise BilingualValueError(
                "klucz „weight” jest potrzebny przy „aggregation: weighted” albo „harmonic” i tylko wtedy.",
                "the key 'weight' is needed with 'aggregation: weighted' or 'harmonic' and only then.",
            )
        return self


def _parsed(value: object, info: ValidationInfo) -> object:
    if not isinstance(value, str):
        return value
    try:
        return parse(value, (info.context or {}).get("lists", {}))
    except FormulaError as error:
        raise BilingualValueError(error.pl, error.en) from error


class Indicator(Frozen):
    """A measure computed from variables, with all that is needed to read it.

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
    """

    id: Id
    level: Level
    dimension: Id
    area: Id
    name: Text
    plain: Text
    reading: Text
    formula: Annotated[Formula | None, BeforeValidator(_parsed)] = None
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

    @model_validator(mode="after")
    def _complete(self) -> "Indicator":
        _awaiting_says_what(self.availability, self.awaiting)
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
        return self


def _awaiting_says_what(availability: Availability, awaiting: Text | None) -> None:
    if (availability == "awaiting") != (awaiting is not None):
        raise BilingualValueError(
            "klucz „awaiting” (czekamy na…) jest potrzebny przy „availability: awaiting” i tylko wtedy.",
            "the key 'awaiting' (which data) is needed with 'availability: awaiting' and only then.",
        )


class Threshold(Frozen):
    """A limit set by law or by a programme, with the time it holds.

    Attributes
    ----------
    applies_to : tuple of str
        Entity types (``"zaz"``, ``"ps"`` …) or ``"county"``.
    indicator : str or None
        The county indicator it is a reference value of.
    value : float or None
        The number of the rule, in the unit `unit`; None when the rule is not a number.
    valid_from : date or None
        None when the day has not been established.
    verification : {"F", "L"}
        ``"F"`` the rule was read in a named text, ``"L"`` it was not and must be checked before use.
    """

    id: Id
    name: Text
    applies_to: Annotated[tuple[Id, ...], Field(min_length=1)]
    rule: Text
    indicator: Id | None = None
    value: float | None = None
    unit: Id | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    legal_basis: Text
    verification: Literal["F", "L"]
    caution: Text | None = None

    @model_validator(mode="after")
    def _complete(self) -> "Threshold":
        if (self.value is None) != (self.unit is None):
            raise BilingualValueError(
                "„value” i „unit” podaje się razem.", "'value' and 'unit' are given together."
            )
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise BilingualValueError(
                "próg kończy się, zanim się zaczął.", "the threshold ends before it starts."
            )
        return self

    def holds_on(self, day: date) -> bool:
        """Whether the threshold is known to be in force on a day.

        Examples
        --------
        >>> from pes_analysis.catalogue import load_catalogue
        >>> load_catalogue().threshold("chk_ps_3jobs").holds_on(date(2020, 1, 1))
        False
        """
        started = self.valid_from is not None and self.valid_from <= day
        return started and (self.valid_to is None or day <= self.valid_to)


class Term(Frozen):
    """A word of the field and its plain explanation.

    Attributes
    ----------
    term : Text
        The word or abbreviation as it stands in reports.
    plain : Text
        One or two short sentences.
    """

    id: Id
    term: Text
    plain: Text
