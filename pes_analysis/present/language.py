"""The language of a page: texts and plural forms from gettext catalogues read with Babel."""

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO
from typing import Literal, NoReturn

from babel import Locale
from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from pes_analysis.present.markup import Inline, Markup, as_markdown
from pes_analysis.protect.errors import PesError

NBSP = "\N{NO-BREAK SPACE}"
DOUBLED_STOP = re.compile(r"\\\.\.(?=\s|$)")
FRACTION_CONTEXT = "fraction"
"""Context of the form after a fraction, which Polish has beside one, few and many: "1,5 powiatu"."""


def mark(msgid: str) -> str:
    """Mark a text for translation where it is written down but not yet shown.

    Examples
    --------
    >>> mark("no data")
    'no data'
    """
    return msgid


def mark_plural(singular: str, plural: str) -> tuple[str, str]:
    """Mark both forms of a text for translation where they are written down but not yet shown.

    Examples
    --------
    >>> mark_plural("{n} county", "{n} counties")
    ('{n} county', '{n} counties')
    """
    return singular, plural


class Language(StrEnum):
    r"""Polish or English, with everything a page says in it.

    Texts in code are English; the Polish ones stand in ``locale/pl/``, one file a topic.
    A text without a translation is an error: a Polish page never turns English silently.

    Examples
    --------
    >>> Language.PL.text("no data"), Language.EN.text("no data")
    ('brak danych', 'no data')
    >>> [Language.PL.plural("{n} county", "{n} counties", n) for n in (1, 2, 5)]
    ['1\xa0powiat', '2\xa0powiaty', '5\xa0powiatów']
    """

    PL = "pl"
    EN = "en"

    @property
    def code(self) -> Literal["pl", "en"]:
        """The code as the catalogue's texts expect it."""
        return "pl" if self is Language.PL else "en"

    @property
    def locale(self) -> Locale:
        """Babel's locale: Polish, or British English (day before month)."""
        return Locale("pl") if self is Language.PL else Locale("en", "GB")

    def text(self, msgid: str, /, **values: object) -> str:
        r"""Translate a plain text and fill in its values.

        For titles, alternative texts and SVG; nothing is escaped. Use `markdown` for pages.

        Parameters
        ----------
        msgid : str
            English text with ``{names}``.
        **values : object
            What stands in place of the names.

        Returns
        -------
        str

        Raises
        ------
        PesError
            There is no translation.

        Examples
        --------
        >>> Language.PL.text("There are no data for {year}.", year=2018)
        'Brak danych za 2018\xa0r.'
        """
        return _fill(_translations(self).gettext(msgid), values)

    def template(self, msgid: str, /) -> str:
        r"""Translate a text whose names in braces a script of the page fills in.

        Examples
        --------
        >>> Language.PL.template("There are no data for {year}.")
        'Brak danych za {year}\xa0r.'
        """
        return _joined(_translations(self).gettext(msgid))

    def plural(self, singular: str, plural: str, number: int, /, **values: object) -> str:
        r"""Translate a plain text whose form depends on a whole number.

        Parameters
        ----------
        singular, plural : str
            English texts; ``{n}`` is the number, grouped for the language.
        number : int
            Picks the form: "1 powiat, 2 powiaty, 5 powiatów".
        **values : object
            What stands in place of the other names; ``n`` given here wins.

        Returns
        -------
        str

        Raises
        ------
        PesError
            There is no translation.

        Examples
        --------
        >>> Language.EN.plural("{n} county", "{n} counties", 1200)
        '1,200\xa0counties'
        """
        template = _translations(self).ngettext(singular, plural, number)
        return _fill(template, {"n": self._grouped(number), **values})

    def fraction(self, plural: str, /, **values: object) -> str:
        r"""Translate a plain text with the form a noun takes after a fraction.

        Examples
        --------
        >>> Language.PL.fraction("{n} counties", n="1,5"), Language.EN.fraction("{n} counties", n="1.5")
        ('1,5\xa0powiatu', '1.5\xa0counties')
        """
        return _fill(_translations(self).pgettext(FRACTION_CONTEXT, plural), values)

    def markdown(self, msgid: str, /, **values: Inline) -> Markup:
        r"""Translate a Markdown text; values are escaped unless they are safe Markdown already.

        Examples
        --------
        >>> print(Language.PL.markdown("Sources: {sources}.", sources="a|b"))
        Źródła: a\|b.
        """
        template = _translations(self).gettext(msgid)
        safe = {name: as_markdown(value) for name, value in values.items()}
        return _one_full_stop(_fill(template, safe))

    def markdown_plural(self, singular: str, plural: str, number: int, /, **values: Inline) -> Markup:
        r"""Do what `plural` does for a Markdown text; values are escaped as in `markdown`.

        Examples
        --------
        >>> Language.PL.markdown_plural("{n} county", "{n} counties", 3)
        '3\xa0powiaty'
        """
        template = _translations(self).ngettext(singular, plural, number)
        n = Markup(self._grouped(number))
        safe = {name: as_markdown(value) for name, value in values.items()}
        return _one_full_stop(_fill(template, {"n": n, **safe}))

    def _grouped(self, number: int) -> str:
        return str(format_decimal(number, locale=self.locale))


def _fill(template: str, values: Mapping[str, object]) -> str:
    """Fill a template; a number and its noun, a year and its "r." stay on one line."""
    return _joined(template).format(**values)


@lru_cache(maxsize=4096)
def _joined(template: str) -> str:
    return template.replace("{n} ", f"{{n}}{NBSP}").replace("} r.", f"}}{NBSP}r.")


def _one_full_stop(text: str) -> Markup:
    r"""Let the full stop of an abbreviation end its sentence too, as Polish spelling asks.

    Examples
    --------
    >>> _one_full_stop(r"Było 12 os\..")
    'Było 12 os\\.'
    """
    return Markup(DOUBLED_STOP.sub(r"\\.", text))


class _NoTranslation(NullTranslations):
    """End of the line for a text the catalogue does not have."""

    def gettext(self, message: str) -> NoReturn:
        raise PesError(
            f"Brak polskiego tłumaczenia tekstu „{message}”. Dopisz je w pes_analysis/present/locale/pl/.",
            f"No Polish translation of '{message}'. Add it to pes_analysis/present/locale/pl/.",
        )

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> NoReturn:
        self.gettext(msgid1)

    def pgettext(self, context: str, message: str) -> NoReturn:
        self.gettext(f"{message} [{context}]")


def read_texts(language: str) -> Catalog:
    """Read the texts of a language: all files of its folder as one catalogue.

    Parameters
    ----------
    language : str
        Name of a folder of ``locale/``.

    Returns
    -------
    Catalog

    Raises
    ------
    PesError
        A text is translated in two files.

    Examples
    --------
    >>> read_texts("pl")["no data"].string
    'brak danych'
    """
    folder = files("pes_analysis.present") / "locale" / language
    catalogue = Catalog(locale=language)
    for source in sorted((one for one in folder.iterdir() if one.name.endswith(".po")), key=_name):
        with source.open("rb") as file:
            texts = read_po(file, locale=language)
        for message in texts:
            if not message.id:
                continue
            if catalogue.get(message.id, message.context) is not None:
                raise PesError(
                    f"{source.name}: tekst „{message.id}” ma tłumaczenie w dwóch plikach. Usuń jedno.",
                    f"{source.name}: '{message.id}' is translated in two files. Remove one of the entries.",
                )
            catalogue[message.id] = message
    return catalogue


def _name(source: Traversable) -> str:
    return source.name


@cache
def _translations(language: Language) -> NullTranslations:
    if language is Language.EN:
        return NullTranslations()
    catalogue = read_texts(language.code)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    translations = GNUTranslations(compiled)
    translations.add_fallback(_NoTranslation())
    return translations
