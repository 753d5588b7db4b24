"""A large delimited file comes in whole: rows that do not fit are named before anything is read."""

import csv
import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pes_analysis.intake import wide_file
from pes_analysis.intake.wide_file import open_wide
from pes_analysis.protect.errors import PesError


@pytest.fixture
def written(tmp_path):
    def _write(content: str | bytes):
        path = tmp_path / "table.csv"
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return path

    return _write


def test_clean_columns_are_numbers_and_others_are_text(written):
    opened = open_wide(written("id;a;b\nx;1;b.d.\ny;2,5;3\n"))
    assert opened.header == ("id", "a", "b")
    assert opened.lines.tolist() == [2, 3]
    frame, decimal = opened.columns([0], [1, 2])
    assert decimal == "comma"
    assert frame[1].tolist() == [1, 2.5]
    assert frame[2].tolist() == ["b.d.", "3"]


@pytest.mark.parametrize(
    ("content", "decimal", "expected"),
    [
        ("id;a\nx;2,5\ny;1\n", "comma", [2.5, 1]),
        ("id,a\nx,2.5\ny,1\n", "point", [2.5, 1]),
        ("id\ta\nx\t2.5\ny\t1.234\n", "point", [2.5, 1.234]),
        ("id;a\nx;0.125\ny;1.234\n", "point", [0.125, 1.234]),
        ('id,a\nx,"2,5"\ny,"1,234"\n', "comma", [2.5, 1.234]),
        ("id;a\nx;7\ny;8\n", "comma", [7, 8]),
        ("id;a\nx;1.5\ny;2,25\n", "comma", ["1.5", "2,25"]),
        ("id;a\nx;1.234\ny;7\n", "comma", ["1.234", "7"]),
    ],
)
def test_the_decimal_mark_is_the_one_the_numbers_show(written, content, decimal, expected):
    frame, found = open_wide(written(content)).columns([0], [1])
    assert found == decimal
    assert frame[1].tolist() == expected


def test_a_decimal_mark_that_is_given_is_not_doubted(written):
    frame, found = open_wide(written("id;a\nx;0.5\n")).columns([0], [1], "comma")
    assert (found, frame[1].tolist()) == ("comma", ["0.5"])


def test_lines_are_those_of_the_file_whatever_is_blank(written):
    opened = open_wide(written("\n\nid;a\r\n\r\nx;1\r\n  \r\n;\r\ny;2\r\n"))
    assert opened.header_line == 3
    assert opened.lines.tolist() == [5, 8]
    frame, _ = opened.columns([0], [1])
    assert frame[0].tolist() == ["x", "y"]
    assert frame[1].tolist() == [1, 2]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("id;a\nx;1;2\n", "line 2: The row has another number of cells than the header: 3 instead of 2"),
        ("id;a;b\nx;1\n", "line 2: The row has another number of cells than the header: 2 instead of 3"),
        ('id;a\nx;"1\ny;2\n', "Lines not read: 2–3. A quotation mark is unclosed"),
        ('id;a\nx;"1"2\ny;2\n', "Lines not read: 2. A quotation mark is unclosed or misplaced"),
        ('id;a\nx;"1\n2"\n', "line 2: The cell holds a line break"),
        ('"id";a\nx;"1";2\n', "line 2: The row has another number of cells"),
        ("", "The file is empty"),
        ("\n \n", "The file is empty"),
        ("id;a\n", "no row of data below the header"),
        ("id;a\n;\n;\n", "no row of data below the header"),
        (b"PK\x03\x04rest", "workbook or an archive"),
        (b"id;a\nx;\x00\n", "null bytes"),
    ],
)
def test_a_file_that_is_no_table_is_refused(written, content, said):
    with pytest.raises(PesError) as refused:
        open_wide(written(content))
    assert said in refused.value.en
    assert refused.value.pl


def test_the_first_five_broken_rows_are_named_and_all_are_counted(written):
    with pytest.raises(PesError) as refused:
        open_wide(written("id;a\n" + "x;1;2\n" * 9))
    assert refused.value.en.startswith("Problems in the data: 9.")
    assert refused.value.en.count("another number of cells") == 5


def test_limits(written, monkeypatch):
    monkeypatch.setattr(wide_file, "MOST_ROWS", 2)
    monkeypatch.setattr(wide_file, "MOST_COLUMNS", 3)
    with pytest.raises(PesError, match="too many rows"):
        open_wide(written("id;a\nx;1\ny;2\nz;3\n"))
    with pytest.raises(PesError, match="4 columns"):
        open_wide(written("id;a;b;c\nx;1;2;3\n"))
    monkeypatch.setattr(wide_file, "MOST_BYTES", 5)
    with pytest.raises(PesError, match="too large"):
        open_wide(written("id;a\nx;1\n"))


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(PesError, match=r"none\.csv"):
        open_wide(tmp_path / "none.csv")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1250", "iso-8859-2", "utf-16"])
def test_polish_letters_come_in_from_every_usual_encoding(written, encoding):
    opened = open_wide(written("nazwa;ś\nżółw łąka ćma;1\n".encode(encoding)))
    assert opened.header == ("nazwa", "ś")
    assert opened.columns([0], [1])[0][0].tolist() == ["żółw łąka ćma"]
    assert len(opened.repairs) == 1


cells = st.text(alphabet='ab1 ;"\t', max_size=4)


@given(st.lists(st.tuples(cells, cells, st.integers(-99, 99)), min_size=1, max_size=8))
@settings(max_examples=60, deadline=None)
def test_whatever_csv_writes_is_read_back(tmp_path_factory, rows):
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\n")
    writer.writerow(["first", "second", "number"])
    writer.writerows(rows)
    path = tmp_path_factory.mktemp("written") / "table.csv"
    path.write_text(stream.getvalue(), encoding="utf-8")
    opened = open_wide(path)
    frame, _ = opened.columns([0, 1], [2])
    assert frame[2].tolist() == [number for *_, number in rows]
    assert [str(text) if text == text else "" for text in frame[0]] == [first for first, *_ in rows]
    assert opened.lines.tolist() == list(np.arange(2, 2 + len(rows)))
