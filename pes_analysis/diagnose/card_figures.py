"""Figures of organisations that could have been: drawn for all of them at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from pes_analysis.catalogue import Catalogue, Indicator
from pes_analysis.diagnose.card_choices import BASIS
from pes_analysis.diagnose.organisation_year import MeasuredYear
from pes_analysis.measure.points import absolute_points
from pes_analysis.measure.rounding import round_half_up
from pes_analysis.robust.claim_rows import ClaimRows, generator
from pes_analysis.robust.confidence import confidence_distribution

Numbers = npt.NDArray[np.float64]
Short = npt.NDArray[np.float32]
Places = npt.NDArray[np.intp]
# Figures that are drawn at a time.
_PAIRS_AT_ONCE = 64


@dataclass(frozen=True, eq=False)
class DrawnFigures:
    """Figures of one year of all organisations, with and without chance.

    Attributes
    ----------
    rows : ClaimRows
    catalogue : Catalogue
    measured : MeasuredYear
    types : ndarray of str
        Of the organisations, in the order of ``measured.points``.
    values : ndarray of shape (2, units, scored indicators)
        On the basis of the catalogue and on the other one; NaN for a gap and for what is not scored.
    counts : ndarray of shape (2, units, scored indicators)
        The people a share is a share of; NaN where chance does not move the value.
    """

    rows: ClaimRows
    catalogue: Catalogue
    measured: MeasuredYear
    types: npt.NDArray[np.object_]
    values: Numbers
    counts: Numbers

    @property
    def scored(self) -> tuple[Indicator, ...]:
        """Scored indicators, the last axis."""
        return self.measured.scored

    @cached_property
    def places(self) -> dict[str, int]:
        """Places of scored indicators by id."""
        return {one.id: at for at, one in enumerate(self.scored)}

    def inputs(self) -> Iterator[npt.NDArray[Any] | str]:
        """Give all that the figures, and scores made of them, are drawn from, apart from the catalogue."""
        yield str(self.measured.year)
        yield "\n".join(self.measured.points.index)
        yield "\n".join(self.types)
        yield from (self.values, self.counts, self.measured.asked.to_numpy(dtype=bool), self.rows.draws)
        for name, options in self.rows.choices.items():
            yield from (name, options)

    @cached_property
    def points(self) -> Numbers:
        """Points without chance, shape of ``values``."""
        return np.stack(
            [absolute_points(self.values[:, :, at], one) for at, one in enumerate(self.scored)], axis=-1
        )

    @cached_property
    def pairs(self) -> tuple[Places, Places]:
        """Organisations and indicators whose figures chance moves; ordered by organisation."""
        units, indicators = np.nonzero(self.moved)
        return units, indicators

    @cached_property
    def moved(self) -> npt.NDArray[np.bool_]:
        """Say which figures chance moves, shape (units, scored indicators)."""
        return np.asarray(~np.isnan(self.counts).all(axis=0))

    def _draw(self) -> tuple[Short, Short]:
        """Draw the pairs in every replication: values as printed, and points, shape (pairs, rows)."""
        units, indicators = self.pairs
        values = np.empty((len(units), len(self.rows)), dtype=np.float32)
        points = np.empty_like(values)
        for at in np.unique(indicators).tolist():
            every = np.flatnonzero(indicators == at)
            for start in range(0, len(every), _PAIRS_AT_ONCE):
                pairs = every[start : start + _PAIRS_AT_ONCE]
                values[pairs], points[pairs] = self._draw_some(units[pairs], at)
        return values, points

    def _draw_some(self, units: Places, at: int) -> tuple[Numbers, Numbers]:
        """Draw one indicator of some organisations; each has random numbers of its own."""
        one, rows, names = self.scored[at], self.rows, self.measured.points.index
        most, noisy = int(rows.draws.max(initial=0)), np.flatnonzero(rows.noisy)
        keys = self.catalogue.claims.seed, one.id, str(self.measured.year)
        score = np.stack(
            [generator(keys[0], str(names[unit]), *keys[1:]).standard_normal(most) for unit in units]
        )
        drawn, people = (
            table[:, units, at][rows.choices[BASIS]].T.copy() for table in (self.values, self.counts)
        )
        exact = drawn[:, noisy]
        made = confidence_distribution("proportion", exact, people[:, noisy]).at(
            score[:, rows.draws[noisy] - 1]
        )
        drawn[:, noisy] = np.where(np.isnan(made), exact, made)
        times = self._times[at]
        return round_half_up(drawn * times, one.decimals) / times, absolute_points(drawn, one)

    def _of_unit(self, exact: Numbers, drawn: Short, unit: int, rows: int) -> Numbers:
        found: Numbers = exact[self.rows.choices[BASIS][:rows], unit]
        mine = slice(*np.searchsorted(self.pairs[0], [unit, unit + 1]))
        found[:, self.pairs[1][mine]] = drawn[mine, :rows].T
        return found

    def _of_group(self, exact: Numbers, drawn: Short, indicator: int, units: Places, rows: Places) -> Numbers:
        found: Numbers = exact[:, units, indicator][self.rows.choices[BASIS][rows]]
        pairs = self._pair[units, indicator]
        moved = np.flatnonzero(pairs >= 0)
        found[:, moved] = drawn[pairs[moved, np.newaxis], rows].T
        return found

    @cached_property
    def _pair(self) -> Places:
        """Where in the pairs an organisation and indicator stand, -1 where chance moves nothing."""
        found = np.full(self.values.shape[1:], -1, dtype=np.intp)
        found[self.pairs] = np.arange(len(self.pairs[0]))
        return found

    @cached_property
    def printed(self) -> Numbers:
        """Values without chance as they are printed; shape of ``values``."""
        shown = self.values * self._times
        columns = [round_half_up(shown[..., at], one.decimals) for at, one in enumerate(self.scored)]
        return np.asarray(np.stack(columns, axis=-1) / self._times)

    @cached_property
    def _times(self) -> Numbers:
        return np.array([self.catalogue.unit(one.unit).shown_times for one in self.scored])

    @cached_property
    def dimensions(self) -> tuple[str, ...]:
        """Dimensions that have scored indicators, in the catalogue's order."""
        return tuple(dict.fromkeys(one.dimension for one in self.scored))
