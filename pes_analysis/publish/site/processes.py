"""Processes of the build's own for what Python would do one at a time."""

import multiprocessing
import signal
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager


@contextmanager
def several_processes(count: int) -> Iterator[ProcessPoolExecutor]:
    """Give an executor of so many processes; leaving the context ends them.

    They are spawned, not forked, as the build has threads: whatever is sent there and back is pickled.
    """
    context = multiprocessing.get_context("spawn")
    executor = ProcessPoolExecutor(count, mp_context=context, initializer=_leave_interrupts)
    try:
        yield executor
    finally:
        executor.shutdown(cancel_futures=True)


def _leave_interrupts() -> None:
    """Leave Ctrl+C to the build, which ends its processes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
