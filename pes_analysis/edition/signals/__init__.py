"""Signals of an edition: problems that local units met and official statistics may miss."""

from pes_analysis.edition.signals.reading import read_demonstration_signals, read_signals
from pes_analysis.edition.signals.signals import Signals, no_signals, signals_from
from pes_analysis.edition.signals.writing import write_signals

__all__ = [
    "Signals",
    "no_signals",
    "read_demonstration_signals",
    "read_signals",
    "signals_from",
    "write_signals",
]
