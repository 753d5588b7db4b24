"""Level and change: dots stand at their numbers, right is better, labels name whom they stand beside."""

import re

import numpy as np
import pytest

from pes_analysis.protect.errors import PesError

SVG = "{http://www.w3.org/2000/svg}"
NUMBER = re.compile(r"[−\d,]+")


def dots(reader, layout):
    """Places of the drawn shapes, in the order of the units."""
    group = next(g for g in reader.all("g", layout) if "PathCollection" in g.get("id", ""))
    used = [(float(use.get("x")), float(use.get("y"))) for use in group.iter(f"{SVG}use")]
    return used or [middle(path.get("d")) for path in group.iter(f"{SVG}path")]


def middle(outline):
    corners = np.array(re.findall(r"(-?[\d.]+) (-?[\d.]+)\s*(?=[MLCz]|$)", outline), dtype=float)
    return (corners.min(axis=0) + corners.max(axis=0)) / 2


def axis(reader, layout, anchor):
    """Numbers along an axis with their places."""
    texts = [
        t for t in reader.all("text", layout) if t.get("text-anchor") == anchor and NUMBER.fullmatch(t.text)
    ]
    return {
        float(t.text.replace(",", ".").replace("−", "-")): (float(t.get("x")), float(t.get("y")))
        for t in texts
    }


@pytest.mark.parametrize("layout", ["wide", "narrow"])
@pytest.mark.parametrize("turned", [False, True])
def test_dots_stand_where_the_axes_say(make, read, layout, turned):
    rows = make.level_rows(make.compared(6))
    reader = read(make.levels(rows, lower_is_better=turned))
    across, up = axis(reader, layout, "middle"), axis(reader, layout, "end")
    (level, *_, level_end), (change, *_, change_end) = sorted(across), sorted(up)
    x = np.interp(rows["level"][:5], [level, level_end], [across[level][0], across[level_end][0]])
    y = np.interp(rows["change"][:5], [change, change_end], [up[change][1], up[change_end][1]])
    drawn = np.array(dots(reader, layout))
    assert drawn[:, 0] == pytest.approx(x, abs=1.5)
    assert drawn[:, 1] == pytest.approx(y - 4.5, abs=1.5)
    assert (across[level][0] < across[level_end][0]) != turned
    assert (up[change][1] > up[change_end][1]) != turned


@pytest.mark.parametrize("layout", ["wide", "narrow"])
def test_each_unit_with_both_numbers_is_named_once(make, read, layout):
    words = read(make.levels(make.level_rows(make.compared(6)))).words(layout)
    for letter, unit in zip("ABCDE", make.compared(5), strict=True):
        assert words.count(f"{letter} {unit}") == 1
    assert not any("CIS-05" in word for word in words)


def test_a_name_too_long_beside_its_dot_is_its_letter_and_stands_in_the_key(make, read):
    name = "Spółdzielnia Socjalna Ćwiczebna Introligatornia"
    words = read(make.levels(make.level_rows(make.compared(4, name)))).words("narrow")
    assert words.count("A") == 2
    assert words.count(name) == 1
    assert f"A {name}" not in words


def test_of_a_large_group_only_those_asked_for_are_named(make, read):
    rows = make.level_rows(make.compared(20))
    words = read(make.levels(rows)).words()
    named = {word for word in words if word.startswith("CIS-")}
    assert named == set(rows["unit"][rows["labelled"]])
    assert "organizacja" in words
    assert len(dots(read(make.levels(rows)), "wide")) == 19


def test_the_median_is_drawn_and_explained_only_when_there_is_one(make):
    rows = make.level_rows(make.compared(4))
    assert make.levels(rows, median=61.0).svg.count("stroke-dasharray: 3.6") == 2
    assert "stroke-dasharray: 3.6" not in make.levels(rows).svg


def test_too_many_labels_and_no_numbers_are_refused(make):
    rows = make.level_rows(make.compared(20))
    with pytest.raises(PesError, match="10"):
        make.levels(rows.assign(labelled=True))
    with pytest.raises(PesError, match="no number"):
        make.levels(rows.assign(level=np.nan))
