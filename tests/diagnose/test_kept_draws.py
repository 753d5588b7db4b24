"""What a store keeps of the draws gives the same cards as drawing anew."""

from dataclasses import replace

import pytest

from pes_analysis.diagnose.card_change_claims import change_claims
from pes_analysis.diagnose.card_claims import card_claims
from pes_analysis.diagnose.card_gains import explain_card
from pes_analysis.diagnose.kept_draws import take_earlier_years, take_this_year
from pes_analysis.diagnose.organisation import diagnose_organisation
from pes_analysis.diagnose.organisation_shared import shared_by_organisations
from pes_analysis.edition import open_edition_data
from pes_analysis.edition.array_store import ArrayStore

UNITS = ("demo-cis-02", "demo-ngo-05", "demo-owes-01")


@pytest.fixture(scope="module")
def edition():
    return open_edition_data("malopolskie-2024")


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return ArrayStore(tmp_path_factory.mktemp("arrays"), "code")


@pytest.mark.parametrize("kept", [False, True], ids=["computed", "kept"])
def test_cards_say_the_same(edition, store, kept):
    assert bool(list(store.folder.iterdir())) == kept
    fresh = replace(shared_by_organisations(edition))
    take_this_year(fresh, store)
    take_earlier_years(fresh, store)
    for unit in UNITS:
        card, trials = diagnose_organisation(edition, unit), fresh.trials(unit)
        again = (
            *card_claims(trials, card.indicators, card.picture, card.contributions),
            *change_claims(trials, fresh.series, card.changes),
        )
        assert again == card.claims[: len(again)]
        assert explain_card(trials) == card.spread
