"""What may be found in a file of directory entries: what keeps an entry out, what to check, repairs."""

from pes_analysis.intake.return_findings import Place, ReturnFinding, Severity, worded

# Rule → how grave it is, and what to say in Polish and English.
RULES: dict[str, tuple[Severity, str, str]] = {
    # The whole file.
    "no_header": (
        "error",
        "Nie ma wiersza z nagłówkami: {hint}. Sprawdź nazwy kolumn albo plik mapowania.",
        "There is no row with the headings: {hint}. Check the names of columns or the mapping.",
    ),
    "no_sheet": (
        "error",
        "Nie ma arkusza „{written}”. Są: {hint}. Popraw „sheet” w pliku mapowania.",
        "There is no sheet '{written}'. There are: {hint}. Correct 'sheet' in the mapping.",
    ),
    "doubled_heading": (
        "error",
        "Nagłówek „{written}” stoi dwa razy. Zmień jeden z nich.",
        "The heading '{written}' stands twice. Change one of them.",
    ),
    "no_entries": ("error", "Pod nagłówkiem nie ma wpisów.", "There are no entries below the heading."),
    "column_not_read": (
        "repair",
        "Kolumna „{written}” nie jest wczytywana.",
        "The column '{written}' is not read.",
    ),
    "lines_skipped": (
        "repair",
        "Pominięto wiersze nad nagłówkiem: {written}.",
        "Lines above the heading were skipped: {written}.",
    ),
    # The whole entry.
    "no_name": ("error", "Brakuje nazwy jednostki. Wpisz ją.", "The name of the unit is missing. Write it."),
    "no_type": (
        "error",
        "Brakuje typu jednostki. Wpisz jeden z: {hint}.",
        "The type of the unit is missing. Write one of: {hint}.",
    ),
    "no_county": (
        "error",
        "Brakuje powiatu. Wpisz jego nazwę albo czterocyfrowy kod TERYT.",
        "The county is missing. Write its name or the four digits of its TERYT code.",
    ),
    "unknown_county": (
        "error",
        "„{written}” nie jest powiatem. Wpisz nazwę albo czterocyfrowy kod TERYT.",
        "'{written}' is no county. Write its name or the four digits of its TERYT code.",
    ),
    "outside_region": (
        "warning",
        "Powiat {written} leży poza województwem tej edycji. Sprawdź, czy to nie pomyłka.",
        "The county {written} lies outside the voivodeship of this edition. Check that it is no mistake.",
    ),
    "several_counties": (
        "error",
        "Powiatów „{written}” jest kilka: {hint}. Wpisz czterocyfrowy kod TERYT.",
        "There are several counties '{written}': {hint}. Write the four digits of the TERYT code.",
    ),
    "unknown_item": (
        "warning",
        "„{written}” nie należy do listy: {hint}. Tej pozycji nie wczytano; popraw nazwę.",
        "'{written}' is not on the list: {hint}. This item was not read; correct its name.",
    ),
    "unknown_type": (
        "error",
        "Nie ma typu jednostki „{written}”. Wpisz jeden z: {hint}.",
        "There is no type of unit '{written}'. Write one of: {hint}.",
    ),
    "bad_id": (
        "error",
        "„{written}” nie może być identyfikatorem. Użyj małych liter a–z, cyfr i łączników.",
        "'{written}' cannot be an id. Use lower-case letters a-z, digits and hyphens.",
    ),
    "doubled_id": (
        "error",
        "Identyfikator „{written}” ma już wpis w wierszu {hint}. Zostaw jeden z nich.",
        "The id '{written}' already has an entry on line {hint}. Keep one of them.",
    ),
    "unit_in_two_counties": (
        "error",
        "„{written}” stoi w dwóch powiatach ({hint}). Zostaw siedzibę; inne wpisz jako obsługiwane.",
        "'{written}' stands in two counties ({hint}). Keep its seat; write others as served.",
    ),
    "already_there": (
        "error",
        "„{written}” jest już w bazie. Aby poprawić wpis, użyj opcji --replace. {hint}",
        "'{written}' is already in the directory. To correct the entry, use --replace. {hint}",
    ),
    "organisation_differs": (
        "error",
        "Organizacja „{written}” ma w tej edycji inny typ lub powiat: {hint}. Popraw wpis.",
        "The organisation '{written}' has another type or county in this edition: {hint}. Correct the entry.",
    ),
    "same_unit": (
        "error",
        "To chyba ta sama jednostka co „{written}” ({hint}). Wpisz jej identyfikator albo nadaj własny.",
        "It seems to be the same unit as '{written}' ({hint}). Write its id, or give one of its own.",
    ),
    "like_unit": (
        "warning",
        "Ma wspólne dane z „{written}” ({hint}). Sprawdź, czy to nie ta sama jednostka.",
        "It shares data with '{written}' ({hint}). Check that it is not the same unit.",
    ),
    "replaced": (
        "warning",
        "Wpis zastąpił wcześniejszy. {hint}",
        "The entry replaced an earlier one. {hint}",
    ),
    # One cell.
    "personal_in_name": (
        "error",
        "Nazwa zawiera dane osobowe ({hint}). Usuń je; wpisu nie wczytano.",
        "The name holds personal data ({hint}). Remove them; the entry was not read.",
    ),
    "personal_data": (
        "warning",
        "Tekst zawiera dane osobowe ({hint}). Zatrzymano go i nie wczytano.",
        "The text holds personal data ({hint}). It was held back and not read.",
    ),
    "too_long": (
        "warning",
        "Tekst ma ponad {hint} znaków. Nie wczytano go; skróć go.",
        "The text has more than {hint} characters. It was not read; shorten it.",
    ),
    "error_in_cell": (
        "warning",
        "W komórce jest błąd arkusza ({written}). Popraw formułę; komórki nie wczytano.",
        "The cell holds a spreadsheet error ({written}). Correct the formula; it was not read.",
    ),
    "phone_unreadable": (
        "warning",
        "„{written}”: nie cały tekst jest numerem telefonu. Wpisz 9 cyfr, kilka numerów po przecinku.",
        "'{written}': not all of it is a phone number. Write 9 digits, several numbers after commas.",
    ),
    "phone_without_area": (
        "warning",
        "„{written}”: brakuje numeru kierunkowego. Wpisz 9 cyfr.",
        "'{written}': the area code is missing. Write 9 digits.",
    ),
    "phone_dead": (
        "warning",
        "„{written}”: taki numer nie istnieje. Nie wczytano go.",
        "'{written}': there is no such number. It was not read.",
    ),
    "email_unreadable": (
        "warning",
        "„{written}”: nie cały tekst jest adresem e-mail. Wzór: biuro@nazwa.pl.",
        "'{written}': not all of it is an e-mail address. Write it like biuro@nazwa.pl.",
    ),
    "email_dead": (
        "warning",
        "„{written}”: pod takim adresem nie może być poczty. Nie wczytano go.",
        "'{written}': there can be no mail at such an address. It was not read.",
    ),
    "site_unreadable": (
        "warning",
        "„{written}” nie jest adresem strony. Wzór: https://nazwa.pl.",
        "'{written}' is no address of a website. Write it like https://nazwa.pl.",
    ),
    "site_dead": (
        "warning",
        "„{written}”: pod takim adresem nie może być strony. Nie wczytano go.",
        "'{written}': there can be no website at such an address. It was not read.",
    ),
    "postcode_unreadable": (
        "warning",
        "„{written}” nie jest kodem pocztowym. Wzór: 32-700.",
        "'{written}' is no postcode. Write it like 32-700.",
    ),
    "regon_unreadable": (
        "warning",
        "„{written}” nie jest numerem REGON: potrzeba 9 albo 14 cyfr.",
        "'{written}' is no REGON number: 9 or 14 digits are needed.",
    ),
    "regon_checksum": (
        "warning",
        "Numer REGON „{written}” ma błąd: nie zgadza się ostatnia cyfra. Sprawdź go w rejestrze.",
        "The REGON number '{written}' is wrong: its last digit does not agree. Look it up in the register.",
    ),
    "krs_unreadable": (
        "warning",
        "„{written}” nie jest numerem KRS: potrzeba 10 cyfr.",
        "'{written}' is no KRS number: 10 digits are needed.",
    ),
    "date_unreadable": (
        "warning",
        "„{written}” nie jest datą. Wzór: 2024-11-05.",
        "'{written}' is no date. Write it like 2024-11-05.",
    ),
    "date_to_come": (
        "warning",
        "Dzień {written} jeszcze nie nadszedł. Daty nie wczytano.",
        "The day {written} is still to come. The date was not read.",
    ),
    "places_unreadable": (
        "warning",
        "„{written}” nie jest liczbą wolnych miejsc. Wpisz 0, 1, 2 … albo zostaw pustą komórkę.",
        "'{written}' is no number of free places. Write 0, 1, 2 … or leave the cell empty.",
    ),
    "places_without_date": (
        "warning",
        "Nie wiadomo, z którego dnia jest liczba wolnych miejsc. Nie wczytano jej; dopisz datę.",
        "It is not known of which day the number of free places is. It was not read; add the date.",
    ),
    "status_not_checked": (
        "warning",
        "Status bez daty i sposobu sprawdzenia wpisano jako nieznany. Dopisz oba.",
        "A status without the date and the way of checking was taken as unknown. Add both.",
    ),
    "consent_without_person": (
        "warning",
        "Jest zgoda na podanie osoby, a osoby nie ma. Zgodę pominięto.",
        "There is a consent to name a person, and no person. The consent was left out.",
    ),
    "not_listed": (
        "warning",
        "Wpisy bez zgody na publikację: {hint}. Nie będzie ich na stronie ani w plikach do pobrania.",
        "Entries without consent to publication: {hint}. They will be on no page and in no download.",
    ),
    "phone_form": ("repair", "Telefon zapisano jako {read_as}.", "The phone was written as {read_as}."),
    "email_form": ("repair", "Adres zapisano jako {read_as}.", "The address was written as {read_as}."),
    "site_form": ("repair", "Adres zapisano jako {read_as}.", "The address was written as {read_as}."),
    "postcode_form": ("repair", "Kod zapisano jako {read_as}.", "The code was written as {read_as}."),
    "register_number_form": (
        "repair",
        "Numer zapisano jako {read_as}.",
        "The number was written as {read_as}.",
    ),
    "date_form": ("repair", "Datę zapisano jako {read_as}.", "The date was written as {read_as}."),
    "places_form": (
        "repair",
        "Wolne miejsca zapisano jako {read_as}.",
        "Free places were written as {read_as}.",
    ),
    "county_form": ("repair", "Powiat odczytano jako {read_as}.", "The county was read as {read_as}."),
    "date_taken": (
        "repair",
        "Przyjęto dzień sprawdzenia wpisu: {read_as}.",
        "The day the entry was checked was taken: {read_as}.",
    ),
}


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
    >>> found = finding(Place("baza.csv", cell="3"), "postcode_unreadable", "32-70")
    >>> found.severity, found.message_en
    ('warning', "'32-70' is no postcode. Write it like 32-700.")
    """
    return worded(place, rule, RULES[rule], written, read_as, hint)
