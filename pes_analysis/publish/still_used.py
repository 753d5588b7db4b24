"""What builds keep is forgotten when none has used it for long: its time says when one last did."""

import os
import time
from pathlib import Path

_A_DAY = 24 * 3600


def still_used(path: Path | str) -> None:
    """Note that something kept is in use, once a day: there are thousands, and nothing is forgotten sooner.

    Parameters
    ----------
    path : Path or str
        A file or folder; one that is not there is left to whoever misses it.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     os.utime(folder, (0, 0))
    ...     still_used(Path(folder))
    ...     time.time() - Path(folder).stat().st_mtime < 60
    True
    """
    name = os.fspath(path)
    try:
        if time.time() - os.stat(name).st_mtime > _A_DAY:  # noqa: PTH116 - half the time
            os.utime(name)
    except FileNotFoundError:
        return
