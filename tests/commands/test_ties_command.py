"""``pes ties-form`` and ``pes ties`` as a clerk meets them: from empty forms to the page of a county."""

import shutil
from pathlib import Path

import openpyxl
import pytest
from command_here import pes_here

from pes_analysis.edition.ties import read_ties
from pes_analysis.public import open_edition

ROOT = Path(__file__).parent.parent.parent
EDITION, COUNTY = "malopolskie-2024", "1201"


@pytest.fixture(scope="module")
def handed_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a project with a form for each unit of one county."""
    project = tmp_path_factory.mktemp("project")
    (project / "notebooks").mkdir()
    (project / "reports").mkdir()
    shutil.copy(ROOT / "reports" / "_quarto.yml", project / "reports")
    shutil.copytree(ROOT / "parameters", project / "parameters")
    made = pes_here(project, "ties-form", "--edition", EDITION, "--each", "formularze", "--county", COUNTY)
    assert made.returncode == 0, made.stderr
    assert "Formularze: " in made.stdout
    return project


@pytest.fixture
def project(handed_out: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(handed_out, tmp_path / "project"))


def fill(path: Path, partners: list[str], intensity: str = "3") -> None:
    book = openpyxl.load_workbook(path)
    ties, ratings = book["Powiązania"], book["Oceny"]
    for column in range(1, 8):
        ties.cell(3, column).value = None
    for row, partner in enumerate(partners, start=2):
        for column, value in enumerate((partner, intensity, "rutynowa", "3", "4", "2", "tak"), start=1):
            ties.cell(row, column, value)
    for row in range(2, ratings.max_row + 1):
        ratings.cell(row, 2, "4")
    book.save(path)


def test_forms_come_back_and_the_page_of_the_county_counts_them(project: Path) -> None:
    forms = sorted((project / "formularze").glob("*.xlsx"))
    ids = [form.stem for form in forms]
    listed = project / "formularze" / "zapytani.csv"
    assert listed.read_text(encoding="utf-8").splitlines()[1:] == [f"{id_};2024" for id_ in ids]
    for at, form in enumerate(forms[:-1]):
        fill(form, [ids[at + 1], ids[0]] if at else [ids[1]])
    files = [str(one.relative_to(project)) for one in (*forms[:-1], listed)]
    fill(forms[1], [ids[1]])
    refused = pes_here(
        project, "ties", *files, "--edition", EDITION, "--received-on", "2025-03-01", "--dry-run"
    )
    assert refused.returncode == 1
    assert f"{ids[1]}.xlsx, arkusz „Powiązania”, komórka A2: Jednostka wskazuje samą siebie" in refused.stdout
    assert not (project / "ties").exists()
    fill(forms[1], [ids[0]])
    done = pes_here(project, "ties", *files, "--edition", EDITION, "--received-on", "2025-03-01")
    assert "ties: {folder: ties/malopolskie-2024}" in done.stdout, done.stdout + done.stderr
    assert f"Zapytane jednostki: {len(ids)}" in done.stdout
    assert done.returncode == 0
    parameters = project / "parameters" / f"{EDITION}.yml"
    text = parameters.read_text(encoding="utf-8")
    parameters.write_text(
        text.replace("ties: demonstration", f"ties: {{folder: ties/{EDITION}}}"), encoding="utf-8"
    )
    found = open_edition(parameters).cooperation(COUNTY).cooperation
    assert (len(found.network), found.network.answered.sum()) == (len(ids), len(ids) - 1)
    assert set(found.network.units.index) == set(ids)


def test_a_mistake_gets_a_letter_and_english_is_complete(project: Path) -> None:
    form = sorted((project / "formularze").glob("*.xlsx"))[0]
    fill(form, ["Jednostka, której nie ma"], "7")
    done = pes_here(project, "ties", str(form), "--edition", EDITION, "--language", "en", PES_LANG="en")
    assert done.returncode == 1
    assert "New answers: 0, replaced: 0, kept out: 1." in done.stdout
    assert "sheet 'Powiązania', cell B2: '7' is no grade of closeness. Choose 1 to 4." in done.stdout
    letters = project / "ties" / f"{EDITION}-uwagi"
    assert "thank you for the answers of the survey" in (letters / f"{form.stem}.txt").read_text("utf-8")
    rows = list(openpyxl.load_workbook(letters / f"{form.stem}.xlsx").active.iter_rows(values_only=True))
    assert {("B2", "How close", "7", "wrong_intensity")} <= {(*row[2:5], row[6]) for row in rows}
    assert not (project / "ties" / EDITION).exists()


def test_one_form_for_anybody_is_made_once(project: Path) -> None:
    made = pes_here(project, "ties-form", "--edition", EDITION, "--language", "en")
    assert "pes ties ankieta.xlsx" in made.stdout
    assert openpyxl.load_workbook(project / "ankieta.xlsx").sheetnames[:4] == [
        "Instructions", "Unit", "Ties", "Ratings",
    ]  # fmt: skip
    again = pes_here(project, "ties-form", "--edition", EDITION)
    assert again.returncode == 2
    assert "mogą w nim być odpowiedzi" in again.stderr


def test_an_edition_without_units_says_what_to_do_first(project: Path) -> None:
    made = pes_here(project, "ties-form", "--edition", "slaskie-2024")
    assert made.returncode == 2
    assert "pes directory" in made.stderr


def test_tables_are_those_that_the_edition_reads(project: Path) -> None:
    first, second = sorted((project / "formularze").glob("*.xlsx"))[:2]
    fill(first, [second.stem])
    done = pes_here(project, "ties", str(first), "--edition", EDITION, "--received-on", "2025-03-01")
    assert done.returncode == 0, done.stdout + done.stderr
    # Without the list of those asked the response rate would be too high, and the command says so.
    assert "odsetek odpowiedzi jest za wysoki" in done.stdout
    read_ties.cache_clear()
    survey = read_ties(project / "ties" / EDITION, frozenset({COUNTY}))
    assert survey.asked["unit_id"].tolist() == [first.stem]
    assert survey.forms["form"].tolist() == ["consultation"]


def test_a_form_of_made_up_units_says_so(project: Path) -> None:
    book = openpyxl.load_workbook(sorted((project / "formularze").glob("*.xlsx"))[0])
    told = [cell for row in book["Instrukcja"].iter_rows(values_only=True) for cell in row]
    assert "Dane demonstracyjne" in told
    kinds = [row[2] for row in book["Lista jednostek"].iter_rows(min_row=2, values_only=True)]
    assert all(kind.endswith("(dane demonstracyjne)") for kind in kinds)
