"""Intervals, standardised rates, funnels and trends against published figures (see SOURCE.md)."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from pes_analysis.measure.funnel import against_baseline, proportion_funnel, rate_funnel
from pes_analysis.measure.interval_bounds import byar, wilson
from pes_analysis.measure.intervals import mean_intervals, proportion_intervals, rate_intervals
from pes_analysis.measure.standardisation import standardised_rates
from pes_analysis.measure.trend_test import trend_test

HERE = Path(__file__).parent
FIGURES = ["value", "lower_95", "upper_95", "lower_99_8", "upper_99_8"]
TOLERANCE = 1e-9


def published(name):
    return pd.read_csv(HERE / name)


def agree(ours, theirs, tolerance=TOLERANCE):
    """Compare what the source prints; what it leaves blank must have a reason of its own in the test."""
    printed = theirs.notna().to_numpy()
    np.testing.assert_allclose(ours.to_numpy()[printed], theirs.to_numpy()[printed], rtol=tolerance)
    assert printed.any()


def test_single_bounds():
    for row in published("bounds.csv").itertuples():
        if row.method == "byar":
            ours = byar(row.count, row.level)
        else:
            ours = wilson(row.count, row.denominator, row.level)
        np.testing.assert_allclose(ours, (row.lower, row.upper), rtol=TOLERANCE, equal_nan=True)


def test_shares_by_wilson():
    table = published("proportions.csv")
    for multiplier, rows in table.groupby("multiplier"):
        ours = proportion_intervals(rows["numerator"], rows["denominator"], multiplier=multiplier)
        agree(ours[FIGURES], rows[FIGURES])
        assert (ours["value"].isna() == rows["value"].isna()).all()


def test_rates_exact_under_ten_and_byar_from_ten():
    table = published("rates.csv")
    for multiplier, rows in table.groupby("multiplier"):
        ours = rate_intervals(rows["count"], rows["denominator"], multiplier=multiplier)
        agree(ours[FIGURES], rows[FIGURES])
        computed = rows["value"].notna()
        assert (ours["method"] == rows["method"].fillna(""))[computed].all()
        assert ours.loc[~computed, FIGURES].isna().all(axis=None)


def test_means_by_student():
    values, expected = published("mean_values.csv"), published("means.csv").set_index("area")
    both = values.assign(area="both")
    grouped = pd.concat([values, both]).groupby("area")["value"].agg(["mean", "std", "count"])
    grouped = grouped.loc[expected.index]
    agree(mean_intervals(grouped["mean"], grouped["std"], grouped["count"])[FIGURES], expected[FIGURES])


def test_standardised_rates_by_dobson():
    bands = published("standardised_bands.csv")
    expected = published("standardised_rates.csv")
    for row in range(len(expected)):
        area, multiplier = expected.loc[row, ["area", "multiplier"]]
        own = bands[bands["area"] == area]
        ours = standardised_rates([own["count"]], [own["population"]], own["standard"], multiplier=multiplier)
        if area == "tiny":
            assert ours[FIGURES].isna().all(axis=None)
            assert ours["small"].all()
        else:
            agree(ours[FIGURES], expected.loc[[row], FIGURES])


def test_positions_of_shares_in_a_funnel():
    units = published("funnel_shares.csv")
    baseline = units["numerator"].sum() / units["denominator"].sum()
    ours = against_baseline(proportion_intervals(units["numerator"], units["denominator"]), baseline)
    assert (ours == units["position"]).all()


def test_positions_of_ratios_in_a_funnel():
    units = published("funnel_ratios.csv")
    ours = against_baseline(rate_intervals(units["count"], units["expected"], multiplier=1), 1.0)
    assert (ours == units["position"]).all()


def test_limits_of_shares_in_a_funnel():
    units, expected = published("funnel_shares.csv"), published("funnel_share_limits.csv")
    baseline = units["numerator"].sum() / units["denominator"].sum()
    ours = proportion_funnel(expected["population"], baseline, multiplier=100)
    np.testing.assert_allclose(ours[expected.columns], expected, atol=1e-6)


def test_limits_of_rates_in_a_funnel():
    expected = published("funnel_rate_limits.csv")
    ours = rate_funnel(expected["events"], expected["baseline"].iloc[0])
    # At one event the source's bisection is at the edge of its range.
    sure = expected["events"] > 1
    np.testing.assert_allclose(ours.loc[sure, expected.columns], expected[sure], rtol=3e-5)


@pytest.mark.parametrize("name", published("trends.csv")["series"].unique())
def test_directions_of_series(name):
    series = published("trends.csv").query("series == @name")
    shares = proportion_intervals(series["count"], series["denominator"])
    assert trend_test(shares.assign(year=series["year"])).marker == series["marker"].iloc[0]
