r"""Rows of plain cells taken out of tables before pandoc and put back into its tree.

Half of a report's text stands in tables, and most of their cells hold words, a number or one link. pandoc
reads each cell as if anything could begin in it; rows that cannot surprise are written as nodes here, and one
row stands for all that follow each other, as long as the longest of them, so that tables keep their widths.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from pes_analysis.publish.render.builtin.plain_runs import (
    FENCE,
    LETTER,
    body_start,
    is_changed,
    is_left,
    unescaped,
)

Node = dict[str, Any]
# A letter to pandoc and to nobody else here, and not the one that stands for runs.
_MARK = "ꙭ"
_SIGNS = r".,;:()%/+–—„”−▲■▼±×≥≤→·-"
_WORDS = rf"(?:[{LETTER} \u00a0\u202f{_SIGNS}]|\\[^{LETTER}\s<>\\])"
_PLAIN = re.compile(rf"{_WORDS}*\Z")
_LINK = re.compile(rf"\[({_WORDS}+)\]\(([A-Za-z0-9./#_-]+)\)\Z")
_LINE_OF_TABLE = re.compile(r"\|.*\|[ \t]*\Z")
_RULE = re.compile(r"\|(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*\Z")
_BETWEEN = re.compile(r"(?<!\\)\|")
_NOTHING = ["", [], []]


@dataclass
class PlainRows:
    """The rows of one page, by the row that stands for them while pandoc works."""

    taken: list[list[Any]] = field(default_factory=list)

    def take_out(self, markdown: str) -> str:
        r"""Replace plain rows of pipe tables, one row for all that follow each other.

        Parameters
        ----------
        markdown : str
            A page with its front matter.

        Examples
        --------
        >>> rows = PlainRows()
        >>> rows.take_out("| A | B |\n|---|--:|\n| a | 1\\,2 |\n| *b* | 2 |").split("\n")[2:]
        ['|ꙭ1ꙭꙭꙭꙭꙭꙭꙭꙭ|', '| *b* | 2 |']
        """
        start = body_start(markdown)
        if is_left(markdown, start) or _MARK in markdown:
            return markdown
        found: list[str] = []
        fenced, columns, above, before = False, 0, "", ""
        waiting: list[str] = []
        for line in markdown[start:].split("\n"):
            fenced ^= bool(FENCE.match(line))
            inside = not fenced and _LINE_OF_TABLE.match(line)
            row = _row(line, columns) if inside and columns else None
            if row is None:
                found += self._stand_in(waiting)
                waiting = []
                found.append(line)
                if not inside:
                    columns = 0
                # Below a line of text a head is text, too.
                elif not (columns or above.strip()) and _RULE.match(line) and _LINE_OF_TABLE.match(before):
                    columns = len(_cells(line)) if len(_cells(line)) == len(_cells(before)) else 0
            else:
                if not waiting:
                    self.taken.append([])
                self.taken[-1].append(row)
                waiting.append(line)
            above, before = before, line
        return markdown[:start] + "\n".join([*found, *self._stand_in(waiting)])

    def put_back(self, blocks: list[Node]) -> None:
        """Put the rows back into the blocks of the tree."""
        if self.taken and self._put_back(blocks) != len(self.taken):
            raise ValueError("rows taken out of a table have not all come back")

    def _stand_in(self, lines: list[str]) -> list[str]:
        if not lines:
            return []
        return [f"|{f'{_MARK}{len(self.taken)}{_MARK}'.ljust(max(map(len, lines)) - 2, _MARK)}|"]

    def _put_back(self, blocks: list[Node]) -> int:
        count = 0
        for block in blocks:
            count += sum(self._put_back(inside) for inside in _inside(block))
            for body in block["c"][4] if block["t"] == "Table" else ():
                rows: list[Any] = []
                for row in body[3]:
                    number = _number(row)
                    rows += [row] if number is None else self.taken[number - 1]
                    count += number is not None
                body[3] = rows
        return count


def _inside(block: Node) -> list[list[Node]]:
    """Give the lists of blocks inside a block."""
    match block:
        case {"t": "Div", "c": [_, blocks]} | {"t": "Figure", "c": [_, _, blocks]}:
            return [blocks]
        case {"t": "BlockQuote", "c": blocks}:
            return [blocks]
        case {"t": "BulletList", "c": items} | {"t": "OrderedList", "c": [_, items]}:
            return list(items)
    return []


def _number(row: list[Any]) -> int | None:
    """Tell which rows a row stands for; None for an ordinary one."""
    first = row[1][0][4]
    if len(first) == 1 and first[0]["c"] and first[0]["c"][0]["t"] == "Str":
        text = first[0]["c"][0]["c"]
        if text.startswith(_MARK):
            return int(text.strip(_MARK))
    return None


def _cells(line: str) -> list[str]:
    return _BETWEEN.split(line.rstrip(" \t"))[1:-1]


def _row(line: str, columns: int) -> list[Any] | None:
    """Write a row as pandoc's nodes; None when it is not plain."""
    texts = _cells(line)
    if len(texts) != columns:
        return None
    cells = []
    for text in texts:
        inlines = _inlines(text.strip(" \t"))
        if inlines is None:
            return None
        blocks = [{"t": "Plain", "c": inlines}] if inlines else []
        cells.append([_NOTHING, {"t": "AlignDefault"}, 1, 1, blocks])
    return [_NOTHING, cells]


def _inlines(text: str) -> list[Node] | None:
    if not text:
        return []
    link = _LINK.match(text) if text.startswith("[") else None
    words = link[1] if link else text
    if not (link or _PLAIN.match(text)) or is_changed(words) or words != words.strip(" "):
        return None
    plain = {"t": "Str", "c": unescaped(words)}
    return [{"t": "Link", "c": [_NOTHING, [plain], [link[2], ""]]}] if link else [plain]
