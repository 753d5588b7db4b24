"""The data of an index: units in rows, for each year where there are years, columns of numbers and groups."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

import numpy as np
import pandas as pd

from pes_analysis.measure.composite.recipe import Recipe
from pes_analysis.protect.errors import PesError

UNIT, YEAR = "unit", "year"
# Data without years are one year, which nothing prints.
NO_YEAR = 0
FEWEST_UNITS = 2


@dataclass(frozen=True)
class Panel:
    """Numbers and groups of units, laid out by unit and year.

    Attributes
    ----------
    numbers : DataFrame
        Index ``unit, year``; one column a number of the recipe, NaN where it is missing.
    groups : DataFrame
        The same index; columns of groups as text, empty where a unit belongs to none.
    has_years : bool
    """

    numbers: pd.DataFrame
    groups: pd.DataFrame
    has_years: bool


def lay_out_panel(table: pd.DataFrame, recipe: Recipe) -> Panel:
    """Take from a table what a recipe uses, and refuse a table it cannot be used on.

    Parameters
    ----------
    table : DataFrame
        Columns ``unit``, ``year`` where there are years, the columns of the recipe, and groups.
    recipe : Recipe

    Returns
    -------
    Panel
        Columns that the recipe does not name are left out, but for groups: columns of text.

    Raises
    ------
    PesError
        When a column is missing or is not numeric, a unit stands twice, there is one unit only, or an
        indicator has no value at all.

    Examples
    --------
    >>> recipe = Recipe.model_validate({"indicators": [{"name": "jobs", "polarity": "stimulant"}]})
    >>> panel = lay_out_panel(pd.DataFrame({"unit": ["a", "b"], "jobs": [1, 2], "kind": ["x", "y"]}), recipe)
    >>> panel.numbers["jobs"].tolist(), list(panel.groups), panel.has_years
    ([1.0, 2.0], ['kind'], False)
    """
    _refuse_missing_columns(table, recipe)
    has_years = YEAR in table
    _refuse_labels(table, has_years)
    units = table[UNIT].astype(str)
    years = pd.to_numeric(table[YEAR]).astype(int) if has_years else pd.Series(NO_YEAR, index=table.index)
    index = pd.MultiIndex.from_arrays([units, years], names=[UNIT, YEAR])
    values = table[list(recipe.columns)].set_axis(index)
    _refuse_rows(values, has_years)
    numbers = values.astype(np.float64)
    _refuse_numbers(numbers, recipe)
    kept = [column for column in table if column not in (UNIT, YEAR, *recipe.columns)]
    texts = [c for c in kept if c in recipe.group_columns or not pd.api.types.is_numeric_dtype(table[c])]
    groups = table[texts].set_axis(index).astype(object).fillna("").astype(str)
    return Panel(numbers.sort_index(), groups.sort_index(), has_years)


def blocks(index: pd.Index, each_year: bool) -> Iterator[tuple[str, np.ndarray]]:
    """Give the rows over which a statistic is taken: all together, or year by year with its name."""
    if not each_year:
        yield "", np.arange(len(index))
        return
    years = index.get_level_values(YEAR)
    for year in years.unique().sort_values():
        yield str(year), np.flatnonzero(years == year)


def refuse_unnamed(table: pd.DataFrame) -> None:
    """Refuse a table in which no column names units.

    Parameters
    ----------
    table : DataFrame

    Raises
    ------
    PesError
    """
    if UNIT not in table:
        raise PesError(
            f"W danych brakuje kolumny „{UNIT}” (albo „jednostka”) z nazwami jednostek. Nazwij ją tak "
            "w pierwszym wierszu.",
            f"The data have no column '{UNIT}' with the names of units. Call it so in the first line.",
        )


def _refuse_missing_columns(table: pd.DataFrame, recipe: Recipe) -> None:
    repeated = table.columns[table.columns.duplicated()]
    if len(repeated):
        raise PesError(
            f"Kolumna „{repeated[0]}” występuje dwa razy. Zostaw jedną.",
            f"The column '{repeated[0]}' stands twice. Keep one.",
        )
    refuse_unnamed(table)
    if not any(rule.name in table for rule in recipe.indicators):
        raise PesError(
            "W danych nie ma żadnego wskaźnika z przepisu. Czy to przepis do innych danych?",
            "The data hold none of the indicators of the recipe. Is it a recipe for other data?",
        )
    for name in (*recipe.columns, *recipe.group_columns):
        if name not in table:
            close = get_close_matches(name, [str(column) for column in table], n=1)
            hint_pl = f" Najbliższa nazwa: „{close[0]}”." if close else ""
            hint_en = f" The closest name: '{close[0]}'." if close else ""
            raise PesError(
                f"W danych nie ma kolumny „{name}”, którą wymienia przepis.{hint_pl} Popraw jedno z nich.",
                f"The data have no column '{name}', which the recipe names.{hint_en} Correct one of them.",
            )


def _refuse_labels(table: pd.DataFrame, has_years: bool) -> None:
    """Refuse rows without a unit, and years that are no whole numbers."""
    nameless = table[UNIT].isna() | (table[UNIT].astype(str).str.strip() == "")
    if nameless.any():
        row = int(np.flatnonzero(nameless)[0]) + 1
        raise PesError(
            f"Wiersz {row} nie ma nazwy jednostki. Wpisz ją albo usuń wiersz.",
            f"Row {row} has no name of a unit. Write it or remove the row.",
        )
    if not has_years:
        return
    years = pd.to_numeric(table[YEAR], errors="coerce").astype(np.float64)
    wrong = ~(years % 1 == 0)
    if wrong.any():
        row = int(np.flatnonzero(wrong)[0])
        raise PesError(
            f"„{table[YEAR].iloc[row]}” w wierszu {row + 1} nie jest rokiem. Wpisz liczbę całkowitą.",
            f"'{table[YEAR].iloc[row]}' in row {row + 1} is not a year. Write a whole number.",
        )


def _refuse_rows(values: pd.DataFrame, has_years: bool) -> None:
    doubled = values.index[values.index.duplicated()]
    if len(doubled):
        unit, year = doubled[0]
        of_year_pl, of_year_en = (f", rok {year}", f", year {year}") if has_years else ("", "")
        raise PesError(
            f"Jednostka „{unit}”{of_year_pl} stoi w danych dwa razy. Zostaw jeden wiersz.",
            f"The unit '{unit}'{of_year_en} stands twice in the data. Keep one row.",
        )
    if values.index.get_level_values(UNIT).nunique() < FEWEST_UNITS:
        raise PesError(
            "W danych jest jedna jednostka albo żadna, a indeks porównuje jednostki. Dodaj następne.",
            "The data have one unit or none, and an index compares units. Add more.",
        )
    for name, column in values.items():
        if not pd.api.types.is_numeric_dtype(column) or pd.api.types.is_bool_dtype(column):
            raise PesError(
                f"Kolumna „{name}” nie jest liczbowa. Popraw dane.",
                f"The column '{name}' is not numeric. Correct the data.",
            )


def _refuse_numbers(values: pd.DataFrame, recipe: Recipe) -> None:
    for name, column in values.items():
        if np.isinf(column).any():
            raise PesError(
                f"Kolumna „{name}” zawiera nieskończoność. Wpisz liczbę albo zostaw pustą komórkę.",
                f"The column '{name}' holds an infinite number. Write a number or leave the cell empty.",
            )
    for rule in recipe.indicators:
        if values[rule.name].isna().all():
            raise PesError(
                f"Wskaźnik „{rule.name}” nie ma ani jednej wartości. Uzupełnij dane albo usuń go z przepisu.",
                f"The indicator '{rule.name}' has no value at all. Complete the data or remove it "
                "from the recipe.",
            )
