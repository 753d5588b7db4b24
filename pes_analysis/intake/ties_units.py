"""The units that an answer may name, found by id or by name; the nearest is only suggested."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property

_LEAST_LIKENESS = 0.6


@dataclass(frozen=True)
class SurveyUnit:
    """A unit that may be asked or named.

    Attributes
    ----------
    name : str
    teryt : str
        Code of its county.
    is_shown : bool
        Whether its name may be shown to others than itself.
    elsewhere : str
        Code of another county in which another table of the edition has it; empty where all agree.
    """

    name: str
    teryt: str
    is_shown: bool = True
    elsewhere: str = ""


@dataclass(frozen=True)
class UnitFound:
    """What a cell names.

    Attributes
    ----------
    unit_id : str
        Empty where no unit is meant, or several are.
    several : tuple of str
        Ids of all that may be meant and may be shown, where the name is that of several.
    is_ambiguous : bool
        Whether several have the name.
    is_exact : bool
        Whether it stands as it is written in the list.
    """

    unit_id: str = ""
    several: tuple[str, ...] = ()
    is_ambiguous: bool = False
    is_exact: bool = True


@dataclass(frozen=True)
class SurveyUnits:
    """The units of an edition.

    Attributes
    ----------
    of_id : Mapping of str to SurveyUnit

    Examples
    --------
    >>> units = SurveyUnits({"cis-gaj": SurveyUnit("CIS Gaj", "1201"), "ops-gaj": SurveyUnit("OPS", "1201"),
    ...                      "ops-las": SurveyUnit("OPS", "1202")})
    >>> [units.find(one).unit_id for one in ("cis-gaj", "cis  GAJ", "OPS [ops-las]", "CIS Gai", "OPS")]
    ['cis-gaj', 'cis-gaj', 'ops-las', '', '']
    >>> units.find("OPS").several, units.nearest("CIS Gai"), units.label("ops-gaj")
    (('ops-gaj', 'ops-las'), 'CIS Gaj', 'OPS [ops-gaj]')
    """

    of_id: Mapping[str, SurveyUnit] = field(default_factory=dict)

    @cached_property
    def _by_name(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for id_, unit in self.of_id.items():
            for name in (_plain(unit.name), _plain(f"{unit.name} [{id_}]")):
                found[name] = (*found.get(name, ()), id_)
        return found

    @cached_property
    def shown(self) -> tuple[str, ...]:
        """Ids of the units whose names others may see, in the order of their names."""
        ids = [id_ for id_, unit in self.of_id.items() if unit.is_shown]
        return tuple(sorted(ids, key=lambda id_: (self.of_id[id_].name.casefold(), id_)))

    def label(self, unit_id: str) -> str:
        """Give the name of a unit, with its id where another has the same name."""
        name = self.of_id[unit_id].name
        return name if len(self._by_name[_plain(name)]) == 1 else f"{name} [{unit_id}]"

    def find(self, text: str) -> UnitFound:
        """Find the unit that a text names: by its id or its whole name, whatever the case and the spaces."""
        given = text.strip()
        if given in self.of_id:
            return UnitFound(given)
        ids = self._by_name.get(_plain(given), ())
        if len(ids) == 1:
            written = (self.of_id[ids[0]].name, f"{self.of_id[ids[0]].name} [{ids[0]}]")
            return UnitFound(ids[0], is_exact=given in written)
        return UnitFound(
            several=tuple(id_ for id_ in ids if self.of_id[id_].is_shown), is_ambiguous=len(ids) > 1
        )

    def nearest(self, text: str) -> str:
        """Give the id or the name most like a text, among units that may be shown; empty for none."""
        plain = _plain(text)
        names = {_plain(self.of_id[id_].name): self.label(id_) for id_ in self.shown}
        near = get_close_matches(plain, list(names), n=1, cutoff=_LEAST_LIKENESS)
        if near:
            return names[near[0]]
        return next(iter(get_close_matches(plain, self.shown, n=1, cutoff=_LEAST_LIKENESS)), "")


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
