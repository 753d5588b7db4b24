"""What nbclient takes for a kernel manager and its client: a child of the warm parent, behind a socket."""

import asyncio
import os
import signal
import socket
from contextlib import suppress
from queue import Empty
from typing import Any

from ipykernel.inprocess.constants import INPROCESS_KEY
from jupyter_client.session import Session

from pes_analysis.publish.running.engine.wire import Channel, Wire

_GRACE_SECONDS = 5


class _Answers:
    """Messages of one channel, in the way nbclient asks for them."""

    def __init__(self) -> None:
        self.queue: asyncio.Queue[dict[str, Any]] = asyncio.Queue()

    async def get_msg(self, timeout: float | None = None) -> dict[str, Any]:
        """Wait for the next message; ``queue.Empty`` when none comes in time."""
        try:
            return await asyncio.wait_for(self.queue.get(), timeout)
        except TimeoutError:
            raise Empty from None


class _Requests(Channel, _Answers):
    """The channel that requests go out on and answers come back on."""

    def __init__(self, session: Session) -> None:
        Channel.__init__(self, b"shell")
        _Answers.__init__(self)
        self._session = session

    def send(self, message: dict[str, Any]) -> None:
        """Send a message that is ready."""
        channel: Any = self
        self._session.send(channel, message)


class ForkedClient:
    """Asks a kernel to run code, and hands out its answers.

    Parameters
    ----------
    link : socket.socket
        The socket to the kernel.
    """

    def __init__(self, link: socket.socket) -> None:
        self.session = Session(key=INPROCESS_KEY)
        self.shell_channel = _Requests(self.session)
        self.iopub_channel = _Answers()
        self.allow_stdin = False
        self.alive = True
        self._wire = self.shell_channel.wire = Wire(link)

    def start_channels(self) -> None:
        """Listen in the running event loop."""
        self._wire.listen(self._hear, self._end)

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Do nothing: a child is ready when it is there."""

    async def is_alive(self) -> bool:
        """Say whether the kernel is still there."""
        return self.alive

    def execute(self, code: str, store_history: bool = True, stop_on_error: bool = True) -> str:
        """Ask for code to be run, and give the id of the request."""
        return self._ask(
            "execute_request",
            code=code,
            silent=False,
            store_history=store_history,
            user_expressions={},
            allow_stdin=False,
            stop_on_error=stop_on_error,
        )

    def kernel_info(self) -> str:
        """Ask the kernel what it is, and give the id of the request."""
        return self._ask("kernel_info_request")

    def stop_channels(self) -> None:
        """Listen no longer."""
        self._wire.ignore()

    def _ask(self, kind: str, **content: object) -> str:
        message = self.session.msg(kind, content)
        # A kernel that has just died is noticed by whoever waits for the answer.
        with suppress(ConnectionError):
            self.shell_channel.send(message)
        return str(message["msg_id"])

    def _hear(self, parts: list[bytes]) -> None:
        channel, *rest = parts
        _, (_, *frames) = self.session.feed_identities(rest)
        header, parent, metadata, content = (self.session.unpack(frame) for frame in frames[:4])
        # As a session would read it, short of turning the dates of headers into objects, which takes longer
        # than all the rest.
        message = {
            "header": header,
            "msg_id": header["msg_id"],
            "msg_type": header["msg_type"],
            "parent_header": parent,
            "metadata": metadata,
            "content": content,
            "buffers": frames[4:],
        }
        answers = self.shell_channel if channel == b"shell" else self.iopub_channel
        answers.queue.put_nowait(message)

    def _end(self) -> None:
        self.alive = False


class ForkedKernel:
    """One child: what nbclient wants of a kernel manager that has its kernel already.

    Parameters
    ----------
    process : int
        The child, leader of its process group.
    link : socket.socket
        The socket to it.
    """

    has_kernel = True

    def __init__(self, process: int, link: socket.socket) -> None:
        self._process = process
        self._link = link
        self._client = ForkedClient(link)

    def client(self) -> ForkedClient:
        """Give the client of this kernel."""
        return self._client

    async def interrupt_kernel(self) -> None:
        """Interrupt the cell that runs."""
        os.killpg(self._process, signal.SIGINT)

    def end(self, *, at_once: bool) -> None:
        """End the child and whatever it has started.

        Parameters
        ----------
        at_once : bool
            Whether to kill it, instead of letting it come to its end by itself within a few seconds.
        """
        self._client.stop_channels()
        if not at_once:
            self._link.settimeout(_GRACE_SECONDS)
            with suppress(OSError):
                self._link.shutdown(socket.SHUT_WR)
                while self._link.recv(1 << 16):
                    pass
        self._link.close()
        # macOS says of a process that has ended that it must not be killed.
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process, signal.SIGKILL)
