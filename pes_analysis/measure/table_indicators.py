"""Whatever indicators the columns of a table allow, and what the others lack."""

from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import numpy as np
import pandas as pd

from pes_analysis.catalogue import Catalogue, Indicator, Level
from pes_analysis.measure.organisations import fill_constants, organisation_indicators
from pes_analysis.protect.errors import PesError

SHOWN_COLUMNS = 5


class NothingToComputeError(PesError):
    """No indicator has all its columns; the message says which column would help most."""


@dataclass(frozen=True)
class TableIndicators:
    """Indicators of a table.

    Attributes
    ----------
    cells : DataFrame
        ``id, year, indicator, value, state, reason``; one row an indicator and row of the table.
    lacking : Mapping of str to tuple of str
        Indicators that were not computed, and the columns each of them lacks.
    """

    cells: pd.DataFrame
    lacking: Mapping[str, tuple[str, ...]]


def table_indicators(
    values: pd.DataFrame,
    catalogue: Catalogue,
    level: Level,
    *,
    states: pd.DataFrame | None = None,
    codes: pd.Series | None = None,
    has_years: bool = True,
) -> TableIndicators:
    """Compute every indicator of a level all of whose variables are columns of a table.

    Parameters
    ----------
    values : DataFrame
        Index ``(id, year)``; one float column a variable, NaN where it is missing.
    catalogue : Catalogue
    level : {"organisation", "county"}
    states : DataFrame, optional
        States of the same cells.
    codes : Series of frozenset of str, optional
        Codes of each row, see `organisation_indicators`.
    has_years : bool
        Whether the years are real. Then yearly constants that are no columns are filled in; else the year
        of the result is missing, and the index must hold each unit once.

    Raises
    ------
    NothingToComputeError
        No indicator has all its columns.

    Examples
    --------
    >>> from pes_analysis.catalogue import load_catalogue
    >>> index = pd.MultiIndex.from_tuples([("a", 2024)], names=["id", "year"])
    >>> table = pd.DataFrame({"wage_avg": [6450.0], "headcount": [7.0]}, index)
    >>> found = table_indicators(table, load_catalogue(), "organisation")
    >>> found.cells[["indicator", "value"]].values.tolist()
    [['wage_to_minimum', 1.5]]
    >>> found.lacking["contract_stability"]
    ('civil_contracts',)
    """
    given = set(values.columns)
    if level == "organisation" and has_years:
        values = fill_constants(values, catalogue)
    indicators = [one for one in catalogue.indicators(level) if one.formula is not None]
    lacking = {one.id: _absent(one, values.columns) for one in indicators}
    computable = [one for one in indicators if not lacking[one.id]]
    if not computable:
        raise _nothing(indicators, given)
    cells = organisation_indicators(values, states, codes, computable)
    if not has_years:
        cells["year"] = pd.array([pd.NA], dtype="Int16").take(np.zeros(len(cells), dtype=np.intp))
    return TableIndicators(cells, {name: absent for name, absent in lacking.items() if absent})


def _names(indicator: Indicator) -> tuple[str, ...]:
    return () if indicator.formula is None else indicator.formula.names


def _absent(indicator: Indicator, columns: Collection[str]) -> tuple[str, ...]:
    return tuple(name for name in _names(indicator) if name not in columns)


def _nothing(indicators: Sequence[Indicator], given: AbstractSet[str]) -> NothingToComputeError:
    # Fewest columns away, of those that have a column already.
    nearest = min(indicators, key=lambda one: (given.isdisjoint(_names(one)), len(_absent(one, given))))
    wanted = ", ".join(_absent(nearest, given)[:SHOWN_COLUMNS])
    return NothingToComputeError(
        f"Żaden wskaźnik nie ma wszystkich kolumn. Na przykład „{nearest.id}” potrzebuje jeszcze: {wanted}. "
        f"Kolumny muszą nosić nazwy zmiennych z katalogu; tak nazwanych jest {len(given)}.",
        f"No indicator has all its columns. For example '{nearest.id}' still needs: {wanted}. "
        f"Columns must carry the names of variables of the catalogue; {len(given)} do.",
    )
