"""Bars of answers and dots before and after: what is drawn is what is given; contradictions are refused."""

import pytest

from pes_analysis.protect.errors import PesError

SVG = "{http://www.w3.org/2000/svg}"


def test_parts_of_a_bar_are_as_wide_as_their_shares(make, read):
    reader = read(make.answers(make.answer_rows()))
    widths = [float(one.get("width")) for one in reader.all("rect") if float(one.get("height")) == 24]
    whole = sum(widths[:5])
    assert [round(100 * width / whole) for width in widths[:5]] == [4, 16, 30, 35, 15]
    # Answers nobody gave take no room; a row that is withheld has no bar at all.
    assert widths[5:] == [pytest.approx(whole)]
    assert any(words.startswith("#") for words in reader.words())


def test_a_part_too_narrow_for_its_label_has_none(make, read):
    words = read(make.answers(make.answer_rows())).words("wide")
    assert "35%" in words
    assert "4%" not in words


@pytest.mark.parametrize("share", [-1.0, 80.0, float("nan")])
def test_shares_that_are_not_a_whole_are_refused(make, share):
    rows = make.answer_rows()
    rows.loc[0, "share_1"] = share
    with pytest.raises(PesError, match="nie dają razem 100"):
        make.answers(rows)


def test_dots_stand_at_their_values_and_intervals_only_where_there_are_any(make, read):
    reader = read(make.pairs(make.pair_rows()))
    dots = reader.all("circle")[2:]
    left, right = 214.0, 510.0
    expected = [79.0, 75.0, 0.0, 100.0]
    assert [float(one.get("cx")) for one in dots] == [
        pytest.approx(left + value / 100 * (right - left), abs=0.06) for value in expected
    ]
    spans = [one for one in reader.all("path") if one.get("stroke-width") == "3"]
    assert len(spans) == 1 + 3


def test_a_number_off_the_axis_is_refused(make):
    rows = make.pair_rows()
    rows.loc[0, "after_high"] = 101.0
    with pytest.raises(PesError, match="leży poza osią"):
        make.pairs(rows)


@pytest.mark.parametrize(("draw", "rows"), [("answers", "answer_rows"), ("pairs", "pair_rows")])
def test_nothing_to_draw_is_an_error(make, draw, rows):
    with pytest.raises(PesError, match="nie ma ani jednej liczby"):
        getattr(make, draw)(getattr(make, rows)().iloc[2:])
