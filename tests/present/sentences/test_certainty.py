"""How sure a sentence is, in both languages."""

import pytest

from pes_analysis.catalogue import load_catalogue
from pes_analysis.present.language import Language
from pes_analysis.present.sentences.certainty import certainty_mark, certainty_note
from pes_analysis.present.sentences.trials import factor_words
from pes_analysis.robust.claim import Claim

CATALOGUE = load_catalogue()


def claim(probability, *tested):
    return Claim("better", "rate", probability, CATALOGUE.claims, tested=tested, replications=1000)


@pytest.mark.parametrize(
    ("probability", "said"),
    [
        (0.949, "(prawdopodobne: 94 na 100 prób)"),
        (0.95, "(pewne: 95 na 100 prób)"),
        (0.7999, ""),
        (None, ""),
    ],
)
def test_the_mark_agrees_with_the_standing(probability, said):
    assert certainty_mark(claim(probability), Language.PL).replace("\xa0", " ") == said


@pytest.mark.parametrize(
    ("tested", "said"),
    [
        (("noise", "peer_count"), "They varied: chance in small numbers; how many similar counties."),
        (("peer_distance",), "They varied: what makes counties similar."),
    ],
)
def test_the_note_says_what_varied(tested, said):
    _, note = certainty_note(claim(0.9, *tested), "n1", "method.html", Language.EN)
    assert said in note.replace("\xa0", " ").replace("\\;", ";")


def test_a_note_on_a_page_that_stands_alone_leads_nowhere():
    _, note = certainty_note(claim(0.9, "noise"), "n1", "", Language.EN)
    assert "](" not in note


def test_every_signed_choice_has_a_short_name_in_both_languages():
    names = [one.id for one in CATALOGUE.signed_list.variants]
    for language in Language:
        assert all(factor_words(names, language).split("; "))
