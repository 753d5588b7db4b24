"""Parts of a site that Quarto rendered, put together: pages, links between parts, search index, sitemap."""

import json
import posixpath
import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pes_analysis.protect.errors import PesError

_SEARCH, _SITEMAP = "search.json", "sitemap.xml"
# Quarto turns the source of a page into its address, unless the source is in another project.
_LINK = re.compile(r'(<a\b[^>]*?\shref=")([^"#?:]+)\.(?:ipynb|qmd)((?:#[^"]*)?")')
_URLS = re.compile(r"<urlset[^>]*>(.*)</urlset>", re.DOTALL)


def join_parts(parts: Sequence[Path], output: Path, pages: frozenset[str]) -> None:
    """Put the rendered parts of one language into the built site.

    Parameters
    ----------
    parts : sequence of Path
        What Quarto made of each part; a page stands in it where it stands in the site.
    output : Path
        Where the language stands in the site.
    pages : frozenset of str
        Addresses of all its pages, from there.

    Raises
    ------
    PesError
        When two parts hold different files of the same name: made by different versions or settings.
    """
    found: list[Any] = []
    sitemaps: list[str] = []
    for part in parts:
        for path in sorted(part.rglob("*")):
            if not path.is_file():
                continue
            name = path.relative_to(part).as_posix()
            if name == _SEARCH:
                found += json.loads(path.read_bytes())
            elif name == _SITEMAP:
                sitemaps.append(path.read_text(encoding="utf-8"))
            else:
                _add(path, output / name, name, pages)
    if found:
        (output / _SEARCH).write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
    if sitemaps:
        inner = "".join(match[1] for text in sitemaps if (match := _URLS.search(text)))
        whole = _URLS.sub(lambda match: match[0].replace(match[1], inner), sitemaps[0])
        (output / _SITEMAP).write_text(whole, encoding="utf-8")


def _add(path: Path, target: Path, name: str, pages: frozenset[str]) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if name in pages:
        text = path.read_text(encoding="utf-8")
        target.write_text(lead_to_pages(text, name, pages), encoding="utf-8")
    elif not target.exists():
        shutil.copyfile(path, target)
    elif target.read_bytes() != path.read_bytes():
        raise PesError(
            f"Części strony z Quarto różnią się plikiem {name}. Powtórz z --force.",
            f"Parts of the site made by Quarto differ in the file {name}. Build again with --force.",
        )


def lead_to_pages(html: str, name: str, pages: frozenset[str]) -> str:
    """Let links to the source of a page of another part lead to the page.

    Parameters
    ----------
    html : str
        A page.
    name : str
        Its address.
    pages : frozenset of str
        Addresses of all pages; a link to anything else stays as it is.

    Examples
    --------
    >>> page = '<a href="../region.ipynb#mapa">Region</a>'
    >>> lead_to_pages(page, "powiaty/1201.html", frozenset({"region.html"}))
    '<a href="../region.html#mapa">Region</a>'
    """

    def led(match: re.Match[str]) -> str:
        start, stem, end = match.groups()
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), f"{stem}.html"))
        return f"{start}{stem}.html{end}" if target in pages else match[0]

    return _LINK.sub(led, html)
