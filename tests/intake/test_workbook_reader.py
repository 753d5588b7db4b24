"""Workbooks as spreadsheets write them are read cell by cell, with what each cell is."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.chart import BarChart
from openpyxl.styles import Font

from pes_analysis.intake.workbook_cells import Workbook
from pes_analysis.intake.workbook_reader import read_workbook


def written(path: Path, *rows: tuple[Any, ...]) -> Workbook:
    """Write rows with XlsxWriter, a dict as a cell with a number format, and read them back."""
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "default_date_format": "d mmm"}) as book:
        sheet = book.add_worksheet("Dane")
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, dict):
                    sheet.write(number, column, value["value"], book.add_format({"num_format": value["as"]}))
                elif value is not None:
                    sheet.write(number, column, value)
    return read_workbook(path)


def seen(book: Workbook) -> list[tuple[int, int, str, str]]:
    return [(cell.row, cell.column, cell.kind, cell.text) for cell in book.sheets[0].cells]


def test_each_cell_says_what_it_is(tmp_path: Path) -> None:
    book = written(
        tmp_path / "a.xlsx",
        ("1 234,5", 1234.5, 7, True, None, -0.0),
        ({"value": 0.125, "as": "0.0%"}, {"value": 45994, "as": "d mmm"}, {"value": 3.5, "as": '0.00 "zł"'}),
    )
    assert seen(book) == [
        (1, 1, "text", "1 234,5"),
        (1, 2, "number", "1234.5"),
        (1, 3, "number", "7"),
        (1, 4, "boolean", "1"),
        (1, 6, "number", "0"),
        (2, 1, "percent", "0.125"),
        (2, 2, "date", "2025-12-03"),
        (2, 3, "number", "3.5"),
    ]


def test_the_noise_of_binary_fractions_is_not_read(tmp_path: Path) -> None:
    assert [cell[3] for cell in seen(written(tmp_path / "a.xlsx", (0.1 + 0.2, 1e15, 1234567890.12)))] == [
        "0.3",
        "1e+15",
        "1234567890.12",
    ]


def test_a_formula_gives_the_value_that_was_saved_with_it(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_formula("A1", "=2+3", value=5)
        sheet.write_formula("A3", "=1/0", value="#DIV/0!")
    cells = read_workbook(tmp_path / "a.xlsx").sheets[0].cells
    assert [(cell.row, cell.kind, cell.text, cell.is_formula) for cell in cells] == [
        (1, "number", "5", True),
        (3, "error", "#DIV/0!", True),
    ]


def test_formatting_far_away_is_nothing(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["B2"] = "x"
    book.active["XFD1048576"].font = Font(bold=True)
    book.active.row_dimensions[1048000].height = 30
    book.save(tmp_path / "a.xlsx")
    assert seen(read_workbook(tmp_path / "a.xlsx")) == [(2, 2, "text", "x")]


def test_sheets_keep_their_order_names_and_merged_ranges(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Żółć <&>"
    book.active["A1"] = 1
    book.active.merge_cells("A1:C2")
    book.create_sheet("puste")
    hidden = book.create_sheet("ukryte")
    hidden["A1"] = 2
    hidden.sheet_state = "hidden"
    book.create_chartsheet("wykres").add_chart(BarChart())
    book.save(tmp_path / "a.xlsx")
    sheets = read_workbook(tmp_path / "a.xlsx").sheets
    assert [(sheet.name, len(sheet.cells), sheet.merged) for sheet in sheets] == [
        ("Żółć <&>", 1, ("A1:C2",)),
        ("puste", 0, ()),
        ("ukryte", 1, ()),
    ]


def test_a_module_beside_the_returns_is_not_run(tmp_path: Path, monkeypatch: Any) -> None:
    (tmp_path / "openpyxl.py").write_text("raise SystemExit(9)", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert seen(written(tmp_path / "a.xlsx", ("x",))) == [(1, 1, "text", "x")]


XML_TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1, max_size=60
)


@settings(max_examples=3, deadline=None)
@given(texts=st.lists(XML_TEXT, min_size=50, max_size=300))
def test_any_text_comes_back_as_it_was(texts: list[str], tmp_path_factory: Any) -> None:
    book = written(tmp_path_factory.mktemp("any") / "a.xlsx", *((text,) for text in texts))
    assert [cell.text for cell in book.sheets[0].cells] == texts


@settings(max_examples=3, deadline=None)
@given(numbers=st.lists(st.floats(-1e15, 1e15, allow_nan=False), min_size=50, max_size=300))
def test_any_number_comes_back_but_for_the_last_digit(numbers: list[float], tmp_path_factory: Any) -> None:
    book = written(tmp_path_factory.mktemp("any") / "a.xlsx", *((number,) for number in numbers))
    assert [float(cell.text) for cell in book.sheets[0].cells] == pytest.approx(numbers, rel=1e-14, abs=0)
