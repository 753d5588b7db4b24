"""Several notebooks at once: worker processes that are kept warm, and replaced when they die."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from pes_analysis.protect.errors import PesError
from pes_analysis.protect.escape import clean
from pes_analysis.publish.options import Options
from pes_analysis.publish.planning.plan import Job
from pes_analysis.publish.running.downloads import cell_for
from pes_analysis.publish.running.engine.choice import choose_engine
from pes_analysis.publish.running.kernel import kernel_environment

_TAIL_BYTES = 4000
_TAIL_LINES = 8


@dataclass(frozen=True)
class Failure:
    """A report that could not be made.

    Parameters
    ----------
    job : Job
        What was to be made.
    error : PesError
        Why it was not.
    """

    job: Job
    error: PesError


class WarmWorker:
    """A process that runs one notebook after another; it is started when first asked, and again when it died.

    Parameters
    ----------
    environment : Mapping of str to str
        What it sees of the environment.
    log : Path
        Where its standard error goes.
    shared : Path, optional
        A folder of all workers of the build: they share what the first one has warmed up.
    """

    def __init__(self, environment: Mapping[str, str], log: Path, shared: Path | None = None) -> None:
        self._environment = environment
        self._log = log
        self._arguments = [str(shared)] if shared else []
        self._process: subprocess.Popen[str] | None = None

    def ask(self, request: str) -> str:
        """Send a request; an empty answer means that the worker died over it, if need be in the middle."""
        if self._process is None:
            # A session of its own: Ctrl+C reaches the build alone, and the build ends its workers.
            with self._log.open("ab") as log:
                self._process = subprocess.Popen(  # noqa: S603 - this package in this Python
                    [sys.executable, "-m", "pes_analysis.publish.running.worker", *self._arguments],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=log,
                    env=dict(self._environment),
                    text=True,
                    encoding="utf-8",
                    start_new_session=True,
                )
        stdin, stdout = self._process.stdin, self._process.stdout
        if stdin is None or stdout is None:
            raise ValueError("a worker has pipes")
        try:
            stdin.write(f"{request}\n")
            stdin.flush()
            line = stdout.readline()
        except BrokenPipeError:
            line = ""
        if not line.endswith("\n"):
            self.stop()
            return ""
        return line

    def last_words(self) -> str:
        """Give the end of what the worker and its kernels wrote to standard error, a line under another."""
        if not self._log.is_file():
            return ""
        lines = self._log.read_bytes()[-_TAIL_BYTES:].decode(errors="replace").splitlines()
        return "".join(f"\n  {clean(line)}" for line in lines[-_TAIL_LINES:])

    def kill(self) -> None:
        """End the worker's process from another thread; whoever waits for its answer gets an empty one."""
        if self._process is not None:
            self._process.kill()

    def stop(self) -> None:
        """End the worker and take back what it held; its kernels end when they miss it."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


@contextmanager
def _workers(count: int) -> Iterator[list[WarmWorker]]:
    with tempfile.TemporaryDirectory(prefix="pes-") as folder:
        workers = []
        for number in range(count):
            own = Path(folder) / str(number)
            own.mkdir()
            workers.append(WarmWorker(kernel_environment(os.environ, own), own / "stderr", Path(folder)))
        try:
            yield workers
        finally:
            for worker in workers:
                worker.stop()


def orders_for(jobs: Sequence[tuple[Job, Path]], notebooks: Path, options: Options) -> list[dict[str, Any]]:
    """Write down what workers are to do: ids, names and paths, and no data.

    Parameters
    ----------
    jobs : sequence of (Job, Path)
        What to run, and the file for each finished report.
    notebooks : Path
        The project's ``notebooks/``.
    options : Options
        How to run them.
    """
    expected = sorted({job.notebook for job, _ in jobs})
    return [{**_order_for(job, output, notebooks, options), "expected": expected} for job, output in jobs]


def _order_for(job: Job, output: Path, notebooks: Path, options: Options) -> dict[str, Any]:
    return {
        "folder": str(notebooks),
        "notebook": job.notebook,
        "unit": job.unit,
        "parameters": dict(job.parameters),
        "timeout": options.timeout,
        "engine": choose_engine(options.engine).name,
        "then": cell_for(job, output),
        "output": str(output),
    }


def fill_order(worker: WarmWorker, order: Mapping[str, Any]) -> dict[str, Any]:
    """Have a worker do what an order says; what went wrong is in the answer as ``pl`` and ``en``."""
    line = worker.ask(json.dumps(order))
    if not line:
        words = worker.last_words()
        named = f"{order['notebook']} ({order['unit']})"
        return {
            "pl": f"{named}: proces, który wykonywał notatnik, przestał działać "
            f"(brak pamięci?). Powtórz polecenie, w razie potrzeby z --workers 1.{words}",
            "en": f"{named}: the process that ran the notebook died "
            f"(out of memory?). Run the command again, if need be with --workers 1.{words}",
        }
    answer: dict[str, Any] = json.loads(line)
    if answer.get("unexpected"):
        words = worker.last_words()
        answer |= {"pl": f"{answer['pl']}{words}", "en": f"{answer['en']}{words}"}
    return answer


def run_jobs(
    jobs: Sequence[tuple[Job, Path]],
    notebooks: Path,
    options: Options,
    done: Callable[[Job, tuple[str, ...]], None],
    failed: Callable[[Failure], None] = lambda failure: None,
) -> tuple[Failure, ...]:
    """Run notebooks; one that fails does not hold up the others.

    Parameters
    ----------
    jobs : sequence of (Job, Path)
        What to run, and the file for each finished report.
    notebooks : Path
        The project's ``notebooks/``.
    options : Options
        How to run them.
    done : callable
        Called from any thread with a finished job and what its cells wrote to standard error.
    failed : callable
        Called from any thread with a report that could not be made.

    Returns
    -------
    tuple of Failure
        The reports that could not be made, in the order of the jobs.
    """
    free: SimpleQueue[WarmWorker] = SimpleQueue()

    def run(job: Job, order: Mapping[str, Any]) -> Failure | None:
        worker = free.get()
        try:
            answer = fill_order(worker, order)
        finally:
            free.put(worker)
        return take_answer(job, answer, done, failed)

    if not jobs:
        return ()
    count = min(options.workers, len(jobs))
    with _workers(count) as workers, ThreadPoolExecutor(count) as threads:
        for worker in workers:
            free.put(worker)
        orders = orders_for(jobs, notebooks, options)
        futures = [threads.submit(run, job, order) for (job, _), order in zip(jobs, orders, strict=True)]
        try:
            results = [future.result() for future in futures]
        except BaseException:
            # Ctrl+C: without this the build would wait for the notebooks that run to come to their end.
            threads.shutdown(wait=False, cancel_futures=True)
            for worker in workers:
                worker.kill()
            raise
    return tuple(result for result in results if result is not None)


def take_answer(
    job: Job,
    answer: Mapping[str, Any],
    done: Callable[[Job, tuple[str, ...]], None],
    failed: Callable[[Failure], None],
) -> Failure | None:
    """Tell what came of a job."""
    if "messages" in answer:
        done(job, tuple(answer["messages"]))
        return None
    failure = Failure(job, PesError(answer["pl"], answer["en"]))
    failed(failure)
    return failure
