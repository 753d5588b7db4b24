"""One returned questionnaire for each mistake people make: cell, rule and words in plain Polish."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from returned_questionnaires import Filled, fill

from pes_analysis.catalogue import load_catalogue
from pes_analysis.edition import read_snapshot
from pes_analysis.intake.return_questionnaire import read_questionnaire
from pes_analysis.intake.returns import KnownOrganisation, Register, Return
from pes_analysis.intake.workbook_cells import Workbook
from pes_analysis.intake.workbook_process import read_sheets
from pes_analysis.intake.workbook_scan import scan_workbook

REGISTER = Register(
    load_catalogue(), read_snapshot().counties["voivodeship"].astype(str).to_dict(), region="12", year=2024
)


def read(path: Path, register: Register = REGISTER) -> Return:
    """Read a workbook as the process for workbooks does, without starting one."""
    data = path.read_bytes()
    return read_questionnaire(Workbook(path.name, tuple(read_sheets(data, scan_workbook(data)))), register)


def spoiled(tmp_path: Path, spoil: Callable[[Filled], object], kind: str = "cis") -> tuple[Filled, Return]:
    filled = fill(kind)
    spoil(filled)
    return filled, read(filled.save(tmp_path / "zwrot.xlsx"))


def answer(**answers: Any) -> Callable[[Filled], object]:
    return lambda filled: filled.answer(**answers)


def percent(code: str, value: float) -> Callable[[Filled], object]:
    def spoil(filled: Filled) -> None:
        filled.answer(**{code: value}).cells[code].number_format = "0.0%"

    return spoil


def dated(filled: Filled) -> None:
    filled.answer(fte=45789).cells["fte"].number_format = "d mmm"


# Mistake → (spoil, code of the cell, severity, rule, Polish words).
IN_ONE_CELL: dict[str, tuple[Callable[[Filled], object], str, str, str]] = {
    "text in a number": (
        answer(headcount="około 12"), "headcount", "not_a_number",
        "„około 12” nie jest liczbą. Wpisz samą liczbę, kropkę (nie wiadomo) albo x (nie dotyczy).",
    ),
    "thousands in words": (
        answer(revenue_total="450 tys. zł"), "revenue_total", "not_a_number",
        "„450 tys. zł” nie jest liczbą. Wpisz samą liczbę, kropkę (nie wiadomo) albo x (nie dotyczy).",
    ),
    "two readings of a number": (
        answer(headcount="1.234"), "headcount", "ambiguous_number",
        "„1.234” można odczytać jako 1234 albo 1,234. Zapisz 1234 albo 1,234.",
    ),
    "a negative headcount": (
        answer(headcount=-3), "headcount", "below_minimum",
        "-3 to mniej niż najmniejsza możliwa wartość, 0. Popraw liczbę.",
    ),
    "more than there can be": (
        answer(jst_forms_used=15), "jst_forms_used", "above_maximum",
        "15 to więcej niż największa możliwa wartość, 14. Popraw liczbę.",
    ),
    "half a person": (
        answer(headcount=12.5), "headcount", "fraction_of_count",
        "12,5 ma ułamek, a pytamy o liczbę całkowitą. Sprawdź przecinek i jednostkę.",
    ),
    "a percentage as text": (
        answer(headcount="12,5%"), "headcount", "percent_of_what",
        "12,5% ma znak %, a pytamy o liczbę, nie o procent. Wpisz samą liczbę.",
    ),
    "a percentage as a number": (
        percent("headcount", 0.125), "headcount", "percent_of_what",
        "12,5% ma znak %, a pytamy o liczbę, nie o procent. Wpisz samą liczbę.",
    ),
    "a date of a number": (
        dated, "fte", "date_in_number",
        "Komórka zawiera datę 2025-05-12: arkusz zamienił na nią wpisaną liczbę. Wpisz liczbę z przecinkiem.",
    ),
    "an error of the spreadsheet": (
        answer(headcount="#REF!"), "headcount", "error_in_cell",
        "Komórka zawiera błąd arkusza (#REF!). Wpisz samą liczbę.",
    ),
    "true instead of a number": (
        answer(headcount=True), "headcount", "truth_in_number",
        "Komórka zawiera PRAWDA lub FAŁSZ zamiast liczby. Wpisz liczbę.",
    ),
    "the sign of statisticians": (
        answer(headcount="#"), "headcount", "suppressed_sign",
        "Znak # nie jest odpowiedzią. Wpisz liczbę, kropkę (nie wiadomo) albo x (nie dotyczy).",
    ),
    "perhaps": (
        answer(service_area_home_care="może"), "service_area_home_care", "not_yes_or_no",
        "„może” nie jest odpowiedzią na to pytanie. Wpisz: tak, nie, kropka albo x.",
    ),
    "two as yes or no": (
        answer(service_area_home_care=2), "service_area_home_care", "not_yes_or_no",
        "„2” nie jest odpowiedzią na to pytanie. Wpisz: tak, nie, kropka albo x.",
    ),
    "no identifier": (
        answer(organisation_id=None), "organisation_id", "missing_answer",
        "Brakuje odpowiedzi na pytanie „Identyfikator”. Wpisz ją.",
    ),
    "an identifier that climbs": (
        answer(organisation_id="../../etc/passwd"), "organisation_id", "bad_id",
        "„../../etc/passwd” nie może być identyfikatorem. Użyj liter a-z, cyfr i łączników: „etc-passwd”.",
    ),
    "a device of Windows": (
        answer(organisation_id="con"), "organisation_id", "bad_id",
        "„con” nie może być identyfikatorem. Użyj liter a-z, cyfr i łączników: „con-1143da2b”.",
    ),
    "an identifier of the demonstration": (
        answer(organisation_id="demo-cis-01"), "organisation_id", "id_of_generated",
        "Identyfikatory na „demo-” mają organizacje z danych demonstracyjnych. Nadaj inny.",
    ),
    "no name": (
        answer(name=None), "name", "missing_answer",
        "Brakuje odpowiedzi na pytanie „Nazwa organizacji”. Wpisz ją.",
    ),
    "a name without end": (
        answer(name="Fundacja " * 40), "name", "text_too_long",
        "Tekst ma 359 znaków, a może mieć najwyżej 200. Skróć go.",
    ),
    "a county that is not there": (
        answer(teryt="1299"), "teryt", "unknown_county",
        "Nie ma powiatu o kodzie „1299”. Wpisz cztery cyfry z arkusza „Powiaty”.",
    ),
    "the code of a commune": (
        answer(teryt="1201011"), "teryt", "unknown_county",
        "Nie ma powiatu o kodzie „1201011”. Czy chodziło o 1201? Wpisz cztery cyfry z arkusza „Powiaty”.",
    ),
    "a county of another voivodeship": (
        answer(teryt=201), "teryt", "county_outside_region",
        ("Powiat 0201 leży poza województwem tej edycji. Wpisz kod powiatu, w którym jest siedziba."),
    ),
    "a place of its own": (
        answer(place="przedmieście"), "place", "not_a_choice",
        "„przedmieście” nie jest jedną z odpowiedzi: miasto, wieś. Wybierz z listy.",
    ),
    "another year": (
        answer(year=2023), "year", "year_of_another_version",
        "Odpowiedzi mają rok 2023, a kwestionariusz jest za 2024. Każdy rok ma swój kwestionariusz.",
    ),
    "a year to come": (
        answer(year=2042), "year", "year_after_edition",
        "Rok 2042 jest późniejszy niż rok edycji, 2024. Popraw rok albo wczytaj do nowej edycji.",
    ),
    "digits of the year swapped": (
        answer(year="4202"), "year", "year_after_edition",
        "Rok 4202 jest późniejszy niż rok edycji, 2024. Popraw rok albo wczytaj do nowej edycji.",
    ),
    "a year in words": (
        answer(year="rok 2024"), "year", "not_a_year",
        "„rok 2024” nie jest rokiem. Wpisz cztery cyfry, na przykład 2024.",
    ),
    "another type": (
        answer(type="KIS"), "type", "type_of_another_version",
        "Wpisano typ KIS, a kwestionariusz jest dla CIS. Każdy typ ma swój kwestionariusz.",
    ),
    "a type that is not there": (
        answer(type="Fundacja"), "type", "unknown_type",
        ("„Fundacja” nie jest typem organizacji. Wpisz jeden z: "
         "SS, CIS, KIS, WTZ, ZAZ, NGO, OWES, OPS, PCPR, UP."),
    ),
    "a version of nothing": (
        answer(questionnaire="wersja 3"), "questionnaire", "no_version",
        "„wersja 3” nie jest wersją kwestionariusza. Odpowiedz w kwestionariuszu, który przysłano.",
    ),
    "founded later than it answers": (
        answer(founding_year=2031), "founding_year", "founded_after",
        "Rok rozpoczęcia działalności, 2031, jest późniejszy niż rok odpowiedzi, 2024. Popraw rok.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("mistake", IN_ONE_CELL)
def test_a_mistake_in_a_cell_is_named_by_its_cell_and_rule(mistake: str, tmp_path: Path) -> None:
    spoil, code, rule, words = IN_ONE_CELL[mistake]
    filled, returned = spoiled(tmp_path, spoil)
    errors = [one for one in returned.findings if one.severity == "error"]
    cell = filled.cells[code]
    assert [(one.rule, one.sheet, one.cell, one.message_pl) for one in errors] == [
        (rule, cell.parent.title, cell.coordinate, words)
    ]
    assert returned.is_blocked
    assert errors[0].message_en != errors[0].message_pl


# What is written → (value, rule of the repair, what it was read as).
REPAIRED: dict[Any, tuple[float | None, str, str]] = {
    "120 500": (120500, "thousands_mark", "120500"),
    "120\u00a0500": (120500, "thousands_mark", "120500"),
    "120\u202f500,50": (120500.5, "decimal_comma", "120500,5"),
    "1 200 zł": (1200, "currency_word", "1200"),
    "1200,50 PLN": (1200.5, "currency_word", "1200,5"),
    " 1200 ": (1200, "text_number", "1200"),
    "–": (None, "dash_as_missing", "."),
}


@pytest.mark.parametrize("written", REPAIRED, ids=repr)
def test_a_number_written_another_way_is_read_and_listed(written: str, tmp_path: Path) -> None:
    value, rule, read_as = REPAIRED[written]
    filled, returned = spoiled(tmp_path, answer(budget_next=written), "ngo")
    assert not returned.is_blocked
    repairs = [one for one in returned.findings if one.severity == "repair"]
    assert rule in {one.rule for one in repairs}
    assert {(one.cell, one.variable, one.read_as) for one in repairs} == {
        (filled.cells["budget_next"].coordinate, "budget_next", read_as)
    }
    assert {one.variable: one.value for one in returned.answers}["budget_next"] == value


@pytest.mark.parametrize(
    ("written", "state"),
    [
        (".", "missing"),
        ("b.d.", "missing"),
        ("brak danych", "missing"),
        ("x", "not_applicable"),
        ("X", "not_applicable"),
    ],
)
def test_signs_for_no_number_are_understood_without_a_word(written: str, state: str, tmp_path: Path) -> None:
    _, returned = spoiled(tmp_path, answer(budget_next=written), "ngo")
    assert returned.findings == ()
    assert {one.variable: one.state for one in returned.answers}["budget_next"] == state


@pytest.mark.parametrize(("written", "value"), [(1, 1), (0, 0), ("T", 1), ("n", 0), (True, 1), ("PRAWDA", 1)])
def test_other_words_for_yes_and_no_are_read_and_listed(written: Any, value: float, tmp_path: Path) -> None:
    _, returned = spoiled(tmp_path, answer(service_area_home_care=written))
    assert [one.rule for one in returned.findings] == ["word_as_flag"]
    assert {one.variable: one.value for one in returned.answers}["service_area_home_care"] == value


def test_an_empty_cell_is_not_a_zero(tmp_path: Path) -> None:
    _, returned = spoiled(tmp_path, answer(budget_next=None, headcount=0), "ngo")
    answers = {one.variable: one.value for one in returned.answers}
    assert "budget_next" not in answers
    assert answers["headcount"] == 0


def test_a_formula_is_read_by_its_result_and_listed(tmp_path: Path) -> None:
    path = fill().answer(headcount=12).save(tmp_path / "a.xlsx")
    data = path.read_bytes()
    facts = scan_workbook(data)
    facts["Pytania"].formulas.append(fill().cells["headcount"].coordinate)
    returned = read_questionnaire(Workbook("a.xlsx", tuple(read_sheets(data, facts))), REGISTER)
    assert [(one.rule, one.read_as) for one in returned.findings] == [("formula_value", "12")]


def test_a_lost_zero_is_put_back_only_where_the_register_knows_the_code(tmp_path: Path) -> None:
    silesian = Register(REGISTER.catalogue, REGISTER.counties, region="02", year=2024)
    returned = read(fill().answer(teryt=201).save(tmp_path / "a.xlsx"), silesian)
    assert [(one.rule, one.written, one.read_as) for one in returned.findings] == [
        ("lost_zero", "201", "0201")
    ]
    assert returned.identity.teryt == "0201"
    unknown = read(fill().answer(teryt=299).save(tmp_path / "b.xlsx"), silesian)
    assert [one.rule for one in unknown.findings] == ["unknown_county"]


def test_a_hostile_name_keeps_its_letters_and_loses_what_cannot_be_seen(tmp_path: Path) -> None:
    def spoil(filled: Filled) -> None:
        # A text that begins with = as other programs write it; openpyxl would make it a formula.
        filled.answer(name='=cmd|"/c calc"!A1 <script>\u202eB\u200b').cells["name"].data_type = "s"

    _, returned = spoiled(tmp_path, spoil)
    assert returned.identity.name == '=cmd|"/c calc"!A1 <script>B'
    assert [one.rule for one in returned.findings] == ["words_cleaned"]


def test_an_identifier_that_names_another_page_is_refused(tmp_path: Path) -> None:
    found = spoiled(tmp_path, answer(organisation_id="index"))[1].findings
    assert [one.rule for one in found] == ["bad_id"]
    assert "„index-1”" in found[0].message_pl


def test_capitals_of_an_identifier_are_told(tmp_path: Path) -> None:
    _, returned = spoiled(tmp_path, answer(organisation_id="CIS-01"))
    assert returned.identity.organisation_id == "cis-01"
    assert [one.rule for one in returned.findings] == ["capitals_in_id"]


def test_no_word_about_consent_is_no_consent(tmp_path: Path) -> None:
    _, returned = spoiled(tmp_path, answer(consent=None))
    assert returned.identity.consent == ""
    assert [(one.severity, one.rule) for one in returned.findings] == [("warning", "no_consent_given")]


def test_a_social_enterprise_without_its_questions_is_told(tmp_path: Path) -> None:
    _, returned = spoiled(tmp_path, answer(has_ps_status="tak"))
    assert not returned.is_blocked
    assert [one.rule for one in returned.findings] == ["without_ps_questions"]


# Structure → (spoil, severity, rule, cell, Polish words).
def merged(filled: Filled) -> None:
    filled.book.worksheets[2].tables.clear()
    filled.book.worksheets[2].merge_cells("E4:E6")


def second_header(filled: Filled) -> None:
    sheet = filled.book.worksheets[2]
    for column in range(1, 10):
        sheet.cell(40, column).value = sheet.cell(1, column).value


def note_under(filled: Filled) -> None:
    filled.book.worksheets[2]["A150"] = "Dane do potwierdzenia po audycie"


def code_changed(filled: Filled) -> None:
    filled.book.worksheets[2].cell(2, 9).value = "revenue_totl"


def code_of_another_type(filled: Filled) -> None:
    filled.book.worksheets[2].cell(2, 9).value = "assets_total"


def code_twice(filled: Filled) -> None:
    filled.book.worksheets[2].cell(3, 9).value = filled.book.worksheets[2].cell(2, 9).value


def unit_changed(filled: Filled) -> None:
    filled.book.worksheets[2].cell(2, 4).value = "tys. zł"


def sheet_twice(filled: Filled) -> None:
    filled.book.copy_worksheet(filled.book.worksheets[2])


def sheet_removed(filled: Filled) -> None:
    filled.book.remove(filled.book.worksheets[2])


def step_without_date(filled: Filled) -> None:
    filled.book.worksheets[3]["B2"] = "Zatrudnić księgową"


def step_with_words(filled: Filled) -> None:
    sheet = filled.book.worksheets[3]
    sheet["B2"], sheet["C2"], sheet["D2"] = "Zatrudnić księgową", "zarząd", "wkrótce"


STRUCTURES: dict[str, tuple[Callable[[Filled], object], str, str, str, str]] = {
    "merged cells": (
        merged, "error", "merged_cells", "E4",
        "Komórki E4:E6 są scalone, więc widać tylko pierwszą z nich. Cofnij scalenie i wpisz odpowiedzi.",
    ),
    "two header rows": (
        second_header, "error", "second_header", "I40",
        "W tym wierszu stoi drugi nagłówek. Usuń go: nagłówek jest jeden, nad pytaniami.",
    ),
    "a note under the table": (
        note_under, "warning", "outside_table", "A150",
        "Ten tekst stoi poza tabelą i nie został odczytany. Przenieś go do kolumny „Uwagi”.",
    ),
    "a code mistyped": (
        code_changed, "error", "unknown_variable", "I2",
        ("Kodu „revenue_totl” nie ma wśród pytań. Czy chodziło o „revenue_total”? "
         "Przywróć kod z przysłanego kwestionariusza."),
    ),
    "a question to another type": (
        code_of_another_type, "error", "not_asked", "E2",
        "O „assets_total” nie pyta się organizacji typu CIS. Usuń odpowiedź albo popraw typ.",
    ),
    "a question twice": (
        code_twice, "error", "doubled_question", "E3",
        "To pytanie stoi też w komórce E2. Zostaw jedną odpowiedź.",
    ),
    "another unit": (
        unit_changed, "error", "other_unit", "E2",
        "Jednostka pytania to teraz „złote”, a w pliku jest „tys. zł”. Odpowiedz w nowym kwestionariuszu.",
    ),
    "the sheet twice": (
        sheet_twice, "error", "doubled_sheet", "A1",
        "Ten arkusz jest drugim z tymi samymi kolumnami. Zostaw jeden z nich.",
    ),
    "no sheet of questions": (
        sheet_removed, "error", "not_a_questionnaire", "",
        ("Nie ma tu arkusza z kolumnami „Kod”, „Odpowiedź”, „Jednostka”. "
         "Odpowiedz w kwestionariuszu, który przysłano."),
    ),
    "a step without a date": (
        step_without_date, "error", "bad_plan_step", "B2",
        "Krok planu potrzebuje trzech odpowiedzi: co, kto i do kiedy. Uzupełnij wiersz albo go wyczyść.",
    ),
    "a step until soon": (
        step_with_words, "error", "bad_plan_month", "D2",
        "„wkrótce” nie jest miesiącem. Wpisz rok i miesiąc, na przykład 2025-09.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("structure", STRUCTURES)
def test_a_workbook_rearranged_is_told_by_its_cell(structure: str, tmp_path: Path) -> None:
    spoil, severity, rule, cell, words = STRUCTURES[structure]
    _, returned = spoiled(tmp_path, spoil)
    found = next(one for one in returned.findings if one.rule == rule)
    assert (found.severity, found.cell, found.message_pl) == (severity, cell, words)
    assert {one.rule for one in returned.findings} <= {rule, "missing_question"}


def test_an_empty_workbook_says_so(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "a.xlsx")
    found = read(tmp_path / "a.xlsx").findings
    assert [one.located[0] for one in found] == ["a.xlsx: Skoroszyt jest pusty. Wyślij plik z odpowiedziami."]


def test_a_questionnaire_without_answers_says_so(tmp_path: Path) -> None:
    found = read(fill(blank=True).save(tmp_path / "a.xlsx")).findings
    assert [one.rule for one in found] == ["nothing_answered"]


def test_a_month_that_became_a_date_is_read_as_the_month(tmp_path: Path) -> None:
    filled = fill()
    sheet = filled.book.worksheets[3]
    sheet["B2"], sheet["C2"], sheet["D2"] = "Zatrudnić księgową", "zarząd", dt.date(2025, 9, 1)
    returned = read(filled.save(tmp_path / "a.xlsx"))
    assert [(one.rule, one.read_as) for one in returned.findings] == [("date_as_month", "2025-09")]
    assert [step.due for step in returned.identity.plan] == ["2025-09"]


def test_a_remark_is_kept_word_for_word(tmp_path: Path) -> None:
    filled = fill()
    words = "Liczba wzrosła, bo od września działa druga pracownia, a uczestników skierował urząd pracy."
    row = filled.cells["headcount"].row
    filled.book.worksheets[2][f"H{row}"] = words
    found = read(filled.save(tmp_path / "a.xlsx")).findings
    assert [(one.severity, one.cell, one.variable, one.message_pl) for one in found] == [
        ("warning", f"H{row}", "headcount", f"Uwaga organizacji: {words}")
    ]


def test_moved_columns_inserted_rows_and_renamed_sheets_do_not_matter(tmp_path: Path) -> None:
    plain = read(fill().save(tmp_path / "a.xlsx"))
    filled = fill()
    sheet = filled.book.worksheets[2]
    sheet.tables.clear()
    sheet.title = "moje odpowiedzi"
    sheet.insert_rows(1, amount=3)
    sheet.insert_cols(1)
    moved = read(filled.save(tmp_path / "b.xlsx"))
    assert moved.findings == plain.findings == ()
    assert [(one.variable, one.value) for one in moved.answers] == [
        (one.variable, one.value) for one in plain.answers
    ]


def test_rows_removed_are_told_and_taken_as_empty(tmp_path: Path) -> None:
    filled = fill()
    sheet = filled.book.worksheets[2]
    sheet.tables.clear()
    removed = [sheet.cell(row, 9).value for row in (2, 3)]
    sheet.delete_rows(2, 2)
    returned = read(filled.save(tmp_path / "a.xlsx"))
    assert [(one.severity, one.rule) for one in returned.findings] == [("warning", "missing_question")]
    assert not {one.variable for one in returned.answers} & set(removed)


def test_last_years_version_says_what_differs_and_gives_what_is_the_same(tmp_path: Path) -> None:
    filled = fill()
    sheet = filled.book.worksheets[2]
    old = str(filled.cells["questionnaire"].value)
    filled.answer(questionnaire=old[:-8] + "0123abcd")
    sheet.cell(2, 9).value = "revenue_old"
    sheet.cell(3, 3).value = "Wyjaśnienie z zeszłego roku."
    reworded = sheet.cell(3, 2).value
    returned = read(filled.save(tmp_path / "a.xlsx"))
    found = {one.rule: one for one in returned.findings}
    assert found.keys() == {"other_version", "dropped_question"}
    assert found["other_version"].message_pl == (
        f"To inna wersja kwestionariusza, {old[:-8]}0123abcd. Odczytano pytania, które są też w obecnej. "
        "Nowe pytania: „Przychody ogółem”. O to już nie pytamy: „revenue_old”. "
        f"Zmienione wyjaśnienia: „{reworded}”."
    )
    assert not returned.is_blocked
    assert len(returned.answers) > 80


def test_an_older_year_is_read_as_that_year_and_told(tmp_path: Path) -> None:
    returned = read(fill(year=2023).save(tmp_path / "a.xlsx"))
    assert returned.identity.year == 2023
    assert [(one.severity, one.rule) for one in returned.findings] == [("warning", "older_year")]


@pytest.mark.parametrize(
    ("known", "rule", "severity"),
    [
        (
            KnownOrganisation("kis", "Organizacja CIS „Próba”", "1201", False, consent="public"),
            "type_differs",
            "error",
        ),
        (KnownOrganisation("cis", "Dawna nazwa", "1201", False, consent="public"), "name_differs", "warning"),
        (
            KnownOrganisation("cis", "Organizacja CIS „Próba”", "1202", False, consent="public"),
            "county_differs",
            "warning",
        ),
    ],
)
def test_what_the_edition_knows_otherwise_is_told(
    known: KnownOrganisation, rule: str, severity: str, tmp_path: Path
) -> None:
    register = Register(REGISTER.catalogue, REGISTER.counties, "12", 2024, {"cis-01": known})
    returned = read(fill().save(tmp_path / "a.xlsx"), register)
    assert [(one.rule, one.severity) for one in returned.findings] == [(rule, severity)]


def test_an_organisation_that_is_known_need_not_say_again_who_it_is(tmp_path: Path) -> None:
    known = {"cis-01": KnownOrganisation("cis", "Organizacja", "1201", False, consent="public")}
    register = Register(REGISTER.catalogue, REGISTER.counties, "12", 2024, known)
    path = fill().answer(name=None, teryt=None, place=None, status=None).save(tmp_path / "a.xlsx")
    assert read(path, register).findings == ()
    assert [one.rule for one in read(path).findings] == ["missing_answer"] * 3
