"""Contacts as vCard 4.0 (RFC 6350), so that an address book or a phone takes them in."""

from collections.abc import Iterable
from dataclasses import dataclass

from pes_analysis.protect.escape import clean

MOST_OCTETS = 75
_END = "\r\n"
_COUNTRY = "Polska"
_HOME_CODE = "+48"


@dataclass(frozen=True)
class Contact:
    """What a card holds; an empty text leaves its line out.

    Attributes
    ----------
    uid : str
        The same in every edition, so that a card taken in again replaces the earlier one.
    name : str
    phones, emails : tuple of str
        A phone as the directory writes it: ``"123 456 789 wew. 4"``, with ``"+48 "`` or not.
    site : str
        A full address.
    street, town, postcode, region : str
    person : str
        Only where the person agreed.
    categories : tuple of str
        Words an address book can group by.
    note : str
        Where it says that a unit is made up, how fresh the entry is, and whose it is.
    checked_on : str
        A day, "2024-11-05".
    language : str
        Of the texts: "pl" or "en".
    """

    uid: str
    name: str
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    site: str = ""
    street: str = ""
    town: str = ""
    postcode: str = ""
    region: str = ""
    person: str = ""
    categories: tuple[str, ...] = ()
    note: str = ""
    checked_on: str = ""
    language: str = "pl"


def vcards(contacts: Iterable[Contact]) -> bytes:
    """Write contacts one after another, as one file.

    Examples
    --------
    >>> vcards([]), vcards([Contact("a", "A"), Contact("b", "B")]).count(b"BEGIN:VCARD")
    (b'', 2)
    """
    return "".join(vcard(contact) for contact in contacts).encode()


def vcard(contact: Contact) -> str:
    r"""Write one contact.

    Parameters
    ----------
    contact : Contact

    Returns
    -------
    str
        Lines of at most 75 octets of UTF-8, ended by CR and LF.

    Examples
    --------
    >>> card = vcard(Contact("cis-gaj", "CIS „Gaj”; Nowy", phones=("123 456 789 wew. 4",)))
    >>> print(card.replace("\r\n", "\n"), end="")
    BEGIN:VCARD
    VERSION:4.0
    KIND:org
    UID;VALUE=text:cis-gaj
    FN;LANGUAGE=pl:CIS „Gaj”\; Nowy
    ORG;LANGUAGE=pl:CIS „Gaj”\; Nowy
    TEL;VALUE=uri;TYPE="work,voice":tel:+48-123-456-789;ext=4
    END:VCARD
    """
    spoken = f";LANGUAGE={contact.language}"
    lines = ["BEGIN:VCARD", "VERSION:4.0", "KIND:org", f"UID;VALUE=text:{_text(contact.uid)}"]
    lines += [f"{key}{spoken}:{_text(contact.name)}" for key in ("FN", "ORG")]
    lines += [f'TEL;VALUE=uri;TYPE="work,voice":{phone_uri(one)}' for one in contact.phones]
    lines += [f"EMAIL;TYPE=work:{_text(one)}" for one in contact.emails]
    if contact.site:
        # An address is a URI: no sign of it is escaped, and none may end the line.
        lines.append(f"URL;TYPE=work:{clean(contact.site).replace(' ', '%20')}")
    if any((contact.street, contact.town, contact.postcode)):
        place = ("", "", contact.street, contact.town, contact.region, contact.postcode, _COUNTRY)
        lines.append(f"ADR;TYPE=work{spoken}:{';'.join(_text(part) for part in place)}")
    if contact.person:
        lines.append(f"RELATED;TYPE=contact;VALUE=text:{_text(contact.person)}")
    if contact.categories:
        lines.append(f"CATEGORIES:{','.join(_text(one) for one in contact.categories)}")
    if contact.note:
        lines.append(f"NOTE{spoken}:{_text(contact.note)}")
    if contact.checked_on:
        lines.append(f"REV:{contact.checked_on.replace('-', '')}T000000Z")
    lines.append("END:VCARD")
    return "".join(folded(line) for line in lines)


def phone_uri(phone: str) -> str:
    """Write a phone as RFC 3966 asks, in its international form.

    Examples
    --------
    >>> phone_uri("+49 123 456 789"), phone_uri("123 456 789 wew. 12")
    ('tel:+49-123-456-789', 'tel:+48-123-456-789;ext=12')
    """
    number, _, extension = phone.partition(" wew. ")
    full = number if number.startswith("+") else f"{_HOME_CODE} {number}"
    kept = "".join(sign if sign.isdigit() or sign == "+" else "-" for sign in full)
    return f"tel:{kept}" + (f";ext={extension}" if extension.isdigit() else "")


def folded(line: str) -> str:
    r"""Break a line so that no part has more than 75 octets, nor ends within a character.

    Examples
    --------
    >>> [len(part.encode()) for part in folded("NOTE:" + "ą" * 60).split("\r\n")]
    [75, 51, 0]
    """
    parts, part, octets = [], "", 0
    for sign in line:
        size = len(sign.encode())
        if octets + size > MOST_OCTETS:
            parts.append(part)
            # The space that begins a continued line is one octet of it.
            part, octets = " ", 1
        part, octets = part + sign, octets + size
    return _END.join([*parts, part]) + _END


def _text(value: str) -> str:
    """Escape a text value or a component of one."""
    escaped = clean(value).replace("\\", "\\\\")
    return escaped.replace(",", "\\,").replace(";", "\\;")
