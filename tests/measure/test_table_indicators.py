"""Whatever the columns of a table allow is computed, and what the rest lacks is named."""

import pandas as pd
import pytest

from pes_analysis.catalogue import load_catalogue
from pes_analysis.measure.table_indicators import NothingToComputeError, table_indicators

CATALOGUE = load_catalogue()


def row(**figures: float) -> pd.DataFrame:
    index = pd.MultiIndex.from_tuples([("a", 2024)], names=["id", "year"])
    return pd.DataFrame(figures, index=index, dtype=float)


def test_all_columns_of_the_catalogue_give_all_its_indicators():
    table = row(**{column.id: 1 for column in CATALOGUE.columns("organisation") if not column.constant})
    found = table_indicators(table, CATALOGUE, "organisation")
    assert found.lacking == {}
    assert set(found.cells["indicator"]) == {one.id for one in CATALOGUE.indicators("organisation")}


def test_each_indicator_left_out_names_exactly_the_columns_it_lacks():
    table = row(employed_3m=1, participants_completed=2, revenue_total=3)
    found = table_indicators(table, CATALOGUE, "organisation")
    for name, absent in found.lacking.items():
        needed = CATALOGUE.indicator(name).formula.names
        constants = {"cpi_index", "wage_min_statutory", "hours_per_fte"}
        assert absent == tuple(one for one in needed if one not in {*table.columns} | constants)
    assert found.lacking["revenue_growth_real"] == ("revenue_prev",)
    assert set(found.cells["indicator"]) == {"employment_effectiveness"}


def test_without_years_constants_are_not_known_and_the_year_is_missing():
    table = row(wage_avg=6450, ties=2)
    found = table_indicators(table, CATALOGUE, "organisation", has_years=False)
    assert found.lacking["wage_to_minimum"] == ("wage_min_statutory",)
    assert found.cells["year"].isna().all()
    own = table_indicators(
        row(wage_avg=6450, wage_min_statutory=4300), CATALOGUE, "organisation", has_years=False
    )
    assert own.cells["value"].tolist() == [1.5]


def test_counties_are_computed_too_also_what_still_awaits_its_data():
    found = table_indicators(row(unemployed=50, pop=1000, vacancies=25), CATALOGUE, "county")
    values = dict(zip(found.cells["indicator"], found.cells["value"], strict=True))
    assert values["unemployed_per_1k"] == 50
    assert values["unemployed_per_vacancy"] == 2


def test_nothing_to_compute_is_an_error_that_names_what_would_help():
    with pytest.raises(NothingToComputeError) as refused:
        table_indicators(row(bids_sent=5, receivables=5), CATALOGUE, "organisation")
    assert "'bid_success_rate' still needs: bids_won" in refused.value.en
    assert "2 do" in refused.value.en
    assert "potrzebuje jeszcze" in refused.value.pl
