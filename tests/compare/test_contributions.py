import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pes_analysis.compare.contributions import contributions

NAMES = ["a", "b", "c", "d"]
ROW = st.lists(
    st.one_of(st.just(float("nan")), st.floats(min_value=0, max_value=100)), min_size=4, max_size=4
)


def weigh(points):
    """Weigh known indicators alike, two dimensions alike: as a score does."""
    known = points.notna().to_numpy(dtype=float)
    inside = np.zeros(known.shape)
    for of in (slice(0, 2), slice(2, 4)):
        inside[:, of] = known[:, of] / np.maximum(known[:, of].sum(axis=1, keepdims=True), 1)
    totals = inside.sum(axis=1, keepdims=True)
    return pd.DataFrame(inside / np.where(totals > 0, totals, 1), index=points.index, columns=points.columns)


def frame(rows):
    return pd.DataFrame(rows, index=["own", *[f"p{at}" for at in range(1, len(rows))]], columns=NAMES)


def test_with_the_same_answers_only_the_points_count():
    points = frame([[80.0, 60, 40, 20], [60, 60, 60, 60], [40, 60, 40, 0]])
    table = contributions(points, weigh(points), "own", ["p1", "p2"]).set_index("indicator")
    assert table["set"].abs().max() < 1e-12
    assert table["contribution"].to_dict() == pytest.approx({"a": 7.5, "b": 0, "c": -2.5, "d": -2.5})


def test_a_missing_answer_costs_only_what_leaving_it_out_changes():
    # Everybody else has 50 everywhere; leaving one out of the mean changes nothing.
    points = frame([[50.0, 50, 50, np.nan], [50, 50, 50, 50], [50, 50, 50, 50]])
    table = contributions(points, weigh(points), "own", ["p1", "p2"])
    assert table["contribution"].abs().max() == 0
    assert np.isnan(table.set_index("indicator").loc["d", "points"])


def test_without_scored_peers_there_is_nothing_to_split():
    points = frame([[80.0, 60, 40, 20], [np.nan] * 4])
    assert contributions(points, weigh(points), "own", ["p1"]).empty
    assert contributions(points, weigh(points), "p1", ["own"]).empty


@settings(deadline=None)
@given(rows=st.lists(ROW, min_size=2, max_size=8))
def test_contributions_add_up_to_the_distance_whatever_is_missing(rows):
    points = frame(rows)
    weights = weigh(points)
    scores = (weights * points.fillna(0)).sum(axis=1)
    scored = weights.sum(axis=1) > 0
    peers = [unit for unit in points.index if unit != "own"]
    table = contributions(points, weights, "own", peers)
    with_scores = [unit for unit in peers if scored[unit]]
    if scored["own"] and with_scores:
        distance = scores["own"] - scores[with_scores].mean()
        assert table["contribution"].sum() == pytest.approx(distance, abs=1e-9)
        assert (table["level"] + table["set"]).tolist() == pytest.approx(table["contribution"].tolist())
    else:
        assert table.empty


@settings(deadline=None)
@given(rows=st.lists(ROW, min_size=3, max_size=8), data=st.data())
def test_the_order_of_peers_does_not_matter(rows, data):
    points = frame(rows)
    weights = weigh(points)
    peers = list(points.index[1:])
    one = contributions(points, weights, "own", peers)
    other = contributions(points, weights, "own", data.draw(st.permutations(peers)))
    columns = ["contribution", "level", "set"]
    for name in one["indicator"]:
        pd.testing.assert_frame_equal(
            one[one["indicator"] == name][columns].reset_index(drop=True),
            other[other["indicator"] == name][columns].reset_index(drop=True),
            atol=1e-9,
        )
