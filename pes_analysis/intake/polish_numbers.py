"""Reading one cell: a number as Poles write it, or the sign that says why there is none."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from pes_analysis.catalogue.states import State
from pes_analysis.protect.errors import PesError
from pes_analysis.protect.escape import clean

DecimalMark = Literal["comma", "point"]

# What a sign means in the tables of GUS, and how it is read here:
#   .  no information, or none that is reliable   → missing
#   x  filling in is impossible or pointless      → not applicable
#   #  held back by statistical confidentiality   → suppressed
#   0  the smallest amounts too, rounded          → zero
#   –  in the Local Data Bank: no information; in printed yearbooks: the phenomenon did not occur.
#      The two cannot be told apart, so a dash is read as missing and listed: a gap can be filled,
#      an invented zero cannot be noticed.
MISSING_SIGNS = frozenset({"", ".", "b.d.", "b.d", "bd", "bd.", "b. d.", "brak danych"})
DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2212")
OTHER_SIGNS = {"x": State.NOT_APPLICABLE, "nie dotyczy": State.NOT_APPLICABLE, "#": State.SUPPRESSED}

# Space, hard, figure, thin and narrow hard space.
_ONE_SPACE = str.maketrans(dict.fromkeys("\u00a0\u2007\u2009\u202f", " "))
LONGEST_NUMBER = 40


class Repair(StrEnum):
    """What was read otherwise than it is written, and is therefore listed."""

    DECIMAL_COMMA = "decimal_comma"
    THOUSANDS_MARK = "thousands_mark"
    MINUS_SIGN = "minus_sign"
    PERCENT_SIGN = "percent_sign"
    DASH_AS_MISSING = "dash_as_missing"


@dataclass(frozen=True)
class ParsedNumber:
    """A cell that was understood.

    Attributes
    ----------
    value : float or None
        The number; None where the state is not a number.
    state : State
        Why it is there, or is not.
    repairs : tuple of Repair
        How it was written, where that is not plain digits with a decimal point.
    """

    value: float | None
    state: State
    repairs: tuple[Repair, ...] = ()


class UnreadableNumberError(PesError):
    """A cell that is not a number, or could be two.

    Attributes
    ----------
    rule : {"not_a_number", "ambiguous_number"}
        Which of the two.
    """

    def __init__(self, rule: Literal["not_a_number", "ambiguous_number"], pl: str, en: str) -> None:
        super().__init__(pl, en)
        self.rule = rule


def parse_number(text: str, decimal: DecimalMark = "comma") -> ParsedNumber:
    """Read a number, or the sign that stands for none.

    Parameters
    ----------
    text : str
        One cell.
    decimal : {"comma", "point"}
        The decimal mark of the text. The other mark is read too where it can mean one thing only:
        ``12.5`` in a Polish text is twelve and a half, but ``1.234`` is refused.

    Returns
    -------
    ParsedNumber
        A percentage keeps its number: ``12,5%`` is 12.5.

    Raises
    ------
    UnreadableNumberError
        When the cell is not a number, or could be two different ones.

    Examples
    --------
    >>> parse_number("1 234 567,5").value
    1234567.5
    >>> parse_number("0,0").state, parse_number("b.d.").state, parse_number("x").state
    (<State.ZERO: 'zero'>, <State.MISSING: 'missing'>, <State.NOT_APPLICABLE: 'not_applicable'>)
    >>> [repair.value for repair in parse_number("−12,5%").repairs]
    ['minus_sign', 'decimal_comma', 'percent_sign']
    >>> parse_number("1.234")  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    UnreadableNumberError: '1.234' can be read as 1234 or as 1,234. Write 1234 or 1,234.
    """
    cell = text.strip()
    sign = cell.lower()
    if sign in MISSING_SIGNS:
        return ParsedNumber(None, State.MISSING)
    if sign in DASHES:
        return ParsedNumber(None, State.MISSING, (Repair.DASH_AS_MISSING,))
    if sign in OTHER_SIGNS:
        return ParsedNumber(None, OTHER_SIGNS[sign])
    if len(cell) > LONGEST_NUMBER:
        raise _not_a_number(text)

    repairs: list[Repair] = []
    is_negative = cell[0] in DASHES
    if is_negative and cell[0] != "-":
        repairs.append(Repair.MINUS_SIGN)
    amount = cell[1:] if is_negative or cell[0] == "+" else cell
    is_percentage = amount.endswith("%")
    amount = amount.removesuffix("%").rstrip() if is_percentage else amount

    digits, written = _plain_digits(amount, decimal, text)
    repairs += written
    if is_percentage:
        repairs.append(Repair.PERCENT_SIGN)
    value = float(digits)
    if value == 0:
        return ParsedNumber(0.0, State.ZERO, tuple(repairs))
    return ParsedNumber(-value if is_negative else value, State.VALUE, tuple(repairs))


def _plain_digits(amount: str, decimal: DecimalMark, text: str) -> tuple[str, list[Repair]]:
    """Give the amount as digits with a decimal point, and how it was written."""
    mark, other = (",", ".") if decimal == "comma" else (".", ",")
    amount = amount.translate(_ONE_SPACE)
    if re.fullmatch(rf"[1-9][0-9]{{0,2}}{re.escape(other)}[0-9]{{3}}", amount):
        raise _ambiguous(text, amount, mark, other)
    if match := re.fullmatch(r"([0-9]+)(?:([.,])([0-9]+))?", amount):
        whole, point, fraction = match.groups()
        return _joined(whole, fraction), _decimal_repair(point)
    # Grouped by three with the same sign throughout; the decimal mark is then another sign.
    if match := re.fullmatch(
        r"([1-9][0-9]{0,2}(?:([ .,])[0-9]{3})(?:\2[0-9]{3})*)(?:(?!\2)([.,])([0-9]+))?", amount
    ):
        whole, _, point, fraction = match.groups()
        return _joined(re.sub(r"[ .,]", "", whole), fraction), [
            Repair.THOUSANDS_MARK,
            *_decimal_repair(point),
        ]
    raise _not_a_number(text)


def _joined(whole: str, fraction: str | None) -> str:
    return whole if fraction is None else f"{whole}.{fraction}"


def _decimal_repair(mark: str | None) -> list[Repair]:
    return [Repair.DECIMAL_COMMA] if mark == "," else []


def _ambiguous(text: str, amount: str, mark: str, other: str) -> UnreadableNumberError:
    shown, minus = clean(text), "-" if text.strip()[0] in DASHES else ""
    whole, fraction = minus + amount.replace(other, ""), minus + amount.replace(other, mark)
    return UnreadableNumberError(
        "ambiguous_number",
        f"„{shown}” można odczytać jako {whole} albo {fraction}. Zapisz {whole} albo {fraction}.",
        f"'{shown}' can be read as {whole} or as {fraction}. Write {whole} or {fraction}.",
    )


def _not_a_number(text: str) -> UnreadableNumberError:
    shown = clean(text, limit=LONGEST_NUMBER)
    return UnreadableNumberError(
        "not_a_number",
        f"„{shown}” nie jest liczbą. Wpisz samą liczbę albo znak: „.” (brak danych), "
        "„x” (nie dotyczy), „#” (tajemnica statystyczna).",
        f"'{shown}' is not a number. Write a number alone, or a sign: '.' (no data), "
        "'x' (not applicable), '#' (confidential).",
    )
