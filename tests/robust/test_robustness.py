import numpy as np
import pandas as pd
import pytest

from pes_analysis.measure.composite.index import compute_index
from pes_analysis.protect.errors import PesError
from pes_analysis.robust.robustness import try_robustness

SMALL = {"replications": 400, "sensitivity": 64}


def run(recipe, panel_of, table=None):
    return try_robustness(compute_index(panel_of(recipe, table), recipe))


def test_nothing_varied_leaves_every_unit_where_it_is(recipe_of, panel_of):
    still = run(recipe_of({**SMALL, "weights_noise": 0, "imputation_draws": False}), panel_of)
    units = still.units
    for column in ("rank_low", "rank_median", "rank_high"):
        assert (units[column] == units["rank"]).all()
    np.testing.assert_allclose(units["score_low"], units["score"], rtol=1e-5)
    assert set(units["p_best_quarter"]) == {0.0, 1.0}
    assert still.sensitivity.system.empty


def test_intervals_hold_the_median_and_order_themselves(recipe_of, panel_of):
    made = run(recipe_of({**SMALL, "variants": {"treat": [{"method": "none"}]}}), panel_of)
    units = made.units
    assert (units["rank_low"] <= units["rank_median"]).all()
    assert (units["rank_median"] <= units["rank_high"]).all()
    assert (units["score_low"] <= units["score_high"]).all()
    assert units["p_best_quarter"].sum() == pytest.approx(6, abs=0.01)


def test_quarters_are_told_among_peers(recipe_of, panel_of, table_of):
    made = run(recipe_of({**SMALL, "peers": "kind"}), panel_of)
    best = made.units["p_best_quarter"].groupby(table_of()["kind"].to_numpy()).sum()
    assert best.tolist() == pytest.approx([3, 3], abs=0.01)


def test_scores_of_another_scale_do_not_enter_intervals_of_scores(recipe_of, panel_of):
    made = run(recipe_of({**SMALL, "variants": {"normalise": [{"method": "zscore"}]}}), panel_of)
    assert (made.units["score_low"] > 1).all()
    assert (made.replications.scores.min(axis=0) < 1).any()


def test_effects_of_units_and_of_all_together(recipe_of, panel_of):
    variants = {
        "normalise": [{"method": "percentile_rank", "scale": [1, 100]}],
        "treat": [{"method": "none"}],
    }
    made = run(recipe_of({**SMALL, "sensitivity": 512, "variants": variants}), panel_of)
    system = made.sensitivity.system.set_index("factor")
    assert list(system.index) == ["treat", "normalise", "weights_noise", "imputation_noise"]
    assert system["first"].sum() <= 1.05
    assert (system["total"] >= system["first"] - 0.05).all()
    units = made.sensitivity.units
    assert set(units["factor"]) == set(system.index)
    assert len(units) == 24 * 4
    # A unit with a filled gap owes its spread to it; units without one owe little.
    own = units[units["factor"] == "imputation_noise"].set_index("unit")["total"]
    assert own["u05"] > 0.2
    assert own.drop(["u03", "u05", "u08"]).median() < 0.1


def test_better_than_in_each_year(recipe_of, panel_of, table_of):
    table = pd.concat([table_of(seed=1).assign(year=2023), table_of(seed=2).assign(year=2024)])
    made = run(recipe_of(SMALL), panel_of, table)
    better = made.better(2024)
    assert better.shape == (24, 24)
    np.testing.assert_allclose(better + better.T, 1)
    best = made.units.xs(2024, level="year")["rank"].idxmin()
    assert better.loc[best].mean() > 0.9


def test_the_same_seed_gives_the_same_table(recipe_of, panel_of):
    first, second = (run(recipe_of({**SMALL, "seed": 3}), panel_of) for _ in range(2))
    pd.testing.assert_frame_equal(first.units, second.units, check_exact=True)
    pd.testing.assert_frame_equal(first.sensitivity.units, second.sensitivity.units, check_exact=True)


def test_a_recipe_without_the_section_is_refused(recipe_of, panel_of):
    recipe = recipe_of().model_copy(update={"robustness": None})
    with pytest.raises(PesError, match="no section 'robustness'"):
        run(recipe, panel_of)


def test_choices_that_exclude_one_another_are_refused(recipe_of, panel_of):
    variants = {"normalise": [{"method": "zscore"}], "aggregate": [{"method": "geometric"}]}
    with pytest.raises(PesError, match="above zero"):
        run(recipe_of({**SMALL, "variants": variants}), panel_of)
