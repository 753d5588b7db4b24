"""Text that is already safe Markdown, told apart from text that still has to be escaped."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Protocol, runtime_checkable
from urllib.parse import quote

from pes_analysis.present.vcard import phone_uri
from pes_analysis.protect import escape


class Markup(str):
    """A string that may go into a page as it is.

    Everything else counts as data and is escaped on its way into Markdown.

    Examples
    --------
    >>> as_markdown(Markup("**12,3**"))
    '**12,3**'
    """

    __slots__ = ()


@runtime_checkable
class HasMarkdown(Protocol):
    """Anything that writes itself as safe Markdown."""

    def markdown(self) -> str:
        """Return safe Markdown."""


Inline = str | HasMarkdown


def as_markdown(part: Inline) -> Markup:
    r"""Turn a part of a sentence into safe Markdown: escape it unless it is safe already.

    Parameters
    ----------
    part : str or HasMarkdown
        Plain text, `Markup`, or an object with ``markdown()``.

    Returns
    -------
    Markup
        Data never keep a line break, since a break could open a new block.

    Examples
    --------
    >>> as_markdown("a*b")
    'a\\*b'
    """
    if isinstance(part, Markup):
        return part
    if isinstance(part, str):
        return _escaped(part)
    return Markup(part.markdown())


# Headings, names of indicators and short numbers stand on page after page.
@lru_cache(maxsize=8192)
def _escaped(text: str) -> Markup:
    return Markup(escape.markdown(text))


def join(parts: Iterable[Inline], separator: str = " ") -> Markup:
    """Join parts of a text, escaping those that are not safe; empty parts fall out.

    Examples
    --------
    >>> join([Markup("**a**"), "", "b"], ", ")
    '**a**, b'
    """
    return Markup(separator.join(text for text in map(as_markdown, parts) if text))


PAGE = re.compile(r"[\w./-]*(#[\w=&-]+)?")
"""A page, and a place on it or what its form is to be filled in with: "#county=1201"."""


def link(text: Inline, target: str) -> Markup:
    """Link to a page of the site (a relative path) or to a full web address.

    Raises
    ------
    PesError
        The target is neither.

    Examples
    --------
    >>> link("powiat bocheński", "powiaty/1201.ipynb")
    '[powiat bocheński](powiaty/1201.ipynb)'
    """
    address = target if PAGE.fullmatch(target) else escape.link_target(target)
    return Markup(f"[{as_markdown(text)}]({address})")


def mail_link(address: str) -> Markup:
    r"""Link that writes to an e-mail address.

    Examples
    --------
    >>> mail_link("kontakt@cis.example")
    '[kontakt\\@cis\\.example](mailto:kontakt@cis.example)'
    """
    return Markup(f"[{as_markdown(address)}](mailto:{quote(address, safe='@+')})")


def phone_link(phone: str) -> Markup:
    """Link that dials a number.

    Examples
    --------
    >>> phone_link("123 456 789 wew. 4").partition("]")[2]
    '(tel:+48-123-456-789;ext=4)'
    """
    # A number keeps to one line.
    shown = as_markdown(phone.replace(" ", "\N{NO-BREAK SPACE}"))
    return Markup(f"[{shown}]({phone_uri(phone)})")


def sentence_case(text: Markup) -> Markup:
    """Begin with a capital letter.

    Examples
    --------
    >>> sentence_case(Markup("we Wrocławiu"))
    'We Wrocławiu'
    """
    return Markup(text[:1].upper() + text[1:])


def in_sentence(name: str) -> str:
    """Begin a name with a small letter, as inside a sentence; an abbreviation keeps its capitals.

    Examples
    --------
    >>> in_sentence("Osoby bezrobotne"), in_sentence("PFRON")
    ('osoby bezrobotne', 'PFRON')
    """
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]
