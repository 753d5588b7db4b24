"""Single trainings: how many came and answered, and nothing about groups of too few people."""

import pandas as pd

from pes_analysis.catalogue import State
from pes_analysis.catalogue.training_survey import AFTER, BEFORE
from pes_analysis.edition.trainings import Trainings
from pes_analysis.protect.few_people import hidden_groups

LEAST_RESPONDENTS = 5
ANSWERED = {"answered_before": (BEFORE,), "answered_after": (AFTER,), "answered_both": (BEFORE, AFTER)}
SHOWN = ("answered_before", "answered_after")
USEFUL = "statement_useful"


def event_table(trainings: Trainings) -> pd.DataFrame:
    """Tell of each training how many took part and answered.

    Parameters
    ----------
    trainings : Trainings

    Returns
    -------
    DataFrame
        Index ``training_id``, by date: the columns of the table of events and ``answered_before,
        answered_after, answered_both`` (people), ``response_pct`` (who answered after, of those who took
        part), ``useful_mean`` (1 to 5), ``state``: SUPPRESSED where what people answered must not be shown
        for the training alone, so that nobody is told of, neither directly nor by taking the others from the
        total; MISSING where nobody answered.
    """
    events, counted = trainings.events, _people(trainings)
    table = events.join(counted)
    table[list(ANSWERED)] = table[list(ANSWERED)].fillna(0).astype(int)
    took_part = table["participants"].where(table["participants"] > 0)
    table["response_pct"] = 100 * table["answered_after"] / took_part
    useful = trainings.answers[trainings.answers["question"] == USEFUL]
    table["useful_mean"] = useful.groupby("training_id")["value"].mean()
    # Who answered twice is shown in the total only, so it hides nothing by itself.
    hidden: frozenset[str] = frozenset()
    # Twice over, so that what one column hides is hidden, and counted as hidden, in the other.
    for column in (*SHOWN, *SHOWN):
        hidden |= hidden_groups(_by_name(table[column]), LEAST_RESPONDENTS, hidden)
    table["state"] = [
        State.SUPPRESSED if name in hidden else State.VALUE if any(people) else State.MISSING
        for name, people in zip(table.index, table[list(ANSWERED)].to_numpy(), strict=True)
    ]
    return table.sort_values(["date", "title_pl"], kind="stable")


def _by_name(people: pd.Series) -> dict[str, int]:
    return {str(name): int(count) for name, count in people.items()}


def _people(trainings: Trainings) -> pd.DataFrame:
    """Count people at each training by the moments at which they answered anything."""
    key = ["training_id", "respondent_id", "moment"]
    both = pd.concat([trainings.answers[key], trainings.open_answers[key]]).drop_duplicates()
    moments = both.groupby(["training_id", "respondent_id"])["moment"].agg(frozenset)
    return pd.DataFrame(
        {
            name: moments.map(lambda given, needed=needed: given >= set(needed))
            .astype(bool)
            .groupby("training_id")
            .sum()
            for name, needed in ANSWERED.items()
        }
    )
