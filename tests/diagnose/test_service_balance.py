"""Needs against supply: counted by hand, and what must hold whatever the figures."""

from functools import cache

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from pes_analysis.catalogue import load_catalogue
from pes_analysis.catalogue.need_norms import load_need_norms
from pes_analysis.catalogue.service_needs import load_service_needs
from pes_analysis.catalogue.service_supply import load_service_supply
from pes_analysis.diagnose.gap_candidates import who_could_fill
from pes_analysis.diagnose.needed_people import NO_NORM, count_needed
from pes_analysis.diagnose.profile_mismatch import measure_mismatch
from pes_analysis.diagnose.service_balance import balance_services
from pes_analysis.diagnose.service_gap_claims import (
    GAP,
    drawn_need_scores,
    gap_rows,
    need_scores,
    standardised,
)
from pes_analysis.diagnose.shared import shared_by_counties
from pes_analysis.diagnose.supply_counts import count_facilities, count_supply, describe_supply
from pes_analysis.edition import open_edition_data

EDITION = open_edition_data("malopolskie-2024")
AREAS = [item.id for item in load_catalogue().closed_list("service_areas").items]
NO_PLACES = pd.DataFrame({"unit_id": [], "teryt": []}, dtype=str)


@cache
def balanced():
    return balance_services(EDITION, "12")


def provider(unit="a", **values):
    return {
        "unit_id": unit,
        "area": "housing",
        "sector": "pes",
        "type": "ngo",
        "teryt": "1201",
        "status": "active",
        "capacity": 10.0,
        "otherwise": 10.0,
        "areas": 1,
        "figures_public": True,
        "listed": True,
        "generated": False,
        "name": unit,
        "free_places": pd.NA,
    } | values


def supply_of(*providers, places=NO_PLACES, counties=("1201",), areas=("housing",)):
    table = pd.DataFrame(list(providers))
    supply = load_service_supply()
    counted = count_supply(table, supply, counties, areas)
    return describe_supply(table, places, supply, counted, counties, areas)


def test_every_county_and_area_has_one_row():
    assert len(balanced().table) == 22 * 14
    assert not balanced().table.duplicated(["teryt", "area"]).any()


def test_the_drawn_scores_without_chance_are_the_ranked_needs():
    # One definition of need: what claims are tested on is what the card and the county page print.
    shared = shared_by_counties(EDITION)
    rows = gap_rows(shared)
    drawn = drawn_need_scores(shared, load_service_needs(), balanced().counties, balanced().areas, rows)
    still = drawn[rows.parts["capacity_split"].start]
    np.testing.assert_allclose(still.ravel(), balanced().table["need"].to_numpy(dtype=float))


def test_an_area_without_a_norm_and_a_county_without_a_figure_are_not_zero():
    rows = pd.DataFrame(
        {
            "teryt": ["1201", "1202", "1203", "1204", "1205"],
            "year": 2018,
            "variable": "fam_homeless",
            "value": [10.0, 20, 30, 40, np.nan],
            "state": ["value"] * 4 + ["missing"],
            "source": "gus",
        }
    )
    counties = list(rows["teryt"])
    found = count_needed(rows, load_need_norms(), ["homelessness", "culture_education_local"], counties)
    assert found.loc[0, ["low", "central", "high", "newest_year"]].tolist() == [10, 12, 15, 2018]
    assert found.loc[4, "state"] == "missing"
    assert np.isnan(found.loc[4, "central"])
    culture = found[found["area"] == "culture_education_local"]
    assert culture["central"].isna().all()
    assert (culture["reason"] == NO_NORM).all()


def test_capacity_is_divided_between_areas_and_never_lost():
    rows = [provider(area=area, areas=2) for area in ("housing", "violence")]
    counted = count_supply(pd.DataFrame(rows), load_service_supply(), ["1201"], ["housing", "violence"])
    assert counted.standard.tolist() == [[5.0, 5.0]]
    assert counted.people[0, 0, 1].tolist() == [[10.0, 10.0]]


@pytest.mark.parametrize("status", ["suspended", "in_liquidation", "registered", "unknown"])
def test_only_active_entities_are_supply(status):
    row = supply_of(provider(status=status)).iloc[0]
    assert (row["supply_state"], row["n_providers"]) == ("zero", 0)


def test_public_units_are_counted_apart():
    row = supply_of(provider(), provider("b", sector="jst")).iloc[0]
    assert (row["supply"], row["n_providers"], row["n_public"]) == (10, 1, 1)


def test_a_provider_without_a_figure_is_no_zero():
    row = supply_of(provider(capacity=np.nan)).iloc[0]
    assert (row["supply_state"], row["n_providers"], row["n_known"]) == ("missing", 1, 0)


def test_figures_of_one_or_two_unwilling_entities_are_withheld():
    unwilling = provider(figures_public=False)
    assert supply_of(unwilling).iloc[0]["supply_state"] == "suppressed"
    assert supply_of(unwilling, provider("b")).iloc[0]["supply_state"] == "suppressed"
    assert supply_of(unwilling, provider("b"), provider("c")).iloc[0]["supply"] == 30
    assert np.isnan(supply_of(unwilling).iloc[0]["supply"])


def test_who_serves_the_county_from_elsewhere_is_counted():
    places = pd.DataFrame({"unit_id": ["a"], "teryt": ["1202"]})
    found = supply_of(provider(), places=places, counties=("1201", "1202")).set_index("teryt")
    assert found["n_serving"].tolist() == [0, 1]


def test_facilities_of_which_a_part_is_unknown_are_not_known():
    rows = pd.DataFrame(
        {
            "teryt": "1201",
            "year": 2024,
            "variable": ["cis_count"],
            "value": [2.0],
            "state": "value",
            "source": "a",
        }
    )
    found = count_facilities(rows, load_service_supply(), ["1201"], ["social_reintegration", "home_care"])
    assert found["facilities"].isna().all()


def test_white_spots_have_great_needs_and_nobody():
    spots = balanced().table[balanced().table["white_spot"]]
    assert len(spots) > 0
    assert (spots["need"] > 50).all()
    assert (spots[["n_providers", "n_serving"]] == 0).all(axis=None)
    assert not (spots["facilities"] > 0).any()
    assert not (spots["nearest"] == spots["teryt"]).any()


def test_gaps_are_what_they_say_and_at_most_three_are_printed():
    rows = balanced().table.set_index(["teryt", "area"])
    for (teryt, area), claim in balanced().claims.items():
        assert claim.statement == GAP
        assert rows.loc[(teryt, area), "gap"] > 0
        assert not rows.loc[(teryt, area), "supply"] >= rows.loc[(teryt, area), "central"]
    for teryt in balanced().counties:
        printed = balanced().largest_gaps(teryt)
        assert len(printed) <= 3
        assert all(one.probability >= one.rules.softened_at for one in printed)


def test_a_voivodeship_without_organisations_has_needs_and_no_supply():
    balance = balance_services(EDITION, "24")
    assert not balance.supply_known
    assert balance.claims == {}
    assert balance.table["supply"].isna().all()
    assert not balance.table["white_spot"].any()
    assert balance.table["central"].notna().any()
    assert balance.mismatch["value"].isna().all()


def test_an_edition_without_organisations_has_needs_all_the_same():
    balance = balance_services(open_edition_data("slaskie-2024"), "24")
    assert not balance.supply_known
    assert not balance.generated


def test_those_of_the_county_come_first_then_the_nearest_with_free_places():
    rows = pd.DataFrame(
        [
            provider("far", teryt="1261"),
            provider("near", teryt="1202", free_places=0),
            provider("near-free", teryt="1202", free_places=3),
            provider("own"),
            provider("closed", status="suspended"),
            provider("unlisted", listed=False),
            provider("office", sector="jst"),
        ]
    ).astype({"free_places": "Int64"})
    found = who_could_fill(rows, "1201", "housing", most=9)
    assert found["unit_id"].tolist() == ["own", "near-free", "near", "far"]
    assert found["km"].iloc[0] == 0


NUMBERS = st.floats(0, 1e6, allow_nan=False)


@given(arrays(float, (6, 3), elements=NUMBERS))
def test_standard_scores_have_mean_zero_and_spread_one(values):
    scores = standardised(values)
    for column in range(3):
        own = scores[:, column]
        assert np.isnan(own).all() or (abs(own.mean()) < 1e-6 and abs(own.std() - 1) < 1e-6)


@given(arrays(float, (1, 8), elements=st.integers(0, 9).map(float)))
def test_scores_of_need_mirror_each_other(values):
    higher, lower = need_scores(values, "higher"), need_scores(values, "lower")
    np.testing.assert_allclose(higher + lower, 100)
    assert ((higher >= 0) & (higher <= 100)).all()


@settings(max_examples=50)
@given(
    arrays(float, (2, 14), elements=st.integers(0, 500).map(float)),
    arrays(float, (2, 14), elements=st.integers(0, 500).map(float)),
    st.floats(0.01, 100),
)
def test_mismatch_is_a_share_blind_to_size(need, supply, factor):
    needed = dict.fromkeys(("low", "central", "high"), need)

    def measure(people):
        return measure_mismatch(needed, people, load_catalogue(), ["1201", "1202"], AREAS)

    found = measure(supply)
    values = found["value"].dropna()
    assert values.between(0, 1).all()
    np.testing.assert_allclose(measure(supply * factor)["value"], found["value"], atol=1e-9)
    same = measure_mismatch(needed, need, load_catalogue(), ["1201", "1202"], AREAS)["value"]
    assert same.dropna().abs().max() < 1e-12 or same.dropna().empty


def test_without_supply_there_is_no_index():
    need = dict.fromkeys(("low", "central", "high"), np.ones((1, 14)))
    row = measure_mismatch(need, np.zeros((1, 14)), load_catalogue(), ["1201"], AREAS).iloc[0]
    assert (row["state"], row["reason"]) == ("undefined", "no_supply")
