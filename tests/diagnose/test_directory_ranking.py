"""Where to send, with whom to work: each part, and what a fair order must keep to."""

import pandas as pd
import pytest
from directories import COUNTIES, GROUPS, SERVICES, directories, directory_of, several
from hypothesis import given, settings
from hypothesis import strategies as st

from pes_analysis.catalogue import load_catalogue
from pes_analysis.catalogue.directory_ranking import load_directory_ranking
from pes_analysis.compare.distances import county_distances
from pes_analysis.diagnose.directory import list_units
from pes_analysis.diagnose.directory_freshness import FRESH_DAYS
from pes_analysis.diagnose.directory_ranking import Asker, Question, rank_for_referral, rank_partners

RULES = load_directory_ranking()
HOME, CITY = "1201", "1261"
questions = st.builds(Question, st.sampled_from(COUNTIES), several(SERVICES), several(GROUPS))
askers = st.builds(Asker, st.sampled_from(["", "unit-0"]), st.sampled_from(["pes", "jst"]), several(SERVICES))


def listed(*entries):
    return list_units(directory_of(*entries), load_catalogue(), 2024)


def send(units, question):
    return rank_for_referral(units, question, RULES, county_distances())


ASKED = Question(HOME, ("vocational_reintegration",), ("disability",))
GOOD = {
    "services": ("vocational_reintegration",),
    "groups": ("disability",),
    "free_places": 3,
    "free_places_on": "2024-12-01",
    "checked_on": "2024-12-01",
}


def test_what_has_everything_earns_everything():
    (score,) = send(listed(GOOD), ASKED)["score"]
    assert score == 100


@pytest.mark.parametrize(
    ("change", "part", "earned"),
    [
        ({"services": ("home_care",)}, "service", 0),
        ({"groups": ("everyone",)}, "group", RULES.open_to_all),
        ({"groups": ()}, "group", 0),
        ({"teryt": CITY}, "distance", 1 - 34 / RULES.distance_km),
        ({"teryt": "1465"}, "distance", 0),
        ({"free_places": 0}, "places", 0),
        ({"free_places": pd.NA, "free_places_on": ""}, "places", RULES.unknown_places),
        ({"free_places_on": "2023-12-01"}, "places", RULES.unknown_places),
        ({"checked_on": ""}, "freshness", 0),
        ({"checked_on": "2020-01-01"}, "freshness", 0),
        ({"status": "unknown"}, "status", RULES.statuses["unknown"]),
    ],
)
def test_each_part_lowers_the_score_by_its_weight(change, part, earned):
    row = send(listed({**GOOD, **change}), ASKED).iloc[0]
    assert row[part] == pytest.approx(earned)
    weights = RULES.referral.model_dump()
    lost = 100 * (1 - earned) * weights[part] / sum(weights.values())
    assert row["score"] == pytest.approx(100 - lost, abs=1e-5)


def test_a_county_served_is_as_good_as_the_own_one():
    row = send(listed({**GOOD, "teryt": CITY, "places": (HOME,)}), ASKED).iloc[0]
    assert (row["distance"], row["serves"], row["km"]) == (1, True, 34)


def test_nobody_is_sent_where_nothing_fits_or_nothing_works():
    units = listed(
        {**GOOD, "unit_id": "shut", "status": "suspended"},
        {**GOOD, "unit_id": "ending", "status": "in_liquidation"},
        {**GOOD, "unit_id": "other", "services": ("home_care",), "groups": ("seniors",)},
        {**GOOD, "unit_id": "hidden", "listing_consent": "none"},
        {**GOOD, "unit_id": "right"},
    )
    assert list(send(units, ASKED).index) == ["right"]


def test_equal_ones_keep_the_order_given():
    units = listed(*({**GOOD, "unit_id": one} for one in ("b", "a", "c")))
    assert list(send(units, ASKED).index) == ["b", "a", "c"]


def test_what_was_not_asked_does_not_count():
    units = listed({**GOOD, "unit_id": "with"}, {**GOOD, "unit_id": "without", "services": (), "groups": ()})
    assert send(units, Question(HOME))["score"].tolist() == [100, 100]


def test_a_partner_with_what_is_lacking_and_of_the_other_sector_comes_first():
    own = Asker("own", "pes", ("vocational_reintegration",))
    units = listed(
        {**GOOD, "unit_id": "own"},
        {**GOOD, "unit_id": "alike"},
        {**GOOD, "unit_id": "office", "type": "ops", "sector": "jst"},
        {**GOOD, "unit_id": "more", "services": ("vocational_reintegration", "housing")},
    )
    found = rank_partners(units, ASKED, own, RULES, county_distances())
    assert list(found.index) == ["more", "office", "alike"]
    assert found["complement"].tolist() == [0.5, 0, 0]


def test_fresh_means_the_same_in_the_rules_and_in_the_share_that_is_printed():
    assert RULES.fresh_days == FRESH_DAYS
    for day in ("2024-01-01", "2023-12-31", "2025-02-01", ""):
        units = listed({**GOOD, "checked_on": day})
        is_fresh = bool(units.freshness.fresh)
        assert is_fresh == bool((units.entry_age <= RULES.fresh_days).all())


@settings(max_examples=60, deadline=None)
@given(directories, questions, askers)
def test_every_order_is_sound(directory, question, asker):
    units = list_units(directory, load_catalogue(), 2024)
    hidden = set(directory.units.index) - set(directory.public.units.index)
    for found in (
        send(units, question),
        rank_partners(units, question, asker, RULES, county_distances()),
    ):
        assert found["score"].between(0, 100).all()
        assert found["score"].is_monotonic_decreasing
        assert found.index.is_unique
        assert hidden.isdisjoint(found.index)
        parts = found.drop(columns=["score", "km", "serves", "tie"], errors="ignore")
        assert (parts.ge(0) & parts.le(1)).all().all()
        if question.services or question.groups:
            assert (found["service"] + found["group"] > 0).all()
    assert asker.unit_id not in rank_partners(units, question, asker, RULES, county_distances()).index


@settings(max_examples=40, deadline=None)
@given(directories, questions)
def test_a_fresher_check_never_lowers_a_unit(directory, question):
    units = list_units(directory, load_catalogue(), 2024)
    before = send(units, question)["score"]
    newer = directory.units.assign(checked_on="2024-12-31")
    fresher = list_units(type(directory)(newer, *_rest(directory)), load_catalogue(), 2024)
    after = send(fresher, question)["score"]
    assert set(before.index) == set(after.index)
    assert (after.reindex(before.index) >= before).all()


def _rest(directory):
    return directory.unit_services, directory.unit_groups, directory.unit_places
