"""Places among all counties of Poland, counted again from the packaged raw figures."""

import pandas as pd
import pytest

from pes_analysis.catalogue import load_catalogue
from pes_analysis.compare.figures import lay_out_figures
from pes_analysis.diagnose.county import diagnose_county
from pes_analysis.diagnose.national import COLUMNS, national_places
from pes_analysis.edition import open_edition_data

EDITION = open_edition_data("malopolskie-2024")
RAW = EDITION.snapshot.county_observations
RATE = load_catalogue().indicator("unemployment_rate")


def national(teryt):
    return diagnose_county(EDITION, teryt).national.set_index("indicator")


@pytest.mark.parametrize("teryt", ["1204", "1261", "0201"])
def test_unemployment_among_all_counties_and_inside_the_region(teryt):
    row = national(teryt).loc["unemployment_rate"]
    cells = RAW[(RAW["variable"] == "unemployment_rate_pct") & (RAW["year"] == row["year"])]
    rates = cells.set_index("teryt")["value"]
    others = rates.drop(teryt)
    assert row["value"] == rates[teryt]
    assert row[["higher", "lower", "ties"]].tolist() == [
        (others > rates[teryt]).sum(),
        (others < rates[teryt]).sum(),
        (others == rates[teryt]).sum(),
    ]
    inside = rates[rates.index.str[:2] == teryt[:2]]
    assert row["region_rank"] == inside.rank(ascending=False, method="min")[teryt]
    assert row["region_n"] == len(inside)


def test_typical_among_its_peers_and_yet_the_worst_of_the_region():
    row = national("1204").loc["unemployment_rate"]
    assert (row["peers_mark"], row["mark"]) == ("middle", "worse")
    assert (row["region_rank"], row["region_ties"], row["region_n"]) == (1, 0, 22)
    assert row["value"] > 2 * row["poland"]


def test_the_city_with_the_lowest_unemployment_of_the_region_is_better_among_all():
    row = national("1261").loc["unemployment_rate"]
    assert row["mark"] == "better"
    assert row["region_rank"] == row["region_n"]


def test_only_core_judged_problems_are_placed():
    for name in national("1201").index:
        indicator = EDITION.catalogue.indicator(name)
        assert indicator.core
        assert (indicator.dimension, indicator.polarity != "informational") == ("problems", True)


def placed(known, group="peers", indicator=RATE):
    """One county with 7.04, the others of a country of 20 with 7.0, of which `known` have a number."""
    codes = [f"12{at:02}" for at in range(1, 22)]
    counties = pd.DataFrame({"voivodeship": "12"}, index=codes)
    table = pd.DataFrame(
        {"teryt": codes, "year": 2022, "indicator": RATE.id, "value": [7.04] + [7.0] * 20, "state": "value"}
    ).head(known + 1)
    position = pd.DataFrame(
        {
            "indicator": [RATE.id],
            "year": [2022],
            "value": [7.04],
            "group": [group],
            "median": [7.0],
            "mark": ["middle"],
            "poland": [5.0],
            "poland_approximate": [True],
        }
    )
    return national_places(position, lay_out_figures(table, [RATE]), [indicator], "1201", counties)


def test_equal_printed_numbers_share_a_place():
    row = placed(20).iloc[0]
    assert row[["n", "ties", "region_rank", "region_ties", "region_n"]].tolist() == [20, 20, 1, 20, 21]


@pytest.mark.parametrize(("known", "rows"), [(20, 1), (19, 1), (18, 0)])
def test_nearly_all_counties_must_have_a_number(known, rows):
    assert len(placed(known)) == rows


def test_nothing_to_place_is_a_table_without_rows():
    for none in (placed(20, group="region"), placed(20, indicator=RATE.model_copy(update={"core": False}))):
        assert none.empty
        assert list(none.columns) == list(COLUMNS)
