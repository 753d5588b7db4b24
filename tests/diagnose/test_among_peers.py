"""Every member of a pool among the others, against plain counting with that member left out."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pes_analysis.compare.standing import QUARTER, SMALLEST_GROUP, stand
from pes_analysis.diagnose.among_peers import (
    MEAN,
    SCORE,
    STANDING,
    WORST_PART,
    judge_mean,
    judge_score,
    judge_standing,
    judge_worst_part,
)

# Few different numbers make ties, and quartiles that fall on a number.
NUMBER = st.one_of(st.integers(-3, 3).map(float), st.floats(-100, 100), st.just(float("nan")))


@st.composite
def pools(draw):
    rows, members = draw(st.integers(1, 3)), draw(st.integers(1, 12))
    return np.array([[draw(NUMBER) for _ in range(members)] for _ in range(rows)])


def others(values):
    """Give each number of a table with a row's other numbers, and where it stands."""
    for row, numbers in enumerate(values):
        for member, own in enumerate(numbers):
            beside = np.delete(numbers, member)
            yield row, member, float(own), beside[~np.isnan(beside)]


def named(names, flags, row, member):
    return {name: bool(flag[row, member]) for name, flag in zip(names, flags, strict=True)}


@given(pools(), st.booleans())
def test_standings_are_those_of_one_value_beside_a_group(values, interpolated):
    flags = judge_standing(values, np.full(len(values), interpolated))
    for row, member, own, beside in others(values):
        told, alone = named(STANDING, flags, row, member), stand(own, beside, "stimulant")
        if np.isnan(own) or len(beside) < SMALLEST_GROUP:
            assert not any(told.values())
            continue
        assert told["compared"]
        all_alike = (own == beside).all()
        assert told["ordinary"] == (alone.share_better < 50 or all_alike)
        if interpolated:
            # Where a quartile is one's own number but for rounding, both answers are right.
            if abs(own - alone.q3) > 1e-9:
                assert told["best"] == (own > alone.q3)
            if abs(own - alone.q1) > 1e-9:
                assert told["worst"] == (own < alone.q1)
        else:
            assert (told["best"], told["worst"]) == (
                bool(alone.better_than >= QUARTER * alone.n),
                bool(alone.worse_than >= QUARTER * alone.n),
            )


@given(pools())
def test_scores_are_set_beside_most_and_beside_a_quarter(values):
    flags = judge_score(values)
    for row, member, own, beside in others(values):
        enough = not np.isnan(own) and len(beside) >= SMALLEST_GROUP
        lower, higher = int((beside < own).sum()), int((beside > own).sum())
        assert named(SCORE, flags, row, member) == {
            "compared": enough,
            "above_most": enough and 2 * lower > len(beside),
            "below_most": enough and 2 * higher > len(beside),
            "best": enough and lower >= QUARTER * len(beside),
            "worst": enough and higher >= QUARTER * len(beside),
        }


@given(pools())
def test_means_are_those_of_the_others(values):
    flags = judge_mean(values)
    for row, member, own, beside in others(values):
        told = named(MEAN, flags, row, member)
        assert told["compared"] == (not np.isnan(own) and len(beside) >= SMALLEST_GROUP)
        distance = own - beside.mean() if told["compared"] else 0.0
        if abs(distance) > 1e-6 or not told["compared"]:
            assert (told["above"], told["below"]) == (distance > 0, distance < 0)


def test_whoever_has_as_much_as_all_others_is_neither_above_nor_below_their_mean():
    flags = judge_mean(np.full((1, 11), 200 / 3))
    assert flags[0].all()
    assert not flags[1:].any()


@given(pools(), st.booleans())
def test_the_worst_part_counts_ties_by_half(values, lowest):
    flags = judge_worst_part(values, 0.2, lowest_is_worst=lowest)
    for row, member, own, beside in others(values):
        enough = not np.isnan(own) and len(beside) >= SMALLEST_GROUP
        worse = ((beside < own) if lowest else (beside > own)).sum() + (beside == own).sum() / 2
        assert named(WORST_PART, flags, row, member) == {
            "compared": enough,
            "in_worst": bool(enough and worse / len(beside) <= 0.2),
        }
