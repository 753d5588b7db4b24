"""The strip: no dot over another, right is better, counties without numbers are named."""

import math
from itertools import combinations

import numpy as np
import pytest

from pes_analysis.protect.errors import PesError


@pytest.mark.parametrize("layout", ["wide", "narrow"])
def test_equal_values_do_not_hide_one_another(make, read, layout):
    rows = make.county_rows().assign(value=2.0, state="value")
    dots = [
        (float(dot.get("cx")), float(dot.get("cy"))) for dot in read(make.strip(rows)).all("circle", layout)
    ]
    assert len(dots) == 8
    assert all(math.dist(first, second) >= 10 for first, second in combinations(dots, 2))


def dot_of(reader, name):
    for group in reader.all("g"):
        title = group.find("{http://www.w3.org/2000/svg}title")
        if title is not None and title.text.startswith(name):
            return float(group.find("{http://www.w3.org/2000/svg}circle").get("cx"))
    raise AssertionError(name)


def test_fewer_is_to_the_right_when_fewer_is_better(make, read):
    rows = make.county_rows()
    up, down = read(make.strip(rows, polarity="stimulant")), read(make.strip(rows, polarity="destimulant"))
    assert dot_of(up, "powiat bocheński") < dot_of(up, "powiat h")
    assert dot_of(down, "powiat bocheński") > dot_of(down, "powiat h")


def test_worse_and_better_only_where_they_mean_something(make, read):
    assert "gorzej" in read(make.strip(make.county_rows(), polarity="stimulant")).words()
    assert "gorzej" not in read(make.strip(make.county_rows())).words()


def test_highlighted_counties_are_named_with_their_values(make, read):
    words = read(make.strip(make.county_rows())).words("narrow")
    assert {"powiat bocheński 0,0%", "powiat b 1,0%", "powiat f 5,0%"} <= set(words)
    assert "powiat g 6,0%" not in words


def test_counties_without_a_number_are_named(make, read):
    assert "Bez danych: powiat c, powiat d" in read(make.strip(make.county_rows())).words()


def test_what_cannot_be_drawn_is_refused(make):
    rows = make.county_rows()
    with pytest.raises(PesError, match="no number"):
        make.strip(rows.assign(state="missing"))
    with pytest.raises(PesError, match="powiat"):
        make.strip(rows.assign(value=np.nan, state="value"))
