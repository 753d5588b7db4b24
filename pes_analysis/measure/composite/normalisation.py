"""Normalisation: values of different units and directions on one scale, where more is always better."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.measure.composite.axis_ranks import rank_along
from pes_analysis.measure.composite.indicator_rules import IndicatorRule
from pes_analysis.measure.composite.panel import UNIT, YEAR, blocks
from pes_analysis.measure.composite.recipe import Recipe
from pes_analysis.measure.composite.step_rules import Normalise
from pes_analysis.protect.errors import PesError

Numbers = npt.NDArray[np.floating]
ROUNDING = 1e-5


@dataclass(frozen=True)
class Column:
    """One indicator ready to be normalised.

    Attributes
    ----------
    numbers : ndarray
        Of a nominant: distances outside its range.
    less_is_better : bool
    rule : IndicatorRule
    raw : ndarray
        As in the data.
    reference : int, optional
        The place of the reference unit on the last axis.
    """

    numbers: Numbers
    less_is_better: bool
    rule: IndicatorRule
    raw: Numbers
    reference: int | None


def normalise(values: pd.DataFrame, recipe: Recipe) -> pd.DataFrame:
    """Bring indicators to one scale and one direction.

    Parameters
    ----------
    values : DataFrame
        Index ``unit, year``; one column an indicator.
    recipe : Recipe

    Returns
    -------
    DataFrame
        Of the same shape: more is better. Missing values stay missing.

    Raises
    ------
    PesError
        When an indicator is constant, has one value only, or the method cannot be calculated for it.

    Examples
    --------
    >>> recipe = Recipe.model_validate({"indicators": [
    ...     {"name": "jobs", "polarity": "stimulant"}, {"name": "debt", "polarity": "destimulant"},
    ...     {"name": "staff", "polarity": "nominant", "range": [4, 6]}]})
    >>> index = pd.MultiIndex.from_product([["a", "b", "c"], [2024]], names=["unit", "year"])
    >>> table = pd.DataFrame({"jobs": [1.0, 2, 5], "debt": [1.0, 2, 5], "staff": [1.0, 5, 7.5]}, index=index)
    >>> normalise(table, recipe).values.tolist()
    [[0.0, 100.0, 0.0], [25.0, 75.0, 100.0], [100.0, 0.0, 50.0]]
    """
    step = recipe.steps.normalise
    numbers, result = values.to_numpy(), np.full(values.shape, np.nan)
    for year, rows in blocks(values.index, recipe.years == "each_year"):
        reference = reference_place(values.index[rows], step)
        for at, rule in enumerate(recipe.indicators):
            try:
                result[rows, at] = normalise_column(numbers[rows, at], rule, step, reference)
            except PesError as error:
                when_pl, when_en = (f" (rok {year})", f" (year {year})") if year else ("", "")
                raise PesError(
                    f"Wskaźnik „{rule.name}”{when_pl}: {error.pl}",
                    f"The indicator '{rule.name}'{when_en}: {error.en}",
                ) from error
    return pd.DataFrame(result, index=values.index, columns=values.columns)


def normalise_column(
    raw: Numbers, rule: IndicatorRule, step: Normalise, reference: int | None = None
) -> Numbers:
    """Normalise the values of one indicator.

    Parameters
    ----------
    raw : ndarray of shape (..., units)
        In the unit of the data; each row of units is normalised for itself.
    rule : IndicatorRule
    step : Normalise
    reference : int, optional
        The place of the reference unit, where the method needs it; see `reference_place`.

    Returns
    -------
    ndarray

    Raises
    ------
    PesError
        Saying what is wrong with the values, not of which indicator they are.
    """
    numbers = raw if rule.range is None else _distance_outside(raw, rule.range)
    column = Column(numbers, rule.polarity != "stimulant", rule, raw, reference)
    scaled = METHODS[step.method](column, step)
    if step.method not in SCALED:
        return scaled
    low, high = step.scale
    return np.asarray(low + (high - low) * scaled)


def _distance_outside(values: Numbers, bounds: tuple[float, float]) -> Numbers:
    below, above = bounds[0] - values, values - bounds[1]
    return np.asarray(np.maximum(np.maximum(below, above), 0))


def _minmax(column: Column, step: Normalise) -> Numbers:
    lowest, highest = _spread(column.numbers)
    if column.less_is_better:
        lowest, highest = highest, lowest
    return (column.numbers - lowest) / (highest - lowest)


def _goalposts(column: Column, step: Normalise) -> Numbers:
    posts, best = column.rule.goalposts, column.rule.range
    if posts is None:
        raise PesError("brak „goalposts”. Dopisz je.", "no 'goalposts'. Add them.")
    low, high = posts
    if best is not None:
        share = np.minimum(
            np.minimum((column.raw - low) / (best[0] - low), (high - column.raw) / (high - best[1])), 1
        )
    elif column.less_is_better:
        share = (high - column.raw) / (high - low)
    else:
        share = (column.raw - low) / (high - low)
    return np.asarray(np.clip(share, 0, 1) if step.clips else share)


def _zscore(column: Column, step: Normalise) -> Numbers:
    _spread(column.numbers)
    known = ~np.isnan(column.numbers)
    count = known.sum(axis=-1, keepdims=True)
    centred = column.numbers - _total(column.numbers, known) / count
    deviation = np.sqrt(_total(centred**2, known) / (count - step.ddof))
    mean, spread = step.moments
    return np.asarray(mean + spread * (-centred if column.less_is_better else centred) / deviation)


def _percentile_rank(column: Column, step: Normalise) -> Numbers:
    return (_ranks(column) - 1) / (_count(column) - 1)


def _categorical(column: Column, step: Normalise) -> Numbers:
    below = (_ranks(column) - 1) * step.classes / _count(column)
    # Whole classes are whole whatever their binary form.
    return np.floor(below + ROUNDING) / (step.classes - 1)


def _count(column: Column) -> Numbers:
    return np.asarray((~np.isnan(column.numbers)).sum(axis=-1, keepdims=True), dtype=column.numbers.dtype)


def _total(values: Numbers, known: npt.NDArray[np.bool_]) -> Numbers:
    return np.asarray(np.sum(values, axis=-1, keepdims=True, where=known))


def _ranks(column: Column) -> Numbers:
    """Rank from the worst, ties sharing the lowest rank."""
    _spread(column.numbers)
    upwards = -column.numbers if column.less_is_better else column.numbers
    ranks = rank_along(upwards).astype(upwards.dtype)
    return np.where(np.isnan(upwards), np.nan, ranks)


def _to_point(column: Column, point: Numbers, is_clipped: bool) -> Numbers:
    """Give the way from the worst value to a point as a share: 1 at the point, more beyond it."""
    lowest, highest = _spread(column.numbers)
    worst = highest if column.less_is_better else lowest
    if not ((point < worst) if column.less_is_better else (point > worst)).all():
        raise PesError(
            "cel albo jednostka odniesienia nie jest lepsza od najgorszej wartości. Zmień ją.",
            "the target, or the unit of reference, is no better than the worst value. Change it.",
        )
    share = (column.numbers - worst) / (point - worst)
    return np.minimum(share, 1) if is_clipped else share


def _to_target(column: Column, step: Normalise) -> Numbers:
    # The target of a nominant is its range: no distance at all.
    target = 0.0 if column.rule.target is None else column.rule.target
    return _to_point(column, np.asarray(target), step.clips)


def _to_reference(column: Column, step: Normalise) -> Numbers:
    point = column.numbers[..., [column.reference or 0]]
    if np.isnan(point).any():
        raise PesError(
            f"jednostka odniesienia „{step.reference}” nie ma wartości. Wybierz inną.",
            f"the unit of reference '{step.reference}' has no value. Choose another.",
        )
    return _to_point(column, point, step.clips)


def _share_of_max(column: Column, step: Normalise) -> Numbers:
    least, most = _spread(column.numbers)
    if (least < 0).any() or (column.less_is_better and (least == 0).any()):
        raise PesError(
            "udział w maksimum wymaga wartości dodatnich. Wybierz inną normalizację.",
            "a share of the maximum needs positive values. Choose another normalisation.",
        )
    return least / column.numbers if column.less_is_better else column.numbers / most


def _vector(column: Column, step: Normalise) -> Numbers:
    length = np.sqrt(_total(column.numbers**2, ~np.isnan(column.numbers)))
    if (length == 0).any():
        raise PesError(
            "same zera nie mają długości. Wybierz inną normalizację albo usuń wskaźnik.",
            "nothing but zeros has no length. Choose another normalisation or remove the indicator.",
        )
    share = column.numbers / length
    return 1 - share if column.less_is_better else share


def _spread(values: Numbers) -> tuple[Numbers, Numbers]:
    """Give the lowest and the highest values, or refuse a column in which nothing differs."""
    lowest = np.asarray(np.fmin.reduce(values, axis=-1, keepdims=True))
    highest = np.asarray(np.fmax.reduce(values, axis=-1, keepdims=True))
    if not (highest > lowest).all():
        if ((~np.isnan(values)).sum(axis=-1) < 2).any():
            raise PesError(
                "ma mniej niż dwie wartości. Uzupełnij dane albo usuń go z przepisu.",
                "it has fewer than two values. Complete the data or remove it from the recipe.",
            )
        at = float(lowest[highest == lowest].flat[0])
        raise PesError(
            f"ma wszędzie tę samą wartość ({at:g}), więc niczego nie różni. Usuń go z przepisu.",
            f"it has the same value everywhere ({at:g}), so it tells nothing apart. Remove it "
            "from the recipe.",
        )
    return lowest, highest


def reference_place(index: pd.Index, step: Normalise) -> int | None:
    """Find the reference unit among rows; of pooled years, its newest.

    Parameters
    ----------
    index : MultiIndex
        ``unit, year`` of the rows.
    step : Normalise

    Returns
    -------
    int or None
        None where the step has no reference.

    Raises
    ------
    PesError
        When no row is of that unit.
    """
    if step.reference is None:
        return None
    own = np.flatnonzero(index.get_level_values(UNIT) == step.reference)
    if not len(own):
        raise PesError(
            f"Jednostki odniesienia „{step.reference}” nie ma w danych. Popraw nazwę.",
            f"The unit of reference '{step.reference}' is not in the data. Correct the name.",
        )
    return int(own[index.get_level_values(YEAR)[own].argmax()])


# The methods whose 0 and 1 are stretched to the scale of the recipe.
SCALED = frozenset({"minmax", "goalposts", "percentile_rank", "categorical"})
METHODS: Mapping[str, Callable[[Column, Normalise], Numbers]] = {
    "minmax": _minmax,
    "unitaryzacja_zerowana": _minmax,
    "goalposts": _goalposts,
    "zscore": _zscore,
    "percentile_rank": _percentile_rank,
    "categorical": _categorical,
    "distance_to_target": _to_target,
    "distance_to_reference": _to_reference,
    "distance_to_max": _minmax,
    "share_of_max": _share_of_max,
    "vector": _vector,
}
