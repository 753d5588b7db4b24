"""Interval dots: what stands beside a row is drawn with it, explained, and kept within the axis."""

import pandas as pd
import pytest

from pes_analysis.present.interval_dots import IntervalWords, interval_dots
from pes_analysis.present.language import Language
from pes_analysis.present.table import Table
from pes_analysis.protect.errors import PesError

TABLE = Table("t", "T.", ("Unit",), (("a",),), "l", Language.EN)
WORDS = IntervalWords("", "", "wartość", "przedział", "", lambda value, _: f"{value:g}", "reszta regionu")
ROWS = pd.DataFrame(
    {"name": ["A", "B"], "value": [1.0, 2.0], "lower": [0.5, 1.0], "upper": [2.0, 3.0],
     "value_text": ["1", "2"]}
)  # fmt: skip


def draw(rows: pd.DataFrame):
    return interval_dots(rows, WORDS, ends=(0, 3), label="x", caption="C.", alt="A.", table=TABLE)


def test_notes_and_what_is_beside_are_drawn_and_explained(read):
    figure = draw(ROWS.assign(beside=[0.5, 2.5], note=["niewidoczne w statystyce", ""]))
    for layout in ("wide", "narrow"):
        words = " ".join(read(figure).words(layout))
        assert "niewidoczne w statystyce" in words
        assert "reszta regionu" in words
    plain = draw(ROWS)
    assert "reszta regionu" not in plain.svg
    assert "reszta regionu" not in draw(ROWS.assign(beside=float("nan"))).svg
    # Two short lines more in each layout, and one in each key.
    more = draw(ROWS.assign(beside=[0.5, 2.5])).svg.count("<path") - plain.svg.count("<path")
    assert more == 2 * 3


def test_what_lies_beyond_the_axis_is_refused():
    with pytest.raises(PesError):
        draw(ROWS.assign(beside=[0.5, 3.5]))
