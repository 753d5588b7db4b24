"""A chart takes its rows from a table or one by one."""

import pandas as pd
import pytest

from pes_analysis.present.chart_input import Rows, records
from pes_analysis.protect.errors import PesError

ROWS = [{"label": "a", "value": 1.5, "other": 0}, {"label": "b", "value": 2.0, "other": 0}]


@pytest.mark.parametrize("rows", [ROWS, pd.DataFrame(ROWS)], ids=["rows", "table"])
def test_only_the_columns_asked_for_are_read(rows: Rows) -> None:
    assert records(rows, ["label", "value"], "x") == [
        {"label": "a", "value": 1.5},
        {"label": "b", "value": 2.0},
    ]


@pytest.mark.parametrize("rows", [ROWS, pd.DataFrame(ROWS)], ids=["rows", "table"])
def test_a_missing_column_is_named(rows: Rows) -> None:
    with pytest.raises(PesError, match="median"):
        records(rows, ["label", "median"], "x")


@pytest.mark.parametrize("rows", [[], pd.DataFrame({"label": []})], ids=["rows", "table"])
def test_without_rows_there_is_nothing_to_draw(rows: Rows) -> None:
    with pytest.raises(PesError, match="nie ma ani jednej liczby"):
        records(rows, ["label"], "x")
