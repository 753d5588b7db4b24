"""Names of all 380 counties and 16 voivodeships, declined."""

import csv
import re
from importlib.resources import files

import pytest

from pes_analysis.present.city_names import CITY_FORMS
from pes_analysis.present.language import Language
from pes_analysis.present.names import County, Form, county_name, voivodeship_name
from pes_analysis.protect.errors import PesError

PL, EN = Language.PL, Language.EN


def all_counties():
    table = files("pes_analysis.edition") / "demonstration" / "counties.csv"
    with table.open(encoding="utf-8", newline="") as file:
        return [County(row["name"], row["kind"], row["voivodeship_name"]) for row in csv.DictReader(file)]


COUNTIES = all_counties()
LAND = [county for county in COUNTIES if county.kind == "land"]
CITIES = [county for county in COUNTIES if county.kind == "city"]


def test_the_register_is_whole():
    assert (len(LAND), len(CITIES)) == (314, 66)


def test_the_table_of_cities_is_the_register_of_cities():
    assert set(CITY_FORMS) == {city.name for city in CITIES}


@pytest.mark.parametrize("county", LAND, ids=lambda county: county.name)
def test_land_counties_decline(county):
    genitive = str(county_name(county, "genitive", language=PL))
    inside = str(county_name(county, "locative", language=PL, form=Form.IN))
    assert re.fullmatch(r"powiatu [\w-]+(kiego|niego)( [\w-]+niego)?", genitive)
    assert re.fullmatch(r"w powiecie [\w-]+(kim|nim)( [\w-]+nim)?", inside)


@pytest.mark.parametrize("city", CITIES, ids=lambda city: city.name)
def test_cities_decline(city):
    genitive, locative = CITY_FORMS[city.name]
    # Every form begins with the same letter and has as many words, and it differs from the nominative.
    for form in (genitive, locative):
        assert form[0] == city.name[0]
        assert len(re.split("[ -]", form)) == len(re.split("[ -]", city.name))
        assert form != city.name
    assert str(county_name(city, "genitive", language=PL)) == genitive
    preposition = "we" if city.name in {"Wrocław", "Włocławek"} else "w"
    assert str(county_name(city, "nominative", language=PL, form=Form.IN)) == f"{preposition} {locative}"


@pytest.mark.parametrize(
    ("name", "genitive", "locative"),
    [
        ("bocheński", "bocheńskiego", "bocheńskim"),
        ("nowosądecki", "nowosądeckiego", "nowosądeckim"),
        ("warszawski zachodni", "warszawskiego zachodniego", "warszawskim zachodnim"),
        ("łódzki wschodni", "łódzkiego wschodniego", "łódzkim wschodnim"),
        ("czarnkowsko-trzcianecki", "czarnkowsko-trzcianeckiego", "czarnkowsko-trzcianeckim"),
        ("bieruńsko-lędziński", "bieruńsko-lędzińskiego", "bieruńsko-lędzińskim"),
        ("zduńskowolski", "zduńskowolskiego", "zduńskowolskim"),
        ("średzki", "średzkiego", "średzkim"),
        ("buski", "buskiego", "buskim"),
        ("łaski", "łaskiego", "łaskim"),
    ],
)
def test_land_counties_by_hand(name, genitive, locative):
    county = County(name, "land", "małopolskie")
    assert str(county_name(county, "genitive", language=PL, form=Form.BARE)) == genitive
    assert str(county_name(county, "locative", language=PL, form=Form.BARE)) == locative


@pytest.mark.parametrize(
    ("name", "genitive", "inside"),
    [
        ("Kraków", "Krakowa", "w Krakowie"),
        ("Nowy Sącz", "Nowego Sącza", "w Nowym Sączu"),
        ("Tarnów", "Tarnowa", "w Tarnowie"),
        ("Bielsko-Biała", "Bielska-Białej", "w Bielsku-Białej"),
        ("Biała Podlaska", "Białej Podlaskiej", "w Białej Podlaskiej"),
        ("Białystok", "Białegostoku", "w Białymstoku"),
        ("Jastrzębie-Zdrój", "Jastrzębia-Zdroju", "w Jastrzębiu-Zdroju"),
        ("Piekary Śląskie", "Piekar Śląskich", "w Piekarach Śląskich"),
        ("Tychy", "Tychów", "w Tychach"),
        ("Żory", "Żor", "w Żorach"),
        ("Kielce", "Kielc", "w Kielcach"),
        ("Siedlce", "Siedlec", "w Siedlcach"),
        ("Suwałki", "Suwałk", "w Suwałkach"),
        ("Zamość", "Zamościa", "w Zamościu"),
        ("Wrocław", "Wrocławia", "we Wrocławiu"),
        ("Włocławek", "Włocławka", "we Włocławku"),
        ("Wałbrzych", "Wałbrzycha", "w Wałbrzychu"),
        ("Warszawa", "Warszawy", "w Warszawie"),
        ("Łódź", "Łodzi", "w Łodzi"),
        ("Ostrołęka", "Ostrołęki", "w Ostrołęce"),
        ("Sosnowiec", "Sosnowca", "w Sosnowcu"),
        ("Świnoujście", "Świnoujścia", "w Świnoujściu"),
        ("Krosno", "Krosna", "w Krośnie"),
        ("Bydgoszcz", "Bydgoszczy", "w Bydgoszczy"),
        ("Radom", "Radomia", "w Radomiu"),
    ],
)
def test_cities_by_hand(name, genitive, inside):
    city = County(name, "city", "śląskie")
    assert str(county_name(city, "genitive", language=PL)) == genitive
    assert str(county_name(city, "locative", language=PL, form=Form.IN)) == inside


@pytest.mark.parametrize("name", sorted({county.voivodeship for county in COUNTIES}))
def test_voivodeships_decline(name):
    assert str(voivodeship_name(name, "genitive", language=PL)) == f"województwa {name[:-1]}ego"
    assert (
        str(voivodeship_name(name, "nominative", language=PL, form=Form.IN)) == f"w województwie {name[:-1]}m"
    )


def test_english_names():
    bochnia, krakow = County("bocheński", "land", "małopolskie"), County("Kraków", "city", "małopolskie")
    said = {
        form: [county_name(county, "genitive", language=EN, form=form) for county in (bochnia, krakow)]
        for form in Form
    }
    assert {form: [str(name) for name in names] for form, names in said.items()} == {
        Form.BARE: ["bocheński", "Kraków"],
        Form.FULL: ["powiat bocheński", "Kraków"],
        Form.INTRODUCED: ["powiat bocheński (county)", "the city of Kraków"],
        Form.IN: ["in powiat bocheński", "in Kraków"],
    }
    assert said[Form.IN][0].markdown() == "in [powiat bocheński]{lang=pl}"
    assert (
        str(voivodeship_name("warmińsko-mazurskie", "genitive", language=EN))
        == "the Warmińsko-Mazurskie region"
    )
    introduced = voivodeship_name("śląskie", "nominative", language=EN, form=Form.INTRODUCED)
    assert str(introduced) == "the Śląskie region (voivodeship)"


def test_polish_introductions_and_voivodeships_in_brackets():
    krakow, opole = County("Kraków", "city", "małopolskie"), County("opolski", "land", "lubelskie")
    assert (
        str(county_name(krakow, "nominative", language=PL, form=Form.INTRODUCED))
        == "Kraków (miasto na prawach powiatu)"
    )
    assert (
        str(county_name(opole, "genitive", language=PL, with_voivodeship=True))
        == "powiatu opolskiego (woj. lubelskie)"
    )
    assert (
        str(county_name(opole, "genitive", language=EN, with_voivodeship=True))
        == "powiat opolski (Lubelskie)"
    )
    assert str(voivodeship_name("śląskie", "genitive", language=PL, form=Form.BARE)) == "śląskiego"
    assert str(voivodeship_name("śląskie", "genitive", language=EN, form=Form.BARE)) == "Śląskie"


@pytest.mark.parametrize(
    ("county", "message"),
    [
        (County("Lwów", "city", "małopolskie"), "city_names"),
        (County("Bochnia", "land", "małopolskie"), "przymiotnik"),
        (County("", "land", "małopolskie"), "przymiotnik"),
    ],
)
def test_an_unknown_name_is_an_error(county, message):
    with pytest.raises(PesError, match=message):
        county_name(county, "genitive", language=PL)


def test_a_voivodeship_that_is_no_adjective_is_an_error():
    with pytest.raises(PesError, match="przymiotnik"):
        voivodeship_name("Śląsk", "genitive", language=PL)
