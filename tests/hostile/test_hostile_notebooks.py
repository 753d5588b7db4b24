"""Notebooks that fail, hang, end early, die, or say what must not be published: each ends one report only."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest

from pes_analysis.protect.errors import PesError
from pes_analysis.publish.options import Options
from pes_analysis.publish.planning.plan import Job
from pes_analysis.publish.running.execute import execute
from pes_analysis.publish.running.pool import Failure, run_jobs

# Kills the worker: the parent of a kernel, or of the process it was forked from.
WORKER = """
import os, signal, time
pid = os.getppid()
while b"running.worker" not in open(f"/proc/{pid}/cmdline", "rb").read():
    pid = int(open(f"/proc/{pid}/stat").read().rpartition(")")[2].split()[1])
os.kill(pid, signal.SIGKILL)
time.sleep(300)
"""
MEMORY = """
import resource
used = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used + 2**27, used + 2**27))
block = bytearray(2**30)
"""
LEAVES = """
import subprocess
print(subprocess.Popen(["sleep", "300"]).pid)
"""
CELLS = {
    "fails": "x = 1\nraise ValueError('zła wartość')",
    "hangs": "import time\ntime.sleep(300)",
    "loops": "while True:\n    pass",
    "exits": "import sys\nsys.exit(0)",
    "quits": "import os\nos._exit(0)",
    "dies": "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)",
    "crashes": "import ctypes\nctypes.string_at(0)",
    "swells": MEMORY,
    "leaves": LEAVES,
    "orphaned": "import os, signal, time\nos.kill(os.getppid(), signal.SIGKILL)\ntime.sleep(300)",
    "html": "import pandas as pd\npd.DataFrame({'a': [1]})",
    "complains": "import sys\nprint('/home/jan/sekret', file=sys.stderr)",
    "syntax": "x = (",
    "worker": WORKER,
    "looks": "import os\nprint(sorted(name for name in os.environ if 'TOKEN' in name))",
    "last": "pass",
}
# With two workers, kernels of the second may come from a process of the first: nobody could tell whose dies.
OF_ONE_WORKER = ("worker", "last")


@pytest.fixture(scope="module", params=["ordinary", "forked"])
def runs(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, write: Callable[..., None]
) -> tuple[Path, dict[str, Failure], dict[str, tuple[str, ...]]]:
    folder = tmp_path_factory.mktemp("hostile")
    jobs = []
    for name, source in CELLS.items():
        write(
            folder / "notebooks", f"{name}.ipynb", source, "'never skipped'", parameters=("teryt", "language")
        )
        job = Job(f"{name}.ipynb", "1201", "pl", {"teryt": "0201", "language": "pl"}, f"{name}.ipynb", "")
        jobs.append((job, folder / "out" / f"{name}.ipynb"))
    finished: dict[str, tuple[str, ...]] = {}
    os.environ["SECRET_TOKEN"] = "sekret"
    try:
        failures = [
            failure
            for workers, alone in ((2, False), (1, True))
            for failure in run_jobs(
                [one for one in jobs if (one[1].stem in OF_ONE_WORKER) == alone],
                folder / "notebooks",
                Options(workers=workers, timeout=8, engine=request.param),
                lambda job, messages: finished.update({job.target.removesuffix(".ipynb"): messages}),
            )
        ]
    finally:
        del os.environ["SECRET_TOKEN"]
    return (
        folder / "out",
        {failure.job.target.removesuffix(".ipynb"): failure for failure in failures},
        finished,
    )


@pytest.mark.parametrize(
    ("name", "pl", "en"),
    [
        ("fails", "ValueError: zła wartość\n  2: raise ValueError('zła wartość')", "cell 4: ValueError"),
        ("hangs", "nie skończyła się w 8 s", "did not end within 8 s"),
        ("loops", "nie skończyła się w 8 s", "did not end within 8 s"),
        ("exits", "wykonać wszystkie komórki", "run all of its cells"),
        ("quits", "Jądro notatnika przestało działać", "kernel died"),
        ("dies", "Jądro notatnika przestało działać", "kernel died"),
        ("crashes", "Jądro notatnika przestało działać", "kernel died"),
        ("swells", "MemoryError", "MemoryError"),
        ("html", "zwraca HTML", "returns HTML"),
        ("syntax", "SyntaxError", "SyntaxError"),
    ],
)
def test_each_ends_one_report_with_the_notebook_unit_and_cell_named(
    runs: tuple[Path, dict[str, Failure], dict[str, tuple[str, ...]]], name: str, pl: str, en: str
) -> None:
    error = runs[1][name].error
    assert error.pl.startswith(f"{name}.ipynb (teryt=0201, language=pl), komórka 4: ")
    assert error.en.startswith(f"{name}.ipynb (teryt=0201, language=pl), cell 4: ")
    assert pl in error.pl
    assert en in error.en


def test_a_killed_worker_is_replaced(
    runs: tuple[Path, dict[str, Failure], dict[str, tuple[str, ...]]],
) -> None:
    assert "worker.ipynb (1201)" in runs[1]["worker"].error.pl
    assert "last" in runs[2]


def test_a_killed_parent_of_a_kernel_ends_one_report(
    runs: tuple[Path, dict[str, Failure], dict[str, tuple[str, ...]]],
) -> None:
    assert "orphaned.ipynb" in runs[1]["orphaned"].error.pl


def test_what_a_notebook_leaves_running_ends_with_it(
    runs: tuple[Path, dict[str, Failure], dict[str, tuple[str, ...]]],
) -> None:
    cells = nbformat.read(runs[0] / "leaves.ipynb", as_version=4).cells
    texts = [output.text for cell in cells for output in cell.get("outputs", []) if "text" in output]
    command = Path(f"/proc/{int(texts[0])}/cmdline")
    assert not command.exists() or b"sleep" not in command.read_bytes()


def test_what_nobody_foresaw_is_told_with_its_last_words(tmp_path: Path, write: Callable[..., None]) -> None:
    write(tmp_path / "notebooks", "region.ipynb", parameters=("language",))
    (tmp_path / "out").write_text("a file where a folder is needed", encoding="utf-8")
    job = Job("region.ipynb", "malopolskie-2024", "pl", {"language": "pl"}, "region.ipynb", "")
    failures = run_jobs(
        [(job, tmp_path / "out" / "region.ipynb")],
        tmp_path / "notebooks",
        Options(workers=1, timeout=60),
        lambda job, messages: None,
    )
    for text in (failures[0].error.pl, failures[0].error.en):
        assert text.startswith("region.ipynb: FileExistsError: ")
        assert "write_atomically" in text


def test_nothing_is_left_of_an_unfinished_report(
    runs: tuple[Path, dict[str, Failure], dict[str, tuple[str, ...]]],
) -> None:
    out, failures, finished = runs
    assert set(failures) | set(finished) == set(CELLS)
    assert sorted(path.stem for path in out.iterdir()) == sorted(finished)


def test_standard_error_is_told_and_not_published(
    runs: tuple[Path, dict[str, Failure], dict[str, tuple[str, ...]]],
) -> None:
    out, _, finished = runs
    assert finished["complains"] == ("[4] /home/jan/sekret",)
    assert '"stderr"' not in (out / "complains.ipynb").read_text(encoding="utf-8")


def test_a_kernel_sees_no_secret_of_the_shell(
    runs: tuple[Path, dict[str, Failure], dict[str, tuple[str, ...]]],
) -> None:
    notebook = nbformat.read(runs[0] / "looks.ipynb", as_version=4)
    assert [
        output.text for cell in notebook.cells for output in cell.get("outputs", []) if "text" in output
    ] == ["[]\n"]


def test_no_time_path_or_machine_in_what_is_published(
    runs: tuple[Path, dict[str, Failure], dict[str, tuple[str, ...]]],
) -> None:
    content = json.loads((runs[0] / "last.ipynb").read_bytes())
    assert content["metadata"] == {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    assert {key for cell in content["cells"] for key in cell["metadata"]} == {"tags"}
    assert [cell["execution_count"] for cell in content["cells"]] == list(range(1, len(content["cells"]) + 1))


@pytest.mark.parametrize(
    "parameters",
    [
        {"x=1; open('pwned', 'w'); teryt": "1201"},
        {"__import__": "1201"},
        {"edition": "malopolskie-2024"},
        {"teryt": "1201; import os"},
        {"teryt": "１２０１"},
        {"teryt": "{a.__class__.__mro__}"},
        {"teryt": "../../etc"},
        {"teryt": "1201\n"},
        {"language": "PL"},
        {"class": "1201"},
    ],
)
def test_hostile_parameters_never_reach_papermill(
    tmp_path: Path, write: Callable[..., None], parameters: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "county.ipynb", parameters=("teryt", "language"))
    with pytest.raises(PesError, match=r"county\.ipynb"):
        execute(tmp_path, "county.ipynb", parameters)
    assert [path.name for path in tmp_path.iterdir()] == ["county.ipynb"]


@pytest.mark.parametrize(
    "name",
    [
        "../county.ipynb",
        "/etc/passwd",
        "https://example.org/a.ipynb",
        "s3://a/b.ipynb",
        "{x}.ipynb",
        "con\x00.ipynb",
    ],
)
def test_only_notebooks_of_the_folder_are_run(tmp_path: Path, write: Callable[..., None], name: str) -> None:
    write(tmp_path, "county.ipynb", parameters=("teryt",))
    (tmp_path / "notebooks").mkdir()
    with pytest.raises(PesError):
        execute(tmp_path / "notebooks", name, {"teryt": "1201"})


def test_a_link_out_of_the_folder_is_not_run(tmp_path: Path, write: Callable[..., None]) -> None:
    write(tmp_path, "outside.ipynb", parameters=("teryt",))
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "county.ipynb").symlink_to(tmp_path / "outside.ipynb")
    with pytest.raises(PesError, match=r"county\.ipynb"):
        execute(tmp_path / "notebooks", "county.ipynb", {"teryt": "1201"})


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{}", b'{"nbformat": 3, "cells": []}', b"\xff\xfe", b'{"nbformat": 4}']
)
def test_a_file_that_is_no_notebook_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "county.ipynb").write_bytes(content)
    with pytest.raises(PesError, match=r"county\.ipynb"):
        execute(tmp_path, "county.ipynb", {})
