import pandas as pd
import pytest

from pes_analysis.catalogue import load_catalogue
from pes_analysis.compare.figures import Group, lay_out_figures
from pes_analysis.compare.positions import compare_positions

RATE = load_catalogue().indicator("unemployment_rate")
PEERS = Group("peers", tuple(f"02{i:02}" for i in range(1, 11)))
REGION = Group("region", tuple(f"12{i:02}" for i in range(2, 12)))
GROUPS = (PEERS, REGION)


def values(own, group=(), year=2022, indicator=RATE.id):
    rows = [("1201", year, own)] + [(unit, year, number) for unit, number in group]
    return pd.DataFrame(
        [
            (teryt, y, indicator, float(number), "value" if number else "zero", "", "gus")
            for teryt, y, number in rows
        ],
        columns=["teryt", "year", "indicator", "value", "state", "reason", "source"],
    )


def spread(units):
    return [(unit, 5.0 + at) for at, unit in enumerate(units)]


def position(table, edition_year=2024, areas=None, indicator=RATE):
    own, figures = table[table["teryt"] == "1201"], lay_out_figures(table, [indicator])
    return compare_positions(own, figures, [indicator], "1201", GROUPS, edition_year, areas).iloc[0]


def test_one_row_by_hand():
    row = position(values(7.5, spread(PEERS.units)))
    assert row[["year", "value", "group", "n"]].tolist() == [2022, 7.5, "peers", 10]
    assert row[["worse_than", "better_than", "ties", "higher", "lower"]].tolist() == [3, 7, 0, 7, 3]
    assert row[["q1", "median", "q3", "share_better", "mark"]].tolist() == [7.25, 9.5, 11.75, 70.0, "middle"]
    assert row[["age_years", "reliability"]].tolist() == [2, "current"]


@pytest.mark.parametrize(("known", "year"), [(8, 2023), (7, 2022)])
def test_the_year_needs_four_fifths_of_the_group(known, year):
    table = pd.concat([values(7.5, spread(PEERS.units)), values(6.0, spread(PEERS.units[:known]), 2023)])
    assert position(table)["year"] == year


def test_a_newer_own_number_is_told_beside():
    row = position(pd.concat([values(7.5, spread(PEERS.units)), values(6.0, year=2024)]))
    assert row[["year", "newest_year", "newest_value"]].tolist() == [2022, 2024, 6.0]


def test_figures_after_the_edition_are_not_looked_at():
    table = pd.concat([values(7.5, spread(PEERS.units)), values(6.0, spread(PEERS.units), 2025)])
    row = position(table)
    assert row["year"] == 2022
    assert pd.isna(row["newest_year"])


def test_figures_of_one_voivodeship_are_compared_inside_it():
    row = position(values(4.0, spread(REGION.units), 2024))
    assert row[["group", "n", "mark"]].tolist() == ["region", 10, "better"]


def test_peers_come_first_even_where_the_region_is_newer():
    table = pd.concat([values(7.5, spread(PEERS.units), 2019), values(4.0, spread(REGION.units), 2024)])
    assert position(table)[["group", "year", "newest_year"]].tolist() == ["peers", 2019, 2024]


def test_alone_the_newest_number_stays_without_a_mark():
    row = position(pd.concat([values(7.0, year=2020), values(8.0, year=2021)]))
    assert row[["year", "value", "group", "n", "mark"]].tolist() == [2021, 8.0, "none", 0, "none"]


def test_a_gap_keeps_its_reason():
    table = values(7.0).assign(state="suppressed", reason="suppressed: x", value=float("nan"))
    row = position(table)
    assert row[["state", "reason", "reliability", "mark"]].tolist() == [
        "suppressed",
        "suppressed: x",
        "none",
        "none",
    ]


def test_an_indicator_nobody_reported_is_a_row_that_says_so():
    row = position(values(7.0, indicator="another"))
    assert row[["state", "reason"]].tolist() == ["missing", "no_figures"]
    assert pd.isna(row["year"])


@pytest.mark.parametrize(("own", "others"), [(7.04, 7.0), (7.25, 7.3), (7.35, 7.4)])
def test_equal_printed_numbers_are_ties(own, others):
    row = position(values(own, [(unit, others) for unit in PEERS.units]))
    assert row[["ties", "better_than", "worse_than"]].tolist() == [10, 0, 0]


@pytest.mark.parametrize(
    ("year", "reliability"), [(2022, "current"), (2021, "older"), (2019, "older"), (2018, "old")]
)
def test_age_is_named(year, reliability):
    assert position(values(7.0, spread(PEERS.units), year))["reliability"] == reliability


def test_voivodeship_and_poland_are_of_the_same_year():
    areas = pd.DataFrame(
        {
            "teryt": ["12", "12", "00"],
            "year": [2022, 2023, 2022],
            "indicator": RATE.id,
            "value": [4.8, 4.1, 5.8],
            "approximate": [True, True, False],
        }
    )
    row = position(values(7.5, spread(PEERS.units)), areas=areas)
    assert row[["voivodeship", "voivodeship_approximate", "poland", "poland_approximate"]].tolist() == [
        4.8,
        True,
        5.8,
        False,
    ]
