"""Figures of all organisations laid out wide, with what the toolkit adds: constants and derived ones."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.catalogue import Catalogue, State, Variable
from pes_analysis.edition.organisations import Organisations
from pes_analysis.measure.grid import NUMERIC_STATES
from pes_analysis.measure.organisations import fill_constants

KEYS = ["organisation_id", "year"]
RECEIVED = ("full", "partial")
# An x in the questionnaire is an answer: "this cannot be asked of us".
ANSWERS = frozenset({*NUMERIC_STATES, str(State.NOT_APPLICABLE)})


@dataclass(frozen=True, eq=False)
class Panel:
    """Figures of organisations, one row an organisation and year for which figures came.

    Attributes
    ----------
    figures : DataFrame
        Index ``(organisation_id, year)``; one float column a variable, NaN for every gap.
    states : DataFrame
        The same cells as states; a variable nobody gave has no column.
    completeness : DataFrame
        Same index; ``required`` and ``filled``: figures that the core indicators of the type need, and how
        many of them were answered.
    """

    figures: pd.DataFrame
    states: pd.DataFrame
    completeness: pd.DataFrame


def lay_out_organisations(
    organisations: Organisations,
    catalogue: Catalogue,
    greatest_needs: Mapping[str, Collection[str]],
    year: int,
) -> Panel:
    """Lay the figures of organisations out.

    Added are the yearly constants; ``fields_required`` and ``fields_filled``; ``top_need_<area>`` from the
    greatest needs of the county as they are today, so that a change of fit is always a change of the
    organisation's services; and what the register knows of each organisation where it did not say it itself.

    Parameters
    ----------
    organisations : Organisations
    catalogue : Catalogue
    greatest_needs : mapping of str to collection of str
        Service areas by county; every county with organisations.
    year : int
        Later figures are left out.

    Returns
    -------
    Panel
    """
    observations = organisations.observations
    observed = observations[observations["year"] <= year]
    numbers = observed["value"].where(observed["state"].isin(NUMERIC_STATES))
    layout = _Layout.of(observed)
    figures = layout.wide(numbers.to_numpy(dtype=float), np.nan)
    states = layout.wide(observed["state"].astype("str").to_numpy(dtype=object), str(State.MISSING))
    answered = layout.wide(observed["state"].isin(ANSWERS).to_numpy(dtype=bool), gap=False)
    completeness = _completeness(answered, organisations.codes, catalogue.columns("organisation"))
    entities = organisations.entities
    known = {
        "has_ps_status": entities["ps_status"],
        "ps_goal_reintegration": entities["ps_goal_reintegration"],
        "founding_year": entities["founding_year"],
        **_top_needs(entities["teryt"], greatest_needs, catalogue),
    }
    units = figures.index.get_level_values("organisation_id")
    added = {
        name: of.reindex(units).to_numpy(dtype=float, na_value=np.nan)
        for name, of in known.items()
        if name not in figures.columns
    }
    added |= {f"fields_{name}": completeness[name].to_numpy(dtype=float) for name in completeness}
    beside = pd.DataFrame(np.column_stack(list(added.values())), figures.index, list(added))
    figures = pd.concat([figures, beside], axis=1)
    return Panel(fill_constants(figures, catalogue), states, completeness)


def required_variables(codes: Collection[str], columns: Iterable[Variable]) -> tuple[str, ...]:
    """List the figures that the core indicators of an organisation need from it.

    Examples
    --------
    >>> from pes_analysis.catalogue import load_catalogue
    >>> required_variables({"up"}, load_catalogue().columns("organisation"))[:2]
    ('arrears_public', 'jst_forms_used')
    """
    return tuple(column.id for column in columns if column.required and _asks(column, codes))


def variables_asked(codes: Collection[str], columns: Iterable[Variable]) -> frozenset[str]:
    """List all the figures that an organisation is asked for."""
    return frozenset(column.id for column in columns if _asks(column, codes))


def _asks(column: Variable, codes: Collection[str]) -> bool:
    return column.is_asked and not set(column.applies_to).isdisjoint(codes)


@dataclass(frozen=True)
class _Layout:
    """Where each row of observations goes in a table of organisations and years by variables."""

    index: pd.MultiIndex
    columns: pd.Index
    at_row: npt.NDArray[np.intp]
    at_column: npt.NDArray[np.intp]

    @classmethod
    def of(cls, observed: pd.DataFrame) -> "_Layout":
        unit, units = _places(observed["organisation_id"])
        year, years = pd.factorize(observed["year"].to_numpy(dtype=np.int64), sort=True)
        at_row, present = pd.factorize(unit * len(years) + year, sort=True)
        at_column, columns = _places(observed["variable"])
        index = pd.MultiIndex.from_arrays(
            [units[present // max(len(years), 1)], years[present % max(len(years), 1)]], names=KEYS
        )
        return cls(index, columns, at_row, at_column)

    def wide(self, cells: npt.NDArray[Any], gap: object) -> pd.DataFrame:
        """Put one value a row of observations into a table with one column a variable."""
        table = np.full((len(self.index), len(self.columns)), gap, dtype=cells.dtype)
        table[self.at_row, self.at_column] = cells
        return pd.DataFrame(table, index=self.index, columns=self.columns)


def _places(texts: pd.Series) -> tuple[npt.NDArray[np.intp], pd.Index]:
    """Give texts their numbers in alphabetical order; a category that no row has gets none."""
    codes, found = pd.factorize(texts.astype("category"), sort=True)
    return codes, pd.Index(found.astype("str"))


def _top_needs(
    teryt: pd.Series, greatest_needs: Mapping[str, Collection[str]], catalogue: Catalogue
) -> dict[str, pd.Series]:
    areas = [item.id for item in catalogue.closed_list("service_areas").items]
    return {f"top_need_{area}": teryt.map(lambda one, at=area: at in greatest_needs[one]) for area in areas}


def _completeness(answered: pd.DataFrame, codes: pd.Series, columns: tuple[Variable, ...]) -> pd.DataFrame:
    units = answered.index.get_level_values("organisation_id")
    counts = pd.DataFrame({"required": 0, "filled": 0}, index=answered.index)
    of_row = codes.reindex(units)
    for distinct in set(of_row):
        rows = np.fromiter((one == distinct for one in of_row), dtype=bool, count=len(of_row))
        required = required_variables(distinct, columns)
        counts.loc[rows, "required"] = len(required)
        given = [name for name in required if name in answered.columns]
        counts.loc[rows, "filled"] = answered.loc[rows, given].sum(axis=1)
    return counts
