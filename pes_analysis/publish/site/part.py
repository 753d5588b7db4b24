"""One of the two sites of a build, the public one or the private one: up to date, rendered, published."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pes_analysis.protect.errors import PesError
from pes_analysis.protect.swap import staging, swap_in
from pes_analysis.publish.keys.digests import digest_files, digest_of, publish_digest
from pes_analysis.publish.keys.file_digests import FileDigests
from pes_analysis.publish.planning.outline import Outline
from pes_analysis.publish.planning.plan import Plan
from pes_analysis.publish.project import Project, project_files
from pes_analysis.publish.request import Request
from pes_analysis.publish.site.kept_site import KeptSite
from pes_analysis.publish.site.manifest import (
    holds_site,
    is_intact,
    is_untouched,
    note_moments,
    read_site_record,
    untouched_files,
    write_site_record,
)
from pes_analysis.publish.site.private import Addresses, card_tokens, hide_cards, read_secret, write_links
from pes_analysis.publish.site.rendering import Renderer, Rendering, prepare


@dataclass(frozen=True)
class Part:
    """One site of a build.

    Parameters
    ----------
    project : Project
        The public project, or the private one derived from it.
    plan : Plan
        The jobs of this site.
    site : Path
        Where it lies, links followed.
    key : str
        The key of everything it is made from: with the same key there is nothing to do.
    """

    project: Project
    plan: Plan
    site: Path
    key: str

    @classmethod
    def of(cls, project: Project, plan: Plan, keys: Mapping[str, str], renderer: str, site: Path) -> "Part":
        """Take one site out of a whole plan."""
        own = plan.of_site(private=project.private)
        key = site_key(project, own, keys, renderer)
        if project.private:
            # Not the secret itself: the record of a site is published with it.
            key = digest_of(key, read_secret(project.link_secret))
        return cls(project, own, site, key)

    def is_up_to_date(self) -> bool:
        """Tell whether the published site is whole and made from just this."""
        record = read_site_record(self.site, self.project.site_record)
        if record is None or record.key != self.key:
            return False
        return is_untouched(self.site, record, self.project.site_moments) or is_intact(self.site, record)

    @cached_property
    def digests(self) -> FileDigests:
        """What is known of the files of its Quarto project."""
        return FileDigests(self.project.page_digests)

    def published(self) -> KeptSite:
        """Give what the next site may take over from the published one."""
        record = read_site_record(self.site, self.project.site_record)
        untouched = untouched_files(self.site, record, self.project.site_moments) if record else {}
        addresses = Addresses(self._tokens if self.project.private else {})
        return KeptSite(self.site, untouched, addresses)

    def prepare(
        self, outline: Outline, request: Request, renderer: Renderer, published: KeptSite
    ) -> Rendering:
        """Find out what has to be rendered into the staging folder of the site."""
        new = staging(self.site)
        new.mkdir(parents=True)
        return prepare(
            self.project,
            self.plan.languages,
            new,
            renderer,
            variables=outline.variables,
            workers=request.options.workers,
            force=request.force,
            published=published,
            digests=self.digests,
        )

    def render(self, rendering: Rendering, renderer: Renderer, done: Callable[[str], None]) -> int:
        """Render what was prepared; give the number of pages that are new."""
        count = rendering.run(done)
        if self.project.private and renderer.name == "quarto":
            hide_cards(staging(self.site), self._tokens)
        self.digests.save()
        return count

    def publish(self, keys: Mapping[str, str], renderer: str, known: Mapping[str, str]) -> None:
        """Put the rendered site in the place of the old one; digests of some of its files are known."""
        # Names of organisations without consent do not even stand in the record of their own site.
        pages = {} if self.project.private else {job.target: keys[job.target] for job in self.plan.jobs}
        record = write_site_record(
            staging(self.site), self.key, self.plan.edition, renderer, pages, self.project.site_record, known
        )
        swap_in(self.site)
        note_moments(self.site, record, self.project.site_moments)
        if self.project.private:
            write_links(self.site, self._tokens)

    @cached_property
    def _tokens(self) -> dict[str, str]:
        return card_tokens(self.plan, read_secret(self.project.link_secret))


def refuse_foreign(site: Path) -> None:
    """Refuse to replace a folder, which is done as a whole, when it holds something else."""
    if site.exists() and not holds_site(site) and (not site.is_dir() or any(site.iterdir())):
        raise PesError(
            f"Folder {site.name} zawiera coś innego niż strona zbudowana przez pes. "
            "Wskaż inny folder (--output) albo opróżnij ten.",
            f"The folder {site.name} holds something other than a site built by pes. "
            "Give another folder (--output) or empty it.",
        )


def site_key(project: Project, plan: Plan, keys: Mapping[str, str], renderer: str) -> str:
    """Give the key of everything a site is made from: with the same key there is nothing to do.

    Parameters
    ----------
    project : Project
        The project.
    plan : Plan
        The jobs of the site.
    keys : Mapping of str to str
        Keys by target.
    renderer : str
        What makes pages of them, with its version.
    """
    jobs = [part for job in plan.jobs for part in (job.target, job.front_matter, keys[job.target])]
    # A lost manifest must not make the pages of this very plan a change of what people wrote.
    reports = os.fspath(project.reports)
    planned = {f"{reports}{os.sep}{job.target.replace('/', os.sep)}" for job in plan.jobs}
    files = [path for path in project_files(project) if os.fspath(path) not in planned]
    return digest_of(renderer, publish_digest(), digest_files(files, project.reports), *plan.languages, *jobs)
