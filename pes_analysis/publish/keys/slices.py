"""Rows of tables by organisation, as digests: what changed of whom, without opening an edition."""

import codecs
import csv
import io
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pes_analysis.protect.errors import PesError
from pes_analysis.publish.atomic import write_atomically
from pes_analysis.publish.keys.digests import digest_of
from pes_analysis.publish.keys.file_digests import FileDigests
from pes_analysis.publish.planning.plain_rows import read_rows

ORGANISATION = "organisation_id"
_OBSERVATIONS = "observations"
# What only the card of the organisation itself shows.
_OWN_WORDS = frozenset({"comments", "plans"})
_CODE = digest_of(Path(__file__).read_bytes())
# Lines one after the other that have the same first cell.
_RUN = re.compile(rb"\n([^,\n]+)(?:,[^\n]*)?(?:\n\1(?:,[^\n]*)?(?=\n|\Z))*")
_NEEDS_QUOTES = re.compile('[",\r\n]')


@dataclass(frozen=True)
class TableSlices:
    """One table of organisations, organisation by organisation.

    Parameters
    ----------
    rows : Mapping of str to str
        Organisations to digests of their rows; the table's header counts in each.
    noted : Mapping of str to dict
        Organisations to what stands in the rows of the variables asked about: ``"value state"``.
    """

    rows: Mapping[str, str]
    noted: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def slice_table(
    path: Path,
    noted: frozenset[str] = frozenset(),
    cache: Path | None = None,
    stem: str = "",
    digests: FileDigests | None = None,
) -> TableSlices:
    """Digest the rows of a table by organisation.

    Parameters
    ----------
    path : Path
        UTF-8, columns separated by commas, a column ``organisation_id`` among them.
    noted : frozenset of str
        Variables whose rows are to be given as they stand.
    cache : Path, optional
        A folder that keeps what was found for files that have not changed since: reading rows takes ten
        times as long as reading bytes.
    stem : str
        What the names of other variables to be given begin with; empty for none.
    digests : FileDigests, optional
        What is known of files: a table that stayed as it is is not even read.

    Returns
    -------
    TableSlices

    Raises
    ------
    PesError
        When the table cannot be read.
    """
    if cache is None:
        return sliced(path.name, path.read_bytes(), noted, stem)
    asked = (_CODE, *sorted(noted), stem)
    kept = cache / f"{digest_of((digests or FileDigests()).of(path), *asked)}.json"
    try:
        found = TableSlices(**json.loads(kept.read_bytes()))
    except (FileNotFoundError, ValueError, TypeError):
        pass
    else:
        kept.touch()
        return found
    # Somebody may have saved the file since its digest was taken: what is kept is kept under its own.
    content = path.read_bytes()
    found = sliced(path.name, content, noted, stem)
    record = {"rows": found.rows, "noted": found.noted}
    kept = cache / f"{digest_of(digest_of(content), *asked)}.json"
    write_atomically(kept, json.dumps(record, ensure_ascii=False).encode())
    return found


def sliced(name: str, content: bytes, noted: frozenset[str] = frozenset(), stem: str = "") -> TableSlices:
    """Digest the rows of a table that was read, as `slice_table` does.

    Parameters
    ----------
    name : str
        What messages call the table.
    content : bytes
        The table.
    noted, stem
        As in `slice_table`.
    """
    plain = content.removeprefix(codecs.BOM_UTF8).replace(b"\r\n", b"\n")
    return _plain(plain, noted, stem) if _is_plain(plain, noted) else _quoted(name, content, noted, stem)


def _is_plain(content: bytes, noted: frozenset[str]) -> bool:
    """Tell whether a line is a row, commas part cells, and the columns asked about come first."""
    first = f"{ORGANISATION},variable,value,state" if noted else ORGANISATION
    begins = content.startswith((f"{first},".encode(), f"{first}\n".encode()))
    return begins and not any(sign in content for sign in (b'"', b"\r", b"\n,", b"\0")) and _is_text(content)


def _is_text(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def _plain(content: bytes, noted: frozenset[str], stem: str) -> TableSlices:
    """Digest runs of lines that begin alike: ten times as fast as taking rows apart."""
    header, _, _ = content.partition(b"\n")
    runs: dict[bytes, list[bytes]] = {}
    for run in _RUN.finditer(content, len(header)):
        runs.setdefault(run[1], []).append(run[0][1:])
    found: dict[str, dict[str, str]] = {}
    if noted:
        names = "|".join([*map(re.escape, sorted(noted)), *([f"{re.escape(stem)}[^,\n]*"] if stem else [])])
        asked = re.compile(f"\n([^,\n]+),({names}),([^,\n]*),([^,\n]*)".encode())
        for match in asked.finditer(content, len(header)):
            one, variable, value, state = (part.decode() for part in match.groups())
            found.setdefault(one, {})[variable] = f"{value} {state}"
    return TableSlices({one.decode(): _digest(header, rows) for one, rows in runs.items()}, found)


def _quoted(name: str, content: bytes, noted: frozenset[str], stem: str) -> TableSlices:
    parts: dict[str, list[bytes]] = {}
    found: dict[str, dict[str, str]] = {}
    try:
        # Spreadsheets put a mark before the first column's name.
        table = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
        header = next(table, [])
        at = header.index(ORGANISATION)
        named = [header.index(column) for column in ("variable", "value", "state")] if noted else []
        for row in table:
            if not row:
                continue
            one = row[at]
            parts.setdefault(one, []).append(_line(row))
            if named and (row[named[0]] in noted or (stem and row[named[0]].startswith(stem))):
                variable, value, state = (row[place] for place in named)
                found.setdefault(one, {})[variable] = f"{value} {state}"
    except (UnicodeDecodeError, csv.Error, ValueError, IndexError) as problem:
        raise PesError(
            f"{name}: tabeli nie da się odczytać ({problem}). Zapisz ją jako CSV w UTF-8.",
            f"{name}: the table cannot be read ({problem}). Save it as CSV in UTF-8.",
        ) from problem
    return TableSlices({one: _digest(_line(header), rows) for one, rows in parts.items()}, found)


def _line(row: list[str]) -> bytes:
    """Write a row as a line that no other row has: quotes only where they are needed."""
    cells = (
        f'"{cell.replace(chr(34), chr(34) * 2)}"' if _NEEDS_QUOTES.search(cell) else cell for cell in row
    )
    return ",".join(cells).encode()


def _digest(header: bytes, lines: list[bytes]) -> str:
    return digest_of(header, b"\n".join(lines))


@dataclass(frozen=True)
class OrganisationSlices:
    """The tables of an edition's organisations, organisation by organisation.

    Parameters
    ----------
    entities : Mapping of str to dict
        Rows of ``entities.csv``.
    figures : Mapping of str to str
        Digests of what others may read of an organisation: its row in the register and its observations
        up to the edition's year.
    returned : Mapping of str to str
        The same with its returns, and what was repaired in them or is wrong.
    own : Mapping of str to str
        Digests of all that its own card reads: its comments and plans, too.
    noted : Mapping of str to dict
        Noted variables of the edition's year to ``"value state"``; empty for an organisation without any.
        One without figures of that year is not there.
    sources : str
        Digest of the sources.
    """

    entities: Mapping[str, Mapping[str, str]]
    figures: Mapping[str, str]
    returned: Mapping[str, str]
    own: Mapping[str, str]
    noted: Mapping[str, Mapping[str, str]]
    sources: str

    @property
    def register(self) -> str:
        """Digest of who there is."""
        return digest_of(json.dumps(list(self.entities.items()), ensure_ascii=False))


def slice_organisations(
    folders: Iterable[Path],
    year: int,
    noted: frozenset[str],
    cache: Path | None = None,
    stem: str = "",
    digests: FileDigests | None = None,
) -> OrganisationSlices:
    """Digest the tables of organisations.

    Parameters
    ----------
    folders : iterable of Path
        As ``pes import`` writes them; no organisation is in two of them.
    year : int
        Observations of later years are read by no page.
    noted : frozenset of str
        Variables to give as they stand.
    cache : Path, optional
        As in `slice_table`.
    stem : str
        As in `slice_table`.
    digests : FileDigests, optional
        As in `slice_table`.
    """
    entities: dict[str, Mapping[str, str]] = {}
    figures: dict[str, str] = {}
    returned: dict[str, str] = {}
    own: dict[str, str] = {}
    of_year: dict[str, Mapping[str, str]] = {}
    sources = []
    for folder in folders:
        register = {row[ORGANISATION]: row for row in _rows(folder / "entities.csv")}
        entities |= register
        observed = [
            (path.stem, slice_table(path, noted, cache, stem, digests))
            if path.stem == str(year)
            else (path.stem, slice_table(path, cache=cache, digests=digests))
            for path in sorted((folder / _OBSERVATIONS).glob("*.csv"))
            if not path.stem.isdecimal() or int(path.stem) <= year
        ]
        beside = [
            (path.stem, slice_table(path, cache=cache, digests=digests))
            for path in sorted(folder.glob("*.csv"))
            if path.stem not in ("entities", "sources")
        ]
        words = [(name, table) for name, table in beside if name in _OWN_WORDS]
        others = [(name, table) for name, table in beside if name not in _OWN_WORDS]
        for one, row in register.items():
            figures[one] = digest_of(json.dumps(row, ensure_ascii=False), *_of(observed, one))
            returned[one] = digest_of(figures[one], *_of(others, one))
            own[one] = digest_of(returned[one], *_of(words, one))
        for name, table in observed:
            if name == str(year):
                of_year |= {one: table.noted.get(one, {}) for one in table.rows}
        path = folder / "sources.csv"
        sources.append(path.read_bytes() if path.is_file() else b"")
    return OrganisationSlices(entities, figures, returned, own, of_year, digest_of(*sources))


def _of(tables: list[tuple[str, TableSlices]], one: str) -> list[str]:
    return [part for name, table in tables if one in table.rows for part in (name, table.rows[one])]


def _rows(path: Path) -> list[dict[str, str]]:
    return read_rows(path, (ORGANISATION, "type", "place", "founding_year"))
