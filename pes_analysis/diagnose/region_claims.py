"""How sure the page of a region is: marks, the counties at the ends, where counties differ most."""

from collections.abc import Iterator, Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.catalogue import Indicator
from pes_analysis.compare.quartiles import quartiles
from pes_analysis.compare.standing import QUARTER, SMALLEST_GROUP
from pes_analysis.diagnose.county_draws import YEAR, CountyDraws, county_draws
from pes_analysis.diagnose.shared import Shared
from pes_analysis.robust.claim import NOISE, Claim, Standing, claim_from

Numbers = npt.NDArray[np.float64]
MOST_TOLD = 4
QUARTERS = {"better": "best_quarter", "worse": "worst_quarter"}
ENDS = {"best": 1, "worst": -1}


def region_claims(shared: Shared, matrix: pd.DataFrame, extremes: pd.DataFrame) -> tuple[Claim, ...]:
    """Test the marks of a region, its counties at the ends, and where its counties differ most.

    Parameters
    ----------
    shared : Shared
    matrix : DataFrame
        Of ``RegionDiagnosis``.
    extremes : DataFrame
        From ``find_extremes``.

    Returns
    -------
    tuple of Claim
        ``"best_quarter", "worst_quarter"`` of a mark, ``"best", "worst"`` of a county at an end, with the
        subject indicator and the county as evidence; ``"differs_most"`` of an indicator that is among the
        four in which counties differ most.
    """
    draws = county_draws(shared)
    rows = draws.rows.unmixed()
    found: list[Claim] = []
    spreads: dict[str, Numbers] = {}
    for name, own in matrix.groupby("indicator", sort=False):
        indicator = shared.catalogue.indicator(str(name))
        counties = [str(one) for one in own["teryt"]]
        layer = draws.layer(indicator, int(own["year"].iloc[0]))
        taken = rows.choices[YEAR] * (len(layer.drawn) > 1)
        places, every = draws.places(counties), np.arange(len(rows))
        inside = layer.judged[taken, every][:, places]
        pool = layer.judged[taken, every][:, :-1] if (own["group"] == "poland").all() else inside
        tested = tuple(one for one in layer.tested if one in (NOISE, YEAR))
        for at, mark in enumerate(own["mark"].astype(str)):
            if mark in QUARTERS:
                told = _in_quarter(inside[:, at], pool, 1 if mark == "better" else -1)
                found += _claim(draws, QUARTERS[mark], indicator, told, tested, counties[at])
        for row in extremes[extremes["indicator"] == name].to_dict("records"):
            end, teryt = str(row["end"]), str(row["teryt"])
            told = _at_end(inside, counties.index(teryt), ENDS[end])
            found += _claim(draws, end, indicator, told, tested, teryt)
        if indicator.dimension == "problems":
            spreads[indicator.id] = _dispersion(layer.drawn[taken, every][:, places])
    return (*found, *_widest(draws, spreads))


def with_certainty(table: pd.DataFrame, claims: tuple[Claim, ...]) -> pd.DataFrame:
    """Take back marks that do not hold in enough trials, and say of the others whether they are sure."""
    known = _by_cell(claims)
    cells = zip(table["teryt"], table["indicator"], table["mark"], strict=True)
    standings = [known.get((str(t), str(i), QUARTERS.get(str(m), ""))) for t, i, m in cells]
    marks = [
        "middle" if one is Standing.UNSAID else mark
        for mark, one in zip(table["mark"], standings, strict=True)
    ]
    return table.assign(mark=marks, clear=[one is not Standing.SOFTENED for one in standings])


def _by_cell(claims: tuple[Claim, ...]) -> Mapping[tuple[str, str, str], Standing]:
    return {(str(one.evidence.get("teryt", "")), one.subject, one.statement): one.standing for one in claims}


def _claim(
    draws: CountyDraws,
    statement: str,
    indicator: Indicator,
    told: Numbers,
    tested: tuple[str, ...],
    teryt: str,
) -> Iterator[Claim]:
    rows = draws.rows.unmixed()
    if told[rows.published] == 1:
        joint, alone = rows.split(told)
        yield claim_from(
            joint,
            statement=statement,
            subject=indicator.id,
            rules=draws.shared.catalogue.claims,
            tested=tested,
            evidence={"teryt": teryt} if teryt else {},
            by_factor={name: one for name, one in alone.items() if name in tested},
        )


def _in_quarter(own: Numbers, pool: Numbers, sign: int) -> Numbers:
    # A county is not among those it is set beside: it neither passes nor trails itself.
    n = (~np.isnan(pool)).sum(axis=1) - 1
    passed = (sign * pool < (sign * own)[:, None]).sum(axis=1)
    decided = ~np.isnan(own) & (n >= SMALLEST_GROUP)
    return np.where(decided, (passed >= QUARTER * n).astype(np.float64), np.nan)


def _at_end(judged: Numbers, at: int, sign: int) -> Numbers:
    signed = np.where(np.isnan(judged), -np.inf, sign * judged)
    own = signed[:, at]
    return np.where(np.isinf(own), np.nan, (own >= signed.max(axis=1)).astype(np.float64))


def _dispersion(values: Numbers) -> Numbers:
    """Give the quartile coefficient of dispersion in every row, as ``measure_spread`` does."""
    n = (~np.isnan(values)).sum(axis=1)
    low, high = quartiles(values, (1 - QUARTER, QUARTER))
    lowest = np.where(np.isnan(values), np.inf, values).min(axis=1)
    told = (n >= SMALLEST_GROUP) & (lowest >= 0) & (high + low > 0)
    return np.where(told, (high - low) / np.where(told, high + low, 1.0), np.nan)


def _widest(draws: CountyDraws, spreads: Mapping[str, Numbers]) -> Iterator[Claim]:
    names = list(spreads)
    if not names:
        return
    every = np.stack([np.where(np.isnan(one), -np.inf, one) for one in spreads.values()])
    wider = (every[:, None] < every[None]).sum(axis=1)
    for at, name in enumerate(names):
        told = np.where(np.isinf(every[at]), np.nan, (wider[at] < MOST_TOLD).astype(np.float64))
        yield from _claim(
            draws, "differs_most", draws.shared.catalogue.indicator(name), told, (NOISE, YEAR), ""
        )
