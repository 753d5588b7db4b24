"""Phones, addresses, numbers of registers and dates as people write them, made into one way of writing."""

import datetime as dt
import re
from dataclasses import dataclass

NOTHING = frozenset(
    {"", "-", "–", "—", "brak", "brak danych", "nie ma", "nie dotyczy", "n/d", "nd", "b/d", "bd"}
)
_HOME = "48"
_LOCAL_DIGITS = 9
_LABEL = re.compile(r"^(?:tel|telefon|kom|komórka|nr|t|phone)\b[.:]*\s*", re.IGNORECASE)
_FAX = re.compile(r"\bfa(?:x|ks)\b", re.IGNORECASE)
_EXTENSION = re.compile(r"\s*(?:wew\.?|wewn\.?|ext\.?|w\.)\s*(\d{1,5})$", re.IGNORECASE)
_BETWEEN_PHONES = re.compile(r"\s*(?:[;,|]|\blub\b|\boraz\b|\bor\b)\s*", re.IGNORECASE)
_PHONE = re.compile(r"\+?[\d\s().\-–]+")
_EMAIL = re.compile(r"[a-z0-9._%+-]+@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,24}")
_AT = re.compile(r"\s*(?:\(at\)|\[at\]|\(małpa\)|\[małpa\])\s*", re.IGNORECASE)
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,24}", re.IGNORECASE)
_DEAD_ENDS = (".example", ".invalid", ".test", ".localhost")
_DATES = (
    re.compile(r"(?P<y>\d{4})[-./](?P<m>\d{1,2})[-./](?P<d>\d{1,2})"),
    re.compile(r"(?P<d>\d{1,2})[-./](?P<m>\d{1,2})[-./](?P<y>\d{4})"),
)
_REGON_WEIGHTS = {9: (8, 9, 2, 3, 4, 5, 6, 7), 14: (2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8)}


@dataclass(frozen=True)
class Written:
    """What a cell says.

    Attributes
    ----------
    value : str
        In the one way of writing; empty where nothing can be read.
    problem : str
        A rule of `pes_analysis.intake.directory_findings`; empty where all was read.
    repair : str
        The rule under which it was read otherwise than written; empty where it was not.
    """

    value: str = ""
    problem: str = ""
    repair: str = ""


def phones(text: str) -> Written:
    """Read one phone or several.

    Examples
    --------
    >>> phones("tel. (12) 345-67-89 wew. 4").value
    '123 456 789 wew. 4'
    >>> phones("0048 512 345 678; fax 12 345 67 89")
    Written(value='512 345 678', problem='', repair='phone_form')
    >>> phones("345 67 89").problem, phones("w sekretariacie").problem, phones("000 000 000").problem
    ('phone_without_area', 'phone_unreadable', 'phone_dead')
    """
    read: list[str] = []
    problem = ""
    for part in _BETWEEN_PHONES.split(text.strip()):
        if not part or _FAX.search(part):
            continue
        for one in _parted_by_slash(part):
            phone, found = _phone(one)
            if phone and phone not in read:
                read.append(phone)
            problem = problem or found
    value = ", ".join(read)
    return Written(value, problem, "phone_form" if value and value != text else "")


def _parted_by_slash(part: str) -> list[str]:
    """Part two whole numbers; a short end after a slash (345 67 89/90) stays, and is no number."""
    sides = part.split("/")
    whole = all(sum(sign.isdigit() for sign in side) >= _LOCAL_DIGITS for side in sides)
    return sides if whole else [part]


def _phone(text: str) -> tuple[str, str]:
    """Give one phone, or the rule under which it cannot be read."""
    bare = _LABEL.sub("", text.strip())
    extension = _EXTENSION.search(bare)
    number = bare[: extension.start()] if extension else bare
    if not _PHONE.fullmatch(number) or not number.isascii():
        return "", "phone_unreadable"
    digits = "".join(sign for sign in number if sign.isdigit())
    is_foreign = number.startswith("+") and not digits.startswith(_HOME)
    local = digits[-_LOCAL_DIGITS:]
    before = digits[:-_LOCAL_DIGITS]
    if len(digits) < _LOCAL_DIGITS:
        return "", "phone_without_area" if len(digits) == 7 else "phone_unreadable"
    if not (len(before) <= 3 if is_foreign else before in ("", "0", _HOME, f"00{_HOME}")):
        return "", "phone_unreadable"
    if local.startswith("0"):
        return "", "phone_dead"
    grouped = f"{local[:3]} {local[3:6]} {local[6:]}"
    prefix = f"+{before} " if is_foreign else ""
    return prefix + grouped + (f" wew. {extension[1]}" if extension else ""), ""


def emails(text: str) -> Written:
    """Read one address of mail or several.

    Examples
    --------
    >>> emails("mailto:Biuro@Gaj.pl").value, emails("biuro(at)gaj.pl").value
    ('biuro@gaj.pl', 'biuro@gaj.pl')
    >>> emails("biuro@gaj").problem, emails("a@gaj.example").problem
    ('email_unreadable', 'email_dead')
    """
    read: list[str] = []
    problem = ""
    for part in re.split(r"[;,\s]+", _AT.sub("@", text).strip()):
        one = part.removeprefix("mailto:").removeprefix("Mailto:").strip("<>.").lower()
        if not one:
            continue
        if not _EMAIL.fullmatch(one):
            problem = problem or "email_unreadable"
        elif one.endswith(_DEAD_ENDS):
            problem = problem or "email_dead"
        elif one not in read:
            read.append(one)
    value = ", ".join(read)
    return Written(value, problem, "email_form" if value and value != text else "")


def site(text: str) -> Written:
    """Read the address of a website.

    Examples
    --------
    >>> site("www.gaj.pl"), site("http://gaj.pl/kontakt").value
    (Written(value='https://www.gaj.pl', problem='', repair='site_form'), 'http://gaj.pl/kontakt')
    >>> site("javascript:alert(1)").problem, site("facebook").problem
    ('site_unreadable', 'site_unreadable')
    """
    given = text.strip()
    full = given if re.match(r"https?://", given, re.IGNORECASE) else f"https://{given}"
    scheme, _, rest = full.partition("://")
    host, slash, path = rest.partition("/")
    name, _, port = host.partition(":")
    if not _HOST.fullmatch(name) or (port and not port.isdigit()) or re.search(r"[\s\"<>\\]", full):
        return Written(problem="site_unreadable")
    if name.lower().endswith(_DEAD_ENDS):
        return Written(problem="site_dead")
    value = f"{scheme.lower()}://{host.lower()}{slash}{path}"
    return Written(value, repair="site_form" if value != text else "")


def postcode(text: str) -> Written:
    """Read a postcode.

    Examples
    --------
    >>> postcode("32700").value, postcode("32 - 700").value, postcode("3270").problem
    ('32-700', '32-700', 'postcode_unreadable')
    """
    digits = re.sub(r"[\s\-–.]", "", text)
    if not re.fullmatch(r"[0-9]{5}", digits):
        return Written(problem="postcode_unreadable")
    value = f"{digits[:2]}-{digits[2:]}"
    return Written(value, repair="postcode_form" if value != text else "")


def regon(text: str) -> Written:
    """Read a number of the REGON register; a leading zero that a spreadsheet ate is given back.

    Examples
    --------
    >>> regon("12345678-5").value, regon("123456784").problem, regon("1234").problem
    ('123456785', 'regon_checksum', 'regon_unreadable')
    """
    digits = re.sub(r"[\s\-–]", "", text)
    if not re.fullmatch(r"[0-9]{7,9}|[0-9]{12,14}", digits):
        return Written(problem="regon_unreadable")
    value = digits.zfill(_LOCAL_DIGITS if len(digits) <= _LOCAL_DIGITS else 14)
    if not is_regon(value):
        return Written(problem="regon_checksum")
    return Written(value, repair="register_number_form" if value != text else "")


def is_regon(digits: str) -> bool:
    """Whether the last digit of a REGON number agrees with the others.

    Examples
    --------
    >>> is_regon("123456785"), is_regon("12345678512347"), is_regon("123456780")
    (True, True, False)
    """
    weights = _REGON_WEIGHTS[len(digits)]
    total = sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=False))
    return total % 11 % 10 == int(digits[-1]) and any(digit != "0" for digit in digits)


def krs(text: str) -> Written:
    """Read a number of the KRS register; leading zeros that a spreadsheet ate are given back.

    Examples
    --------
    >>> krs("0000123456").repair, krs("KRS 123456").value, krs("12a").problem
    ('', '0000123456', 'krs_unreadable')
    """
    digits = re.sub(r"^KRS|[\s.:\-]", "", text, flags=re.IGNORECASE)
    if not re.fullmatch(r"[0-9]{1,10}", digits) or not int(digits):
        return Written(problem="krs_unreadable")
    value = digits.zfill(10)
    return Written(value, repair="register_number_form" if value != text else "")


def day(text: str) -> Written:
    """Read a day.

    Examples
    --------
    >>> day("5.11.2024 r."), day("2024-11-05").repair, day("31.02.2024").problem
    (Written(value='2024-11-05', problem='', repair='date_form'), '', 'date_unreadable')
    """
    given = re.sub(r"\s*r\.?$", "", text.strip())
    for form in _DATES:
        match = form.fullmatch(given)
        if match:
            try:
                value = dt.date(int(match["y"]), int(match["m"]), int(match["d"])).isoformat()
            except ValueError:
                break
            return Written(value, repair="date_form" if value != text else "")
    return Written(problem="date_unreadable")


def places(text: str) -> Written:
    """Read a number of free places.

    Examples
    --------
    >>> places("3").value, places("3 miejsca").value, places("-1").problem, places("kilka").problem
    ('3', '3', 'places_unreadable', 'places_unreadable')
    """
    match = re.fullmatch(r"(\d{1,4})(?:[.,]0+)?\s*(?:miejsc[ae]?|places?)?", text.strip(), re.IGNORECASE)
    if not match or not match[1].isascii():
        return Written(problem="places_unreadable")
    value = str(int(match[1]))
    return Written(value, repair="places_form" if value != text else "")
