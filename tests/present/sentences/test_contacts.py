"""Which office deals with what, in full."""

import pytest

from pes_analysis.present.language import Language
from pes_analysis.present.sentences.contacts import who_to_contact
from pes_analysis.present.sentences.labels import age_label, verdict_label

SHARED_PL = """
Ośrodek wsparcia ekonomii społecznej (OWES)
:   Zakładanie i rozwój spółdzielni socjalnych i przedsiębiorstw społecznych: \
doradztwo, szkolenia, dotacje na miejsca pracy.

Regionalny ośrodek polityki społecznej (ROPS)
:   Planuje i koordynuje politykę społeczną oraz ekonomię społeczną w całym województwie."""
LAND_PL = f"""\
Ośrodek pomocy społecznej (OPS) lub centrum usług społecznych (CUS), w każdej gminie
:   Pomoc pieniężna i rzeczowa, praca socjalna, usługi opiekuńcze. Tu warto zapytać najpierw.

Powiatowe centrum pomocy rodzinie (PCPR)
:   Piecza zastępcza, pomoc rodzinom w kryzysie, wsparcie osób z niepełnosprawnościami.

Powiatowy urząd pracy (PUP)
:   Rejestracja bezrobotnych, oferty pracy, szkolenia, staże, wsparcie pracodawców.
{SHARED_PL}"""
CITY_PL = f"""\
Miejski ośrodek pomocy społecznej lub centrum usług społecznych (MOPS, MOPR, CUS)
:   Pomoc społeczna i zadania powiatu: piecza zastępcza, wsparcie osób z niepełnosprawnościami.

Urząd pracy: powiatowy, grodzki lub miejski (PUP, GUP, MUP)
:   Rejestracja bezrobotnych, oferty pracy, szkolenia, staże, wsparcie pracodawców.
{SHARED_PL}"""


@pytest.mark.parametrize(("kind", "expected"), [("land", LAND_PL), ("city", CITY_PL)])
def test_polish(kind, expected):
    assert who_to_contact(Language.PL, kind).markdown() == expected


def test_english_names_the_same_offices():
    for kind in ("land", "city"):
        english, polish = (
            who_to_contact(language, kind).markdown() for language in (Language.EN, Language.PL)
        )
        assert english.count("\n:   ") == polish.count("\n:   ") == (5 if kind == "land" else 4)
        for office in ("PUP", "OWES", "ROPS"):
            assert office in english


def test_labels():
    marks = ("better", "middle", "worse", "none")
    assert [verdict_label(mark, Language.PL) for mark in marks] == [
        "lepiej",
        "typowo",
        "gorzej",
        "tylko opis",
    ]
    assert [verdict_label(mark, Language.EN) for mark in marks] == [
        "better",
        "typical",
        "worse",
        "description only",
    ]
    ages = ("current", "older", "old")
    assert [age_label(age, Language.PL) for age in ages] == [
        "świeże (do 2 lat)",
        "starsze (3–5 lat)",
        "stare (ponad 5 lat)",
    ]
    assert [age_label(age, Language.EN) for age in ages] == [
        "recent (up to 2 years)",
        "older (3–5 years)",
        "old (over 5 years)",
    ]
