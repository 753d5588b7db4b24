"""Figures of organisations through single years, as arrays: what trends and changes are read from."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.catalogue import Indicator, State
from pes_analysis.compare.change import change_parts
from pes_analysis.compare.change_noise import chance_variance, split_noise
from pes_analysis.compare.course_change import effects_of
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
    states = series.states[kept, own]
    group = series.numbers[np.ix_(np.array(kept), _places(series, peers))]
    n = (~np.isnan(group)).sum(axis=1)
    enough = (n >= SMALLEST_GROUP) & (n >= GROUP_COVERAGE * len(peers))
    columns = {
        "value": series.numbers[kept, own],
        "state": states,
        **dict(zip(QUARTILES, (np.where(enough, one, np.nan) for one in quartiles(group)), strict=True)),
        "n": n,
    }
    layer, at_year = np.nonzero((states != "").T & (states != State.NOT_APPLICABLE).T)
    return pd.DataFrame(
        {
            "indicator": np.array(series.indicators, dtype=object)[layer],
            "year": np.array(series.years)[kept][at_year],
            **{name: column[at_year, layer] for name, column in columns.items()},
        }
    )


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
    ends = np.stack([first_at, np.full(len(layers), kept[-1])])
    medians, n = _medians_of_both(series.numbers[ends[:, :, np.newaxis], places, layers[:, np.newaxis]])
    first_years, last_years = np.array(series.years)[ends]
    names = np.array(series.indicators, dtype=object)[layers]
    prices = [
        float(np.prod(cpi.loc[first + 1 : year])) if name in priced else 1.0
        for name, first in zip(names, first_years.tolist(), strict=True)
    ]
    values, above, below = (
        side[ends, own, layers] for side in (series.numbers, series.numerators, series.denominators)
    )
    parts = change_parts(values, above, below, medians, prices)
    is_share = np.array([name in shares for name in names], dtype=bool) & (parts["reason"] == "")
    noise = np.full(len(names), np.nan)
    parts["own_activity"][is_share], noise[is_share] = _chance(
        series, np.append(own, places), layers[is_share], ends[:, is_share]
    )
    return pd.DataFrame(
        {
            "indicator": names,
            "first_year": first_years,
            "last_year": last_years,
            "first_value": values[0],
            "last_value": values[1],
            **parts,
            "noise": noise,
            "n": n,
        }
    )


def _medians_of_both(group: Numbers) -> tuple[Numbers, npt.NDArray[np.int64]]:
    """Give the medians of those with numbers in both years, and how many there are; NaN below 5.

    Parameters
    ----------
    group : ndarray of shape (2, indicators, peers)

    Examples
    --------
    >>> both = np.array([[[1.0, 2, 3, 4, 5, 6]], [[1.0, 1, 4, 4, 5, np.nan]]])
    >>> _medians_of_both(both)
    (array([[3.],
           [4.]]), array([5]))
    """
    unknown = np.isnan(group).any(axis=0)
    n = np.count_nonzero(~unknown, axis=1)
    if not group.shape[2]:
        return np.full(group.shape[:2], np.nan), n
    ordered = np.sort(np.where(unknown, np.nan, group), axis=2)
    row = np.arange(len(n))
    low, high = ordered[:, row, np.maximum(n - 1, 0) // 2], ordered[:, row, n // 2]
    return np.where(n >= SMALLEST_GROUP, (low + high) / 2, np.nan), n


def _chance(
    series: Series,
    units: npt.NDArray[np.intp],
    layers: npt.NDArray[np.intp],
    ends: npt.NDArray[np.intp],
) -> tuple[Numbers, Numbers]:
    """Part the own activity of the first unit into what is steady beside the others' changes and chance.

    Parameters
    ----------
    series : Series
    units : ndarray of int
    layers : ndarray of int, shape (indicators,)
    ends : ndarray of int, shape (2, indicators)
        Places of the first and the last year.
    """
    at = ends[:, :, np.newaxis], units, layers[:, np.newaxis]
    # All indicators side by side, as if they were more units.
    values, above, below = (
        side[at].reshape(2, -1) for side in (series.numbers, series.numerators, series.denominators)
    )
    variances = chance_variance("proportion", values, below)
    parts, variance = effects_of(values, above, below, variances, [False, False])
    shape = len(layers), len(units)
    activity = parts["own_activity"].reshape(shape)
    split = [split_noise(*one) for one in zip(activity, variance.reshape(shape), strict=True)]
    steady, noise = (np.array([one[side][0] for one in split]) for side in (0, 1))
    return np.where(np.isnan(noise), activity[:, 0], steady), noise


def _places(series: Series, units: Sequence[str]) -> npt.NDArray[np.intp]:
    places = series.units.get_indexer(pd.Index(list(units), dtype="str"))
    return places[places >= 0]


QUARTILES = ("peers_q1", "peers_median", "peers_q3")
TREND_COLUMNS = ("indicator", "year", "value", "state", *QUARTILES, "n")
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
