"""A table of a page: caption and label required, cells escaped, symbols explained under it."""

import re
from dataclasses import dataclass
from functools import lru_cache

from pes_analysis.catalogue.states import STATE_SYMBOLS, State
from pes_analysis.present.language import Language, mark
from pes_analysis.present.markup import Inline, Markup, as_markdown
from pes_analysis.protect.errors import PesError

LABEL = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
INVISIBLE = re.compile(r"\\|\*\*|\]\([^)]*\)|\{[^}]*\}")
"""Markdown that takes no room on the page: escapes, bold, targets of links, attributes."""
LOOSE_PIPE = re.compile(r"(?<!\\)(\\\\)*\|")
WIDEST_COLUMN = 40
"""In characters: one long text must not squeeze the numbers beside it."""

SYMBOL_MEANINGS: dict[State, str] = {
    State.MISSING: mark("no data"),
    State.NOT_APPLICABLE: mark("does not apply"),
    State.UNDEFINED: mark("cannot be calculated, because the denominator is zero"),
    State.SUPPRESSED: mark("withheld, because it concerns too few people or entities"),
}


@dataclass(frozen=True)
class Table:
    r"""A captioned table.

    Parameters
    ----------
    label : str
        Name for references, without the prefix: "problems" is referred to as ``@tbl-problems``.
    caption : str or HasMarkdown
        What, where, when.
    columns : tuple
        Headings.
    rows : tuple of tuples
        Cells, already formatted for the language; plain text is escaped, `Markup` is kept.
    align : str
        One letter a column: ``l``, ``c`` or ``r``; numbers go to the right.
    language : Language
        Of the explanations under the table.

    Raises
    ------
    PesError
        The label or caption is missing or malformed, or a row has another number of cells.

    Examples
    --------
    >>> rows = (("bocheński", "12,3"), ("suski", "."))
    >>> table = Table("d", "Dane", ("Powiat", "2018"), rows, "lr", Language.PL)
    >>> print(table.markdown().replace("\xa0", " "))
    | Powiat | 2018 |
    |:---------|----:|
    | bocheński | 12\,3 |
    | suski | \. |
    <BLANKLINE>
    : Dane {#tbl-d}
    <BLANKLINE>
    ::: {.table-legend}
    Symbole: **.** brak danych.
    :::
    """

    label: str
    caption: Inline
    columns: tuple[Inline, ...]
    rows: tuple[tuple[Inline, ...], ...]
    align: str
    language: Language

    def __post_init__(self) -> None:
        if not LABEL.fullmatch(self.label) or self.label.startswith("tbl-"):
            raise PesError(
                f"Etykieta tabeli „{self.label}” jest nieprawidłowa. Użyj a–z, 0–9 i łączników, bez „tbl-”.",
                f"The table label '{self.label}' is not valid. Use a-z, 0-9 and hyphens, without 'tbl-'.",
            )
        if not as_markdown(self.caption):
            raise PesError(
                f"Tabela „{self.label}” nie ma podpisu. Napisz, co, gdzie i kiedy pokazuje.",
                f"The table '{self.label}' has no caption. Say what it shows, where and when.",
            )
        self._check_shape()

    def _check_shape(self) -> None:
        if not self.rows:
            raise PesError(
                f"Tabela „{self.label}” nie ma wierszy. Zamiast niej pokaż zdanie o braku danych.",
                f"The table '{self.label}' has no rows. Show a sentence about missing data instead.",
            )
        width = len(self.columns)
        if len(self.align) != width or not set(self.align) <= set("lcr"):
            raise PesError(
                f"Tabela „{self.label}” ma {width} kolumn i wyrównanie „{self.align}”. "
                "Podaj po jednej literze l, c lub r na kolumnę.",
                f"The table '{self.label}' has {width} columns and the alignment '{self.align}'. "
                "Give one letter l, c or r a column.",
            )
        for position, row in enumerate(self.rows, start=1):
            if len(row) != width:
                raise PesError(
                    f"Wiersz {position} tabeli „{self.label}” ma {len(row)} komórek zamiast {width}.",
                    f"Row {position} of the table '{self.label}' has {len(row)} cells instead of {width}.",
                )

    def markdown(self) -> Markup:
        """Return a pandoc pipe table with its caption, label and, where needed, legend."""
        head = tuple(self._cell(column) for column in self.columns)
        body = [tuple(self._cell(cell) for cell in row) for row in self.rows]
        widths = [
            min(max(map(_visible_length, column)), WIDEST_COLUMN)
            for column in zip(*([_longest_word(cell) for cell in head], *body), strict=True)
        ]
        rule = [_rule(letter, width) for letter, width in zip(self.align, widths, strict=True)]
        lines = [_line(head), f"|{'|'.join(rule)}|", *map(_line, body)]
        parts = ["\n".join(lines), f": {as_markdown(self.caption)} {{#tbl-{self.label}}}"]
        return Markup("\n\n".join((*parts, *self._legend())))

    def _cell(self, cell: Inline) -> Markup:
        text = as_markdown(cell)
        if "\n" in text or ("|" in text and LOOSE_PIPE.search(text)):
            raise PesError(
                f"Komórka tabeli „{self.label}” zawiera znak, który rozbije tabelę: {text!r}.",
                f"A cell of the table '{self.label}' holds a character that would break it: {text!r}.",
            )
        return text

    def _legend(self) -> tuple[str, ...]:
        shown = {cell for row in self.rows for cell in row if type(cell) is str}
        meanings = [
            f"**{symbol}**\N{NO-BREAK SPACE}{self.language.text(SYMBOL_MEANINGS[state])}"
            for state, symbol in STATE_SYMBOLS.items()
            if symbol in shown
        ]
        if not meanings:
            return ()
        legend = self.language.markdown("Symbols: {meanings}.", meanings=Markup("; ".join(meanings)))
        return (f"::: {{.table-legend}}\n{legend}\n:::",)


def _line(cells: tuple[Markup, ...]) -> str:
    return f"| {' | '.join(cells)} |"


# Names of indicators and short numbers stand in table after table.
@lru_cache(maxsize=8192)
def _visible_length(cell: str) -> int:
    return len(INVISIBLE.sub("", cell))


def _longest_word(heading: str) -> str:
    """Headings may wrap between words, so only their longest word asks for room."""
    return max(heading.split(" "), key=len)


def _rule(letter: str, width: int) -> str:
    """Dashes in proportion to the content: pandoc takes relative widths from them."""
    dashes = "-" * max(width, 3)
    return {"l": f":{dashes}", "c": f":{dashes}:", "r": f"{dashes}:"}[letter]
