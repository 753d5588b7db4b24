"""Sentences about change, word for word in both languages."""

import pytest

from pes_analysis.present.language import Language
from pes_analysis.present.sentences.groups import Beside
from pes_analysis.present.sentences.trend import Course, break_sentence, group_trend_sentence, trend_sentence

PL, EN = Language.PL, Language.EN


def plain(text):
    return str(text).replace("\xa0", " ")


@pytest.mark.parametrize(
    ("first", "last", "direction", "polish", "english"),
    [
        (
            15.1,
            12.3,
            "improving",
            "Od 2014 do 2018 r. wartość spadła z 15,1 do 12,3%, czyli jest lepiej.",
            "From 2014 to 2018 the figure fell from 15.1 to 12.3%, so things are better.",
        ),
        (
            15.1,
            12.3,
            "worsening",
            "Od 2014 do 2018 r. wartość spadła z 15,1 do 12,3%, czyli jest gorzej.",
            "From 2014 to 2018 the figure fell from 15.1 to 12.3%, so things are worse.",
        ),
        (
            12.3,
            15.1,
            "improving",
            "Od 2014 do 2018 r. wartość wzrosła z 12,3 do 15,1%, czyli jest lepiej.",
            "From 2014 to 2018 the figure rose from 12.3 to 15.1%, so things are better.",
        ),
        (
            12.3,
            15.1,
            "worsening",
            "Od 2014 do 2018 r. wartość wzrosła z 12,3 do 15,1%, czyli jest gorzej.",
            "From 2014 to 2018 the figure rose from 12.3 to 15.1%, so things are worse.",
        ),
        (
            12.3,
            15.1,
            "rising",
            "Od 2014 do 2018 r. wartość wzrosła z 12,3 do 15,1%.",
            "From 2014 to 2018 the figure rose from 12.3 to 15.1%.",
        ),
        (
            -1.5,
            -2.5,
            "falling",
            "Od 2014 do 2018 r. wartość spadła z −1,5 do −2,5%.",
            "From 2014 to 2018 the figure fell from −1.5 to −2.5%.",
        ),
        (
            12.3,
            12.9,
            "unclear",
            "Od 2014 do 2018 r. nie widać wyraźnej zmiany: na początku 12,3, na końcu 12,9%.",
            "From 2014 to 2018 there is no clear change: 12.3 at first, 12.9% at the end.",
        ),
        (
            12.31,
            12.28,
            "improving",
            "Od 2014 do 2018 r. nie widać wyraźnej zmiany: na początku 12,3, na końcu 12,3%.",
            "From 2014 to 2018 there is no clear change: 12.3 at first, 12.3% at the end.",
        ),
        (
            12.3,
            15.1,
            "unknown",
            "Z ostatnich pięciu lat mamy za mało liczb, by ocenić zmianę.",
            "The last five years have too few figures to judge a change.",
        ),
    ],
)
def test_change(first, last, direction, polish, english):
    course = Course(2014, 2018, first, last, direction, "%", 1)
    assert plain(trend_sentence(course, PL)) == polish
    assert plain(trend_sentence(course, EN)) == english


def test_change_of_the_group():
    change = (17.2, 14.0, Beside.SIMILAR_COUNTIES, "%", 1)
    assert plain(group_trend_sentence(*change, PL)) == (
        "W tym czasie typowy wynik w podobnych powiatach zmienił się z 17,2 na 14,0%."
    )
    assert plain(group_trend_sentence(*change, EN)) == (
        "Meanwhile the typical figure in similar counties went from 17.2 to 14.0%."
    )
    still = (14.01, 14.0, Beside.REGION, "%", 1)
    assert plain(group_trend_sentence(*still, PL)) == (
        "W tym czasie typowy wynik w reszcie województwa się nie zmienił: 14,0%."
    )
    assert plain(group_trend_sentence(*still, EN)) == (
        "Meanwhile the typical figure elsewhere in the region stayed at 14.0%."
    )


def test_break():
    assert plain(break_sentence(2016, PL)) == (
        "W 2016 r. zmienił się sposób liczenia, dlatego wcześniejszych lat nie porównujemy."
    )
    assert plain(break_sentence(2016, EN)) == (
        "The way of counting changed in 2016, so earlier years are not compared."
    )
