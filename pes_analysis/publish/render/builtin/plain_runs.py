r"""Runs of plain words taken out of the Markdown before pandoc and put back into its tree.

pandoc tries every construct of its dialect at every word, and answers with a node for each word and space.
Most of a report is words between which nothing can begin: a name stands for a whole run of them, in tables
as long as the run itself, so that they keep their widths. pandoc takes half the time, and the pages written
from the tree are the same: tests/publish/render/builtin/test_plain_runs.py.
"""

import json
import re
from dataclasses import dataclass, field
from functools import partial

# A letter to pandoc and to nobody else here: no language of today is written with it.
_MARK = "ꙮ"
_LEAST = 16
LETTER = "A-Za-z0-9À-ɏ"
# What may stand in a run: no quotes, no sign that begins or ends anything; escaped, all but a letter or "<".
_RUN = re.compile(rf"(?:[{LETTER} \u00a0\u202f.,;:()%/+–—„-]|\\[^{LETTER}\s<>\\])+")
# It begins and ends with a letter or digit, as its name does: what stands beside it sees the same.
_CORE = re.compile(rf"(?<![{LETTER}])[A-Za-zÀ-ɏ].*[{LETTER}]")
# Left as they stand: where a link or a note leads, attributes, code, references, text in brackets alone.
_KEPT = re.compile(r"\]\([^)\n]*\)|\{[^}\n]*\}|`[^`\n]*`|\[[^\[\]\n]*\](?!\()|@\S+")
# Lines that are left: headings get their anchors from their words, code is no words.
_LEFT_LINE = re.compile(r"\W*#|[ >]*:::|[^A-Za-zÀ-ɏ]*(?:\t| {4})|[ >]*[Tt]able:")
_UNDERLINE = re.compile(r"[ >]*=+[ \t]*$")
FENCE = re.compile(r"[ >]*(?:```|~~~)")
# Pages that are left: with HTML, with code that begins inside a line, with tables drawn of dashes. Each by
# what it cannot do without, which is found far sooner.
_LEFT_PAGE = {
    ("<",): re.compile(r"(?<!\\)<"),
    ("```", "~~~"): re.compile(r"(?m)^[ >]*[^ >\n].*(?:```|~~~)"),
    ("+", "--", "- "): re.compile(r"(?m)^[ \t>]*(?:\+[-=:]|-{2,}[ \t]*(?:-|$))"),
}
# What begins an item of a list where a line begins.
_ITEM = re.compile(r"(?:[A-Za-z]|[ivxlcdmIVXLCDM]+)[.)](?: |$)")
# After these pandoc makes the space one that does not break.
ABBREVIATIONS = (
    "aet aetat al Apr Aug bk Bros c Capt cf ch chap chs Co col Corp cp d Dec Dr e.g ed eds esp f "
    "fasc Feb ff fig fl fol fols Fr Gen Gov Hon i.e ill Inc incl Jan Jr Jul Jun Ltd M.A M.D Mar Mr "
    "Mrs Ms n n.b nn No Nov Oct p Ph.D pp Pres Prof pt q.v Rep Rev s.v s.vv saec sec Sen Sep Sept "
    "Sgt Sr St univ viz vol vs"
)
_ABBREVIATED = re.compile(
    rf"(?<![{LETTER}.])(?:{'|'.join(re.escape(word) for word in ABBREVIATIONS.split())})\\?\."
)
_CHANGED = ("  ", "--", "...")
_ESCAPED = re.compile(r"\\(.)")
_NAME = re.compile(rf"{_MARK}(\d+){_MARK}+")


@dataclass
class PlainRuns:
    """The runs of one page, by the names that stand for them while pandoc works."""

    texts: list[str] = field(default_factory=list)

    def take_out(self, markdown: str) -> str:
        r"""Replace runs of plain words by names.

        Parameters
        ----------
        markdown : str
            A page with its front matter.

        Examples
        --------
        >>> runs = PlainRuns()
        >>> given = runs.take_out("**Stopa**: rośnie od roku\\, powoli.")
        >>> given, runs.put_back(given)
        ('**Stopa**: ꙮ1ꙮ.', '**Stopa**: rośnie od roku, powoli.')
        """
        start = body_start(markdown)
        if is_left(markdown, start) or _MARK in markdown:
            return markdown
        lines = markdown[start:].split("\n")
        fenced = False
        for at, line in enumerate(lines):
            fence = bool(FENCE.match(line))
            fenced ^= fence
            below = lines[at + 1] if at + 1 < len(lines) else ""
            if not (fence or fenced or _LEFT_LINE.match(line) or _UNDERLINE.match(below)):
                lines[at] = self._without_runs(line)
        return markdown[:start] + "\n".join(lines)

    def put_back(self, tree: str) -> str:
        """Put the runs back into the JSON of the tree."""
        return _NAME.sub(lambda match: self.texts[int(match[1]) - 1], tree)

    def _without_runs(self, line: str) -> str:
        named = partial(self._named, in_table="|" in line)
        parts, at = [], 0
        for kept in _KEPT.finditer(line):
            parts += [_RUN.sub(named, line[at : kept.start()]), kept[0]]
            at = kept.end()
        return "".join([*parts, _RUN.sub(named, line[at:])])

    def _named(self, run: re.Match[str], in_table: bool) -> str:
        words = run[0]
        core = _CORE.search(words) if len(words) >= _LEAST else None
        if core is None or len(core[0]) < _LEAST or _ITEM.match(core[0]):
            return words
        if is_changed(words):
            return words
        self.texts.append(_as_json(core[0]))
        width = len(core[0]) if in_table else 0
        name = f"{_MARK}{len(self.texts)}{_MARK}".ljust(width, _MARK)
        return words[: core.start()] + name + words[core.end() :]


def body_start(markdown: str) -> int:
    """Find where the text begins after the front matter."""
    if not markdown.startswith("---\n"):
        return 0
    end = markdown.find("\n---\n", 3)
    return len(markdown) if end < 0 else end + len("\n---\n")


def is_left(markdown: str, start: int) -> bool:
    """Say whether a page holds HTML, code inside a line or a drawn table: only pandoc knows their end."""
    return any(
        pattern.search(markdown, start)
        for signs, pattern in _LEFT_PAGE.items()
        if any(markdown.find(sign, start) >= 0 for sign in signs)
    )


def is_changed(words: str) -> bool:
    """Say whether pandoc's typography makes other signs of plain words."""
    if any(sign in words for sign in _CHANGED):
        return True
    return "." in words and _ABBREVIATED.search(words) is not None


def unescaped(words: str) -> str:
    r"""Give plain words as they are printed.

    Examples
    --------
    >>> unescaped(r"2\,4 \(2024\)")
    '2,4 (2024)'
    """
    return _ESCAPED.sub(r"\1", words) if "\\" in words else words


def _as_json(words: str) -> str:
    return json.dumps(unescaped(words), ensure_ascii=False)[1:-1]
