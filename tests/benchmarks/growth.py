"""Measure how a build grows with the number of organisations: from nothing, unchanged, one changed.

Run from the project: ``uv run python tests/benchmarks/growth.py [--sizes 100 1000 10000]``, or ``pes bench``.
Each size is a trial edition of generated organisations in a copy of the project, one language, built-in
renderer. Asserts nothing; aims for 5,000 cards on 2 cores: 15 minutes, 2 seconds when nothing changed, 5 when
one organisation did, under 2 GB.
"""

import argparse
import csv
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from engine import peak_memory

ROOT = Path(__file__).parent.parent.parent
EDITION = "proba-2024"
BUILD = [sys.executable, "-m", "pes_analysis.cli", "build", "--edition", EDITION, "--language", "pl"]


def trial_project(root: Path, organisations: int) -> Path:
    """Copy the project and give it a trial edition of so many organisations."""
    ignore = shutil.ignore_patterns(".*", "_site*", "_private*", "__pycache__", "*.csv", "*.xlsx")
    for name in ("notebooks", "parameters", "reports"):
        shutil.copytree(ROOT / name, root / name, ignore=ignore)
    for generated in (root / "reports").rglob("*.ipynb"):
        generated.unlink()
    own = (ROOT / "parameters" / "malopolskie-2024.yml").read_text(encoding="utf-8")
    # The directory and the survey of the demonstration are those of its own organisations.
    for before, now in (
        ("\norganisations: demonstration", "\norganisations: {folder: organisations}"),
        ("\ndirectory: demonstration", "\ndirectory: none"),
        ("\nties: demonstration", "\nties: none"),
    ):
        if before not in own:
            raise ValueError("the edition of the demonstration is no pattern any more")
        own = own.replace(before, now)
    (root / "parameters" / f"{EDITION}.yml").write_text(own, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "pes_analysis.edition.generate_organisations",
        str(root / "organisations"),
    ]
    subprocess.run([*command, "--organisations", str(organisations)], check=True)
    return root


def built(root: Path, workers: int, renderer: str = "builtin") -> tuple[float, int, str]:
    """Build; give the seconds, the memory in MB of all processes together, and the line of stages."""
    command = [*BUILD, "--workers", str(workers), "--renderer", renderer]
    start = time.perf_counter()
    with peak_memory() as peak:
        done = subprocess.run(
            command,
            cwd=root,
            check=True,
            capture_output=True,
            text=True,
            env={**os.environ, "PES_LANG": "en"},
        )
    told = next((line for line in done.stdout.splitlines() if line.startswith("Time")), "")
    return time.perf_counter() - start, peak[0], told.partition("(")[2].rstrip(").")


def own_words(root: Path) -> None:
    """Change what one organisation says of itself: one card reads it."""
    path = root / "organisations" / "comments.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(".", "!.", 1), encoding="utf-8")


def one_figure(root: Path) -> None:
    """Change one figure of one organisation: its card reads it, and those of similar ones."""
    path = root / "organisations" / "observations" / "2024.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    row = next(one for one in rows if one["variable"] == "places" and one["state"] == "value")
    row["value"] = str(int(float(row["value"])) + 1)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1000])
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    print(f"{'organisations':>13} {'what':<28} {'s':>9} {'ms a card':>10} {'MB':>6}  stages")
    for size in given.sizes:
        with tempfile.TemporaryDirectory() as folder:
            root = trial_project(Path(folder) / "project", size)
            for name, change in (
                ("from nothing", None),
                ("nothing changed", None),
                ("own words of one changed", own_words),
                ("one figure of one changed", one_figure),
            ):
                if change:
                    change(root)
                seconds, memory, stages = built(root, given.workers)
                each = 1000 * seconds / size
                print(
                    f"{size:>13} {name:<28} {seconds:>9.1f} {each:>10.1f} {memory:>6}  {stages}", flush=True
                )


if __name__ == "__main__":
    main()
