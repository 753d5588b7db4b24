"""Designs: which choice and which draw each replication takes."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[np.int64]

# Draws of one kind, told apart from the others of the same seed.
RANDOM, QUASI_RANDOM, WEIGHTS, NOISE, IMPUTATION = range(5)


@dataclass(frozen=True)
class Design:
    """Replications to be made.

    Attributes
    ----------
    choices : ndarray of shape (replications, steps)
        The position of the alternative of each step.
    weights, noise, imputation : ndarray of shape (replications,)
        The number of the draw of weights, of data and of filled gaps: the same number is the same draw.
    """

    choices: Integers
    weights: Integers
    noise: Integers
    imputation: Integers

    def __len__(self) -> int:
        return len(self.choices)


@dataclass(frozen=True)
class Factor:
    """Something that varies between replications.

    Attributes
    ----------
    name : str
        A step, or ``weights_noise``, ``data_noise``, ``imputation_noise``.
    column : int
        Of `Design.choices`, or -1 for a draw.
    """

    name: str
    column: int


def random_design(sizes: Sequence[int], replications: int, seed: int) -> Design:
    """Draw choices evenly and give every replication draws of its own.

    Examples
    --------
    >>> design = random_design([1, 2], 4, seed=1)
    >>> design.choices[:, 0].tolist(), design.noise.tolist()
    ([0, 0, 0, 0], [0, 1, 2, 3])
    """
    rng = np.random.default_rng([seed, RANDOM])
    choices = np.column_stack([rng.integers(0, size, replications) for size in sizes])
    numbers = np.arange(replications)
    return Design(choices, numbers, numbers, numbers)


def sensitivity_design(sizes: Sequence[int], factors: Sequence[Factor], rows: int, seed: int) -> Design:
    """Lay out Saltelli's design: two independent samples, and the first with each factor from the second.

    Choices are categories and stay categories: a quasi-random number picks one, and a factor changes
    from one category to another, never by a distance. A draw is a factor too: its number comes from the
    first or the second sample.

    Parameters
    ----------
    sizes : sequence of int
        How many alternatives each step has.
    factors : sequence of Factor
    rows : int
        A power of two.
    seed : int

    Returns
    -------
    Design
        Of ``rows * (factors + 2)`` replications: first sample, second sample, then one block a factor.

    Examples
    --------
    >>> design = sensitivity_design([2], [Factor("normalise", 0), Factor("data_noise", -1)], 2, seed=1)
    >>> design.noise.tolist()
    [0, 1, 2, 3, 0, 1, 2, 3]
    """
    # Here: it takes a second to import, and of all pages only the study of sensitivity needs it.
    from scipy.stats import qmc

    sampler = qmc.Sobol(2 * len(factors), scramble=True, rng=np.random.default_rng([seed, QUASI_RANDOM]))
    sample = sampler.random(rows)
    samples: list[Design] = []
    for half in range(2):
        choices = np.zeros((rows, len(sizes)), dtype=np.int64)
        for at, factor in enumerate(factors):
            if factor.column >= 0:
                share = sample[:, half * len(factors) + at]
                choices[:, factor.column] = np.floor(share * sizes[factor.column])
        numbers = half * rows + np.arange(rows)
        samples.append(Design(choices, numbers, numbers, numbers))
    first, second = samples
    mixed = [_with_factor(first, second, factor) for factor in factors]
    designs = [*samples, *mixed]
    return Design(
        choices=np.concatenate([design.choices for design in designs]),
        weights=np.concatenate([design.weights for design in designs]),
        noise=np.concatenate([design.noise for design in designs]),
        imputation=np.concatenate([design.imputation for design in designs]),
    )


def _with_factor(first: Design, second: Design, factor: Factor) -> Design:
    choices = first.choices.copy()
    if factor.column >= 0:
        choices[:, factor.column] = second.choices[:, factor.column]
    return Design(
        choices=choices,
        weights=(second if factor.name == "weights_noise" else first).weights,
        noise=(second if factor.name == "data_noise" else first).noise,
        imputation=(second if factor.name == "imputation_noise" else first).imputation,
    )
