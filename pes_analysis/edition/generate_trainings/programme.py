"""What was on: the made-up events, how people rate on average, and what they write."""

from dataclasses import dataclass

from pes_analysis.edition.trainings.schema import ONLINE, TOOL_USE, TRAINING, WORKSHOP


@dataclass(frozen=True)
class Planned:
    """A made-up event; ``answers_often`` is how likely a participant fills in each questionnaire."""

    training_id: str
    date: str
    kind: str
    teryt: str
    title_pl: str
    title_en: str
    hours: float
    places: int | None
    participants: int
    answers_often: float

    @property
    def form(self) -> str:
        """Whether it was on site or online."""
        return "on_site" if self.teryt else ONLINE


_CARD = ("Karta kondycji krok po kroku", "The condition card step by step")
_BASE = ("Baza teleadresowa i kierowanie osób", "The directory and sending people to services")
_COMPARE = ("Porównywanie jednostek z rozwagą", "Comparing units wisely")
_APPLY = ("Od danych do wniosku", "From data to an application")
PROGRAMME = (
    Planned("demo-szkolenie-01", "2024-02-13", TRAINING, "1261", *_CARD, 6, 24, 23, 0.85),
    Planned("demo-szkolenie-02", "2024-03-05", TRAINING, "1263", *_CARD, 6, 20, 19, 0.8),
    Planned("demo-szkolenie-03", "2024-03-19", TRAINING, "1262", *_BASE, 4, 20, 17, 0.75),
    Planned("demo-szkolenie-04", "2024-04-09", TRAINING, "", *_BASE, 2, None, 31, 0.45),
    Planned("demo-szkolenie-05", "2024-05-14", TRAINING, "1212", *_COMPARE, 6, 20, 14, 0.8),
    Planned("demo-szkolenie-06", "2024-06-04", TRAINING, "1211", *_COMPARE, 6, 16, 12, 0.85),
    Planned("demo-szkolenie-07", "2024-09-17", TRAINING, "", *_APPLY, 3, None, 26, 0.5),
    Planned("demo-szkolenie-08", "2024-10-08", TRAINING, "1201", *_APPLY, 4, 18, 16, 0.8),
    Planned("demo-warsztat-01", "2024-05-28", WORKSHOP, "1261", "Dwie strony stołu: samorząd i organizacje",
            "Both sides of the table: local government and organisations", 8, 16, 15, 0.9),
    Planned("demo-warsztat-02", "2024-10-22", WORKSHOP, "1263", "Czego brakuje w powiecie",
            "What the county lacks", 6, 14, 13, 0.85),
    # So few that nothing about them may be shown.
    Planned("demo-warsztat-03", "2024-11-19", WORKSHOP, "1217", "Wagi w indeksie: decyduje grupa",
            "Weights of the index: the group decides", 4, 8, 4, 0.75),
    Planned("demo-narzedzie-01", "2024-06-25", TOOL_USE, "", "Miesiąc z narzędziem: pierwsza grupa",
            "A month with the tool: the first group", 10, None, 22, 0.6),
    Planned("demo-narzedzie-02", "2024-11-29", TOOL_USE, "", "Miesiąc z narzędziem: druga grupa",
            "A month with the tool: the second group", 10, None, 18, 0.55),
)  # fmt: skip

# Mean answers of a made-up crowd on the scale from 1 to 5: before, after.
BENEFITS = {
    "contacts": (4.3, 4.2),
    "general_picture": (3.6, 4.0),
    "comparison": (4.0, 4.4),
    "indicators": (3.4, 2.7),
    "applications": (4.2, 3.5),
    "data_skills": (3.3, 3.4),
}
SKILLS = {
    "find_unit": (2.9, 4.1),
    "read_card": (2.1, 3.7),
    "compare_wisely": (2.4, 3.3),
    "use_in_application": (2.7, 3.1),
}
STATEMENTS = {"useful": 4.2, "clear": 3.4, "pace": 3.7, "own_case": 3.3, "will_use": 3.8, "recommend": 4.1}

# What is written, and what it is about.
WRITTEN: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "need": (
        ("Aktualnych telefonów do ośrodków i klubów w sąsiednich powiatach.", ("contacts", "fresh_data")),
        ("Liczb, które mogę wpisać do wniosku.", ("money",)),
        ("Chcę wiedzieć, jak wypadamy na tle podobnych warsztatów.", ("comparison",)),
        ("Prostego wyjaśnienia, co znaczy indeks.", ("plain_language",)),
        ("Kontaktu z samorządem, który zleca zadania.", ("contacts",)),
        ("Przykładów wypełnionych kart.", ("practice",)),
    ),
    "best": (
        ("Wyszukiwarka jednostek według powiatu.", ("contacts", "tool")),
        ("Porównanie z podobnymi na jednej stronie.", ("comparison",)),
        ("Rozmowa z ludźmi z innych instytucji.", ("contacts",)),
        ("Gotowa tabela do diagnozy problemu.", ("money",)),
        ("Ćwiczenie na karcie mojej organizacji.", ("practice",)),
        ("Wreszcie widzę wszystko w jednym miejscu.", ("other",)),
    ),
    "change": (
        ("Za dużo nowych pojęć naraz.", ("plain_language",)),
        ("Więcej czasu na własne dane.", ("practice", "organisation")),
        ("Nie wiem, kto i kiedy poprawia dane.", ("fresh_data",)),
        ("Strona długo się ładuje na telefonie.", ("tool",)),
        ("Wskaźniki trzeba nazwać prościej.", ("plain_language",)),
        ("Zacząć godzinę później, dojazd jest długi.", ("organisation",)),
    ),
}
CODERS = ("zespół badań, osoba 1", "zespół badań, osoba 2")
