"""One organisation beside its possible groups, in every replication: how many do better, how many worse."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from pes_analysis.compare.organisation_peers import TRAITS as TRAIT_NAMES
from pes_analysis.compare.organisation_peers import narrowest, widen
from pes_analysis.compare.standing import QUARTER, SMALLEST_GROUP, goodness
from pes_analysis.diagnose.card_choices import BASIS, RULE, TRAITS, WIDTH
from pes_analysis.diagnose.card_draws import YearDraws
from pes_analysis.diagnose.card_figures import Numbers, Places
from pes_analysis.diagnose.counts_beside import Flags, beyond_quartiles, counted_beside
from pes_analysis.robust.claim_rows import ClaimRows


@dataclass(frozen=True)
class Groups:
    """The groups an organisation can defensibly be compared with.

    Attributes
    ----------
    units : ndarray of int
        All that are in any of them.
    members : ndarray of bool, shape (widths, traits, units)
        By the options of both choices, the standard ones first.
    enough : ndarray of bool, shape (widths, traits)
    """

    units: Places
    members: Flags
    enough: Flags

    def in_rows(self, rows: ClaimRows) -> Flags:
        """Say who is in the group of each replication, shape (rows, units); nobody where it is too small."""
        options = rows.choices[WIDTH], rows.choices[TRAITS]
        return self.members[options] & self.enough[options][:, np.newaxis]


def possible_groups(
    traits: pd.DataFrame, unit: str, least: int, widths: Sequence[int], dropped: Sequence[str]
) -> Groups:
    """Choose the peers of an organisation in every way that can be defended.

    Parameters
    ----------
    traits : DataFrame
        As for ``choose_peers``; it holds the organisation. Places in ``Groups`` are those of its rows.
    unit : str
    least : int
        Peers a comparison needs, and the standard width.
    widths : sequence of int
        Other widths: a comparison still needs ``least``.
    dropped : sequence of str
        Traits that may be left out.
    """
    at = int(traits.index.get_indexer(pd.Index([unit]))[0])
    known = {name: traits[name].to_numpy(dtype=object) for name in TRAIT_NAMES}
    nothing = np.full(len(traits), "", dtype=object)
    members = np.stack(
        [
            np.stack([widest.members for widest in chosen])
            for width in (least, *widths)
            if (
                chosen := [
                    narrowest(widen(known | ({one: nothing} if one else {}), at), width)
                    for one in ("", *dropped)
                ]
            )
        ]
    )
    units = np.flatnonzero(members.any(axis=(0, 1)))
    return Groups(units, members[:, :, units], members.sum(axis=2) >= least)


@dataclass(frozen=True)
class Beside:
    """Counts in every replication, shape (rows, things compared).

    Attributes
    ----------
    n, better, worse : ndarray
        Of the group with a number; how many this one does better and worse than.
    beyond_best, beyond_worst : ndarray of bool
        Whether it lies in the best and in the worst quarter.
    """

    n: Numbers
    better: Numbers
    worse: Numbers
    beyond_best: Flags
    beyond_worst: Flags

    @property
    def is_compared(self) -> Flags:
        """Where enough of the group have a number."""
        return np.asarray(self.n >= SMALLEST_GROUP)

    @property
    def is_ordinary(self) -> Flags:
        """Where most do better, or all do the same."""
        share = self.better + (self.n - self.better - self.worse) / 2
        all_alike = (self.better == 0) & (self.worse == 0)
        return np.asarray(self.is_compared & ((2 * share < self.n) | all_alike))


def beside_groups(draws: YearDraws, unit: int, indicators: Places, groups: Groups, rows: ClaimRows) -> Beside:
    """Set an organisation beside its groups in some indicators.

    Parameters
    ----------
    draws : YearDraws
    unit : int
    indicators : ndarray of int
        Places in ``draws.scored``.
    groups : Groups
    rows : ClaimRows
        The first rows of ``draws.rows``.
    """
    shape = len(rows), len(indicators)
    counts, flags = (np.zeros((3, *shape)), np.zeros((2, *shape), dtype=bool))
    found = Beside(counts[0], counts[1], counts[2], flags[0], flags[1])
    if not len(indicators) or not len(groups.units):
        return found
    moved = np.any(draws.moved[[unit, *groups.units]], axis=0)[indicators]
    own, members = draws.values_of(unit, len(rows)), groups.in_rows(rows)
    interpolated = rows.choices[RULE] > 0
    for column, at in enumerate(indicators.tolist()):
        one = draws.scored[at]
        mine = goodness(own[:, at], one.polarity, one.range)
        if mine is None:
            continue
        if moved[column]:
            theirs = goodness(draws.group_values(at, groups.units, len(rows)), one.polarity, one.range)
            assert theirs is not None
            _put(found, column, mine, theirs, members & ~np.isnan(theirs), interpolated, slice(None))
            continue
        # Without chance there are only a few different replications: one for each combination of options.
        exact = goodness(draws.printed[:, groups.units, at], one.polarity, one.range)
        assert exact is not None
        state = np.ravel_multi_index(
            (rows.choices[BASIS], rows.choices[WIDTH], rows.choices[TRAITS], interpolated.astype(np.intp)),
            (2, *groups.enough.shape, 2),
        )
        first, place = np.unique(state, return_index=True, return_inverse=True)[1:]
        few = exact[rows.choices[BASIS][first]]
        _put(found, column, mine[first], few, members[first] & ~np.isnan(few), interpolated[first], place)
    return found


def _put(
    found: Beside,
    column: int,
    own: Numbers,
    group: Numbers,
    known: Flags,
    interpolated: Flags,
    place: slice | Places,
) -> None:
    counts = counted_beside(group, own, known)
    n, better, worse = counts
    high, low = better >= QUARTER * n, worse >= QUARTER * n
    where = np.flatnonzero(interpolated)
    high[where], low[where] = beyond_quartiles(group[where], own[where], known[where], counts[:, where])
    compared = n >= SMALLEST_GROUP
    for table, counted in (
        (found.n, n),
        (found.better, better),
        (found.worse, worse),
        (found.beyond_best, high & compared),
        (found.beyond_worst, low & compared),
    ):
        table[:, column] = counted[place]
