"""A new folder takes the old one's place in one step, so that a reader never meets half a folder."""

import ctypes
import errno
import os
import shutil
import sys
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_NO_EXCHANGE = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}


def staging(folder: Path) -> Path:
    """Name the folder in which the next one is put together, beside the one it replaces.

    Examples
    --------
    >>> staging(Path("reports/_site")).name
    '_site.pes-new'
    """
    return folder.with_name(f"{folder.name}.pes-new")


def _retired(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.pes-old")


def recover(folder: Path) -> None:
    """Undo what a killed program left: put a folder that was set aside back, clear what was half done.

    Parameters
    ----------
    folder : Path
        The folder in use, with links followed.
    """
    retired = _retired(folder)
    if retired.exists() and not folder.exists():
        retired.rename(folder)
    for leftover in (retired, staging(folder)):
        _remove(leftover)


def has_leftovers(folder: Path) -> bool:
    """Tell whether a killed program left something beside a folder that :func:`recover` would undo."""
    return any(os.path.lexists(one) for one in (_retired(folder), staging(folder)))


def _remove(folder: Path) -> None:
    # A link is taken away alone: what it leads to is not ours to delete.
    if folder.is_symlink():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)


def exchange(first: Path, second: Path) -> bool:
    """Exchange two folders in one step, where the system can.

    Parameters
    ----------
    first, second : Path
        Two existing folders of one file system.

    Returns
    -------
    bool
        False, with nothing changed, where the system or the file system has no such step.

    Raises
    ------
    OSError
        When the step exists and fails.
    """
    if sys.platform != "linux":
        return False
    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if call is None:
        return False
    if call(_AT_FDCWD, os.fsencode(first), _AT_FDCWD, os.fsencode(second), _RENAME_EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in _NO_EXCHANGE:
        return False
    raise OSError(number, os.strerror(number), str(first), None, str(second))


def swap_in(folder: Path) -> None:
    """Put the folder from :func:`staging` in the place of the one in use.

    Parameters
    ----------
    folder : Path
        The folder in use, with links followed: of a link, the link alone would be exchanged. It need
        not exist yet.

    Notes
    -----
    On Linux the two folders are exchanged in one step. Elsewhere there are two renames; a program
    killed between them leaves the old folder whole under another name, and :func:`recover` puts it back.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     site = Path(folder) / "_site"
    ...     for text in ("old", "new"):
    ...         staging(site).mkdir()
    ...         _ = (staging(site) / "index.html").write_text(text)
    ...         swap_in(site)
    ...     (site / "index.html").read_text(), [path.name for path in Path(folder).iterdir()]
    ('new', ['_site'])
    """
    new, retired = staging(folder), _retired(folder)
    if not folder.exists():
        new.rename(folder)
        return
    if exchange(new, folder):
        _remove(new)
        return
    folder.rename(retired)
    new.rename(folder)
    _remove(retired)
