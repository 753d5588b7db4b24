"""How sure the places of counties are: each is held against chance and the signed choices of method."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.catalogue import Indicator
from pes_analysis.compare.figures import GROUP_COVERAGE
from pes_analysis.compare.peers import Structure, structural_peers
from pes_analysis.compare.standing import QUARTER, goodness
from pes_analysis.diagnose.claim_noise import draw_figures, noise_model, people_in, people_of
from pes_analysis.diagnose.shared import Shared
from pes_analysis.protect.errors import PesError
from pes_analysis.robust.claim import NOISE, Claim, claim_from
from pes_analysis.robust.claim_rows import ClaimRows, lay_out_rows

Numbers = npt.NDArray[np.float64]
SMALLEST_DECIDED = 8
COUNT, DISTANCE, YEAR, RULE = CHOICES = ("peer_count", "peer_distance", "figures_year", "quarter_rule")
QUARTERS = {"better": "best_quarter", "worse": "worst_quarter"}
HALVES = {"better": "better_than_most", "worse": "worse_than_most"}


@dataclass(frozen=True)
class _Layer:
    """One indicator: goodness in every replication by option of the year, shape (options, rows, units)."""

    drawn: Numbers
    tested: tuple[str, ...]


@lru_cache(maxsize=4)
def county_claims(shared: Shared, voivodeship: str) -> Mapping[str, tuple[Claim, ...]]:
    """Test the places of all counties of a voivodeship.

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
    mapping of str to tuple of Claim
        By teryt; the subject of a claim is the indicator, its statement one of ``"best_quarter",
        "worst_quarter", "better_than_most", "worse_than_most"``. Figures that may be negative are differences
        of counts, which have no noise model here: their claims are untested.
    """
    signed = {one.id: one for one in shared.catalogue.signed_list.of("county") if one.id in CHOICES}
    rows = lay_out_rows(
        {name: len(one.alternatives) for name, one in signed.items()}, shared.catalogue.claims
    )
    counties = shared.snapshot.counties
    inside = [str(one) for one in counties.index[counties["voivodeship"] == voivodeship]]
    units = shared.figures.units
    counts = [shared.peers.count, *(int(one.value) for one in signed[COUNT].alternatives)]
    without = ["", *(str(one.value) for one in signed[DISTANCE].alternatives)]
    back = int(signed[YEAR].alternatives[0].value)
    near = {one: _nearest(shared.structure, one, without, max(counts), units) for one in inside}
    size = np.array(counts)[rows.choices[COUNT]]
    figures = shared.figures.until(shared.year)
    people = people_of(shared)
    claims: dict[str, list[Claim]] = {one: [] for one in inside}
    for indicator in shared.indicators:
        if indicator.polarity == "informational" or indicator.id not in figures.numbers:
            continue
        layers: dict[int, _Layer] = {}
        for teryt in inside:
            peers = [str(units[at]) for at in near[teryt][0, : counts[0]] if at >= 0]
            region = [one for one in inside if one != teryt]
            year = figures.newest_year(indicator.id, peers, teryt)
            among, kind = near[teryt][rows.choices[DISTANCE]], "peers"
            of_group = size
            if year is None:
                year, kind = figures.newest_year(indicator.id, region, teryt), "region"
                among = np.tile(units.get_indexer(pd.Index(region)), (len(rows), 1))
                of_group = np.full(len(rows), len(region))
            if year is None:
                continue
            if year not in layers:
                layers[year] = _layer(shared, indicator, year, back, rows, people)
            layer = layers[year]
            taken = rows.choices[YEAR] * (len(layer.drawn) > 1)
            every = np.arange(len(rows))
            own = layer.drawn[taken, every, int(units.get_indexer(pd.Index([teryt]))[0])]
            group = layer.drawn[taken[:, None], every[:, None], among]
            beyond = (np.arange(among.shape[1]) >= of_group[:, None]) | (among < 0)
            group = np.where(beyond, np.nan, group)
            tested = [name for name in layer.tested if kind == "peers" or name not in (COUNT, DISTANCE)]
            # Two definitions of a quarter say nothing of how sure the figures are.
            tested = [] if tested == [RULE] else tested
            claims[teryt] += position_claims(
                own, group, of_group, rows, indicator.id, shared, tuple(tested), {"year": year, "group": kind}
            )
    return {teryt: tuple(own) for teryt, own in claims.items()}


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
            passed = places["n_better" if side == "better" else "n_worse"][published]
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


def _places(
    own: Numbers, group: Numbers, size: npt.NDArray[np.intp], interpolated: npt.NDArray[np.bool_]
) -> dict[str, Numbers]:
    n = (~np.isnan(group)).sum(axis=1)
    better, worse = (group < own[:, None]).sum(axis=1), (group > own[:, None]).sum(axis=1)
    decided = ~np.isnan(own) & (n >= SMALLEST_DECIDED) & (n >= GROUP_COVERAGE * size)
    low, high = _quartiles(group, n)
    holds = {
        "best_quarter": np.where(interpolated, own > high, better >= QUARTER * n),
        "worst_quarter": np.where(interpolated, own < low, worse >= QUARTER * n),
        "better_than_most": 2 * better > n,
        "worse_than_most": 2 * worse > n,
    }
    return {
        **{name: np.where(decided, one, np.nan) for name, one in holds.items()},
        "n": n.astype(np.float64),
        "n_better": better.astype(np.float64),
        "n_worse": worse.astype(np.float64),
    }


def _quartiles(group: Numbers, n: npt.NDArray[np.intp]) -> tuple[Numbers, Numbers]:
    # NaN is sorted behind all numbers.
    ordered = np.sort(group, axis=1)
    every = np.arange(len(group))
    found = []
    for share in (1 - QUARTER, QUARTER):
        at = np.maximum(n - 1, 0) * share
        below = np.floor(at).astype(np.intp)
        above = np.minimum(below + 1, np.maximum(n - 1, 0))
        found.append(ordered[every, below] + (at - below) * (ordered[every, above] - ordered[every, below]))
    return found[0], found[1]


def _nearest(
    structure: Structure, teryt: str, without: list[str], most: int, units: pd.Index
) -> npt.NDArray[np.intp]:
    """Give positions of the nearest counties, one row a left-out feature; -1 where there is none."""
    near = np.full((len(without), most), -1, dtype=np.intp)
    for row, feature in enumerate(without):
        kept = [name for name in structure.scores.columns if name != feature]
        weights = structure.weights[kept]
        fewer = replace(structure, scores=structure.scores[kept], weights=weights / weights.sum())
        try:
            peers = structural_peers(fewer, teryt, most)["teryt"]
        except PesError:
            # Too little is known of the county: it has no similar ones in this option.
            continue
        near[row, : len(peers)] = units.get_indexer(pd.Index(peers))
    return near


def _layer(
    shared: Shared, indicator: Indicator, year: int, back: int, rows: ClaimRows, people: pd.Series
) -> _Layer:
    numbers, years = shared.figures.numbers[indicator.id], shared.figures.years
    model = noise_model(indicator)
    at = years.index(year)
    before = years.index(year - back) if year - back in years else at
    used = [at] if before == at or np.isnan(numbers[before]).all() else [at, before]
    drawn = [
        draw_figures(
            numbers[one],
            people_in(people, model, years[one], shared.figures.units),
            model,
            indicator.decimals,
            rows,
            shared.catalogue.claims.seed,
            indicator.id,
            str(years[one]),
        )
        for one in used
    ]
    judged = goodness(np.stack(drawn), indicator.polarity, indicator.range)
    if judged is None:
        raise ValueError(f"indicator '{indicator.id}' is not judged")
    tested = (COUNT, DISTANCE, *((YEAR,) if len(used) > 1 else ()), RULE)
    if np.nanmin(numbers) < 0:
        return _Layer(judged, ())
    return _Layer(judged, tested if model is None else (NOISE, *tested))
