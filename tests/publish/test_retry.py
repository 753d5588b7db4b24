"""A build that failed is asked for again: the same one, and the failed reports alone."""

from pathlib import Path

import pytest

from pes_analysis.protect.errors import PesError
from pes_analysis.publish.build import ReportsFailedError, build
from pes_analysis.publish.planning.outline import Outline
from pes_analysis.publish.project import Project
from pes_analysis.publish.request import Event, Request
from pes_analysis.publish.retry import failed_build

REGION = ("edition", "language", "scope")


@pytest.fixture
def failed_project(built_project: Project, built_outline: Outline, write) -> Project:
    write(built_project.notebooks, "region.ipynb", "1 / 0", parameters=REGION)
    write(built_project.notebooks, "counties.ipynb", "'counties'", parameters=REGION)
    with pytest.raises(ReportsFailedError, match="--retry"):
        build(built_project, built_outline, Request(languages=("pl",)))
    return built_project


def test_only_what_failed_is_run_again(failed_project: Project, built_outline: Outline, write) -> None:
    write(failed_project.notebooks, "region.ipynb", "'region'", parameters=REGION)
    edition, request = failed_build(failed_project, Request())
    heard: list[Event] = []
    build(failed_project, built_outline, request, heard.append)
    assert (edition, request.languages) == (built_outline.edition, ("pl",))
    assert [event.detail for event in heard if event.stage == "run"] == ["region.ipynb"]
    with pytest.raises(PesError, match="no failed reports"):
        failed_build(failed_project, Request())


def test_what_else_changed_is_told_and_not_run(
    failed_project: Project, built_outline: Outline, write
) -> None:
    write(failed_project.notebooks, "start.ipynb", "'start'", parameters=REGION)
    heard: list[Event] = []
    with pytest.raises(PesError, match=r"index\.ipynb"):
        build(failed_project, built_outline, failed_build(failed_project, Request())[1], heard.append)
    assert not heard


def test_a_failed_report_is_named_at_once(built_project: Project, built_outline: Outline, write) -> None:
    write(built_project.notebooks, "region.ipynb", "1 / 0", parameters=REGION)
    heard: list[Event] = []
    with pytest.raises(ReportsFailedError):
        build(built_project, built_outline, Request(), heard.append)
    failed = [event for event in heard if event.stage == "failed"]
    assert {event.detail for event in failed} == {"region.ipynb", "en/region.ipynb"}
    assert all("ZeroDivisionError" in event.pl and event.total == 2 for event in failed)


def test_nothing_failed_yet(tmp_path: Path) -> None:
    with pytest.raises(PesError, match="bez --retry"):
        failed_build(Project(tmp_path), Request())
