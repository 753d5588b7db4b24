"""What cards say of an organisation beside similar ones, laid out for all organisations at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from pes_analysis.compare.standing import goodness
from pes_analysis.diagnose.among_peers import (
    MEAN,
    SCORE,
    STANDING,
    WORST_PART,
    Flags,
    Values,
    judge_mean,
    judge_score,
    judge_standing,
    judge_worst_part,
)
from pes_analysis.diagnose.card_choices import RULE, TRAITS, WIDTH
from pes_analysis.diagnose.card_draws import YearDraws
from pes_analysis.diagnose.card_figures import Numbers, Places
from pes_analysis.diagnose.middles import Middles, lay_out_middles
from pes_analysis.diagnose.peer_pools import Pools
from pes_analysis.diagnose.standings import (
    Columns,
    Judge,
    Standings,
    every_row,
    lay_out_standings,
    without_chance,
)
from pes_analysis.edition.array_store import Arrays
from pes_analysis.measure.composite.axis_ranks import counts_along
from pes_analysis.robust.claim_rows import ClaimRows

_TABLES = {
    "standings_drawn": STANDING,
    "standings_exact": STANDING,
    "means_drawn": MEAN,
    "means_exact": MEAN,
    "worst_part": WORST_PART,
    "scores": SCORE,
}


class Counted(NamedTuple):
    """Others with a score as published, and how many of them have a lower and a higher one."""

    n: int
    lower: int
    higher: int


@dataclass(frozen=True, eq=False)
class BesideSimilar:
    """Every organisation beside those it can defensibly be compared with.

    Attributes
    ----------
    standings, means : tuple of Standings
        Indicators: among the others' values (flags ``STANDING``) and beside the mean of their points
        (``MEAN``); first those that chance moves somewhere, then the others.
    thing : dict of int to (int, int)
        By scored indicator: which of the two, and its place there.
    worst_part : Standings
        Measures of vulnerability, in the rule's order (``WORST_PART``).
    scores : Standings
        Scores as printed: dimensions in order, at last the general one (``SCORE``).
    published : ndarray of int, shape (3, units, scores)
        Others with a score as published, lower and higher ones.
    middles : Middles
        Medians of the others' general scores.
    moved_near : ndarray of bool, shape (units, scored indicators)
        Whether chance moves a figure of the organisation, or of those beside it.
    """

    standings: tuple[Standings, Standings]
    means: tuple[Standings, Standings]
    thing: dict[int, tuple[int, int]]
    worst_part: Standings
    scores: Standings
    published: npt.NDArray[np.int32]
    middles: Middles
    moved_near: Flags

    def standing_of(self, unit: int, indicator: int) -> dict[str, Flags]:
        """Give the flags ``STANDING`` of an indicator, each of shape (rows,)."""
        which, place = self.thing[indicator]
        return self.standings[which].of(unit, place)

    def mean_of(self, unit: int, indicator: int) -> dict[str, Flags]:
        """Give the flags ``MEAN`` of an indicator, each of shape (rows,)."""
        which, place = self.thing[indicator]
        return self.means[which].of(unit, place)

    def arrays(self) -> dict[str, npt.NDArray[Any]]:
        """Give what takes long to compute, by name."""
        found: dict[str, npt.NDArray[Any]] = {"published": self.published, "moved_near": self.moved_near}
        found |= {"middle_n": self.middles.n, "middle_scores": self.middles.scores}
        for name, one in zip(_TABLES, self._tables(), strict=True):
            found |= {f"{name}_place": one.place, f"{name}_bits": one.bits}
        return found

    @classmethod
    def from_arrays(cls, arrays: Arrays, draws: YearDraws, pools: Pools) -> "BesideSimilar":
        """Put the same together again from what ``arrays`` gave for the same draws and pools."""
        drawn, exact = _parts(draws)
        columns = (drawn.columns, exact.columns, drawn.columns, exact.columns, drawn.columns, drawn.columns)
        tables = [
            Standings(flags, one.of_row, arrays[f"{name}_place"], arrays[f"{name}_bits"])
            for (name, flags), one in zip(_TABLES.items(), columns, strict=True)
        ]
        return cls(
            standings=(tables[0], tables[1]),
            means=(tables[2], tables[3]),
            thing=_things(drawn, exact),
            worst_part=tables[4],
            scores=tables[5],
            published=arrays["published"],
            middles=Middles(pools, arrays["middle_n"], arrays["middle_scores"]),
            moved_near=arrays["moved_near"],
        )

    def _tables(self) -> tuple[Standings, ...]:
        return (*self.standings, *self.means, self.worst_part, self.scores)

    def published_of(self, unit: int, score: int) -> Counted:
        """Count who has a lower and a higher score as published."""
        return Counted(*self.published[:, unit, score].tolist())


class _Part(NamedTuple):
    """Scored indicators that are laid out alike."""

    indicators: Places
    columns: Columns


def _parts(draws: YearDraws) -> tuple[_Part, _Part]:
    """Give the indicators that chance moves somewhere, and the others."""
    rows, moved = draws.rows.unmixed(), draws.moved.any(axis=0)
    return (
        _Part(np.flatnonzero(moved), every_row(rows)),
        _Part(np.flatnonzero(~moved), without_chance(rows)),
    )


def _things(*parts: _Part) -> dict[int, tuple[int, int]]:
    return {
        one: (which, at)
        for which, part in enumerate(parts)
        for at, one in enumerate(part.indicators.tolist())
    }


def lay_out_beside(draws: YearDraws, pools: Pools) -> BesideSimilar:
    """Set all organisations beside their similar ones, in every replication.

    Parameters
    ----------
    draws : YearDraws
    pools : Pools
        Of the same organisations.
    """
    rows, rule = draws.rows.unmixed(), draws.catalogue.composite.vulnerability
    drawn, exact = _parts(draws)
    measures = [] if rule is None else [draws.places[name] for name in rule.indicators]
    worst = [] if rule is None else [name in rule.lowest_is_worst for name in rule.indicators]

    def standing(part: _Part) -> Standings:
        indicators, columns = part
        interpolated = rows.choices[RULE][columns.rows] > 0
        judge: Judge = lambda values, here: judge_standing(values, interpolated[here])  # noqa: E731
        return lay_out_standings(
            STANDING, ((one, judge) for one in _judged(draws, indicators, columns)), pools, columns
        )

    def mean(part: _Part) -> Standings:
        indicators, columns = part
        points = (draws.points_in(at, columns.rows) for at in indicators.tolist())
        return lay_out_standings(
            MEAN, ((one, lambda values, _: judge_mean(values)) for one in points), pools, columns
        )

    def in_worst(lowest: bool) -> Judge:
        share = rule.worst_share if rule else 0.0
        return lambda values, _: judge_worst_part(values, share, lowest_is_worst=lowest)

    columns = drawn.columns
    return BesideSimilar(
        standings=(standing(drawn), standing(exact)),
        means=(mean(drawn), mean(exact)),
        thing=_things(drawn, exact),
        worst_part=lay_out_standings(
            WORST_PART,
            (
                (draws.values_in(at, columns.rows), in_worst(lowest))
                for at, lowest in zip(measures, worst, strict=True)
            ),
            pools,
            columns,
        ),
        scores=lay_out_standings(
            SCORE,
            (
                (scores[columns.rows], lambda values, _: judge_score(values))
                for scores in _printed(draws, len(rows))
            ),
            pools,
            columns,
        ),
        published=_published(draws, pools, rows),
        middles=lay_out_middles(draws.general.T, pools, draws.rows),
        moved_near=pools.near(draws.moved),
    )


def _judged(draws: YearDraws, indicators: Places, columns: Columns) -> Iterator[Numbers]:
    """Give values as printed, turned so that more is better; NaN where there is no better."""
    for at in indicators.tolist():
        one, values = draws.scored[at], draws.values_in(at, columns.rows)
        judged = goodness(values, one.polarity, one.range)
        yield np.full(values.shape, np.nan) if judged is None else judged


def _printed(draws: YearDraws, rows: int) -> Iterator[Values]:
    """Give the scores of dimensions as printed, then the general ones, each of shape (rows, units)."""
    for scores in draws.printed_scores:
        yield np.where(scores < 0, np.nan, scores).astype(np.float32).T.copy()
    yield np.floor(draws.general[:, :rows].T + np.float32(0.5)).copy()


def _published(draws: YearDraws, pools: Pools, rows: ClaimRows) -> npt.NDArray[np.int32]:
    at = rows.published
    option = int(rows.choices[WIDTH][at]), int(rows.choices[TRAITS][at])
    every = np.stack([scores[at] for scores in _printed(draws, len(rows))])
    found = np.zeros((3, every.shape[1], len(every)), dtype=np.int32)
    for pool in pools.of_option(*option):
        scores = every[:, pool.members]
        lower, higher = counts_along(scores)
        known = ~np.isnan(scores)
        n = known.sum(axis=1, keepdims=True) - known
        counts = np.stack([n, np.where(known, lower, 0), np.where(known, higher, 0)])
        found[:, pool.members[pool.users]] = counts[:, :, pool.users].transpose(0, 2, 1)
    return found
