"""Denomination: totals divided by the size of what they belong to, before anything is compared."""

import pandas as pd

from pes_analysis.measure.composite.recipe import Recipe
from pes_analysis.protect.errors import PesError


def denominate(values: pd.DataFrame, recipe: Recipe) -> pd.DataFrame:
    """Divide indicators by their denominators.

    Parameters
    ----------
    values : DataFrame
        Index ``unit, year``; the columns of the recipe.
    recipe : Recipe

    Returns
    -------
    DataFrame
        Indicators only, in the order of the recipe. Missing where the value or its denominator is.

    Raises
    ------
    PesError
        When a denominator is zero: such a ratio is undefined, and must not be filled like a missing one.

    Examples
    --------
    >>> recipe = Recipe.model_validate({"indicators": [
    ...     {"name": "trade", "polarity": "stimulant", "denominator": "gdp"}]})
    >>> denominate(pd.DataFrame({"trade": [1.0, 6.0], "gdp": [2.0, 3.0]}), recipe)["trade"].tolist()
    [0.5, 2.0]
    """
    result = {}
    for rule in recipe.indicators:
        column = values[rule.name]
        if rule.denominator is not None:
            divisor = values[rule.denominator]
            zero = column.notna() & (divisor == 0)
            if zero.any():
                unit = values.index[zero][0][0]
                raise PesError(
                    f"Mianownik „{rule.denominator}” wskaźnika „{rule.name}” jest zerem dla jednostki "
                    f"„{unit}”. Popraw dane.",
                    f"The denominator '{rule.denominator}' of '{rule.name}' is zero for the unit '{unit}'. "
                    "Correct the data.",
                )
            column = column / divisor
        result[rule.name] = column
    return pd.DataFrame(result, index=values.index)
