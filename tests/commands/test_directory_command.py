"""``pes directory`` as a clerk meets it: files, messages, exit codes, letters, the edition that uses them."""

import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from command_here import pes_here

from pes_analysis.edition import open_edition_data
from pes_analysis.edition.directory import read_directory

ROOT = Path(__file__).parent.parent.parent
EDITION = "slaskie-2024"
MAPPING = """\
columns:
  name: Nazwa podmiotu
  address: [Ulica, Nr domu]
  teryt: Powiat siedziby
  phone: Tel.
  email: Adres e-mail
constants:
  type: wtz
  status: active
  status_method: register
  status_checked_on: 2025-01-10
  listing_consent: tak
"""
ROWS = """\
Rejestr warsztatów

Nazwa podmiotu;Ulica;Nr domu;Powiat siedziby;Tel.;Adres e-mail
WTZ w Gaju;Długa;5;będziński;32 345 67 89;wtz@gaj.pl
Warsztat Terapii Zajęciowej w Gaju;Długa;5;Będziński;;
WTZ Łąka;;;nieznany;;a@b
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give a project with nothing but what makes it one, a register and its mapping."""
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "reports").mkdir()
    shutil.copy(ROOT / "reports" / "_quarto.yml", tmp_path / "reports")
    shutil.copytree(ROOT / "parameters", tmp_path / "parameters")
    (tmp_path / "rejestr.csv").write_text(ROWS, encoding="cp1250")
    (tmp_path / "wtz.yml").write_text(MAPPING, encoding="utf-8")
    return tmp_path


def taken(project: Path, *more: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return pes_here(
        project, "directory", "rejestr.csv", "--mapping", "wtz.yml", "--edition", EDITION,
        "--received-on", "2025-03-01", *more, **environment,
    )  # fmt: skip


def test_a_register_comes_in_and_the_edition_can_use_it(project: Path) -> None:
    done = taken(project)
    assert done.returncode == 1, done.stderr
    assert "Nowe wpisy: 1, poprawione: 0, zatrzymane: 2." in done.stdout
    assert "rejestr.csv, komórka D6: „nieznany” nie jest powiatem." in done.stdout
    assert "To chyba ta sama jednostka co „rejestr.csv, A4”" in done.stdout
    assert "directory: {folder: directory/slaskie-2024}" in done.stdout
    folder = project / "directory" / EDITION
    units = read_directory(folder).units
    assert units.loc["wtz-w-gaju", ["teryt", "phone", "address"]].tolist() == [
        "2401",
        "323 456 789",
        "Długa 5",
    ]
    parameters = project / "parameters" / f"{EDITION}.yml"
    text = parameters.read_text(encoding="utf-8")
    parameters.write_text(
        text.replace("directory: none", f"directory: {{folder: directory/{EDITION}}}"), "utf-8"
    )
    assert len(open_edition_data(parameters).directory) == 1


def test_a_letter_and_a_workbook_lie_beside_the_tables(project: Path) -> None:
    taken(project)
    folder = project / "directory" / f"{EDITION}-uwagi"
    letter = (folder / "rejestr.txt").read_text(encoding="utf-8")
    assert "Nie wczytano, do poprawy (2):" in letter
    assert "Telefon zapisano jako 323 456 789." in letter
    sheet = openpyxl.load_workbook(folder / "rejestr.xlsx").active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == ("Rodzaj", "Arkusz", "Komórka", "Kolumna", "Jest", "Odczytano", "Reguła", "Uwaga")
    assert {"unknown_county", "same_unit", "email_unreadable", "phone_form"} <= {row[6] for row in rows}


def test_the_second_time_only_corrections_that_were_asked_for_go_in(project: Path) -> None:
    taken(project)
    before = (project / "directory" / EDITION / "units.csv").read_bytes()
    again = taken(project)
    assert "Nowe wpisy: 0, poprawione: 0, zatrzymane: 3." in again.stdout
    assert (project / "directory" / EDITION / "units.csv").read_bytes() == before
    corrected = project / "poprawka.csv"
    corrected.write_text(
        "Identyfikator;Nazwa;Typ jednostki;Powiat;Telefon\nwtz-w-gaju;WTZ w Gaju;WTZ;2401;600 700 800\n",
        encoding="utf-8",
    )
    assert pes_here(project, "directory", corrected.name, "--edition", EDITION).returncode == 1
    done = pes_here(project, "directory", corrected.name, "--edition", EDITION, "--replace")
    assert done.returncode == 0, done.stderr + done.stdout
    units = read_directory(project / "directory" / EDITION).units
    assert units.loc["wtz-w-gaju", ["phone", "email"]].tolist() == ["600 700 800", "wtz@gaj.pl"]


def test_a_trial_writes_nothing_and_english_is_complete(project: Path) -> None:
    done = taken(project, "--dry-run", PES_LANG="en")
    assert "A trial, nothing was written. New entries: 1, corrected: 0, kept out: 2." in done.stdout
    assert "rejestr.csv, cell D6: 'nieznany' is no county." in done.stdout
    assert not (project / "directory").exists()


def test_a_wrong_mapping_stops_everything_with_its_line(project: Path) -> None:
    (project / "wtz.yml").write_text("columns:\n  nazwa: Nazwa podmiotu\n", encoding="utf-8")
    done = taken(project)
    assert done.returncode == 2
    assert "wtz.yml:2: " in done.stderr
    assert not (project / "directory").exists()
