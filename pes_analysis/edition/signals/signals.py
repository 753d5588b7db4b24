"""The signals of an edition, and the edition that has none."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import pandas as pd

from pes_analysis.edition.signals.schema import SIGNALS
from pes_analysis.edition.tables import typed


@dataclass(frozen=True, eq=False)
class Signals:
    """The table of signals. Treat it as read-only: it is shared.

    Attributes
    ----------
    signals : DataFrame
        ``signal_id, reported_on, teryt, service_area`` (empty until a person codes it), ``coder`` (who did),
        ``coded_on`` (empty where the area was chosen when the signal was reported), ``proposed_area`` (by
        the word list), ``text`` (empty where it was held back), ``held_back`` (kinds of personal data found
        in it), ``persons, kind, unit`` (who reports), ``generated``.
    """

    signals: pd.DataFrame

    def __len__(self) -> int:
        """How many signals there are."""
        return len(self.signals)


@cache
def no_signals() -> Signals:
    """Give the signals of an edition that has none: all columns, no rows.

    Examples
    --------
    >>> len(no_signals())
    0
    """
    empty = {one.name: typed(pd.Series([], dtype=str), one) for one in SIGNALS.columns}
    return Signals(pd.DataFrame(empty))


def signals_from(rows: Iterable[Mapping[str, object]]) -> Signals:
    """Make the table of rows that were read from forms.

    Examples
    --------
    >>> len(signals_from([]))
    0
    """
    text = pd.DataFrame(list(rows), columns=SIGNALS.names)
    cells = {
        one.name: text[one.name].astype(bool)
        if one.kind == "boolean"
        else typed(text[one.name].astype(str), one)
        for one in SIGNALS.columns
    }
    return Signals(pd.DataFrame(cells))
