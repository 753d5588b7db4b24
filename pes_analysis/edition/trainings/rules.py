"""What must hold between the cells of the tables of trainings, beyond what each cell may hold."""

from collections.abc import Collection

import pandas as pd

from pes_analysis.catalogue.training_survey import TrainingSurvey
from pes_analysis.edition.table_rules import Rule
from pes_analysis.edition.trainings.schema import GENERATED_PREFIX, ON_SITE
from pes_analysis.edition.trainings.trainings import ANSWER_KEY
from pes_analysis.protect.personal_data import personal_data_kinds


def event_rules(counties: Collection[str]) -> list[Rule]:
    """Give the rules of the table of events.

    Parameters
    ----------
    counties : collection of str
        Codes in which events may take place.
    """
    return [
        _no_such_day("date"),
        Rule(
            lambda t: (t["form"] == ON_SITE) != (t["teryt"] != ""),
            "spotkanie na miejscu ma kod powiatu w „teryt”, a spotkanie online go nie ma",
            "a meeting on site has the code of its county in 'teryt', one online has none",
        ),
        Rule(
            lambda t: (t["teryt"] != "") & ~t["teryt"].isin(counties),
            "nieznany kod w „teryt”",
            "unknown code in 'teryt'",
        ),
        Rule(lambda t: t["hours"] <= 0, "„hours” musi być większe od zera", "'hours' must be above zero"),
        Rule(
            lambda t: t["generated"] != t["training_id"].str.startswith(GENERATED_PREFIX),
            f"identyfikatory na „{GENERATED_PREFIX}” są dla szkoleń wygenerowanych i tylko dla nich",
            f"ids that begin with '{GENERATED_PREFIX}' are for generated trainings and only for them",
        ),
        Rule(
            lambda t: t["generated"] & (not t["generated"].all()),
            "szkolenia wygenerowane i prawdziwe nie mogą stać w jednej tabeli",
            "generated and real trainings cannot stand in one table",
        ),
    ]


def answer_rules(events: pd.DataFrame, survey: TrainingSurvey, *, is_open: bool) -> list[Rule]:
    """Give the rules that answers share: a known training, a question of the survey asked at this moment.

    Parameters
    ----------
    events : DataFrame
        As read, with ``training_id`` and ``participants``.
    survey : TrainingSurvey
    is_open : bool
        Whether the table is that of answers in one's own words.

    Examples
    --------
    >>> from pes_analysis.catalogue.training_survey import load_training_survey
    >>> events = pd.DataFrame({"training_id": ["a-1"], "participants": [1]})
    >>> rows = pd.DataFrame({"training_id": "a-1", "respondent_id": ["AAA1", "AAA2"], "moment": "before",
    ...     "question": ["skill_read_card", "statement_clear"]})
    >>> rules = answer_rules(events, load_training_survey(), is_open=False)
    >>> [rule.broken(rows).tolist() for rule in rules]
    [[False, False], [False, True], [True, True]]
    """
    asked = {(one.id, moment) for one in survey.questions.values() for moment in one.texts
             if (one.kind == "open") == is_open}  # fmt: skip
    took_part = events.set_index("training_id")["participants"].to_dict()
    return [
        Rule(
            lambda t: ~t["training_id"].isin(took_part.keys()),
            "tego szkolenia nie ma w events.csv",
            "this training is not in events.csv",
        ),
        Rule(
            lambda t: pd.Series(
                [pair not in asked for pair in zip(t["question"], t["moment"], strict=True)], t.index
            ),
            "ankieta nie zadaje tego pytania w tym momencie",
            "the survey does not ask this at this moment",
        ),
        Rule(
            lambda t: (
                t.groupby(["training_id", "moment"])["respondent_id"].transform("nunique")
                > t["training_id"].map(took_part).fillna(float("inf"))
            ),
            "odpowiedziało więcej osób, niż wzięło udział",
            "more people answered than took part",
        ),
    ]


OPEN_RULES = [
    Rule(
        lambda t: (t["text"] == "") == (t["held_back"] == ""),
        "stoi tu albo tekst, albo powód jego wstrzymania",
        "either a text stands here or the reason why it is held back",
    ),
    Rule(
        lambda t: t["text"].map(lambda text: bool(personal_data_kinds(text))).astype(bool),
        "tekst wygląda na dane osobowe; wczytaj go poleceniem „pes trainings import”, które go wstrzyma",
        "the text looks like personal data; read it with 'pes trainings import', which holds it back",
    ),
]


def code_rules(open_answers: pd.DataFrame, survey: TrainingSurvey) -> list[Rule]:
    """Give the rules of codes: of the closed list, and of an open answer that is there."""
    known = set(open_answers[ANSWER_KEY].itertuples(index=False, name=None))
    return [
        Rule(
            lambda t: ~t["code"].isin(survey.codes.keys()),
            "„code”: tej pozycji nie ma na liście kodów ankiety",
            "'code': the survey's list of codes has no such item",
        ),
        Rule(
            lambda t: pd.Series(
                [row not in known for row in t[ANSWER_KEY].itertuples(index=False, name=None)], t.index
            ),
            "takiej odpowiedzi nie ma w open_answers.csv",
            "there is no such answer in open_answers.csv",
        ),
        _no_such_day("coded_on"),
    ]


def _no_such_day(column: str) -> Rule:
    return Rule(
        lambda t: pd.to_datetime(t[column], format="%Y-%m-%d", errors="coerce").isna(),
        f"w „{column}” nie ma takiego dnia w kalendarzu",
        f"'{column}' is no day of the calendar",
    )
