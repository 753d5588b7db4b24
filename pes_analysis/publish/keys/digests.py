"""Digests of what reports depend on: files, the package and its libraries, notebooks."""

import json
import os
import platform
from collections.abc import Iterable, Iterator, Set
from hashlib import blake2b
from pathlib import Path

import pes_analysis
from pes_analysis.publish.keys.libraries import versions
from pes_analysis.publish.running.notebook import read_cells

PACKAGE = Path(pes_analysis.__file__).parent
# Of publish/, only what runs notebooks has a say in what they hold; the rest comes after it. Which engine ran
# one is no part of a key, as all give the same bytes: tests/publish/running/engine/test_same_outputs.py.
_RUNNING = "running"
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


def files_below(path: Path, without: Set[str] = frozenset(), hidden: tuple[str, ...] = ()) -> list[Path]:
    """List the files of a folder in a fixed order, or a file itself; caches of tools are left out.

    Parameters
    ----------
    path : Path
        The folder or file.
    without : set of str
        Names from the folder, of files to leave out.
    hidden : tuple of str
        How names begin, in the folder itself, of files and folders to leave out.
    """
    return [path] if path.is_file() else list(_below(path, "", without, hidden))


def _below(folder: Path, start: str, without: Set[str], hidden: tuple[str, ...] = ()) -> Iterator[Path]:
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.name.startswith(hidden):
                continue
            if not entry.is_dir():
                # A path takes ten times as long to make as a name, and of some folders most are left out.
                if f"{start}{entry.name}" not in without:
                    yield folder / entry.name
            elif entry.name not in _LEFT_OUT:
                yield from _below(folder / entry.name, f"{start}{entry.name}/", without)


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
        publishes = first == "cli.py" or (first == "publish" and rest[0] != _RUNNING)
        if not publishes and path not in data:
            files.append(path)
    return digest_of(digest_files(files, PACKAGE), platform.python_version(), *versions())


def publish_digest() -> str:
    """Digest the code that turns executed notebooks into pages, and the versions of its libraries."""
    return digest_of(digest_files(files_below(PACKAGE / "publish"), PACKAGE), *versions())


def notebook_digest(path: Path) -> str:
    """Digest what a notebook says: kinds, sources and tags of its cells, not its metadata or outputs."""
    parts = [
        [cell["cell_type"], cell["source"], cell["metadata"].get("tags", [])] for cell in read_cells(path)
    ]
    return digest_of(json.dumps(parts, ensure_ascii=False))
