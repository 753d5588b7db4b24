"""The rules of returns: how serious each is, what is wrong and what to do, in Polish and English."""

from pes_analysis.intake.return_rules_of_identity import OF_IDENTITY, Rule

_OF_FILES: dict[str, Rule] = {
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
    "sheet_as_csv": (
        "error",
        "To jeden arkusz kwestionariusza zapisany jako CSV, bez pozostałych. Wyślij cały plik .xlsx.",
        "This is one sheet of a questionnaire saved as CSV, without the others. Send the whole .xlsx file.",
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
_OF_ANSWERS: dict[str, Rule] = {
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
    "remark": (
        "warning",
        "Uwaga organizacji: {hint_words}",
        "Remark of the organisation: {hint_words}",
    ),
    "doubled_answer": (
        "error",
        "Ta odpowiedź stoi też w komórce {first}. Zostaw jedną.",
        "This answer stands also in the cell {first}. Keep one.",
    ),
}
_OF_FIGURES: dict[str, Rule] = {
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
_OF_IMPORTS: dict[str, Rule] = {
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
_REPAIRS: dict[str, Rule] = {
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
RULES: dict[str, Rule] = _OF_FILES | OF_IDENTITY | _OF_ANSWERS | _OF_FIGURES | _OF_IMPORTS | _REPAIRS
