"""Open answers that nobody has coded yet: as a list to code, and taken in when a person did."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from pes_analysis.catalogue import Text
from pes_analysis.catalogue.training_survey import TrainingSurvey
from pes_analysis.edition.signals.coding import HELD_BACK
from pes_analysis.edition.trainings.trainings import ANSWER_KEY, Trainings
from pes_analysis.intake.coded_rows import Coded
from pes_analysis.intake.coding_list import CodingList, Entry

MOST_CODES = 3
_KEY = {
    "training_id": Text(pl="Szkolenie", en="Training"),
    "respondent_id": Text(pl="Kod osoby", en="Code of the person"),
    "moment": Text(pl="Moment", en="Moment"),
    "question": Text(pl="Kod pytania", en="Question code"),
}
_SHOWN = {
    "asked": Text(pl="Pytanie", en="Question"),
    "text": Text(pl="Odpowiedź", en="Answer"),
}


def answer_coding(trainings: Trainings, survey: TrainingSurvey) -> CodingList:
    """Give the open answers as a list to code; an answer may be about up to three things.

    Parameters
    ----------
    trainings : Trainings
    survey : TrainingSurvey

    Examples
    --------
    >>> from pes_analysis.catalogue.training_survey import load_training_survey
    >>> from pes_analysis.edition import open_edition_data
    >>> trainings = open_edition_data("malopolskie-2024").trainings
    >>> coding = answer_coding(trainings, load_training_survey())
    >>> len(coding.entries) == len(trainings.open_answers)
    True
    """
    codes: dict[tuple[str, ...], list[tuple[str, str, str]]] = {}
    for coded in trainings.codes.to_dict("records"):
        key = tuple(str(coded[name]) for name in ANSWER_KEY)
        codes.setdefault(key, []).append((coded["code"], coded["coder"], coded["coded_on"]))
    dates = trainings.events["date"].to_dict()
    entries: dict[tuple[str, ...], Entry] = {}
    for row in trainings.open_answers.sort_values(["question", *ANSWER_KEY]).to_dict("records"):
        key = tuple(str(row[name]) for name in ANSWER_KEY)
        mine = codes.get(key, [])
        said = (row["text"],) * 2 if row["text"] else HELD_BACK
        asked = survey.questions[row["question"]].texts[row["moment"]]
        entry = Entry(key, ((asked.pl, asked.en), said))
        if row["moment"] == "after":
            entry = replace(entry, since=str(dates[row["training_id"]]))
        if mine:
            entry = replace(
                entry, codes=tuple(code for code, _, _ in mine), coder=mine[0][1], coded_on=mine[0][2]
            )
        entries[key] = entry
    title = Text(pl="Szkolenia: odpowiedzi własnymi słowami", en="Trainings: answers in own words")
    return CodingList(title, _KEY, _SHOWN, survey.codes, MOST_CODES, entries)


def coded_answers(trainings: Trainings, coded: Sequence[Coded]) -> Trainings:
    """Give the trainings with the codes that a person chose, in the place of earlier ones of an answer.

    Parameters
    ----------
    trainings : Trainings
        Stays as it is.
    coded : sequence of Coded
        Of `answer_coding`.

    Returns
    -------
    Trainings
    """
    keys = {one.key for one in coded}
    kept = [tuple(key) not in keys for key in trainings.codes[ANSWER_KEY].itertuples(index=False, name=None)]
    before = trainings.codes[pd.Series(kept, index=trainings.codes.index, dtype=bool)]
    rows = [(*one.key, code, one.coder, one.coded_on) for one in coded for code in one.codes]
    added = pd.DataFrame(rows, columns=list(trainings.codes.columns)).astype(
        {name: str(kind) for name, kind in trainings.codes.dtypes.items()}
    )
    tables = [one for one in (before, added) if len(one)]
    return replace(trainings, codes=pd.concat(tables, ignore_index=True) if tables else before)
