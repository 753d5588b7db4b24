"""The generated trainings as the tables of an edition."""

from collections.abc import Iterator

import pandas as pd

from pes_analysis.catalogue.training_survey import MOMENTS, TrainingSurvey, load_training_survey
from pes_analysis.edition.generate_organisations.draws import Draws
from pes_analysis.edition.generate_trainings.programme import (
    BENEFITS,
    CODERS,
    PROGRAMME,
    SKILLS,
    STATEMENTS,
    WRITTEN,
    Planned,
)
from pes_analysis.edition.trainings.trainings import Trainings, no_trainings

SEED = "pes-analysis trainings 2024"
_SIGNS = "ABCDEFGHJKLMNPRSTUWXYZ23456789"
_PERSON_SPREAD, _ANSWER_SPREAD = 0.45, 0.85
_LEFT_OUT_OFTEN, _WRITES_OFTEN, _HELD_BACK_OFTEN, _CODED_OFTEN = 0.03, 0.35, 0.05, 0.85

Row = dict[str, object]


def generate_trainings(seed: object = SEED) -> Trainings:
    """Generate the trainings of the demonstration and the answers of people who do not exist.

    Parameters
    ----------
    seed : object
        The same seed gives the same trainings.

    Returns
    -------
    Trainings
        With people who answered only once, an event with too few answers to show, answers held back and
        answers nobody has coded yet, as in life.
    """
    survey = load_training_survey()
    rows: dict[str, list[Row]] = {"events": [], "answers": [], "open_answers": [], "codes": []}
    for planned in PROGRAMME:
        rows["events"].append(
            {
                "training_id": planned.training_id,
                "date": planned.date,
                "kind": planned.kind,
                "form": planned.form,
                "teryt": planned.teryt,
                "title_pl": planned.title_pl,
                "title_en": planned.title_en,
                "hours": float(planned.hours),
                "places": planned.places,
                "participants": planned.participants,
                "generated": True,
            }
        )
        for person in range(planned.participants):
            for table, row in _answers_of(planned, person, survey, seed):
                rows[table].append(row)
    empty = no_trainings()
    return Trainings(
        events=_table(rows["events"], empty.events.reset_index()).set_index("training_id"),
        answers=_table(rows["answers"], empty.answers),
        open_answers=_table(rows["open_answers"], empty.open_answers),
        codes=_table(rows["codes"], empty.codes),
    )


def _table(rows: list[Row], empty: pd.DataFrame) -> pd.DataFrame:
    types = {name: str(empty[name].dtype) for name in empty}
    return pd.DataFrame(rows, columns=list(empty.columns)).astype(types)


def _answers_of(
    planned: Planned, person: int, survey: TrainingSurvey, seed: object
) -> Iterator[tuple[str, Row]]:
    draws = Draws(seed, planned.training_id, person)
    code = "".join(draws.one_of(_SIGNS) for _ in range(5)) + str(person % 10)
    leaning = draws.normal(spread=_PERSON_SPREAD)
    for at, moment in enumerate(MOMENTS):
        answers = draws.chance(planned.answers_often)
        for question in survey.asked(moment):
            if not answers:
                continue
            key: Row = {
                "training_id": planned.training_id,
                "respondent_id": code,
                "moment": moment,
                "question": question.id,
            }
            if question.kind == "open":
                if draws.chance(_WRITES_OFTEN):
                    yield from _written(key, question.about, planned.date, draws)
            elif not draws.chance(_LEFT_OUT_OFTEN):
                means = {"benefit": BENEFITS, "skill": SKILLS}.get(question.kind)
                mean = means[question.about][at] if means else STATEMENTS[question.about]
                drawn = round(mean + leaning + draws.normal(spread=_ANSWER_SPREAD))
                yield "answers", {**key, "value": min(max(drawn, 1), 5)}


def _written(key: Row, about: str, date: str, draws: Draws) -> Iterator[tuple[str, Row]]:
    if draws.chance(_HELD_BACK_OFTEN):
        yield "open_answers", {**key, "text": "", "held_back": draws.one_of(("phone", "email"))}
        return
    text, codes = draws.one_of(WRITTEN[about])
    yield "open_answers", {**key, "text": text, "held_back": ""}
    coder = draws.one_of(CODERS)
    if draws.chance(_CODED_OFTEN):
        coded_on = f"{date[:4]}-12-16"
        for code in codes:
            yield "codes", {**key, "code": code, "coder": coder, "coded_on": coded_on}
