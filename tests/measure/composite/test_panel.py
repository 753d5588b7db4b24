import numpy as np
import pandas as pd
import pytest

from pes_analysis.measure.composite.panel import blocks, lay_out_panel
from pes_analysis.protect.errors import PesError

TABLE = pd.DataFrame({"unit": ["x", "y", "z"], "a": [1.0, 2, 3], "b": [3.0, np.nan, 1], "kind": list("kkl")})


def test_units_are_sorted_and_groups_kept(recipe_of):
    panel = lay_out_panel(TABLE.iloc[::-1].assign(spare=1.0), recipe_of())
    assert panel.numbers.index.get_level_values("unit").tolist() == ["x", "y", "z"]
    assert list(panel.numbers) == ["a", "b"]
    assert panel.groups["kind"].tolist() == ["k", "k", "l"]
    assert not panel.has_years


def test_a_group_of_numbers_is_kept_where_the_recipe_names_it(recipe_of):
    table = TABLE.assign(size=[1, 2, 1])
    recipe = recipe_of(impute={"method": "group_mean", "group": "size"})
    assert lay_out_panel(table, recipe).groups["size"].tolist() == ["1", "2", "1"]


def test_years_are_an_axis(recipe_of):
    table = pd.concat([TABLE.assign(year=2023), TABLE.assign(year=2024)])
    panel = lay_out_panel(table, recipe_of())
    assert panel.has_years
    assert [(name, len(rows)) for name, rows in blocks(panel.numbers.index, each_year=True)] == [
        ("2023", 3),
        ("2024", 3),
    ]
    assert [len(rows) for _, rows in blocks(panel.numbers.index, each_year=False)] == [6]


BAD = {
    "no_units": (TABLE.drop(columns="unit"), "no column 'unit'"),
    "doubled_unit": (TABLE.assign(unit=["x", "x", "z"]), "'x' stands twice"),
    "doubled_in_a_year": (TABLE.assign(unit="x", year=[2023, 2023, 2024]), "year 2023 stands twice"),
    "one_unit": (TABLE.head(1), "one unit or none"),
    "one_unit_over_years": (TABLE.assign(unit="x", year=[2022, 2023, 2024]), "one unit or none"),
    "other_data": (TABLE.rename(columns={"a": "c", "b": "d"}), "other data"),
    "misspelt": (TABLE.rename(columns={"a": "aa"}), "no column 'a'.*closest name: 'aa'"),
    "text": (TABLE.assign(a=["1", "2", "x"]), "not numeric"),
    "infinite": (TABLE.assign(a=[1, np.inf, 2]), "infinite"),
    "all_missing": (TABLE.assign(b=np.nan), "'b' has no value at all"),
    "doubled_column": (pd.concat([TABLE, TABLE[["a"]]], axis=1), "'a' stands twice"),
}


@pytest.mark.parametrize("name", BAD)
def test_data_that_do_not_fit_are_refused_in_both_languages(recipe_of, name):
    table, words = BAD[name]
    with pytest.raises(PesError, match=words) as refused:
        lay_out_panel(table, recipe_of())
    assert refused.value.pl != refused.value.en
