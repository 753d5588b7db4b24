"""What is known about organisations beside figures: types, checks, alarms, composite rules, constants."""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field, model_validator

from pes_analysis.catalogue.entries import Codes, Frozen, Id, Origin, ParsedFormula, Text, Verification
from pes_analysis.catalogue.validation import BilingualValueError

Severity: TypeAlias = Literal["error", "warning"]
Share: TypeAlias = Annotated[float, Field(ge=0, le=1)]


class EntityType(Frozen):
    """A type of organisation, or the status of a social enterprise.

    Attributes
    ----------
    name, plural : Text
        In full: "centrum integracji społecznej", "centra integracji społecznej".
    description : Text
        What such an organisation does, in one or two sentences.
    kind : {"pes", "public", "status"}
        A social-economy entity, a unit of local government, or a status that an entity may hold.

    Examples
    --------
    >>> from pes_analysis.catalogue import load_catalogue
    >>> load_catalogue().entity_type("cis").code
    'CIS'
    """

    id: Id
    name: Text
    plural: Text
    description: Text
    kind: Literal["pes", "public", "status"]

    @property
    def code(self) -> str:
        """The abbreviation as it is printed."""
        return self.id.upper()


class Check(Frozen):
    """A sign that the figures of one organisation and year do not fit together.

    Attributes
    ----------
    formula : Formula
        Over variables; 1 when something is wrong.
    message : Text
        What is wrong and what to do about it.
    severity : {"error", "warning"}
        Whether it cannot be so, or only rarely is.
    applies_to : tuple of str
        Codes of the organisations it concerns; empty for all.
    """

    id: Id
    formula: ParsedFormula
    message: Text
    severity: Severity
    applies_to: Codes = ()


class Alarm(Frozen):
    """Something that must be dealt with whatever the scores are; never averaged into them.

    Attributes
    ----------
    formula : Formula
        Over variables and indicators of an organisation; 1 when the alarm rings.
    years : int
        For how many years in a row it must hold.
    message, what_to_do : Text
        What is the matter and what to do first.
    """

    id: Id
    name: Text
    applies_to: Annotated[Codes, Field(min_length=1)]
    formula: ParsedFormula
    years: Annotated[int, Field(ge=1, le=5)] = 1
    message: Text
    what_to_do: Text
    origin: Origin
    source: Text


class Band(Frozen):
    """What a score from `at_least` upwards is called."""

    id: Id
    at_least: Annotated[float, Field(ge=0, le=100)]
    name: Text


class Vulnerability(Frozen):
    """The rule of Tuckman and Chang: how many of the measures lie in the worst part of the peers.

    Attributes
    ----------
    indicators : tuple of str
        The measures.
    lowest_is_worst : tuple of str
        Those of them of which the lowest values are the worst; of the others, the highest. The rule has
        its own direction: it fears a low administrative cost, which scales prefer within a range.
    worst_share : float
        The part of the peers that counts as the worst, 0–1.
    """

    indicators: Annotated[tuple[Id, ...], Field(min_length=1)]
    lowest_is_worst: tuple[Id, ...]
    worst_share: Share
    source: Text

    @model_validator(mode="after")
    def _among_the_measures(self) -> "Vulnerability":
        strangers = sorted({*self.lowest_is_worst} - {*self.indicators})
        if strangers:
            raise BilingualValueError(
                f"wskaźnika „{strangers[0]}” nie ma w „indicators”. Dopisz go tam albo usuń.",
                f"the indicator '{strangers[0]}' is not in 'indicators'. Add it there or remove it.",
                ("lowest_is_worst",),
            )
        return self


class CompositeRules(Frozen):
    """How indicators make scores.

    Attributes
    ----------
    least_core_share : float
        Share of applicable core indicators without which there is no score, 0–1.
    peers_least : int
        Organisations a comparison needs.
    winsorise : (float, float)
        Quantiles of the peers to which extreme values are drawn, 0–1.
    window_years : int
        Years taken together where an indicator is stabilised.
    small_count : int
        Counts of people below it are not published.
    bands : tuple of Band
        Names of scores, upwards from 0.
    vulnerability : Vulnerability
        The measures of financial vulnerability.
    """

    least_core_share: Share
    peers_least: Annotated[int, Field(ge=2)]
    winsorise: tuple[Share, Share]
    window_years: Annotated[int, Field(ge=1)]
    small_count: Annotated[int, Field(ge=1)]
    bands: Annotated[tuple[Band, ...], Field(min_length=1)]
    vulnerability: Vulnerability

    @model_validator(mode="after")
    def _in_order(self) -> "CompositeRules":
        if self.winsorise[0] >= self.winsorise[1]:
            raise BilingualValueError(
                "dolny kwantyl musi być mniejszy od górnego.",
                "the lower quantile must be below the upper.",
                ("winsorise",),
            )
        starts = [band.at_least for band in self.bands]
        if starts[0] != 0 or starts != sorted(set(starts)):
            raise BilingualValueError(
                "przedziały muszą zaczynać się od 0 i iść w górę.",
                "bands must start at 0 and go up.",
                ("bands",),
            )
        return self


class YearValue(Frozen):
    """The figure of one year."""

    year: Annotated[int, Field(ge=1990, le=2100)]
    value: float
    note: Text | None = None


class YearlyConstant(Frozen):
    """A figure that is the same for every organisation in a year.

    Attributes
    ----------
    id : str
        The variable it fills.
    verification : {"F", "L"}
        ``"F"`` read in the source named, ``"L"`` not re-read there and to be checked before use.
    """

    id: Id
    source: Text
    verification: Verification
    caution: Text | None = None
    values: Annotated[tuple[YearValue, ...], Field(min_length=1)]

    @property
    def by_year(self) -> dict[int, float]:
        """The figures by year.

        Examples
        --------
        >>> from pes_analysis.catalogue import load_catalogue
        >>> load_catalogue().constant("wage_min_statutory").by_year[2022]
        3010.0
        """
        return {one.year: one.value for one in self.values}

    @model_validator(mode="after")
    def _growing(self) -> "YearlyConstant":
        years = [one.year for one in self.values]
        if years != sorted(set(years)):
            raise BilingualValueError(
                "lata muszą iść po kolei i nie mogą się powtarzać.",
                "years must go upwards without repeats.",
                ("values",),
            )
        return self
