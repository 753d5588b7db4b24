"""What the pages of the directory say, and above all what they keep to themselves."""

from dataclasses import replace

import pytest
from directories import directory_of

import pes_analysis as pes
from pes_analysis.edition.directory import Directory, DirectoryError
from pes_analysis.present.blocks import document

ENTRY = {
    "name": "CIS *Próba* | <b>x</b>",
    "commune": "Próba",
    "phone": "000 000 001, 000 000 002 wew. 3",
    "email": "a@proba.example",
    "contact_person": "Osoba Zmyślona",
    "services": ("home_care",),
    "groups": ("seniors",),
}


def edition_with(*entries: dict[str, object]) -> pes.OpenEdition:
    edition = pes.open_edition("malopolskie-2024")
    made = replace(edition, data=replace(edition.data))
    directory: Directory = directory_of(*entries)
    made.data.__dict__["directory"] = directory
    return made


def whole(edition: pes.OpenEdition, language: str = "pl") -> str:
    page = edition.directory(language)
    referral = edition.referral(language)
    return document(
        page.about(), page.search(), page.whole_list(), page.map(), page.how_kept(),
        referral.form(), referral.offer(), referral.method(),
    )  # fmt: skip


def unit(edition: pes.OpenEdition, unit_id: str, language: str = "pl") -> str:
    page = edition.directory_unit(unit_id, language)
    return document(page.contact(), page.offer(), page.surroundings())


@pytest.mark.parametrize("language", ["pl", "en"])
def test_a_person_is_named_only_with_consent(language: str) -> None:
    edition = edition_with(
        {**ENTRY, "unit_id": "silent"}, {**ENTRY, "unit_id": "open", "contact_consent": "public"}
    )
    assert "Osoba Zmyślona" not in unit(edition, "silent", language)
    assert "Osoba Zmyślona" in unit(edition, "open", language)


@pytest.mark.parametrize("language", ["pl", "en"])
def test_a_unit_that_did_not_agree_is_nowhere(language: str) -> None:
    edition = edition_with(
        {**ENTRY, "unit_id": "hidden", "name": "Ukryta", "listing_consent": "none", "commune": "Tajemnica"},
        {**ENTRY, "unit_id": "seen"},
    )
    county = edition.county("1201", language)
    texts = [
        whole(edition, language),
        unit(edition, "seen", language),
        county.contacts(),
        edition.directory(language).script(),
        edition.directory_files(language).frame.to_csv(),
    ]
    assert not [text for text in texts if "Ukryta" in text or "hidden" in text or "Tajemnica" in text]
    with pytest.raises(DirectoryError, match="hidden"):
        edition.directory_unit("hidden", language)


def test_what_is_out_of_date_is_said_in_words() -> None:
    edition = edition_with(
        {
            **ENTRY,
            "unit_id": "old",
            "checked_on": "2022-05-04",
            "free_places": 2,
            "free_places_on": "2022-05-04",
        },
        {**ENTRY, "unit_id": "never", "checked_on": ""},
        {**ENTRY, "unit_id": "fresh"},
    )
    assert r"Ten wpis ostatnio sprawdzono 04\.05\.2022" in unit(edition, "old")
    assert "dane nieaktualne" in unit(edition, "old")
    assert "Tego wpisu nigdy nie sprawdzono" in unit(edition, "never")
    assert "nieaktualny" not in unit(edition, "fresh").partition("{#similar}")[0]
    assert edition.directory().whole_list().count("wpis nieaktualny") == 2
    assert "33% z nich sprawdzono w ciągu roku" in edition.directory().about()


def test_contacts_are_links_and_hostile_words_stay_words() -> None:
    edition = edition_with({**ENTRY, "unit_id": "one"})
    text = unit(edition, "one")
    assert "(tel:+48-000-000-001)" in text
    assert "(tel:+48-000-000-002;ext=3)" in text
    assert "(mailto:a@proba.example)" in text
    assert "<b>" not in whole(edition) + text
    assert "</script" not in edition.directory().script()


def test_an_edition_without_a_directory_says_so_on_every_page_of_it() -> None:
    edition = pes.open_edition("slaskie-2024")
    assert "Ta edycja nie ma jeszcze bazy teleadresowej" in edition.directory().about()
    assert "This edition has no directory of addresses yet" in edition.referral("en").form()
    assert "nie ma jeszcze bazy" in edition.county("2401").contacts()
    assert "Szukam pomocy" not in edition.start().ways_in()
    for section in (edition.directory().map(), edition.directory().search(), edition.referral().method()):
        assert section == ""


def test_a_large_directory_leads_to_the_lists_of_counties() -> None:
    many = [{**ENTRY, "unit_id": f"unit-{number}", "name": f"CIS {number}"} for number in range(601)]
    edition = edition_with(*many)
    listed = edition.directory().whole_list()
    assert "CIS 7" not in listed
    assert "(../powiaty/1201.ipynb)" in listed
    assert "CIS 7" in edition.county("1201").contacts()


def test_a_county_without_units_is_hatched_and_says_so() -> None:
    edition = edition_with(
        {**ENTRY, "unit_id": "one"}, {**ENTRY, "unit_id": "two", "teryt": "1202", "status": "suspended"}
    )
    table = edition.directory().map()
    assert "| 0 | 1 |" in table
    assert "| brak wpisu | 0 |" in table
    assert "W bazie nie ma jeszcze jednostki z tego powiatu" in edition.county("1203").contacts()
