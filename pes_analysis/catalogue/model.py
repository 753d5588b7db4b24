"""The frozen objects of the catalogue: units, dimensions, closed lists, thresholds, words of the field."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import Field, model_validator

from pes_analysis.catalogue.entries import (
    Frozen,
    Id,
    Level,
    Origin,
    ParsedFormula,
    Text,
    Verification,
)
from pes_analysis.catalogue.validation import BilingualValueError


class Unit(Frozen):
    """A unit of measure.

    Attributes
    ----------
    name : Text
        In full: "rodziny na 1000 mieszkańców".
    symbol : Text
        Short, for after a number: "%", "zł", "na 1000"; "–" where nothing is written.
    shown_times : float
        What a value is multiplied by before it is printed: 100 for a share kept as 0–1 and shown in
        per cent. Decimals count after that.
    """

    id: Id
    name: Text
    symbol: Text
    shown_times: Annotated[float, Field(gt=0)] = 1.0

    def shown(self, value: float) -> float:
        """Turn a value into the number that is printed and drawn.

        Examples
        --------
        >>> from pes_analysis.catalogue import load_catalogue
        >>> load_catalogue().unit("share").shown(0.145)
        14.5
        """
        if self.shown_times == 1:
            return float(value)
        # In decimals: 0.145 * 100 is 14.499999999999998 in floats and would be printed as 14%.
        return float(Decimal(str(value)) * Decimal(str(self.shown_times)))


class Area(Frozen):
    """A part of a dimension: a group of indicators that a reader looks at together."""

    id: Id
    name: Text


class Dimension(Frozen):
    """A chapter of a diagnosis and the question it answers; voivodeships use those of counties."""

    id: Id
    level: Level = "county"
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
    formula : Formula or None
        Over variables of an organisation; 1 when the rule is met. None when figures cannot tell.
    applies_when : Formula or None
        1 when the rule concerns the organisation at all; None when it always does.
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
    verification: Verification
    caution: Text | None = None
    formula: ParsedFormula | None = None
    applies_when: ParsedFormula | None = None

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
        if self.applies_when and not self.formula:
            raise BilingualValueError(
                "klucz „applies_when” ma sens tylko obok „formula”.",
                "the key 'applies_when' makes sense only beside 'formula'.",
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
