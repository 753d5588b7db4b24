"""Measure by hand what running a notebook costs: papermill's ways, the engines, the floor. Asserts nothing.

Run from the project: ``uv run python tests/benchmarks/engine.py [--notebook county.ipynb] [--rounds N]``.
The ways take turns, so that whatever else the computer does slows all of them down: ratios hold, times do
not. What counts is the time from one notebook to the next, once each process has run its first.
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

from pes_analysis.publish.editions import read_outline
from pes_analysis.publish.engine.choice import EngineName
from pes_analysis.publish.notebook import read_cells
from pes_analysis.publish.plan import Job, make_plan
from pes_analysis.publish.pool import Options, run_jobs
from pes_analysis.publish.project import Project

ROOT = Path(__file__).parent.parent.parent
NOTEBOOKS = ROOT / "notebooks"
EDITION = "malopolskie-2024"
Way = Callable[[list[Job]], list[float]]


def jobs_of(notebook: str, count: int) -> list[Job]:
    """Take jobs of one notebook in Polish; the first ones again when there are not enough."""
    plan = make_plan(read_outline(Project(ROOT), EDITION))
    jobs = [job for job in plan.jobs if job.notebook == notebook and job.language == "pl"]
    return (jobs * (count // len(jobs) + 1))[:count]


def by_command(jobs: list[Job]) -> list[float]:
    """Run papermill's own command for one notebook after another."""
    ends = [time.perf_counter()]
    with tempfile.TemporaryDirectory() as folder:
        for job in jobs:
            given = [part for name, value in job.parameters.items() for part in ("-r", name, value)]
            files = [str(NOTEBOOKS / job.notebook), f"{folder}/out.ipynb"]
            options = ["--cwd", str(NOTEBOOKS), "-k", "python3", "--no-progress-bar"]
            command = [sys.executable, "-m", "papermill", *files, *given, *options]
            subprocess.run(command, check=True, capture_output=True)
            ends.append(time.perf_counter())
    return ends


def by_papermill(jobs: list[Job]) -> list[float]:
    """Call papermill for one notebook after another."""
    ends = [time.perf_counter()]
    with tempfile.TemporaryDirectory() as folder:
        for job in jobs:
            papermill.execute_notebook(
                NOTEBOOKS / job.notebook,
                f"{folder}/out.ipynb",
                parameters=dict(job.parameters),
                cwd=NOTEBOOKS,
                kernel_name="python3",
                progress_bar=False,
            )
            ends.append(time.perf_counter())
    return ends


def in_one_process(jobs: list[Job]) -> list[float]:
    """Run the cells with nothing around them."""
    shell = InteractiveShell.instance()
    shell.display_pub = CapturingDisplayPublisher()
    ends = [time.perf_counter()]
    for job in jobs:
        for cell in read_cells(NOTEBOOKS / job.notebook):
            if cell["cell_type"] == "code":
                shell.run_cell(cell["source"]).raise_error()
                if "parameters" in cell["metadata"].get("tags", []):
                    shell.push(dict(job.parameters))
        ends.append(time.perf_counter())
    return ends


def by_engine(name: EngineName) -> Way:
    """Run the notebooks as a build does, with two workers."""

    def run(jobs: list[Job]) -> list[float]:
        ends: list[float] = []
        with tempfile.TemporaryDirectory() as folder:
            waiting = [(job, Path(folder) / f"{number}.ipynb") for number, job in enumerate(jobs)]
            options = Options(workers=2, engine=name)
            failures = run_jobs(waiting, NOTEBOOKS, options, lambda job, _: ends.append(time.perf_counter()))
        if failures:
            raise failures[0].error
        return sorted(ends)

    return run


ALONE: dict[str, Way] = {"command": by_command, "papermill": by_papermill, "floor": in_one_process}


def in_processes(way: str, processes: int) -> Way:
    """Share notebooks among processes that do the same side by side."""

    def run(jobs: list[Job]) -> list[float]:
        share = str(len(jobs) // processes)
        options = ["--notebook", jobs[0].notebook, "--alone", way, "--count", share]
        started = [
            subprocess.Popen([sys.executable, __file__, *options], stdout=subprocess.PIPE, text=True)
            for _ in range(processes)
        ]
        answers = [process.communicate()[0] for process in started]
        return sorted(end for answer in answers for end in json.loads(answer.splitlines()[-1])[1:])

    return run


def each(ends: list[float], processes: int) -> float:
    """Give the seconds from one notebook to the next, without the first one of each process."""
    return (ends[-1] - ends[processes - 1]) / (len(ends) - processes)


@contextmanager
def peak_memory() -> Iterator[list[int]]:
    """Measure the memory of the processes started meanwhile; what they share counts once."""
    peak, stop, own = [0], threading.Event(), os.getpid()

    def family() -> Iterator[Path]:
        parents = {}
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
        for process in parents:
            above = parents[process]
            while above in parents and above != own:
                above = parents[above]
            if above == own:
                yield Path(f"/proc/{process}/smaps_rollup")

    def look() -> None:
        while not stop.wait(0.2):
            total = 0
            for path in family():
                try:
                    total += int(path.read_text().partition("Pss:")[2].split()[0])
                except (OSError, IndexError):
                    continue
            peak[0] = max(peak[0], total)

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
    parser.add_argument("--count", type=int, default=24, help="notebooks a round; fewer for the slow ways")
    parser.add_argument("--alone", choices=ALONE, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.alone:
        print(json.dumps(ALONE[given.alone](jobs_of(given.notebook, given.count))))
        return
    few, many = jobs_of(given.notebook, max(4, given.count // 4)), jobs_of(given.notebook, given.count)
    ways: dict[str, tuple[Way, list[Job], int]] = {
        "papermill command": (in_processes("command", 1), few, 1),
        "papermill command, two at once": (in_processes("command", 2), few, 2),
        "papermill in two processes": (in_processes("papermill", 2), few, 2),
        "ordinary engine, two workers": (by_engine("ordinary"), few, 2),
        "forked engine, two workers": (by_engine("forked"), many, 2),
        "floor: the cells in one process": (in_processes("floor", 1), many, 1),
        "floor: in two processes": (in_processes("floor", 2), many, 2),
    }
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    memory: dict[str, int] = {}
    for _ in range(given.rounds):
        for name, (way, jobs, processes) in ways.items():
            with peak_memory() as peak:
                seconds[name].append(each(way(jobs), processes))
            memory[name] = max(memory.get(name, 0), peak[0])
    middle = {name: statistics.median(times) for name, times in seconds.items()}
    command, floor = middle["papermill command"], middle["floor: the cells in one process"]
    print(f"{given.notebook}, median of {given.rounds} rounds\n{'':<34} ms each  × faster  × floor  MB")
    for name, time_each in middle.items():
        print(
            f"{name:<34} {time_each * 1000:7.0f} {command / time_each:9.2f} {time_each / floor:8.2f} "
            f"{memory[name] // 1024:4}"
        )


if __name__ == "__main__":
    main()
