"""Sentences about a place beside others, word for word in both languages."""

import pytest

from pes_analysis.catalogue.states import State
from pes_analysis.present.language import Language
from pes_analysis.present.sentences.groups import Beside
from pes_analysis.present.sentences.measured import (
    Measured,
    age_sentence,
    figure_sentence,
    missing_sentence,
)
from pes_analysis.present.sentences.position import (
    Level,
    Place,
    national_sentence,
    place_sentence,
    position_sentence,
    wider_sentence,
)
from pes_analysis.protect.errors import PesError

PL, EN = Language.PL, Language.EN


def plain(text):
    return str(text).replace("\xa0", " ")


def poverty(language, value=12.3, state=State.VALUE):
    name, unit = {
        PL: ("Rodziny wspierane z powodu ubóstwa", "na 1000 mieszkańców"),
        EN: ("Families supported because of poverty", "per 1000 residents"),
    }[language]
    return Measured(name, value, state, unit, 1, 2018)


def test_the_whole_sentence():
    place = Place(lower=4, higher=15, ties=1, verdict="better")
    assert plain(position_sentence(poverty(PL), place, Beside.SIMILAR_COUNTIES, PL)) == (
        "**Rodziny wspierane z powodu ubóstwa**: 12,3 na 1000 mieszkańców (2018). "
        "To mniej niż w 15 z 20 podobnych powiatów, czyli lepiej."
    )
    assert plain(position_sentence(poverty(EN), place, Beside.SIMILAR_COUNTIES, EN)) == (
        "**Families supported because of poverty**: 12.3 per 1000 residents (2018). "
        "That is lower than in 15 of 20 similar counties, which is better."
    )


@pytest.mark.parametrize(
    ("place", "beside", "polish", "english"),
    [
        (
            Place(15, 4, 1, "worse"),
            Beside.SIMILAR_COUNTIES,
            "To więcej niż w 15 z 20 podobnych powiatów, czyli gorzej.",
            "That is higher than in 15 of 20 similar counties, which is worse.",
        ),
        (
            Place(15, 4, 1, "better"),
            Beside.SIMILAR_CITIES,
            "To więcej niż w 15 z 20 podobnych miast, czyli lepiej.",
            "That is higher than in 15 of 20 similar cities, which is better.",
        ),
        (
            Place(4, 17, 0, "worse"),
            Beside.REGION,
            "To mniej niż w 17 z 21 pozostałych powiatów województwa, czyli gorzej.",
            "That is lower than in 17 of 21 other counties of the region, which is worse.",
        ),
        (
            Place(4, 16, 0, "none"),
            Beside.MIXED,
            "To mniej niż w 16 z 20 porównywanych powiatów.",
            "That is lower than in 16 of 20 counties compared.",
        ),
        (
            Place(0, 20, 0, "better"),
            Beside.SIMILAR_COUNTIES,
            "To mniej niż w każdym z 20 podobnych powiatów, czyli lepiej.",
            "That is lower than in each of 20 similar counties, which is better.",
        ),
        (
            Place(20, 0, 0, "worse"),
            Beside.SIMILAR_COUNTIES,
            "To więcej niż w każdym z 20 podobnych powiatów, czyli gorzej.",
            "That is higher than in each of 20 similar counties, which is worse.",
        ),
        (
            Place(11, 9, 0, "middle"),
            Beside.SIMILAR_COUNTIES,
            "To wynik typowy: wyższy niż w 11 i niższy niż w 9 z 20 podobnych powiatów.",
            "That is typical: higher than in 11 and lower than in 9 of 20 similar counties.",
        ),
        (
            Place(0, 8, 12, "middle"),
            Beside.SIMILAR_COUNTIES,
            "Tyle samo jest w 12 z 20 podobnych powiatów.",
            "It is the same in 12 of 20 similar counties.",
        ),
        (
            Place(0, 12, 8, "middle"),
            Beside.SIMILAR_COUNTIES,
            "To mniej niż w 12 z 20 podobnych powiatów.",
            "That is lower than in 12 of 20 similar counties.",
        ),
        (
            Place(2, 2, 0, "none"),
            Beside.SIMILAR_COUNTIES,
            "Zbyt mało powiatów ma dane, by je porównać.",
            "Too few counties have data to compare with.",
        ),
    ],
)
def test_places(place, beside, polish, english):
    assert plain(place_sentence(place, beside, PL)) == polish
    assert plain(place_sentence(place, beside, EN)) == english


@pytest.mark.parametrize(
    ("place", "polish", "english"),
    [
        (
            Place(90, 285, 4, "better"),
            "To mniej niż w około trzech czwartych wszystkich powiatów w Polsce, czyli lepiej.",
            "That is lower than in about three quarters of all counties in Poland, which is better.",
        ),
        (
            Place(252, 127, 0, "worse"),
            "To więcej niż w około dwóch trzecich wszystkich powiatów w Polsce, czyli gorzej.",
            "That is higher than in about two thirds of all counties in Poland, which is worse.",
        ),
        (
            Place(189, 190, 0, "middle"),
            "To mniej niż w około połowie wszystkich powiatów w Polsce.",
            "That is lower than in about half of all counties in Poland.",
        ),
        (
            Place(375, 4, 0, "none"),
            "To więcej niż w 375 z 379 powiatów w Polsce.",
            "That is higher than in 375 of 379 counties in Poland.",
        ),
        (
            Place(94, 90, 195, "none"),
            "To więcej niż w około jednej czwartej wszystkich powiatów w Polsce.",
            "That is higher than in about a quarter of all counties in Poland.",
        ),
        (
            Place(120, 126, 133, "none"),
            "To mniej niż w około jednej trzeciej wszystkich powiatów w Polsce.",
            "That is lower than in about a third of all counties in Poland.",
        ),
    ],
)
def test_in_the_country(place, polish, english):
    assert plain(national_sentence(place, PL)) == polish
    assert plain(national_sentence(place, EN)) == english


@pytest.mark.parametrize(
    ("region", "poland", "polish", "english"),
    [
        (
            Level(15.2),
            Level(17.9),
            "Dla porównania: w województwie małopolskim 15,2; w Polsce 17,9.",
            "For comparison: in the [Małopolskie]{lang=pl} region 15.2; in Poland 17.9.",
        ),
        (
            Level(15.2, approximate=True),
            Level(None),
            "Dla porównania: w województwie małopolskim około 15,2.",
            "For comparison: in the [Małopolskie]{lang=pl} region about 15.2.",
        ),
        (Level(None), Level(0.0), "Dla porównania: w Polsce 0,0.", "For comparison: in Poland 0.0."),
        (Level(None), Level(None), "", ""),
    ],
)
def test_beside_the_voivodeship_and_poland(region, poland, polish, english):
    assert plain(wider_sentence("małopolskie", region, poland, 1, PL)) == polish
    assert plain(wider_sentence("małopolskie", region, poland, 1, EN)) == english


@pytest.mark.parametrize(
    ("state", "polish", "english"),
    [
        (State.MISSING, "Brak danych za 2018 r.", "There are no data for 2018."),
        (
            State.NOT_APPLICABLE,
            "Ten wskaźnik nie ma tu zastosowania.",
            "This indicator does not apply here.",
        ),
        (
            State.UNDEFINED,
            "Za 2018 r. nie da się tego obliczyć, bo mianownik wynosi zero.",
            "It cannot be calculated for 2018, because the denominator is zero.",
        ),
        (
            State.SUPPRESSED,
            "Wartość za 2018 r. ukryto, bo dotyczy zbyt małej liczby osób lub podmiotów.",
            "The figure for 2018 is withheld: it concerns too few people or entities.",
        ),
    ],
)
def test_missing(state, polish, english):
    assert plain(missing_sentence(state, 2018, PL)) == polish
    assert plain(missing_sentence(state, 2018, EN)) == english
    missing = Measured("Rodziny", None, state, "%", 1, 2018)
    # Without a figure nothing is compared.
    place = Place(4, 15, 1, "better")
    assert plain(position_sentence(missing, place, Beside.SIMILAR_COUNTIES, PL)) == f"**Rodziny**. {polish}"
    with pytest.raises(PesError, match="brak"):
        missing.in_words(PL)


@pytest.mark.parametrize(
    ("year", "polish", "english"),
    [
        (2023, "To dane sprzed roku.", "These data are 1 year old."),
        (2022, "To dane sprzed 2 lat.", "These data are 2 years old."),
        (2018, "To dane sprzed 6 lat.", "These data are 6 years old."),
        (2002, "To dane sprzed 22 lat.", "These data are 22 years old."),
        (2024, "", ""),
        (2025, "", ""),
    ],
)
def test_age(year, polish, english):
    assert plain(age_sentence(year, 2024, PL)) == polish
    assert plain(age_sentence(year, 2024, EN)) == english


def test_a_hostile_name_stays_a_name():
    hostile = Measured("**x** | <b>\n# y", 1.0, State.VALUE, "| %", 0, 2018)
    assert plain(figure_sentence(hostile, PL)) == ("**\\*\\*x\\*\\* \\| \\<b\\> \\# y**: 1 \\| \\% (2018).")


def test_zero_is_said_as_a_number():
    centres = Measured("Centra integracji społecznej", 0.0, State.ZERO, "–", 0, 2024)
    assert plain(figure_sentence(centres, PL)) == "**Centra integracji społecznej**: 0 (2024)."
