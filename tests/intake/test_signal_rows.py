"""The form of signals: what is read, what is refused and told, what is held back."""

import datetime as dt

import pandas as pd
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from pes_analysis.catalogue import load_catalogue
from pes_analysis.catalogue.signals import load_signal_rules
from pes_analysis.intake.questionnaire_workbook import CountyName
from pes_analysis.intake.signal_form import COLUMNS, signal_form_csv, signal_form_xlsx
from pes_analysis.intake.signal_rows import read_signal_files, signal_register, signals_of_rows

COUNTIES = pd.DataFrame(
    {"name": ["bocheński", "bielski", "bielski"]}, index=pd.Index(["1201", "2402", "2003"], name="teryt")
)
REGISTER = signal_register(load_catalogue(), COUNTIES, load_signal_rules(), dt.date(2025, 1, 31))
ROW = {
    "reported_on": "2024-05-31",
    "teryt": "1201",
    "service_area": "Bezdomność",
    "text": "Schronisko pełne.",
    "kind": "Kolejka",
    "persons": "3",
    "unit": "OPS",
    "coder": "pracownik OPS",
}


def read(**changed):
    return signals_of_rows("a.csv", [(2, ROW | changed)], REGISTER)


def rules_of(found):
    return [one.rule for one in found.problems]


def test_a_row_is_read():
    (row,) = read().signals
    assert (row["teryt"], row["service_area"], row["kind"], row["persons"]) == (
        "1201", "homelessness", "waiting_list", 3,
    )  # fmt: skip
    assert row["coder"] == "pracownik OPS"


@pytest.mark.parametrize(
    "county", ["1201", "bocheński", "powiat bocheński", "POWIAT BOCHEŃSKI", "1201 bocheński"]
)
def test_a_county_is_known_by_code_or_name(county):
    assert read(teryt=county).signals[0]["teryt"] == "1201"


@pytest.mark.parametrize("day", ["2024-05-31", "31.05.2024", "31-5-2024", "31/05/2024"])
def test_a_day_is_read_as_people_write_it(day):
    assert read(reported_on=day).signals[0]["reported_on"] == "2024-05-31"


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({"reported_on": "31.02.2024"}, "not_a_day"),
        ({"reported_on": "2024-13-01"}, "not_a_day"),
        ({"reported_on": "wczoraj"}, "not_a_day"),
        ({"reported_on": ""}, "not_a_day"),
        ({"reported_on": "2099-01-01"}, "future_day"),
        ({"reported_on": "1924-01-01"}, "old_day"),
        ({"teryt": "9999"}, "no_county"),
        ({"teryt": "bielski"}, "no_county"),
        ({"service_area": "Latanie"}, "no_area"),
        ({"kind": ""}, "no_kind"),
        ({"persons": "1000000000"}, "not_persons"),
        ({"persons": "0"}, "not_persons"),
        ({"persons": "-3"}, "not_persons"),
        ({"persons": "2,5"}, "not_persons"),
        ({"persons": "٣"}, "not_persons"),
        ({"unit": ""}, "no_unit"),
        ({"unit": "OPS, tel. 000 000 012"}, "personal_unit"),
        ({"coder": "ktos@dom.example"}, "personal_unit"),
        ({"text": "", "service_area": ""}, "nothing_said"),
        ({"text": "a" * 501}, "too_long"),
    ],
)
def test_a_bad_cell_keeps_the_row_out_and_is_told(changed, rule):
    found = read(**changed)
    assert rule in rules_of(found)
    assert found.signals == ()
    assert all(one.line == 2 and one.message_pl and one.message_en for one in found.problems)


@pytest.mark.parametrize("text", ["PESEL 00000000000", "tel. 000 000 012", "ktos@dom.example"])
def test_personal_data_are_held_back_and_the_signal_counts(text):
    found = read(text=text)
    (row,) = found.signals
    assert row["text"] == ""
    assert row["held_back"]
    assert text not in str(found.repairs)


@pytest.mark.parametrize("text", ["=1+1", '=HYPERLINK("http://a.example")', "@SUM(A1)", "+1", "<b>x</b>"])
def test_what_looks_like_a_formula_is_a_text(text):
    assert read(text=text).signals[0]["text"] == text


def test_uncoded_stays_uncoded_with_a_proposal():
    (row,) = read(service_area="", coder="").signals
    assert (row["service_area"], row["coder"], row["proposed_area"]) == ("", "", "homelessness")


def test_who_reports_codes_when_nobody_else_is_named():
    found = read(coder="")
    assert found.signals[0]["coder"] == "OPS"
    assert [one.rule for one in found.repairs] == ["coder_is_unit"]


def test_the_same_signal_twice_counts_once():
    found = signals_of_rows("a.csv", [(2, ROW), (3, dict(ROW))], REGISTER)
    assert len(found.signals) == 1
    assert rules_of(found) == ["repeated"]


@given(st.dictionaries(st.sampled_from([one.id for one in COLUMNS]), st.text(max_size=60)))
def test_no_row_breaks_the_reader(cells):
    found = signals_of_rows("a.csv", [(2, cells)], REGISTER)
    assert len(found.signals) + bool(found.problems) == 1


@pytest.mark.parametrize("language", ["pl", "en"])
def test_a_form_filled_in_reads_back(tmp_path, language):
    counties = [CountyName("1201", "bocheński", "małopolskie")]
    names = {"pl": ("Bezdomność", "Kolejka"), "en": ("Homelessness", "Waiting list")}[language]
    values = ["2024-05-31", "1201 bocheński", names[0], "Schronisko pełne.", names[1], "3", "OPS", "ROPS"]
    book, table = tmp_path / "a.xlsx", tmp_path / "a.csv"
    book.write_bytes(signal_form_xlsx(load_catalogue(), counties, language))
    opened = load_workbook(book)
    for column, value in enumerate(values, start=1):
        opened.worksheets[0].cell(2, column, value)
    opened.save(book)
    table.write_text(signal_form_csv(language) + ";".join(values) + "\n", encoding="utf-8")
    from_book, from_table = read_signal_files([book, table], REGISTER)
    assert from_book.problems == from_table.problems == ()
    assert from_book.signals == from_table.signals
    assert len(from_book.signals) == 1


def test_a_file_that_is_no_form_says_so(tmp_path):
    other, broken = tmp_path / "a.csv", tmp_path / "b.xlsx"
    other.write_text("a;b\n1;2\n", encoding="utf-8")
    broken.write_bytes(b"PK\x03\x04 not a workbook")
    first, second = read_signal_files([other, broken], REGISTER)
    assert rules_of(first) == ["no_form"]
    assert len(second.problems) == 1
    assert first.signals == second.signals == ()


def test_a_formula_in_a_workbook_is_refused(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, [one.heading.pl for one in COLUMNS])
        sheet.write_row(1, 0, ["2024-05-31", "1201", "Bezdomność", "x", "Kolejka"])
        sheet.write_formula(1, 5, "=1+1", value=2)
        sheet.write_string(1, 6, "OPS")
    (found,) = read_signal_files([path], REGISTER)
    assert rules_of(found) == ["formula"]
    assert found.signals == ()
