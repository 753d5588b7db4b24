"""Cooperation in a county: ratings withheld where raters are few, claims only where enough answered."""

import numpy as np
import pandas as pd
import pytest

from pes_analysis.catalogue import load_catalogue
from pes_analysis.catalogue.cooperation_survey import load_cooperation_survey
from pes_analysis.diagnose.cooperation import county_cooperation, region_cooperation
from pes_analysis.diagnose.cooperation.claims import Naming, network_claims
from pes_analysis.diagnose.cooperation.kinds import kinds_of_ties
from pes_analysis.diagnose.cooperation.network import lay_out_network
from pes_analysis.diagnose.cooperation.quality import area_ratings, index_rating, trust_ratings
from pes_analysis.edition import open_edition_data
from pes_analysis.edition.ties import TiesSurvey, no_ties

CATALOGUE = load_catalogue()
EDITION = open_edition_data("malopolskie-2024")
AREAS = ["infrastructure", "availability", "financial", "non_financial", "knowledge", "satisfaction"]


def survey_of(pairs, size, kinds=None):
    """Make a survey in which all of so many units answered, naming each other as told."""
    ids = [f"u{place}" for place in range(size)]
    units = pd.DataFrame(
        {
            "public_code": "",
            "name": ids,
            "type": "ngo",
            "sector": ["pes" if place % 2 else "jst" for place in range(size)],
            "teryt": "1201",
            "naming": "public",
            "generated": False,
        },
        index=pd.Index(ids, name="unit_id"),
    )
    asked = pd.DataFrame({"unit_id": ids, "year": 2024, "answered": True, "answered_on": "2025-01-01"})
    rows = [
        {
            "respondent_id": ids[one],
            "partner_id": ids[other],
            "year": 2024,
            "intensity": 3,
            "kind": (kinds or {}).get((one, other), "routine"),
            "trust_reliability": 3,
            "trust_mission": 3,
            "trust_openness": 3,
        }
        for one, other in pairs
    ]
    empty = no_ties()
    return TiesSurvey(
        units, asked, pd.DataFrame(rows, columns=empty.ties.columns), empty.forms, empty.ratings
    )


def claims_of(survey):
    network = lay_out_network(survey, 2024)
    kinds = kinds_of_ties(network, survey, CATALOGUE)
    return {claim.statement: claim for claim in network_claims(network, kinds, Naming(0.1, 0.3), CATALOGUE)}


def test_a_star_is_held_by_one_hub_and_a_ring_is_not():
    star = [(0, other) for other in range(1, 9)] + [(other, 0) for other in range(1, 9)]
    claim = claims_of(survey_of(star, 9))["one_hub"]
    assert claim.probability == 1.0
    ring = [(place, (place + 1) % 9) for place in range(9)]
    assert "one_hub" not in claims_of(survey_of(ring, 9))


def test_a_few_ties_make_no_sentence_and_an_even_share_none_that_is_printed():
    assert claims_of(survey_of([(0, 1), (1, 2)], 5)) == {}
    pairs = [(place, place + 1) for place in range(8)]
    half = dict.fromkeys(pairs[::2], "problem_solving")
    assert not any(claim.standing.is_printed for claim in claims_of(survey_of(pairs, 9, half)).values())
    every = dict.fromkeys(pairs, "problem_solving")
    mutual = pairs + [(other, one) for one, other in pairs]
    assert claims_of(survey_of(mutual, 9, every))["mostly_solving"].probability == 1.0


def test_fewer_than_three_ratings_are_withheld():
    ratings = pd.DataFrame({area: [0.5, 0.75] for area in AREAS})
    rated = area_ratings(ratings, 3)
    assert rated["withheld"].all()
    assert rated[["value", "lower_95", "upper_95"]].isna().all(axis=None)
    assert index_rating(ratings, CATALOGUE, 3)["withheld"]


def test_the_index_is_the_mean_of_the_areas_in_points():
    ratings = pd.DataFrame({area: [0.0, 0.5, 1.0] for area in AREAS})
    row = index_rating(ratings, CATALOGUE, 3)
    assert row["value"] == pytest.approx(50)
    assert row["n"] == 3
    assert 0 <= row["lower_95"] < 50 < row["upper_95"] <= 100
    incomplete = ratings.copy()
    incomplete.iloc[0, 0] = np.nan
    assert index_rating(incomplete, CATALOGUE, 3)["withheld"]


def test_trust_needs_three_raters_and_three_rated():
    sectors = {f"u{place}": "pes" for place in range(5)}
    about_one = survey_of([(0, 4), (1, 4), (2, 4)], 5)
    assert trust_ratings(about_one, sectors, 2024, sectors, 3)["withheld"].all()
    about_three = survey_of([(0, 4), (1, 3), (2, 0)], 5)
    shown = trust_ratings(about_three, sectors, 2024, sectors, 3)
    assert not shown.loc[shown["sector"] == "pes", "withheld"].any()


def test_below_the_limit_of_answers_nothing_of_the_network_is_claimed():
    region = region_cooperation(EDITION)
    limit = load_cooperation_survey().response_limit
    weak = [one for one in region.counties if one.network.response_rate < limit]
    assert len(weak) >= 4
    for one in weak:
        assert not one.enough
        assert {claim.statement for claim in one.claims} <= {"quality_higher", "quality_lower"}
        row = region.table.set_index("teryt").loc[one.teryt]
        assert np.isnan(row["network_density_low"])


def test_nobody_asked_means_no_diagnosis():
    assert county_cooperation(EDITION, "0201") is None
    assert county_cooperation(open_edition_data("slaskie-2024"), "2401") is None
