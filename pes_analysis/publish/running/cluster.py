"""The notebooks of a plan on many machines: ids go to the workers of a Dask scheduler, reports stay on disk.

Every worker sees the project under the same path, opens the edition there itself, and puts the finished
report where the build looks for it; nothing but an order and an answer travels.
"""

import atexit
import os
import shutil
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

from pes_analysis.protect.errors import PesError
from pes_analysis.publish.keys.digests import code_digest
from pes_analysis.publish.options import Options
from pes_analysis.publish.planning.plan import Job
from pes_analysis.publish.running.kernel import kernel_environment
from pes_analysis.publish.running.pool import Failure, WarmWorker, fill_order, orders_for, take_answer

_CONNECT_SECONDS = 20
_LOOK_SECONDS = 2
# A worker that died is often started again by whatever watches over it.
_WITHOUT_WORKERS_SECONDS = 120
_own = threading.local()


def run_on_cluster(
    jobs: Sequence[tuple[Job, Path]],
    notebooks: Path,
    options: Options,
    scheduler: str,
    done: Callable[[Job, tuple[str, ...]], None],
    failed: Callable[[Failure], None],
) -> tuple[Failure, ...]:
    """Run notebooks on the workers of a Dask scheduler.

    Parameters
    ----------
    jobs, notebooks, options, done, failed
        As in `pes_analysis.publish.running.pool.run_jobs`; how many run at once the scheduler decides.
    scheduler : str
        Its address: ``tcp://127.0.0.1:8786``.

    Returns
    -------
    tuple of Failure
        The reports that could not be made, in the order of the jobs. What a worker was at when it died
        is given to another one.

    Raises
    ------
    PesError
        When Dask is not installed, nobody answers at the address, or all workers are gone.
    """
    code = code_digest()
    orders = [{**order, "code": code} for order in orders_for(jobs, notebooks, options)]
    finished: SimpleQueue[int] = SimpleQueue()
    failures: dict[int, Failure] = {}
    with _connected(scheduler) as client:
        futures = client.map(do_order, orders, pure=False)
        for number, future in enumerate(futures):
            future.add_done_callback(lambda _, number=number: finished.put(number))
        without = 0
        for _ in jobs:
            while True:
                try:
                    number = finished.get(timeout=_LOOK_SECONDS)
                    break
                except Empty:
                    workers = client.scheduler_info(n_workers=-1)["workers"]
                    without = 0 if workers else without + _LOOK_SECONDS
                    if without >= _WITHOUT_WORKERS_SECONDS:
                        raise _nobody_works(scheduler) from None
            answer = _answer_of(futures[number], jobs[number][0])
            failure = take_answer(jobs[number][0], answer, done, failed)
            if failure:
                failures[number] = failure
            # The scheduler forgets what nobody holds.
            futures[number].release()
    return tuple(failures[number] for number in sorted(failures))


def do_order(order: Mapping[str, Any]) -> dict[str, Any]:
    """Do, in a Dask worker, what an order says.

    Parameters
    ----------
    order : Mapping
        From `pes_analysis.publish.running.pool.orders_for`, and the digest of the code of whoever sent it.

    Returns
    -------
    dict
        As `pes_analysis.publish.running.pool.fill_order` gives it.
    """
    named = f"{order['notebook']} ({order['unit']})"
    if not Path(order["folder"]).is_dir():
        return {
            "pl": f"{named}: robotnik nie widzi folderu {order['folder']}. "
            "Udostępnij projekt wszystkim robotnikom pod tą samą ścieżką.",
            "en": f"{named}: a worker does not see the folder {order['folder']}. "
            "Share the project with all workers under the same path.",
        }
    if _own_code() != order["code"]:
        return {
            "pl": f"{named}: robotnik ma inną wersję programu albo bibliotek. "
            "Zainstaluj wszędzie tę samą i uruchom robotników ponownie.",
            "en": f"{named}: a worker has another version of the program or its libraries. "
            "Install the same one everywhere and start the workers again.",
        }
    return fill_order(_own_worker(), order)


def _own_code() -> str:
    # Found once: what a process has imported does not change either.
    if not hasattr(_own, "code"):
        _own.code = code_digest()
    code: str = _own.code
    return code


def _own_worker() -> WarmWorker:
    """Give the process that runs notebooks for this thread of a Dask worker, kept warm between orders.

    It is started as a program, for the workers of Dask may not have children of their own kind.
    """
    if not hasattr(_own, "worker"):
        folder = Path(tempfile.mkdtemp(prefix="pes-"))
        _own.worker = WarmWorker(kernel_environment(os.environ, folder), folder / "stderr")
        # The last one named is called first.
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        atexit.register(_own.worker.stop)
    worker: WarmWorker = _own.worker
    return worker


def _connected(scheduler: str) -> Any:
    try:
        from distributed import Client
    except ImportError as error:
        raise PesError(
            "Do pracy na wielu komputerach trzeba biblioteki Dask. Zainstaluj ją na każdym z nich: "
            "uv sync --extra cluster albo pip install 'pes-analysis[cluster]'.",
            "Work on many computers needs the library Dask. Install it on each of them: "
            "uv sync --extra cluster or pip install 'pes-analysis[cluster]'.",
        ) from error
    connect: Any = Client
    try:
        client = connect(scheduler, timeout=_CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise PesError(
            f"Pod adresem {scheduler} nie odpowiada zarządca Dask ({error}). "
            "Uruchom go (dask scheduler) albo popraw --scheduler.",
            f"No Dask scheduler answers at {scheduler} ({error}). "
            "Start it (dask scheduler) or correct --scheduler.",
        ) from error
    try:
        client.wait_for_workers(1, timeout=_CONNECT_SECONDS)
    except TimeoutError:
        client.close()
        raise _nobody_works(scheduler) from None
    return client


def _nobody_works(scheduler: str) -> PesError:
    return PesError(
        f"Zarządca {scheduler} nie ma robotników. Uruchom co najmniej jednego: dask worker {scheduler}. "
        "Gotowe raporty są zachowane.",
        f"The scheduler {scheduler} has no workers. Start at least one: dask worker {scheduler}. "
        "Reports that are ready are kept.",
    )


def _answer_of(future: Any, job: Job) -> dict[str, Any]:
    """Give the answer of a worker, or say that there will be none."""
    named = f"{job.notebook} ({job.unit})"
    if future.status == "cancelled":
        return {
            "pl": f"{named}: zadanie odwołano w zarządcy Dask. Powtórz polecenie.",
            "en": f"{named}: the job was cancelled in the Dask scheduler. Run the command again.",
        }
    error = future.exception()
    if error is None:
        answer: dict[str, Any] = future.result()
        return answer
    said = f"{type(error).__name__}: {error}"
    return {
        "pl": f"{named}: robotnicy Dask nie wykonali notatnika ({said}). Sprawdź ich dzienniki.",
        "en": f"{named}: the Dask workers did not run the notebook ({said}). Look into their logs.",
    }
