import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pes_analysis.diagnose.spread import measure_spread

VALUES = st.lists(st.floats(min_value=0.1, max_value=1e6), min_size=5, max_size=30)


def table(values, indicator="rate"):
    return pd.DataFrame({"indicator": indicator, "year": 2023, "value": values, "state": "value"})


def dispersion(values):
    return measure_spread(table(values))["dispersion"].iloc[0]


@given(VALUES, st.floats(min_value=0.1, max_value=10))
def test_the_unit_does_not_matter(values, factor):
    assert dispersion([one * factor for one in values]) == pytest.approx(dispersion(values), abs=1e-9)


@given(VALUES)
def test_it_lies_between_none_and_one(values):
    assert 0 <= dispersion(values) <= 1


def test_one_county_far_out_does_not_move_it():
    assert dispersion([1.0, 2.0, 3.0, 4.0, 5.0, 6.0]) == dispersion([1.0, 2.0, 3.0, 4.0, 5.0, 600.0])


@pytest.mark.parametrize("values", [[1.0, 2.0, 3.0, 4.0], [-1.0, 2.0, 3.0, 4.0, 5.0], [0.0] * 5])
def test_few_counties_or_no_true_zero_have_none(values):
    assert np.isnan(dispersion(values))


def test_gaps_are_no_figures():
    found = measure_spread(
        pd.concat([table([1.0, 2.0, 3.0, 4.0, 5.0]), table([9.0]).assign(state="missing")])
    )
    assert found[["n", "maximum"]].iloc[0].tolist() == [5, 5.0]
