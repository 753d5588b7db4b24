"""Tables: numbered caption above, row headers in the first column, numbers aligned."""

from html import escape
from typing import TYPE_CHECKING, Any

from pes_analysis.publish.render.builtin.constructs import THEME_CLASSES, read_attributes
from pes_analysis.publish.render.builtin.element import tag
from pes_analysis.publish.render.builtin.figure import caption_text
from pes_analysis.publish.render.builtin.pandoc import Nodes

if TYPE_CHECKING:
    from pes_analysis.publish.render.builtin.writer import Writer

ALIGNMENT = {"AlignRight": "num", "AlignCenter": "mid"}


def table(writer: "Writer", content: Any) -> str:
    """Write a table; ``site.js`` makes it a region that keys can scroll where it is too wide."""
    raw_attributes, (_, caption), columns, head, bodies, foot = content
    attributes = read_attributes(
        raw_attributes, writer.where, "table", THEME_CLASSES, frozenset({"tbl-colwidths"})
    )
    identifier = attributes.identifier
    alignments = [ALIGNMENT.get(column[0]["t"]) for column in columns]
    rows = "".join(_row(writer, row, alignments, header=True) for row in head[1])
    body = "".join(
        _row(writer, row, alignments, header=False)
        for section in bodies
        for row in (*section[2], *section[3])
    )
    rest = "".join(_row(writer, row, alignments, header=False) for row in foot[1])
    caption_id = f"{identifier}-caption" if identifier and caption else None
    markup = tag(
        "table",
        (tag("thead", rows) if rows else "") + tag("tbody", body) + (tag("tfoot", rest) if rest else ""),
        aria_labelledby=caption_id,
        class_=" ".join(attributes.classes) or None,
    )
    scrolled = tag("div", markup, class_="table-scroll")
    if not caption:
        return tag("div", scrolled, class_="table-figure", id=identifier or None)
    text = tag("figcaption", caption_text(writer, identifier, caption), id=caption_id)
    return tag("figure", f"{text}\n{scrolled}", class_="table-figure", id=identifier or None)


def _row(writer: "Writer", row: Any, alignments: list[str | None], *, header: bool) -> str:
    cells = []
    for position, (_, _, row_span, column_span, blocks) in enumerate(row[1]):
        text = _text(writer, blocks)
        names_row = not header and position == 0 and len(row[1]) > 1
        is_header = bool(text) and (header or names_row)
        aligned = alignments[position] if position < len(alignments) else None
        # Written out: half of all elements of a page are cells.
        name = "th" if is_header else "td"
        scope = f' scope="{"col" if header else "row"}"' if is_header else ""
        look = f' class="{aligned}"' if aligned else ""
        rows = f' rowspan="{row_span}"' if row_span > 1 else ""
        columns = f' colspan="{column_span}"' if column_span > 1 else ""
        cells.append(f"<{name}{scope}{look}{rows}{columns}>{text}</{name}>")
    return tag("tr", "".join(cells)) + "\n"


def _text(writer: "Writer", blocks: Nodes) -> str:
    """Write a cell; nearly all hold one run of words."""
    match blocks:
        case [{"t": "Plain", "c": [{"t": "Str", "c": words}]}]:
            return escape(words, quote=False)
    return writer.blocks(blocks)
