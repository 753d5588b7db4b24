import numpy as np
import pandas as pd
import pytest

from pes_analysis.catalogue import load_catalogue
from pes_analysis.compare.figures import Group, lay_out_figures
from pes_analysis.diagnose.trends import TREND_COLUMNS, county_trends, is_followed

RATE = load_catalogue().indicator("unemployment_rate")
NO_BREAKS = pd.DataFrame({"indicator": [], "year": []})
NO_AREAS = pd.DataFrame({"teryt": [], "indicator": [], "year": [], "value": []})


def series(name, numbers):
    return pd.DataFrame(
        {
            "teryt": "1201",
            "year": range(2018, 2018 + len(numbers)),
            "indicator": name,
            "value": numbers,
            "state": "value",
            "source": "gus",
        }
    )


def trends(*parts, breaks=NO_BREAKS, indicators=None):
    own = pd.concat(parts)
    indicators = indicators or [RATE.model_copy(update={"id": name}) for name in own["indicator"].unique()]
    positions = pd.DataFrame({"indicator": [one.id for one in indicators], "group": "none"})
    figures = lay_out_figures(own, indicators)
    return county_trends(own, figures, indicators, positions, [Group("peers", ())], breaks, NO_AREAS)


@pytest.mark.parametrize(
    ("fields", "followed"),
    [
        ({}, True),
        ({"core": False}, True),
        ({"polarity": "informational"}, True),
        ({"polarity": "informational", "core": False}, False),
        ({"unit": "per_10k"}, False),
        ({"unit": "per_100k"}, False),
    ],
)
def test_what_is_followed(fields, followed):
    assert is_followed(RATE.model_copy(update=fields)) == followed


def test_four_years_are_too_few_to_draw():
    table, changes = trends(series("a", [4.0, 3.0, 2.0, 1.0]))
    assert list(table.columns) == list(TREND_COLUMNS)
    assert table.empty
    assert changes == ()


def test_the_columns_are_those_of_a_trend():
    table, _ = trends(series("a", [5.0, 4.0, 3.0, 2.0, 1.0]))
    assert list(table.columns) == list(TREND_COLUMNS)


def test_a_break_of_an_indicator_is_its_own():
    falling = [6.0, 5.0, 4.0, 3.0, 2.0, 1.0]
    broken = pd.DataFrame({"indicator": ["a"], "year": [2021]})
    _, (one, other) = trends(series("a", falling), series("b", falling), breaks=broken)
    assert (one.first_year, other.first_year) == (2021, 2018)


def test_all_series_of_the_county_are_tested_together():
    steady = [5.0, 4.0, 3.0, 2.0, 1.0]
    wavering = [5.0, 1.0, 4.0, 2.0, 3.0]
    _, (alone,) = trends(series("a", steady))
    _, together = trends(series("a", steady), *(series(name, wavering) for name in "bcdefgh"))
    assert (alone.direction, together[0].direction) == ("improving", "unclear")
    assert alone.p_value == together[0].p_value
    assert np.isclose(together[0].q_value, 8 * alone.p_value)
