"""Rules between the cells of a table, beyond what each cell may hold, and their check line by line."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from pes_analysis.edition.tables import lines_where, raise_for


@dataclass(frozen=True)
class Rule:
    """A rule of one table.

    Attributes
    ----------
    broken : callable
        From the table to a Series of bool: where the rule is broken.
    pl, en : str
        What is wrong.
    """

    broken: "Callable[[pd.DataFrame], pd.Series[bool]]"
    pl: str
    en: str


def check_rules(path: Path, frame: pd.DataFrame, rules: Iterable[Rule]) -> None:
    """Hold a table against its rules.

    Parameters
    ----------
    path : Path
        Its file, for the message.
    frame : DataFrame
        Rows in the order of the file.
    rules : iterable of Rule

    Raises
    ------
    TableError
        Naming file, line and what is wrong, for every row that breaks a rule.

    Examples
    --------
    >>> rule = Rule(lambda t: t["a"] > 1, "za duże", "too large")
    >>> check_rules(Path("a.csv"), pd.DataFrame({"a": [1, 0]}), [rule])
    """
    raise_for(
        path,
        ((line, rule.pl, rule.en) for rule in rules for line in lines_where(rule.broken(frame))),
    )
