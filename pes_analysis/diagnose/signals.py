"""Signals of local units against the region, against time, and beside what official figures tell."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd
from scipy import special

from pes_analysis.catalogue.signals import SignalRules, load_signal_rules
from pes_analysis.diagnose.service_balance import balance_services
from pes_analysis.edition import Edition
from pes_analysis.edition.signals import Signals
from pes_analysis.measure.funnel import against_baseline
from pes_analysis.measure.grid import NUMERIC_STATES
from pes_analysis.measure.intervals import rate_intervals
from pes_analysis.protect.small_counts import hide_small

UNCODED = ""
PER = 100_000
# Beyond these limits a county stands apart from the region.
APART = "high_99_8"
UNDECIDED = "undecided"
# So many hidden counties leave a reader in doubt which of them reported what.
FEWEST_HIDDEN = 2
RISING, STEADY = "rising", "steady"


@dataclass(frozen=True, eq=False)
class SignalDiagnosis:
    """Signals of the counties of a voivodeship.

    Attributes
    ----------
    year : int
        The edition's, whose signals are counted.
    table : DataFrame
        One row a county and service area, and one a county for signals nobody coded (``area`` empty):
        ``teryt, area, reports, persons`` (in the year), ``hidden`` (fewer people than may be told of, or
        they would follow from the total), ``value, lower_95, upper_95`` (reports per 100,000 residents),
        ``region`` (the same in the other counties; NaN where it would give a hidden county away),
        ``position`` (from ``against_baseline``), ``recent, before`` (reports of the newest months and of
        all before), ``time`` ("rising", "steady" or "undecided"), ``chance`` (how often chance alone would
        give so many), ``official`` (need by public figures, 0 to 100; NaN when none tells), ``verdict`` (of
        the catalogue, or empty).
    totals : DataFrame
        By teryt: ``persons`` and whether it is ``told``.
    areas : DataFrame
        One row a service area with signals that may be told of, the most reported first: ``area, value,
        lower_95, upper_95`` (reports of the year per 100,000 residents of the voivodeship), ``agrees,
        runs_ahead, contradicts, unseen`` (counties with that verdict that may be told).
    coders : Series of int
        Signals of the year by who chose their service area, the most first.
    kinds : Series of float
        Reports of the year in the voivodeship by kind, parts of all.
    reports, uncoded, held_back : int
        Of the year, in the voivodeship: all, without an area, with a description held back.
    generated : bool
    """

    year: int
    table: pd.DataFrame
    totals: pd.DataFrame
    areas: pd.DataFrame
    coders: pd.Series
    kinds: pd.Series
    reports: int
    uncoded: int
    held_back: int
    generated: bool

    def of(self, teryt: str) -> pd.DataFrame:
        """Give what may be told of one county: areas with signals, most people first."""
        own = self.table[(self.table["teryt"] == teryt) & (self.table["reports"] > 0)]
        return own.sort_values(["hidden", "persons"], ascending=[True, False], kind="stable")

    @property
    def telling(self) -> pd.DataFrame:
        """The rows with a verdict that may be told of."""
        return self.table[(self.table["verdict"] != "") & ~self.table["hidden"]].reset_index(drop=True)


def diagnose_signals(edition: Edition, voivodeship: str) -> SignalDiagnosis | None:
    """Diagnose the signals of a voivodeship; None when the edition has none there.

    Parameters
    ----------
    edition : Edition
    voivodeship : str
        Two digits.

    Examples
    --------
    >>> from pes_analysis.edition import open_edition_data
    >>> found = diagnose_signals(open_edition_data("malopolskie-2024"), "12")
    >>> found.generated, found.table["area"].nunique()
    (True, 15)
    """
    if not len(edition.signals):
        return None
    need = balance_services(edition, voivodeship).table.set_index(["teryt", "area"])["need"]
    rows = edition.snapshot.county_observations
    known = rows[
        (rows["variable"] == "pop")
        & (rows["year"] <= edition.parameters.year)
        & rows["state"].isin(NUMERIC_STATES)
    ]
    newest = known.sort_values("year").drop_duplicates("teryt", keep="last").set_index("teryt")["value"]
    return _diagnosed(edition.signals, _Frame(need, newest), edition.parameters.year)


@dataclass(frozen=True)
class _Frame:
    """Needs by county and area, and residents by county; compared by what they are about."""

    need: pd.Series
    residents: pd.Series

    def __hash__(self) -> int:
        return hash((tuple(self.need.index), float(self.need.sum()), float(self.residents.sum())))

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, _Frame)
            and self.need.equals(other.need)
            and self.residents.equals(other.residents)
        )


@lru_cache(maxsize=4)
def _diagnosed(signals: Signals, frame: _Frame, year: int) -> SignalDiagnosis | None:
    counties = list(dict.fromkeys(frame.need.index.get_level_values("teryt")))
    areas = list(dict.fromkeys(frame.need.index.get_level_values("area")))
    every = signals.signals
    day = pd.to_datetime(every["reported_on"])
    inside = every["teryt"].isin(counties) & (day.dt.year <= year)
    rows, when = every[inside], day[inside]
    if rows.empty:
        return None
    rules = load_signal_rules()
    of_year = rows[when.dt.year == year]
    table = count_signals(of_year, counties, [*areas, UNCODED], rules)
    table = _against_region(table, frame.residents)
    table = against_time(table, rows, when, year, rules)
    table["official"] = [
        frame.need.get((teryt, area), np.nan)
        for teryt, area in zip(table["teryt"], table["area"], strict=True)
    ]
    table["verdict"] = [verdict_of(row, rules) for row in table.to_dict("records")]
    told_areas = areas_told(table, rules)
    table["region"] = table["region"].where(table["area"].isin(told_areas))
    totals = of_year.groupby("teryt")["persons"].sum().reindex(counties, fill_value=0)
    told = {teryt: _told(own, rules) for teryt, own in table.groupby("teryt")}
    return SignalDiagnosis(
        year=year,
        table=table,
        totals=pd.DataFrame({"persons": totals, "told": pd.Series(told).reindex(counties)}),
        areas=_by_area(table, frame.residents, rules),
        coders=of_year.loc[of_year["service_area"] != UNCODED, "coder"].value_counts(),
        kinds=of_year["kind"].value_counts(normalize=True),
        reports=len(of_year),
        uncoded=int((of_year["service_area"] == UNCODED).sum()),
        held_back=int((of_year["held_back"] != "").sum()),
        generated=bool(rows["generated"].any()),
    )


def count_signals(
    rows: pd.DataFrame, counties: Sequence[str], areas: Sequence[str], rules: SignalRules
) -> pd.DataFrame:
    """Count reports and people by county and area, and say which counts are hidden.

    Returns
    -------
    DataFrame
        ``teryt, area, reports, persons, hidden``.
    """
    keys = pd.MultiIndex.from_product([counties, areas], names=["teryt", "area"])
    grouped = rows.groupby(["teryt", "service_area"])["persons"]
    table = pd.DataFrame({"reports": grouped.size(), "persons": grouped.sum()})
    table.index = table.index.set_names(["teryt", "area"])
    table = table.reindex(keys, fill_value=0).reset_index()
    people = table["persons"].to_numpy().reshape(len(counties), len(areas))
    hidden = np.array([hide_small(row, rules.small_count)[0] for row in people])
    return table.assign(hidden=hidden.ravel())


def against_time(
    table: pd.DataFrame, rows: pd.DataFrame, when: pd.Series, year: int, rules: SignalRules
) -> pd.DataFrame:
    """Set the newest months against all before: an exact test of two Poisson counts.

    Given all reports of both periods, those of the newest months are binomial when nothing changed. The share
    of false alarms is at most that of the catalogue, whatever the rate.

    Parameters
    ----------
    table : DataFrame
        ``teryt, area``.
    rows : DataFrame
        Signals up to the end of the year.
    when : Series of datetime
        Of the same rows.
    year : int
    rules : SignalRules

    Returns
    -------
    DataFrame
        With ``recent, before, chance, time``; "undecided" where the months before or the reports are too few.
    """
    month = when.dt.year * 12 + when.dt.month
    last = year * 12 + 12
    history = last - rules.recent_months - int(month.min()) + 1
    keys = pd.MultiIndex.from_frame(table[["teryt", "area"]])

    def counts(chosen: pd.Series) -> pd.Series:
        found = rows[chosen].groupby(["teryt", "service_area"]).size()
        return found.reindex(keys, fill_value=0).reset_index(drop=True)

    recent = counts(month > last - rules.recent_months)
    before = counts(month <= last - rules.recent_months)
    whole = recent + before
    share = rules.recent_months / (rules.recent_months + max(history, 1))
    chance = pd.Series(special.bdtrc(recent - 1, whole, share), index=table.index)
    decided = (whole >= rules.fewest_signals) & (history >= rules.history_months)
    time = np.where(decided, np.where(chance <= rules.false_alarm, RISING, STEADY), UNDECIDED)
    return table.assign(recent=recent, before=before, chance=chance.where(decided), time=time)


def _against_region(table: pd.DataFrame, residents: pd.Series) -> pd.DataFrame:
    people = table["teryt"].map(residents).astype(float)
    found = rate_intervals(table["reports"], people, multiplier=PER)
    whole = table["reports"].groupby(table["area"]).transform("sum") - table["reports"]
    others = people.groupby(table["area"]).transform("sum") - people
    region = PER * whole / others
    position = against_baseline(found.filter(regex="^(lower|upper)_"), region)
    return table.assign(
        value=found["value"],
        lower_95=found["lower_95"],
        upper_95=found["upper_95"],
        region=region,
        position=position,
    )


def areas_told(table: pd.DataFrame, rules: SignalRules) -> frozenset[str]:
    """List the areas whose sum over the counties may be told.

    A reader takes the counties that are told from the sum: what is left must not be one county, or few
    people.

    Parameters
    ----------
    table : DataFrame
        ``area, persons, hidden`` of all counties.
    rules : SignalRules

    Examples
    --------
    >>> rows = pd.DataFrame({"area": ["a", "a", "b", "b", "c"], "persons": [3, 9, 3, 4, 8],
    ...     "hidden": [True, False, True, True, False]})
    >>> sorted(areas_told(rows, load_signal_rules()))
    ['b', 'c']
    """
    some = table[table["persons"] > 0]
    left = some[some["hidden"]].groupby("area")["persons"].agg(["size", "sum"])
    betrayed = left.index[(left["size"] < FEWEST_HIDDEN) | (left["sum"] < rules.small_count)]
    sums = some.groupby("area")["persons"].sum()
    return frozenset(str(area) for area in sums.index[sums >= rules.small_count] if area not in betrayed)


def _by_area(table: pd.DataFrame, residents: pd.Series, rules: SignalRules) -> pd.DataFrame:
    """Sum the counties up, and count what their signals say beside official figures."""
    coded = table[table["area"] != UNCODED]
    summed = coded.groupby("area", sort=False)[["reports", "persons"]].sum()
    summed = summed[summed.index.isin(areas_told(table, rules))]
    people = float(residents.reindex(table["teryt"].unique()).sum())
    rates = rate_intervals(
        summed["reports"], pd.Series(people, index=summed.index, dtype=float), multiplier=PER
    )
    told = coded[~coded["hidden"]]
    verdicts = pd.DataFrame(
        {
            one: (told["verdict"] == one).groupby(told["area"]).sum().reindex(summed.index, fill_value=0)
            for one in rules.verdicts
        }
    )
    whole = pd.concat([rates[["value", "lower_95", "upper_95"]], verdicts], axis=1)
    order = summed["reports"].sort_values(ascending=False, kind="stable").index
    return whole.loc[order].reset_index()


def verdict_of(row: dict[object, object] | pd.Series, rules: SignalRules) -> str:
    """Say how signals stand beside the official figure of the same area; empty when they tell nothing.

    Examples
    --------
    >>> rules = load_signal_rules()
    >>> row = {"area": "housing", "reports": 9, "position": "high_99_8", "time": "steady"}
    >>> [verdict_of(row | {"official": need}, rules) for need in (80.0, 40.0, 10.0, float("nan"))]
    ['agrees', 'runs_ahead', 'contradicts', 'unseen']
    """
    if row["area"] == UNCODED or not row["reports"]:
        return ""
    official = float(str(row["official"]))
    if np.isnan(official):
        return "unseen"
    if row["position"] != APART and row["time"] != RISING:
        return ""
    if official >= rules.official_great:
        return "agrees"
    return "contradicts" if official <= rules.official_small else "runs_ahead"


def _told(own: pd.DataFrame, rules: SignalRules) -> bool:
    return hide_small(own["persons"].to_numpy(), rules.small_count)[1]
