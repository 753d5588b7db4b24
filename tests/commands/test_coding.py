"""``pes signals code`` and ``pes trainings code``: what waits goes out, codes come back into the tables."""

import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner, Result

from pes_analysis.cli import app
from pes_analysis.edition import read_snapshot
from pes_analysis.edition.signals import read_demonstration_signals, read_signals, write_signals
from pes_analysis.edition.trainings import read_trainings
from pes_analysis.edition.trainings.reading import TABLES
from pes_analysis.protect.errors import PesError

ROOT = Path(__file__).parent.parent.parent
PACKAGED = ROOT / "pes_analysis" / "edition" / "demonstration"
EDITION = "slaskie-2024"
COUNTIES = read_snapshot().counties.index


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("notebooks", "parameters"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns(".*"))
    (tmp_path / "reports").mkdir()
    shutil.copyfile(ROOT / "reports" / "_quarto.yml", tmp_path / "reports" / "_quarto.yml")
    write_signals(tmp_path / "signals" / EDITION, read_demonstration_signals())
    trainings = tmp_path / "trainings" / EDITION
    trainings.mkdir(parents=True)
    for name in TABLES:
        shutil.copyfile(PACKAGED / "trainings" / f"{name}.csv", trainings / f"{name}.csv")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(
        app, [*arguments, "--edition", EDITION], env={"PES_LANG": "en"}, catch_exceptions=False
    )


def fill(path: Path, first_code: int, values: tuple[str, ...], rows: tuple[int, ...]) -> None:
    book = openpyxl.load_workbook(path)
    for row in rows:
        for column, value in enumerate(values, start=first_code):
            book["Kodowanie"].cell(row, column, value)
    book.save(path)


def waiting(table: Path, *, topic: str) -> int:
    if topic == "signals":
        return int((read_signals(table, COUNTIES).signals["service_area"] == "").sum())
    trainings = read_trainings(table, COUNTIES)
    keys = ["training_id", "respondent_id", "moment", "question"]
    return len(trainings.open_answers) - len(trainings.codes[keys].drop_duplicates())


@pytest.mark.parametrize(
    ("topic", "first_code", "values"),
    [
        ("signals", 9, ("Mieszkanie wspomagane i lokalowe", "zespół, osoba 2", "2025-01-20")),
        ("trainings", 7, ("Kontakty i współpraca", "Co innego", "", "zespół, osoba 2", "2025-01-20")),
    ],
)
def test_codes_come_back_with_who_and_when(
    project: Path, topic: str, first_code: int, values: tuple[str, ...]
) -> None:
    if topic == "signals":
        # The name of the list, as the drop-down writes it.
        from pes_analysis.catalogue import load_catalogue

        values = (load_catalogue().closed_list("service_areas").items[0].name.pl, *values[1:])
    folder = project / topic / EDITION
    before = waiting(folder, topic=topic)
    assert before > 2
    made = run(topic, "code", "--form", "kody.xlsx")
    assert made.exit_code == 0
    assert f"To be coded: {before} of" in made.output
    fill(project / "kody.xlsx", first_code, values, (2, 3))
    tried = run(topic, "code", "kody.xlsx", "--dry-run")
    assert "coded 2" in tried.output
    assert waiting(folder, topic=topic) == before
    done = run(topic, "code", "kody.xlsx")
    assert done.exit_code == 0, done.output
    assert f"coded 2, known already 0, without a code {before - 2}, kept out 0" in done.output
    assert "zespół, osoba 2" in done.output
    assert waiting(folder, topic=topic) == before - 2
    again = run(topic, "code", "kody.xlsx")
    assert "coded 0, known already 2" in again.output
    fill(project / "kody.xlsx", first_code, (*values[:-2], "AB", "2025-01-21"), (2,))
    refused = run(topic, "code", "kody.xlsx")
    assert refused.exit_code == 1
    assert "zespół, osoba 2" in refused.output
    assert run(topic, "code", "kody.xlsx", "--replace").exit_code == 0
    if topic == "signals":
        table = read_signals(folder, COUNTIES).signals
        assert sorted(table.loc[table["coded_on"] != "", "coded_on"]) == ["2025-01-20", "2025-01-21"]
    else:
        codes = read_trainings(folder, COUNTIES).codes
        assert len(codes[codes["coded_on"] >= "2025-01-20"]) == 4


@pytest.mark.parametrize("topic", ["signals", "trainings"])
def test_a_form_is_never_written_over_and_one_direction_is_chosen(project: Path, topic: str) -> None:
    (project / "kody.xlsx").write_bytes(b"mine")
    calls: list[Callable[[], Result]] = [
        lambda: run(topic, "code"),
        lambda: run(topic, "code", "kody.xlsx", "--form", "b.xlsx"),
        lambda: run(topic, "code", "--form", "kody.xlsx"),
        lambda: run(topic, "code", "--form", "kody.csv"),
    ]
    for call in calls:
        with pytest.raises(PesError):
            call()
    assert (project / "kody.xlsx").read_bytes() == b"mine"


def test_packaged_demonstrations_give_a_form_and_take_no_codes(project: Path) -> None:
    shutil.rmtree(project / "signals")
    arguments = ["signals", "code", "--edition", "malopolskie-2024"]
    made = CliRunner().invoke(app, [*arguments, "--form", "kody.xlsx"], catch_exceptions=False)
    assert made.exit_code == 0
    with pytest.raises(PesError, match="demonstracyjnych"):
        CliRunner().invoke(app, [*arguments, "kody.xlsx"], catch_exceptions=False)
