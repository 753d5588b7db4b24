"""Organisations of an edition: none, made up, own, or both; read late, checked against comparisons."""

import shutil
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from pes_analysis.edition import ComparisonError, OrganisationsError, TableError, open_edition_data
from pes_analysis.edition.organisations import (
    no_organisations,
    read_demonstration,
    with_public_codes,
    write_organisations,
)
from pes_analysis.protect.errors import PesError

PARAMETERS = Path(__file__).parents[2] / "parameters"
COMPARED = """\
  - id: dwie
    kind: organisations
    members: [cis-nasze, {other}]
"""


@pytest.fixture
def project(tmp_path, monkeypatch):
    shutil.copytree(PARAMETERS, tmp_path / "parameters")
    (tmp_path / "notebooks").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def choose(project, organisations, comparisons="  []\n"):
    """Write the edition anew with other organisations and comparisons."""
    file = project / "parameters" / "slaskie-2024.yml"
    text = file.read_text(encoding="utf-8")
    text = text.replace("\norganisations: none\n", f"\norganisations: {organisations}\n")
    file.write_text(text.replace("\ncomparisons: []\n", f"\ncomparisons:\n{comparisons}"), encoding="utf-8")


@pytest.fixture
def own(project):
    """Write one own organisation, as an import does."""
    entities = read_demonstration().entities.iloc[[0]].rename({"demo-cis-01": "cis-nasze"})
    entities = with_public_codes(entities.assign(generated=False, public_code="", name="CIS Nasze"))
    write_organisations(project / "organisations" / "nasze", replace(no_organisations(), entities=entities))
    return "organisations/nasze"


def test_no_table_of_organisations_is_read_before_it_is_asked_for(monkeypatch, tmp_path):
    read_demonstration.cache_clear()
    # An edition is kept open by its file: of these nobody has opened any.
    shutil.copytree(PARAMETERS, tmp_path / "parameters")
    read, read_csv = [], pd.read_csv

    def told(path, *arguments, **options):
        read.append(Path(path).parts)
        return read_csv(path, *arguments, **options)

    monkeypatch.setattr(pd, "read_csv", told)
    assert len(open_edition_data(tmp_path / "parameters" / "slaskie-2024.yml").organisations) == 0
    edition = open_edition_data(tmp_path / "parameters" / "malopolskie-2024.yml")
    assert edition.members_of(edition.comparison("miasta-i-krakowski"))
    assert not [parts for parts in read if "organisations" in parts]
    assert len(edition.organisations) == 120
    assert len([parts for parts in read if "organisations" in parts]) == 12


def test_organisations_are_read_when_first_asked_for(project):
    choose(project, "{folder: organisations/jeszcze-nie-ma}")
    edition = open_edition_data("slaskie-2024")
    assert len(edition.region_counties) == 36
    with pytest.raises(TableError, match="pes import"):
        _ = edition.organisations


def test_the_demonstration_is_read_once():
    first, second = (open_edition_data(PARAMETERS / "malopolskie-2024.yml") for _ in range(2))
    assert first.organisations is second.organisations is read_demonstration()


def test_own_organisations_come_from_their_folder(project, own):
    choose(project, f"{{folder: {own}}}")
    edition = open_edition_data("slaskie-2024")
    assert list(edition.organisations.entities.index) == ["cis-nasze"]
    assert not edition.organisations.entities["generated"].any()


def test_in_a_workshop_made_up_ones_stand_beside_own_ones(project, own):
    choose(project, f"{{folder: {own}, beside_demonstration: true}}")
    organisations = open_edition_data("slaskie-2024").organisations
    assert len(organisations) == 121
    assert organisations.entities["generated"].sum() == 120
    assert organisations.entities["public_code"].is_unique
    assert len(organisations.observations) == len(read_demonstration().observations)


def test_a_folder_outside_the_project_is_refused(project):
    choose(project, "{folder: ../gdzie-indziej}")
    with pytest.raises(PesError, match=r"slaskie-2024\.yml: organisations"):
        open_edition_data("slaskie-2024")


def test_an_unknown_organisation_is_answered_with_a_near_one():
    edition = open_edition_data(PARAMETERS / "malopolskie-2024.yml")
    assert edition.check_organisation("demo-cis-03") == "demo-cis-03"
    with pytest.raises(OrganisationsError, match="demo-cis-03"):
        edition.check_organisation("demo-cis-3")
    with pytest.raises(OrganisationsError, match="–"):
        open_edition_data(PARAMETERS / "slaskie-2024.yml").check_organisation("demo-cis-03")


def test_members_of_a_comparison_are_own_or_made_up(project, own):
    choose(project, f"{{folder: {own}, beside_demonstration: true}}", COMPARED.format(other="demo-cis-02"))
    edition = open_edition_data("slaskie-2024")
    assert edition.members_of(edition.comparison("dwie")) == ("cis-nasze", "demo-cis-02")
    with pytest.raises(ComparisonError, match="dwie"):
        edition.comparison("trzy")


def test_a_member_that_is_not_there_is_named_when_it_is_compared(project, own):
    choose(project, f"{{folder: {own}}}", COMPARED.format(other="cis-naszee"))
    edition = open_edition_data("slaskie-2024")
    with pytest.raises(ComparisonError, match="cis-nasze"):
        edition.members_of(edition.comparison("dwie"))


def test_a_county_that_is_not_there_stops_the_opening(project):
    choose(project, "none", "  - {id: a, kind: counties, members: ['1201', '1299']}\n")
    with pytest.raises(ComparisonError, match="1299"):
        open_edition_data("slaskie-2024")
