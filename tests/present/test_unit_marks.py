"""Signs of compared units: each its own, the same in a chart and in its key."""

import pytest

from pes_analysis.present.unit_marks import LETTER_SIZE, MOST_UNITS, seaborn_looks, unit_key, unit_mark

MARKS = [unit_mark(place) for place in range(MOST_UNITS)]


def test_no_two_units_share_a_letter_or_a_look():
    assert len({mark.letter for mark in MARKS}) == MOST_UNITS
    assert len({(mark.corners, mark.turn, mark.filled) for mark in MARKS}) == MOST_UNITS


@pytest.mark.parametrize("mark", MARKS, ids=lambda mark: mark.letter)
def test_the_drawn_shape_has_the_corners_it_tells_seaborn(mark):
    drawn = mark.drawing(50, 50)
    if mark.corners:
        assert mark.marker == (mark.corners, 0, mark.turn)
        assert drawn.partition("z")[0].count(",") == mark.corners
    else:
        assert mark.marker == "o"
        assert drawn.startswith("<circle")


def test_seaborn_draws_the_units_asked_for_and_no_others():
    looks = seaborn_looks(["3", "7"], "unit")
    for name in ("palette", "markers", "sizes"):
        assert set(looks[name]) == {"3", "7"}


def test_a_name_too_long_for_a_key_is_shortened():
    ((_, name),) = unit_key({0: "Spółdzielnia " * 12}, 360)
    assert name.endswith("…")
    assert len(name) < 60


def test_letters_are_12_px_on_a_phone_of_390_px():
    # Its page leaves 350 px to a chart drawn 360 units wide.
    assert LETTER_SIZE * 350 / 360 >= 12
