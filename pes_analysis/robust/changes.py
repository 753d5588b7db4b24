"""How an index changed between years, and whether more than by the noise of data and the choice of method."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.measure.composite.axis_ranks import NO_RANK
from pes_analysis.measure.composite.index import CompositeIndex
from pes_analysis.measure.composite.panel import UNIT, YEAR
from pes_analysis.robust.robustness import RobustIndex, own_scale_replications, score_quantiles

Numbers = npt.NDArray[np.float64]
COLUMNS = (
    UNIT, "from", "to", "score_from", "score_to", "change", "change_low", "change_high", "p_better",
    "direction", "rank_from", "rank_to",
)  # fmt: skip
# A change that holds in so many replications is told as one.
CERTAIN = 0.95


def index_changes(made: CompositeIndex, robust: RobustIndex | None) -> pd.DataFrame:
    """Set every unit's score beside that of an earlier year.

    Parameters
    ----------
    made : CompositeIndex
    robust : RobustIndex or None

    Returns
    -------
    DataFrame
        One row a unit and pair of years, ``unit, from, to``: neighbouring years, then the first and the
        last where there are more than two. ``score_from, score_to, change`` are NaN where each year has a
        scale of its own. With robustness ``change_low, change_high`` hold the interval over the
        replications on the recipe's own scale, and ``p_better`` is how often the unit did better in the
        later year, by its score, or by its rank where scales differ; a tie counts half. ``direction`` is
        ``better`` or ``worse`` where that holds in 95 % of the replications, ``unsure`` otherwise, and empty
        without robustness. ``rank_from, rank_to`` are ranks in their years. Empty for data of one year.

    Examples
    --------
    >>> from pes_analysis.measure.composite.index import compute_index
    >>> from pes_analysis.measure.composite.panel import lay_out_panel
    >>> from pes_analysis.measure.composite.recipe import Recipe
    >>> recipe = Recipe.model_validate({"indicators": [{"name": "jobs", "polarity": "stimulant"}]})
    >>> table = pd.DataFrame({"unit": ["a", "b"] * 2, "year": [2023, 2023, 2024, 2024], "jobs": [1, 2, 5, 4]})
    >>> made = compute_index(lay_out_panel(table, recipe), recipe)
    >>> index_changes(made, None)[["unit", "change", "rank_from", "rank_to"]].values.tolist()
    [['a', 100.0, 2, 1], ['b', 50.0, 1, 2]]
    """
    years = sorted(set(made.scores.index.get_level_values(YEAR)))
    pairs = [*pairwise(years), *([(years[0], years[-1])] if len(years) > 2 else [])]
    tables = [_between(made, robust, first, last) for first, last in pairs]
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=list(COLUMNS))


def _between(made: CompositeIndex, robust: RobustIndex | None, first: int, last: int) -> pd.DataFrame:
    before, after = (
        pd.DataFrame({"score": made.scores[made.recipe.name], "rank": made.ranks[made.recipe.name]})
        .xs(year, level=YEAR)
        .dropna()
        for year in (first, last)
    )
    units = [str(unit) for unit in before.index.intersection(after.index)]
    before, after = before.loc[units], after.loc[units]
    is_one_scale = made.recipe.years == "pooled"
    if not is_one_scale:
        before["score"], after["score"] = np.nan, np.nan
    low, high, better = (
        np.full((3, len(units)), np.nan)
        if robust is None
        else _tried(robust, units, (first, last), is_one_scale)
    )
    return pd.DataFrame(
        {
            UNIT: units,
            "from": first,
            "to": last,
            "score_from": before["score"].to_numpy(),
            "score_to": after["score"].to_numpy(),
            "change": (after["score"] - before["score"]).to_numpy(),
            "change_low": low,
            "change_high": high,
            "p_better": better,
            "direction": np.select(
                [np.isnan(better), better >= CERTAIN, better <= 1 - CERTAIN],
                ["", "better", "worse"],
                "unsure",
            ),
            "rank_from": before["rank"].to_numpy(),
            "rank_to": after["rank"].to_numpy(),
        },
        columns=list(COLUMNS),
    )


def _tried(
    robust: RobustIndex, units: Sequence[str], years: tuple[int, int], is_one_scale: bool
) -> tuple[Numbers, Numbers, Numbers]:
    """Give the interval of changes and how often they are for the better."""
    made = robust.replications
    first, last = (
        made.index.get_indexer(pd.MultiIndex.from_product([units, [year]], names=made.index.names))
        for year in years
    )
    if not is_one_scale:
        ranks = np.where(made.ranks == NO_RANK, np.nan, made.ranks)
        nothing = np.full(len(units), np.nan)
        return nothing, nothing, _share_above(ranks[:, first] - ranks[:, last])
    differences = made.scores[:, last] - made.scores[:, first]
    tail = (1 - robust.interval) / 2
    bounds = score_quantiles(differences[own_scale_replications(made.design)], [tail, 1 - tail])
    return bounds[:, 0], bounds[:, 1], _share_above(differences)


def _share_above(differences: npt.NDArray[np.floating]) -> Numbers:
    """Give how often a column is above zero, ties half; NaN where it is never known."""
    known = (~np.isnan(differences)).sum(axis=0)
    wins = (differences > 0).sum(axis=0) + (differences == 0).sum(axis=0) / 2
    return np.asarray(wins / np.where(known > 0, known, np.nan), dtype=np.float64)
