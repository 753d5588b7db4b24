"""The county in one sentence, word for word for every combination."""

from itertools import product

import pytest

from pes_analysis.present.language import Language
from pes_analysis.present.names import County
from pes_analysis.present.sentences.groups import Beside
from pes_analysis.present.sentences.headline import awaiting_sentence, block_sentence, headline_sentence

PL, EN = Language.PL, Language.EN
BOCHNIA = County("bocheński", "land", "małopolskie")
PROBLEMS = ("fewer_problems", "average", "more_problems", "unknown")
SUPPORT = ("stronger_support", "average", "weaker_support", "unknown")

POLISH = """
problemy są rzadsze niż w podobnych powiatach, a znanego wsparcia jest więcej.
problemy są rzadsze niż w podobnych powiatach, a znanego wsparcia jest podobnie dużo.
problemy są rzadsze niż w podobnych powiatach, ale znanego wsparcia jest mniej.
problemy są rzadsze niż w podobnych powiatach, ale o wsparciu brakuje danych.
problemy są tak częste jak w podobnych powiatach, a znanego wsparcia jest więcej.
problemy są tak częste jak w podobnych powiatach, a znanego wsparcia jest podobnie dużo.
problemy są tak częste jak w podobnych powiatach, a znanego wsparcia jest mniej.
problemy są tak częste jak w podobnych powiatach, ale o wsparciu brakuje danych.
problemy są częstsze niż w podobnych powiatach, ale znanego wsparcia jest więcej.
problemy są częstsze niż w podobnych powiatach, a znanego wsparcia jest podobnie dużo.
problemy są częstsze niż w podobnych powiatach, a znanego wsparcia jest mniej.
problemy są częstsze niż w podobnych powiatach, ale o wsparciu brakuje danych.
brakuje danych o problemach, ale znanego wsparcia jest więcej niż w podobnych powiatach.
brakuje danych o problemach, ale znanego wsparcia jest tyle co w podobnych powiatach.
brakuje danych o problemach, ale znanego wsparcia jest mniej niż w podobnych powiatach.
brakuje danych i o problemach, i o wsparciu.
"""
ENGLISH = """
problems are less common than in similar counties, and the support we know of is greater.
problems are less common than in similar counties, and the support we know of is similar.
problems are less common than in similar counties, but the support we know of is smaller.
problems are less common than in similar counties, but data on support are lacking.
problems are as common as in similar counties, and the support we know of is greater.
problems are as common as in similar counties, and the support we know of is similar.
problems are as common as in similar counties, and the support we know of is smaller.
problems are as common as in similar counties, but data on support are lacking.
problems are more common than in similar counties, but the support we know of is greater.
problems are more common than in similar counties, and the support we know of is similar.
problems are more common than in similar counties, and the support we know of is smaller.
problems are more common than in similar counties, but data on support are lacking.
data on problems are lacking, but the support we know of is greater than in similar counties.
data on problems are lacking, but the support we know of is much the same as in similar counties.
data on problems are lacking, but the support we know of is smaller than in similar counties.
data on both problems and support are lacking.
"""
CASES = [
    (problems, support, polish, english)
    for (problems, support), polish, english in zip(
        product(PROBLEMS, SUPPORT), POLISH.strip().splitlines(), ENGLISH.strip().splitlines(), strict=True
    )
]


def plain(text):
    return str(text).replace("\xa0", " ")


@pytest.mark.parametrize(("problems", "support", "polish", "english"), CASES)
def test_one_group(problems, support, polish, english):
    groups = {"problems_beside": Beside.SIMILAR_COUNTIES, "support_beside": Beside.SIMILAR_COUNTIES}
    said = headline_sentence(BOCHNIA, problems, support, PL, **groups)
    assert said == f"W powiecie bocheńskim {polish}"
    assert len(said.split()) <= 20
    said = headline_sentence(BOCHNIA, problems, support, EN, **groups)
    assert said == f"In [powiat bocheński]{{lang=pl}}, {english}"


@pytest.mark.parametrize(
    ("support", "polish", "english"),
    [
        (
            "stronger_support",
            "a znanego wsparcia jest więcej niż w reszcie województwa",
            "and the support we know of is greater than elsewhere in the region",
        ),
        (
            "average",
            "a znanego wsparcia jest tyle co w reszcie województwa",
            "and the support we know of is much the same as elsewhere in the region",
        ),
        (
            "weaker_support",
            "ale znanego wsparcia jest mniej niż w reszcie województwa",
            "but the support we know of is smaller than elsewhere in the region",
        ),
        ("unknown", "ale o wsparciu brakuje danych", "but data on support are lacking"),
    ],
)
def test_two_groups(support, polish, english):
    groups = {"problems_beside": Beside.SIMILAR_CITIES, "support_beside": Beside.REGION}
    wroclaw = County("Wrocław", "city", "dolnośląskie")
    assert headline_sentence(wroclaw, "fewer_problems", support, PL, **groups) == (
        f"We Wrocławiu problemy są rzadsze niż w podobnych miastach, {polish}."
    )
    assert headline_sentence(wroclaw, "fewer_problems", support, EN, **groups) == (
        f"In [Wrocław]{{lang=pl}}, problems are less common than in similar cities, {english}."
    )
    longest = County("warszawski zachodni", "land", "mazowieckie")
    said = headline_sentence(
        longest, "fewer_problems", support, PL, **{**groups, "problems_beside": Beside.MIXED}
    )
    assert len(said.split()) <= 20


@pytest.mark.parametrize(
    ("n", "better", "worse", "polish", "english"),
    [
        (
            8,
            5,
            1,
            (
                "Wyraźnie lepiej niż w podobnych powiatach wypada 5 z 8 ocenianych wskaźników. "
                "Wyraźnie gorzej: 1."
            ),
            "5 of the 8 indicators judged are clearly better than in similar counties. Clearly worse: 1.",
        ),
        (
            8,
            2,
            3,
            (
                "Wyraźnie lepiej niż w podobnych powiatach wypadają 2 z 8 ocenianych wskaźników. "
                "Wyraźnie gorzej: 3."
            ),
            "2 of the 8 indicators judged are clearly better than in similar counties. Clearly worse: 3.",
        ),
        (
            8,
            1,
            0,
            (
                "Wyraźnie lepiej niż w podobnych powiatach wypada 1 z 8 ocenianych wskaźników. "
                "Żaden nie wypada wyraźnie gorzej."
            ),
            "1 of the 8 indicators judged is clearly better than in similar counties. None is clearly worse.",
        ),
        (
            8,
            0,
            4,
            (
                "Wyraźnie gorzej niż w podobnych powiatach wypadają 4 z 8 ocenianych wskaźników. "
                "Żaden nie wypada wyraźnie lepiej."
            ),
            (
                "4 of the 8 indicators judged are clearly worse than in similar counties. "
                "None is clearly better."
            ),
        ),
        (
            8,
            0,
            0,
            "Żaden z 8 ocenianych wskaźników nie odbiega wyraźnie od wyników w podobnych powiatach.",
            "None of the 8 indicators judged differs clearly from figures in similar counties.",
        ),
        (
            1,
            1,
            0,
            "Jedyny oceniany wskaźnik wypada wyraźnie lepiej niż w podobnych powiatach.",
            "The only indicator judged is clearly better than in similar counties.",
        ),
        (
            1,
            0,
            1,
            "Jedyny oceniany wskaźnik wypada wyraźnie gorzej niż w podobnych powiatach.",
            "The only indicator judged is clearly worse than in similar counties.",
        ),
        (
            1,
            0,
            0,
            "Jedyny oceniany wskaźnik nie odbiega wyraźnie od wyników w podobnych powiatach.",
            "The only indicator judged does not differ clearly from figures in similar counties.",
        ),
    ],
)
def test_blocks(n, better, worse, polish, english):
    assert plain(block_sentence(n, better, worse, Beside.SIMILAR_COUNTIES, PL)) == polish
    assert plain(block_sentence(n, better, worse, Beside.SIMILAR_COUNTIES, EN)) == english


@pytest.mark.parametrize(
    ("count", "polish", "english"),
    [
        (0, "", ""),
        (1, "Na dane czeka jeszcze 1 wskaźnik.", "1 indicator still awaits data."),
        (2, "Na dane czekają jeszcze 2 wskaźniki.", "2 indicators still await data."),
        (5, "Na dane czeka jeszcze 5 wskaźników.", "5 indicators still await data."),
    ],
)
def test_awaiting(count, polish, english):
    assert plain(awaiting_sentence(count, PL)) == polish
    assert plain(awaiting_sentence(count, EN)) == english
