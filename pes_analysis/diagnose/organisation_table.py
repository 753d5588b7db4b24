"""The card's table of indicators: an organisation's figures, their points, and where the peers stand."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.catalogue.organisation_model import Band
from pes_analysis.compare.organisation_peers import PeerGroup
from pes_analysis.compare.quartiles import quartiles
from pes_analysis.compare.standing import SMALLEST_GROUP
from pes_analysis.compare.standing_together import marks_of, stand_each
from pes_analysis.diagnose.card_parts import OrganisationFacts
from pes_analysis.diagnose.organisation_series import Series
from pes_analysis.diagnose.organisation_year import SCORED, MeasuredYear, role_of
from pes_analysis.measure.points import REFERENCE
from pes_analysis.measure.scores import NOTHING_TO_SCORE, Means, average

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
    own, place = measured.cells_of(facts.organisation_id), measured.place(facts.organisation_id)
    several = len(measured.indicators)
    printed = measured.printed.to_numpy(dtype=float)
    values = printed[place] if place >= 0 else np.full(several, np.nan)
    roles = np.array([role_of(indicator, facts.codes) for indicator in measured.indicators], dtype=object)
    others = measured.places(peers.units)
    other_kind = measured.described.to_numpy(dtype=bool)[others].T & (roles == SCORED)[:, np.newaxis]
    standings = stand_each(
        values,
        np.where(other_kind, np.nan, printed[others].T),
        [indicator.polarity for indicator in measured.indicators],
        [indicator.range for indicator in measured.indicators],
    )
    is_beside = (roles == SCORED) & (standings.n >= SMALLEST_GROUP) & peers.enough
    is_judged = is_beside & standings.is_judged
    lower, upper, points = (np.asarray(own[name], dtype=float) for name in ("lower", "upper", "points"))
    fewest, most = (np.asarray(own[name], dtype=float) for name in ("points_lower", "points_upper"))
    marks = np.where(is_beside, standings.mark, NO_MARK)
    exact = np.isnan(lower)
    return pd.DataFrame(
        {
            "indicator": np.array([indicator.id for indicator in measured.indicators], dtype=object),
            "dimension": np.array([indicator.dimension for indicator in measured.indicators], dtype=object),
            "area": np.array([indicator.area for indicator in measured.indicators], dtype=object),
            "core": np.array([indicator.core for indicator in measured.indicators], dtype=bool),
            "role": roles,
            **{name: own[name] for name in FROM_CELLS},
            "previous_value": _value_of_year(series, facts.organisation_id, measured.year - 1),
            "zone": bands_of(points, bands),
            **{name: getattr(standings, name) for name in DESCRIBED_PEERS},
            "n_higher": standings.higher,
            "n_lower": standings.lower,
            "better_than": pd.arrays.IntegerArray(standings.better_than, ~is_judged),
            "worse_than": pd.arrays.IntegerArray(standings.worse_than, ~is_judged),
            "share_better": np.where(is_judged, standings.share_better, np.nan),
            "mark": marks,
            "sure_zone": ~np.isnan(points) & (exact | (fewest >= REFERENCE) | (most < REFERENCE)),
            "sure_peers": (marks != NO_MARK)
            & (exact | (lower > standings.median) | (upper < standings.median)),
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
) -> Means | None:
    """Score an organisation by the share of peers it does better than, with the same rules as the points.

    An indicator that too few peers have is not asked here: what cannot be compared is no missing answer.
    Returns None when there are too few peers, or the organisation has no figures of the year.
    """
    place = measured.place(organisation_id)
    if not peers.enough or place < 0:
        return None
    is_scored = [indicator.scale is not None for indicator in measured.indicators]
    shares, n = (table[name].to_numpy()[is_scored] for name in ("share_better", "n"))
    asked = measured.asked.to_numpy(dtype=bool)[place] & (n >= SMALLEST_GROUP)
    numbers = np.where(asked, shares, np.nan)
    return average(numbers[np.newaxis], asked[np.newaxis], measured.scored, least_share)


def dimension_table(
    measured: MeasuredYear,
    previous: MeasuredYear,
    relative: Means | None,
    bands: Sequence[Band],
    organisation_id: str,
    peers: PeerGroup,
) -> pd.DataFrame:
    """Give the table of dimensions of ``OrganisationDiagnosis``."""
    by_dimension, own = measured.by_dimension, measured.dimensions_of(organisation_id)
    group = by_dimension.to_numpy(dtype=float)[measured.places(peers.units)]
    scores, reasons = own["score"], own["reason"]
    if relative is None:
        of_peers = np.full(len(scores), np.nan)
        why_not = np.where(reasons == NOTHING_TO_SCORE, NOTHING_TO_SCORE, TOO_FEW_PEERS)
    else:
        of_peers, why_not = relative.dimensions[0], relative.reasons[0]
    q1, median, q3, n = score_quartiles(group)
    return pd.DataFrame(
        {
            "dimension": by_dimension.columns,
            "score": scores,
            "lower": own["lower"],
            "upper": own["upper"],
            **{name: own[name] for name in COUNTS},
            "reason": reasons,
            "zone": bands_of(scores, bands),
            "relative": of_peers,
            "relative_reason": why_not,
            "peers_q1": q1,
            "peers_median": median,
            "peers_q3": q3,
            "n_peers": n,
            "mark": _score_marks(scores, group) if peers.enough else NO_MARK,
            "previous": previous.dimensions_of(organisation_id)["score"],
        }
    )


def score_quartiles(group: Numbers) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Give quartiles of scores of the peers by column and how many there are; NaN below 5."""
    n = (~np.isnan(group)).sum(axis=0)
    cut = np.where(n >= SMALLEST_GROUP, group, np.nan)
    q1, median, q3 = (side[0] for side in quartiles(cut[np.newaxis]))
    return q1, median, q3, n


def _score_marks(own: Numbers, group: Numbers) -> npt.NDArray[np.object_]:
    """Name the places of scores among those of the peers, all as they are printed."""
    printed, others = np.floor(own + 0.5), np.floor(group + 0.5)
    better, worse, n = (
        np.count_nonzero(one, axis=0) for one in (others < printed, others > printed, ~np.isnan(others))
    )
    return np.where(np.isnan(printed), NO_MARK, marks_of(better, worse, n))


def _value_of_year(series: Series, organisation_id: str, year: int) -> Numbers:
    place = series.units.get_indexer(pd.Index([organisation_id]))[0]
    if place < 0 or year not in series.years:
        return np.full(len(series.indicators), np.nan)
    return np.asarray(series.numbers[series.years.index(year), place])
