"""Measure the condition cards by hand: every organisation of the demonstration, both languages, from nothing.

Run from the project: ``uv run python tests/benchmarks/cards.py [--organisations N] [--engine ordinary]``.
The project is copied first. Asserts nothing; the aim is 120 cards in 2 languages in 4 minutes on 2 cores.
"""

import argparse
import shutil
import tempfile
import time
from pathlib import Path

from pes_analysis.publish.build import build
from pes_analysis.publish.build_report import BuildReport
from pes_analysis.publish.options import Options
from pes_analysis.publish.planning.editions import read_outline
from pes_analysis.publish.project import Project
from pes_analysis.publish.request import Request

ROOT = Path(__file__).parent.parent.parent
EDITION = "malopolskie-2024"


def copy_project(target: Path) -> Project:
    ignore = shutil.ignore_patterns(".*", "_site*", "_private*", "__pycache__", "*.csv", "*.xlsx")
    for name in ("notebooks", "parameters", "reports"):
        shutil.copytree(ROOT / name, target / name, ignore=ignore)
    for generated in (target / "reports").rglob("*.ipynb"):
        generated.unlink()
    return Project(target)


def timed(project: Project, request: Request) -> tuple[float, BuildReport]:
    start = time.perf_counter()
    report = build(project, read_outline(project, EDITION), request)
    return time.perf_counter() - start, report


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--organisations", type=int, default=0, help="the first N organisations; 0: all")
    parser.add_argument("--engine", default="auto", choices=["auto", "forked", "ordinary"])
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        project = copy_project(Path(folder) / "project")
        ids = tuple(one.id for one in read_outline(project, EDITION).organisations)
        options = Options(workers=given.workers, engine=given.engine)
        # Cards link to the rest of the site, so the rest is built first, with a single card.
        rest, report = timed(project, Request(organisations=ids[:1], options=options))
        print(f"{'the rest and one card':<24} {rest:8.1f} s  {report.reports} reports")
        request = Request(organisations=ids[: given.organisations or None], options=options)
        base, report = timed(project, request)
        cards = report.executed
        stages = ", ".join(f"{stage} {seconds:.1f}" for stage, seconds in report.seconds.items())
        print(
            f"{'cards from nothing':<24} {base:8.1f} s  {cards} reports, {base / cards:.2f} s each; {stages}"
        )
        again, _ = timed(project, request)
        print(f"{'nothing changed':<24} {again:8.1f} s  {again / base:.4f} of the above")


if __name__ == "__main__":
    main()
