"""Who the similar counties are, in both languages."""

import pytest

from pes_analysis.present.language import Language
from pes_analysis.present.names import County
from pes_analysis.present.sentences.groups import Beside
from pes_analysis.present.sentences.peers import county_list, facts_line, peers_explanation, repeated_names

PL, EN = Language.PL, Language.EN


def plain(text):
    return str(text).replace("\xa0", " ")


@pytest.mark.parametrize(
    ("count", "beside", "polish", "english"),
    [
        (
            20,
            Beside.SIMILAR_COUNTIES,
            "To 20 powiatów z całej Polski o najbardziej zbliżonej strukturze.",
            "These are the 20 counties in Poland that are nearest in structure.",
        ),
        (
            1,
            Beside.SIMILAR_COUNTIES,
            "To 1 powiat z całej Polski o najbardziej zbliżonej strukturze.",
            "This is the 1 county in Poland that is nearest in structure.",
        ),
        (
            12,
            Beside.SIMILAR_CITIES,
            "To 12 miast na prawach powiatu w Polsce o najbardziej zbliżonej strukturze.",
            "These are the 12 cities with county rights in Poland that are nearest in structure.",
        ),
        (
            2,
            Beside.SIMILAR_CITIES,
            "To 2 miasta na prawach powiatu w Polsce o najbardziej zbliżonej strukturze.",
            "These are the 2 cities with county rights in Poland that are nearest in structure.",
        ),
    ],
)
def test_explanation(count, beside, polish, english):
    assert plain(peers_explanation(count, ["ludność", "a|b"], beside, PL)) == (
        f"{polish} O podobieństwie decydują: ludność, a\\|b. "
        "Wyniki, które porównujemy, nie wpływają na dobór."
    )
    assert plain(peers_explanation(count, ["population"], beside, EN)) == (
        f"{english} What decides: population. The results compared do not influence the choice."
    )


def test_list_tells_namesakes_apart():
    counties = [
        County("opolski", "land", "lubelskie"),
        County("suski", "land", "małopolskie"),
        County("Łódź", "city", "łódzkie"),
        County("opolski", "land", "opolskie"),
    ]
    repeated = repeated_names(county.name for county in counties)
    assert county_list(counties, repeated, PL) == (
        "opolski \\(woj\\. lubelskie\\), suski, Łódź, opolski \\(woj\\. opolskie\\)"
    )
    assert county_list(counties[:2], repeated, EN) == "[opolski]{lang=pl} \\(Lubelskie\\), [suski]{lang=pl}"


def test_facts():
    assert plain(facts_line(106985, 9, "land", PL)) == "106 985 mieszkańców · 9 gmin"
    assert plain(facts_line(106985, 1, "land", EN)) == "106,985 inhabitants · 1 commune"
    assert plain(facts_line(804237, 1, "city", PL)) == "804 237 mieszkańców"
