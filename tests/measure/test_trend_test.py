import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pes_analysis.measure.trend_test import trend_test
from pes_analysis.protect.errors import PesError


def series(values, half_width=1.0, years=None):
    values = np.asarray(values, dtype=float)
    years = range(2020, 2020 + len(values)) if years is None else years
    return pd.DataFrame(
        {"year": years, "value": values, "lower_95": values - half_width, "upper_95": values + half_width}
    )


VALUES = st.lists(st.floats(min_value=-100, max_value=100), min_size=5, max_size=5)


def test_a_steady_rise_is_a_trend_with_its_slope():
    result = trend_test(series([10, 12, 14, 16, 18]))
    assert (result.marker, result.first_year, result.last_year) == ("increasing", 2020, 2024)
    assert result.slope == pytest.approx(2)
    assert result.chi_squared == pytest.approx(2**2 * 10 * (1.959963984540054 / 1) ** 2)


@given(VALUES)
def test_a_mirrored_series_has_the_mirrored_trend(values):
    mirrored = {"increasing": "decreasing", "decreasing": "increasing"}
    result, other = trend_test(series(values)), trend_test(series(np.negative(values)))
    assert other.marker == mirrored.get(result.marker, result.marker)
    assert other.p_value == pytest.approx(result.p_value)


def test_one_point_alone_makes_no_trend():
    result = trend_test(series([10, 9.9, 9.8, 9.7, 30]))
    assert result.p_value < 0.002
    assert result.one_point_decides
    assert result.marker == "no_change"


def test_wide_intervals_hide_a_trend():
    assert trend_test(series([10, 12, 14, 16, 18], half_width=20)).marker == "no_change"


def test_only_the_last_five_points_count():
    assert trend_test(series([90, 50, 10, 12, 14, 16, 18])).marker == "increasing"


def test_missing_years_are_gaps_on_the_axis_and_not_points():
    with_gap = series([10, np.nan, 12, 13, 14, 15], years=[2018, 2019, 2020, 2021, 2022, 2023])
    result = trend_test(with_gap)
    assert (result.first_year, result.last_year) == (2018, 2023)
    assert result.slope == pytest.approx(1)


@pytest.mark.parametrize(
    ("given_series", "reason"),
    [
        (series([1, 2, 3, 4]), "too_few_points"),
        (series([1, 2, 3, 4, np.nan]), "too_few_points"),
        (series([1, 2, 3, 4, 5], half_width=np.nan), "no_interval"),
        (series([1, 2, 3, 4, 5], half_width=0), "no_interval"),
    ],
)
def test_what_cannot_be_tested_is_never_called_unchanged(given_series, reason):
    result = trend_test(given_series)
    assert (result.marker, result.reason) == ("cannot_be_calculated", reason)


def test_two_values_of_one_year_are_refused():
    with pytest.raises(PesError, match="2021"):
        trend_test(series([1, 2, 3, 4, 5], years=[2020, 2021, 2021, 2022, 2023]))
