"""Outliers: winsorised point by point or drawn in by a logarithm, with a log of every treated value."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.measure.composite.panel import UNIT, YEAR, blocks
from pes_analysis.measure.composite.recipe import Recipe
from pes_analysis.measure.composite.shape import shape_of
from pes_analysis.measure.composite.step_rules import Treat
from pes_analysis.protect.errors import PesError

Numbers = npt.NDArray[np.floating]


@dataclass(frozen=True)
class Treatment:
    """Treated values, and what was done.

    Attributes
    ----------
    treated : DataFrame
    summary : DataFrame
        One row an indicator (and year, where years are treated apart): ``indicator, year, method, low,
        high, skew_before, kurtosis_before, skew_after, kurtosis_after, passes``; ``low`` and ``high``
        count winsorised points; the method is ``none`` where the shape passed.
    points : DataFrame
        Every changed value: ``unit, year, indicator, method, before, after``.
    """

    treated: pd.DataFrame
    summary: pd.DataFrame
    points: pd.DataFrame


def treat(values: pd.DataFrame, recipe: Recipe) -> Treatment:
    """Treat the indicators whose skewness and kurtosis are both too high.

    Winsorising sets the extreme point (points, when tied) to the next value, on the side to which the
    distribution leans, until the shape passes or no more points may be changed. Where that does not
    suffice, the original values are transformed instead (as COINr 1.1, Becker et al. 2022).

    Parameters
    ----------
    values : DataFrame
        Index ``unit, year``; one column an indicator.
    recipe : Recipe

    Returns
    -------
    Treatment

    Raises
    ------
    PesError
        When a transformation would move the fixed points of an indicator: a nominant's range, goalposts
        or a target in the unit of the data.

    Examples
    --------
    >>> recipe = Recipe.model_validate({"indicators": [{"name": "jobs", "polarity": "stimulant"}],
    ...                                 "steps": {"treat": {"method": "winsorise", "most_points": 1}}})
    >>> index = pd.MultiIndex.from_product([list("abcdefg"), [2024]], names=["unit", "year"])
    >>> made = treat(pd.DataFrame({"jobs": [1.0, 2, 3, 2, 1, 2, 90]}, index=index), recipe)
    >>> made.treated["jobs"].tolist(), made.summary[["method", "high"]].values.tolist()
    ([1.0, 2.0, 3.0, 2.0, 1.0, 2.0, 3.0], [['winsorise', 1]])
    """
    step = recipe.steps.treat
    before = values.to_numpy()
    after = before.copy()
    methods = np.full(before.shape, "none", dtype=object)
    summary = []
    for year, rows in blocks(values.index, recipe.years == "each_year"):
        for column, rule in enumerate(recipe.indicators):
            own_step = step.model_copy(update={"method": rule.treat}) if rule.treat else step
            observed = before[rows, column]
            treated, method = _treated(observed, own_step)
            if method not in ("none", "winsorise"):
                _refuse_moving_points(rule.name, method, recipe)
                _refuse_undefined(rule.name, method, observed, treated)
            after[rows, column] = treated
            methods[rows, column] = method
            summary.append(_summary(rule.name, year, method, observed, treated, own_step))
    table = pd.DataFrame(after, index=values.index, columns=values.columns)
    return Treatment(table, pd.DataFrame(summary), _points(values, after, methods))


def _treated(values: Numbers, step: Treat) -> tuple[Numbers, str]:
    """Give treated values and the method that was needed."""
    if step.method == "none" or shape_of(values).passes(step.skew, step.kurtosis):
        return values, "none"
    if step.method != "winsorise":
        return transform(values, step.method, step.exponent, values), step.method
    winsorised = _winsorised(values, step)
    if shape_of(winsorised).passes(step.skew, step.kurtosis) or step.otherwise == "none":
        return winsorised, "winsorise"
    return transform(values, step.otherwise, step.exponent, values), step.otherwise


def _winsorised(values: Numbers, step: Treat) -> Numbers:
    known = ~np.isnan(values)
    # 10 % of 50 is 5 whatever its binary form.
    most = step.most_points or int(np.ceil(round(step.most_share * known.sum(), 9)))
    treated = values.copy()
    changed = np.zeros(len(values), dtype=bool)
    while changed.sum() < most:
        shape = shape_of(treated)
        if shape.passes(step.skew, step.kurtosis):
            break
        is_high = shape.skewness >= 0
        extreme = np.nanmax(treated) if is_high else np.nanmin(treated)
        outermost = treated == extreme
        rest = treated[known & ~outermost]
        treated[outermost] = rest.max() if is_high else rest.min()
        changed |= outermost
    return treated


def transform(values: Numbers, method: str, exponent: float, of: Numbers) -> Numbers:
    """Draw outliers in by a transformation that keeps the order of units.

    Parameters
    ----------
    values : ndarray
        What is transformed.
    method : str
        ``log_ct``: log(x - minimum + 1 % of the range); ``log_ct_plus``: the same, mirrored where the
        distribution leans to low values; ``log_gii``; ``box_cox`` of x - minimum + 1.
    exponent : float
        Of Box and Cox.
    of : ndarray
        The values whose minimum, maximum and skewness decide.

    Returns
    -------
    ndarray
        Infinite or NaN where there is no logarithm.
    """
    lowest, highest = np.nanmin(of), np.nanmax(of)
    spread = highest - lowest
    transformations: dict[str, Callable[[], Numbers]] = {
        "log_ct": lambda: np.log(values - lowest + 0.01 * spread),
        "log_ct_plus": lambda: (
            np.log(values - lowest + 0.01 * spread)
            if shape_of(of).skewness > 0
            else -np.log(highest - values + 0.01 * spread)
        ),
        "log_gii": lambda: np.log((highest - 1) * (values - lowest) / spread + 1),
        "box_cox": lambda: _box_cox(values - lowest + 1, exponent),
    }
    with np.errstate(divide="ignore", invalid="ignore"):
        return transformations[method]()


def _box_cox(positive: Numbers, exponent: float) -> Numbers:
    return np.log(positive) if exponent == 0 else (positive**exponent - 1) / exponent


def _summary(
    name: str, year: str, method: str, before: Numbers, after: Numbers, step: Treat
) -> dict[str, object]:
    is_winsorised = method == "winsorise"
    old = shape_of(before)
    new = old if method == "none" else shape_of(after)
    return {
        "indicator": name,
        YEAR: year,
        "method": method,
        "low": int((after > before).sum()) if is_winsorised else 0,
        "high": int((after < before).sum()) if is_winsorised else 0,
        "skew_before": old.skewness,
        "kurtosis_before": old.kurtosis,
        "skew_after": new.skewness,
        "kurtosis_after": new.kurtosis,
        "passes": new.passes(step.skew, step.kurtosis),
    }


def _points(before: pd.DataFrame, after: Numbers, methods: npt.NDArray[np.object_]) -> pd.DataFrame:
    """List every changed value, indicator by indicator."""
    numbers = before.to_numpy()
    columns, rows = np.nonzero(((numbers != after) & ~np.isnan(numbers)).T)
    return pd.DataFrame(
        {
            UNIT: before.index.get_level_values(UNIT)[rows],
            YEAR: before.index.get_level_values(YEAR)[rows],
            "indicator": before.columns.to_numpy()[columns],
            "method": methods[rows, columns],
            "before": numbers[rows, columns],
            "after": after[rows, columns],
        }
    )


def _refuse_moving_points(name: str, method: str, recipe: Recipe) -> None:
    rule = recipe.rule(name)
    fixed = {
        "range": rule.range,
        "goalposts": recipe.steps.normalise.method == "goalposts" or None,
        "target": recipe.steps.normalise.method == "distance_to_target" or None,
    }
    key = next((key for key, point in fixed.items() if point is not None), None)
    if key is not None:
        raise PesError(
            f"Przekształcenie {method} zmieniłoby jednostkę wskaźnika „{name}”, a „{key}” jest w jednostce "
            "danych. Wpisz przy nim „treat: none” albo „otherwise: none” w kroku treat.",
            f"The transformation {method} would change the unit of '{name}', whose '{key}' is in that of "
            "the data. Write 'treat: none' for it, or 'otherwise: none' in the step treat.",
        )


def _refuse_undefined(name: str, method: str, before: Numbers, after: Numbers) -> None:
    if not np.isfinite(after[~np.isnan(before)]).all():
        raise PesError(
            f"Przekształcenia {method} nie da się policzyć dla wskaźnika „{name}”. Wybierz inne.",
            f"The transformation {method} cannot be calculated for the indicator '{name}'. Choose another.",
        )
