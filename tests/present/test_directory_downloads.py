"""Files of the directory hold what may be published and nothing else, in words of the page's language."""

from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest

from pes_analysis.edition import open_edition_data
from pes_analysis.intake.directory_columns import COLUMNS, column_of
from pes_analysis.present.directory_downloads import MADE_UP, DirectoryFiles
from pes_analysis.present.language import Language
from pes_analysis.present.vcard import vcards
from pes_analysis.publish.running.workbook import csv_bytes, workbook_bytes

EDITION = open_edition_data("malopolskie-2024")
NAMES = {str(teryt): f"powiat {name}" for teryt, name in EDITION.snapshot.counties["name"].items()}


def files(language, directory=EDITION.directory):
    return DirectoryFiles(directory, EDITION.catalogue, NAMES, EDITION.title, language)


@pytest.mark.parametrize("language", list(Language))
def test_every_listed_unit_and_no_other_is_in_every_file(language):
    public = set(EDITION.directory.public.units.index)
    frame = files(language).frame
    assert set(frame[COLUMNS["unit_id"].in_language(language.code)]) == public
    assert {contact.uid for contact in files(language).contacts()} == public
    assert 0 < len(public) < len(EDITION.directory)


def test_headings_are_read_back():
    for language in Language:
        for heading in list(files(language).frame.columns)[:-1]:
            assert column_of(heading), heading


def test_people_who_have_not_agreed_are_in_no_file():
    units = EDITION.directory.units
    silent = replace(
        EDITION.directory, units=units.assign(contact_person="Ukryta Osoba", contact_consent="none")
    )
    made = files(Language.PL, silent)
    content = csv_bytes(made.sheets()[0]) + vcards(made.contacts())
    assert b"Ukryta Osoba" not in content
    assert "RELATED" not in content.decode()


def test_made_up_units_say_so_in_every_file():
    for language in Language:
        words = MADE_UP.in_language(language.code)
        (sheet,) = files(language).sheets()
        assert words in sheet.notes
        assert all(words in contact.note for contact in files(language).contacts())
        assert set(sheet.frame.iloc[:, -1]) == {"tak" if language is Language.PL else "yes"}


def test_a_formula_is_text_in_the_workbook():
    units = EDITION.directory.units
    tricked = replace(EDITION.directory, units=units.assign(name='=HYPERLINK("https://a.pl")'))
    book = openpyxl.load_workbook(BytesIO(workbook_bytes(files(Language.PL, tricked).sheets(), "pl")))
    cells = [cell for row in book.active.iter_rows() for cell in row if cell.value is not None]
    assert all(cell.data_type != "f" for cell in cells)
    assert any(str(cell.value).startswith("=HYPERLINK") for cell in cells)


def test_lists_are_words_and_places_numbers():
    frame = files(Language.PL).frame.set_index("Identyfikator")
    assert "Asystencja osób z niepełnosprawnościami" in " ".join(frame["Obszary usług"])
    assert frame["Wolne miejsca"].dropna().between(0, 20).all()
    rops = frame[frame["Typ jednostki"] == "regionalny ośrodek polityki społecznej"].iloc[0]
    assert rops["Inne obsługiwane powiaty"].count("; ") == 20


def test_one_unit_can_be_asked_for():
    contacts = files(Language.EN).contacts(["demo-cis-01", "nobody"])
    assert [contact.name for contact in contacts] == ["CIS Liczboskała"]
    assert contacts[0].categories[0] == "social integration centre"
