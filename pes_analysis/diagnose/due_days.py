"""When something that comes every year comes next, and when a source is due again."""

from datetime import date
from typing import Any

import pandas as pd


def next_day(after: date, month: int, day: int) -> date:
    """Give the first such day of a year on or after a date.

    Examples
    --------
    >>> next_day(date(2026, 10, 4), 4, 30), next_day(date(2026, 4, 30), 4, 30)
    (datetime.date(2027, 4, 30), datetime.date(2026, 4, 30))
    """
    this_year = date(after.year, month, day)
    return this_year if this_year >= after else date(after.year + 1, month, day)


def due_after(collected_on: str, due: tuple[Any, Any], every_years: Any, as_of: date) -> date | None:
    """Give the day on which a source has to be collected again.

    A table collected in October answers the round of that September, so with one year between rounds the
    next is due in September of the year after. A source whose day of collection is not recorded counts as
    never collected: it is due on the last such day before `as_of`.

    Parameters
    ----------
    collected_on : str
        An ISO date, or empty.
    due : tuple
        Month and day of the round; NA where nobody answers for the source.
    every_years : int or NA
        Years between rounds; NA for a source that is not collected again.
    as_of : date

    Returns
    -------
    date or None
        None where no further collection is planned.

    Examples
    --------
    >>> due_after("2025-10-04", (9, 30), 1, date(2026, 11, 30))
    datetime.date(2026, 9, 30)
    >>> due_after("2025-10-04", (9, 30), pd.NA, date(2026, 11, 30)) is None
    True
    """
    if pd.isna(every_years) or pd.isna(due[0]):
        return None
    month, day = int(due[0]), int(due[1])
    if not collected_on:
        return date(next_day(as_of, month, day).year - 1, month, day)
    last = date.fromisoformat(collected_on)
    reached = next_day(last, month, day)
    answered = reached.year if reached == last else reached.year - 1
    return date(answered + int(every_years), month, day)
