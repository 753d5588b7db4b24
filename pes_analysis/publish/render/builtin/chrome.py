"""Everything around the content of a page: navigation, path, other languages, contents, footer."""

import functools
import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from pes_analysis.publish.render.builtin.config import NavigationItem
from pes_analysis.publish.render.builtin.links import LinkResolver, relative_url
from pes_analysis.publish.render.builtin.pandoc_reader import pandoc_version
from pes_analysis.publish.render.builtin.project import ProjectConfig
from pes_analysis.publish.render.builtin.words import Words, words_in
from pes_analysis.publish.render.builtin.writer import Writer
from pes_analysis.publish.render.rendered import Heading

THEME_FOLDER = "theme"
CHROME_SHEET = "builtin.css"
SCRIPTS = ("site.js", "search.js")
INDEX = "index.html"


@dataclass(frozen=True)
class Chrome:
    """What the template needs besides the page itself.

    Parameters
    ----------
    project : ProjectConfig
        The project of the page.
    url : str
        The page's address from the root of the site.
    words : Words
        The page's language.
    """

    project: ProjectConfig
    url: str
    words: Words

    def variables(self, title: str) -> dict[str, Any]:
        """Give the template's variables that depend on where the page stands."""
        settings = self.project.settings
        inside = self._inside_url
        navigation = self._navigation()
        counterparts = self.project.counterparts(inside)
        translations = self._translations(counterparts)
        alternates = [item for item in translations if item["language"] in counterparts]
        sheets = (*settings.format.html.css, self._theme(CHROME_SHEET))
        index = self._way(search_index_name(self.words.language))
        return {
            "words": self.words,
            "language": self.words.language,
            "root": relative_url(self.url, self.project.prefix or ".") + "/",
            "home": self._way(INDEX),
            "site_title": settings.website.title,
            "window_title": settings.website.title
            if title == settings.website.title
            else f"{title} – {settings.website.title}",
            "generator": renderer_name(),
            "navigation": navigation,
            "breadcrumbs": self._breadcrumbs(title, navigation) if settings.website.bread_crumbs else (),
            "translations": translations if len(translations) > 1 else (),
            "alternates": alternates if len(alternates) > 1 else (),
            "default_url": relative_url(self.url, inside) if len(alternates) > 1 else "",
            "stylesheets": [self._link(sheet) for sheet in sheets],
            "scripts": [self._link(self._theme(script)) for script in SCRIPTS],
            "search_index": index if settings.website.search else "",
            "for_robots": settings.format.html.include_in_header is not None,
            "contents_title": settings.format.html.toc_title or self.words.on_this_page,
            "footer": [Markup(self._footer_part(blocks)) for blocks in self.project.footer],  # noqa: S704
            "rendered_by": self.words.rendered_by.format(version=_own_version(), pandoc=pandoc_version()),
        }

    @property
    def _inside_url(self) -> str:
        """The address from the project's folder: the same in every language."""
        return posixpath.relpath(self.url, self.project.prefix or ".")

    def _way(self, target: str) -> str:
        return relative_url(self.url, self.project.site_path(target))

    def _links(self) -> LinkResolver:
        return LinkResolver(self.project.site_path("_quarto.yml"), self.url, self.project.prefix)

    def _link(self, target: str) -> str:
        return self._links().resolve(target)

    def _theme(self, name: str) -> str:
        """Stand beside the first style sheet that the project names, which both languages share."""
        sheets = self.project.settings.format.html.css
        return posixpath.join(posixpath.dirname(sheets[0]) if sheets else THEME_FOLDER, name)

    def _navigation(self) -> list[Mapping[str, Any]]:
        """Give the bar: links, and names that unfold into links."""
        navbar = self.project.settings.website.navbar
        bar: list[Mapping[str, Any]] = []
        for item in (*navbar.left, *navbar.right):
            links = self._navigation_links(item)
            if item.menu and links:
                inside = "true" if any(link["current"] for link in links) else ""
                bar.append({"text": item.text, "menu": links, "current": inside})
            else:
                bar.extend(links)
        return bar

    def _navigation_links(self, item: NavigationItem) -> list[Mapping[str, str]]:
        links: list[Mapping[str, str]] = []
        for link in item.links:
            url = self._link(link.href)
            target = posixpath.normpath(posixpath.join(posixpath.dirname(self.url), url))
            # Quarto has no pages in two languages, so its bar links the other start page; ours
            # links the same page instead.
            if "://" in url or self._belongs_here(target):
                links.append(
                    {"text": link.text, "url": url, "target": target, "current": self._current(target)}
                )
        return links

    def _belongs_here(self, target: str) -> bool:
        prefixes = [prefix for prefix in self.project.translations.values() if prefix]
        top = target.split("/", 1)[0]
        return (top if top in prefixes else "") == self.project.prefix

    def _current(self, target: str) -> str:
        if target == self.url:
            return "page"
        folder, name = posixpath.split(target)
        in_folder = name == INDEX and folder != self.project.prefix and self.url.startswith(f"{folder}/")
        return "true" if in_folder else ""

    def _breadcrumbs(self, title: str, navigation: Iterable[Mapping[str, Any]]) -> list[Mapping[str, str]]:
        inside = self._inside_url
        if inside == INDEX:
            return []
        links = (link for item in navigation for link in item.get("menu", (item,)))
        names = {link["target"]: link["text"] for link in links}
        folder = posixpath.dirname(inside)
        above = [INDEX, *([f"{folder}/{INDEX}"] if folder else [])]
        crumbs = [
            {"text": names[site_path], "url": self._way(path)}
            for path in above
            if path != inside and (site_path := self.project.site_path(path)) in names
        ]
        return [*crumbs, {"text": title, "url": ""}]

    def _translations(self, counterparts: Mapping[str, str]) -> list[Mapping[str, str]]:
        """Lead to the same page in each language; where a language has none, to its start page."""
        found: list[Mapping[str, str]] = []
        for language, prefix in sorted(self.project.translations.items(), key=lambda item: item[1]):
            words = words_in(language, "_quarto.yml")
            page = self._inside_url if language in counterparts else INDEX
            url = relative_url(self.url, posixpath.normpath(posixpath.join(prefix, page)))
            found.append(
                {"language": language, "url": url, "name": words.language_name, "hint": words.other_language}
            )
        return found

    def _footer_part(self, blocks: list[dict[str, Any]]) -> str:
        return Writer("_quarto.yml", self.words, self._links(), {}).blocks(blocks)


@functools.cache
def _own_version() -> str:
    # Found in the package's metadata, which takes a millisecond to read.
    return version("pes-analysis")


def renderer_name() -> str:
    """Name the renderer and its version, for the head of a page and the manifest."""
    return f"pes-analysis {_own_version()} (pandoc {pandoc_version()})"


def search_index_name(language: str) -> str:
    """Name the file that holds the search index of a language.

    Examples
    --------
    >>> search_index_name("pl")
    'search-index.pl.js'
    """
    return f"search-index.{language}.js"


def table_of_contents(headings: Iterable[Heading], depth: int) -> str:
    """Write the page's headings as nested lists of links.

    Parameters
    ----------
    headings : iterable of Heading
        In the order of the page.
    depth : int
        The deepest level shown.

    Returns
    -------
    str
        Empty when fewer than two headings are left: a list of one helps nobody.

    Examples
    --------
    >>> table_of_contents([Heading(2, "a", "A"), Heading(3, "b", "B"), Heading(2, "c", "C")], 3)
    '<ul><li><a href="#a">A</a><ul><li><a href="#b">B</a></li></ul></li><li><a href="#c">C</a></li></ul>'
    """
    shown = [heading for heading in headings if 2 <= heading.level <= depth]
    if len(shown) < 2:
        return ""
    parts: list[str] = []
    open_levels: list[int] = []
    for heading in shown:
        while open_levels and open_levels[-1] > heading.level:
            parts.append("</li></ul>")
            open_levels.pop()
        if open_levels and open_levels[-1] == heading.level:
            parts.append("</li>")
        else:
            parts.append("<ul>")
            open_levels.append(heading.level)
        parts.append(f'<li><a href="#{escape(heading.identifier)}">{escape(heading.text)}</a>')
    return "".join(parts) + "</li></ul>" * len(open_levels)


@functools.cache
def page_template() -> Any:
    """Load the page's template once for each process."""
    environment = Environment(
        loader=PackageLoader("pes_analysis.publish.render.builtin", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("page.html.j2")
