"""The words of the form of the survey of ties: sheets, instructions, questions about the unit itself."""

from collections.abc import Mapping
from types import MappingProxyType

from pes_analysis.catalogue import Text
from pes_analysis.intake.ties_columns import COUNTY, HAS_TIES, RESPONDENT, WHO, YEAR


def _text(pl: str, en: str) -> Text:
    return Text(pl=pl, en=en)


OPENING = _text(
    "dziękujemy za odpowiedzi w ankiecie współpracy ({file}). Oto uwagi po ich wczytaniu.",
    "thank you for the answers of the survey of ties ({file}). These are the remarks after reading them.",
)
REMARKS = _text("Uwagi do odpowiedzi", "Remarks on answers")
TITLE = _text("Ankieta: z kim współpracujecie, rok {year}", "Survey: with whom you work, {year}")
INSTRUCTIONS_SHEET = _text("Instrukcja", "Instructions")
UNIT_SHEET = _text("Jednostka", "Unit")
TIES_SHEET = _text("Powiązania", "Ties")
RATINGS_SHEET = _text("Oceny", "Ratings")
UNITS_SHEET = _text("Lista jednostek", "List of units")
LISTS_SHEET = _text("Listy", "Lists")
TO_BE_FILLED = _text("(wpisuje pytający)", "(filled in by whoever asks)")
WHO_ASKS = _text("Kto pyta", "Who asks")
DEADLINE = _text("Termin odpowiedzi", "Answer by")
CONTACT = _text("Kontakt", "Contact")
UNIT_LIST = (
    _text("Nazwa do wyboru", "Name to choose"),
    _text("Identyfikator", "Id"),
    _text("Typ jednostki", "Type of unit"),
    _text("Siedziba w powiecie", "County of the seat"),
)
MADE_UP = _text("dane demonstracyjne", "demonstration data")
GENERATED = (
    _text("Dane demonstracyjne", "Demonstration data"),
    _text(
        "Jednostki na liście są zmyślone. Formularz jest na próbę, nie do rozesłania.",
        "The units on the list are made up. The form is for a trial and not to be handed out.",
    ),
)

UNIT_QUESTIONS: Mapping[str, tuple[Text, Text]] = MappingProxyType(
    {
        RESPONDENT: (
            WHO[RESPONDENT],
            _text(
                "Wybierz nazwę z listy albo wpisz identyfikator.",
                "Choose the name from the list, or write the id.",
            ),
        ),
        COUNTY: (
            WHO[COUNTY],
            _text(
                "Powiat siedziby: nazwa albo cztery cyfry kodu TERYT.",
                "County of the seat: its name or the four digits of its TERYT code.",
            ),
        ),
        YEAR: (
            WHO[YEAR],
            _text("Rok, którego dotyczą odpowiedzi. Nie zmieniaj.", "Year of the answers. Do not change it."),
        ),
        HAS_TIES: (
            _text(
                "Czy w tym roku współpracowaliście z inną jednostką?",
                "Did you work with any other unit in that year?",
            ),
            _text(
                "„nie” znaczy: z nikim, i wtedy arkusz „Powiązania” zostaje pusty.",
                "'no' means: with nobody, and the sheet 'Ties' stays empty then.",
            ),
        ),
    }
)
INSTRUCTIONS = (
    (
        _text("Po co", "What for"),
        _text(
            "Z odpowiedzi powstaje obraz współpracy w powiecie: kto z kim działa, jak i z jakim zaufaniem.",
            "The answers make a picture of cooperation in the county: who works with whom, how, how trusted.",
        ),
    ),
    (
        _text("Jednostka", "Unit"),
        _text(
            "Najpierw powiedz, kto odpowiada. Jedna jednostka wypełnia jeden plik.",
            "First say who answers. One unit fills in one file.",
        ),
    ),
    (
        _text("Powiązania", "Ties"),
        _text(
            "Jeden wiersz to jeden partner, wpisany tylko raz. Wybierz go z listy albo wpisz identyfikator. "
            "Swojej jednostki nie wpisuj.",
            "One row is one partner, written only once. Choose it from the list, or write its id. "
            "Do not write your own unit.",
        ),
    ),
    (
        _text("Bliskość relacji", "How close"),
        _text(
            "Wymagana. Od 1 (znamy się) do 4 (działamy wspólnie na podstawie umowy).",
            "Needed. From 1 (we know each other) to 4 (we act jointly under an agreement).",
        ),
    ),
    (
        _text("Rodzaj współpracy", "Kind of cooperation"),
        _text(
            "Rozwiązywanie problemów: szukacie razem wyjścia z trudnych spraw. Rutynowa: załatwiacie to, co "
            "zwykle i tak samo.",
            "Solving problems: you look together for a way out of difficult cases. Routine: you do the usual "
            "things in the usual way.",
        ),
    ),
    (
        _text("Zaufanie", "Trust"),
        _text(
            "Od 1 (wcale) do {trust} (w pełni), osobno dla trzech stron zaufania.",
            "From 1 (not at all) to {trust} (fully), for three sides of trust apart.",
        ),
    ),
    (
        _text("Formy współpracy", "Forms of cooperation"),
        _text(
            "Wpisz „tak” przy każdej formie, z której korzystacie z tym partnerem. Puste pole znaczy „nie”.",
            "Write 'yes' at each form that you use with this partner. An empty cell means 'no'.",
        ),
    ),
    (
        _text("Oceny", "Ratings"),
        _text(
            "Oceń każde zdanie od 1 (wcale się nie zgadzam) do {rating} (zgadzam się w pełni).",
            "Rate each statement from 1 (I do not agree at all) to {rating} (I fully agree).",
        ),
    ),
    (
        _text("Niepełne odpowiedzi", "Partial answers"),
        _text(
            "Rodzaj, zaufanie i oceny możesz zostawić puste. Odeślij plik także wtedy.",
            "Kind, trust and ratings may be left empty. Send the file back even then.",
        ),
    ),
    (
        _text("Kto zobaczy odpowiedzi", "Who will see the answers"),
        _text(
            "Strona pokazuje powiązania. Ocen pojedynczej jednostki nie pokazuje, a średnią tylko z co "
            "najmniej {few} odpowiedzi.",
            "The site shows the ties. It shows no ratings of a single unit, and a mean only of {few} answers "
            "or more.",
        ),
    ),
    (
        _text("Dane osobowe", "Personal data"),
        _text(
            "Nie wpisuj nazwisk, telefonów ani adresów: potrzebne są tylko nazwy jednostek.",
            "Write no names of people, phones or addresses: only names of units are needed.",
        ),
    ),
    (
        _text("Odesłanie", "Sending back"),
        _text(
            "Zapisz plik jako .xlsx. Nie zmieniaj nagłówków ani kodów.",
            "Save the file as .xlsx. Do not change headings or codes.",
        ),
    ),
)
