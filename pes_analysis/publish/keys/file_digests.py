"""Digests of files that are kept between builds: a file that is as it was is not read again."""

import os
import time
from collections.abc import Iterable
from pathlib import Path
from typing import TypeAlias

from pes_analysis.publish.keys.digests import digest_of
from pes_analysis.publish.keys.kept_json import read_kept, write_kept

# Size, time of the last change of its content, the same of anything of it, and which file it is.
State: TypeAlias = tuple[int, int, int, int]

# Two changes within one tick of a clock leave the same time behind; the coarsest in use ticks every 2 s.
TICK_NS = 2_000_000_000


class FileDigests:
    """Digests of contents of files by the state that the files were in when they were read.

    A digest is given without reading only when size, times and number of the file are those noted, and when
    the file had been at rest for longer than a tick of a clock when it was read: a change right after the
    reading may leave all of them as they were.

    Parameters
    ----------
    kept_at : Path, optional
        Where they are kept between builds; nothing is kept without it. A file that is damaged, or that
        something else wrote, counts as none.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "a.csv"
    ...     _ = path.write_text("1")
    ...     digests = FileDigests()
    ...     digests.of(path) == digest_of(b"1")
    True
    """

    def __init__(self, kept_at: Path | None = None) -> None:
        self._kept_at = kept_at
        self._kept = _read(kept_at) if kept_at else {}
        self._used: dict[str, tuple[State, int, str]] = {}

    def of(self, path: Path | str) -> str:
        """Give the digest of a file's content.

        Raises
        ------
        OSError
            When there is no such file, or it cannot be read.
        """
        name = os.fspath(path)
        used = self._used.get(name)
        state = _state(name)
        # What was read in this build may have changed since, just like what an earlier one read.
        for noted in (used, self._kept.get(name)):
            if noted and noted[0] == state and _was_at_rest(state, noted[1]):
                self._used[name] = noted
                return noted[2]
        moment = time.time_ns()
        digest = digest_of(Path(name).read_bytes())
        self._used[name] = state, moment, digest
        return digest

    def of_all(self, files: Iterable[Path], base: Path) -> str:
        """Digest names and contents of files.

        Parameters
        ----------
        files : iterable of Path
            In a fixed order.
        base : Path
            The folder their names are taken from, so that a project may be moved. A file elsewhere counts
            with its bare name.
        """
        parts = []
        for path in files:
            name = path.relative_to(base).as_posix() if path.is_relative_to(base) else path.name
            parts += [name, self.of(path)]
        return digest_of(*parts)

    def save(self) -> None:
        """Keep what this build asked for, and nothing that only earlier ones did."""
        if self._kept_at is None or self._used == self._kept:
            return
        listed = {name: [*state, moment, digest] for name, (state, moment, digest) in self._used.items()}
        write_kept(self._kept_at, listed)


def _state(name: str) -> State:
    status = os.stat(name)  # noqa: PTH116 - half the time, and there are thousands
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def _was_at_rest(state: State, moment: int) -> bool:
    return max(state[1], state[2]) + TICK_NS < moment


def _read(path: Path) -> dict[str, tuple[State, int, str]]:
    return {
        name: ((size, modified, changed, number), moment, digest)
        for name, (size, modified, changed, number, moment, digest) in (read_kept(path) or {}).items()
    }
