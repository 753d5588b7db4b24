"""The card's table of indicators: an organisation's figures, their points, and where the peers stand."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.catalogue import Catalogue
from pes_analysis.catalogue.organisation_model import Band
from pes_analysis.compare.organisation_peers import PeerGroup
from pes_analysis.compare.quartiles import quartiles
from pes_analysis.compare.standing import SMALLEST_GROUP, mark_of, stand
from pes_analysis.diagnose.card_parts import OrganisationFacts
from pes_analysis.diagnose.organisation_series import Series
from pes_analysis.diagnose.organisation_year import SCORED, MeasuredYear, role_of
from pes_analysis.measure.points import REFERENCE
from pes_analysis.measure.scores import NOTHING_TO_SCORE, Scores, score

Numbers = npt.NDArray[np.float64]
TOO_FEW_PEERS = "too_few_peers"
NO_MARK = "none"
COUNTS = ("n_core", "n_core_known", "n_indicators", "n_known")
DESCRIBED_PEERS = ("n", "minimum", "q1", "median", "q3", "maximum", "ties")
FROM_CELLS = (
    "value",
    "state",
    "reason",
    "numerator",
    "denominator",
    "lower",
    "upper",
    "basis",
    "n_years",
    "first_year",
    "year_value",
    "points",
    "points_lower",
    "points_upper",
)


def indicator_table(
    measured: MeasuredYear, series: Series, facts: OrganisationFacts, bands: Sequence[Band], peers: PeerGroup
) -> pd.DataFrame:
    """Give the table of indicators of ``OrganisationDiagnosis``, without ``source``.

    Values are set beside those of the peers as they are printed. Without enough peers there are
    still their numbers, but no mark and no share. What is only described has no mark either, and peers
    whom an indicator only describes are not what it is judged beside.
    """
    own = measured.of(facts.organisation_id)
    values = measured.printed.reindex([facts.organisation_id]).to_numpy(dtype=float)[0]
    group = measured.printed.reindex(list(peers.units)).to_numpy(dtype=float)
    roles = [role_of(indicator, facts.codes) for indicator in measured.indicators]
    other_kind = measured.described.reindex(list(peers.units), fill_value=False).to_numpy(dtype=bool)
    group = np.where(other_kind & (np.array(roles) == SCORED), np.nan, group)
    standings = [
        stand(value, column, indicator.polarity, indicator.range)
        for indicator, value, column in zip(measured.indicators, values.tolist(), group.T, strict=True)
    ]
    judged = [
        role == SCORED and peers.enough and place.n >= SMALLEST_GROUP
        for role, place in zip(roles, standings, strict=True)
    ]

    def beside(name: str, unjudged: object) -> list[Any]:
        return [
            getattr(place, name) if is_judged else unjudged
            for place, is_judged in zip(standings, judged, strict=True)
        ]

    lower, upper, points = (own[name].to_numpy(dtype=float) for name in ("lower", "upper", "points"))
    fewest, most = (own[name].to_numpy(dtype=float) for name in ("points_lower", "points_upper"))
    median = np.array([place.median for place in standings])
    marks = np.array(beside("mark", NO_MARK), dtype=object)
    exact = np.isnan(lower)
    return pd.DataFrame(
        {
            "indicator": [indicator.id for indicator in measured.indicators],
            "dimension": [indicator.dimension for indicator in measured.indicators],
            "area": [indicator.area for indicator in measured.indicators],
            "core": [indicator.core for indicator in measured.indicators],
            "role": roles,
            **{name: own[name].to_numpy() for name in FROM_CELLS},
            "previous_value": _value_of_year(series, facts.organisation_id, measured.year - 1),
            "zone": bands_of(points, bands),
            **{name: [getattr(place, name) for place in standings] for name in DESCRIBED_PEERS},
            "n_higher": [place.higher for place in standings],
            "n_lower": [place.lower for place in standings],
            "better_than": pd.array(beside("better_than", None), dtype="Int64"),
            "worse_than": pd.array(beside("worse_than", None), dtype="Int64"),
            "share_better": np.array(beside("share_better", np.nan), dtype=float),
            "mark": marks,
            "sure_zone": ~np.isnan(points) & (exact | (fewest >= REFERENCE) | (most < REFERENCE)),
            "sure_peers": (marks != NO_MARK) & (exact | (lower > median) | (upper < median)),
        }
    )


def bands_of(points: Numbers, bands: Sequence[Band]) -> npt.NDArray[np.object_]:
    """Name the band in which scores lie, as they are printed in whole points; empty without a score.

    Examples
    --------
    >>> from pes_analysis.catalogue import load_catalogue
    >>> bands = load_catalogue().composite.bands
    >>> bands_of(np.array([0.0, 39.4, 39.6, 70.0, np.nan]), bands).tolist()
    ['weak', 'weak', 'fair', 'good', '']
    """
    printed = np.floor(points + 0.5)
    place = np.searchsorted([band.at_least for band in bands], printed, side="right") - 1
    names = np.array([band.id for band in bands], dtype=object)[place.clip(0, len(bands) - 1)]
    return np.where(np.isnan(printed), "", names)


def relative_scores(
    table: pd.DataFrame, measured: MeasuredYear, organisation_id: str, peers: PeerGroup, least_share: float
) -> Scores | None:
    """Score an organisation by the share of peers it does better than, with the same rules as the points.

    An indicator that too few peers have is not asked here: what cannot be compared is no missing answer.
    Returns None when there are too few peers, or the organisation has no figures of the year.
    """
    if not peers.enough or organisation_id not in measured.points.index:
        return None
    is_scored = [indicator.scale is not None for indicator in measured.indicators]
    shares, n = (table[name].to_numpy()[is_scored] for name in ("share_better", "n"))
    row = pd.DataFrame([shares], index=[organisation_id], columns=measured.points.columns)
    asked = measured.asked.loc[[organisation_id]] & (n >= SMALLEST_GROUP)
    return score(row, asked, measured.scored, None, least_share)


def dimension_table(
    measured: MeasuredYear,
    previous: MeasuredYear,
    relative: Scores | None,
    catalogue: Catalogue,
    organisation_id: str,
    peers: PeerGroup,
) -> pd.DataFrame:
    """Give the table of dimensions of ``OrganisationDiagnosis``."""
    names = [dimension.id for dimension in catalogue.dimensions if dimension.level == "organisation"]
    group = measured.by_dimension.reindex(index=list(peers.units), columns=names).to_numpy(dtype=float)
    before = previous.by_dimension.reindex(index=[organisation_id], columns=names)
    own = measured.dimensions_of(organisation_id, names)
    scores, reasons = own["score"].to_numpy(dtype=float), own["reason"].to_numpy(dtype=object)
    if relative is None:
        of_peers = np.full(len(names), np.nan)
        why_not = np.where(reasons == NOTHING_TO_SCORE, NOTHING_TO_SCORE, TOO_FEW_PEERS)
    else:
        beside = relative.dimensions.set_index("dimension").loc[names]
        of_peers, why_not = beside["score"].to_numpy(dtype=float), beside["reason"].to_numpy(dtype=object)
    q1, median, q3, n = score_quartiles(group)
    marks = [_score_mark(value, column) for value, column in zip(scores, group.T, strict=True)]
    return pd.DataFrame(
        {
            "dimension": names,
            "score": scores,
            "lower": own["lower"].to_numpy(dtype=float),
            "upper": own["upper"].to_numpy(dtype=float),
            **{name: own[name].to_numpy(dtype=np.int64) for name in COUNTS},
            "reason": reasons,
            "zone": bands_of(scores, catalogue.composite.bands),
            "relative": of_peers,
            "relative_reason": why_not,
            "peers_q1": q1,
            "peers_median": median,
            "peers_q3": q3,
            "n_peers": n,
            "mark": marks if peers.enough else NO_MARK,
            "previous": before.to_numpy(dtype=float)[0],
        }
    )


def score_quartiles(group: Numbers) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Give quartiles of scores of the peers by column and how many there are; NaN below 5."""
    n = (~np.isnan(group)).sum(axis=0)
    cut = np.where(n >= SMALLEST_GROUP, group, np.nan)
    q1, median, q3 = (side[0] for side in quartiles(cut[np.newaxis]))
    return q1, median, q3, n


def _score_mark(own: float, group: Numbers) -> str:
    printed, others = np.floor(own + 0.5), np.floor(group[~np.isnan(group)] + 0.5)
    if np.isnan(printed):
        return NO_MARK
    return mark_of(int((others < printed).sum()), int((others > printed).sum()), len(others))


def _value_of_year(series: Series, organisation_id: str, year: int) -> Numbers:
    place = series.units.get_indexer(pd.Index([organisation_id]))[0]
    if place < 0 or year not in series.years:
        return np.full(len(series.indicators), np.nan)
    return np.asarray(series.numbers[series.years.index(year), place])
