"""A questionnaire asks what the catalogue says, is safe to open, and can be filled in without a mouse."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from pes_analysis.catalogue import Language, load_catalogue
from pes_analysis.intake.questionnaire import Questionnaire, Version, questionnaire
from pes_analysis.intake.questionnaire_words import QUESTION_COLUMNS
from pes_analysis.intake.questionnaire_workbook import CountyName, Known, questionnaire_bytes
from pes_analysis.intake.workbook_reader import read_workbook
from pes_analysis.protect.errors import PesError

CATALOGUE = load_catalogue()
TYPES = [one.id for one in CATALOGUE.entity_types if one.kind != "status"]
COUNTIES = (CountyName("0201", "bolesławiecki", "dolnośląskie"), CountyName("1261", "Kraków", "małopolskie"))


def asked(kind: str = "cis", year: int = 2024, social_enterprise: bool = False) -> Questionnaire:
    return questionnaire(CATALOGUE, kind, year, social_enterprise=social_enterprise)


def opened(content: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def made(kind: str = "cis", language: Language = "pl", known: Known | None = None) -> bytes:
    return questionnaire_bytes(asked(kind), CATALOGUE, COUNTIES, language, known)


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize("language", ["pl", "en"])
def test_every_question_of_the_type_stands_once_with_its_words(kind: str, language: Language) -> None:
    sheet = opened(made(kind, language)).worksheets[2]
    header, *rows = sheet.iter_rows(values_only=True)
    assert header == tuple(text.in_language(language) for text in QUESTION_COLUMNS.values())
    variables = {one.id: one for one in CATALOGUE.columns("organisation")}
    codes = [row[8] for row in rows]
    expected = {
        one.id
        for one in variables.values()
        if kind in one.applies_to and one.is_asked and one.section != "identity"
    }
    assert len(codes) == len(set(codes))
    assert set(codes) == expected
    for _, name, definition, unit, answer, last_year, _, note, code in rows:
        assert name == variables[code].name.in_language(language)
        assert definition == variables[code].definition.in_language(language)
        assert unit
        assert (answer, last_year, note) == (None, None, None)


def test_a_social_enterprise_is_asked_more() -> None:
    plain, enterprise = asked("kis"), asked("kis", social_enterprise=True)
    more = {one.id for one in enterprise.variables} - {one.id for one in plain.variables}
    assert "assets_total" in more
    assert all("ps" in CATALOGUE.variable(one, "organisation").applies_to for one in more)
    # Whether an organisation holds the status is asked of everyone who may.
    assert "has_ps_status" in {one.id for one in plain.identity}
    assert [one.id for one in asked("ops").identity] == ["founding_year"]


def test_a_type_that_is_not_there_is_refused() -> None:
    with pytest.raises(PesError, match="Nie ma typu organizacji „firma”"):
        asked("firma")
    with pytest.raises(PesError, match="„ps”"):
        asked("ps")
    with pytest.raises(PesError, match="OPS to jednostka samorządu"):
        asked("ops", social_enterprise=True)


@pytest.mark.parametrize("kind", TYPES)
def test_a_version_tells_year_type_and_questions(kind: str) -> None:
    version = asked(kind).version
    assert Version.parse(str(version)) == version
    assert (version.year, version.type, version.social_enterprise) == (2024, kind, False)
    assert asked(kind, 2025).version.digest == version.digest
    fewer = Questionnaire(asked(kind).entity_type, 2024, False, asked(kind).variables[1:])
    assert fewer.version.digest != version.digest


def test_another_meaning_is_another_version() -> None:
    same = asked()
    first = same.variables[0]
    reworded = first.model_copy(update={"definition": first.name})
    bounded = first.model_copy(update={"maximum": 7.0})
    versions = {
        Questionnaire(same.entity_type, 2024, False, (one, *same.variables[1:])).version.digest
        for one in (first, reworded, bounded)
    }
    assert len(versions) == 3


@pytest.mark.parametrize("kind", TYPES)
def test_the_file_is_what_we_would_accept_ourselves(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "q.xlsx"
    path.write_bytes(made(kind))
    sheets = read_workbook(path).sheets
    assert [sheet.name for sheet in sheets] == [
        "Instrukcja", "Organizacja", "Pytania", "Plan działań", "Listy", "Powiaty",
    ]  # fmt: skip
    assert not any(sheet.merged for sheet in sheets)
    assert not any(cell.is_formula for sheet in sheets for cell in sheet.cells)


def test_the_same_questions_give_the_same_bytes() -> None:
    assert made() == made()
    assert made() != made("kis")


def answer_cells(book: Workbook) -> Iterator[tuple[str, str]]:
    for sheet, column in ((book.worksheets[1], "C"), (book.worksheets[2], "E")):
        for row in range(2, sheet.max_row + 1):
            if sheet[f"{column}{row}"].protection.locked is False:
                yield sheet.title, f"{column}{row}"


def test_only_answers_are_open_and_each_is_checked_while_it_is_typed() -> None:
    book = opened(made())
    assert all(sheet.protection.sheet and not sheet.protection.password for sheet in book.worksheets)
    questions = book.worksheets[2]
    cells = [cell for row in questions.iter_rows(min_row=2) for cell in row]
    assert {cell.column_letter for cell in cells if not cell.protection.locked} == {"E", "H"}
    checked = {str(area) for one in questions.data_validations.dataValidation for area in one.sqref.ranges}
    assert checked == {cell for sheet, cell in answer_cells(book) if sheet == "Pytania"}


def rule_of(code: str, kind: str = "cis") -> tuple[str, str, str]:
    sheet = opened(made(kind)).worksheets[2]
    row = next(row for row in range(2, sheet.max_row + 1) if sheet[f"I{row}"].value == code)
    one = next(rule for rule in sheet.data_validations.dataValidation if f"E{row}" in str(rule.sqref).split())
    return one.type, one.formula1.replace(f"E{row}", "E_"), one.error


def test_a_rule_allows_a_number_within_its_bounds_a_full_stop_or_an_x() -> None:
    kind, formula, message = rule_of("jst_forms_used")
    assert (kind, formula) == (
        "custom",
        'OR(E_=".",E_="x",IF(ISNUMBER(E_),AND(E_>=0,E_<=14,E_=INT(E_)),FALSE))',
    )
    assert message == "Liczba całkowita od 0 do 14; kropka (nie wiadomo) albo x (nie dotyczy)."
    assert rule_of("net_result", "ngo")[1] == 'OR(E_=".",E_="x",ISNUMBER(E_))'
    assert rule_of("service_area_home_care")[:2] == ("list", '"tak,nie,.,x"')


def test_a_part_is_held_against_its_total_while_it_is_typed() -> None:
    sheet = opened(made()).worksheets[2]
    row = next(row for row in range(2, sheet.max_row + 1) if sheet[f"I{row}"].value == "coop_acts")
    _, formula, message = rule_of("coop_acts_problem")
    assert f"OR(NOT(ISNUMBER(E{row})),E_<=E{row})" in formula
    assert f"nie więcej niż w E{row}" in message


def test_it_reads_aloud_and_prints() -> None:
    book = opened(made())
    assert book.properties.title == "Kwestionariusz: centrum integracji społecznej, rok 2024"
    assert book.custom_doc_props["Language"].value == "pl-PL"
    tables = [table for sheet in book.worksheets for table in sheet.tables.values()]
    assert [table.name for table in tables] == ["identity", "answers", "plan", "lists", "counties"]
    for sheet in book.worksheets:
        assert sheet.page_setup.paperSize == 9
        assert sheet.sheet_state == "visible"
        assert not sheet.merged_cells.ranges
    assert [sheet.freeze_panes for sheet in book.worksheets] == [None, *["A2"] * 5]
    assert {table.ref.partition(":")[0] for table in tables} == {"A1"}


def test_what_is_known_is_written_beforehand_and_stays_a_text() -> None:
    hostile = '=HYPERLINK("http://example.org","kliknij")'
    known = Known(
        asker="ROPS",
        identity={"name": hostile, "organisation_id": "cis-01", "teryt": "0201", "place": "urban"},
        last_year={"revenue_total": 1234.5},
    )
    content = made(known=known)
    identity, questions = opened(content).worksheets[1:3]
    answers = {row[3]: row[2] for row in identity.iter_rows(values_only=True)}
    assert (answers["name"], answers["teryt"], answers["place"]) == (hostile, "0201", "miasto")
    assert {row[8]: row[5] for row in questions.iter_rows(values_only=True)}["revenue_total"] == 1234.5
    sheets = zipfile.ZipFile(io.BytesIO(content))
    assert b"<f>" not in b"".join(sheets.read(name) for name in sheets.namelist() if "worksheets" in name)


def test_choices_of_counties_keep_their_zero() -> None:
    sheet = opened(made()).worksheets[1]
    row = next(row for row in range(2, sheet.max_row + 1) if sheet[f"D{row}"].value == "teryt")
    assert sheet[f"C{row}"].number_format == "@"
    rules = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert rules[f"C{row}"] == "'Powiaty'!$A$2:$A$3"
