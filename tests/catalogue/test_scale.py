"""The absolute scale: anchors in the order of goodness, laid out by value."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pes_analysis.catalogue.scale import Scale, anchors_of
from pes_analysis.catalogue.validation import BilingualValueError

numbers = st.floats(-1e6, 1e6, allow_nan=False, allow_subnormal=False)


def increasing(count: int) -> st.SearchStrategy[list[float]]:
    return st.lists(numbers, min_size=count, max_size=count, unique=True).map(sorted)


@given(increasing(4))
def test_a_stimulant_and_its_mirror_image_have_mirrored_anchors(ends):
    worst, warn, reference, best = ends
    more = Scale(worst=worst, warn=warn, reference=reference, best=best, origin="P")
    less = Scale(worst=-worst, warn=-warn, reference=-reference, best=-best, origin="P")
    anchors = anchors_of(more, "stimulant")
    assert [tuple(anchor) for anchor in anchors] == list(zip(ends, (0, 40, 70, 100), strict=True))
    mirrored = [(-anchor.value, anchor.points) for anchor in reversed(anchors)]
    assert [tuple(anchor) for anchor in anchors_of(less, "destimulant")] == mirrored


@given(increasing(8))
def test_a_range_is_worth_seventy_at_both_ends_and_a_hundred_inside(ends):
    scale = Scale(worst=(ends[0], ends[7]), warn=(ends[1], ends[6]), best=(ends[3], ends[4]), origin="P")
    anchors = anchors_of(scale, "nominant", (ends[2], ends[5]))
    assert [anchor.value for anchor in anchors] == ends
    assert [anchor.points for anchor in anchors] == [0, 40, 70, 100, 100, 70, 40, 0]


def test_without_a_best_the_middle_of_the_range_is_best_and_stands_once():
    anchors = anchors_of(Scale(worst=(-10, 30), warn=(-1, 12), origin="P"), "nominant", (0, 8))
    assert [tuple(anchor) for anchor in anchors] == [
        (-10, 0), (-1, 40), (0, 70), (4, 100), (8, 70), (12, 40), (30, 0),
    ]  # fmt: skip


@given(st.permutations([1.0, 2.0, 3.0, 4.0]), st.sampled_from(["stimulant", "destimulant"]))
def test_every_other_order_is_refused(order, polarity):
    worst, warn, reference, best = order
    scale = Scale(worst=worst, warn=warn, reference=reference, best=best, origin="P")
    right = [1, 2, 3, 4] if polarity == "stimulant" else [4, 3, 2, 1]
    if list(order) == right:
        assert len(anchors_of(scale, polarity)) == 4
    else:
        with pytest.raises(BilingualValueError, match="wrong order"):
            anchors_of(scale, polarity)


@pytest.mark.parametrize(
    ("scale", "polarity", "recommended", "said"),
    [
        (Scale(worst=0, warn=1, reference=2, best=3, origin="P"), "informational", None, "no scale"),
        (Scale(worst=0, warn=1, best=3, origin="P"), "stimulant", None, "four numbers"),
        (Scale(worst=(0, 9), warn=(1, 8), origin="P"), "stimulant", None, "four numbers"),
        (Scale(worst=0, warn=1, reference=2, best=3, origin="P"), "nominant", (0, 1), "needs pairs"),
        (Scale(worst=(0, 9), warn=(1, 8), reference=4, origin="P"), "nominant", (2, 7), "no reference"),
        (Scale(worst=(0, 9), warn=(3, 8), origin="P"), "nominant", (2, 7), "wrong order"),
        (Scale(worst=(0, 9), warn=(1, 8), best=(6, 3), origin="P"), "nominant", (2, 7), "wrong order"),
    ],
)
def test_a_scale_of_the_wrong_shape_is_refused(scale, polarity, recommended, said):
    with pytest.raises(BilingualValueError, match=said) as refused:
        anchors_of(scale, polarity, recommended)
    assert refused.value.pl
