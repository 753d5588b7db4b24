"""Questionnaires of trainings there and back: made, filled in, read, held back, refused."""

import csv
import io
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner, Result

from pes_analysis.catalogue.training_survey import load_training_survey
from pes_analysis.cli import app
from pes_analysis.edition import read_snapshot
from pes_analysis.edition.trainings import Trainings, read_trainings
from pes_analysis.intake.training_returns import RULES, read_training_returns
from pes_analysis.protect.errors import PesError

ROOT = Path(__file__).parent.parent.parent
EVENT = "owes-01,2024-05-14,training,online,,Nasze szkolenie,,4,,20,false"
HEADER = "training_id,date,kind,form,teryt,title_pl,title_en,hours,places,participants,generated"
Answers = dict[str, str]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("notebooks", "parameters"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns(".*"))
    (tmp_path / "reports").mkdir()
    shutil.copyfile(ROOT / "reports" / "_quarto.yml", tmp_path / "reports" / "_quarto.yml")
    folder = tmp_path / "trainings" / "slaskie-2024"
    folder.mkdir(parents=True)
    (folder / "events.csv").write_text(f"{HEADER}\n{EVENT}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["trainings", *arguments], env={"PES_LANG": "en"}, catch_exceptions=False)


def make(path: Path, *people: Answers, moment: str = "after") -> Path:
    """Make a form and fill it in, as somebody with a spreadsheet does."""
    options = ("--moment", moment, "--training", "owes-01", "--people", str(len(people)))
    assert run("form", "--output", str(path), *options).exit_code == 0
    if path.suffix == ".csv":
        rows = list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig")), delimiter=";"))
        for row in rows:
            for at, answers in enumerate(people):
                row[3 + at] = answers.get(row[0], row[3 + at])
        with path.open("w", encoding="utf-8-sig", newline="") as stream:
            csv.writer(stream, delimiter=";").writerows(rows)
        return path
    book = openpyxl.load_workbook(path)
    sheet = book["Odpowiedzi"]
    for row in range(2, sheet.max_row + 1):
        for at, answers in enumerate(people):
            if sheet.cell(row, 1).value in answers:
                cell = sheet.cell(row, 4 + at)
                cell.value = answers[sheet.cell(row, 1).value]
                # The cells of the form are texts: what begins with = is no formula in them.
                cell.data_type = "s"
    book.save(path)
    return path


def tables(project: Path) -> Trainings:
    return read_trainings(project / "trainings" / "slaskie-2024", read_snapshot().counties.index)


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_what_is_filled_in_is_read_back(project: Path, ending: str) -> None:
    survey = load_training_survey()
    full = {one.id: "4 – raczej tak" for one in survey.asked("after") if one.kind != "open"}
    first = full | {"respondent": "kot7", "open_best": "=Wyszukiwarka; i „kontakty”"}
    file = make(project / f"po.{ending}", first, {"respondent": "LAS22", "statement_clear": "2"})
    done = run("import", str(file), "--edition", "slaskie-2024")
    assert done.exit_code == 0, done.output
    read = tables(project)
    mine = read.answers[read.answers["respondent_id"] == "KOT7"]
    assert dict(zip(mine["question"], mine["value"], strict=True)) == dict.fromkeys(full, 4)
    assert read.open_answers["text"].tolist() == ["=Wyszukiwarka; i „kontakty”"]
    assert read.answers.query("respondent_id == 'LAS22'")["value"].tolist() == [2]


def test_the_workbook_has_a_cover_one_header_row_a_table_and_lists(project: Path) -> None:
    book = openpyxl.load_workbook(make(project / "przed.xlsx", {}, moment="before"))
    assert book.sheetnames == ["Instrukcja", "Odpowiedzi"]
    sheet = book["Odpowiedzi"]
    asked = [one.id for one in load_training_survey().asked("before")]
    assert [sheet.cell(row, 1).value for row in range(5, sheet.max_row + 1)] == asked
    assert list(sheet.tables) == ["answers"]
    assert sheet.freeze_panes == "C2"
    assert not sheet.merged_cells.ranges
    # Every question but the open one has its list.
    listed = {address for one in sheet.data_validations.dataValidation for address in str(one.sqref).split()}
    assert listed == {f"D{row}" for row in range(5, sheet.max_row)}


def test_personal_data_are_held_back_and_never_written(project: Path) -> None:
    file = make(project / "po.csv", {"respondent": "KOT7", "open_change": "Dzwoń: 600 000 001, a@b.pl"})
    done = run("import", str(file), "--edition", "slaskie-2024")
    assert done.exit_code == 0
    assert "600" not in done.output.partition("Questionnaires")[0]
    (row,) = tables(project).open_answers.to_dict("records")
    assert (row["text"], row["held_back"]) == ("", "email;phone")


@pytest.mark.parametrize(
    ("answers", "rule"),
    [
        ({"respondent": "KOT7", "statement_clear": "6"}, "bad_value"),
        ({"respondent": "KOT7", "statement_clear": "tak"}, "bad_value"),
        ({"respondent": "Jan Kowalski", "statement_clear": "3"}, "bad_respondent"),
        ({"respondent": "", "statement_clear": "3"}, "bad_respondent"),
        ({"respondent": "KOT7", "training": "inne", "statement_clear": "3"}, "no_training"),
        ({"respondent": "KOT7", "moment": "kiedyś", "statement_clear": "3"}, "no_moment"),
        ({"respondent": "KOT7", "moment": "przed szkoleniem", "statement_clear": "3"}, "unknown_question"),
    ],
)
@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_an_error_keeps_one_person_out_and_nobody_else(
    project: Path, answers: Answers, rule: str, ending: str
) -> None:
    file = make(project / f"po.{ending}", answers, {"respondent": "LAS22", "statement_clear": "2"})
    found = read_training_returns([file], ["owes-01"], load_training_survey())
    assert [one.rule for one in found[0].findings] == [rule]
    assert found[0].findings[0].cell
    assert not found[1].findings
    done = run("import", str(file), "--edition", "slaskie-2024")
    assert done.exit_code == 1
    assert RULES[rule][2].partition("'")[0].partition("{")[0] in done.output
    assert set(tables(project).answers["respondent_id"]) == {"LAS22"}


def test_answers_given_before_stay_until_they_are_replaced(project: Path) -> None:
    command = ("import", str(make(project / "a.csv", {"respondent": "KOT7", "statement_clear": "2"})),
               "--edition", "slaskie-2024")  # fmt: skip
    assert run(*command).exit_code == 0
    again = make(project / "b.csv", {"respondent": "KOT7", "statement_clear": "5"})
    changed = ("import", str(again), "--edition", "slaskie-2024")
    assert run(*changed).exit_code == 1
    assert tables(project).answers["value"].tolist() == [2]
    assert run(*changed, "--replace", "--dry-run").exit_code == 0
    assert tables(project).answers["value"].tolist() == [2]
    assert run(*changed, "--replace").exit_code == 0
    assert tables(project).answers["value"].tolist() == [5]


@pytest.mark.parametrize(
    "spoil", [lambda path: path.write_bytes(b"PK\x03\x04" + b"x" * 50), lambda path: path.write_bytes(b"")]
)
@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_hostile_file_is_named_and_the_others_are_read(
    project: Path, ending: str, spoil: Callable[[Path], object]
) -> None:
    bad, good = (
        project / f"zly.{ending}",
        make(project / "po.csv", {"respondent": "KOT7", "statement_clear": "2"}),
    )
    spoil(bad)
    done = run("import", str(bad), str(good), "--edition", "slaskie-2024")
    assert done.exit_code == 1
    assert bad.name in done.output
    assert len(tables(project).answers) == 1


def test_a_form_never_goes_over_answers(project: Path) -> None:
    file = make(project / "po.xlsx", {"respondent": "KOT7"})
    with pytest.raises(PesError, match="mogą w nim być odpowiedzi"):
        run("form", "--output", str(file))
