"""The next site, put together from rendered pages; a page that did not change is not rendered again."""

import json
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
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
from pes_analysis.publish.site.rendering import Rendering

_PAGES = frozenset({".qmd", ".ipynb"})
# Copied beside the pages, and no part of them.
_THEME = frozenset({".css", ".js", ".scss"})
_A_DAY = 24 * 3600


def _configs(project: Project, languages: Sequence[str], variables: Mapping[str, Any]) -> list[ProjectConfig]:
    """Read the projects of the languages to build, without links to a language that is not built."""
    known = load_project(project.reports).translations
    built = {name: folder for name, folder in known.items() if name in languages}
    dropped = tuple(f"{folder}/" for name, folder in known.items() if name not in languages)
    configs = []
    for folder in built.values():
        config = load_project(project.reports / folder, variables)
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

    def key(self, config: ProjectConfig, source: Path) -> str:
        """Give the key of a page: what keeps it is named after it."""
        name = source.relative_to(config.folder).as_posix()
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
            entry.touch()
            return entry, kept, False
        return entry, pool.render(entry, config, source), True

    def has(self, key: str) -> bool:
        """Say whether a page seems to be kept; whether it is whole is seen when it is read."""
        return not self._force and (self._folder / key / "page.json").is_file()

    def still_used(self, key: str) -> None:
        """Note that a page is in use, though nobody reads it: what nobody uses is forgotten in the end."""
        path = self._folder / key
        with suppress(FileNotFoundError):
            if time.time() - path.stat().st_mtime > _A_DAY:
                path.touch()


@dataclass(frozen=True)
class _Assembly:
    """The next site being put together."""

    cache: _Cache
    before: Mapping[str, KeptPage]
    published: KeptSite
    site: Path
    force: bool

    def missing(self, sources: Iterable[tuple[ProjectConfig, Path]]) -> int:
        """Count the pages that will probably have to be rendered."""
        return sum(
            not self.cache.has(key) and self._published(config, source, key) is None
            for config, source in sources
            for key in (self.cache.key(config, source),)
        )

    def put(self, config: ProjectConfig, source: Path, pool: PagePool) -> tuple[KeptPage, bool]:
        """Put a page there: the published one where that is it, else one kept or rendered now (True)."""
        key = self.cache.key(config, source)
        known = self._published(config, source, key)
        if known and self._linked(known):
            self.cache.still_used(key)
            return known, False
        entry, page, new = self.cache.page(key, config, source, pool)
        # Written anew, not linked: a file edited in the site must not change what is kept.
        digests = {
            name: self.published.write(name, (entry / "site" / name).read_bytes(), self.site)
            for name in page.files
        }
        return KeptPage.of(key, page, digests), new

    def _published(self, config: ProjectConfig, source: Path, key: str) -> KeptPage | None:
        """Give what is known of a page that was published from this very key."""
        known = self.before.get(config.site_path(page_url(source.relative_to(config.folder).as_posix())))
        return known if known and known.key == key and not self.force else None

    def _linked(self, known: KeptPage) -> bool:
        has = all(self.published.has(name, digest) for name, digest in known.digests.items())
        return has and all(self.published.link(name, self.site) for name in known.digests)

    def searched(
        self, config: ProjectConfig, pages: Sequence[tuple[Path, KeptPage]], pool: PagePool
    ) -> list[RenderedPage]:
        """Give the pages with as much of their texts as the search index takes."""
        most = longest_kept([one.length for _, one in pages])
        return [
            one.page
            if one.is_whole or len(one.page.text) > most
            else self.cache.page(one.key, config, source, pool)[1]
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


def prepare_builtin(
    project: Project,
    languages: Sequence[str],
    site: Path,
    *,
    variables: Mapping[str, Any],
    workers: int,
    force: bool,
    published: KeptSite | None = None,
) -> Rendering:
    """Get ready to render the Quarto project with the built-in renderer.

    Parameters
    ----------
    project : Project
        Its ``reports/`` holds prose pages and executed notebooks.
    languages : sequence of str
        Languages of the site.
    site : Path
        An empty folder for it.
    variables : Mapping
        What pages may print of the edition.
    workers : int
        How many pages at once.
    force : bool
        Whether to render pages that did not change, too.
    published : KeptSite, optional
        The site that is published now; pages that stay as they are in it are linked.
    """
    digests = FileDigests(project.page_digests)
    cache = _Cache(project, digests, force=force)
    known = read_pages(project.kept_pages)
    assembly = _Assembly(cache, known, published or KeptSite(site, {}), site, force)
    sources = [(config, page_sources(config)) for config in _configs(project, languages, variables)]
    missing = assembly.missing((config, source) for config, ours in sources for source in ours)

    def make(done: Callable[[str], None]) -> int:
        with page_pool(missing, workers) as pool, ThreadPoolExecutor(workers) as threads:
            pages, fresh = _put_together(assembly, sources, digests, pool, threads, done)
        write_pages(project.kept_pages, pages)
        digests.save()
        return fresh

    return Rendering(missing, make)


def _put_together(
    assembly: _Assembly,
    sources: Sequence[tuple[ProjectConfig, Sequence[Path]]],
    digests: FileDigests,
    pool: PagePool,
    threads: ThreadPoolExecutor,
    done: Callable[[str], None],
) -> tuple[list[KeptPage], int]:
    """Put the pages of all languages and what goes with them into the site; count those made now."""
    pages: list[KeptPage] = []
    fresh = 0
    kept, copied = assembly.published, set()

    def place(path: Path, name: str) -> None:
        kept.copy(path, digests.of(path), name, assembly.site)
        copied.add(name)

    for config, of_language in sources:

        def make(source: Path, config: ProjectConfig = config) -> tuple[KeptPage, bool]:
            page, new = assembly.put(config, source, pool)
            if new:
                done(page.page.url)
            return page, new

        made = list(threads.map(make, of_language))
        listed = [(source, page) for source, (page, _) in zip(of_language, made, strict=True)]
        for name in finish_site(config, assembly.searched(config, listed, pool), assembly.site, place):
            if name not in copied:
                kept.placed.pop(name, None)
        pages += [page for page, _ in made]
        fresh += sum(new for _, new in made)
    return pages, fresh
