from math import erfc, sqrt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pes_analysis.catalogue import load_catalogue
from pes_analysis.compare.figures import Group, lay_out_figures
from pes_analysis.compare.trends import _normal_p, change, mann_kendall_p, sen_slope, trend

RATE = load_catalogue().indicator("unemployment_rate")
PEERS = Group("peers", tuple(f"02{i:02}" for i in range(1, 6)))
SERIES = st.lists(st.integers(min_value=-50, max_value=50).map(float), min_size=4, max_size=7).map(np.array)


def values(own, first_year=2018, groups=(), states=None):
    rows = [("1201", first_year + at, number) for at, number in enumerate(own)]
    rows += [(unit, year, number) for year, unit, number in groups]
    table = pd.DataFrame(rows, columns=["teryt", "year", "value"]).assign(
        indicator=RATE.id, reason="", source="gus"
    )
    return table.assign(state=np.where(table["value"].isna(), "missing", "value"))


def laid_out(table, indicator=RATE):
    own = table[table["teryt"] == "1201"]
    return trend(own, lay_out_figures(table, [indicator]), indicator, PEERS)


def changed(own, breaks=(), indicator=RATE, **options):
    return change(laid_out(values(own, **options), indicator), indicator, breaks)


def test_the_group_of_a_year_by_hand():
    group = [(2018, unit, 1.0 + at) for at, unit in enumerate(PEERS.units)]
    row = laid_out(values([9.0], groups=group)).iloc[0]
    assert row[["group_q1", "group_median", "group_q3", "n"]].tolist() == [2.0, 3.0, 4.0, 5]


def test_below_five_units_the_band_is_empty():
    group = [(2018, unit, 1.0) for unit in PEERS.units[:4]]
    row = laid_out(values([9.0], groups=group)).iloc[0]
    assert row["n"] == 4
    assert np.isnan(row["group_median"])


@pytest.mark.parametrize(
    ("own", "direction"),
    [
        ([9.0, 8.0, 7.0, 6.0], "improving"),
        ([6.0, 7.0, 8.0, 9.0], "worsening"),
        ([6.0, 7.0, 6.5, 9.0], "unclear"),
        ([5.0, 5.0, 5.0, 5.0], "unclear"),
        ([9.0, 8.0, 7.0], "unknown"),
    ],
)
def test_a_direction_is_named_carefully(own, direction):
    assert changed(own).direction == direction


def test_an_indicator_that_is_not_judged_rises():
    plain = RATE.model_copy(update={"polarity": "informational"})
    assert changed([1.0, 2.0, 3.0, 4.0], indicator=plain).direction == "rising"


def test_coming_into_the_recommended_range_from_above_is_improving():
    ranged = RATE.model_copy(update={"polarity": "nominant", "range": (1.0, 2.0)})
    assert changed([9.0, 7.0, 5.0, 3.0], indicator=ranged).direction == "improving"


def test_the_window_is_five_years_and_stops_at_a_break():
    assert changed([9.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0]).first_year == 2019
    after = changed([9.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0], breaks={2022})
    assert (after.first_year, after.points, after.direction) == (2022, 3, "unknown")


def test_a_break_is_not_crossed_though_the_county_has_no_row_of_its_year():
    table = values([6.0, 5.0, 4.0, 3.0, 2.0, 1.0])
    series = laid_out(table[table["year"] != 2020])
    assert change(series, RATE).first_year == 2018
    assert change(series, RATE, {2020}).first_year == 2021
    assert change(series, RATE, {2024}).first_year == 2018


def test_values_that_are_printed_alike_do_not_rise():
    assert changed([5.01, 5.02, 5.03, 5.04]).direction == "unclear"


def test_halves_go_up_as_they_are_printed():
    # In binary 2.25 rounds down to even and 2.35 up: two and the same step would be ranked differently.
    assert changed([2.3, 2.25, 2.3, 2.25]).tau == 0


def test_a_trend_names_the_sources_of_its_points():
    table = values([9.0, 8.0]).assign(source=["gus; rops", "gus"])
    assert laid_out(table)["source"].tolist() == ["gus; rops", "gus"]


def test_a_gap_is_not_a_point():
    found = changed([4.0, np.nan, 3.0, 2.0, 1.0])
    assert (found.points, found.difference, found.direction) == (4, -3.0, "improving")


def test_one_number_is_no_change():
    assert changed([4.0]) is None


def test_the_normal_approximation_by_hand_with_a_tie():
    # Gilbert 1987, eq. 16.3 and 16.4: of 66 pairs 63 rise, 2 fall and 1 is tied, so S = 61,
    # Var = (12 * 11 * 29 - 2 * 1 * 9) / 18 and Z = (S - 1) / sqrt(Var).
    series = np.array([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 10, 9.5])
    z = 60 / sqrt((12 * 11 * 29 - 18) / 18)
    assert mann_kendall_p(series) == pytest.approx(erfc(z / sqrt(2)))


@pytest.mark.parametrize(
    ("series", "one_sided"),
    # Orders with at most so many inversions: 1 + 4 of 5!, 1 + 6 + 20 of 7!.
    [([1.0, 2.0, 3.0, 5.0, 4.0], 5 / 120), ([2.0, 1.0, 3.0, 4.0, 5.0, 7.0, 6.0], 27 / 5040)],
)
def test_exact_probabilities_by_counting_orders(series, one_sided):
    assert mann_kendall_p(np.array(series)) == pytest.approx(2 * one_sided)


@given(SERIES)
def test_the_test_does_not_know_the_direction_of_time_or_the_unit(series):
    p = mann_kendall_p(series)
    assert 0 < p <= 1
    assert mann_kendall_p(series[::-1]) == pytest.approx(p)
    assert mann_kendall_p(series * 0.25 + 8) == pytest.approx(p)


@given(SERIES, st.integers(min_value=-20, max_value=20))
def test_a_straight_line_added_moves_the_slope_by_its_own(series, step):
    years = np.arange(len(series), dtype=float) + 2015
    moved = series + step * (years - 2015)
    assert sen_slope(years, moved) == pytest.approx(sen_slope(years, series) + step)


@given(st.permutations(range(7)))
def test_exact_and_approximate_agree_roughly(order):
    series = np.array(order, dtype=float)
    assert _normal_p(tuple(order)) == pytest.approx(mann_kendall_p(series), abs=0.06)
