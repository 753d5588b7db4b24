"""What a reader of files found: a problem that stops a figure, or a repair made while reading it."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

import pandas as pd

from pes_analysis.protect.errors import PesError
from pes_analysis.protect.escape import clean

FINDING_COLUMNS = ("file", "line", "column", "rule", "message_pl", "message_en")
SHOWN_LENGTH = 60
SHOWN_PROBLEMS = 5

# Rule → what is wrong and what to do, in Polish and English.
PROBLEMS: dict[str, tuple[str, str]] = {
    "empty_file": (
        "Plik jest pusty. Wpisz w pierwszym wierszu nazwy kolumn, a pod nimi liczby.",
        "The file is empty. Write the names of columns in the first line and figures below.",
    ),
    "header_only": (
        "Pod nagłówkiem nie ma ani jednego wiersza z danymi. Dopisz dane.",
        "There is no row of data below the header. Add the data.",
    ),
    "too_large": (
        "Plik jest za duży: najwięcej {limit}. Podziel go na mniejsze pliki.",
        "The file is too large: at most {limit}. Split it into smaller files.",
    ),
    "too_many_rows": (
        "Wierszy jest za dużo: najwięcej {limit}. Podziel plik na mniejsze.",
        "There are too many rows: at most {limit}. Split the file into smaller ones.",
    ),
    "too_many_columns": (
        "Kolumn jest {count}, a może być najwyżej {limit}. Usuń zbędne kolumny.",
        "There are {count} columns; at most {limit} are allowed. Remove those not needed.",
    ),
    "cell_too_long": (
        "Komórka ma więcej niż {limit} znaków. Skróć ją.",
        "The cell has more than {limit} characters. Shorten it.",
    ),
    "line_break": (
        "Komórka zawiera koniec wiersza. Sprawdź, czy nie brakuje cudzysłowu, i zapisz ją w jednym wierszu.",
        "The cell holds a line break. Check for a missing quotation mark and write it on one line.",
    ),
    "broken_quotes": (
        "Nie odczytano wierszy: {lines}. Cudzysłów jest niedomknięty lub źle wstawiony. Popraw go.",
        "Lines not read: {lines}. A quotation mark is unclosed or misplaced. Correct it.",
    ),
    "row_width": (
        "Wiersz ma inną liczbę komórek niż nagłówek: {count} zamiast {expected}. Popraw go.",
        "The row has another number of cells than the header: {count} instead of {expected}. Correct it.",
    ),
    "missing_column": (
        "Brakuje kolumny „{name}”. Dopisz ją w nagłówku.",
        "The column '{name}' is missing. Add it to the header.",
    ),
    "doubled_column": (
        "Kolumna „{name}” występuje dwa razy. Zostaw jedną.",
        "The column '{name}' stands twice. Keep one.",
    ),
    "unknown_column": (
        "Kolumna „{name}” nie jest zmienną z katalogu.{hint_pl} Popraw nazwę albo usuń kolumnę.",
        "The column '{name}' is not a variable of the catalogue.{hint_en} Correct or remove it.",
    ),
    "unnamed_column": (
        "Kolumna {position} nie ma nazwy, a są w niej dane, które pominięto. Nazwij ją albo usuń.",
        "Column {position} has no name but holds data, which was not read. Name it or remove it.",
    ),
    "no_variables": (
        "W nagłówku nie ma żadnej zmiennej. Dopisz kolumnę zmiennej albo kolumny „variable” i „value”.",
        "The header names no variable. Add a column of a variable, or the columns 'variable' and 'value'.",
    ),
    "second_header": (
        "W tym wierszu stoi drugi nagłówek. Zostaw jeden, w pierwszym wierszu.",
        "This row is a second header. Keep one, in the first line.",
    ),
    "missing_code": (
        "Brakuje kodu powiatu. Wpisz cztery cyfry, na przykład 0201, albo usuń wiersz.",
        "The code of the county is missing. Write four digits, for example 0201, or remove the row.",
    ),
    "code_without_zero": (
        "Kod „{name}” stracił zero na początku. Wpisz {code}, a kolumnę oznacz w arkuszu jako tekst.",
        "The code '{name}' has lost its leading zero. Write {code} and format the column as text.",
    ),
    "code_too_long": (
        "Kod „{name}” nie ma czterech cyfr. Kod tego powiatu to {code}.",
        "The code '{name}' has not four digits. The code of this county is {code}.",
    ),
    "unknown_county": (
        "Nie ma powiatu o kodzie „{name}”. Wpisz cztery cyfry kodu TERYT powiatu.",
        "There is no county with the code '{name}'. Write the four digits of the county's TERYT code.",
    ),
    "not_a_year": (
        "„{name}” nie jest rokiem. Wpisz cztery cyfry, na przykład 2024.",
        "'{name}' is not a year. Write four digits, for example 2024.",
    ),
    "year_out_of_range": (
        "Rok {name} jest poza zakresem {first}–{last}. Popraw rok.",
        "The year {name} is outside {first}–{last}. Correct the year.",
    ),
    "unknown_variable": (
        "Zmiennej „{name}” nie ma w katalogu.{hint_pl} Popraw nazwę.",
        "The variable '{name}' is not in the catalogue.{hint_en} Correct the name.",
    ),
    "wrong_level": (
        "Zmienna „{name}” nie dotyczy powiatów. Usuń ją z tego pliku.",
        "The variable '{name}' is not about counties. Remove it from this file.",
    ),
    "unknown_state": (
        "„{name}” nie jest stanem komórki. Wpisz jeden z: {known}.",
        "'{name}' is not a state of a cell. Write one of: {known}.",
    ),
    "state_conflict": (
        "Stan „{state}” nie zgadza się z wartością „{name}”. Popraw jedno z nich.",
        "The state '{state}' does not agree with the value '{name}'. Correct one of them.",
    ),
    "negative": (
        "Wartość {name} jest ujemna, a zmienna „{variable}” nie może być ujemna. Sprawdź wartość.",
        "The value {name} is negative, and the variable '{variable}' cannot be. Check the value.",
    ),
    "above_hundred": (
        "Wartość {name} przekracza 100%, a zmienna „{variable}” jest udziałem. Sprawdź wartość.",
        "The value {name} is above 100%, and the variable '{variable}' is a share. Check the value.",
    ),
    "fraction_of_count": (
        "Wartość {name} ma ułamek, a zmienna „{variable}” jest całkowita. Sprawdź przecinek i jednostkę.",
        "The value {name} has a fraction; the variable '{variable}' is whole. Check the mark and the unit.",
    ),
    "percent_of_what": (
        "Wartość {name} ma znak %, a zmienna „{variable}” nie jest w procentach. Wpisz samą liczbę.",
        "The value {name} has a % sign; the variable '{variable}' is not in per cent. Write the number.",
    ),
    "doubled_key": (
        "Wiersze {first_line} i {line} opisują to samo: „{variable}”, {teryt}, rok {year}. Zostaw jeden.",
        "Lines {first_line} and {line} describe the same: '{variable}', {teryt}, year {year}. Keep one.",
    ),
}

# Rule → how the cells were written and what was read.
REPAIRS: dict[str, tuple[str, str]] = {
    "encoding_guessed": (
        "Plik nie jest w UTF-8; kodowanie {name} rozpoznano po polskich literach.",
        "The file is not in UTF-8; the encoding {name} was recognised by its Polish letters.",
    ),
    "byte_order_mark": (
        "Pominięto znacznik kodowania na początku pliku ({name}).",
        "The byte-order mark at the beginning of the file was skipped ({name}).",
    ),
    "column_not_read": (
        "Kolumnę „{name}” pominięto: nazwy powiatów pochodzą z rejestru.",
        "The column '{name}' was not read: names of counties come from the register.",
    ),
    "decimal_comma": ("Przecinek dziesiętny odczytano jako kropkę.", "A decimal comma was read as a point."),
    "thousands_mark": (
        "Usunięto znak rozdzielający tysiące.",
        "The mark between thousands was removed.",
    ),
    "minus_sign": (
        "Znak minus lub myślnik przed liczbą odczytano jako „-”.",
        "A minus sign or a dash before the number was read as '-'.",
    ),
    "percent_sign": ("Usunięto znak %.", "The % sign was removed."),
    "dash_as_missing": (
        "Samą kreskę odczytano jako brak danych. Jeśli zjawisko nie wystąpiło, wpisz 0.",
        "A dash alone was read as no data. If the phenomenon did not occur, write 0.",
    ),
}


@dataclass(frozen=True)
class Finding:
    """One finding and its place; `line` 0 means the whole file, an empty `column` the whole line."""

    file: str
    line: int
    column: str
    rule: str
    message_pl: str
    message_en: str


class UnreadableTableError(PesError):
    """A file from which no rows can be read at all; `finding` says why."""

    def __init__(self, finding: Finding) -> None:
        pl, en = located(finding)
        super().__init__(pl, en)
        self.finding = finding


def refuse(problems: Sequence[Finding]) -> None:
    """Refuse to go on with a file that has problems.

    Raises
    ------
    PesError
        With the first problems and their number.
    """
    if not problems:
        return
    lines_pl, lines_en = zip(*(located(finding) for finding in problems[:SHOWN_PROBLEMS]), strict=True)
    count = len(problems)
    raise PesError(
        "\n".join([f"Liczba problemów w danych: {count}. Popraw je i wczytaj plik jeszcze raz.", *lines_pl]),
        "\n".join([f"Problems in the data: {count}. Correct them and read the file again.", *lines_en]),
    )


def problem(rule: str, file: str, line: int, column: str = "", **values: object) -> Finding:
    """Give the problem under a rule, with the values its message names.

    Examples
    --------
    >>> problem("missing_column", "dane.csv", 1, name="teryt").message_en
    "The column 'teryt' is missing. Add it to the header."
    """
    return worded(PROBLEMS[rule], rule, file, line, column, **values)


def repair(rule: str, file: str, line: int, column: str = "", **values: object) -> Finding:
    """Give the repair under a rule, with the values its message names."""
    return worded(REPAIRS[rule], rule, file, line, column, **values)


def worded(
    texts: tuple[str, str], rule: str, file: str, line: int, column: str = "", **values: object
) -> Finding:
    """Give a finding whose message, Polish and English, is filled with values shown without harm."""
    shown = {
        key: clean(value, limit=SHOWN_LENGTH)
        if isinstance(value, str) and not key.startswith("hint")
        else value
        for key, value in {"line": line, **values}.items()
    }
    pl, en = (text.format(**shown) for text in texts)
    return Finding(file, line, clean(column, limit=SHOWN_LENGTH), rule, pl, en)


def located(finding: Finding) -> tuple[str, str]:
    """Give the messages, Polish and English, with the place before them.

    Examples
    --------
    >>> located(problem("missing_code", "dane.csv", 3, "teryt"))[1].partition(": ")[0]
    "dane.csv, line 3, column 'teryt'"
    """
    pl, en = finding.file, finding.file
    if finding.line:
        pl, en = f"{pl}, wiersz {finding.line}", f"{en}, line {finding.line}"
    if finding.column:
        pl, en = f"{pl}, kolumna „{finding.column}”", f"{en}, column '{finding.column}'"
    return f"{pl}: {finding.message_pl}", f"{en}: {finding.message_en}"


def findings_frame(findings: Iterable[Finding]) -> pd.DataFrame:
    """Give findings as rows with the columns of `FINDING_COLUMNS`, in the order of the file."""
    rows = sorted(findings, key=lambda finding: finding.line)
    return pd.DataFrame([asdict(row) for row in rows], columns=list(FINDING_COLUMNS)).astype(
        {"line": "int64"}
    )
