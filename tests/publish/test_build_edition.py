"""A build with nothing to do is told from one with something to do, in spite of everything."""

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import pes_analysis.publish.build
import pes_analysis.publish.planning.editions
from pes_analysis.protect.swap import staging
from pes_analysis.publish.build_edition import build_edition
from pes_analysis.publish.build_report import BuildReport
from pes_analysis.publish.lock import build_lock
from pes_analysis.publish.planning.outline import Outline
from pes_analysis.publish.project import Project
from pes_analysis.publish.request import Request
from pes_analysis.publish.site.manifest import note_moments, write_site_record

EDITION = "malopolskie-2024"
REQUEST = Request(renderer="builtin")


@pytest.fixture
def project(
    small_project: Project, outline_of: Callable[[Project], Outline], monkeypatch: pytest.MonkeyPatch
) -> Project:
    """Give a project whose builds only put a page into the site."""

    def made(project: Project, outline: Outline, *given: object) -> BuildReport:
        site = project.site
        shutil.rmtree(site, ignore_errors=True)
        site.mkdir()
        (site / "index.html").write_text("strona")
        record = write_site_record(site, "klucz", outline.edition, "builtin 1", {})
        note_moments(site, record, project.site_moments)
        return BuildReport(site, "builtin 1", reports=1, rendered=1)

    monkeypatch.setattr(pes_analysis.publish.build, "build", made)
    monkeypatch.setattr(
        pes_analysis.publish.planning.editions, "read_outline", lambda project, edition: outline_of(project)
    )
    return small_project


def again(project: Project, request: Request = REQUEST) -> bool:
    """Tell whether a build has something to do."""
    return not build_edition(project, EDITION, request).unchanged


def test_the_second_build_reads_no_outline(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    assert again(project)

    def unwanted(project: Project, edition: str) -> Outline:
        raise AssertionError("the edition was opened")

    monkeypatch.setattr(pes_analysis.publish.planning.editions, "read_outline", unwanted)
    report = build_edition(project, EDITION, REQUEST)
    assert (report.unchanged, report.reports, report.renderer) == (True, 1, "builtin 1")
    assert report.site == project.site.resolve()


@pytest.mark.parametrize(
    "name", ["data/figures.csv", "notebooks/start.ipynb", "parameters/peers.yml", "reports/metoda.qmd"]
)
def test_whatever_is_changed_is_noticed(project: Project, name: str) -> None:
    again(project)
    path = project.root / name
    content, before = path.read_bytes(), path.stat()
    path.write_bytes(content.swapcase() if content.swapcase() != content else content[::-1])
    # Same size, and the same moment as far as anybody can tell.
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert again(project)
    assert not again(project)


def test_what_is_only_touched_is_no_change(project: Project) -> None:
    again(project)
    (project.root / "data" / "figures.csv").touch()
    assert not again(project)


@pytest.mark.parametrize("name", ["data/second.csv", "reports/nowa.qmd", "notebooks/nowy.ipynb"])
def test_a_new_file_and_one_taken_away_are_noticed(project: Project, name: str) -> None:
    again(project)
    (project.root / name).write_text("1")
    assert again(project)
    (project.root / name).unlink()
    assert again(project)


def test_a_page_that_is_gone_or_changed_is_noticed(project: Project) -> None:
    again(project)
    (project.site / "index.html").unlink()
    assert again(project)
    (project.site / "index.html").write_text("inna strona")
    assert again(project)


def test_a_killed_build_leaves_a_doubt(project: Project) -> None:
    again(project)
    staging(project.site).mkdir()
    assert again(project)


def test_a_private_site_that_came_from_elsewhere_leaves_a_doubt(project: Project) -> None:
    again(project)
    hidden = Project(project.root, private=True).site
    hidden.mkdir()
    write_site_record(hidden, "inny", "inna", "builtin 1", {})
    assert again(project)


@pytest.mark.parametrize(
    "request_now",
    [
        replace(REQUEST, languages=("pl",)),
        replace(REQUEST, counties=("1201",)),
        replace(REQUEST, output=Path("elsewhere")),
        replace(REQUEST, force=True),
        replace(REQUEST, only=frozenset()),
    ],
)
def test_another_request_is_another_build(project: Project, request_now: Request) -> None:
    again(project)
    assert again(project, request_now)


def test_a_change_while_a_build_runs_is_built_next_time(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = pes_analysis.publish.build.build

    def interfered(*given: object) -> BuildReport:
        (project.root / "data" / "figures.csv").write_text("teryt,value\n1201,2\n")
        return real(*given)  # type: ignore[arg-type]

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(pes_analysis.publish.build, "build", interfered)
        assert again(project)
    assert again(project)
    assert not again(project)


def test_a_build_that_failed_notes_nothing(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    again(project)
    (project.root / "data" / "figures.csv").write_text("teryt,value\n1201,2\n")

    def failing(*given: object) -> BuildReport:
        raise ZeroDivisionError

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(pes_analysis.publish.build, "build", failing)
        with pytest.raises(ZeroDivisionError):
            build_edition(project, EDITION, REQUEST)
    assert again(project)


@pytest.mark.parametrize("kept", ["last_build", "file_digests", "site_moments"])
def test_damaged_notes_are_made_anew(project: Project, kept: str) -> None:
    again(project)
    path: Path = getattr(project, kept)
    path.write_bytes(path.read_bytes()[:-20] if kept != "site_moments" else b"{}")
    build_edition(project, EDITION, REQUEST)
    assert not again(project)


def test_a_build_that_runs_is_waited_for(project: Project) -> None:
    again(project)
    with build_lock(project.state / "lock"), pytest.raises(Exception, match="Trwa inne"):
        build_edition(project, EDITION, REQUEST)
