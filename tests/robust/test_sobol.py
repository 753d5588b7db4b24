import numpy as np
import pytest

from pes_analysis.robust.sobol import joint_effects, sobol_effects

ROWS = 4096


def outputs_of(function, factors, seed=1):
    rng = np.random.default_rng(seed)
    first, second = rng.integers(0, 2, (2, ROWS, factors)).astype(float)
    blocks = [first, second]
    for at in range(factors):
        mixed = first.copy()
        mixed[:, at] = second[:, at]
        blocks.append(mixed)
    return np.concatenate([function(block) for block in blocks])


def test_categories_that_add_up_have_no_interactions():
    effects = sobol_effects(outputs_of(lambda x: 3 * x[:, 0] + 4 * x[:, 1], 3), ROWS)
    np.testing.assert_allclose(effects.first, [9 / 25, 16 / 25, 0], atol=0.03)
    np.testing.assert_allclose(effects.total, [9 / 25, 16 / 25, 0], atol=0.03)
    assert effects.variance == pytest.approx(25 / 4, rel=0.05)


def test_categories_that_only_work_together_have_total_effects_alone():
    """Exclusive or: neither alone says anything, both together say all."""
    effects = sobol_effects(outputs_of(lambda x: np.abs(x[:, 0] - x[:, 1]), 2), ROWS)
    np.testing.assert_allclose(effects.first, [0, 0], atol=0.05)
    np.testing.assert_allclose(effects.total, [1, 1], atol=0.05)


def test_many_outputs_are_shared_out_each_for_itself_and_joined_by_their_variance():
    outputs = outputs_of(lambda x: np.column_stack([x[:, 0], 3 * x[:, 1], 0 * x[:, 0]]), 2)
    effects = sobol_effects(outputs, ROWS)
    assert effects.first[:, 0] == pytest.approx([1, 0], abs=0.05)
    assert effects.first[:, 1] == pytest.approx([0, 1], abs=0.05)
    assert np.isnan(effects.first[:, 2]).all()
    together = joint_effects(effects)
    np.testing.assert_allclose(together.total, [0.1, 0.9], atol=0.06)


def test_outputs_that_never_vary_have_no_effects_together_either():
    together = joint_effects(sobol_effects(np.ones((4 * 8, 5)), 8))
    assert np.isnan(together.total).all()
    assert together.variance == 0
