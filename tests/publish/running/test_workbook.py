"""Downloads: texts stay texts, numbers stay numbers, the same tables give the same bytes."""

import io

import openpyxl
import pandas as pd
import pytest

from pes_analysis.present.sheet import Sheet
from pes_analysis.publish.running.workbook import csv_bytes, workbook_bytes

HOSTILE = ["=1+1", '=HYPERLINK("http://x.example","x")', "+48", "-5", "@SUM(A1)", "\tx", "http://x.example"]


@pytest.fixture
def sheet() -> Sheet:
    frame = pd.DataFrame({"nazwa": HOSTILE, "=nagłówek": range(len(HOSTILE)), "luka": None})
    return Sheet("Karta: [A/B]*?", frame, ("Edycja 2024", "=2+2"))


def test_no_text_becomes_a_formula_or_a_link(sheet: Sheet) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes([sheet], "pl")))
    page = book.worksheets[0]
    cells = [cell for row in page.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f" or cell.hyperlink]
    texts = [page.cell(row, 1).value for row in range(5, 5 + len(HOSTILE))]
    assert [text.strip() for text in texts] == [text.strip() for text in HOSTILE]
    assert page.cell(5, 2).value == 0


def test_one_named_table_under_its_notes(sheet: Sheet) -> None:
    page = openpyxl.load_workbook(io.BytesIO(workbook_bytes([sheet], "pl"))).worksheets[0]
    (table,) = page.tables.values()
    assert table.ref == f"A4:C{4 + len(HOSTILE)}"
    assert page.cell(1, 1).value == "Edycja 2024"
    assert page.freeze_panes == "B5"


def test_the_same_tables_give_the_same_bytes(sheet: Sheet) -> None:
    assert workbook_bytes([sheet], "en") == workbook_bytes([sheet], "en")


def test_an_empty_table_is_still_a_table() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes([Sheet("A", pd.DataFrame({"x": []}))], "pl")))
    assert book.worksheets[0].cell(1, 1).value == "x"


def test_csv_gives_back_what_went_in(sheet: Sheet) -> None:
    read = pd.read_csv(io.BytesIO(csv_bytes(sheet)), keep_default_na=False)
    assert read["nazwa"].tolist() == HOSTILE
