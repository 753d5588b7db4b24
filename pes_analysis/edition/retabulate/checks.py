"""What the sources say about each other: each disagreement is declared, or it stops the work."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from pes_analysis.edition.retabulate import (
    exports,
    observatory,
    panel,
    spatial_book,
    voivodeships,
    workbooks,
)
from pes_analysis.protect.errors import PesError

ROUNDED_TO_TENTH = 0.0501
ROUNDED_TO_TEN_PERSONS = 5.001
PER_CAPITA_TOLERANCE = 0.015


class UndeclaredDisagreementError(PesError):
    """Sources disagree in a way that nobody has decided upon."""


def compare_with_declared(found: Mapping[str, int], declared: Mapping[str, int]) -> None:
    """Hold the cells found in the sources against those declared in ``corrections.csv``.

    Parameters
    ----------
    found, declared : mapping
        Id of a correction → number of cells. An id that is not declared must have none.

    Raises
    ------
    UndeclaredDisagreementError
        Naming each id whose numbers differ.

    Examples
    --------
    >>> compare_with_declared({"wage_zero": 1}, {"wage_zero": 1, "alcoholism_unit": 22})
    >>> compare_with_declared({"wage_zero": 2}, {"wage_zero": 1})  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    pes_analysis.edition.retabulate.checks.UndeclaredDisagreementError: corrections.csv: wage_zero 2 ≠ 1. ...
    """
    wrong = [
        f"{name} {cells} ≠ {declared.get(name, 0)}"
        for name, cells in found.items()
        if cells != declared.get(name, 0)
    ]
    if wrong:
        listed = "; ".join(wrong)
        raise UndeclaredDisagreementError(
            f"corrections.csv: {listed}. Liczba komórek w źródłach jest inna niż zapisana. "
            "Sprawdź źródło i zapisz decyzję.",
            f"corrections.csv: {listed}. The sources hold another number of cells than declared. "
            "Look at the source and write the decision down.",
        )


def count_cells(folder: Path, counties: pd.DataFrame) -> dict[str, int]:
    """Count, correction by correction, the cells of the sources it is about.

    Ids that begin with ``agree_`` are independent sources of one figure: they must not differ at all.
    """
    book = spatial_book.read_panel(folder)
    merged = panel.read_panel(folder)
    merged = merged[merged["teryt"].isin(counties.index)]
    return {
        **_independent_sources(folder, book, merged),
        **_collections(folder, book, merged, counties),
        **_publishers(folder),
    }


def disagreements(first: pd.DataFrame, second: pd.DataFrame, tolerance: float = 0.0) -> int:
    """Count the cells of the same county and year whose two figures differ by more than a tolerance.

    Examples
    --------
    >>> first = pd.DataFrame({"teryt": ["1201", "1202"], "year": [2022, 2022], "value": [4.0, 5.0]})
    >>> disagreements(first, first.assign(value=[4.0, 5.1]))
    1
    """
    both = first.merge(second, on=["teryt", "year"], suffixes=("_first", "_second"))
    return int(((both["value_first"] - both["value_second"]).abs() > tolerance).sum())


def _independent_sources(folder: Path, book: pd.DataFrame, merged: pd.DataFrame) -> dict[str, int]:
    def in_book(column: str) -> pd.DataFrame:
        return panel.figures_of(book, column)

    def in_panel(column: str) -> pd.DataFrame:
        return panel.figures_of(merged, column)

    population = _workbook(folder, "pop")
    thousands = exports.read_2022(folder, exports.POPULATION_IN_THOUSANDS)
    unemployed = exports.read_unemployed(folder)
    unemployed = unemployed.loc[unemployed["level"] == "county", ["teryt", "year", "value"]]
    working_share = book[["teryt", "year"]].assign(value=100 * book["XA08"] / book["XA06"])
    working_share_printed = in_panel(panel.COLUMNS["pop_working_pct"][0])
    return {
        "agree_population_panel": disagreements(population, in_panel(panel.POPULATION)),
        "agree_population_book": disagreements(population, in_book("XA06")),
        "agree_population_2022": disagreements(
            population, thousands.assign(value=1000 * thousands["value"]), ROUNDED_TO_TEN_PERSONS
        ),
        "agree_unemployed_workbook": disagreements(_workbook(folder, "unemployed"), unemployed),
        "agree_unemployed_book": disagreements(in_book("XA12"), unemployed),
        "agree_wages_2022": disagreements(
            _workbook(folder, "wage_avg_pln"), exports.read_2022(folder, exports.WAGE)
        ),
        "agree_relative_wages": disagreements(in_book("XA14"), in_panel(panel.RELATIVE_WAGE)),
        "agree_density": disagreements(in_book("XA10"), in_panel(panel.DENSITY)),
        "agree_working_age": disagreements(working_share, working_share_printed, ROUNDED_TO_TENTH),
        "december_rates": disagreements(in_book("XA21"), spatial_book.read_december_rates(folder), 1e-9),
    }


def _collections(
    folder: Path, book: pd.DataFrame, merged: pd.DataFrame, counties: pd.DataFrame
) -> dict[str, int]:
    """Count what went wrong where the figures were collected, not where they were published."""
    population = _workbook(folder, "pop")
    columns = [column for column, _ in spatial_book.COLUMNS.values()] + [spatial_book.AGRICULTURE]
    city = book[book["teryt"] == "0265"].set_index("year")[columns]
    around = book[book["teryt"] == "0221"].set_index("year")[columns]
    repeated = city.eq(around)[city.index < counties.loc["0265", "valid_from"]]
    money = len(spatial_book.MONEY) * (len(book) - len(repeated))
    return {
        "repeated_walbrzych": int(repeated.to_numpy().sum()),
        "commune_budgets_named_county": money,
        "duplicated_allowances": int(merged[panel.ALLOWANCES].eq(merged[panel.ALLOWANCES_REPEATED]).sum()),
        "former_counties": int(population.loc[~population["teryt"].isin(counties.index), "value"].count()),
        "hidden_employment": int(spatial_book.employed_in_agriculture(book)["state"].count()),
        "spending_bits": _recovered_amounts(folder, merged),
    }


def _publishers(folder: Path) -> dict[str, int]:
    """Count what the publishers themselves printed in place of a figure, or without a meaning."""
    printed = voivodeships.read_series(folder)
    observed = observatory.read_observatory(folder)
    cells = observed[observed["value"].notna()].groupby("id").size()
    return {
        "wage_zero": int(exports.wages_2022(folder)["state"].count()),
        "poverty_zeros": int(((printed["id"] == voivodeships.POVERTY) & (printed["printed"] == "0.0")).sum()),
        "suppressed_opolskie": int((printed["printed"] == voivodeships.HIDDEN).sum()),
        "nonprofit_membership_unit": int((printed["id"] == "1.E.3").sum()),
        "social_cooperatives": int(cells[256]),
        "cash_benefits_unit": int(cells[225]),
        "alcoholism_unit": int(cells[40]),
        "long_term_2024_definition": int(cells[189]),
    }


def _workbook(folder: Path, variable: str) -> pd.DataFrame:
    return workbooks.read_workbook(folder / workbooks.FOLDER / workbooks.WORKBOOKS[variable][0])


def _recovered_amounts(folder: Path, merged: pd.DataFrame) -> int:
    """Count the recovered amounts that do not contradict spending per resident as published."""
    raw = pd.read_csv(folder / panel.PANEL, usecols=[panel.SPENDING])[panel.SPENDING].loc[merged.index]
    per_capita = merged[panel.SPENDING] / merged[panel.POPULATION]
    contradicts = (per_capita / merged[panel.SPENDING_PER_CAPITA] - 1).abs() > PER_CAPITA_TOLERANCE
    return int(((raw > 0) & (merged[panel.SPENDING] != raw) & ~contradicts).sum())
