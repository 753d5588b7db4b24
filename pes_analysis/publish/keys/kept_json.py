"""What a build notes for the next one: read back only when it is just what was written."""

import json
from pathlib import Path
from typing import Any

from pes_analysis.publish.atomic import write_atomically
from pes_analysis.publish.keys.digests import digest_of


def write_kept(path: Path, content: Any) -> None:
    """Note something, with a digest by which damage is noticed.

    Parameters
    ----------
    path : Path
        The file.
    content : Any
        What JSON can hold.
    """
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    write_atomically(path, f"{digest_of(body)}\n".encode() + body)


def read_kept(path: Path) -> Any:
    """Read what was noted; None when nothing was, or the file is damaged or something else's.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "noted"
    ...     write_kept(path, {"a": 1})
    ...     whole = read_kept(path)
    ...     _ = path.write_bytes(path.read_bytes().replace(b"1", b"2"))
    ...     whole, read_kept(path)
    ({'a': 1}, None)
    """
    try:
        head, _, body = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    return json.loads(body) if head.decode("ascii", "replace") == digest_of(body) else None
