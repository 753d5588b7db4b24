"""Escaping: a text that came from data, made safe for one target, and the same to its reader.

Every function takes the raw text and gives what to put into the target. A text is escaped once,
at the place where it enters the target. The only two that go together are a title in a document's
front matter, which pandoc reads as Markdown inside YAML: ``yaml_string(markdown(name))``.
"""

import hashlib
import html as html_module
import json
import re
import string
import unicodedata
from urllib.parse import quote, urlsplit

from pes_analysis.protect.errors import PesError

HARD_SPACE = "\N{NO-BREAK SPACE}"
# Hard spaces keep a number together ("1 234 zł"), so they are not whitespace to collapse.
COLLAPSIBLE_WHITESPACE = re.compile(r"[^\S\u00a0\u202f]+")
# Control, format (zero-width, direction overrides), surrogates, private use.
UNPRINTABLE_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co"})
FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
PLAIN_NUMBER = re.compile(r"[+-]?[0-9][0-9\u00a0\u202f ]*(?:[.,][0-9]+)?%?")
LETTERS_WITHOUT_DECOMPOSITION = str.maketrans({"ł": "l", "Ł": "L", "ß": "ss", "ø": "o", "Ø": "O", "đ": "d"})
WINDOWS_DEVICE_NAMES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
)

_MARKDOWN = str.maketrans({character: f"\\{character}" for character in string.punctuation})
_REFERENCES = str.maketrans({character: f"&#{ord(character)};" for character in string.punctuation})


def _is_noncharacter(character: str) -> bool:
    """Whether XML and HTML forbid the code point although Unicode has a place for it."""
    code = ord(character)
    return code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF


class _Visible(dict[int, int | None]):
    """A table for ``str.translate`` that drops what cannot be seen; each character is looked up once."""

    def __missing__(self, code: int) -> int | None:
        character = chr(code)
        hidden = unicodedata.category(character) in UNPRINTABLE_CATEGORIES or _is_noncharacter(character)
        kept = self[code] = None if hidden else code
        return kept


_VISIBLE = _Visible()


def clean(text: str, limit: int | None = None) -> str:
    r"""Give the text in one Unicode form, on one line, with nothing invisible in it.

    Parameters
    ----------
    text : str
        Any text from data.
    limit : int, optional
        The greatest number of characters; a longer text ends with an ellipsis.

    Returns
    -------
    str
        NFC, whitespace collapsed to single spaces (hard spaces stay), without control, format,
        private-use and surrogate characters. Joined emoji fall apart into their parts.

    Examples
    --------
    >>> clean("  Spo\u0301łdzielnia\n„A\u200bB\u202e” ")
    'Spółdzielnia „AB”'
    >>> clean("Stowarzyszenie", limit=5)
    'Stow…'
    """
    # Most texts of a page are in order already: what is printable has no whitespace but plain spaces and
    # no hidden character. Hard spaces, which Python does not call printable, stay in any case.
    if (
        limit is None
        and "  " not in text
        and text.replace(HARD_SPACE, "").isprintable()
        and unicodedata.is_normalized("NFC", text)
    ):
        return text.strip()
    one_line = COLLAPSIBLE_WHITESPACE.sub(" ", text)
    visible = one_line.translate(_VISIBLE)
    # Removing a character can bring two spaces, or a letter and its accent, together.
    result = COLLAPSIBLE_WHITESPACE.sub(" ", unicodedata.normalize("NFC", visible)).strip()
    if limit is not None and len(result) > limit:
        return result[: limit - 1].rstrip() + "…"
    return result


def markdown(text: str) -> str:
    r"""Escape for pandoc's Markdown: paragraph, heading, table cell, caption, link text.

    Every ASCII punctuation character gets a backslash, which also breaks Quarto's ``{{<``.
    The document's format must not turn on ``tex_math_single_backslash``: there ``\(`` opens maths.

    Examples
    --------
    >>> print(markdown("# KIS | {{< include x >}}"))
    \# KIS \| \{\{\< include x \>\}\}
    """
    return clean(text).translate(_MARKDOWN)


def markdown_attribute(text: str) -> str:
    """Escape for a quoted value in a Markdown attribute, such as ``fig-alt="…"``.

    Character references leave no quote, brace or ``{{<`` for anything that scans the source before
    pandoc does; pandoc turns them back into the characters.

    Examples
    --------
    >>> markdown_attribute('the „A” "B"')
    'the „A” &#34;B&#34;'
    """
    return clean(text).translate(_REFERENCES)


def html(text: str) -> str:
    """Escape for text or a quoted attribute value in HTML.

    Examples
    --------
    >>> html('<b class="x">')
    '&lt;b class=&quot;x&quot;&gt;'
    """
    return html_module.escape(clean(text), quote=True)


def svg(text: str) -> str:
    """Escape for text or a quoted attribute value in SVG, alone (XML) or inlined in HTML.

    XML knows fewer named references than HTML, so only numeric ones and the five of XML are used.

    Examples
    --------
    >>> svg("Osoby & 'rodziny' < 5")
    'Osoby &amp; &#x27;rodziny&#x27; &lt; 5'
    """
    return html_module.escape(clean(text), quote=True)


def csv_cell(text: str) -> str:
    """Give a cell, or a header, of a CSV file meant for a spreadsheet, that is never a formula.

    A text which a spreadsheet would calculate gets an apostrophe before it; numbers stay as they are.
    Quoting is left to the CSV writer. Open-data files, meant for programs, are written without this.

    Examples
    --------
    >>> csv_cell("=1+1"), csv_cell("-12,5"), csv_cell("@dom")
    ("'=1+1", '-12,5', "'@dom")
    """
    cell = clean(text)
    if cell.startswith(FORMULA_STARTS) and not PLAIN_NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell


def filename(text: str, limit: int = 80) -> str:
    """Give a name of a file or a part of an address: ``a-z``, ``0-9`` and single hyphens only.

    A text that leaves nothing to write (only emoji, another script), or a name that Windows keeps
    for a device, is named by its fingerprint, so that the name stays the same from build to build.
    Different texts can give one name: where that matters, put an id before it.

    Examples
    --------
    >>> filename("Spółdzielnia „Łąka” / 2024"), filename("../../etc/passwd"), filename("CON")
    ('spoldzielnia-laka-2024', 'etc-passwd', 'con-a3dbc4b6')
    """
    cleaned = clean(text)
    letters = unicodedata.normalize("NFKD", cleaned.translate(LETTERS_WITHOUT_DECOMPOSITION))
    slug = re.sub(r"[^a-z0-9]+", "-", "".join(c for c in letters if not unicodedata.combining(c)).lower())
    slug = slug.strip("-")[:limit].rstrip("-")
    if slug and slug not in WINDOWS_DEVICE_NAMES:
        return slug
    fingerprint = hashlib.sha256(cleaned.encode()).hexdigest()[:8]
    return f"{slug or 'name'}-{fingerprint}"


def yaml_string(text: str) -> str:
    r"""Give a quoted YAML scalar that every YAML version reads as this very text.

    Examples
    --------
    >>> yaml_string("no"), yaml_string('a: "b" # c')
    ('"no"', '"a: \\"b\\" # c"')
    """
    return json.dumps(clean(text), ensure_ascii=False)


def link_target(address: str) -> str:
    """Give the address of a web page, ready for a link in Markdown or HTML.

    Raises
    ------
    PesError
        When the address is not a full ``http`` or ``https`` address.

    Examples
    --------
    >>> link_target("https://bdl.stat.gov.pl/bdl/dane (1)")
    'https://bdl.stat.gov.pl/bdl/dane%20%281%29'
    """
    cleaned = clean(address)
    try:
        parts = urlsplit(cleaned)
        is_web_page = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        is_web_page = False
    if not is_web_page:
        shown = clean(address, limit=60)
        raise PesError(
            f"„{shown}” nie jest adresem strony. Podaj pełny adres, który zaczyna się od https://.",
            f"'{shown}' is not the address of a page. Give a full address beginning with https://.",
        )
    return quote(cleaned, safe="%/:?#@!$+,;=&~-._").replace("&", "&amp;")
