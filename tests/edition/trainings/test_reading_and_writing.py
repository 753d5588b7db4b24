"""Tables of trainings: read as written, every bad row named with its line, nothing bad put in place."""

import csv
import re
import shutil
from pathlib import Path

import pandas as pd
import pytest

from pes_analysis.edition import open_edition_data, read_snapshot
from pes_analysis.edition.topic_folders import PACKAGED
from pes_analysis.edition.trainings import Trainings, no_trainings, read_trainings, write_trainings
from pes_analysis.protect.errors import PesError

COUNTIES = read_snapshot().counties.index
FOLDER = PACKAGED / "trainings"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(FOLDER, tmp_path / "trainings")
    return tmp_path / "trainings"


def first_line(table: str) -> str:
    return (FOLDER / f"{table}.csv").read_text(encoding="utf-8").splitlines()[1]


def with_cell(folder: Path, table: str, column: str, cell: str) -> None:
    """Change a cell of the first row."""
    path = folder / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        header, first, *rest = csv.reader(stream)
    first[header.index(column)] = cell
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows([header, first, *rest])


def test_an_edition_without_trainings_has_empty_tables() -> None:
    empty = open_edition_data("slaskie-2024").trainings
    assert empty is no_trainings()
    assert (len(empty), len(empty.answers)) == (0, 0)


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    read = read_trainings(FOLDER, COUNTIES)
    back = write_trainings(tmp_path / "own", read, COUNTIES)
    for name in ("events", "answers", "open_answers", "codes"):
        pd.testing.assert_frame_equal(getattr(back, name), getattr(read, name))


@pytest.mark.parametrize(
    ("table", "column", "cell", "said"),
    [
        ("events", "date", "2024-02-30", "'date' is no day"),
        ("events", "date", "13.02.2024", "'date': got '13.02.2024'"),
        ("events", "kind", "lecture", "'kind': got 'lecture'"),
        ("events", "form", "on_site", "a meeting on site has the code"),
        ("events", "teryt", "9999", "unknown code in 'teryt'"),
        ("events", "hours", "0", "above zero"),
        ("events", "generated", "false", "begin with 'demo-'"),
        ("events", "participants", "1", "more people answered than took part"),
        ("answers", "training_id", "demo-inne", "not in events.csv"),
        ("answers", "value", "6", "'value': got '6'"),
        ("answers", "value", "", "'value': got ''"),
        ("answers", "respondent_id", "jan.kowalski", "'respondent_id'"),
        ("answers", "moment", "during", "'moment': got 'during'"),
        ("answers", "question", "statement_kind", "does not ask this"),
        ("answers", "question", "open_need", "does not ask this"),
        ("open_answers", "text", "Proszę o telefon: 600 000 001.", "looks like personal data"),
        ("open_answers", "held_back", "phone", "either a text"),
        ("open_answers", "text", "", "either a text"),
        ("codes", "code", "everything", "list of codes"),
        ("codes", "respondent_id", "ZZZZ9", "no such answer"),
        ("codes", "coder", "", "'coder': got ''"),
        ("codes", "coded_on", "2024-13-01", "'coded_on' is no day"),
    ],
)
def test_a_bad_cell_is_named_with_its_line(
    folder: Path, table: str, column: str, cell: str, said: str
) -> None:
    with_cell(folder, table, column, cell)
    with pytest.raises(PesError) as caught:
        read_trainings(folder, COUNTIES)
    assert re.search(rf"\w+\.csv:\d+: .*{re.escape(said)}", caught.value.en)


def test_an_answer_given_twice_is_named(folder: Path) -> None:
    path = folder / "answers.csv"
    with path.open("a", encoding="utf-8") as stream:
        stream.write(first_line("answers") + "\n")
    with pytest.raises(PesError, match=r"answers\.csv:\d+: powtórzony klucz"):
        read_trainings(folder, COUNTIES)


def test_tables_that_cannot_be_read_back_leave_the_old_ones(folder: Path) -> None:
    before = {one.name: one.read_bytes() for one in folder.iterdir()}
    read = read_trainings(folder, COUNTIES)
    wrong = Trainings(read.events, read.answers.assign(value=7), read.open_answers, read.codes)
    with pytest.raises(PesError):
        write_trainings(folder, wrong, COUNTIES)
    assert {one.name: one.read_bytes() for one in folder.iterdir()} == before
    assert [one.name for one in folder.parent.iterdir()] == [folder.name]
