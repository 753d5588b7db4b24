"""The directory as files: one table for people and programs, and contacts for address books."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from pes_analysis.catalogue import Catalogue, Text
from pes_analysis.edition.directory import Directory
from pes_analysis.intake.directory_columns import COLUMNS, CONSENTS
from pes_analysis.present.language import Language
from pes_analysis.present.sheet import Sheet
from pes_analysis.present.vcard import Contact

SEPARATOR = "; "
# Column of a list → table of the directory, its column, closed list of the catalogue.
_LISTED = {
    "service_areas": ("unit_services", "service_area", "service_areas"),
    "target_groups": ("unit_groups", "target_group", "target_groups"),
}
_CODED = {"status": "activity_status", "status_method": "status_methods"}
_SHEET = Text(pl="Baza teleadresowa", en="Directory")
_STATE = Text(
    pl="Baza teleadresowa, {edition}. Tylko jednostki, które zgodziły się na publikację.",
    en="Directory, {edition}. Only units that agreed to be published.",
)
_EMPTY = Text(
    pl="Pusta komórka znaczy: nie wiadomo. Liczba wolnych miejsc równa 0 znaczy: nie ma wolnych.",
    en="An empty cell means: not known. 0 free places means: none is free.",
)
MADE_UP = Text(
    pl="Dane demonstracyjne: wpisy są zmyślone, numery i adresy nie działają.",
    en="Demonstration data: entries are made up, numbers and addresses do not work.",
)
_CHECKED = Text(pl="Wpis sprawdzono: {day}.", en="Entry checked: {day}.")
_NEVER_CHECKED = Text(pl="Wpisu nie sprawdzono.", en="The entry was never checked.")
_STATUS = Text(pl="Status: {status}.", en="Status: {status}.")
_MADE_UP_COLUMN = Text(pl="Dane zmyślone", en="Made up")
_YES = Text(pl="tak", en="yes")


@dataclass(frozen=True)
class DirectoryFiles:
    """Makes the files of a directory; what may not be published never gets in.

    Attributes
    ----------
    directory : Directory
    catalogue : Catalogue
    counties : Mapping of str to str
        Code → name as it is shown.
    edition : Text
        Title of the edition.
    language : Language
    """

    directory: Directory
    catalogue: Catalogue
    counties: Mapping[str, str]
    edition: Text
    language: Language

    def sheets(self) -> tuple[Sheet, ...]:
        """Give the table of all entries, with headings that `pes directory` reads back."""
        units = self.directory.public.units
        notes = [self._said(_STATE).format(edition=self._said(self.edition)), self._said(_EMPTY)]
        if units["generated"].any():
            notes.append(self._said(MADE_UP))
        return (Sheet(self._said(_SHEET), self.frame, tuple(notes)),)

    def sheet_of(self, unit_id: str) -> Sheet:
        """Give the entry of one unit as a table; empty where it may not be published."""
        listed = self.directory.public.units.index == unit_id
        return Sheet(self._said(_SHEET), self.frame[listed])

    @cached_property
    def frame(self) -> pd.DataFrame:
        """One row an entry, in words; consents are left out, as whoever is listed agreed."""
        units = self.directory.public.units
        columns: dict[str, pd.Series] = {}
        for name, heading in COLUMNS.items():
            if name not in CONSENTS:
                columns[self._said(heading)] = self._column(name, units)
        if units["generated"].any():
            columns[self._said(_MADE_UP_COLUMN)] = units["generated"].map({True: self._said(_YES), False: ""})
        return pd.DataFrame(columns).reset_index(drop=True)

    def contacts(self, units: Iterable[str] | None = None) -> tuple[Contact, ...]:
        """Give contacts for `pes_analysis.present.vcard.vcards`.

        Parameters
        ----------
        units : iterable of str, optional
            Ids; all when left out. Units that may not be published are passed over.
        """
        public = self.directory.public.units
        chosen = public if units is None else public[public.index.isin(list(units))]
        areas = self._lists("service_areas")
        return tuple(
            self._contact(str(id_), row, areas.get(str(id_), ""))
            for id_, row in zip(chosen.index, chosen.to_dict("records"), strict=True)
        )

    def _contact(self, id_: str, row: Mapping[object, object], areas: str) -> Contact:
        status = self._item("activity_status", str(row["status"]))
        checked_on = str(row["checked_on"])
        notes = [
            self._said(MADE_UP) if row["generated"] else "",
            self._said(_STATUS).format(status=status),
            self._said(_CHECKED).format(day=checked_on) if checked_on else self._said(_NEVER_CHECKED),
        ]
        kind = self._said(self.catalogue.unit_type(str(row["type"])).name)
        return Contact(
            uid=id_,
            name=str(row["name"]),
            phones=_several(row["phone"]),
            emails=_several(row["email"]),
            site=str(row["site"]),
            street=str(row["address"]),
            town=str(row["town"]),
            postcode=str(row["postcode"]),
            region=self.counties.get(str(row["teryt"]), ""),
            person=str(row["contact_person"]),
            categories=(kind, *(area for area in areas.split(SEPARATOR) if area)),
            note=" ".join(note for note in notes if note),
            checked_on=checked_on,
            language=self.language.code,
        )

    def _column(self, name: str, units: pd.DataFrame) -> pd.Series:
        if name == "unit_id":
            return units.index.to_series()
        if name in _LISTED:
            return _of_units(units, self._lists(name))
        if name == "places":
            table = self.directory.public.unit_places
            named = table["teryt"].map(self.counties).fillna(table["teryt"])
            return _of_units(units, _joined(table["unit_id"], named))
        if name == "teryt":
            return units[name].map(self.counties).fillna(units[name])
        if name == "type":
            names = {
                one: self._said(self.catalogue.unit_type(one).name)
                for one in units[name].astype(str).unique()
            }
            return units[name].map(names)
        if name in _CODED:
            items = {one.id: self._said(one.name) for one in self.catalogue.closed_list(_CODED[name]).items}
            return units[name].map({"": "", **items})
        return units[name]

    def _lists(self, name: str) -> dict[str, str]:
        """Give the items of a list of each unit in words, one after another."""
        table_name, column, closed_list = _LISTED[name]
        table = getattr(self.directory.public, table_name)
        items = {one.id: self._said(one.name) for one in self.catalogue.closed_list(closed_list).items}
        return _joined(table["unit_id"], table[column].map(items))

    def _item(self, closed_list: str, id_: str) -> str:
        return next(
            self._said(one.name) for one in self.catalogue.closed_list(closed_list).items if one.id == id_
        )

    def _said(self, text: Text) -> str:
        return text.in_language(self.language.code)


def _of_units(units: pd.DataFrame, words: Mapping[str, str]) -> pd.Series:
    return pd.Series([words.get(str(id_), "") for id_ in units.index], index=units.index, dtype="str")


def _joined(units: pd.Series, words: pd.Series) -> dict[str, str]:
    joined: dict[str, str] = {}
    for unit, word in zip(units, words, strict=True):
        joined[unit] = f"{joined[unit]}{SEPARATOR}{word}" if unit in joined else word
    return joined


def _several(cell: object) -> tuple[str, ...]:
    return tuple(part for part in str(cell).split(", ") if part)
