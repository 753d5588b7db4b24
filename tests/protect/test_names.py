"""What may become an id, a path or a parameter, and what the refusal says."""

from pathlib import Path

import pytest

from pes_analysis.protect.errors import PesError
from pes_analysis.protect.names import (
    check_edition_id,
    check_inside,
    check_parameter_names,
    is_organisation_id,
)


@pytest.mark.parametrize("edition_id", ["malopolskie-2024", "a", "0", "x" * 63])
def test_plain_edition_ids_pass(edition_id: str) -> None:
    assert check_edition_id(edition_id) == edition_id


@pytest.mark.parametrize(
    "edition_id",
    ["", "-a", "A", "małopolskie", "a/b", "..", "a b", "a\n", "x" * 64, "nul", "com1", "٣", "{a.__class__}"],
)
def test_other_edition_ids_are_refused(edition_id: str) -> None:
    with pytest.raises(PesError) as caught:
        check_edition_id(edition_id)
    assert caught.value.pl.startswith("Identyfikator edycji „")
    assert "malopolskie-2024" in caught.value.en


@pytest.mark.parametrize("organisation_id", ["", "-a", "A", "ł", "a/b", "a\n", "x" * 64, "nul", "index"])
def test_an_organisation_cannot_have_an_id_that_names_no_file_or_another_page(organisation_id: str) -> None:
    assert not is_organisation_id(organisation_id)
    assert is_organisation_id("index-1")


def test_a_path_inside_is_given_in_full(tmp_path: Path) -> None:
    inside = check_inside(tmp_path, "en/../powiaty/1201.html")
    assert inside == tmp_path.resolve() / "powiaty" / "1201.html"
    assert check_inside(tmp_path, inside) == inside


@pytest.mark.parametrize("path", ["..", "../x", "a/../../x", "/etc/passwd", "a\x00b"])
def test_a_path_outside_is_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(PesError, match="wychodzi poza folder"):
        check_inside(tmp_path / "site", path)


def test_the_refusal_of_a_path_says_where_it_stands(tmp_path: Path) -> None:
    with pytest.raises(PesError) as caught:
        check_inside(tmp_path, "../x", "moja.yml: figures")
    assert caught.value.pl.startswith("moja.yml: figures: Ścieżka „../x”")
    assert str(tmp_path) not in str(caught.value)


def test_a_neighbour_with_the_same_beginning_is_outside(tmp_path: Path) -> None:
    with pytest.raises(PesError, match="leads outside the folder"):
        check_inside(tmp_path / "site", tmp_path / "site-old" / "x")


def test_a_link_that_leads_out_is_refused(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "out").symlink_to(tmp_path)
    with pytest.raises(PesError, match="wychodzi poza folder"):
        check_inside(tmp_path / "site", "out/x.html")


def test_a_loop_of_links_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(PesError, match="wychodzi poza folder"):
        check_inside(tmp_path, "a/x.html")


@pytest.mark.parametrize(
    "name", ['x=1; open("p", "w").write("1"); y', "a b", "", "class", "None", "__import__", "teryt\n", "1a"]
)
def test_a_parameter_name_cannot_carry_code(name: str) -> None:
    declared = ["edition", "teryt"]
    with pytest.raises(PesError) as caught:
        check_parameter_names("a.ipynb", ["edition", name], declared)
    assert caught.value.pl.endswith("Zna: edition, teryt.")
    assert caught.value.en.endswith("It knows: edition, teryt.")


def test_a_declared_name_that_is_code_is_refused_too() -> None:
    with pytest.raises(PesError):
        check_parameter_names("a.ipynb", ["a; b"], declared=["a; b"])
