"""The warm parent: one process, one thread, that forks a child for each notebook it is asked for."""

import sys

if __name__ == "__main__":
    # The current folder: what lies beside a notebook must not stand before the standard library.
    del sys.path[0]

import gc
import os
import select
import signal
import socket
import traceback
from collections.abc import Collection, Iterator

from pes_analysis.edition.files_state import state_of
from pes_analysis.publish.running.engine.kernel_app import WireKernelApp
from pes_analysis.publish.running.engine.orphan import end_with_parent, stop_looking
from pes_analysis.publish.running.engine.warming import settle, sources_of, warm_up
from pes_analysis.publish.running.engine.wire import STALE


class WarmProcess:
    """The process itself, once it has made a kernel and opened an edition.

    Parameters
    ----------
    edition : str
        The edition to open; empty for none.
    notebooks : collection of str
        Whose pages it warms up for.

    Raises
    ------
    RuntimeError
        When a library has started threads.
    """

    def __init__(self, edition: str, notebooks: Collection[str]) -> None:
        self._sources = sources_of(edition)
        self._state = state_of(self._sources)
        # The kernel's shell comes first: matplotlib must find it when it is imported.
        self._app = WireKernelApp.instance()
        self._app.initialize(["--HistoryManager.enabled=False"])  # type: ignore[no-untyped-call]
        if edition:
            warm_up(edition, notebooks)
        settle()

    def serve(self, control: socket.socket, listener: socket.socket | None = None) -> None:
        """Fork children until nobody wants any more; in a child, be its kernel.

        Parameters
        ----------
        control : socket.socket
            A byte and a socket come in for each notebook; the number of the new process goes out, or
            ``STALE`` when another parent is needed.
        listener : socket.socket, optional
            Where other workers connect; each gets a twin of this process, which serves it alone.
        """
        own, children, twins = os.getpid(), set[int](), set[int]()
        for link, twin in _links(control, listener):
            children, twins = _still_running(children), _still_running(twins)
            if not twin and state_of(self._sources) != self._state:
                _say(control, STALE)
                return
            child = os.fork()
            if not child:
                control.close()
                if listener is not None:
                    listener.close()
                if twin:
                    os.setsid()
                    self.serve(link)
                else:
                    os.setpgid(0, 0)
                    gc.enable()
                    self._app.serve(link, own)
                return
            link.close()
            if twin:
                twins.add(child)
                continue
            # Here too, as the child may not have come to it when somebody ends its group.
            os.setpgid(child, child)
            children.add(child)
            _say(control, child)
        for child in _still_running(children):
            os.killpg(child, signal.SIGKILL)


def _links(control: socket.socket, listener: socket.socket | None) -> Iterator[tuple[socket.socket, bool]]:
    """Give sockets that come with requests, and those of other workers (True), until the owner is gone."""
    watched = [control] if listener is None else [control, listener]
    while True:
        ready, _, _ = select.select(watched, [], [])
        if listener in ready and listener is not None:
            yield listener.accept()[0], True
        if control in ready:
            request, descriptors, _, _ = socket.recv_fds(control, 1, 1)
            if not request:
                return
            os.set_inheritable(descriptors[0], False)
            yield socket.socket(fileno=descriptors[0]), False


def _still_running(children: set[int]) -> set[int]:
    return {child for child in children if os.waitpid(child, os.WNOHANG) == (0, 0)}


def _say(control: socket.socket, answer: object) -> None:
    control.sendall(f"{answer}\n".encode())


def main() -> None:
    """Serve the process that started this one."""
    gc.disable()
    edition, notebooks, *numbers = sys.argv[1:]
    control, *listeners = (socket.socket(fileno=int(number)) for number in numbers)
    end_with_parent()
    try:
        process = WarmProcess(edition, notebooks.split(","))
    except Exception as error:  # noqa: BLE001 - told to the worker, which has a report to put it into
        traceback.print_exc()
        _say(control, f"{type(error).__name__}: {error}")
    else:
        stop_looking()
        process.serve(control, *listeners)


if __name__ == "__main__":
    main()
