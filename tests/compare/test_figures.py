import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from pes_analysis.compare.figures import lay_out_figures


def rows(*cells, state="value"):
    table = pd.DataFrame(cells, columns=["teryt", "year", "value"])
    return table.assign(indicator="rate", state=state)


def test_gaps_and_suppressed_cells_are_no_numbers():
    table = rows(("1", 2020, 0.0), ("2", 2020, 2.0), ("3", 2020, 3.0)).assign(
        state=["zero", "suppressed", "value"]
    )
    np.testing.assert_array_equal(
        lay_out_figures(table, []).of("rate", ["1", "2", "3"]), [[0.0, np.nan, 3.0]]
    )


def test_nothing_is_known_of_strangers():
    figures = lay_out_figures(rows(("1", 2020, 5.0)), [])
    assert np.isnan(figures.of("rate", ["9"])).all()
    assert np.isnan(figures.of("another", ["1"])).all()


def test_no_year_without_a_group_or_without_the_county():
    figures = lay_out_figures(rows(("1", 2020, 5.0)), [])
    assert figures.newest_year("rate", []) is None
    assert figures.newest_year("rate", ["1"], "9") is None
    assert figures.newest_year("rate", ["1"], "1") == 2020


def test_an_empty_table_is_laid_out():
    assert lay_out_figures(rows(), []).newest_year("rate", ["1"]) is None


@settings(deadline=None)
@given(st.permutations([("1", 2019, 1.0), ("2", 2019, 2.0), ("1", 2020, 3.0), ("3", 2018, 4.0)]))
def test_the_order_of_rows_does_not_matter(cells):
    figures = lay_out_figures(rows(*cells), [])
    assert figures.years == (2018, 2019, 2020)
    np.testing.assert_array_equal(figures.in_year("rate", ["1", "2", "3"], 2019), [1.0, 2.0, np.nan])
