"""How sure the trends of a county are: held against chance, the length of the period and another test."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.catalogue import Indicator
from pes_analysis.compare.breaks import list_breaks
from pes_analysis.compare.standing import goodness
from pes_analysis.compare.trends import FEWEST_POINTS, SIGNIFICANCE, mann_kendall_p
from pes_analysis.diagnose.county_draws import TREND_RULE, TREND_YEARS, CountyDraws
from pes_analysis.diagnose.trends import is_followed
from pes_analysis.measure.rounding import round_half_up
from pes_analysis.robust.claim import NOISE, Claim, claim_from
from pes_analysis.robust.claim_rows import ClaimRows, generator
from pes_analysis.robust.confidence import confidence_distribution

Numbers = npt.NDArray[np.float64]
LONGEST = 5


def trend_claims(draws: CountyDraws, rows: ClaimRows, teryt: str) -> Iterator[Claim]:
    """Test the direction of every followed indicator that has one in the published figures.

    Parameters
    ----------
    draws : CountyDraws
    rows : ClaimRows
        Its first rows.
    teryt : str

    Yields
    ------
    Claim
        ``"improving"`` or ``"worsening"``, with the subject indicator.
    """
    snapshot, last = draws.shared.snapshot, draws.shared.year
    lengths = [LONGEST, *(int(one.value) for one in draws.signed[TREND_YEARS].alternatives)]
    figures = draws.shared.figures.numbers
    # An edition of an early year has no figure at all of what is counted since later.
    followed = [
        one
        for one in draws.shared.indicators
        if one.polarity != "informational" and is_followed(one) and one.id in figures
    ]
    breaks = list_breaks(followed, snapshot.breaks, snapshot.territory_changes, teryt)
    broken = breaks[breaks["year"] <= last].groupby("indicator")["year"].max().to_dict()
    for one in followed:
        after = int(broken.get(one.id, 0))
        years, drawn = _drawn(draws, rows, one, teryt, max(lengths), after)
        if len(years) < FEWEST_POINTS:
            continue
        judged = goodness(drawn, one.polarity, one.range)
        assert judged is not None
        sign = np.zeros(len(rows))
        for option, length in enumerate(lengths):
            here = rows.choices[TREND_YEARS] == option
            kept = years >= years[-1] - length
            for by_line in (False, True):
                chosen = np.flatnonzero(here & ((rows.choices[TREND_RULE] > 0) == by_line))
                if kept.sum() >= FEWEST_POINTS:
                    told = _line_signs if by_line else _order_signs
                    sign[chosen] = told(years[kept].astype(float), judged[chosen][:, kept])
        tested = [*([NOISE] if draws.has_noise_model(one) else []), TREND_YEARS, TREND_RULE]
        for statement, holds in (("improving", sign > 0), ("worsening", sign < 0)):
            if not holds[rows.published]:
                continue
            joint, alone = rows.split(holds.astype(np.float64))
            yield claim_from(
                joint,
                statement=statement,
                subject=one.id,
                rules=draws.shared.catalogue.claims,
                tested=tested,
                evidence={"first_year": int(years[0]), "last_year": int(years[-1])},
                by_factor={name: held for name, held in alone.items() if name in tested},
            )


def _drawn(
    draws: CountyDraws, rows: ClaimRows, indicator: Indicator, teryt: str, length: int, after: int
) -> tuple[npt.NDArray[np.int64], Numbers]:
    """Give the years with figures and the county's figures in every row, shape (rows, years)."""
    figures = draws.shared.figures
    place = int(draws.places([teryt])[0])
    series = figures.numbers[indicator.id][:, place]
    known = [
        at for at, year in enumerate(figures.years) if year <= draws.shared.year and not np.isnan(series[at])
    ]
    if not known:
        return np.array([], dtype=np.int64), np.empty((len(rows), 0))
    start = max(figures.years[known[-1]] - length, after)
    known = [at for at in known if figures.years[at] >= start]
    drawn = np.tile(series[known], (len(rows), 1))
    model = draws.noise_model(indicator)
    for column, at in enumerate(known):
        people = draws.people(model, figures.years[at], place)
        if model is None or not people > 0 or (model.kind == "proportion" and series[at] > model.per):
            continue
        keys = (teryt, indicator.id, str(figures.years[at]))
        scores = generator(draws.shared.catalogue.claims.seed, *keys).standard_normal(int(rows.draws.max()))
        made = confidence_distribution(model.kind, np.full(1, series[at]), np.full(1, people), model.per).at(
            scores[rows.draws[rows.noisy] - 1]
        )
        drawn[rows.noisy, column] = round_half_up(made, indicator.decimals)
    return np.array([figures.years[at] for at in known]), drawn


def _order_signs(years: Numbers, values: Numbers) -> Numbers:
    """Give the direction by the Mann-Kendall test in every row; 0 where it shows none."""
    patterns, place = np.unique(
        # Which values come before which is all that the test asks, and few orders occur.
        pd.DataFrame(values).rank(axis=1, method="dense").to_numpy(),
        axis=0,
        return_inverse=True,
    )
    ranks = patterns.astype(np.float64)
    score = sum(
        np.sign(ranks[:, j] - ranks[:, i]) for i in range(len(years)) for j in range(i + 1, len(years))
    )
    sure = np.array([mann_kendall_p(row) <= SIGNIFICANCE for row in ranks], dtype=bool)
    return np.asarray(np.where(sure, np.sign(score), 0.0)[place.ravel()], dtype=np.float64)


def _line_signs(years: Numbers, values: Numbers) -> Numbers:
    """Give the direction of a straight line in every row; 0 where one point decides it."""
    signs = []
    for left_out in (None, *range(len(years))):
        kept = np.arange(len(years)) != (-1 if left_out is None else left_out)
        centred = years[kept] - years[kept].mean()
        signs.append(np.sign((values[:, kept] * centred).sum(axis=1).round(9)))
    every = np.stack(signs)
    return np.asarray(np.where((every == every[0]).all(axis=0), every[0], 0.0), dtype=np.float64)
