"""Organisations and comparisons as a plan knows them: read from the edition, refused where they clash."""

from pathlib import Path

import pytest

from pes_analysis.edition.comparisons import Comparison
from pes_analysis.edition.parameters import OrganisationsChoice
from pes_analysis.protect.errors import PesError
from pes_analysis.publish.planning.organisation_list import (
    folders_of,
    read_comparison_list,
    read_organisation_list,
)
from pes_analysis.publish.project import Project

HEAD = "organisation_id,name,type,consent,generated\n"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "organisations" / "own").mkdir(parents=True)
    return Project(tmp_path)


def write(project: Project, rows: str) -> Path:
    folder = project.root / "organisations" / "own"
    (folder / "entities.csv").write_text(HEAD + rows, encoding="utf-8")
    return folder


def test_consent_and_names_are_read_in_the_order_of_ids(project: Project) -> None:
    folder = write(project, "zaz-2,„B”,zaz,public,false\ncis-1,Ó,cis,none,true\n")
    found = read_organisation_list([folder])
    assert [(one.id, one.name, one.public, one.generated) for one in found] == [
        ("cis-1", "Ó", False, True),
        ("zaz-2", "„B”", True, False),
    ]


def test_an_edition_without_organisations_has_no_folder(project: Project) -> None:
    assert folders_of(project, "x.yml", OrganisationsChoice()) == ()


def test_own_organisations_come_before_the_made_up_ones(project: Project) -> None:
    own = write(project, "cis-1,A,cis,none,false\n")
    choice = OrganisationsChoice(folder="organisations/own", beside_demonstration=True)
    folders = folders_of(project, "x.yml", choice)
    assert folders[0] == own
    assert len(read_organisation_list(folders)) == 121


def test_a_workshop_begins_before_its_first_return(project: Project) -> None:
    choice = OrganisationsChoice(folder="organisations/later", beside_demonstration=True)
    assert len(read_organisation_list(folders_of(project, "x.yml", choice))) == 120


@pytest.mark.parametrize("folder", ["organisations/later", "../outside", "organisations/own"])
def test_a_folder_without_organisations_is_refused_with_what_to_do(project: Project, folder: str) -> None:
    with pytest.raises(PesError, match=r"x\.yml: organisations"):
        folders_of(project, "x.yml", OrganisationsChoice(folder=folder))


def test_the_name_of_the_list_is_taken(project: Project) -> None:
    with pytest.raises(PesError, match="index"):
        read_organisation_list([write(project, "index,A,cis,public,false\n")])
    asked = Comparison.model_validate({"id": "index", "kind": "counties", "members": ["1201", "1202"]})
    with pytest.raises(PesError, match="index"):
        read_comparison_list([asked])


def test_a_table_without_its_columns_is_refused_by_line(project: Project) -> None:
    folder = project.root / "organisations" / "own"
    (folder / "entities.csv").write_text("organisation_id,name\ncis-1,A\n", encoding="utf-8")
    with pytest.raises(PesError, match=r"entities\.csv:2.*type, consent, generated"):
        read_organisation_list([folder])


def test_comparisons_get_the_title_of_what_they_compare() -> None:
    group = {"id": "cis", "kind": "organisations", "group": {"type": "cis"}}
    (found,) = read_comparison_list([Comparison.model_validate(group)])
    assert found.title["pl"] == "Centra integracji społecznej"
    assert found.title["en"].startswith("Social integration")
