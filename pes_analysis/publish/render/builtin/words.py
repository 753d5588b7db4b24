"""The renderer's own words in each language; where Quarto has the word too, it is the same one."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from babel.dates import format_date

from pes_analysis.publish.render.builtin.refusal import refusal


@dataclass(frozen=True)
class Words:
    """Every text on a page that comes from the renderer and not from the page's author."""

    language: str
    language_name: str
    figure: str
    table: str
    section: str
    footnotes: str
    back_to_text: str
    abstract: str
    callouts: Mapping[str, str]
    skip: str
    menu: str
    navigation: str
    breadcrumbs: str
    on_this_page: str
    other_language: str
    search: str
    search_hint: str
    results: str
    no_results: str
    scrollable_area: str
    missing_title: str
    missing_text: str
    to_start: str
    rendered_by: str


POLISH = Words(
    language="pl",
    language_name="Polski",
    figure="Rysunek",
    table="Tabela",
    section="Sekcja",
    footnotes="Przypisy",
    back_to_text="Wróć do tekstu",
    abstract="Streszczenie",
    callouts={
        "note": "Adnotacja",
        "tip": "Wskazówka",
        "warning": "Ostrzeżenie",
        "important": "Ważne",
        "caution": "Zagrożenie",
    },
    skip="Przejdź do treści",
    menu="Menu",
    navigation="Główna nawigacja",
    breadcrumbs="Ścieżka do strony",
    on_this_page="Na tej stronie",
    other_language="Wersja polska tej strony",
    search="Szukaj",
    search_hint="Szukaj powiatu, wskaźnika, pojęcia",
    results="Wyniki: {count}",
    no_results="Brak wyników",
    scrollable_area="Obszar do przewijania",
    missing_title="Nie ma takiej strony",
    missing_text="Adres jest błędny albo strona zmieniła miejsce.",
    to_start="Przejdź na stronę główną",
    rendered_by="Strony złożył wbudowany renderer: pes-analysis {version}, pandoc {pandoc}.",
)

ENGLISH = Words(
    language="en",
    language_name="English",
    figure="Figure",
    table="Table",
    section="Section",
    footnotes="Footnotes",
    back_to_text="Back to the text",
    abstract="Abstract",
    callouts={
        "note": "Note",
        "tip": "Tip",
        "warning": "Warning",
        "important": "Important",
        "caution": "Caution",
    },
    skip="Skip to content",
    menu="Menu",
    navigation="Main navigation",
    breadcrumbs="Path to this page",
    on_this_page="On this page",
    other_language="This page in English",
    search="Search",
    search_hint="Search a county, indicator or term",
    results="Results: {count}",
    no_results="No results",
    scrollable_area="Scrollable area",
    missing_title="There is no such page",
    missing_text="The address is wrong, or the page has moved.",
    to_start="Go to the start page",
    rendered_by="Pages made by the built-in renderer: pes-analysis {version}, pandoc {pandoc}.",
)

_WORDS = {words.language: words for words in (POLISH, ENGLISH)}


def words_in(language: str, where: str) -> Words:
    """Find the words of a language.

    Parameters
    ----------
    language : str
        ``pl`` or ``en``.
    where : str
        The file that asks, for the error message.

    Raises
    ------
    PesError
        When the renderer does not speak the language.

    Examples
    --------
    >>> words_in("pl", "index.qmd").figure
    'Rysunek'
    """
    if language not in _WORDS:
        raise refusal(
            where,
            f"lang: „{language}” nie jest obsługiwany. Wpisz pl albo en.",
            f"lang: '{language}' is not supported. Write pl or en.",
        )
    return _WORDS[language]


def date_in_words(date: dt.date, language: str) -> str:
    """Write a date in words.

    Examples
    --------
    >>> date_in_words(dt.date(2024, 12, 31), "pl")
    '31 grudnia 2024'
    >>> date_in_words(dt.date(2024, 12, 31), "en")
    'December 31, 2024'
    """
    return format_date(date, "long", locale=language)
