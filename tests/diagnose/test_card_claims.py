"""Claims on cards: what is published is one of the replications, and nothing is printed without its claim."""

from functools import cache

import numpy as np
import pytest

from pes_analysis.diagnose.card_claims import card_claims
from pes_analysis.diagnose.highlights import improvements_among, strengths_among
from pes_analysis.diagnose.organisation import diagnose_organisation
from pes_analysis.diagnose.organisation_shared import SharedOrganisations, shared_by_organisations
from pes_analysis.edition import open_edition_data

EDITION = open_edition_data("malopolskie-2024")
# One of each type with enough peers, one without, one that sent nothing.
UNITS = (
    "demo-cis-02",
    "demo-kis-01",
    "demo-wtz-03",
    "demo-zaz-02",
    "demo-ss-01",
    "demo-ngo-05",
    "demo-owes-01",
)


@cache
def shared():
    return shared_by_organisations(EDITION)


@cache
def draws():
    return shared().draws


@cache
def cards():
    return {unit: diagnose_organisation(EDITION, unit) for unit in UNITS}


def test_scores_as_published_are_one_of_the_replications():
    published = draws().rows.published
    general = shared().measured.scores.general["score"].to_numpy(dtype=float)
    np.testing.assert_allclose(draws().general[:, published], general, atol=1e-4)
    dimensions = shared().measured.by_dimension[list(draws().dimensions)].to_numpy(dtype=float)
    np.testing.assert_allclose(draws().scores[:, published], dimensions, atol=1e-4)


@pytest.mark.parametrize("unit", UNITS)
def test_places_as_published_are_one_of_the_replications(unit):
    trials, card = shared().trials(unit), cards()[unit]
    assert trials is not None
    names = [one.id for one in draws().scored]
    table = card.indicators[(card.indicators["mark"] != "none")].set_index("indicator")
    row = trials.rows.published
    for name, mark in table["mark"].items():
        told = trials.beside.standing_of(trials.unit, names.index(name))
        assert told["compared"][row]
        assert (told["best"][row], told["worst"][row]) == (mark == "better", mark == "worse")


@pytest.mark.parametrize("unit", UNITS)
def test_the_standard_group_is_that_of_the_card(unit):
    trials, peers = shared().trials(unit), cards()[unit].peers
    pools = trials.beside.middles.pools
    number = pools.chosen[0, 0, trials.unit]
    assert (number >= 0) == peers.enough
    if peers.enough:
        named = draws().measured.points.index[pools.members[number]]
        assert set(named) - {unit} == set(peers.units)


@pytest.mark.parametrize("unit", UNITS)
def test_what_is_named_is_sure_enough_and_what_is_sure_enough_could_be_named(unit):
    card = cards()[unit]
    for one in (*card.strengths, *card.to_improve):
        assert one.claim.standing.is_printed
        assert one.claim.subject == one.indicator
    strong = set(card.indicators["indicator"][strengths_among(card.indicators)])
    bad, below = (set(card.indicators["indicator"][one]) for one in improvements_among(card.indicators))
    for claim in card.claims:
        meant = {"strength": strong, "weakness": bad, "below_reference": below}
        if claim.statement in meant:
            assert claim.subject in meant[claim.statement]
    assert {one.subject for one in card.claims if one.statement == "strength"} == strong


@pytest.mark.parametrize("unit", UNITS)
def test_probabilities_are_shares_of_what_varied(unit):
    for claim in cards()[unit].claims:
        assert claim.probability is None or 0 <= claim.probability <= 1
        assert set(claim.by_factor) <= set(claim.tested)
        assert (claim.probability is None) == (not claim.tested or claim.replications == 0)


def test_the_same_figures_give_the_same_claims():
    fresh = SharedOrganisations(shared().organisations, shared().counties, shared().catalogue, shared().year)
    unit = "demo-cis-02"
    card, trials = cards()[unit], fresh.trials(unit)
    again = card_claims(trials, card.indicators, card.picture, card.contributions)
    known = {(one.statement, one.subject): one.probability for one in card.claims}
    assert all(known[one.statement, one.subject] == one.probability for one in again)


def test_what_moves_a_card_is_told_where_it_is_compared():
    for card in cards().values():
        if card.peers.enough and card.picture.score is not None:
            assert card.spread is not None
            assert card.spread.lower <= card.spread.upper
            assert card.spread.largest == tuple(sorted(card.spread.largest, key=lambda one: -one[1]))


def test_an_organisation_without_figures_claims_nothing():
    silent = next(
        unit for unit in EDITION.organisations.entities.index if unit not in draws().measured.points.index
    )
    card = diagnose_organisation(EDITION, str(silent))
    assert (card.claims, card.strengths, card.to_improve, card.spread) == ((), (), (), None)
