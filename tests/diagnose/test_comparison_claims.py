"""The ends of a comparison in every replication, and who is ahead of whom, against plain counting."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pes_analysis.compare.standing import QUARTER, SMALLEST_GROUP
from pes_analysis.diagnose.comparison_claims import ahead, tell_ends

NUMBER = st.one_of(st.integers(-3, 3).map(float), st.floats(-100, 100), st.just(float("nan")))


@st.composite
def tables(draw):
    rows, units = draw(st.integers(1, 4)), draw(st.integers(1, 11))
    return np.array([[draw(NUMBER) for _ in range(units)] for _ in range(rows)])


@given(tables(), st.sampled_from([1, -1]))
def test_a_quarter_is_three_quarters_of_the_others_left_behind(judged, sign):
    tell = tell_ends(judged, quarters=True)
    for at in range(judged.shape[1]):
        for row, told in enumerate(tell(at, sign)):
            own, others = judged[row, at], np.delete(judged[row], at)
            others = others[~np.isnan(others)]
            if np.isnan(own) or len(others) < SMALLEST_GROUP:
                assert np.isnan(told)
            else:
                assert told == (sum(sign * one < sign * own for one in others) >= QUARTER * len(others))


@given(tables(), st.sampled_from([1, -1]))
def test_an_end_is_the_first_place_unless_all_are_equal(judged, sign):
    tell = tell_ends(judged, quarters=False)
    for at in range(judged.shape[1]):
        for row, told in enumerate(tell(at, sign)):
            own, known = sign * judged[row, at], sign * judged[row][~np.isnan(judged[row])]
            if np.isnan(own) or len(known) < 2:
                assert np.isnan(told)
            else:
                assert told == (own == known.max() and own > known.min())


@given(tables())
def test_who_is_ahead_is_the_share_of_trials_with_both_and_ties_count_by_half(scores):
    units = [f"u{at}" for at in range(scores.shape[1])]
    draws = SimpleNamespace(
        general=scores.T,
        rows=SimpleNamespace(parts={"joint": slice(0, len(scores))}, published=0),
        measured=SimpleNamespace(points=pd.DataFrame(index=units)),
    )
    found = ahead(draws, {unit: unit.upper() for unit in units}, [unit.upper() for unit in units])
    known = [at for at in range(len(units)) if np.isfinite(scores[0, at])]
    assert len(found) == len(known) * (len(known) - 1)
    for row in found.to_dict("records"):
        mine, theirs = (scores[:, int(str(row[name])[1:])] for name in ("unit", "other"))
        pairs = [(a, b) for a, b in zip(mine, theirs, strict=True) if np.isfinite(a) and np.isfinite(b)]
        expected = np.mean([(a > b) + (a == b) / 2 for a, b in pairs])
        assert row["probability"] == pytest.approx(expected, abs=1e-12)
