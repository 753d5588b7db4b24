"""Trainings evaluated: who answered, what was expected and received, what people can do, what they said."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from pes_analysis.catalogue import ClaimRules, State
from pes_analysis.catalogue.training_survey import AFTER, BEFORE, SCALE, TrainingSurvey, load_training_survey
from pes_analysis.diagnose.training_claims import gain_claim, majority_claim, received_claim
from pes_analysis.diagnose.training_events import LEAST_RESPONDENTS, event_table
from pes_analysis.diagnose.training_words import code_table, open_table
from pes_analysis.edition import Edition
from pes_analysis.measure.intervals import mean_intervals, proportion_intervals
from pes_analysis.measure.paired import mcnemar_exact, mean_difference, share_difference
from pes_analysis.robust.claim import Claim

LEVEL = 0.95
PERSON = ["training_id", "respondent_id"]
COUNTS = [f"answer_{value}" for value in SCALE]
PER_CENT = 100


@dataclass(frozen=True, eq=False)
class TrainingEvaluation:
    """What the surveys of trainings tell. Everything is over all trainings, except ``events``.

    Attributes
    ----------
    survey : TrainingSurvey
    generated : bool
        Whether the answers are made up.
    events : DataFrame
        One row a training: see `event_table`.
    benefits : DataFrame
        Index ``benefit``: ``n_before, expected_pct, expected_lower, expected_upper`` (share that agreed,
        Wilson); the same for ``n_after, received_pct, …``; ``pairs, both, only_expected, only_received``
        (people who answered at both moments); ``difference_pp, difference_lower, difference_upper``;
        ``p_value`` (McNemar, exact); ``state``.
    skills : DataFrame
        Index ``skill``: ``n_before, before_mean, before_lower, before_upper`` and the same after; ``pairs,
        difference, difference_lower, difference_upper`` (Student, paired); ``state``.
    statements : DataFrame
        Index ``statement``: ``answer_1`` to ``answer_5`` (people), ``n, agree_pct, agree_lower,
        agree_upper`` (Wilson), ``state``.
    codes : DataFrame
        ``question, code, people, pct`` (of coded answers to the question), ``state``.
    open_answers : DataFrame
        Index ``question``: ``written, held_back, coded, uncoded, coders``.
    claims : tuple of Claim
        Sentences that judge, each held against chance in the answers.
    """

    survey: TrainingSurvey
    generated: bool
    events: pd.DataFrame
    benefits: pd.DataFrame
    skills: pd.DataFrame
    statements: pd.DataFrame
    codes: pd.DataFrame
    open_answers: pd.DataFrame
    claims: tuple[Claim, ...]

    @cached_property
    def is_empty(self) -> bool:
        """Whether the edition has no trainings at all."""
        return self.events.empty

    @property
    def respondents(self) -> int:
        """How many people answered after."""
        return int(self.events["answered_after"].sum())

    @property
    def participants(self) -> int:
        """How many took part."""
        return int(self.events["participants"].sum())


def evaluate_trainings(edition: Edition) -> TrainingEvaluation:
    """Evaluate the trainings of an edition.

    Parameters
    ----------
    edition : Edition

    Returns
    -------
    TrainingEvaluation
        With empty tables when the edition has no trainings.

    Examples
    --------
    >>> from pes_analysis.edition import open_edition_data
    >>> found = evaluate_trainings(open_edition_data("malopolskie-2024"))
    >>> bool(found.skills.loc["read_card", "difference"] > 0)
    True
    >>> evaluate_trainings(open_edition_data("slaskie-2024")).is_empty
    True
    """
    trainings, survey = edition.trainings, load_training_survey()
    answers = _wide(trainings.answers)
    agrees = answers.ge(survey.agrees_from).astype(float).where(answers.notna())
    benefits = pd.DataFrame(
        [_benefit(agrees, name) for name in survey.benefits], index=pd.Index(survey.benefits, name="benefit")
    )
    skills = pd.DataFrame(
        [_skill(answers, name) for name in survey.skills], index=pd.Index(survey.skills, name="skill")
    )
    statements = pd.DataFrame(
        [_statement(answers, name, survey.agrees_from) for name in survey.statements],
        index=pd.Index(survey.statements, name="statement"),
    )
    return TrainingEvaluation(
        survey=survey,
        generated=bool(trainings.events["generated"].any()),
        events=event_table(trainings),
        benefits=benefits,
        skills=skills,
        statements=statements,
        codes=code_table(trainings, survey),
        open_answers=open_table(trainings, survey),
        claims=tuple(_claims(answers, agrees, (benefits, skills, statements), edition.catalogue.claims)),
    )


def _claims(
    answers: pd.DataFrame,
    agrees: pd.DataFrame,
    tables: tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame],
    rules: ClaimRules,
) -> Iterator[Claim]:
    """Make the claims about what is shown; nothing is said of what is not."""
    benefits, skills, statements = ([str(one) for one in t.index[t["state"] == State.VALUE]] for t in tables)
    made = [
        *(received_claim(one, *_sides(agrees, "benefit", one), rules) for one in benefits),
        *(gain_claim(one, *_sides(answers, "skill", one), rules) for one in skills),
        *(majority_claim(one, _column(agrees, "statement", one, AFTER), rules) for one in statements),
    ]
    yield from (one for one in made if one is not None)


def _sides(answers: pd.DataFrame, kind: str, name: str) -> tuple[pd.Series, pd.Series]:
    return _column(answers, kind, name, BEFORE), _column(answers, kind, name, AFTER)


def _wide(answers: pd.DataFrame) -> pd.DataFrame:
    """Give a row for each person at a training, a column for each question at a moment."""
    named = answers.assign(asked=answers["question"] + " " + answers["moment"])
    wide = named.pivot_table(index=PERSON, columns="asked", values="value", aggfunc="first")
    return wide.astype(float)


def _column(answers: pd.DataFrame, kind: str, name: str, moment: str) -> pd.Series:
    column = f"{kind}_{name} {moment}"
    return answers[column] if column in answers else pd.Series(np.nan, answers.index, dtype=float)


def _benefit(agrees: pd.DataFrame, name: str) -> dict[str, object]:
    sides = {moment: _column(agrees, "benefit", name, moment) for moment in (BEFORE, AFTER)}
    row: dict[str, object] = {}
    for moment, word in ((BEFORE, "expected"), (AFTER, "received")):
        row |= {f"n_{moment}": int(sides[moment].count()), **_share(sides[moment], word)}
    both = pd.DataFrame(sides).dropna().astype(bool)
    gained = int((~both[BEFORE] & both[AFTER]).sum())
    lost = int((both[BEFORE] & ~both[AFTER]).sum())
    found = share_difference(gained, lost, len(both), LEVEL)
    return row | {
        "pairs": len(both),
        "both": int((both[BEFORE] & both[AFTER]).sum()),
        "only_expected": lost,
        "only_received": gained,
        "difference_pp": PER_CENT * found.value,
        "difference_lower": PER_CENT * found.lower,
        "difference_upper": PER_CENT * found.upper,
        "p_value": mcnemar_exact(gained, lost) if len(both) else float("nan"),
        "state": _state(
            sides.values(), [int((one == side).sum()) for one in sides.values() for side in (True, False)]
        ),
    }


def _skill(answers: pd.DataFrame, name: str) -> dict[str, object]:
    sides = {moment: _column(answers, "skill", name, moment) for moment in (BEFORE, AFTER)}
    row: dict[str, object] = {}
    for moment, given in sides.items():
        known = given.dropna()
        spread = float(known.std(ddof=1)) if len(known) > 1 else 0.0
        found = mean_intervals([known.mean()], [spread], [len(known)], levels=[LEVEL]).iloc[0]
        # Equal answers show no spread, which is no proof that there is none.
        bounds = (float("nan"),) * 2 if spread == 0 else (found["lower_95"], found["upper_95"])
        row |= {
            f"n_{moment}": len(known),
            f"{moment}_mean": float(found["value"]),
            f"{moment}_lower": float(bounds[0]),
            f"{moment}_upper": float(bounds[1]),
        }
    both = pd.DataFrame(sides).dropna()
    change = mean_difference(both[BEFORE], both[AFTER], LEVEL)
    return row | {
        "pairs": len(both),
        "difference": change.value,
        "difference_lower": change.lower,
        "difference_upper": change.upper,
        "state": _state(sides.values(), ()),
    }


def _statement(answers: pd.DataFrame, name: str, agrees_from: int) -> dict[str, object]:
    given = _column(answers, "statement", name, AFTER)
    counts = {column: int((given == value).sum()) for column, value in zip(COUNTS, SCALE, strict=True)}
    agrees = given.ge(agrees_from).astype(float).where(given.notna())
    return {
        **counts,
        "n": int(given.count()),
        **_share(agrees, "agree"),
        "state": _state([given], counts.values()),
    }


def _share(agrees: pd.Series, word: str) -> dict[str, float]:
    known = agrees.dropna().astype(float)
    found = proportion_intervals([known.sum()], [len(known)], multiplier=PER_CENT, levels=[LEVEL]).iloc[0]
    return {
        f"{word}_pct": float(found["value"]),
        f"{word}_lower": float(found["lower_95"]),
        f"{word}_upper": float(found["upper_95"]),
    }


def _state(sides: "Iterable[pd.Series]", cells: Iterable[int]) -> State:
    """Tell whether a row may be shown: enough people, and no small cell that is of one training alone."""
    known = [one.dropna() for one in sides]
    people = [len(one) for one in known]
    if not any(people):
        return State.MISSING
    few = any(0 < count < LEAST_RESPONDENTS for count in people)
    trainings = {name for one in known for name in one.index.get_level_values("training_id")}
    small = len(trainings) == 1 and any(0 < count < LEAST_RESPONDENTS for count in cells)
    return State.SUPPRESSED if few or small else State.VALUE
