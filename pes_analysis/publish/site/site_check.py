"""The built site read as a browser would: broken links, doubled ids, leaks and calls to other hosts."""

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import astuple, dataclass, field
from functools import partial
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from pes_analysis.publish.keys.digests import digest_of
from pes_analysis.publish.keys.kept_json import read_kept, write_kept
from pes_analysis.publish.site.manifest import site_files
from pes_analysis.publish.site.processes import several_processes

if TYPE_CHECKING:
    import pandas as pd

# A process takes longer to start than this many pages take to read.
_FEW_PAGES = 100
_CODE = digest_of(Path(__file__).read_bytes())

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
SEARCHED = {
    "parameters": PARAMETERS_CELL,
    "unresolved reference": UNRESOLVED_REFERENCE,
    "private path": HOME_FOLDER,
    "e-mail": EMAIL,
}
# Without one of these no expression of SEARCHED finds anything, and looking for a word takes no time.
SIGNS = ("@", "# Parameters", "/home/", "/Users/", ":\\Users\\", "file://")

COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL | re.IGNORECASE)
LANGUAGE = re.compile(r"<html\b[^>]*?\slang=[\"']([^\"']+)", re.IGNORECASE)
HEADING = re.compile(r"<h1\b", re.IGNORECASE)
RAW_TEXT = re.compile(r"<(script|style)\b([^>]*)>(.*?)</\1>", re.DOTALL | re.IGNORECASE)
# Titles are not seen, neither the page's nor those of shapes in a drawing.
UNSEEN = re.compile(r"<(script|style|title|desc)\b[^>]*>.*?</\1>", re.DOTALL | re.IGNORECASE)
WRITE_TO = re.compile(r"<a\b[^>]*href=[\"']mailto:[^>]*>.*?</a>", re.DOTALL | re.IGNORECASE)
WRITTEN = r"""((?:[^"'<>]+|"[^"]*"|'[^']*')*)"""
TAG = re.compile(rf"</?[a-z][\w:-]*{WRITTEN}>", re.IGNORECASE)
ATTRIBUTE = re.compile(r"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
TAG_THAT_MATTERS = re.compile(
    rf"<([a-z][\w:-]*)\b(?=[^>]*?\s(?:id|href|src|data|style|on\w+)\s*=){WRITTEN}>", re.IGNORECASE
)


@dataclass(frozen=True)
class Problem:
    """One thing wrong on one page."""

    page: str
    rule: str
    detail: str


@dataclass(frozen=True)
class _Page:
    """What one page says, gathered in one pass; its text only where something may be found in it."""

    url: str
    text: str
    ids: Counter[str] = field(default_factory=Counter)
    links: list[str] = field(default_factory=list)
    resources: list[str] = field(default_factory=list)
    images_without_text: list[str] = field(default_factory=list)
    handlers: list[str] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)
    language: str = ""
    title: str = ""
    headings: int = 0


@dataclass(frozen=True)
class _Facts:
    """What is found on one page, whatever else there is in the site.

    Parameters
    ----------
    digest : str
        Of the page's content.
    problems : sequence of [rule, detail]
        What is wrong with the page itself.
    language, title : str
    ids : str
        What links may lead to, one a line: no id has a line break in it.
    targets : sequence of str
        Files of the site that it leads to, with the ids on a second line; not those on the page itself.
    """

    digest: str
    problems: Sequence[Sequence[str]]
    language: str
    title: str
    ids: str
    targets: Sequence[str]

    @property
    def stored(self) -> Sequence[object]:
        """What JSON keeps, in the order of the parameters."""
        return [self.digest, self.problems, self.language, self.title, self.ids, self.targets]


def check_site(folder: Path) -> "pd.DataFrame":
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
    # Building asks for the problems alone.
    import pandas as pd

    rows = [(one.page, one.rule, one.detail) for one in find_problems(folder)]
    return pd.DataFrame(rows, columns=["page", "rule", "detail"])


def find_problems(
    folder: Path, known: Mapping[str, str] | None = None, kept_at: Path | None = None, workers: int = 1
) -> list[Problem]:
    """Find what is wrong with a built site; a page that stayed the same is not read again.

    Parameters
    ----------
    folder : Path
        The root of the built site.
    known : Mapping of str to str, optional
        Files of it and digests of their contents, as far as they are known; of others they are taken.
    kept_at : Path, optional
        Where to keep what was found on each page.
    workers : int
        Processes that read pages, where there are many to read.

    Returns
    -------
    list of Problem
        Sorted, each once.
    """
    files = frozenset(site_files(folder))
    before, digests = _read_facts(kept_at), known or {}
    names = [name for name in sorted(files) if name.endswith(".html")]
    pages = [(name, digests.get(name) or digest_of((folder / name).read_bytes())) for name in names]
    facts = {name: before[name] for name, digest in pages if name in before and before[name].digest == digest}
    unread = [one for one in pages if one[0] not in facts]
    facts |= zip((name for name, _ in unread), _read_all(folder, unread, workers), strict=True)
    facts = {name: facts[name] for name in names}
    problems = [Problem(name, *one) for name, page in facts.items() for one in page.problems]
    problems += _link_problems(folder, facts, files)
    problems += _title_problems(facts)
    for name in sorted(files):
        if name.endswith(".css"):
            text = (folder / name).read_text(encoding="utf-8")
            problems += [
                Problem(name, "other host", found) for found in _addresses(text) if _is_outside(found)
            ]
    if kept_at is not None and facts != before:
        write_kept(kept_at, [_CODE, {name: page.stored for name, page in facts.items()}])
    return sorted(set(problems), key=astuple)


def _read_all(folder: Path, pages: Sequence[tuple[str, str]], workers: int) -> list[_Facts]:
    read = partial(_facts, folder)
    if workers == 1 or len(pages) <= _FEW_PAGES:
        return [read(*one) for one in pages]
    with several_processes(workers) as executor:
        return list(executor.map(read, *zip(*pages, strict=True), chunksize=20))


def _read_facts(path: Path | None) -> dict[str, _Facts]:
    code, pages = (read_kept(path) if path else None) or ("", {})
    # What another version of this module found is not what this one would.
    return {name: _Facts(*stored) for name, stored in pages.items()} if code == _CODE else {}


def _facts(folder: Path, name: str, digest: str) -> _Facts:
    page = _read(folder, name)
    own = [(one.rule, one.detail) for one in _page_problems(page)]
    targets = {}
    for link in _inside(page):
        target, fragment = _target(page.url, link)
        if target != page.url:
            targets[f"{target}\n{fragment}"] = link
        elif fragment and fragment not in page.ids:
            own.append(("anchor", link))
    return _Facts(digest, own, page.language, page.title, "\n".join(page.ids), tuple(targets))


def _read(folder: Path, name: str) -> _Page:
    """Read a page with expressions: html.parser takes eight times as long over pages full of drawings."""
    source = COMMENT.sub("", (folder / name).read_text(encoding="utf-8"))
    title = TITLE.search(source)
    language = LANGUAGE.search(source)
    raw = [(match[1], match[3]) for match in RAW_TEXT.finditer(source)]
    page = _Page(
        url=name,
        text=_searched_text(source),
        styles=[text for tag, text in raw if tag == "style"],
        language=language[1] if language else "",
        title=unescape(title[1]).strip() if title else "",
        headings=len(HEADING.findall(source)),
    )
    for match in TAG_THAT_MATTERS.finditer(RAW_TEXT.sub(r"<\1\2>", source)):
        _note_tag(page, match[1].lower(), match[2])
    return page


def _searched_text(source: str) -> str:
    """Give the text of a page; nothing where nothing that is searched for can stand in it."""
    if not _has_signs(source):
        return ""
    seen = UNSEEN.sub("\n", WRITE_TO.sub("\n", source))
    return unescape(TAG.sub("\n", seen)) if _has_signs(seen) else ""


def _has_signs(source: str) -> bool:
    written = unescape(source)
    return any(sign in written for sign in SIGNS)


def _note_tag(page: _Page, tag: str, written: str) -> None:
    values = {name.lower(): unescape(double or single) for name, double, single in ATTRIBUTE.findall(written)}
    page.ids.update([values["id"]] if "id" in values else [])
    page.handlers.extend(name for name in values if name.startswith("on"))
    page.styles.extend([values["style"]] if "style" in values else [])
    if tag == "a" and "href" in values:
        page.links.append(values["href"])
    if tag == "link":
        fetched = FETCHED_LINKS & set(values.get("rel", "").split())
        (page.resources if fetched else page.links).append(values.get("href", ""))
    if tag in RESOURCES and RESOURCES[tag] in values:
        page.resources.append(values[RESOURCES[tag]])
    if tag == "img" and "alt" not in values:
        page.images_without_text.append(values.get("src", ""))


def _page_problems(page: _Page) -> Iterator[Problem]:
    for rule, pattern in SEARCHED.items():
        yield from (Problem(page.url, rule, match[0].strip()) for match in pattern.finditer(page.text))
    yield from (Problem(page.url, "doubled id", name) for name, count in page.ids.items() if count > 1)
    yield from (Problem(page.url, "inline handler", name) for name in page.handlers)
    yield from (Problem(page.url, "alternative text", source) for source in page.images_without_text)
    outside = [*page.resources, *(address for style in page.styles for address in _addresses(style))]
    yield from (Problem(page.url, "other host", address) for address in outside if _is_outside(address))
    if page.headings != 1:
        yield Problem(page.url, "one h1", str(page.headings))
    if not page.language:
        yield Problem(page.url, "lang", "")
    if not page.title:
        yield Problem(page.url, "title", "")


def _inside(page: _Page) -> Iterator[str]:
    """Give the links of a page that stay in the site, each once."""
    for link in dict.fromkeys([*page.links, *page.resources]):
        parts = urlsplit(link)
        if not parts.scheme and not parts.netloc:
            yield link


def _target(url: str, link: str) -> tuple[str, str]:
    """Give the file that a link of a page leads to, and the id in it, if any."""
    parts = urlsplit(link)
    path = unquote(parts.path)
    target = posixpath.normpath(posixpath.join(posixpath.dirname(url), path)) if path else url
    if path.endswith("/"):
        target = posixpath.normpath(posixpath.join(target, "index.html"))
    # No id holds this sign: what follows fills in a form of the page.
    return target, "" if "=" in parts.fragment else unquote(parts.fragment)


def _link_problems(folder: Path, facts: Mapping[str, _Facts], files: Set[str]) -> Iterator[Problem]:
    ids: dict[str, frozenset[str]] = {}

    def rule_broken(target: str) -> str:
        file, _, fragment = target.partition("\n")
        if file not in files:
            return "link"
        if fragment and file in facts:
            if file not in ids:
                ids[file] = frozenset(facts[file].ids.split("\n"))
            return "" if fragment in ids[file] else "anchor"
        return ""

    rules: dict[str, str] = {}
    for name, page in facts.items():
        for target in page.targets:
            if target not in rules:
                rules[target] = rule_broken(target)
        if any(rules[target] for target in page.targets):
            # As it is written, only the page itself knows.
            for link in _inside(_read(folder, name)):
                rule = rules.get("\n".join(_target(name, link)), "")
                if rule:
                    yield Problem(name, rule, link)


def _title_problems(pages: Mapping[str, _Facts]) -> Iterator[Problem]:
    # A page and its translation may share a name ("Małopolskie 2024").
    titles = Counter((page.language, page.title) for page in pages.values())
    for name, page in pages.items():
        if page.title and titles[page.language, page.title] > 1:
            yield Problem(name, "doubled title", page.title)


def _addresses(style: str) -> list[str]:
    return [first or second for first, second in STYLE_ADDRESS.findall(style)]


def _is_outside(address: str) -> bool:
    parts = urlsplit(address.strip())
    return bool(parts.netloc) or parts.scheme in ("http", "https")
