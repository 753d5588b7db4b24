"""The form that is handed out is read back as it was filled in."""

from io import BytesIO

import openpyxl
import pytest

from pes_analysis.catalogue import load_catalogue
from pes_analysis.edition import read_snapshot
from pes_analysis.intake.directory_columns import COLUMNS
from pes_analysis.intake.directory_counties import CountyNames
from pes_analysis.intake.directory_entries import EntryReader
from pes_analysis.intake.directory_form import form_bytes

CATALOGUE = load_catalogue()
COUNTIES = {str(code): str(name) for code, name in read_snapshot().counties["name"].items()}
READER = EntryReader(CATALOGUE, CountyNames(COUNTIES, "12"), "2025-03-01")


@pytest.mark.parametrize("language", ["pl", "en"])
def test_every_choice_of_every_list_is_read_back(tmp_path, language):
    book = openpyxl.load_workbook(BytesIO(form_bytes(CATALOGUE, ["bocheński", "Kraków"], language)))
    entries, words = book.worksheets
    columns = {id_: at for at, id_ in enumerate(COLUMNS, start=1)}
    lists = {
        id_: [cell.value for cell in list(words.columns)[at - 1][1:] if cell.value]
        for id_, at in columns.items()
        if at <= words.max_column
    }
    for number in range(max(len(lists["type"]), len(lists["target_groups"]))):
        row = 4 + number
        entries.cell(row, columns["name"], f"Jednostka {'x' * number}")
        for id_, listed in lists.items():
            if listed:
                entries.cell(row, columns[id_], listed[number % len(listed)])
        for id_ in ("status_checked_on", "checked_on"):
            entries.cell(row, columns[id_], "2024-11-05")
        entries.cell(row, columns["contact_person"], "Osoba Zmyślona")
    book.save(tmp_path / "wpisy.xlsx")
    file = READER.read(tmp_path / "wpisy.xlsx")
    assert [one for one in file.findings if one.severity != "repair"] == []
    assert {entry.said["type"] for entry in file.entries} == {one.id for one in CATALOGUE.unit_types}
    groups = {group for entry in file.entries for group in entry.groups}
    assert groups == {item.id for item in CATALOGUE.closed_list("target_groups").items}


def test_it_is_the_same_each_time_and_holds_no_formula():
    first = form_bytes(CATALOGUE, ["bocheński"])
    assert first == form_bytes(CATALOGUE, ["bocheński"])
    book = openpyxl.load_workbook(BytesIO(first))
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)
