"""Tables for files: all indicators, numbers as numbers, the same figures as on the page."""

import io

import openpyxl
import pandas as pd

from pes_analysis.publish.running.workbook import csv_bytes, workbook_bytes

CENTRE, FEW_PEERS, SILENT = "demo-cis-04", "demo-ops-01", "demo-kis-11"


def test_the_first_sheet_has_every_indicator_with_year_unit_state_and_source(card_page, opened) -> None:
    page = card_page(CENTRE, "pl")
    first = page.sheets()[0].frame
    assert sorted(first["id"]) == sorted(one.id for one in opened.catalogue.indicators("organisation"))
    assert set(first["Rok"]) == {2024}
    known = first[first["Stan"].isin(["liczba", "zero"])]
    assert known["Wartość"].notna().all()
    assert (known["Źródło"] != "").all()
    assert first.loc[first["Wartość"].isna(), "Dlaczego nie ma liczby"].ne("").all()


def test_values_are_those_of_the_page(card_page) -> None:
    page = card_page(CENTRE, "pl")
    first = page.sheets()[0].frame.set_index("id")
    assert first.loc["completion_rate", "Jednostka"] == "%"
    share = page.indicators.set_index("indicator").loc["completion_rate", "value"]
    assert first.loc["completion_rate", "Wartość"] == 100 * share


def test_no_file_tells_the_values_of_a_few(card_page) -> None:
    assert card_page(FEW_PEERS, "en").sheets()[0].frame["Median of similar ones"].isna().all()
    first = card_page(CENTRE, "en").sheets()[0].frame
    few = first["Similar ones with data"] < 5
    assert first.loc[few, "Median of similar ones"].isna().all()
    assert first.loc[~few, "Median of similar ones"].notna().any()


def test_both_languages_have_the_same_tables(card_page) -> None:
    for organisation in (CENTRE, SILENT):
        polish, english = (card_page(organisation, language).sheets() for language in ("pl", "en"))
        assert [sheet.frame.shape for sheet in polish] == [sheet.frame.shape for sheet in english]
        assert len({sheet.name for sheet in polish}) == len(polish)
        assert all(len(sheet.name) <= 31 for sheet in (*polish, *english))


def test_they_can_be_written_and_read_again(card_page) -> None:
    sheets = card_page(CENTRE, "pl").sheets()
    back = pd.read_csv(io.BytesIO(csv_bytes(sheets[0])))
    assert back.shape == sheets[0].frame.shape
    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes(sheets, "pl")))
    assert book.sheetnames == [sheet.name for sheet in sheets]
    notes = [row[0].value for row in book[sheets[0].name].iter_rows(max_row=4)]
    assert "dane demonstracyjne" in notes
