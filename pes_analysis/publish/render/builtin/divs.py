"""Divs: callouts, tabs, pictures side by side, labelled figures and tables, and the theme's own classes."""

from html import escape
from typing import TYPE_CHECKING, Any

from pes_analysis.publish.render.builtin.constructs import THEME_CLASSES, Attributes, read_attributes
from pes_analysis.publish.render.builtin.element import carried, tag
from pes_analysis.publish.render.builtin.figure import captioned
from pes_analysis.publish.render.builtin.pandoc import Nodes

if TYPE_CHECKING:
    from pes_analysis.publish.render.builtin.writer import Writer

CALLOUT = "callout-"
COLUMNS = frozenset("1234")


def div(writer: "Writer", content: Any) -> str:
    """Write a div by its class or attribute."""
    raw_attributes, blocks = content
    names = raw_attributes[1]
    kind = next((name for name in names if name.startswith(CALLOUT)), None)
    if kind:
        return _callout(writer, raw_attributes, blocks, kind.removeprefix(CALLOUT))
    if "panel-tabset" in names:
        return _tabs(writer, raw_attributes, blocks)
    attributes = read_attributes(
        raw_attributes, writer.where, "div", THEME_CLASSES, frozenset({"layout-ncol"})
    )
    if "layout-ncol" in attributes.values:
        return _side_by_side(writer, attributes, blocks)
    if attributes.identifier.startswith(("fig-", "tbl-")) and blocks and blocks[-1]["t"] == "Para":
        return captioned(writer, attributes.identifier, writer.blocks(blocks[:-1]), blocks[-1:])
    return tag("div", f"\n{writer.blocks(blocks)}\n", **carried(attributes))


def _callout(writer: "Writer", raw_attributes: list[object], blocks: Nodes, kind: str) -> str:
    if kind not in writer.words.callouts:
        raise writer.refuse(
            f"nieznane wyróżnienie callout-{kind}. Są: {', '.join(writer.words.callouts)}.",
            f"an unknown callout-{kind}. There are: {', '.join(writer.words.callouts)}.",
        )
    attributes = read_attributes(
        raw_attributes,
        writer.where,
        "callout",
        frozenset({f"{CALLOUT}{kind}"}) | THEME_CLASSES,
        frozenset({"title", "collapse", "icon", "appearance"}),
    )
    own_title, blocks = _title(writer, attributes, blocks)
    type_name = writer.words.callouts[kind]
    title = f'<span class="visually-hidden">{type_name}</span>{own_title}' if own_title else type_name
    with_body = _outside_contents(writer, blocks)
    look = {
        "id": attributes.identifier or None,
        "class_": " ".join(["callout", *attributes.classes]),
        "lang": attributes.values.get("lang"),
    }
    body = tag("div", f"\n{with_body}\n", class_="callout-body")
    collapse = attributes.values.get("collapse")
    if collapse in ("true", "false"):
        heading = tag("summary", title, class_="callout-title")
        return tag("details", heading + body, open="" if collapse == "false" else None, **look)
    return tag("div", tag("p", title, class_="callout-title") + body, role="note", **look)


def _title(writer: "Writer", attributes: Attributes, blocks: Nodes) -> tuple[str, Nodes]:
    if "title" in attributes.values:
        return escape(attributes.values["title"]), blocks
    if blocks and blocks[0]["t"] == "Header":
        return writer.inlines(blocks[0]["c"][2]), blocks[1:]
    return "", blocks


def _tabs(writer: "Writer", raw_attributes: list[object], blocks: Nodes) -> str:
    attributes = read_attributes(
        raw_attributes, writer.where, "tabset", frozenset({"panel-tabset"}), frozenset({"group"})
    )
    if not blocks or blocks[0]["t"] != "Header":
        raise writer.refuse(
            "panel-tabset nie zaczyna się od nagłówka. Nagłówek jest nazwą karty.",
            "a panel-tabset does not start with a heading. The heading is the name of a tab.",
        )
    level = blocks[0]["c"][0]
    panes: list[Nodes] = []
    for block in blocks:
        if block["t"] == "Header" and block["c"][0] == level:
            panes.append([])
        panes[-1].append(block)
    written = "\n".join(_pane(writer, pane) for pane in panes)
    return tag("div", f"\n{written}\n", class_="panel-tabset", id=attributes.identifier or None)


def _pane(writer: "Writer", pane: Nodes) -> str:
    level, (identifier, _, _), title = pane[0]["c"]
    heading = tag(f"h{level}", writer.inlines(title), class_="tab-title")
    body = tag("div", f"\n{_outside_contents(writer, pane[1:])}\n", class_="tab-body")
    return tag("section", heading + body, class_="tab-pane", id=identifier)


def _side_by_side(writer: "Writer", attributes: Attributes, blocks: Nodes) -> str:
    columns = attributes.values["layout-ncol"]
    if columns not in COLUMNS:
        raise writer.refuse(
            f"layout-ncol=„{columns}”. Podaj liczbę od 1 do 4.",
            f"layout-ncol='{columns}'. Give a number from 1 to 4.",
        )
    classes = " ".join(["layout", f"layout-{columns}", *attributes.classes])
    return tag("div", f"\n{writer.blocks(blocks)}\n", class_=classes, id=attributes.identifier or None)


def _outside_contents(writer: "Writer", blocks: Nodes) -> str:
    """Write what a callout or tab holds; its headings do not belong to the table of contents."""
    before, writer.in_body = writer.in_body, False
    written = writer.blocks(blocks)
    writer.in_body = before
    return written
