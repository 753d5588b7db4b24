"""A raw figure: of a county, a voivodeship or an organisation, and what is asked about it."""

from typing import Literal, TypeAlias

from pydantic import model_validator

from pes_analysis.catalogue.entries import Codes, Frozen, Id, Level, Text
from pes_analysis.catalogue.validation import BilingualValueError

Availability: TypeAlias = Literal["available", "awaiting"]
Aggregation: TypeAlias = Literal["sum", "weighted", "harmonic", "none"]
Kind: TypeAlias = Literal["amount", "count", "number", "flag", "score"]

_TERRITORIAL = ("aggregation", "weight", "availability", "awaiting")
_OF_ORGANISATIONS = (
    "definition",
    "section",
    "kind",
    "applies_to",
    "minimum",
    "maximum",
    "part_of",
    "previous_of",
    "reported_in",
    "required",
    "derived",
    "constant",
)


class Variable(Frozen):
    """A raw figure from which indicators are computed.

    Attributes
    ----------
    over : str or None
        The closed list whose items the variable has; its id then ends in the list's index.
    aggregation : {"sum", "weighted", "harmonic", "none"}
        How the figures of counties make one of a voivodeship or of Poland. A rate whose denominator is
        known adds up as the mean weighted by it, ``"weighted"``; one whose numerator is known, as the
        weighted harmonic mean, ``"harmonic"``; one of which neither is known does not: ``"none"``.
    weight : str or None
        The variable that is the denominator or the numerator; never a stand-in for it.
    availability : {"available", "awaiting"}
        Whether a source is at hand; `awaiting` says where the figure would come from.
    definition : Text or None
        Of an organisation's figure, as are all that follow: what exactly is asked for.
    section : str or None
        Part of the questionnaire, an item of the closed list ``questionnaire_sections``.
    kind : {"amount", "count", "number", "flag", "score"} or None
        Money; a whole number; any number; 0 or 1; a rating within `minimum` and `maximum`.
    applies_to : tuple of str
        Codes of the organisations that are asked.
    minimum, maximum : float or None
        Bounds of a possible value, in `unit`.
    part_of : str or None
        The variable of the same year that this one cannot exceed.
    previous_of : str or None
        The variable whose value a year earlier this one repeats.
    reported_in : Text or None
        The return in which the organisation already gives the number.
    required : bool
        Whether a core indicator needs it.
    derived : bool
        Computed by the toolkit, so never asked.
    constant : bool
        The same for every organisation in a year, so never asked.
    """

    id: Id
    level: Level
    name: Text
    unit: Id
    over: Id | None = None
    note: Text | None = None
    aggregation: Aggregation = "none"
    weight: Id | None = None
    availability: Availability = "available"
    awaiting: Text | None = None
    definition: Text | None = None
    section: Id | None = None
    kind: Kind | None = None
    applies_to: Codes = ()
    minimum: float | None = None
    maximum: float | None = None
    part_of: Id | None = None
    previous_of: Id | None = None
    reported_in: Text | None = None
    required: bool = False
    derived: bool = False
    constant: bool = False

    @property
    def is_asked(self) -> bool:
        """Whether a questionnaire asks for it."""
        return self.level == "organisation" and not (self.derived or self.constant)

    @model_validator(mode="after")
    def _complete(self) -> "Variable":
        of_organisation = self.level == "organisation"
        foreign = _TERRITORIAL if of_organisation else _OF_ORGANISATIONS
        for key in foreign:
            if key in self.model_fields_set:
                raise BilingualValueError(
                    "tego klucza nie używa się na tym poziomie; usuń go.",
                    "this key is not used at this level; remove it.",
                    (key,),
                )
        if of_organisation:
            self._check_organisation()
        else:
            self._check_territory()
        return self

    def _check_territory(self) -> None:
        if "aggregation" not in self.model_fields_set:
            raise BilingualValueError(
                "brakuje klucza „aggregation”. Dopisz go.", "the key 'aggregation' is missing. Add it."
            )
        awaiting_says_what(self.availability, self.awaiting)
        if (self.aggregation in ("weighted", "harmonic")) != (self.weight is not None):
            raise BilingualValueError(
                "klucz „weight” jest potrzebny przy „aggregation: weighted” albo „harmonic” i tylko wtedy.",
                "the key 'weight' is needed with 'aggregation: weighted' or 'harmonic' and only then.",
            )

    def _check_organisation(self) -> None:
        needed = ("definition", "kind", "applies_to", *(("section",) if self.is_asked else ()))
        absent = [key for key in needed if not getattr(self, key)]
        if absent:
            raise BilingualValueError(
                f"brakuje klucza „{absent[0]}”. Dopisz go.", f"the key '{absent[0]}' is missing. Add it."
            )
        if self.kind == "score" and (self.minimum is None or self.maximum is None):
            raise BilingualValueError(
                "ocena („kind: score”) potrzebuje kluczy „minimum” i „maximum”.",
                "a rating ('kind: score') needs the keys 'minimum' and 'maximum'.",
            )
        if self.minimum is not None and self.maximum is not None and self.minimum >= self.maximum:
            raise BilingualValueError(
                "„minimum” musi być mniejsze od „maximum”.", "'minimum' must be below 'maximum'."
            )


def awaiting_says_what(availability: Availability, awaiting: Text | None) -> None:
    """Refuse an entry that awaits something unsaid, or says what it awaits while it is available."""
    if (availability == "awaiting") != (awaiting is not None):
        raise BilingualValueError(
            "klucz „awaiting” (czekamy na…) jest potrzebny przy „availability: awaiting” i tylko wtedy.",
            "the key 'awaiting' (which data) is needed with 'availability: awaiting' and only then.",
        )
