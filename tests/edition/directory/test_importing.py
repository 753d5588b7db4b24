"""Entries go in, are corrected only on demand, and are never merged."""

import pandas as pd
import pytest

from pes_analysis.catalogue import load_catalogue
from pes_analysis.edition import read_snapshot
from pes_analysis.edition.directory import no_directory, write_directory
from pes_analysis.edition.directory.importing import import_entries
from pes_analysis.intake.directory_columns import COLUMNS
from pes_analysis.intake.directory_counties import CountyNames
from pes_analysis.intake.directory_entries import EntryReader

COUNTIES = {str(code): str(name) for code, name in read_snapshot().counties["name"].items()}
READER = EntryReader(load_catalogue(), CountyNames(COUNTIES, "12"), "2025-03-01")
NOBODY = pd.DataFrame({"type": [], "teryt": []}, dtype="str")


@pytest.fixture
def read(tmp_path):
    def of(*rows, name="baza.csv"):
        columns = list(dict.fromkeys(column for row in rows for column in row))
        lines = ["\t".join(COLUMNS[column].pl for column in columns)]
        lines += ["\t".join(row.get(column, "") for column in columns) for row in rows]
        path = tmp_path / name
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return READER.read(path)

    return of


def entry(name="CIS Gaj", kind="cis", teryt="1201", **more):
    return {"name": name, "type": kind, "teryt": teryt, **more}


def rules(done):
    return [one.rule for one in done.findings if one.severity != "repair"]


def test_what_goes_in_can_be_written_and_read(tmp_path, read):
    file = read(
        entry(phone="512 345 678", service_areas="Bezdomność", target_groups="Seniorzy", places="brzeski"),
        entry("OPS Gaj", "ops", free_places="3", checked_on="2024-11-05"),
    )
    done = import_entries(no_directory(), [file], NOBODY)
    written = write_directory(tmp_path / "directory", done.directory)
    assert (done.added, done.replaced, done.kept_out) == (2, 0, 0)
    assert list(written.units.index) == ["cis-gaj", "ops-gaj"]
    # A public unit is public anyway; a social-economy entity has to agree.
    assert written.units["listing_consent"].tolist() == ["none", "public"]
    assert rules(done) == ["not_listed"]
    assert written.units.loc["ops-gaj", "free_places"] == 3
    assert written.unit_places.to_numpy().tolist() == [["cis-gaj", "1202"]]


def test_the_same_unit_twice_in_a_file_is_kept_out_and_shown(read):
    done = import_entries(no_directory(), [read(entry(), entry("Centrum Integracji Społecznej Gaj"))], NOBODY)
    assert (done.added, done.kept_out) == (1, 1)
    (found,) = [one for one in done.findings if one.rule == "same_unit"]
    assert "baza.csv, A2" in found.message_pl
    assert found.cell == "A3"


def test_the_same_unit_in_two_files_is_found_too(read):
    files = [read(entry(), name="a.csv"), read(entry(), name="b.csv")]
    done = import_entries(no_directory(), files, NOBODY)
    assert (done.added, done.kept_out) == (1, 1)
    assert [one.file for one in done.findings if one.rule == "same_unit"] == ["b.csv"]


def test_whoever_knows_writes_an_id(read):
    file = read(entry(unit_id="cis-gaj-1"), entry(unit_id="cis-gaj-2"))
    done = import_entries(no_directory(), [file], NOBODY)
    assert list(done.directory.units.index) == ["cis-gaj-1", "cis-gaj-2"]
    assert "like_unit" in rules(done)


def test_shared_contacts_go_in_with_a_doubt(read):
    file = read(entry(phone="512 345 678"), entry("KIS Gaj", "kis", phone="512 345 678"))
    done = import_entries(no_directory(), [file], NOBODY)
    assert done.added == 2
    assert "like_unit" in rules(done)


def test_a_unit_in_two_counties_goes_in_nowhere(read):
    file = read(entry(unit_id="cis-gaj"), entry(teryt="1202", unit_id="cis-gaj"), entry("KIS", "kis"))
    done = import_entries(no_directory(), [file], NOBODY)
    assert rules(done) == ["not_listed", *["unit_in_two_counties"] * 2]
    assert list(done.directory.units["type"]) == ["kis"]
    same = read(entry(unit_id="cis-gaj"), entry(unit_id="cis-gaj"))
    assert rules(import_entries(no_directory(), [same], NOBODY)) == ["doubled_id"] * 2


def test_an_entry_takes_anothers_place_on_demand_only_and_erases_nothing(directory, read):
    file = read(
        entry("CIS „Gaj” nowy", unit_id="cis-gaj", phone="600 700 800", email="", target_groups="Seniorzy")
    )
    refused = import_entries(directory, [file], NOBODY)
    assert (refused.replaced, refused.kept_out) == (0, 1)
    (found,) = [one for one in refused.findings if one.rule == "already_there"]
    assert "Nazwa, Telefon" in found.message_pl
    done = import_entries(directory, [file], NOBODY, replace_existing=True)
    unit = done.directory.units.loc["cis-gaj"]
    assert (unit["name"], unit["phone"], unit["email"]) == ("CIS „Gaj” nowy", "600 700 800", "biuro@gaj.pl")
    groups = done.directory.unit_groups
    assert groups.loc[groups["unit_id"] == "cis-gaj", "target_group"].tolist() == ["seniors"]
    assert len(done.directory.unit_services) == len(directory.unit_services)
    assert len(done.directory) == len(directory)


def test_an_unnamed_entry_like_one_that_is_there_is_kept_out(directory, read):
    file = read({**entry("CIS Gaj"), "commune": "Niebyły Gaj"})
    done = import_entries(directory, [file], NOBODY, replace_existing=True)
    assert (done.added, done.replaced, done.kept_out) == (0, 0, 1)
    assert "„cis-gaj”" in next(one.message_pl for one in done.findings if one.rule == "same_unit")


def test_an_organisation_of_the_edition_keeps_its_type_and_county(read):
    known = pd.DataFrame({"type": ["cis"], "teryt": ["1201"]}, index=["cis-gaj"])
    for wrong in (entry(unit_id="cis-gaj", teryt="1202"), entry(unit_id="cis-gaj", kind="kis")):
        done = import_entries(no_directory(), [read(wrong)], known)
        assert rules(done) == ["organisation_differs"]
    assert import_entries(no_directory(), [read(entry(unit_id="cis-gaj"))], known).added == 1


def test_a_unit_that_moved_does_not_serve_its_own_county_beside(directory, read):
    file = read(entry(unit_id="cis-gaj", teryt="1202"))
    done = import_entries(directory, [file], NOBODY, replace_existing=True)
    assert done.directory.unit_places.empty


def test_ids_are_made_of_names_and_told_apart(read):
    file = read(entry("Fundacja Ź", "ngo"), entry("Fundacja ź!", "ngo", "1202"), entry("字", "ngo", "1203"))
    ids = list(import_entries(no_directory(), [file], NOBODY).directory.units.index)
    assert ids[:2] == ["ngo-fundacja-z", "ngo-fundacja-z-2"]
    assert ids[2].startswith("ngo-name-")
