"""The parts of a condition card that have a name: facts, the general picture, a highlight, a first step."""

from dataclasses import dataclass

import pandas as pd

from pes_analysis.robust.claim import Claim


@dataclass(frozen=True)
class OrganisationFacts:
    """What the organisation is.

    Attributes
    ----------
    organisation_id, public_code, name : str
        The name may be printed on public pages only with consent, see ``Privacy``.
    type : str
        Id of an entity type: ``"cis"``.
    codes : frozenset of str
        Its type, and ``"ps"`` where it is a social enterprise.
    ps_goal_reintegration : bool
    teryt, county_name, county_kind : str
        The bare name ("bocheński", "Kraków") and ``"land"`` or ``"city"``.
    place : str
        ``"urban"`` or ``"rural"``.
    founding_year : int or None
    status, status_checked_on : str
        Item of the closed list ``activity_status`` and the day it was checked (empty when not known).
    """

    organisation_id: str
    public_code: str
    name: str
    type: str
    codes: frozenset[str]
    ps_goal_reintegration: bool
    teryt: str
    county_name: str
    county_kind: str
    place: str
    founding_year: int | None
    status: str
    status_checked_on: str


@dataclass(frozen=True)
class Privacy:
    """What may be shown of the organisation, and where.

    Attributes
    ----------
    generated : bool
        Made up for the demonstration; every page about it says so.
    named : bool
        Whether its name may stand on public pages: it consented or is generated.
    consent_on : str
        Day of the consent, or empty.
    peers_generated : bool
        Whether it is compared with organisations made up for the demonstration.
    """

    generated: bool
    named: bool
    consent_on: str
    peers_generated: bool


@dataclass(frozen=True)
class Completeness:
    """How much the organisation answered.

    Attributes
    ----------
    status : str
        Of its return: ``"full"``, ``"partial"`` or ``"none"`` (not received, or never asked for).
    received_on : str
        Day, or empty.
    required, filled : int
        Figures that its core indicators need, and how many of them it gave.
    missing : tuple of str
        Ids of the required variables it did not give.
    core, core_known : int
        Core indicators that are scored for it, and how many have a value.
    repairs, problems : DataFrame
        Rows of the tables of the same name of ``Organisations`` that concern it and this year.
    """

    status: str
    received_on: str
    required: int
    filled: int
    missing: tuple[str, ...]
    core: int
    core_known: int
    repairs: pd.DataFrame
    problems: pd.DataFrame

    @property
    def share(self) -> float | None:
        """Filled out of required, 0 to 1; None when nothing is required."""
        return self.filled / self.required if self.required else None


@dataclass(frozen=True)
class Picture:
    """The general picture: two scores side by side and what they are called.

    Attributes
    ----------
    kind : str
        By the absolute score as printed: ``"strong"`` from 70 (the reference values are met),
        ``"stable"`` from 55, ``"strained"`` from 40 (half-way between the warning and the reference),
        ``"weak"`` below; ``"unknown"`` without a score.
    score, lower, upper : float or None
        Absolute, 0 to 100: values against the reference values of the catalogue. The bounds carry the
        chance in shares of counted people; None when there are none.
    reason : str
        Why there is no absolute score: ``"too_few"`` or ``"nothing_to_score"``; else empty.
    n_dimensions, n_scored : int
        Dimensions that apply to the organisation, and how many have a score.
    relative, relative_reason : float or None, str
        The mean share of peers it does better than, 0 to 100; or ``"too_few_peers"``, ``"too_few"``,
        ``"nothing_to_score"``.
    peers_median, peers_q1, peers_q3, n_peers : float or None, int
        Absolute general scores of the peers, and how many of them have one; None below 5.
    previous : float or None
        The absolute score a year earlier, computed the same way.
    weak : tuple of str
        Dimensions that are weak places, the weakest first: below 40, or below 55 and at least 15 points
        below the general score.
    n_alarms : int
        Alarms that ring.
    """

    kind: str
    score: float | None
    lower: float | None
    upper: float | None
    reason: str
    n_dimensions: int
    n_scored: int
    relative: float | None
    relative_reason: str
    peers_median: float | None
    peers_q1: float | None
    peers_q3: float | None
    n_peers: int
    previous: float | None
    weak: tuple[str, ...]
    n_alarms: int


@dataclass(frozen=True)
class Highlight:
    """A strength, or something to improve.

    Attributes
    ----------
    indicator, dimension : str
    core : bool
    value : float
        As scored, see ``basis`` in the table of indicators.
    points : float
        Absolute, 0 to 100.
    share_better : float or None
        Share of the peers it does better than, 0 to 100; None without a comparison.
    median : float or None
        Of the peers.
    n : int
        Peers with a value.
    mark : str
        ``"better"``, ``"middle"``, ``"worse"`` or ``"none"``, as among the peers.
    claim : Claim
        How sure it is.
    """

    indicator: str
    dimension: str
    core: bool
    value: float
    points: float
    share_better: float | None
    median: float | None
    n: int
    mark: str
    claim: Claim


@dataclass(frozen=True)
class FirstStep:
    """What to do first, and what says so.

    Attributes
    ----------
    kind : str
        ``"status"`` (it does not work as usual: ``id`` is ``"in_liquidation"`` or ``"suspended"``),
        ``"alarm"`` (one rings: ``id`` is the alarm), ``"compliance"`` (a threshold that was checked in
        a named text is not met: ``id`` is the threshold), ``"data"`` (too little is known for a score:
        ``id`` is the first missing variable), ``"step"`` (``id`` is the indicator whose improvement
        would raise the general score most), ``"keep"`` (nothing is below its reference: ``id`` is empty).
    id : str
    gain : float or None
        For a step: points of the general score.
    """

    kind: str
    id: str
    gain: float | None = None


@dataclass(frozen=True)
class Reach:
    """What would have to change for the general score to reach the median of the peers.

    Attributes
    ----------
    kind : str
        ``"above"`` (it is reached as printed), ``"reached"`` (the steps bring it often enough),
        ``"not_reached"`` (the likeliest steps found bring it, but not surely enough), ``"out_of_reach"`` (no
        steps bring it; those listed are the largest), ``"no_history"`` (too few peers have figures of both
        years), ``"no_score"`` (no score, or too few peers).
    first_year, year : int
        Between which peers' steps were made.
    gap : float or None
        Points missing to the median.
    claim : Claim or None
        How often the steps suffice; None without steps to look for.
    steps : DataFrame
        ``indicator, value, after, gain`` (points of the general score), ``made`` of ``n`` peers made a step
        as large.
    """

    kind: str
    first_year: int
    year: int
    gap: float | None
    claim: Claim | None
    steps: pd.DataFrame


@dataclass(frozen=True)
class Vulnerability:
    """The rule of Tuckman and Chang (1991): measures in the worst fifth of the peers.

    Attributes
    ----------
    kind : str
        ``"none"``, ``"at_risk"`` (at least one), ``"severe"`` (all); ``"unknown"`` when not all are known
        and none lies in the worst fifth, or there are too few peers; ``"not_applicable"`` to a type for
        which not all measures are scored.
    measures : DataFrame
        ``indicator, value, state, n`` (peers with a value), ``share_worse`` (share of the peers doing worse,
        ties by half, 0 to 100; NaN when not known) and ``in_worst`` (bool).
    """

    kind: str
    measures: pd.DataFrame


@dataclass(frozen=True)
class Fit:
    """The organisation's services beside the needs of its county.

    Attributes
    ----------
    areas : DataFrame
        One row a service area, the greatest need first, unknown needs last: ``area, offered`` (True, False,
        or NA when not answered), ``need`` (0 to 100: the mean share of the other counties of the region
        that are better off), ``rank`` (1 is the greatest; NA when the need is not known), ``top`` (bool),
        ``indicators`` (ids joined by ``"; "``), ``oldest_year, newest_year``.
    k : int
        How many needs count as the greatest.
    n_counties : int
        Other counties of the region.
    offered, offered_top : int or None
        Areas the organisation works in, and how many of them are among the greatest needs; None when it
        did not answer.
    """

    areas: pd.DataFrame
    k: int
    n_counties: int
    offered: int | None
    offered_top: int | None


@dataclass(frozen=True)
class Cooperation:
    """With whom the organisation works and how closely.

    Attributes
    ----------
    sectors, intensity : DataFrame
        ``item, variable, value`` (NaN when not answered), ``state, share`` (of all ties, 0 to 1),
        ``peers_median_share, n``: one row an item of ``tie_sectors``; one row a grade from 1 to 4.
    measures : DataFrame
        ``variable, value, state, peers_median, n``: ties, ties_reciprocated, trust_score,
        jst_forms_used, coop_acts, coop_acts_problem, referrals_in, referrals_feedback where asked.
    forms : int
        Length of the closed list of forms of cooperation.
    """

    sectors: pd.DataFrame
    intensity: pd.DataFrame
    measures: pd.DataFrame
    forms: int
