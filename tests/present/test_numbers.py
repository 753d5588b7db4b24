"""Numbers as they stand in a text."""

import math
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from pes_analysis.catalogue.states import State
from pes_analysis.intake.polish_numbers import parse_number
from pes_analysis.present.language import Language
from pes_analysis.present.numbers import NOUNS, cell, counted, day, number, signed, with_unit
from pes_analysis.protect.errors import PesError

PL, EN = Language.PL, Language.EN


@pytest.mark.parametrize(
    ("value", "decimals", "polish", "english"),
    [
        (0, 0, "0", "0"),
        (1234.5, 1, "1\xa0234,5", "1,234.5"),
        (106985, 0, "106\xa0985", "106,985"),
        (38_000_000, 0, "38\xa0000\xa0000", "38,000,000"),
        (12.0, 1, "12,0", "12.0"),
        (2.5, 0, "3", "3"),
        (0.125, 2, "0,13", "0.13"),
        (1.005, 2, "1,01", "1.01"),
        (-3.14, 1, "−3,1", "−3.1"),
        (-0.04, 1, "0,0", "0.0"),
        (np.float64(4.9), 1, "4,9", "4.9"),
        (np.int64(7), 0, "7", "7"),
        (1e-9, 3, "0,000", "0.000"),
        (1e15, 0, "1\xa0000\xa0000\xa0000\xa0000\xa0000", "1,000,000,000,000,000"),
    ],
)
def test_number(value, decimals, polish, english):
    assert number(value, decimals, PL) == polish
    assert number(value, decimals, EN) == english


@given(
    st.floats(-1e8, 1e8, allow_nan=False),
    st.integers(0, 4),
)
def test_a_polish_number_reads_back_as_itself(value, decimals):
    text = number(value, decimals, PL)
    parsed = parse_number(text.replace("−", "-"))
    assert parsed.value == pytest.approx(value, abs=0.5 * 10**-decimals * (1 + 1e-9))
    assert " " not in text


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_what_is_not_a_number_is_refused(value):
    with pytest.raises(PesError, match="stan komórki"):
        number(value, 1, PL)


def test_cell_says_why_there_is_no_number():
    assert [cell(None, state, 1, PL) for state in State if not state.is_number] == [".", "x", "–", "#"]
    assert cell(0.0, State.ZERO, 1, PL) == "0"
    with pytest.raises(PesError):
        cell(None, State.VALUE, 1, PL)


def test_signed():
    assert [signed(value, 1, EN) for value in (1.26, 0.04, 0, -0.04, -1)] == [
        "+1.3",
        "0.0",
        "0.0",
        "0.0",
        "−1.0",
    ]


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("", "5"),
        ("–", "5"),
        ("%", "5%"),
        ("zł", "5\xa0zł"),
        ("na 10 000", "5\xa0na\xa010\xa0000"),
        ("na 1000 dzieci", "5\xa0na\xa01000 dzieci"),
    ],
)
def test_unit_stays_with_its_number(unit, expected):
    assert with_unit("5", unit) == expected


def test_nouns_agree_with_their_numbers():
    said = {
        noun: [counted(noun, n, decimals, PL) for n, decimals in ((1, 0), (3, 0), (5, 0), (1.5, 1))]
        for noun in NOUNS
    }
    assert {noun: " ".join(text.partition("\xa0")[2] for text in texts) for noun, texts in said.items()} == {
        "inhabitant": "mieszkaniec mieszkańcy mieszkańców mieszkańca",
        "commune": "gmina gminy gmin gminy",
        "county": "powiat powiaty powiatów powiatu",
        "family": "rodzina rodziny rodzin rodziny",
        "person": "osoba osoby osób osoby",
        "indicator": "wskaźnik wskaźniki wskaźników wskaźnika",
        "entity": "podmiot podmioty podmiotów podmiotu",
        "year": "rok lata lat roku",
        "job": "miejsce pracy miejsca pracy miejsc pracy miejsca pracy",
        "place": "miejsce miejsca miejsc miejsca",
    }
    # A shown decimal makes it a fraction, even ",0".
    assert counted("family", 12.0, 1, PL) == "12,0\xa0rodziny"
    assert counted("person", 1.5, 1, EN) == "1.5\xa0people"
    # The number as it is shown decides the form.
    assert counted("county", 1.6, 0, PL) == "2\xa0powiaty"


def test_dates():
    assert day(date(2026, 3, 1), PL) == "01.03.2026"
    assert day(date(2026, 3, 1), EN) == "1 March 2026"


@given(st.decimals(-(10**12), 10**12, places=4), st.integers(0, 4), st.sampled_from([PL, EN]))
def test_numbers_are_written_as_babel_writes_them(value: Decimal, decimals: int, language: Language) -> None:
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    rounded = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    written = format_decimal(rounded, format=pattern, locale=language.locale)
    expected = written.replace("-", "\N{MINUS SIGN}") if rounded else written.lstrip("-")
    assert number(value, decimals, language) == expected
