"""A process that ends with the one that started it, also while it has no time to listen."""

import os
import signal
from types import FrameType

_EVERY_SECONDS = 1.0


def end_with_parent() -> None:
    """Look once a second whether the parent is still there, and end without it.

    A process that warms up computes for minutes and reads no socket that would tell it. A thread could look,
    which a process that forks must not have; the kernel could send a signal, but it does so when a thread of
    the parent ends. A copy made by a fork looks no longer, and has to ask for it itself.
    """
    parent = os.getppid()

    def look(number: int, frame: FrameType | None) -> None:
        if os.getppid() != parent:
            os._exit(1)

    signal.signal(signal.SIGALRM, look)
    signal.setitimer(signal.ITIMER_REAL, _EVERY_SECONDS, _EVERY_SECONDS)


def stop_looking() -> None:
    """Look no longer: now it listens."""
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
