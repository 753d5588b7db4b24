"""The outline of an edition: what stops it is told in both languages, and its paths stay in the project."""

import shutil
from pathlib import Path

import pytest

from pes_analysis.edition import open_edition_data
from pes_analysis.protect.errors import PesError
from pes_analysis.publish.planning.editions import read_outline
from pes_analysis.publish.project import Project
from pes_analysis.publish.render.builtin.project import load_project

ROOT = Path(__file__).parents[3]
EDITION = "malopolskie-2024"
COUNTIES = ROOT / "pes_analysis" / "edition" / "demonstration" / "counties.csv"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    root = tmp_path / "project"
    shutil.copytree(ROOT / "parameters", root / "parameters")
    (root / "notebooks").mkdir()
    return Project(root)


def rewrite(project: Project, old: str, new: str) -> None:
    file = project.parameters / f"{EDITION}.yml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    ("key", "path"),
    [
        ("figures", "/etc/passwd"),
        ("figures", "../passwd"),
        ("figures", "figures/../../passwd"),
        ("snapshot", "/etc"),
        ("snapshot", "../elsewhere"),
        ("snapshot", "link"),
    ],
)
def test_a_path_of_the_parameters_stays_in_the_project(
    project: Project, tmp_path: Path, key: str, path: str
) -> None:
    (tmp_path / "passwd").write_text("teryt,year,variable,value\n", encoding="utf-8")
    (project.root / "link").symlink_to(COUNTIES.parent)
    if key == "figures":
        rewrite(project, "figures: []", f"figures: [{path}]")
    else:
        rewrite(project, "snapshot: demonstration", f"snapshot: {path}")
    parameters = project.parameters / f"{EDITION}.yml"
    for read in (lambda: read_outline(project, EDITION), lambda: open_edition_data(parameters)):
        with pytest.raises(PesError) as caught:
            read()
        assert caught.value.pl.startswith(f"{EDITION}.yml: {key}: Ścieżka „{path}” wychodzi poza")
        assert caught.value.en.startswith(f"{EDITION}.yml: {key}: The path '{path}' leads outside")


def test_own_figures_that_are_not_there_are_named(project: Project) -> None:
    rewrite(project, "figures: []", "figures: [nope.csv]")
    with pytest.raises(PesError, match=r"nope\.csv"):
        read_outline(project, EDITION)
    with pytest.raises(PesError, match=r"nope\.csv"):
        open_edition_data(project.parameters / f"{EDITION}.yml")


def test_peers_that_are_not_there_are_named(project: Project) -> None:
    (project.parameters / "peers.yml").unlink()
    with pytest.raises(PesError, match=r"peers\.yml"):
        read_outline(project, EDITION)


def test_a_mark_before_the_first_column_is_read_past(project: Project) -> None:
    rewrite(project, "snapshot: demonstration", "snapshot: data")
    (project.root / "data").mkdir()
    table = project.root / "data" / "counties.csv"
    table.write_bytes(b"\xef\xbb\xbf" + COUNTIES.read_bytes())
    assert read_outline(project, EDITION).counties[0].teryt == "0201"


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b"code,name\n0201,x\n", "counties.csv:2"),
        (COUNTIES.read_bytes().replace(b",", b";"), "counties.csv:2"),
        ("teryt,name\n0201,bolesławiecki\n".encode("cp1250"), "UTF-8"),
    ],
)
def test_a_table_of_counties_that_is_none_is_named(project: Project, content: bytes, named: str) -> None:
    rewrite(project, "snapshot: demonstration", "snapshot: data")
    (project.root / "data").mkdir()
    (project.root / "data" / "counties.csv").write_bytes(content)
    with pytest.raises(PesError, match=named):
        read_outline(project, EDITION)


def test_an_id_that_no_folder_can_have_is_refused_everywhere(project: Project) -> None:
    file = project.parameters / f"{EDITION}.yml"
    file.rename(project.parameters / "con.yml")
    with pytest.raises(PesError, match="„con”"):
        read_outline(project, "con")
    with pytest.raises(PesError, match="„con”"):
        open_edition_data(project.parameters / "con.yml")


def test_the_publisher_stands_in_the_footer_of_both_languages(project: Project) -> None:
    rewrite(
        project,
        "publisher:\n",
        "publisher:\n  email: jan_kowalski@example.pl\n  url: https://example.pl/o_nas\n",
    )
    rewrite(project, "    pl: Wydanie demonstracyjne", "    pl: ROPS *w* Krakowie")
    variables = read_outline(project, EDITION).variables
    for folder, words in (("reports", "Za dane odpowiada: "), ("reports/en", "Answerable for the data: ")):
        footer = repr(load_project(ROOT / folder, variables).footer)
        assert words.split()[0] in footer
        assert "'mailto:jan_kowalski@example.pl'" in footer
        assert "'https://example.pl/o_nas'" in footer
        assert "Emph" not in footer
    assert variables["peers"] == {"count": "20"}


def test_values_for_quarto_run_by_hand_are_those_of_the_demonstration() -> None:
    from_outline = load_project(ROOT / "reports", read_outline(Project(ROOT), EDITION).variables)
    for folder in ("reports", "reports/en"):
        by_hand = load_project(ROOT / folder)
        assert by_hand.variables.keys() == from_outline.variables.keys()
        assert {key: value.replace("\\", "") for key, value in from_outline.variables.items()} == dict(
            by_hand.variables
        )
