"""The condition card of an organisation: its named parts and its tables in one diagnosis."""

from dataclasses import dataclass

import pandas as pd

from pes_analysis.compare.organisation_peers import PeerGroup
from pes_analysis.diagnose.card_parts import (
    Completeness,
    Cooperation,
    FirstStep,
    Fit,
    Highlight,
    OrganisationFacts,
    Picture,
    Privacy,
    Reach,
    Vulnerability,
)
from pes_analysis.robust.claim import Claim
from pes_analysis.robust.unit_effects import Spread


@dataclass(frozen=True)
class OrganisationDiagnosis:
    """The condition card of one organisation.

    Attributes
    ----------
    facts : OrganisationFacts
    privacy : Privacy
    year : int
        The edition's; the state is that of its last day.
    completeness : Completeness
    answers : DataFrame
        What it answered for the year, by variable: ``value, state, source, collected_on``.
    picture : Picture
    dimensions : DataFrame
        One row a dimension of organisations, in the catalogue's order:

        - ``dimension``; ``score, lower, upper`` (absolute, NaN where not given); ``reason`` (empty,
          ``"too_few"``, or ``"nothing_to_score"``: the dimension does not apply); ``zone`` (band of the
          score, empty without one); ``n_core, n_core_known, n_indicators, n_known``;
        - ``relative, relative_reason`` (as in ``Picture``);
        - ``peers_q1, peers_median, peers_q3, n_peers`` (absolute scores of the peers; NaN below 5) and
          ``mark`` of the score among them: ``"better"`` ▲, ``"middle"`` ■, ``"worse"`` ▼, ``"none"``;
        - ``previous`` (absolute score a year earlier).
    indicators : DataFrame
        One row an indicator of organisations, in the catalogue's order:

        - ``indicator, dimension, area, core``; ``role``: ``"scored"``, ``"described"`` (shown, never
          scored), ``"alarm"``, ``"not_applicable"``;
        - ``value, state, reason, source``; ``numerator, denominator`` behind a ratio; ``lower, upper``: its
          95 % interval, for shares of counted people only;
        - ``basis`` (``"year"``, ``"mean_3y"``, ``"pooled_3y"``), ``n_years, first_year`` it rests on;
          ``year_value`` and ``previous_value``: of this year and the year before alone;
        - ``points, points_lower, points_upper`` (absolute, 0 to 100) and ``zone``: the band of the
          catalogue they lie in (``"weak"`` below 40, ``"fair"``, ``"good"`` from 70), empty without points;
        - ``n, minimum, q1, median, q3, maximum, n_higher, n_lower, ties, better_than, worse_than,
          share_better, mark``: among the peers, as in ``Standing`` (``n_higher`` peers have a higher value);
          no mark and no share without enough peers;
        - ``sure_zone``: the interval, if there is one, lies on one side of the reference (70 points);
          ``sure_peers``: on one side of the peers' median.
    strengths, to_improve : tuple of Highlight
        Up to three each, the most telling first.
    first_step : FirstStep
    alarms : DataFrame
        One row an alarm that applies, ringing ones first: ``alarm, state`` (``"ringing"``, ``"quiet"``,
        ``"unknown"``: figures are missing, ``"not_applicable"``: it has no such figures), ``since`` (first
        year of the present run of years; NA unless it rings), ``years`` needed in a row, ``reason``.
    compliance : DataFrame
        One row a threshold in force for its type on the last day of the year, those not met first:
        ``threshold, status`` (``"met"``, ``"not_met"``, ``"no_data"``, ``"cannot_check"`` by figures,
        ``"does_not_concern"``), ``valid_from, valid_to`` (dates, or None where the day is not established
        or not set), ``verification`` (``"F"`` or ``"L"``), ``reason``.
    reach : Reach
    vulnerability : Vulnerability
    contributions : DataFrame
        From ``contributions``: what each indicator adds to the distance between the absolute general score
        and the mean of the peers'. Adds up exactly; empty without a score or scored peers.
    steps : DataFrame
        From ``list_steps``, the largest gain first.
    changes : DataFrame
        One row an indicator with values in two years: ``indicator, first_year, last_year, first_value,
        last_value`` and the columns of ``split_change``; ``noise``: what chance makes of the change of a
        share (NaN for all else), a part like the others; ``n`` (peers with values in both years).
    trends : DataFrame
        ``indicator, year, value, state, peers_q1, peers_median, peers_q3, n``: values of single years, the
        last five; quartiles are NaN below 5 peers or 80 % of the group.
    peers : PeerGroup
        Its ``units`` are ids of organisations: never print them.
    peer_list : DataFrame
        What may be printed of the peers: ``public_code, type, size, place``, sorted by code.
    fit : Fit
    cooperation : Cooperation
    comments : DataFrame
        ``year, written_on, text_pl, text_en``, the newest first; the organisation's own words.
    plan : DataFrame
        ``position, step_pl, step_en, who_pl, who_en, due, indicator`` of the newest plan.
    plan_year : int or None
    sources : DataFrame
        Sources behind the figures: the columns of ``Organisations.sources`` (``source`` among them) with
        ``first_year, last_year, figures``.
    gaps : DataFrame
        Indicators that apply and have no number: ``indicator, dimension, core, state, reason, variables``
        (ids of the required figures that are missing, joined by ``", "``).
    claims : tuple of Claim
        Every sentence that judges, with how often it holds; also those that are not printed.
    spread : Spread or None
        How far the distance of the general score from the peers' median moves, and what moves it.
    """

    facts: OrganisationFacts
    privacy: Privacy
    year: int
    completeness: Completeness
    answers: pd.DataFrame
    picture: Picture
    dimensions: pd.DataFrame
    indicators: pd.DataFrame
    strengths: tuple[Highlight, ...]
    to_improve: tuple[Highlight, ...]
    first_step: FirstStep
    alarms: pd.DataFrame
    compliance: pd.DataFrame
    reach: Reach
    vulnerability: Vulnerability
    contributions: pd.DataFrame
    steps: pd.DataFrame
    changes: pd.DataFrame
    trends: pd.DataFrame
    peers: PeerGroup
    peer_list: pd.DataFrame
    fit: Fit
    cooperation: Cooperation
    comments: pd.DataFrame
    plan: pd.DataFrame
    plan_year: int | None
    sources: pd.DataFrame
    gaps: pd.DataFrame
    claims: tuple[Claim, ...]
    spread: Spread | None
