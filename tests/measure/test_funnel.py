import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pes_analysis.measure.funnel import against_baseline, proportion_funnel, rate_funnel
from pes_analysis.measure.intervals import proportion_intervals, rate_intervals
from pes_analysis.protect.errors import PesError

POPULATIONS = st.integers(min_value=1, max_value=10**5)


@given(POPULATIONS, st.floats(min_value=0, max_value=1), st.floats(min_value=0.02, max_value=0.98))
def test_lying_beyond_a_limit_is_having_an_interval_without_the_baseline(n, part, baseline):
    count = int(n * part)
    funnel = proportion_funnel([n], baseline, levels=[0.95]).iloc[0]
    position = against_baseline(proportion_intervals([count], [n], levels=[0.95]), baseline).iloc[0]
    share = count / n
    if abs(share - funnel["lower_95"]) > 1e-9 and abs(share - funnel["upper_95"]) > 1e-9:
        beyond = {"low_95": share < funnel["lower_95"], "high_95": share > funnel["upper_95"]}
        assert {name for name, is_so in beyond.items() if is_so} == ({position} - {"within"})


@given(st.integers(min_value=1, max_value=9))
def test_a_unit_on_the_limit_of_a_rate_has_an_interval_that_touches_the_baseline(events):
    point = rate_funnel([events], 50.0, levels=[0.95]).iloc[0]
    for side, touching in (("lower_95", "upper_95"), ("upper_95", "lower_95")):
        interval = rate_intervals([events], [point[f"{side}_population"]], levels=[0.95]).iloc[0]
        assert interval[touching] == pytest.approx(50.0)
        assert interval["value"] == pytest.approx(point[side])


def test_no_interval_has_no_position():
    assert against_baseline(proportion_intervals([np.nan, 5], [10, 10]), 0.5).tolist() == ["", "within"]


@pytest.mark.parametrize("call", [lambda: proportion_funnel([10], 80), lambda: rate_funnel([0], 10)])
def test_impossible_funnels_are_refused(call):
    with pytest.raises(PesError):
        call()
