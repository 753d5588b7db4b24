from functools import cache

import numpy as np
import pandas as pd
import pytest

from pes_analysis.diagnose.region import diagnose_region, find_extremes
from pes_analysis.edition import open_edition_data
from pes_analysis.protect.errors import PesError

EDITION = open_edition_data("malopolskie-2024")
RAW = EDITION.snapshot.county_observations


@cache
def diagnosis():
    return diagnose_region(EDITION)


def test_every_county_stands_in_every_row_of_the_matrix():
    sizes = diagnosis().matrix.groupby("indicator")["teryt"].nunique()
    assert (sizes == 22).all()
    assert diagnosis().matrix.groupby("indicator")["year"].nunique().eq(1).all()


def test_only_core_judged_indicators_are_shown():
    for name in diagnosis().matrix["indicator"].unique():
        indicator = EDITION.catalogue.indicator(name)
        assert indicator.core
        assert indicator.polarity != "informational"


def test_among_all_of_poland_where_all_of_poland_has_figures():
    rows = diagnosis().matrix[diagnosis().matrix["indicator"] == "unemployment_rate"]
    year = rows["year"].iloc[0]
    rates = RAW[(RAW["variable"] == "unemployment_rate_pct") & (RAW["year"] == year)].set_index("teryt")[
        "value"
    ]
    here = rows.set_index("teryt").loc["1201"]
    assert (here["group"], here["n"]) == ("poland", 379)
    assert here["better_than"] == (rates > rates["1201"]).sum()
    assert here["worse_than"] == (rates < rates["1201"]).sum()


def test_inside_the_region_where_only_the_region_has_figures():
    rows = diagnosis().matrix[diagnosis().matrix["indicator"] == "social_assistance_share"]
    assert set(rows["group"]) == {"region"}
    assert set(rows["n"]) == {21}


def test_spread_is_that_of_the_counties_of_the_region():
    rates = RAW[(RAW["variable"] == "unemployment_rate_pct") & RAW["teryt"].isin(EDITION.region_counties)]
    spread = diagnosis().spread.set_index("indicator")
    year = spread.loc["unemployment_rate", "year"]
    q1, q3 = rates.loc[rates["year"] == year, "value"].quantile([0.25, 0.75])
    assert spread.loc["unemployment_rate", "dispersion"] == pytest.approx((q3 - q1) / (q3 + q1))
    assert spread.loc["unemployment_rate", "n"] == 22
    # Migration has values below zero: nothing is so many times another.
    assert np.isnan(spread.loc["net_migration_per_1k", "dispersion"])


def test_extremes_are_the_extreme_values():
    worst = diagnosis().extremes.query("indicator == 'unemployment_rate' and end == 'worst'")
    rows = diagnosis().matrix[diagnosis().matrix["indicator"] == "unemployment_rate"]
    assert worst["value"].tolist() == [rows["value"].max()]


def test_ties_share_an_end():
    table = pd.DataFrame(
        {
            "indicator": "x",
            "year": 2020,
            "teryt": ["1", "2", "3"],
            "value": [1.0, 1.0, 2.0],
            "state": "value",
            "share_better": [75.0, 75.0, 0.0],
        }
    )
    assert find_extremes(table).query("end == 'best'")["teryt"].tolist() == ["1", "2"]


def test_blocks_of_every_county():
    assert diagnosis().blocks["teryt"].nunique() == 22
    problems = diagnosis().blocks.query("dimension == 'problems' and area == ''")
    assert problems["share"].between(0, 100).all()


def test_the_region_and_poland_stand_beside_in_the_same_years():
    years = diagnosis().matrix.drop_duplicates("indicator").set_index("indicator")["year"]
    for row in diagnosis().areas.itertuples():
        assert row.year == years[row.indicator]
    assert set(diagnosis().areas["teryt"]) == {"00", "12"}


def test_a_hidden_cell_stays_hidden_and_keeps_its_reason():
    hidden = RAW.copy()
    cell = (
        (hidden["variable"] == "unemployment_rate_pct")
        & (hidden["teryt"] == "1201")
        & (hidden["year"] == 2022)
    )
    hidden.loc[cell, "state"] = "suppressed"
    snapshot = type(EDITION.snapshot)(**(vars(EDITION.snapshot) | {"county_observations": hidden}))
    edition = type(EDITION)(EDITION.parameters, snapshot, EDITION.catalogue, EDITION.peers, EDITION.repairs)
    row = (
        diagnose_region(edition).matrix.query("indicator == 'unemployment_rate' and teryt == '1201'").iloc[0]
    )
    assert (row["state"], row["mark"]) == ("suppressed", "none")
    assert np.isnan(row["value"])


def test_a_region_without_counties_is_refused():
    wrong = EDITION.parameters.model_copy(update={"region": "99"})
    edition = type(EDITION)(wrong, EDITION.snapshot, EDITION.catalogue, EDITION.peers, EDITION.repairs)
    with pytest.raises(PesError, match="99"):
        diagnose_region(edition)
