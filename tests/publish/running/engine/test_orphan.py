"""A process that computes ends with the one that started it."""

import os
import signal
import subprocess
import sys
import time

import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals and process groups")
LOOKING = """
import os, sys, time
from pes_analysis.publish.running.engine.orphan import end_with_parent, stop_looking
end_with_parent()
if "stopped" in sys.argv:
    stop_looking()
print(os.getpid(), flush=True)
while True:
    sum(range(1000))
"""
PARENT = (
    "import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', *sys.argv[1:]]); time.sleep(60)"
)


def is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize(("arguments", "ends"), [((), True), (("stopped",), False)])
def test_it_ends_without_its_parent_as_long_as_it_looks(arguments: tuple[str, ...], ends: bool) -> None:
    command = [sys.executable, "-c", PARENT, LOOKING, *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        time.sleep(1.5)
        assert is_alive(child)
        parent.kill()
        parent.wait()
        try:
            until = time.monotonic() + (20 if ends else 2.5)
            while is_alive(child) and time.monotonic() < until:
                time.sleep(0.05)
            assert is_alive(child) is not ends
        finally:
            if is_alive(child):
                os.kill(child, signal.SIGKILL)
