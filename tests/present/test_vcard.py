"""Contacts follow RFC 6350 whatever stands in them, and say what they are."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pes_analysis.present.vcard import Contact, folded, vcard, vcards
from pes_analysis.protect.escape import clean

FULL = Contact(
    uid="cis-gaj",
    name="CIS „Gaj”, oddział; filia \\ 2",
    phones=("123 456 789 wew. 12", "+49 123 456 789"),
    emails=("biuro@gaj.pl",),
    site="https://gaj.pl/a,b;c",
    street="ul. Zmyślona 1, lok. 2",
    town="Niebyły Gaj",
    postcode="32-700",
    region="powiat bocheński",
    person="Osoba Zmyślona",
    categories=("centrum integracji społecznej", "Kultura, edukacja i rozwój lokalny"),
    note="Dane demonstracyjne. Wpis sprawdzono: 2024-11-05.",
    checked_on="2024-11-05",
)


def read(text):
    """Read cards back as RFC 6350 says: unfold, split at the first colon outside quotes, unescape."""
    assert text.endswith("\r\n") or not text
    assert "\n" not in text.replace("\r\n", "")
    cards = []
    for line in text.replace("\r\n ", "").splitlines():
        name, value = re.fullmatch(r'((?:[^":]|"[^"]*")+):(.*)', line).groups()
        if line == "BEGIN:VCARD":
            cards.append({})
        cards[-1].setdefault(name.split(";")[0], []).append(value)
    return cards


def parts(value, separator):
    """Split a value at separators that are not escaped, and unescape each part."""
    split = re.findall(rf"(?:^|{separator})((?:[^\\{separator}]|\\.)*)", value)
    return [re.sub(r"\\(.)", r"\1", part) for part in split]


def plain(value):
    return re.sub(r"\\(.)", r"\1", value)


def test_everything_comes_back():
    (card,) = read(vcard(FULL))
    assert card["VERSION"] == ["4.0"]
    assert card["KIND"] == ["org"]
    assert plain(card["FN"][0]) == plain(card["ORG"][0]) == FULL.name
    assert card["TEL"] == ["tel:+48-123-456-789;ext=12", "tel:+49-123-456-789"]
    assert card["URL"] == [FULL.site]
    assert parts(card["ADR"][0], ";") == [
        "", "", FULL.street, FULL.town, FULL.region, FULL.postcode, "Polska",
    ]  # fmt: skip
    assert parts(card["CATEGORIES"][0], ",") == list(FULL.categories)
    assert plain(card["NOTE"][0]) == FULL.note
    assert card["REV"] == ["20241105T000000Z"]
    assert plain(card["RELATED"][0]) == FULL.person


def test_version_follows_the_beginning():
    assert vcard(FULL).startswith("BEGIN:VCARD\r\nVERSION:4.0\r\n")


def test_what_is_not_known_has_no_line():
    (card,) = read(vcard(Contact("a", "A")))
    assert set(card) == {"BEGIN", "VERSION", "KIND", "UID", "FN", "ORG", "END"}


@given(st.text(max_size=400))
def test_no_text_breaks_out_of_its_line(text):
    contact = Contact(
        "a", text, street=text, person=text, note=text, site=f"https://a.pl/{text}", categories=(text,)
    )
    written = vcards([contact, Contact("b", "B")])
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
    first, second = read(written.decode())
    assert plain(first["FN"][0]) == clean(text)
    assert first["UID"] == ["a"]
    assert second["FN"] == ["B"]


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=300))
def test_folding_loses_nothing_and_splits_no_character(line):
    written = folded(line)
    assert written.replace("\r\n ", "").removesuffix("\r\n") == line
    for part in written.encode().split(b"\r\n"):
        part.decode()
        assert len(part) <= 75


@pytest.mark.parametrize("trick", ["a\r\nTEL:tel:666", "a\nEND:VCARD", "a\u2028b", "a\\nb"])
def test_a_line_cannot_be_put_in(trick):
    cards = read(vcard(Contact("a", trick, site=f"https://a.pl/{trick}", phones=("123 456 789",))))
    assert len(cards) == 1
    assert cards[0]["TEL"] == ["tel:+48-123-456-789"]
    assert cards[0]["END"] == ["VCARD"]
