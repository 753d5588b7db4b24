"""The kernel of a warm parent: ipykernel's own, made before the fork and connected after it."""

import asyncio
import os
import socket
import sys
import threading
from types import SimpleNamespace
from typing import Any

import numpy as np
import zmq
from ipykernel.inprocess.constants import INPROCESS_KEY
from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelapp import IPKernelApp
from ipykernel.parentpoller import ParentPollerUnix
from jupyter_client.session import Session
from tornado.ioloop import IOLoop
from traitlets import Any as AnyTrait
from traitlets import Type

from pes_analysis.publish.running.engine.stream import Stream
from pes_analysis.publish.running.engine.wire import Channel, Wire


class WireKernel(IPythonKernel):
    """An IPython kernel that sends to anything with ``send_multipart``."""

    shell_stream = AnyTrait()

    @property
    def _supports_kernel_subshells(self) -> bool:
        return False

    def _abort_queues(self, subshell_id: str | None = None) -> None:
        """Do nothing: there are never requests in a queue, nbclient waits for each answer."""


class WireKernelApp(IPKernelApp):
    """Sets a kernel up as ``python -m ipykernel_launcher`` does, short of everything that needs ZeroMQ."""

    kernel_class = Type(WireKernel, klass=IPythonKernel)

    def init_connection_file(self) -> None:
        """Do nothing: there is no address to write down."""

    def init_poller(self) -> None:
        """Do nothing: each child looks after its parent itself."""

    def init_sockets(self) -> None:
        """Make the channels; :meth:`serve` connects them."""
        self.shell_channel, self.iopub_channel = Channel(b"shell"), Channel(b"iopub")
        self.session = Session(parent=self, key=INPROCESS_KEY)

    def init_heartbeat(self) -> None:
        """Do nothing: the end of the socket tells of the end of the process."""

    def write_connection_file(self, **ports: Any) -> None:
        """Do nothing: there is no address to write down."""

    def log_connection_info(self) -> None:
        """Do nothing: nobody else can connect."""

    def init_io(self) -> None:
        """Leave the streams of the warm parent alone; :meth:`serve` replaces those of a child."""
        self.patch_io()  # type: ignore[no-untyped-call]

    def init_kernel(self) -> None:
        """Make the kernel and its shell."""
        self.kernel = self.kernel_class.instance(
            parent=self,
            # Half a millisecond after each cell is for threads that print; a child has none.
            _execute_sleep=0,
            session=self.session,
            shell_stream=self.shell_channel,
            iopub_socket=self.iopub_channel,
            # Top-level await asks which thread runs cells.
            shell_channel_thread=SimpleNamespace(parent_thread=threading.main_thread()),
            log=self.log,
            profile_dir=self.profile_dir,
            user_ns=self.user_ns,
        )

    def serve(self, link: socket.socket, parent: int) -> None:
        """Be the kernel of one notebook, in a child, until whoever drives it goes.

        Parameters
        ----------
        link : socket.socket
            The socket to the driver.
        parent : int
            The process this one was forked from.
        """
        self.session.pid = os.getpid()
        ParentPollerUnix(parent).start()  # type: ignore[no-untyped-call]
        # Copies that the notebook makes of its process must not keep the socket open after its end.
        os.register_at_fork(after_in_child=link.close)
        # The random module reseeds itself after a fork; NumPy does not.
        np.random.seed()
        self.shell_channel.wire = self.iopub_channel.wire = wire = Wire(link)
        sys.stdout = Stream("stdout", self.session, self.iopub_channel)
        sys.stderr = Stream("stderr", self.session, self.iopub_channel)
        loop = asyncio.new_event_loop()
        asyncio.set_event_loop(loop)
        self.kernel.io_loop = IOLoop.current()
        serving = loop.create_task(self._answer(wire, loop))
        # Not until the task is done: exit() in a cell stops the loop, as in any kernel.
        loop.run_forever()
        serving.cancel()
        self.reset_io()  # type: ignore[no-untyped-call]

    async def _answer(self, wire: Wire, loop: asyncio.AbstractEventLoop) -> None:
        own = os.getpid()
        requests: asyncio.Queue[list[bytes]] = asyncio.Queue()
        wire.listen(requests.put_nowait, loop.stop)
        while True:
            _, *parts = await requests.get()
            await self.kernel.dispatch_shell([zmq.Message(part) for part in parts])
            if os.getpid() != own:
                # A cell forked, and this is the copy that came back from it.
                os._exit(0)
