"""A page as pandoc's syntax tree: Markdown in, nodes out."""

import json
import re
from dataclasses import dataclass
from typing import Any

from pes_analysis.publish.render.builtin.dialect import dialect_of
from pes_analysis.publish.render.builtin.pandoc_reader import PandocRefusal, reader
from pes_analysis.publish.render.builtin.plain_rows import PlainRows
from pes_analysis.publish.render.builtin.plain_runs import PlainRuns
from pes_analysis.publish.render.builtin.refusal import refusal

Node = dict[str, Any]
Nodes = list[Node]

_BLOCK_ENDS = frozenset({"Para", "Plain", "Header", "CodeBlock", "Div", "Figure", "Table"})
# Rows of figures would bury the sentences that a search is for.
_UNREAD = frozenset({"Note", "RawInline", "RawBlock", "Image", "Table"})
_SPACES = frozenset({"Space", "SoftBreak", "LineBreak"})
_SPACES_IN_A_ROW = re.compile(" +")


@dataclass(frozen=True)
class Document:
    """A parsed page: its front matter (texts as inlines) and its blocks."""

    meta: Node
    blocks: Nodes


def parse(markdown: str, where: str) -> Document:
    """Parse Markdown with pandoc.

    Parameters
    ----------
    markdown : str
        pandoc's Markdown, with or without front matter.
    where : str
        The source file, for the error message.

    Raises
    ------
    PesError
        When pandoc fails or warns: a warning is a link, note or identifier that went wrong.

    Examples
    --------
    >>> parse("*ważne*", "a.qmd").blocks
    [{'t': 'Para', 'c': [{'t': 'Emph', 'c': [{'t': 'Str', 'c': 'ważne'}]}]}]
    """
    rows, runs = PlainRows(), PlainRuns()
    given = runs.take_out(rows.take_out(markdown))
    try:
        read = reader().read(given, dialect_of(given))
    except PandocRefusal as error:
        said = runs.put_back(str(error))
        raise refusal(
            where,
            f"pandoc nie przyjął strony. Popraw w niej to, co wymienia: {said}",
            f"pandoc did not accept the page. Correct what it names: {said}",
        ) from None
    tree = json.loads(runs.put_back(read))
    rows.put_back(tree["blocks"])
    return Document(tree["meta"], tree["blocks"])


def plain_text(nodes: Nodes) -> str:
    """Give inlines or blocks as plain text, without notes, tables and raw passages.

    Examples
    --------
    >>> plain_text(parse("Stopa *bezrobocia*^[GUS]", "a.qmd").blocks)
    'Stopa bezrobocia'
    """
    parts: list[str] = []
    _collect(nodes, parts)
    # Each block within a block ends with a space of its own.
    return _SPACES_IN_A_ROW.sub(" ", "".join(parts)).strip()


def _collect(value: Any, parts: list[str]) -> None:
    if isinstance(value, list):
        for item in value:
            _collect(item, parts)
        return
    if not isinstance(value, dict):
        return
    kind: str = value.get("t", "")
    content: Any = value.get("c")
    if kind == "Str":
        parts.append(content)
    elif kind in _SPACES:
        parts.append(" ")
    elif kind in ("Code", "CodeBlock"):
        parts.append(content[1])
    elif kind == "Quoted":
        opening, closing = "“”" if content[0]["t"] == "DoubleQuote" else "‘’"
        parts.append(opening)
        _collect(content[1], parts)
        parts.append(closing)
    elif kind not in _UNREAD:
        _collect(content, parts)
    if kind in _BLOCK_ENDS:
        parts.append(" ")
