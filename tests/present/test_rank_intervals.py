from itertools import pairwise

import pandas as pd
import pytest

from pes_analysis.present.language import Language
from pes_analysis.present.rank_intervals import RankWords, _ticks, rank_intervals
from pes_analysis.present.table import Table
from pes_analysis.protect.errors import PesError

WORDS = RankWords("worse", "better", "place", "middle", "90% of replications")
TABLE = Table("t", "T.", ("Unit",), (("a",),), "l", Language.EN)


def draw(rows, units=40):
    frame = pd.DataFrame(rows, columns=["unit", "rank", "low", "median", "high"])
    return rank_intervals(frame, units, WORDS, label="ranks", caption="C.", alt="A.", table=TABLE)


def test_the_first_place_is_on_the_right(read):
    lines = read(draw([("a", 1, 1, 2, 9), ("b", 40, 30, 38, 40)])).lines("wide")
    first, last = (next(line for line in lines if line.words == place) for place in ("1", "40"))
    assert first.left > last.right


def test_every_unit_is_named_in_both_layouts(read):
    reader = read(draw([(f"unit {at}", at, at, at, at) for at in range(1, 31)]))
    for name in ("wide", "narrow"):
        assert {f"unit {at}" for at in range(1, 31)} <= set(reader.words(name))


@pytest.mark.parametrize("units", [1, 2, 3, 7, 12, 40, 99, 101, 380, 2477, 5000])
def test_few_round_places_are_written_none_too_near_another(units):
    ticks = _ticks(units)
    assert ticks[0] == 1
    assert ticks[-1] == units
    assert len(ticks) <= 8
    gaps = [after - before for before, after in pairwise(ticks)]
    assert all(gap >= (units - 1) / 16 for gap in gaps)


@pytest.mark.parametrize(
    "row", [("a", 1, 0, 1, 2), ("a", 1, 3, 2, 4), ("a", 41, 1, 2, 3), ("a", 1, 1, 2, float("nan"))]
)
def test_places_that_cannot_be_are_refused(row):
    with pytest.raises(PesError, match=r"places|rank"):
        draw([row])


def test_nothing_to_draw_is_refused():
    with pytest.raises(PesError):
        draw([])
