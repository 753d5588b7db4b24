"""Similar units: the nearest by what they are, and what they do differently."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from pes_analysis.catalogue import Indicator
from pes_analysis.compare.standing import goodness

SHARED = 0.6
LEAST_NEIGHBOURS = 2
LEAST_SPREADS = 0.5
COLUMNS = ("indicator", "value", "neighbours_median", "n", "spreads", "direction")
BETTER, WORSE, DIFFERENT = "neighbours_better", "neighbours_worse", "different"


def scale_traits(traits: pd.DataFrame, winsorise: tuple[float, float]) -> pd.DataFrame:
    """Bring traits to one scale, on which distances can be added.

    Each trait is drawn to its quantiles, so that a giant does not make all others alike, and divided by
    its standard deviation; one that does not vary is left out.

    Parameters
    ----------
    traits : DataFrame
        Units by traits, numbers; NaN where not known.
    winsorise : (float, float)
        Quantiles to which extreme values are drawn, for instance (0.01, 0.99).

    Examples
    --------
    >>> traits = pd.DataFrame({"size": [1.0, 3.0], "rural": [1.0, 1.0]}, index=["a", "b"])
    >>> scale_traits(traits, (0.0, 1.0)).to_dict("list")
    {'size': [1.0, 3.0]}
    """
    low, high = (traits.quantile(share) for share in winsorise)
    drawn = traits.clip(low, high, axis=1)
    spread = drawn.std(ddof=0)
    return (drawn / spread).loc[:, spread > 0]


def nearest_units(scaled: pd.DataFrame, unit: str, candidates: Sequence[str], count: int) -> pd.DataFrame:
    """Find the units most like one unit.

    The distance is the root of the mean squared difference over the traits that both have, if these are at
    least three fifths of all; otherwise the two are not compared.

    Parameters
    ----------
    scaled : DataFrame
        Units by traits, from :func:`scale_traits`.
    unit : str
    candidates : sequence of str
    count : int

    Returns
    -------
    DataFrame
        ``neighbour, distance``, nearest first; equal distances are ordered by name.

    Examples
    --------
    >>> traits = pd.DataFrame({"size": [1.0, 1.2, 5.0], "age": [10.0, 12.0, 40.0]}, index=["a", "b", "c"])
    >>> nearest_units(scale_traits(traits, (0.01, 0.99)), "a", ["c", "b"], 1)["neighbour"].tolist()
    ['b']
    """
    others = sorted(one for one in candidates if one != unit and one in scaled.index)
    gaps = scaled.loc[others].to_numpy(dtype=float) - scaled.loc[unit].to_numpy(dtype=float)
    shared = (~np.isnan(gaps)).sum(axis=1)
    squares = np.nansum(gaps**2, axis=1)
    enough = shared >= max(SHARED * gaps.shape[1], 1)
    distance = np.sqrt(np.divide(squares, shared, out=np.full(len(others), np.nan), where=enough))
    table = pd.DataFrame({"neighbour": others, "distance": distance}).dropna()
    return table.sort_values("distance", kind="stable").head(count).reset_index(drop=True)


def list_differences(
    values: pd.DataFrame,
    unit: str,
    neighbours: Sequence[str],
    indicators: Sequence[Indicator],
    spreads: pd.Series,
    most: int,
) -> pd.DataFrame:
    """List what similar units do most differently.

    Parameters
    ----------
    values : DataFrame
        Units by indicators, as printed.
    unit : str
    neighbours : sequence of str
    indicators : sequence of Indicator
        Those to look at.
    spreads : Series
        By indicator: the middle half of a wide group (third quartile less the first), in which
        differences are counted; an indicator whose spread is 0 or unknown is left out.
    most : int

    Returns
    -------
    DataFrame
        ``indicator, value, neighbours_median, n, spreads`` (the difference, neighbours less unit, in
        spreads) and ``direction``: ``"neighbours_better"``, ``"neighbours_worse"`` or, for what is not
        judged and for two values that are equally good, ``"different"``. The largest first; only those of
        at least half a spread that at least two neighbours have a number for.
    """
    rows = []
    # As arrays: looked up indicator by indicator a table takes a second for a group.
    columns = {str(name): at for at, name in enumerate(values.columns)}
    of_unit = values.loc[[unit]].to_numpy(dtype=float)[0]
    of_neighbours = values.loc[list(neighbours)].to_numpy(dtype=float)
    for indicator in indicators:
        own, theirs = float(of_unit[columns[indicator.id]]), of_neighbours[:, columns[indicator.id]]
        theirs = theirs[~np.isnan(theirs)]
        spread = float(spreads.get(indicator.id, np.nan))
        if np.isnan(own) or len(theirs) < LEAST_NEIGHBOURS or not spread > 0:
            continue
        median = float(np.median(theirs))
        judged = goodness(np.array([own, median]), indicator.polarity, indicator.range)
        gain = 0.0 if judged is None else judged[1] - judged[0]
        direction = BETTER if gain > 0 else WORSE if gain < 0 else DIFFERENT
        rows.append((indicator.id, own, median, len(theirs), (median - own) / spread, direction))
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    size = table["spreads"].abs()
    order = size[size >= LEAST_SPREADS].sort_values(ascending=False, kind="stable").index
    return table.loc[order].head(most).reset_index(drop=True)
