"""Sobol effects against functions whose effects are known exactly (see SOURCE.md)."""

import numpy as np
import pytest
from scipy.stats import qmc

from pes_analysis.robust.sobol import sobol_effects

ROWS = 2**15
PRINTED_BY_SALTELLI = [0.3139, 0.4424, 0.0]


def ishigami(x, a=7.0, b=0.1):
    return np.sin(x[:, 0]) + a * np.sin(x[:, 1]) ** 2 + b * x[:, 2] ** 4 * np.sin(x[:, 0])


def ishigami_effects(a=7.0, b=0.1):
    v1 = (1 + b * np.pi**4 / 5) ** 2 / 2
    v2 = a**2 / 8
    v13 = b**2 * np.pi**8 * (1 / 18 - 1 / 50)
    return np.array([v1, v2, 0.0]) / (v1 + v2 + v13), np.array([v1 + v13, v2, v13]) / (v1 + v2 + v13)


def g_function(x, a):
    return np.prod((np.abs(4 * x - 2) + a) / (1 + a), axis=1)


def g_effects(a):
    v = 1 / (3 * (1 + a) ** 2)
    whole = np.prod(1 + v) - 1
    return v / whole, v * np.prod(1 + v) / (1 + v) / whole


def saltelli_sample(factors, seed=0):
    sample = qmc.Sobol(2 * factors, scramble=True, rng=np.random.default_rng(seed)).random(ROWS)
    first, second = sample[:, :factors], sample[:, factors:]
    mixed = [first.copy() for _ in range(factors)]
    for at, block in enumerate(mixed):
        block[:, at] = second[:, at]
    return np.concatenate([first, second, *mixed])


@pytest.mark.parametrize("seed", range(3))
def test_ishigami_within_a_hundredth(seed):
    outputs = ishigami(2 * np.pi * saltelli_sample(3, seed) - np.pi)
    effects = sobol_effects(outputs, ROWS)
    first, total = ishigami_effects()
    np.testing.assert_allclose(effects.first, first, atol=0.01)
    np.testing.assert_allclose(effects.total, total, atol=0.01)
    np.testing.assert_allclose(effects.first, PRINTED_BY_SALTELLI, atol=0.01)


def test_g_function_within_a_hundredth():
    a = np.array([0, 1, 4.5, 9, 99, 99, 99, 99])
    effects = sobol_effects(g_function(saltelli_sample(8), a), ROWS)
    first, total = g_effects(a)
    np.testing.assert_allclose(effects.first, first, atol=0.01)
    np.testing.assert_allclose(effects.total, total, atol=0.01)
