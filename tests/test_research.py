"""A table in, a table out: the one call, on a DataFrame and on a file."""

import pandas as pd
import pytest

import pes_analysis as pes
from pes_analysis.catalogue import load_catalogue
from pes_analysis.protect.errors import PesError

TABLE = pd.DataFrame(
    {
        "id": ["cis-1", "zaz-1", "cis-1"],
        "year": [2023, 2024, 2024],
        "type": ["CIS", "ZAZ", "CIS"],
        "employed_3m": [12, 3, 0],
        "participants_completed": [20, 6, 0],
        "wage_avg": [None, 6450, None],
        "headcont": [1, 2, 3],
    }
)


def test_the_result_has_the_agreed_columns_and_a_row_for_each_cell():
    found = pes.indicators(TABLE)
    assert list(found.columns) == ["id", "year", "indicator", "value", "state", "reason"]
    cells = {(row.id, row.year, row.indicator): row for row in found.itertuples()}
    assert len(cells) == 3 * 2
    assert cells["cis-1", 2023, "employment_effectiveness"].value == 0.6
    assert cells["zaz-1", 2024, "employment_effectiveness"].reason == "other_type: zaz"
    assert (
        cells["cis-1", 2024, "employment_effectiveness"].reason == "zero_denominator: participants_completed"
    )
    assert cells["zaz-1", 2024, "wage_to_minimum"].value == 1.5
    assert cells["cis-1", 2023, "wage_to_minimum"].state == "not_applicable"


def test_what_was_left_aside_is_told():
    attributes = pes.indicators(TABLE).attrs
    assert attributes["unknown_columns"] == {"headcont": "headcount"}
    assert attributes["not_computed"]["occupancy"] == ["participants_avg", "places"]
    assert attributes["doubts"] == []
    assert "wage_to_minimum" not in attributes["not_computed"]


def test_a_file_gives_the_same_as_its_frame(tmp_path):
    TABLE.to_csv(tmp_path / "table.csv", index=False)
    by_file = pes.indicators(str(tmp_path / "table.csv"))
    pd.testing.assert_frame_equal(by_file, pes.indicators(TABLE), check_categorical=False)


def test_the_frame_that_was_given_is_not_changed():
    before = TABLE.copy(deep=True)
    pes.indicators(TABLE)
    pd.testing.assert_frame_equal(TABLE, before)


def test_without_a_year_each_unit_stands_once_and_the_year_is_missing():
    found = pes.indicators(TABLE.drop(columns="year").drop_duplicates("id"))
    assert found["year"].isna().all()
    assert set(found["indicator"]) == {"employment_effectiveness"}
    with pytest.raises(PesError, match="add a column 'year'"):
        pes.indicators(TABLE.drop(columns="year"))


def test_without_types_everything_applies():
    found = pes.indicators(TABLE.drop(columns="type"))
    assert "not_applicable" not in set(found["state"])


def test_counties():
    table = pd.DataFrame({"teryt": ["0201"], "year": [2024], "unemployed": ["1 500"], "pop": [100000]})
    found = pes.indicators(table, level="county").set_index("indicator")
    assert found.loc["unemployed_per_1k", "value"] == 15
    assert found.loc["unemployed_per_1k", "id"] == "0201"


def test_codes_of_counties_are_held_against_the_register():
    table = pd.DataFrame({"teryt": [201, 999], "unemployed": [5, 5], "pop": [1000, 1000]})
    found = pes.indicators(table, level="county")
    assert set(found["id"]) == {"0201", "999"}
    assert "lost their leading zero: 1, the first is 201" in found.attrs["repairs"][0]
    assert "the first is '999'" in found.attrs["doubts"][0]


def test_the_decimal_mark_may_be_said(tmp_path):
    (tmp_path / "table.csv").write_text("id,wage_avg,year\na,6.450,2024\n", encoding="utf-8")
    for table in (tmp_path / "table.csv", pd.DataFrame({"id": ["a"], "wage_avg": ["6.450"], "year": [2024]})):
        found = pes.indicators(table, decimal="point")
        assert found["value"].tolist() == [pytest.approx(6.45 / 4300)]


def test_every_indicator_is_computed_from_a_full_table():
    columns = [one.id for one in load_catalogue().columns("organisation") if not one.constant]
    full = pd.DataFrame({"id": ["a"], "year": [2024], **dict.fromkeys(columns, 1.0)})
    found = pes.indicators(full)
    assert found["indicator"].nunique() == 73
    assert found.attrs["not_computed"] == {}
