"""The replications claims are held against: which option each choice takes, and where noise is on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from zlib import crc32

import numpy as np
import numpy.typing as npt

from pes_analysis.catalogue import ClaimRules
from pes_analysis.robust.claim import NOISE, Claim, claim_from

JOINT = "joint"
NOISE_SHARE = 4
EXPLAINED_SHARE = 6


@dataclass(frozen=True)
class ClaimRows:
    """Replications, one row each.

    Attributes
    ----------
    choices : dict of str to ndarray of int, shape (rows,)
        By signed choice: the option taken; 0 is the standard, 1 the first alternative.
    draws : ndarray of int, shape (rows,)
        The draw of chance a row takes: rows with one number have the same one; 0 is no chance at all.
    parts : dict of str to slice
        ``"joint"``: everything varies; ``"noise"`` and each choice: it alone varies.
    mixed : dict of str to slice
        By explained factor: the first joint rows with that factor from the ones after them, as the design
        of Saltelli asks; see ``explain_spread``.
    """

    choices: Mapping[str, npt.NDArray[np.intp]]
    draws: npt.NDArray[np.intp]
    parts: Mapping[str, slice]
    mixed: Mapping[str, slice] = field(default_factory=dict)

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.draws)

    @property
    def noisy(self) -> npt.NDArray[np.bool_]:
        """Where chance is on."""
        return self.draws > 0

    @property
    def published(self) -> int:
        """A row in which everything is as published."""
        return next(int(rows.start) for name, rows in self.parts.items() if name not in (JOINT, NOISE))

    def unmixed(self) -> "ClaimRows":
        """Leave out the rows that only explain where a spread comes from; they are the last ones."""
        end = max(rows.stop for rows in self.parts.values())
        choices = {name: one[:end] for name, one in self.choices.items()}
        return ClaimRows(choices, self.draws[:end], self.parts)

    def split(
        self, holds: npt.NDArray[np.float64]
    ) -> tuple[npt.NDArray[np.float64], dict[str, npt.ArrayLike]]:
        """Part what holds by row into the joint replications and those of one factor alone."""
        alone: dict[str, npt.ArrayLike] = {
            name: holds[rows] for name, rows in self.parts.items() if name != JOINT
        }
        return holds[self.parts[JOINT]], alone

    def claim(
        self,
        holds: npt.NDArray[np.float64],
        *,
        statement: str,
        subject: str,
        rules: ClaimRules,
        tested: Sequence[str],
        evidence: Mapping[str, float | int | str],
    ) -> Claim | None:
        """Make a claim of what holds by row; None where it does not hold in what is published.

        Parameters
        ----------
        holds : ndarray, shape (rows,)
            1 or 0; NaN where a row cannot decide.
        statement, subject, rules, evidence
            As in ``claim_from``.
        tested : sequence of str
            What varied; other parts are left out.
        """
        if holds[self.published] != 1:
            return None
        joint, alone = self.split(holds)
        return claim_from(
            joint,
            statement=statement,
            subject=subject,
            rules=rules,
            tested=tested,
            evidence=evidence,
            by_factor={name: one for name, one in alone.items() if name in tested},
        )


def lay_out_rows(
    alternatives: Mapping[str, int], rules: ClaimRules, *, noise: bool = True, explained: Sequence[str] = ()
) -> ClaimRows:
    """Lay out the replications of claims.

    In the joint ones the options of a choice, the standard among them, come equally often, in an order
    of the choice's own. Then noise varies alone (a quarter as often) and each choice alone, once an option.
    At last, a sixth as often for each factor that is to be explained, joint rows with that factor exchanged.

    Parameters
    ----------
    alternatives : mapping of str to int
        How many alternatives each choice has.
    rules : ClaimRules
        Replications and seed.
    noise : bool
        Whether the data have noise at all.
    explained : sequence of str
        Choices, and ``"noise"``, whose part in the spread is asked for.

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
    parts = _one_after_another(sizes, 0)
    tested = max(rows.stop for rows in parts.values())
    few = rules.replications // EXPLAINED_SHARE
    mixed = _one_after_another(dict.fromkeys(explained, few), tested)
    first, second = np.arange(few), np.arange(few, 2 * few)

    def with_mixed(name: str, taken: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
        return np.concatenate([taken, *(taken[second if one == name else first] for one in mixed)])

    draws = np.zeros(tested, dtype=np.intp)
    if noise:
        for rows in (parts[JOINT], parts[NOISE]):
            draws[rows] = np.arange(rows.start, rows.stop) + 1
    choices = {}
    for name, count in alternatives.items():
        taken = np.zeros(tested, dtype=np.intp)
        every = np.arange(rules.replications) % (count + 1)
        taken[parts[JOINT]] = generator(rules.seed, name).permutation(every)
        taken[parts[name]] = np.arange(count + 1)
        choices[name] = with_mixed(name, taken)
    return ClaimRows(choices, with_mixed(NOISE, draws), parts, mixed)


def _one_after_another(sizes: Mapping[str, int], start: int) -> dict[str, slice]:
    ends = (start + np.cumsum(list(sizes.values()))).tolist()
    return {name: slice(end - size, end) for (name, size), end in zip(sizes.items(), ends, strict=True)}


def generator(seed: int, *keys: str) -> np.random.Generator:
    """Give the random numbers that belong to a seed and names: other names have others.

    Examples
    --------
    >>> draws = [generator(1, name).random() for name in ("rate", "rate", "share")]
    >>> draws[0] == draws[1], draws[0] == draws[2]
    (True, False)
    """
    return np.random.default_rng([seed, *(crc32(key.encode()) for key in keys)])
