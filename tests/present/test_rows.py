"""Rows of tables hold what pandas' own rows hold."""

import math

import pandas as pd

from pes_analysis.present.rows import rows_of


def test_rows_are_those_of_pandas_with_plain_numbers() -> None:
    table = pd.DataFrame({"name": ["a", "b"], "count": [1, 2], "share": [0.5, 1.0], "core": [True, False]})
    rows = rows_of(table)
    assert rows == table.to_dict("records")
    assert [type(cell) for cell in rows[0].values()] == [str, int, float, bool]


def test_gaps_of_every_kind_of_column_stay_gaps() -> None:
    table = pd.DataFrame({"share": [math.nan], "count": pd.array([None], dtype="Int64"), "name": [None]})
    assert all(pd.isna(cell) for cell in rows_of(table)[0].values())


def test_a_table_without_rows_gives_none() -> None:
    assert rows_of(pd.DataFrame({"name": []})) == []
