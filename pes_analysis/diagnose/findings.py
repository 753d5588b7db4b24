"""What is worth saying first: the headline and the three findings, as numbers a sentence can be made of."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from pes_analysis.catalogue import Indicator
from pes_analysis.compare.figures import reliability_of
from pes_analysis.compare.trends import Change
from pes_analysis.robust.claim import Claim

SMALLEST_SAID = 8
FEWER_AT = 60
MORE_AT = 40
FINDINGS = 3
STANDS_OUT = 1.5
RELIABILITIES = ("current", "older", "old")


@dataclass(frozen=True)
class Side:
    """One half of the headline.

    Attributes
    ----------
    kind : str
        Problems: ``"fewer_problems"``, ``"average"``, ``"more_problems"``; support:
        ``"stronger_support"``, ``"average"``, ``"weaker_support"``; either: ``"unknown"``, or ``"unsure"``
        when it leans to a side but not in enough trials.
    share : float or None
        Mean share of the group the county does better than, 0 to 100.
    n_indicators, n_better, n_middle, n_worse : int
        Indicators with a position, and how many of them in the best quarter, between, in the worst.
    group : str
        ``"peers"``, ``"region"``, ``"mixed"`` or ``"none"``.
    oldest_year, newest_year : int or None
    claim : Claim or None
        How sure it is that it leans to its side.
    """

    kind: str
    share: float | None
    n_indicators: int
    n_better: int
    n_middle: int
    n_worse: int
    group: str
    oldest_year: int | None
    newest_year: int | None
    claim: Claim | None = None


@dataclass(frozen=True)
class Headline:
    """Problems against support."""

    problems: Side
    support: Side


@dataclass(frozen=True)
class Finding:
    """One thing worth knowing about a county.

    Attributes
    ----------
    kind : str
        ``"position"`` (beside the group) or ``"trend"`` (over the years).
    direction : str
        ``"strength"`` or ``"weakness"``.
    indicator, dimension, area : str
    core : bool
    year : int
        Of the value; of the last value for a trend.
    value : float
    reliability : str
        ``"current"``, ``"older"`` or ``"old"``.
    group : str
        ``"peers"`` or ``"region"``; the group of the medians for a trend.
    n : int
        Units of the group with a number.
    count : int
        How many of them do worse (strength) or better (weakness) than the county; 0 for a trend.
    higher, lower : int
        How many of them have a higher and a lower value; 0 for a trend.
    median : float
        Of the group in that year.
    change : Change or None
        For a trend.
    claim : Claim or None
        How sure it is.
    """

    kind: str
    direction: str
    indicator: str
    dimension: str
    area: str
    core: bool
    year: int
    value: float
    reliability: str
    group: str
    n: int
    count: int
    higher: int
    lower: int
    median: float
    change: Change | None = None
    claim: Claim | None = None

    @property
    def extremeness(self) -> float:
        """How far out, 0 to 1: the share of the group passed, or how steadily the years go one way."""
        return abs(self.change.tau) if self.change is not None else self.count / self.n


def choose_headline(blocks: pd.DataFrame, claims: Iterable[Claim]) -> Headline:
    """Read the headline off the dimensions ``problems`` and ``supply``.

    A mean share of at least 60 is the good side, of at most 40 the bad one, between them "average";
    the share is rounded first, so that the printed number and the word agree.
    Nothing is said ("unknown") without a share or when one of its groups has fewer than 8 units. What does
    not hold in enough trials is "unsure".

    Parameters
    ----------
    blocks : DataFrame
        From ``block_shares``.
    claims : iterable of Claim
        Of the county.
    """
    sure = {one.statement: one for one in claims if one.standing.is_printed}
    return Headline(
        problems=_as_sure(_side(blocks, "problems", better="fewer_problems", worse="more_problems"), sure),
        support=_as_sure(_side(blocks, "supply", better="stronger_support", worse="weaker_support"), sure),
    )


def _as_sure(side: Side, sure: Mapping[str, Claim]) -> Side:
    if side.kind in ("unknown", "average"):
        return side
    claim = sure.get(side.kind)
    return replace(side, kind="unsure") if claim is None else replace(side, claim=claim)


def choose_findings(
    positions: pd.DataFrame,
    changes: Iterable[Change],
    indicators: Sequence[Indicator],
    edition_year: int,
    claims: Iterable[Claim],
) -> tuple[Finding, ...]:
    """Choose up to three things worth knowing, the most telling first.

    Candidates are positions in the best or the worst quarter of at least 8 units whose claim is sure
    enough to be printed (one that could not be tested is not), and trends with a
    named direction that the group does not share: its median went the other way, or the county moved
    at least half as far again. The order is: core indicators first; figures older than 5 years last;
    positions before trends; then how extreme (at least 95 %, 85 %, 75 % of the group passed), how
    recent, and how extreme exactly. One finding an area; when a strength exists, one of the three is
    a strength.

    Parameters
    ----------
    positions : DataFrame
        From ``compare_positions``.
    changes : iterable of Change
    indicators : sequence of Indicator
    edition_year : int
    claims : iterable of Claim
        About this county, from ``county_claims``.

    Returns
    -------
    tuple of Finding
        Fewer than three when there is nothing more to say.
    """
    by_id = {indicator.id: indicator for indicator in indicators}
    claims = tuple(claims)
    candidates = [
        *_from_positions(positions, by_id, claims),
        *_from_changes(changes, positions, by_id, edition_year, claims),
    ]
    candidates.sort(key=_order)
    chosen: list[Finding] = []
    for candidate in candidates:
        if candidate.area not in {finding.area for finding in chosen}:
            chosen.append(candidate)
    chosen = chosen[:FINDINGS]
    strengths = [candidate for candidate in candidates if candidate.direction == "strength"]
    if strengths and not any(finding.direction == "strength" for finding in chosen):
        kept = chosen[: FINDINGS - 1]
        elsewhere = [s for s in strengths if s.area not in {finding.area for finding in kept}]
        chosen = [*kept, (elsewhere or strengths)[0]]
    return tuple(chosen)


def _side(blocks: pd.DataFrame, dimension: str, better: str, worse: str) -> Side:
    rows = blocks[(blocks["dimension"] == dimension) & (blocks["area"] == "")]
    if rows.empty:
        return Side("unknown", None, 0, 0, 0, 0, "none", None, None)
    row = rows.iloc[0]
    share = None if pd.isna(row["share"]) else float(row["share"])
    if share is None or row["smallest_n"] < SMALLEST_SAID:
        kind = "unknown"
    elif round(share) >= FEWER_AT:
        kind = better
    else:
        kind = worse if round(share) <= MORE_AT else "average"
    years = [None if pd.isna(row[year]) else int(row[year]) for year in ("oldest_year", "newest_year")]
    return Side(
        kind=kind,
        share=share,
        n_indicators=int(row["n_with_data"]),
        n_better=int(row["n_better"]),
        n_middle=int(row["n_middle"]),
        n_worse=int(row["n_worse"]),
        group=str(row["group"]),
        oldest_year=years[0],
        newest_year=years[1],
    )


def _from_positions(
    positions: pd.DataFrame, by_id: dict[str, Indicator], claims: Iterable[Claim]
) -> Iterable[Finding]:
    sure = {(one.subject, one.statement): one for one in claims if one.standing.is_printed}
    said = positions[positions["mark"].isin(["better", "worse"]) & (positions["n"] >= SMALLEST_SAID)]
    for row in said.to_dict("records"):
        indicator = by_id[row["indicator"]]
        strength = row["mark"] == "better"
        claim = sure.get((indicator.id, "best_quarter" if strength else "worst_quarter"))
        if claim is None:
            continue
        yield Finding(
            kind="position",
            direction="strength" if strength else "weakness",
            indicator=indicator.id,
            dimension=indicator.dimension,
            area=indicator.area,
            core=indicator.core,
            year=int(row["year"]),
            value=float(row["value"]),
            reliability=row["reliability"],
            group=row["group"],
            n=int(row["n"]),
            count=int(row["better_than"] if strength else row["worse_than"]),
            higher=int(row["higher"]),
            lower=int(row["lower"]),
            median=float(row["median"]),
            claim=claim,
        )


def _from_changes(
    changes: Iterable[Change],
    positions: pd.DataFrame,
    by_id: dict[str, Indicator],
    edition_year: int,
    claims: Iterable[Claim],
) -> Iterable[Finding]:
    sure = {(one.subject, one.statement): one for one in claims if one.standing.is_printed}
    groups = positions.set_index("indicator")[["group", "n"]]
    for change in changes:
        claim = sure.get((change.indicator, change.direction))
        if claim is None or not _stands_out(change):
            continue
        indicator = by_id[change.indicator]
        yield Finding(
            kind="trend",
            direction="strength" if change.direction == "improving" else "weakness",
            indicator=indicator.id,
            dimension=indicator.dimension,
            area=indicator.area,
            core=indicator.core,
            year=change.last_year,
            value=change.last_value,
            reliability=reliability_of(change.last_year, edition_year),
            group=str(groups.loc[indicator.id, "group"]),
            n=int(str(groups.loc[indicator.id, "n"])),
            count=0,
            higher=0,
            lower=0,
            median=change.group_last,
            change=change,
            claim=claim,
        )


def _stands_out(change: Change) -> bool:
    group = change.group_last - change.group_first
    return change.difference * group < 0 or abs(change.difference) >= STANDS_OUT * abs(group)


def _order(finding: Finding) -> tuple[bool, bool, bool, int, int, float, str]:
    band = sum(finding.extremeness >= limit for limit in (0.75, 0.85, 0.95))
    return (
        not finding.core,
        finding.reliability == "old",
        finding.kind == "trend",
        -band,
        RELIABILITIES.index(finding.reliability),
        -finding.extremeness,
        finding.indicator,
    )
