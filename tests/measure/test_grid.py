import numpy as np
import pandas as pd
import pytest

from pes_analysis.measure.grid import lay_out
from pes_analysis.protect.errors import PesError


def observations(*rows):
    return pd.DataFrame(rows, columns=["teryt", "year", "variable", "value", "state", "source"])


def test_a_value_beside_a_gap_is_not_a_number():
    grid = lay_out(observations(("1201", 2020, "pop", 5.0, "suppressed", "gus")), ["pop"])
    assert not grid.is_number.any()
    assert grid.has_row.all()


def test_a_variable_without_rows_is_an_empty_layer():
    grid = lay_out(observations(("1201", 2020, "pop", 5.0, "value", "gus")), ["pop", "unemployed"])
    assert grid.has_row[:, 0, 0].tolist() == [True, False]


def test_rows_of_other_counties_are_not_laid_out_on_a_fixed_axis():
    rows = observations(
        ("1202", 2021, "pop", 7.0, "value", "gus"), ("1201", 2020, "pop", 5.0, "value", "gus")
    )
    grid = lay_out(rows, ["pop"], ["1201", "1263"])
    assert (grid.counties, grid.years) == (("1201", "1263"), (2020,))
    np.testing.assert_array_equal(grid.numbers[0], [[5.0], [np.nan]])


def test_no_rows_at_all_give_empty_axes():
    assert lay_out(observations(), ["pop"]).numbers.shape == (1, 0, 0)


def test_two_rows_for_one_cell_are_refused_by_name():
    row = ("1201", 2020, "pop", 5.0, "value", "gus")
    with pytest.raises(PesError, match="pop, 1201, 2020"):
        lay_out(observations(row, row), ["pop"])


def test_a_state_that_does_not_exist_is_refused():
    with pytest.raises(PesError, match="'vlaue'"):
        lay_out(observations(("1201", 2020, "pop", 5.0, "vlaue", "gus")), ["pop"])
