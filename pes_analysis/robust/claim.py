"""A judging sentence as a value: what it says, what it rests on, and how often it holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from pes_analysis.catalogue import ClaimRules

NOISE = "noise"


class Standing(StrEnum):
    """What becomes of a sentence."""

    SAID = "said"
    SOFTENED = "softened"
    UNSAID = "unsaid"
    UNTESTED = "untested"

    @property
    def is_printed(self) -> bool:
        """Whether the sentence is printed, plainly or with its doubt."""
        return self in (Standing.SAID, Standing.SOFTENED)


@dataclass(frozen=True)
class Claim:
    """One judging sentence that was tested.

    Attributes
    ----------
    statement : str
        What is claimed, such as ``"worst_quarter"``.
    subject : str
        Of what, such as an indicator's id.
    probability : float or None
        Share of replications in which it holds; None when it could not be tested.
    rules : ClaimRules
        The thresholds.
    evidence : mapping
        The published figures behind it.
    tested : tuple of str
        What was varied: ids of the signed choices, and ``"noise"``.
    replications : int
        In which it could be decided.
    by_factor : mapping of str to float
        Share of replications in which it holds when only one of ``tested`` varies.
    """

    statement: str
    subject: str
    probability: float | None
    rules: ClaimRules
    evidence: Mapping[str, float | int | str] = field(default_factory=dict)
    tested: tuple[str, ...] = ()
    replications: int = 0
    by_factor: Mapping[str, float] = field(default_factory=dict)

    @property
    def standing(self) -> Standing:
        """What becomes of the sentence: the thresholds themselves belong to the surer side."""
        if self.probability is None:
            return Standing.UNTESTED
        if self.probability >= self.rules.said_at:
            return Standing.SAID
        return Standing.SOFTENED if self.probability >= self.rules.softened_at else Standing.UNSAID

    @property
    def weakest(self) -> str | None:
        """The factor that alone makes it fail most often; None when none ever does."""
        failing = [name for name in self.tested if self.by_factor.get(name, 1.0) < 1]
        return min(failing, key=lambda name: self.by_factor[name], default=None)


def claim_from(
    holds: npt.ArrayLike,
    *,
    statement: str,
    subject: str,
    rules: ClaimRules,
    tested: Sequence[str],
    evidence: Mapping[str, float | int | str] | None = None,
    by_factor: Mapping[str, npt.ArrayLike] | None = None,
) -> Claim:
    """Make a claim of the replications it was held against.

    Parameters
    ----------
    holds : array_like of shape (replications,)
        Whether the sentence holds, 1 or 0; NaN where a replication cannot decide.
    statement, subject : str
    rules : ClaimRules
    tested : sequence of str
        What varied. When nothing did, or no replication decides, the claim is untested.
    evidence : mapping, optional
    by_factor : mapping of str to array_like, optional
        The same as ``holds`` in replications where one factor alone varies.

    Returns
    -------
    Claim

    Examples
    --------
    >>> from pes_analysis.catalogue import load_catalogue
    >>> rules = load_catalogue().claims
    >>> claim = claim_from([1] * 9 + [0], statement="better", subject="rate", rules=rules, tested=["noise"])
    >>> claim.probability, str(claim.standing)
    (0.9, 'softened')
    >>> str(claim_from([1], statement="better", subject="rate", rules=rules, tested=[]).standing)
    'untested'
    """
    share, decided = _share(holds)
    alone = {name: _share(rows)[0] for name, rows in (by_factor or {}).items()}
    return Claim(
        statement=statement,
        subject=subject,
        probability=share if tested else None,
        rules=rules,
        evidence=dict(evidence or {}),
        tested=tuple(tested),
        replications=decided,
        by_factor={name: value for name, value in alone.items() if value is not None},
    )


def _share(holds: npt.ArrayLike) -> tuple[float | None, int]:
    rows = np.asarray(holds, dtype=np.float64)
    decided = rows[~np.isnan(rows)]
    return (float(decided.mean()) if len(decided) else None), len(decided)
