"""How notebooks are run: how many at once, how long, by what."""

from dataclasses import dataclass

from pes_analysis.publish.running.engine.choice import EngineName


@dataclass(frozen=True)
class Options:
    """How notebooks are run.

    Parameters
    ----------
    workers : int
        How many at once.
    timeout : float
        Seconds a single cell may take.
    engine : {"auto", "ordinary", "forked"}
        What runs them.
    """

    workers: int = 2
    timeout: float = 120
    engine: EngineName = "auto"
