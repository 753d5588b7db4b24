"""The plan says of each report why it is to be made."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pes_analysis.cli import app
from pes_analysis.publish.build import build
from pes_analysis.publish.keys.job_keys import job_parts
from pes_analysis.publish.keys.reads import Reads
from pes_analysis.publish.keys.reasons import Made, Reason, read_made
from pes_analysis.publish.planning.outline import Outline
from pes_analysis.publish.planning.plan import make_plan
from pes_analysis.publish.project import Project
from pes_analysis.publish.request import Request


def reasons(project: Project, outline: Outline) -> dict[str, str]:
    plan, reads = make_plan(outline), Reads(outline)
    parts, made = job_parts(plan, project.notebooks, reads), read_made(project.made)
    return {job.target: made.reason(job, parts[job.target], reads).changed for job in plan.jobs}


def test_what_nobody_made_is_new(small_project: Project, small_outline: Outline) -> None:
    assert set(reasons(small_project, small_outline).values()) == {"new"}


def test_what_was_made_and_is_gone_is_unfinished(built_project: Project, built_outline: Outline) -> None:
    assert set(reasons(built_project, built_outline).values()) == {"unfinished"}


def test_the_first_change_is_told(built_project: Project, built_outline: Outline, write) -> None:
    write(built_project.notebooks, "region.ipynb", "pass", parameters=("edition", "language", "scope"))
    told = reasons(built_project, built_outline)
    assert {target for target, why in told.items() if why == "notebook"} == {
        "region.ipynb",
        "en/region.ipynb",
    }
    (built_project.root / "data" / "figures.csv").write_text("teryt,value\n1201,9\n", encoding="utf-8")
    told = reasons(built_project, built_outline)
    assert told["powiaty/1201.ipynb"] == "counties"
    assert told["region.ipynb"] == "notebook"


def test_a_build_that_fails_notes_what_it_made(built_project: Project, built_outline: Outline, write) -> None:
    write(built_project.notebooks, "region.ipynb", "1 / 0", parameters=("edition", "language", "scope"))
    with pytest.raises(Exception, match="region"):
        build(built_project, built_outline, Request())
    assert reasons(built_project, built_outline)["region.ipynb"] == "notebook"


def test_organisations_are_named_but_not_all() -> None:
    assert Reason("peers", ("a", "b")).pl == "zmieniły się dane podobnych organizacji: a, b"
    assert Reason("compared", ("a", "b", "c", "d", "e")).en.endswith(": a, b, c (+2)")


def test_a_broken_note_is_no_note(tmp_path: Path) -> None:
    (tmp_path / "made.json").write_text('{"parts": ', encoding="utf-8")
    assert read_made(tmp_path / "made.json") == Made()


def test_the_plan_can_be_read_by_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(Path(__file__).parents[3])
    given = ["build", "--plan", "--json", "--county", "1201", "--organisation", "demo-cis-04"]
    lines = CliRunner().invoke(app, [*given, "--language", "pl"]).output.splitlines()
    events = [json.loads(line) for line in lines]
    assert events[-1]["event"] == "planned"
    assert events[-1]["kept"] + events[-1]["to_run"] == events[-1]["reports"] == len(events) - 1
    assert all(event["reason"] for event in events if event["event"] == "to_run")
