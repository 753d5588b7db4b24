"""The index that a reader's browser searches: titles, headings and words of every page of one language."""

import json
from collections.abc import Iterable, Sequence

from pes_analysis.publish.render.rendered import RenderedPage

# A browser takes this much in at once without a pause; a site of thousands of pages has far more words.
MOST_CHARACTERS = 3_000_000
# However many pages there are, what stands in the first lines of each is found.
LEAST_OF_A_PAGE = 400


def search_index(pages: Iterable[RenderedPage], prefix: str) -> str:
    """Write the index as a script: a page opened from a folder may load scripts, but not data.

    Titles and headings are whole. Of the text, long pages keep their beginning only, when all pages together
    have more than ``MOST_CHARACTERS``.

    Parameters
    ----------
    pages : iterable of RenderedPage
    prefix : str
        The folder of the language inside the site, which the addresses leave out; ``""`` for the first.

    Returns
    -------
    str
        A script that sets ``window.pesSearchIndex``.
    """
    listed = list(pages)
    most = longest_kept([len(page.text) for page in listed])
    entries = [
        {
            "url": page.url.removeprefix(f"{prefix}/") if prefix else page.url,
            "title": page.title,
            "headings": [[heading.identifier, heading.text] for heading in page.headings],
            "text": _beginning(page.text, most),
        }
        for page in listed
    ]
    return f"window.pesSearchIndex = {json.dumps(entries, ensure_ascii=False, separators=(',', ':'))};\n"


def longest_kept(lengths: Sequence[int], most: int = MOST_CHARACTERS, least: int = LEAST_OF_A_PAGE) -> int:
    """Give the length that texts are cut to, so that together they keep within a limit.

    Short texts stay whole, and what they leave goes to the long ones.

    Examples
    --------
    >>> longest_kept([10, 10, 100], most=60, least=5)
    40
    >>> longest_kept([10, 20], most=60, least=5)
    20
    >>> longest_kept([100] * 100, most=60, least=5)
    5
    """
    left = most
    for at, length in enumerate(ordered := sorted(lengths)):
        share = left // (len(ordered) - at)
        if length > share:
            return max(share, least)
        left -= length
    return max(ordered, default=least)


def _beginning(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    return text[: text.rfind(" ", 0, most + 1)] if " " in text[: most + 1] else text[:most]
