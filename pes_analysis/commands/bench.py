"""``pes bench``: what notebooks, pages and builds cost on this computer, side by side."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from pes_analysis.commands.speech import say
from pes_analysis.protect.errors import PesError
from pes_analysis.publish.project import find_project

_QUICK, _USUAL = (100,), (100, 1000)


def bench(
    what: Annotated[
        Literal["all", "engine", "rendering", "growth"],
        typer.Argument(help="Co zmierzyć. / What to measure."),
    ] = "all",
    size: Annotated[
        list[int] | None,
        typer.Option(min=20, help="Ile organizacji, można powtórzyć. / Organisations, repeatable."),
    ] = None,
    rounds: Annotated[int, typer.Option(min=1, help="Ile rund silników. / Rounds of engines.")] = 3,
    quick: Annotated[bool, typer.Option("--quick", help="Kilka minut. / A few minutes.")] = False,
) -> None:
    """Zmierz, ile kosztuje budowanie. / Measure what a build costs: ratios hold, times do not."""
    folder = find_project(Path.cwd()).root / "tests" / "benchmarks"
    if not (folder / "growth.py").is_file():
        raise PesError(
            f"Nie ma folderu {folder} z pomiarami. Uruchom polecenie w kopii repozytorium.",
            f"There is no folder {folder} with benchmarks. Run the command in a copy of the repository.",
        )
    sizes = size or (_QUICK if quick else _USUAL)
    runs = {
        "engine": ["engine.py", "--notebook", "organisation.ipynb", "--rounds", str(1 if quick else rounds)],
        "rendering": ["rendering.py", *(["--cards", "6", "--counties", "1"] if quick else [])],
        "growth": ["growth.py", "--sizes", *(str(one) for one in sizes)],
    }
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    say(
        f"Procesory: {os.cpu_count()}, obciążenie na początku: {load:.1f}. Liczą się stosunki, nie czasy.",
        f"Processors: {os.cpu_count()}, load at the start: {load:.1f}. Ratios count, times do not.",
    )
    for name, command in runs.items():
        if what in ("all", name):
            typer.echo(f"\n== {name}")
            program = [sys.executable, str(folder / command[0]), *command[1:]]
            subprocess.run(program, check=True)  # noqa: S603 - this Python and a file of the project
