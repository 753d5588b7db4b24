"""One year of all organisations laid out for drawing: figures on both bases, and the people behind them."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from pes_analysis.catalogue import Catalogue
from pes_analysis.diagnose.card_draws import YearDraws
from pes_analysis.diagnose.card_figures import Numbers
from pes_analysis.diagnose.organisation_series import Series
from pes_analysis.diagnose.organisation_year import MeasuredYear
from pes_analysis.robust.claim_rows import ClaimRows


def draw_year(
    rows: ClaimRows,
    catalogue: Catalogue,
    measured: MeasuredYear,
    series: Series,
    entity_types: Mapping[str, str],
) -> YearDraws:
    """Lay out one year of all organisations for drawing.

    The other basis of an indicator is the year alone where the catalogue takes three years, and three
    years, added up for shares and otherwise averaged, where it takes one.

    Parameters
    ----------
    rows : ClaimRows
    catalogue : Catalogue
    measured : MeasuredYear
    series : Series
        Single years.
    entity_types : mapping of str to str
        By organisation.

    Returns
    -------
    YearDraws
    """
    units, scored = measured.points.index, measured.scored
    asked = measured.asked.to_numpy(dtype=bool)
    shape = (2, len(units), len(scored))
    values, counts = np.full(shape, np.nan), np.full(shape, np.nan)
    place = {one.id: at for at, one in enumerate(measured.indicators)}
    kept = [place[one.id] for one in scored]
    for column, target in (("value", values), ("denominator", counts)):
        target[0] = measured.matrix(column)[:, kept]
    bounded = ~np.isnan(measured.matrix("lower")[:, kept])
    values[1], counts[1], part = _other_basis(measured, series, units.tolist())
    values[:, ~asked] = np.nan
    shares = np.array([one.count_type == "proportion" for one in scored])
    counts[0] = np.where(bounded, counts[0], np.nan)
    counts[1] = np.where(shares & (counts[1] > 0) & (part >= 0) & (part <= counts[1]), counts[1], np.nan)
    counts[np.isnan(values)] = np.nan
    types = np.array([entity_types[str(unit)] for unit in units], dtype=object)
    return YearDraws(rows, catalogue, measured, types, values, counts)


def _other_basis(
    measured: MeasuredYear, series: Series, units: list[str]
) -> tuple[Numbers, Numbers, Numbers]:
    """Give values, wholes and parts on the basis that the catalogue does not take."""
    scored, years = measured.scored, list(series.years)
    shape = len(units), len(scored)
    values, counts, parts = (np.full(shape, np.nan) for _ in range(3))
    if not units or measured.year not in years:
        return values, counts, parts
    own = series.units.get_indexer(pd.Index(units))
    last = years.index(measured.year)
    window = [at for at, year in enumerate(years) if measured.year - 2 <= year <= measured.year]
    for column, one in enumerate(scored):
        layer = series.indicators.index(one.id)
        now = [table[last, own, layer] for table in (series.numbers, series.numerators, series.denominators)]
        if one.stabilise != "none":
            values[:, column], parts[:, column], counts[:, column] = now
            continue
        numbers, above, below = (
            table[window][:, own, layer] for table in (series.numbers, series.numerators, series.denominators)
        )
        known = ~np.isnan(numbers)
        if one.count_type == "proportion":
            known &= ~np.isnan(above) & ~np.isnan(below)
            parts[:, column] = np.where(known, above, 0).sum(axis=0)
            counts[:, column] = np.where(known, below, 0).sum(axis=0)
            nothing = np.full(len(own), np.nan)
            made = np.divide(parts[:, column], counts[:, column], out=nothing, where=counts[:, column] > 0)
        else:
            made = np.where(known, numbers, 0).sum(axis=0) / np.maximum(known.sum(axis=0), 1)
        if one.cap is not None:
            made = np.minimum(made, one.cap)
        values[:, column] = np.where(np.isnan(now[0]), np.nan, made)
    return values, counts, parts
