"""The county a cell of a directory names: by its code, the code of a commune, or its name."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

_BEFORE_NAME = re.compile(r"^(?:powiat|pow\.|miasto|m\.\s?st\.|m\.)\s*", re.IGNORECASE)


@dataclass(frozen=True)
class CountyFound:
    """What a cell names.

    Attributes
    ----------
    teryt : str
        Empty where no county is meant, or several are.
    several : tuple of str
        Codes of all that may be meant, where there are several.
    """

    teryt: str = ""
    several: tuple[str, ...] = ()


@dataclass(frozen=True)
class CountyNames:
    """The counties of Poland, and which of them belong to the region of the edition.

    Attributes
    ----------
    names : Mapping of str to str
        Code → name.
    region : str
        Two digits; of counties with one name, that of the region is meant.

    Examples
    --------
    >>> counties = CountyNames({"1202": "brzeski", "1601": "brzeski", "1261": "Kraków"}, "12")
    >>> [counties.find(one).teryt for one in ("powiat brzeski", "m. Kraków", "1261011", "bytowski")]
    ['1202', '1261', '1261', '']
    >>> CountyNames(counties.names, "02").find("Brzeski").several
    ('1202', '1601')
    """

    names: Mapping[str, str]
    region: str

    @cached_property
    def _by_name(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for teryt, name in self.names.items():
            found[name.casefold()] = (*found.get(name.casefold(), ()), teryt)
        return found

    def find(self, text: str) -> CountyFound:
        """Find the county that a text names."""
        given = text.strip()
        if re.fullmatch(r"[0-9]+", given):
            return CountyFound(self._by_code(given))
        wanted = _BEFORE_NAME.sub("", given).casefold()
        codes = self._by_name.get(wanted, ())
        inside = tuple(code for code in codes if code.startswith(self.region))
        if len(inside or codes) == 1:
            return CountyFound((inside or codes)[0])
        return CountyFound(several=inside or codes)

    def _by_code(self, digits: str) -> str:
        """Find by the code of a county or of a commune, with the leading zero that spreadsheets eat."""
        for code in (digits, f"0{digits}"):
            if len(code) in (4, 6, 7) and code[:4] in self.names:
                return code[:4]
        return ""
