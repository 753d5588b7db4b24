"""Where the workers of one build meet, so that only the first of them has to warm a process up."""

import os
import socket
import time
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

_TRIES = 20
_PAUSE_SECONDS = 0.05


def meet(shared: Path, edition: str, folder: Path) -> tuple[socket.socket | None, socket.socket | None]:
    """Join the process that another worker has warmed up, or get ready to be joined.

    Parameters
    ----------
    shared : Path
        A folder of the build, seen by its workers alone.
    edition, folder
        What the process has opened, and where it works.

    Returns
    -------
    tuple of socket or None
        A connection to the other's process, which answers it with a twin of its own; or else a socket for
        others to connect to. Neither where the system has no room for the name: each then warms up its own.
    """
    name = blake2b(f"{edition}\n{folder}".encode(), digest_size=8).hexdigest()
    path = os.fspath(shared / f"warm-{name}")
    for _ in range(_TRIES):
        link = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            link.connect(path)
        except FileNotFoundError:
            link.close()
        except ConnectionRefusedError:
            # Its process has ended. Should two workers find out at once, each warms up its own.
            link.close()
            Path(path).unlink(missing_ok=True)
        except OSError:
            link.close()
            return None, None
        else:
            return link, None
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        with suppress(OSError):
            listener.bind(path)
            listener.listen()
            return None, listener
        listener.close()
        time.sleep(_PAUSE_SECONDS)
    return None, None
