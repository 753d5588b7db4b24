"""Dots on quartiles: boxes and dots stand at their numbers, nothing covers anything, gaps are left out."""

import re
from itertools import combinations

import numpy as np
import pytest

from pes_analysis.present.palette import ACCENT, INK, RANGE
from pes_analysis.protect.errors import PesError


def letters(reader, layout):
    return [line for line in reader.lines(layout) if re.fullmatch("[A-J]", line.words)]


def middle(line):
    return (line.left + line.right) / 2


def position(reader, layout, value):
    """Where a value stands: the numbers of the axis are written at 0 and 100."""
    ends = {line.words: middle(line) for line in reader.lines(layout) if line.words in ("0", "100")}
    return ends["0"] + value / 100 * (ends["100"] - ends["0"])


def key_of(reader, layout):
    """Where the key begins: it names the units."""
    return min(line.top for line in reader.lines(layout) if line.words.startswith("CIS-"))


@pytest.mark.parametrize("layout", ["wide", "narrow"])
def test_each_unit_stands_at_its_value_in_every_row(make, read, layout):
    units = make.compared(5)
    points = make.unit_points(units)
    reader = read(make.dots(make.quartile_rows(), points, units))
    # The last of each letter explains the sign.
    shown = [line for line in letters(reader, layout) if line.top < key_of(reader, layout)]
    found = sorted((line.words, round(middle(line))) for line in shown)
    known = points.dropna(subset="value")
    wanted = sorted(
        ("ABCDE"[units.index(unit)], round(position(reader, layout, value)))
        for unit, value in zip(known["unit"], known["value"], strict=True)
    )
    assert [letter for letter, _ in found] == [letter for letter, _ in wanted]
    assert [x for _, x in found] == pytest.approx([x for _, x in wanted], abs=1.5)


@pytest.mark.parametrize("layout", ["wide", "narrow"])
def test_signs_never_cover_one_another(make, read, layout):
    units = make.compared(10)
    points = make.unit_points(units).assign(value=50.0)
    shown = letters(read(make.dots(make.quartile_rows(), points, units)), layout)
    for first, second in combinations(shown, 2):
        across, down = middle(first) - middle(second), first.bottom - second.bottom
        assert np.hypot(across, down) >= 20.5, (first, second)


@pytest.mark.parametrize("layout", ["wide", "narrow"])
def test_boxes_stand_at_the_quartiles_and_only_where_there_are_any(make, read, layout):
    units = make.compared(3)
    reader = read(make.dots(make.quartile_rows(), make.unit_points(units), units))
    boxes = [path for path in reader.all("path", layout) if f"fill: {RANGE}" in path.get("style", "")]
    assert len(boxes) == 2
    for box, (low, high) in zip(boxes, [(41, 70), (0, 100)], strict=True):
        xs = [float(x) for x in re.findall(r"[ML] ?(-?[\d.]+)", box.get("d"))]
        assert min(xs) == pytest.approx(position(reader, layout, low), abs=1.5)
        assert max(xs) == pytest.approx(position(reader, layout, high), abs=1.5)
    medians = [
        path
        for path in reader.all("path", layout)
        if f"stroke: {INK}; stroke-width: 3" in path.get("style", "")
    ]
    assert len(medians) == 2


def test_more_than_ten_units_are_dots_without_letters(make, read):
    units = make.compared(20)
    figure = make.dots(make.quartile_rows(), make.unit_points(units), units)
    reader = read(figure)
    assert letters(reader, "wide") == []
    assert "organizacja" in reader.words()
    assert "CIS-01" not in figure.svg
    used = [use for use in reader.all("use") if f"fill: {ACCENT}" in use.get("style", "")]
    assert len(used) == make.unit_points(units)["value"].notna().sum()


def test_without_any_group_there_is_no_box_and_no_word_of_it(make, read):
    rows = make.quartile_rows()
    rows[["minimum", "q1", "median", "q3", "maximum"]] = np.nan
    units = make.compared(3)
    words = read(make.dots(rows, make.unit_points(units), units)).words()
    assert "mediana" not in words
    assert "wartość zalecana" in words


@pytest.mark.parametrize(
    ("column", "value"),
    [("q1", 99.0), ("minimum", -1.0), ("maximum", 101.0), ("median", np.inf), ("q3", np.nan)],
)
def test_quartiles_that_cannot_be_are_refused(make, column, value):
    rows = make.quartile_rows()
    rows.loc[0, column] = value
    units = make.compared(3)
    with pytest.raises(PesError, match="Kondycja ekonomiczna"):
        make.dots(rows, make.unit_points(units), units)


def test_points_of_nobody_and_no_points_are_refused(make):
    units = make.compared(3)
    points = make.unit_points(units)
    with pytest.raises(PesError, match="CIS-02"):
        make.dots(make.quartile_rows(), points, units[:2])
    with pytest.raises(PesError, match="no number"):
        make.dots(make.quartile_rows(), points.assign(value=np.nan), units)
    with pytest.raises(PesError, match="Rozwój"):
        make.dots(make.quartile_rows(), points.assign(value=120.0).tail(1), units)
