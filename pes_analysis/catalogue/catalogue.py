"""The catalogue as a whole: looking things up by what they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from typing import Literal, Protocol, TypeVar

from pes_analysis.catalogue.claims import ClaimRules, SignedList, Variant
from pes_analysis.catalogue.entries import Language, Level, Text
from pes_analysis.catalogue.indicator import Indicator
from pes_analysis.catalogue.model import ClosedList, Dimension, ListItem, Term, Threshold, Unit
from pes_analysis.catalogue.organisation_model import (
    Alarm,
    Check,
    CompositeRules,
    EntityType,
    YearlyConstant,
)
from pes_analysis.catalogue.variable import Variable
from pes_analysis.protect.errors import PesError


class UnknownIdError(PesError):
    """A name that is not in the catalogue."""


class _Named(Protocol):
    @property
    def id(self) -> str: ...


Entry = TypeVar("Entry", bound=_Named)


@dataclass(frozen=True)
class Catalogue:
    """Everything that is measured, frozen.

    Attributes
    ----------
    units, dimensions, closed_lists, entity_types, thresholds, checks, alarms, constants, glossary : tuple
        In the order of their files; single ones through the methods of the same name.
    all_variables, all_indicators : tuple
        Of every level; usually read through `variables` and `indicators`. An indicator's id is its own
        over all levels; a variable's is its own among territories and among organisations.
    composite : CompositeRules
        How indicators of organisations make scores.
    claims : ClaimRules
        When a judging sentence is printed.
    signed_list : SignedList
        The choices of method it is tested against.
    """

    units: tuple[Unit, ...]
    dimensions: tuple[Dimension, ...]
    closed_lists: tuple[ClosedList, ...]
    entity_types: tuple[EntityType, ...]
    all_variables: tuple[Variable, ...]
    all_indicators: tuple[Indicator, ...]
    thresholds: tuple[Threshold, ...]
    checks: tuple[Check, ...]
    alarms: tuple[Alarm, ...]
    composite: CompositeRules
    claims: ClaimRules
    signed_list: SignedList
    constants: tuple[YearlyConstant, ...]
    glossary: tuple[Term, ...]

    def __hash__(self) -> int:
        """Hash the ids alone: every entry would take longer than looking up what is remembered by it."""
        return hash(tuple(self._by_id))

    def indicators(
        self, level: Level = "county", dimension: str | None = None, available: bool | None = None
    ) -> tuple[Indicator, ...]:
        """Return the indicators of a level, of one dimension and availability where asked.

        Examples
        --------
        >>> from pes_analysis.catalogue import load_catalogue
        >>> [one.id for one in load_catalogue().indicators(dimension="money", available=True)][:2]
        ['county_spending_per_capita', 'county_investment_per_capita']
        """
        return tuple(
            one
            for one in self.all_indicators
            if one.level == level
            and dimension in (None, one.dimension)
            and available in (None, one.availability == "available")
        )

    def variables(self, level: Level = "county", available: bool | None = None) -> tuple[Variable, ...]:
        """Return the variables of a level, available or awaited ones where asked."""
        return tuple(
            one
            for one in self.all_variables
            if one.level == level and available in (None, one.availability == "available")
        )

    def variants(self, level: Literal["county", "organisation"]) -> tuple[Variant, ...]:
        """Return the signed choices of method behind sentences of a level."""
        return self.signed_list.of(level)

    def indicator(self, id: str) -> Indicator:  # noqa: A002 - the field's own word
        """Return one indicator.

        Raises
        ------
        UnknownIdError
            There is none of that name.

        Examples
        --------
        >>> from pes_analysis.catalogue import load_catalogue
        >>> try:
        ...     load_catalogue().indicator("unemployment_rat")
        ... except UnknownIdError as error:
        ...     print(error.en)
        There is no indicator 'unemployment_rat'. Did you mean 'unemployment_rate'?
        """
        return self._by_id.get(id) or _found(self.all_indicators, id, "wskaźnika", "indicator")

    def variable(self, id: str, level: Level = "county") -> Variable:  # noqa: A002
        """Return one variable of a level, or one item of a family, such as ``revenue_sales``.

        Examples
        --------
        >>> from pes_analysis.catalogue import load_catalogue
        >>> load_catalogue().variable("revenue_sales", "organisation").part_of
        'revenue_total'
        """
        return self._named_by_id[level].get(id) or _found(self._named[level], id, "zmiennej", "variable")

    def columns(self, level: Level) -> tuple[Variable, ...]:
        """Return what a table of a level has columns for: its variables, with families put out by item."""
        return tuple(column for variable in self.variables(level) for column in self.columns_of(variable))

    def columns_of(self, variable: Variable) -> tuple[Variable, ...]:
        """Return the variable itself, or for a family one variable an item of its list.

        Examples
        --------
        >>> from pes_analysis.catalogue import load_catalogue
        >>> catalogue = load_catalogue()
        >>> columns = catalogue.columns_of(catalogue.variable("revenue_k", "organisation"))
        >>> columns[5].id, columns[5].name.en
        ('revenue_sales', 'Revenue by source: Sales')
        """
        if variable.over is None:
            return (variable,)
        closed = self.closed_list(variable.over)
        stem = variable.id.removesuffix(closed.index or "")
        return tuple(
            variable.model_copy(
                update={
                    "id": stem + item.id,
                    "over": None,
                    "name": Text(
                        pl=f"{variable.name.pl}: {item.name.pl}", en=f"{variable.name.en}: {item.name.en}"
                    ),
                }
            )
            for item in closed.items
        )

    @cached_property
    def _named(self) -> dict[Level, tuple[Variable, ...]]:
        levels: tuple[Level, ...] = ("county", "voivodeship", "organisation")
        return {level: (*self.variables(level), *self.columns(level)) for level in levels}

    # A page looks thousands of these up.
    @cached_property
    def _by_id(self) -> dict[str, Indicator]:
        return {one.id: one for one in self.all_indicators}

    @cached_property
    def _named_by_id(self) -> dict[Level, dict[str, Variable]]:
        # Of two of one name the first, as when they are looked through.
        return {level: {one.id: one for one in reversed(named)} for level, named in self._named.items()}

    @cached_property
    def _units_by_id(self) -> dict[str, Unit]:
        return {one.id: one for one in self.units}

    def dimension(self, id: str) -> Dimension:  # noqa: A002
        """Return one dimension."""
        return _found(self.dimensions, id, "wymiaru", "dimension")

    def unit(self, id: str) -> Unit:  # noqa: A002
        """Return one unit."""
        return self._units_by_id.get(id) or _found(self.units, id, "jednostki", "unit")

    def threshold(self, id: str) -> Threshold:  # noqa: A002
        """Return one threshold."""
        return _found(self.thresholds, id, "progu", "threshold")

    def closed_list(self, id: str) -> ClosedList:  # noqa: A002
        """Return one closed list."""
        return _found(self.closed_lists, id, "listy zamkniętej", "closed list")

    def term(self, id: str) -> Term:  # noqa: A002
        """Return one entry of the glossary."""
        return _found(self.glossary, id, "hasła", "term")

    def entity_type(self, id: str) -> EntityType:  # noqa: A002
        """Return one type of organisation."""
        return _found(self.entity_types, id, "typu organizacji", "type of organisation")

    @property
    def unit_types(self) -> tuple[EntityType | ListItem, ...]:
        """Types of units of the directory: those of organisations, then those that stand only there.

        Examples
        --------
        >>> from pes_analysis.catalogue import load_catalogue
        >>> [one.id for one in load_catalogue().unit_types][-3:]
        ['ug', 'sp', 'lgd']
        """
        organisations = tuple(one for one in self.entity_types if one.kind != "status")
        return (*organisations, *self.closed_list("other_unit_types").items)

    def unit_type(self, id: str) -> EntityType | ListItem:  # noqa: A002
        """Return one type of unit of the directory."""
        return _found(self.unit_types, id, "typu jednostki", "type of unit")

    def check(self, id: str) -> Check:  # noqa: A002
        """Return one check of an organisation's figures."""
        return _found(self.checks, id, "sprawdzenia", "check")

    def alarm(self, id: str) -> Alarm:  # noqa: A002
        """Return one alarm."""
        return _found(self.alarms, id, "alarmu", "alarm")

    def constant(self, id: str) -> YearlyConstant:  # noqa: A002
        """Return one yearly constant."""
        return _found(self.constants, id, "stałej", "constant")

    def variable_names(self, language: Language, level: Level | None = None) -> Mapping[str, str]:
        """Return the words for every variable, by id: what formulas are printed with.

        Parameters
        ----------
        language : {"pl", "en"}
        level : {"county", "voivodeship", "organisation"}, optional
            By default both levels of territories; an organisation's variables may share their ids.
        """
        return self._variable_names[language, level]

    @cached_property
    def _variable_names(self) -> dict[tuple[Language, Level | None], Mapping[str, str]]:
        languages: tuple[Language, ...] = ("pl", "en")
        territories = (*self._named["county"], *self._named["voivodeship"])
        return {
            (language, level): {one.id: one.name.in_language(language) for one in named}
            for level, named in ((None, territories), *self._named.items())
            for language in languages
        }


def _found(entries: Sequence[Entry], wanted: str, pl: str, en: str) -> Entry:
    for one in entries:
        if one.id == wanted:
            return one
    close = get_close_matches(wanted, [one.id for one in entries], n=1)
    hint_pl = f"Czy chodzi o „{close[0]}”?" if close else "Sprawdź katalog."
    hint_en = f"Did you mean '{close[0]}'?" if close else "Check the catalogue."
    raise UnknownIdError(f"Nie ma {pl} „{wanted}”. {hint_pl}", f"There is no {en} '{wanted}'. {hint_en}")
