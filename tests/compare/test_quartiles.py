import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pes_analysis.compare.quartiles import quartiles

CELLS = st.one_of(st.just(float("nan")), st.floats(min_value=-1e6, max_value=1e6))


@settings(deadline=None)
@given(rows=st.integers(1, 4), columns=st.integers(1, 12), data=st.data())
def test_each_group_has_the_quantiles_of_numpy(rows, columns, data):
    cells = data.draw(st.lists(CELLS, min_size=rows * columns, max_size=rows * columns))
    groups = np.array(cells).reshape(rows, columns)
    for share, found in zip((0.0, 0.25, 0.5, 1.0), quartiles(groups, (0.0, 0.25, 0.5, 1.0)), strict=True):
        for row, value in zip(groups, found, strict=True):
            numbers = row[~np.isnan(row)]
            expected = np.quantile(numbers, share) if len(numbers) else np.nan
            assert value == pytest.approx(expected, rel=1e-9, abs=1e-6, nan_ok=True)


def test_the_group_is_the_second_axis_of_a_cube():
    cube = np.arange(24.0).reshape(2, 3, 4)
    (median,) = quartiles(cube, (0.5,))
    np.testing.assert_array_equal(median, np.median(cube, axis=1))


def test_an_empty_group_has_no_quartiles():
    assert all(np.isnan(side).all() for side in quartiles(np.empty((2, 0, 3))))
