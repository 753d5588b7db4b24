"""What moved the indicators of a county: own activity, residents, borders or method, chance, peers."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.catalogue import Indicator
from pes_analysis.compare.change_noise import chance_variance
from pes_analysis.compare.course_change import PARTS, split_course
from pes_analysis.compare.figures import Figures
from pes_analysis.diagnose.claim_noise import noise_model, people_in, people_of
from pes_analysis.diagnose.shared import Shared
from pes_analysis.diagnose.trends import is_followed
from pes_analysis.measure.grid import NUMERIC_STATES
from pes_analysis.measure.stabilise import ratio_sides

Numbers = npt.NDArray[np.float64]
YEARS_BACK = 5
LEAST_PEERS = 10
COLUMNS = (
    "indicator",
    "first_year",
    "last_year",
    "first_value",
    "last_value",
    "change",
    *PARTS,
    "peers",
    "gap_change",
    "reason",
    "breaks",
    "n",
)


def county_changes(
    shared: Shared, teryt: str, positions: pd.DataFrame, peers: Sequence[str], breaks: pd.DataFrame
) -> pd.DataFrame:
    """Split the change of every judged indicator that is followed, over at most five years.

    From the earliest of the five years before the figure in which the county has a number to the year of
    the figure. The peers' medians in both years are of the same counties, those with both numbers that
    kept their territory (at least 10).

    Parameters
    ----------
    shared : Shared
    teryt : str
    positions : DataFrame
        From ``compare_positions``: the years compared.
    peers : sequence of str
    breaks : DataFrame
        From ``list_breaks``.

    Returns
    -------
    DataFrame
        One row an indicator with numbers in two years: ``indicator, first_year, last_year,
        first_value, last_value``, the columns of ``split_course``, ``peers`` (the change of their
        median with the sign turned), ``gap_change`` (of the distance from the median: all parts added up),
        ``breaks`` (years of breaks in between, tuple of int) and ``n``, the peers.
    """
    sides, years = county_sides(shared), shared.figures.years
    units = shared.figures.units
    own = int(units.get_indexer(pd.Index([teryt]))[0])
    rows = []
    year_of = dict(zip(positions["indicator"], positions["year"], strict=True))
    for indicator in shared.indicators:
        last = year_of.get(indicator.id)
        if indicator.id not in sides or pd.isna(last):
            continue
        values, above, below, variances = sides[indicator.id]
        known = [
            at
            for at, year in enumerate(years)
            if last - YEARS_BACK <= year <= last and not np.isnan(values[at, own])
        ]
        if len(known) < 2 or years[known[-1]] != last:
            continue
        broken = breaks.loc[breaks["indicator"] == indicator.id, "year"].astype(int).tolist()
        is_break = [
            bool(at and any(years[known[at - 1]] < year <= years[known[at]] for year in broken))
            for at in range(len(known))
        ]
        split = split_course(values[known], above[known], below[known], variances[known], is_break)
        first = years[known[0]]
        moved, n = _peers_moved(shared.figures, indicator, peers, first, int(last), shared)
        row = split.iloc[own].to_dict()
        rows.append(
            {
                "indicator": indicator.id,
                "first_year": first,
                "last_year": int(last),
                "first_value": values[known[0], own],
                "last_value": values[known[-1], own],
                **row,
                "peers": -moved,
                "gap_change": row["change"] - moved,
                "breaks": tuple(sorted({year for year in broken if first < year <= last})),
                "n": n,
            }
        )
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _peers_moved(
    figures: Figures, indicator: Indicator, peers: Sequence[str], first: int, last: int, shared: Shared
) -> tuple[float, int]:
    """Give the change of the peers' median, and of how many; NaN below 10."""
    changes = shared.snapshot.territory_changes
    moved = set(changes.loc[changes["year"].between(first + 1, last), "teryt"].astype(str))
    kept = [peer for peer in peers if peer not in moved]
    both = np.stack([figures.in_year(indicator.id, kept, year) for year in (first, last)])
    both = both[:, ~np.isnan(both).any(axis=0)]
    if both.shape[1] < LEAST_PEERS:
        return np.nan, both.shape[1]
    before, after = np.median(both, axis=1)
    return float(after - before), both.shape[1]


@lru_cache(maxsize=2)
def county_sides(shared: Shared) -> Mapping[str, tuple[Numbers, Numbers, Numbers, Numbers]]:
    """Give values, numerators, denominators and variances of followed indicators, shape (years, units).

    Variances are those of a count: a rate varies as its cases, a proportion as a draw of its whole; what
    is below one case varies as one.
    """
    years, units = shared.figures.years, shared.figures.units
    known = shared.observations[shared.observations["state"].isin(NUMERIC_STATES)]
    wide = known.pivot_table(index=["year", "teryt"], columns="variable", values="value", observed=True)
    index = pd.MultiIndex.from_product([years, units], names=["year", "teryt"])
    wide = wide.reindex(index).astype(float)
    people = people_of(shared)
    shape = len(years), len(units)
    table = shared.values  # noqa: PD011
    rows = table[table["state"].isin(NUMERIC_STATES)]
    sides = {}
    for indicator in shared.indicators:
        if indicator.polarity == "informational" or not is_followed(indicator):
            continue
        own = rows[rows["indicator"] == indicator.id].set_index(["year", "teryt"])["value"]
        values = own.reindex(index).to_numpy(dtype=float).reshape(shape)
        both = ratio_sides(wide, indicator)
        above, below = (
            both[side].to_numpy(dtype=float).reshape(shape) for side in ("numerator", "denominator")
        )
        model = noise_model(indicator)
        whole = np.stack([people_in(people, model, year, units)[:-1] for year in years])
        variances = (
            np.full(shape, np.nan) if model is None else chance_variance(model.kind, values, whole, model.per)
        )
        sides[indicator.id] = values, above, below, variances
    return sides
