"""When a report need not be made again: keys over everything its content depends on."""

import json
import platform
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from pathlib import Path

import pes_analysis
from pes_analysis.publish.libraries import versions
from pes_analysis.publish.notebook import notebook_path, read_cells
from pes_analysis.publish.plan import Plan

PACKAGE = Path(pes_analysis.__file__).parent
# Of publish/, only these have a say in what an executed notebook holds; the rest comes after it. Which engine
# ran it is no part of a key, as all give the same bytes: tests/publish/engine/test_same_outputs.py.
_EXECUTION = frozenset(
    {f"{name}.py" for name in ("execute", "finished", "kernel", "notebook", "pool", "worker")} | {"engine"}
)
_LEFT_OUT = frozenset({"__pycache__", ".mypy_cache", ".ruff_cache"})


def digest_of(*parts: str | bytes) -> str:
    """Digest a sequence of parts; where one part ends and the next begins counts too.

    Examples
    --------
    >>> digest_of("ab", "c") == digest_of("a", "bc")
    False
    >>> len(digest_of("x"))
    40
    """
    whole = blake2b(digest_size=20)
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        whole.update(len(data).to_bytes(8, "big"))
        whole.update(data)
    return whole.hexdigest()


def files_below(path: Path) -> list[Path]:
    """List the files of a folder in a fixed order, or a file itself; caches of tools are left out."""
    if path.is_file():
        return [path]
    found: list[Path] = []
    for entry in sorted(path.iterdir()):
        if entry.is_dir():
            if entry.name not in _LEFT_OUT:
                found.extend(files_below(entry))
        else:
            found.append(entry)
    return found


def digest_files(files: Iterable[Path], base: Path) -> str:
    """Digest names and contents of files.

    Parameters
    ----------
    files : iterable of Path
        The files, in a fixed order.
    base : Path
        The folder their names are taken from, so that a project may be moved. A file elsewhere counts
        with its bare name.
    """
    parts: list[str | bytes] = []
    for path in files:
        name = path.relative_to(base) if path.is_relative_to(base) else Path(path.name)
        parts += [name.as_posix(), path.read_bytes()]
    return digest_of(*parts)


def code_digest(inputs: Iterable[Path] = ()) -> str:
    """Digest the code that an executed notebook depends on.

    Parameters
    ----------
    inputs : iterable of Path
        Files and folders that are digested as data; where they lie in the package they are left out here.

    Returns
    -------
    str
        A digest of the package below ``publish/`` and of the versions of Python and the libraries.
    """
    data = {file for path in inputs for file in files_below(path)}
    files = []
    for path in files_below(PACKAGE):
        first, *rest = path.relative_to(PACKAGE).parts
        publishes = first == "cli.py" or (first == "publish" and rest[0] not in _EXECUTION)
        if not publishes and path not in data:
            files.append(path)
    return digest_of(digest_files(files, PACKAGE), platform.python_version(), *versions())


def publish_digest() -> str:
    """Digest the code that turns executed notebooks into pages, and the versions of its libraries."""
    return digest_of(digest_files(files_below(PACKAGE / "publish"), PACKAGE), *versions())


def data_digest(inputs: Iterable[Path]) -> str:
    """Digest the tables and parameters of an edition.

    Parameters
    ----------
    inputs : iterable of Path
        Files and folders.

    Notes
    -----
    Every report of an edition depends on the whole of it for now. To make a report depend on its own
    slice, give :func:`job_keys` a digest for each job instead of this one.
    """
    return digest_of(*(digest_files(files_below(path), path.parent) for path in inputs))


def notebook_digest(path: Path) -> str:
    """Digest what a notebook says: kinds, sources and tags of its cells, not its metadata or outputs."""
    parts = [
        [cell["cell_type"], cell["source"], cell["metadata"].get("tags", [])] for cell in read_cells(path)
    ]
    return digest_of(json.dumps(parts, ensure_ascii=False))


def job_keys(plan: Plan, notebooks: Path, inputs: Iterable[Path]) -> Mapping[str, str]:
    """Give each job of a plan the key of what it makes.

    Parameters
    ----------
    plan : Plan
        The jobs.
    notebooks : Path
        The project's ``notebooks/``.
    inputs : iterable of Path
        Where the edition's figures come from.

    Returns
    -------
    Mapping of str to str
        Targets to keys. Two jobs have the same key only if they make the same executed notebook.

    Raises
    ------
    PesError
        When a notebook of the plan is missing or broken.
    """
    inputs = tuple(inputs)
    shared = digest_of(code_digest(inputs), data_digest(inputs))
    digests = {
        name: notebook_digest(notebook_path(notebooks, name))
        for name in sorted({job.notebook for job in plan.jobs})
    }
    return {
        job.target: digest_of(
            shared, job.notebook, digests[job.notebook], json.dumps(dict(job.parameters), sort_keys=True)
        )
        for job in plan.jobs
    }
