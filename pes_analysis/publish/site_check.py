"""The built site read as a browser would: broken links, doubled ids, leaks and calls to other hosts."""

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pandas as pd

RESOURCES = {
    "img": "src",
    "script": "src",
    "source": "src",
    "iframe": "src",
    "video": "src",
    "audio": "src",
    "embed": "src",
    "object": "data",
    "image": "href",
    "use": "href",
}
# A link element that a browser fetches; rel=alternate and canonical are addresses only.
FETCHED_LINKS = frozenset({"stylesheet", "icon", "preload", "modulepreload", "manifest", "prefetch"})
STYLE_ADDRESS = re.compile(r"url\(\s*['\"]?([^'\")]+)|@import\s+['\"]([^'\"]+)")
PARAMETERS_CELL = re.compile(r"(?m)^\s*# Parameters\s*$")
UNRESOLVED_REFERENCE = re.compile(r"\?@\w|(?<![\w.])@(?:fig|tbl|sec)-\w")
HOME_FOLDER = re.compile(r"(?:/home/|/Users/|[A-Za-z]:\\Users\\|file://)[^\s\"'<]+")
EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[A-Za-z]{2,}")
UNSEEN = frozenset({"script", "style", "template"})


@dataclass(frozen=True)
class Problem:
    """One thing wrong on one page."""

    page: str
    rule: str
    detail: str


@dataclass
class _Page(HTMLParser):
    """What one page says, gathered in one pass."""

    url: str
    ids: Counter[str] = field(default_factory=Counter)
    links: list[str] = field(default_factory=list)
    resources: list[str] = field(default_factory=list)
    images_without_text: list[str] = field(default_factory=list)
    handlers: list[str] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    language: str = ""
    title: str = ""
    headings: int = 0
    _inside: list[str] = field(default_factory=list)
    _mailto: bool = False

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note ids, links, resources and what is missing."""
        values = {name: value or "" for name, value in attrs}
        self.headings += tag == "h1"
        self.ids.update([values["id"]] if "id" in values else [])
        self.handlers += [name for name in values if name.startswith("on")]
        self.styles += [values["style"]] if "style" in values else []
        if tag == "html":
            self.language = values.get("lang", "")
        if tag == "a":
            self._mailto = values.get("href", "").startswith("mailto:")
            self.links += [values["href"]] if "href" in values else []
        if tag == "link":
            fetched = FETCHED_LINKS & set(values.get("rel", "").split())
            (self.resources if fetched else self.links).append(values.get("href", ""))
        if tag in RESOURCES and RESOURCES[tag] in values:
            self.resources.append(values[RESOURCES[tag]])
        if tag == "img" and "alt" not in values:
            self.images_without_text.append(values.get("src", ""))
        if tag in UNSEEN or tag == "title":
            self._inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Leave the element."""
        if tag in self._inside:
            self._inside.remove(tag)
        self._mailto = self._mailto and tag != "a"

    def handle_data(self, data: str) -> None:
        """Keep what a reader sees, and style sheets within the page."""
        if "style" in self._inside:
            self.styles.append(data)
        elif "title" in self._inside and not self.headings:
            self.title += data
        elif not self._inside:
            self.text.append(EMAIL.sub("", data) if self._mailto else data)


def check_site(folder: Path) -> pd.DataFrame:
    """Check every page of a built site.

    Parameters
    ----------
    folder : Path
        The root of the built site.

    Returns
    -------
    DataFrame[page, rule, detail]
        One row a problem, sorted; empty when the site is sound. Rules: ``link``, ``anchor``,
        ``doubled id``, ``other host``, ``one h1``, ``lang``, ``title``, ``doubled title``,
        ``alternative text``, ``inline handler``, ``parameters``, ``unresolved reference``,
        ``private path``, ``e-mail``.

    Notes
    -----
    Reads each file once and asks nothing of the network. An ordinary link may lead to another host;
    an e-mail address may stand only as a link that writes to it.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as site:
    ...     page = '<html lang="pl"><title>A</title><h1>A</h1><a href="b.html">B</a></html>'
    ...     _ = (Path(site) / "index.html").write_text(page)
    ...     check_site(Path(site)).to_dict("records")
    [{'page': 'index.html', 'rule': 'link', 'detail': 'b.html'}]
    """
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    pages = {name: _read(folder, name) for name in sorted(files) if name.endswith(".html")}
    problems = [problem for page in pages.values() for problem in _page_problems(page)]
    problems += [problem for page in pages.values() for problem in _link_problems(page, pages, files)]
    problems += _title_problems(pages)
    for name in sorted(files):
        if name.endswith(".css"):
            text = (folder / name).read_text(encoding="utf-8")
            problems += [
                Problem(name, "other host", found) for found in _addresses(text) if _is_outside(found)
            ]
    rows = sorted({(problem.page, problem.rule, problem.detail) for problem in problems})
    return pd.DataFrame(rows, columns=["page", "rule", "detail"])


def _read(folder: Path, name: str) -> _Page:
    page = _Page(name)
    page.feed((folder / name).read_text(encoding="utf-8"))
    page.close()
    return page


def _page_problems(page: _Page) -> Iterator[Problem]:
    text = "\n".join(page.text)
    searched = {
        "parameters": PARAMETERS_CELL,
        "unresolved reference": UNRESOLVED_REFERENCE,
        "private path": HOME_FOLDER,
        "e-mail": EMAIL,
    }
    for rule, pattern in searched.items():
        yield from (Problem(page.url, rule, match[0].strip()) for match in pattern.finditer(text))
    yield from (Problem(page.url, "doubled id", name) for name, count in page.ids.items() if count > 1)
    yield from (Problem(page.url, "inline handler", name) for name in page.handlers)
    yield from (Problem(page.url, "alternative text", source) for source in page.images_without_text)
    outside = [*page.resources, *(address for style in page.styles for address in _addresses(style))]
    yield from (Problem(page.url, "other host", address) for address in outside if _is_outside(address))
    if page.headings != 1:
        yield Problem(page.url, "one h1", str(page.headings))
    if not page.language:
        yield Problem(page.url, "lang", "")
    if not page.title.strip():
        yield Problem(page.url, "title", "")


def _link_problems(page: _Page, pages: dict[str, _Page], files: set[str]) -> Iterator[Problem]:
    for link in dict.fromkeys([*page.links, *page.resources]):
        parts = urlsplit(link)
        if parts.scheme or parts.netloc:
            continue
        path = unquote(parts.path)
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page.url), path)) if path else page.url
        if path.endswith("/"):
            target = posixpath.normpath(posixpath.join(target, "index.html"))
        if target not in files:
            yield Problem(page.url, "link", link)
        elif parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].ids:
            yield Problem(page.url, "anchor", link)


def _title_problems(pages: dict[str, _Page]) -> Iterator[Problem]:
    # A page and its translation may share a name ("Małopolskie 2024").
    titles = Counter((page.language, page.title.strip()) for page in pages.values())
    for page in pages.values():
        if page.title.strip() and titles[page.language, page.title.strip()] > 1:
            yield Problem(page.url, "doubled title", page.title.strip())


def _addresses(style: str) -> list[str]:
    return [first or second for first, second in STYLE_ADDRESS.findall(style)]


def _is_outside(address: str) -> bool:
    parts = urlsplit(address.strip())
    return bool(parts.netloc) or parts.scheme in ("http", "https")
