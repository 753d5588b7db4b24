"""Links as they stand in a source file, turned into links of the built site, always relative."""

import posixpath
from dataclasses import dataclass
from urllib.parse import urlsplit

from pes_analysis.publish.render.builtin.refusal import refusal

PAGE_SOURCES = (".ipynb", ".qmd")
OUTSIDE = frozenset({"http", "https", "mailto", "tel"})


def page_url(source: str) -> str:
    """Give the address of a page from the path of its source, relative to the same folder.

    Examples
    --------
    >>> page_url("powiaty/1201.ipynb")
    'powiaty/1201.html'
    """
    stem, extension = posixpath.splitext(source)
    return f"{stem}.html" if extension in PAGE_SOURCES else source


def relative_url(page: str, target: str) -> str:
    """Give the way from one page to another address, both relative to the root of the site.

    Examples
    --------
    >>> relative_url("powiaty/1201.html", "slownik.html")
    '../slownik.html'
    >>> relative_url("index.html", "theme/report.css")
    'theme/report.css'
    """
    return posixpath.relpath(target, posixpath.dirname(page) or ".")


@dataclass(frozen=True)
class LinkResolver:
    """Resolves the links of one source file.

    Parameters
    ----------
    source : str
        The file the links are relative to, from the root of the site.
    page : str
        The address of the page they are shown on, from the root of the site.
    project : str
        Where the project stands in the site: empty, or ``en``.
    """

    source: str
    page: str
    project: str = ""

    def resolve(self, link: str) -> str:
        """Turn a link of the source file into a link of the page.

        Raises
        ------
        PesError
            For a link that is neither of the site nor http(s), mailto, tel, or that leaves the project.

        Examples
        --------
        >>> links = LinkResolver("powiaty/1201.ipynb", "powiaty/1201.html")
        >>> links.resolve("../slownik.qmd#pes"), links.resolve("/index.qmd")
        ('../slownik.html#pes', '../index.html')
        """
        parts = urlsplit(link)
        if parts.scheme in OUTSIDE:
            return link
        if parts.scheme or parts.netloc:
            raise refusal(
                self.source,
                f"odnośnik „{link[:80]}” prowadzi w niedozwolone miejsce. "
                "Użyj ścieżki w projekcie albo adresu http, https, mailto lub tel.",
                f"the link '{link[:80]}' leads where it must not. "
                "Use a path in the project or an http, https, mailto or tel address.",
            )
        if not parts.path:
            return link
        query = f"?{parts.query}" if parts.query else ""
        anchor = f"#{parts.fragment}" if parts.fragment else ""
        target = self.in_site(parts.path)
        way = self._through_project(page_url(target)) if target.endswith(PAGE_SOURCES) else ""
        return (way or relative_url(self.page, target)) + query + anchor

    def _through_project(self, target: str) -> str:
        """Reach a page by way of the project, as Quarto does; empty when it lies outside."""
        start = f"{self.project}/" if self.project else ""
        if not (target.startswith(start) and self.page.startswith(start)):
            return ""
        return "../" * self.page.removeprefix(start).count("/") + target.removeprefix(start)

    def in_site(self, path: str) -> str:
        """Give a path of the source file relative to the root of the site."""
        start = self.project if path.startswith("/") else posixpath.dirname(self.source)
        target = posixpath.normpath(posixpath.join(start, path.lstrip("/")))
        if target.startswith(".."):
            raise refusal(
                self.source,
                f"odnośnik „{path}” wychodzi poza projekt. Przenieś plik do projektu.",
                f"the link '{path}' leaves the project. Move the file into the project.",
            )
        return target
