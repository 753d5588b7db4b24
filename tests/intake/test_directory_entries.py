"""Lists of units as registers export them: headings in any row, other words, gaps, personal data."""

from pathlib import Path

import openpyxl
import pytest

from pes_analysis.catalogue import load_catalogue
from pes_analysis.catalogue.strict_yaml import YamlError
from pes_analysis.edition import read_snapshot
from pes_analysis.intake.directory_columns import COLUMNS
from pes_analysis.intake.directory_counties import CountyNames
from pes_analysis.intake.directory_entries import EntryReader
from pes_analysis.intake.directory_mapping import read_mapping

COUNTIES = {str(code): str(name) for code, name in read_snapshot().counties["name"].items()}
READER = EntryReader(load_catalogue(), CountyNames(COUNTIES, "12"), "2025-03-01")
# Headings as registers of reintegration units and voivodeship lists of workshops have them.
CIS_REGISTER = """\
columns:
  name: Nazwa jednostki
  address: [Ulica, Nr domu]
  town: Miejscowość
  postcode: Kod
  teryt: TERYT
  phone: Telefon / fax
  email: Adres e-mail
  krs: Nr KRS
  status: Stan
constants:
  type: cis
  status_method: register
  status_checked_on: 2025-01-10
  listing_consent: public
values:
  status: {Wpisany: active, "Wniosek o wykreślenie": in_liquidation}
"""
CIS_ROWS = """\
Rejestr jednostek zatrudnienia socjalnego;;;;;;;;;;
Stan na dzień 10.01.2025;;;;;;;;;;
Lp.;Nazwa jednostki;Miejscowość;Ulica;Nr domu;Kod;TERYT;Telefon / fax;Adres e-mail;Nr KRS;Stan
1;CIS „Gaj”;Niebyły Gaj;Zmyślona;5A;32700;1201011;(12) 345-67-89, fax 12 345 67 80;Biuro@Gaj.pl;123456;Wpisany
2;CIS Łąka;Łąka;Próbna;1;32-701;1202;brak;-;0000123457;wniosek o wykreślenie
"""


def save(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_text(text, encoding=encoding)
    return path


def save_book(folder: Path, rows: list[list[object]], title: str = "Rejestr") -> Path:
    book = openpyxl.Workbook()
    book.active.title = "Okładka"
    book.active.append(["Wykaz WTZ"])
    sheet = book.create_sheet(title)
    for row in rows:
        sheet.append(row)
    book.save(folder / "rejestr.xlsx")
    return folder / "rejestr.xlsx"


def rules(file, severity=None):
    return [one.rule for one in file.findings if severity in (None, one.severity)]


def simple(folder, *rows, heading="Nazwa;Typ jednostki;Powiat"):
    return READER.read(save(folder, "baza.csv", "\n".join([heading, *rows]) + "\n"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250", "utf-16"])
def test_a_register_export_comes_in_through_a_mapping(tmp_path, encoding):
    mapping = read_mapping(save(tmp_path, "cis.yml", CIS_REGISTER))
    file = READER.read(save(tmp_path, "cis.csv", CIS_ROWS, encoding), mapping)
    first, second = file.entries
    assert first.said == {
        "name": "CIS „Gaj”", "type": "cis", "teryt": "1201", "town": "Niebyły Gaj", "address": "Zmyślona 5A",
        "postcode": "32-700", "phone": "123 456 789", "email": "biuro@gaj.pl", "krs": "0000123456",
        "status": "active", "status_method": "register", "status_checked_on": "2025-01-10",
        "listing_consent": "public",
    }  # fmt: skip
    assert "phone" not in second.said
    assert second.said["status"] == "in_liquidation"
    assert {"lines_skipped", "column_not_read", "phone_form", "postcode_form"} <= set(rules(file, "repair"))
    assert not rules(file, "error")


def test_a_workbook_comes_in_whatever_sheet_it_is_on(tmp_path):
    path = save_book(
        tmp_path,
        [
            ["Warsztaty terapii zajęciowej w województwie"],
            [],
            ["Nazwa", "Typ jednostki", "Powiat", "Kod pocztowy", "Wolne miejsca", "Wpis sprawdzono dnia"],
            ["WTZ w Gaju", "WTZ", "bocheński", 32700, 0, "5.11.2024"],
        ],
    )
    file = READER.read(path)
    (entry,) = file.entries
    assert (entry.place.sheet, entry.place.cell) == ("Rejestr", "A4")
    assert entry.said["free_places"] == "0"
    assert entry.said["free_places_on"] == "2024-11-05"
    assert "date_taken" in rules(file, "repair")
    assert entry.said["postcode"] == "32-700"


def test_headings_of_the_directory_need_no_mapping_in_either_language(tmp_path):
    for language in ("pl", "en"):
        heading = ";".join(text.in_language(language) for text in COLUMNS.values())
        named = {"name": "OPS", "type": "ops", "teryt": "powiat brzeski"}
        row = ";".join(named.get(column, "") for column in COLUMNS)
        (entry,) = READER.read(save(tmp_path, "baza.csv", f"{heading}\n{row}\n")).entries
        assert entry.said == {"name": "OPS", "type": "ops", "teryt": "1202"}


def test_an_entry_cannot_do_without_name_type_and_county(tmp_path):
    file = simple(tmp_path, ";CIS;1201", "A;;1201", "B;bank;1201", "C;CIS;", "D;CIS;Atlantyda", "E;CIS;201")
    assert [entry.is_blocked for entry in file.entries] == [True] * 5 + [False]
    assert rules(file, "error") == ["no_name", "no_type", "unknown_type", "no_county", "unknown_county"]
    assert file.entries[5].said["teryt"] == "0201"
    assert rules(file, "warning") == ["outside_region"]


def test_a_county_is_that_of_the_region_or_must_be_told_by_its_code(tmp_path):
    file = simple(tmp_path, "A;CIS;brzeski", "B;CIS;średzki")
    assert file.entries[0].said["teryt"] == "1202"
    assert file.entries[1].is_blocked
    (found,) = [one for one in file.findings if one.rule == "several_counties"]
    assert "0218" in found.message_pl
    assert found.cell == "C3"


def test_lists_are_read_by_any_of_their_names_with_own_words(tmp_path):
    file = simple(
        tmp_path,
        "A;CIS;1201;Bezdomność: noclegi, obiady; home_care; Latanie;Seniorzy, Młodzież;brzeski; 1201",
        heading="Nazwa;Typ jednostki;Powiat;Obszary usług;Grupy odbiorców;Inne obsługiwane powiaty",
    )
    # Semicolons part the cells of this file too, so the row is too wide and is named.
    assert rules(file, "error") == ["row_width", "no_entries"]
    text = (
        "Nazwa\tTyp jednostki\tPowiat\tObszary usług\tGrupy odbiorców\tInne obsługiwane powiaty\n"
        "A\tCIS\t1201\tBezdomność: noclegi, obiady; home_care; Latanie\tSeniorzy, Młodzież\tbrzeski; 1201\n"
    )
    file = READER.read(save(tmp_path, "baza.tsv", text))
    (entry,) = file.entries
    assert entry.services == (("homelessness", "noclegi, obiady"), ("home_care", ""))
    assert entry.groups == ("seniors", "youth")
    assert entry.places == ("1202",)
    assert rules(file, "warning") == ["unknown_item"]


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("Ulica i numer", "Zmyślona 1, PESEL 44051401359"),
        ("Kto odpowiada za wpis", "księgowość, 512 345 678"),
        ("Osoba do kontaktu", "kierowniczka, kontakt(at)gaj.pl"),
        ("Gmina", "Gaj 12 1020 1026 0000 0422 7020 1111"),
        ("Obszary usług", "Bezdomność: dzwonić 512-345-678"),
    ],
)
def test_personal_data_in_free_text_are_held_back_and_never_repeated(tmp_path, column, text):
    file = simple(tmp_path, f'A,CIS,1201,"{text}"', heading=f"Nazwa,Typ jednostki,Powiat,{column}")
    (entry,) = file.entries
    assert not entry.is_blocked
    assert rules(file, "warning") == ["personal_data"]
    digits = [part for part in text.split() if sum(sign.isdigit() for sign in part) > 5]
    everything = repr(file)
    assert all(part not in everything for part in [*digits, text])


def test_personal_data_in_a_name_keep_the_entry_out(tmp_path):
    file = simple(tmp_path, "Fundacja 44051401359;NGO;1201")
    assert file.entries[0].is_blocked
    assert rules(file, "error") == ["personal_in_name"]
    assert "44051401359" not in repr(file)


def test_a_status_without_its_check_is_unknown_and_told(tmp_path):
    heading = (
        "Nazwa;Typ jednostki;Powiat;Status działalności;Status sprawdzono dnia;Sposób sprawdzenia statusu"
    )
    file = simple(
        tmp_path, "A;CIS;1201;Działa;;", "B;CIS;1201;Działa;1.02.2025;Telefonicznie",
        "C;CIS;1201;Działa;1.04.2025;Telefonicznie", heading=heading,
    )  # fmt: skip
    assert "status" not in file.entries[0].said
    assert file.entries[1].said["status"] == "active"
    assert "status" not in file.entries[2].said
    assert rules(file, "warning") == ["status_not_checked", "date_to_come", "status_not_checked"]


def test_repairs_of_one_kind_are_told_once_with_their_number(tmp_path):
    rows = [f"A{n};CIS;1201;12 345 67 {n:02d}" for n in range(30)]
    file = simple(tmp_path, *rows, heading="Nazwa;Typ jednostki;Powiat;Telefon")
    (found,) = [one for one in file.findings if one.rule == "phone_form"]
    assert found.message_pl.endswith("Takich komórek: 30.")
    assert found.cell == "D2"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("columns: {nazwa: X}", "the directory has no column 'nazwa'"),
        ("columns: {type: X}", "Add 'name'"),
        ("columns: {name: X}\nconstants: {name: Y}", "cannot have a constant"),
        ("columns: {name: []}", "columns"),
        ("columns: {name: X}\nsheets: [A]", "sheets"),
        ("- a", ""),
    ],
)
def test_a_wrong_mapping_is_told_with_its_line(tmp_path, text, message):
    with pytest.raises(YamlError) as told:
        read_mapping(save(tmp_path, "m.yml", text))
    assert message in told.value.en
    assert "m.yml:" in told.value.en


def test_a_mapping_that_does_not_fit_says_which_headings_it_wants(tmp_path):
    mapping = read_mapping(save(tmp_path, "cis.yml", CIS_REGISTER))
    file = READER.read(save(tmp_path, "inny.csv", "Nazwa;Powiat\nA;1201\n"), mapping)
    (found,) = file.findings
    assert found.rule == "no_header"
    assert "„Nr KRS”" in found.message_pl
    mapping = read_mapping(save(tmp_path, "cis.yml", f"sheet: Inny\n{CIS_REGISTER}"))
    (found,) = READER.read(save_book(tmp_path, [["Nazwa"]]), mapping).findings
    assert found.rule == "no_sheet"


def test_an_error_of_a_spreadsheet_is_no_value(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Nazwa", "Typ jednostki", "Powiat", "Telefon"])
    book.active.append(["A", "CIS", "1201", "#REF!"])
    book.active["D2"].data_type = "e"
    book.save(tmp_path / "b.xlsx")
    file = READER.read(tmp_path / "b.xlsx")
    assert rules(file, "warning") == ["error_in_cell"]
    assert "phone" not in file.entries[0].said
