"""Changes between years against the replications themselves."""

import numpy as np
import pandas as pd
import pytest

from pes_analysis.measure.composite.index import compute_index
from pes_analysis.robust.changes import COLUMNS, index_changes
from pes_analysis.robust.robustness import try_robustness

ROBUSTNESS = {
    "replications": 300,
    "sensitivity": 0,
    "noise": {"a": {"kind": "relative", "share": 0.2}},
    "variants": {"normalise": [{"method": "percentile_rank", "scale": [1, 100]}]},
}


@pytest.fixture(scope="module")
def made_of(recipe_of, panel_of, table_of):
    def make(robustness=None, years="pooled", spans=(2022, 2023, 2024), drop=()):
        tables = [table_of(units=10, seed=year, gaps=False).assign(year=year) for year in spans]
        table = pd.concat(tables)
        for unit, year in drop:
            table = table[~((table["unit"] == unit) & (table["year"] == year))]
        recipe = recipe_of(robustness or ROBUSTNESS).model_copy(update={"years": years})
        return compute_index(panel_of(recipe, table), recipe)

    return make


def test_neighbouring_years_come_first_and_the_whole_span_last(made_of):
    changes = index_changes(made_of(), None)
    pairs = list(dict.fromkeys(zip(changes["from"], changes["to"], strict=True)))
    assert pairs == [(2022, 2023), (2023, 2024), (2022, 2024)]
    assert list(changes) == list(COLUMNS)
    assert changes["p_better"].isna().all()
    assert (changes["direction"] == "").all()
    first, second, whole = (changes["change"].to_numpy()[at : at + 10] for at in (0, 10, 20))
    np.testing.assert_allclose(first + second, whole)


def test_one_year_has_no_changes_and_two_have_one_pair(made_of):
    assert index_changes(made_of(spans=(2024,)), None).empty
    assert len(index_changes(made_of(spans=(2020, 2024)), None)) == 10


def test_probabilities_and_intervals_are_those_of_the_replications(made_of):
    made = made_of()
    robust = try_robustness(made)
    replications = robust.replications
    own = replications.design.choices[:, 2] == 0
    assert 0 < own.sum() < len(own)
    for row in index_changes(made, robust).itertuples():
        places = [replications.index.get_loc((row.unit, year)) for year in (row._2, row.to)]
        difference = replications.scores[:, places[1]] - replications.scores[:, places[0]]
        assert row.p_better == pytest.approx(np.mean((difference > 0) + 0.5 * (difference == 0)))
        ordered = np.sort(difference[own])
        count = len(ordered)
        assert row.change_low == ordered[int(np.ceil(round(0.05 * count, 9))) - 1]
        assert row.change_high == ordered[int(np.ceil(round(0.95 * count, 9))) - 1]
        expected = "better" if row.p_better >= 0.95 else "worse" if row.p_better <= 0.05 else "unsure"
        assert row.direction == expected


def test_scores_of_years_on_their_own_scales_are_not_compared(made_of):
    made = made_of(years="each_year")
    robust = try_robustness(made)
    changes = index_changes(made, robust)
    assert changes[["score_from", "score_to", "change", "change_low", "change_high"]].isna().all(axis=None)
    row = changes.iloc[0]
    places = [robust.replications.index.get_loc((row["unit"], year)) for year in (row["from"], row["to"])]
    ranks = robust.replications.ranks[:, places].astype(float)
    better = np.mean((ranks[:, 1] < ranks[:, 0]) + 0.5 * (ranks[:, 1] == ranks[:, 0]))
    assert row["p_better"] == pytest.approx(better)


def test_a_unit_that_lacks_a_year_is_compared_where_it_can_be(made_of):
    changes = index_changes(made_of(drop=[("u03", 2023)]), None)
    of_unit = changes[changes["unit"] == "u03"]
    assert list(zip(of_unit["from"], of_unit["to"], strict=True)) == [(2022, 2024)]
