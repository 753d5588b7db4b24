import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pes_analysis.compare.standing import goodness, stand

NUMBERS = st.integers(min_value=-1000, max_value=1000).map(float)
GROUPS = st.lists(NUMBERS, min_size=1, max_size=40).map(np.array)
JUDGED = st.sampled_from(["stimulant", "destimulant"])


def test_quartiles_are_the_linear_ones():
    place = stand(0.0, np.array([1.0, 2.0, 3.0, 4.0]), "stimulant")
    assert (place.minimum, place.q1, place.median, place.q3, place.maximum) == (1.0, 1.75, 2.5, 3.25, 4.0)


@pytest.mark.parametrize(
    ("value", "mark"), [(16.0, "better"), (15.0, "middle"), (6.0, "middle"), (5.0, "worse")]
)
def test_the_mark_needs_three_quarters_of_the_group_and_ties_count_for_nobody(value, mark):
    # 16 beats 15 of 20 and ties with one; 5 loses to 15 and ties with one.
    assert stand(value, np.arange(1.0, 21.0), "stimulant").mark == mark


def test_all_equal_is_the_middle():
    place = stand(3.0, np.full(20, 3.0), "destimulant")
    assert (place.mark, place.share_better, place.ties) == ("middle", 50.0, 20)


def test_inside_a_recommended_range_all_are_equal_and_distance_counts_on_both_sides():
    place = stand(1.0, np.array([2.0, 3.0, 4.0, 5.5, 0.0, 5.0]), "nominant", (2.0, 4.0))
    assert (place.worse_than, place.ties, place.better_than) == (3, 1, 2)


def test_an_informational_indicator_is_described_and_not_judged():
    place = stand(1.0, np.arange(20.0), "informational")
    assert (place.mark, place.share_better, place.better_than, place.lower, place.n) == (
        "none",
        None,
        None,
        1,
        20,
    )


def test_without_an_own_number_only_the_group_is_described():
    place = stand(float("nan"), np.arange(20.0), "stimulant")
    assert (place.mark, place.share_better, place.median) == ("none", None, 9.5)


def test_an_empty_group_gives_no_numbers():
    place = stand(1.0, np.array([np.nan]), "stimulant")
    assert place.n == 0
    assert np.isnan(place.median)


@given(value=NUMBERS, group=GROUPS, polarity=JUDGED)
def test_counts_add_up_to_the_group(value, group, polarity):
    place = stand(value, group, polarity)
    assert place.better_than + place.worse_than + place.ties == place.n == len(group)
    assert 0 <= place.share_better <= 100


@given(value=NUMBERS, group=GROUPS, polarity=JUDGED, scale=st.sampled_from([0.125, 0.5, 4.0, 1024.0]))
def test_the_unit_of_measure_does_not_move_anybody(value, group, polarity, scale):
    here, there = stand(value, group, polarity), stand(value * scale, group * scale, polarity)
    assert (here.mark, here.share_better) == (there.mark, there.share_better)


@given(value=NUMBERS, group=GROUPS)
def test_turning_the_polarity_turns_the_place(value, group):
    more, less = stand(value, group, "stimulant"), stand(value, group, "destimulant")
    assert more.better_than == less.worse_than
    assert more.share_better == pytest.approx(100 - less.share_better)


@given(value=NUMBERS, group=GROUPS, polarity=JUDGED, data=st.data())
def test_the_order_of_the_group_does_not_matter(value, group, polarity, data):
    shuffled = np.array(data.draw(st.permutations(group.tolist())))
    assert stand(value, group, polarity) == stand(value, shuffled, polarity)


@given(value=NUMBERS, better=NUMBERS, group=GROUPS, polarity=JUDGED)
def test_a_better_value_never_stands_worse(value, better, group, polarity):
    assume(goodness(np.array([better]), polarity)[0] > goodness(np.array([value]), polarity)[0])
    assert stand(better, group, polarity).share_better >= stand(value, group, polarity).share_better
