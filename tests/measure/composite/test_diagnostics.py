import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from pes_analysis.measure.composite.diagnostics import (
    coherence,
    correlate,
    cronbach_alpha,
    describe,
    influence,
)
from pes_analysis.measure.composite.index import compute_index
from pes_analysis.measure.composite.leave_one_out import leave_one_out, without
from pes_analysis.measure.composite.panel import lay_out_panel
from pes_analysis.measure.composite.remarks import diagnose_index

RISING = np.arange(12.0)
OTHER = np.array([3.0, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8])
TABLE = pd.DataFrame(
    {"a": RISING, "b": RISING**2, "c": OTHER, "d": -OTHER, "e": np.roll(OTHER, 5), "f": OTHER}
).assign(unit=[f"u{at:02}" for at in range(12)])
PATHS = {"a": ["x"], "b": ["x"], "c": ["y"], "d": ["y"], "e": ["z"], "f": ["z"]}


def made_of(recipe_of, table=TABLE, **steps):
    rules = [{"name": name, "path": path} for name, path in PATHS.items()]
    recipe = recipe_of(rules, **steps)
    return compute_index(lay_out_panel(table, recipe), recipe)


def test_distributions_are_described():
    table = describe(pd.DataFrame({"a": [1.0, 2, 6, np.nan]})).iloc[0]
    assert table[["known", "missing", "minimum", "median", "mean", "maximum"]].tolist() == [3, 1, 1, 2, 3, 6]


def test_pairs_of_one_group_are_marked_and_others_are_not(recipe_of):
    made = made_of(recipe_of)
    pairs = correlate(made.stages["normalised"], made.recipe.hierarchy)
    assert len(pairs) == 15
    marked = pairs[pairs["remark"] != ""].set_index(["indicator", "other"])
    assert marked["remark"].to_dict() == {("a", "b"): "redundant", ("c", "d"): "opposed"}
    alike = pairs.set_index(["indicator", "other"]).loc[("c", "f")]
    assert alike["correlation"] == pytest.approx(1)
    assert alike["remark"] == ""


@given(arrays.arrays(np.float64, (8, 3), elements=st.integers(-100, 100), unique=True))
def test_alpha_is_that_of_its_definition(values):
    total = values.sum(axis=1).var(ddof=1)
    if total > 0:
        expected = 3 / 2 * (1 - values.var(axis=0, ddof=1).sum() / total)
        assert cronbach_alpha(values) == pytest.approx(expected, abs=1e-9)


def test_alpha_of_the_same_thing_is_one_and_of_one_thing_is_none(recipe_of):
    assert cronbach_alpha(np.column_stack([RISING, RISING, RISING])) == pytest.approx(1)
    assert np.isnan(cronbach_alpha(RISING[:, np.newaxis]))
    table = coherence(made_of(recipe_of)).set_index("group")["alpha"]
    assert table["x"] > 0.9
    assert np.isnan(table["y"])


def test_influence_sums_to_one_in_each_level(recipe_of):
    table = influence(made_of(recipe_of))
    assert table.groupby("level")["influence"].sum().tolist() == pytest.approx([1, 1])
    assert table["correlation_with_index"].abs().max() <= 1


def test_without_an_indicator_its_empty_group_disappears(recipe_of):
    recipe = recipe_of(
        [{"name": "a", "path": ["x"]}, {"name": "b", "path": ["y"]}], weights={"groups": {"y": 2}}
    )
    left = without(recipe, "b")
    assert left.hierarchy.groups == ("index", "x")
    assert left.steps.weights.groups == {}
    assert without(recipe, "a").steps.weights.groups == {"y": 2}


def test_leaving_out_is_computing_again(recipe_of):
    made = made_of(recipe_of)
    table = leave_one_out(made).set_index("indicator")
    recipe = without(made.recipe, "c")
    again = compute_index(lay_out_panel(TABLE, recipe), recipe)
    change = (again.ranks["index"] - made.ranks["index"]).abs()
    assert table.loc["c", "mean_rank_change"] == pytest.approx(change.mean())
    assert table.loc["c", "largest_rank_change"] == change.max()
    assert table["computable"].all()


def test_an_indicator_that_cannot_be_left_out_says_so(recipe_of):
    rules = [{"name": "a", "weight": 1}, {"name": "b", "weight": 0}]
    recipe = recipe_of(rules)
    table = leave_one_out(compute_index(lay_out_panel(TABLE, recipe), recipe)).set_index("indicator")
    assert table["computable"].to_dict() == {"a": False, "b": True}
    assert np.isnan(table.loc["a", "mean_rank_change"])


def test_one_indicator_has_nothing_to_be_left_out_of(recipe_of):
    recipe = recipe_of(["a"])
    assert leave_one_out(compute_index(lay_out_panel(TABLE, recipe), recipe)).empty


def test_remarks_name_what_stands_out(recipe_of):
    table = TABLE.assign(e=[*np.roll(OTHER, 5)[:11], np.nan])
    kinds = {}
    for remark in diagnose_index(made_of(recipe_of, table, impute={"method": "mean"})).remarks:
        kinds.setdefault(remark.kind, []).append(remark.names)
    assert kinds["redundant"] == [("a", "b")]
    assert kinds["opposed"] == [("c", "d")]
    assert ("z",) in kinds["incoherent"]
    assert kinds["filled"] == [()]
    assert len(kinds["decisive"]) == 1
    assert ("d",) in kinds["negative_influence"] + kinds.get("weaker_than_weight", [])


def test_gaps_left_open_are_told(recipe_of):
    table = TABLE.assign(e=[*np.roll(OTHER, 5)[:11], np.nan])
    made = made_of(recipe_of, table, aggregate={"least_available": 0.5})
    # The gap is in a group; the index itself has all its groups.
    assert {remark.kind for remark in diagnose_index(made).remarks} & {"filled", "reweighted"} == set()
    assert made.aggregated.coverage.set_index("group").loc["z", "reweighted"] == 1
