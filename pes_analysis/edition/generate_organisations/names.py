"""Names that no real body bears: places of a country of tables and charts, and things made up on purpose."""

from collections.abc import Iterator, Sequence
from itertools import count, cycle

from pes_analysis.edition.generate_organisations.draws import Draws

PLACES = (
    "Przykładowo",
    "Wzorcowo",
    "Medianowo",
    "Kwartylin",
    "Tablicowo",
    "Wykresowo",
    "Wskaźnikowo",
    "Procentowo",
    "Ankietowo",
    "Arkuszewo",
    "Kolumnowo",
    "Ułamkowo",
    "Średniowo",
    "Nagłówkowo",
    "Zmiennowo",
    "Ilorazowo",
    "Różnicowo",
    "Pierwiastkowo",
    "Odchyłkowo",
    "Rozstępowo",
    "Percentylin",
    "Decylin",
    "Histogramowo",
    "Przedziałowo",
    "Próbkowo",
    "Iloczynowo",
    "Danogóra",
    "Liczboskała",
    "Zmyślony Bór",
    "Wymyślona Wólka",
    "Niebyły Gaj",
    "Przykładna Turnia",
    "Wzorcowa Polana",
    "Ćwiczebna Łąka",
    "Tabelowy Las",
    "Umowny Most",
    "Zmyślone Pole",
    "Próbna Wyspa",
    "Wykresowa Skarpa",
    "Przykładny Potok",
    "Legendowe Wzgórze",
    "Skalny Przecinek",
    "Wzorcowe Źródło",
    "Umowna Przełęcz",
)
_MADE_UP = ("Wzorcowa", "Przykładna", "Zmyślona", "Próbna", "Wymyślona", "Ćwiczebna", "Umowna")
_WORKSHOPS = (
    "Dolina",
    "Kuchnia",
    "Pralnia",
    "Piekarnia",
    "Stolarnia",
    "Polana",
    "Przystań",
    "Cukiernia",
    "Szwalnia",
    "Drukarnia",
    "Spiżarnia",
    "Kawiarnia",
    "Introligatornia",
    "Pasieka",
    "Zagroda",
    "Jadłodajnia",
    "Kwiaciarnia",
    "Altana",
    "Ścieżka",
    "Kuźnia",
    "Manufaktura",
    "Garncarnia",
    "Tkalnia",
    "Serowarnia",
    "Mydlarnia",
    "Kompania",
    "Ogrodownia",
    "Wypożyczalnia",
)
_ASSOCIATIONS = (
    "Trzeci Kwartyl",
    "Druga Kolumna",
    "Oś Rzędnych",
    "Przyjaciele Mediany",
    "Słupek Obok Słupka",
    "Dolny Decyl",
    "Szereg Czasowy",
    "Kratka w Tabeli",
    "Margines Błędu",
    "Liczba Pierwsza",
    "Zaokrąglenie w Górę",
    "Punkt Przecięcia",
    "Pełna Próba",
    "Wiersz po Wierszu",
)
_FOUNDATIONS = (
    "Pusta Komórka",
    "Średnia Ważona",
    "Zero i Kreska",
    "Jednostka Miary",
    "Dwa Miejsca po Przecinku",
    "Nagłówek",
    "Przypis",
    "Stała Suma",
    "Przedział Ufności",
    "Legenda Wykresu",
)
FOUNDATION = "Fundacja"
_BY_PLACE = {
    "cis": "CIS {}",
    "kis": "KIS {}",
    "wtz": "WTZ {}",
    "zaz": "ZAZ {}",
    "owes": "OWES {}",
    "ops": "OPS {}",
    "pcpr": "PCPR {}",
    "up": "Urząd Pracy {}",
}


class Names:
    """Gives each organisation a name of its own; places belong to counties and stay there.

    Parameters
    ----------
    counties : sequence of str
        Codes of the counties.
    draws : Draws
    """

    def __init__(self, counties: Sequence[str], draws: Draws) -> None:
        places = draws.order(PLACES)
        share = max(len(places) // len(counties), 1)
        # Where there are more counties than places, several share one.
        several = [places[at % len(places)] for at in range(share * len(counties))]
        self._places = {
            county: several[number * share : (number + 1) * share] for number, county in enumerate(counties)
        }
        self._taken: set[str] = set()
        associations = [f"Stowarzyszenie Przykładowe „{name}”" for name in _ASSOCIATIONS]
        foundations = [f"{FOUNDATION} Przykładowa „{name}”" for name in _FOUNDATIONS]
        cooperatives = [
            f"Spółdzielnia Socjalna {made_up} {workshop}"
            for made_up, workshop in zip(cycle(_MADE_UP), _WORKSHOPS, strict=False)
        ]
        self._own: dict[str, Iterator[str]] = {
            "ss": _numbered(cooperatives),
            "ngo": _numbered(draws.order([*associations, *foundations])),
        }

    def name(self, kind: str, county: str) -> str:
        """Give the next name of a type in a county."""
        if kind in self._own:
            return next(self._own[kind])
        every = _numbered([_BY_PLACE[kind].format(place) for place in self._places[county]])
        name = next(name for name in every if name not in self._taken)
        self._taken.add(name)
        return name


def _numbered(names: Sequence[str]) -> Iterator[str]:
    """Give the names, and then without end the same ones with numbers."""
    yield from names
    yield from (f"{name} nr {number}" for number in count(2) for name in names)
