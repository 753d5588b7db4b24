"""Units side by side: who is best and worst in an indicator, and whether chance could have decided it."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.catalogue import Indicator
from pes_analysis.compare.quartiles import quartiles
from pes_analysis.compare.standing import goodness, mark_of
from pes_analysis.measure.rounding import round_half_up

Numbers = npt.NDArray[np.float64]
BEST, TYPICAL, WORST, NONE = "best", "typical", "worst", "none"
OF_QUARTERS = {"better": BEST, "middle": TYPICAL, "worse": WORST, "none": NONE}


def mark_units(
    values: pd.DataFrame,
    indicators: Sequence[Indicator],
    bounds: tuple[pd.DataFrame, pd.DataFrame],
    *,
    quarters: bool,
) -> pd.DataFrame:
    """Mark the best and the worst unit in every judged indicator.

    Among a few units the best and the worst are those with the best and the worst printed value, all of
    them when several share it; nobody when all have the same. In a whole group they are those who do
    better, or worse, than at least three quarters of the others.

    Parameters
    ----------
    values : DataFrame
        Units by indicators, as printed; NaN for a gap and for what is not judged.
    indicators : sequence of Indicator
    bounds : (DataFrame, DataFrame)
        Intervals of the values, of the same shape; NaN where a value is exact.
    quarters : bool
        Whether a whole group is compared.

    Returns
    -------
    DataFrame
        One row a unit and indicator: ``unit, indicator, mark`` (``"best"``, ``"typical"``, ``"worst"``,
        ``"none"``) and ``clear``: among a few units, whether no interval of the others reaches across
        that of the best, or of the worst.

    Examples
    --------
    >>> from pes_analysis.catalogue import load_catalogue
    >>> rate = load_catalogue().indicator("unemployment_rate")
    >>> values = pd.DataFrame({"unemployment_rate": [4.0, 9.0, 6.0]}, index=["a", "b", "c"])
    >>> marks = mark_units(values, [rate], (values, values), quarters=False)
    >>> marks[["unit", "mark", "clear"]].values.tolist()
    [['a', 'best', True], ['b', 'worst', True], ['c', 'typical', False]]
    """
    marked = _by_quarters if quarters else _by_ends
    parts = []
    for indicator in indicators:
        column, *spans = (table[indicator.id].to_numpy(dtype=float) for table in (values, *bounds))
        judged = goodness(column, indicator.polarity, indicator.range)
        if judged is None:
            marks, clear = np.full(len(column), NONE, dtype=object), np.zeros(len(column), dtype=bool)
        else:
            marks, clear = marked(judged, _span(judged, spans[0], spans[1], indicator))
        parts.append(
            pd.DataFrame({"unit": values.index, "indicator": indicator.id, "mark": marks, "clear": clear})
        )
    return pd.concat(parts, ignore_index=True)


def mark_scores(scores: pd.DataFrame, *, quarters: bool) -> pd.DataFrame:
    """Mark the best and the worst unit in every score, as ``mark_units`` does in every indicator.

    Parameters
    ----------
    scores : DataFrame
        Units by scores; more is better, and two that are printed alike in whole points are alike.
    quarters : bool
        Whether a whole group is compared.

    Returns
    -------
    DataFrame
        Of the same shape: ``"best"``, ``"typical"``, ``"worst"`` or ``"none"``.

    Examples
    --------
    >>> scores = pd.DataFrame({"economic": [70.2, 69.8, 40.0, np.nan]})
    >>> mark_scores(scores, quarters=False)["economic"].tolist()
    ['best', 'best', 'worst', 'none']
    """
    marked = _by_quarters if quarters else _by_ends
    printed = scores.apply(lambda column: round_half_up(column.to_numpy(dtype=float), 0))
    return printed.apply(lambda column: marked(column.to_numpy(), (column.to_numpy(), column.to_numpy()))[0])


def distributions(values: pd.DataFrame) -> pd.DataFrame:
    """Describe each indicator over a group.

    Parameters
    ----------
    values : DataFrame
        Units by indicators.

    Returns
    -------
    DataFrame
        One row an indicator: ``indicator, n, minimum, q1, median, q3, maximum``; NaN where n is 0.

    Examples
    --------
    >>> distributions(pd.DataFrame({"rate": [1.0, 2.0, 3.0, None]})).values.tolist()
    [['rate', 3, 1.0, 1.5, 2.0, 2.5, 3.0]]
    """
    numbers = values.to_numpy(dtype=float)
    sides = quartiles(numbers[np.newaxis], (0.0, 0.25, 0.5, 0.75, 1.0))
    names = ("minimum", "q1", "median", "q3", "maximum")
    return pd.DataFrame(
        {
            "indicator": list(values.columns),
            "n": (~np.isnan(numbers)).sum(axis=0),
            **{name: side[0] for name, side in zip(names, sides, strict=True)},
        }
    )


def _by_ends(judged: Numbers, span: tuple[Numbers, Numbers]) -> tuple[npt.NDArray[np.object_], Numbers]:
    known = ~np.isnan(judged)
    marks = np.where(known, TYPICAL, NONE).astype(object)
    clear = np.zeros(len(judged), dtype=bool)
    if known.sum() < 2 or np.nanmin(judged) == np.nanmax(judged):
        return np.where(known & (known.sum() > 1), TYPICAL, NONE).astype(object), clear
    low, high = span
    for mark, end in ((BEST, judged == np.nanmax(judged)), (WORST, judged == np.nanmin(judged))):
        others = known & ~end
        apart = low[end].min() > high[others].max() if mark == BEST else high[end].max() < low[others].min()
        marks[end], clear[end] = mark, bool(apart)
    return marks, clear


def _by_quarters(judged: Numbers, _: tuple[Numbers, Numbers]) -> tuple[npt.NDArray[np.object_], Numbers]:
    known = judged[~np.isnan(judged)]
    marks = [
        NONE
        if np.isnan(one)
        else OF_QUARTERS[mark_of(int((known < one).sum()), int((known > one).sum()), len(known) - 1)]
        for one in judged
    ]
    return np.array(marks, dtype=object), np.zeros(len(judged), dtype=bool)


def _span(judged: Numbers, lower: Numbers, upper: Numbers, indicator: Indicator) -> tuple[Numbers, Numbers]:
    """Give how bad and how good a unit may be inside its interval; the value itself without one."""
    ends = np.array([goodness(side, indicator.polarity, indicator.range) for side in (lower, upper)], float)
    low, high = ends.min(axis=0), ends.max(axis=0)
    if indicator.range is not None:
        # The best of a recommended range may lie between the ends of the interval.
        high = np.where((lower <= indicator.range[1]) & (upper >= indicator.range[0]), 0.0, high)
    exact = np.isnan(lower) | np.isnan(upper)
    return np.where(exact, judged, low), np.where(exact, judged, high)
