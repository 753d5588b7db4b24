"""A key changes with everything a report depends on, and with nothing else."""

import importlib.metadata
import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from pes_analysis.publish.keys.digests import code_digest, notebook_digest
from pes_analysis.publish.keys.job_keys import job_keys
from pes_analysis.publish.planning.outline import Outline
from pes_analysis.publish.planning.plan import make_plan
from pes_analysis.publish.project import Project
from pes_analysis.publish.site.part import site_key


def keys(project: Project, outline: Outline) -> dict[str, str]:
    return dict(job_keys(make_plan(outline), project.notebooks, outline))


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
    for name in (
        "measure/rates.py",
        "publish/running/worker.py",
        "publish/running/engine/wire.py",
        "publish/render/page.py",
        "cli.py",
    ):
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        (package / name).write_text("1", encoding="utf-8")
    monkeypatch.setattr("pes_analysis.publish.keys.digests.PACKAGE", package)
    before = code_digest()
    for name, counts in (
        ("publish/render/page.py", False),
        ("cli.py", False),
        ("publish/running/worker.py", True),
        ("publish/running/engine/wire.py", True),
        ("measure/rates.py", True),
    ):
        (package / name).write_text("2", encoding="utf-8")
        assert (code_digest() != before) is counts, name
        (package / name).write_text("1", encoding="utf-8")


@pytest.fixture
def package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Stand in for the package: one file of each kind that a report is made from."""
    package = tmp_path / "pes_analysis"
    for name in (
        "catalogue/data/units.yml",
        "present/locale/pl/pages.po",
        "measure/rates.py",
        "publish/render/page.py",
    ):
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        (package / name).write_text("1", encoding="utf-8")
    monkeypatch.setattr("pes_analysis.publish.keys.digests.PACKAGE", package)
    return package


def both_keys(project: Project, outline: Outline) -> tuple[dict[str, str], str]:
    """Give the keys that decide what is run, and the one that decides whether anything is done."""
    plan = make_plan(outline)
    of_jobs = dict(job_keys(plan, project.notebooks, outline))
    return of_jobs, site_key(project, plan, of_jobs, "builtin 1")


@pytest.mark.parametrize(
    ("touched", "runs"),
    [
        ("project/parameters/malopolskie-2024.yml", True),
        ("project/parameters/peers.yml", True),
        ("project/figures/own.csv", True),
        ("project/data/figures.csv", True),
        ("pes_analysis/catalogue/data/units.yml", True),
        ("pes_analysis/present/locale/pl/pages.po", True),
        ("pes_analysis/publish/render/page.py", False),
        ("project/reports/metoda.qmd", False),
        ("project/reports/own.ipynb", False),
        ("project/reports/theme/report.css", False),
        ("project/reports/_quarto.yml", False),
        ("a library", True),
    ],
)
@pytest.mark.usefixtures("package")
def test_a_touched_input_is_noticed_and_nothing_else_is(
    small_project: Project,
    small_outline: Outline,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    touched: str,
    runs: bool,
) -> None:
    inputs = ["parameters/malopolskie-2024.yml", "parameters/peers.yml", "figures/own.csv"]
    for name in [*inputs, "reports/own.ipynb"]:
        (small_project.root / name).parent.mkdir(exist_ok=True)
        (small_project.root / name).write_text("1", encoding="utf-8")
    own = tuple(small_project.root / name for name in inputs)
    outline = replace(small_outline, inputs=(*small_outline.inputs, *own))
    before = both_keys(small_project, outline)
    assert both_keys(small_project, outline) == before
    if touched == "a library":
        version = importlib.metadata.version
        newer = {"pydantic": "99"}
        monkeypatch.setattr(
            "pes_analysis.publish.keys.libraries.version", lambda name: newer.get(name) or version(name)
        )
    else:
        path = tmp_path / touched
        path.write_bytes(path.read_bytes() + b"\n")
    of_jobs, of_site = both_keys(small_project, outline)
    assert of_site != before[1]
    changed = {target for target, key in of_jobs.items() if before[0][target] != key}
    assert changed == (set(of_jobs) if runs else set())


def test_notebooks_that_a_build_put_there_are_no_input(
    built_project: Project, built_outline: Outline
) -> None:
    before = both_keys(built_project, built_outline)
    (built_project.reports / "region.ipynb").unlink()
    assert both_keys(built_project, built_outline) == before
    built_project.manifest.unlink()
    assert both_keys(built_project, built_outline) == before
