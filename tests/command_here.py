"""The command ``pes`` as a terminal calls it, but in this process: to start one takes a second each time."""

import contextlib
import io
import os
import subprocess
import sys
from pathlib import Path
from unittest import mock

from pes_analysis import cli


def pes_here(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder, and give its exit code and what it printed.

    That the command is a program, with its exit codes and signals, is what ``tests/cli/test_cli.py`` tests.
    """
    said, told = io.StringIO(), io.StringIO()
    with (
        contextlib.chdir(folder),
        mock.patch.dict(os.environ, {"NO_COLOR": "1", **environment}),
        mock.patch.object(sys, "argv", ["pes", *arguments]),
        contextlib.redirect_stdout(said),
        contextlib.redirect_stderr(told),
    ):
        try:
            cli.main()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else int(end.code is not None)
    return subprocess.CompletedProcess(list(arguments), code, said.getvalue(), told.getvalue())
