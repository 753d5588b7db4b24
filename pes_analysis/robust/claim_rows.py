"""The replications claims are held against: which option each choice takes, and where noise is on."""

from collections.abc import Mapping
from dataclasses import dataclass
from zlib import crc32

import numpy as np
import numpy.typing as npt

from pes_analysis.catalogue import ClaimRules
from pes_analysis.robust.claim import NOISE

JOINT = "joint"
NOISE_SHARE = 4


@dataclass(frozen=True)
class ClaimRows:
    """Replications, one row each.

    Attributes
    ----------
    choices : dict of str to ndarray of int, shape (rows,)
        By signed choice: the option taken; 0 is the standard, 1 the first alternative.
    noisy : ndarray of bool, shape (rows,)
    parts : dict of str to slice
        ``"joint"``: everything varies; ``"noise"`` and each choice: it alone varies.
    """

    choices: Mapping[str, npt.NDArray[np.intp]]
    noisy: npt.NDArray[np.bool_]
    parts: Mapping[str, slice]

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.noisy)

    def split(
        self, holds: npt.NDArray[np.float64]
    ) -> tuple[npt.NDArray[np.float64], dict[str, npt.ArrayLike]]:
        """Part what holds by row into the joint replications and those of one factor alone."""
        alone: dict[str, npt.ArrayLike] = {
            name: holds[rows] for name, rows in self.parts.items() if name != JOINT
        }
        return holds[self.parts[JOINT]], alone


def lay_out_rows(alternatives: Mapping[str, int], rules: ClaimRules, *, noise: bool = True) -> ClaimRows:
    """Lay out the replications of claims.

    In the joint ones the options of a choice, the standard among them, come equally often, in an order
    of the choice's own. Then noise varies alone (a quarter as often) and each choice alone, once an option.

    Parameters
    ----------
    alternatives : mapping of str to int
        How many alternatives each choice has.
    rules : ClaimRules
        Replications and seed.
    noise : bool
        Whether the data have noise at all.

    Returns
    -------
    ClaimRows

    Examples
    --------
    >>> from pes_analysis.catalogue import load_catalogue
    >>> rows = lay_out_rows({"peer_count": 3}, load_catalogue().claims)
    >>> len(rows), np.bincount(rows.choices["peer_count"][rows.parts["joint"]]).tolist()
    (1254, [250, 250, 250, 250])
    """
    sizes = {JOINT: rules.replications}
    if noise:
        sizes[NOISE] = rules.replications // NOISE_SHARE
    sizes |= {name: count + 1 for name, count in alternatives.items()}
    ends = np.cumsum(list(sizes.values())).tolist()
    parts = {name: slice(end - size, end) for (name, size), end in zip(sizes.items(), ends, strict=True)}
    noisy = np.zeros(ends[-1], dtype=bool)
    if noise:
        noisy[parts[JOINT]] = noisy[parts[NOISE]] = True
    choices = {}
    for name, count in alternatives.items():
        taken = np.zeros(ends[-1], dtype=np.intp)
        every = np.arange(rules.replications) % (count + 1)
        taken[parts[JOINT]] = generator(rules.seed, name).permutation(every)
        taken[parts[name]] = np.arange(count + 1)
        choices[name] = taken
    return ClaimRows(choices, noisy, parts)


def generator(seed: int, *keys: str) -> np.random.Generator:
    """Give the random numbers that belong to a seed and names: other names have others.

    Examples
    --------
    >>> draws = [generator(1, name).random() for name in ("rate", "rate", "share")]
    >>> draws[0] == draws[1], draws[0] == draws[2]
    (True, False)
    """
    return np.random.default_rng([seed, *(crc32(key.encode()) for key in keys)])
