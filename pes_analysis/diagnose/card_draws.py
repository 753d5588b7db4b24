"""Scores of organisations that could have been, from their drawn figures, for all of them at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.catalogue import Indicator
from pes_analysis.compare.organisation_traits import related_types
from pes_analysis.compare.standing import SMALLEST_GROUP, goodness
from pes_analysis.diagnose.card_choices import BASIS, LIMIT, MEAN, READING, SET, WEIGHTS
from pes_analysis.diagnose.card_figures import DrawnFigures, Numbers, Places, Short
from pes_analysis.measure.composite.axis_ranks import counts_along

LEAST_FOR_GEOMETRIC = 1.0
# Organisations whose scores are made at a time.
_AT_ONCE = 256


@dataclass(frozen=True, eq=False)
class Kept:
    """What cards are made from, what belongs to one organisation side by side; of mixed rows general scores.

    Attributes
    ----------
    values, points : ndarray of shape (pairs, rows)
    scores : ndarray of shape (units, rows, dimensions)
    printed_scores : ndarray of int8, shape (dimensions, units, rows)
    general : ndarray of shape (units, rows)
    """

    values: Short
    points: Short
    scores: Short
    printed_scores: npt.NDArray[np.int8]
    general: Short


@dataclass(frozen=True, eq=False)
class YearDraws(DrawnFigures):
    """One year of all organisations in every replication: figures, and the scores made of them."""

    @cached_property
    def kept(self) -> Kept:
        """Figures and scores, drawn when first asked for."""
        values, points = self._draw()
        scores, general = self._scored(values, points, with_scores=True)
        assert scores is not None
        rows = len(self.rows.unmixed())
        # One after the other, so that the longer one is forgotten before the next is copied.
        values = values[:, :rows].copy()
        points = points[:, :rows].copy()
        return Kept(values, points, scores, printed_scores(scores), general)

    def points_of(self, unit: int, rows: int) -> Numbers:
        """Give an organisation's points in the first rows, shape (rows, indicators)."""
        return self._of_unit(self.points, self.kept.points, unit, rows)

    def group_values(self, indicator: int, units: Places, rows: Places) -> Numbers:
        """Give the values of a group in one indicator as printed in some rows, shape (rows, units)."""
        return self._of_group(self.printed, self.kept.values, indicator, units, rows)

    def values_in(self, indicator: int, rows: Places) -> Numbers:
        """Give the values of all in one indicator as printed in some rows, shape (rows, units)."""
        return self.group_values(indicator, np.arange(self.values.shape[1]), rows)

    def points_in(self, indicator: int, rows: Places) -> Numbers:
        """Give the points of all in one indicator in some rows, shape (rows, units)."""
        units = np.arange(self.values.shape[1])
        return self._of_group(self.points, self.kept.points, indicator, units, rows)

    @property
    def scores(self) -> Short:
        """Scores of dimensions, shape (units, rows, dimensions), without mixed rows; NaN for none."""
        return self.kept.scores

    @property
    def printed_scores(self) -> npt.NDArray[np.int8]:
        """The same as printed, shape (dimensions, units, rows); -1 for none."""
        return self.kept.printed_scores

    @property
    def general(self) -> Short:
        """General scores in every replication, shape (units, rows); NaN for none."""
        return self.kept.general

    def general_alone(self) -> Short:
        """Give the same without keeping anything else, which would take many times as much room."""
        return self._scored(*self._draw(), with_scores=False)[1]

    def weights_of(self, unit: int) -> Short:
        """Weights of dimensions in an organisation's general score, shape (rows, dimensions)."""
        return self._weights(slice(unit, unit + 1))[:, 0].astype(np.float32)

    def _scored(self, values: Short, points: Short, *, with_scores: bool) -> tuple[Short | None, Short]:
        """Give scores of dimensions, if they are asked for, and general ones."""
        shares, n_units = self._places_of_pairs(values), self.values.shape[1]
        kept = len(self.rows.unmixed())
        scores = np.empty((n_units, kept, len(self.dimensions)), dtype=np.float32) if with_scores else None
        general = np.empty((n_units, len(self.rows)), dtype=np.float32)
        # Some organisations at a time: the work takes many times the room of what comes of it.
        for start in range(0, n_units, _AT_ONCE):
            units = slice(start, min(start + _AT_ONCE, n_units))
            made = self._scores_of(units, points, shares)
            general[units] = self._general_of(units, made).T
            if scores is not None:
                scores[units] = np.moveaxis(made[:kept], 1, 0)
        return scores, general

    @cached_property
    def _member(self) -> npt.NDArray[np.bool_]:
        """Which dimension each scored indicator belongs to, shape (indicators, dimensions)."""
        return np.array([[one.dimension == name for name in self.dimensions] for one in self.scored])

    @cached_property
    def _core(self) -> npt.NDArray[np.bool_]:
        return np.array([one.core for one in self.scored])

    @cached_property
    def _asked(self) -> npt.NDArray[np.bool_]:
        return self.measured.asked.to_numpy(dtype=bool)

    @cached_property
    def _limit(self) -> Numbers:
        """The share of core indicators that a score needs, in every replication."""
        signed = {one.id: one for one in self.catalogue.signed_list.of("organisation")}
        limits = [
            self.catalogue.composite.least_core_share,
            *(float(one.value) for one in signed[LIMIT].alternatives),
        ]
        return np.array(limits)[self.rows.choices[LIMIT]]

    @cached_property
    def _relative(self) -> Places:
        """The rows of the other reading, in which not points count but places."""
        return np.flatnonzero(self.rows.choices[READING] > 0)

    def _ways(self) -> Iterator[tuple[Places, int, bool, bool]]:
        """Give the rows of each basis, set of indicators and reading."""
        choices = self.rows.choices
        for at in (0, 1):
            for few in (False, True):
                for by_place in (False, True):
                    of_sets = ((choices[SET] > 0) == few) & ((choices[READING] > 0) == by_place)
                    yield np.flatnonzero((choices[BASIS] == at) & of_sets), at, few, by_place

    def _counted(self, units: slice, at: int, *, few: bool, by_place: bool) -> npt.NDArray[np.bool_]:
        """Say which indicators count for a score, shape (units, indicators)."""
        source = self._places_without_chance[at] if by_place else self.points[at]
        counted: npt.NDArray[np.bool_] = ~np.isnan(source[units]) & self._asked[units]
        return counted & self._core if few else counted

    def _known(self, units: slice) -> tuple[Short, npt.NDArray[np.bool_]]:
        """Give how many indicators stand behind a score, and whether they are enough for one."""
        member = self._member.astype(float)
        asked, core = self._asked[units], self._core
        shape = len(self.rows), len(asked), len(self.dimensions)
        known, known_core = np.empty(shape, dtype=np.float32), np.empty(shape, dtype=np.float32)
        for here, at, few, by_place in self._ways():
            known[here] = self._counted(units, at, few=few, by_place=by_place) @ member
            known_core[here] = (~np.isnan(self.points[at][units]) & asked & core) @ member
        of_core = (asked & core) @ member
        enough = known_core >= self._limit[:, None, None] * of_core - 1e-6
        return known, (of_core > 0) & enough & (known > 0)

    def _scores_of(self, units: slice, points: Short, shares: Short) -> Short:
        known, given = self._known(units)
        mine = slice(*np.searchsorted(self.pairs[0], [units.start, units.stop]))
        of_units, indicators = self.pairs[0][mine] - units.start, self.pairs[1][mine]
        moved = np.zeros((known.shape[1], len(self.scored)), dtype=bool)
        moved[of_units, indicators] = True
        dimension = self._member.argmax(axis=1)
        sums = np.empty(known.shape, dtype=np.float32)
        for here, at, few, by_place in self._ways():
            counted = self._counted(units, at, few=few, by_place=by_place)
            exact = (
                self._places_without_chance[at][units] if by_place else np.nan_to_num(self.points[at][units])
            )
            sums[here] = np.nan_to_num(np.where(counted & ~moved, exact, 0.0)) @ self._member
            kept = np.flatnonzero(counted[of_units, indicators])
            place = of_units[kept] * len(self.dimensions) + dimension[indicators[kept]]
            added = sums[here].reshape(len(here), -1)
            drawn, columns = (shares, np.searchsorted(self._relative, here)) if by_place else (points, here)
            part = np.nan_to_num(drawn[np.ix_(mine.start + kept, columns)])
            for pair, target in enumerate(place.tolist()):
                added[:, target] += part[pair]
            sums[here] = added.reshape(len(here), *known.shape[1:])
        return np.where(given, sums / np.maximum(known, 1), np.nan).astype(np.float32)

    def _weights(self, units: slice) -> Numbers:
        known, given = self._known(units)
        equal = self.rows.choices[WEIGHTS][:, None, None] == 0
        weights = np.where(given, np.where(equal, 1.0, known), 0.0)
        return np.asarray(weights / np.maximum(weights.sum(axis=2, keepdims=True), 1e-9))

    def _general_of(self, units: slice, scores: Short) -> Short:
        given, weights = ~np.isnan(scores), self._weights(units)
        of_core = (self._asked[units] & self._core) @ self._member.astype(float)
        applies, n_given = (of_core > 0).sum(axis=1), given.sum(axis=2)
        general = (n_given > 0) & (n_given >= self._limit[:, None] * applies - 1e-6)
        filled = np.where(given, scores, 0.0)
        mean = (weights * filled).sum(axis=2)
        logs = np.log(np.maximum(filled, LEAST_FOR_GEOMETRIC))
        geometric = np.exp((weights * logs).sum(axis=2))
        overall = np.where(self.rows.choices[MEAN][:, None] > 0, geometric, mean)
        return np.where(general, overall, np.nan).astype(np.float32)

    @cached_property
    def _families(self) -> tuple[Places, ...]:
        """Organisations with one task: those that a place in the other reading is a place among."""
        families = dict.fromkeys(related_types(str(one)) for one in self.types)
        return tuple(np.flatnonzero(np.isin(self.types, list(family))) for family in families)

    @cached_property
    def _places_without_chance(self) -> Numbers:
        found = np.full(self.values.shape, np.nan)
        for units in self._families:
            for at, one in enumerate(self.scored):
                found[:, units, at] = _shares_better(self.printed[:, units, at], one)
        return found

    def _places_of_pairs(self, values: Short) -> Short:
        """Give the places of what chance moves in the other reading, shape (pairs, its rows)."""
        found = np.full((len(self.pairs[0]), len(self._relative)), np.nan, dtype=np.float32)
        for units in self._families:
            for at, one in enumerate(self.scored):
                mine = np.flatnonzero((self.pairs[1] == at) & np.isin(self.pairs[0], units))
                if len(mine):
                    group = self._of_group(self.printed, values, at, units, self._relative)
                    shares = _shares_better(group, one)
                    found[mine] = shares[:, np.searchsorted(units, self.pairs[0][mine])].T
        return found


@dataclass(frozen=True, eq=False)
class EarlierScores:
    """What a card needs of an earlier year: all else drawn for it may be forgotten.

    Attributes
    ----------
    units : Index of str
        Organisations with figures of that year.
    general : ndarray of float32
        Their general scores, shape (units, rows); NaN for none.
    """

    units: pd.Index
    general: Short


def printed_scores(scores: Short) -> npt.NDArray[np.int8]:
    """Round scores as they are printed, by dimension; -1 for none.

    Examples
    --------
    >>> printed_scores(np.array([[[61.5, np.nan]]], dtype=np.float32)).tolist()
    [[[62]], [[-1]]]
    """
    whole = np.floor(scores + np.float32(0.5))
    return np.moveaxis(np.where(np.isnan(whole), -1, whole).astype(np.int8), -1, 0).copy()


def _shares_better(values: Numbers, indicator: Indicator) -> Numbers:
    """Give the share of the others each does better than, 0 to 100; NaN below 5 others. Last axis: units."""
    judged = goodness(values, indicator.polarity, indicator.range)
    if judged is None:
        return np.full(values.shape, np.nan)
    better, worse = counts_along(judged)
    others = (~np.isnan(judged)).sum(axis=-1, keepdims=True) - 1
    share = 100 * (better + (others - better - worse) / 2) / np.maximum(others, 1)
    return np.where(np.isnan(judged) | (others < SMALLEST_GROUP), np.nan, share)
