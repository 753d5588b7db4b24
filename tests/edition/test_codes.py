"""A wrong county code is answered with the one that was probably meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pes_analysis.edition import CountyCodeError, read_snapshot
from pes_analysis.edition.codes import county_code

COUNTIES = read_snapshot().counties


@given(st.sampled_from(list(COUNTIES.index)))
def test_every_code_passes_as_it_is(code):
    assert county_code(code, COUNTIES) == code


@given(st.sampled_from([code for code in COUNTIES.index if code.startswith("0")]))
def test_a_lost_zero_is_found_again(code):
    for given_code in (code[1:], int(code)):
        with pytest.raises(CountyCodeError) as caught:
            county_code(given_code, COUNTIES)
        assert f"„{code}”" in caught.value.pl
        assert f"'{code}'" in caught.value.en


@given(st.one_of(st.text(max_size=12), st.integers(), st.floats(), st.none(), st.booleans(), st.binary()))
def test_nothing_else_ever_passes(given_code):
    if given_code in COUNTIES.index:
        return
    with pytest.raises(CountyCodeError) as caught:
        county_code(given_code, COUNTIES)
    assert caught.value.pl.endswith(".")
    assert caught.value.en.endswith(".")


@pytest.mark.parametrize(
    ("given_code", "said"),
    [
        ("12", "kod województwa (małopolskie)"),
        ("12", "„1201” (bocheński)"),
        (1201, "„1201” (bocheński)"),
        ("1201022", "„1201” (bocheński)"),
        ("bocheński", "„1201” (bocheński)"),
        ("bochenski", "„1201” (bocheński)"),
        ("kraków", "„1261” (Kraków)"),
        ("1299", "Nie ma powiatu o kodzie „1299”"),
        ("0263", "Nie ma powiatu o kodzie „0263”"),
        ("١٢٠١", "to nie kod powiatu"),
        (" 1201", "„1201” (bocheński)"),
        (True, "a nie bool"),
        (None, "a nie NoneType"),
    ],
)
def test_what_was_meant_is_said(given_code, said):
    with pytest.raises(CountyCodeError) as caught:
        county_code(given_code, COUNTIES)
    assert said in caught.value.pl


def test_counties_of_one_name_are_all_offered():
    with pytest.raises(CountyCodeError) as caught:
        county_code("grodziski", COUNTIES)
    assert "'1405'" in caught.value.en
    assert "'3005'" in caught.value.en
