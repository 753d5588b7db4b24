"""The diagnosis of one county: everything its page shows, computed once and only for this county."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from pes_analysis.catalogue import Indicator
from pes_analysis.compare.figures import Group
from pes_analysis.compare.peers import build_structure, explain_peers, structural_peers
from pes_analysis.compare.positions import compare_positions
from pes_analysis.compare.trends import Change, change, trend
from pes_analysis.diagnose.blocks import block_shares
from pes_analysis.diagnose.coverage import list_gaps, sources_used
from pes_analysis.diagnose.findings import Finding, Headline, choose_findings, choose_headline
from pes_analysis.edition import Edition
from pes_analysis.measure.aggregates import POLAND, aggregate_indicators
from pes_analysis.measure.grid import NUMERIC_STATES
from pes_analysis.measure.indicators import compute_indicators, names_of
from pes_analysis.protect.errors import PesError

SHORTEST_TREND = 5
TREND_COLUMNS = (
    "indicator",
    "year",
    "value",
    "state",
    "group_q1",
    "group_median",
    "group_q3",
    "n",
    "voivodeship",
    "poland",
    "is_break",
)


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
        From ``compare_positions``: one row an available indicator, in the catalogue's order.
    blocks : DataFrame
        From ``block_shares``: by area and (``area`` empty) by dimension.
    trends : DataFrame
        From ``trend``, one under another: core and judged indicators with numbers in at least 5 years.
    changes : tuple of Change
        What may be said of those trends.
    peers : DataFrame
        ``teryt, name, distance, rank`` and the structural variables, nearest first.
    peers_explained : DataFrame
        From ``explain_peers``.
    sources : DataFrame
        The sources behind the positions and trends, with years.
    gaps : DataFrame
        Indicators without a number, and why.
    """

    facts: CountyFacts
    year: int
    headline: Headline
    findings: tuple[Finding, ...]
    positions: pd.DataFrame
    blocks: pd.DataFrame
    trends: pd.DataFrame
    changes: tuple[Change, ...]
    peers: pd.DataFrame
    peers_explained: pd.DataFrame
    sources: pd.DataFrame
    gaps: pd.DataFrame


def diagnose_county(edition: Edition, teryt: str) -> CountyDiagnosis:
    """Diagnose one county from the figures of an edition.

    Only the county, its peers and the counties of its voivodeship are computed, and the voivodeship
    and Poland from the raw figures of all counties.

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
    snapshot, year = edition.snapshot, edition.parameters.year
    observations, counties = snapshot.county_observations, snapshot.counties
    if teryt not in counties.index:
        raise PesError(
            f"Edycja nie zna powiatu {teryt}. Podaj czterocyfrowy kod TERYT z pliku counties.csv.",
            f"The edition knows no county {teryt}. Give a four-digit TERYT code from counties.csv.",
        )
    catalogued = edition.catalogue.indicators("county")
    indicators = edition.catalogue.indicators("county", available=True)
    structure = build_structure(observations, counties, edition.peers, catalogued, year)
    peers = structural_peers(structure, teryt, edition.peers.count)
    voivodeship = str(counties.loc[teryt, "voivodeship"])
    region = tuple(counties.index[(counties["voivodeship"] == voivodeship) & (counties.index != teryt)])
    groups = (Group("peers", tuple(peers["teryt"])), Group("region", region))

    values = compute_indicators(observations, indicators, {teryt, *peers["teryt"], *region})
    areas = aggregate_indicators(
        observations,
        edition.catalogue.variables("county"),
        indicators,
        counties,
        snapshot.voivodeship_observations,
        [voivodeship, POLAND],
    )
    positions = compare_positions(values, indicators, teryt, groups, year, areas)
    trends, changes = _trends(
        edition, values[values["year"] <= year], indicators, teryt, positions, groups, areas
    )
    blocks = block_shares(positions, catalogued)
    return CountyDiagnosis(
        facts=_facts(edition, teryt),
        year=year,
        headline=choose_headline(blocks),
        findings=choose_findings(positions, changes, indicators, year),
        positions=positions,
        blocks=blocks,
        trends=trends,
        changes=changes,
        peers=peers.assign(name=peers["teryt"].map(counties["name"])),
        peers_explained=explain_peers(structure, teryt, list(peers["teryt"])),
        sources=sources_used(_printed(values, positions, trends, teryt), snapshot.sources),
        gaps=list_gaps(positions, catalogued),
    )


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


def _trends(
    edition: Edition,
    values: pd.DataFrame,
    indicators: Sequence[Indicator],
    teryt: str,
    positions: pd.DataFrame,
    groups: Sequence[Group],
    areas: pd.DataFrame,
) -> tuple[pd.DataFrame, tuple[Change, ...]]:
    numbers = values[(values["teryt"] == teryt) & values["state"].isin(NUMERIC_STATES)]
    years = numbers.groupby("indicator").size()
    used = dict(zip(positions["indicator"], positions["group"], strict=True))
    by_name = {group.name: group for group in groups}
    series, changes = [], []
    for indicator in indicators:
        judged = indicator.polarity != "informational"
        if not (indicator.core or judged) or years.get(indicator.id, 0) < SHORTEST_TREND:
            continue
        group = by_name.get(used[indicator.id], groups[0])
        breaks = _breaks(edition, indicator, teryt)
        series.append(trend(values, indicator, teryt, group, areas, breaks))
        changes.append(change(series[-1], indicator))
    table = pd.concat(series, ignore_index=True) if series else pd.DataFrame(columns=TREND_COLUMNS)
    return table, tuple(one for one in changes if one is not None)


def _breaks(edition: Edition, indicator: Indicator, teryt: str) -> set[int]:
    """Years from which the indicator's figures, or the county itself, are something else than before."""
    figures, territory = edition.snapshot.breaks, edition.snapshot.territory_changes
    here = [
        *figures.loc[figures["variable"].isin(names_of(indicator)), "year"],
        *territory.loc[territory["teryt"] == teryt, "year"],
    ]
    return {int(year) for year in here}


def _printed(values: pd.DataFrame, positions: pd.DataFrame, trends: pd.DataFrame, teryt: str) -> pd.DataFrame:
    """Give the county's own cells that stand in the positions or the trends."""
    cells = values[values["teryt"] == teryt]
    newest = positions[["indicator", "newest_year"]].rename(columns={"newest_year": "year"})
    shown = pd.concat([positions[["indicator", "year"]], newest, trends[["indicator", "year"]]]).dropna()
    keys = pd.MultiIndex.from_frame(shown.astype({"year": "int64"}))
    return cells[pd.MultiIndex.from_frame(cells[["indicator", "year"]]).isin(keys)]
