"""Cards of the packaged demonstration; scores, gaps and changes recomputed here from their own tables."""

from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd
import pytest

from pes_analysis.diagnose.highlights import STANDING_STILL
from pes_analysis.diagnose.organisation import diagnose_organisation
from pes_analysis.diagnose.organisation_shared import shared_by_organisations
from pes_analysis.edition import open_edition_data
from pes_analysis.protect.errors import PesError

EDITION = open_edition_data("malopolskie-2024")
ENTITIES = EDITION.organisations.entities


@cache
def cards():
    return {unit: diagnose_organisation(EDITION, unit) for unit in ENTITIES.index}


@cache
def scored():
    return {unit: card for unit, card in cards().items() if card.picture.score is not None}


@cache
def cis():
    return cards()["demo-cis-04"]


def with_organisations(organisations, year=EDITION.parameters.year):
    parameters = EDITION.parameters.model_copy(update={"year": year})
    edition = replace(EDITION, parameters=parameters)
    # What is read when first asked for is put in its place before that.
    vars(edition)["organisations"] = organisations
    return edition


def without(units):
    organisations = EDITION.organisations
    kept = {
        name: rows[~rows["organisation_id"].isin(units)]
        for name, rows in vars(organisations).items()
        if isinstance(rows, pd.DataFrame) and "organisation_id" in rows
    }
    return replace(organisations, entities=ENTITIES.drop(list(units)), **kept)


def test_what_the_organisation_is():
    facts = cis().facts
    assert facts.type == "cis"
    assert facts.place in ("urban", "rural")
    assert facts.public_code.startswith("CIS-D")
    assert cis().privacy.generated
    assert cis().year == 2024


def test_scores_are_means_of_the_printed_tables():
    for card in scored().values():
        table = card.indicators[card.indicators["role"] == "scored"]
        dimensions = card.dimensions.set_index("dimension")["score"].dropna()
        for dimension, value in dimensions.items():
            points = table.loc[table["dimension"] == dimension, "points"]
            assert value == pytest.approx(points.mean())
        assert card.picture.score == pytest.approx(dimensions.mean())
        assert card.picture.n_scored == len(dimensions)


def test_no_score_rests_on_less_than_seventy_per_cent_of_its_core():
    for card in cards().values():
        for row in card.dimensions.to_dict("records"):
            scored = row["n_core"] > 0 and row["n_core_known"] >= 0.7 * row["n_core"]
            assert scored == (not np.isnan(row["score"])) == (row["reason"] == "")
        applies = (card.dimensions["n_core"] > 0).sum()
        given = card.dimensions["score"].notna().sum()
        assert (card.picture.score is not None) == (applies > 0 and given >= 0.7 * applies)


def test_contributions_add_up_to_the_distance_from_the_mean_of_the_peers():
    for card in scored().values():
        scores = [scored()[peer].picture.score for peer in card.peers.units if peer in scored()]
        if scores:
            distance = card.picture.score - np.mean(scores)
            assert card.contributions["contribution"].sum() == pytest.approx(distance)
            assert card.picture.n_peers == len(scores)
        else:
            assert card.contributions.empty


def test_changes_add_up_and_gaps_say_why():
    for card in scored().values():
        changes = card.changes
        split = changes[changes["reason"] == ""]
        parts = split[["own_activity", "denominator", "prices", "noise"]].sum(axis=1)
        np.testing.assert_allclose(parts, split["change"], rtol=1e-9, atol=1e-9)
        np.testing.assert_allclose(
            (split["change"] + split["peers"]).dropna(), split["gap_change"].dropna(), rtol=1e-9, atol=1e-9
        )
        in_pln = [one.id for one in EDITION.catalogue.indicators("organisation") if one.unit == "pln"]
        assert (split.loc[~split["indicator"].isin(in_pln), "prices"] == 0).all()
        assert changes.loc[changes["reason"] != "", "own_activity"].isna().all()


def test_shares_of_peers_are_what_a_count_gives():
    for card in scored().values():
        judged = card.indicators[card.indicators["mark"] != "none"]
        assert (judged["better_than"] + judged["worse_than"] + judged["ties"] == judged["n"]).all()
        expected = 100 * (judged["better_than"] + judged["ties"] / 2) / judged["n"]
        np.testing.assert_allclose(judged["share_better"], expected.astype(float))
        assert judged["role"].eq("scored").all()


def test_without_ten_peers_nothing_is_relative():
    for unit, card in cards().items():
        assert card.peers.enough == (card.peers.n >= 10)
        assert unit not in card.peers.units
        if not card.peers.enough:
            assert card.picture.relative is None
            assert card.dimensions["relative"].isna().all()
            assert set(card.indicators["mark"]) == {"none"}
            assert card.vulnerability.kind in ("unknown", "not_applicable")


def test_peers_are_listed_by_code_and_never_by_name():
    for card in cards().values():
        listed = set(card.peer_list.astype(str).to_numpy().ravel())
        assert set(card.peer_list["public_code"]) == set(ENTITIES.loc[list(card.peers.units), "public_code"])
        assert not listed & set(ENTITIES["name"])
        assert not listed & set(ENTITIES.index)


def test_a_step_does_what_it_says():
    for card in scored().values():
        for step in card.steps.head(3).to_dict("records"):
            table = card.indicators.set_index("indicator")
            table.loc[step["indicator"], "points"] = step["target_points"]
            given = card.dimensions.set_index("dimension")["score"].dropna().index
            known = table[(table["role"] == "scored") & table["dimension"].isin(given)]
            moved = known.groupby("dimension")["points"].mean().mean()
            if not np.isnan(step["dimension_gain"]):
                assert moved - card.picture.score == pytest.approx(step["general_gain"])


def test_an_organisation_that_sent_nothing_has_a_card_that_says_so():
    silent = [unit for unit, card in cards().items() if card.completeness.status == "none"]
    assert silent
    for unit in silent:
        card = cards()[unit]
        assert card.picture.kind == "unknown"
        assert card.picture.reason == "no_figures"
        assert card.first_step.kind in ("status", "alarm", "data")
        assert set(card.indicators["state"]) == {"missing"}
        assert card.completeness.filled == 0
        assert card.strengths == card.to_improve == ()


def test_every_alarm_rings_for_somebody_and_comes_first():
    ringing = {
        alarm: unit
        for unit, card in cards().items()
        for alarm in card.alarms.loc[card.alarms["state"] == "ringing", "alarm"]
    }
    assert set(ringing) == {alarm.id for alarm in EDITION.catalogue.alarms}
    firsts = {(cards()[unit].first_step.kind, cards()[unit].facts.status) for unit in ringing.values()}
    assert firsts & {("alarm", "active")}
    assert all((kind == "status") == (status in STANDING_STILL) for kind, status in firsts)
    assert {kind for kind, _ in firsts} <= {"status", "alarm"}


def test_liquidation_and_suspension_come_first_on_a_card():
    still = {
        card.facts.status: card.first_step for card in cards().values() if card.facts.status in STANDING_STILL
    }
    assert set(still) == set(STANDING_STILL)
    assert all((step.kind, step.id) == ("status", status) for status, step in still.items())


def test_an_unrelated_organisation_changes_no_absolute_score_and_no_card_of_others():
    others = ENTITIES.index[ENTITIES["type"].isin(["ngo", "ops", "up"])]
    card = diagnose_organisation(with_organisations(without(others)), "demo-cis-04")
    pd.testing.assert_frame_equal(card.indicators, cis().indicators)
    pd.testing.assert_frame_equal(card.dimensions, cis().dimensions)
    assert card.picture == cis().picture
    assert card.strengths == cis().strengths


def test_fewer_peers_change_what_is_relative_only():
    peers = list(cis().peers.units)[:6]
    card = diagnose_organisation(with_organisations(without(peers)), "demo-cis-04")
    absolute = ["indicator", "value", "state", "points", "lower", "upper", "basis"]
    pd.testing.assert_frame_equal(card.indicators[absolute], cis().indicators[absolute])
    assert card.picture.score == cis().picture.score
    assert card.peers != cis().peers


def test_the_order_of_rows_does_not_matter():
    organisations = EDITION.organisations
    shuffled = replace(
        organisations,
        entities=ENTITIES.sample(frac=1, random_state=1),
        observations=organisations.observations.sample(frac=1, random_state=2),
    )
    card = diagnose_organisation(with_organisations(shuffled), "demo-cis-04")
    pd.testing.assert_frame_equal(card.indicators, cis().indicators)
    assert card.picture.score == pytest.approx(cis().picture.score)
    assert card.picture.relative == pytest.approx(cis().picture.relative)


def test_the_year_before_is_what_that_year_s_card_says():
    before = diagnose_organisation(with_organisations(EDITION.organisations, 2023), "demo-cis-04")
    # The needs of the county, and so the fit of services, are those known in the year of the edition.
    now, then = (card.dimensions.set_index("dimension").drop(index="mission") for card in (cis(), before))
    pd.testing.assert_series_equal(now["previous"], then["score"], check_names=False)


def test_an_edition_of_one_year_or_of_one_organisation_still_has_a_card():
    organisations = EDITION.organisations
    this_year = organisations.observations[organisations.observations["year"] == 2024]
    card = diagnose_organisation(
        with_organisations(replace(organisations, observations=this_year)), "demo-ss-01"
    )
    assert set(card.indicators["basis"]) == {"year"}
    assert card.picture.score is not None
    assert card.picture.previous is None
    assert card.changes.empty
    others = ENTITIES.index.drop("demo-ss-01")
    alone = diagnose_organisation(with_organisations(without(others)), "demo-ss-01")
    assert alone.picture.score == cards()["demo-ss-01"].picture.score
    assert (alone.peers.n, alone.peers.enough, alone.picture.relative) == (0, False, None)


def test_an_edition_without_a_single_figure_has_a_card_that_asks_for_figures():
    organisations = replace(EDITION.organisations, observations=EDITION.organisations.observations.iloc[:0])
    card = diagnose_organisation(with_organisations(organisations), "demo-ss-01")
    assert (card.picture.kind, card.first_step.kind) == ("unknown", "data")


def test_sources_and_gaps():
    assert cis().sources["figures"].sum() > 100
    assert set(cis().indicators.loc[cis().indicators["value"].notna(), "source"]) <= {
        "",
        *cis().sources["source"],
    }
    for card in scored().values():
        lacking = set(card.gaps["indicator"])
        shown = card.indicators[card.indicators["role"] != "not_applicable"]
        assert lacking == set(shown.loc[shown["value"].isna(), "indicator"])
        missing = card.gaps[card.gaps["state"] == "missing"]
        assert (missing["variables"] != "").all()


def test_the_fit_is_counted_from_its_areas():
    for card in scored().values():
        fit = card.indicators.set_index("indicator").loc["service_need_fit"]
        if fit["state"] in ("value", "zero"):
            assert fit["value"] == pytest.approx(card.fit.offered_top / card.fit.offered)
            assert card.fit.areas["top"].sum() == card.fit.k


def test_shares_of_ties_add_up():
    for card in scored().values():
        for table in (card.cooperation.sectors, card.cooperation.intensity):
            known = table["share"].dropna()
            assert known.empty or known.sum() == pytest.approx(1)


def test_two_cards_of_one_edition_share_their_work():
    assert shared_by_organisations(EDITION) is shared_by_organisations(open_edition_data("malopolskie-2024"))


def test_an_unknown_organisation_is_refused():
    with pytest.raises(PesError, match="demo-cis-99"):
        diagnose_organisation(EDITION, "demo-cis-99")


def test_nobody_is_judged_beside_those_whom_an_indicator_only_describes():
    # A workshop has one payer by law: a social firm compared with workshops too is not the better for it.
    shared = shared_by_organisations(EDITION)
    card = next(one for one in cards().values() if one.facts.type == "zaz" and "wtz" in one.peers.types)
    firms = [unit for unit in card.peers.units if ENTITIES.loc[unit, "type"] == "zaz"]
    row = card.indicators.set_index("indicator").loc["revenue_concentration"]
    assert row["n"] == shared.measured.printed["revenue_concentration"].reindex(firms).notna().sum()
    assert row["n"] < shared.measured.printed["revenue_concentration"].reindex(card.peers.units).notna().sum()
