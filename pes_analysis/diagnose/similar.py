"""The peers of every organisation: chosen once for all that are alike, then looked up for each."""

from collections.abc import Hashable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.compare.organisation_peers import TRAITS, PeerGroup, choose_peers


@dataclass(frozen=True, eq=False)
class Similar:
    """Who is compared with whom.

    Attributes
    ----------
    traits : DataFrame
        Organisations with figures of the year, as ``choose_peers`` asks.
    entities : DataFrame
        All organisations: ``type, place, public_code, generated``.
    least : int
        Peers a comparison needs.

    Examples
    --------
    >>> traits = pd.DataFrame({"type": ["cis", "cis", "kis"], "size": "small", "place": "urban"},
    ...                       index=["a", "b", "c"])
    >>> late = pd.DataFrame({"type": ["kis"], "place": ["rural"]}, index=["d"])
    >>> similar = Similar(traits, pd.concat([traits, late]), least=1)
    >>> [similar.peers(one).units for one in "abcd"]
    [('b',), ('a',), ('a', 'b'), ('c',)]
    """

    traits: pd.DataFrame
    entities: pd.DataFrame
    least: int

    def peers(self, organisation_id: str) -> PeerGroup:
        """Choose the peers of an organisation; one without figures of the year still has a type.

        Organisations of the same type, size and place have the same group but for themselves.
        """
        place = self._places.get(organisation_id)
        if place is None:
            own = self.entities.loc[[organisation_id], ["type", "place"]].assign(size="")
            return choose_peers(pd.concat([self.traits, own]), organisation_id, self.least)
        group = self._groups[self._kinds[place]]
        return replace(group, units=tuple(unit for unit in group.units if unit != organisation_id))

    def listed(self, peers: PeerGroup) -> pd.DataFrame:
        """Give what may be printed of peers, by code; their county would tell who they are."""
        every, places = self._by_code
        listed = every.take(np.sort(places[[self._places[unit] for unit in peers.units]]))
        listed.index = pd.RangeIndex(len(listed))
        return listed

    def any_generated(self, peers: PeerGroup) -> bool:
        """Say whether figures of any of the peers are generated."""
        return any(self._is_generated[unit] for unit in peers.units)

    @cached_property
    def _groups(self) -> dict[Hashable, PeerGroup]:
        """By type, size and place: the peers of the first of those alike, and itself among them."""
        found: dict[Hashable, PeerGroup] = {}
        for place, kind in enumerate(self._kinds):
            if kind not in found:
                first = str(self.traits.index[place])
                group = choose_peers(self.traits, first, self.least)
                units = sorted((first, *group.units), key=self._places.__getitem__)
                found[kind] = replace(group, units=tuple(units))
        return found

    @cached_property
    def _kinds(self) -> list[Hashable]:
        return list(self.traits[list(TRAITS)].itertuples(index=False, name=None))

    @cached_property
    def _places(self) -> dict[str, int]:
        return {str(unit): place for place, unit in enumerate(self.traits.index)}

    @cached_property
    def _by_code(self) -> tuple[pd.DataFrame, npt.NDArray[np.intp]]:
        """All that may be printed, by code, and the place there of each organisation of the traits."""
        every = self.traits.copy()
        every.insert(0, "public_code", self.entities["public_code"])
        every = every.sort_values("public_code")
        return every, every.index.get_indexer(self.traits.index)

    @cached_property
    def _is_generated(self) -> dict[str, bool]:
        return {str(unit): bool(one) for unit, one in self.entities["generated"].items()}
