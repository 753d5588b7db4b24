"""Items of the directory's closed lists by every word that names them: id, Polish, English, abbreviation."""

import re
from collections.abc import Iterator, Mapping

from pes_analysis.catalogue import Catalogue, EntityType
from pes_analysis.intake.directory_mapping import DirectoryMapping

_LISTS = {
    "status": "activity_status",
    "status_method": "status_methods",
    "service_areas": "service_areas",
    "target_groups": "target_groups",
}
_BETWEEN = re.compile(r"[;|\n]")


class Items:
    """The closed lists of the directory.

    Parameters
    ----------
    catalogue : Catalogue

    Examples
    --------
    >>> from pes_analysis.catalogue import load_catalogue
    >>> items = Items(load_catalogue())
    >>> [items.words("type").get(one) for one in ("cis", "warsztaty terapii zajęciowej", "bank")]
    ['cis', 'wtz', None]
    >>> list(items.parted("service_areas", "Bezdomność; Kultura, edukacja i rozwój lokalny"))
    ['Bezdomność', 'Kultura, edukacja i rozwój lokalny']
    >>> list(items.parted("service_areas", "Bezdomność, Przemoc"))
    ['Bezdomność', 'Przemoc']
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._words: dict[str, dict[str, str]] = {"type": {}}
        self._known: dict[str, str] = {}
        for one in catalogue.unit_types:
            names = [one.id, one.name.pl, one.name.en]
            if isinstance(one, EntityType):
                names += [one.plural.pl, one.plural.en]
            self._words["type"] |= {name.casefold(): one.id for name in names}
        self._words["type"]["pup"] = "up"
        self._known["type"] = ", ".join(one.id.upper() for one in catalogue.unit_types)
        for column, list_id in _LISTS.items():
            items = catalogue.closed_list(list_id).items
            self._words[column] = {
                name.casefold(): one.id for one in items for name in (one.id, one.name.pl, one.name.en)
            }
            self._known[column] = "; ".join(one.name.pl for one in items)

    def words(self, column: str) -> Mapping[str, str]:
        """Give every word in lower case that names an item of a column's list, and the item's id."""
        return self._words[column]

    def known(self, column: str) -> str:
        """Give the items of a column's list, for messages."""
        return self._known[column]

    def parted(self, column: str, text: str, mapping: DirectoryMapping | None = None) -> Iterator[str]:
        """Part a cell into items: at semicolons, and at commas where no item has them."""
        for piece in _BETWEEN.split(text):
            given = piece.strip()
            head = given.partition(":")[0].strip()
            meant = mapping.meaning(column, head) if mapping else head
            if meant.casefold() in self._words.get(column, {}) or ":" in given or "," not in given:
                if given:
                    yield given
            else:
                yield from (part.strip() for part in given.split(",") if part.strip())
