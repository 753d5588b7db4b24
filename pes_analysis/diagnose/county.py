"""The diagnosis of one county: everything its page shows, computed once and only for this county."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from pes_analysis.compare.breaks import list_breaks
from pes_analysis.compare.figures import Group
from pes_analysis.compare.peers import are_far, explain_peers, structural_peers
from pes_analysis.compare.positions import compare_positions
from pes_analysis.compare.trends import Change
from pes_analysis.diagnose.blocks import block_shares
from pes_analysis.diagnose.county_change import county_changes
from pes_analysis.diagnose.county_claims import county_claims, mark_standings
from pes_analysis.diagnose.county_reach import median_in_reach
from pes_analysis.diagnose.coverage import list_gaps, sources_used
from pes_analysis.diagnose.findings import Finding, Headline, choose_findings, choose_headline
from pes_analysis.diagnose.national import national_places
from pes_analysis.diagnose.service_balance import ServiceBalance, balance_services
from pes_analysis.diagnose.shared import areas_beside, shared_by_counties
from pes_analysis.diagnose.signals import SignalDiagnosis, diagnose_signals
from pes_analysis.diagnose.trends import county_trends
from pes_analysis.edition import Edition
from pes_analysis.measure.grid import NUMERIC_STATES
from pes_analysis.protect.errors import PesError
from pes_analysis.robust.claim import Claim
from pes_analysis.robust.unit_effects import Spread


@dataclass(frozen=True)
class CountyFacts:
    """What the county is.

    Attributes
    ----------
    teryt, name : str
        The name is the bare one: "bocheński", "Kraków".
    kind : str
        ``"land"`` or ``"city"``.
    voivodeship, voivodeship_name, subregion : str
    communes : int
    population, population_year : int or None
        The newest up to the edition's year; None when unknown.
    population_source : str
    """

    teryt: str
    name: str
    kind: str
    voivodeship: str
    voivodeship_name: str
    subregion: str
    communes: int
    population: int | None
    population_year: int | None
    population_source: str


@dataclass(frozen=True)
class CountyDiagnosis:
    """The diagnosis of one county.

    Attributes
    ----------
    facts : CountyFacts
    year : int
        The edition's year, against which the age of figures is counted.
    headline : Headline
    findings : tuple of Finding
    positions : DataFrame
        From ``compare_positions``: one row an available indicator, in the catalogue's order. Column
        ``standing``: how sure its mark is, empty where there is none.
    national : DataFrame
        From ``national_places``: core problems of the county among all counties of Poland.
    blocks : DataFrame
        From ``block_shares``: by area and (``area`` empty) by dimension.
    trends : DataFrame
        From ``county_trends``: core and judged indicators with numbers in at least 5 years.
    changes : tuple of Change
        What may be said of those trends; a direction that is not sure enough is ``"unclear"``.
    breaks : DataFrame
        From ``list_breaks``: no change is computed across these years, no line may be drawn across.
    peers : DataFrame
        ``teryt, name, distance, rank`` and the structural variables, nearest first.
    peers_far : bool
        Whether even the chosen peers are hardly similar, see ``are_far``.
    peers_explained : DataFrame
        From ``explain_peers``.
    sources : DataFrame
        The sources behind the positions and trends, with years.
    gaps : DataFrame
        Indicators without a number, and why.
    reach : DataFrame
        From ``median_in_reach``.
    moved : DataFrame
        From ``county_changes``: what the changes of indicators are made of.
    services : ServiceBalance
        Needs and supply of services in all counties of its voivodeship.
    claims : tuple of Claim
        From ``county_claims``: how sure the county's places, its headline and its trends are; also what is
        not printed.
    spread : mapping of str to Spread
        By dimension: how far the mean position moves, and what moves it.
    signals : SignalDiagnosis or None
        Signals from its voivodeship; None when the edition has none.
    """

    facts: CountyFacts
    year: int
    headline: Headline
    findings: tuple[Finding, ...]
    positions: pd.DataFrame
    national: pd.DataFrame
    blocks: pd.DataFrame
    trends: pd.DataFrame
    changes: tuple[Change, ...]
    breaks: pd.DataFrame
    peers: pd.DataFrame
    peers_far: bool
    peers_explained: pd.DataFrame
    sources: pd.DataFrame
    gaps: pd.DataFrame
    reach: pd.DataFrame
    moved: pd.DataFrame
    claims: tuple[Claim, ...]
    services: ServiceBalance
    spread: Mapping[str, Spread]
    signals: SignalDiagnosis | None


def diagnose_county(edition: Edition, teryt: str) -> CountyDiagnosis:
    """Diagnose one county from the figures of an edition.

    What all counties share is computed with the first county and looked up for the next ones.

    Parameters
    ----------
    edition : Edition
    teryt : str
        Four digits.

    Returns
    -------
    CountyDiagnosis

    Raises
    ------
    PesError
        When the edition has no such county, or too little is known to choose its peers.
    """
    snapshot, year, counties = edition.snapshot, edition.parameters.year, edition.snapshot.counties
    if teryt not in counties.index:
        raise PesError(
            f"Edycja nie zna powiatu {teryt}. Podaj czterocyfrowy kod TERYT z pliku counties.csv.",
            f"The edition knows no county {teryt}. Give a four-digit TERYT code from counties.csv.",
        )
    shared = shared_by_counties(edition)
    indicators, figures, own = shared.indicators, shared.figures, shared.own(teryt)
    catalogued = edition.catalogue.indicators("county")
    voivodeship = str(counties.loc[teryt, "voivodeship"])
    areas = areas_beside(shared, voivodeship)
    peers = structural_peers(shared.structure, teryt, edition.peers.count)
    region = counties.index[(counties["voivodeship"] == voivodeship) & (counties.index != teryt)]
    groups = tuple(
        Group(name, tuple(units), bool((counties.loc[units, "kind"] != counties.loc[teryt, "kind"]).any()))
        for name, units in (("peers", list(peers["teryt"])), ("region", list(region)))
    )

    positions = compare_positions(own, figures, indicators, teryt, groups, year, areas)
    breaks = list_breaks(indicators, snapshot.breaks, snapshot.territory_changes, teryt)
    breaks = breaks[breaks["year"] <= year].reset_index(drop=True)
    trends, changes = county_trends(own, figures, indicators, positions, groups, breaks, areas)
    trials = county_claims(shared, voivodeship)[teryt]
    positions = positions.assign(standing=mark_standings(positions, trials.claims))
    blocks = block_shares(positions, catalogued)
    changes = tuple(_as_sure(one, trials.claims) for one in changes)
    return CountyDiagnosis(
        facts=_facts(edition, teryt),
        year=year,
        headline=choose_headline(blocks, trials.claims),
        findings=choose_findings(positions, changes, indicators, year, trials.claims),
        positions=positions,
        national=national_places(positions, figures, indicators, teryt, counties),
        blocks=blocks,
        trends=trends,
        changes=changes,
        breaks=breaks,
        peers=peers.assign(name=peers["teryt"].map(counties["name"])),
        peers_far=are_far(peers),
        peers_explained=explain_peers(shared.structure, teryt, list(peers["teryt"])),
        sources=sources_used(_printed(own, positions, trends), snapshot.sources),
        gaps=list_gaps(positions, catalogued),
        reach=median_in_reach(
            positions, figures, indicators, list(peers["teryt"]), breaks, snapshot.territory_changes
        ),
        moved=county_changes(shared, teryt, positions, list(peers["teryt"]), breaks),
        services=balance_services(edition, voivodeship),
        claims=trials.claims,
        spread=trials.spread,
        signals=diagnose_signals(edition, voivodeship),
    )


def _as_sure(change: Change, claims: tuple[Claim, ...]) -> Change:
    """Take a direction back that does not hold in enough trials."""
    if change.direction not in ("improving", "worsening"):
        return change
    held = any(
        one.statement == change.direction and one.subject == change.indicator and one.standing.is_printed
        for one in claims
    )
    return change if held else replace(change, direction="unclear")


def _facts(edition: Edition, teryt: str) -> CountyFacts:
    row = edition.snapshot.counties.loc[teryt]
    observations = edition.snapshot.county_observations
    known = observations[
        (observations["teryt"] == teryt)
        & (observations["variable"] == "pop")
        & (observations["year"] <= edition.parameters.year)
        & observations["state"].isin(NUMERIC_STATES)
    ].sort_values("year")
    newest = known.iloc[-1] if len(known) else None
    return CountyFacts(
        teryt=teryt,
        name=str(row["name"]),
        kind=str(row["kind"]),
        voivodeship=str(row["voivodeship"]),
        voivodeship_name=str(row["voivodeship_name"]),
        subregion=str(row["subregion"]),
        communes=int(str(row["gminas"])),
        population=None if newest is None else int(newest["value"]),
        population_year=None if newest is None else int(newest["year"]),
        population_source="" if newest is None else str(newest["source"]),
    )


def _printed(own: pd.DataFrame, positions: pd.DataFrame, trends: pd.DataFrame) -> pd.DataFrame:
    """Give the county's own cells that stand in the positions or the trends."""
    newest = positions[["indicator", "newest_year"]].rename(columns={"newest_year": "year"})
    shown = pd.concat([positions[["indicator", "year"]], newest, trends[["indicator", "year"]]]).dropna()
    keys = pd.MultiIndex.from_frame(shown.astype({"year": "int64"}))
    return own[pd.MultiIndex.from_frame(own[["indicator", "year"]]).isin(keys)]
