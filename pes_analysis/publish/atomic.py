"""Files that are either the old ones or the new ones, never half-written."""

import os
import tempfile
from pathlib import Path


def write_atomically(path: Path, data: bytes, mode: int = 0o644) -> bool:
    """Write a file in one step, and only if its content changes.

    Parameters
    ----------
    path : Path
        The file; missing folders are made.
    data : bytes
        Its whole content.
    mode : int
        Who may read it: everyone, unless told.

    Returns
    -------
    bool
        True when the file was written, False when it already had this content.

    Examples
    --------
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "a" / "b.txt"
    ...     write_atomically(path, b"x"), write_atomically(path, b"x"), path.read_bytes()
    (True, False, b'x')
    """
    if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            # Else a machine that loses power may be left with the new name on an empty file.
            os.fsync(stream.fileno())
        # mkstemp makes files for the owner alone; what is published is for everyone to read.
        part.chmod(mode)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return True
