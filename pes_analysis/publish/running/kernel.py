"""The kernel a report runs in: this very Python, and nothing of the user's settings or secrets."""

import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from uuid import uuid4

from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from traitlets import default

# Names a kernel may need; a token or a password of the user's shell is none of a notebook's business.
_PASSED_ON = frozenset(
    {"HOME", "PATH", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR", "TEMP", "TMP", "VIRTUAL_ENV", "PYTHONPATH"}
    | {"APPDATA", "LOCALAPPDATA", "USERPROFILE", "SYSTEMROOT", "SYSTEMDRIVE", "COMSPEC", "PATHEXT"}
)
# Two workers share the cores already; threads of linear algebra would only get in each other's way.
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
_FIXED = {
    **ONE_THREAD,
    # The order of a set must not change the bytes of a report.
    "PYTHONHASHSEED": "0",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    "MPLBACKEND": "agg",
}


def kernel_environment(environment: Mapping[str, str], folder: Path) -> dict[str, str]:
    """Choose what a worker and its kernels see of the environment.

    Parameters
    ----------
    environment : Mapping of str to str
        The environment of the build.
    folder : Path
        An empty folder of one worker: for IPython, so that no start-up file of the user runs in a report,
        and for the sockets of its kernels.

    Examples
    --------
    >>> chosen = kernel_environment({"PATH": "/bin", "API_TOKEN": "secret"}, Path("x"))
    >>> chosen["PATH"], chosen["OMP_NUM_THREADS"], "API_TOKEN" in chosen
    ('/bin', '1', False)
    """
    passed_on = {name: value for name, value in environment.items() if name.upper() in _PASSED_ON}
    return {**passed_on, **_FIXED, "IPYTHONDIR": str(folder)}


class OwnKernelManager(AsyncKernelManager):
    """Starts the kernel of the running Python, whatever kernel a user has installed as ``python3``."""

    @default("transport")
    def _default_transport(self) -> str:
        # Sockets in a file cannot clash with a port of another kernel, and nobody else can listen in.
        return "tcp" if os.name == "nt" else "ipc"

    @default("ip")
    def _default_ip(self) -> str:
        if self.transport == "tcp":
            return "127.0.0.1"
        # jupyter_client would name the sockets after nothing but a number, in the folder of the notebooks,
        # where two kernels that start at once take each other's.
        return f"{os.environ.get('IPYTHONDIR', tempfile.gettempdir())}/{uuid4().hex[:12]}"

    @property
    def kernel_spec(self) -> KernelSpec:
        """The kernel of :data:`sys.executable`, without a history of its own."""
        return KernelSpec(
            argv=[
                sys.executable,
                "-m",
                "ipykernel_launcher",
                "-f",
                "{connection_file}",
                "--HistoryManager.enabled=False",
            ],
            display_name="Python 3",
            language="python",
        )
