"""The next site, put together from rendered pages; a page that did not change is not rendered again."""

import json
import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pes_analysis.publish.keys.digests import digest_files, digest_of, publish_digest
from pes_analysis.publish.keys.file_digests import FileDigests
from pes_analysis.publish.project import Project, project_files
from pes_analysis.publish.render.builtin import (
    ProjectConfig,
    finish_site,
    load_project,
    page_sources,
)
from pes_analysis.publish.render.builtin.links import page_url
from pes_analysis.publish.render.builtin.pandoc_reader import pandoc_version
from pes_analysis.publish.render.builtin.search_index import longest_kept
from pes_analysis.publish.render.rendered import RenderedPage
from pes_analysis.publish.site.kept_pages import KeptPage, read_pages, write_pages
from pes_analysis.publish.site.kept_site import KeptSite
from pes_analysis.publish.site.page_pool import PagePool, digest_of_page, page_pool
from pes_analysis.publish.still_used import still_used

_PAGES = frozenset({".qmd", ".ipynb"})
# Copied beside the pages, and no part of them.
_THEME = frozenset({".css", ".js", ".scss"})


def _configs(project: Project, languages: Sequence[str], variables: Mapping[str, Any]) -> list[ProjectConfig]:
    """Read the projects of the languages to build, without links to a language that is not built."""
    outer = load_project(project.reports, variables)
    known = outer.translations
    built = {name: folder for name, folder in known.items() if name in languages}
    dropped = tuple(f"{folder}/" for name, folder in known.items() if name not in languages)
    configs = []
    for folder in built.values():
        config = load_project(project.reports / folder, variables) if folder else outer
        website = config.settings.website
        navbar = website.navbar.model_copy(
            update={
                side: tuple(item for item in items if not item.links[0].href.startswith(dropped))
                for side, items in (("left", website.navbar.left), ("right", website.navbar.right))
            }
        )
        settings = config.settings.model_copy(
            update={"website": website.model_copy(update={"navbar": navbar})}
        )
        configs.append(replace(config, settings=settings, translations=built))
    return configs


class _Cache:
    """Rendered pages by what they depend on."""

    def __init__(self, project: Project, digests: FileDigests, *, force: bool) -> None:
        self._folder = project.rendered
        self._digests = digests
        self._force = force
        beside = [path for path in project_files(project) if path.suffix not in _PAGES | _THEME]
        # pandoc has a version of its own, and may be another than the one that its package brings.
        self._shared = digest_of(publish_digest(), pandoc_version(), digest_files(beside, project.reports))

    def key(self, config: ProjectConfig, name: str, source: Path) -> str:
        """Give the key of a page: what keeps it is named after it."""
        counterparts = config.counterparts(page_url(name))
        languages = json.dumps([sorted(config.translations), sorted(counterparts)])
        return digest_of(
            self._shared, config.digest, languages, config.prefix, name, self._digests.of(source)
        )

    def page(
        self, key: str, config: ProjectConfig, source: Path, pool: PagePool
    ) -> tuple[Path, RenderedPage, bool]:
        """Give a page, rendered now (True) or kept from an earlier build (False)."""
        entry = self._folder / key
        kept = None if self._force else _kept_page(entry)
        if kept:
            still_used(entry)
            return entry, kept, False
        return entry, pool.render(entry, config, source), True

    def has(self, key: str) -> bool:
        """Say whether a page seems to be kept; whether it is whole is seen when it is read."""
        return not self._force and os.path.isfile(f"{self._folder}/{key}/page.json")  # noqa: PTH113

    def still_used(self, key: str) -> None:
        """Note that a page is in use, though nobody reads it: what nobody uses is forgotten in the end."""
        still_used(f"{self._folder}/{key}")


@dataclass(frozen=True)
class _Source:
    """A page that the next site is to have."""

    config: ProjectConfig
    path: Path
    name: str
    key: str
    published: KeptPage | None


@dataclass(frozen=True)
class NextSite:
    """The next site, of which it is known what stays.

    Parameters
    ----------
    folder : Path
        Where it is put together: an empty folder.
    missing : int
        How many pages have to be rendered now, unless kept ones turn out to be damaged.
    """

    folder: Path
    missing: int
    _project: Project
    _cache: "_Cache"
    _sources: Sequence[tuple[ProjectConfig, Sequence[_Source]]]
    _published: KeptSite
    _workers: int
    _digests: FileDigests

    def render(self, done: Callable[[str], None]) -> int:
        """Put the site together; give how many pages were rendered now.

        Parameters
        ----------
        done : callable
            Called from any thread with the address of a page that was rendered now.
        """
        pages: list[KeptPage] = []
        fresh = 0
        copied = set()

        def place(path: Path, name: str) -> None:
            self._published.copy(path, self._digests.of(path), name, self.folder)
            copied.add(name)

        def make(source: _Source) -> tuple[KeptPage, bool]:
            page, new = self._put(source, pool)
            if new:
                done(page.page.url)
            return page, new

        with page_pool(self.missing, self._workers) as pool, ThreadPoolExecutor(self._workers) as threads:
            for config, sources in self._sources:
                taken = [self._linked(source) for source in sources]
                others = [one for one, known in zip(sources, taken, strict=True) if known is None]
                made = list(threads.map(make, others))
                fresh += sum(new for _, new in made)
                put = iter(page for page, _ in made)
                listed = [(one, known or next(put)) for one, known in zip(sources, taken, strict=True)]
                for name in finish_site(config, self._searched(listed, pool), self.folder, place):
                    if name not in copied:
                        self._published.placed.pop(name, None)
                pages += [page for _, page in listed]
        write_pages(self._project.kept_pages, pages)
        return fresh

    def _linked(self, source: _Source) -> KeptPage | None:
        """Take a page over from the published site; None where that does not have it."""
        known = source.published
        if known is None or not all(self._published.has(*one) for one in known.digests.items()):
            return None
        if not all(self._published.link(name, self.folder) for name in known.digests):
            return None
        self._cache.still_used(source.key)
        return known

    def _put(self, source: _Source, pool: PagePool) -> tuple[KeptPage, bool]:
        """Put a page there, one that is kept or one rendered now (True)."""
        # Somebody may have saved it since the pages were listed.
        key = self._cache.key(source.config, source.name, source.path)
        entry, page, new = self._cache.page(key, source.config, source.path, pool)
        # Written anew, not linked: a file edited in the site must not change what is kept.
        digests = {
            name: self._published.write(name, (entry / "site" / name).read_bytes(), self.folder)
            for name in page.files
        }
        return KeptPage.of(key, page, digests), new

    def _searched(self, pages: Sequence[tuple[_Source, KeptPage]], pool: PagePool) -> list[RenderedPage]:
        """Give the pages with as much of their texts as the search index takes."""
        most = longest_kept([one.length for _, one in pages])
        return [
            one.page
            if one.is_whole or len(one.page.text) > most
            else self._cache.page(one.key, source.config, source.path, pool)[1]
            for source, one in pages
        ]


def _kept_page(entry: Path) -> RenderedPage | None:
    """Give a kept page; None unless it is there and whole: a machine that lost power may leave less."""
    try:
        record = json.loads((entry / "page.json").read_bytes())
        page = RenderedPage.from_json(record["page"])
        return page if digest_of_page(entry, page) == record["files"] else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def next_site(
    project: Project,
    languages: Sequence[str],
    folder: Path,
    *,
    variables: Mapping[str, Any],
    workers: int,
    force: bool,
    published: KeptSite | None = None,
    digests: FileDigests | None = None,
) -> NextSite:
    """Find out what of the next site has to be rendered.

    Parameters
    ----------
    project : Project
        Its ``reports/`` holds prose pages and executed notebooks.
    languages : sequence of str
        Languages of the site.
    folder : Path
        An empty folder for it.
    variables : Mapping
        What pages may print of the edition.
    workers : int
        How many pages at once.
    force : bool
        Whether to render pages that did not change, too.
    published : KeptSite, optional
        The site that is published now; pages that stay as they are in it are linked.
    digests : FileDigests, optional
        What is known of files.
    """
    known_digests = digests or FileDigests()
    cache = _Cache(project, known_digests, force=force)
    before = {} if force else read_pages(project.kept_pages)
    listed = []
    for config in _configs(project, languages, variables):
        start, prefix = len(f"{os.fspath(config.folder)}{os.sep}"), config.prefix and f"{config.prefix}/"
        sources = []
        for path in page_sources(config):
            name = os.fspath(path)[start:].replace(os.sep, "/")
            key = cache.key(config, name, path)
            known = before.get(page_url(f"{prefix}{name}"))
            sources.append(_Source(config, path, name, key, known if known and known.key == key else None))
        listed.append((config, sources))
    missing = sum(
        one.published is None and not cache.has(one.key) for _, sources in listed for one in sources
    )
    kept = published or KeptSite(folder, {})
    return NextSite(folder, missing, project, cache, listed, kept, workers, known_digests)
