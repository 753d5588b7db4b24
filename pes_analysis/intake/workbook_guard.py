"""The archive of a workbook, judged before any part of it is unpacked."""

import io
import re
import zipfile
from pathlib import Path

from pes_analysis.intake.workbook_refusals import Refusal, WorkbookRefusedError

MEGABYTE = 1_000_000
MOST_BYTES = 10 * MEGABYTE
MOST_UNPACKED = 100 * MEGABYTE
MOST_PARTS = 500
MOST_GROWTH = 200
WORKBOOK_PART = "xl/workbook.xml"

_ZIP_START = b"PK\x03\x04"
_ENTRY_SIGNATURE = b"PK\x01\x02"
_OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# How a compound file names the stream that holds an encrypted workbook.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ENCRYPTED_ENTRY = 0x1
# LZMA and others may ask for gigabytes of dictionary; no spreadsheet writes them.
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_UNSAFE_NAME = re.compile(r"^[/\\]|^[A-Za-z]:|(^|[/\\])\.\.([/\\]|$)|\\|[\x00-\x1f\x7f]")
_FORBIDDEN_PARTS = (
    (re.compile(r"vba|xl/macrosheets/|xl/dialogsheets/"), "with_macros"),
    (re.compile(r"xl/(externallinks/|querytables/|connections\.xml|model/|webextensions/)"), "with_links"),
    (re.compile(r"xl/(embeddings|activex|ctrlprops)/"), "with_objects"),
)


def read_guarded(path: Path) -> bytes:
    """Read the bytes of a workbook whose archive is safe to unpack.

    The file name, the first bytes and the list of parts are enough for this; nothing is unpacked.
    What is inside the parts is judged by `pes_analysis.intake.workbook_scan`.

    Parameters
    ----------
    path : Path
        A file that came from outside.

    Returns
    -------
    bytes
        The whole file, at most 10 MB: what was judged is what will be read.

    Raises
    ------
    WorkbookRefusedError
        When it is no ``.xlsx``, is too large, encrypted, damaged, or could grow without bounds; when
        it holds macros, links to other files, or embedded objects.
    """
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= MOST_BYTES else b""
    except (OSError, ValueError) as error:  # ValueError: a NUL byte in the path
        raise WorkbookRefusedError(path.name, Refusal("cannot_be_read")) from error
    if size > MOST_BYTES:
        raise WorkbookRefusedError(path.name, _limited("too_large", f"{MOST_BYTES // MEGABYTE} MB"))
    refusal = _of_file(path.suffix.lower(), data) or _of_archive(data)
    if refusal is not None:
        raise WorkbookRefusedError(path.name, refusal)
    return data


def _limited(rule: str, limit: object) -> Refusal:
    return Refusal(rule, limit=str(limit))


def _of_file(extension: str, data: bytes) -> Refusal | None:
    if not data:
        return Refusal("empty_file")
    if data.startswith(_OLE_START):
        return Refusal("with_password" if _ENCRYPTED in data else "old_workbook")
    if extension in (".xlsm", ".xltm", ".xlam"):
        return Refusal("with_macros")
    if extension != ".xlsx" or not data.startswith(_ZIP_START):
        return Refusal("another_format")
    return None


def _of_archive(data: bytes) -> Refusal | None:
    # Counted in the bytes: opening an archive makes an object for each of perhaps 200,000 entries.
    if data.count(_ENTRY_SIGNATURE) > MOST_PARTS:
        return _limited("too_many_parts", MOST_PARTS)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return Refusal("damaged", part="zip")
    return _of_sizes(parts, len(data)) or _of_names(parts)


def _of_sizes(parts: list[zipfile.ZipInfo], packed: int) -> Refusal | None:
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MOST_UNPACKED:
        return _limited("unpacks_too_large", f"{MOST_UNPACKED // MEGABYTE} MB")
    if unpacked > MOST_GROWTH * packed:
        return _limited("packed_too_tightly", MOST_GROWTH)
    for part in parts:
        if part.flag_bits & _ENCRYPTED_ENTRY:
            return Refusal("with_password")
        if part.compress_type not in _METHODS:
            return Refusal("damaged", part=part.filename)
    return None


def _of_names(parts: list[zipfile.ZipInfo]) -> Refusal | None:
    seen: set[str] = set()
    for part in parts:
        # A zip entry may carry a second name after a NUL, which other readers would see.
        if _UNSAFE_NAME.search(part.orig_filename):
            return Refusal("unsafe_part", part=part.orig_filename)
        name = part.filename.casefold()
        if name in seen:
            return Refusal("doubled_part", part=part.filename)
        seen.add(name)
        for pattern, rule in _FORBIDDEN_PARTS:
            if pattern.search(name):
                return Refusal(rule, part=part.filename)
    if WORKBOOK_PART not in seen:
        return Refusal("another_format")
    return None
