"""What a renderer hands back: one rendered page, and the report over a whole site."""

from dataclasses import dataclass
from typing import Any, Self


@dataclass(frozen=True)
class Heading:
    """A heading that a reader can link to.

    Parameters
    ----------
    level : int
        1 to 6.
    identifier : str
        The anchor, without ``#``.
    text : str
        The heading as plain text.
    """

    level: int
    identifier: str
    text: str


@dataclass(frozen=True)
class RenderedPage:
    """One page as it lies in the built site.

    Parameters
    ----------
    url : str
        Address relative to the root of the site, for example ``en/powiaty/1201.html``.
    title, description, language : str
        Plain texts; the language is a code such as ``pl``.
    headings : tuple of Heading
        Every heading outside callouts and tabs, in order.
    text : str
        The page as plain text, for the search.
    files : tuple of str
        Everything the page wrote, relative to the root of the site; the first is the page itself.

    Examples
    --------
    >>> page = RenderedPage("a.html", "A", "", "pl", (Heading(2, "b", "B"),), "B", ("a.html",))
    >>> RenderedPage.from_json(page.to_json()) == page
    True
    """

    url: str
    title: str
    description: str
    language: str
    headings: tuple[Heading, ...]
    text: str
    files: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Give what ``from_json`` reads: plain lists and texts."""
        # dataclasses.asdict copies every text, and takes ten times as long over thousands of pages.
        return {**vars(self), "headings": [dict(vars(heading)) for heading in self.headings]}

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Self:
        """Read a page that an earlier build kept."""
        headings = tuple(Heading(**heading) for heading in stored["headings"])
        return cls(**{**stored, "headings": headings, "files": tuple(stored["files"])})


@dataclass(frozen=True)
class RenderReport:
    """What one call of ``render_site`` did.

    Parameters
    ----------
    renderer : str
        ``builtin`` or ``quarto``.
    version : str
        The version of that renderer.
    pages : tuple of str
        Addresses of the pages, relative to the root of the site.
    """

    renderer: str
    version: str
    pages: tuple[str, ...]
