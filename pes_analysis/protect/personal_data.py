"""Finding what tells of a person in free text: numbers of identity, phones, addresses of mail, accounts."""

import re
import unicodedata
from types import MappingProxyType

PESEL, PHONE, EMAIL, IDENTITY_CARD, ACCOUNT = "pesel", "phone", "email", "identity_card", "account"
# Digits may be parted as people part them, so that a space does not hide a number.
_GAP = r"[ .\-/]?"
_DIGITS = re.compile(rf"(?<![\d])\+?(?:\d{_GAP}){{8,28}}\d(?!\d)")
_EMAIL = re.compile(
    r"[\w.+\-]{1,64}\s?(?:@|\(at\)|\[at\]|\(małpa\)|\[małpa\])\s?[\w\-]{1,63}(?:\s?\.\s?[\w\-]{1,63}){1,6}",
    re.I,
)
_DATE = re.compile(r"(?<!\d)(?:\d{1,2}[.\-/]\d{1,2}[.\-/](?:19|20)\d{2}|(?:19|20)\d{2}-\d{2}-\d{2})(?!\d)")
_CARD = re.compile(r"\b[A-Z]{3}[ \-]?\d{6}\b", re.I)
_INVISIBLE = frozenset({"Cf", "Cc"})
_BY_LENGTH = MappingProxyType({11: PESEL, 26: ACCOUNT, 28: ACCOUNT})


def personal_data_kinds(text: str) -> tuple[str, ...]:
    """Name the kinds of personal data that a text seems to hold, in alphabetical order.

    What looks like a number of a person is taken for one: a text held back in vain does less harm than a
    number made public. Names of people are not found: a reader has to look for them.

    Parameters
    ----------
    text : str

    Returns
    -------
    tuple of str
        Of ``"account", "email", "identity_card", "pesel", "phone"``; empty when nothing was found.

    Examples
    --------
    >>> personal_data_kinds("Pani prosi o telefon: 600-000 001, PESEL 00000000000")
    ('pesel', 'phone')
    >>> personal_data_kinds("12 osób czeka od 3.02.2024, 30 miejsc")
    ()
    """
    plain = "".join(
        sign for sign in unicodedata.normalize("NFKC", text) if unicodedata.category(sign) not in _INVISIBLE
    )
    plain = _DATE.sub("; ", re.sub(r"\s", " ", plain))
    found = {_kind_of_digits(match[0]) for match in _DIGITS.finditer(plain)}
    if _EMAIL.search(plain):
        found.add(EMAIL)
    if _CARD.search(plain):
        found.add(IDENTITY_CARD)
    return tuple(sorted(found))


def _kind_of_digits(written: str) -> str:
    """Name what a run of nine digits or more is; several numbers side by side are phones."""
    count = sum(sign.isdigit() for sign in written)
    return PHONE if written.startswith("+") else _BY_LENGTH.get(count, PHONE)
