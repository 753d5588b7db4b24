"""The directory seen from one page: units in order, and the words for what their columns hold."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd
from babel.dates import format_date

from pes_analysis.catalogue import Text
from pes_analysis.catalogue.directory_ranking import DirectoryRanking
from pes_analysis.diagnose.directory import GROUPS, SERVICES, ListedUnits
from pes_analysis.diagnose.partner_ties import PartnerTies
from pes_analysis.present.language import Language
from pes_analysis.present.markup import Inline, Markup, in_sentence, link
from pes_analysis.present.names import Form, ProperName
from pes_analysis.present.numbers import day
from pes_analysis.present.pages.page_context import PageContext

FOLDER = "baza"
REFERRAL = "dokad-skierowac"


@dataclass(frozen=True, eq=False)
class DirectoryView:
    """Listed units, the rules by which they are ranked, and where their pages are.

    Attributes
    ----------
    listed : ListedUnits
        In the order in which they are shown.
    rules : DirectoryRanking
    distances : DataFrame
        Kilometres between counties.
    paged : frozenset of str
        Units that have a page.
    carded : frozenset of str
        Organisations that have a public condition card.
    context : PageContext
    ties : PartnerTies, optional
        Who works with whom already; None for an edition without a survey of ties.
    """

    listed: ListedUnits
    rules: DirectoryRanking
    distances: pd.DataFrame
    paged: frozenset[str]
    carded: frozenset[str]
    context: PageContext
    ties: PartnerTies | None = None

    @property
    def table(self) -> pd.DataFrame:
        """One row a unit, as `ListedUnits` describes it."""
        return self.listed.table

    @property
    def language(self) -> Language:
        """The language of the page."""
        return self.context.language

    @property
    def made_up(self) -> bool:
        """Whether any of the entries was generated."""
        return bool(self.table["generated"].any())

    @cached_property
    def services(self) -> Mapping[str, str]:
        """Names of service areas, in the order of their list."""
        return self._names(SERVICES)

    @cached_property
    def groups(self) -> Mapping[str, str]:
        """Names of target groups."""
        return self._names(GROUPS)

    @cached_property
    def statuses(self) -> Mapping[str, str]:
        """Names of statuses."""
        return self._names("activity_status")

    @cached_property
    def methods(self) -> Mapping[str, str]:
        """Names of ways to check a status."""
        return self._names("status_methods")

    def _names(self, closed_list: str) -> Mapping[str, str]:
        items = self.context.edition.catalogue.closed_list(closed_list).items
        return {item.id: item.name.in_language(self.language.code) for item in items}

    @cached_property
    def types(self) -> Mapping[str, str]:
        """Names of types of units, in full."""
        return {
            one.id: one.name.in_language(self.language.code)
            for one in self.context.edition.catalogue.unit_types
        }

    def type_name(self, kind: str) -> str:
        """Name a type with its abbreviation: "centrum integracji społecznej (CIS)"."""
        return f"{self.types[kind]} ({kind.upper()})"

    def name(self, unit_id: str) -> ProperName:
        """Name a unit; its name stays Polish."""
        return ProperName("", str(self.row(unit_id)["name"]), "", self.language)

    def polish(self, text: str) -> Inline:
        """Mark a text of an entry, which stays Polish; empty text stays empty."""
        return ProperName("", text, "", self.language) if text else ""

    def unit_link(self, unit_id: str) -> Inline:
        """Name a unit, leading to its page when it has one."""
        name = self.name(unit_id)
        if unit_id not in self.paged:
            return name
        if self.context.folder == FOLDER:
            return link(name, f"{unit_id}.ipynb")
        return self.context.page_link(name, f"{FOLDER}/{unit_id}.ipynb")

    def page_of(self, slug: str) -> str:
        """Give the address of another page of the directory."""
        return (
            f"{slug}.ipynb" if self.context.folder == FOLDER else self.context.page(f"{FOLDER}/{slug}.ipynb")
        )

    def county_name(self, teryt: str) -> str:
        """Name a county in full."""
        return str(self.context.county_name(teryt, Form.FULL))

    def day_of(self, text: str) -> str:
        """Write a date as it stands in a text."""
        return day(date.fromisoformat(text), self.language)

    def month_of(self, text: str) -> str:
        """Write month and year, for brackets: "12.2024", "Dec 2024".

        A number of free places is no truer for its day.
        """
        pattern = "MM.y" if self.language is Language.PL else "MMM y"
        return format_date(date.fromisoformat(text), pattern, locale=self.language.locale)

    def is_stale(self, unit_id: str) -> bool:
        """Whether an entry was not checked within the time in which it counts as fresh."""
        return not self._ages[unit_id] <= self.rules.fresh_days

    def knows_places(self, unit_id: str) -> bool:
        """Whether the number of free places is known and not too old to be told."""
        return self._places_ages[unit_id] <= self.rules.fresh_days

    @cached_property
    def _ages(self) -> dict[str, float]:
        return {str(one): age for one, age in self.listed.entry_age.items()}

    @cached_property
    def _places_ages(self) -> dict[str, float]:
        return {str(one): age for one, age in self.listed.places_age.items()}

    def of_county(self, teryt: str) -> list[str]:
        """List the units in a county, in the order of the directory."""
        return [str(one) for one in self.table.index[self.table["teryt"] == teryt]]

    def offered(self, ids: Iterable[str], names: Mapping[str, str]) -> str:
        """List services or groups in words, with small letters."""
        return ", ".join(in_sentence(names[one]) for one in ids)

    def source(self) -> Markup:
        """Lead to where the weights are written down."""
        text: Text = self.rules.source
        return self.language.markdown(
            "Weights: {source} In force since {when}.",
            source=text.in_language(self.language.code),
            when=day(self.rules.valid_from, self.language),
        )

    def row(self, unit_id: str) -> Mapping[Hashable, Any]:
        """Give one row of the table."""
        return self.listed.entries[unit_id]


def several(cell: object) -> list[str]:
    """Part a cell that may hold several contacts.

    Examples
    --------
    >>> several("000 000 001, 000 000 002"), several("")
    (['000 000 001', '000 000 002'], [])
    """
    return [one for one in str(cell).split(", ") if one]
