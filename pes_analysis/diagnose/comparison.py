"""A comparison: a few organisations or counties side by side, or a whole group, with its caveats."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from pes_analysis.catalogue import Indicator, State, Text
from pes_analysis.compare.neighbours import list_differences
from pes_analysis.compare.side_by_side import distributions, mark_scores, mark_units
from pes_analysis.compare.standing import SMALLEST_GROUP, goodness
from pes_analysis.diagnose.compared import Compared
from pes_analysis.diagnose.comparison_claims import (
    as_sure,
    difference_claims,
    mark_claims,
    score_claims,
)
from pes_analysis.diagnose.comparison_counties import gather_counties
from pes_analysis.diagnose.comparison_organisations import check_secrecy, gather_organisations
from pes_analysis.diagnose.organisation_shared import shared_by_organisations
from pes_analysis.edition import Edition
from pes_analysis.edition.comparisons import title_of
from pes_analysis.measure.grid import NUMERIC_STATES
from pes_analysis.robust.claim import Claim, Standing

DESCRIBED = ("minimum", "q1", "median", "q3", "maximum")
BLOCK = ["dimension", "area"]
SMALL_COUNT = "small_count"
FEW_VALUES = 3
MOST_DIFFERENCES = 3


@dataclass(frozen=True)
class ComparisonDiagnosis:
    """Everything the page of a comparison shows.

    A unit is named by its public code (organisations) or its TERYT code (counties) in every table; what to
    print is its ``label`` in ``members``. Nothing here tells whom a code stands for.

    Attributes
    ----------
    comparison_id : str
    kind : str
        ``"organisations"`` or ``"counties"``.
    whole_group : bool
        Whether a whole group of more than 5 is compared and marks mean quarters, not the best and the
        worst one.
    title : Text
    year : int
        The edition's.
    generated, reference_generated : bool
        Whether organisations made up for the demonstration are among them; among the reference.
    members : DataFrame
        In the order of the comparison: ``unit, label`` (name by consent, otherwise the code),
        ``organisation_id`` (for a link; empty unless it may be named), ``type`` (of a county: its kind),
        ``place, county_name`` (empty as well where the organisation may not be named: together with the
        type they would tell); ``score, lower, upper, previous`` (absolute general score, its interval
        and that of the year before; NaN for counties); ``known, asked`` (indicators).
    indicators : tuple of Indicator
        In the order of the catalogue; those that apply to at least one unit.
    matrix : DataFrame
        One row a unit and indicator that applies to it: ``unit, indicator, value, state, reason, source,
        year, lower, upper`` (a share of fewer people than the catalogue's limit is suppressed, the reason is
        ``"small_count"``); ``mark`` (``"best"``, ``"typical"``, ``"worst"``, ``"none"``), taken back
        where it does not hold in enough trials, and ``clear``: whether it is printed plainly.
    distributions : DataFrame
        One row an indicator: ``indicator, n, minimum, q1, median, q3, maximum`` over all units of the
        reference, as in ``distributions``; NaN below 5 of them.
    reference : str
        ``"types"``: all organisations of the types compared; ``"region"``: the counties of the region.
    reference_n : int
    profiles : DataFrame
        ``unit, dimension, area, score, lower, upper, reason, mark, clear``: of organisations the absolute
        scores (the general one with an empty dimension, no areas); of counties the mean share of counties
        that they do better than, of Poland or, where figures are known for the region only, of the region
        (an empty area means the whole dimension). Blocks that nobody has are left out.
    quartiles : DataFrame
        ``dimension, area, n, minimum, q1, median, q3, maximum``: those scores over the reference; NaN below
        5 units.
    changes : DataFrame
        Level and change of single years: ``unit, indicator, first_year, last_year, first_value,
        last_value, change`` and ``direction`` (``"improving"``, ``"worsening"``, ``"same"``; ``"rising"`` or
        ``"falling"`` for what is not judged).
    similar : DataFrame
        The nearest by context, up to three a unit: ``unit, neighbour_label, place, distance``.
    differences : DataFrame
        What those do most differently, up to three a unit: ``unit`` and the columns of
        ``list_differences``; ``sure``: ``"said"``, ``"softened"``, or ``"unsaid"`` when the side is not
        sure; ``"untested"`` where nothing is judged or nothing varies.
    claims : tuple of Claim
        What was tested: the marks, and the sides of differences; the evidence names the unit.
    ahead : DataFrame
        ``unit, other, probability``: how often the general score of one is above that of another.
    improved : frozenset of (str, str)
        Units and indicators (an empty one for the general score) that surely changed for the better.
    caveats : DataFrame
        ``caveat, unit, indicator, n``: ``"few_units"`` (n compared, fewer than 5), ``"no_figures"`` (of
        the unit), ``"missing"`` (n indicators of the unit), ``"few_values"`` (n units have the indicator,
        fewer than 3), ``"small_count"`` (n shares of the unit are of too few people to be shown),
        ``"mixed_types"`` (n types or kinds), ``"codes"`` (n units stand under codes), ``"generated"`` (n
        made-up organisations). Empty text where unit or indicator do not belong.
    """

    comparison_id: str
    kind: str
    whole_group: bool
    title: Text
    year: int
    generated: bool
    reference_generated: bool
    members: pd.DataFrame
    indicators: tuple[Indicator, ...]
    matrix: pd.DataFrame
    distributions: pd.DataFrame
    reference: str
    reference_n: int
    profiles: pd.DataFrame
    quartiles: pd.DataFrame
    changes: pd.DataFrame
    similar: pd.DataFrame
    differences: pd.DataFrame
    claims: tuple[Claim, ...]
    ahead: pd.DataFrame
    improved: frozenset[tuple[str, str]]
    caveats: pd.DataFrame


def compare_units(edition: Edition, comparison_id: str) -> ComparisonDiagnosis:
    """Compare the units of a comparison that the edition asks for.

    Parameters
    ----------
    edition : Edition
    comparison_id : str

    Returns
    -------
    ComparisonDiagnosis
        The same object when asked again: treat its tables as read-only.

    Raises
    ------
    PesError
        The edition has no such comparison, one of its members is not there, or the group is that of one
        county and would tell who stands behind a code.

    Examples
    --------
    >>> from pes_analysis.edition import open_edition_data
    >>> cities = compare_units(open_edition_data("malopolskie-2024"), "miasta-i-krakowski")
    >>> cities.members["label"].tolist(), cities.reference_n
    (['Kraków', 'Nowy Sącz', 'Tarnów', 'krakowski'], 22)
    """
    return _compare(edition, comparison_id)


# The pages of both languages and the files beside them show the same comparison.
@lru_cache(maxsize=16)
def _compare(edition: Edition, comparison_id: str) -> ComparisonDiagnosis:
    comparison = edition.comparison(comparison_id)
    units = edition.members_of(comparison)
    generated, reference_generated = 0, False
    if comparison.kind == "counties":
        compared = gather_counties(edition, units)
    else:
        compared = gather_organisations(shared_by_organisations(edition), units)
        entities = edition.organisations.entities
        check_secrecy(comparison, entities.loc[list(units)])
        generated = int(entities.loc[list(units), "generated"].sum())
        beside_them = entities["public_code"].isin(list(compared.reference_units))
        reference_generated = bool(entities.loc[beside_them, "generated"].any())
    whole_group = comparison.group is not None and len(units) > SMALLEST_GROUP
    matrix = _matrix(compared, quarters=whole_group)
    claims = mark_claims(matrix, compared.indicators, compared.trials, quarters=whole_group)
    matrix = as_sure(matrix, claims)
    beside = distributions(compared.printed.loc[list(compared.reference_units), _ids(compared)])
    beside = _of_enough(beside)
    profiles = _profiles(compared, quarters=whole_group)
    of_scores = score_claims(profiles, compared.trials, quarters=whole_group)
    subjects = profiles["dimension"].astype(str) + "/" + profiles["area"].astype(str)
    profiles = as_sure(profiles.assign(indicator=subjects), of_scores).drop(columns="indicator")
    similar, differences = _neighbours(compared, beside)
    near = {unit: rows["neighbour"].astype(str).tolist() for unit, rows in compared.neighbours.items()}
    claims = (*claims, *of_scores, *difference_claims(differences, near, compared.looked_at, compared.trials))
    differences = _with_certainty(differences, claims)
    return ComparisonDiagnosis(
        comparison_id=comparison.id,
        kind=comparison.kind,
        whole_group=whole_group,
        title=title_of(comparison, edition.catalogue),
        year=edition.parameters.year,
        generated=generated > 0,
        reference_generated=reference_generated,
        members=compared.members,
        indicators=compared.indicators,
        matrix=matrix,
        distributions=beside,
        reference=compared.reference,
        reference_n=len(compared.reference_units),
        profiles=profiles,
        quartiles=_quartiles(compared, profiles),
        changes=_changes(compared),
        similar=similar,
        differences=differences,
        claims=claims,
        ahead=compared.ahead,
        improved=compared.improved,
        caveats=_caveats(compared, matrix, generated),
    )


def _ids(compared: Compared) -> list[str]:
    return [indicator.id for indicator in compared.indicators]


def _matrix(compared: Compared, *, quarters: bool) -> pd.DataFrame:
    units, ids = compared.members["unit"].tolist(), _ids(compared)
    cells = compared.cells.set_index(["unit", "indicator"])
    every = pd.MultiIndex.from_product([units, ids])

    def wide(column: str) -> pd.DataFrame:
        in_order = cells[column].reindex(every).to_numpy()
        return pd.DataFrame(in_order.reshape(len(units), len(ids)), index=units, columns=ids)

    judged = wide("judged").eq(True)
    values = compared.printed.loc[units, ids].where(judged)
    bounds = wide("lower").astype(float), wide("upper").astype(float)
    marks = mark_units(values, compared.indicators, bounds, quarters=quarters)
    columns = ["value", "state", "reason", "source", "year", "lower", "upper"]
    table = cells[columns].join(marks.set_index(["unit", "indicator"])).reset_index()
    withheld = compared.withheld.loc[units].to_dict("index")
    few = [withheld[unit][name] for unit, name in zip(table["unit"], table["indicator"], strict=True)]
    table.loc[few, ["value", "lower", "upper"]] = np.nan
    table.loc[few, ["state", "reason"]] = str(State.SUPPRESSED), SMALL_COUNT
    return table


def _profiles(compared: Compared, *, quarters: bool) -> pd.DataFrame:
    profiles = compared.profiles.astype({"score": float})
    parts = []
    for _, block in profiles.groupby(BLOCK, sort=False):
        if block["score"].notna().any():
            marks = mark_scores(block[["score"]], quarters=quarters)
            parts.append(block.assign(mark=marks["score"]))
    return pd.concat(parts, ignore_index=True) if parts else profiles.head(0).assign(mark="")


def _quartiles(compared: Compared, profiles: pd.DataFrame) -> pd.DataFrame:
    blocks = profiles[BLOCK].drop_duplicates()
    rows = blocks.merge(compared.reference_profiles, on=BLOCK)
    scores = rows.groupby(BLOCK, sort=False)["score"]
    described = pd.DataFrame(
        {
            "n": scores.count(),
            **{
                name: scores.quantile(share)
                for name, share in zip(DESCRIBED, (0.0, 0.25, 0.5, 0.75, 1.0), strict=True)
            },
        }
    )
    return _of_enough(described.reset_index())


def _of_enough(described: pd.DataFrame) -> pd.DataFrame:
    """Leave out what describes fewer than 5 units."""
    columns = list(DESCRIBED)
    return described.assign(**described[columns].where(described["n"] >= SMALLEST_GROUP))


def _changes(compared: Compared) -> pd.DataFrame:
    changes = compared.changes.assign(change=compared.changes["last_value"] - compared.changes["first_value"])
    by_id = {indicator.id: indicator for indicator in compared.indicators}
    changes = changes[changes["indicator"].isin(list(by_id))].reset_index(drop=True)
    directions = []
    for name, first, last in zip(
        changes["indicator"], changes["first_value"], changes["last_value"], strict=True
    ):
        judged = goodness(np.array([first, last]), by_id[name].polarity, by_id[name].range)
        gain = last - first if judged is None else judged[1] - judged[0]
        up, down = ("rising", "falling") if judged is None else ("improving", "worsening")
        directions.append("same" if gain == 0 else up if gain > 0 else down)
    columns = ["unit", "indicator", "first_year", "last_year", "first_value", "last_value", "change"]
    return changes[columns].assign(direction=directions)


def _neighbours(compared: Compared, beside: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    spreads = beside.set_index("indicator")["q3"] - beside.set_index("indicator")["q1"]
    similar, differences = [], []
    for unit, near in compared.neighbours.items():
        similar.append(
            pd.DataFrame(
                {
                    "unit": unit,
                    "neighbour_label": near["neighbour"].map(compared.labels),
                    "place": range(1, len(near) + 1),
                    "distance": near["distance"],
                }
            )
        )
        found = list_differences(
            compared.printed, unit, near["neighbour"].tolist(), compared.looked_at, spreads, MOST_DIFFERENCES
        )
        found.insert(0, "unit", unit)
        differences.append(found)
    return pd.concat(similar, ignore_index=True), pd.concat(differences, ignore_index=True)


def _with_certainty(differences: pd.DataFrame, claims: tuple[Claim, ...]) -> pd.DataFrame:
    known = {(str(one.evidence["unit"]), one.subject, one.statement): str(one.standing) for one in claims}
    cells = zip(differences["unit"], differences["indicator"], differences["direction"], strict=True)
    return differences.assign(sure=[known.get(cell, str(Standing.UNTESTED)) for cell in cells])


def _caveats(compared: Compared, matrix: pd.DataFrame, generated: int) -> pd.DataFrame:
    rows: list[tuple[str, str, str, int]] = []
    members = compared.members
    if len(members) < SMALLEST_GROUP:
        rows.append(("few_units", "", "", len(members)))
    types = members["type"].nunique()
    if types > 1:
        rows.append(("mixed_types", "", "", int(types)))
    under_codes = int((members["label"] == members["unit"]).sum())
    if under_codes:
        rows.append(("codes", "", "", under_codes))
    if generated:
        rows.append(("generated", "", "", generated))
    number = matrix["state"].isin(NUMERIC_STATES)
    few = matrix["reason"] == SMALL_COUNT
    for unit, own in matrix.groupby("unit", sort=False):
        known, withheld = number[own.index], few[own.index]
        if not known.any():
            rows.append(("no_figures", str(unit), "", 0))
        elif not (known | withheld).all():
            rows.append(("missing", str(unit), "", int((~known & ~withheld).sum())))
        if withheld.any():
            rows.append(("small_count", str(unit), "", int(withheld.sum())))
    for name, known in number.groupby(matrix["indicator"], sort=False):
        if 0 < known.sum() < FEW_VALUES:
            rows.append(("few_values", "", str(name), int(known.sum())))
    return pd.DataFrame(rows, columns=["caveat", "unit", "indicator", "n"])
