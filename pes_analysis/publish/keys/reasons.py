"""Why a report is made: what its key was made of last time, beside what it is made of now."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pes_analysis.publish.atomic import write_atomically
from pes_analysis.publish.keys.job_keys import CODE, NOTEBOOK, PARAMETERS, Parts
from pes_analysis.publish.keys.reads import (
    COMPARED,
    COUNTIES,
    EVERY,
    OWN,
    PEERS,
    REGISTER,
    SETTINGS,
    SUPPLY,
    Reads,
)
from pes_analysis.publish.planning.plan import Job

NEW, UNFINISHED = "new", "unfinished"
_NAMED = 3
# The first that changed is told; those after it often follow from it.
_WORDS: Mapping[str, tuple[str, str]] = {
    NEW: ("nowa strona", "a new page"),
    UNFINISHED: ("nie powstała ostatnim razem", "not made last time"),
    CODE: ("zmienił się program albo biblioteki", "the program or its libraries changed"),
    NOTEBOOK: ("zmienił się notatnik", "the notebook changed"),
    PARAMETERS: ("zmieniły się parametry strony", "the page's parameters changed"),
    SETTINGS: ("zmieniły się ustawienia edycji", "the edition's settings changed"),
    COUNTIES: ("zmieniły się dane o powiatach", "figures of counties changed"),
    OWN: ("zmieniły się dane tej organizacji", "this organisation's data changed"),
    PEERS: ("zmieniły się dane podobnych organizacji", "data of similar organisations changed"),
    COMPARED: ("zmieniły się dane porównywanych organizacji", "data of compared organisations changed"),
    REGISTER: ("zmienił się spis organizacji", "the list of organisations changed"),
    SUPPLY: ("zmieniła się podaż usług organizacji", "the organisations' supply of services changed"),
    EVERY: ("zmieniły się dane organizacji", "data of organisations changed"),
}


@dataclass(frozen=True)
class Reason:
    """Why a report is to be made.

    Parameters
    ----------
    changed : str
        What changed: ``new``, ``unfinished``, or the name of a part of its key.
    organisations : tuple of str
        Which organisations changed, where that is the reason.
    """

    changed: str
    organisations: tuple[str, ...] = ()

    @property
    def pl(self) -> str:
        """The reason in Polish."""
        return _WORDS[self.changed][0] + self._named

    @property
    def en(self) -> str:
        """The reason in English.

        Examples
        --------
        >>> Reason("peers", ("demo-cis-02",)).en
        'data of similar organisations changed: demo-cis-02'
        """
        return _WORDS[self.changed][1] + self._named

    @property
    def _named(self) -> str:
        if not self.organisations:
            return ""
        more = len(self.organisations) - _NAMED
        return f": {', '.join(self.organisations[:_NAMED])}" + (f" (+{more})" if more > 0 else "")


@dataclass(frozen=True)
class Made:
    """What the reports of earlier builds were made from.

    Parameters
    ----------
    parts : Mapping of str to Mapping
        Targets to parts of their keys.
    organisations : Mapping of str to str
        Organisations to digests of their figures.
    """

    parts: Mapping[str, Parts] = field(default_factory=dict)
    organisations: Mapping[str, str] = field(default_factory=dict)

    def reason(self, job: Job, parts: Parts, reads: Reads) -> Reason:
        """Say why a report that is not kept has to be made."""
        before = self.parts.get(job.target)
        if before is None:
            return Reason(NEW)
        changed = next((name for name in _WORDS if before.get(name) != parts.get(name)), UNFINISHED)
        if changed not in (PEERS, COMPARED):
            return Reason(changed)
        figures = reads.organisations.figures
        others = [one for one in reads.beside(job) if self.organisations.get(one) != figures[one]]
        return Reason(changed, tuple(others))


def read_made(path: Path) -> Made:
    """Read what reports were made from; nothing when nobody knows."""
    try:
        return Made(**json.loads(path.read_bytes()))
    except (FileNotFoundError, ValueError, TypeError):
        return Made()


def write_made(
    path: Path, made: Made, parts: Mapping[str, Parts], finished: Iterable[str], reads: Reads
) -> None:
    """Note what reports were made from; those of other plans stay noted.

    Parameters
    ----------
    path : Path
        The file.
    made : Made
        What it held.
    parts : Mapping of str to Mapping
        Of the reports of this plan.
    finished : iterable of str
        Targets that are made or kept.
    reads : Reads
        The edition's data.
    """
    now = {**made.parts, **{target: dict(parts[target]) for target in finished}}
    organisations = reads.organisations.figures if reads.outline.organisation_folders else {}
    record = {"parts": now, "organisations": dict(organisations)}
    write_atomically(path, json.dumps(record, separators=(",", ":")).encode())
