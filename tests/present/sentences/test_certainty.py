"""How sure a sentence is, in both languages."""

import pytest

from pes_analysis.catalogue import load_catalogue
from pes_analysis.present.language import Language
from pes_analysis.present.sentences.certainty import certainty_mark, certainty_note
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
        (("noise", "peer_count"), "They varied chance in the figures and 1 choice of method."),
        (("peer_count", "peer_distance"), "They varied 2 choices of method."),
        (("noise",), "They varied chance in the figures."),
    ],
)
def test_the_note_says_what_varied(tested, said):
    variants = CATALOGUE.variants("county")
    _, note = certainty_note(claim(0.9, *tested), "n1", variants, "method.html", Language.EN)
    assert said in note.replace("\xa0", " ")
