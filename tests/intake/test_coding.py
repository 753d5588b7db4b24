"""Coding by a person, there and back: only rows that are as they were handed out are taken."""

import datetime as dt
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pes_analysis.catalogue import Text
from pes_analysis.intake.coded_rows import CodedFile, read_coded, read_coded_sheet
from pes_analysis.intake.coding_list import CodingList, Entry
from pes_analysis.intake.workbook_cells import WorkbookCell, WorkbookSheet

TODAY = dt.date(2025, 1, 31)
CODES = {"housing": Text(pl="Mieszkanie", en="Housing"), "violence": Text(pl="Przemoc", en="Violence")}
FIRST = Entry(("a-1",), (("=1+1; „Lokal”", "=1+1; „Lokal”"), ("bocheński", "bocheński")), "2024-05-01")
SECOND = Entry(("a-2",), (("Brak schronienia", "Brak schronienia"), ("Kraków", "Kraków")), "2024-06-01")
THIRD = Entry(("a-3",), (("x", "x"), ("Kraków", "Kraków")), "", ("housing",), "zespół, osoba 1", "2024-12-01")


def coding(*entries: Entry, most: int = 1) -> CodingList:
    return CodingList(
        Text(pl="Próba", en="Trial"),
        {"key": Text(pl="Identyfikator", en="Id")},
        {"text": Text(pl="Opis", en="Description"), "county": Text(pl="Powiat", en="County")},
        CODES,
        most,
        {one.key: one for one in entries or (FIRST, SECOND, THIRD)},
    )


def read(
    path: Path,
    change: Callable[[Any], object],
    entries: Sequence[Entry] = (),
    language: str = "pl",
    most: int = 1,
    *,
    replace: bool = False,
) -> CodedFile:
    """Hand the form out, let somebody change its sheet, and read it against the entries of then."""
    book = openpyxl.load_workbook(BytesIO(coding(most=most).form(language)))
    change(book.worksheets[1])
    for row in book.worksheets[1].iter_rows(min_row=2):
        for cell in row:
            # The cells of the form are texts: what begins with = is no formula in them.
            cell.data_type = "s" if str(cell.value or "").startswith("=1") else cell.data_type
    book.save(path)
    return read_coded(path, coding(*entries, most=most), TODAY, replace=replace)


def fill(code: str = "Mieszkanie", coder: str = "AB", day: Any = "2025-01-20", row: int = 2) -> Any:
    def change(sheet: Any) -> None:
        for column, value in enumerate((code, coder, day), start=4):
            sheet.cell(row, column, value)

    return change


@pytest.mark.parametrize("language", ["pl", "en"])
def test_a_code_chosen_comes_back_with_who_and_when(tmp_path: Path, language: str) -> None:
    name = CODES["housing"].in_language(language)  # type: ignore[arg-type]
    found = read(tmp_path / "a.xlsx", fill(name), language=language)
    assert found.findings == ()
    (one,) = found.coded
    assert (one.key, one.codes, one.coder, one.coded_on) == (("a-1",), ("housing",), "AB", "2025-01-20")
    assert found.waiting == 1


def test_the_form_holds_what_waits_with_a_list_and_no_formula() -> None:
    book = openpyxl.load_workbook(BytesIO(coding().form("pl", "zespół badań, osoba 1")))
    sheet = book["Kodowanie"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert [row[0] for row in rows] == ["a-1", "a-2"]
    assert {row[4] for row in rows} == {"zespół badań, osoba 1"}
    assert all(cell.data_type != "f" for one in book for row in one.iter_rows() for cell in row)
    (rule,) = [one for one in sheet.data_validations.dataValidation if one.type == "list"]
    assert str(rule.sqref) == "D2:D3"
    assert coding().form("pl") == coding().form("pl")


def test_a_day_that_the_spreadsheet_made_a_date_is_a_day(tmp_path: Path) -> None:
    (one,) = read(tmp_path / "a.xlsx", fill(day=dt.date(2025, 1, 20))).coded
    assert one.coded_on == "2025-01-20"


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (fill(code="Latanie"), "unknown_code"),
        (fill(coder=""), "no_coder"),
        (fill(coder="AB, 600 000 001"), "bad_coder"),
        (fill(coder="a" * 61), "bad_coder"),
        (fill(day=""), "no_day"),
        (fill(day="31.02.2024"), "no_day"),
        (fill(day="2099-01-01"), "future_day"),
        (fill(day="2024-04-30"), "too_early"),
    ],
)
def test_a_bad_cell_keeps_its_row_out_and_nothing_else(tmp_path: Path, change: Any, rule: str) -> None:
    def both(sheet: Any) -> None:
        change(sheet)
        fill(row=3)(sheet)

    found = read(tmp_path / "a.xlsx", both)
    assert [one.rule for one in found.findings] == [rule]
    assert found.findings[0].cell.endswith("2")
    assert [one.key for one in found.coded] == [("a-2",)]
    assert found.kept_out == 1
    assert "600" not in str(found.findings)


@pytest.mark.parametrize(
    ("column", "value", "rule"),
    [(1, "a-9", "unknown_entry"), (2, "co innego", "entry_changed"), (3, "Kraków", "entry_changed")],
)
def test_a_row_that_was_moved_or_rewritten_is_not_taken(
    tmp_path: Path, column: int, value: str, rule: str
) -> None:
    def change(sheet: Any) -> None:
        fill()(sheet)
        sheet.cell(2, column, value)

    found = read(tmp_path / "a.xlsx", change)
    assert rule in {one.rule for one in found.findings}
    assert found.coded == ()


def test_a_column_sorted_alone_is_noticed(tmp_path: Path) -> None:
    def swap(sheet: Any) -> None:
        fill()(sheet)
        fill(row=3)(sheet)
        for column in (2, 3):
            first, second = sheet.cell(2, column), sheet.cell(3, column)
            first.value, second.value = second.value, first.value

    found = read(tmp_path / "a.xlsx", swap)
    assert found.coded == ()
    assert {one.rule for one in found.findings} == {"entry_changed"}


def test_the_same_entry_twice_is_told(tmp_path: Path) -> None:
    def repeat(sheet: Any) -> None:
        fill()(sheet)
        for column in range(1, 7):
            sheet.cell(4, column, sheet.cell(2, column).value)

    assert [one.rule for one in read(tmp_path / "a.xlsx", repeat).findings] == ["entry_twice"]


def test_what_was_coded_meanwhile_stays_unless_it_is_replaced(tmp_path: Path) -> None:
    meanwhile = Entry(*(FIRST.key, FIRST.shown, FIRST.since), ("violence",), "CD", "2025-01-10")
    kept = read(tmp_path / "a.xlsx", fill(), (meanwhile, SECOND))
    assert [one.rule for one in kept.findings] == ["coded_elsewhere"]
    assert "Przemoc; CD; 2025-01-10" in kept.findings[0].message_pl
    assert kept.coded == ()
    taken = read(tmp_path / "b.xlsx", fill(), (meanwhile, SECOND), replace=True)
    assert [one.codes for one in taken.coded] == [("housing",)]


def test_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    done = Entry(*(FIRST.key, FIRST.shown, FIRST.since), ("housing",), "AB", "2025-01-20")
    again = read(tmp_path / "a.xlsx", fill(), (done, SECOND))
    assert (again.coded, again.known, again.findings) == ((), 1, ())


def test_an_answer_may_be_about_several_things(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        for column, value in enumerate(("Przemoc", "", "Mieszkanie", "AB", "2025-01-20"), start=4):
            sheet.cell(2, column, value)

    (one,) = read(tmp_path / "a.xlsx", change, most=3).coded
    assert one.codes == ("violence", "housing")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no workbook", b"key;text\n1;2\n"])
def test_a_file_that_is_no_workbook_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    found = read_coded(path, coding(), TODAY)
    assert found.coded == ()
    assert len(found.findings) == 1
    assert "a.xlsx" in found.findings[0].located[1]


def test_another_workbook_says_what_it_lacks(tmp_path: Path) -> None:
    found = read(tmp_path / "a.xlsx", lambda sheet: sheet.delete_cols(4))
    assert [one.rule for one in found.findings] == ["no_coding_form"]
    assert "Kod" in found.findings[0].message_pl


def read_row(*cells: str, formula: int = 0) -> CodedFile:
    """Read one row of a sheet without a workbook around it."""
    texts = ["a-1", *(text for text, _ in FIRST.shown), *cells]
    sheet = WorkbookSheet(
        "Kodowanie",
        tuple(
            WorkbookCell(2, at, "text", text, at == formula) for at, text in enumerate(texts, start=1) if text
        ),
    )
    places = {column.id: at for at, column in enumerate(coding().columns(), start=1)}
    return read_coded_sheet("a.xlsx", sheet, places, coding(), TODAY)


def test_a_formula_is_no_code() -> None:
    found = read_row("Mieszkanie", "AB", "2025-01-20", formula=4)
    assert [one.rule for one in found.findings] == ["formula"]
    assert found.coded == ()


@given(st.lists(st.text(max_size=20), min_size=3, max_size=3))
def test_no_words_of_a_coder_break_a_row(cells: list[str]) -> None:
    found = read_row(*cells)
    assert len(found.coded) + found.waiting + bool(found.findings) == 1
