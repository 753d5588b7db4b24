"""Sentences about trainings that judge, each held against chance and against which trainings there were."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.catalogue import ClaimRules
from pes_analysis.robust.claim import NOISE, Claim, claim_from
from pes_analysis.robust.claim_rows import generator

# People of one training answer alike, so trainings vary too, not people alone.
TRAININGS = "trainings"
TESTED = (NOISE, TRAININGS)
# Half a person for each kind of answer: what was never seen among a few people may still happen.
PRIOR = 0.5

Numbers = npt.NDArray[np.float64]


def received_claim(benefit: str, before: pd.Series, after: pd.Series, rules: ClaimRules) -> Claim | None:
    """Claim that more, or fewer, of the same people received a benefit than had expected it.

    Parameters
    ----------
    benefit : str
    before, after : Series of float
        Whether each person agreed, 1 or 0, NaN for no answer; index ``(training_id, respondent_id)``.
    rules : ClaimRules

    Returns
    -------
    Claim or None
        None when nobody answered twice, or as many gained as lost.

    Examples
    --------
    >>> from pes_analysis.catalogue import load_catalogue
    >>> people = pd.MultiIndex.from_product([["a", "b", "c"], range(20)], names=["training_id", "person"])
    >>> before, after = pd.Series(1.0, people), pd.Series([0.0, 1.0] * 30, people)
    >>> claim = received_claim("indicators", before, after, load_catalogue().claims)
    >>> claim.statement, str(claim.standing)
    ('received_less', 'said')
    """
    change = (after - before).dropna()
    gained, lost = int((change > 0).sum()), int((change < 0).sum())
    if gained == lost:
        return None
    evidence = {"pairs": len(change), "only_received": gained, "only_expected": lost}
    more, fewer = _drawn((change > 0, change < 0), benefit, rules)
    holds = more > fewer if gained > lost else fewer > more
    statement = "received_more" if gained > lost else "received_less"
    return _claim(holds, statement, benefit, rules, evidence)


def gain_claim(skill: str, before: pd.Series, after: pd.Series, rules: ClaimRules) -> Claim | None:
    """Claim that the same people rate a skill higher, or lower, after than before.

    Parameters
    ----------
    skill : str
    before, after : Series of float
        Ratings; index as in `received_claim`.
    rules : ClaimRules

    Returns
    -------
    Claim or None
        None when nobody, or everybody alike, changed: then chance cannot be told from the change.
    """
    change = (after - before).dropna()
    spread = float(change.std(ddof=1)) if len(change) > 1 else 0.0
    mean = float(change.mean()) if len(change) else 0.0
    if spread == 0 or mean == 0:
        return None
    of_training = change.groupby("training_id")
    weights = _weights(len(of_training), skill, rules)
    centre = weights @ of_training.sum().to_numpy() / (weights @ of_training.size().to_numpy())
    error = spread / len(change) ** 0.5
    chance = generator(rules.seed, TRAININGS, skill, NOISE).standard_t(len(change) - 1, rules.replications)
    drawn = centre + error * chance
    return _claim(
        drawn > 0 if mean > 0 else drawn < 0,
        "skill_rose" if mean > 0 else "skill_fell",
        skill,
        rules,
        {"pairs": len(change), "difference": mean},
    )


def majority_claim(statement: str, agrees: pd.Series, rules: ClaimRules) -> Claim | None:
    """Claim that most agree with a statement, or that most do not.

    Parameters
    ----------
    statement : str
    agrees : Series of float
        As ``after`` in `received_claim`.
    rules : ClaimRules

    Returns
    -------
    Claim or None
        None when nobody answered, or exactly half agree.
    """
    known = agrees.dropna()
    agree = int((known > 0).sum())
    if 2 * agree == len(known):
        return None
    yes, no = _drawn((known > 0, known == 0), statement, rules)
    is_most = 2 * agree > len(known)
    return _claim(
        yes > no if is_most else no > yes,
        "most_agree" if is_most else "most_do_not",
        statement,
        rules,
        {"n": len(known), "agree": agree},
    )


def _drawn(
    kinds: "tuple[pd.Series[bool], pd.Series[bool]]", subject: str, rules: ClaimRules
) -> list[Numbers]:
    """Draw how often each kind of answer comes: gamma variates, of which shares would be a Dirichlet draw."""
    counts = [kind.groupby("training_id").sum().to_numpy(dtype=np.float64) for kind in kinds]
    weights = _weights(len(counts[0]), subject, rules)
    chance = generator(rules.seed, TRAININGS, subject, NOISE)
    return [chance.standard_gamma(weights @ of_kind + PRIOR) for of_kind in counts]


def _weights(trainings: int, subject: str, rules: ClaimRules) -> Numbers:
    """Let each training count more or less in each replication (the Bayesian bootstrap, Rubin 1981)."""
    drawn = generator(rules.seed, TRAININGS, subject).dirichlet(np.ones(trainings), rules.replications)
    return drawn * trainings


def _claim(
    holds: npt.NDArray[np.bool_],
    statement: str,
    subject: str,
    rules: ClaimRules,
    evidence: Mapping[str, float | int | str],
) -> Claim:
    return claim_from(
        holds, statement=statement, subject=subject, rules=rules, tested=TESTED, evidence=evidence
    )
