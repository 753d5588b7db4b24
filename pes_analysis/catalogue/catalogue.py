"""The catalogue as a whole: looking things up by what they are."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Protocol, TypeVar

from pes_analysis.catalogue.model import (
    ClosedList,
    Dimension,
    Indicator,
    Language,
    Level,
    Term,
    Threshold,
    Unit,
    Variable,
)
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
    units, dimensions, closed_lists, thresholds, glossary : tuple
        In the order of their files; single ones through the methods of the same name.
    all_variables, all_indicators : tuple
        Of every level; usually read through `variables` and `indicators`.
    """

    units: tuple[Unit, ...]
    dimensions: tuple[Dimension, ...]
    closed_lists: tuple[ClosedList, ...]
    all_variables: tuple[Variable, ...]
    all_indicators: tuple[Indicator, ...]
    thresholds: tuple[Threshold, ...]
    glossary: tuple[Term, ...]

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
        return _found(self.all_indicators, id, "wskaźnika", "indicator")

    def variable(self, id: str) -> Variable:  # noqa: A002
        """Return one variable."""
        return _found(self.all_variables, id, "zmiennej", "variable")

    def dimension(self, id: str) -> Dimension:  # noqa: A002
        """Return one dimension."""
        return _found(self.dimensions, id, "wymiaru", "dimension")

    def unit(self, id: str) -> Unit:  # noqa: A002
        """Return one unit."""
        return _found(self.units, id, "jednostki", "unit")

    def threshold(self, id: str) -> Threshold:  # noqa: A002
        """Return one threshold."""
        return _found(self.thresholds, id, "progu", "threshold")

    def closed_list(self, id: str) -> ClosedList:  # noqa: A002
        """Return one closed list."""
        return _found(self.closed_lists, id, "listy zamkniętej", "closed list")

    def term(self, id: str) -> Term:  # noqa: A002
        """Return one entry of the glossary."""
        return _found(self.glossary, id, "hasła", "term")

    def variable_names(self, language: Language) -> dict[str, str]:
        """Return the words for every variable, by id: what formulas are printed with."""
        return {one.id: one.name.in_language(language) for one in self.all_variables}


def _found(entries: Iterable[Entry], wanted: str, pl: str, en: str) -> Entry:
    known = {one.id: one for one in entries}
    if wanted in known:
        return known[wanted]
    close = get_close_matches(wanted, known, n=1)
    hint_pl = f"Czy chodzi o „{close[0]}”?" if close else "Sprawdź katalog."
    hint_en = f"Did you mean '{close[0]}'?" if close else "Check the catalogue."
    raise UnknownIdError(f"Nie ma {pl} „{wanted}”. {hint_pl}", f"There is no {en} '{wanted}'. {hint_en}")
