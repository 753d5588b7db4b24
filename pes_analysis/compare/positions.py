"""Positions: one county beside its group, one row an indicator, every number a sentence may need."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import numpy as np
import pandas as pd

from pes_analysis.catalogue import Indicator
from pes_analysis.catalogue.states import State
from pes_analysis.compare.figures import (
    Group,
    comparison_year,
    number_tables,
    reliability_of,
)
from pes_analysis.compare.standing import Standing, stand
from pes_analysis.measure.aggregates import POLAND
from pes_analysis.measure.grid import NUMERIC_STATES

WHOLE_NUMBERS = ("year", "worse_than", "better_than", "newest_year")
NO_FIGURES = "no_figures"
NO_GROUP = Group("none", ())


def compare_positions(
    values: pd.DataFrame,
    indicators: Sequence[Indicator],
    teryt: str,
    groups: Sequence[Group],
    edition_year: int,
    areas: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Place a county in its group, indicator by indicator.

    The comparison year is the newest year, up to the edition's, in which the county and at least
    80 % of the group have a number. Groups are tried in the order given: the other counties of the
    region stand in where no year serves with the peers (figures collected in one voivodeship only).
    Values are compared as published, rounded to the indicator's decimals, so that two equal printed
    numbers are never ranked.

    Parameters
    ----------
    values : DataFrame
        Columns of ``compute_indicators``.
    indicators : sequence of Indicator
    teryt : str
    groups : sequence of Group
        ``peers`` first, then ``region``.
    edition_year : int
        Figures of later years are not looked at.
    areas : DataFrame, optional
        Columns of ``aggregate_indicators`` for the county's voivodeship and Poland.

    Returns
    -------
    DataFrame
        One row an indicator, in the order given:

        - ``indicator, year, value, state, reason, source``: the county in the comparison year; without
          one, its newest number or else its newest cell, so that the reason of the gap is kept;
        - ``group, n, minimum, q1, median, q3, maximum``: the group in that year (``n`` have a number);
        - ``higher, lower, ties, worse_than, better_than, share_better, mark``: as in ``Standing``;
        - ``voivodeship, voivodeship_approximate, poland, poland_approximate``;
        - ``newest_year, newest_value``: when the county has a newer number than the comparison year;
        - ``age_years, reliability``: of the printed figure, against the edition's year.
    """
    values = values[values["year"] <= edition_year]
    tables = number_tables(values)
    own = own_cells(values, teryt)
    rows = [
        _row(indicator, tables.get(indicator.id, pd.DataFrame()), own.get(indicator.id), teryt, groups)
        for indicator in indicators
    ]
    table = pd.DataFrame(rows).astype(dict.fromkeys(WHOLE_NUMBERS, "Int64"))
    table["age_years"] = edition_year - table["year"]
    table["reliability"] = [
        reliability_of(int(year), edition_year) if number else "none"
        for year, number in zip(table["year"].fillna(0), table["state"].isin(NUMERIC_STATES), strict=True)
    ]
    return _with_areas(table, areas)


def own_cells(values: pd.DataFrame, teryt: str) -> dict[str, pd.DataFrame]:
    """Give the county's own cells by indicator: index year (rising), ``value, state, reason, source``."""
    own = values[values["teryt"] == teryt].set_index("year").sort_index()
    return {
        str(indicator): cells[["value", "state", "reason", "source"]]
        for indicator, cells in own.groupby("indicator", sort=False)
    }


def _row(
    indicator: Indicator, table: pd.DataFrame, own: pd.DataFrame | None, teryt: str, groups: Sequence[Group]
) -> dict[str, Any]:
    year, group = _year_and_group(table, teryt, groups)
    numbers = pd.Series(dtype=float) if year is None else table.T[year]
    return {
        "indicator": indicator.id,
        **_own_figure(own, year),
        "group": group.name,
        **asdict(stand_among(numbers, teryt, group.units, indicator)),
    }


def stand_among(numbers: pd.Series, teryt: str, units: Sequence[str], indicator: Indicator) -> Standing:
    """Place a county among units by the numbers of one year (index teryt), rounded as they are printed."""
    published = numbers.astype(float).round(indicator.decimals)
    return stand(
        float(published.reindex([teryt]).to_numpy()[0]),
        np.asarray(published.reindex(list(units)), dtype=np.float64),
        indicator.polarity,
        indicator.range,
    )


def _own_figure(own: pd.DataFrame | None, year: int | None) -> dict[str, Any]:
    """Give the county's cell of the comparison year; without one its newest number, else its newest cell."""
    if own is None:
        return {
            "year": None,
            "value": np.nan,
            "state": str(State.MISSING),
            "reason": NO_FIGURES,
            "source": "",
            "newest_year": None,
            "newest_value": np.nan,
        }
    numbers = own[own["state"].isin(NUMERIC_STATES)]
    newest = numbers if len(numbers) else own
    shown = int(newest.index[-1]) if year is None else year
    later = newest.index[-1] > shown
    return {
        "year": shown,
        "value": own["value"].loc[shown],
        "state": own["state"].loc[shown],
        "reason": own["reason"].loc[shown],
        "source": own["source"].loc[shown],
        "newest_year": int(newest.index[-1]) if later else None,
        "newest_value": float(newest["value"].iloc[-1]) if later else np.nan,
    }


def _year_and_group(table: pd.DataFrame, teryt: str, groups: Sequence[Group]) -> tuple[int | None, Group]:
    for group in groups:
        year = comparison_year(table, teryt, group)
        if year is not None:
            return year, group
    return None, NO_GROUP


def _with_areas(positions: pd.DataFrame, areas: pd.DataFrame | None) -> pd.DataFrame:
    """Set the figures of the voivodeship and of Poland beside, each from the same year."""
    for column in ("voivodeship", "poland"):
        if areas is None:
            positions[column], positions[f"{column}_approximate"] = np.nan, False
            continue
        there = areas[(areas["teryt"] == POLAND) == (column == "poland")]
        figures = there.set_index(["indicator", "year"])[["value", "approximate"]]
        beside = figures.reindex(pd.MultiIndex.from_frame(positions[["indicator", "year"]]))
        positions[column] = beside["value"].to_numpy(dtype=float)
        positions[f"{column}_approximate"] = beside["approximate"].eq(True).to_numpy()
    return positions
