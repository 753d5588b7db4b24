"""What may be found in an answer of the survey of ties: what keeps it out, what to check, repairs."""

from dataclasses import replace

from pes_analysis.intake.return_findings import Place, ReturnFinding, Severity, worded

# Rule → how grave it is, and what to say in Polish and English.
RULES: dict[str, tuple[Severity, str, str]] = {
    # The whole file.
    "no_header": (
        "error",
        "Nie ma tu tabeli ankiety: brakuje nagłówków „Partner” i „Bliskość relacji”. Użyj formularza.",
        "There is no table of the survey: no headings 'Partner' and 'How close'. Use the form.",
    ),
    "doubled_heading": (
        "error",
        "Nagłówek „{written}” stoi dwa razy. Zmień jeden z nich.",
        "The heading '{written}' stands twice. Change one of them.",
    ),
    "doubled_sheet": (
        "error",
        "Takie nagłówki ma już inny arkusz tego pliku. Zostaw jeden z nich.",
        "Another sheet of this file has these headings too. Keep one of them.",
    ),
    "column_not_read": (
        "repair",
        "Kolumna „{written}” nie jest wczytywana.",
        "The column '{written}' is not read.",
    ),
    "no_answers": ("error", "Pod nagłówkami nie ma odpowiedzi.", "There are no answers below the headings."),
    # The whole answer.
    "no_respondent": (
        "error",
        "Nie wiadomo, kto odpowiada. Wpisz identyfikator albo nazwę jednostki.",
        "It is not said who answers. Write the id or the name of the unit.",
    ),
    "no_year": (
        "error",
        "Brakuje roku, którego dotyczą odpowiedzi. Wpisz {hint}.",
        "The year of the answers is missing. Write {hint}.",
    ),
    "wrong_year": (
        "error",
        "Rok „{written}” jest inny niż rok tej edycji: {hint}. Popraw rok albo wczytaj plik do innej edycji.",
        "The year '{written}' is not that of this edition: {hint}. Correct it or use another edition.",
    ),
    "unknown_respondent": (
        "error",
        "„{written}” nie ma na liście jednostek. {hint}Popraw zapis.",
        "'{written}' is not on the list of units. {hint}Correct it.",
    ),
    "unknown_partner": (
        "error",
        "„{written}” nie ma na liście jednostek. {hint}Popraw zapis albo poproś nas o dopisanie jednostki.",
        "'{written}' is not on the list of units. {hint}Correct it, or ask us to add the unit.",
    ),
    "several_units": (
        "error",
        "Tę nazwę ma kilka jednostek{hint}. Wpisz identyfikator.",
        "Several units have this name{hint}. Write the id.",
    ),
    "personal_data": (
        "error",
        "Tekst zawiera dane osobowe ({hint}). Zatrzymano go; wpisz samą nazwę jednostki.",
        "The text holds personal data ({hint}). It was held back; write the name of the unit alone.",
    ),
    "unit_in_two_counties": (
        "error",
        "Jednostka „{written}” stoi w dwóch powiatach: {hint}. Zostaw powiat jej siedziby.",
        "The unit '{written}' stands in two counties: {hint}. Keep the county of its seat.",
    ),
    "unknown_county": (
        "error",
        "„{written}” nie jest powiatem. Wpisz nazwę albo czterocyfrowy kod TERYT.",
        "'{written}' is no county. Write its name or the four digits of its TERYT code.",
    ),
    "empty_form": (
        "warning",
        "Formularz jednostki „{written}” jest pusty. Nie liczy się jako odpowiedź.",
        "The form of the unit '{written}' is empty. It does not count as an answer.",
    ),
    "no_ties_told": (
        "error",
        "Nie podano powiązań. Jeśli ich nie ma, odpowiedz „nie” na pytanie o współpracę (w CSV: brak).",
        "No tie was given. If there is none, answer 'no' when asked if you work with anybody (CSV: none).",
    ),
    "ties_denied": (
        "error",
        "Napisano, że współpracy nie ma, a niżej są powiązania. Popraw jedno z nich.",
        "It says that there is no cooperation, and ties stand below. Correct one of them.",
    ),
    "two_answers": (
        "error",
        "Odpowiedzi jednostki „{written}” są dwa razy ({hint}). Zostaw jedne.",
        "The answers of the unit '{written}' stand twice ({hint}). Keep one of them.",
    ),
    "already_there": (
        "error",
        "Odpowiedzi jednostki „{written}” za ten rok już są. Zastąpi je opcja --replace. {hint}",
        "Answers of the unit '{written}' for this year are there. To replace them, use --replace. {hint}",
    ),
    "replaced": (
        "warning",
        "Odpowiedzi jednostki „{written}” zastąpiły wcześniejsze. {hint}",
        "The answers of the unit '{written}' replaced earlier ones. {hint}",
    ),
    "not_on_list": (
        "warning",
        "Jednostki „{written}” nie było na liście zapytanych. Dopisano ją.",
        "The unit '{written}' was not on the list of those asked. It was added.",
    ),
    "partial": (
        "warning",
        "Odpowiedź niepełna ({written}). {hint} Wczytano to, co jest.",
        "A partial answer ({written}). {hint} What is there was taken.",
    ),
    # One tie.
    "no_partner": (
        "error",
        "Brakuje partnera. Wpisz jego identyfikator albo nazwę z listy.",
        "The partner is missing. Write its id or its name from the list.",
    ),
    "tie_to_itself": (
        "error",
        "Jednostka wskazuje samą siebie („{written}”). Wpisz partnera.",
        "The unit names itself ('{written}'). Write a partner.",
    ),
    "doubled_tie": (
        "error",
        "Partner „{written}” stoi już w komórce {hint}. Zostaw jeden wiersz.",
        "The partner '{written}' stands already in cell {hint}. Keep one row.",
    ),
    "no_intensity": (
        "error",
        "Brakuje bliskości relacji. Wybierz od 1 do {hint}.",
        "How close the relation is is missing. Choose 1 to {hint}.",
    ),
    "wrong_intensity": (
        "error",
        "„{written}” nie jest stopniem bliskości. Wybierz od 1 do {hint}.",
        "'{written}' is no grade of closeness. Choose 1 to {hint}.",
    ),
    # One cell that may be left empty.
    "wrong_kind": (
        "warning",
        "„{written}” nie jest rodzajem współpracy. Wybierz: {hint}. Komórki nie wczytano.",
        "'{written}' is no kind of cooperation. Choose: {hint}. The cell was not read.",
    ),
    "wrong_grade": (
        "warning",
        "„{written}” nie jest liczbą od 1 do {hint}. Komórki nie wczytano.",
        "'{written}' is no number from 1 to {hint}. The cell was not read.",
    ),
    "not_yes_or_no": (
        "warning",
        "„{written}” to ani „tak”, ani „nie”. Komórki nie wczytano.",
        "'{written}' is neither 'yes' nor 'no'. The cell was not read.",
    ),
    "error_in_cell": (
        "warning",
        "W komórce jest błąd arkusza ({written}). Popraw formułę; komórki nie wczytano.",
        "The cell holds a spreadsheet error ({written}). Correct the formula; it was not read.",
    ),
    "unknown_question": (
        "error",
        "Nie ma pytania o kodzie „{written}”. Przywróć kod z formularza.",
        "There is no question with the code '{written}'. Restore the code of the form.",
    ),
    "doubled_question": (
        "error",
        "Pytanie „{written}” stoi już w komórce {hint}. Zostaw jeden wiersz.",
        "The question '{written}' stands already in cell {hint}. Keep one row.",
    ),
    "name_form": (
        "repair",
        "Odczytano jako {read_as}.",
        "It was read as {read_as}.",
    ),
}

# Rules whose own words are for the operator: they tell of earlier answers, of other files, of options.
_IN_LETTERS: dict[str, tuple[str, str]] = {
    "already_there": (
        "Wasze odpowiedzi za ten rok już mamy. Napisz, czy te mają je zastąpić.",
        "We have your answers for this year. Write whether these replace them.",
    ),
    "replaced": (
        "To kolejne odpowiedzi za ten rok. Sprawdź, czy są ostateczne.",
        "These are further answers for this year. Check that they are final.",
    ),
    "two_answers": (
        "Te same odpowiedzi przysłano więcej niż raz. Napisz, które są właściwe.",
        "The same answers came more than once. Write which are right.",
    ),
    "not_on_list": (
        "Nie wysłaliśmy Wam tej ankiety. Sprawdź, czy wybrano dobrą jednostkę.",
        "We did not send you this survey. Check that the right unit was chosen.",
    ),
}


def in_letter(found: ReturnFinding) -> ReturnFinding:
    """Give a finding in the words of a letter: anyone may send answers, so nothing that the edition keeps.

    Examples
    --------
    >>> in_letter(finding(Place("a.csv"), "two_answers", "cis-gaj", hint="b.csv, A2")).message_en
    'The same answers came more than once. Write which are right.'
    """
    pl, en = _IN_LETTERS.get(found.rule, (found.message_pl, found.message_en))
    return replace(found, message_pl=pl, message_en=en)


def finding(
    place: Place, rule: str, written: str = "", read_as: str = "", hint: str | tuple[str, str] = ""
) -> ReturnFinding:
    """Give the finding of a rule at a place.

    Parameters
    ----------
    place : Place
    rule : str
        Of `RULES`.
    written, read_as : str
        What stands in the file and what was read; shown without harm.
    hint : str or (str, str)
        Words of our own, the same in both languages or Polish and English.

    Examples
    --------
    >>> finding(Place("a.xlsx", "Powiązania", "B4"), "wrong_intensity", "5", hint="4").message_en
    "'5' is no grade of closeness. Choose 1 to 4."
    """
    return worded(place, rule, RULES[rule], written, read_as, hint)
