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
from pes_analysis.publish.keys.digests import digest_of
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
    reports = os.fspath(project.reports)
    for job in plan.jobs:
        # Thousands of them: names, where paths would take most of the time.
        target = f"{reports}/{job.target}"
        prose = target.removesuffix(".ipynb") + ".qmd"
        taken = next((one for one in (prose, target) if os.path.exists(one)), None)  # noqa: PTH110
        if taken and (taken == prose or not is_generated(Path(target))):
            name = Path(taken).relative_to(project.root).as_posix()
            raise PesError(
                f"Plik {name} stoi tam, gdzie budowanie kładzie stronę z notatnika {job.notebook}, "
                "a nie jest jego dziełem. Zmień jego nazwę albo przenieś go.",
                f"The file {name} stands where the build puts the page of the notebook {job.notebook}, "
                "and the build did not make it. Rename or move it.",
            )


def materialise(
    project: Project,
    plan: Plan,
    keys: Mapping[str, str],
    renderer: str,
    digests: FileDigests | None = None,
) -> None:
    """Put the executed notebooks into the Quarto project, and take out those of another plan.

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
    digests : FileDigests, optional
        What is known of the files that are there: those that are as they were put there stay unread.
    """
    # nbformat takes a second to import, and a build with nothing to do has no use for it.
    from pes_analysis.publish.running.finished import with_front_matter

    before = read_manifest(project.manifest)
    known_digests = digests or FileDigests()
    now = {job.target: job for job in plan.jobs}
    added = [target for target in now if target not in before]
    if added:
        # Written before anything is put there: a killed build must not leave notebooks nobody takes out.
        write_manifest(project.manifest, {**before, **dict.fromkeys(added, _UNKNOWN)})
    for target in before.keys() - now.keys():
        if is_generated(project.reports / target):
            (project.reports / target).unlink()
            for name in _beside(target):
                (project.reports / name).unlink(missing_ok=True)
    reports = os.fspath(project.reports)
    pages = {}
    for target, job in now.items():
        known, front = before.get(target, _UNKNOWN), digest_of(job.front_matter)
        if (known.key, known.front) == (keys[target], front) and _is_there(known, reports, known_digests):
            pages[target] = known if known.renderer == renderer else replace(known, renderer=renderer)
            continue
        kept = kept_path(project, keys[target])
        content = with_front_matter(kept.read_bytes(), job.front_matter, FRONT_MATTER_CELL)
        files = {target: content}
        for name, ending in zip(downloads_of(job), job.files, strict=True):
            files[name] = kept.with_suffix(f".{ending}").read_bytes()
        written = [write_atomically(project.reports / name, data) for name, data in files.items()]
        changed = written[0] or not known.when
        when = dt.datetime.now(dt.UTC).isoformat(timespec="seconds") if changed else known.when
        contents = {name: digest_of(data) for name, data in files.items()}
        pages[target] = Generated(keys[target], job.notebook, len(content), renderer, when, front, contents)
    write_manifest(project.manifest, pages)


def _is_there(known: Generated, reports: str, digests: FileDigests) -> bool:
    """Tell whether a notebook and the files beside it are as they were put there."""
    try:
        return all(digests.of(f"{reports}/{name}") == digest for name, digest in known.digests.items())
    except OSError:
        return False
