"""A build killed at any moment leaves the old site whole, and the next build completes it."""

import os
import pickle
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pes_analysis.protect.errors import PesError
from pes_analysis.protect.swap import recover, staging, swap_in
from pes_analysis.publish.build import build
from pes_analysis.publish.build_report import BuildReport
from pes_analysis.publish.lock import build_lock
from pes_analysis.publish.planning.outline import Outline
from pes_analysis.publish.project import Project
from pes_analysis.publish.request import Request

# The build as a process of its own, with the outline of the small project; it tells when a stage begins.
DRIVER = """
import os, signal, sys, pickle
from pathlib import Path
from pes_analysis.publish import build as stages
from pes_analysis.publish.site import part
from pes_analysis.publish.project import Project
from pes_analysis.publish.request import Request
outline, at = pickle.load(open(sys.argv[2], 'rb')), sys.argv[3]
def die(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGKILL)
def tell(event):
    if event.stage == at:
        die()
for module in (stages, part):
    if hasattr(module, at):
        setattr(module, at, die)
if at == 'after swap_in':
    stages._prune = die
stages.build(Project(Path(sys.argv[1])), outline, Request(), tell)
"""
MOMENTS = ["run", "materialise", "render", "check", "write_site_record", "swap_in", "after swap_in"]


def content(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def change(project: Project) -> None:
    """Change what every report is made from, so that the next build has everything to do."""
    (project.root / "data" / "figures.csv").write_text("teryt,value\n1201,3\n", encoding="utf-8")
    page = project.reports / "metoda.qmd"
    page.write_text(page.read_text(encoding="utf-8") + "\nPo zmianie.\n", encoding="utf-8")


@pytest.fixture(scope="module")
def undisturbed(
    first_build: tuple[Project, BuildReport], tmp_path_factory: pytest.TempPathFactory, outline_of
) -> dict[str, bytes]:
    root = tmp_path_factory.mktemp("undisturbed") / "project"
    shutil.copytree(first_build[0].root, root)
    project = Project(root)
    change(project)
    build(project, outline_of(project), Request())
    return content(project.site)


def test_killed_at_every_moment_one_after_the_other(
    built_project: Project, built_outline: Outline, undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    old = content(built_project.site)
    assert old != undisturbed
    change(built_project)
    outline = tmp_path / "outline.pickle"
    outline.write_bytes(pickle.dumps(built_outline))
    for moment in MOMENTS:
        process = subprocess.run(
            [sys.executable, "-c", DRIVER, str(built_project.root), str(outline), moment],
            capture_output=True,
            text=True,
            check=False,
        )
        assert process.returncode == -signal.SIGKILL, (moment, process.stderr)
        expected = undisturbed if moment == "after swap_in" else old
        assert content(built_project.site) == expected, moment
    report = build(built_project, built_outline, Request())
    assert report.executed == 0
    assert content(built_project.site) == undisturbed
    assert {path.name for path in built_project.reports.iterdir()} == {
        *(path.name for path in built_project.reports.glob("[!_.]*")),
        "_quarto.yml",
        "_site",
        "_variables.yml",
        ".pes",
    }


def test_killed_from_outside_while_notebooks_run(
    built_project: Project, built_outline: Outline, undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    old = content(built_project.site)
    change(built_project)
    outline = tmp_path / "outline.pickle"
    outline.write_bytes(pickle.dumps(built_outline))
    process = subprocess.Popen([sys.executable, "-c", DRIVER, str(built_project.root), str(outline), "never"])
    known = set(built_project.executed.iterdir())
    limit = time.monotonic() + 60
    while not set(built_project.executed.glob("*.ipynb")) - known and time.monotonic() < limit:
        time.sleep(0.05)
    process.kill()
    process.wait()
    assert content(built_project.site) == old
    report = build(built_project, built_outline, Request())
    assert 0 < report.executed < report.reports
    assert content(built_project.site) == undisturbed


def test_two_builds_at_once_are_refused(built_project: Project, built_outline: Outline) -> None:
    with build_lock(built_project.state / "lock"), pytest.raises(PesError, match=str(os.getpid())):
        build(built_project, built_outline, Request())
    assert build(built_project, built_outline, Request()).unchanged


def test_where_folders_cannot_be_exchanged_a_site_set_aside_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "_site"
    site.mkdir()
    (site / "index.html").write_text("old", encoding="utf-8")
    staging(site).mkdir()
    monkeypatch.setattr("pes_analysis.protect.swap.exchange", lambda first, second: False)
    rename = Path.rename

    def rename_once(self: Path, target: Path) -> Path:
        monkeypatch.setattr(Path, "rename", interrupted)
        return rename(self, target)

    def interrupted(self: Path, target: Path) -> Path:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "rename", rename_once)
    with pytest.raises(KeyboardInterrupt):
        swap_in(site)
    monkeypatch.undo()
    assert not site.exists()
    recover(site)
    assert content(tmp_path) == {"_site/index.html": b"old"}
