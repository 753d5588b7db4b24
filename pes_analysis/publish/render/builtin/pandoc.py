"""One call of pandoc a page: Markdown in, pandoc's syntax tree out."""

import functools
import json
import subprocess
from dataclasses import dataclass
from typing import Any

import pypandoc

from pes_analysis.publish.render.builtin.dialect import dialect_of
from pes_analysis.publish.render.builtin.plain_rows import PlainRows
from pes_analysis.publish.render.builtin.plain_runs import PlainRuns
from pes_analysis.publish.render.builtin.refusal import refusal

Node = dict[str, Any]
Nodes = list[Node]

TIMEOUT_SECONDS = 60


@dataclass(frozen=True)
class Document:
    """A parsed page: its front matter (texts as inlines) and its blocks."""

    meta: Node
    blocks: Nodes


@functools.cache
def pandoc_path() -> str:
    """Find the pandoc that the package's dependency brings."""
    path: str = pypandoc.get_pandoc_path()
    return path


@functools.cache
def pandoc_version() -> str:
    """Give the version of that pandoc, for example ``3.9``."""
    version: str = pypandoc.get_pandoc_version()
    return version


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
    finished = subprocess.run(  # noqa: S603 - a fixed binary and fixed arguments
        [pandoc_path(), "--from", dialect_of(given), "--to", "json", "--fail-if-warnings"],
        input=given.encode(),
        capture_output=True,
        timeout=TIMEOUT_SECONDS,
        check=False,
    )
    if finished.returncode:
        said = runs.put_back(finished.stderr.decode(errors="replace").strip())
        raise refusal(
            where,
            f"pandoc nie przyjął strony. Popraw w niej to, co wymienia: {said}",
            f"pandoc did not accept the page. Correct what it names: {said}",
        )
    tree = json.loads(runs.put_back(finished.stdout.decode()))
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
    return " ".join("".join(parts).split(" ")).strip()


BLOCK_ENDS = {"Para", "Plain", "Header", "CodeBlock", "Div", "Figure", "Table"}
# Rows of figures would bury the sentences that a search is for.
UNREAD = {"Note", "RawInline", "RawBlock", "Image", "Table"}
SPACES = {"Space": " ", "SoftBreak": " ", "LineBreak": " "}


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
    elif kind in SPACES:
        parts.append(SPACES[kind])
    elif kind in ("Code", "CodeBlock"):
        parts.append(content[1])
    elif kind == "Quoted":
        opening, closing = "“”" if content[0]["t"] == "DoubleQuote" else "‘’"
        parts.append(opening)
        _collect(content[1], parts)
        parts.append(closing)
    elif kind not in UNREAD:
        _collect(content, parts)
    if kind in BLOCK_ENDS:
        parts.append(" ")
