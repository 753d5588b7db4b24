"""Rows of tables as digests: fast where a table is plain, and the same where it is not."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pes_analysis.protect.errors import PesError
from pes_analysis.publish.keys import slices
from pes_analysis.publish.keys.slices import slice_table, sliced

HEADER = ["organisation_id", "variable", "value", "state"]
NOTED = frozenset({"revenue", "places"})
CELL = st.text(st.sampled_from('ab1ł ,"\n'), max_size=3)
ROW = st.tuples(
    st.sampled_from(["a", "a1", "b", "ż", 'c"d', "e,f"]),
    st.sampled_from(["revenue", "places", "service_area_x", "service", "x"]),
    CELL,
    CELL,
).map(list)


def written(rows: list[list[str]], quoting: int = csv.QUOTE_MINIMAL, end: str = "\n") -> bytes:
    stream = io.StringIO()
    csv.writer(stream, lineterminator=end, quoting=quoting).writerows([HEADER, *rows])
    return stream.getvalue().encode()


@given(st.lists(ROW, max_size=12))
def test_how_a_table_is_written_does_not_count(rows: list[list[str]]) -> None:
    plain = sliced("t.csv", written(rows), NOTED, "service_area_")
    assert sliced("t.csv", written(rows, csv.QUOTE_ALL), NOTED, "service_area_") == plain
    assert sliced("t.csv", written(rows, end="\r\n"), NOTED, "service_area_") == plain
    assert sliced("t.csv", b"\xef\xbb\xbf" + written(rows), NOTED, "service_area_") == plain


@given(st.lists(ROW, max_size=8), st.lists(ROW, max_size=8))
def test_digests_differ_just_where_rows_do(first: list[list[str]], second: list[list[str]]) -> None:
    one, two = (sliced("t.csv", written(rows)).rows for rows in (first, second))
    for unit in {row[0] for row in [*first, *second]}:
        same = [row for row in first if row[0] == unit] == [row for row in second if row[0] == unit]
        assert (one.get(unit) == two.get(unit)) is same


def test_rows_that_are_asked_for_stand_as_they_are() -> None:
    rows = [
        ["a", "revenue", "5", "value"],
        ["b", "service_area_x", "", "missing"],
        ["a", "x", "1", "value"],
        ["a1", "places", "2", "value"],
    ]
    assert sliced("t.csv", written(rows), NOTED, "service_area_").noted == {
        "a": {"revenue": "5 value"},
        "b": {"service_area_x": " missing"},
        "a1": {"places": "2 value"},
    }


def test_what_is_kept_is_read_once_and_anew_when_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, cache = tmp_path / "t.csv", tmp_path / "cache"
    path.write_bytes(written([["a", "x", "1", "value"]]))
    first = slice_table(path, cache=cache)
    (kept,) = cache.iterdir()
    with monkeypatch.context() as nothing:
        nothing.setattr(slices, "sliced", lambda *given: pytest.fail("the table was taken apart again"))
        assert slice_table(path, cache=cache) == first
    kept.write_bytes(b"{")
    assert slice_table(path, cache=cache) == first


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"organisation_id\n\xff\n"])
def test_a_table_that_is_none_is_refused(content: bytes) -> None:
    with pytest.raises(PesError, match=r"t\.csv"):
        sliced("t.csv", content)
