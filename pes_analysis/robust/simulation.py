"""Replications: thousands of indices from a design, each with its own draws of data and weights."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import numpy as np
import numpy.typing as npt

from pes_analysis.measure.composite.robustness_rules import Robustness
from pes_analysis.protect.errors import PesError
from pes_analysis.robust.batch import batch_scores
from pes_analysis.robust.choices import STEPS
from pes_analysis.robust.design import WEIGHTS, Design
from pes_analysis.robust.draws import DataDraws
from pes_analysis.robust.ingredients import Choice, Ingredients, unique_choices
from pes_analysis.robust.tree import Tree, share_out

Numbers = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]
# Arrays of so many replications of a few hundred units stay in the processor's cache.
TOGETHER = 64
# Scores and ranks of so many cells take about 3 GB while they are summed up.
MOST_SCORES = 250_000_000


def simulate(ingredients: Ingredients, robustness: Robustness, design: Design) -> Numbers:
    """Score every unit in every replication.

    A replication without draws of data is a row of weights against a matrix made once for its choices;
    with draws, its values are drawn, treated by what the observed data were treated by, and normalised
    again. Draws depend on the seed and their number alone, never on the order of the work.

    Parameters
    ----------
    ingredients : Ingredients
    robustness : Robustness
    design : Design

    Returns
    -------
    ndarray of float32, shape (replications, rows)
        Rows are those of the panel, units by years; NaN where there is no score.

    Raises
    ------
    PesError
        When a choice or a draw cannot be computed.
    """
    _refuse_too_many(len(design), len(ingredients.imputed(0)))
    draws = DataDraws(ingredients, robustness)
    multipliers = weight_multipliers(ingredients.tree, robustness, int(design.weights.max()) + 1)
    scores = np.empty((len(design), len(ingredients.imputed(0))), dtype=np.float32)

    def work(task: tuple[Choice, Integers]) -> None:
        choice, members = task
        tree = ingredients.tree
        with _of_choice(ingredients, choice):
            matrix = (
                draws.normalised(choice, design.noise[members], design.imputation[members])
                if draws.vary(choice)
                else ingredients.matrix(choice)
            )
            weights = _noisy_weights(ingredients.weights(choice), multipliers[design.weights[members]], tree)
            methods, least, exponent = ingredients.methods(choice)
            ddof = ingredients.recipe(choice).steps.aggregate.ddof
            scores[members] = batch_scores(
                matrix, weights, tree, methods, least, exponent, draws.blocks, ddof
            )

    tasks = []
    for choice, members in unique_choices(design.choices):
        # Prepared here, so that tasks only read.
        with _of_choice(ingredients, choice):
            ingredients.prepare(choice)
        tasks += [(choice, members[at : at + TOGETHER]) for at in range(0, len(members), TOGETHER)]
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        for _ in pool.map(work, tasks):
            pass
    return scores


@contextmanager
def _of_choice(ingredients: Ingredients, choice: Choice) -> Iterator[None]:
    """Say of which alternatives an error tells: one that works alone may fail beside another."""
    try:
        yield
    except PesError as error:
        labels = [
            f"{step}: {ingredients.choices.labels(step)[at]}"
            for step, at in zip(STEPS, choice, strict=True)
            if ingredients.choices.sizes[STEPS.index(step)] > 1
        ]
        if not labels:
            raise
        told = "; ".join(labels)
        raise PesError(
            f"Warianty razem ({told}): {error.pl} Albo usuń jeden z nich z „variants”.",
            f"Alternatives together ({told}): {error.en} Or remove one of them from 'variants'.",
        ) from error


def _refuse_too_many(replications: int, rows: int) -> None:
    if replications * rows > MOST_SCORES:
        fewer = MOST_SCORES // rows
        raise PesError(
            f"Powtórzeń razem z analizą wrażliwości jest {replications}, a wierszy danych {rows}: wyniki nie "
            f"zmieszczą się w pamięci. Zmniejsz „replications” i „sensitivity”; możliwe jest {fewer}.",
            f"There are {replications} replications of {rows} rows of data, or as many for sensitivity: "
            f"their scores would not fit in memory. Lower 'replications' and 'sensitivity'; {fewer} can be.",
        )


def weight_multipliers(tree: Tree, robustness: Robustness, count: int) -> Numbers:
    """Draw by how much each weight is multiplied, evenly around 1.

    Parameters
    ----------
    tree : Tree
    robustness : Robustness
    count : int
        How many draws.

    Returns
    -------
    ndarray of float32, shape (count, parts)
        The parts of all levels, from the lowest up, in the order of the tree.
    """
    rng = np.random.default_rng([robustness.seed, WEIGHTS])
    share = rng.random((count, sum(tree.parts)), dtype=np.float32)
    return np.asarray(1 + robustness.weights_noise * (2 * share - 1), dtype=np.float32)


def _noisy_weights(base: tuple[Numbers, ...], multipliers: Numbers, tree: Tree) -> list[Numbers]:
    ends = np.cumsum((0, *tree.parts))
    spans = zip(base, tree.levels, ends[:-1], ends[1:], strict=True)
    return [
        np.asarray(share_out(weights * multipliers[:, start:end], groups), dtype=np.float32)
        for weights, groups, start, end in spans
    ]
