"""Measure what a page costs by renderer: the built-in one, and Quarto where it is installed. Asserts nothing.

Run from the project: ``uv run python tests/benchmarks/rendering.py [--cards N] [--counties N]``.
"""

import argparse
import shutil
import tempfile
import time
from pathlib import Path

from cards import EDITION, copy_project

from pes_analysis.publish.build import build
from pes_analysis.publish.options import Options
from pes_analysis.publish.planning.editions import read_outline
from pes_analysis.publish.request import Request


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--cards", type=int, default=20)
    parser.add_argument("--counties", type=int, default=4)
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        project = copy_project(Path(folder) / "project")
        outline = read_outline(project, EDITION)
        asked = Request(
            counties=tuple(one.teryt for one in outline.in_region())[: given.counties],
            organisations=tuple(one.id for one in outline.organisations if one.public)[: given.cards],
            languages=("pl",),
            renderer="builtin",
            options=Options(workers=given.workers),
        )
        build(project, outline, asked)
        print(f"{'renderer':<10} {'pages':>6} {'ms a page':>10}")
        for renderer in ("builtin", "quarto"):
            if renderer == "quarto" and not shutil.which("quarto"):
                print(f"{renderer:<10} is not installed")
                continue
            shutil.rmtree(project.rendered, ignore_errors=True)
            shutil.rmtree(project.site)
            start = time.perf_counter()
            report = build(project, outline, Request(**{**asked.__dict__, "renderer": renderer}))
            seconds = report.seconds["render"]
            print(f"{renderer:<10} {report.rendered:>6} {1000 * seconds / report.rendered:>10.0f}")
            print(f"{'':<10} the whole build {time.perf_counter() - start:.1f} s")


if __name__ == "__main__":
    main()
