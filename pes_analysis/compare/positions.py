"""Positions: one county beside its group, one row an indicator, every number a sentence may need."""

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from pes_analysis.catalogue import Indicator
from pes_analysis.catalogue.states import State
from pes_analysis.compare.figures import Figures, Group, reliability_of
from pes_analysis.compare.standing import Standing, stand
from pes_analysis.measure.aggregates import POLAND
from pes_analysis.measure.grid import NUMERIC_STATES

Cell: TypeAlias = dict[str, Any]
CELL = ("value", "state", "reason", "source")
WHOLE_NUMBERS = ("year", "worse_than", "better_than", "newest_year")
NO_FIGURES = "no_figures"
NO_GROUP = Group("none", ())


def compare_positions(
    own: pd.DataFrame,
    figures: Figures,
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
    Values are compared as printed, so that two equal printed numbers are never ranked.

    Parameters
    ----------
    own : DataFrame
        Columns of ``compute_indicators``: the county's rows.
    figures : Figures
        Of the county and of the groups.
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
        - ``group, mixed_kinds, n, minimum, q1, median, q3, maximum``: the group in that year (``n`` have
          a number; ``mixed_kinds``: cities and land counties are compared with each other);
        - ``higher, lower, ties, worse_than, better_than, share_better, mark``: as in ``Standing``;
        - ``voivodeship, voivodeship_approximate, poland, poland_approximate``;
        - ``newest_year, newest_value``: when the county has a newer number than the comparison year;
        - ``age_years, reliability``: of the printed figure, against the edition's year.
    """
    figures = figures.until(edition_year)
    cells = _own_cells(own[own["year"] <= edition_year])
    rows = [_row(indicator, figures, cells.get(indicator.id, {}), teryt, groups) for indicator in indicators]
    table = pd.DataFrame(rows).astype(dict.fromkeys(WHOLE_NUMBERS, "Int64"))
    table["age_years"] = edition_year - table["year"]
    table["reliability"] = [
        reliability_of(int(year), edition_year) if number else "none"
        for year, number in zip(table["year"].fillna(0), table["state"].isin(NUMERIC_STATES), strict=True)
    ]
    return _with_areas(table, areas)


def stand_in_year(
    figures: Figures, indicator: Indicator, teryt: str, units: Sequence[str], year: int | None
) -> Standing:
    """Place a county among units in one year."""
    numbers = np.full(len(units) + 1, np.nan)
    if year is not None:
        numbers = figures.in_year(indicator.id, [teryt, *units], year)
    return stand(float(numbers[0]), numbers[1:], indicator.polarity, indicator.range)


def _own_cells(own: pd.DataFrame) -> dict[str, dict[int, Cell]]:
    """Give the county's cells by indicator and year, years rising."""
    rows = own.sort_values("year")[["indicator", "year", *CELL]]
    cells: dict[str, dict[int, Cell]] = {}
    for indicator, year, *cell in rows.itertuples(index=False, name=None):
        cells.setdefault(str(indicator), {})[int(year)] = dict(zip(CELL, cell, strict=True))
    return cells


def _row(
    indicator: Indicator, figures: Figures, own: dict[int, Cell], teryt: str, groups: Sequence[Group]
) -> dict[str, Any]:
    year, group = None, NO_GROUP
    for candidate in groups:
        year = figures.newest_year(indicator.id, candidate.units, teryt)
        if year is not None:
            group = candidate
            break
    return {
        "indicator": indicator.id,
        **_own_figure(own, year),
        "group": group.name,
        "mixed_kinds": group.mixed_kinds,
        **vars(stand_in_year(figures, indicator, teryt, group.units, year)),
    }


def _own_figure(own: dict[int, Cell], year: int | None) -> dict[str, Any]:
    """Give the county's cell of the comparison year; without one its newest number, else its newest cell."""
    numeric = [at for at, cell in own.items() if cell["state"] in NUMERIC_STATES]
    newest = max(numeric or own, default=None)
    shown = newest if year is None else year
    nothing: Cell = {"value": np.nan, "state": str(State.MISSING), "reason": NO_FIGURES, "source": ""}
    later = newest is not None and shown is not None and newest > shown
    return {
        "year": shown,
        **(nothing if shown is None else own[shown]),
        "newest_year": newest if later else None,
        "newest_value": own[newest]["value"] if newest is not None and later else np.nan,
    }


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
