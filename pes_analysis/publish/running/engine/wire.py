"""Messages in parts over a stream socket: the little that ipykernel and nbclient need of ZeroMQ."""

import asyncio
import socket
import struct
import threading
from collections.abc import Callable, Sequence

# What a warm parent answers when another one is needed.
STALE = "stale: files have changed since the start"
_COUNT = struct.Struct("<I")
_SIZE = struct.Struct("<Q")
_AT_ONCE = 1 << 20


class Wire:
    """One end of a connection between a notebook's process and whoever drives it.

    Parameters
    ----------
    link : socket.socket
        A connected stream socket; it stays blocking, so that sending waits for a slow reader.

    Examples
    --------
    >>> async def talk():
    ...     here, there = socket.socketpair()
    ...     heard = asyncio.Queue()
    ...     with there:
    ...         Wire(there).listen(heard.put_nowait, lambda: heard.put_nowait("the end"))
    ...         with here:
    ...             Wire(here).send([b"shell", b"", b"{}"])
    ...         return [await heard.get(), await heard.get()]
    >>> asyncio.run(talk())
    [[b'shell', b'', b'{}'], 'the end']
    """

    def __init__(self, link: socket.socket) -> None:
        self._link = link
        self._sending = threading.Lock()
        self._received = bytearray()
        self._loop: asyncio.AbstractEventLoop | None = None

    def send(self, parts: Sequence[bytes | memoryview]) -> None:
        """Send a message; threads of a notebook may do so at the same time."""
        data = [bytes(part) for part in parts]
        sizes = b"".join(_SIZE.pack(len(part)) for part in data)
        with self._sending:
            self._link.sendall(b"".join([_COUNT.pack(len(data)), sizes, *data]))

    def listen(self, hear: Callable[[list[bytes]], None], end: Callable[[], None]) -> None:
        """Hear the messages of the other side in the running event loop.

        Parameters
        ----------
        hear : callable
            Called with the parts of each message.
        end : callable
            Called once, when the other side is gone.
        """
        loop = self._loop = asyncio.get_running_loop()
        loop.add_reader(self._link, self._read, hear, end)

    def ignore(self) -> None:
        """Hear no more: a reader left in the loop would be taken for that of the next socket."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.remove_reader(self._link)

    def _read(self, hear: Callable[[list[bytes]], None], end: Callable[[], None]) -> None:
        try:
            data = self._link.recv(_AT_ONCE, socket.MSG_DONTWAIT)
        except BlockingIOError:
            return
        except ConnectionError:
            data = b""
        if not data:
            self.ignore()
            end()
            return
        self._received += data
        while (message := self._next()) is not None:
            hear(message)

    def _next(self) -> list[bytes] | None:
        """Take the first whole message out of what has been received."""
        received = self._received
        if len(received) < _COUNT.size:
            return None
        (count,) = _COUNT.unpack_from(received)
        start = _COUNT.size + count * _SIZE.size
        if len(received) < start:
            return None
        sizes = [_SIZE.unpack_from(received, _COUNT.size + at * _SIZE.size)[0] for at in range(count)]
        if len(received) < start + sum(sizes):
            return None
        parts = []
        for size in sizes:
            parts.append(bytes(received[start : start + size]))
            start += size
        del received[:start]
        return parts


class Channel:
    """One of the channels of a wire; :meth:`jupyter_client.session.Session.send` takes it for a socket.

    Parameters
    ----------
    name : bytes
        Stands before the parts of each message.
    """

    def __init__(self, name: bytes) -> None:
        self.name = name
        self.wire: Wire | None = None

    def send_multipart(self, parts: Sequence[bytes | memoryview], copy: bool = True) -> None:
        """Send a message; as long as nobody is connected there is nobody to hear it."""
        if self.wire is not None:
            self.wire.send([self.name, *parts])
