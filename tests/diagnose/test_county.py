"""The packaged demonstration diagnosed; figures recomputed here from its raw tables."""

from functools import cache

import numpy as np
import pandas as pd
import pytest

from pes_analysis.compare.figures import reliability_of
from pes_analysis.diagnose.county import diagnose_county
from pes_analysis.edition import open_edition_data
from pes_analysis.protect.errors import PesError

EDITION = open_edition_data("malopolskie-2024")
RAW = EDITION.snapshot.county_observations
REGION = EDITION.region_counties


@cache
def bochenski():
    # Not where the file begins: every worker reads every file, and this takes seconds.
    return diagnose_county(EDITION, "1201")


def raw(variable, teryt, year):
    cell = RAW[(RAW["variable"] == variable) & (RAW["teryt"] == teryt) & (RAW["year"] == year)]
    return float(cell["value"].iloc[0])


def position(diagnosis, indicator):
    return diagnosis.positions.set_index("indicator").loc[indicator]


def test_the_county_as_it_is():
    facts = bochenski().facts
    assert (facts.name, facts.kind, facts.voivodeship_name, facts.communes) == (
        "bocheński",
        "land",
        "małopolskie",
        9,
    )
    assert (facts.population, facts.population_year) == (106985, 2024)


def test_a_rate_is_what_its_raw_figures_give():
    row = position(bochenski(), "unemployed_per_1k")
    year = row["year"]
    assert row["value"] == pytest.approx(1000 * raw("unemployed", "1201", year) / raw("pop", "1201", year))
    assert row["group"] == "peers"


def test_counts_are_what_a_count_of_the_peers_gives():
    row = position(bochenski(), "unemployment_rate")
    peers = [raw("unemployment_rate_pct", teryt, row["year"]) for teryt in bochenski().peers["teryt"]]
    assert row["n"] == len(peers) == EDITION.peers.count
    assert row["better_than"] == sum(peer > row["value"] for peer in peers)
    assert row["median"] == pytest.approx(np.median(peers))


def test_poland_beside_is_the_sum_over_all_counties():
    poland = bochenski().trends.query("indicator == 'unemployed_per_1k'").set_index("year")["poland"]
    assert poland[2017] == pytest.approx(1000 * 1_081_746 / 38_433_558)


def test_figures_of_małopolskie_only_are_compared_inside_it():
    row = position(bochenski(), "social_assistance_share")
    assert (row["group"], row["n"], row["year"]) == ("region", 21, 2024)
    assert np.isnan(row["poland"])


def test_peers_are_of_the_same_kind_and_none_is_the_county():
    kinds = EDITION.snapshot.counties["kind"]
    for teryt in ("1201", "1261"):
        peers = diagnose_county(EDITION, teryt).peers
        assert set(kinds[peers["teryt"]]) == {kinds[teryt]}
        assert teryt not in set(peers["teryt"])


def test_a_city_beside_land_counties_is_told():
    mixed = diagnose_county(EDITION, "1261").positions.set_index("group")["mixed_kinds"]
    assert mixed["region"].all()
    assert not mixed["peers"].any()


@pytest.mark.parametrize(("teryt", "far"), [("1465", True), ("1201", False)])
def test_a_county_without_similar_ones_is_told(teryt, far):
    assert diagnose_county(EDITION, teryt).peers_far == far


def test_breaks_of_the_county_itself_are_among_its_breaks():
    borders = diagnose_county(EDITION, "0221").breaks.query("indicator == 'unemployment_rate'")
    assert {2003, 2013} <= set(borders["year"])
    assert not borders["reason_pl"].eq("").any()


def test_no_change_crosses_a_break():
    broken = bochenski().breaks.groupby("indicator")["year"].agg(set)
    for change in bochenski().changes:
        assert not {
            year
            for year in broken.get(change.indicator, set())
            if change.first_year < year <= change.last_year
        }


def test_every_available_indicator_has_a_row_and_every_other_a_gap():
    available = {one.id for one in EDITION.catalogue.indicators("county", available=True)}
    assert set(bochenski().positions["indicator"]) == available
    everything = {one.id for one in EDITION.catalogue.indicators("county")}
    assert everything - available <= set(bochenski().gaps["indicator"])


def test_every_source_of_a_printed_figure_is_listed():
    printed = {one for joined in bochenski().positions["source"] for one in joined.split("; ") if one}
    assert printed <= set(bochenski().sources["source"])


@pytest.mark.parametrize("teryt", REGION[::3])
def test_a_finding_never_says_more_than_its_position(teryt):
    diagnosis = diagnose_county(EDITION, teryt)
    assert 1 <= len(diagnosis.findings) <= 3
    assert len({finding.area for finding in diagnosis.findings}) == len(diagnosis.findings)
    for finding in diagnosis.findings:
        row = position(diagnosis, finding.indicator)
        assert finding.n >= 8
        assert finding.reliability == reliability_of(finding.year, 2024)
        if finding.kind == "position":
            assert finding.value == row["value"]
            assert finding.count >= 0.75 * finding.n


def test_nothing_later_than_the_edition_is_used():
    early = EDITION.parameters.model_copy(update={"year": 2022})
    edition = type(EDITION)(early, EDITION.snapshot, EDITION.catalogue, EDITION.peers, EDITION.repairs)
    diagnosis = diagnose_county(edition, "1201")
    assert diagnosis.positions["year"].max() == 2022
    assert diagnosis.trends["year"].max() == 2022
    assert diagnosis.peers_explained["year"].max() <= 2022
    assert diagnosis.facts.population_year == 2022


def test_a_county_of_another_voivodeship_is_compared_with_its_own():
    diagnosis = diagnose_county(EDITION, "0201")
    assert diagnosis.facts.voivodeship == "02"
    assert not diagnosis.positions["group"].eq("region").any()
    assert diagnosis.headline.support.kind == "unknown"


def test_the_same_figures_in_another_order_give_the_same_diagnosis():
    shuffled = RAW.sample(frac=1, random_state=1).reset_index(drop=True)
    snapshot = pd.Series(vars(EDITION.snapshot)).to_dict() | {"county_observations": shuffled}
    other = type(EDITION)(
        EDITION.parameters,
        type(EDITION.snapshot)(**snapshot),
        EDITION.catalogue,
        EDITION.peers,
        EDITION.repairs,
    )
    again = diagnose_county(other, "1201")
    assert again.findings == bochenski().findings
    pd.testing.assert_frame_equal(again.positions, bochenski().positions)
    pd.testing.assert_frame_equal(again.trends, bochenski().trends)


def test_a_county_is_the_same_whatever_county_came_before():
    fresh = type(EDITION.snapshot)(**vars(EDITION.snapshot))
    edition = type(EDITION)(EDITION.parameters, fresh, EDITION.catalogue, EDITION.peers, EDITION.repairs)
    diagnose_county(EDITION, "1465")
    one, other = (diagnose_county(which, "1261") for which in (edition, EDITION))
    for table in ("positions", "trends", "blocks", "peers", "national", "breaks"):
        pd.testing.assert_frame_equal(getattr(one, table), getattr(other, table))
    # Read as text, because a group without a median is NaN, which equals nothing.
    assert repr((one.changes, one.findings)) == repr((other.changes, other.findings))


def test_an_unknown_county_is_refused():
    with pytest.raises(PesError, match="9999"):
        diagnose_county(EDITION, "9999")
