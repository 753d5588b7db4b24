"""Peers of an organisation: its type, size and place, widened step by step until there are enough."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.compare.organisation_traits import related_types
from pes_analysis.protect.errors import PesError

LEAST_PEERS = 10
# Upper limits of yearly revenue in PLN; the last band has none. NGOs have a median of some 26 thousand,
# a centre or a workshop of some one to two million.
SIZE_LIMITS = (100_000.0, 500_000.0, 2_000_000.0)
SIZES = ("micro", "small", "medium", "large")
STEPS = ("type_size_place", "type_size", "type", "related_types")
TRAITS = ("type", "size", "place")


@dataclass(frozen=True)
class PeerGroup:
    """The organisations one organisation is compared with; it is not among them.

    Attributes
    ----------
    step : str
        How far the group was widened: ``"type_size_place"`` (not at all), ``"type_size"``, ``"type"`` or
        ``"related_types"``.
    units : tuple of str
        In the order of the table.
    types : tuple of str
        Types among which they were looked for, sorted.
    size, place : str
        Of the organisation; empty when not known. They bind the group only at the steps named after them.
    enough : bool
        Whether there are enough of them to compare with; otherwise even the widest group is too small.
    """

    step: str
    units: tuple[str, ...]
    types: tuple[str, ...]
    size: str
    place: str
    enough: bool

    @property
    def n(self) -> int:
        """How many organisations."""
        return len(self.units)


def size_bands(revenue: pd.Series) -> pd.Series:
    """Name the size of organisations by their yearly revenue.

    Parameters
    ----------
    revenue : Series of float
        In PLN; NaN when not known.

    Returns
    -------
    Series of str
        ``"micro"`` below 100 thousand, ``"small"`` below 500 thousand, ``"medium"`` below 2 million,
        ``"large"``; empty when not known.

    Examples
    --------
    >>> size_bands(pd.Series([26_000.0, 100_000.0, 1_999_999.0, 2e6, float("nan")])).tolist()
    ['micro', 'small', 'medium', 'large', '']
    """
    numbers = revenue.to_numpy(dtype=float)
    named = np.array(SIZES, dtype=object)[np.searchsorted(SIZE_LIMITS, numbers, side="right").clip(max=3)]
    return pd.Series(np.where(np.isnan(numbers), "", named), index=revenue.index, dtype="str")


def choose_peers(traits: pd.DataFrame, organisation_id: str, least: int = LEAST_PEERS) -> PeerGroup:
    """Choose the peers of an organisation: the narrowest group that is large enough.

    Each step contains the one before. A step that needs a trait which is not known of the organisation is
    passed over; organisations of which it is not known are in no group that needs it.

    Parameters
    ----------
    traits : DataFrame
        Index of organisations with figures in the year; columns ``type``, ``size`` (from ``size_bands``)
        and ``place``, empty where not known.
    organisation_id : str
    least : int
        Peers a comparison needs.

    Returns
    -------
    PeerGroup
        The widest group, with ``enough`` False, when none is large enough.

    Raises
    ------
    PesError
        The organisation is not in the table.

    Examples
    --------
    >>> traits = pd.DataFrame({"type": ["cis", "cis", "kis", "zaz"], "size": "small", "place": "urban"},
    ...                       index=["a", "b", "c", "d"])
    >>> narrow, wide = choose_peers(traits, "a", least=1), choose_peers(traits, "a", least=2)
    >>> (narrow.step, narrow.units), (wide.step, wide.units)
    (('type_size_place', ('b',)), ('related_types', ('b', 'c')))
    """
    if organisation_id not in traits.index:
        raise PesError(
            f"Organizacja „{organisation_id}” nie ma danych w tym roku, więc nie ma z czym jej porównać. "
            "Sprawdź identyfikator i sprawozdanie.",
            f"The organisation '{organisation_id}' has no figures in this year: nothing can be compared. "
            "Check its id and its return.",
        )
    at = int(traits.index.get_indexer(pd.Index([organisation_id]))[0])
    known = {name: traits[name].to_numpy(dtype=object) for name in TRAITS}
    chosen = narrowest(widen(known, at), least)
    return PeerGroup(
        step=chosen.name,
        units=tuple(str(unit) for unit in traits.index[chosen.members]),
        types=tuple(sorted(chosen.types)),
        size=str(known["size"][at]),
        place=str(known["place"][at]),
        enough=bool(chosen.members.sum() >= least),
    )


@dataclass(frozen=True)
class Widening:
    """One step of widening: its name, the types it takes, and who is in it.

    Attributes
    ----------
    name : str
    types : collection of str
    members : ndarray of bool
        By organisation, in the order of the traits.
    """

    name: str
    types: Collection[str]
    members: npt.NDArray[np.bool_]


def widen(traits: Mapping[str, npt.NDArray[np.object_]], at: int) -> tuple[Widening, ...]:
    """Give the possible groups of one organisation, the narrowest first; it is in none of them.

    Parameters
    ----------
    traits : mapping of str to ndarray of str
        ``type``, ``size`` and ``place`` of all organisations.
    at : int
        Whose groups.
    """
    own_type, size, place = (str(traits[name][at]) for name in TRAITS)
    others = np.arange(len(traits["type"])) != at
    of_type = others & (traits["type"] == own_type)
    of_size = of_type & (traits["size"] == size)
    family = related_types(own_type)
    steps = []
    if size and place:
        steps.append(Widening(STEPS[0], {own_type}, of_size & (traits["place"] == place)))
    if size:
        steps.append(Widening(STEPS[1], {own_type}, of_size))
    steps.append(Widening(STEPS[2], {own_type}, of_type))
    steps.append(Widening(STEPS[3], family, others & np.isin(traits["type"].astype(str), list(family))))
    return tuple(steps)


def narrowest(steps: Sequence[Widening], least: int) -> Widening:
    """Choose the narrowest group with enough members; the widest when none has."""
    return next((one for one in steps if one.members.sum() >= least), steps[-1])
