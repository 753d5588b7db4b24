"""What services a county needs most: its figures beside those of the other counties, by service area."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from pes_analysis.catalogue.service_needs import ServiceNeeds
from pes_analysis.compare.figures import Figures
from pes_analysis.compare.standing import stand

POLARITY = {"higher": "destimulant", "lower": "stimulant"}


def rank_needs(figures: Figures, needs: ServiceNeeds, teryt: str, others: Sequence[str]) -> pd.DataFrame:
    """Rank the needs of a county by service area.

    The need for a service is the mean, over the figures that tell it, of the share of the other counties
    that are better off. Each figure is taken from the newest year in which the county and at least 80 % of
    the others have it, as printed. Equal needs keep the order of the closed list.

    Parameters
    ----------
    figures : Figures
        Of all counties, up to the year of the edition.
    needs : ServiceNeeds
    teryt : str
    others : sequence of str
        Counties it is set beside, itself not among them.

    Returns
    -------
    DataFrame
        One row a service area, the greatest need first and unknown ones last: ``area, need`` (0 to
        100; NaN when no figure is known), ``rank`` (NA then), ``top`` (among the greatest), ``indicators``
        (known ones, joined by ``"; "``), ``oldest_year, newest_year``.
    """
    table = pd.DataFrame(
        [_area(figures, area, indicators, teryt, others) for area, indicators in needs.areas.items()]
    )
    table = table.sort_values("need", ascending=False, na_position="last", kind="stable")
    place = pd.Series(range(1, len(table) + 1), index=table.index, dtype="Int64")
    table["rank"] = place.where(table["need"].notna())
    table["top"] = (table["rank"] <= needs.greatest).fillna(value=False).astype(bool)
    columns = ["area", "need", "rank", "top", "indicators", "oldest_year", "newest_year"]
    return table[columns].astype({"oldest_year": "Int64", "newest_year": "Int64"}).reset_index(drop=True)


def top_need_flags(
    needs: Mapping[str, Collection[str]], teryt: pd.Series, areas: Sequence[str]
) -> pd.DataFrame:
    """Give the derived variables ``top_need_<area>`` of organisations by the needs of their counties.

    Parameters
    ----------
    needs : mapping of str to collection of str
        Greatest needs by county.
    teryt : Series of str
        County by organisation.
    areas : sequence of str

    Returns
    -------
    DataFrame
        Index of `teryt`, one column an area: 1 for a greatest need of the county, else 0.

    Examples
    --------
    >>> flags = top_need_flags({"1201": ["housing"]}, pd.Series({"ngo-1": "1201"}), ["housing", "violence"])
    >>> flags.to_dict("list")
    {'top_need_housing': [1.0], 'top_need_violence': [0.0]}
    """
    rows = [[float(area in needs[county]) for area in areas] for county in teryt]
    return pd.DataFrame(rows, index=teryt.index, columns=[f"top_need_{area}" for area in areas], dtype=float)


def _area(
    figures: Figures, area: str, indicators: Mapping[str, str], teryt: str, others: Sequence[str]
) -> dict[str, Any]:
    shares, known, years = [], [], []
    for indicator, direction in indicators.items():
        year = figures.newest_year(indicator, others, teryt)
        if year is None:
            continue
        value, *group = figures.in_year(indicator, [teryt, *others], year)
        better_off = stand(value, np.array(group), POLARITY[direction]).share_better
        if better_off is not None:
            shares.append(100 - better_off)
            known.append(indicator)
            years.append(year)
    return {
        "area": area,
        "need": float(np.mean(shares)) if shares else np.nan,
        "indicators": "; ".join(known),
        "oldest_year": min(years, default=None),
        "newest_year": max(years, default=None),
    }
