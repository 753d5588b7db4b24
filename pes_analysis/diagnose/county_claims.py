"""How sure the places of counties are: each is held against chance and the signed choices of method."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.compare.figures import GROUP_COVERAGE, Figures
from pes_analysis.compare.peers import Structure, nearest_counties
from pes_analysis.compare.quartiles import quartiles
from pes_analysis.compare.standing import QUARTER
from pes_analysis.diagnose.county_draws import COUNT, DISTANCE, RULE, YEAR, Layer, county_draws
from pes_analysis.diagnose.county_headline_claims import (
    HEADLINES,
    area_claims,
    headline_claims,
    mean_share,
    share_better,
)
from pes_analysis.diagnose.county_national_claims import national_claims
from pes_analysis.diagnose.county_trend_claims import trend_claims
from pes_analysis.diagnose.shared import Shared
from pes_analysis.protect.errors import PesError
from pes_analysis.robust.claim import Claim, Standing, claim_from
from pes_analysis.robust.claim_rows import ClaimRows
from pes_analysis.robust.unit_effects import Spread, explain_spread

Numbers = npt.NDArray[np.float64]
SMALLEST_DECIDED = 8
QUARTERS = {"better": "best_quarter", "worse": "worst_quarter", "middle": "middle_half"}
HALVES = {"better": "better_than_most", "worse": "worse_than_most"}


@dataclass(frozen=True)
class CountyTrials:
    """What was tested of one county.

    Attributes
    ----------
    claims : tuple of Claim
    spread : mapping of str to Spread
        By dimension (``"problems"``, ``"supply"``): how far the mean share of the group that the county does
        better than moves, and what moves it.
    """

    claims: tuple[Claim, ...]
    spread: Mapping[str, Spread]


@lru_cache(maxsize=4)
def county_claims(shared: Shared, voivodeship: str) -> Mapping[str, CountyTrials]:
    """Test the places, the headline and the trends of all counties of a voivodeship.

    A claim stands beside each place the published figures give: in the best or the worst quarter of the
    group, better or worse than most of it. The draws are made for all counties of Poland at once, so they
    do not depend on which counties are asked for.

    Parameters
    ----------
    shared : Shared
    voivodeship : str
        Two digits.

    Returns
    -------
    mapping of str to CountyTrials
        By teryt. The subject of a claim is the indicator, its statement one of ``"best_quarter",
        "worst_quarter", "middle_half", "better_than_most", "worse_than_most"``, or ``"best_of_poland",
        "worst_of_poland"`` for the quarters of all counties; an area, with ``"area_better", "area_middle",
        "area_worse"``; or the dimension, with
        ``"fewer_problems", "more_problems", "stronger_support", "weaker_support"``. Figures that may be
        negative are differences of counts, which have no noise model here: their claims are untested.
    """
    draws = county_draws(shared)
    rows, signed = draws.rows, draws.signed
    tested_rows = rows.unmixed()
    counties = shared.snapshot.counties
    inside = [str(one) for one in counties.index[counties["voivodeship"] == voivodeship]]
    units = shared.figures.units
    counts = [shared.peers.count, *(int(one.value) for one in signed[COUNT].alternatives)]
    without = ["", *(str(one.value) for one in signed[DISTANCE].alternatives)]
    left_out = [_without(shared.structure, feature) for feature in without]
    near = {one: _nearest(left_out, one, max(counts), shared.figures) for one in inside}
    size = np.array(counts)[rows.choices[COUNT]]
    figures = shared.figures.until(shared.year)
    claims: dict[str, list[Claim]] = {one: [] for one in inside}
    shares: dict[str, dict[str, Numbers]] = {one: {} for one in inside}
    for indicator in shared.indicators:
        if indicator.polarity == "informational" or indicator.id not in figures.numbers:
            continue
        layers: dict[int, Layer] = {}
        poland: dict[int, Numbers] = {}
        for teryt in inside:
            peers = [str(units[at]) for at in near[teryt][0, : counts[0]] if at >= 0]
            region = [one for one in inside if one != teryt]
            year = figures.newest_year(indicator.id, peers, teryt)
            among, kind = near[teryt][rows.choices[DISTANCE]], "peers"
            of_group = size
            if year is None:
                year, kind = figures.newest_year(indicator.id, region, teryt), "region"
                among = np.tile(figures.places(region), (len(rows), 1))
                of_group = np.full(len(rows), len(region))
            if year is None:
                continue
            if year not in layers:
                layers[year] = draws.layer(indicator, year)
            layer = layers[year]
            taken = rows.choices[YEAR] * (len(layer.drawn) > 1)
            every = np.arange(len(rows))
            own = layer.judged[taken, every, int(figures.places([teryt])[0])]
            group = layer.judged[taken[:, None], every[:, None], among]
            beyond = (np.arange(among.shape[1]) >= of_group[:, None]) | (among < 0)
            group = np.where(beyond, np.nan, group)
            shares[teryt][indicator.id] = share_better(own, group)
            tested = [name for name in layer.tested if kind == "peers" or name not in (COUNT, DISTANCE)]
            # Two definitions of a quarter say nothing of how sure the figures are.
            tested = [] if tested == [RULE] else tested
            end = len(tested_rows)
            evidence: dict[str, float | int | str] = {"year": year, "group": kind}
            claims[teryt] += position_claims(
                own[:end],
                group[:end],
                of_group[:end],
                tested_rows,
                indicator.id,
                shared,
                tuple(tested),
                evidence,
            )
            if kind == "peers" and indicator.core and indicator.dimension == "problems":
                if year not in poland:
                    poland[year] = layer.judged[taken, every][:end]
                claims[teryt] += national_claims(
                    own[:end], poland[year], layer.tested, tested_rows, indicator.id, shared, year
                )
    return {
        teryt: CountyTrials(
            (
                *claims[teryt],
                *headline_claims(shares[teryt], tested_rows, shared),
                *area_claims(shares[teryt], tested_rows, shared),
                *trend_claims(draws, tested_rows, teryt),
            ),
            {
                dimension: spread
                for dimension in HEADLINES
                if (mean := mean_share(shares[teryt], dimension, shared)) is not None
                and (spread := explain_spread(rows, mean)) is not None
            },
        )
        for teryt in inside
    }


def position_claims(
    own: Numbers,
    group: Numbers,
    size: npt.NDArray[np.intp],
    rows: ClaimRows,
    subject: str,
    shared: Shared,
    tested: tuple[str, ...],
    evidence: Mapping[str, float | int | str],
) -> list[Claim]:
    """Make the claims about one county and one indicator; none where nothing is published to claim.

    Parameters
    ----------
    own : ndarray of shape (rows,)
        More is better; NaN where there is no number.
    group : ndarray of shape (rows, units)
        NaN where a unit has no number or is not in the group.
    size : ndarray of shape (rows,)
        Of the group, those without a number too.
    rows : ClaimRows
    subject : str
    shared : Shared
    tested : tuple of str
        What varied; nothing when the claims cannot be tested.
    evidence : mapping
    """
    places = _places(own, group, size, rows.choices[RULE] > 0)
    # In the first row of a choice that varies alone everything is as published.
    published = rows.parts[RULE].start
    made = []
    for names in (QUARTERS, HALVES):
        for side, statement in names.items():
            if places[statement][published] != 1:
                continue
            varied = tuple(name for name in tested if names is QUARTERS or name != RULE)
            joint, alone = rows.split(places[statement])
            passed = places["n_worse" if side == "worse" else "n_better"][published]
            made.append(
                claim_from(
                    joint,
                    statement=statement,
                    subject=subject,
                    rules=shared.catalogue.claims,
                    tested=varied,
                    evidence={**evidence, "n": int(places["n"][published]), "count": int(passed)},
                    by_factor={name: holds for name, holds in alone.items() if name in varied},
                )
            )
    return made


def mark_standings(positions: pd.DataFrame, claims: Sequence[Claim]) -> list[str]:
    """Say how sure the mark of each position is: a ``Standing``; empty where there is no mark.

    A group that is too small to test says ``"untested"``.
    """
    tested = {(one.subject, one.statement): str(one.standing) for one in claims}
    return [
        tested.get((indicator, QUARTERS[mark]), str(Standing.UNTESTED)) if mark in QUARTERS else ""
        for indicator, mark in zip(positions["indicator"], positions["mark"], strict=True)
    ]


def _places(
    own: Numbers, group: Numbers, size: npt.NDArray[np.intp], interpolated: npt.NDArray[np.bool_]
) -> dict[str, Numbers]:
    n = (~np.isnan(group)).sum(axis=1)
    better, worse = (group < own[:, None]).sum(axis=1), (group > own[:, None]).sum(axis=1)
    decided = ~np.isnan(own) & (n >= SMALLEST_DECIDED) & (n >= GROUP_COVERAGE * size)
    low, high = quartiles(group, (1 - QUARTER, QUARTER))
    holds = {
        "best_quarter": np.where(interpolated, own > high, better >= QUARTER * n),
        "worst_quarter": np.where(interpolated, own < low, worse >= QUARTER * n),
        "middle_half": np.where(
            interpolated, (own >= low) & (own <= high), (better < QUARTER * n) & (worse < QUARTER * n)
        ),
        "better_than_most": 2 * better > n,
        "worse_than_most": 2 * worse > n,
    }
    return {
        **{name: np.where(decided, one, np.nan) for name, one in holds.items()},
        "n": n.astype(np.float64),
        "n_better": better.astype(np.float64),
        "n_worse": worse.astype(np.float64),
    }


def _without(structure: Structure, feature: str) -> Structure:
    kept = [name for name in structure.scores.columns if name != feature]
    weights = structure.weights[kept]
    return replace(structure, scores=structure.scores[kept], weights=weights / weights.sum())


def _nearest(
    structures: Sequence[Structure], teryt: str, most: int, figures: Figures
) -> npt.NDArray[np.intp]:
    """Give places of the nearest counties, one row a structure; -1 where there is none."""
    near = np.full((len(structures), most), -1, dtype=np.intp)
    for row, structure in enumerate(structures):
        try:
            peers = nearest_counties(structure, teryt, most).index
        except PesError:
            # Too little is known of the county: it has no similar ones in this option.
            continue
        near[row, : len(peers)] = figures.places(peers)
    return near
