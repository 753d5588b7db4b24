"""The survey of ties: who was asked, who answered, with whom they work and how they rate it."""

from dataclasses import dataclass
from functools import cache

import pandas as pd

from pes_analysis.edition.tables import typed
from pes_analysis.edition.ties.schema import TABLES


@dataclass(frozen=True, eq=False)
class TiesSurvey:
    """The tables of a survey of ties. Treat them as read-only: they are shared.

    Attributes
    ----------
    units : DataFrame
        Indexed by ``unit_id``: ``public_code`` (stands for a unit that may not be named), ``name, type,
        sector`` ("pes", "jst" or "mixed"), ``teryt, naming`` ("public" or "none"), ``generated``.
    asked : DataFrame
        ``unit_id, year, answered, answered_on``: one row for each unit and year asked.
    ties : DataFrame
        ``respondent_id, partner_id, year, intensity`` (1 to 4), ``kind`` ("problem_solving", "routine" or
        empty), ``trust_reliability, trust_mission, trust_openness``: what one side said.
    forms : DataFrame
        ``respondent_id, partner_id, year, form``: forms of cooperation used in a tie.
    ratings : DataFrame
        ``respondent_id, year, question, rating``: answers to the cooperation quality index.
    """

    units: pd.DataFrame
    asked: pd.DataFrame
    ties: pd.DataFrame
    forms: pd.DataFrame
    ratings: pd.DataFrame

    def __len__(self) -> int:
        """How many units there are."""
        return len(self.units)

    def counties(self) -> tuple[str, ...]:
        """Give the codes of the counties in which anybody was asked.

        Examples
        --------
        >>> no_ties().counties()
        ()
        """
        asked = self.units.loc[self.units.index.isin(self.asked["unit_id"]), "teryt"]
        return tuple(sorted({str(teryt) for teryt in asked}))

    def newest_year(self, until: int) -> int | None:
        """Give the newest year of asking, not later than another one; None when nobody was asked."""
        years = self.asked.loc[self.asked["year"] <= until, "year"]
        return int(years.max()) if len(years) else None


@cache
def no_ties() -> TiesSurvey:
    """Give the tables of an edition without a survey: all their columns, no rows.

    Examples
    --------
    >>> len(no_ties()), list(no_ties().asked.columns)
    (0, ['unit_id', 'year', 'answered', 'answered_on'])
    """
    empty = {
        name: pd.DataFrame({column.name: typed(pd.Series([], dtype=str), column) for column in table.columns})
        for name, table in TABLES.items()
    }
    return TiesSurvey(empty.pop("units").set_index("unit_id"), **empty)
