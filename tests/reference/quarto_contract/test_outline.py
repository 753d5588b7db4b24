"""The page contract: what a reader meets on a page, in order, as real Quarto makes it of the same files.

The expected outlines were read against the sources line by line. The same functions give, for a
project of the same shape, the outline that Quarto 1.10.18 made of it.
"""

import json
import shutil
from pathlib import Path
from typing import Any

import html5lib
import pytest

from pes_analysis.publish.render import render_site

HERE = Path(__file__).parent
HEADINGS = {f"h{level}": level for level in range(1, 7)}
CALLOUTS = ("note", "tip", "warning", "important", "caution")
SKIPPED = {"abstract", "contents", "breadcrumbs", "only-print"}


def whole_text(element: Any) -> str:
    return "\u00a0".join(" ".join(part.split()) for part in "".join(element.itertext()).split("\u00a0"))


def links_in(element: Any) -> list[str]:
    return [link.get("href") for link in element.iter("a")]


def outline(html: str) -> list[dict[str, Any]]:
    document = html5lib.parse(html, namespaceHTMLElements=False)
    entries: list[dict[str, Any]] = []
    for block in document.find(".//main"):
        collect(block, entries)
    return entries


def collect(element: Any, entries: list[dict[str, Any]]) -> None:
    classes = (element.get("class") or "").split()
    tag = element.tag
    if set(classes) & SKIPPED or tag == "nav":
        return
    if tag in HEADINGS:
        named = {"id": element.get("id")} if element.get("id") else {}
        entries.append({"kind": "heading", "level": HEADINGS[tag], "text": whole_text(element), **named})
    elif "callout" in classes:
        title = element.find("./*[@class='callout-title']")
        body = element.find("./*[@class='callout-body']")
        kind = next(kind for kind in CALLOUTS if f"callout-{kind}" in classes)
        entries.append(
            {
                "kind": "callout",
                "type": kind,
                "title": whole_text(title),
                "collapsed": tag == "details" and element.get("open") is None,
                "text": whole_text(body).strip(),
            }
        )
    elif "table-figure" in classes:
        rows = [[whole_text(cell) for cell in row] for row in element.iter("tr")]
        caption = whole_text(element.find("./figcaption"))
        entries.append({"kind": "table", "id": element.get("id"), "caption": caption, "rows": rows})
    elif tag == "figure":
        entries.append(figure(element))
    elif "panel-tabset" in classes:
        panes = element.findall("./section")
        entries.append(
            {
                "kind": "tabset",
                "tabs": [whole_text(pane[0]) for pane in panes],
                "panes": [whole_text(pane[1]).strip() for pane in panes],
            }
        )
    elif tag == "dl":
        terms = [whole_text(term) for term in element.iter("dt")]
        texts = [whole_text(text) for text in element.iter("dd")]
        entries.append(
            {"kind": "definitions", "items": [list(pair) for pair in zip(terms, texts, strict=True)]}
        )
    elif tag in ("ul", "ol", "p", "pre"):
        entries.append(leaf(element, tag))
    elif str(tag).endswith("math"):
        entries.append({"kind": "formula"})
    else:
        for child in element:
            collect(child, entries)


def figure(element: Any) -> dict[str, Any]:
    entry = {"kind": "figure", "id": element.get("id"), "caption": whole_text(element.find("./figcaption"))}
    picture = element.find(".//img")
    if picture is None:
        drawing = next(node for node in element.iter() if str(node.tag).endswith("svg"))
        return entry | {"alt": drawing.get("aria-label"), "src": "in the page"}
    return entry | {"alt": picture.get("alt"), "src": picture.get("src")}


def leaf(element: Any, tag: str) -> dict[str, Any]:
    links = {"links": links_in(element)} if links_in(element) else {}
    if tag in ("ul", "ol"):
        return {"kind": "list", "items": [whole_text(item) for item in element], **links}
    return {"kind": "output" if tag == "pre" else "paragraph", "text": whole_text(element), **links}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("contract")
    shutil.copytree(HERE / "project", folder / "project")
    render_site(folder / "project", folder / "site", "builtin")
    return folder / "site"


@pytest.mark.parametrize("page", ["powiaty/1201.html", "en/powiaty/1201.html", "slownik.html"])
def test_reader_meets_what_quarto_shows(site: Path, page: str) -> None:
    expected = json.loads((HERE / "outlines.json").read_text(encoding="utf-8"))[page]
    assert outline((site / page).read_text(encoding="utf-8")) == expected


def test_code_and_parameters_never_reach_a_page(site: Path) -> None:
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert "# Parameters" not in text
        assert "show(" not in text
        assert 'edition = "' not in text
