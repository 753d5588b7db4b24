"""What moved a county's indicators: parts add up, breaks have their years, peers are the same."""

import numpy as np
import pandas as pd
import pytest

from pes_analysis.compare.course_change import PARTS
from pes_analysis.diagnose.county import diagnose_county
from pes_analysis.diagnose.county_change import county_changes
from pes_analysis.diagnose.shared import shared_by_counties
from pes_analysis.edition import open_edition_data

EDITION = open_edition_data("malopolskie-2024")
SHARED = shared_by_counties(EDITION)
COUNTIES = ("1202", "1212", "1261")


@pytest.fixture(params=COUNTIES)
def county(request):
    return diagnose_county(EDITION, request.param)


def test_all_parts_make_the_change_and_with_the_peers_the_distance(county):
    moved = county.moved
    assert len(moved) >= 5
    whole = moved["last_value"] - moved["first_value"]
    np.testing.assert_allclose(moved[list(PARTS)].sum(axis=1), whole, rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(moved["change"], whole, rtol=1e-12)
    np.testing.assert_allclose(
        moved[[*PARTS, "peers"]].sum(axis=1).where(moved["peers"].notna()).dropna(),
        moved["gap_change"].dropna(),
        rtol=1e-9,
        atol=1e-9,
    )


def test_the_distance_moved_as_figures_of_the_same_peers_did(county):
    figures, teryts = SHARED.figures, list(county.peers["teryt"])
    for row in county.moved.to_dict("records"):
        first, last = (
            figures.in_year(row["indicator"], teryts, row[year]) for year in ("first_year", "last_year")
        )
        if row["n"] == len(teryts):
            assert -row["peers"] == pytest.approx(np.median(last) - np.median(first))


def test_a_break_is_named_only_where_it_lies_between_the_years(county):
    for row in county.moved.to_dict("records"):
        broken = county.breaks.loc[county.breaks["indicator"] == row["indicator"], "year"]
        between = sorted({int(year) for year in broken if row["first_year"] < year <= row["last_year"]})
        assert list(row["breaks"]) == between
        if not between:
            assert row["method"] == 0


def test_residents_are_the_denominator_of_rates():
    moved = diagnose_county(EDITION, "1202").moved.set_index("indicator")
    row = moved.loc["unemployed_per_1k"]
    wide = SHARED.observations.pivot_table(index=["teryt", "year"], columns="variable", values="value")
    own = wide.loc["1202"]
    first, before, after, last = (own.loc[year] for year in (row["first_year"], 2019, 2020, row["last_year"]))
    rate = [1000 * one["unemployed"] / one["pop"] for one in (first, before, after, last)]
    assert row["method"] == pytest.approx(rate[2] - rate[1])
    residents = sum(
        500 * (one["unemployed"] + other["unemployed"]) * (1 / other["pop"] - 1 / one["pop"])
        for one, other in ((first, before), (after, last))
    )
    assert row["denominator"] == pytest.approx(residents)


def test_without_positions_nothing_is_split():
    county = diagnose_county(EDITION, "1202")
    none = county.positions.assign(year=pd.array([pd.NA] * len(county.positions), dtype="Int64"))
    assert county_changes(SHARED, "1202", none, [], county.breaks).empty
