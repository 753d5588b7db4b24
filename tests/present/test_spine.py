"""The spine chart: right is better in every row, gaps say why, marks are never colour alone."""

import numpy as np
import pytest

from pes_analysis.present.palette import BETTER, WORSE
from pes_analysis.protect.errors import PesError


def unit_dots(reader, layout="wide"):
    """Dots of the rows, from the top: the key's are smaller."""
    return [dot for dot in reader.all("circle", layout) if float(dot.get("r")) >= 5.5][:3]


@pytest.mark.parametrize("layout", ["wide", "narrow"])
def test_right_is_better_whatever_the_polarity(make, read, layout):
    rows = make.spine_rows().iloc[[0, 1]]  # the same value 2 in the same group, opposite polarity
    few_is_good, few_is_bad = unit_dots(read(make.spine(rows)), layout)[:2]
    reader = read(make.spine(rows))
    medians = [float(path.get("d")[1:].split(",")[0]) for path in reader.all("path", layout)
               if path.get("stroke-width") == "2"]  # fmt: skip
    assert float(few_is_good.get("cx")) > medians[0]
    assert float(few_is_bad.get("cx")) < medians[1]


def test_a_unit_outside_its_group_stays_on_its_axis(make, read):
    reader = read(make.spine(make.spine_rows()))
    inside, _, outside = (float(dot.get("cx")) for dot in unit_dots(reader))
    ends = [
        float(path.get("d")[1:].split(",")[0])
        for path in reader.all("path")
        if path.get("stroke-width") == "1.5"
    ]
    assert outside == pytest.approx(max(ends), abs=0.2)
    assert inside < outside


def test_a_mark_is_a_shape_and_a_word_besides_a_colour(make, read):
    reader = read(make.spine(make.spine_rows()))
    shapes = {
        path.get("fill"): path.get("d").count("L") for path in reader.all("path") if path.get("d")[-1] == "z"
    }
    assert shapes[BETTER] == shapes[WORSE] == 2
    assert {"w lepszej ćwiartce", "pośrodku", "w gorszej ćwiartce"} <= set(reader.words())
    filled = [dot.get("fill") for dot in unit_dots(reader)]
    assert filled[:2] == [BETTER, WORSE]
    assert filled[2] == "#ffffff"


@pytest.mark.parametrize("layout", ["wide", "narrow"])
def test_worse_and_better_are_said_once(make, read, layout):
    words = read(make.spine(make.spine_rows())).words(layout)
    assert words.count("gorzej") == words.count("lepiej") == 1


def test_gaps_show_their_symbol_and_reason(make, read):
    words = read(make.spine(make.spine_rows())).words()
    assert ". ROPS nie podaje liczby mieszkań" in words
    assert "# mniej niż 10 rodzin" in words


def test_a_key_explains_only_marks_that_are_there(make, read):
    words = read(make.spine(make.spine_rows().iloc[[0]])).words()
    assert "w lepszej ćwiartce" in words
    assert "w gorszej ćwiartce" not in words


def test_a_group_of_equals_is_drawn(make, read):
    rows = make.spine_rows().iloc[[0]].assign(minimum=2.0, q1=2.0, median=2.0, q3=2.0, maximum=2.0)
    reader = read(make.spine(rows))
    assert 0 < float(unit_dots(reader)[0].get("cx")) < 700
    assert "2,0%" in reader.words()


@pytest.mark.parametrize(
    "change",
    [
        {"polarity": "informational"},
        {"polarity": "nominant"},
        {"mark": "best"},
        {"state": "unknown"},
        {"value": np.nan},
        {"q1": 7.0},
    ],
)
def test_a_row_that_contradicts_itself_is_named(make, change):
    rows = make.spine_rows("Stopa bezrobocia")
    for column, value in change.items():
        rows.loc[0, column] = value
    with pytest.raises(PesError, match="Stopa bezrobocia"):
        make.spine(rows)


def test_no_number_no_picture(make):
    with pytest.raises(PesError, match="no number"):
        make.spine(make.spine_rows().iloc[3:])
    with pytest.raises(PesError, match="no number"):
        make.spine(make.spine_rows().iloc[:0])
    with pytest.raises(PesError, match="median"):
        make.spine(make.spine_rows().drop(columns="median"))
