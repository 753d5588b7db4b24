"""Rows of tables by organisation, as digests: what changed of whom, without opening an edition."""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pes_analysis.protect.errors import PesError
from pes_analysis.publish.atomic import write_atomically
from pes_analysis.publish.keys import digest_of
from pes_analysis.publish.plain_rows import read_rows

ORGANISATION = "organisation_id"
_OBSERVATIONS = "observations"


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
    path: Path, noted: frozenset[str] = frozenset(), cache: Path | None = None, stem: str = ""
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

    Returns
    -------
    TableSlices

    Raises
    ------
    PesError
        When the table cannot be read.
    """
    content = path.read_bytes()
    kept = None
    if cache is not None:
        code = Path(__file__).read_bytes()
        kept = cache / f"{digest_of(code, content, *sorted(noted), stem)}.json"
        try:
            found = TableSlices(**json.loads(kept.read_bytes()))
        except (FileNotFoundError, ValueError, TypeError):
            pass
        else:
            kept.touch()
            return found
    sliced = _sliced(path, content, noted, stem)
    if kept is not None:
        record = {"rows": sliced.rows, "noted": sliced.noted}
        write_atomically(kept, json.dumps(record, ensure_ascii=False).encode())
    return sliced


def _sliced(path: Path, content: bytes, noted: frozenset[str], stem: str) -> TableSlices:
    parts: dict[str, list[str]] = {}
    found: dict[str, dict[str, str]] = {}
    try:
        # Spreadsheets put a mark before the first column's name.
        table = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
        header = next(table, [])
        at = header.index(ORGANISATION)
        named = [header.index(name) for name in ("variable", "value", "state")] if noted else []
        for row in table:
            if not row:
                continue
            one = row[at]
            parts.setdefault(one, []).append("\0".join(row))
            if named and (row[named[0]] in noted or (stem and row[named[0]].startswith(stem))):
                variable, value, state = (row[place] for place in named)
                found.setdefault(one, {})[variable] = f"{value} {state}"
    except (UnicodeDecodeError, csv.Error, ValueError, IndexError) as problem:
        raise PesError(
            f"{path.name}: tabeli nie da się odczytać ({problem}). Zapisz ją jako CSV w UTF-8.",
            f"{path.name}: the table cannot be read ({problem}). Save it as CSV in UTF-8.",
        ) from problem
    first = ",".join(header)
    return TableSlices({one: digest_of(first, *rows) for one, rows in parts.items()}, found)


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
    own : Mapping of str to str
        Digests of all that its own card reads: returns, repairs, problems, comments and plans, too.
    noted : Mapping of str to dict
        Noted variables of the edition's year to ``"value state"``; empty for an organisation without any.
        One without figures of that year is not there.
    sources : str
        Digest of the sources.
    """

    entities: Mapping[str, Mapping[str, str]]
    figures: Mapping[str, str]
    own: Mapping[str, str]
    noted: Mapping[str, Mapping[str, str]]
    sources: str

    @property
    def register(self) -> str:
        """Digest of who there is."""
        return digest_of(json.dumps(list(self.entities.items()), ensure_ascii=False))


def slice_organisations(
    folders: Iterable[Path], year: int, noted: frozenset[str], cache: Path | None = None, stem: str = ""
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
    """
    entities: dict[str, Mapping[str, str]] = {}
    figures: dict[str, str] = {}
    own: dict[str, str] = {}
    of_year: dict[str, Mapping[str, str]] = {}
    sources = []
    for folder in folders:
        register = {row[ORGANISATION]: row for row in _rows(folder / "entities.csv")}
        entities |= register
        observed = [
            (path.stem, slice_table(path, noted, cache, stem))
            if path.stem == str(year)
            else (path.stem, slice_table(path, cache=cache))
            for path in sorted((folder / _OBSERVATIONS).glob("*.csv"))
            if not path.stem.isdecimal() or int(path.stem) <= year
        ]
        beside = [
            (path.stem, slice_table(path, cache=cache))
            for path in sorted(folder.glob("*.csv"))
            if path.stem not in ("entities", "sources")
        ]
        for one, row in register.items():
            figures[one] = digest_of(json.dumps(row, ensure_ascii=False), *_of(observed, one))
            own[one] = digest_of(figures[one], *_of(beside, one))
        for name, table in observed:
            if name == str(year):
                of_year |= {one: table.noted.get(one, {}) for one in table.rows}
        path = folder / "sources.csv"
        sources.append(path.read_bytes() if path.is_file() else b"")
    return OrganisationSlices(entities, figures, own, of_year, digest_of(*sources))


def _of(tables: list[tuple[str, TableSlices]], one: str) -> list[str]:
    return [part for name, table in tables if one in table.rows for part in (name, table.rows[one])]


def _rows(path: Path) -> list[dict[str, str]]:
    return read_rows(path, (ORGANISATION, "type", "place", "founding_year"))
