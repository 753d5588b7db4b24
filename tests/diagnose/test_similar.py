"""Peers looked up are those chosen for each organisation alone."""

from pes_analysis.compare.organisation_peers import choose_peers
from pes_analysis.diagnose.organisation_shared import shared_by_organisations
from pes_analysis.edition import open_edition_data

SHARED = shared_by_organisations(open_edition_data("malopolskie-2024"))


def test_whoever_is_alike_has_the_peers_that_would_be_chosen_for_it_alone():
    least = SHARED.catalogue.composite.peers_least
    for unit in SHARED.traits.index:
        assert SHARED.similar.peers(str(unit)) == choose_peers(SHARED.traits, str(unit), least)


def test_peers_are_listed_by_code():
    codes = SHARED.organisations.entities["public_code"]
    for unit in SHARED.traits.index:
        peers = SHARED.similar.peers(str(unit))
        listed = SHARED.similar.listed(peers)
        assert listed["public_code"].tolist() == sorted(codes[list(peers.units)])
        assert listed.index.tolist() == list(range(peers.n))
