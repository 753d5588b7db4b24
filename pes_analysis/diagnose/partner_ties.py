"""Who works with whom already, as far as it may be told beside names: from the survey of ties."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from pes_analysis.diagnose.cooperation.network import Network

Tie: TypeAlias = Literal["tied", "new", ""]
TIED: Tie = "tied"
NEW: Tie = "new"
NOT_KNOWN: Tie = ""
_NAMED = "public"


@dataclass(frozen=True)
class PartnerTies:
    """Ties between units that may be named.

    Attributes
    ----------
    year : int
        Of the survey.
    partners : Mapping of str to frozenset of str
        Of each unit asked that may be named: those it is tied to, by what either side said.
    answered : frozenset of str
        Which of them answered.
    """

    year: int
    partners: Mapping[str, frozenset[str]]
    answered: frozenset[str]

    def between(self, one: str, other: str) -> Tie:
        """Tell what is known of two units.

        Returns
        -------
        {"tied", "new", ""}
            ``"new"`` only when both answered and neither named the other; empty where that is not known.

        Examples
        --------
        >>> partners = {"a": frozenset("b"), "b": frozenset("a"), "c": frozenset()}
        >>> ties = PartnerTies(2024, partners, answered=frozenset("ac"))
        >>> ties.between("b", "a"), ties.between("a", "c"), ties.between("b", "c"), ties.between("a", "x")
        ('tied', 'new', '', '')
        """
        if other in self.partners.get(one, ()):
            return TIED
        return NEW if one in self.answered and other in self.answered else NOT_KNOWN


def partner_ties(network: Network) -> PartnerTies:
    """Read the ties out of a network; units that may not be named are left out with their ties.

    Parameters
    ----------
    network : Network

    Examples
    --------
    >>> import pandas as pd
    >>> units = pd.DataFrame({"naming": ["public", "none", "public"], "answered": [True, True, False]},
    ...     index=["a", "b", "c"])
    >>> ties = partner_ties(Network(units, np.array([[0, 3, 2], [0, 0, 0], [0, 0, 0]]), 2024))
    >>> {unit: sorted(partners) for unit, partners in ties.partners.items()}, sorted(ties.answered)
    ({'a': ['c'], 'c': ['a']}, ['a'])
    """
    named = network.units["naming"].eq(_NAMED).to_numpy(dtype=bool)
    ids = np.array([str(unit) for unit in network.units.index], dtype=object)
    tied = network.tied & named & named[:, np.newaxis]
    return PartnerTies(
        network.year,
        {unit: frozenset(ids[row]) for unit, row in zip(ids[named], tied[named], strict=True)},
        frozenset(ids[named & network.answered]),
    )
