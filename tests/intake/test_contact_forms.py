"""Contacts as people write them come out in the one form of the tables, or are named as unreadable."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pes_analysis.edition.directory import schema
from pes_analysis.intake import contact_forms
from pes_analysis.intake.directory_findings import RULES

FORMS = {
    contact_forms.phones: schema.PHONES,
    contact_forms.emails: schema.EMAILS,
    contact_forms.site: schema.SITE,
    contact_forms.postcode: schema.POSTCODE,
    contact_forms.regon: schema.REGON,
    contact_forms.krs: schema.KRS,
    contact_forms.day: r"\d{4}-\d{2}-\d{2}",
    contact_forms.places: r"\d{1,4}",
}
MESSY = st.one_of(
    st.text(max_size=60),
    st.text("0123456789 +-()/.,;@wewfax:", max_size=40),
    st.text("abc.@-/:0123456789 ąhtps", max_size=40),
)


@pytest.mark.parametrize("read", FORMS, ids=lambda read: read.__name__)
@given(text=MESSY)
def test_whatever_is_written_fits_the_table_or_is_left_out(read, text):
    found = read(text)
    assert found.value == "" or re.fullmatch(FORMS[read], found.value)
    assert found.problem in ("", *RULES)
    assert found.repair in ("", *RULES)
    if found.value and found.value != text:
        assert found.repair
    again = read(found.value) if found.value else found
    assert again.value == found.value


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("123456789", "123 456 789"),
        ("12 345 67 89", "123 456 789"),
        ("(012) 345 67 89", "123 456 789"),
        ("+48 512-345-678", "512 345 678"),
        ("48512345678", "512 345 678"),
        ("tel./ 512 345 678", ""),
        ("Tel. 512 345 678, kom.: 600 700 800", "512 345 678, 600 700 800"),
        ("512 345 678 lub 600 700 800", "512 345 678, 600 700 800"),
        ("512345678/600700800", "512 345 678, 600 700 800"),
        ("512 345 678; 512 345 678", "512 345 678"),
        ("12 345 67 89 w. 12", "123 456 789 wew. 12"),
        ("+49 30 1234567", "+49 301 234 567"),
        ("fax 12 345 67 89", ""),
    ],
)  # fmt: skip
def test_phones(written, read):
    assert contact_forms.phones(written).value == read


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("345 67 89", "phone_without_area"),
        ("12 345 67 89/90", "phone_unreadable"),
        ("000 000 000", "phone_dead"),
        ("112", "phone_unreadable"),
        ("1234567890123", "phone_unreadable"),
        ("=512345678", "phone_unreadable"),
        ("٥١٢٣٤٥٦٧٨", "phone_unreadable"),
    ],
)
def test_dead_and_broken_phones(written, problem):
    assert contact_forms.phones(written) == contact_forms.Written(problem=problem)


def test_a_good_number_beside_a_bad_one_is_kept_and_the_bad_one_told():
    found = contact_forms.phones("512 345 678, sekretariat")
    assert (found.value, found.problem) == ("512 345 678", "phone_unreadable")


@pytest.mark.parametrize("bad", ["biuro@", "@gaj.pl", "biuro@gaj", "biuro@@gaj.pl", "ąę@gaj.pl", "a@-b.pl"])
def test_broken_addresses(bad):
    assert contact_forms.emails(bad).problem == "email_unreadable"


@pytest.mark.parametrize(
    "bad",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "https://",
        "gaj",
        "https://gaj.pl/a b",
        "//gaj.pl",
        'a.pl"o="',
    ],
)
def test_what_is_no_website(bad):
    assert contact_forms.site(bad).problem == "site_unreadable"


def test_register_numbers_get_their_zeros_back_and_are_checked():
    # 012345678 has the control digit 8·0+9·1+2·2+3·3+4·4+5·5+6·6+7·7 = 148, 148 mod 11 = 5.
    assert contact_forms.regon("12345675").value == "012345675"
    assert contact_forms.regon("012345675").repair == ""
    assert contact_forms.regon("000000000").problem == "regon_checksum"
    assert contact_forms.krs("0000000000").problem == "krs_unreadable"
