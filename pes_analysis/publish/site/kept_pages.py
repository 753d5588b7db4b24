"""What is known of the pages of the last rendering, so that those that stay need not be read again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pes_analysis.publish.keys.kept_json import read_kept, write_kept
from pes_analysis.publish.render.rendered import RenderedPage

# Longer texts are kept with the pages themselves: the search index of a large site takes less of each.
TEXT_KEPT = 4000


@dataclass(frozen=True)
class KeptPage:
    """A page as the last rendering left it.

    Parameters
    ----------
    key : str
        The key of all that it depends on.
    page : RenderedPage
        The page; of its text the beginning alone.
    length : int
        How long its whole text is.
    digests : Mapping of str to str
        Its files and the digests of their contents.
    """

    key: str
    page: RenderedPage
    length: int
    digests: Mapping[str, str]

    @classmethod
    def of(cls, key: str, page: RenderedPage, digests: Mapping[str, str]) -> "KeptPage":
        """Note a page with its whole text."""
        return cls(key, replace(page, text=page.text[:TEXT_KEPT]), len(page.text), digests)

    @property
    def is_whole(self) -> bool:
        """Whether all of its text is here."""
        return self.length <= len(self.page.text)


def read_pages(path: Path | None) -> dict[str, KeptPage]:
    """Read what is known of pages, by their addresses; nothing when nobody knows."""
    stored: Any = read_kept(path) if path else None
    return {
        page["url"]: KeptPage(key, RenderedPage.from_json(page), length, digests)
        for key, page, length, digests in stored or ()
    }


def write_pages(path: Path, pages: Iterable[KeptPage]) -> None:
    """Note what is known of pages."""
    write_kept(path, [[one.key, one.page.to_json(), one.length, one.digests] for one in pages])
