"""Executed notebooks put into the Quarto project, and taken out again; what a user put there stays."""

import datetime as dt
import json
import os
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from pes_analysis.protect.errors import PesError
from pes_analysis.publish.atomic import write_atomically
from pes_analysis.publish.keys.digests import digest_of, publish_digest
from pes_analysis.publish.keys.file_digests import FileDigests
from pes_analysis.publish.planning.plan import Plan
from pes_analysis.publish.project import Project
from pes_analysis.publish.running.downloads import ENDINGS, downloads_of
from pes_analysis.publish.site.manifest import Generated, read_manifest, write_manifest

# The cell that a build puts on top of a notebook: nobody who writes one by hand gives a cell this name.
FRONT_MATTER_CELL = "front-matter"
# How every executed notebook ends: the last bracket of its JSON, and the end of the line.
_END = b"\n}\n"
# How one that a build put there begins; a notebook saved by an editor may begin otherwise.
_GENERATED = re.compile(rb'\{\s*"cells": \[\s*\{\s*"cell_type": "raw",\s*"id": "front-matter"')
_HEAD = 200
_UNKNOWN = Generated("", "", 0, "", "", "", {})


def kept_path(project: Project, key: str) -> Path:
    """Name the file that keeps an executed notebook between builds."""
    return project.executed / f"{key}.ipynb"


def is_kept(path: Path) -> bool:
    """Tell whether an executed notebook is kept and whole: a machine that lost power may leave less.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "kept.ipynb"
    ...     absent = is_kept(path)
    ...     _ = path.write_text('{"cells": [')
    ...     absent, is_kept(path)
    (False, False)
    """
    try:
        with path.open("rb") as stream:
            # Files are moved into place whole; reading each of thousands would take as long as a build.
            stream.seek(-len(_END), os.SEEK_END)
            return stream.read() == _END
    except OSError:
        return False


def _beside(target: str) -> list[str]:
    return [f"{target.removesuffix('.ipynb')}.{kind}" for kind in ENDINGS]


def is_generated(path: Path) -> bool:
    """Tell a notebook that a build put into the Quarto project from one that a user wrote.

    Parameters
    ----------
    path : Path
        A file of the Quarto project.
    """
    try:
        with path.open("rb") as stream:
            if _GENERATED.match(stream.read(_HEAD)):
                return True
    except OSError:
        return False
    cells = _cells(path)
    return bool(cells) and cells[0].get("id") == FRONT_MATTER_CELL


def _cells(path: Path) -> list[dict[str, object]]:
    try:
        content = json.loads(path.read_bytes())
        cells = content["cells"]
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return []
    return [cell for cell in cells if isinstance(cell, dict)] if isinstance(cells, list) else []


def refuse_own_pages(project: Project, plan: Plan) -> None:
    """Refuse a plan whose pages would take the place of pages that a user wrote.

    Parameters
    ----------
    project : Project
        The project.
    plan : Plan
        What is to be put into it.

    Raises
    ------
    PesError
        Naming the first file in the way.
    """
    for job in plan.jobs:
        target = project.reports / job.target
        prose = target.with_suffix(".qmd")
        taken = prose if prose.exists() else target
        if taken.exists() and (taken == prose or not is_generated(target)):
            name = taken.relative_to(project.root).as_posix()
            raise PesError(
                f"Plik {name} stoi tam, gdzie budowanie kładzie stronę z notatnika {job.notebook}, "
                "a nie jest jego dziełem. Zmień jego nazwę albo przenieś go.",
                f"The file {name} stands where the build puts the page of the notebook {job.notebook}, "
                "and the build did not make it. Rename or move it.",
            )


def materialise(project: Project, plan: Plan, keys: Mapping[str, str], renderer: str) -> None:
    """Put the executed notebooks into the Quarto project, and take out those of another plan.

    What is there already, as a build left it, is not written again, nor even read.

    Parameters
    ----------
    project : Project
        The project; it keeps an executed notebook for each job.
    plan : Plan
        The jobs.
    keys : Mapping of str to str
        Their keys, by target.
    renderer : str
        What will make pages of them.
    """
    # nbformat takes a second to import, and a build with nothing to do has no use for it.
    from pes_analysis.publish.running.finished import with_front_matter

    before = read_manifest(project.manifest)
    now = {job.target: job for job in plan.jobs}
    # Written before anything is put there: a killed build must not leave notebooks nobody takes out.
    write_manifest(
        project.manifest, {**before, **{target: _UNKNOWN for target in now if target not in before}}
    )
    for target in before.keys() - now.keys():
        if is_generated(project.reports / target):
            (project.reports / target).unlink()
            for name in _beside(target):
                (project.reports / name).unlink(missing_ok=True)
    code, digests = publish_digest(), FileDigests(project.placed_digests)
    pages = {}
    for target, job in now.items():
        known, made_from = before.get(target), digest_of(code, keys[target], job.front_matter)
        if known and known.made_from == made_from and _is_there(project, known.files, digests):
            pages[target] = replace(known, renderer=renderer)
            continue
        kept = kept_path(project, keys[target])
        content = with_front_matter(kept.read_bytes(), job.front_matter, FRONT_MATTER_CELL)
        files = {target: content}
        for name, ending in zip(downloads_of(job), job.files, strict=True):
            files[name] = kept.with_suffix(f".{ending}").read_bytes()
        written = [write_atomically(project.reports / name, data) for name, data in files.items()]
        when = (
            known.when if known and not written[0] else dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        )
        placed = {name: digest_of(data) for name, data in files.items()}
        pages[target] = Generated(keys[target], job.notebook, len(content), renderer, when, made_from, placed)
    write_manifest(project.manifest, pages)
    digests.save()


def _is_there(project: Project, files: Mapping[str, str], digests: FileDigests) -> bool:
    """Tell whether files of the Quarto project are what a build put there."""
    try:
        return all(digests.of(project.reports / name) == digest for name, digest in files.items())
    except OSError:
        return False
