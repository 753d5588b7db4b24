import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pes_analysis.intake.index_table import read_index_table
from pes_analysis.protect.errors import PesError

POLISH = (
    "jednostka;rok;placa;zlobki;woj.\n"
    "bocheński;2024;5 200,5;12,1;małopolskie\n"
    "Kraków;2024;6200;-;małopolskie\n"
)


def read(tmp_path, text, numeric=("a",), encoding="utf-8", **options):
    file = tmp_path / "data.csv"
    file.write_bytes(text.encode(encoding))
    return read_index_table(file, numeric, **options)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250", "iso-8859-2", "utf-16"])
def test_a_polish_table_in_any_encoding(tmp_path, encoding):
    made = read(tmp_path, POLISH, ("placa", "zlobki"), encoding)
    assert made.table["unit"].tolist() == ["bocheński", "Kraków"]
    assert made.table["year"].tolist() == [2024, 2024]
    np.testing.assert_array_equal(made.table["placa"], [5200.5, 6200])
    np.testing.assert_array_equal(made.table["zlobki"], [12.1, np.nan])
    assert made.table["woj."].tolist() == ["małopolskie"] * 2
    assert {"decimal_comma", "thousands_mark", "dash_as_missing"} <= set(made.repairs["rule"])


def test_what_programs_write(tmp_path):
    made = read(tmp_path, "unit,a\nx,1.5e-05\ny,NA\nz,\nw,-2E+3\nv,nan\n")
    np.testing.assert_array_equal(made.table["a"], [1.5e-05, np.nan, np.nan, -2000, np.nan])


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False, width=32), min_size=1, max_size=20))
def test_numbers_written_by_pandas_come_back_as_they_were(tmp_path_factory, numbers):
    folder = tmp_path_factory.mktemp("table")
    table = pd.DataFrame({"unit": [f"u{at}" for at in range(len(numbers))], "a": numbers})
    text = table.to_csv(index=False)
    assert read(folder, text).table["a"].tolist() == pytest.approx(numbers, rel=1e-15)


def test_the_decimal_mark_can_be_told(tmp_path):
    text = "unit;a\nx;1.234\n"
    with pytest.raises(PesError, match=r"1\.234"):
        read(tmp_path, text)
    assert read(tmp_path, text, decimal="point").table["a"].tolist() == [1.234]


WRONG = {
    "not a number": ("unit;a\nx;12\ny;dużo\n", "line 3, column 'a'.*'dużo' is not a number"),
    "not a year": ("unit;year;a\nx;24;1\n", "line 2, column 'year'.*'24' is not a year"),
    "no name": ("unit;a\n;1\n", "line 2, column 'unit'.*not named"),
    "uneven rows": ("unit;a\nx;1;2\n", "line 2.*another number of cells"),
    "no rows": ("unit;a\n", "no row of data"),
    "nothing": ("", "empty"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_read_is_named_with_its_line(tmp_path, name):
    text, words = WRONG[name]
    with pytest.raises(PesError, match=words):
        read(tmp_path, text)
