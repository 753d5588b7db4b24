"""A formula, and the reason for a gap, in words a reader understands."""

import re
from collections.abc import Mapping
from enum import IntEnum

from pes_analysis.catalogue.entries import Language, Text
from pes_analysis.catalogue.evaluation import OTHER_TYPE, OVERFLOW, TOO_FEW, ZERO_DENOMINATOR
from pes_analysis.catalogue.formula import Formula
from pes_analysis.catalogue.formula_tree import (
    Arithmetic,
    Call,
    Comparison,
    Division,
    FamilyName,
    FunctionName,
    ListSize,
    Name,
    Negation,
    Node,
    Number,
    Power,
    SumOver,
)
from pes_analysis.catalogue.states import State

NBSP = "\u00a0"
SIGNS = {"+": "+", "-": "−", "*": "×", "<": "<", "<=": "≤", ">": ">", ">=": "≥", "==": "=", "!=": "≠"}
SEPARATOR: Mapping[Language, str] = {"pl": ";", "en": ","}
FUNCTIONS: Mapping[FunctionName, Text] = {
    "sum": Text(pl="suma", en="sum"),
    "mean": Text(pl="średnia", en="mean"),
    "median": Text(pl="mediana", en="median"),
    "min": Text(pl="najmniejsza", en="least"),
    "max": Text(pl="największa", en="greatest"),
    "abs": Text(pl="wartość bezwzględna", en="absolute value"),
    "count": Text(pl="ile zachodzi", en="how many hold"),
}
_SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_SUM_OVER = Text(pl="suma po pozycjach listy", en="sum over the items of the list")
_SIZE = Text(pl="liczba pozycji listy", en="number of items of the list")
_REASONS: Mapping[str, Text] = {
    State.MISSING: Text(pl="brak danych: {}", en="no data: {}"),
    State.NOT_APPLICABLE: Text(pl="nie dotyczy: {}", en="does not apply: {}"),
    State.SUPPRESSED: Text(pl="dane ukryte: {}", en="figures held back: {}"),
    State.UNDEFINED: Text(pl="nie da się obliczyć: {}", en="cannot be computed: {}"),
    ZERO_DENOMINATOR: Text(pl="dzielenie przez zero: {}", en="division by zero: {}"),
    TOO_FEW: Text(pl="za mało, by liczyć: {}", en="too few to compute: {}"),
    OTHER_TYPE: Text(pl="nie dotyczy tego typu organizacji: {}", en="not for this type of organisation: {}"),
    OVERFLOW: Text(pl="liczba zbyt duża, by ją obliczyć", en="a number too large to compute"),
}


def printed_number(text: str, language: Language) -> str:
    """Return a number of a formula as a language writes it.

    Examples
    --------
    >>> printed_number("100000", "en"), printed_number("0.5", "pl"), printed_number("1000", "pl")
    ('100,000', '0,5', '1000')
    """
    whole, _, fraction = text.partition(".")
    if language == "en":
        return f"{int(whole):,}" + (f".{fraction}" if fraction else "")
    # Polish spelling groups digits only from five upwards.
    grouped = f"{int(whole):,}".replace(",", NBSP) if len(whole) > 4 else whole
    return grouped + (f",{fraction}" if fraction else "")


def in_words(formula: Formula, names: Mapping[str, str], language: Language = "pl") -> str:
    """Write a formula on one line with its names in words.

    Parameters
    ----------
    formula : Formula
        Parsed formula.
    names : mapping of str to str
        Words for each of ``formula.variables``.
    language : {"pl", "en"}
        Of the numbers and functions.

    Returns
    -------
    str
        Plain text, unescaped.

    Examples
    --------
    >>> from pes_analysis.catalogue.formula import parse
    >>> in_words(parse("1000 * fam / pop"), {"fam": "rodziny", "pop": "ludność"})
    '1000 × rodziny ÷ ludność'
    >>> in_words(parse("(a - b) / (a + b)"), {"a": "births", "b": "deaths"}, "en")
    '(births − deaths) ÷ (births + deaths)'
    """
    return _words(formula.tree, names, language)


def reason_in_words(reason: str, names: Mapping[str, str], language: Language = "pl") -> str:
    """Put the reason given by `evaluate` into words.

    Parameters
    ----------
    reason : str
        Such as ``"missing: pop"``; empty for a number.
    names : mapping of str to str
        Words for the variables.
    language : {"pl", "en"}
        Language of the answer.

    Returns
    -------
    str
        Empty for an empty reason.

    Examples
    --------
    >>> reason_in_words("missing: pop", {"pop": "Ludność"})
    'brak danych: Ludność'
    >>> reason_in_words("zero_denominator: pop", {"pop": "Population"}, "en")
    'division by zero: Population'
    >>> reason_in_words("other_type: ss, ps", {}, "en")
    'not for this type of organisation: SS, PS'
    """
    if not reason:
        return ""
    code, _, concerned = reason.partition(": ")
    if code == OTHER_TYPE:
        return _REASONS[code].in_language(language).format(concerned.upper())
    said = re.sub(r"[a-z][a-z0-9_]*", lambda found: names.get(found.group(), found.group()), concerned)
    return _REASONS[code].in_language(language).format(said.replace("*", SIGNS["*"]))


class Binding(IntEnum):
    """How tightly a part of a formula holds together: a weaker part inside a stronger one needs brackets."""

    COMPARISON = 0
    SUM = 1
    NEGATION = 2
    SUM_OVER = 3
    PRODUCT = 4
    FRACTION = 5
    POWER = 6
    ATOM = 7


def binding(node: Node) -> Binding:
    """Return how tightly a node holds together.

    Examples
    --------
    >>> from pes_analysis.catalogue.formula import parse
    >>> binding(parse("a + b").tree) < binding(parse("a * b").tree)
    True
    """
    match node:
        case Comparison():
            return Binding.COMPARISON
        case Arithmetic(sign="*"):
            return Binding.PRODUCT
        case Arithmetic():
            return Binding.SUM
        case Negation():
            return Binding.NEGATION
        case SumOver():
            return Binding.SUM_OVER
        case Division():
            return Binding.FRACTION
        case Power():
            return Binding.POWER
        case _:
            return Binding.ATOM


# What may stand unbracketed to the left and right of a sign; around a comparison, sums may.
_AROUND = {
    "+": (Binding.SUM, Binding.SUM_OVER),
    "-": (Binding.SUM, Binding.SUM_OVER),
    "*": (Binding.PRODUCT, Binding.POWER),
}


def _words(node: Node, names: Mapping[str, str], language: Language) -> str:
    def part(inner: Node, least: Binding) -> str:
        text = _words(inner, names, language)
        # "sum over …: a + b" has no visible end, so inside anything else it is always bracketed.
        return f"({text})" if binding(inner) < least or isinstance(inner, SumOver) else text

    match node:
        case Number():
            return printed_number(node.text, language)
        case Name() | FamilyName():
            return names.get(node.id, node.id)
        case Negation():
            return f"−{part(node.operand, Binding.PRODUCT)}"
        case Division():
            # "a × b ÷ c" reads unambiguously from the left; a fraction or product after ÷ would not.
            return f"{part(node.numerator, Binding.PRODUCT)} ÷ {part(node.denominator, Binding.POWER)}"
        case Power():
            return part(node.base, Binding.ATOM) + str(node.exponent).translate(_SUPERSCRIPT)
        case Arithmetic() | Comparison():
            least_left, least_right = _AROUND.get(node.sign, (Binding.SUM, Binding.SUM))
            return f"{part(node.left, least_left)} {SIGNS[node.sign]} {part(node.right, least_right)}"
        case Call():
            listed = f"{SEPARATOR[language]} ".join(_words(one, names, language) for one in node.arguments)
            return f"{FUNCTIONS[node.function].in_language(language)}({listed})"
        case SumOver():
            return f"{_SUM_OVER.in_language(language)} {node.index}: {_words(node.body, names, language)}"
        case ListSize():
            return f"{_SIZE.in_language(language)} {node.index}"
