"""``pes indicators`` as a researcher meets it: what is written, what is said beside it, where it stops."""

import csv
import subprocess
from pathlib import Path

import pytest
from command_here import pes_here

TABLE = (
    "id;rok;typ;employed_3m;participants_completed;bids_sent;bids_won;uwagi;headcuont\n"
    "cis-1;2024;CIS;12;20;1 000;250;dobry rok;1\n"
    "ss-1;2024;SS+PS;b.d.;–;2;1;=1+1;2\n"
)


def run(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return pes_here(folder, "indicators", *arguments, **environment)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "table.csv").write_text(TABLE, encoding="utf-8")
    return tmp_path


def test_a_table_goes_in_and_a_table_comes_out(folder):
    done = run(folder, "table.csv", "--level", "organisation", "--output", "out.csv")
    assert done.returncode == 0, done.stderr
    data = (folder / "out.csv").read_bytes()
    assert b"\r" not in data
    assert not data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(data.decode("utf-8").splitlines()))
    assert list(rows[0]) == ["id", "year", "indicator", "value", "state", "reason"]
    cells = {(row["id"], row["indicator"]): row for row in rows}
    assert len(cells) == len(rows) == 4
    assert cells["cis-1", "employment_effectiveness"]["value"] == "0.6"
    assert cells["cis-1", "bid_success_rate"]["value"] == "0.25"
    assert cells["ss-1", "employment_effectiveness"] == {
        "id": "ss-1",
        "year": "2024",
        "indicator": "employment_effectiveness",
        "value": "",
        "state": "not_applicable",
        "reason": "other_type: ps, ss",
    }
    assert cells["ss-1", "bid_success_rate"]["reason"] == "too_few: bids_sent < 3"
    assert sorted(path.name for path in folder.iterdir()) == ["out.csv", "table.csv"]


def test_what_was_left_aside_is_said_beside_the_result(folder):
    done = run(folder, "table.csv", "--output", "out.csv")
    assert done.stdout.strip() == "Wskaźniki: 2, wiersze tabeli: 2. Zapisano out.csv."
    assert "Kolumnę „headcuont” pominięto. Czy chodziło o „headcount”?" in done.stderr
    assert "Kolumnę „uwagi” pominięto.\n" in done.stderr
    assert "  occupancy: participants_avg, places\n" in done.stderr
    assert "table.csv, wiersz 2, kolumna „bids_sent”: Usunięto znak rozdzielający tysiące." in done.stderr
    english = run(folder, "table.csv", "--output", "out.csv", PES_LANG="en")
    assert "The column 'headcuont' was left aside. Was 'headcount' meant?" in english.stderr
    assert english.stdout.startswith("Indicators: 2, rows of the table: 2.")


def test_counties(folder):
    (folder / "counties.csv").write_text(
        "teryt,year,unemployed,pop\n0201,2024,1500,100000\n", encoding="utf-8"
    )
    done = run(folder, "counties.csv", "--level", "county", "--output", "out.csv")
    assert done.returncode == 0
    assert "0201,2024,unemployed_per_1k,15.0,value,\n" in (folder / "out.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "pl", "en"),
    [
        (("none.csv", "--output", "out.csv"), "Nie można odczytać pliku none.csv", "none.csv cannot be read"),
        (("table.csv", "--output", "gone/out.csv"), "Nie ma folderu gone", "There is no folder gone"),
        (("table.csv", "--output", "."), "to folder", "is a folder"),
        (("table.csv", "--output", "table.csv"), "nie może zastąpić", "must not replace"),
        (
            ("bad.csv", "--output", "out.csv"),
            "bad.csv, wiersz 3, kolumna „type”",
            "bad.csv, line 3, column 'type'",
        ),
        (("table.csv", "--level", "county", "--output", "out.csv"), "Żaden wskaźnik", "No indicator"),
    ],
)
def test_an_error_is_told_in_both_languages_and_nothing_is_written(folder, arguments, pl, en):
    (folder / "bad.csv").write_text("id,type,ties\na,CIS,1\nb,CSI,2\n", encoding="utf-8")
    done = run(folder, *arguments)
    assert done.returncode == 2
    assert pl in done.stderr
    assert en in done.stderr
    assert "Traceback" not in done.stderr
    assert sorted(path.name for path in folder.iterdir()) == ["bad.csv", "table.csv"]


def test_an_ambiguous_decimal_mark_can_be_settled(folder):
    (folder / "points.csv").write_text("id;decision_score\na;1.234\n", encoding="utf-8")
    assert run(folder, "points.csv", "--output", "out.csv").returncode == 2
    assert run(folder, "points.csv", "--output", "out.csv", "--decimal", "point").returncode == 0
    assert "1.234" in (folder / "out.csv").read_text(encoding="utf-8")


def test_a_result_that_cannot_be_written_leaves_the_old_one(folder):
    (folder / "out.csv").write_text("old", encoding="utf-8")
    assert run(folder, "table.csv", "--level", "county", "--output", "out.csv").returncode == 2
    assert (folder / "out.csv").read_text(encoding="utf-8") == "old"
