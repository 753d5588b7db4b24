"""A pandoc that stays and reads page after page: starting one takes as long as reading a page."""

import atexit
import functools
import json
import os
import subprocess
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

import pypandoc

from pes_analysis.protect.errors import PesError

Node = dict[str, Any]

TIMEOUT_SECONDS = 60
_SCRIPT = Path(__file__).with_name("read_pages.lua")


@functools.cache
def pandoc_path() -> str:
    """Find the pandoc that the package's dependency brings, whatever else lies on this computer.

    Raises
    ------
    PesError
        When it is not there.
    """
    path = Path(pypandoc.__file__).parent / "files" / ("pandoc.exe" if os.name == "nt" else "pandoc")
    if not path.is_file():
        raise PesError(
            f"Brak programu pandoc ({path}). Wykonaj: uv sync --reinstall.",
            f"The program pandoc is not there ({path}). Run: uv sync --reinstall.",
        )
    return str(path)


@functools.cache
def pandoc_version() -> str:
    """Give the version of that pandoc, for example ``3.9``."""
    command = [pandoc_path(), "--version"]
    told = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - as above
    return told.stdout.split()[1]


class PandocRefusal(Exception):  # noqa: N818 - not a fault of the program
    """What pandoc said of a page it did not read."""


class PandocReader:
    """One process of pandoc; threads take turns, and it ends with the process that started it."""

    def __init__(self) -> None:
        # No one's own settings of pandoc: the same page is read alike on every machine.
        nowhere = {"XDG_DATA_HOME": str(_SCRIPT.parent), "HOME": str(_SCRIPT.parent)}
        self._process = subprocess.Popen(  # noqa: S603 - a fixed binary and fixed arguments
            [pandoc_path(), "lua", str(_SCRIPT)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, **nowhere},
            # Ctrl+C is for us: this process ends when its input does.
            process_group=0 if os.name == "posix" else None,
        )
        self._turn = threading.Lock()

    def read(self, markdown: str, dialect: str) -> str:
        r"""Read a page.

        Parameters
        ----------
        markdown : str
        dialect : str
            As for ``pandoc --from``.

        Returns
        -------
        str
            The tree of pandoc as JSON.

        Raises
        ------
        PandocRefusal
            When pandoc fails, warns, or says nothing for a minute; after that no page is read any more.

        Examples
        --------
        >>> reader = PandocReader()
        >>> json.loads(reader.read("*ważne*", "markdown"))["blocks"]
        [{'t': 'Para', 'c': [{'t': 'Emph', 'c': [{'t': 'Str', 'c': 'ważne'}]}]}]
        >>> reader.close()
        """
        with self._turn:
            answer = self._answer(json.dumps([dialect, markdown]).encode() + b"\n")
        if answer.startswith('{"refused"'):
            raise PandocRefusal(json.loads(answer)["refused"])
        return answer

    @property
    def process_id(self) -> int:
        """The process of pandoc."""
        return self._process.pid

    def is_alive(self) -> bool:
        """Say whether the process still runs."""
        return self._process.poll() is None

    def close(self) -> None:
        """End the process."""
        with suppress(BrokenPipeError):
            self._process.communicate()

    def _answer(self, question: bytes) -> str:
        asked, answered = self._process.stdin, self._process.stdout
        if asked is None or answered is None:
            raise RuntimeError("pandoc was started without pipes")
        too_long = threading.Timer(TIMEOUT_SECONDS, self._process.kill)
        too_long.start()
        try:
            asked.write(question)
            asked.flush()
            answer = answered.readline()
        except BrokenPipeError:
            answer = b""
        finally:
            too_long.cancel()
        if not answer.endswith(b"\n"):
            self._process.kill()
            self._process.wait()
            raise PandocRefusal(f"no answer (time limit: {TIMEOUT_SECONDS} s)")
        return answer.decode()


def reader() -> PandocReader:
    """Give the reader of this process, a new one when it has none that runs."""
    global _reader
    with _starting:
        if _reader is None or not _reader.is_alive():
            if _reader is not None:
                atexit.unregister(_reader.close)
                _reader.close()
            _reader = PandocReader()
            atexit.register(_reader.close)
        return _reader


_reader: PandocReader | None = None
_starting = threading.Lock()
