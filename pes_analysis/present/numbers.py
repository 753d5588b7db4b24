"""Numbers, quantities and dates as they stand in a text: Babel formats, nothing else does."""

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from babel.dates import format_date
from babel.numbers import get_decimal_symbol, get_group_symbol

from pes_analysis.catalogue.states import State
from pes_analysis.present.language import NBSP, Language, mark_plural
from pes_analysis.protect.errors import PesError

SPACE_BEFORE_DIGIT = re.compile(r" (?=\d)")
NO_UNIT = "–"
"""How the catalogue writes that nothing stands after the number."""
PER_CENT = "%"
MINUS = "\N{MINUS SIGN}"

NOUNS: dict[str, tuple[str, str]] = {
    "inhabitant": mark_plural("{n} inhabitant", "{n} inhabitants"),
    "commune": mark_plural("{n} commune", "{n} communes"),
    "county": mark_plural("{n} county", "{n} counties"),
    "family": mark_plural("{n} family", "{n} families"),
    "person": mark_plural("{n} person", "{n} people"),
    "indicator": mark_plural("{n} indicator", "{n} indicators"),
    "entity": mark_plural("{n} entity", "{n} entities"),
    "year": mark_plural("{n} year", "{n} years"),
    "job": mark_plural("{n} job", "{n} jobs"),
    "place": mark_plural("{n} place", "{n} places"),
}


def number(value: float | Decimal, decimals: int, language: Language) -> str:
    r"""Format a number with a fixed count of decimals.

    Halves are rounded away from zero, as statistical tables do.

    Parameters
    ----------
    value : float or Decimal
        A finite number.
    decimals : int
        Digits after the decimal mark.
    language : Language
        Polish "1 234,5" with hard spaces, English "1,234.5".

    Returns
    -------
    str
        With a true minus sign; a result that rounds to zero has none.

    Raises
    ------
    PesError
        The value is not finite: a gap must come with its state, see `cell`.

    Examples
    --------
    >>> number(1234.5, 1, Language.PL), number(-0.5, 0, Language.EN)
    ('1\xa0234,5', '−1')
    """
    rounded = _rounded(value, decimals)
    whole, _, rest = f"{abs(rounded):,.{decimals}f}".partition(".")
    group, mark = _separators(language)
    digits = whole.replace(",", group) + (f"{mark}{rest}" if rest else "")
    return f"{MINUS}{digits}" if rounded < 0 else digits


# A page prints hundreds of numbers, and reading Babel's patterns takes longer than all the rest of one.
@cache
def _separators(language: Language) -> tuple[str, str]:
    """Give what stands between thousands and before decimals."""
    return get_group_symbol(language.locale), get_decimal_symbol(language.locale)


def _rounded(value: float | Decimal, decimals: int) -> Decimal:
    exact = Decimal(str(value))
    if not exact.is_finite():
        raise PesError(
            f"„{value}” nie jest liczbą do pokazania. Przekaż stan komórki razem z wartością.",
            f"'{value}' is not a number to show. Pass the state of the cell with its value.",
        )
    return exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def signed(value: float | Decimal, decimals: int, language: Language) -> str:
    """Format a change: like `number`, with a plus sign before a rise.

    Examples
    --------
    >>> signed(1.25, 1, Language.PL), signed(-3, 0, Language.PL), signed(0.01, 1, Language.PL)
    ('+1,3', '−3', '0,0')
    """
    text = number(value, decimals, language)
    return f"+{text}" if _rounded(value, decimals) > 0 else text


def with_unit(text: str, unit: str) -> str:
    r"""Put a unit after a formatted number, never to be torn off at the end of a line.

    The per cent sign stands close to its number in both languages; other units after a hard space.

    Examples
    --------
    >>> with_unit("12,3", "%"), with_unit("106", "zł")
    ('12,3%', '106\xa0zł')
    >>> with_unit("2,4", "na 10 000 mieszkańców")
    '2,4\xa0na\xa010\xa0000 mieszkańców'
    """
    if unit in ("", NO_UNIT):
        return text
    if unit == PER_CENT:
        return text + PER_CENT
    return f"{text}{NBSP}{SPACE_BEFORE_DIGIT.sub(NBSP, unit)}"


def cell(value: float | Decimal | None, state: State, decimals: int, language: Language) -> str:
    """Format a cell of a table: a number, a plain zero, or the symbol of what is missing.

    Examples
    --------
    >>> cell(12.34, State.VALUE, 1, Language.PL), cell(0, State.ZERO, 1, Language.PL)
    ('12,3', '0')
    >>> cell(None, State.SUPPRESSED, 1, Language.PL)
    '#'
    """
    if state is State.ZERO:
        return "0"
    if not state.is_number:
        return state.symbol
    return number(float("nan") if value is None else value, decimals, language)


def counted(noun: str, value: float, decimals: int, language: Language) -> str:
    r"""Say how many of something, in the form its number asks for.

    Parameters
    ----------
    noun : str
        A key of `NOUNS`.
    value : float
        How many.
    decimals : int
        Digits after the decimal mark; with any, Polish uses the form after a fraction.
    language : Language

    Returns
    -------
    str

    Examples
    --------
    >>> [counted("family", families, 0, Language.PL) for families in (1, 3, 12)]
    ['1\xa0rodzina', '3\xa0rodziny', '12\xa0rodzin']
    >>> counted("family", 12.3, 1, Language.PL), counted("person", 1, 0, Language.EN)
    ('12,3\xa0rodziny', '1\xa0person')
    """
    singular, plural = NOUNS[noun]
    shown = number(value, decimals, language)
    if decimals:
        return language.fraction(plural, n=shown)
    return language.plural(singular, plural, int(_rounded(value, 0)), n=shown)


def day(when: date, language: Language) -> str:
    """Format a date.

    Examples
    --------
    >>> day(date(2026, 3, 21), Language.PL), day(date(2026, 3, 21), Language.EN)
    ('21.03.2026', '21 March 2026')
    """
    return format_date(when, "dd.MM.y" if language is Language.PL else "d MMMM y", locale=language.locale)


def years(first: int, last: int) -> str:
    """Format one year or a span of years.

    Examples
    --------
    >>> years(2018, 2018), years(2014, 2018)
    ('2018', '2014–2018')
    """
    return str(first) if first == last else f"{first}–{last}"
