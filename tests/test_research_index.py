"""``pes.composite_index``: the command's work as one call, on a table in memory or in files."""

import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import pes_analysis as pes
from pes_analysis.protect.errors import PesError

TABLE = pd.DataFrame(
    {
        "jednostka": list("abcdef") * 2,
        "rok": [2023] * 6 + [2024] * 6,
        "kind": list("kklklk") * 2,
        "jobs": [1.0, 4, 2, 8, 5, 7, 2, 4, 3, 9, 5, 6],
        "debt": [3.0, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8],
    }
)
RECIPE = {
    "indicators": [{"name": "jobs", "polarity": "stimulant"}, {"name": "debt", "polarity": "destimulant"}],
    "robustness": {"replications": 200, "sensitivity": 16, "peers": "kind"},
}


def test_a_table_in_memory_and_in_a_file_give_the_same(tmp_path):
    TABLE.to_csv(tmp_path / "data.csv", index=False)
    of_frame = pes.composite_index(TABLE, RECIPE)
    of_file = pes.composite_index(tmp_path / "data.csv", RECIPE)
    for name, table in of_frame.tables.items():
        pd.testing.assert_frame_equal(table, of_file.tables[name], check_dtype=False, obj=name)
    assert of_frame.report("pl") == of_file.report("pl")


def test_the_worked_example_of_the_readme_works():
    example = Path(__file__).parents[1] / "parameters" / "index"
    made = pes.composite_index(example / "malopolskie-2024.csv", example / "recipe.yml")
    assert len(made.ranks) == 22
    assert made.robust is not None
    assert made.unused == ()


def test_what_is_written_is_what_is_told(tmp_path):
    made = pes.composite_index(TABLE, RECIPE)
    files = made.write(tmp_path / "out")
    assert {f"{name}.csv" for name in made.tables} < set(files)
    written = pd.read_csv(tmp_path / "out" / "scores.csv")
    np.testing.assert_allclose(written["index"], made.scores["index"])
    assert (tmp_path / "out" / "report.en.md").read_text(encoding="utf-8") == made.report("en")


WRONG = {
    "a fault of the recipe": (TABLE, {"indicators": [{"name": "jobs", "polarity": "good"}]}, "got 'good'"),
    "no recipe at all": (TABLE, {}, "'indicators'.*missing"),
    "no name of a unit": (TABLE.assign(jednostka=[None, *"bcdef"] * 2), RECIPE, "Row 1 has no name"),
    "no year": (TABLE.assign(rok=[np.nan] + [2023] * 5 + [2024] * 6), RECIPE, "row 1 is not a year"),
    "half a year": (TABLE.assign(rok=[2023] * 6 + [2024.5] * 6), RECIPE, "'2024.5' in row 7"),
    "text for a year": (TABLE.assign(rok=["2023"] * 6 + ["soon"] * 6), RECIPE, "'soon' in row 7"),
    "text for a number": (TABLE.assign(jobs="many"), RECIPE, "'jobs' is not numeric"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_table_or_recipe_that_cannot_be_used_is_refused_in_both_languages(name):
    table, recipe, words = WRONG[name]
    with pytest.raises(PesError) as refused:
        pes.composite_index(table, recipe)
    assert re.search(words, refused.value.en)
    assert refused.value.pl != refused.value.en


def test_more_than_fits_in_memory_is_refused_before_it_is_tried():
    rng = np.random.default_rng(1)
    many = pd.DataFrame({"unit": [f"u{at}" for at in range(4_000)], "jobs": rng.random(4_000)})
    recipe = {
        "indicators": [{"name": "jobs", "polarity": "stimulant"}],
        "robustness": {"replications": 100_000, "sensitivity": 0},
    }
    with pytest.raises(PesError, match=r"would not fit in memory.*62500 can be"):
        pes.composite_index(many, recipe)
    with pytest.raises(PesError, match="at most 5000"):
        pes.composite_index(pd.concat([many, many.assign(unit=many["unit"] + "x")]), recipe)
