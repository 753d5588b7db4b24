"""Writing signals: the new folder is put together beside the old one, checked, and swapped in."""

from pathlib import Path

import pandas as pd

from pes_analysis.edition.signals.reading import FILE, read_signals
from pes_analysis.edition.signals.schema import SIGNALS
from pes_analysis.edition.signals.signals import Signals
from pes_analysis.edition.tables import TableError
from pes_analysis.edition.writing import write_table
from pes_analysis.protect.swap import recover, staging, swap_in


def write_signals(folder: Path, signals: Signals, counties: pd.Index | None = None) -> Signals:
    """Write a folder of signals in the place of the one that is there.

    Parameters
    ----------
    folder : Path
        Made where it is absent; anything else in it is removed.
    signals : Signals
    counties : Index of str, optional
        As in `read_signals`.

    Returns
    -------
    Signals
        What was written, read back.

    Raises
    ------
    TableError
        The table is not as it should be; the old folder stays.
    """
    target = folder.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    recover(target)
    beside = staging(target)
    ordered = signals.signals.sort_values("signal_id")[SIGNALS.names]
    write_table(ordered, beside / FILE)
    try:
        read_back = read_signals(beside, counties)
    except TableError:
        recover(target)
        raise
    swap_in(target)
    return read_back
