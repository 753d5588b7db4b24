"""What a card says first: the general picture, strengths, what to improve, and the first step."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.catalogue import Threshold
from pes_analysis.diagnose.alarms import RINGING
from pes_analysis.diagnose.card_parts import Completeness, FirstStep, Highlight
from pes_analysis.diagnose.compliance import NOT_MET
from pes_analysis.diagnose.steps import DECIDED_BY_OTHERS
from pes_analysis.measure.points import REFERENCE, WARNING
from pes_analysis.robust.claim import Claim

MOST = 3
# Half-way between what is worth a warning and what meets the reference.
STABLE = (WARNING + REFERENCE) / 2
FAR_BELOW = 15
HALF = 50
KINDS = ((REFERENCE, "strong"), (STABLE, "stable"), (WARNING, "strained"), (0.0, "weak"))
UNKNOWN = "unknown"
# Whose work stands still or ends: what would raise its scores is not what it has to do.
STANDING_STILL = ("in_liquidation", "suspended")
ABOUT_THE_ANSWERS = frozenset({"data_completeness"})
SHOWN = ("indicator", "dimension", "area", "core", "value", "points", "share_better", "median", "n", "mark")


def picture_kind(score: float | None) -> str:
    """Name a general score, as it is printed in whole points.

    Examples
    --------
    >>> [picture_kind(score) for score in (70.0, 69.4, 54.6, 54.4, 39.4, None)]
    ['strong', 'stable', 'stable', 'strained', 'weak', 'unknown']
    """
    if score is None:
        return UNKNOWN
    return next(kind for least, kind in KINDS if np.floor(score + 0.5) >= least)


def weak_places(dimensions: pd.DataFrame, general: float | None) -> tuple[str, ...]:
    """List the dimensions that are weak places, the weakest first.

    Those below 40, and those below 55 that lie at least 15 points below the general score.

    Parameters
    ----------
    dimensions : DataFrame
        Columns ``dimension, score``.
    general : float or None

    Examples
    --------
    >>> scores = pd.DataFrame({"dimension": ["economic", "mission", "staff"], "score": [71.0, 54.0, 39.0]})
    >>> weak_places(scores, 55.0), weak_places(scores, 69.0)
    (('staff',), ('staff', 'mission'))
    """
    scores = dimensions["score"].to_numpy(dtype=float)
    weak = scores < WARNING
    if general is not None:
        weak |= (scores < STABLE) & (scores <= general - FAR_BELOW)
    order = np.argsort(scores, kind="stable")
    names = dimensions["dimension"].to_list()
    return tuple(names[at] for at in order[weak[order]])


def strengths_among(table: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Say which indicators are strengths by the figures as published, before they are tested.

    A strength is scored and either meets the reference without being in the worst quarter of the peers, or
    is in their best quarter without being below the warning. Having answered everything is said elsewhere
    and is no strength; nor is doing worse than most of the peers, or just as all of them do.

    Parameters
    ----------
    table : DataFrame
        The card's table of indicators.
    """
    points, mark = (table[name].to_numpy() for name in ("points", "mark"))
    tied = (mark != "none") & (table["ties"].to_numpy() == table["n"].to_numpy())
    # Without a comparison the share is NaN, and nothing speaks against a strength.
    ordinary = (table["share_better"].to_numpy(dtype=float) < HALF) | tied
    good = _good_by_reference(points, mark) | _good_by_peers(points, mark)
    return np.asarray(good & ~ordinary & ~_named(table, ABOUT_THE_ANSWERS))


def improvements_among(table: pd.DataFrame) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Say which indicators are bad, and which core ones only below the reference, before they are tested.

    Bad is below the warning without being in the best quarter of the peers, or in their worst quarter and
    below the reference. What others decide about is left out.

    Parameters
    ----------
    table : DataFrame
        The card's table of indicators.
    """
    points, mark, core = (table[name].to_numpy() for name in ("points", "mark", "core"))
    meant = ~_named(table, ABOUT_THE_ANSWERS | DECIDED_BY_OTHERS)
    bad = meant & (_bad_by_reference(points, mark) | _bad_by_peers(points, mark))
    below = meant & core & (points < REFERENCE) & (mark != "better") & ~bad
    return np.asarray(bad), np.asarray(below, dtype=bool)


def choose_strengths(table: pd.DataFrame, claims: Iterable[Claim]) -> tuple[Highlight, ...]:
    """Choose up to three strengths among those whose claim is sure enough to be printed.

    Core indicators come first, then those good by both measures, then the more points. One an area, as
    long as there are others.

    Parameters
    ----------
    table : DataFrame
        The card's table of indicators.
    claims : iterable of Claim
        Of the card; those of ``"strength"`` are used.
    """
    points, mark, core = (table[name].to_numpy() for name in ("points", "mark", "core"))
    sure = _printed(claims, "strength")
    good = strengths_among(table) & _named(table, frozenset(sure))
    both = _good_by_reference(points, mark) & _good_by_peers(points, mark)
    return _first_of_areas(table, good, (~core, ~both, -points), sure)


def choose_improvements(table: pd.DataFrame, claims: Iterable[Claim]) -> tuple[Highlight, ...]:
    """Choose up to three things to improve among those whose claim is sure enough to be printed.

    First what is bad, then other core indicators below the reference. Inside each group core indicators come
    first, then those bad by both measures, then the fewer points. One an area, as long as there are others.

    Parameters
    ----------
    table : DataFrame
        The card's table of indicators.
    claims : iterable of Claim
        Of the card; those of ``"weakness"`` and ``"below_reference"`` are used.
    """
    points, mark, core = (table[name].to_numpy() for name in ("points", "mark", "core"))
    claims = tuple(claims)
    weak, low = (_printed(claims, one) for one in ("weakness", "below_reference"))
    bad, below = improvements_among(table)
    bad &= _named(table, frozenset(weak))
    below &= _named(table, frozenset(low))
    both = _bad_by_reference(points, mark) & _bad_by_peers(points, mark)
    return _first_of_areas(table, bad | below, (~bad, ~core, ~both, points), low | weak)


def _good_by_reference(points: npt.NDArray[Any], mark: npt.NDArray[Any]) -> npt.NDArray[np.bool_]:
    return np.asarray((points >= REFERENCE) & (mark != "worse"))


def _good_by_peers(points: npt.NDArray[Any], mark: npt.NDArray[Any]) -> npt.NDArray[np.bool_]:
    return np.asarray((mark == "better") & (points >= WARNING))


def _bad_by_reference(points: npt.NDArray[Any], mark: npt.NDArray[Any]) -> npt.NDArray[np.bool_]:
    return np.asarray((points < WARNING) & (mark != "better"))


def _bad_by_peers(points: npt.NDArray[Any], mark: npt.NDArray[Any]) -> npt.NDArray[np.bool_]:
    return np.asarray((mark == "worse") & (points < REFERENCE))


def _printed(claims: Iterable[Claim], statement: str) -> dict[str, Claim]:
    return {one.subject: one for one in claims if one.statement == statement and one.standing.is_printed}


def choose_first_step(
    status: str,
    alarms: pd.DataFrame,
    compliance: pd.DataFrame,
    thresholds: Sequence[Threshold],
    completeness: Completeness,
    general: float | None,
    improvements: Sequence[Highlight],
    steps: pd.DataFrame,
) -> FirstStep:
    """Choose what to do first.

    An organisation in liquidation or suspended is told so before everything; alarms are listed all the
    same. Then comes an alarm that rings; then a rule of law that was read in a named text and is not
    met; then figures without which there is no score; then the step that raises the general score most,
    of an indicator to improve where there is one.

    Parameters
    ----------
    status : str
        Of the organisation, as in ``OrganisationFacts``.
    alarms, compliance, steps : DataFrame
        Of the card, in their order.
    thresholds : sequence of Threshold
    completeness : Completeness
    general : float or None
        The general score.
    improvements : sequence of Highlight
    """
    if status in STANDING_STILL:
        return FirstStep("status", status)
    for alarm, state in zip(alarms["alarm"], alarms["state"], strict=True):
        if state == RINGING:
            return FirstStep("alarm", str(alarm))
    read = {threshold.id for threshold in thresholds if threshold.verification == "F"}
    for threshold, met in zip(compliance["threshold"], compliance["status"], strict=True):
        if met == NOT_MET and threshold in read:
            return FirstStep("compliance", str(threshold))
    if general is None:
        return FirstStep("data", completeness.missing[0] if completeness.missing else "")
    named = {one.indicator for one in improvements}
    gains = list(zip(steps["indicator"], steps["general_gain"], strict=True))
    for indicator, gain in [one for one in gains if one[0] in named] or gains:
        return FirstStep("step", str(indicator), float(gain))
    return FirstStep("keep", "")


def _named(table: pd.DataFrame, names: frozenset[str]) -> npt.NDArray[np.bool_]:
    return np.array([name in names for name in table["indicator"]], dtype=bool)


def _first_of_areas(
    table: pd.DataFrame,
    meant: npt.NDArray[np.bool_],
    keys: tuple[npt.NDArray[Any], ...],
    claims: Mapping[str, Claim],
) -> tuple[Highlight, ...]:
    """Take the first three in the order of the keys, the most important key first, one an area at first."""
    columns = {name: table[name].to_list() for name in SHOWN}
    order = [at for at in np.lexsort(keys[::-1]).tolist() if meant[at]]
    areas: set[tuple[str, str]] = set()
    firsts: list[int] = []
    others: list[int] = []
    for at in order:
        area = (columns["dimension"][at], columns["area"][at])
        (others if area in areas else firsts).append(at)
        areas.add(area)
    return tuple(
        Highlight(
            indicator=columns["indicator"][at],
            dimension=columns["dimension"][at],
            core=bool(columns["core"][at]),
            value=float(columns["value"][at]),
            points=float(columns["points"][at]),
            share_better=_number(columns["share_better"][at]),
            median=_number(columns["median"][at]),
            n=int(columns["n"][at]),
            mark=columns["mark"][at],
            claim=claims[columns["indicator"][at]],
        )
        for at in (firsts + others)[:MOST]
    )


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
