"""Figures of organisations through single years, as arrays: what trends and changes are read from."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.catalogue import Indicator
from pes_analysis.compare.change import split_change
from pes_analysis.compare.change_noise import chance_variance
from pes_analysis.compare.course_change import course_parts
from pes_analysis.compare.quartiles import quartiles
from pes_analysis.compare.standing import SMALLEST_GROUP
from pes_analysis.measure.grid import NUMERIC_STATES
from pes_analysis.measure.stabilise import ratio_sides

YEARS_BACK = 4
GROUP_COVERAGE = 0.80
Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Series:
    """Indicators of organisations by single year.

    Attributes
    ----------
    years : tuple of int
        Rising.
    units : Index of str
        Organisations.
    indicators : tuple of str
    numbers, numerators, denominators : ndarray
        Shape (years, units, indicators); NaN for every gap.
    states : ndarray of str
        Of the same shape; empty where there is no row.
    """

    years: tuple[int, ...]
    units: pd.Index
    indicators: tuple[str, ...]
    numbers: Numbers
    numerators: Numbers
    denominators: Numbers
    states: npt.NDArray[np.object_]


def lay_out_series(yearly: pd.DataFrame, figures: pd.DataFrame, indicators: Sequence[Indicator]) -> Series:
    """Lay the figures of single years out.

    Parameters
    ----------
    yearly : DataFrame
        From ``organisation_indicators``.
    figures : DataFrame
        Raw figures, index ``(organisation_id, year)``.
    indicators : sequence of Indicator
    """
    ids = [indicator.id for indicator in indicators]
    year, years = pd.factorize(yearly["year"], sort=True)
    units = pd.Index(sorted({str(unit) for unit in yearly["organisation_id"]}))
    unit = units.get_indexer(pd.Index(yearly["organisation_id"].astype("str")))
    layer = pd.Index(ids).get_indexer(pd.Index(yearly["indicator"].astype("str")))
    shape = (len(years), len(units), len(ids))
    numbers, states = np.full(shape, np.nan), np.full(shape, "", dtype=object)
    is_number = yearly["state"].isin(NUMERIC_STATES)
    numbers[year, unit, layer] = yearly["value"].where(is_number).to_numpy(dtype=float)
    states[year, unit, layer] = yearly["state"].astype("str").to_numpy(dtype=object)
    sides = np.full((2, *shape), np.nan)
    at_year = pd.Index(years).get_indexer(figures.index.get_level_values("year"))
    at_unit = units.get_indexer(figures.index.get_level_values("organisation_id"))
    for at, indicator in enumerate(indicators):
        both = ratio_sides(figures, indicator)
        sides[:, at_year, at_unit, at] = both[["numerator", "denominator"]].to_numpy(dtype=float).T
    sides[:, np.isnan(numbers)] = np.nan
    return Series(tuple(int(one) for one in years), units, tuple(ids), numbers, sides[0], sides[1], states)


def list_trends(series: Series, unit: str, peers: Sequence[str], year: int) -> pd.DataFrame:
    """List the figures of single years of an organisation beside its peers.

    Parameters
    ----------
    series : Series
    unit : str
    peers : sequence of str
    year : int
        The last one; four years before it are shown too.

    Returns
    -------
    DataFrame
        One row an indicator and year in which the organisation has a cell of any kind but "does not
        apply": ``indicator, year, value, state, peers_q1, peers_median, peers_q3, n``. Quartiles are NaN
        where fewer than 5 peers or 80 % of them have a number.
    """
    kept = [at for at, one in enumerate(series.years) if year - YEARS_BACK <= one <= year]
    own = int(series.units.get_indexer(pd.Index([unit]))[0])
    if own < 0 or not kept:
        return pd.DataFrame(columns=list(TREND_COLUMNS))
    group = series.numbers[kept][:, _places(series, peers)]
    n = (~np.isnan(group)).sum(axis=1)
    enough = (n >= SMALLEST_GROUP) & (n >= GROUP_COVERAGE * len(peers))
    q1, median, q3 = (np.where(enough, side, np.nan).T.ravel() for side in quartiles(group))
    table = pd.DataFrame(
        {
            "indicator": np.repeat(np.array(series.indicators, dtype=object), len(kept)),
            "year": np.tile(np.array(series.years)[kept], len(series.indicators)),
            "value": series.numbers[kept, own].T.ravel(),
            "state": series.states[kept, own].T.ravel(),
            "peers_q1": q1,
            "peers_median": median,
            "peers_q3": q3,
            "n": n.T.ravel(),
        }
    )
    return table[~table["state"].isin(["", "not_applicable"])].reset_index(drop=True)


def list_changes(
    series: Series,
    unit: str,
    peers: Sequence[str],
    year: int,
    cpi: pd.Series,
    priced: Sequence[str],
    shares: Collection[str] = (),
) -> pd.DataFrame:
    """Split the change of every indicator of an organisation over the last years.

    From the first of the last five years with a number to the last; the peers' medians in both
    years are of the same peers, those with numbers in both (at least 5).

    Parameters
    ----------
    series, unit, peers, year
        As in ``list_trends``.
    cpi : Series
        Price index by year, the year before being 1.
    priced : sequence of str
        Indicators whose numerator is money and whose denominator is not.
    shares : collection of str
        Indicators that are shares of counted people: chance is taken from their own activity, measured
        by how much the same indicator changed among the peers.

    Returns
    -------
    DataFrame
        One row an indicator with numbers in the year and in one before: ``indicator, first_year, last_year,
        first_value, last_value``, the columns of ``split_change``, ``n``, the peers, and ``noise``, a part
        of the change like the others; NaN for all but shares.
    """
    own = int(series.units.get_indexer(pd.Index([unit]))[0])
    kept = [at for at, one in enumerate(series.years) if year - YEARS_BACK <= one <= year]
    if own < 0 or not kept or series.years[kept[-1]] != year:
        return pd.DataFrame(columns=list(CHANGE_COLUMNS))
    known = ~np.isnan(series.numbers[kept, own])
    start = known.argmax(axis=0)
    last = len(kept) - 1
    layers = np.flatnonzero(known[last] & (start < last))
    first_at = np.array(kept)[start[layers]]
    places = _places(series, peers)
    medians = np.full((2, len(layers)), np.nan)
    n = np.zeros(len(layers), dtype=np.int64)
    for at, (layer, begin) in enumerate(zip(layers, first_at, strict=True)):
        both = series.numbers[np.array([[begin], [kept[-1]]]), places, layer]
        both = both[:, ~np.isnan(both).any(axis=0)]
        n[at] = both.shape[1]
        if n[at] >= SMALLEST_GROUP:
            medians[:, at] = np.median(both, axis=1)
    first_years = np.array(series.years)[first_at]
    sides = [
        pd.DataFrame(
            {
                "value": series.numbers[at, own, layers],
                "numerator": series.numerators[at, own, layers],
                "denominator": series.denominators[at, own, layers],
                "peers_median": median,
            }
        )
        for at, median in ((first_at, medians[0]), (kept[-1], medians[1]))
    ]
    names = np.array(series.indicators, dtype=object)[layers]
    prices = [
        float(np.prod(cpi.loc[first + 1 : year])) if name in set(priced) else 1.0
        for name, first in zip(names, first_years, strict=True)
    ]
    split = split_change(sides[0], sides[1], prices)
    split.insert(0, "last_value", sides[1]["value"])
    split.insert(0, "first_value", sides[0]["value"])
    split.insert(0, "last_year", year)
    split.insert(0, "first_year", first_years)
    split.insert(0, "indicator", names)
    steady, noise = split["own_activity"].to_numpy(dtype=float, copy=True), np.full(len(names), np.nan)
    beside, reasons = np.append(own, places), split["reason"].tolist()
    for row, name in enumerate(names):
        if name in shares and not reasons[row]:
            ends = [int(first_at[row]), kept[-1]]
            steady[row], noise[row] = _chance(series, beside, int(layers[row]), ends)
    return split.assign(own_activity=steady, noise=noise, n=n)


def _chance(
    series: Series, units: npt.NDArray[np.intp], layer: int, ends: Sequence[int]
) -> tuple[float, float]:
    """Part the own activity of the first unit into what is steady beside the others' changes and chance."""
    at = np.array(ends)[:, np.newaxis], units, layer
    above, below, values = series.numerators[at], series.denominators[at], series.numbers[at]
    variances = chance_variance("proportion", values, below)
    parts = course_parts(values, above, below, variances, [False, False])
    return float(parts["own_activity"][0]), float(parts["noise"][0])


def _places(series: Series, units: Sequence[str]) -> npt.NDArray[np.intp]:
    places = series.units.get_indexer(pd.Index(list(units), dtype="str"))
    return places[places >= 0]


TREND_COLUMNS = ("indicator", "year", "value", "state", "peers_q1", "peers_median", "peers_q3", "n")
CHANGE_COLUMNS = (
    "indicator",
    "first_year",
    "last_year",
    "first_value",
    "last_value",
    "change",
    "own_activity",
    "denominator",
    "prices",
    "peers",
    "gap_change",
    "reason",
    "noise",
    "n",
)
