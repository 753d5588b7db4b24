"""One generated entry: contacts nobody has, and checks that are fresh, old or were never made."""

from datetime import date, timedelta

from pes_analysis.edition.directory.schema import JST, SECTOR_OF_TYPE
from pes_analysis.edition.generate_directory.public_units import Seat
from pes_analysis.edition.generate_organisations.draws import Draws

Entry = dict[str, object]

YEAR_END = date(2024, 12, 31)
LAST_CHECK = date(2025, 1, 31)
_STREETS = ("Przykładowa", "Wzorcowa", "Zmyślona", "Próbna", "Ćwiczebna", "Umowna", "Tablicowa", "Wykresowa")
# No such code is in use.
_POSTCODE = "00-000"
_FUNCTIONS = ("kierownictwo", "sekretariat", "koordynacja", "doradca")
_NEVER_CHECKED, _CHECKED_LONG_AGO = 0.06, 0.2
# Type → share of units that say how many places are free, and the most they may be.
_FREE_PLACES = {"cis": (0.8, 8), "kis": (0.6, 10), "wtz": (0.8, 3), "zaz": (0.7, 2), "ngo": (0.3, 6)}
_METHODS = ("phone", "website", "register", "visit")


def entry(seat: Seat, number: int, draws: Draws) -> Entry:
    """Draw the entry of a unit; its status is that of a unit nobody has doubts about.

    Parameters
    ----------
    seat : Seat
    number : int
        From 1; its phone number is made of it.
    draws : Draws
    """
    is_public = SECTOR_OF_TYPE[seat.type] == JST
    checked = _checked_on(draws)
    person = draws.chance(0.45)
    return {
        "unit_id": seat.unit_id,
        "name": seat.name,
        "type": seat.type,
        "sector": SECTOR_OF_TYPE[seat.type],
        "teryt": seat.teryt,
        "commune": seat.commune,
        "town": seat.town,
        "address": f"ul. {draws.one_of(_STREETS)} {draws.whole(1, 98)}",
        "postcode": _POSTCODE,
        "phone": f"000 {number // 1000:03d} {number % 1000:03d}" if draws.chance(0.94) else "",
        "email": f"kontakt@{seat.unit_id}.example" if draws.chance(0.92) else "",
        "site": f"https://{seat.unit_id}.example/" if draws.chance(0.95 if is_public else 0.65) else "",
        "regon": "",
        "krs": "",
        "contact_person": f"Osoba Zmyślona ({draws.one_of(_FUNCTIONS)})" if person else "",
        "contact_consent": "public" if person and draws.chance(0.75) else "none",
        "status": "active" if checked else "unknown",
        "status_checked_on": checked,
        "status_method": draws.one_of(_METHODS) if checked else "",
        "free_places": None,
        "free_places_on": "",
        "answers": "ROPS, zespół bazy teleadresowej" if draws.chance(0.7) else "jednostka",
        "checked_on": checked,
        "listing_consent": "none" if not is_public and draws.chance(0.06) else "public",
        "generated": True,
    }


def with_free_places(row: Entry, draws: Draws) -> Entry:
    """Draw how many places are free, where the unit works and says so."""
    often, most = _FREE_PLACES.get(str(row["type"]), (0.0, 0))
    says, places = draws.chance(often), draws.whole(0, most)
    if not (says and row["status"] == "active" and row["checked_on"]):
        return row
    return row | {"free_places": places, "free_places_on": row["checked_on"]}


def _checked_on(draws: Draws) -> str:
    """Draw the day on which the whole entry was checked; empty for never."""
    lot, days = draws.share(), draws.share()
    if lot < _NEVER_CHECKED:
        return ""
    if lot < _CHECKED_LONG_AGO:
        return (YEAR_END - timedelta(days=380 + int(days * 700))).isoformat()
    return (LAST_CHECK - timedelta(days=int(days * 330))).isoformat()
