"""What may be wrong in a table of figures: problems that stop it, and doubts that do not."""

from pes_analysis.intake.findings import Finding, worded

# Rule → what is wrong and what to do, in Polish and English.
_PROBLEMS: dict[str, tuple[str, str]] = {
    "no_id": (
        "Brakuje kolumny „id” z oznaczeniem jednostki. Dopisz ją w nagłówku.",
        "The column 'id' that names the unit is missing. Add it to the header.",
    ),
    "doubled_column": (
        "Kolumna „{name}” występuje dwa razy. Zostaw jedną.",
        "The column '{name}' stands twice. Keep one.",
    ),
    "no_rows": (
        "Tabela nie ma ani jednego wiersza. Dopisz dane.",
        "The table has no rows. Add the data.",
    ),
    "missing_id": (
        "Brakuje oznaczenia jednostki. Wpisz je albo usuń wiersz.",
        "The name of the unit is missing. Write it or remove the row.",
    ),
    "not_a_year": (
        "„{name}” nie jest rokiem. Wpisz cztery cyfry, na przykład 2024.",
        "'{name}' is not a year. Write four digits, for example 2024.",
    ),
    "doubled_row": (
        "Jednostka „{name}” ma już dane za ten rok w wierszu {first}. Zostaw jeden z nich.",
        "The unit '{name}' already has figures for this year on line {first}. Keep one of them.",
    ),
    "doubled_unit": (
        "Jednostka „{name}” ma już dane w wierszu {first}. Zostaw jeden z nich albo dopisz kolumnę „year”.",
        "The unit '{name}' already has figures on line {first}. Keep one or add a column 'year'.",
    ),
    "unknown_type": (
        "Nie ma typu organizacji „{name}”. Wpisz jeden z: {known}; kilka połącz znakiem +.",
        "There is no type of organisation '{name}'. Write one of: {known}; join several with +.",
    ),
    "missing_type": (
        "Brakuje typu organizacji. Wpisz jeden z: {known}, albo usuń całą kolumnę.",
        "The type of organisation is missing. Write one of: {known}, or remove the whole column.",
    ),
    "percent_sign": (
        "Wartość {name} ma znak %, a zmienna „{variable}” nie jest w procentach. Wpisz samą liczbę.",
        "The value {name} has a % sign; the variable '{variable}' is not in per cent. Write the number.",
    ),
    "too_large_number": (
        "„{name}” nie jest skończoną liczbą. Popraw ją albo zostaw pustą komórkę.",
        "'{name}' is not a finite number. Correct it or leave the cell empty.",
    ),
    "unknown_item": (
        "„{name}” nie należy do listy: {known}. Popraw nazwę.",
        "'{name}' is not on the list: {known}. Correct the name.",
    ),
    "repeated_item": (
        "„{name}” wpisano dwa razy w jednej komórce. Zostaw jedno.",
        "'{name}' stands twice in one cell. Keep one.",
    ),
    "not_a_rating": (
        "„{name}” nie jest liczbą. Wpisz liczby ze średnikami między nimi, na przykład 3;4;2,5;5;1;0;3.",
        "'{name}' is not a number. Write numbers with semicolons between them, such as 3;4;2.5;5;1;0;3.",
    ),
    "wrong_count": (
        "Liczb jest {count}, a powinno być {expected}. Wpisz po jednej na każdą pozycję listy: {known}.",
        "There are {count} numbers instead of {expected}. Write one for each item of the list: {known}.",
    ),
    "said_twice": (
        "Kolumny „{name}” i „{variable}” mówią o tym samym. Zostaw jedną z nich.",
        "The columns '{name}' and '{variable}' say the same. Keep one of them.",
    ),
    "below_minimum": (
        "Wartości mniejsze niż {limit}: {count}, pierwsza to {name}. Sprawdź je; policzono tak, jak są.",
        "Values below {limit}: {count}, the first is {name}. Check them; they were computed as they are.",
    ),
    "above_maximum": (
        "Wartości większe niż {limit}: {count}, pierwsza to {name}. Sprawdź je; policzono tak, jak są.",
        "Values above {limit}: {count}, the first is {name}. Check them; they were computed as they are.",
    ),
    "parts_not_whole": (
        "Części nie sumują się do „{variable}”: {count}, najpierw {name} zamiast {limit}. Sprawdź je.",
        "The parts do not add up to '{variable}': {count}, the first {name} instead of {limit}. Check them.",
    ),
    "lost_zero": (
        "Kody powiatów straciły zero na początku: {count}, pierwszy to {name}. Odczytano {code}.",
        "Codes of counties lost their leading zero: {count}, the first is {name}. It was read as {code}.",
    ),
    "unknown_county": (
        "Kody, których nie ma w rejestrze powiatów: {count}, pierwszy to „{name}”. Sprawdź je.",
        "Codes not in the register of counties: {count}, the first is '{name}'. Check them.",
    ),
    "above_whole": (
        "Wartości większe niż całość „{variable}”: {count}. Sprawdź je; policzono tak, jak są.",
        "Values above the whole '{variable}': {count}. Check them; they were computed as they are.",
    ),
}


def table_finding(rule: str, file: str, line: int, column: str = "", **values: object) -> Finding:
    """Give the finding under a rule, with the values its message names.

    Examples
    --------
    >>> table_finding("missing_id", "figures.csv", 3, "id").message_en
    'The name of the unit is missing. Write it or remove the row.'
    """
    return worded(_PROBLEMS[rule], rule, file, line, column, **values)
