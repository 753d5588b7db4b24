"""Entries that may be one unit: the same numbers, contacts, or nearly the same name in the same commune."""

import re
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher

import pandas as pd

COLUMNS = ("unit_id", "other_id", "reason", "is_same")
NEARLY = 0.9
_NEIGHBOURS = 2
_LETTERS = str.maketrans("łŁ", "lL")
_SHORT = {
    "spoldzielnia socjalna": "ss",
    "centrum integracji spolecznej": "cis",
    "klub integracji spolecznej": "kis",
    "warsztat terapii zajeciowej": "wtz",
    "zaklad aktywnosci zawodowej": "zaz",
    "osrodek pomocy spolecznej": "ops",
    "powiatowe centrum pomocy rodzinie": "pcpr",
    "powiatowy urzad pracy": "pup",
    "osrodek wsparcia ekonomii spolecznej": "owes",
}
# Words that tell no unit from another.
_EMPTY_WORDS = frozenset({"w", "we", "z", "i", "im", "przy", "dla", "na", "gmina", "gminny", "gminie"})


def duplicates(units: pd.DataFrame) -> pd.DataFrame:
    """Find pairs of entries that may be one unit; nothing is merged.

    Parameters
    ----------
    units : DataFrame
        Indexed by ``unit_id``: ``name, type, teryt, commune, phone, email, regon, krs``.

    Returns
    -------
    DataFrame
        ``unit_id`` (the later of the two in the table), ``other_id`` (the first that shares it), ``reason``
        ("regon", "krs", "phone", "email" or "name"), ``is_same``: whether it can hardly be another unit,
        that is, the type and the county are the same and a number of a register or the name is. One row a
        pair; the gravest reason.

    Examples
    --------
    >>> units = pd.DataFrame(
    ...     {
    ...         "name": ["CIS Gaj", "Centrum Integracji Społecznej w Gaju", "KIS Gaj"],
    ...         "type": ["cis", "cis", "kis"], "teryt": "1201", "commune": "Gaj", "email": "",
    ...         "phone": ["512 000 111", "512 000 111", "512 000 111"], "regon": "", "krs": "",
    ...     },
    ...     index=pd.Index(["a", "b", "c"], name="unit_id"),
    ... )
    >>> duplicates(units)[["unit_id", "other_id", "reason"]].values.tolist()
    [['b', 'a', 'name'], ['c', 'a', 'phone']]
    """
    found: dict[tuple[str, str], tuple[str, bool]] = {}
    ids = units.index.astype(str).tolist()
    kinds, counties = units["type"].tolist(), units["teryt"].tolist()
    for reason, first, second in _pairs(units):
        alike = kinds[first] == kinds[second] and counties[first] == counties[second]
        is_same = alike and reason in ("regon", "krs", "name")
        pair = (ids[second], ids[first])
        if pair not in found or (is_same and not found[pair][1]):
            found[pair] = (reason, is_same)
    rows = [(*pair, *told) for pair, told in found.items()]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _pairs(units: pd.DataFrame) -> Iterator[tuple[str, int, int]]:
    """Give pairs of positions, the earlier first; each later one is held against the first that shares."""
    for column in ("regon", "krs"):
        yield from ((column, *pair) for pair in _sharing(units[column].tolist()))
    names = [plain_name(name) for name in units["name"]]
    yield from (("name", *pair) for pair in _named_alike(names, units))
    for column in ("phone", "email"):
        cells = [str(cell).split(", ") for cell in units[column]]
        yield from ((column, *pair) for pair in _sharing_any(cells))


def _sharing(keys: list[str]) -> Iterator[tuple[int, int]]:
    yield from _sharing_any([[key] for key in keys])


def _sharing_any(cells: list[list[str]]) -> Iterator[tuple[int, int]]:
    owners: dict[str, int] = {}
    for position, keys in enumerate(cells):
        for key in keys:
            if key and owners.setdefault(key, position) != position:
                yield owners[key], position


def _named_alike(names: list[str], units: pd.DataFrame) -> Iterator[tuple[int, int]]:
    """Hold each name against its neighbours in the order of the alphabet, within a type and a place.

    Comparing every two would take hours in a large file; names that differ by a letter or an ending stand
    beside each other when they are put in order, read forwards or backwards.
    """
    places = units["commune"].where(units["commune"] != "", units["teryt"])
    blocks: dict[tuple[str, str, str], list[int]] = {}
    for position, key in enumerate(zip(units["type"], units["teryt"], places, strict=True)):
        blocks.setdefault(key, []).append(position)
    for block in blocks.values():
        for turned in (False, True):
            ordered = sorted(block, key=lambda at: names[at][:: -1 if turned else 1])
            for place, first in enumerate(ordered):
                for second in ordered[place + 1 : place + 1 + _NEIGHBOURS]:
                    if is_alike(names[first], names[second]):
                        yield min(first, second), max(first, second)


def is_alike(name: str, other: str) -> bool:
    """Whether two names, made plain, may be of one unit; a different number makes them different.

    Examples
    --------
    >>> is_alike("cis gaj", "cis gaju"), is_alike("wtz nr 1 gaj", "wtz nr 2 gaj")
    (True, False)
    """
    if name == other:
        return bool(name)
    if re.findall(r"\d+", name) != re.findall(r"\d+", other):
        return False
    matcher = SequenceMatcher(None, name, other, autojunk=False)
    return (
        matcher.real_quick_ratio() >= NEARLY and matcher.quick_ratio() >= NEARLY and matcher.ratio() >= NEARLY
    )


def plain_name(name: str) -> str:
    """Give a name without what differs between ways of writing it.

    Examples
    --------
    >>> plain_name("Centrum Integracji Społecznej w „Gaju”"), plain_name("CIS GAJU")
    ('cis gaju', 'cis gaju')
    """
    letters = unicodedata.normalize("NFKD", str(name).translate(_LETTERS).casefold())
    words = re.sub(r"[^a-z0-9]+", " ", "".join(c for c in letters if not unicodedata.combining(c)))
    for long, short in _SHORT.items():
        words = words.replace(long, short)
    return " ".join(word for word in words.split() if word not in _EMPTY_WORDS)
