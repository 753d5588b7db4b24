"""The next site, put together from rendered pages; a page that did not change is not rendered again."""

import json
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pes_analysis.publish.keys import digest_files, digest_of, publish_digest
from pes_analysis.publish.project import Project, project_files
from pes_analysis.publish.render.builtin import (
    ProjectConfig,
    finish_site,
    load_project,
    page_sources,
    render_page,
)
from pes_analysis.publish.render.builtin.links import page_url
from pes_analysis.publish.render.builtin.pandoc import pandoc_version
from pes_analysis.publish.render.rendered import RenderedPage

_PAGES = frozenset({".qmd", ".ipynb"})
# Copied beside the pages, and no part of them.
_THEME = frozenset({".css", ".js", ".scss"})


@dataclass(frozen=True)
class Rendered:
    """What a rendering did.

    Parameters
    ----------
    pages : tuple of RenderedPage
        All pages of the site.
    fresh : int
        How many of them were rendered now; the others were kept from earlier builds.
    """

    pages: tuple[RenderedPage, ...]
    fresh: int


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

    def __init__(self, project: Project, *, force: bool) -> None:
        self._folder = project.rendered
        self._force = force
        beside = [path for path in project_files(project) if path.suffix not in _PAGES | _THEME]
        # pandoc has a version of its own, and may be another than the one that its package brings.
        self._shared = digest_of(publish_digest(), pandoc_version(), digest_files(beside, project.reports))

    def entry(self, config: ProjectConfig, source: Path) -> Path:
        """Name the folder that keeps a page."""
        name = source.relative_to(config.folder).as_posix()
        counterparts = config.counterparts(page_url(name))
        languages = json.dumps([sorted(config.translations), sorted(counterparts)])
        key = digest_of(self._shared, config.digest, languages, config.prefix, name, source.read_bytes())
        return self._folder / key

    def page(self, config: ProjectConfig, source: Path) -> tuple[Path, RenderedPage, bool]:
        """Give a page, rendered now (True) or kept from an earlier build (False)."""
        entry = self.entry(config, source)
        kept = None if self._force else _kept_page(entry)
        if kept:
            entry.touch()
            return entry, kept, False
        self._folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".part-", dir=self._folder) as folder:
            part = Path(folder) / "page"
            page = render_page(config, source, part / "site")
            record = {"page": page.to_json(), "files": _digest(part, page)}
            (part / "page.json").write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
            if entry.exists():
                shutil.rmtree(entry)
            part.rename(entry)
        return entry, page, True


def _kept_page(entry: Path) -> RenderedPage | None:
    """Give a kept page; None unless it is there and whole: a machine that lost power may leave less."""
    try:
        record = json.loads((entry / "page.json").read_bytes())
        page = RenderedPage.from_json(record["page"])
        return page if _digest(entry, page) == record["files"] else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _digest(entry: Path, page: RenderedPage) -> str:
    return digest_files([entry / "site" / name for name in page.files], entry)


def _copy(entry: Path, page: RenderedPage, site: Path) -> None:
    # Copies, not links: a file edited in the site must not change what is kept.
    for name in page.files:
        target = site / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(entry / "site" / name, target)


def render_builtin(
    project: Project,
    languages: Sequence[str],
    site: Path,
    *,
    variables: Mapping[str, Any],
    workers: int,
    force: bool,
    done: Callable[[str], None],
) -> Rendered:
    """Render the Quarto project with the built-in renderer.

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
    done : callable
        Called from any thread with the address of a page that is ready.

    Returns
    -------
    Rendered
        The pages.
    """
    cache = _Cache(project, force=force)
    pages: list[RenderedPage] = []
    fresh = 0
    sources = [(config, page_sources(config)) for config in _configs(project, languages, variables)]
    with ThreadPoolExecutor(workers) as threads:
        for config, of_language in sources:

            def make(source: Path, config: ProjectConfig = config) -> tuple[RenderedPage, bool]:
                entry, page, new = cache.page(config, source)
                _copy(entry, page, site)
                done(page.url)
                return page, new

            made = list(threads.map(make, of_language))
            finish_site(config, [page for page, _ in made], site)
            pages += [page for page, _ in made]
            fresh += sum(new for _, new in made)
    return Rendered(tuple(pages), fresh)
