"""Answers of the survey of ties made to do harm: refused or told, never raised, never a formula."""

import random
import zipfile
from io import BytesIO

import openpyxl
import pytest

from pes_analysis.catalogue import load_catalogue
from pes_analysis.catalogue.cooperation_survey import load_cooperation_survey
from pes_analysis.edition import open_edition_data, read_snapshot
from pes_analysis.edition.ties import no_ties, write_ties
from pes_analysis.edition.ties.importing import import_answers
from pes_analysis.edition.ties.pool import survey_units, unit_pool
from pes_analysis.intake.directory_counties import CountyNames
from pes_analysis.intake.directory_report import letter, report_frame
from pes_analysis.intake.ties_answers import AnswerReader
from pes_analysis.intake.ties_columns import TiesColumns
from pes_analysis.present.sheet import Sheet
from pes_analysis.publish.running.workbook import workbook_bytes

COUNTIES = {str(code): str(name) for code, name in read_snapshot().counties["name"].items()}
EDITION = open_edition_data("malopolskie-2024")
POOL = unit_pool(EDITION.organisations, EDITION.directory, no_ties())
READER = AnswerReader(
    TiesColumns(load_catalogue(), load_cooperation_survey()),
    survey_units(POOL), CountyNames(COUNTIES, "12"), 2024,
)  # fmt: skip
HEADING = "Jednostka, która odpowiada;Rok;Partner;Bliskość relacji;Rodzaj współpracy;Mały grant"
TRICKS = (
    '=HYPERLINK("https://a.pl")', "@SUM(A1)", "<script>alert(1)</script>", "{{< include /etc/passwd >}}",
    "a\u202eb\u200bc", "'-- DROP TABLE units", "../../x", "|a|b|", "$x$", "{written}", "{0}", "%s",
)  # fmt: skip


def taken(*files):
    return import_answers(no_ties(), files, POOL, 12, 2024, "2025-03-01")


def test_a_bomb_is_refused_and_does_not_stop_the_others(tmp_path):
    bomb = tmp_path / "bomba.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<a>" + b" " * 50_000_000 + b"</a>")
    macros = tmp_path / "makra.xlsx"
    with zipfile.ZipFile(macros, "w") as archive:
        archive.writestr("xl/workbook.xml", b"<a/>")
        archive.writestr("xl/vbaProject.bin", b"x")
    good = tmp_path / "dobry.csv"
    good.write_text(f"{HEADING}\ndemo-cis-01;2024;demo-kis-10;3;;\n", encoding="utf-8")
    files = [READER.read(path) for path in (bomb, macros, good)]
    assert [[one.severity for one in file.findings] for file in files] == [["error"], ["error"], []]
    assert taken(*files).added == 1


def test_texts_of_every_kind_stay_texts(tmp_path):
    path = tmp_path / "ankieta.csv"
    rows = [f"demo-cis-01;2024;{trick};{trick};{trick};{trick}" for trick in TRICKS]
    rows += [f"{trick};{trick};demo-cis-01;1;;" for trick in TRICKS]
    path.write_text("\n".join([HEADING, *rows]) + "\n", encoding="utf-8")
    file = READER.read(path)
    done = taken(file)
    assert not done.changes
    assert len(done.findings) >= len(rows)
    book = openpyxl.load_workbook(
        BytesIO(workbook_bytes([Sheet("U", report_frame(done.findings, "pl"))], "pl"))
    )
    assert all(cell.data_type != "f" for row in book.active.iter_rows() for cell in row)
    text = letter(file.file, done.findings, "ROPS")
    assert "\u202e" not in text
    assert "\u200b" not in text


@pytest.mark.parametrize(
    "content",
    [
        b"", b"\n\n", b"\x00\x01\x02", b"PK\x03\x04", b"\xff\xfe\x00\xd8", b";" * 2000 + b"\n",
        b"respondent;year;partner;intensity\n\"otwarty;2024;b;1\n",
        b"respondent;year;partner;partner;intensity\na;2024;b;c;1\n", b"respondent;year;partner;intensity\n",
        b"nazwa;powiat\na;b\n", b"respondent;year;partner;intensity\ndemo-cis-01;2024;demo-kis-10\n",
    ],
)  # fmt: skip
def test_a_broken_file_says_why_and_gives_no_answer(tmp_path, content):
    path = tmp_path / "zly.csv"
    path.write_bytes(content)
    file = READER.read(path)
    assert [one for one in file.findings if one.severity == "error"]
    assert not taken(file).changes


def test_noise_is_told_and_what_goes_in_can_be_read_back(tmp_path):
    chance = random.Random(7)
    ids = [str(one) for one in POOL.index[:12]]
    cells = [*ids, "2024", "2023", "1", "4", "5", "rutynowa", "x", "", "=1+1", "OPS", "brak"]
    path = tmp_path / "szum.csv"
    rows = [";".join(chance.choice(cells) for _ in range(6)) for _ in range(300)]
    rows += [f"{chance.choice(ids)};2024;{chance.choice(ids)};{chance.randrange(1, 5)};;" for _ in range(6)]
    path.write_text("\n".join([HEADING, *rows]) + "\n", encoding="utf-8")
    done = taken(READER.read(path))
    assert [one for one in done.findings if one.severity == "error"]
    assert len(write_ties(tmp_path / "ties", done.survey, frozenset(COUNTIES)).asked) == done.asked
