"""The signed list of choices: it names what the toolkit really has, and refuses mistakes."""

import pytest
from pydantic import ValidationError

from pes_analysis.catalogue import ClaimRules, Text, Variant, load_catalogue
from pes_analysis.catalogue.claims import ClaimWords
from pes_analysis.edition import open_edition_data

SIGNED = load_catalogue().signed_list
WORDS = Text(pl="a", en="b")


def test_features_left_out_are_those_peers_are_chosen_by():
    distance = next(one for one in SIGNED.of("county") if one.id == "peer_distance")
    features = [one.variable for one in open_edition_data("malopolskie-2024").peers.variables]
    assert [one.value for one in distance.alternatives] == features


def test_no_alternative_repeats_the_standard_count_of_peers():
    count = next(one for one in SIGNED.of("county") if one.id == "peer_count")
    assert open_edition_data("malopolskie-2024").peers.count not in [one.value for one in count.alternatives]


def test_levels_keep_apart():
    assert {one.level for one in SIGNED.of("county")} <= {"county", "both"}
    assert {one.level for one in SIGNED.of("organisation")} <= {"organisation", "both"}


def test_a_softened_sentence_may_not_ask_for_more_than_a_plain_one():
    with pytest.raises(ValidationError, match="must be below"):
        ClaimRules(
            said_at=0.9,
            softened_at=0.9,
            words=ClaimWords(said=WORDS, softened=WORDS),
            replications=1000,
            seed=1,
        )


def test_doubled_alternatives_are_refused():
    option = {"value": 10, "text": WORDS}
    with pytest.raises(ValidationError, match="same value"):
        Variant(
            id="peer_count",
            level="county",
            step="peers",
            standard=WORDS,
            alternatives=(option, option),
            reason=WORDS,
            source=WORDS,
        )
