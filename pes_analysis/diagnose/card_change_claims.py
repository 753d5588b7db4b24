"""How sure changes of an organisation are: of its general score, and of its main indicators."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from pes_analysis.catalogue import Indicator
from pes_analysis.diagnose.card_choices import CHANGE, OF_SCORES, READING
from pes_analysis.diagnose.card_claims import GENERAL, CardTrials
from pes_analysis.diagnose.card_figures import Numbers
from pes_analysis.diagnose.organisation_series import Series
from pes_analysis.measure.points import absolute_points
from pes_analysis.measure.rounding import round_half_up
from pes_analysis.robust.claim import NOISE, Claim
from pes_analysis.robust.claim_rows import generator
from pes_analysis.robust.confidence import confidence_distribution

LEAST_MOVED = 5
"""Points an indicator has to move by to be called changed: less is not worth a sentence."""


def change_claims(trials: CardTrials, series: Series, changes: pd.DataFrame) -> tuple[Claim, ...]:
    """Test what a card says of changes.

    Parameters
    ----------
    trials : CardTrials
    series : Series
        Single years.
    changes : DataFrame
        Of the card.

    Returns
    -------
    tuple of Claim
        ``"rose"`` or ``"fell"`` of the general score; ``"improved"`` or ``"worsened"`` of core indicators,
        which moved it by at least 5 points, with the points moved as evidence.
    """
    of_indicators = (one for one in _indicator_changes(trials, series, changes) if one is not None)
    return (*score_changes(trials), *of_indicators)


def score_changes(trials: CardTrials) -> tuple[Claim, ...]:
    """Test whether the general score rose or fell since the year before."""
    return tuple(one for one in _score_changes(trials) if one is not None)


def _score_changes(trials: CardTrials) -> Iterator[Claim | None]:
    unit = str(trials.draws.measured.points.index[trials.unit])
    rows, bases = trials.rows, []
    for scores in trials.earlier:
        place = int(scores.units.get_indexer(pd.Index([unit]))[0])
        bases.append(np.full(len(rows), np.nan) if place < 0 else scores.general[place].astype(np.float64))
    base = np.floor(np.stack(bases)[rows.choices[CHANGE], np.arange(len(rows))] + 0.5)
    now = np.floor(trials.general + 0.5)
    decided = trials.by_points & ~np.isnan(now) & ~np.isnan(base)
    tested = [one for one in OF_SCORES if one != READING]
    tested = [*([NOISE] if trials.has_chance() else []), *tested]
    if not np.isnan(bases[-1]).all():
        tested.append(CHANGE)
    yield trials.claim("rose", GENERAL, now > base, decided, tested)
    yield trials.claim("fell", GENERAL, now < base, decided, tested)


def _indicator_changes(trials: CardTrials, series: Series, changes: pd.DataFrame) -> Iterator[Claim | None]:
    scored = {one.id: one for one in trials.draws.scored}
    unit = str(trials.draws.measured.points.index[trials.unit])
    own = int(series.units.get_indexer(pd.Index([unit]))[0])
    asked = trials.draws.measured.asked.to_numpy(dtype=bool)[trials.unit]
    columns = (changes[name].to_list() for name in ("indicator", "first_year", "last_year"))
    for name, first, last in zip(*columns, strict=True):
        if name not in scored or not scored[name].core or not asked[trials.place(name)]:
            continue
        one, layer = scored[name], series.indicators.index(name)
        known = [
            year
            for at, year in enumerate(series.years)
            if first <= year < last and not np.isnan(series.numbers[at, own, layer])
        ]
        bases = [known[0], known[min(1, len(known) - 1)]]
        cells = {year: (series.years.index(year), own, layer) for year in {*bases, last}}
        ends = np.array([series.numbers[cells[year]] for year in (bases[0], last)])
        before, now = absolute_points(_printed(trials, ends, one), one).tolist()
        # What did not move as published is not told, however it moves by chance.
        if abs(now - before) < LEAST_MOVED:
            continue
        drawn = {year: _drawn(trials, series, cell, one, f"{unit} {year}") for year, cell in cells.items()}
        rows = trials.rows
        points = absolute_points(np.stack([*(drawn[year] for year in bases), drawn[last]]), one)
        moved = points[-1] - points[:-1][rows.choices[CHANGE], np.arange(len(rows))]
        has_chance = any(_is_share(series, cell, one) for cell in cells.values())
        tested = [*([NOISE] if has_chance else []), *([CHANGE] if bases[0] != bases[1] else [])]
        decided = np.ones(len(rows), dtype=bool)
        size = float(moved[rows.published])
        yield trials.claim("improved", name, moved >= LEAST_MOVED, decided, tested, points=size)
        yield trials.claim("worsened", name, moved <= -LEAST_MOVED, decided, tested, points=size)


def _is_share(series: Series, cell: tuple[int, int, int], indicator: Indicator) -> bool:
    part, whole = series.numerators[cell], series.denominators[cell]
    return bool(indicator.count_type == "proportion" and whole > 0 and 0 <= part <= whole)


def _drawn(
    trials: CardTrials, series: Series, cell: tuple[int, int, int], indicator: Indicator, key: str
) -> Numbers:
    """Give the value of one year in every replication, as it would be printed."""
    rows, value = trials.rows, float(series.numbers[cell])
    if not _is_share(series, cell, indicator):
        return np.full(len(rows), _printed(trials, np.array(value), indicator))
    drawn = np.full(len(rows), value)
    seed = trials.draws.catalogue.claims.seed
    score = generator(seed, key, indicator.id, "change").standard_normal(int(rows.draws.max(initial=0)))
    whole = np.full(int(rows.noisy.sum()), float(series.denominators[cell]))
    made = confidence_distribution("proportion", np.full(len(whole), value), whole)
    drawn[rows.noisy] = made.at(score[rows.draws[rows.noisy] - 1])
    return _printed(trials, drawn, indicator)


def _printed(trials: CardTrials, values: Numbers, indicator: Indicator) -> Numbers:
    times = trials.draws.catalogue.unit(indicator.unit).shown_times
    return np.asarray(round_half_up(values * times, indicator.decimals) / times)
