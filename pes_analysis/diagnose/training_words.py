"""What people wrote, by code: how many, who coded, and how much nobody has coded yet."""

import pandas as pd

from pes_analysis.catalogue import State
from pes_analysis.catalogue.training_survey import TrainingSurvey
from pes_analysis.diagnose.training_events import LEAST_RESPONDENTS
from pes_analysis.edition.trainings import Trainings
from pes_analysis.edition.trainings.trainings import ANSWER_KEY


def code_table(trainings: Trainings, survey: TrainingSurvey) -> pd.DataFrame:
    """Count the answers to each open question by what they are about.

    Returns
    -------
    DataFrame
        ``question, code, people, pct`` (of coded answers to the question), ``state``: a code of fewer than
        five people is withheld when the answers come from one training.
    """
    coded = trainings.codes
    rows = []
    for about in survey.open_questions:
        of_question = coded[coded["question"] == f"open_{about}"]
        base = len(of_question[ANSWER_KEY].drop_duplicates())
        is_single = len(set(of_question["training_id"])) == 1
        for code in survey.codes:
            people = int((of_question["code"] == code).sum())
            few = 0 < people < LEAST_RESPONDENTS and is_single
            state = State.SUPPRESSED if few or 0 < base < LEAST_RESPONDENTS else State.VALUE
            if people:
                rows.append((about, code, people, 100 * people / base, state))
    return pd.DataFrame(rows, columns=["question", "code", "people", "pct", "state"])


def open_table(trainings: Trainings, survey: TrainingSurvey) -> pd.DataFrame:
    """Count what was written, held back, coded and not coded yet.

    Returns
    -------
    DataFrame
        Index ``question``: ``written, held_back, coded, uncoded, coders`` (names of functions, "; ").
    """
    rows = []
    for about in survey.open_questions:
        written = trainings.open_answers[trainings.open_answers["question"] == f"open_{about}"]
        codes = trainings.codes[trainings.codes["question"] == f"open_{about}"]
        held = int((written["held_back"] != "").sum())
        coded = len(codes[ANSWER_KEY].drop_duplicates())
        coders = "; ".join(sorted(set(codes["coder"])))
        rows.append((len(written), held, coded, len(written) - held - coded, coders))
    index = pd.Index(survey.open_questions, name="question")
    return pd.DataFrame(rows, index=index, columns=["written", "held_back", "coded", "uncoded", "coders"])
