"""Where to send a person, and with whom to work: units of the directory put in order, part by part.

The theme's ``directory-core.js`` computes the same in the browser; tests hold the two against each other.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.catalogue.directory_ranking import DirectoryRanking
from pes_analysis.diagnose.directory import EVERYONE, ListedUnits
from pes_analysis.diagnose.partner_ties import NOT_KNOWN, PartnerTies

Floats: TypeAlias = npt.NDArray[np.float64]
MICRO = 1e6
"""Scores that differ by less than a millionth are equal: the order of names decides."""


@dataclass(frozen=True)
class Question:
    """What is looked for.

    Attributes
    ----------
    county : str
        Where the person lives, or where the work is to be done.
    services, groups : tuple of str
        Service areas and target groups; empty for any.
    """

    county: str
    services: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()


@dataclass(frozen=True)
class Asker:
    """Who looks for a partner.

    Attributes
    ----------
    unit_id : str
        Empty when it is not in the directory.
    sector : str
        "pes" or "jst".
    services : tuple of str
        What it does itself.
    """

    unit_id: str
    sector: str
    services: tuple[str, ...] = ()


def rank_for_referral(
    units: ListedUnits, question: Question, rules: DirectoryRanking, distances: pd.DataFrame
) -> pd.DataFrame:
    """Rank where a person could be sent.

    Parameters
    ----------
    units : ListedUnits
    question : Question
    rules : DirectoryRanking
    distances : DataFrame
        Kilometres between counties, as `county_distances` gives them.

    Returns
    -------
    DataFrame
        Indexed by ``unit_id``, the best first: ``score`` (0 to 100), the parts ``service, group, distance,
        places, status, freshness`` (each 0 to 1), ``km`` from the county asked about, ``serves`` it.
        A unit is left out when nothing it does was asked for, or when its status is not to be
        recommended.
    """
    parts = _common_parts(units, question, rules, distances)
    parts["places"] = _places(units, rules)
    return _ranked(units, parts, rules.referral.model_dump(), question)


def rank_partners(
    units: ListedUnits,
    question: Question,
    asker: Asker,
    rules: DirectoryRanking,
    distances: pd.DataFrame,
    ties: PartnerTies | None = None,
) -> pd.DataFrame:
    """Rank with whom something could be done.

    Parameters
    ----------
    units, question, rules, distances
        As in `rank_for_referral`.
    asker : Asker
        Never among the partners.
    ties : PartnerTies, optional
        Of the survey; None for an edition without one.

    Returns
    -------
    DataFrame
        As of `rank_for_referral`, with ``complement`` (the share of the partner's services that the asker
        lacks) and ``sector`` (1 where it is the other one) instead of ``places``; and ``tie``, whether the
        two work together already, as `PartnerTies.between` tells it. A tie is no merit and no fault: it
        counts for nothing in the score.
    """
    parts = _common_parts(units, question, rules, distances)
    own = set(asker.services)
    parts["complement"] = np.array(
        [len(set(theirs) - own) / len(theirs) if theirs else 0.0 for theirs in units.table["services"]]
    )
    parts["sector"] = np.where(units.table["sector"] == asker.sector, 0.0, 1.0)
    ranked = _ranked(units, parts, rules.partnership.model_dump(), question)
    ranked = ranked[ranked.index != asker.unit_id]
    known = [ties.between(asker.unit_id, str(one)) if ties else NOT_KNOWN for one in ranked.index]
    return ranked.assign(tie=pd.Series(known, index=ranked.index, dtype=str))


def _common_parts(
    units: ListedUnits, question: Question, rules: DirectoryRanking, distances: pd.DataFrame
) -> dict[str, Floats]:
    table = units.table
    kilometres = distances.loc[question.county].to_numpy(dtype=float)[
        distances.columns.get_indexer(pd.Index(table["teryt"]))
    ]
    serves = np.array([question.county in served for served in table["served"]], dtype=bool)
    nearness = np.where(serves, 1.0, np.maximum(0.0, 1 - kilometres / rules.distance_km))
    earned = dict(rules.statuses)
    return {
        "service": _shares(table["services"], question.services),
        "group": _group(table["groups"], question.groups, rules.open_to_all),
        "distance": nearness,
        "status": np.array([earned.get(str(status), 0.0) for status in table["status"]], dtype=float),
        "freshness": _freshness(units.entry_age.to_numpy(dtype=float), rules),
        "km": kilometres,
        "serves": serves.astype(float),
    }


def _shares(offered: pd.Series, asked: Collection[str]) -> Floats:
    """Give the share of what was asked that each unit offers."""
    wanted = set(asked)
    return np.array(
        [len(wanted.intersection(one)) / len(wanted) if wanted else 0.0 for one in offered], dtype=float
    )


def _group(served: pd.Series, asked: Collection[str], open_to_all: float) -> Floats:
    shares = _shares(served, asked)
    if not asked:
        return shares
    everyone = np.array([EVERYONE in one for one in served], dtype=bool)
    return np.where(everyone, np.maximum(shares, open_to_all), shares)


def _freshness(age: Floats, rules: DirectoryRanking) -> Floats:
    """Earn all while fresh, nothing when stale or never checked, and less by the day in between."""
    left = (rules.stale_days - age) / (rules.stale_days - rules.fresh_days)
    return np.nan_to_num(np.clip(left, 0, 1), nan=0.0)


def _places(units: ListedUnits, rules: DirectoryRanking) -> Floats:
    free = units.table["free_places"].to_numpy(dtype=float, na_value=np.nan)
    known = ~np.isnan(free) & (units.places_age.to_numpy(dtype=float) <= rules.fresh_days)
    return np.where(known, (free > 0).astype(float), rules.unknown_places)


def _ranked(
    units: ListedUnits, parts: Mapping[str, Floats], weights: Mapping[str, float], question: Question
) -> pd.DataFrame:
    """Average the parts that were asked for, and put the best first; equal ones keep their order."""
    asked = {"service": bool(question.services), "group": bool(question.groups)}
    counted = {part: weight for part, weight in weights.items() if asked.get(part, True)}
    total = sum(counted.values())
    weighted = np.zeros(len(units.table))
    # One after another, as the browser adds them: another order would differ in the last digit.
    for part, weight in counted.items():
        weighted = weighted + parts[part] * weight
    score = np.floor(100 * weighted / total * MICRO + 0.5) / MICRO
    suits = (parts["status"] > 0) & ((parts["service"] + parts["group"] > 0) | (not any(asked.values())))
    chosen = np.flatnonzero(suits)
    chosen = chosen[np.argsort(-score[chosen], kind="stable")]
    columns = {part: values[chosen] for part, values in parts.items()}
    whole = {"km": columns.pop("km").astype(int), "serves": columns.pop("serves") > 0}
    return pd.DataFrame({"score": score[chosen], **columns, **whole}, index=units.table.index[chosen])
