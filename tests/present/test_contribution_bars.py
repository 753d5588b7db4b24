"""Parts between two numbers: each begins where the last one ended, and they must add up."""

from itertools import pairwise

import pandas as pd
import pytest

from pes_analysis.present.palette import BETTER, MIDDLE, WORSE
from pes_analysis.protect.errors import PesError


@pytest.mark.parametrize("layout", ["wide", "narrow"])
def test_each_bar_begins_where_the_one_above_ends(make, read, layout):
    reader = read(make.contributions(make.contribution_rows()))
    first, last = (float(dot.get("cx")) for dot in reader.all("circle", layout))
    bars = [bar for bar in reader.all("rect", layout) if float(bar.get("height")) == 14]
    assert [bar.get("fill") for bar in bars] == [BETTER, BETTER, WORSE, MIDDLE]
    spans = [(float(bar.get("x")), float(bar.get("x")) + float(bar.get("width"))) for bar in bars[:3]]
    ends = [spans[0][1], spans[1][1], spans[2][0]]
    starts = [spans[0][0], spans[1][0], spans[2][1]]
    assert starts[0] == pytest.approx(first, abs=0.11)
    for end, start in zip(ends, starts[1:], strict=False):
        assert end == pytest.approx(start, abs=0.21)
    assert ends[-1] == pytest.approx(last, abs=0.11)
    widths = [end - start for start, end in spans]
    for one, other in pairwise(zip(widths, (5.2, 3.1, 4.4), strict=True)):
        assert one[0] / one[1] == pytest.approx(other[0] / other[1], rel=0.01)


def test_both_ends_are_named_with_their_numbers(make, read):
    words = read(make.contributions(make.contribution_rows())).words()
    assert {"Średnia podobnych", "58,1", "Organizacja", "62,0", "+5,2", "−4,4", "podnosi", "obniża"} <= set(
        words
    )


def test_parts_that_do_not_add_up_are_refused(make):
    with pytest.raises(PesError, match=r"add up to 62, not to 63"):
        make.contributions(make.contribution_rows(), 63.0)


@pytest.mark.parametrize(("column", "value"), [("contribution", float("nan")), ("mark", "up")])
def test_a_part_that_cannot_be_drawn_is_refused_by_name(make, column, value):
    rows = make.contribution_rows()
    rows.loc[1, column] = value
    with pytest.raises(PesError, match="Umowy o pracę"):
        make.contributions(rows)


def test_too_many_parts_are_refused(make):
    with pytest.raises(PesError, match="14"):
        make.contributions(pd.concat([make.contribution_rows()] * 4))
