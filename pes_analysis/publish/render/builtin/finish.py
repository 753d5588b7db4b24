"""What a site needs besides its pages: theme, search index, sitemap and the page for wrong addresses."""

import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from xml.sax.saxutils import escape

from markupsafe import Markup

from pes_analysis.publish.render.builtin.chrome import THEME_FOLDER, Chrome, page_template, search_index_name
from pes_analysis.publish.render.builtin.project import ProjectConfig
from pes_analysis.publish.render.builtin.search_index import search_index
from pes_analysis.publish.render.builtin.words import words_in
from pes_analysis.publish.render.rendered import RenderedPage

NOT_FOUND = "404.html"
PUBLISHED_THEME = frozenset({".css", ".js", ".svg", ".png", ".ico"})


Place = Callable[[Path, str], None]


def finish_site(
    project: ProjectConfig, pages: Iterable[RenderedPage], output_dir: Path, place: Place | None = None
) -> tuple[str, ...]:
    """Write what belongs to a language as a whole; call it once for each project.

    Parameters
    ----------
    project : ProjectConfig
        From ``load_project``.
    pages : iterable of RenderedPage
        Every page of this project, freshly rendered or kept from an earlier build.
    output_dir : Path
        The root of the built site.
    place : callable, optional
        Puts a file under a name into the site; without it, files are copied.

    Returns
    -------
    tuple of str
        The files written, relative to the root of the site.
    """
    ordered = sorted(pages, key=lambda page: page.url)
    files = {}
    if project.settings.website.search:
        files[project.site_path(search_index_name(project.language))] = search_index(ordered, project.prefix)
    if not project.prefix:
        files[NOT_FOUND] = _not_found(project)
    if project.settings.website.site_url:
        files[project.site_path("sitemap.xml")] = _sitemap(project.settings.website.site_url, ordered)
    for path, text in files.items():
        target = output_dir / path
        target.parent.mkdir(parents=True, exist_ok=True)
        # A file put there before may be shared with the published site.
        target.unlink(missing_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
    return (*files, *_copy_resources(project, place or _copying(output_dir)))


def _sitemap(site_url: str, pages: Iterable[RenderedPage]) -> str:
    addresses = "".join(
        f"<url><loc>{escape(site_url.rstrip('/'))}/{escape(page.url)}</loc></url>\n" for page in pages
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{addresses}</urlset>\n'
    )


def _not_found(project: ProjectConfig) -> str:
    words = words_in(project.language, NOT_FOUND)
    body = Markup('<p>{} <a href="index.html">{}</a>.</p>').format(words.missing_text, words.to_start)
    variables = Chrome(project, NOT_FOUND, words).variables(words.missing_title)
    return str(
        page_template().render(
            **variables | {"translations": (), "alternates": (), "default_url": "", "breadcrumbs": ()},
            title=words.missing_title,
            subtitle="",
            date="",
            abstract="",
            description=words.missing_text,
            contents="",
            body=body,
        )
    )


def _copying(output_dir: Path) -> Place:
    def copy(path: Path, url: str) -> None:
        target = output_dir / url
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)

    return copy


def _copy_resources(project: ProjectConfig, place: Place) -> list[str]:
    """Copy the theme and the files that ``project.resources`` names."""
    theme = project.folder / THEME_FOLDER
    # By name: there are thousands, and paths take long to compare.
    chosen = {os.fspath(path): path for path in theme.glob("*") if path.suffix in PUBLISHED_THEME}
    for pattern in project.settings.project.resources:
        chosen |= {os.fspath(path): path for path in project.folder.glob(pattern) if path.is_file()}
    start = len(f"{os.fspath(project.folder)}{os.sep}")
    prefix = project.prefix and f"{project.prefix}/"
    copied = []
    for name, path in sorted(chosen.items()):
        url = prefix + name[start:].replace(os.sep, "/")
        place(path, url)
        copied.append(url)
    return copied
