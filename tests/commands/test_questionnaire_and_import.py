"""``pes questionnaire`` and ``pes import`` as a clerk meets them: files, messages, exit codes, letters."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
import pytest
from command_here import pes_here
from returned_questionnaires import fill

from pes_analysis.edition import open_edition_data
from pes_analysis.edition.organisations import read_organisations

ROOT = Path(__file__).parent.parent.parent
EDITION = "malopolskie-2024"


def started(project: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """Start the command as a process of its own."""
    command = [sys.executable, "-m", "pes_analysis.cli", *arguments]
    return subprocess.Popen(
        command, cwd=project, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.DEVNULL
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give a project with nothing but what makes it one."""
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "reports").mkdir()
    shutil.copy(ROOT / "reports" / "_quarto.yml", tmp_path / "reports")
    shutil.copytree(ROOT / "parameters", tmp_path / "parameters")
    return tmp_path


def test_help_tells_both_commands(project: Path) -> None:
    told = pes_here(project, "--help").stdout
    assert "questionnaire" in told
    assert "import" in told
    assert "--replace" in pes_here(project, "import", "--help").stdout


def test_a_questionnaire_is_made_and_never_written_over(project: Path) -> None:
    made = pes_here(project, "questionnaire", "--type", "CIS", "--year", "2024", "--edition", EDITION)
    assert made.returncode == 0, made.stderr
    path = project / "kwestionariusz-cis-2024.xlsx"
    assert f"wersja {openpyxl.load_workbook(path).properties.subject}. Plik: {path.name}" in made.stdout
    instructions = openpyxl.load_workbook(path).worksheets[0]
    assert instructions["B3"].value == "Wydanie demonstracyjne"
    assert pes_here(project, "questionnaire", "--type", "cis", "--edition", EDITION).returncode == 0
    fill("cis").save(path)
    refused = pes_here(project, "questionnaire", "--type", "CIS", "--year", "2024", "--edition", EDITION)
    assert refused.returncode == 2
    assert "już jest i mogą w nim być odpowiedzi" in refused.stderr


def test_what_is_known_of_an_organisation_is_filled_in(project: Path) -> None:
    made = pes_here(
        project, "questionnaire", "--organisation", "demo-cis-02", "--year", "2025", "--edition", EDITION,
        "--language", "en", "--output", "q.xlsx",
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    identity, questions = openpyxl.load_workbook(project / "q.xlsx").worksheets[1:3]
    answers = {row[3]: row[2] for row in identity.iter_rows(values_only=True)}
    assert answers["organisation_id"] == "demo-cis-02"
    assert answers["has_ps_status"] == "no"
    assert answers["consent"] is None
    observed = open_edition_data(EDITION).organisations.observations
    mine = observed[(observed["organisation_id"] == "demo-cis-02") & (observed["year"] == 2024)]
    shown = {row[8]: row[5] for row in questions.iter_rows(values_only=True)}
    assert shown["headcount"] == mine.set_index("variable")["value"]["headcount"]


@pytest.mark.parametrize(
    ("arguments", "pl"),
    [
        ((), "Podaj typ organizacji i rok"),
        (("--type", "firma", "--year", "2024"), "Nie ma typu organizacji „firma”"),
        (("--type", "OPS", "--year", "2024", "--social-enterprise"), "OPS to jednostka samorządu"),
        (("--organisation", "demo-cis-02"), "--organisation potrzebna jest edycja"),
        (("--organisation", "nie-ma", "--edition", EDITION), "nie ma organizacji „nie-ma”"),
        (("--type", "CIS", "--year", "2024", "--output", "q.xls"), "musi kończyć się na .xlsx"),
    ],
)
def test_a_questionnaire_that_cannot_be_made_says_why(
    arguments: tuple[str, ...], pl: str, project: Path
) -> None:
    done = pes_here(project, "questionnaire", *arguments)
    assert done.returncode == 2
    assert pl in done.stderr
    assert "Traceback" not in done.stderr


def test_from_questionnaire_to_tables(project: Path) -> None:
    fill("cis").save(project / "cis.xlsx")
    done = pes_here(project, "import", "cis.xlsx", "--edition", EDITION, "--received-on", "2025-03-31")
    assert done.returncode == 0, done.stderr
    assert "✓ cis.xlsx: cis-01 2024; odpowiedzi" in done.stdout
    assert "Przyjęte zwroty: 1, zatrzymane: 0." in done.stdout
    assert f"organisations: {{folder: organisations/{EDITION}}}" in done.stdout
    assert read_organisations(project / "organisations" / EDITION).entities.index.tolist() == ["cis-01"]
    assert not (project / "organisations" / f"{EDITION}-zwroty").exists()


def test_a_return_kept_out_gets_a_letter_and_an_exit_code(project: Path) -> None:
    fill("cis").save(project / "cis.xlsx")
    fill("kis").answer(headcount=-1, fte="10,5").save(project / "kis.xlsx")
    (project / "zły.xlsx").write_bytes(b"nic")
    done = pes_here(
        project, "import", "cis.xlsx", "kis.xlsx", "zły.xlsx", "--edition", EDITION, PES_LANG="en"
    )
    assert done.returncode == 1
    assert "✗ kis.xlsx: kis-01 2024; errors: 1" in done.stdout
    assert "-1 is below the least possible value, 0. Correct the figure." in done.stdout
    assert "✗ zły.xlsx; errors: 1" in done.stdout
    letters = project / "organisations" / f"{EDITION}-zwroty"
    assert sorted(path.name for path in letters.iterdir()) == [
        "zwrot-kis-01-2024.txt", "zwrot-kis-01-2024.xlsx", "zwrot-zly.txt", "zwrot-zly.xlsx",
    ]  # fmt: skip
    letter = (letters / "zwrot-kis-01-2024.txt").read_text(encoding="utf-8")
    assert "trzeba poprawić jedno miejsce." in letter
    assert "„Zatrudnieni 31 grudnia”: -1 to mniej niż najmniejsza możliwa wartość, 0." in letter
    # When the return is right, the old letter goes.
    fill("kis").save(project / "kis.xlsx")
    again = pes_here(project, "import", "kis.xlsx", "--edition", EDITION)
    assert again.returncode == 0, again.stderr
    assert not (letters / "zwrot-kis-01-2024.txt").exists()
    assert read_organisations(project / "organisations" / EDITION).problems["file"].tolist() == ["zły.xlsx"]


def test_a_trial_writes_nothing(project: Path) -> None:
    fill("cis").answer(headcount="12").save(project / "cis.xlsx")
    done = pes_here(project, "import", "cis.xlsx", "--edition", EDITION, "--dry-run")
    assert done.returncode == 0
    assert "Próba, nic nie zapisano. Do przyjęcia: 1, zatrzymane: 0." in done.stdout
    assert not (project / "organisations").exists()


def test_the_folder_of_the_edition_is_used_and_another_may_be_given(project: Path) -> None:
    fill("cis").save(project / "cis.xlsx")
    path = project / "parameters" / f"{EDITION}.yml"
    text = path.read_text(encoding="utf-8").replace(
        "organisations: demonstration",
        "organisations: {folder: organisations/moje, beside_demonstration: true}",
    )
    path.write_text(text, encoding="utf-8")
    assert pes_here(project, "import", "cis.xlsx", "--edition", EDITION).returncode == 0
    assert (project / "organisations" / "moje" / "entities.csv").is_file()
    assert pes_here(
        project, "import", "cis.xlsx", "--edition", EDITION, "--output-folder", "gdzie-indziej"
    ).returncode == 0  # fmt: skip
    assert (project / "gdzie-indziej" / "entities.csv").is_file()
    again = pes_here(project, "import", "cis.xlsx", "--edition", EDITION)
    assert again.returncode == 1
    assert "Zwrot cis-01 za 2024 już wczytano. Nic się nie różni." in again.stdout
    assert pes_here(project, "import", "cis.xlsx", "--edition", EDITION, "--replace").returncode == 0


def test_a_killed_import_leaves_the_old_tables_or_the_new_ones_whole(project: Path) -> None:
    fill("cis").save(project / "cis.xlsx")
    fill("cis").answer(headcount=77).save(project / "new.xlsx")
    folder = project / "organisations" / EDITION
    start = time.monotonic()
    assert started(project, "import", "cis.xlsx", "--edition", EDITION).wait() == 0
    took = time.monotonic() - start
    old = headcount(folder)
    for part in (0.6, 0.8, 0.9, 1.0):
        arguments = ("import", "new.xlsx", "--edition", EDITION, "--replace")
        running = started(project, *arguments)
        time.sleep(took * part)
        running.kill()
        running.wait()
        assert headcount(folder) in (old, 77)
    assert pes_here(project, *arguments).returncode == 0
    assert headcount(folder) == 77


def headcount(folder: Path) -> float:
    table = read_organisations(folder).observations
    return float(table.loc[table["variable"] == "headcount", "value"].iloc[0])
