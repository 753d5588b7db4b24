import numpy as np
import pandas as pd
import pytest

from pes_analysis.measure.composite.step_rules import Impute
from pes_analysis.robust.gaps import find_gaps

INDEX = pd.MultiIndex.from_product([list("uvwxy"), [2024]], names=["unit", "year"])
VALUES = pd.DataFrame({"a": [1.0, 3, 8, 10, np.nan], "b": [1.0, 2, 8, 9, 8.5]}, index=INDEX)
GROUPS = pd.DataFrame({"kind": list("kklll")}, index=INDEX)


@pytest.mark.parametrize(
    ("step", "residuals"),
    [
        ({"method": "mean"}, [-4.5, -2.5, 2.5, 4.5]),
        ({"method": "group_median", "group": "kind"}, [-1, 1]),
        ({"method": "nearest_neighbour", "neighbours": 2}, [-1, 1]),
        ({"method": "last_value"}, [0]),
    ],
)
def test_residuals_are_those_of_the_values_it_was_filled_from(step, residuals):
    gaps = find_gaps(VALUES, VALUES.fillna(5.0), GROUPS, Impute(**step))
    assert (gaps.rows.tolist(), gaps.columns.tolist()) == ([4], [0])
    drawn = gaps.draw(np.linspace(0, 0.999, 101)[:, np.newaxis])
    assert sorted(set(drawn.ravel())) == residuals
    assert drawn.mean() == pytest.approx(0, abs=0.2)


def test_nothing_is_drawn_where_nothing_was_filled():
    gaps = find_gaps(VALUES, VALUES, GROUPS, Impute())
    assert len(gaps) == 0
    assert gaps.draw(np.empty((7, 0))).shape == (7, 0)


def test_donors_are_of_the_same_year():
    index = pd.MultiIndex.from_product([["u", "v"], [2023, 2024]], names=["unit", "year"])
    values = pd.DataFrame({"a": [1.0, 2.0, np.nan, 4.0]}, index=index)
    gaps = find_gaps(values, values.fillna(1.0), pd.DataFrame(index=index), Impute(method="mean"))
    assert gaps.counts.tolist() == [1]
