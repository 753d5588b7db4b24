"""Entries of a directory read from a file: every cell in one way of writing, or a finding that names it."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from pes_analysis.catalogue import Catalogue
from pes_analysis.intake import contact_forms
from pes_analysis.intake.contact_forms import NOTHING, Written
from pes_analysis.intake.directory_columns import CONSENTS, DATES, FREE_TEXTS, LISTS
from pes_analysis.intake.directory_counties import CountyNames
from pes_analysis.intake.directory_items import Items
from pes_analysis.intake.directory_mapping import DirectoryMapping
from pes_analysis.intake.directory_notes import Notes
from pes_analysis.intake.directory_source import SourceRow, SourceTable, read_source
from pes_analysis.intake.return_findings import SHOWN_LENGTH, Place, ReturnFinding
from pes_analysis.protect.escape import clean
from pes_analysis.protect.names import is_organisation_id
from pes_analysis.protect.personal_data import personal_data_kinds

LONGEST_TEXT = 200
# Without one of these there is nothing to look for: six digits near each other, or a sign of an address.
_MAY_BE_PERSONAL = re.compile(r"(?:\d\D{0,3}){6}|@|[(\[]", re.IGNORECASE)
_FORMS: Mapping[str, Callable[[str], Written]] = {
    "phone": lru_cache(4096)(contact_forms.phones),
    "email": lru_cache(4096)(contact_forms.emails),
    "site": lru_cache(4096)(contact_forms.site),
    "postcode": lru_cache(4096)(contact_forms.postcode),
    "regon": contact_forms.regon,
    "krs": contact_forms.krs,
    "free_places": lru_cache(256)(contact_forms.places),
    **dict.fromkeys(DATES, lru_cache(4096)(contact_forms.day)),
}
_CONSENTS = {
    **dict.fromkeys(("tak", "yes", "t", "y", "1", "public", "zgoda", "true"), "public"),
    **dict.fromkeys(("nie", "no", "n", "0", "none", "brak zgody", "false"), "none"),
}
PERSONAL_KINDS = {
    "pesel": ("numer PESEL", "a PESEL number"),
    "phone": ("numer telefonu", "a phone number"),
    "email": ("adres e-mail", "an e-mail address"),
    "identity_card": ("numer dowodu", "a number of an identity card"),
    "account": ("numer rachunku", "a bank account number"),
}


@dataclass(frozen=True)
class Entry:
    """One entry as it was read.

    Attributes
    ----------
    place : Place
        The row.
    said : Mapping of str to str
        Column of the directory → what stands there; only columns with anything in them.
    services : tuple of (str, str)
        Service areas, each with the unit's own words.
    groups, places : tuple of str
    is_blocked : bool
        Whether an error keeps it out.
    """

    place: Place
    said: Mapping[str, str]
    services: tuple[tuple[str, str], ...] = ()
    groups: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    is_blocked: bool = False

    @property
    def unit_id(self) -> str:
        """The id it gives; empty for none."""
        return self.said.get("unit_id", "")


@dataclass(frozen=True)
class EntryFile:
    """A file read: its entries, and what was found in it."""

    file: str
    entries: tuple[Entry, ...]
    findings: tuple[ReturnFinding, ...]


@dataclass(frozen=True)
class EntryReader:
    """Reads files of entries.

    Attributes
    ----------
    catalogue : Catalogue
    counties : CountyNames
    received_on : str
        A day; nothing can have been checked later.
    """

    catalogue: Catalogue
    counties: CountyNames
    received_on: str

    def read(self, path: Path, mapping: DirectoryMapping | None = None) -> EntryFile:
        """Read a file.

        Parameters
        ----------
        path : Path
            A CSV file or a workbook ``.xlsx``.
        mapping : DirectoryMapping, optional
            Where the columns are, if the headings are not those of the directory.
        """
        table = read_source(path, mapping)
        notes = Notes(table)
        entries = [self._entry(table, row, mapping, notes) for row in table.rows]
        return EntryFile(shown_name(path), tuple(entries), (*table.findings, *notes.all))

    @cached_property
    def items(self) -> Items:
        """The items of closed lists by every word that names them."""
        return Items(self.catalogue)

    def _entry(
        self, table: SourceTable, row: SourceRow, mapping: DirectoryMapping | None, notes: Notes
    ) -> Entry:
        values: dict[str, str] = {}
        lists: dict[str, tuple[tuple[str, str], ...]] = {}
        notes.begin(row)
        for column, text in _texts(table, row, mapping, notes):
            if column in LISTS:
                lists[column] = tuple(self._several(column, text, mapping, notes))
                continue
            meant = mapping.meaning(column, text) if mapping else text
            value = self._value(column, meant, notes)
            if value:
                values[column] = value
        _complete(values, self.items.known("type"), notes)
        return Entry(
            table.place(row),
            values,
            lists.get("service_areas", ()),
            tuple(one for one, _ in lists.get("target_groups", ())),
            tuple(one for one, _ in lists.get("places", ()) if one != values.get("teryt")),
            notes.blocks,
        )

    def _value(self, column: str, text: str, notes: Notes) -> str:
        if column in FREE_TEXTS:
            return _free_text(column, text, notes)
        if column in _FORMS:
            return self._form(column, text, notes)
        if column == "teryt":
            return self._county(column, text, notes)
        if column == "unit_id":
            if not is_organisation_id(text):
                notes.say(column, "bad_id", text)
            return text
        known = _CONSENTS if column in CONSENTS else self.items.words(column)
        value = known.get(text.casefold(), "")
        if not value:
            hint = "tak, nie" if column in CONSENTS else self.items.known(column)
            notes.say(column, "unknown_type" if column == "type" else "unknown_item", text, hint=hint)
        return value

    def _form(self, column: str, text: str, notes: Notes) -> str:
        read = _FORMS[column](text)
        if read.problem:
            notes.say(column, read.problem, text)
        elif read.repair:
            notes.say(column, read.repair, text, read.value)
        if column in DATES and read.value > self.received_on:
            notes.say(column, "date_to_come", read.value)
            return ""
        return read.value

    def _county(self, column: str, text: str, notes: Notes) -> str:
        county = self.counties.find(text)
        if county.several:
            notes.say(column, "several_counties", text, hint=", ".join(county.several))
        elif not county.teryt:
            notes.say(column, "unknown_county", text)
        elif column == "teryt" and not county.teryt.startswith(self.counties.region):
            notes.say(column, "outside_region", county.teryt)
        return county.teryt

    def _several(
        self, column: str, text: str, mapping: DirectoryMapping | None, notes: Notes
    ) -> Iterator[tuple[str, str]]:
        """Read the items of a list, and the unit's own words after a colon."""
        seen = set()
        for piece in self.items.parted(column, text, mapping):
            given, _, words = (part.strip() for part in piece.partition(":"))
            meant = mapping.meaning(column, given) if mapping else given
            if column == "places":
                item = self._county(column, meant, notes)
            else:
                item = self.items.words(column).get(meant.casefold(), "")
                if not item:
                    notes.say(column, "unknown_item", given, hint=self.items.known(column))
            if item and item not in seen:
                seen.add(item)
                yield item, _free_text(column, words, notes) if words else ""


def shown_name(path: Path) -> str:
    """Give the name of a file as findings tell it."""
    return clean(path.name, limit=SHOWN_LENGTH)


def _texts(
    table: SourceTable, row: SourceRow, mapping: DirectoryMapping | None, notes: Notes
) -> Iterator[tuple[str, str]]:
    """Give the columns of a row with anything in them, and the constants."""
    for column, positions in table.columns.items():
        if row.errors and not row.errors.isdisjoint(positions):
            text = next(row.cells[at] for at in positions if at in row.errors)
            notes.say(column, "error_in_cell", text)
            continue
        parts = [row.cells.get(at, "") for at in positions]
        text = " ".join(part for part in parts if part and part.casefold() not in NOTHING)
        if text:
            yield column, text
    yield from mapping.constants.items() if mapping else ()


def _free_text(column: str, text: str, notes: Notes) -> str:
    """Hold back a text with personal data; the finding never repeats it."""
    kinds = personal_data_kinds(text) if _MAY_BE_PERSONAL.search(text) else ()
    if kinds:
        pl, en = (", ".join(PERSONAL_KINDS[kind][at] for kind in kinds) for at in (0, 1))
        notes.say(column, "personal_in_name" if column == "name" else "personal_data", hint=(pl, en))
        return ""
    cleaned = clean(text)
    if len(cleaned) > LONGEST_TEXT:
        notes.say(column, "too_long", hint=str(LONGEST_TEXT))
        return ""
    return cleaned


def _complete(values: dict[str, str], types: str, notes: Notes) -> None:
    """Name what an entry cannot do without, and make dates and consents stand with what they are about."""
    if "name" not in values and "personal_in_name" not in notes.rules:
        notes.say("", "no_name")
    if "type" not in values and "unknown_type" not in notes.rules:
        notes.say("", "no_type", hint=types)
    if "teryt" not in values and not notes.rules & {"unknown_county", "several_counties"}:
        notes.say("", "no_county")
    checked_on = values.get("checked_on", "")
    if "free_places" in values and "free_places_on" not in values:
        if checked_on:
            values["free_places_on"] = checked_on
            notes.say("free_places_on", "date_taken", read_as=checked_on)
        else:
            del values["free_places"]
            notes.say("free_places", "places_without_date")
    if "free_places" not in values:
        values.pop("free_places_on", None)
    if "status_method" in values and "status_checked_on" not in values and checked_on:
        values["status_checked_on"] = checked_on
        notes.say("status_checked_on", "date_taken", read_as=checked_on)
    if not {"status_checked_on", "status_method"} <= values.keys():
        if values.get("status", "unknown") != "unknown":
            notes.say("status", "status_not_checked")
        for column in ("status", "status_checked_on", "status_method"):
            values.pop(column, None)
    if values.get("contact_consent") == "public" and "contact_person" not in values:
        values["contact_consent"] = "none"
        notes.say("contact_consent", "consent_without_person")
