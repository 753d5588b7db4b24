"""The trends of a county: which indicators are followed through the years, and what they say together."""

from collections.abc import Sequence

import pandas as pd

from pes_analysis.catalogue import Indicator
from pes_analysis.compare.false_discovery import name_directions
from pes_analysis.compare.figures import Figures, Group
from pes_analysis.compare.trends import Change, change, trend
from pes_analysis.measure.grid import NUMERIC_STATES

SHORTEST_TREND = 5
RARE_UNITS = ("per_10k", "per_100k")
"""Rates of rare events: in one county a few families or one new unit make the line jump."""
TREND_COLUMNS = (
    "indicator",
    "year",
    "value",
    "state",
    "source",
    "group_q1",
    "group_median",
    "group_q3",
    "n",
    "voivodeship",
    "poland",
)


def is_followed(indicator: Indicator) -> bool:
    """Say whether an indicator is followed through the years: core or judged, and not of rare events.

    A rate per 10,000 or 100,000 counts a handful of cases in one county; its ups and downs are chance
    more often than change, so no trend is made of it and nothing is said of one.

    Examples
    --------
    >>> from pes_analysis.catalogue import load_catalogue
    >>> catalogue = load_catalogue()
    >>> names = ("unemployment_rate", "cis_kis_zaz_per_100k", "urbanisation")
    >>> [is_followed(catalogue.indicator(one)) for one in names]
    [True, False, False]
    """
    judged = indicator.polarity != "informational"
    return (indicator.core or judged) and indicator.unit not in RARE_UNITS


def county_trends(
    own: pd.DataFrame,
    figures: Figures,
    indicators: Sequence[Indicator],
    positions: pd.DataFrame,
    groups: Sequence[Group],
    breaks: pd.DataFrame,
    areas: pd.DataFrame,
) -> tuple[pd.DataFrame, tuple[Change, ...]]:
    """Lay out the trends of a county and say what may be said of them.

    All series of the county are tested, so each direction has to hold among all of them
    (``name_directions``).

    Parameters
    ----------
    own : DataFrame
        Columns of ``compute_indicators``: the county's rows, up to the edition's year.
    figures : Figures
        Of the groups.
    indicators : sequence of Indicator
        Those that ``is_followed`` takes and that have numbers in at least 5 years get a trend.
    positions : DataFrame
        Columns ``indicator, group``: a trend stands beside the same group as the position.
    groups : sequence of Group
        The first one stands beside an indicator without a group.
    breaks : DataFrame
        From ``list_breaks``.
    areas : DataFrame
        Columns of ``aggregate_indicators``.

    Returns
    -------
    trends : DataFrame
        From ``trend``, one under another.
    changes : tuple of Change
        One a trend that has two numbers after its last break.
    """
    years = own[own["state"].isin(NUMERIC_STATES)].groupby("indicator").size()
    used = dict(zip(positions["indicator"], positions["group"], strict=True))
    by_name = {group.name: group for group in groups}
    series, changes = [], []
    for indicator in indicators:
        if not is_followed(indicator) or years.get(indicator.id, 0) < SHORTEST_TREND:
            continue
        group = by_name.get(used[indicator.id], groups[0])
        series.append(trend(own, figures, indicator, group, areas))
        broken = breaks.loc[breaks["indicator"] == indicator.id, "year"]
        changes.append(change(series[-1], indicator, broken.tolist()))
    table = pd.concat(series, ignore_index=True) if series else pd.DataFrame(columns=list(TREND_COLUMNS))
    return table, name_directions([one for one in changes if one is not None])
