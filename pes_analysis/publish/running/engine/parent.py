"""The worker's side of the warm parent: starting it, asking it for children, and replacing it."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pes_analysis.publish.running.engine.client import ForkedKernel
from pes_analysis.publish.running.engine.meeting import meet
from pes_analysis.publish.running.engine.wire import STALE
from pes_analysis.publish.running.kernel import ONE_THREAD

# Importing and opening take seconds, with thousands of organisations a minute or two; this is for a machine
# that has lost its breath.
_START_SECONDS = 1800
# A parent may have died since the last notebook, and somebody may save a file while the next one starts.
_ATTEMPTS = 3


class _WarmParent:
    def __init__(self, edition: str, notebooks: frozenset[str], folder: Path, shared: Path | None) -> None:
        self._edition, self._notebooks, self._folder = edition, notebooks, folder
        joined, listener = meet(shared, edition, folder) if shared else (None, None)
        self._process: subprocess.Popen[bytes] | None = None
        self._control = joined or self._started(edition, folder, listener)
        self._control.settimeout(_START_SECONDS)

    def serves(self, edition: str, notebooks: frozenset[str], folder: Path) -> bool:
        """Tell whether a notebook may run in a copy: one without an edition does not mind an open one."""
        return folder == self._folder and (
            not edition or (edition == self._edition and notebooks <= self._notebooks)
        )

    def _started(self, edition: str, folder: Path, listener: socket.socket | None) -> socket.socket:
        control, theirs = socket.socketpair()
        passed = [theirs, *([listener] if listener else [])]
        numbers = [one.fileno() for one in passed]
        try:
            self._process = subprocess.Popen(  # noqa: S603 - this package in this Python
                [
                    sys.executable,
                    "-m",
                    f"{__package__}.server",
                    edition,
                    ",".join(sorted(self._notebooks)),
                    *(str(number) for number in numbers),
                ],
                stdin=subprocess.DEVNULL,
                cwd=folder,
                env={**os.environ, **ONE_THREAD},
                pass_fds=numbers,
                start_new_session=True,
            )
        finally:
            for one in passed:
                one.close()
        return control

    def fork(self, link: socket.socket) -> str:
        """Ask for a child at the other end of a socket; give the answer, empty when there is none."""
        try:
            socket.send_fds(self._control, [b"f"], [link.fileno()])
            answer = b""
            while not answer.endswith(b"\n") and (more := self._control.recv(256)):
                answer += more
        except ConnectionError:
            return ""
        return answer.decode().strip()

    def stop(self) -> None:
        # A twin of another worker's process sees that nobody wants it any more.
        self._control.close()
        if self._process is not None:
            # What it forks to compute with is of its group; kernels have groups of their own.
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()


class ForkedKernels:
    """Kernels for one notebook after another, forked from a parent that is kept warm.

    Leaving the context ends the parent. A parent that has died, that has opened another edition, was not
    warmed up for the notebooks expected or works in another folder, or whose package or figures have changed
    since, is replaced.

    Parameters
    ----------
    shared : Path, optional
        A folder of several workers: the first one's parent is warmed up, and the others fork theirs from it,
        which takes no time and next to no memory.
    """

    def __init__(self, shared: Path | None = None) -> None:
        self._shared = shared
        self._expected = frozenset[str]()
        self._parent: _WarmParent | None = None

    def expect(self, notebooks: Collection[str]) -> None:
        """Say which notebooks of an edition will come.

        What several pages of one kind share is then computed before the first of them runs, once, and not in
        each of their copies.

        Parameters
        ----------
        notebooks : collection of str
            Files of ``notebooks/``.
        """
        self._expected = frozenset(notebooks)

    def __enter__(self) -> "ForkedKernels":
        return self

    def __exit__(self, *error: object) -> None:
        self._stop()

    @contextmanager
    def kernel(self, edition: str, folder: Path, *, at_once: bool = True) -> Iterator[ForkedKernel]:
        """Give a kernel for one notebook.

        Parameters
        ----------
        edition : str
            The edition the notebook will open; empty when there is none or nobody knows.
        folder : Path
            Where its cells run.
        at_once : bool
            Whether the kernel is killed in the end, instead of being let come to its end by itself.

        Raises
        ------
        OSError
            When no child can be had.
        """
        ours, theirs = socket.socketpair()
        with ours:
            with theirs:
                process = self._fork(edition, folder, theirs)
            kernel = ForkedKernel(process, ours)
            try:
                yield kernel
            finally:
                kernel.end(at_once=at_once)

    def _fork(self, edition: str, folder: Path, link: socket.socket) -> int:
        if self._parent is not None and not self._parent.serves(edition, self._expected, folder):
            self._stop()
        answer = ""
        for _ in range(_ATTEMPTS):
            if self._parent is None:
                self._parent = _WarmParent(edition, self._expected, folder, self._shared)
            try:
                answer = self._parent.fork(link)
            except BaseException:
                # Its answer may still come, and be taken for that to the next question.
                self._stop()
                raise
            if answer.isdecimal():
                return int(answer)
            self._stop()
            if answer not in ("", STALE):
                break
        raise ChildProcessError(answer or "the warm parent ended before it forked")

    def _stop(self) -> None:
        if self._parent is not None:
            self._parent.stop()
            self._parent = None
