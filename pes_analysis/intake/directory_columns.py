"""Columns of a file of directory entries: their headings in both languages, and what may stand in them."""

from collections.abc import Mapping
from types import MappingProxyType

from pes_analysis.catalogue import Text

COLUMNS: Mapping[str, Text] = MappingProxyType(
    {
        "unit_id": Text(pl="Identyfikator", en="Id"),
        "name": Text(pl="Nazwa", en="Name"),
        "type": Text(pl="Typ jednostki", en="Type of unit"),
        "teryt": Text(pl="Powiat", en="County"),
        "commune": Text(pl="Gmina", en="Commune"),
        "town": Text(pl="Miejscowość", en="Town"),
        "address": Text(pl="Ulica i numer", en="Street and number"),
        "postcode": Text(pl="Kod pocztowy", en="Postcode"),
        "phone": Text(pl="Telefon", en="Phone"),
        "email": Text(pl="E-mail", en="E-mail"),
        "site": Text(pl="Strona internetowa", en="Website"),
        "regon": Text(pl="REGON", en="REGON number"),
        "krs": Text(pl="KRS", en="KRS number"),
        "service_areas": Text(pl="Obszary usług", en="Service areas"),
        "target_groups": Text(pl="Grupy odbiorców", en="Target groups"),
        "places": Text(pl="Inne obsługiwane powiaty", en="Other counties served"),
        "free_places": Text(pl="Wolne miejsca", en="Free places"),
        "free_places_on": Text(pl="Wolne miejsca na dzień", en="Free places on"),
        "status": Text(pl="Status działalności", en="Activity status"),
        "status_checked_on": Text(pl="Status sprawdzono dnia", en="Status checked on"),
        "status_method": Text(pl="Sposób sprawdzenia statusu", en="How the status was checked"),
        "contact_person": Text(pl="Osoba do kontaktu", en="Contact person"),
        "contact_consent": Text(pl="Zgoda na podanie osoby", en="Consent to name the person"),
        "answers": Text(pl="Kto odpowiada za wpis", en="Who answers for the entry"),
        "checked_on": Text(pl="Wpis sprawdzono dnia", en="Entry checked on"),
        "listing_consent": Text(pl="Zgoda na publikację", en="Consent to publication"),
    }
)
"""Column → its heading; the columns of a download, of the form, and of a file that needs no mapping."""
DATES = ("free_places_on", "status_checked_on", "checked_on")
FREE_TEXTS = ("name", "commune", "town", "address", "contact_person", "answers")
"""Columns in which people write as they like, so that anything may stand there."""
LISTS = ("service_areas", "target_groups", "places")
CONSENTS = ("contact_consent", "listing_consent")


def column_of(heading: str) -> str:
    """Find the column that a heading names, in either language or by its id; empty where there is none.

    Examples
    --------
    >>> column_of("kod pocztowy"), column_of("Postcode"), column_of("postcode"), column_of("Lp.")
    ('postcode', 'postcode', 'postcode', '')
    """
    wanted = " ".join(heading.split()).casefold()
    return next(
        (id_ for id_, text in COLUMNS.items() if wanted in (id_, text.pl.casefold(), text.en.casefold())), ""
    )
