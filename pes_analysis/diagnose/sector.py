"""The sector of a region in one year: who is there, who answered, and what those who answered add up to."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from pes_analysis.catalogue import Indicator
from pes_analysis.diagnose.organisation_shared import SharedOrganisations, shared_by_organisations
from pes_analysis.edition import Edition
from pes_analysis.edition.organisations.schema import SOCIAL_ECONOMY_TYPES
from pes_analysis.measure.intervals import proportion_intervals
from pes_analysis.measure.stabilise import ratio_sides

TOTALS = {
    "employment": ("headcount", "fte", "emp_at_risk", "emp_disabled", "volunteers"),
    "finance": ("revenue_total", "revenue_market", "revenue_public", "cost_total", "net_result"),
    "reintegration": ("participants_total", "participants_completed", "employed_3m", "independent"),
}
"""Raw figures that may be added up over organisations, by chapter of the report."""
POOLED = (
    "completion_rate",
    "employment_effectiveness",
    "economic_independence_rate",
    "open_market_exit_rate",
)
"""Rates of people, pooled over organisations: sums of numerators over sums of denominators."""
MEDIANS = {
    "employment": ("at_risk_employment_share", "contract_stability", "fte_growth", "wage_to_minimum"),
    "finance": ("operating_margin", "months_cash", "market_revenue_share", "equity_ratio"),
}
AROUND = ("support_centre", "public_units")
SERVICE = "service_area_"
FEWEST_FOR_MEDIAN = 5
YEARS_BACK = 4


@dataclass(frozen=True)
class Sector:
    """The social economy of a region, as far as its register and returns tell.

    Attributes
    ----------
    year : int
    generated : bool
        Whether any of the organisations is made up.
    register : DataFrame
        Index ``type``, one column a status, ``all`` and ``ps`` (with the status of a social enterprise).
    counties : DataFrame
        Index ``teryt``, columns ``all, active``: organisations by county.
    returns : DataFrame
        Index ``type``: ``asked, received, full, response_pct`` in the year.
    totals : DataFrame
        One row a variable and year: ``chapter, variable, year, n`` (organisations that gave it), ``total``.
    changes : DataFrame
        One row a variable: ``variable, before, same`` (what those who answered in both years changed by),
        ``came`` (total of those who answered only now), ``left`` (minus that of those who answered only
        then), ``now``. ``before + same + came + left == now``.
    medians : DataFrame
        One row an indicator and type: ``chapter, indicator, type, n, q1, median, q3``; NaN below
        `FEWEST_FOR_MEDIAN` organisations.
    pooled : DataFrame
        One row a rate and type, and ``type`` "" for all: ``indicator, type, organisations, numerator,
        denominator, value, lower, upper`` (per cent, Wilson 95 %).
    alarms : DataFrame
        One row an alarm: ``alarm, ringing, checked, value, lower, upper`` (per cent of those checked).
    services : DataFrame
        Index ``area`` (all 14): ``organisations`` that said they work in it, ``counties`` they are in.
    public_units : DataFrame
        Indicators of public units and support centres: ``indicator, n, minimum, median, maximum``.
    """

    year: int
    generated: bool
    register: pd.DataFrame
    counties: pd.DataFrame
    returns: pd.DataFrame
    totals: pd.DataFrame
    changes: pd.DataFrame
    medians: pd.DataFrame
    pooled: pd.DataFrame
    alarms: pd.DataFrame
    services: pd.DataFrame
    public_units: pd.DataFrame

    @property
    def known(self) -> bool:
        """Whether there is any organisation."""
        return not self.register.empty


def describe_sector(edition: Edition) -> Sector:
    """Describe the sector of an edition's region: social-economy entities, without public units.

    Examples
    --------
    >>> from pes_analysis.edition import open_edition_data
    >>> sector = describe_sector(open_edition_data("malopolskie-2024"))
    >>> int(sector.register["all"].sum()), sector.year
    (112, 2024)
    """
    shared, year = shared_by_organisations(edition), edition.parameters.year
    entities = edition.organisations.entities
    entities = entities[entities["type"].isin(SOCIAL_ECONOMY_TYPES)]
    figures = shared.panel.figures
    figures = figures[figures.index.get_level_values(0).isin(entities.index)]
    types = entities["type"].astype(str)
    return Sector(
        year=year,
        generated=bool(entities["generated"].any()),
        register=_register(entities),
        counties=_counties(entities),
        returns=_returns(edition, types),
        totals=add_up(figures, range(year - YEARS_BACK, year + 1)),
        changes=split_changes(figures, year),
        medians=_medians(shared, types),
        pooled=_pooled(shared, figures, types),
        alarms=_alarms(shared, set(entities.index)),
        services=_services(figures, entities["teryt"].astype(str), year),
        public_units=_public_units(shared),
    )


def add_up(figures: pd.DataFrame, years: Sequence[int]) -> pd.DataFrame:
    """Add raw figures up over organisations, year by year.

    Parameters
    ----------
    figures : DataFrame
        Index ``(organisation_id, year)``, one column a variable.
    years : sequence of int

    Returns
    -------
    DataFrame
        ``chapter, variable, year, n, total``; ``total`` is NaN where nobody gave the figure.
    """
    rows = []
    for chapter, variables in TOTALS.items():
        for variable in variables:
            column = figures[variable] if variable in figures else pd.Series(np.nan, index=figures.index)
            of_year = column.groupby(level="year").agg(["count", "sum"])
            for year in years:
                n = int(of_year["count"].get(year, 0))
                total = float(of_year["sum"].get(year, np.nan)) if n else np.nan
                rows.append((chapter, variable, year, n, total))
    return pd.DataFrame(rows, columns=["chapter", "variable", "year", "n", "total"])


def split_changes(figures: pd.DataFrame, year: int) -> pd.DataFrame:
    """Split the change of each total into what the same organisations changed and who came or left.

    Parameters
    ----------
    figures : DataFrame
        As for `add_up`.
    year : int
        The change is from the year before.

    Returns
    -------
    DataFrame
        ``variable, before, same, came, left, now``; the parts add up exactly.

    Examples
    --------
    >>> index = pd.MultiIndex.from_tuples(
    ...     [("a", 2023), ("a", 2024), ("b", 2023), ("c", 2024)], names=["organisation_id", "year"])
    >>> table = pd.DataFrame({"fte": [4.0, 5.0, 2.0, 3.0]}, index=index)
    >>> split_changes(table, 2024).set_index("variable").loc["fte"].tolist()
    [6.0, 1.0, 3.0, -2.0, 8.0]
    """
    rows = []
    for variable in (one for of_chapter in TOTALS.values() for one in of_chapter):
        if variable not in figures:
            continue
        before, now = (_of_year(figures[variable], one) for one in (year - 1, year))
        before, now = before.align(now)
        both = before.notna() & now.notna()
        rows.append(
            (
                variable,
                float(before.sum()),
                float((now - before)[both].sum()),
                float(now[~both].sum()),
                -float(before[~both].sum()),
                float(now.sum()),
            )
        )
    return pd.DataFrame(rows, columns=["variable", "before", "same", "came", "left", "now"])


def _of_year(column: "pd.Series[float]", year: int) -> "pd.Series[float]":
    return column[column.index.get_level_values("year") == year].droplevel("year")


def _register(entities: pd.DataFrame) -> pd.DataFrame:
    if entities.empty:
        return pd.DataFrame(columns=["all", "ps"])
    counted = pd.crosstab(entities["type"].astype(str), entities["status"].astype(str))
    counted = counted.reindex([one for one in SOCIAL_ECONOMY_TYPES if one in counted.index])
    enterprises = entities["ps_status"].groupby(entities["type"].astype(str)).sum()
    return counted.assign(all=counted.sum(axis=1), ps=enterprises.reindex(counted.index).astype(int))


def _counties(entities: pd.DataFrame) -> pd.DataFrame:
    of_county = entities.groupby(entities["teryt"].astype(str))["status"]
    return pd.DataFrame(
        {"all": of_county.size(), "active": of_county.agg(lambda one: int((one == "active").sum()))}
    )


def _returns(edition: Edition, types: "pd.Series[str]") -> pd.DataFrame:
    returns = edition.organisations.returns
    of_year = returns[
        (returns["year"] == edition.parameters.year) & returns["organisation_id"].isin(types.index)
    ]
    kind = of_year["organisation_id"].map(types)
    table = pd.DataFrame(
        {
            "asked": of_year.groupby(kind).size(),
            "received": (of_year["status"] != "none").groupby(kind).sum(),
            "full": (of_year["status"] == "full").groupby(kind).sum(),
        }
    )
    table = table.reindex([one for one in SOCIAL_ECONOMY_TYPES if one in table.index])
    return table.assign(response_pct=100 * table["received"] / table["asked"])


def _medians(shared: SharedOrganisations, types: "pd.Series[str]") -> pd.DataFrame:
    printed = shared.measured.printed
    printed = printed[printed.index.isin(types.index)]
    kind = types.reindex(printed.index)
    rows = []
    for chapter, indicators in MEDIANS.items():
        for indicator in indicators:
            for name in (one for one in SOCIAL_ECONOMY_TYPES if (kind == one).any()):
                values = printed.loc[kind == name, indicator].dropna()
                n = len(values)
                quartiles = values.quantile([0.25, 0.5, 0.75]).tolist()
                known = quartiles if n >= FEWEST_FOR_MEDIAN else [np.nan] * 3
                rows.append((chapter, indicator, name, n, *known))
    return pd.DataFrame(rows, columns=["chapter", "indicator", "type", "n", "q1", "median", "q3"])


def _pooled(shared: SharedOrganisations, figures: pd.DataFrame, types: "pd.Series[str]") -> pd.DataFrame:
    year = shared.year
    of_year = figures[figures.index.get_level_values("year") == year].droplevel("year")
    rows = []
    for indicator in (one for one in shared.indicators if one.id in POOLED):
        asked = _applies(indicator, shared, of_year.index)
        sides = ratio_sides(of_year[asked], indicator).dropna()
        kind = types.reindex(sides.index)
        groups = [("", sides), *((name, sides[kind == name]) for name in sorted(set(kind)))]
        for name, group in groups:
            below = float(group["denominator"].sum())
            if below > 0:
                rows.append((indicator.id, name, len(group), float(group["numerator"].sum()), below))
    table = pd.DataFrame(rows, columns=["indicator", "type", "organisations", "numerator", "denominator"])
    return table.join(_shares(table["numerator"], table["denominator"]))


def _applies(indicator: Indicator, shared: SharedOrganisations, units: pd.Index) -> list[bool]:
    codes = shared.organisations.codes
    return [bool(set(indicator.applies_to) & codes[one]) for one in units]


def _alarms(shared: SharedOrganisations, organisations: set[str]) -> pd.DataFrame:
    table = shared.alarms.table
    table = table[table["organisation_id"].isin(organisations)]
    rows = [
        (alarm.id, int((own["state"] == "ringing").sum()), int(own["state"].isin(["ringing", "quiet"]).sum()))
        for alarm in shared.catalogue.alarms
        for own in [table[table["alarm"] == alarm.id]]
    ]
    counted = pd.DataFrame(rows, columns=["alarm", "ringing", "checked"])
    counted = counted[counted["checked"] > 0].reset_index(drop=True)
    return counted.join(_shares(counted["ringing"], counted["checked"]))


def _services(figures: pd.DataFrame, county: "pd.Series[str]", year: int) -> pd.DataFrame:
    of_year = figures[figures.index.get_level_values("year") == year].droplevel("year")
    found = {}
    for column in (one for one in of_year.columns if one.startswith(SERVICE)):
        working = of_year.index[of_year[column] == 1]
        found[column.removeprefix(SERVICE)] = (len(working), county.reindex(working).nunique())
    if of_year.empty:
        found = {}
    return pd.DataFrame.from_dict(found, orient="index", columns=["organisations", "counties"]).sort_values(
        "organisations", ascending=False, kind="stable"
    )


def _public_units(shared: SharedOrganisations) -> pd.DataFrame:
    printed = shared.measured.printed
    rows = []
    for one in (one for one in shared.indicators if one.dimension in AROUND and one.id in printed):
        values = printed[one.id].dropna()
        if len(values):
            rows.append(
                (one.id, len(values), float(values.min()), float(values.median()), float(values.max()))
            )
    return pd.DataFrame(rows, columns=["indicator", "n", "minimum", "median", "maximum"])


def _shares(numerator: "pd.Series[float]", denominator: "pd.Series[float]") -> pd.DataFrame:
    found = proportion_intervals(numerator, denominator, multiplier=100, levels=[0.95])
    return found.rename(columns={"lower_95": "lower", "upper_95": "upper"})[["value", "lower", "upper"]]
