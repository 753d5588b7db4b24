import pandas as pd
import pytest

from pes_analysis.compare.figures import Group, comparison_year, number_tables


def test_gaps_and_suppressed_cells_are_no_numbers():
    rows = pd.DataFrame(
        {
            "teryt": ["1", "2", "3"],
            "year": 2020,
            "indicator": "rate",
            "value": [0.0, 2.0, 3.0],
            "state": ["zero", "suppressed", "value"],
        }
    )
    assert number_tables(rows)["rate"].loc[2020].to_dict() == {"1": 0.0, "3": 3.0}


def test_two_rows_of_one_cell_are_not_averaged_silently():
    rows = pd.DataFrame(
        {"teryt": "1", "year": 2020, "indicator": "rate", "value": [1.0, 2.0], "state": "value"}
    )
    with pytest.raises(ValueError, match="duplicate"):
        number_tables(rows)


def test_no_comparison_without_a_group_or_without_the_county():
    table = pd.DataFrame({"1": [1.0]}, index=[2020])
    assert comparison_year(table, "1", Group("peers", ())) is None
    assert comparison_year(table, "9", Group("peers", ("1",))) is None
