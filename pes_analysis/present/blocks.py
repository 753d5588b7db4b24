"""Blocks of a page, each of which writes itself as Markdown that Quarto and pandoc both know."""

import re
from dataclasses import dataclass
from typing import Literal

from pes_analysis.present.markup import Inline, Markup, as_markdown
from pes_analysis.protect.errors import PesError

IDENTIFIER = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Heading:
    """A heading under the title of the page, which is the only one of level 1.

    Examples
    --------
    >>> print(Heading("Zmiany w czasie", 2, "change").markdown())
    ## Zmiany w czasie {#change}
    """

    text: Inline
    level: int
    id: str

    def __post_init__(self) -> None:
        if not 2 <= self.level <= 6:
            raise PesError(
                f"Nagłówek „{self.text}” ma poziom {self.level}. Użyj poziomu od 2 do 6.",
                f"The heading '{self.text}' has level {self.level}. Use a level from 2 to 6.",
            )
        if not IDENTIFIER.fullmatch(self.id):
            raise PesError(
                f"Identyfikator nagłówka „{self.id}” jest nieprawidłowy. Użyj a–z, 0–9 i łączników.",
                f"The heading id '{self.id}' is not valid. Use a-z, 0-9 and hyphens.",
            )

    def markdown(self) -> Markup:
        """Return one line of Markdown."""
        return Markup(f"{'#' * self.level} {as_markdown(self.text)} {{#{self.id}}}")


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of text."""

    text: Inline

    def markdown(self) -> Markup:
        """Return the paragraph."""
        return as_markdown(self.text)


@dataclass(frozen=True)
class Lead:
    r"""The one sentence that a page begins with.

    Examples
    --------
    >>> print(Lead("Problemy są mniejsze.").markdown())
    ::: {.lead}
    Problemy są mniejsze\.
    :::
    """

    text: Inline

    def markdown(self) -> Markup:
        """Return a division of class ``lead``."""
        return _division(".lead", as_markdown(self.text))


@dataclass(frozen=True)
class Findings:
    """A numbered list of sentences, the most important first; the one place with a tinted ground.

    Examples
    --------
    >>> print(Findings(("Raz", "Dwa")).markdown())
    ::: {.findings}
    1. Raz
    2. Dwa
    :::
    """

    sentences: tuple[Inline, ...]

    def markdown(self) -> Markup:
        """Return a division of class ``findings`` with an ordered list."""
        numbered = enumerate(map(as_markdown, self.sentences), start=1)
        return _division(".findings", "\n".join(f"{position}. {sentence}" for position, sentence in numbered))


@dataclass(frozen=True)
class Highlighted:
    """One thing that matters most, on the tinted ground of `Findings`."""

    body: tuple[Inline, ...]

    def markdown(self) -> Markup:
        """Return a division of class ``findings``."""
        return _division(".findings", document(*self.body))


@dataclass(frozen=True)
class Bullets:
    """A list without an order."""

    items: tuple[Inline, ...]

    def markdown(self) -> Markup:
        """Return an unordered list."""
        return Markup("\n".join(f"- {as_markdown(item)}" for item in self.items))


@dataclass(frozen=True)
class Facts:
    r"""What something is, in a few words each, in one line where there is room.

    Examples
    --------
    >>> print(Facts(("CIS", "Tarnów")).markdown())
    ::: {.facts}
    - CIS
    - Tarnów
    :::
    """

    items: tuple[Inline, ...]

    def markdown(self) -> Markup:
        """Return a division of class ``facts`` with an unordered list."""
        return _division(".facts", Bullets(self.items).markdown())


@dataclass(frozen=True)
class Columns:
    """Parts of equal weight side by side; one under another on a phone."""

    parts: tuple[tuple[Inline, ...], ...]

    def markdown(self) -> Markup:
        """Return a division of class ``columns-2`` with one division a part."""
        return _division(
            ".columns-2", "\n\n".join(_division(".part", document(*part)) for part in self.parts)
        )


@dataclass(frozen=True)
class DefinitionList:
    """Terms, each with what it means.

    Examples
    --------
    >>> print(DefinitionList((("CIS", "centrum integracji społecznej"),)).markdown())
    CIS
    :   centrum integracji społecznej
    """

    items: tuple[tuple[Inline, Inline], ...]

    def markdown(self) -> Markup:
        """Return a definition list."""
        entries = (f"{as_markdown(term)}\n:   {as_markdown(meaning)}" for term, meaning in self.items)
        return Markup("\n\n".join(entries))


@dataclass(frozen=True)
class SourceNote:
    """Where the figures above come from."""

    text: Inline

    def markdown(self) -> Markup:
        """Return a division of class ``source-note``."""
        return _division(".source-note", as_markdown(self.text))


@dataclass(frozen=True)
class Callout:
    r"""A box with a title, open or folded.

    Examples
    --------
    >>> print(Callout("note", "Uwaga", ("Dane są stare.",), collapsed=True).markdown())
    ::: {.callout-note collapse="true"}
    ## Uwaga
    <BLANKLINE>
    Dane są stare\.
    :::
    """

    kind: Literal["note", "tip", "warning", "important", "caution"]
    title: Inline
    body: tuple[Inline, ...]
    collapsed: bool = False

    def markdown(self) -> Markup:
        """Return a callout division; its first heading is its title."""
        attributes = f".callout-{self.kind}" + (' collapse="true"' if self.collapsed else "")
        return _division(attributes, f"## {as_markdown(self.title)}\n\n{document(*self.body)}")


class Details(Callout):
    """What stands one click below: a folded note.

    Examples
    --------
    >>> Details("Tabela", ("Treść",)).collapsed
    True
    """

    def __init__(self, title: Inline, body: tuple[Inline, ...]) -> None:
        super().__init__("note", title, body, collapsed=True)


def document(*blocks: Inline) -> Markup:
    """Write blocks one under another; plain text becomes a paragraph, empty text falls out.

    Examples
    --------
    >>> print(document(Heading("W skrócie", 2, "summary"), "Tekst"))
    ## W skrócie {#summary}
    <BLANKLINE>
    Tekst
    """
    return Markup("\n\n".join(text for text in map(as_markdown, blocks) if text))


def _division(attributes: str, body: str) -> Markup:
    return Markup(f"::: {{{attributes}}}\n{body}\n:::")
