"""What one unit's uncertainty comes from: the design, and effects known beforehand."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pes_analysis.catalogue import load_catalogue
from pes_analysis.robust.claim_rows import lay_out_rows
from pes_analysis.robust.unit_effects import explain_spread

RULES = load_catalogue().claims
ROWS = lay_out_rows({"a": 1, "b": 2, "c": 3}, RULES, explained=["noise", "a", "b"])
CHANCE = np.random.default_rng(3).standard_normal(int(ROWS.draws.max()) + 1)


def test_rows_that_explain_differ_from_the_first_in_one_factor_only():
    few = ROWS.mixed["a"].stop - ROWS.mixed["a"].start
    taken = {**ROWS.choices, "noise": ROWS.draws}
    for factor, rows in ROWS.mixed.items():
        for name, one in taken.items():
            origin = slice(few, 2 * few) if name == factor else slice(few)
            assert (one[rows] == one[origin]).all()


def test_without_them_the_rows_are_as_if_nothing_were_explained():
    plain = lay_out_rows({"a": 1, "b": 2, "c": 3}, RULES)
    bare = ROWS.unmixed()
    assert len(bare) == len(plain)
    assert (bare.draws == plain.draws).all()
    assert all((bare.choices[name] == plain.choices[name]).all() for name in plain.choices)
    assert bare.published == plain.published
    assert not any(one[plain.published] for one in plain.choices.values())
    assert not plain.noisy[plain.published]


def test_what_one_factor_makes_is_laid_to_it():
    spread = explain_spread(ROWS, 3.0 * ROWS.choices["b"])
    assert spread.effects["b"] == pytest.approx(1, abs=0.1)
    assert (spread.effects["a"], spread.effects["noise"], spread.data) == (0.0, 0.0, 0.0)


def test_chance_and_a_choice_of_one_size_share_the_variance():
    choice = ROWS.choices["a"] - ROWS.choices["a"].mean()
    noise = CHANCE[ROWS.draws] * choice.std() / CHANCE[ROWS.draws].std()
    spread = explain_spread(ROWS, choice + noise)
    assert spread.effects["noise"] == pytest.approx(0.5, abs=0.15)
    assert spread.effects["a"] == pytest.approx(0.5, abs=0.15)
    assert spread.data == pytest.approx(0.5, abs=0.15)


def test_nothing_that_moves_has_no_cause():
    spread = explain_spread(ROWS, np.ones(len(ROWS)))
    assert (spread.deviation, spread.data, spread.largest) == (0.0, None, ())


def test_too_few_figures_explain_nothing():
    assert explain_spread(ROWS, np.where(np.arange(len(ROWS)) < 20, 1.0, np.nan)) is None


@settings(max_examples=20, deadline=None)
@given(st.floats(-100, 100), st.floats(0.1, 50))
def test_scale_and_level_do_not_matter(level, scale):
    values = ROWS.choices["a"] + CHANCE[ROWS.draws]
    first, other = explain_spread(ROWS, values), explain_spread(ROWS, level + scale * values)
    assert other.effects == pytest.approx(first.effects, abs=1e-6)
    assert other.deviation == pytest.approx(scale * first.deviation)
