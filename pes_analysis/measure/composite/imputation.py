"""Imputation: gaps filled within limits, and every filled cell listed with what it was filled by."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.measure.composite.hierarchy import Hierarchy
from pes_analysis.measure.composite.neighbours import neighbour_values
from pes_analysis.measure.composite.panel import NO_YEAR, UNIT, YEAR
from pes_analysis.measure.composite.step_rules import Impute
from pes_analysis.protect.errors import PesError

FILLED_COLUMNS = [UNIT, YEAR, "indicator", "value", "method"]


def impute(
    values: pd.DataFrame, groups: pd.DataFrame, hierarchy: Hierarchy, step: Impute
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Fill missing values as the step says.

    Parameters
    ----------
    values : DataFrame
        Index ``unit, year``; one column an indicator.
    groups : DataFrame
        The same index; the columns of groups.
    hierarchy : Hierarchy
        Its lowest groups are where ``least_indicators`` is counted.
    step : Impute

    Returns
    -------
    values : DataFrame
        The same, filled; without the units left out by ``drop_units``.
    filled : DataFrame
        ``unit, year, indicator, value, method``: what was filled, or the gaps for which a unit was
        left out (then the value is NaN).

    Raises
    ------
    PesError
        When too few units have an indicator, a group has no value to be filled from, last values are
        asked of data without years, or fewer than two units remain.

    Examples
    --------
    >>> from pes_analysis.measure.composite.hierarchy import Group
    >>> index = pd.MultiIndex.from_product([["a", "b", "c"], [2024]], names=["unit", "year"])
    >>> values = pd.DataFrame({"jobs": [1.0, 3.0, None]}, index=index)
    >>> tree = Hierarchy(("jobs",), ((Group("index", ("jobs",)),),))
    >>> impute(values, pd.DataFrame(index=index), tree, Impute(method="mean"))[0]["jobs"].tolist()
    [1.0, 3.0, 2.0]
    """
    missing = values.isna()
    if step.method == "none" or not missing.to_numpy().any():
        return values, pd.DataFrame(columns=FILLED_COLUMNS)
    if step.method == "drop_units":
        return _without_gaps(values, missing)
    _refuse_rare(missing, step)
    wanted = missing & _known_enough(missing, hierarchy, step.least_indicators)
    donors = _donors(values, groups, step)
    filled = values.mask(wanted, donors)
    _refuse_unfilled(wanted & donors.isna(), groups, step)
    return filled, _listed(filled, wanted & filled.notna(), step.method)


def _donors(values: pd.DataFrame, groups: pd.DataFrame, step: Impute) -> pd.DataFrame:
    """Give for every cell the value by which it would be filled."""
    if step.method == "last_value":
        return _last_values(values, step.most_years)
    year = values.index.get_level_values(YEAR)
    group = groups[step.group].to_numpy() if step.group else np.zeros(len(values), dtype=int)
    together = values.groupby([year, group], sort=False)
    if step.method == "nearest_neighbour":
        found = values.copy()
        for rows in together.indices.values():
            found.iloc[rows] = neighbour_values(values.iloc[rows].to_numpy(), step.neighbours)
        return found
    averages = together.transform("median" if "median" in step.method else "mean")
    if step.group:
        # A unit of no group has nothing to be filled from.
        averages[group == ""] = np.nan
    return averages


def _last_values(values: pd.DataFrame, most_years: int) -> pd.DataFrame:
    """Give the newest earlier value of the same unit that is not too old."""
    years = pd.Series(values.index.get_level_values(YEAR), index=values.index, dtype=np.float64)
    if (years == NO_YEAR).all():
        raise PesError(
            "Imputacja ostatnią wartością (last_value) wymaga kolumny „year”. Dopisz ją albo zmień metodę.",
            "Imputing the last value (last_value) needs the column 'year'. Add it or change the method.",
        )
    ordered = values.sort_index(level=[UNIT, YEAR])
    dated = ordered.notna().mul(years.loc[ordered.index], axis=0).where(ordered.notna())
    by_unit = ordered.index.get_level_values(UNIT)
    last, since = (frame.groupby(by_unit).ffill() for frame in (ordered, dated))
    age = since.rsub(years.loc[ordered.index], axis=0)
    return last.where(age <= most_years).loc[values.index]


def _known_enough(missing: pd.DataFrame, hierarchy: Hierarchy, least: float) -> pd.DataFrame:
    """Say for each cell whether its unit has enough of the other indicators of the group."""
    enough = np.ones(missing.shape, dtype=bool)
    for group in hierarchy.levels[0]:
        parts = missing.columns.get_indexer(pd.Index(group.parts))
        known = 1 - missing.to_numpy()[:, parts].mean(axis=1)
        enough[:, parts] = (known >= least)[:, np.newaxis]
    return pd.DataFrame(enough, index=missing.index, columns=missing.columns)


def _without_gaps(values: pd.DataFrame, missing: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    complete = values[~missing.any(axis=1)]
    if complete.index.get_level_values(UNIT).nunique() < 2:
        raise PesError(
            "Bez jednostek z brakami (drop_units) nie zostają dwie jednostki. Zmień metodę imputacji.",
            "Without units that have gaps (drop_units) fewer than two remain. Change the imputation.",
        )
    return complete, _listed(values, missing, "drop_units")


def _listed(values: pd.DataFrame, cells: pd.DataFrame, method: str) -> pd.DataFrame:
    rows, columns = np.nonzero(cells.to_numpy())
    return pd.DataFrame(
        {
            UNIT: values.index.get_level_values(UNIT)[rows],
            YEAR: values.index.get_level_values(YEAR)[rows],
            "indicator": values.columns.to_numpy()[columns],
            "value": values.to_numpy()[rows, columns],
            "method": method,
        },
        columns=FILLED_COLUMNS,
    )


def _refuse_rare(missing: pd.DataFrame, step: Impute) -> None:
    known: npt.NDArray[np.float64] = 1 - missing.mean().to_numpy()
    if (known < step.least_units).any():
        at = int(np.flatnonzero(known < step.least_units)[0])
        name, share = missing.columns[at], f"{known[at]:.0%}"
        raise PesError(
            f"Wskaźnik „{name}” ma tylko {share} jednostek; do imputacji trzeba {step.least_units:.0%} "
            "(least_units). Uzupełnij dane, usuń go z przepisu albo zmień tę granicę.",
            f"Only {share} of the units have the indicator '{name}'; imputing needs {step.least_units:.0%} "
            "(least_units). Complete the data, remove it from the recipe or change this limit.",
        )


def _refuse_unfilled(unfilled: pd.DataFrame, groups: pd.DataFrame, step: Impute) -> None:
    """Refuse a gap that the method cannot fill; a last value may be too old, and then the gap stays."""
    rows, columns = np.nonzero(unfilled.to_numpy())
    if not len(rows) or step.method == "last_value":
        return
    unit, _ = unfilled.index[rows[0]]
    name = unfilled.columns[columns[0]]
    group = f" ({step.group}: {groups[step.group].iloc[rows[0]]})" if step.group else ""
    raise PesError(
        f"Nie ma z czego uzupełnić wskaźnika „{name}” jednostki „{unit}”{group}. "
        "Zmień metodę imputacji albo grupy.",
        f"There is nothing to fill the indicator '{name}' of the unit '{unit}' from{group}. "
        "Change the imputation or the groups.",
    )
