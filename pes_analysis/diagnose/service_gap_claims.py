"""How sure gaps between needs and supply are: chance, the three norms, and how supply is counted."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.catalogue.need_norms import NeedNorms
from pes_analysis.catalogue.service_needs import ServiceNeeds
from pes_analysis.diagnose.claim_noise import draw_figures, noise_model, people_in, people_of
from pes_analysis.diagnose.shared import Shared
from pes_analysis.diagnose.supply_counts import SupplyOptions
from pes_analysis.robust.claim import NOISE, Claim, claim_from
from pes_analysis.robust.claim_rows import ClaimRows, generator, lay_out_rows
from pes_analysis.robust.confidence import confidence_distribution

Numbers = npt.NDArray[np.float64]
GAP = "service_gap"
NORM, STATUS, MEASURE, SPLIT = CHOICES = ("need_norm", "supply_status", "capacity_measure", "capacity_split")
# Options of the signed choice: the standard, then its alternatives in the order of the file.
NORM_OPTIONS = ("central", "low", "high")


def standardised(values: Numbers) -> Numbers:
    """Standardise among counties, the last axis but one; NaN where all are alike or too few are known.

    Examples
    --------
    >>> standardised(np.array([[1.0], [2.0], [3.0]])).ravel().round(2).tolist()
    [-1.22, 0.0, 1.22]
    >>> standardised(np.array([[0.0], [0.0], [0.0]])).ravel().tolist()
    [nan, nan, nan]
    """
    known = ~np.isnan(values)
    n = known.sum(axis=-2, keepdims=True)
    filled = np.where(known, values, 0.0)
    mean = np.divide(filled.sum(axis=-2, keepdims=True), n, out=np.full(n.shape, np.nan), where=n > 1)
    square = np.where(known, (values - mean) ** 2, 0.0).sum(axis=-2, keepdims=True)
    spread = np.sqrt(np.divide(square, n, out=np.full(n.shape, np.nan), where=n > 1))
    # What rounding leaves of counties that are alike is no spread.
    real = spread > 1e-9 * np.maximum(1.0, np.abs(mean))
    scores = np.divide(values - mean, spread, out=np.full(values.shape, np.nan), where=real & known)
    return np.asarray(scores)


def need_scores(drawn: Numbers, direction: str) -> Numbers:
    """Score the need of each county, 0 to 100: the share of the others that are better off, ties half.

    Parameters
    ----------
    drawn : ndarray of shape (rows, counties)
        One figure; NaN where there is none.
    direction : {"higher", "lower"}
        Which values mean need.

    Examples
    --------
    >>> need_scores(np.array([[1.0, 2.0, 2.0]]), "higher").tolist()
    [[0.0, 75.0, 75.0]]
    """
    towards = drawn if direction == "higher" else -drawn
    own, other = towards[:, :, None], towards[:, None, :]
    with np.errstate(invalid="ignore"):
        better_off = (other < own).sum(axis=2) + 0.5 * ((other == own).sum(axis=2) - 1)
    others = (~np.isnan(towards)).sum(axis=1, keepdims=True) - 1
    score = np.divide(
        100.0 * better_off,
        others,
        out=np.full(towards.shape, np.nan),
        where=(others > 0) & ~np.isnan(towards),
    )
    return np.asarray(score)


def drawn_need_scores(
    shared: Shared, needs: ServiceNeeds, counties: Sequence[str], areas: Sequence[str], rows: ClaimRows
) -> Numbers:
    """Draw the need scores of all counties and areas.

    Returns
    -------
    ndarray of shape (rows, counties, areas)
        The mean over the figures that tell of an area; NaN when none is known.
    """
    figures = shared.figures.until(shared.year)
    people = people_of(shared)
    found = np.full((len(rows), len(counties), len(areas)), np.nan)
    for at, area in enumerate(areas):
        scores = []
        for name, direction in needs.areas.get(area, {}).items():
            year = figures.newest_year(name, list(counties))
            if year is None:
                continue
            indicator = shared.catalogue.indicator(name)
            numbers, model = figures.in_year(name, list(counties), year), noise_model(indicator)
            wholes = people_in(people, model, year, pd.Index(counties))[:-1]
            # Figures that may be negative are differences of counts, which have no model of noise.
            model = None if np.nanmin(numbers) < 0 else model
            drawn = draw_figures(
                numbers,
                wholes,
                model,
                indicator.decimals,
                rows,
                shared.catalogue.claims.seed,
                name,
                str(year),
            )
            scores.append(need_scores(drawn, direction))
        if scores:
            known = np.array([~np.isnan(one) for one in scores]).sum(axis=0)
            total = np.nansum(scores, axis=0)
            found[:, :, at] = np.divide(total, known, out=np.full(total.shape, np.nan), where=known > 0)
    return found


def gap_rows(shared: Shared) -> ClaimRows:
    """Lay out the replications of gaps: chance, norms and ways of counting supply together and alone."""
    signed = {one.id: one for one in shared.catalogue.signed_list.of("county")}
    alternatives = {name: len(signed[name].alternatives) for name in CHOICES}
    return lay_out_rows(alternatives, shared.catalogue.claims)


def gap_claims(
    shared: Shared,
    rows: ClaimRows,
    scores: Numbers,
    group: Numbers,
    norms: NeedNorms,
    supply: SupplyOptions,
    residents: Numbers,
    counties: Sequence[str],
    areas: Sequence[str],
) -> Mapping[tuple[str, str], Claim]:
    """Test in which counties and areas there is a gap.

    A gap is claimed where fewer people can be served than need the service, and needs stand higher above
    the average county of the region than supply does.

    Parameters
    ----------
    shared : Shared
    rows : ClaimRows
        From ``gap_rows``.
    scores : ndarray of shape (rows, counties, areas)
        From ``drawn_need_scores``.
    group : ndarray of shape (counties, areas)
        People in the group of the norm; NaN where not known.
    norms : NeedNorms
    supply : SupplyOptions
    residents : ndarray of shape (counties,)
    counties, areas : sequence of str

    Returns
    -------
    mapping of (teryt, area) to Claim
        Of the pairs where the published figures show a gap.
    """
    options = supply.people[rows.choices[STATUS], rows.choices[MEASURE], rows.choices[SPLIT]]
    gap = standardised(scores) - standardised(options / residents[:, None] * 10_000)
    needed = _needed(rows, group, norms, areas, shared.catalogue.claims.seed)
    holds = np.where(np.isnan(gap) | np.isnan(needed), np.nan, (options < needed) & (gap > 0))
    published = rows.parts[SPLIT].start
    claims = {}
    for one, teryt in enumerate(counties):
        for at, area in enumerate(areas):
            if holds[published, one, at] != 1:
                continue
            joint, alone = rows.split(holds[:, one, at])
            claims[teryt, area] = claim_from(
                joint,
                statement=GAP,
                subject=area,
                rules=shared.catalogue.claims,
                tested=(NOISE, *CHOICES),
                evidence={"gap": float(gap[published, one, at])},
                by_factor=alone,
            )
    return claims


def _needed(rows: ClaimRows, group: Numbers, norms: NeedNorms, areas: Sequence[str], seed: int) -> Numbers:
    shares = np.full((len(NORM_OPTIONS), len(areas)), np.nan)
    for at, area in enumerate(areas):
        if area in norms.areas:
            shares[:, at] = [getattr(norms.areas[area], name) / 100 for name in NORM_OPTIONS]
    drawn = np.tile(group, (len(rows), 1, 1))
    noisy = np.flatnonzero(rows.noisy)
    scores = generator(seed, GAP).standard_normal((len(noisy), *group.shape))
    counted = np.nan_to_num(group)
    drawn[noisy] = np.where(
        np.isnan(group), np.nan, confidence_distribution("rate", counted, np.ones(group.shape)).at(scores)
    )
    return np.asarray(drawn * shares[rows.choices[NORM]][:, None, :])
