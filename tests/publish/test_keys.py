"""A key changes with everything a report depends on, and with nothing else."""

import json
import shutil
import time
from pathlib import Path

import pytest

from pes_analysis.publish.editions import read_outline
from pes_analysis.publish.keys import code_digest, job_keys, notebook_digest
from pes_analysis.publish.outline import Outline
from pes_analysis.publish.plan import make_plan
from pes_analysis.publish.project import Project

ROOT = Path(__file__).parent.parent.parent


def keys(project: Project, outline: Outline) -> dict[str, str]:
    return dict(job_keys(make_plan(outline), project.notebooks, outline.inputs))


def test_each_report_has_a_key_of_its_own(small_project: Project, small_outline: Outline) -> None:
    found = keys(small_project, small_outline)
    assert len(set(found.values())) == len(found)


def test_a_moved_project_keeps_its_keys(
    small_project: Project, small_outline: Outline, tmp_path: Path, outline_of
) -> None:
    before = keys(small_project, small_outline)
    moved = Project(tmp_path / "elsewhere")
    shutil.copytree(small_project.root, moved.root)
    assert keys(moved, outline_of(moved)) == before


def test_outputs_and_metadata_of_a_notebook_do_not_count(small_project: Project) -> None:
    path = small_project.notebooks / "county.ipynb"
    before = notebook_digest(path)
    content = json.loads(path.read_bytes())
    content["metadata"]["kernelspec"] = {"name": "other", "display_name": "Other"}
    content["cells"][-1]["execution_count"] = 7
    content["cells"][-1]["metadata"]["scrolled"] = True
    path.write_text(json.dumps(content), encoding="utf-8")
    assert notebook_digest(path) == before


@pytest.mark.parametrize("field", ["source", "tags", "cell_type"])
def test_what_a_notebook_says_counts(small_project: Project, field: str) -> None:
    path = small_project.notebooks / "county.ipynb"
    before = notebook_digest(path)
    content = json.loads(path.read_bytes())
    if field == "source":
        content["cells"][-1]["source"] = ["pass"]
    elif field == "tags":
        content["cells"][-1]["metadata"]["tags"] = ["parameters"]
    else:
        content["cells"][-1]["cell_type"] = "markdown"
    path.write_text(json.dumps(content), encoding="utf-8")
    assert notebook_digest(path) != before


def test_only_jobs_of_a_changed_notebook_change(
    small_project: Project, small_outline: Outline, write
) -> None:
    before = keys(small_project, small_outline)
    write(small_project.notebooks, "region.ipynb", "pass", parameters=("edition", "language", "scope"))
    after = keys(small_project, small_outline)
    assert {target for target in after if after[target] != before[target]} == {
        "region.ipynb",
        "en/region.ipynb",
    }


def test_a_renamed_table_changes_every_key(small_project: Project, small_outline: Outline) -> None:
    before = keys(small_project, small_outline)
    table = small_project.root / "data" / "figures.csv"
    table.rename(table.with_name("other.csv"))
    after = keys(small_project, small_outline)
    assert not set(before.values()) & set(after.values())


def test_code_that_only_publishes_does_not_count(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    package = tmp_path / "pes_analysis"
    for name in ("measure/rates.py", "publish/execute.py", "publish/render/page.py", "cli.py"):
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        (package / name).write_text("1", encoding="utf-8")
    monkeypatch.setattr("pes_analysis.publish.keys.PACKAGE", package)
    before = code_digest()
    for name, counts in (
        ("publish/render/page.py", False),
        ("cli.py", False),
        ("publish/execute.py", True),
        ("measure/rates.py", True),
    ):
        (package / name).write_text("2", encoding="utf-8")
        assert (code_digest() != before) is counts, name
        (package / name).write_text("1", encoding="utf-8")


def test_keys_of_a_whole_edition_take_no_time() -> None:
    outline = read_outline(Project(ROOT), "malopolskie-2024")
    plan = make_plan(outline)
    start = time.perf_counter()
    found = job_keys(plan, Project(ROOT).notebooks, outline.inputs)
    # 50 to 100 ms on two cores; ten times that would be felt in every build.
    assert time.perf_counter() - start < 1
    assert len(found) == len(plan.jobs)
