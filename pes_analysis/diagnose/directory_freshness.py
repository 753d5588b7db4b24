"""How fresh the entries of a directory are, told by the end of the edition's year and never by today."""

import datetime as dt
from dataclasses import dataclass

import pandas as pd

FRESH_DAYS = 365
FRESH, STALE, NEVER = "fresh", "stale", "never"


@dataclass(frozen=True)
class Freshness:
    """How many entries were checked within a year.

    Attributes
    ----------
    entries : int
        All of them.
    fresh, stale, never : int
        Checked within a year before the end of the edition's year, or after it; checked earlier; not at
        all.
    until : date
        The end of the edition's year.
    """

    entries: int
    fresh: int
    stale: int
    never: int
    until: dt.date

    @property
    def fresh_share(self) -> float | None:
        """Share of entries checked within a year, 0–1; None where there are no entries."""
        return self.fresh / self.entries if self.entries else None


def freshness_of_entries(checked_on: pd.Series, year: int) -> pd.Series:
    """Tell of each entry whether it was checked within a year.

    Parameters
    ----------
    checked_on : Series of str
        Days, "2024-11-05"; empty for never.
    year : int
        Of the edition: a year is counted back from its end, so that a build gives the same next month.

    Returns
    -------
    Series of str
        "fresh", "stale" or "never".

    Examples
    --------
    >>> freshness_of_entries(pd.Series(["2024-01-01", "2023-12-31", ""]), 2024).tolist()
    ['fresh', 'stale', 'never']
    """
    oldest = (dt.date(year, 12, 31) - dt.timedelta(days=FRESH_DAYS)).isoformat()
    # Days written in this form are in order as texts.
    told = pd.Series(FRESH, index=checked_on.index, dtype="str", name="freshness")
    return told.mask(checked_on < oldest, STALE).mask(checked_on == "", NEVER)


def count_freshness(checked_on: pd.Series, year: int) -> Freshness:
    """Count entries by how fresh they are.

    Parameters
    ----------
    checked_on : Series of str
    year : int
        As in `freshness_of_entries`.

    Examples
    --------
    >>> counted = count_freshness(pd.Series(["2024-05-01", "2022-05-01", "", "2025-01-10"]), 2024)
    >>> counted.fresh, counted.stale, counted.never, counted.fresh_share
    (2, 1, 1, 0.5)
    """
    told = freshness_of_entries(checked_on, year)
    fresh, stale, never = (int((told == one).sum()) for one in (FRESH, STALE, NEVER))
    return Freshness(len(told), fresh, stale, never, until=dt.date(year, 12, 31))
