import numpy as np
import pandas as pd
import pytest

from pes_analysis.measure.intervals import bound_columns, mean_intervals, proportion_intervals, rate_intervals
from pes_analysis.protect.errors import PesError


def test_both_levels_stand_side_by_side_with_method_and_flag():
    table = rate_intervals([3, 30], [1000, 1000], multiplier=1000)
    assert list(table) == [
        "value", "lower_95", "upper_95", "lower_99_8", "upper_99_8", "method", "small",
    ]  # fmt: skip
    assert table["method"].tolist() == ["exact", "byar"]
    assert table["small"].tolist() == [True, False]
    assert (table["lower_99_8"] < table["lower_95"]).all()


def test_the_index_of_a_series_is_kept():
    counts = pd.Series([5.0, 6.0], index=["1201", "1202"])
    assert proportion_intervals(counts, [10, 10]).index.tolist() == ["1201", "1202"]


def test_nobody_to_count_is_no_number_and_no_method():
    table = pd.concat([proportion_intervals([0, np.nan], [0, 5]), rate_intervals([0], [0])])
    assert table["value"].isna().all()
    assert (table["method"] == "").all()
    assert not table["small"].any()


def test_the_limit_of_a_small_count_is_the_callers():
    assert proportion_intervals([7], [100], small_count=5)["small"].tolist() == [False]


def test_a_mean_of_one_value_is_shown_without_bounds():
    table = mean_intervals([5.0], [np.nan], [1])
    assert table["value"].tolist() == [5.0]
    assert table.filter(like="_95").isna().all(axis=None)


@pytest.mark.parametrize("numbers", [([3], [2]), ([-1], [5])])
def test_impossible_counts_are_refused(numbers):
    with pytest.raises(PesError, match="position 0"):
        proportion_intervals(*numbers)


def test_a_level_outside_zero_to_one_is_refused():
    with pytest.raises(PesError, match=r"95.*between 0 and 1"):
        bound_columns(95)
