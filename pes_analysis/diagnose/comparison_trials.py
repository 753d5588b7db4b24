"""Figures and scores of those compared in every replication, from the draws of cards and of counties."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.catalogue import ClaimRules, Indicator
from pes_analysis.diagnose.card_choices import BASIS, OF_SCORES
from pes_analysis.diagnose.card_draws import YearDraws
from pes_analysis.diagnose.county_draws import YEAR, CountyDraws
from pes_analysis.robust.claim import NOISE, Claim
from pes_analysis.robust.claim_rows import ClaimRows

Numbers = npt.NDArray[np.float64]
UNIT = "unit"


@dataclass(frozen=True)
class Trials:
    """Figures of units in every replication, however they were drawn.

    Attributes
    ----------
    rows : ClaimRows
    rules : ClaimRules
    values : callable
        Takes an indicator and units, gives values as printed, shape (rows, units), and what varies.
    scores : callable
        Takes a dimension, an area and units, gives scores in whole points, and what varies; both names are
        empty for a general score.
    """

    rows: ClaimRows
    rules: ClaimRules
    values: Callable[[Indicator, Sequence[str]], tuple[Numbers, tuple[str, ...]]]
    scores: Callable[[str, str, Sequence[str]], tuple[Numbers, tuple[str, ...]]]

    def claim(
        self, statement: str, subject: str, told: Numbers, tested: Sequence[str], unit: str
    ) -> Claim | None:
        """Make a claim; None where it does not hold in what is published."""
        return self.rows.claim(
            told,
            statement=statement,
            subject=subject,
            rules=self.rules,
            tested=tested,
            evidence={UNIT: unit},
        )


def organisation_trials(draws: YearDraws, codes: Mapping[str, str]) -> Trials:
    """Give organisations, under the codes they are compared by, in every replication."""
    rows = draws.rows.unmixed()
    places = {codes[str(unit)]: at for at, unit in enumerate(draws.measured.points.index)}
    layers = {one.id: at for at, one in enumerate(draws.scored)}

    def values(indicator: Indicator, units: Sequence[str]) -> tuple[Numbers, tuple[str, ...]]:
        found = np.full((len(rows), len(units)), np.nan)
        if indicator.id not in layers:
            return found, ()
        known = [at for at, unit in enumerate(units) if unit in places]
        own = np.array([places[units[at]] for at in known], dtype=np.intp)
        layer = layers[indicator.id]
        found[:, known] = draws.group_values(layer, own, np.arange(len(rows)))
        has_chance = bool(draws.moved[own, layer].any())
        other = not bool(np.isnan(draws.points[1, own, layer]).all())
        return found, (*((NOISE,) if has_chance else ()), *((BASIS,) if other else ()))

    def scores(dimension: str, _: str, units: Sequence[str]) -> tuple[Numbers, tuple[str, ...]]:
        found = np.full((len(rows), len(units)), np.nan)
        known = [at for at, unit in enumerate(units) if unit in places]
        own = np.array([places[units[at]] for at in known], dtype=np.intp)
        if dimension:
            printed = draws.printed_scores[draws.dimensions.index(dimension)][own].T
            found[:, known] = np.where(printed < 0, np.nan, printed)
        else:
            found[:, known] = np.floor(draws.general[own, : len(rows)].T + 0.5)
        return found, (NOISE, *OF_SCORES)

    return Trials(rows, draws.catalogue.claims, values, scores)


def county_trials(
    draws: CountyDraws, years: Mapping[str, int | None], beside: pd.DataFrame, units: Sequence[str]
) -> Trials:
    """Give counties in every replication, each indicator in its year.

    Parameters
    ----------
    draws : CountyDraws
    years : mapping of str to int or None
        By indicator.
    beside : DataFrame
        From ``region_matrix``: the year of each indicator in profiles, and whether all Poland is beside it.
    units : sequence of str
        The counties compared.
    """
    rows = draws.rows.unmixed()

    def values(indicator: Indicator, units: Sequence[str]) -> tuple[Numbers, tuple[str, ...]]:
        year = years.get(indicator.id)
        if year is None or indicator.polarity == "informational":
            return np.full((len(rows), len(units)), np.nan), ()
        layer = draws.layer(indicator, year)
        taken = rows.choices[YEAR] * (len(layer.drawn) > 1)
        found = layer.drawn[taken, np.arange(len(rows))][:, draws.places(units)]
        return found, tuple(one for one in layer.tested if one in (NOISE, YEAR))

    by_area: dict[tuple[str, str], list[Numbers]] = {}
    places = draws.places(units)
    region = draws.places(sorted(set(beside["teryt"].astype(str))))
    for name, own in beside.groupby("indicator", sort=False):
        one = draws.shared.catalogue.indicator(str(name))
        layer = draws.layer(one, int(own["year"].iloc[0]))
        taken = rows.choices[YEAR] * (len(layer.judged) > 1)
        judged = layer.judged[taken, np.arange(len(rows))]
        pool = judged[:, :-1] if (own["group"] == "poland").all() else judged[:, region]
        shares = np.stack([_share_of_others(judged[:, at], pool) for at in places], axis=1)
        for block in ((one.dimension, one.area), (one.dimension, "")):
            by_area.setdefault(block, []).append(shares)

    def scores(dimension: str, area: str, asked: Sequence[str]) -> tuple[Numbers, tuple[str, ...]]:
        found = np.full((len(rows), len(asked)), np.nan)
        every = by_area.get((dimension, area))
        if every:
            known = np.stack(every)
            n = (~np.isnan(known)).sum(axis=0)
            mean = np.where(np.isnan(known), 0, known).sum(axis=0) / np.maximum(n, 1)
            printed = np.where(n > 0, np.floor(mean + 0.5), np.nan)
            found = printed[:, [list(units).index(one) for one in asked]]
        return found, (NOISE, YEAR)

    return Trials(rows, draws.shared.catalogue.claims, values, scores)


def _share_of_others(own: Numbers, pool: Numbers) -> Numbers:
    """Give the share of the others each does better than; one tie in the pool is the county itself."""
    n = (~np.isnan(pool)).sum(axis=1) - 1
    better, worse = (pool < own[:, None]).sum(axis=1), (pool > own[:, None]).sum(axis=1)
    share = 100 * (better + (n - better - worse) / 2) / np.maximum(n, 1)
    return np.where(np.isnan(own) | (n < 1), np.nan, share)
