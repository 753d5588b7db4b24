"""Numbers of figures and tables, and what ``@fig-…``, ``@tbl-…`` and ``@sec-…`` say."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pes_analysis.publish.render.builtin.pandoc import Node, Nodes
from pes_analysis.publish.render.builtin.refusal import refusal
from pes_analysis.publish.render.builtin.words import Words

HARD_SPACE = "\u00a0"
# The title is the only heading of level 1, so sections start at level 2.
TOP_LEVEL = 2
# Attributes, alignment, two spans and blocks.
_PARTS_OF_A_CELL = 5


@dataclass(frozen=True)
class Reference:
    """Something on the page that a sentence can refer to.

    Parameters
    ----------
    name : str
        The word: "Rysunek", "Tabela", "Sekcja".
    number : str
        Figures, tables and sections count separately, in the order of the page; a section within a
        section is ``2.1``.
    """

    name: str
    number: str

    @property
    def text(self) -> str:
        """The words of the link: ``Rysunek 1`` with a hard space."""
        return f"{self.name}{HARD_SPACE}{self.number}"


def number_references(blocks: Nodes, words: Words, where: str) -> Mapping[str, Reference]:
    r"""Give every labelled figure, table and section of a page its number.

    Parameters
    ----------
    blocks : list of nodes
        The page.
    words : Words
        Gives "Rysunek" and "Tabela".
    where : str
        The source, for the error message.

    Returns
    -------
    Mapping[str, Reference]
        Label to reference. Sections are counted as Quarto does, though no number stands at their
        headings: a link with words of its own serves a reader better.

    Raises
    ------
    PesError
        When a label stands twice.

    Examples
    --------
    >>> from pes_analysis.publish.render.builtin.pandoc import parse
    >>> from pes_analysis.publish.render.builtin.words import POLISH
    >>> page = parse("![A](a.svg){#fig-a}\n\n## Metoda {#sec-m}", "a.qmd").blocks
    >>> [reference.text for reference in number_references(page, POLISH, "a.qmd").values()]
    ['Rysunek\xa01', 'Sekcja\xa01']
    """
    names = {"fig": words.figure, "tbl": words.table, "sec": words.section}
    counts = {"fig": 0, "tbl": 0}
    sections: list[int] = []
    found: dict[str, Reference] = {}
    countable: list[tuple[str, Node]] = []
    _countable(blocks, countable)
    for identifier, node in countable:
        kind = identifier.partition("-")[0]
        if node["t"] == "Header":
            level = max(node["c"][0] - TOP_LEVEL, 0)
            sections = [*sections[: level + 1], *[0] * (level + 1 - len(sections))]
            sections[level] += 1
        if kind not in names or (kind == "sec") != (node["t"] == "Header"):
            continue
        if identifier in found:
            raise refusal(
                where,
                f"etykieta „{identifier}” stoi dwa razy. Nadaj każdemu rysunkowi i tabeli własną.",
                f"the label '{identifier}' stands twice. Give every figure and table its own.",
            )
        if kind == "sec":
            found[identifier] = Reference(names[kind], ".".join(str(number) for number in sections))
        else:
            counts[kind] += 1
            found[identifier] = Reference(names[kind], str(counts[kind]))
    return found


def _countable(value: Any, found: list[tuple[str, Node]], *, headings: bool = True) -> None:
    """Gather what has a number, in order; a heading that names a callout or a tab begins no section."""
    if isinstance(value, list):
        for item in value:
            # Words and spaces, most of a page, hold nothing to look into; nor do cells of one line.
            if isinstance(item, dict):
                inside = item.get("c")
                is_searched = isinstance(inside, list)
            else:
                is_searched = isinstance(item, list) and bool(item) and not _is_plain(item)
            if is_searched:
                _countable(item, found, headings=headings)
    elif isinstance(value, dict):
        kind: str = value.get("t", "")
        content: Any = value.get("c")
        if kind in ("Figure", "Table", "Div"):
            found.append((content[0][0], value))
        elif kind == "Header" and headings:
            found.append((content[1][0], value))
        if isinstance(content, list):
            named = kind == "Div" and any(
                name.startswith(("callout-", "panel-tabset")) for name in content[0][1]
            )
            _countable(content, found, headings=headings and not named)


def _is_plain(value: list[Any]) -> bool:
    """Say whether this is a cell of a table with nothing but words, or none at all."""
    if len(value) != _PARTS_OF_A_CELL or type(value[2]) is not int or type(value[3]) is not int:
        return False
    blocks = value[4]
    if len(blocks) != 1:
        return not blocks
    words: list[Any] = blocks[0]["c"] if blocks[0]["t"] == "Plain" else []
    return len(words) == 1 and words[0]["t"] == "Str"
