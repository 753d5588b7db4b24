"""Files of directory entries made to do harm: none stops the others, breaks a table or becomes a formula."""

import random
import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from pes_analysis.catalogue import Text, load_catalogue
from pes_analysis.edition import read_snapshot
from pes_analysis.edition.directory import no_directory, write_directory
from pes_analysis.edition.directory.importing import import_entries
from pes_analysis.intake.directory_counties import CountyNames
from pes_analysis.intake.directory_entries import EntryReader
from pes_analysis.intake.directory_report import letter, report_frame
from pes_analysis.present.directory_downloads import DirectoryFiles
from pes_analysis.present.language import Language
from pes_analysis.present.sheet import Sheet
from pes_analysis.present.vcard import vcards
from pes_analysis.publish.running.workbook import workbook_bytes

COUNTIES = {str(code): str(name) for code, name in read_snapshot().counties["name"].items()}
READER = EntryReader(load_catalogue(), CountyNames(COUNTIES, "12"), "2025-03-01")
NOBODY = pd.DataFrame({"type": [], "teryt": []}, dtype="str")
HEADING = (
    "Nazwa\tTyp jednostki\tPowiat\tUlica i numer\tStrona internetowa\tObszary usług\tZgoda na publikację"
)
TRICKS = (
    '=HYPERLINK("https://a.pl")', "@SUM(A1)", "<script>alert(1)</script>", "{{< include /etc/passwd >}}",
    "END:VCARD", "a\u202eb\u200bc", "'; DROP TABLE units; --", "../../x", "|a|b|", "$x$", "\u0000x",
    "%0d%0aX:1",
)  # fmt: skip


def imported(folder: Path, rows: list[str], heading: str = HEADING):
    path = folder / "baza.tsv"
    path.write_text("\n".join([heading, *rows]) + "\n", encoding="utf-8")
    file = READER.read(path)
    return file, import_entries(no_directory(), [file], NOBODY)


def test_texts_of_every_kind_stay_texts_in_every_output(tmp_path):
    rows = [
        f"{trick}{number}\tCIS\t12{number:02d}\t{trick}\thttps://a.pl/{number}\tBezdomność: {trick}\ttak"
        for number, trick in enumerate((trick for trick in TRICKS if "\0" not in trick), start=1)
    ]
    _, done = imported(tmp_path, rows)
    written = write_directory(tmp_path / "directory", done.directory)
    assert len(written) == len(rows)
    files = DirectoryFiles(written, load_catalogue(), COUNTIES, Text(pl="E", en="E"), Language.PL)
    book = openpyxl.load_workbook(BytesIO(workbook_bytes(files.sheets(), "pl")))
    assert all(cell.data_type != "f" for row in book.active.iter_rows() for cell in row)
    lines = vcards(files.contacts()).split(b"\r\n")
    assert lines.count(b"END:VCARD") == lines.count(b"BEGIN:VCARD") == len(rows)


def test_findings_about_tricks_are_texts_too(tmp_path):
    rows = [f"A\t{trick}\t{trick}\t\t{trick}\t{trick}\t{trick}" for trick in TRICKS if "\0" not in trick]
    file, _ = imported(tmp_path, rows)
    book = openpyxl.load_workbook(
        BytesIO(workbook_bytes([Sheet("U", report_frame(file.findings, "pl"))], "pl"))
    )
    assert all(cell.data_type != "f" for row in book.active.iter_rows() for cell in row)
    text = letter(file.file, file.findings, "ROPS")
    assert "\u202e" not in text
    assert "\u200b" not in text


@pytest.mark.parametrize(
    "content",
    [
        b"", b"\n\n\n", b"\x00\x01\x02", b"PK\x03\x04", b"Nazwa;Powiat\n\"otwarty;1201\nB;1201\n",
        b"\xff\xfe\x00\xd8", b"Nazwa\n" + b"a" * 5000, b";" * 2000 + b"\n", b"Nazwa;Nazwa;Powiat\nA;B;1201\n",
    ],
)  # fmt: skip
def test_a_broken_file_says_why_and_gives_no_entry(tmp_path, content):
    path = tmp_path / "zly.csv"
    path.write_bytes(content)
    file = READER.read(path)
    assert [one for one in file.findings if one.severity == "error"]
    assert not [entry for entry in file.entries if not entry.is_blocked]


def test_a_broken_workbook_says_why_and_does_not_stop_the_others(tmp_path):
    bomb = tmp_path / "bomba.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<a>" + b" " * 50_000_000 + b"</a>")
    good = tmp_path / "dobry.csv"
    good.write_text("Nazwa;Typ jednostki;Powiat\nOPS;ops;1201\n", encoding="utf-8")
    files = [READER.read(bomb), READER.read(good)]
    assert files[0].findings[0].severity == "error"
    assert import_entries(no_directory(), files, NOBODY).added == 1


def test_a_long_name_of_a_file_is_no_trouble(tmp_path):
    path = tmp_path / f"{'bardzo-' * 20}dluga.csv"
    path.write_text("Nazwa;Typ jednostki;Powiat\nCIS;cis;1201\n", encoding="utf-8")
    assert import_entries(no_directory(), [READER.read(path)], NOBODY).added == 1


def test_many_entries_of_one_name_and_place_come_to_an_end(tmp_path):
    heading = "Nazwa\tTyp jednostki\tPowiat\tTelefon"
    _, done = imported(tmp_path, ["CIS Gaj\tCIS\t1201\t512 345 678"] * 3000, heading)
    assert (done.added, done.kept_out) == (1, 2999)


def test_noise_in_every_cell_is_told_and_never_raised(tmp_path):
    chance = random.Random(5)
    signs = "ąłA1;:-.,@/()=+' \u00a0"
    heading = "\t".join(
        ["Nazwa", "Typ jednostki", "Powiat", "Telefon", "E-mail", "REGON", "KRS", "Wolne miejsca",
         "Wpis sprawdzono dnia", "Status działalności", "Inne obsługiwane powiaty", "Kod pocztowy"]
    )  # fmt: skip
    rows = [
        "\t".join("".join(chance.choice(signs) for _ in range(chance.randrange(8))) for _ in range(12))
        for _ in range(300)
    ]
    rows += [f"CIS nr {at}\tCIS\t1201\t" + row.split("\t", 3)[3] for at, row in enumerate(rows)]
    _, done = imported(tmp_path, rows, heading)
    assert len(write_directory(tmp_path / "directory", done.directory)) == done.added > 0
