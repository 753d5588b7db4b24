"""The same plan on Dask workers: the site is the local one, byte for byte, even when a worker is killed."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from distributed import Client

from pes_analysis.protect.errors import PesError
from pes_analysis.publish.build import build
from pes_analysis.publish.build_report import BuildReport
from pes_analysis.publish.making import ReportsFailedError
from pes_analysis.publish.options import Options
from pes_analysis.publish.planning.outline import Outline
from pes_analysis.publish.planning.plan import Job
from pes_analysis.publish.project import Project
from pes_analysis.publish.request import Event, Request
from pes_analysis.publish.running import cluster

# Which worker runs what nobody knows: this notebook takes long enough for both to have one.
SLOW = "import time; time.sleep(0.2)"


def started(module: str, *options: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", f"distributed.cli.{module}", *options, "--no-dashboard"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def ended(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()


def waited_for(path: Path) -> None:
    for _ in range(600):
        if path.is_file() and path.read_bytes().strip():
            return
        time.sleep(0.1)
    pytest.fail(f"{path.name} never came")


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    file = tmp_path / "scheduler.json"
    process = started("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(file))
    try:
        waited_for(file)
        yield json.loads(file.read_bytes())["address"], file
    finally:
        ended(process)


@pytest.fixture
def workers(
    scheduler: tuple[str, Path], monkeypatch: pytest.MonkeyPatch
) -> Iterator[list[subprocess.Popen[bytes]]]:
    # A busy machine starts them slowly.
    monkeypatch.setattr(cluster, "_CONNECT_SECONDS", 120)
    options = ["--scheduler-file", str(scheduler[1]), "--no-nanny", "--nthreads", "1"]
    processes = [started("dask_worker", *options, "--host", "127.0.0.1") for _ in range(2)]
    try:
        yield processes
    finally:
        for process in processes:
            ended(process)


def content(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_a_killed_worker_loses_nothing_and_the_site_is_the_local_one(
    first_build: tuple[Project, BuildReport],
    scheduler: tuple[str, Path],
    workers: list[subprocess.Popen[bytes]],
    tmp_path: Path,
    outline_of,
) -> None:
    project = Project(tmp_path / "project")
    shutil.copytree(first_build[0].root, project.root)
    shutil.rmtree(project.state)
    shutil.rmtree(project.site)
    ready: list[str] = []

    def tell(event: Event) -> None:
        if event.stage == "run":
            ready.append(event.detail)
            if len(ready) == 6:
                os.kill(workers[0].pid, signal.SIGKILL)

    report = build(project, outline_of(project), Request(scheduler=scheduler[0]), tell)
    assert report.executed == len(set(ready)) == first_build[1].executed
    assert workers[0].wait(timeout=10) == -signal.SIGKILL
    assert workers[1].poll() is None
    assert content(project.site) == content(first_build[0].site)


@pytest.mark.usefixtures("workers")
def test_a_report_that_fails_on_a_worker_is_named_and_the_others_finish(
    built_project: Project, built_outline: Outline, scheduler: tuple[str, Path], write
) -> None:
    write(built_project.notebooks, "region.ipynb", "1 / 0", parameters=("edition", "language", "scope"))
    write(built_project.notebooks, "start.ipynb", SLOW, parameters=("edition", "language", "scope"))
    heard: list[Event] = []
    with pytest.raises(ReportsFailedError, match="ZeroDivisionError") as failed:
        build(built_project, built_outline, Request(scheduler=scheduler[0]), heard.append)
    assert {failure.job.target for failure in failed.value.failures} == {"region.ipynb", "en/region.ipynb"}
    assert {event.detail for event in heard if event.stage == "run"} == {"index.ipynb", "en/index.ipynb"}


def test_a_job_that_somebody_cancelled_is_told(scheduler: tuple[str, Path]) -> None:
    job = Job("region.ipynb", "region", "pl", {}, "region.ipynb", "")
    with Client(scheduler[0], set_as_default=False) as client:
        future = client.submit(max, 1, 2)
        future.cancel()
        answer = cluster._answer_of(future, job)
    assert answer["en"].startswith("region.ipynb (region): the job was cancelled")


def test_nobody_at_the_address_is_told(
    small_project: Project, small_outline: Outline, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "_CONNECT_SECONDS", 1)
    with pytest.raises(PesError, match=r"tcp://127\.0\.0\.1:9"):
        build(small_project, small_outline, Request(scheduler="tcp://127.0.0.1:9"))


def test_a_scheduler_without_workers_is_told(
    small_project: Project,
    small_outline: Outline,
    scheduler: tuple[str, Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cluster, "_CONNECT_SECONDS", 1)
    with pytest.raises(PesError, match="dask worker"):
        build(small_project, small_outline, Request(scheduler=scheduler[0]))


def test_without_dask_the_command_that_installs_it_is_told(
    small_project: Project, small_outline: Outline, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(PesError, match="uv sync --extra cluster") as missing:
        build(small_project, small_outline, Request(scheduler="tcp://127.0.0.1:1"))
    assert "uv sync --extra cluster" in missing.value.pl


@pytest.mark.parametrize(("changed", "said"), [("folder", "does not see"), ("code", "another version")])
def test_a_worker_that_would_make_something_else_refuses(tmp_path: Path, changed: str, said: str) -> None:
    order = {"notebook": "a.ipynb", "unit": "a", "folder": str(tmp_path), "code": cluster._own_code()}
    order[changed] = f"{tmp_path}/elsewhere"
    assert said in cluster.do_order(order)["en"]


def test_with_nothing_to_run_nobody_is_asked(built_project: Project, built_outline: Outline) -> None:
    # Nothing to run: nobody is asked, so nobody has to be there.
    request = Request(scheduler="tcp://127.0.0.1:1", options=replace(Options(), workers=1))
    assert build(built_project, built_outline, request).unchanged
