"""Standard output and standard error of a notebook, whoever writes to them: Python, a library, a process."""

import codecs
import io
import os
import tempfile
import threading
from typing import Any, Literal

from jupyter_client.session import Session, extract_header

from pes_analysis.publish.running.engine.wire import Channel

_DESCRIPTORS = {"stdout": 1, "stderr": 2}
_FULL = 1 << 16


class Stream(io.TextIOBase):
    """A text stream that becomes messages of a kernel.

    What libraries and other processes write to the descriptor itself goes to a file and is read from there,
    so that the order of writing is kept and no thread is needed, as a pipe would need one.

    Parameters
    ----------
    name : {"stdout", "stderr"}
        Its descriptor is taken over.
    session : Session
        Sends the messages.
    channel : Channel
        Where they are sent to.
    """

    encoding = "UTF-8"

    def __init__(self, name: Literal["stdout", "stderr"], session: Session, channel: Channel) -> None:
        self.name = name
        self._session = session
        self._channel: Any = channel
        self._parent: dict[str, Any] = {}
        self._process = os.getpid()
        self._waiting: list[str] = []
        self._size = 0
        self._lock = threading.RLock()
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._read = 0
        self._descriptor = _DESCRIPTORS[name]
        self._original = os.dup(self._descriptor)
        self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - open as long as the process lives
        os.dup2(self._file.fileno(), self._descriptor)

    def fileno(self) -> int:
        """Give the descriptor as it was before: what the kernels of ipykernel give too."""
        return self._original

    def writable(self) -> bool:
        """Say that this can be written to."""
        return True

    def set_parent(self, parent: dict[str, Any]) -> None:
        """Name the request that what follows belongs to."""
        self._parent = extract_header(parent)

    def write(self, text: str) -> int:
        """Take a text; it is sent when there is much of it, or with the next :meth:`flush`."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text)}")
        if self.closed:
            raise ValueError("I/O operation on closed file")
        if os.getpid() != self._process:
            # A process that the notebook forked: it must not speak on the wire, but it may write to the file.
            os.write(self._descriptor, text.encode(errors="replace"))
            return len(text)
        with self._lock:
            self._take(self._written_elsewhere())
            self._take(text)
            if self._size > _FULL:
                self.flush()
        return len(text)

    def flush(self) -> None:
        """Send what waits."""
        if os.getpid() != self._process:
            return
        with self._lock:
            self._take(self._written_elsewhere())
            text = "".join(self._waiting)
            self._waiting, self._size = [], 0
            if text:
                content = {"name": self.name, "text": text}
                self._session.send(self._channel, "stream", content, parent=self._parent)

    def _take(self, text: str) -> None:
        if text:
            self._waiting.append(text)
            self._size += len(text)

    def _written_elsewhere(self) -> str:
        length = os.fstat(self._file.fileno()).st_size - self._read
        if not length:
            return ""
        data = os.pread(self._file.fileno(), length, self._read)
        self._read += len(data)
        return self._decoder.decode(data)
