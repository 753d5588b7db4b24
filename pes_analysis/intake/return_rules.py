"""The rules of returns: how serious each is, what is wrong and what to do, in Polish and English."""

from typing import Literal

_Rule = tuple[Literal["error", "warning", "repair"], str, str]

_OF_FILES: dict[str, _Rule] = {
    "empty_workbook": (
        "error",
        "Skoroszyt jest pusty. Wyślij plik z odpowiedziami.",
        "The workbook is empty. Send the file with the answers.",
    ),
    "not_a_questionnaire": (
        "error",
        "Nie ma tu arkusza z kolumnami {hint_columns}. Odpowiedz w kwestionariuszu, który przysłano.",
        "There is no sheet with the columns {hint_columns}. Answer in the questionnaire that was sent.",
    ),
    "another_kind_of_file": (
        "error",
        "To nie jest plik .xlsx ani .csv. Zapisz odpowiedzi w jednym z tych formatów.",
        "This is not an .xlsx or .csv file. Save the answers in one of these formats.",
    ),
    "unreadable_text": ("error", "{hint_pl}", "{hint_en}"),
    "doubled_sheet": (
        "error",
        "Ten arkusz jest drugim z tymi samymi kolumnami. Zostaw jeden z nich.",
        "This sheet is the second with the same columns. Keep one of them.",
    ),
    "merged_cells": (
        "error",
        "Komórki {range} są scalone, więc widać tylko pierwszą z nich. Cofnij scalenie i wpisz odpowiedzi.",
        "The cells {range} are merged, so only the first can be seen. Unmerge them and write the answers.",
    ),
    "second_header": (
        "error",
        "W tym wierszu stoi drugi nagłówek. Usuń go: nagłówek jest jeden, nad pytaniami.",
        "This row is a second header. Remove it: there is one header, above the questions.",
    ),
    "outside_table": (
        "warning",
        "Ten tekst stoi poza tabelą i nie został odczytany. Przenieś go do kolumny „Uwagi”.",
        "This text stands outside the table and was not read. Move it to the column 'Remarks'.",
    ),
    "too_many_rows": (
        "error",
        "Wierszy jest za dużo: najwięcej {limit}. Podziel plik na mniejsze.",
        "There are too many rows: at most {limit}. Split the file into smaller ones.",
    ),
    "missing_column": (
        "error",
        "Brakuje kolumny „{name}”. Dopisz ją w nagłówku.",
        "The column '{name}' is missing. Add it to the header.",
    ),
    "doubled_column": (
        "error",
        "Kolumna „{name}” występuje dwa razy. Zostaw jedną.",
        "The column '{name}' stands twice. Keep one.",
    ),
    "unknown_column": (
        "error",
        "Kolumna „{name}” nie jest zmienną organizacji.{hint_pl} Popraw nazwę albo usuń kolumnę.",
        "The column '{name}' is not a variable of organisations.{hint_en} Correct or remove it.",
    ),
}
_OF_IDENTITY: dict[str, _Rule] = {
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
_OF_ANSWERS: dict[str, _Rule] = {
    "unknown_variable": (
        "error",
        "Kodu „{written}” nie ma wśród pytań.{hint_pl} Przywróć kod z przysłanego kwestionariusza.",
        "The code '{written}' is not among the questions.{hint_en} Put back the code that was sent.",
    ),
    "dropped_question": (
        "warning",
        "O to już nie pytamy, więc odpowiedzi nie wczytano.",
        "This is not asked any more, so the answer was not read.",
    ),
    "not_asked": (
        "error",
        "O „{variable}” nie pyta się organizacji typu {type}. Usuń odpowiedź albo popraw typ.",
        "'{variable}' is not asked of the type {type}. Remove the answer or correct the type.",
    ),
    "other_unit": (
        "error",
        "Jednostka pytania to teraz „{unit}”, a w pliku jest „{written}”. Odpowiedz w nowym kwestionariuszu.",
        "The unit of the question is now '{unit}', the file has '{written}'. Answer in a new questionnaire.",
    ),
    "doubled_question": (
        "error",
        "To pytanie stoi też w komórce {first}. Zostaw jedną odpowiedź.",
        "This question stands also in the cell {first}. Keep one answer.",
    ),
    "missing_question": (
        "warning",
        "Z pliku usunięto pytania: {hint_pl}. Potraktowano je jak puste.",
        "Questions were removed from the file: {hint_en}. They were taken as empty.",
    ),
    "not_a_number": (
        "error",
        "„{written}” nie jest liczbą. Wpisz samą liczbę, kropkę (nie wiadomo) albo x (nie dotyczy).",
        "'{written}' is not a number. Write a number alone, a full stop (not known) or x (does not apply).",
    ),
    "ambiguous_number": ("error", "{hint_pl}", "{hint_en}"),
    "date_in_number": (
        "error",
        "Komórka zawiera datę {written}: arkusz zamienił na nią wpisaną liczbę. Wpisz liczbę z przecinkiem.",
        "The cell holds the date {written}: the spreadsheet made it of a number. Write the number again.",
    ),
    "error_in_cell": (
        "error",
        "Komórka zawiera błąd arkusza ({written}). Wpisz samą liczbę.",
        "The cell holds an error of the spreadsheet ({written}). Write a number alone.",
    ),
    "truth_in_number": (
        "error",
        "Komórka zawiera PRAWDA lub FAŁSZ zamiast liczby. Wpisz liczbę.",
        "The cell holds TRUE or FALSE instead of a number. Write the number.",
    ),
    "percent_of_what": (
        "error",
        "{written} ma znak %, a pytamy o liczbę, nie o procent. Wpisz samą liczbę.",
        "{written} has a % sign, and a number is asked for, not a percentage. Write the number alone.",
    ),
    "suppressed_sign": (
        "error",
        "Znak # nie jest odpowiedzią. Wpisz liczbę, kropkę (nie wiadomo) albo x (nie dotyczy).",
        "The sign # is no answer. Write a number, a full stop (not known) or x (does not apply).",
    ),
    "not_yes_or_no": (
        "error",
        "„{written}” nie jest odpowiedzią na to pytanie. Wpisz: tak, nie, kropka albo x.",
        "'{written}' is no answer to this question. Write: yes, no, a full stop or x.",
    ),
    "below_minimum": (
        "error",
        "{written} to mniej niż najmniejsza możliwa wartość, {limit}. Popraw liczbę.",
        "{written} is below the least possible value, {limit}. Correct the figure.",
    ),
    "above_maximum": (
        "error",
        "{written} to więcej niż największa możliwa wartość, {limit}. Popraw liczbę.",
        "{written} is above the greatest possible value, {limit}. Correct the figure.",
    ),
    "fraction_of_count": (
        "error",
        "{written} ma ułamek, a pytamy o liczbę całkowitą. Sprawdź przecinek i jednostkę.",
        "{written} has a fraction, and a whole number is asked for. Check the mark and the unit.",
    ),
    "doubled_answer": (
        "error",
        "Ta odpowiedź stoi też w komórce {first}. Zostaw jedną.",
        "This answer stands also in the cell {first}. Keep one.",
    ),
}
_OF_FIGURES: dict[str, _Rule] = {
    "larger_than_total": (
        "error",
        "„{part_pl}” ({written}) to więcej niż „{total_pl}” ({total}). Popraw jedną z liczb.",
        "'{part_en}' ({written}) is more than '{total_en}' ({total}). Correct one of the figures.",
    ),
    "thousand_slip": (
        "error",
        "Rok wcześniej było {before}, teraz {written}: około tysiąc razy {than_pl}. Podaj kwoty w złotych.",
        "It was {before} a year earlier and is {written}: about a thousand times {than_en}. Give PLN.",
    ),
    "years_swapped": (
        "error",
        "{written} to liczba z zeszłorocznego zwrotu, a za zeszły rok podano {previous}. Zamieniono lata?",
        "{written} is the figure of last year's return; {previous} is given for it. Are the years swapped?",
    ),
    "differs_from_last_return": (
        "warning",
        "Podano {written}, a w zwrocie sprzed roku było {before}. Sprawdź, która liczba jest dobra.",
        "{written} is given, and last year's return had {before}. Check which figure is right.",
    ),
}
_OF_IMPORTS: dict[str, _Rule] = {
    "two_returns": (
        "error",
        "Ten sam zwrot ({id}, {year}) jest też w pliku {other}. Wczytaj jeden z nich.",
        "The same return ({id}, {year}) is in the file {other} too. Read one of them.",
    ),
    "already_there": (
        "error",
        "Zwrot {id} za {year} już wczytano.{hint_pl} Żeby go zastąpić, dodaj --replace.",
        "The return of {id} for {year} has been read before.{hint_en} Add --replace to replace it.",
    ),
    "replaced": (
        "warning",
        "Zastąpiono wcześniejszy zwrot {id} za {year}.{hint_pl}",
        "The earlier return of {id} for {year} was replaced.{hint_en}",
    ),
    "nothing_answered": (
        "error",
        "W zwrocie nie ma ani jednej liczby. Wpisz odpowiedzi i wyślij plik jeszcze raz.",
        "There is not one figure in the return. Write the answers and send the file again.",
    ),
}
_REPAIRS: dict[str, _Rule] = {
    "text_number": (
        "repair",
        "Liczbę zapisaną jako tekst odczytano jako {read_as}.",
        "Text read as {read_as}.",
    ),
    "decimal_comma": (
        "repair",
        "Przecinek dziesiętny: odczytano {read_as}.",
        "A decimal comma: read as {read_as}.",
    ),
    "thousands_mark": (
        "repair",
        "Usunięto znak rozdzielający tysiące: odczytano {read_as}.",
        "The mark between thousands was removed: read as {read_as}.",
    ),
    "minus_sign": (
        "repair",
        "Myślnik przed liczbą to minus: odczytano {read_as}.",
        "A dash read as a minus.",
    ),
    "percent_sign": ("repair", "Usunięto znak %: odczytano {read_as}.", "The % sign was removed: {read_as}."),
    "dash_as_missing": (
        "repair",
        "Samą kreskę odczytano jako „nie wiadomo”. Jeśli czegoś nie było, wpisz 0.",
        "A dash alone was read as not known. If there was none of it, write 0.",
    ),
    "currency_word": (
        "repair",
        "Usunięto „zł”: odczytano {read_as}.",
        "'zł' was removed: read as {read_as}.",
    ),
    "formula_value": (
        "repair",
        "Z formuły odczytano wynik: {read_as}.",
        "Of the formula the result was read: {read_as}.",
    ),
    "word_as_flag": (
        "repair",
        "„{written}” odczytano jako „{read_as}”.",
        "'{written}' was read as {read_as}.",
    ),
    "lost_zero": (
        "repair",
        "Kod powiatu stracił zero na początku: odczytano {read_as}.",
        "The code of the county lost its leading zero: read as {read_as}.",
    ),
    "words_cleaned": (
        "repair",
        "Usunięto znaki niewidoczne lub zbędne odstępy.",
        "Invisible characters or needless spaces were removed.",
    ),
    "date_as_month": (
        "repair",
        "Z daty odczytano miesiąc: {read_as}.",
        "Of the date the month was read: {read_as}.",
    ),
    "capitals_in_id": (
        "repair",
        "Identyfikator zapisano małymi literami: {read_as}.",
        "The identifier was written in small letters: {read_as}.",
    ),
}

# Rule → severity, Polish, English.
RULES: dict[str, _Rule] = (
    _OF_FILES | _OF_IDENTITY | _OF_ANSWERS | _OF_FIGURES | _OF_IMPORTS | _REPAIRS
)  # fmt: skip
