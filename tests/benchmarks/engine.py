"""Measure by hand what running a notebook costs: papermill's ways, the engines, the floor. Asserts nothing.

Run from the project: ``uv run python tests/benchmarks/engine.py [--notebook county.ipynb] [--rounds N]``.
The ways take turns, so that whatever else the computer does slows all of them down: ratios hold, times do
not. What counts is the time from one notebook to the next, once each process has run its first; beside it
stand the processor's own time, which knows of no other work, and the memory of all processes at its highest.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import papermill
from IPython.core.displaypub import CapturingDisplayPublisher
from IPython.core.interactiveshell import InteractiveShell

from pes_analysis.publish.planning.editions import read_outline
from pes_analysis.publish.planning.plan import Job, make_plan
from pes_analysis.publish.project import Project
from pes_analysis.publish.running.engine.parent import ForkedKernels
from pes_analysis.publish.running.execute import execute
from pes_analysis.publish.running.kernel import ONE_THREAD
from pes_analysis.publish.running.notebook import read_cells

ROOT = Path(__file__).parent.parent.parent
NOTEBOOKS = ROOT / "notebooks"
EDITION = "malopolskie-2024"
TICK = os.sysconf("SC_CLK_TCK")
Run = Callable[[Job], object]


def jobs_of(notebook: str, count: int) -> list[Job]:
    """Take jobs of one notebook in Polish; the first ones again when there are not enough."""
    plan = make_plan(read_outline(Project(ROOT), EDITION))
    jobs = [job for job in plan.jobs if job.notebook == notebook and job.language == "pl"]
    return (jobs * (count // len(jobs) + 1))[:count]


@contextmanager
def by_command() -> Iterator[Run]:
    """Papermill's own command."""
    with tempfile.TemporaryDirectory() as folder:

        def run(job: Job) -> object:
            given = [part for name, value in job.parameters.items() for part in ("-r", name, value)]
            files = [str(NOTEBOOKS / job.notebook), f"{folder}/out.ipynb"]
            options = ["--cwd", str(NOTEBOOKS), "-k", "python3", "--no-progress-bar"]
            command = [sys.executable, "-m", "papermill", *files, *given, *options]
            return subprocess.run(command, check=True, capture_output=True)

        yield run


@contextmanager
def by_papermill() -> Iterator[Run]:
    """Papermill called from Python."""
    with tempfile.TemporaryDirectory() as folder:
        yield lambda job: papermill.execute_notebook(
            NOTEBOOKS / job.notebook,
            f"{folder}/out.ipynb",
            parameters=dict(job.parameters),
            cwd=NOTEBOOKS,
            kernel_name="python3",
            progress_bar=False,
        )


@contextmanager
def by_ordinary_engine() -> Iterator[Run]:
    """What a worker of a build does with ``--engine ordinary``."""
    yield lambda job: execute(NOTEBOOKS, job.notebook, job.parameters)


@contextmanager
def by_forked_engine() -> Iterator[Run]:
    """What a worker of a build does with ``--engine forked``."""
    with ForkedKernels() as kernels:
        yield lambda job: execute(NOTEBOOKS, job.notebook, job.parameters, kernels=kernels)


@contextmanager
def by_shell() -> Iterator[Run]:
    """Run the cells with nothing around them."""
    shell = InteractiveShell.instance()
    shell.display_pub = CapturingDisplayPublisher()

    def run(job: Job) -> None:
        for cell in read_cells(NOTEBOOKS / job.notebook):
            if cell["cell_type"] == "code":
                shell.run_cell(cell["source"]).raise_error()
                if "parameters" in cell["metadata"].get("tags", []):
                    shell.push(dict(job.parameters))

    yield run


WAYS = {
    "command": by_command,
    "papermill": by_papermill,
    "ordinary": by_ordinary_engine,
    "forked": by_forked_engine,
    "floor": by_shell,
}
SHOWN = [
    ("papermill command", "command", 1),
    ("papermill command, two at once", "command", 2),
    ("papermill in two processes", "papermill", 2),
    ("ordinary engine, two workers", "ordinary", 2),
    ("forked engine, two workers", "forked", 2),
    ("forked engine, one worker", "forked", 1),
    ("floor: the cells in one process", "floor", 1),
    ("floor: in two processes", "floor", 2),
]


def processes() -> dict[int, list[str]]:
    """Map processes of this computer to what the system says of them, from their state on."""
    found = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            found[int(entry.name)] = (entry / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
    return found


def processor_seconds() -> float:
    """Give what this process, those it has waited for, and those it has running have used so far."""
    running = [stat for stat in processes().values() if int(stat[1]) == os.getpid()]
    return sum(os.times()[:4]) + sum(int(ticks) for stat in running for ticks in stat[11:15]) / TICK


def alone(way: str, jobs: list[Job]) -> None:
    """Run notebooks one after another; print when each came to its end, and the processor's time."""
    with WAYS[way]() as run:
        run(jobs[0])
        ends, before = [time.perf_counter()], processor_seconds()
        for job in jobs[1:]:
            run(job)
            ends.append(time.perf_counter())
        # The last child of a warm parent counts when its parent is asked again.
        used = processor_seconds() - before
    print(json.dumps({"ends": ends, "processor": used / (len(jobs) - 1)}))


def side_by_side(way: str, notebook: str, count: int, number: int) -> tuple[float, float, int]:
    """Share notebooks among processes; give the seconds and processor seconds of each, and all memory."""
    command = [sys.executable, __file__, "--notebook", notebook, "--alone", way, "--count", str(count)]
    environment = {**os.environ, **ONE_THREAD, "PYTHONWARNINGS": "ignore"}
    with peak_memory() as peak:
        started = [
            subprocess.Popen(
                command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment
            )
            for _ in range(number)
        ]
        answers = [json.loads(process.communicate()[0].splitlines()[-1]) for process in started]
    begin = max(answer["ends"][0] for answer in answers)
    ends = [end for answer in answers for end in answer["ends"] if end > begin]
    each = (max(ends) - begin) / len(ends)
    return each, statistics.mean(answer["processor"] for answer in answers), peak[0]


@contextmanager
def peak_memory() -> Iterator[list[int]]:
    """Measure the memory, in MB, of the processes started meanwhile; what they share counts once."""
    peak, stop, own = [0], threading.Event(), os.getpid()

    def size(process: int) -> int:
        try:
            return int(Path(f"/proc/{process}/smaps_rollup").read_text().partition("Pss:")[2].split()[0])
        except (OSError, IndexError):
            return 0

    def look() -> None:
        while not stop.wait(0.2):
            parents = {process: int(stat[1]) for process, stat in processes().items()}
            family, new = set[int](), {own}
            while new:
                new = {process for process, parent in parents.items() if parent in new}
                family |= new
            peak[0] = max(peak[0], sum(size(process) for process in family) // 1024)

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        yield peak
    finally:
        stop.set()
        watcher.join()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--notebook", default="county.ipynb")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--count", type=int, default=4, help="notebooks of a process in a round")
    parser.add_argument("--alone", choices=WAYS, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.alone:
        alone(given.alone, jobs_of(given.notebook, given.count))
        return
    measured: dict[str, list[tuple[float, float, int]]] = {name: [] for name, _, _ in SHOWN}
    for _ in range(given.rounds):
        for name, way, number in SHOWN:
            count = given.count * (1 if way in {"command", "papermill", "ordinary"} else 3)
            measured[name].append(side_by_side(way, given.notebook, count, number))
    middle = {
        name: [statistics.median(column) for column in zip(*rows, strict=True)]
        for name, rows in measured.items()
    }
    command, floor = middle["papermill command"], middle["floor: the cells in one process"]
    print(f"{given.notebook}, median of {given.rounds} rounds")
    print(f"{'':<32}    ms  × faster  × floor  processor ms  × its floor    MB")
    for name, (each, processor, memory) in middle.items():
        print(
            f"{name:<32} {each * 1000:5.0f} {command[0] / each:9.2f} {each / floor[0]:8.2f} "
            f"{processor * 1000:13.0f} {processor / floor[1]:12.2f} {memory:5.0f}"
        )


if __name__ == "__main__":
    main()
