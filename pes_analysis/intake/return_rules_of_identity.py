"""The rules about who a return is from and what it is about, in Polish and English."""

from typing import Literal, TypeAlias

# How serious it is, Polish, English.
Rule: TypeAlias = tuple[Literal["error", "warning", "repair"], str, str]

OF_IDENTITY: dict[str, Rule] = {
    "missing_answer": (
        "error",
        "Brakuje odpowiedzi na pytanie „{question_pl}”. Wpisz ją.",
        "The answer to '{question_en}' is missing. Write it.",
    ),
    "no_version": (
        "error",
        "„{written}” nie jest wersją kwestionariusza. Odpowiedz w kwestionariuszu, który przysłano.",
        "'{written}' is not the version of a questionnaire. Answer in the questionnaire that was sent.",
    ),
    "other_version": (
        "warning",
        "To inna wersja kwestionariusza, {written}. Odczytano pytania, które są też w obecnej.{hint_pl}",
        "This is another version, {written}. Questions that are in the present one too were read.{hint_en}",
    ),
    "bad_id": (
        "error",
        "„{written}” nie może być identyfikatorem. Użyj liter a-z, cyfr i łączników: „{example}”.",
        "'{written}' cannot be an identifier. Use letters a-z, digits and hyphens: '{example}'.",
    ),
    "id_of_generated": (
        "error",
        "Identyfikatory na „demo-” mają organizacje z danych demonstracyjnych. Nadaj inny.",
        "Identifiers that begin with 'demo-' are of demonstration organisations. Give another.",
    ),
    "not_a_year": (
        "error",
        "„{written}” nie jest rokiem. Wpisz cztery cyfry, na przykład 2024.",
        "'{written}' is not a year. Write four digits, for example 2024.",
    ),
    "year_of_another_version": (
        "error",
        "Odpowiedzi mają rok {written}, a kwestionariusz jest za {year}. Każdy rok ma swój kwestionariusz.",
        "The answers have the year {written}, the questionnaire is for {year}. Each year has its own.",
    ),
    "year_after_edition": (
        "error",
        "Rok {written} jest późniejszy niż rok edycji, {year}. Popraw rok albo wczytaj do nowej edycji.",
        "The year {written} is after the year of the edition, {year}. Correct it or use a newer edition.",
    ),
    "year_before_returns": (
        "error",
        "Rok {written} jest zbyt odległy: zwroty są od {year}. Popraw rok.",
        "The year {written} is too far back: returns start in {year}. Correct it.",
    ),
    "older_year": (
        "warning",
        "To odpowiedzi za {written}, a edycja jest za {year}. Wczytano je jako dane za {written}.",
        "These are answers for {written}, and the edition is for {year}. They were read as of {written}.",
    ),
    "unknown_type": (
        "error",
        "„{written}” nie jest typem organizacji. Wpisz jeden z: {known}.",
        "'{written}' is not a type of organisation. Write one of: {known}.",
    ),
    "type_of_another_version": (
        "error",
        "Wpisano typ {written}, a kwestionariusz jest dla {type}. Każdy typ ma swój kwestionariusz.",
        "The type is {written}, the questionnaire is for {type}. Each type has its own.",
    ),
    "type_differs": (
        "error",
        "Organizacja jest w edycji jako {type}, a zwrot mówi {written}. Popraw typ albo identyfikator.",
        "The organisation is {type} in the edition, the return says {written}. Correct type or identifier.",
    ),
    "name_differs": (
        "warning",
        "Nazwa różni się od dotychczasowej: „{name}”. Przyjęto nową; sprawdź, czy to ta organizacja.",
        "The name differs from the one so far: '{name}'. The new one was taken; check whose return it is.",
    ),
    "unknown_county": (
        "error",
        "Nie ma powiatu o kodzie „{written}”.{hint_pl} Wpisz cztery cyfry z arkusza „Powiaty”.",
        "There is no county with the code '{written}'.{hint_en} Write four digits of the sheet 'Counties'.",
    ),
    "county_outside_region": (
        "error",
        "Powiat {written} leży poza województwem tej edycji. Wpisz kod powiatu, w którym jest siedziba.",
        "The county {written} is outside the voivodeship of this edition. Write the county of the seat.",
    ),
    "county_differs": (
        "warning",
        "Powiat różni się od dotychczasowego ({teryt}). Przyjęto nowy; sprawdź, czy siedziba się zmieniła.",
        "The county differs from the one so far ({teryt}). The new one was taken; check the seat.",
    ),
    "consent_differs": (
        "warning",
        "Dotąd nie było zgody na publikację, a zwrot jej udziela. Sprawdź, czy przysłała go ta organizacja.",
        "There was no consent to publish so far, and the return gives it. Check that it is theirs.",
    ),
    "not_a_choice": (
        "error",
        "„{written}” nie jest jedną z odpowiedzi: {known}. Wybierz z listy.",
        "'{written}' is not one of the answers: {known}. Choose from the list.",
    ),
    "text_too_long": (
        "error",
        "Tekst ma {length} znaków, a może mieć najwyżej {limit}. Skróć go.",
        "The text has {length} characters and may have at most {limit}. Shorten it.",
    ),
    "no_consent_given": (
        "warning",
        "Nie odpowiedziano na pytanie o zgodę na publikację. Bez zgody karta jest prywatna.",
        "The question about consent to publish was not answered. Without consent the card is private.",
    ),
    "founded_after": (
        "error",
        "Rok rozpoczęcia działalności, {written}, jest późniejszy niż rok odpowiedzi, {year}. Popraw rok.",
        "The year of starting, {written}, is after the year of the answers, {year}. Correct it.",
    ),
    "without_ps_questions": (
        "warning",
        "Organizacja ma status PS, a kwestionariusz nie ma pytań dla PS. Wyślij jej wersję z nimi.",
        "The organisation has the PS status but the questionnaire lacks its questions. Send one with them.",
    ),
    "unknown_organisation": (
        "error",
        "Organizacji „{written}” nie ma w edycji. Dopisz kolumny: name, type, teryt, place.",
        "The organisation '{written}' is not in the edition. Add the columns: name, type, teryt, place.",
    ),
    "bad_plan_month": (
        "error",
        "„{written}” nie jest miesiącem. Wpisz rok i miesiąc, na przykład 2025-09.",
        "'{written}' is not a month. Write the year and the month, for example 2025-09.",
    ),
    "bad_plan_step": (
        "error",
        "Krok planu potrzebuje trzech odpowiedzi: co, kto i do kiedy. Uzupełnij wiersz albo go wyczyść.",
        "A step of the plan needs three answers: what, who, until when. Complete the row or clear it.",
    ),
}
