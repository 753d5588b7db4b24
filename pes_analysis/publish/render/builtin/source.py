"""A page's source, ``.qmd`` or executed ``.ipynb``, as front matter, Markdown and pictures."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from pes_analysis.publish.render.builtin.refusal import refusal

FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?)^---[ \t]*$\n?", re.DOTALL | re.MULTILINE)
CODE_TO_RUN = re.compile(r"^[ \t]*(?:```+|~~~+)[ \t]*\{(?![.#=])\w+", re.MULTILINE)
DASHES_ALONE = re.compile(r"^---[ \t]*$", re.MULTILINE)

TEXT_KEYS = ("title", "subtitle", "abstract", "description")
SCRIPTS_KEY = "include-after-body"
OTHER_KEYS = ("date", "lang", "toc", "toc-depth", SCRIPTS_KEY)
SCRIPT = re.compile(r'<script defer src="(?P<address>(?:\.\./)*(?:[\w-]+/)*[\w.-]+\.js)"></script>')


@dataclass(frozen=True)
class FrontMatter:
    """What a page says about itself.

    Parameters
    ----------
    texts : Mapping[str, str]
        ``title``, ``subtitle``, ``abstract``, ``description`` in Markdown.
    date : date or None
        The date of the page.
    language : str or None
        When it is not the project's.
    toc : bool or None
        When it is not the project's.
    toc_depth : int or None
        When it is not the project's.
    scripts : tuple of str
        Addresses of scripts of the site, from the page.
    """

    texts: Mapping[str, str]
    date: dt.date | None = None
    language: str | None = None
    toc: bool | None = None
    toc_depth: int | None = None
    scripts: tuple[str, ...] = ()


@dataclass(frozen=True)
class PageSource:
    """One page before pandoc.

    Parameters
    ----------
    front_matter : FrontMatter
        What stood between the first two lines of dashes.
    markdown : str
        The body, in the order of the page.
    pictures : Mapping[str, bytes]
        Pictures from outputs, by their path from the page's folder.
    """

    front_matter: FrontMatter
    markdown: str
    pictures: Mapping[str, bytes] = field(default_factory=dict)


def read_qmd(path: Path, where: str) -> PageSource:
    r"""Read a prose page.

    Parameters
    ----------
    path : Path
        A ``.qmd`` file in UTF-8.
    where : str
        Its name in error messages.

    Raises
    ------
    PesError
        When it has no title, an unknown key, or code to run.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     page = Path(folder) / "slownik.qmd"
    ...     _ = page.write_text("---\ntitle: Słownik\n---\n\nTekst.\n", encoding="utf-8")
    ...     source = read_qmd(page, "slownik.qmd")
    >>> source.front_matter.texts["title"], source.markdown.strip()
    ('Słownik', 'Tekst.')
    """
    front_matter, body = split_front_matter(path.read_text(encoding="utf-8"), where)
    return PageSource(front_matter, checked_body(body, where))


def split_front_matter(text: str, where: str) -> tuple[FrontMatter, str]:
    """Split a text into its front matter and the rest."""
    found = FRONT_MATTER.match(text.replace("\r\n", "\n"))
    if not found:
        raise refusal(
            where,
            "strona nie zaczyna się od bloku YAML. Dopisz go między wierszami ---, z kluczem title.",
            "the page does not start with a YAML block. Add it between lines of ---, with a title.",
        )
    try:
        values = yaml.safe_load(found["yaml"])
    except yaml.YAMLError as error:
        raise refusal(
            where,
            f"blok YAML na początku strony ma błąd. Popraw: {error}",
            f"the YAML block on top of the page is wrong. Correct: {error}",
        ) from None
    return _front_matter(values, where), text.replace("\r\n", "\n")[found.end() :]


def checked_body(markdown: str, where: str) -> str:
    """Refuse what would be read differently by the two renderers."""
    outside_code = without_code_blocks(markdown)
    if CODE_TO_RUN.search(markdown):
        raise refusal(
            where,
            "blok kodu do wykonania. Przenieś go do notatnika albo pokaż jako ```python bez nawiasów.",
            "a block of code to run. Move it to a notebook, or show it as ```python without braces.",
        )
    if DASHES_ALONE.search(outside_code):
        raise refusal(
            where,
            "wiersz z samym --- byłby czytany jako blok YAML. Do linii poziomej użyj ***.",
            "a line of --- alone would be read as a YAML block. For a rule write ***.",
        )
    return markdown


def without_code_blocks(markdown: str) -> str:
    r"""Drop fenced code, whose lines mean nothing to pandoc.

    Examples
    --------
    >>> without_code_blocks("a\n```\n---\n```\nb")
    'a\n\nb'
    """
    return re.sub(r"^(`{3,}|~{3,}).*?^\1[`~]*[ \t]*$", "", markdown, flags=re.DOTALL | re.MULTILINE)


def _front_matter(values: Any, where: str) -> FrontMatter:
    if not isinstance(values, dict) or not values.get("title"):
        raise refusal(
            where,
            "strona nie ma tytułu. Dopisz title na początku.",
            "the page has no title. Add title on top.",
        )
    unknown = sorted(str(key) for key in values if key not in TEXT_KEYS + OTHER_KEYS)
    if unknown:
        known = ", ".join(TEXT_KEYS + OTHER_KEYS)
        raise refusal(
            where,
            f"nieznane klucze na początku strony: {', '.join(unknown)}. Obsługiwane: {known}.",
            f"unknown keys on top of the page: {', '.join(unknown)}. Supported: {known}.",
        )
    toc, depth = values.get("toc"), values.get("toc-depth")
    if toc not in (None, True, False) or not (depth is None or depth in range(1, 7)):
        raise refusal(
            where,
            "toc ma być true albo false, a toc-depth liczbą od 1 do 6.",
            "toc must be true or false, and toc-depth a number from 1 to 6.",
        )
    return FrontMatter(
        texts={key: str(values[key]) for key in TEXT_KEYS if values.get(key)},
        date=_date(values.get("date"), where),
        language=values.get("lang"),
        toc=toc,
        toc_depth=depth,
        scripts=tuple(_scripts(values.get(SCRIPTS_KEY), where)),
    )


def _scripts(value: Any, where: str) -> Iterator[str]:
    """Read the scripts of a page: files of the site, nothing written into the page itself."""
    for part in [value] if isinstance(value, (str, dict)) else value or ():
        text = part.get("text") if isinstance(part, dict) and part.keys() == {"text"} else None
        for line in text.split("\n") if isinstance(text, str) else ("",):
            found = SCRIPT.fullmatch(line.strip())
            if found is None:
                raise refusal(
                    where,
                    f'{SCRIPTS_KEY}: może tu stać tylko <script defer src="plik.js"></script>. '
                    "Resztę napisz w Markdownie.",
                    f'{SCRIPTS_KEY}: only <script defer src="file.js"></script> may stand here. '
                    "Write the rest in Markdown.",
                )
            yield found["address"]


def _date(value: Any, where: str) -> dt.date | None:
    if value is None or (isinstance(value, dt.date) and not isinstance(value, dt.datetime)):
        return value
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError:
        raise refusal(
            where,
            f"date: „{value}” nie jest datą. Napisz ją jako RRRR-MM-DD.",
            f"date: '{value}' is not a date. Write it as YYYY-MM-DD.",
        ) from None
