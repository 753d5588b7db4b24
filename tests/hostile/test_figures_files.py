"""Broken and hostile figures files: what is wrong is said exactly, and the good rows are still read."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from pes_analysis.intake import delimited
from pes_analysis.intake.figures import Figures, read_figures

COUNTIES = ("0201", "1201", "1202")


@dataclass(frozen=True)
class Variable:
    id: str
    unit: str
    level: str = "county"
    aggregation: str = "sum"


VARIABLES = (
    Variable("pop", "persons"),
    Variable("unemployed", "persons"),
    Variable("nursery_pct", "percent", aggregation="none"),
    Variable("wage_avg_pln", "pln", aggregation="weighted"),
    Variable("voi_ngo_per_10k", "per_10k", level="voivodeship", aggregation="none"),
)
GOOD = "1201;2024;100\n"
GOOD_RECORD = ("1201", 2024, "pop", 100.0)


def read(tmp_path: Path, content: str | bytes) -> Figures:
    path = tmp_path / "dane.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_figures(path, VARIABLES, COUNTIES)


def records(figures: Figures) -> list[tuple[object, ...]]:
    columns = ["teryt", "year", "variable", "value"]
    return list(figures.observations[columns].itertuples(index=False, name=None))


def messages(figures: Figures) -> list[tuple[object, ...]]:
    return list(
        figures.problems[["line", "column", "rule", "message_pl", "message_en"]].itertuples(
            index=False, name=None
        )
    )


WIDE = "teryt;year;pop\n" + GOOD
LONG = "teryt;year;variable;value;state\n1201;2024;pop;100;\n"

# Name → (file, line, column, rule, Polish, English). Each file also holds the good row.
WITH_A_GOOD_ROW: dict[str, tuple[str, int, str, str, str, str]] = {
    "text in a number": (
        WIDE + "1202;2024;ok. 50\n", 3, "pop", "not_a_number",
        ("„ok. 50” nie jest liczbą. Wpisz samą liczbę albo znak: „.” (brak danych), „x” (nie dotyczy), "
        "„#” (tajemnica statystyczna)."),
        ("'ok. 50' is not a number. Write a number alone, or a sign: '.' (no data), 'x' (not applicable), "
        "'#' (confidential)."),
    ),
    "two readings": (
        WIDE + "1202;2024;1.234\n", 3, "pop", "ambiguous_number",
        "„1.234” można odczytać jako 1234 albo 1,234. Zapisz 1234 albo 1,234.",
        "'1.234' can be read as 1234 or as 1,234. Write 1234 or 1,234.",
    ),
    "formula": (
        WIDE + "1202;2024;=1+1\n", 3, "pop", "not_a_number",
        ("„=1+1” nie jest liczbą. Wpisz samą liczbę albo znak: „.” (brak danych), „x” (nie dotyczy), "
        "„#” (tajemnica statystyczna)."),
        ("'=1+1' is not a number. Write a number alone, or a sign: '.' (no data), 'x' (not applicable), "
        "'#' (confidential)."),
    ),
    "unknown county": (
        WIDE + "9999;2024;5\n", 3, "teryt", "unknown_county",
        "Nie ma powiatu o kodzie „9999”. Wpisz cztery cyfry kodu TERYT powiatu.",
        "There is no county with the code '9999'. Write the four digits of the county's TERYT code.",
    ),
    "no code": (
        WIDE + ";2024;5\n", 3, "teryt", "missing_code",
        "Brakuje kodu powiatu. Wpisz cztery cyfry, na przykład 0201, albo usuń wiersz.",
        "The code of the county is missing. Write four digits, for example 0201, or remove the row.",
    ),
    "lost zero": (
        WIDE + "201;2024;5\n", 3, "teryt", "code_without_zero",
        "Kod „201” stracił zero na początku. Wpisz 0201, a kolumnę oznacz w arkuszu jako tekst.",
        "The code '201' has lost its leading zero. Write 0201 and format the column as text.",
    ),
    "lost zero and a fraction": (
        WIDE + "201.0;2024;5\n", 3, "teryt", "code_without_zero",
        "Kod „201.0” stracił zero na początku. Wpisz 0201, a kolumnę oznacz w arkuszu jako tekst.",
        "The code '201.0' has lost its leading zero. Write 0201 and format the column as text.",
    ),
    "code of BDL": (
        WIDE + "1202000;2024;5\n", 3, "teryt", "code_too_long",
        "Kod „1202000” nie ma czterech cyfr. Kod tego powiatu to 1202.",
        "The code '1202000' has not four digits. The code of this county is 1202.",
    ),
    "code of another script": (
        WIDE + "١٢٠٢;2024;5\n", 3, "teryt", "unknown_county",
        "Nie ma powiatu o kodzie „١٢٠٢”. Wpisz cztery cyfry kodu TERYT powiatu.",
        "There is no county with the code '١٢٠٢'. Write the four digits of the county's TERYT code.",
    ),
    "not a year": (
        WIDE + "1202;2024 r.;5\n", 3, "year", "not_a_year",
        "„2024 r.” nie jest rokiem. Wpisz cztery cyfry, na przykład 2024.",
        "'2024 r.' is not a year. Write four digits, for example 2024.",
    ),
    "year out of range": (
        WIDE + "1202;2204;5\n", 3, "year", "year_out_of_range",
        "Rok 2204 jest poza zakresem 1995–2050. Popraw rok.",
        "The year 2204 is outside 1995–2050. Correct the year.",
    ),
    "second header": (
        "teryt;year;pop\nkod powiatu;rok;ludność\n" + GOOD, 2, "", "second_header",
        "W tym wierszu stoi drugi nagłówek. Zostaw jeden, w pierwszym wierszu.",
        "This row is a second header. Keep one, in the first line.",
    ),
    "negative count": (
        WIDE + "1202;2024;-5\n", 3, "pop", "negative",
        "Wartość -5 jest ujemna, a zmienna „pop” nie może być ujemna. Sprawdź wartość.",
        "The value -5 is negative, and the variable 'pop' cannot be. Check the value.",
    ),
    "fraction of a count": (
        WIDE + "1202;2024;1,234\n", 3, "pop", "fraction_of_count",
        "Wartość 1,234 ma ułamek, a zmienna „pop” jest całkowita. Sprawdź przecinek i jednostkę.",
        "The value 1,234 has a fraction; the variable 'pop' is whole. Check the mark and the unit.",
    ),
    "percentage of persons": (
        WIDE + "1202;2024;12%\n", 3, "pop", "percent_of_what",
        "Wartość 12% ma znak %, a zmienna „pop” nie jest w procentach. Wpisz samą liczbę.",
        "The value 12% has a % sign; the variable 'pop' is not in per cent. Write the number.",
    ),
    "share above the whole": (
        LONG + "1202;2024;nursery_pct;112,5;\n", 3, "value", "above_hundred",
        "Wartość 112,5 przekracza 100%, a zmienna „nursery_pct” jest udziałem. Sprawdź wartość.",
        "The value 112,5 is above 100%, and the variable 'nursery_pct' is a share. Check the value.",
    ),
    "unknown variable": (
        LONG + "1202;2024;unemployd;5;\n", 3, "variable", "unknown_variable",
        "Zmiennej „unemployd” nie ma w katalogu. Czy chodziło o „unemployed”? Popraw nazwę.",
        "The variable 'unemployd' is not in the catalogue. Was 'unemployed' meant? Correct the name.",
    ),
    "hostile variable": (
        LONG + "1202;2024;{0.__class__};5;\n", 3, "variable", "unknown_variable",
        "Zmiennej „{0.__class__}” nie ma w katalogu. Popraw nazwę.",
        "The variable '{0.__class__}' is not in the catalogue. Correct the name.",
    ),
    "variable of voivodeships": (
        LONG + "1202;2024;voi_ngo_per_10k;5;\n", 3, "value", "wrong_level",
        "Zmienna „voi_ngo_per_10k” nie dotyczy powiatów. Usuń ją z tego pliku.",
        "The variable 'voi_ngo_per_10k' is not about counties. Remove it from this file.",
    ),
    "unknown state": (
        LONG + "1202;2024;pop;5;ok\n", 3, "value", "unknown_state",
        "„ok” nie jest stanem komórki. Wpisz jeden z: value, zero, missing, not_applicable, suppressed.",
        "'ok' is not a state of a cell. Write one of: value, zero, missing, not_applicable, suppressed.",
    ),
    "suppressed but written": (
        LONG + "1202;2024;pop;5;suppressed\n", 3, "value", "state_conflict",
        "Stan „suppressed” nie zgadza się z wartością „5”. Popraw jedno z nich.",
        "The state 'suppressed' does not agree with the value '5'. Correct one of them.",
    ),
    "unknown column": (
        "teryt;year;pop;unemployd\n1201;2024;100;5\n", 1, "unemployd", "unknown_column",
        ("Kolumna „unemployd” nie jest zmienną z katalogu. Czy chodziło o „unemployed”? "
        "Popraw nazwę albo usuń kolumnę."),
        ("The column 'unemployd' is not a variable of the catalogue. "
        "Was 'unemployed' meant? Correct or remove it."),
    ),
    "column without a name": (
        "teryt;year;pop;\n1201;2024;100;uwaga\n", 2, "", "unnamed_column",
        "Kolumna 4 nie ma nazwy, a są w niej dane, które pominięto. Nazwij ją albo usuń.",
        "Column 4 has no name but holds data, which was not read. Name it or remove it.",
    ),
    "doubled column": (
        "teryt;year;pop;unemployed;unemployed\n1201;2024;100;5;6\n", 1, "unemployed", "doubled_column",
        "Kolumna „unemployed” występuje dwa razy. Zostaw jedną.",
        "The column 'unemployed' stands twice. Keep one.",
    ),
    "short row": (
        WIDE + "1202;2024\n", 3, "", "row_width",
        "Wiersz ma inną liczbę komórek niż nagłówek: 2 zamiast 3. Popraw go.",
        "The row has another number of cells than the header: 2 instead of 3. Correct it.",
    ),
    "note under the table": (
        WIDE + "Źródło: GUS\n", 3, "", "row_width",
        "Wiersz ma inną liczbę komórek niż nagłówek: 1 zamiast 3. Popraw go.",
        "The row has another number of cells than the header: 1 instead of 3. Correct it.",
    ),
    "long cell": (
        WIDE + "1202;2024;" + "9" * 2_000 + "\n", 3, "pop", "cell_too_long",
        "Komórka ma więcej niż 1000 znaków. Skróć ją.",
        "The cell has more than 1000 characters. Shorten it.",
    ),
    "huge cell before the good row": (
        "teryt;year;pop\n1202;2024;" + "9" * 3_000_000 + "\n" + GOOD, 2, "", "cell_too_long",
        "Komórka ma więcej niż 1000 znaków. Skróć ją.",
        "The cell has more than 1000 characters. Shorten it.",
    ),
    "line break in a cell": (
        WIDE + '1202;2024;"1\n2"\n', 3, "pop", "line_break",
        "Komórka zawiera koniec wiersza. Sprawdź, czy nie brakuje cudzysłowu, i zapisz ją w jednym wierszu.",
        "The cell holds a line break. Check for a missing quotation mark and write it on one line.",
    ),
    "quotation mark never closed": (
        WIDE + '1202;2024;"5\n0201;2024;7\n', 3, "", "broken_quotes",
        "Nie odczytano wierszy: 3–4. Cudzysłów jest niedomknięty lub źle wstawiony. Popraw go.",
        "Lines not read: 3–4. A quotation mark is unclosed or misplaced. Correct it.",
    ),
    "quotation mark in the middle": (
        'teryt;year;pop\n1202;2024;"5"0\n' + GOOD, 2, "", "broken_quotes",
        "Nie odczytano wierszy: 2. Cudzysłów jest niedomknięty lub źle wstawiony. Popraw go.",
        "Lines not read: 2. A quotation mark is unclosed or misplaced. Correct it.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("content", "line", "column", "rule", "polish", "english"),
    WITH_A_GOOD_ROW.values(),
    ids=WITH_A_GOOD_ROW.keys(),
)
def test_the_problem_is_named_and_the_good_row_is_read(
    tmp_path: Path, content: str, line: int, column: str, rule: str, polish: str, english: str
) -> None:
    figures = read(tmp_path, content)
    assert messages(figures) == [(line, column, rule, polish, english)]
    assert records(figures) == [GOOD_RECORD]
    assert figures.problems["file"].tolist() == ["dane.csv"]


# Name → (file, rule, Polish, English): nothing can be read from these.
UNREADABLE: dict[str, tuple[str | bytes, str, str, str]] = {
    "no bytes": (
        b"", "empty_file",
        "Plik jest pusty. Wpisz w pierwszym wierszu nazwy kolumn, a pod nimi liczby.",
        "The file is empty. Write the names of columns in the first line and figures below.",
    ),
    "blank lines": (
        "\n \n;;\n", "empty_file",
        "Plik jest pusty. Wpisz w pierwszym wierszu nazwy kolumn, a pod nimi liczby.",
        "The file is empty. Write the names of columns in the first line and figures below.",
    ),
    "header only": (
        "teryt;year;pop\n", "header_only",
        "Pod nagłówkiem nie ma ani jednego wiersza z danymi. Dopisz dane.",
        "There is no row of data below the header. Add the data.",
    ),
    "null bytes": (
        b"teryt;year;pop\n1201;2024;1\x0000\n", "unreadable_text",
        "Plik dane.csv nie jest tekstem: zawiera bajty zerowe. Zapisz go jako „CSV UTF-8”.",
        "The file dane.csv is not a text: it holds null bytes. Save it as 'CSV UTF-8'.",
    ),
    "workbook": (
        b"PK\x03\x04" + bytes(100), "unreadable_text",
        "Plik dane.csv jest skoroszytem lub archiwum, a nie tekstem. Zapisz go jako „CSV UTF-8”.",
        "The file dane.csv is a workbook or an archive, not a text. Save it as 'CSV UTF-8'.",
    ),
    "unknown encoding": (
        "teryt;year;pop;nazwa\n1201;2024;1;Łódź\n".encode("cp852"), "unreadable_text",
        "Nie udało się rozpoznać kodowania pliku dane.csv. Otwórz go w arkuszu i zapisz jako „CSV UTF-8”.",
        ("The encoding of the file dane.csv is not recognised. "
        "Open it in a spreadsheet and save it as 'CSV UTF-8'."),
    ),
    "ten thousand columns": (
        "teryt;year" + ";pop" * 9_998 + "\n" + "1" + ";1" * 9_999 + "\n", "too_many_columns",
        "Kolumn jest 10\u00a0000, a może być najwyżej 300. Usuń zbędne kolumny.",
        "There are 10\u00a0000 columns; at most 300 are allowed. Remove those not needed.",
    ),
    "no code column": (
        "kod;year;pop\n1201;2024;1\n", "missing_column",
        "Brakuje kolumny „teryt”. Dopisz ją w nagłówku.",
        "The column 'teryt' is missing. Add it to the header.",
    ),
    "no variable": (
        "teryt;year\n1201;2024\n", "no_variables",
        "W nagłówku nie ma żadnej zmiennej. Dopisz kolumnę zmiennej albo kolumny „variable” i „value”.",
        "The header names no variable. Add a column of a variable, or the columns 'variable' and 'value'.",
    ),
    "no value column": (
        "teryt;year;variable\n1201;2024;pop\n", "missing_column",
        "Brakuje kolumny „value”. Dopisz ją w nagłówku.",
        "The column 'value' is missing. Add it to the header.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("content", "rule", "polish", "english"), UNREADABLE.values(), ids=UNREADABLE.keys())
def test_a_file_without_readable_rows_says_why(
    tmp_path: Path, content: str | bytes, rule: str, polish: str, english: str
) -> None:
    figures = read(tmp_path, content)
    assert (rule, polish, english) in [entry[2:] for entry in messages(figures)]
    assert figures.observations.empty


def test_a_doubled_key_names_both_lines_and_keeps_neither(tmp_path: Path) -> None:
    figures = read(tmp_path, WIDE + "1202;2024;5\n0201;2024;7\n1202;2024;6\n")
    assert messages(figures) == [
        (
            5, "pop", "doubled_key",
            "Wiersze 3 i 5 opisują to samo: „pop”, 1202, rok 2024. Zostaw jeden.",
            "Lines 3 and 5 describe the same: 'pop', 1202, year 2024. Keep one.",
        )
    ]  # fmt: skip
    assert records(figures) == [GOOD_RECORD, ("0201", 2024, "pop", 7.0)]


@pytest.mark.parametrize(
    ("encoding", "line", "rule", "polish", "english"),
    [
        ("cp1250", 0, "encoding_guessed",
         "Plik nie jest w UTF-8; kodowanie cp1250 rozpoznano po polskich literach.",
         "The file is not in UTF-8; the encoding cp1250 was recognised by its Polish letters."),
        ("iso-8859-2", 0, "encoding_guessed",
         "Plik nie jest w UTF-8; kodowanie iso-8859-2 rozpoznano po polskich literach.",
         "The file is not in UTF-8; the encoding iso-8859-2 was recognised by its Polish letters."),
        ("utf-8-sig", 1, "byte_order_mark",
         "Pominięto znacznik kodowania na początku pliku (utf-8-sig).",
         "The byte-order mark at the beginning of the file was skipped (utf-8-sig)."),
        ("utf-16", 1, "byte_order_mark",
         "Pominięto znacznik kodowania na początku pliku (utf-16).",
         "The byte-order mark at the beginning of the file was skipped (utf-16)."),
    ],
)  # fmt: skip
def test_an_encoding_is_a_listed_repair(
    tmp_path: Path, encoding: str, line: int, rule: str, polish: str, english: str
) -> None:
    content = "teryt;year;pop;źródło\n1201;2024;100;Świętochłowice\n".encode(encoding)
    figures = read(tmp_path, content)
    assert figures.problems.empty
    assert records(figures) == [GOOD_RECORD]
    assert figures.observations["source"].tolist() == ["Świętochłowice"]
    found = figures.repairs[["line", "rule", "message_pl", "message_en"]]
    assert list(found.itertuples(index=False, name=None)) == [(line, rule, polish, english)]


def test_a_decimal_comma_is_a_listed_repair(tmp_path: Path) -> None:
    figures = read(tmp_path, "teryt;year;wage_avg_pln\n1201;2024;5 123,45\n")
    assert records(figures) == [("1201", 2024, "wage_avg_pln", 5123.45)]
    assert figures.repairs["message_pl"].tolist() == [
        "Usunięto znak rozdzielający tysiące.", "Przecinek dziesiętny odczytano jako kropkę.",
    ]  # fmt: skip
    assert figures.repairs["message_en"].tolist() == [
        "The mark between thousands was removed.", "A decimal comma was read as a point.",
    ]  # fmt: skip


def test_a_file_above_the_limit_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "dane.csv"
    with path.open("wb") as file:
        file.truncate(delimited.MOST_BYTES + 1)
    figures = read_figures(path, VARIABLES, COUNTIES)
    assert figures.problems["message_pl"].tolist() == [
        "Plik jest za duży: najwięcej 20 MB. Podziel go na mniejsze pliki."
    ]
    assert figures.problems["message_en"].tolist() == [
        "The file is too large: at most 20 MB. Split it into smaller files."
    ]


def test_too_many_rows_are_refused(tmp_path: Path) -> None:
    figures = read(tmp_path, "teryt;year;pop\n" + GOOD * (delimited.MOST_ROWS + 1))
    assert figures.problems["message_pl"].tolist() == [
        "Wierszy jest za dużo: najwięcej 200\u00a0000. Podziel plik na mniejsze."
    ]
    assert figures.problems["message_en"].tolist() == [
        "There are too many rows: at most 200\u00a0000. Split the file into smaller ones."
    ]


def test_a_hostile_cell_cannot_reshape_its_message(tmp_path: Path) -> None:
    figures = read(tmp_path, WIDE + "1202;2024;\u202e{name}\u200b<script>\n")
    (message,) = messages(figures)
    assert message[3].startswith("„{name}<script>” nie jest liczbą.")
    assert message[4].startswith("'{name}<script>' is not a number.")


def test_a_last_semicolon_on_every_line_is_harmless(tmp_path: Path) -> None:
    figures = read(tmp_path, "teryt;year;pop;\n1201;2024;100;\n")
    assert figures.problems.empty
    assert records(figures) == [GOOD_RECORD]
