"""Pools of organisations that are compared with each other, for every group that can be defended."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.compare.organisation_peers import TRAITS, narrowest, widen

Places = npt.NDArray[np.intp]
NO_POOL = -1


class Pool(NamedTuple):
    """Organisations among which some are compared.

    Attributes
    ----------
    members : ndarray of int
        Places of organisations, ascending.
    users : ndarray of bool, shape (members,)
        Who is compared with the other members; a wider pool holds members that have a narrower one.
    """

    members: Places
    users: npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Pools:
    """Which others each organisation is compared with.

    Organisations that are alike have the same group but for themselves: the group and they are a pool.

    Attributes
    ----------
    members : tuple of ndarray of int
        By pool: places of organisations, ascending.
    chosen : ndarray of int, shape (widths, traits, units)
        The pool whose other members an organisation is compared with, by the options of both choices, the
        standard ones first; ``NO_POOL`` where it would be too small.
    """

    members: tuple[Places, ...]
    chosen: Places

    def of_option(self, width: int, traits: int) -> Iterator[Pool]:
        """Give the pools that are in use at one option of both choices."""
        chosen = self.chosen[width, traits]
        for pool in np.unique(chosen[chosen != NO_POOL]).tolist():
            members = self.members[pool]
            yield Pool(members, chosen[members] == pool)

    def near(self, flags: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
        """Say whether a flag holds for an organisation or in any of its pools, shape of ``flags``."""
        found = flags.copy()
        for number, members in enumerate(self.members):
            found[(self.chosen == number).any(axis=(0, 1))] |= flags[members].any(axis=0)
        return found


def lay_out_pools(traits: pd.DataFrame, least: int, widths: Sequence[int], dropped: Sequence[str]) -> Pools:
    """Choose the peers of every organisation in every way that can be defended.

    Parameters
    ----------
    traits : DataFrame
        As for ``choose_peers``. Places in ``Pools`` are those of its rows.
    least : int
        Peers a comparison needs, and the standard width.
    widths : sequence of int
        Other widths: a comparison still needs ``least``.
    dropped : sequence of str
        Traits that may be left out.

    Examples
    --------
    >>> traits = pd.DataFrame({"type": ["cis", "cis", "cis", "kis"], "size": "small",
    ...                        "place": ["urban", "urban", "rural", "urban"]}, index=list("abcd"))
    >>> pools = lay_out_pools(traits, 1, [2], ["place"])
    >>> [one.tolist() for one in pools.members], pools.chosen[:, 0].tolist()
    ([[0, 1], [0, 1, 2], [0, 1, 2, 3]], [[0, 0, 1, 2], [1, 1, 1, 2]])
    """
    known = {name: traits[name].to_numpy(dtype=object) for name in TRAITS}
    nothing = np.full(len(traits), "", dtype=object)
    alike = list(traits.groupby(list(TRAITS), sort=False).indices.values())
    numbers: dict[bytes, int] = {}
    members: list[Places] = []
    chosen = np.full((len(widths) + 1, len(dropped) + 1, len(traits)), NO_POOL, dtype=np.intp)
    for at, left_out in enumerate(("", *dropped)):
        asked = known | ({left_out: nothing} if left_out else {})
        for units in alike:
            steps = widen(asked, int(units[0]))
            for width, wanted in enumerate((least, *widths)):
                pool = narrowest(steps, wanted).members.copy()
                if pool.sum() < least:
                    continue
                pool[units[0]] = True
                number = numbers.setdefault(pool.tobytes(), len(members))
                if number == len(members):
                    members.append(np.flatnonzero(pool))
                chosen[width, at, units] = number
    return Pools(tuple(members), chosen)
