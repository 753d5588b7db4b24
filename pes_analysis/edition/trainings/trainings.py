"""The tables of trainings as one value."""

from dataclasses import dataclass
from functools import cache

import pandas as pd

from pes_analysis.edition.tables import typed
from pes_analysis.edition.trainings.schema import TABLES

ANSWER_KEY = ["training_id", "respondent_id", "moment", "question"]


@dataclass(frozen=True, eq=False)
class Trainings:
    """Trainings, workshops and uses of the tool, and what participants said. Treat the tables as read-only.

    Attributes
    ----------
    events : DataFrame
        Indexed by ``training_id``: ``date, kind, form, teryt`` ("" when online), ``title_pl, title_en``
        ("" when there is none), ``hours, places`` (Int64), ``participants, generated``.
    answers : DataFrame
        ``training_id, respondent_id, moment, question, value`` (1 to 5).
    open_answers : DataFrame
        ``training_id, respondent_id, moment, question, text, held_back``: a text with personal data was not
        taken over; what kinds it held stands in ``held_back``.
    codes : DataFrame
        ``training_id, respondent_id, moment, question, code, coder, coded_on``: what open answers are about.
    """

    events: pd.DataFrame
    answers: pd.DataFrame
    open_answers: pd.DataFrame
    codes: pd.DataFrame

    def __len__(self) -> int:
        """Count the events."""
        return len(self.events)


@cache
def no_trainings() -> Trainings:
    """Give the tables of an edition without trainings: all their columns, no rows.

    Examples
    --------
    >>> len(no_trainings()), list(no_trainings().answers.columns)[-1]
    (0, 'value')
    """
    return trainings_of(
        {
            name: pd.DataFrame({one.name: typed(pd.Series([], dtype=str), one) for one in table.columns})
            for name, table in TABLES.items()
        }
    )


def trainings_of(tables: dict[str, pd.DataFrame]) -> Trainings:
    """Put checked tables together."""
    return Trainings(**tables | {"events": tables["events"].set_index("training_id")})
