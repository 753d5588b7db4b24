"""Whatever is killed, no process of a build is left behind: not even one in the middle of an endless loop."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

DRIVER = """
import sys
from pathlib import Path
from pes_analysis.publish.planning.plan import Job
from pes_analysis.publish.options import Options
from pes_analysis.publish.running.pool import run_jobs
folder, engine = Path(sys.argv[1]), sys.argv[2]
jobs = [
    (Job("loops.ipynb", unit, "pl", {"teryt": unit}, unit, ""), folder / unit) for unit in ("1201", "1202")
]
run_jobs(jobs, folder / "notebooks", Options(workers=2, timeout=300, engine=engine), print)
"""
LOOPS = """
from pathlib import Path
Path(f"{teryt}.started").touch()
while True:
    pass
"""


def parents() -> dict[int, int]:
    """Map each process of this computer to its parent; those that have ended and wait are left out."""
    found = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            state, parent = (entry / "stat").read_text().rpartition(")")[2].split()[:2]
        except (FileNotFoundError, ProcessLookupError):
            continue
        if state != "Z":
            found[int(entry.name)] = int(parent)
    return found


def descendants(process: int) -> set[int]:
    known = parents()
    found, new = set[int](), {process}
    while new:
        found |= new
        new = {child for child, parent in known.items() if parent in new} - found
    return found


def wait_until(condition: Callable[[], bool], seconds: float) -> bool:
    limit = time.monotonic() + seconds
    while not condition() and time.monotonic() < limit:
        time.sleep(0.1)
    return condition()


# Where a kernel is killed together with its worker, Jupyter leaves running what it has started.
SLEEPS = """
import subprocess
subprocess.Popen(["sleep", "300"])
"""


@pytest.mark.parametrize(
    ("engine", "source", "processes"),
    # The build, two workers and two kernels; two warm parents, and two that sleep.
    [("ordinary", LOOPS, 5), ("forked", LOOPS, 7), ("forked", SLEEPS + LOOPS, 9)],
    ids=["ordinary", "forked", "forked, with a process of its own"],
)
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGINT])
def test_nothing_survives_a_build(
    tmp_path: Path,
    write: Callable[..., None],
    engine: str,
    source: str,
    processes: int,
    end: signal.Signals,
) -> None:
    write(tmp_path / "notebooks", "loops.ipynb", source, parameters=("teryt",))
    with subprocess.Popen(
        [sys.executable, "-c", DRIVER, str(tmp_path), engine], stderr=subprocess.DEVNULL
    ) as build:
        started = wait_until(lambda: len(list((tmp_path / "notebooks").glob("*.started"))) == 2, 60)
        family = descendants(build.pid)
        os.kill(build.pid, end)
    assert started
    assert len(family) == processes
    assert wait_until(lambda: not family & set(parents()), 10), family & set(parents())
