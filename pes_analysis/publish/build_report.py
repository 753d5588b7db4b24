"""What a build did, and how long each stage of it took."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from pes_analysis.publish.running.engine.choice import Engine, choose_engine


@dataclass
class BuildReport:
    """What a build did.

    Parameters
    ----------
    site : Path
        Where the site lies.
    renderer : str
        What rendered it.
    engine : Engine
        What ran the notebooks.
    reports : int
        Reports in the plan.
    executed, rendered : int
        Notebooks run and pages rendered now; the others were kept.
    unchanged : bool
        True when the site was up to date and nothing was done.
    private : Path or None
        Where the private site lies; None when every card is public.
    new_links : bool
        Whether the key of private addresses had to be made, so that all of them are new.
    seconds : dict of str to float
        Time of each stage.
    """

    site: Path
    renderer: str = ""
    engine: Engine = field(default_factory=choose_engine)
    reports: int = 0
    executed: int = 0
    rendered: int = 0
    unchanged: bool = False
    private: Path | None = None
    new_links: bool = False
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Measure a stage."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = time.perf_counter() - start
