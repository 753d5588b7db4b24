"""Counties made ready for a comparison: each figure from a year that nearly all of them have."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from pes_analysis.catalogue import Indicator
from pes_analysis.diagnose.blocks import block_shares
from pes_analysis.diagnose.compared import MEMBER_COLUMNS, Compared
from pes_analysis.diagnose.comparison_trials import county_trials
from pes_analysis.diagnose.county import CountyDiagnosis, diagnose_county
from pes_analysis.diagnose.county_draws import county_draws
from pes_analysis.diagnose.region import region_matrix
from pes_analysis.diagnose.shared import Shared, shared_by_counties
from pes_analysis.edition import Edition
from pes_analysis.measure.grid import NUMERIC_STATES

NEIGHBOURS = 3
# What a county does about its problems; the problems themselves are what similar counties share or not.
DONE = ("supply", "money", "cooperation")
NO_FIGURES = "no_figures"


def gather_counties(edition: Edition, units: Sequence[str]) -> Compared:
    """Make counties ready.

    Their profiles compare all of them with the same counties, unlike their own pages: a city beside
    cities and a land county beside land counties could not share an axis.
    """
    shared = shared_by_counties(edition)
    indicators = tuple(one for one in shared.indicators if one.dimension != "context")
    diagnosed = {unit: diagnose_county(edition, unit) for unit in units}
    years = {one.id: shared.figures.newest_year(one.id, list(units)) for one in indicators}
    near = {unit: card.peers.head(NEIGHBOURS) for unit, card in diagnosed.items()}
    beside = sorted(
        {*units, *edition.region_counties, *(one for rows in near.values() for one in rows["teryt"])}
    )
    names = edition.snapshot.counties["name"]
    printed = _printed(shared, beside, indicators, years)
    shown = [one for one in shared.indicators if one.polarity != "informational"]
    near_all = sorted({*units, *edition.region_counties})
    placed = region_matrix(shared.values, shared.figures, shown, near_all, edition.parameters.year)
    profiles = _profiles(shared, placed)
    return Compared(
        members=_members(edition, diagnosed),
        indicators=indicators,
        cells=pd.concat([_cells(shared, unit, indicators, years) for unit in units], ignore_index=True),
        printed=printed,
        withheld=pd.DataFrame(False, index=printed.index, columns=printed.columns),
        reference="region",
        reference_units=edition.region_counties,
        profiles=profiles.loc[list(units)].reset_index(),
        reference_profiles=profiles.loc[list(edition.region_counties)].reset_index(),
        changes=pd.DataFrame(
            [
                (unit, one.indicator, one.first_year, one.last_year, one.first_value, one.last_value)
                for unit, card in diagnosed.items()
                for one in card.changes
                if shared.catalogue.indicator(one.indicator).dimension != "context"
            ],
            columns=["unit", "indicator", "first_year", "last_year", "first_value", "last_value"],
        ),
        neighbours={
            unit: rows[["teryt", "distance"]].rename(columns={"teryt": "neighbour"})
            for unit, rows in near.items()
        },
        labels={unit: str(names[unit]) for unit in beside},
        looked_at=tuple(one for one in indicators if one.dimension in DONE),
        trials=county_trials(county_draws(shared), years, placed, units),
        ahead=pd.DataFrame(columns=["unit", "other", "probability"]),
        improved=frozenset(
            (unit, one.indicator)
            for unit, card in diagnosed.items()
            for one in card.changes
            if one.direction == "improving"
        ),
    )


def _members(edition: Edition, diagnosed: dict[str, CountyDiagnosis]) -> pd.DataFrame:
    rows = []
    for unit, card in diagnosed.items():
        known = card.positions["state"].isin(NUMERIC_STATES)
        rows.append(
            {
                "unit": unit,
                "label": card.facts.name,
                "organisation_id": "",
                "type": card.facts.kind,
                "place": "",
                "county_name": card.facts.name,
                "score": np.nan,
                "lower": np.nan,
                "upper": np.nan,
                "previous": np.nan,
                "known": int(known.sum()),
                "asked": len(card.positions),
            }
        )
    return pd.DataFrame(rows, columns=list(MEMBER_COLUMNS))


def _cells(
    shared: Shared, unit: str, indicators: Sequence[Indicator], years: dict[str, int | None]
) -> pd.DataFrame:
    own = shared.own(unit).set_index(["indicator", "year"])[["value", "state", "reason", "source"]]
    wanted = pd.MultiIndex.from_tuples([(one.id, years[one.id] or 0) for one in indicators])
    nothing = {"state": "missing", "reason": NO_FIGURES, "source": ""}
    cells = own.reindex(wanted).fillna(nothing).reset_index(drop=True)
    return cells.assign(
        unit=unit,
        indicator=[one.id for one in indicators],
        year=pd.array([years[one.id] for one in indicators], dtype="Int64"),
        lower=np.nan,
        upper=np.nan,
        judged=[one.polarity != "informational" for one in indicators],
    )


def _printed(
    shared: Shared, units: Sequence[str], indicators: Sequence[Indicator], years: dict[str, int | None]
) -> pd.DataFrame:
    columns = {}
    for one in indicators:
        year = years[one.id]
        columns[one.id] = (
            np.full(len(units), np.nan) if year is None else shared.figures.in_year(one.id, units, year)
        )
    return pd.DataFrame(columns, index=list(units))


def _profiles(shared: Shared, placed: pd.DataFrame) -> pd.DataFrame:
    """Give the mean positions of counties in every area and dimension, indexed by unit."""
    catalogued = shared.catalogue.indicators("county")
    blocks = pd.concat(
        {str(teryt): block_shares(rows, catalogued) for teryt, rows in placed.groupby("teryt", sort=True)},
        names=["unit", None],
    ).droplevel(1)
    return blocks.rename(columns={"share": "score"})[["dimension", "area", "score", "reason"]].assign(
        lower=np.nan, upper=np.nan
    )
