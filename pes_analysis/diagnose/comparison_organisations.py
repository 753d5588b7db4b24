"""Organisations made ready for a comparison: under their names by consent, otherwise under their codes."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from pes_analysis.catalogue import State
from pes_analysis.compare.neighbours import nearest_units, scale_traits
from pes_analysis.compare.organisation_traits import SIZES_COMPARED, related_types
from pes_analysis.diagnose.card_change_claims import score_changes
from pes_analysis.diagnose.compared import MEMBER_COLUMNS, Compared
from pes_analysis.diagnose.comparison_claims import ahead
from pes_analysis.diagnose.comparison_trials import organisation_trials
from pes_analysis.diagnose.organisation_series import list_changes
from pes_analysis.diagnose.organisation_shared import SharedOrganisations
from pes_analysis.diagnose.organisation_year import DESCRIBED, SCORED, role_of
from pes_analysis.edition.comparisons import Comparison, ComparisonError
from pes_analysis.measure.indicators import SOURCES_JOINED

NEIGHBOURS = 3
# Alarms stand on cards alone, with what to do about them.
COMPARED = (SCORED, DESCRIBED)


def gather_organisations(shared: SharedOrganisations, units: Sequence[str]) -> Compared:
    """Make organisations ready.

    Units of all tables are public codes; only ``members`` holds the id, and only of those that may be named.
    """
    measured, entities = shared.measured, shared.organisations.entities
    codes = entities["public_code"].astype(str)
    by_unit = {str(unit): code for unit, code in codes.items()}
    with_figures = measured.printed.index
    types = entities["type"].astype(str)
    of_types = [str(one) for one in with_figures[types[with_figures].isin(set(types[list(units)]))]]
    roles = {
        unit: [role_of(one, shared.organisations.codes[unit]) for one in measured.indicators]
        for unit in units
    }
    kept = [
        at for at in range(len(measured.indicators)) if any(roles[unit][at] in COMPARED for unit in units)
    ]
    indicators = tuple(measured.indicators[at] for at in kept)
    withheld = _withheld(shared, [one.id for one in measured.indicators])
    printed = measured.printed.mask(withheld).reindex(with_figures.union(pd.Index(units)))
    return Compared(
        members=_members(shared, units),
        indicators=indicators,
        cells=pd.concat([_cells(shared, unit, roles[unit]) for unit in units], ignore_index=True),
        printed=printed.rename(index=codes.to_dict()),
        withheld=withheld.reindex(printed.index, fill_value=False).rename(index=codes.to_dict()),
        reference="types",
        reference_units=tuple(codes[of_types]),
        profiles=_profiles(shared, units),
        reference_profiles=_profiles(shared, of_types),
        changes=pd.concat([_changes(shared, unit) for unit in units], ignore_index=True),
        neighbours=_nearest(shared, units, codes),
        labels=public_labels(entities),
        looked_at=indicators,
        trials=organisation_trials(shared.draws, by_unit),
        ahead=ahead(shared.draws, by_unit, [codes[unit] for unit in units]),
        improved=frozenset((str(codes[unit]), "") for unit in units if _rose(shared, unit)),
    )


def _nearest(
    shared: SharedOrganisations, units: Sequence[str], codes: "pd.Series[str]"
) -> dict[str, pd.DataFrame]:
    """Find the nearest organisations of each one's own and related types, by public code."""
    traits = scale_traits(context_traits(shared), shared.catalogue.composite.winsorise)
    types, with_figures = shared.organisations.entities["type"].astype(str), shared.measured.printed.index
    candidates = {
        own: [str(one) for one in with_figures[types[with_figures].isin(related_types(own))]]
        for own in sorted(set(types[list(units)]))
    }
    found = {}
    for unit in units:
        near = pd.DataFrame(columns=["neighbour", "distance"])
        if unit in traits.index:
            near = nearest_units(traits, unit, candidates[str(types[unit])], NEIGHBOURS)
        found[str(codes[unit])] = near.assign(neighbour=near["neighbour"].map(codes))
    return found


def public_labels(entities: pd.DataFrame) -> dict[str, str]:
    """Give what organisations are called in public, by code: the name by consent, otherwise the code.

    Examples
    --------
    >>> rows = pd.DataFrame({"public_code": ["CIS-07", "CIS-12"], "name": ["Pod Lipą", "Nad Rzeką"],
    ...                      "consent": ["public", "none"]}, index=["a", "b"])
    >>> public_labels(rows)
    {'CIS-07': 'Pod Lipą', 'CIS-12': 'CIS-12'}
    """
    labels = entities["name"].where(may_be_named(entities), entities["public_code"])
    return dict(zip(entities["public_code"].astype(str), labels.astype(str), strict=True))


def may_be_named(entities: pd.DataFrame) -> "pd.Series[bool]":
    """Say which organisations may be named in public: those that consented.

    Made-up ones are treated alike: they show what a real comparison looks like.
    """
    return entities["consent"] == "public"


def check_secrecy(comparison: Comparison, entities: pd.DataFrame) -> None:
    """Refuse a group of one county with organisations under codes: there the type may tell which one it is.

    Parameters
    ----------
    comparison : Comparison
    entities : DataFrame
        Those compared: ``consent``.

    Raises
    ------
    ComparisonError
        The message says what to do instead.
    """
    silent = int((~may_be_named(entities)).sum())
    if comparison.group is None or comparison.group.county is None or not silent:
        return
    raise ComparisonError(
        f"Porównanie „{comparison.id}”: grupa z jednego powiatu zdradziłaby, kto kryje się pod kodem "
        f"(organizacje bez zgody: {silent}). Usuń „county” albo wymień w „members” organizacje ze zgodą.",
        f"The comparison '{comparison.id}': a group of one county would tell who stands behind a code "
        f"(organisations without consent: {silent}). Remove 'county', or list members with consent.",
    )


def context_traits(shared: SharedOrganisations) -> pd.DataFrame:
    """Give what organisations are like, whatever their results: logarithms of sizes, age, place.

    Age and place tell what an organisation can do.
    """
    figures = shared.figures
    entities = shared.organisations.entities.loc[figures.index]
    sizes = figures.reindex(columns=list(SIZES_COMPARED)).clip(lower=0).transform(np.log1p)
    age = shared.year - entities["founding_year"].astype(float)
    rural = (entities["place"] == "rural").astype(float)
    return pd.concat([sizes, age.rename("age"), rural.rename("rural")], axis=1)


def _members(shared: SharedOrganisations, units: Sequence[str]) -> pd.DataFrame:
    entities = shared.organisations.entities.loc[list(units)]
    labels = public_labels(entities)
    codes = entities["public_code"].astype(str)
    named = may_be_named(entities)
    general = shared.measured.scores.general.reindex(list(units))
    asked = shared.measured.asked.reindex(list(units))
    counties = shared.counties.snapshot.counties["name"]
    members = pd.DataFrame(
        {
            "unit": codes,
            "label": codes.map(labels),
            "organisation_id": np.where(named, entities.index, ""),
            "type": entities["type"].astype(str),
            "place": entities["place"].astype(str).where(named, ""),
            "county_name": entities["teryt"].map(counties).where(named, ""),
            "score": general["score"],
            "lower": general["lower"],
            "upper": general["upper"],
            "previous": shared.previous.scores.general["score"].reindex(list(units)),
            "known": shared.measured.points.reindex(list(units)).notna().sum(axis=1),
            "asked": asked.eq(True).sum(axis=1),
        }
    )
    return members[list(MEMBER_COLUMNS)].reset_index(drop=True)


def _withheld(shared: SharedOrganisations, indicators: Sequence[str]) -> pd.DataFrame:
    """Say which figures are shares of fewer people than may be told of in public."""
    printed = shared.measured.printed
    few = shared.measured.matrix("state") == str(State.SUPPRESSED)
    return pd.DataFrame(few, index=printed.index, columns=printed.columns)[list(indicators)]


def _cells(shared: SharedOrganisations, unit: str, roles: Sequence[str]) -> pd.DataFrame:
    columns = ["value", "state", "reason", "lower", "upper"]
    cells = shared.measured.of(unit)[columns].rename_axis("indicator").reset_index()
    cells = cells.assign(
        unit=str(shared.organisations.entities.loc[unit, "public_code"]),
        year=shared.year,
        source=_sources(shared, unit),
        judged=[role == SCORED for role in roles],
    )
    kept: pd.DataFrame = cells[np.isin(roles, COMPARED)]
    return kept


def _sources(shared: SharedOrganisations, unit: str) -> str:
    return SOURCES_JOINED.join(sorted(set(shared.answers.of(unit)["source"])))


def _profiles(shared: SharedOrganisations, units: Sequence[str]) -> pd.DataFrame:
    """Give the general scores, under an empty dimension, and those of the dimensions."""
    scores = shared.measured.scores
    general = scores.general.assign(unit=scores.general.index, dimension="")
    rows = pd.concat([general, scores.dimensions], ignore_index=True)
    codes = shared.organisations.entities["public_code"].astype(str)
    columns = ["unit", "dimension", "area", "score", "lower", "upper", "reason"]
    own = rows[rows["unit"].isin(list(units))].assign(area="", unit=lambda own: own["unit"].map(codes))
    return own[columns].reset_index(drop=True)


def _rose(shared: SharedOrganisations, unit: str) -> bool:
    """Say whether the general score surely rose since the year before."""
    trials = shared.trials(unit)
    return trials is not None and any(
        one.statement == "rose" and one.standing.is_printed for one in score_changes(trials)
    )


def _changes(shared: SharedOrganisations, unit: str) -> pd.DataFrame:
    changes = list_changes(shared.series, unit, (), shared.year, shared.price_index, shared.priced)
    columns = ["indicator", "first_year", "last_year", "first_value", "last_value"]
    return changes[columns].assign(unit=str(shared.organisations.entities.loc[unit, "public_code"]))
