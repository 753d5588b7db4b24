"""The diagnosis of one organisation: everything its card shows, mostly looked up in what cards share."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
import pandas as pd

from pes_analysis.catalogue.service_needs import load_service_needs
from pes_analysis.compare.contributions import contributions
from pes_analysis.compare.organisation_peers import PeerGroup
from pes_analysis.diagnose.alarms import RINGING
from pes_analysis.diagnose.card import OrganisationDiagnosis
from pes_analysis.diagnose.card_change_claims import change_claims
from pes_analysis.diagnose.card_claims import CardTrials, card_claims
from pes_analysis.diagnose.card_gains import claim_first_step, explain_card
from pes_analysis.diagnose.card_parts import (
    Completeness,
    FirstStep,
    Highlight,
    OrganisationFacts,
    Picture,
    Privacy,
)
from pes_analysis.diagnose.card_reach import reach_median
from pes_analysis.diagnose.card_vulnerability_claim import vulnerability_claim
from pes_analysis.diagnose.highlights import (
    choose_first_step,
    choose_improvements,
    choose_strengths,
    picture_kind,
    weak_places,
)
from pes_analysis.diagnose.organisation_context import cooperation_of, fit_to_needs
from pes_analysis.diagnose.organisation_panel import ANSWERS, required_variables, variables_asked
from pes_analysis.diagnose.organisation_series import list_changes, list_trends
from pes_analysis.diagnose.organisation_shared import SharedOrganisations, shared_by_organisations
from pes_analysis.diagnose.organisation_table import (
    TOO_FEW_PEERS,
    dimension_table,
    indicator_table,
    relative_scores,
    score_quartiles,
)
from pes_analysis.diagnose.organisation_year import NOT_APPLICABLE, SCORED
from pes_analysis.diagnose.steps import list_steps
from pes_analysis.diagnose.vulnerability import judge_vulnerability
from pes_analysis.edition import Edition
from pes_analysis.measure.grid import NUMERIC_STATES
from pes_analysis.measure.indicators import SOURCES_JOINED
from pes_analysis.measure.scores import Means
from pes_analysis.robust.claim import Claim

__all__ = ["OrganisationDiagnosis", "diagnose_organisation"]


def diagnose_organisation(edition: Edition, organisation_id: str) -> OrganisationDiagnosis:
    """Diagnose one organisation from the figures of an edition.

    What all organisations share is computed with the first card and looked up for the next ones.

    Parameters
    ----------
    edition : Edition
    organisation_id : str

    Returns
    -------
    OrganisationDiagnosis
        Also of an organisation without figures of the year: it then says what is missing. The same object
        when asked again: treat its tables as read-only.

    Raises
    ------
    PesError
        The edition has no such organisation.

    Examples
    --------
    >>> from pes_analysis.edition import open_edition_data
    >>> card = diagnose_organisation(open_edition_data("malopolskie-2024"), "demo-cis-01")
    >>> card.facts.type, card.privacy.generated, len(card.indicators)
    ('cis', True, 73)
    """
    return _diagnose(shared_by_organisations(edition), edition.check_organisation(organisation_id))


# The page of an organisation and the files beside it show the same diagnosis.
@lru_cache(maxsize=2)
def _diagnose(shared: SharedOrganisations, organisation_id: str) -> OrganisationDiagnosis:
    facts = _facts(shared, organisation_id)
    year, catalogue, measured = shared.year, shared.catalogue, shared.measured
    rules, peers = catalogue.composite, shared.similar.peers(organisation_id)
    answers, figures = shared.answers.of(organisation_id), shared.figures_of(organisation_id)

    table = indicator_table(measured, shared.series, facts, rules.bands, peers)
    table["source"] = _sources_of_cells(shared.operands, answers)
    relative = relative_scores(table, measured, organisation_id, peers, rules.least_core_share)
    dimensions = dimension_table(measured, shared.previous, relative, rules.bands, organisation_id, peers)
    alarms, compliance = shared.alarms.of(organisation_id), shared.compliance.of(organisation_id)
    picture = _picture(shared, relative, dimensions, alarms, organisation_id, peers)
    scores = measured.scores
    inside, weights = (
        cells.reindex([organisation_id]).iloc[0].fillna(0.0) for cells in (scores.inside, scores.weights)
    )
    steps = list_steps(table, catalogue, inside, weights)
    completeness = _completeness(shared, table, answers, facts)
    shares = contributions(measured.points, scores.weights, organisation_id, peers.units)
    changes = list_changes(
        shared.series,
        organisation_id,
        peers.units,
        year,
        shared.price_index,
        shared.priced,
        shared.shares,
    )
    trials = shared.trials(organisation_id)
    of_figures: tuple[Claim, ...] = ()
    if trials is not None:
        of_figures = (
            *card_claims(trials, table, picture, shares),
            *change_claims(trials, shared.series, changes),
        )
    improvements = choose_improvements(table, of_figures)
    first_step = choose_first_step(
        facts.status,
        alarms,
        compliance,
        catalogue.thresholds,
        completeness,
        picture.score,
        improvements,
        steps,
    )
    beside = peers.units if peers.enough else ()
    reach = reach_median(trials, table, weights, picture, shared.series, beside, year)
    vulnerability = judge_vulnerability(table, rules.vulnerability, enough_peers=peers.enough)
    more = [reach.claim]
    if trials is not None:
        largest = _claim_of_step(trials, steps, first_step, improvements)
        more = [largest, reach.claim, vulnerability_claim(trials, vulnerability, rules.vulnerability)]
    claims = (*of_figures, *(one for one in more if one is not None))
    plan = shared.plans.of(organisation_id)
    plan_year = int(plan["year"].max()) if len(plan) else None
    return OrganisationDiagnosis(
        facts=facts,
        privacy=_privacy(shared, organisation_id, peers),
        year=year,
        completeness=completeness,
        answers=answers.drop(columns="year").set_index("variable"),
        picture=picture,
        dimensions=dimensions,
        indicators=table,
        strengths=choose_strengths(table, claims),
        to_improve=improvements,
        first_step=first_step,
        alarms=alarms,
        compliance=compliance,
        reach=reach,
        vulnerability=vulnerability,
        contributions=shares,
        steps=steps,
        changes=changes,
        trends=list_trends(shared.series, organisation_id, peers.units, year),
        peers=peers,
        peer_list=shared.similar.listed(peers),
        fit=fit_to_needs(
            shared.needs[facts.teryt],
            figures,
            load_service_needs().greatest,
            len(shared.counties_beside(facts.teryt)),
        ),
        cooperation=cooperation_of(
            shared.ties, variables_asked(facts.codes, shared.columns), organisation_id, peers.units
        ),
        comments=shared.comments.of(organisation_id),
        plan=plan[plan["year"] == plan_year].drop(columns="year").reset_index(drop=True),
        plan_year=plan_year,
        sources=shared.sources.of(organisation_id),
        gaps=_gaps(shared.operands, table, figures),
        claims=claims,
        spread=None if trials is None else explain_card(trials),
    )


def _claim_of_step(
    trials: CardTrials, steps: pd.DataFrame, first: FirstStep, improvements: Sequence[Highlight]
) -> Claim | None:
    """Test whether the first step, when it is one of an indicator, gains most of those it is among."""
    if first.kind != "step":
        return None
    pool = [one.indicator for one in improvements]
    return claim_first_step(trials, steps, first.id, pool if first.id in pool else list(steps["indicator"]))


def _facts(shared: SharedOrganisations, organisation_id: str) -> OrganisationFacts:
    row = shared.organisations.entities.loc[organisation_id]
    county = shared.counties.snapshot.counties.loc[row["teryt"]]
    return OrganisationFacts(
        organisation_id=organisation_id,
        public_code=str(row["public_code"]),
        name=str(row["name"]),
        type=str(row["type"]),
        codes=shared.organisations.codes[organisation_id],
        ps_goal_reintegration=bool(row["ps_goal_reintegration"]),
        teryt=str(row["teryt"]),
        county_name=str(county["name"]),
        county_kind=str(county["kind"]),
        place=str(row["place"]),
        founding_year=None if pd.isna(row["founding_year"]) else int(row["founding_year"]),
        status=str(row["status"]),
        status_checked_on=str(row["status_checked_on"]),
    )


def _privacy(shared: SharedOrganisations, organisation_id: str, peers: PeerGroup) -> Privacy:
    row = shared.organisations.entities.loc[organisation_id]
    return Privacy(
        generated=bool(row["generated"]),
        named=bool(row["generated"]) or str(row["consent"]) == "public",
        consent_on=str(row["consent_on"]),
        peers_generated=shared.similar.any_generated(peers),
    )


def _picture(
    shared: SharedOrganisations,
    relative: Means | None,
    dimensions: pd.DataFrame,
    alarms: pd.DataFrame,
    organisation_id: str,
    peers: PeerGroup,
) -> Picture:
    measured = shared.measured
    own, before = (one.general_of(organisation_id) for one in (measured, shared.previous))
    score = _number(own["score"])
    beside = measured.general_beside(peers.units)
    q1, median, q3, n = (side[0] for side in score_quartiles(beside[:, np.newaxis]))
    return Picture(
        kind=picture_kind(score),
        score=score,
        lower=_number(own["lower"]),
        upper=_number(own["upper"]),
        reason=str(own["reason"]),
        n_dimensions=int(own["n_dimensions"]),
        n_scored=int(own["n_scored"]),
        relative=None if relative is None else _number(relative.general[0]),
        relative_reason=TOO_FEW_PEERS if relative is None else str(relative.general_reasons[0]),
        peers_median=_number(median),
        peers_q1=_number(q1),
        peers_q3=_number(q3),
        n_peers=int(n),
        previous=_number(before["score"]),
        weak=weak_places(dimensions, score),
        n_alarms=int((alarms["state"] == RINGING).sum()),
    )


def _completeness(
    shared: SharedOrganisations, table: pd.DataFrame, answers: pd.DataFrame, facts: OrganisationFacts
) -> Completeness:
    returned = shared.returns.of(facts.organisation_id)
    states = zip(answers["variable"], answers["state"], strict=True)
    answered = {name for name, state in states if state in ANSWERS}
    required = required_variables(facts.codes, shared.columns)
    missing = tuple(name for name in required if name not in answered)
    core, role, points = (table[name].to_numpy() for name in ("core", "role", "points"))
    asked = core & (role == SCORED)
    return Completeness(
        status=str(returned["status"].iloc[0]) if len(returned) else "none",
        received_on=str(returned["received_on"].iloc[0]) if len(returned) else "",
        required=len(required),
        filled=len(required) - len(missing),
        missing=missing,
        core=int(asked.sum()),
        core_known=int((asked & ~np.isnan(points)).sum()),
        repairs=shared.repairs.of(facts.organisation_id),
        problems=shared.problems.of(facts.organisation_id),
    )


def _sources_of_cells(operands: Mapping[str, Sequence[str]], answers: pd.DataFrame) -> list[str]:
    """Give the sources behind each indicator, ids joined by ``"; "``."""
    sources = dict(zip(answers["variable"], answers["source"], strict=True))
    return [
        SOURCES_JOINED.join(sorted({sources[name] for name in names if name in sources}))
        for names in operands.values()
    ]


def _gaps(
    operands: Mapping[str, Sequence[str]], table: pd.DataFrame, figures: Mapping[str, float]
) -> pd.DataFrame:
    role, state = (table[name].to_numpy() for name in ("role", "state"))
    rows = np.flatnonzero((role != NOT_APPLICABLE) & ~np.isin(state.astype(str), list(NUMERIC_STATES)))
    gaps = {name: table[name].array[rows] for name in ("indicator", "dimension", "core", "state", "reason")}
    lacking = [
        ", ".join(one for one in operands[name] if np.isnan(figures.get(one, np.nan)))
        for name in gaps["indicator"]
    ]
    return pd.DataFrame(gaps | {"variables": lacking})


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
