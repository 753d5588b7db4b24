"""Measure a build by hand: from nothing, with nothing changed, with one notebook changed. Asserts nothing.

Run from the project: ``uv run python tests/benchmarks/build.py [--counties N]``. The project is copied first,
so neither its site nor what it keeps between builds is touched.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from pes_analysis.publish.build import build
from pes_analysis.publish.build_report import BuildReport
from pes_analysis.publish.keys.job_keys import job_keys
from pes_analysis.publish.planning.editions import read_outline
from pes_analysis.publish.planning.plan import make_plan
from pes_analysis.publish.project import Project
from pes_analysis.publish.request import Request

ROOT = Path(__file__).parent.parent.parent
EDITION = "malopolskie-2024"


def copy_project(target: Path) -> Project:
    ignore = shutil.ignore_patterns(".*", "_site*", "__pycache__")
    for name in ("notebooks", "parameters", "reports"):
        shutil.copytree(ROOT / name, target / name, ignore=ignore)
    for generated in (target / "reports").rglob("*.ipynb"):
        generated.unlink()
    return Project(target)


def show(name: str, seconds: float, base: float, detail: str = "") -> None:
    print(f"{name:<28} {seconds:8.2f} s  {seconds / base:7.3f}  {detail}")


def stages(report: BuildReport) -> str:
    return ", ".join(f"{stage} {seconds:.2f}" for stage, seconds in report.seconds.items())


def timed(project: Project, request: Request) -> tuple[float, BuildReport]:
    start = time.perf_counter()
    report = build(project, read_outline(project, EDITION), request)
    return time.perf_counter() - start, report


def change(project: Project) -> None:
    path = project.notebooks / "region.ipynb"
    content = json.loads(path.read_bytes())
    content["cells"][-1]["source"] = ["".join(content["cells"][-1]["source"]) + "\n# changed"]
    path.write_text(json.dumps(content), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--counties", type=int, default=0, help="the first N counties of the region; 0: all")
    chosen = parser.parse_args().counties
    with tempfile.TemporaryDirectory() as folder:
        project = copy_project(Path(folder) / "project")
        outline = read_outline(project, EDITION)
        counties = tuple(county.teryt for county in outline.in_region())[: chosen or None] if chosen else ()
        request = Request(counties=counties)
        base, report = timed(project, request)
        print(f"{report.reports} reports, {report.renderer}\n{'':<28} {'time':>10}  {'ratio':>7}")
        show("from nothing", base, base, stages(report))
        show("nothing changed", timed(project, request)[0], base)
        change(project)
        seconds, report = timed(project, request)
        show("one notebook changed", seconds, base, stages(report))
        shutil.rmtree(project.rendered)
        shutil.rmtree(project.site)
        seconds, report = timed(project, request)
        show("rendering alone", seconds, base, stages(report))
        start = time.perf_counter()
        plan = make_plan(outline, counties=counties)
        job_keys(plan, project.notebooks, outline)
        show("plan and keys", time.perf_counter() - start, base)
        for name, command in (
            ("pes build, nothing changed", [sys.executable, "-m", "pes_analysis.cli", "build"]),
            ("opening the edition", [sys.executable, "-c", OPEN]),
        ):
            start = time.perf_counter()
            options = [f"--county={teryt}" for teryt in counties] if name.startswith("pes") else []
            subprocess.run([*command, *options], cwd=project.root, check=True, stdout=subprocess.DEVNULL)
            show(name, time.perf_counter() - start, base, "a process of its own")


OPEN = f"from pes_analysis.edition import open_edition_data; open_edition_data('{EDITION}')"

if __name__ == "__main__":
    main()
