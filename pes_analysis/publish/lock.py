"""One build at a time: a lock that ends with the process that holds it."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from pes_analysis.protect.errors import PesError


def _acquire(stream: IO[str]) -> bool:
    # The system drops these locks when the process ends, so a killed build leaves none behind.
    try:
        if sys.platform == "win32":
            import msvcrt

            stream.seek(_LOCKED_BYTE)
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


# On Windows a locked byte cannot be read: lock one far behind the number that others are to read.
_LOCKED_BYTE = 1 << 20


@contextmanager
def build_lock(path: Path) -> Iterator[None]:
    """Hold the lock of a project while it is built.

    Parameters
    ----------
    path : Path
        The lock file; it keeps the number of the process that holds it.

    Raises
    ------
    PesError
        When another build holds the lock.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with build_lock(Path(folder) / "lock"):
    ...         int((Path(folder) / "lock").read_text()) == os.getpid()
    True
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="ascii") as stream:
        if not _acquire(stream):
            stream.seek(0)
            holder = stream.read(20).strip() or "?"
            raise PesError(
                f"Trwa inne budowanie tego projektu (proces {holder}). "
                "Poczekaj, aż się skończy, albo je przerwij.",
                f"Another build of this project is running (process {holder}). "
                "Wait for it to end, or stop it.",
            )
        stream.seek(0)
        stream.truncate()
        stream.write(str(os.getpid()))
        stream.flush()
        yield
