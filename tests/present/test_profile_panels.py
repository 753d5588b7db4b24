"""Profiles side by side: bars as long as their scores, medians where they should be, gaps with a symbol."""

import numpy as np
import pytest

from pes_analysis.present.palette import ACCENT
from pes_analysis.protect.errors import PesError

BAR = "11"


def bars(reader, layout):
    found = [
        bar for bar in reader.all("rect", layout) if bar.get("fill") == ACCENT and bar.get("height") == BAR
    ]
    return found[1:]  # the first explains the others


@pytest.mark.parametrize("layout", ["wide", "narrow"])
def test_bars_are_as_long_as_their_scores(make, read, layout):
    units = make.compared(4)
    points = make.unit_points(units).assign(value=[0.0, 25, 50, 100] * 3)
    drawn = bars(read(make.side_by_side(make.quartile_rows(), points, units)), layout)
    lengths = sorted(float(bar.get("width")) for bar in drawn)
    assert len(lengths) == 12
    full = lengths[-1]
    assert lengths[3:6] == pytest.approx([full / 4] * 3, abs=0.11)
    assert 0 < lengths[0] < 2


@pytest.mark.parametrize("layout", ["wide", "narrow"])
def test_a_gap_has_its_symbol_and_no_bar(make, read, layout):
    units = make.compared(4)
    points = make.unit_points(units)
    reader = read(make.side_by_side(make.quartile_rows(), points, units))
    assert len(bars(reader, layout)) == points["value"].notna().sum()
    assert reader.words(layout).count(".") == 1


def test_rows_are_named_once_in_each_line_of_panels(make, read):
    units = make.compared(4)
    figure = make.side_by_side(make.quartile_rows(), make.unit_points(units), units)
    assert read(figure).words("wide").count("Rozwój") == 2
    assert read(figure).words("narrow").count("Rozwój") == 4


@pytest.mark.parametrize("layout", ["wide", "narrow"])
def test_medians_are_drawn_for_rows_that_have_one(make, read, layout):
    units = make.compared(2)
    reader = read(make.side_by_side(make.quartile_rows(), make.unit_points(units), units))
    medians = [path for path in reader.all("path", layout) if path.get("stroke-width") == "2.5"]
    assert len(medians) == 1 + 2 * len(units)  # the key, and the two rows with a median


def test_too_many_units_numbers_out_of_range_and_no_number_are_refused(make):
    units = make.compared(11)
    with pytest.raises(PesError, match="11"):
        make.side_by_side(make.quartile_rows(), make.unit_points(units), units)
    few = make.compared(2)
    points = make.unit_points(few)
    with pytest.raises(PesError, match="Rozwój"):
        make.side_by_side(make.quartile_rows(), points.assign(value=-1.0).tail(1), few)
    with pytest.raises(PesError, match="no number"):
        make.side_by_side(make.quartile_rows(), points.assign(value=np.nan), few)
