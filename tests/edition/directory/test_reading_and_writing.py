"""A folder of the directory comes back as it was written, or is refused with file, line and cell."""

from dataclasses import fields, replace

import pandas as pd
import pytest

from pes_analysis.catalogue import load_catalogue
from pes_analysis.edition import TableError, open_edition_data
from pes_analysis.edition.directory import no_directory, read_directory, write_directory
from pes_analysis.edition.directory.schema import (
    SECTOR_OF_TYPE,
    STATUS_METHODS,
    STATUSES,
    UNIT_TYPES,
)
from pes_analysis.protect.swap import staging

CATALOGUE = load_catalogue()


def items(closed_list):
    return {item.id for item in CATALOGUE.closed_list(closed_list).items}


@pytest.fixture
def folder(tmp_path, directory):
    write_directory(tmp_path / "directory", directory)
    return tmp_path / "directory"


def change(path, column, value, row=0):
    """Write another value into a cell of a file."""
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    table.loc[row, column] = value
    table.to_csv(path, index=False)


def assert_same(first, second):
    for field in fields(first):
        one, other = (getattr(each, field.name).reset_index() for each in (first, second))
        keys = list(one.columns)
        pd.testing.assert_frame_equal(
            one.sort_values(keys, ignore_index=True), other.sort_values(keys, ignore_index=True)
        )


def test_what_is_written_is_read_back(folder, directory):
    assert_same(read_directory(folder), directory)


def test_the_same_tables_in_another_order_are_the_same_bytes(tmp_path, folder, directory):
    turned = {field.name: getattr(directory, field.name).iloc[::-1] for field in fields(directory)}
    write_directory(tmp_path / "again", replace(directory, **turned))
    files = sorted(path.name for path in folder.iterdir())
    assert files == ["unit_groups.csv", "unit_places.csv", "unit_services.csv", "units.csv"]
    for file in files:
        assert (folder / file).read_bytes() == (tmp_path / "again" / file).read_bytes(), file


def test_an_empty_directory_can_be_written_too(tmp_path):
    assert len(write_directory(tmp_path / "empty", no_directory())) == 0


def test_tables_that_could_not_be_read_back_leave_the_old_folder(folder, directory):
    before = (folder / "units.csv").read_bytes()
    broken = replace(directory, units=directory.units.assign(teryt="9999"))
    with pytest.raises(TableError, match="unknown code in 'teryt'"):
        write_directory(folder, broken)
    assert (folder / "units.csv").read_bytes() == before
    assert not staging(folder).exists()


def test_codes_are_those_of_the_catalogue():
    assert [one.id for one in CATALOGUE.unit_types] == list(UNIT_TYPES)
    assert items("status_methods") == set(STATUS_METHODS)
    assert items("activity_status") == set(STATUSES)
    assert {one.id for one in CATALOGUE.unit_types} == SECTOR_OF_TYPE.keys()
    assert all(
        (SECTOR_OF_TYPE[one.id] == "jst") == (one.kind == "public") for one in CATALOGUE.entity_types[:10]
    )


@pytest.mark.parametrize(
    ("file", "column", "value", "message"),
    [
        ("units", "unit_id", "index", r"units.csv:2: .*reserved"),
        ("units", "unit_id", "dokad-skierowac", r"units.csv:2: .*reserved"),
        ("units", "unit_id", "CIS Gaj", r"units.csv:2: 'unit_id': got 'CIS Gaj'"),
        ("units", "unit_id", "ops-gaj", r"units.csv:2: repeated key|units.csv:3: repeated key"),
        ("units", "type", "bank", r"units.csv:2: 'type': got 'bank'"),
        ("units", "sector", "jst", r"units.csv:2: 'sector' does not agree"),
        ("units", "teryt", "120", r"units.csv:2: 'teryt': got '120'"),
        ("units", "teryt", "1299", r"units.csv:2: unknown code"),
        ("units", "phone", "12 345 67 89", r"units.csv:2: 'phone'"),
        ("units", "phone", "brak", r"units.csv:2: 'phone': got 'brak'"),
        ("units", "phone", "012 345 678", r"units.csv:2: nobody can have"),
        ("units", "email", "biuro(at)gaj.pl", r"units.csv:2: 'email'"),
        ("units", "email", "biuro@gaj", r"units.csv:2: 'email'"),
        ("units", "email", "biuro@gaj.example", r"units.csv:2: nobody can have"),
        ("units", "site", "javascript:alert(1)", r"units.csv:2: 'site'"),
        ("units", "site", "gaj.pl", r"units.csv:2: 'site'"),
        ("units", "postcode", "32700", r"units.csv:2: 'postcode'"),
        ("units", "regon", "12345", r"units.csv:2: 'regon'"),
        ("units", "status", "closed", r"units.csv:2: 'status'"),
        ("units", "status_checked_on", "2024-02-30", r"units.csv:2: 'status_checked_on' is no day"),
        ("units", "status_method", "", r"units.csv:2: the date and the way"),
        ("units", "free_places", "-1", r"units.csv:2: 'free_places'"),
        ("units", "free_places", "", r"units.csv:2: the number of free places and its date"),
        ("units", "contact_consent", "yes", r"units.csv:2: 'contact_consent'"),
        ("units", "generated", "true", r"units.csv:2: ids that begin with 'demo-'"),
        ("units", "name", "dwa\nwiersze", r"units.csv:2: 'name'"),
        ("unit_services", "service_area", "bank", r"unit_services.csv:2: 'service_area': the catalogue's"),
        ("unit_services", "unit_id", "kis-gaj", r"unit_services.csv:2: this unit is not in units.csv"),
        ("unit_groups", "target_group", "all", r"unit_groups.csv:2: 'target_group': the catalogue's"),
        ("unit_groups", "unit_id", "kis-gaj", r"unit_groups.csv:2: this unit is not in units.csv"),
        ("unit_places", "teryt", "1201", r"unit_places.csv:2: this is the unit's own county"),
        ("unit_places", "teryt", "9901", r"unit_places.csv:2: unknown code"),
    ],
)
def test_a_bad_cell_is_refused_with_its_line(folder, file, column, value, message):
    change(folder / f"{file}.csv", column, value)
    with pytest.raises(TableError, match=message):
        read_directory(folder)


def test_a_consent_without_a_person_is_refused(folder):
    change(folder / "units.csv", "contact_consent", "public", row=1)
    with pytest.raises(TableError, match=r"units.csv:3: there is a consent to a name"):
        read_directory(folder)


def test_an_absent_folder_says_what_to_do(tmp_path):
    with pytest.raises(TableError, match="pes directory"):
        read_directory(tmp_path / "nothing")


def test_only_listed_units_and_agreed_names_are_public(directory):
    hidden = directory.units.assign(listing_consent=["public", "none"])
    public = replace(directory, units=hidden).public
    assert list(public.units.index) == ["cis-gaj"]
    assert public.units.loc["cis-gaj", "contact_person"] == ""
    assert set(public.unit_services["unit_id"]) == {"cis-gaj"}
    agreed = replace(directory, units=directory.units.assign(contact_consent=["public", "none"])).public
    assert agreed.units.loc["cis-gaj", "contact_person"] == "Osoba Zmyślona"


def test_an_edition_has_the_directory_it_asks_for():
    assert len(open_edition_data("malopolskie-2024").directory) > 180
    assert len(open_edition_data("slaskie-2024").directory) == 0
