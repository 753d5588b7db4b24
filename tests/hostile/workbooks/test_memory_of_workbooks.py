"""Memory is measured, not believed: the largest process that reads a hostile workbook stays small."""

import random
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from pes_analysis.intake.workbook_reader import MOST_MEMORY

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the limit of memory is Linux's")

# Reads a file in a process of its own, so that no other child is counted.
MEASURE = """
import resource, sys
from pathlib import Path
from pes_analysis.intake.workbook_reader import read_workbook
from pes_analysis.intake.workbook_refusals import WorkbookRefusedError
try:
    read_workbook(Path(sys.argv[1]))
    rule = "read"
except WorkbookRefusedError as error:
    rule = error.refusal.rule
own = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
# The system counts for a process also what its parent had when starting it: here little.
print(rule, own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
INTERPRETER_AND_LIBRARIES = 100_000_000


def measured(path: Path) -> tuple[str, int]:
    """Read a workbook; give the rule that refused it and the most bytes a process took."""
    ended = subprocess.run(
        [sys.executable, "-c", MEASURE, str(path)], capture_output=True, text=True, check=True, timeout=120
    )
    rule, *kilobytes = ended.stdout.split()
    return rule, 1024 * max(int(one) for one in kilobytes)


def altered(path: Path, part: str, content: bytes) -> Path:
    """Put a part into a workbook, beside noise that makes the whole look harmless."""
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(path.with_name("b.xlsx"), "w", 8) as target:
        for name in source.namelist():
            if name != part:
                target.writestr(name, source.read(name))
        target.writestr(part, content)
        target.writestr("xl/media/a.png", random.Random(1).randbytes(1_000_000))
    return path.with_name("b.xlsx")


@pytest.fixture
def corners(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    book.active["A1"] = 1
    book.active["XFD1048576"] = 1
    book.save(tmp_path / "a.xlsx")
    return tmp_path / "a.xlsx"


def test_two_cells_in_two_corners_take_nothing(corners: Path) -> None:
    assert corners.stat().st_size < 10_000
    rule, most = measured(corners)
    assert rule == "sheet_too_large"
    assert most < INTERPRETER_AND_LIBRARIES


def test_a_million_elements_are_counted_without_being_kept(corners: Path) -> None:
    path = altered(corners, "xl/sharedStrings.xml", b"<sst>" + b"<si/>" * 1_000_001 + b"</sst>")
    rule, most = measured(path)
    assert rule == "too_much_inside"
    assert most < INTERPRETER_AND_LIBRARIES


def test_one_long_text_in_every_cell_is_not_handed_over(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet()
        for row in range(100):
            sheet.write_row(row, 0, ["a" * 4000] * 450)
    rule, most = measured(tmp_path / "a.xlsx")
    assert rule == "too_much_inside"
    assert most < MOST_MEMORY + INTERPRETER_AND_LIBRARIES


def test_styles_that_fill_the_memory_end_their_process_and_nothing_else(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = 1
    book.save(tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as source:
        styles = source.read("xl/styles.xml")
    start, end = styles.index(b"<cellXfs"), styles.index(b"</cellXfs>")
    many = b'<cellXfs><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>' + b"<xf/>" * 950_000
    rule, most = measured(altered(tmp_path / "a.xlsx", "xl/styles.xml", styles[:start] + many + styles[end:]))
    assert rule == "takes_too_much_memory"
    assert most < MOST_MEMORY + INTERPRETER_AND_LIBRARIES
