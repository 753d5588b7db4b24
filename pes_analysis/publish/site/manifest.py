"""What a build put into the Quarto project, and what a finished site was made from."""

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from pes_analysis.protect.errors import PesError
from pes_analysis.publish.atomic import write_atomically
from pes_analysis.publish.keys.digests import digest_of

SITE_RECORD = "build.json"
MADE_BY = "pes-analysis"


@dataclass(frozen=True)
class Generated:
    """A notebook that the build put into the Quarto project.

    Parameters
    ----------
    key : str
        The key of its content.
    source : str
        The notebook it was executed from.
    bytes : int
        Its size.
    renderer : str
        What made a page of it.
    when : str
        The moment it was put there, in UTC.
    front : str
        Digest of its front matter, which is no part of the key.
    digests : Mapping of str to str
        It and the files beside it, and digests of their contents.
    """

    key: str
    source: str
    bytes: int
    renderer: str
    when: str
    front: str
    digests: Mapping[str, str]


def read_manifest(path: Path) -> dict[str, Generated]:
    """Read which notebooks of the Quarto project are generated.

    Parameters
    ----------
    path : Path
        The project's manifest; when there is none, nothing is generated.

    Returns
    -------
    dict of str to Generated
        Targets to what is known of them.
    """
    pages = _read(path).get("pages")
    if not isinstance(pages, dict) or not all(_has_fields(entry, Generated) for entry in pages.values()):
        # Written by another version of this package: it says nothing of what this one put there.
        return {}
    return {target: Generated(**entry) for target, entry in pages.items()}


def write_manifest(path: Path, pages: Mapping[str, Generated]) -> None:
    """Write which notebooks of the Quarto project are generated."""
    _note(path, {"pages": {target: vars(page) for target, page in sorted(pages.items())}})


@dataclass(frozen=True)
class SiteRecord:
    """What a finished site says of itself: nothing that differs between two builds of the same.

    Parameters
    ----------
    key : str
        The key of the whole site.
    edition : str
        The edition's name.
    renderer : str
        What rendered it, with its version.
    pages : Mapping of str to str
        Targets of generated notebooks to their keys.
    files : Mapping of str to str
        Every other file of the site and the digest of its content.
    made_by : str
        Tells a site from a folder that holds something else.
    """

    key: str
    edition: str
    renderer: str
    pages: Mapping[str, str]
    files: Mapping[str, str]
    made_by: str = MADE_BY


def read_site_record(site: Path, kept_at: Path | None = None) -> SiteRecord | None:
    """Read what a site was made from.

    Parameters
    ----------
    site : Path
        The folder of a site.
    kept_at : Path, optional
        Where its record is kept when not in the site itself.

    Returns
    -------
    SiteRecord or None
        None when there is no site that this version of the package can read about.
    """
    stored = _read(kept_at or site / SITE_RECORD)
    readable = stored.get("made_by") == MADE_BY and _has_fields(stored, SiteRecord)
    return SiteRecord(**stored) if readable and isinstance(stored["files"], dict) else None


def holds_site(site: Path) -> bool:
    """Tell whether a folder holds a site that some version of this package made.

    Parameters
    ----------
    site : Path
        Any folder.
    """
    return _read(site / SITE_RECORD).get("made_by") == MADE_BY


def write_site_record(
    site: Path,
    key: str,
    edition: str,
    renderer: str,
    pages: Mapping[str, str],
    kept_at: Path | None = None,
    known: Mapping[str, str] | None = None,
) -> SiteRecord:
    """Write what a site was made from, when everything else is in it.

    Digests of files that are known need not be taken by reading them once more.
    A record that is kept elsewhere leaves only the mark of its maker in the site: it names every file,
    and the addresses of private cards are not for everyone.
    """
    digests = known or {}
    files = {name: digests.get(name) or _digest(site / name) for name in site_files(site)}
    record = SiteRecord(key, edition, renderer, dict(sorted(pages.items())), files)
    if kept_at is not None:
        _write(site / SITE_RECORD, {"made_by": MADE_BY})
    _write(kept_at or site / SITE_RECORD, asdict(record))
    return record


def site_files(site: Path) -> Iterable[str]:
    """List the files of a site but its record, in a fixed order."""
    start = len(f"{os.fspath(site)}{os.sep}")
    names = (f"{folder}{os.sep}{name}"[start:] for folder, _, files in os.walk(site) for name in files)
    return sorted(name for one in names if (name := one.replace(os.sep, "/")) != SITE_RECORD)


def is_intact(site: Path, record: SiteRecord) -> bool:
    """Tell whether all files of a site are there as they were made.

    Parameters
    ----------
    site : Path
        The folder of the site.
    record : SiteRecord
        What it says of itself.
    """
    try:
        return all(_digest(site / name) == digest for name, digest in record.files.items())
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return False


def note_moments(site: Path, record: SiteRecord, path: Path) -> None:
    """Note sizes and times of the files of a site just made, for `is_untouched`."""
    _note(path, {"site": str(site), "key": record.key, "files": _moments(site, record)})


def is_untouched(site: Path, record: SiteRecord, path: Path) -> bool:
    """Tell whether nobody has written to a site since it was made: far faster than reading all of it.

    Parameters
    ----------
    site : Path
        The folder of the site.
    record : SiteRecord
        What it says of itself.
    path : Path
        Where `note_moments` noted its files.

    Returns
    -------
    bool
        False also when nothing is noted of this very site.
    """
    noted = _read(path)
    if (noted.get("site"), noted.get("key")) != (str(site), record.key):
        return False
    try:
        return noted.get("files") == _moments(site, record)
    except OSError:
        return False


def untouched_files(site: Path, record: SiteRecord, path: Path) -> dict[str, str]:
    """Give the files of a site that nobody has written to since it was made, and their digests.

    Parameters
    ----------
    site, record, path
        As in `is_untouched`.
    """
    noted = _read(path)
    if (noted.get("site"), noted.get("key")) != (str(site), record.key):
        return {}
    moments = noted.get("files", {})
    found = {}
    for name, digest in record.files.items():
        try:
            untouched = moments.get(name) == _moment(f"{site}/{name}")
        except OSError:
            untouched = False
        if untouched:
            found[name] = digest
    return found


def _moments(site: Path, record: SiteRecord) -> dict[str, list[int]]:
    start = os.fspath(site)
    return {name: _moment(f"{start}/{name}") for name in record.files}


def _moment(name: str) -> list[int]:
    status = os.lstat(name)
    return [status.st_size, status.st_mtime_ns]


def _digest(path: Path) -> str:
    return digest_of(path.read_bytes())


def _has_fields(stored: object, kind: type[Generated | SiteRecord]) -> bool:
    return isinstance(stored, dict) and stored.keys() == _FIELDS[kind]


_FIELDS = {kind: {one.name for one in fields(kind)} for kind in (Generated, SiteRecord)}


def _read(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except ValueError as problem:
        raise PesError(
            f"Pliku {path.name} nie da się odczytać ({problem}). Usuń go i powtórz polecenie.",
            f"The file {path.name} cannot be read ({problem}). Delete it and run the command again.",
        ) from problem
    return content if isinstance(content, dict) else {}


def _write(path: Path, content: Mapping[str, Any]) -> None:
    write_atomically(path, f"{json.dumps(content, ensure_ascii=False, indent=1)}\n".encode())


def _note(path: Path, content: Mapping[str, Any]) -> None:
    """Write what nobody reads but the next build: without line breaks, in a tenth of the time."""
    write_atomically(path, json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode())
