"""What the page of each job reads of an edition: the slices of data that its key is made of."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from pes_analysis.compare.organisation_traits import SIZES_COMPARED, related_types
from pes_analysis.publish.keys.digests import digest_of, files_below
from pes_analysis.publish.keys.file_digests import FileDigests
from pes_analysis.publish.keys.slices import OrganisationSlices, slice_organisations
from pes_analysis.publish.planning.organisation_list import DEMONSTRATION
from pes_analysis.publish.planning.outline import Comparison, Outline
from pes_analysis.publish.planning.plan import Job

# Names of slices, as the plan tells of them.
SETTINGS, COUNTIES = "settings", "counties"
OWN, PEERS, REGISTER, COMPARED, EVERY = "own", "peers", "register", "compared", "every"
SUPPLY = "supply"
# Pages that read who the organisations are, and none of their figures.
_LISTS = frozenset({"organisations.ipynb", "comparisons.ipynb"})
# Pages that read no organisation. One that is not named is made anew when anything of any of them changes.
_OF_NO_ORGANISATION = frozenset(
    f"{name}.ipynb"
    for name in (
        "start",
        "counties",
        "indicators",
        "organisation_indicators",
        "glossary",
        "sources",
        "case_studies",
        "case_study",
        "evaluation",
        # The directory is a table of its own, and its ranking counts what stands in it.
        "directory",
        "referral",
        "choices",
    )
)
# Pages that name organisations, as far as these agreed to it, and tell no figure of them.
_NAMING = frozenset({"cooperation.ipynb", "cooperations.ipynb"})
# Pages that set needs against the supply of services: who does what, and how many people can be served.
OF_SERVICES = frozenset({"county.ipynb"})
# Kept here too, and held against the catalogue by a test: reading the catalogue takes longer than a build
# with nothing to do.
CAPACITY = ("beneficiaries", "emp_at_risk", "emp_disabled", "participants_total", "places")
SERVICE_AREA = "service_area_"
_SOCIAL_ENTERPRISE = "ps"


@dataclass(frozen=True)
class Reads:
    """Which part of an edition's data each page reads.

    Parameters
    ----------
    outline : Outline
        The edition.
    cache : Path, optional
        A folder that keeps digests of tables between builds.
    digests : FileDigests
        What is known of files, so that those that stayed as they are need not be read.
    """

    outline: Outline
    cache: Path | None = None
    digests: FileDigests = field(default_factory=FileDigests)

    def of(self, job: Job) -> Mapping[str, str]:
        """Give the slices that a page reads: names to digests.

        The page of a county reads the figures of counties, and of organisations who does what and how many
        people can be served. A card reads all that is known of its organisation, and the figures of all whose
        types have the same task: its sentences are held against narrower and wider groups of them. A
        comparison of organisations reads the figures of every one of a type like theirs, and the sizes of
        all: how near two of them are is told by how much all differ. Any other page is taken to read all of
        everyone but their own words, which stand on their cards alone.
        """
        shared = {SETTINGS: self._settings, COUNTIES: self._counties}
        if not self.outline.organisation_folders:
            return shared
        if "organisation_id" in job.parameters:
            own = self.organisations.own.get(job.unit, "")
            return {**shared, OWN: own, PEERS: self._figures_by_type.get(self._type_of(job.unit), "")}
        if "unit_id" in job.parameters:
            # Whether the organisation has a public card to lead to.
            row = self.organisations.entities.get(job.unit, {})
            return {**shared, OWN: digest_of(row.get("consent", ""))}
        if "comparison_id" in job.parameters:
            compared = self._comparison(job.unit)
            if compared.kind == "counties":
                return shared
            figures = self._figures_of(self.beside(job))
            return {**shared, COMPARED: digest_of(figures, self._sizes)}
        if job.notebook in _OF_NO_ORGANISATION:
            return shared
        if job.notebook in OF_SERVICES:
            return {**shared, SUPPLY: self._supply}
        listed = {**shared, REGISTER: self.organisations.register}
        return listed if job.notebook in _LISTS | _NAMING else {**listed, EVERY: self._every}

    def beside(self, job: Job) -> tuple[str, ...]:
        """List the other organisations whose figures a page reads; none for a page of counties."""
        if not self.outline.organisation_folders:
            return ()
        if "organisation_id" in job.parameters:
            kin = self._kin.get(self._type_of(job.unit), ())
            return tuple(one for one in kin if one != job.unit)
        if "comparison_id" in job.parameters:
            compared = self._comparison(job.unit)
            return () if compared.kind == "counties" else self._like(compared)
        return () if job.notebook in _OF_NO_ORGANISATION else tuple(self.organisations.entities)

    @cached_property
    def organisations(self) -> OrganisationSlices:
        """The tables of organisations, organisation by organisation."""
        folders, year = self.outline.organisation_folders, self.outline.year
        noted = frozenset((*SIZES_COMPARED, *CAPACITY))
        return slice_organisations(folders, year, noted, self.cache, SERVICE_AREA, self.digests)

    @cached_property
    def _kin(self) -> Mapping[str, tuple[str, ...]]:
        """List, by type, all of related types: whatever the choice of peers, they are among these."""
        rows = sorted(self.organisations.entities.items())
        return {
            own: tuple(one for one, row in rows if row["type"] in related_types(own))
            for own in {row["type"] for _, row in rows}
        }

    @cached_property
    def _figures_by_type(self) -> Mapping[str, str]:
        return {own: self._figures_of(group) for own, group in self._kin.items()}

    def _type_of(self, unit: str) -> str:
        return self.organisations.entities.get(unit, {}).get("type", "")

    @cached_property
    def _settings(self) -> str:
        return self._digest(path for path in self.outline.inputs if path.suffix == ".yml")

    @cached_property
    def _counties(self) -> str:
        """Digest what is no organisation's: the snapshot, and own figures laid over it."""
        return self._digest(path for path in self.outline.inputs if path.suffix != ".yml")

    def _digest(self, paths: Iterable[Path]) -> str:
        # The packaged snapshot holds the generated organisations, whether the edition has them or not.
        left_out = (*self.outline.organisation_folders, DEMONSTRATION)
        parts = []
        for path in paths:
            files = [
                file
                for file in files_below(path)
                if not any(file.is_relative_to(folder) for folder in left_out)
            ]
            parts.append(self.digests.of_all(files, path.parent))
        return digest_of(*parts)

    def _figures_of(self, organisations: Iterable[str]) -> str:
        figures = self.organisations.figures
        return digest_of(self.organisations.sources, *(f"{one} {figures[one]}" for one in organisations))

    @cached_property
    def _supply(self) -> str:
        slices = self.organisations
        told = [
            {name: value for name, value in slices.noted.get(one, {}).items() if _is_supply(name)}
            for one in sorted(slices.entities)
        ]
        return digest_of(slices.register, json.dumps(told, sort_keys=True))

    @cached_property
    def _sizes(self) -> str:
        slices = self.organisations
        sizes = [
            (
                one,
                slices.entities[one]["place"],
                slices.entities[one]["founding_year"],
                {name: noted[name] for name in SIZES_COMPARED if name in noted},
            )
            for one, noted in sorted(slices.noted.items())
            if one in slices.entities
        ]
        return digest_of(json.dumps(sizes))

    @cached_property
    def _every(self) -> str:
        returned = self.organisations.returned
        return digest_of(self.organisations.sources, *(f"{one} {returned[one]}" for one in sorted(returned)))

    def _comparison(self, comparison_id: str) -> Comparison:
        return next(one for one in self.outline.comparisons if one.id == comparison_id)

    def _like(self, compared: Comparison) -> tuple[str, ...]:
        """List the organisations of a type like those compared."""
        entities = self.organisations.entities
        if compared.group_type == _SOCIAL_ENTERPRISE:
            # Of every type, and the register tells of each whether it is one.
            return tuple(sorted(entities))
        named = {compared.group_type} if compared.group_type else set()
        named |= {entities[one]["type"] for one in compared.members if one in entities}
        wanted = {kind for one in named for kind in related_types(one)}
        return tuple(sorted(one for one, row in entities.items() if row["type"] in wanted))


def _is_supply(variable: str) -> bool:
    return variable in CAPACITY or variable.startswith(SERVICE_AREA)
