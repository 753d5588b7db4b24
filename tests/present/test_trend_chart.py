"""Trends: lines stop at gaps and breaks, the axis starts at zero, the last value is written."""

import numpy as np
import pandas as pd
import pytest

from pes_analysis.present.palette import ACCENT
from pes_analysis.protect.errors import PesError

BREAK = pd.DataFrame({"year": [2022], "reason": ["Nowa definicja."]})


def unit_lines(reader, layout="wide"):
    """Count the points of each line of the unit; the last is the sample beside its name."""
    drawn = [path.get("d") for path in reader.all("path", layout) if path.get("stroke") == ACCENT]
    return [line.count("L") + 1 for line in drawn]


def test_a_missing_year_is_never_drawn_through(make, read):
    assert unit_lines(read(make.trend(make.trend_rows()))) == [2, 4, 2]


def test_a_year_left_out_is_a_gap_too(make, read):
    rows = make.trend_rows([9.0, 8.0, 7.0, 6.0, 5.0])
    assert unit_lines(read(make.trend(rows.drop(index=2)))) == [2, 2, 2]


def test_lines_stop_where_a_new_series_begins_and_the_note_says_why(make, read):
    rows = make.trend_rows([9.0, 8.0, 7.0, 6.0, 5.0, 4.0, 3.0])
    reader = read(make.trend(rows, breaks=BREAK))
    assert unit_lines(reader) == [4, 3, 2]
    assert "A Nowa definicja." in reader.words("narrow")
    assert "A" in reader.words("wide")


def test_a_break_before_the_first_year_is_not_shown(make, read):
    early = pd.DataFrame({"year": [2018], "reason": ["Dawno."]})
    assert "A" not in read(make.trend(make.trend_rows(), breaks=early)).words()


def test_a_single_year_between_gaps_is_a_dot(make, read):
    reader = read(make.trend(make.trend_rows([np.nan, 8.0, np.nan, 7.0, 6.0])))
    assert any(dot.get("r") == "3.5" for dot in reader.all("circle"))


@pytest.mark.parametrize("layout", ["wide", "narrow"])
def test_the_last_value_is_written(make, read, layout):
    assert "4,1%" in read(make.trend(make.trend_rows())).words(layout)


def test_an_old_last_value_carries_its_year(make, read):
    assert "8,5% (2019)" in read(make.trend(make.trend_rows([9.0, 8.5, np.nan]))).words()


def test_the_axis_starts_at_zero_unless_told(make, read):
    rows = make.trend_rows([9.0, 9.5])[["year", "value", "q1", "median", "q3", "value_text"]]
    rows = rows.assign(q1=9.0, median=9.0, q3=9.0)
    assert "0" in read(make.trend(rows)).words()
    assert "0" not in read(make.trend(rows, from_zero=False)).words()


def test_without_the_country_its_name_is_not_there(make, read):
    assert "Polska" in read(make.trend(make.trend_rows())).words("narrow")
    assert "Polska" not in read(make.trend(make.trend_rows().drop(columns="country"))).words("narrow")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (lambda rows: rows.iloc[:0], "no number"),
        (lambda rows: rows.assign(value=np.nan), "no number"),
        (lambda rows: rows.iloc[:1], "one year"),
        (lambda rows: pd.concat([rows, rows]), "twice"),
        (lambda rows: rows.drop(columns="q3"), "q3"),
    ],
)
def test_what_cannot_be_drawn_is_refused(make, rows, said):
    with pytest.raises(PesError, match=said):
        make.trend(rows(make.trend_rows()))


def test_negative_values_keep_zero_on_the_axis(make, read):
    rows = make.trend_rows([-3.0, -1.0, -2.0]).assign(q1=-4.0, median=-2.0, q3=-1.0, country=-1.5)
    assert {"0", "−4"} <= set(read(make.trend(rows)).words())
