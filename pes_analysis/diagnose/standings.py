"""What is said of every organisation among its similar ones in every replication, eight answers to a byte."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pes_analysis.diagnose.among_peers import Flags, Values
from pes_analysis.diagnose.card_choices import BASIS, RULE, TRAITS, WIDTH
from pes_analysis.diagnose.peer_pools import Places, Pools
from pes_analysis.robust.claim_rows import ClaimRows

Judge = Callable[[Values, Places], Flags]
"""Takes values, shape (columns, members), and their columns; gives flags, shape (flags, columns, members)."""


@dataclass(frozen=True, eq=False)
class Columns:
    """The different replications: those of one option of the groups lie side by side.

    Attributes
    ----------
    rows : ndarray of int, shape (columns,)
        A row of the replications that has it.
    of_row : ndarray of int, shape (rows,)
        The column of each row.
    options : dict of (int, int) to slice
        The columns of each option of the group's width and traits.
    """

    rows: Places
    of_row: Places
    options: dict[tuple[int, int], slice]


def every_row(rows: ClaimRows) -> Columns:
    """Give a column to each row."""
    return _side_by_side(rows, np.arange(len(rows)))


def without_chance(rows: ClaimRows) -> Columns:
    """Give a column to each way of reading figures that chance does not move."""
    several = [rows.choices[name] for name in (BASIS, WIDTH, TRAITS, RULE)]
    shape = tuple(int(one.max(initial=0)) + 1 for one in several)
    return _side_by_side(rows, np.ravel_multi_index(tuple(several), shape))


def _side_by_side(rows: ClaimRows, states: Places) -> Columns:
    first, of_row = np.unique(states, return_index=True, return_inverse=True)[1:]
    width, traits = (rows.choices[name][first] for name in (WIDTH, TRAITS))
    order = np.lexsort((traits, width))
    columns, starts, sizes = np.unique(
        np.stack([width, traits])[:, order], axis=1, return_index=True, return_counts=True
    )
    options = {
        (int(one[0]), int(one[1])): slice(int(start), int(start + size))
        for one, start, size in zip(columns.T, starts, sizes, strict=True)
    }
    return Columns(first[order], np.argsort(order)[of_row], options)


@dataclass(frozen=True, eq=False)
class Standings:
    """Flags of organisations in some things, by replication.

    Attributes
    ----------
    names : tuple of str
        Of the flags.
    of_row : ndarray of int, shape (rows,)
        Which column of the flags a replication reads.
    place : ndarray of int, shape (units, things)
        Where in ``bits`` an organisation and thing stand; -1 where there is no value.
    bits : ndarray of uint8, shape (places, flags, columns / 8)
    """

    names: tuple[str, ...]
    of_row: Places
    place: npt.NDArray[np.int32]
    bits: npt.NDArray[np.uint8]

    def of(self, unit: int, thing: int) -> dict[str, Flags]:
        """Give the flags by name, each of shape (rows,); all false without a value."""
        place = int(self.place[unit, thing])
        if place < 0:
            return dict.fromkeys(self.names, np.zeros(len(self.of_row), dtype=bool))
        flags = np.unpackbits(self.bits[place], axis=-1).astype(bool)[:, self.of_row]
        return dict(zip(self.names, flags, strict=True))


def lay_out_standings(
    names: tuple[str, ...],
    things: Iterable[tuple[Values, Judge]],
    pools: Pools,
    columns: Columns,
) -> Standings:
    """Judge every organisation among the others of its pool, in every thing and column.

    Parameters
    ----------
    names : tuple of str
        Flags that each judge gives.
    things : iterable of (ndarray, callable)
        Values in the rows of ``columns``, shape (columns, units), and what judges them.
    pools : Pools
    columns : Columns
    """
    places, bits, n = [], [], 0
    for values, judge in things:
        known = np.flatnonzero(~np.isnan(values).all(axis=0))
        place = np.full(values.shape[1], -1, dtype=np.int32)
        place[known] = np.arange(n, n + len(known))
        n += len(known)
        places.append(place)
        bits.append(np.packbits(_flags(values, judge, known, pools, columns, len(names)), axis=-1))
    if not places:
        shape = pools.chosen.shape[-1], 0
        return Standings(names, columns.of_row, np.empty(shape, np.int32), np.empty((0, 0, 0), np.uint8))
    return Standings(names, columns.of_row, np.stack(places, axis=1), np.concatenate(bits))


def _flags(
    values: Values, judge: Judge, known: Places, pools: Pools, columns: Columns, n_flags: int
) -> Flags:
    """Give the flags of the organisations that have values, shape (organisations, flags, columns)."""
    found = np.zeros((len(known), n_flags, len(columns.rows)), dtype=bool)
    at = np.full(values.shape[1], -1, dtype=np.intp)
    at[known] = np.arange(len(known))
    for option, here in columns.options.items():
        for pool in pools.of_option(*option):
            has_value = at[pool.members] >= 0
            users = pool.users[has_value]
            if not users.any():
                continue
            members = pool.members[has_value]
            judged = judge(values[here, members], np.arange(here.start, here.stop))
            found[at[members[users]], :, here] = np.moveaxis(judged[:, :, users], 2, 0)
    return found
