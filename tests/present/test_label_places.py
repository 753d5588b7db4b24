"""Labels beside points never lie over one another, over a point or outside."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from pes_analysis.present.label_places import Room, place_labels

INSIDE = Room(0, 0, 340, 300)
POINTS = st.lists(
    st.tuples(st.floats(0, 340), st.floats(0, 300), st.floats(20, 110)), min_size=1, max_size=10
)


@given(POINTS)
def test_labels_keep_clear_of_each_other_of_points_and_of_the_edge(drawn):
    points = [(x, y) for x, y, _ in drawn]
    places = place_labels(points, [(width, 13) for *_, width in drawn], 8, INSIDE)
    rooms = [place.room for place in places if place is not None]
    assert all(INSIDE.holds(room) for room in rooms)
    assert not any(first.overlaps(second) for first, second in combinations(rooms, 2))
    assert not any(room.overlaps(Room.around(point, 7.99)) for room in rooms for point in points)


@given(st.tuples(st.floats(0, 340), st.floats(0, 300)), st.floats(20, 150))
def test_a_label_alone_stands_right_at_its_point(point, width):
    (place,) = place_labels([point], [(width, 13)], 8, INSIDE)
    assert place is not None
    nearest_x = min(max(point[0], place.room.left), place.room.right)
    nearest_y = min(max(point[1], place.room.top), place.room.bottom)
    assert max(abs(nearest_x - point[0]), abs(nearest_y - point[1])) < 8 + 6 * 3
    assert not place.far or point[0] < 30 or point[1] < 30 or point[0] > 310 or point[1] > 270


def test_what_is_taken_stays_free_and_far_labels_say_so():
    point = (170.0, 150.0)
    (place,) = place_labels([point], [(60, 13)], 8, INSIDE, [Room(60, 80, 280, 220)])
    assert place.far
    assert not place.room.overlaps(Room(60, 80, 280, 220))


def test_without_any_room_there_is_no_label():
    assert place_labels([(170, 150)], [(60, 13)], 8, INSIDE, [INSIDE]) == (None,)
