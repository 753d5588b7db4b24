"""The built site in the user's own browser, served to this machine alone."""

import errno
import webbrowser
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from pes_analysis.protect.errors import PesError


class _Handler(SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        # A page built anew must not be hidden behind the one the browser remembers.
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
        """Keep quiet: a line for each file tells a user nothing."""


def site_server(site: Path, port: int) -> ThreadingHTTPServer:
    """Make a server of a built site, bound to this machine.

    Parameters
    ----------
    site : Path
        The folder of the site.
    port : int
        The port; 0 takes any free one.

    Raises
    ------
    PesError
        When there is no site, or the port is taken.
    """
    if not (site / "index.html").is_file():
        raise PesError(
            f"W folderze {site.name} nie ma zbudowanej strony. Zbuduj ją: pes build.",
            f"There is no built site in the folder {site.name}. Build it: pes build.",
        )
    try:
        return ThreadingHTTPServer(("127.0.0.1", port), partial(_Handler, directory=str(site)))
    except OSError as problem:
        if problem.errno not in {errno.EADDRINUSE, errno.EACCES}:
            raise
        raise PesError(
            f"Port {port} jest zajęty. Wybierz inny: pes preview --port {port + 1}.",
            f"Port {port} is taken. Choose another: pes preview --port {port + 1}.",
        ) from problem


def serve(server: ThreadingHTTPServer, *, browser: bool) -> None:
    """Serve until the user presses Ctrl+C.

    Parameters
    ----------
    server : ThreadingHTTPServer
        From :func:`site_server`.
    browser : bool
        Whether to open the first page.
    """
    with server:
        if browser:
            webbrowser.open(f"http://127.0.0.1:{server.server_port}/")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            server.server_close()
