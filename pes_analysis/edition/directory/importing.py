"""Entries taken into the directory of an edition: what is new, what is replaced, what is kept out."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from pes_analysis.edition.directory.directory import Directory
from pes_analysis.edition.directory.duplicates import duplicates
from pes_analysis.edition.directory.taking_in import with_entries
from pes_analysis.intake.directory_columns import COLUMNS
from pes_analysis.intake.directory_entries import Entry, EntryFile
from pes_analysis.intake.directory_findings import finding
from pes_analysis.intake.return_findings import Place, ReturnFinding, in_order_of_file
from pes_analysis.protect.escape import filename

LONGEST_ID = 56
MOST_DIFFERENCES = 5
_COMPARED = ("name", "type", "teryt", "commune", "phone", "email", "regon", "krs")
_REASONS = {
    "regon": ("ten sam REGON", "the same REGON number"),
    "krs": ("ten sam KRS", "the same KRS number"),
    "phone": ("ten sam telefon", "the same phone"),
    "email": ("ten sam adres e-mail", "the same e-mail address"),
    "name": ("prawie ta sama nazwa w tym samym miejscu", "nearly the same name in the same place"),
}


@dataclass(frozen=True, eq=False)
class DirectoryImport:
    """What an import would do.

    Attributes
    ----------
    directory : Directory
        With the entries that were taken.
    findings : tuple of ReturnFinding
        Of all files, file by file.
    added, replaced, kept_out : int
        Entries.
    """

    directory: Directory
    findings: tuple[ReturnFinding, ...]
    added: int
    replaced: int
    kept_out: int


@dataclass
class _Taking:
    """Entries on their way in."""

    taken: dict[str, Entry] = field(default_factory=dict)
    replaced: set[str] = field(default_factory=set)
    found: list[ReturnFinding] = field(default_factory=list)
    kept_out: int = 0

    def keep_out(self, found: ReturnFinding) -> None:
        self.found.append(found)
        self.kept_out += 1


def import_entries(
    current: Directory,
    files: Sequence[EntryFile],
    organisations: pd.DataFrame,
    *,
    replace_existing: bool = False,
) -> DirectoryImport:
    """Hold entries against each other and against the edition, and take in those without an error.

    An entry with an id is that unit. One without an id that can hardly be another unit than one already
    known is kept out and shown: whoever knows writes the id, and nothing is ever merged by itself.

    Parameters
    ----------
    current : Directory
        What the edition has so far.
    files : sequence of EntryFile
        As `pes_analysis.intake.directory_entries.EntryReader` gives them.
    organisations : DataFrame
        The edition's organisations, indexed by ``organisation_id``: ``type, teryt``.
    replace_existing : bool
        Whether an entry may take the place of an earlier one; its empty cells erase nothing.

    Returns
    -------
    DirectoryImport
        Nothing is written.
    """
    taking = _Taking()
    entries = [entry for file in files for entry in file.entries]
    taking.kept_out = sum(entry.is_blocked for entry in entries)
    whole = [entry for entry in entries if not entry.is_blocked]
    _take_named([one for one in whole if one.unit_id], current, organisations, taking, replace_existing)
    _take_nameless([one for one in whole if not one.unit_id], current, taking)
    directory = with_entries(current, taking.taken)
    found = [*(one for file in files for one in file.findings), *taking.found]
    found += _unlisted(files, taking.taken, directory)
    of_file: dict[str, list[ReturnFinding]] = {file.file: [] for file in files}
    for one in found:
        of_file[one.file].append(one)
    return DirectoryImport(
        directory,
        tuple(one for listed in of_file.values() for one in in_order_of_file(listed)),
        added=len(taking.taken) - len(taking.replaced),
        replaced=len(taking.replaced),
        kept_out=taking.kept_out,
    )


def _take_named(
    entries: Sequence[Entry],
    current: Directory,
    organisations: pd.DataFrame,
    taking: _Taking,
    replace_existing: bool,
) -> None:
    """Take entries that say whose they are."""
    of_id: dict[str, list[Entry]] = {}
    for entry in entries:
        of_id.setdefault(entry.unit_id, []).append(entry)
    kinds = zip(organisations["type"], organisations["teryt"], strict=True)
    known = {
        str(id_): (str(kind), str(teryt))
        for id_, (kind, teryt) in zip(organisations.index, kinds, strict=True)
    }
    there = current.units[current.units.index.isin(list(of_id))]
    before = {str(id_): row for id_, row in zip(there.index, there.to_dict("records"), strict=True)}
    for id_, found in of_id.items():
        entry = found[0]
        if len(found) > 1:
            # Which of them is true is not known, so none goes in.
            counties = {one.said["teryt"] for one in found}
            rule = "unit_in_two_counties" if len(counties) > 1 else "doubled_id"
            for one, other in zip(found, [*found[1:], found[0]], strict=True):
                taking.keep_out(finding(one.place, rule, id_, hint=_where(other.place)))
        elif known.get(id_, _identity(entry)) != _identity(entry):
            taking.keep_out(finding(entry.place, "organisation_differs", id_, hint=", ".join(known[id_])))
        elif id_ in before:
            hint = _differences(entry, before[id_])
            if replace_existing:
                taking.replaced.add(id_)
                taking.taken[id_] = entry
                taking.found.append(finding(entry.place, "replaced", id_, hint=hint))
            else:
                taking.keep_out(finding(entry.place, "already_there", id_, hint=hint))
        else:
            taking.taken[id_] = entry


def _identity(entry: Entry) -> tuple[str, str]:
    return entry.said["type"], entry.said["teryt"]


def _differences(entry: Entry, before: Mapping[Any, Any]) -> tuple[str, str]:
    """Name the columns that an entry gives otherwise than the one that is there."""
    changed = [
        column
        for column, value in entry.said.items()
        if column in before and value != ("" if pd.isna(before[column]) else str(before[column]))
    ]
    if not changed:
        return "Nic się nie różni.", "Nothing differs."
    shown, more = changed[:MOST_DIFFERENCES], len(changed) - MOST_DIFFERENCES
    rest = f" (+{more})" if more > 0 else ""
    pl = ", ".join(COLUMNS[column].pl for column in shown)
    en = ", ".join(COLUMNS[column].en for column in shown)
    return f"Różni się: {pl}{rest}.", f"What differs: {en}{rest}."


def _take_nameless(entries: Sequence[Entry], current: Directory, taking: _Taking) -> None:
    """Take entries without an id, unless they can hardly be another unit than one already known."""
    ids = _new_ids(entries, {*current.units.index, *taking.taken})
    # Those replaced are held against others as they will be.
    kept = current.units[~current.units.index.isin(list(taking.replaced))]
    fresh = {**taking.taken, **dict(zip(ids, entries, strict=True))}
    rows = pd.DataFrame(
        [[entry.said.get(column, "") for column in _COMPARED] for entry in fresh.values()],
        columns=list(_COMPARED),
        index=pd.Index(list(fresh), name="unit_id"),
        dtype="str",
    )
    pairs = duplicates(pd.concat([kept[list(_COMPARED)].astype("str"), rows]))
    blocked: set[str] = set()
    nameless = set(ids)
    for pair in pairs[pairs["unit_id"].isin(list(fresh))].to_dict("records"):
        id_, other = str(pair["unit_id"]), str(pair["other_id"])
        entry = fresh[id_]
        named = _where(fresh[other].place) if other in nameless else other
        rule = "same_unit" if pair["is_same"] and id_ in nameless else "like_unit"
        if rule == "same_unit":
            blocked.add(id_)
        taking.found.append(finding(entry.place, rule, named, hint=_REASONS[pair["reason"]]))
    taking.kept_out += len(blocked)
    taking.taken |= {id_: fresh[id_] for id_ in ids if id_ not in blocked}


def _where(place: Place) -> str:
    return ", ".join(part for part in (place.file, place.sheet, place.cell) if part)


def _new_ids(entries: Sequence[Entry], taken: set[str]) -> list[str]:
    """Make an id of each type and name, with a number where another unit has it."""
    ids = []
    for entry in entries:
        kind, name = entry.said["type"], filename(entry.said["name"], limit=LONGEST_ID)
        stem = name if name.startswith(f"{kind}-") else f"{kind}-{name}"[:LONGEST_ID].rstrip("-")
        id_ = next(one for one in _numbered(stem) if one not in taken)
        taken.add(id_)
        ids.append(id_)
    return ids


def _numbered(stem: str) -> Iterator[str]:
    yield stem
    number = 2
    while True:
        yield f"{stem}-{number}"
        number += 1


def _unlisted(
    files: Sequence[EntryFile], taken: Mapping[str, Entry], directory: Directory
) -> Iterator[ReturnFinding]:
    """Count, file by file, the entries that will be shown to nobody."""
    hidden = set(directory.units.index[directory.units["listing_consent"] == "none"])
    counts = Counter(entry.place.file for id_, entry in taken.items() if id_ in hidden)
    for file in files:
        if counts[file.file]:
            yield finding(Place(file.file), "not_listed", hint=str(counts[file.file]))
